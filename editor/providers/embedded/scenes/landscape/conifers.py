"""Rows of conifers in front of a landscape, drawn as outlines at the frame's own size."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from editor.providers.embedded import noise
from editor.providers.embedded.scenes.hours import FOLIAGE, linear
from editor.providers.embedded.scenes.landscape import air, fir
from editor.providers.embedded.scenes.landscape.tints import tinted

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.providers.embedded.arrays import Picture, Plane
    from editor.providers.embedded.scenes.landscape.view import Frame, View

SHIFT = 4  # binary places of the sub-pixel positions that OpenCV draws at

# The tones of the drawing: open ground, a fir's shaded side, its lit side, and snow.
_OPEN, _SHADED, _LIT, _SNOW = 8, 70, 130, 200


@dataclass(frozen=True, slots=True)
class Row:
    """A row of firs, the ground under them, and how near they stand; unit space.

    `trees` holds the place, the foot and the height of each fir (firs x 3). The row reaches from `top` to `last`, below
    which the next row hides it.
    """

    trees: Plane
    ground: Plane  # points of the ground's outline
    near: float
    last: float = 1.2

    @property
    def tall(self) -> float:
        """The height of the tallest fir."""
        return float(self.trees[:, 2].max(initial=0.05))

    @property
    def top(self) -> float:
        """Where the row reaches highest, 0..1 from the top."""
        tips = self.trees[:, 1] - self.trees[:, 2]
        return min(float(tips.min(initial=1.0)), float(self.ground[:, 1].min()))


def rows(view: View, feet: tuple[float, ...], tall: float) -> tuple[Row, ...]:
    """Rows of firs with their feet about these heights of the frame, far to near; `tall` scales the trees."""
    out = []
    for k, foot in enumerate(feet):
        near = (k + 1) / len(feet)
        at = np.linspace(-0.05, 1.05, 160, dtype=np.float32)
        swell = noise.line(np.clip(at, 0, 1), max(1.2, 1.6 * view.aspect / view.scale), 4, 0.45, 0, view.seed * 7 + k)
        middle = np.exp(-(((at - np.float32(view.sun[0] / view.aspect)) * np.float32(2.2)) ** 2))
        lift = (
            (swell - np.float32(0.5)) * np.float32(0.24) - np.float32(0.05) + middle * np.float32(0.07)
        ) * np.float32(0.45 + 0.55 * near)
        line = np.float32(foot) + lift * np.float32(view.scale)
        places = np.stack([at * np.float32(view.aspect), line], 1)
        out.append(Row(_firs(view, places, near, tall * view.scale, k), places, near))
    hidden = [float(row.ground[:, 1].max()) for row in out[1:]]
    return tuple(replace(row, last=max(row.top, last)) for row, last in zip(out, [*hidden, 1.2], strict=True))


def _firs(view: View, ground: Plane, near: float, tall: float, k: int) -> Plane:
    """Place, foot and height of each fir of a row: they stand in groups, tall within and small towards a clearing."""
    draw = np.random.default_rng(view.seed * 57 + k)
    sparse = min(1.0, (4 / view.aspect) ** 0.4)  # a very wide frame holds very many, all of them small
    count = int((260 - 140 * near) * view.aspect / tall * view.number("trees.amount") * sparse)
    places, sizes, luck = draw.random((3, count))
    cells = max(2, 4 * view.aspect / view.scale)
    group = noise.line(places.astype(np.float32), cells, 3, 0.5, 0, view.seed + k * 7 + 91)
    x = (places * 1.1 - 0.05) * view.aspect
    foot = np.interp(x, ground[:, 0], ground[:, 1]) + 0.012 * tall
    height = 0.26 + 0.62 * sizes**2.2 + 1.1 * np.maximum(0, group - 0.42)
    trees = np.stack([x, foot, height * tall * (0.065 + 0.105 * near)], 1)
    return np.asarray(trees[group > 0.30 + 0.20 * luck])


def brush(view: View, found: tuple[Row, ...], frame: Frame, level: float = 1.0) -> Callable[[Plane, int, int], None]:
    """Paints the rows of firs over bands of a picture; `level` darkens them where they stand against the light."""
    table = _table(view) * np.float32(level)
    drawings = [_drawing(view, row, frame) for row in found]

    def paint(light: Plane, top: int, bottom: int) -> None:
        for row, (first, drawing) in zip(found, drawings, strict=True):
            start, end = max(top, first), min(bottom, first + len(drawing))
            if start < end:
                _lay(
                    view, row, table, light[start - top : end - top], drawing[start - first : end - first], frame, start
                )

    return paint


def _drawing(view: View, row: Row, frame: Frame) -> tuple[int, Picture]:
    """Coverage and tone (0..255 each) of a row from its first line to its last, and which line is the first."""
    first = max(0, int(row.top * frame.height) - 2)
    last = min(frame.height, int(row.last * frame.height) + 2)
    finer = fineness(frame)
    drawing = np.zeros((max(1, last - first) * finer, frame.width * finer, 2), np.uint8)
    size, white = frame.height * finer * 2**SHIFT, _is_white(view)
    drawing[..., 1] = _SNOW + 20 if white else _SHADED
    start = np.array([0, first * finer * 2**SHIFT])
    foot = np.array([(row.ground[-1, 0], 1.2), (row.ground[0, 0], 1.2)], np.float32)
    ground = np.round(np.concatenate([row.ground, foot]) * size - start).astype(np.int32)
    cv2.fillPoly(drawing, [ground], (255, _SNOW + 20 if white else _OPEN), cv2.LINE_AA, SHIFT)
    for kind, shape in enumerate(fir.kinds(view.seed)):
        trees = row.trees[kind :: fir.KINDS, None]
        layers = [
            (np.round((part * trees[..., 2:] + trees[..., :2]) * size - start).astype(np.int32), tone)
            for part, tone in _parts(shape, view.lit_side, kind, white)[2 if white and frame.is_draft else 0 :]
        ]
        for k in range(len(trees)):
            for points, tone in layers:
                cv2.fillPoly(drawing, [points[k]], (255, tone), cv2.LINE_AA, SHIFT)
    if finer > 1:
        drawing = cv2.resize(drawing, None, fx=1 / finer, fy=1 / finer, interpolation=cv2.INTER_AREA)
    return first, drawing


def _parts(shape: Plane, side: float, kind: int, white: bool) -> list[tuple[Plane, int]]:
    """The parts of a fir in the order they are painted, each with its tone."""
    own = kind * 7 % 37 - 18
    lit = fir.sunny(shape, side)
    parts = [(shape, _SHADED + own), (lit, _LIT + own)]
    return [*parts, (fir.laden(shape, 0.80), _SNOW - 12), (fir.laden(lit, 0.74), _SNOW + 36)] if white else parts


def _is_white(view: View) -> bool:
    """Whether firs carry snow: below high mountains they stand under the snow line but for winter."""
    return view.snowy and (view.wintry or view.word("place.kind") != "mountains")


def fineness(frame: Frame) -> int:
    """How much finer than the frame outlines are drawn: OpenCV's soft edges make every shape a little larger."""
    return 3 if frame.width * frame.height < 3.0e6 and not frame.is_draft else 1


def _lay(view: View, row: Row, table: Plane, light: Plane, drawing: Picture, frame: Frame, start: int) -> None:
    x, y = frame.axes(start, start + light.shape[0])
    wide, deep = np.broadcast_to(x, light.shape[:2]), np.broadcast_to(y, light.shape[:2])
    sheet = noise.tile(10, 5, 0.6, view.seed + 47)
    needles = sheet.at(wide * np.float32(2.6), deep * np.float32(1.7))
    ground = np.interp(x[0], row.ground[:, 0], row.ground[:, 1]).astype(np.float32)
    # Tops stand in the light and feet in the dark, so that one row stands out from the next.
    up = np.clip((ground[None] - y) / np.float32(row.tall) + np.float32(0.25), 0, 1)
    shade = (np.float32(0.55) + np.float32(0.9) * needles) * (np.float32(0.62) + np.float32(0.50) * up)
    body = table[drawing[..., 1]] * shade[..., None]
    much = air.fog(view)
    low = np.clip((y - ground[None] + np.float32(0.035)) / np.float32(0.11), 0, 1)
    drift = sheet.at(wide * np.float32(0.16), deep * np.float32(0.5))
    thick = (0.12 + 0.70 * low * np.clip((drift - 0.30) * 3.2, 0.05, 1)) * (1 - row.near) ** 1.1 * min(1.6, much)
    thick = thick + (0.05 + 0.22 * low * drift) * row.near * min(1.0, much) + np.float32(0.10 * (1 - row.near) ** 1.5)
    thick = np.clip(thick, 0, 0.97)
    body += thick.astype(np.float32)[..., None] * (air.mist(view, x, y) - body)
    share = drawing[..., :1].astype(np.float32) * np.float32(1 / 255)
    seen = np.sqrt(np.maximum(light, 0))
    light[:] = np.square(seen + share * (np.sqrt(body) - seen))


def _table(view: View) -> Plane:
    """The lit colour of each tone (256 x 3), linear."""
    grass, green, _, _ = (linear(colour) for colour in FOLIAGE[view.word("season.name")])
    grass, green = tinted(grass, view.word("grass.tint")), tinted(green, view.word("trees.tint"))
    fill, key = np.array(view.hour.fill, np.float32), np.array(view.hour.key, np.float32)
    lamps = fill * np.float32(0.85) + key * np.float32(0.02), fill * np.float32(0.95) + key * np.float32(0.30)
    white = np.array([0.80, 0.83, 0.88], np.float32)
    stops = [_OPEN, _OPEN + 26, _SHADED, _LIT, _LIT + 30, _SNOW - 20, _SNOW + 40]
    shades = np.stack([
        grass * np.float32(0.34) * lamps[1], green * np.float32(0.42) * lamps[0], green * np.float32(0.50) * lamps[0],
        green * np.float32(0.85) * lamps[1], green * np.float32(1.1) * lamps[1], white * np.float32(0.50) * lamps[1],
        white * lamps[1],
    ])  # fmt: skip
    if _is_white(view):  # nothing but dark boughs and snow, mixed as they look when drawn finer
        stops, shades = [_SHADED, _SNOW + 40], shades[[2, 6]]
    seen = np.sqrt(shades)
    table = np.stack([np.interp(np.arange(256), stops, seen[:, k]) for k in range(3)], -1)
    return np.asarray(np.square(table).astype(np.float32))
