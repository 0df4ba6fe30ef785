"""Trees of a forest's edge: conifers and broadleaved trees with trunks, in layers, drawn at the frame's size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from editor.providers.embedded import noise
from editor.providers.embedded.scenes.hours import FOLIAGE, linear
from editor.providers.embedded.scenes.landscape import air
from editor.providers.embedded.scenes.landscape.conifers import SHIFT, outline

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.providers.embedded.arrays import Plane
    from editor.providers.embedded.scenes.landscape.view import Frame, View

_NEAR = (0.0, 0.25, 0.5, 0.75, 1.0)
_BARE, _LEAF = 40, 90  # tones of the drawing: wood up to the first, leaves from the second


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer of trees: shapes in the order they are painted, each with its tone 0..255; unit space."""

    near: float
    shapes: tuple[tuple[Plane, int], ...]
    top: float


def layers(view: View, foot: float) -> tuple[Layer, ...]:
    """The layers of the forest, far to near; their feet lie about `foot` (0..1 from the top)."""
    out = []
    for k, near in enumerate(_NEAR):
        draw = np.random.default_rng(view.seed * 19 + k)
        shapes: list[tuple[Plane, int]] = []
        for x in _places(view, draw, near):
            base = foot + (0.035 * near - 0.02 + 0.012 * draw.random()) * view.scale
            tall = (0.30 + 0.26 * near) * (0.62 + 0.55 * draw.random()) * view.scale
            if draw.random() < 0.55 - 0.15 * near:
                shapes += _fir(draw, x, base, tall * 1.08)
            else:
                shapes += _broadleaf(view, draw, x, base, tall * 0.92)
        top = min((float(shape[:, 1].min()) for shape, _ in shapes), default=1.0)
        out.append(Layer(near, tuple(shapes), top))
    return tuple(out)


def _places(view: View, draw: np.random.Generator, near: float) -> list[float]:
    """Where the trees of a layer stand; the nearest leave the middle of the picture to the light."""
    amount = view.number("trees.amount")
    count = int((26 - 17 * near) * view.aspect / view.scale * amount)
    places = [float(place) for place in draw.random(count) * 1.1 - 0.05]
    if near == 1.0:
        gate = view.sun[0] / view.aspect
        places = [at for at in places if abs(at - gate) > 0.30]
    return sorted((at * view.aspect for at in places), key=lambda at: (at * 7919) % 1)


def _fir(draw: np.random.Generator, x: float, foot: float, tall: float) -> list[tuple[Plane, int]]:
    stem = tall * 0.012
    trunk = np.array([(x - stem, foot), (x - stem * 0.6, foot - tall * 0.5), (x + stem * 0.6, foot - tall * 0.5), (x + stem, foot)])
    whole = outline(draw, x, foot - tall * 0.10, tall * 0.90)
    shapes = [(trunk.astype(np.float32), 20), (whole, _LEAF + 15)]
    for _ in range(26):  # boughs over the silhouette give it its body
        share = draw.random() ** 0.8
        half = tall * 0.15 * (1 - share)
        at_x = x + (draw.random() * 2 - 1) * half
        y = foot - tall * (0.12 + 0.80 * share)
        span = half * (0.35 + 0.4 * draw.random()) + tall * 0.01
        lit = int(_LEAF + 20 + 90 * draw.random() * (0.35 + 0.65 * (at_x - x + half) / (2 * half + 1e-6)))
        bough = [(at_x - span, y + span * 0.42), (at_x, y - span * 0.30), (at_x + span, y + span * 0.42), (at_x, y + span * 0.18)]
        shapes.append((np.array(bough, np.float32), lit))
    return shapes


def _broadleaf(view: View, draw: np.random.Generator, x: float, foot: float, tall: float) -> list[tuple[Plane, int]]:
    """A trunk that forks, and a crown of many small clumps of leaves, brighter towards the light."""
    stem, lean = tall * (0.018 + 0.012 * draw.random()), (draw.random() - 0.5) * tall * 0.12
    fork = foot - tall * (0.30 + 0.12 * draw.random())
    shapes: list[tuple[Plane, int]] = [(_limb((x, foot), (x + lean, fork), stem, stem * 0.7), 24)]
    centres = []
    for _ in range(6):
        end = (x + lean + (draw.random() - 0.5) * tall * 0.42, fork - tall * (0.14 + 0.44 * draw.random()))
        shapes.append((_limb((x + lean, fork), end, stem * 0.55, stem * 0.12), 22))
        centres.append(end)
    for k in range(14):  # twigs, to be seen where leaves are few
        start = centres[k % len(centres)]
        end = (start[0] + (draw.random() - 0.5) * tall * 0.22, start[1] - tall * 0.14 * (draw.random() - 0.2))
        shapes.append((_limb(start, end, stem * 0.14, stem * 0.04), 20))
    bare = view.word("season.name") == "winter"
    clumps = []
    for _ in range(16 if bare else 240):
        centre = centres[int(draw.integers(len(centres)))]
        off = draw.standard_normal(2) * tall * np.array([0.075, 0.066])
        clumps.append((centre[0] + off[0], centre[1] + off[1], tall * (0.012 + 0.020 * draw.random()), draw.random()))
    middle = float(np.mean([clump[1] for clump in clumps]))
    clumps.sort(key=lambda clump: clump[3])  # the bright ones last: they are those that stick out
    for at_x, at_y, size, luck in clumps:
        light = 0.5 + view.side * (at_x - x - lean) / (tall * 0.5) * 0.5 + (middle - at_y) / (tall * 0.6) * 0.7
        tone = int(np.clip(_LEAF + 150 * (0.5 * light + 0.5 * luck), _LEAF + 5, 250))
        shapes.append((_leaves(draw, at_x, at_y, size), tone))
    return shapes


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


def _leaves(draw: np.random.Generator, x: float, y: float, size: float) -> Plane:
    """A ragged clump."""
    angle = np.linspace(0, 2 * np.pi, 15)[:-1] + draw.random() * 6
    reach = size * (0.55 + 0.75 * draw.random(14))
    return np.stack([x + np.cos(angle) * reach, y + np.sin(angle) * reach * 0.82], 1).astype(np.float32)


def brush(view: View, layer: Layer, frame: Frame) -> Callable[[Plane, int, int], None]:
    """Paints a layer over bands of a picture."""
    first = max(0, int(layer.top * frame.height) - 2)
    last = min(frame.height, int(max((float(s[:, 1].max()) for s, _ in layer.shapes), default=0.0) * frame.height) + 2)
    cover = np.zeros((max(1, last - first), frame.width), np.uint8)
    tone = np.full_like(cover, _LEAF)
    for shape, shade in layer.shapes:
        points = np.round(shape * (frame.height * 2**SHIFT)).astype(np.int32) - np.array([0, first * 2**SHIFT], np.int32)
        cv2.fillPoly(cover, [points], 255, cv2.LINE_AA, SHIFT)
        cv2.fillPoly(tone, [points], shade, cv2.LINE_AA, SHIFT)
    sheet = noise.tile(12, 5, 0.62, view.seed + 57)

    def paint(light: Plane, top: int, bottom: int) -> None:
        start, end = max(top, first), min(bottom, last)
        if start < end:
            rows = slice(start - first, end - first)
            _lay(view, layer, light[start - top : end - top], cover[rows], tone[rows], frame, start, sheet)

    return paint


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
    if view.on("snow.on"):
        leaves += np.clip(level * 3 - 1.1, 0, 0.92)[..., None] * (np.array([0.84, 0.87, 0.92], np.float32) - leaves)
    wood = np.array([0.075, 0.060, 0.048], np.float32)
    body = np.where((tone < 60)[..., None], wood, leaves)
    sun = np.clip(level * np.float32(1.5) - np.float32(0.25), 0, 1.3)
    key = np.array(view.hour.key, np.float32) * np.float32(0.60)
    body = body * (np.array(view.hour.fill, np.float32) * np.float32(0.75) + sun[..., None] * key)
    far = np.float32((0.80 - 0.76 * layer.near) * min(1.0, 0.35 + 0.65 * air.fog(view)))
    body += far * (air.mist(view, x, y) - body)
    light += (cover.astype(np.float32) * np.float32(1 / 255))[..., None] * (body - light)
