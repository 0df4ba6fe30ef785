"""Trees of a forest's edge: conifers and broadleaved trees with trunks, in layers, drawn at the frame's size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from editor.providers.embedded import noise
from editor.providers.embedded.scenes.hours import FOLIAGE, linear
from editor.providers.embedded.scenes.landscape import air
from editor.providers.embedded.scenes.landscape.conifers import SHIFT, fineness, outline

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.providers.embedded.arrays import Plane
    from editor.providers.embedded.scenes.landscape.view import Frame, View

_NEAR = (0.0, 0.25, 0.5, 0.75, 1.0)
_BARE, _LEAF = 40, 90  # tones of the drawing: wood up to the first, leaves from the second


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
        out.append(Layer(near, tuple(shapes), top, max((float(s.points[..., 1].max()) for s in shapes), default=1.0)))
    return tuple(out)


def _places(view: View, draw: np.random.Generator, near: float) -> list[float]:
    """Where the trees of a layer stand; the nearest leave the middle of the picture to the light."""
    amount = view.number("trees.amount")
    count = int((52 - 41 * near) * view.aspect / view.scale * amount)
    places = [float(place) for place in draw.random(count) * 1.1 - 0.05]
    if near == 1.0:
        gate = view.sun[0] / view.aspect
        places = [at for at in places if abs(at - gate) > 0.30]
    return sorted((at * view.aspect for at in places), key=lambda at: (at * 7919) % 1)


def _fir(view: View, draw: np.random.Generator, x: float, foot: float, tall: float, near: float) -> list[Shapes]:
    stem = tall * 0.012
    trunk = np.array(
        [(x - stem, foot), (x - stem * 0.6, foot - tall * 0.5), (x + stem * 0.6, foot - tall * 0.5), (x + stem, foot)]
    )
    whole = outline(draw, x, foot - tall * 0.10, tall * 0.90)
    boughs = _boughs(view, draw, int(30 + 110 * near), x, foot, tall)
    return [Shapes(trunk.astype(np.float32)[None], (20,)), Shapes(whole[None], (_LEAF + 15,)), boughs]


def _boughs(view: View, draw: np.random.Generator, count: int, x: float, foot: float, tall: float) -> Shapes:
    """Boughs over the silhouette of a fir, which give it its body."""
    share = np.sort(draw.random(count) ** 0.8)
    half = tall * 0.15 * (1 - share)
    off = draw.random(count) * 2 - 1
    y = foot - tall * (0.12 + 0.80 * share)
    span = half * (0.12 + 0.16 * draw.random(count)) + tall * 0.006
    lit = _LEAF + 20 + 90 * draw.random(count) * (0.5 + 0.5 * off * view.side)
    across = np.stack([-span, 0 * span, span, 0 * span], 1) + (x + off * half)[:, None]
    down = np.stack([span * 0.42, span * -0.30, span * 0.42, span * 0.18], 1) + y[:, None]
    return Shapes(np.stack([across, down], -1).astype(np.float32), tuple(int(tone) for tone in lit))


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
    count = 24 if bare else int(180 + 560 * near)
    at = np.array(centres)[draw.integers(len(centres), size=count)]
    turn, reach = draw.random(count) * 2 * np.pi, np.sqrt(draw.random(count))
    blob = tall * np.array([0.150, 0.120]) * np.stack([np.cos(turn), np.sin(turn)], 1)
    at = at + blob * (reach * (0.75 + 0.35 * draw.random(count)))[:, None]
    size = tall * (0.007 + 0.013 * draw.random(count)) * (1.6 - 0.6 * near)
    luck = np.sort(draw.random(count))  # the bright ones last: they are those that stick out
    light = (
        0.5 + view.side * (at[:, 0] - x - lean) / (tall * 0.5) * 0.5 + (at[:, 1].mean() - at[:, 1]) / (tall * 0.6) * 0.7
    )
    tone = np.clip(_LEAF + 150 * (0.5 * light + 0.5 * luck), _LEAF + 5, 250)
    wood = Shapes(np.stack(limbs), (22,) * len(limbs))
    return [wood, Shapes(_leaves(draw, at, size), tuple(int(shade) for shade in tone))]


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


def brush(view: View, layer: Layer, frame: Frame) -> Callable[[Plane, int, int], None]:
    """Paints a layer over bands of a picture."""
    first = max(0, int((layer.top - 0.01) * frame.height) - 2)
    last = min(frame.height, int((layer.foot + 0.01) * frame.height) + 2)
    finer = fineness(frame)
    drawing = np.zeros((max(1, last - first) * finer, frame.width * finer, 2), np.uint8)  # coverage and tone
    drawing[..., 1] = _LEAF
    for shapes in layer.shapes:
        every = np.round(shapes.points * (frame.height * finer * 2**SHIFT)).astype(np.int32)
        every[..., 1] -= first * finer * 2**SHIFT
        for points, tone in zip(every, shapes.tones, strict=True):
            cv2.fillPoly(drawing, [points], (255, tone), cv2.LINE_AA, SHIFT)
    if finer > 1:
        drawing = cv2.resize(drawing, None, fx=1 / finer, fy=1 / finer, interpolation=cv2.INTER_AREA)
    sheet = noise.tile(12, 5, 0.62, view.seed + 57)

    def paint(light: Plane, top: int, bottom: int) -> None:
        start, end = max(top, first), min(bottom, last)
        if start < end:
            at = _ragged(sheet, frame, start, end, first)
            moved = cv2.remap(drawing, at[0], at[1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
            _lay(view, layer, light[start - top : end - top], moved[..., 0], moved[..., 1], frame, start, sheet)

    return paint


def _ragged(sheet: noise.Tile, frame: Frame, start: int, end: int, first: int) -> tuple[Plane, Plane]:
    """Places of the drawing for rows `start`..`end`, shaken a little: straight outlines turn into twigs and needles."""
    x, y = frame.axes(start, end)
    shake = np.float32(0.012 * frame.height)
    right = sheet.at(x * np.float32(2.9), y * np.float32(2.9)) - np.float32(0.5)
    down = sheet.at(x * np.float32(2.9) + np.float32(0.43), y * np.float32(2.9) + np.float32(0.29)) - np.float32(0.5)
    column = np.arange(frame.width, dtype=np.float32)[None]
    row = np.arange(start - first, end - first, dtype=np.float32)[:, None]
    return column + right * shake, row + down * shake


def _lay(
    view: View, layer: Layer, light: Plane, cover: Plane, tone: Plane, frame: Frame, start: int, sheet: noise.Tile
) -> None:
    x, y = frame.axes(start, start + light.shape[0])
    wide, deep = np.broadcast_arrays(x, y)
    fine = sheet.at(wide * np.float32(2.4), deep * np.float32(2.4)) - np.float32(0.5)
    _, fir, leaf, bright = (linear(colour) for colour in FOLIAGE[view.word("season.name")])
    level = np.clip((tone.astype(np.float32) - _LEAF) / np.float32(160), 0, 1) + fine * np.float32(0.28)
    leaves = fir * np.float32(0.55) + np.clip(level * 2, 0, 1)[..., None] * (leaf - fir * np.float32(0.55))
    leaves += np.clip(level * 2 - 1, 0, 1)[..., None] * (bright - leaf)
    if view.snowy:
        leaves += np.clip(level * 3 - 1.1, 0, 0.92)[..., None] * (np.array([0.84, 0.87, 0.92], np.float32) - leaves)
    wood = np.array([0.075, 0.060, 0.048], np.float32)
    body = np.where((tone < 60)[..., None], wood, leaves)
    sun = np.clip(level * np.float32(1.5) - np.float32(0.25), 0, 1.3)
    key = np.array(view.hour.key, np.float32) * np.float32(0.60)
    body = body * (np.array(view.hour.fill, np.float32) * np.float32(0.75) + sun[..., None] * key)
    far = np.float32((0.80 - 0.76 * layer.near) * min(1.0, 0.35 + 0.65 * air.fog(view)))
    body += far * (air.mist(view, x, y) - body)
    light += (cover.astype(np.float32) * np.float32(1 / 255))[..., None] * (body - light)
