"""Trees of a forest's edge: conifers and broadleaved trees with trunks, in layers, drawn at the frame's size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from editor.providers.embedded import noise
from editor.providers.embedded.scenes.hours import FOLIAGE, linear
from editor.providers.embedded.scenes.landscape import air, fir
from editor.providers.embedded.scenes.landscape.conifers import SHIFT, fineness
from editor.providers.embedded.scenes.landscape.tints import tinted

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.providers.embedded.arrays import Picture, Plane
    from editor.providers.embedded.scenes.landscape.view import Frame, View

_NEAR = (0.0, 0.25, 0.5, 0.75, 1.0)
# Tones of the drawing: wood below the first, then so many of needles, and leaves from `_LEAF` on.
_NEEDLE, _NEEDLES, _LEAF, _LEAVES = 60, 60, 128, 122


@dataclass(frozen=True, slots=True)
class Shapes:
    """Outlines of one kind (outlines x points x 2) with their tones."""

    points: Plane
    tones: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer of trees: outlines in the order they are painted, each with its tone 0..255; unit space."""

    near: float
    shapes: tuple[Shapes, ...]
    top: float
    foot: float
    veiled: float  # how far the fog in front of it hides it


def layers(view: View, foot: float) -> tuple[Layer, ...]:
    """The layers of the forest, far to near; their feet lie about `foot` (0..1 from the top)."""
    out = []
    for k, near in enumerate(_NEAR):
        draw = np.random.default_rng(view.seed * 19 + k)
        shapes: list[Shapes] = []
        for x in _places(view, draw, near):
            base = foot + (0.035 * near - 0.02 + 0.012 * draw.random()) * view.scale
            tall = (0.30 + 0.26 * near) * (0.62 + 0.55 * draw.random()) * view.scale
            if draw.random() < 0.55 - 0.15 * near:
                shapes += _fir(view, draw, x, base, tall * 1.08, near)
            else:
                shapes += _broadleaf(view, draw, x, base, tall * 0.92, near)
        top = min((float(each.points[..., 1].min()) for each in shapes), default=1.0)
        low = max((float(each.points[..., 1].max()) for each in shapes), default=1.0)
        veiled = (0.80 - 0.76 * near) * min(1.0, 0.35 + 0.65 * air.fog(view))
        out.append(Layer(near, tuple(shapes), top, low, veiled))
    return tuple(out)


def _places(view: View, draw: np.random.Generator, near: float) -> list[float]:
    """Where the trees of a layer stand; the nearest leave the middle of the picture to the light."""
    amount = view.number("trees.amount")
    count = int((52 - 41 * near) * view.aspect / view.scale * amount)
    places = [float(place) for place in draw.random(count) * 1.1 - 0.05]
    if near == 1.0:
        gate = view.opening
        places = [at for at in places if abs(at - gate) > 0.30]
    return sorted((at * view.aspect for at in places), key=lambda at: (at * 7919) % 1)


def _fir(view: View, draw: np.random.Generator, x: float, foot: float, tall: float, near: float) -> list[Shapes]:
    stem = tall * 0.012
    trunk = np.array(
        [(x - stem, foot), (x - stem * 0.6, foot - tall * 0.5), (x + stem * 0.6, foot - tall * 0.5), (x + stem, foot)]
    )
    whole = fir.outline(draw, x, foot - tall * 0.10, tall * 0.90)
    boughs = _boughs(view, draw, int(30 + 210 * near), x, foot, tall)
    return [Shapes(trunk.astype(np.float32)[None], (20,)), Shapes(whole[None], (_NEEDLE + 8,)), boughs]


def _boughs(view: View, draw: np.random.Generator, count: int, x: float, foot: float, tall: float) -> Shapes:
    """Boughs over the silhouette of a fir, which give it its body."""
    share = np.sort(draw.random(count) ** 0.8)
    half = tall * 0.15 * (1 - share)
    off = draw.random(count) * 2 - 1
    y = foot - tall * (0.12 + 0.80 * share)
    span = half * (0.10 + 0.15 * draw.random(count)) + tall * 0.005
    lit = _NEEDLE + 8 + (_NEEDLES - 10) * draw.random(count) ** 1.6 * (0.5 + 0.5 * off * view.side)
    across = np.stack([-span, 0 * span, span, 0 * span], 1) + (x + off * half)[:, None]
    down = np.stack([span * 0.42, span * -0.30, span * 0.42, span * 0.18], 1) + y[:, None]
    return Shapes(np.stack([across, down], -1).astype(np.float32), tuple(lit.astype(int).tolist()))


def _broadleaf(view: View, draw: np.random.Generator, x: float, foot: float, tall: float, near: float) -> list[Shapes]:
    """A trunk that forks, and a crown of many small clumps of leaves, brighter towards the light."""
    stem, lean = tall * (0.018 + 0.012 * draw.random()), (draw.random() - 0.5) * tall * 0.12
    fork = foot - tall * (0.30 + 0.12 * draw.random())
    limbs = [_limb((x, foot), (x + lean, fork), stem, stem * 0.7)]
    centres = []
    for _ in range(6):
        end = (x + lean + (draw.random() - 0.5) * tall * 0.42, fork - tall * (0.14 + 0.44 * draw.random()))
        limbs.append(_limb((x + lean, fork), end, stem * 0.55, stem * 0.12))
        centres.append(end)
    for k in range(14):  # twigs, to be seen where leaves are few
        start = centres[k % len(centres)]
        end = (start[0] + (draw.random() - 0.5) * tall * 0.22, start[1] - tall * 0.14 * (draw.random() - 0.2))
        limbs.append(_limb(start, end, stem * 0.14, stem * 0.04))
    bare = view.word("season.name") == "winter"
    sparse = min(1.0, (3.0 / view.aspect) ** 0.72)  # a very wide frame holds very many trees, all of them small
    count = 24 if bare else int((120 + 900 * near**2.2) * sparse)
    at = np.array(centres)[draw.integers(len(centres), size=count)]
    turn, reach = draw.random(count) * 2 * np.pi, np.sqrt(draw.random(count))
    blob = tall * np.array([0.150, 0.120]) * np.stack([np.cos(turn), np.sin(turn)], 1)
    at = at + blob * (reach * (0.75 + 0.35 * draw.random(count)))[:, None]
    size = tall * (0.007 + 0.013 * draw.random(count)) * (2.0 - 1.15 * near) / sparse**0.5
    luck = np.sort(draw.random(count))  # the bright ones last: they are those that stick out
    light = (
        0.5 + view.side * (at[:, 0] - x - lean) / (tall * 0.5) * 0.5 + (at[:, 1].mean() - at[:, 1]) / (tall * 0.6) * 0.7
    )
    tone = np.clip(_LEAF + 115 * (0.5 * light + 0.5 * luck), _LEAF + 4, _LEAF + _LEAVES)
    wood = Shapes(np.stack(limbs), (22,) * len(limbs))
    return [wood, Shapes(_leaves(draw, at, size), tuple(tone.astype(int).tolist()))]


def _limb(start: tuple[float, float], end: tuple[float, float], wide: float, thin: float) -> Plane:
    (x0, y0), (x1, y1) = start, end
    length = max(1e-6, float(np.hypot(x1 - x0, y1 - y0)))
    across, up = -(y1 - y0) / length, (x1 - x0) / length
    return np.array(
        [
            (x0 - across * wide, y0 - up * wide), (x1 - across * thin, y1 - up * thin),
            (x1 + across * thin, y1 + up * thin), (x0 + across * wide, y0 + up * wide),
        ],
        np.float32,
    )  # fmt: skip


def _leaves(draw: np.random.Generator, at: Plane, size: Plane) -> Plane:
    """Ragged clumps about places (count x 2): count x points x 2."""
    angle = np.linspace(0, 2 * np.pi, 12)[None, :-1] + draw.random((len(at), 1)) * 6
    reach = size[:, None] * (0.45 + 0.95 * draw.random((len(at), 11)))
    ring = np.stack([np.cos(angle) * reach, np.sin(angle) * reach * 0.82], -1)
    return np.asarray((at[:, None] + ring).astype(np.float32))


def brush(view: View, layer: Layer, frame: Frame) -> Callable[[Plane, int, int, Band], None]:
    """Paints a layer over bands of a picture."""
    first = max(0, int((layer.top - 0.01) * frame.height) - 2)
    last = min(frame.height, int((layer.foot + 0.01) * frame.height) + 2)
    finer = fineness(frame)
    drawing = np.zeros((max(1, last - first) * finer, frame.width * finer, 2), np.uint8)  # coverage and tone
    drawing[..., 1] = _LEAF + 4
    edges = cv2.LINE_8 if finer > 1 else cv2.LINE_AA  # shrunk, edges are soft anyway
    for shapes in layer.shapes:
        every = np.round(shapes.points * (frame.height * finer * 2**SHIFT)).astype(np.int32)
        every[..., 1] -= first * finer * 2**SHIFT
        few = slice(None, None, 3 if frame.is_draft and len(every) > 30 else 1)
        for points, tone in zip(every[few], shapes.tones[few], strict=True):
            cv2.fillPoly(drawing, [points], (255, tone), edges, SHIFT)
    if finer > 1:
        drawing = cv2.resize(drawing, None, fx=1 / finer, fy=1 / finer, interpolation=cv2.INTER_AREA)
    table = _table(view)

    def paint(light: Plane, top: int, bottom: int, band: Band) -> None:
        start, end = max(top, first), min(bottom, last)
        if start < end:
            _lay(layer, table, light[start - top : end - top], drawing, start - first, band.cut(start - top, end - top))

    return paint


@dataclass(frozen=True, slots=True)
class Band:
    """What all layers share in a band of rows: the fog's colour, how far outlines are shaken (pixels), fine shade and
    the furrows of bark."""

    mist: Plane
    right: Plane
    down: Plane
    fine: Plane
    bark: Plane

    def cut(self, start: int, end: int) -> Band:
        """Only rows `start`..`end` of the band."""
        rows = slice(start, end)
        return Band(self.mist[rows], self.right[rows], self.down[rows], self.fine[rows], self.bark[rows])


def band(view: View, frame: Frame, top: int, bottom: int) -> Band:
    """Rows `top`..`bottom`: straight outlines turn into twigs and needles by being shaken a little."""
    x, y = frame.axes(top, bottom)
    sheet = noise.tile(12, 5, 0.62, view.seed + 57)
    shakes = []
    for off in (0.0, 0.43):
        coarse = sheet.at(x * np.float32(2.9) + np.float32(off), y * np.float32(2.9) + np.float32(off * 0.7))
        fine = sheet.at(x * np.float32(13) + np.float32(off), y * np.float32(13) + np.float32(off * 0.7))
        shakes.append((coarse - np.float32(0.5)) * np.float32(0.0065) + (fine - np.float32(0.5)) * np.float32(0.0045))
    shade = sheet.at(x * np.float32(2.4), y * np.float32(2.4)) - np.float32(0.5)
    size = np.float32(frame.height)
    bark = (sheet.at(x * np.float32(9), y * np.float32(1.7)) - np.float32(0.46)) * np.float32(2.2)
    return Band(air.mist(view, x, y), shakes[0] * size, shakes[1] * size, shade, bark)


_TONES = 256


def _foliage(view: View) -> list[Plane]:
    """The season's leaves, in the colour that was asked for."""
    tint = view.word("trees.tint")
    return [tinted(linear(colour), tint) for colour in FOLIAGE[view.word("season.name")]]


def _table(view: View) -> Plane:
    """The lit colours of needles by their tone 0..1 in `_TONES` steps, then those of leaves; the last entry is wood."""
    level = np.linspace(0, 1, _TONES, dtype=np.float32)
    _, needle, leaf, bright = _foliage(view)
    needles = needle * (np.float32(0.45) + np.float32(1.05) * level)[:, None]
    leaves = needle * np.float32(0.55) + np.clip(level * 2, 0, 1)[:, None] * (leaf - needle * np.float32(0.55))
    leaves += np.clip(level * 2 - 1, 0, 1)[:, None] * (bright - leaf)
    if view.snowy:
        white = np.array([0.84, 0.87, 0.92], np.float32)
        needles += np.clip(level * 2.2 - 0.45, 0, 0.92)[:, None] * (white - needles)
        leaves += np.clip(level * 3.6 - 0.75, 0, 0.92)[:, None] * (white - leaves)
    sun = np.clip(level * np.float32(1.5) - np.float32(0.25), 0, 1.3)[:, None]
    wood = np.array([[0.085, 0.068, 0.054]], np.float32)
    key = np.array(view.hour.key, np.float32) * np.float32(0.60)
    fill = np.array(view.hour.fill, np.float32) * np.float32(0.75)
    lamp = fill + sun * key
    return np.concatenate([needles * lamp, leaves * lamp, wood * (fill + np.float32(0.06) * key)]).astype(np.float32)


def _lay(layer: Layer, table: Plane, light: Plane, drawing: Picture, start: int, band: Band) -> None:
    """Lay rows of a drawing, from its row `start` on, over a picture."""
    rows, columns = band.fine.shape
    column, row = np.meshgrid(np.arange(columns, dtype=np.float32), np.arange(start, start + rows, dtype=np.float32))
    moved = cv2.remap(drawing, column + band.right, row + band.down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    tone = moved[..., 1].astype(np.float32)
    is_leaf, is_wood = tone > (_NEEDLE + _NEEDLES + _LEAF) / 2, tone < 42
    level = np.where(is_leaf, (tone - _LEAF) * np.float32(1 / _LEAVES), (tone - _NEEDLE) * np.float32(1 / _NEEDLES))
    level = np.clip(level, 0, 1) + band.fine * np.float32(0.28)
    index = np.clip(level * np.float32(_TONES - 1), 0, _TONES - 1).astype(np.int16) + is_leaf * np.int16(_TONES)
    index[is_wood] = 2 * _TONES
    body = table[index]
    body *= np.where(is_wood, 1 + band.bark, 1)[..., None]
    body += np.float32(layer.veiled) * (band.mist - body)
    light += (moved[..., :1].astype(np.float32) * np.float32(1 / 255)) * (body - light)
