"""Rows of conifers in front of a landscape, drawn as outlines at the frame's own size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from editor.providers.embedded import noise
from editor.providers.embedded.scenes.hours import FOLIAGE, linear
from editor.providers.embedded.scenes.landscape import air

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.providers.embedded.arrays import Picture, Plane
    from editor.providers.embedded.scenes.landscape.view import Frame, View

SHIFT = 4  # binary places of the sub-pixel positions that OpenCV draws at


@dataclass(frozen=True, slots=True)
class Row:
    """A row of firs: outlines (points of the frame, unit space), the ground under them, and how near they stand."""

    trees: tuple[Plane, ...]
    ground: Plane  # points of the ground's outline
    near: float
    top: float


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
        trees = _firs(view, places, near, tall * view.scale, k)
        top = min([float(tree[:, 1].min()) for tree in trees] + [float(line.min())])
        out.append(Row(tuple(trees), places, near, top))
    return tuple(out)


def _firs(view: View, ground: Plane, near: float, tall: float, k: int) -> list[Plane]:
    draw = np.random.default_rng(view.seed * 57 + k)
    amount = view.number("trees.amount")
    count = int((150 - 110 * near) * view.aspect / tall * amount)
    groups = noise.line(draw.random(count).astype(np.float32), max(2, 4 * view.aspect / view.scale), 3, 0.5, 0, k + 91)
    out = []
    for place, size, group in zip(draw.random(count), draw.random(count), groups, strict=True):
        x = (place * 1.1 - 0.05) * view.aspect
        foot = float(np.interp(x, ground[:, 0], ground[:, 1])) + 0.012 * tall
        height = tall * (0.05 + 0.10 * near) * (0.35 + 0.45 * size**1.6 + 0.9 * max(0.0, float(group) - 0.36))
        out.append(outline(draw, x, foot, height))
    return out


def outline(draw: np.random.Generator, x: float, foot: float, height: float) -> Plane:
    """One fir: boughs that droop and shorten towards a thin top; unit space."""
    tiers = int(16 + 10 * draw.random())
    half = height * (0.155 + 0.055 * draw.random())
    lean = (draw.random() - 0.5) * 0.03 * height
    right: list[tuple[float, float]] = []
    left: list[tuple[float, float]] = []
    for tier in range(tiers):
        share = tier / tiers
        y = foot - height * (0.94 * share**0.93 + 0.02)
        for side, points in ((1.0, right), (-1.0, left)):
            reach = half * (1 - share) ** 1.05 * (0.62 + 0.55 * draw.random())
            points.append((x + lean * share + side * reach, y + height * 0.035 * (1 - share)))
            points.append((x + lean * share + side * reach * 0.36, y - height * 0.022))
    tip = [(x + lean + height * 0.004, foot - height * 0.95), (x + lean, foot - height)]
    stem = half * 0.10
    return np.array([(x + stem, foot), *right, *tip, *left[::-1], (x - stem, foot)], np.float32)


def brush(view: View, found: tuple[Row, ...], frame: Frame) -> Callable[[Plane, int, int], None]:
    """Paints the rows of firs over bands of a picture."""
    masks = [_mask(row, frame) for row in found]
    sheet = noise.tile(10, 5, 0.6, view.seed + 47)

    def paint(light: Plane, top: int, bottom: int) -> None:
        for row, (first, mask) in zip(found, masks, strict=True):
            start = max(top, first)
            if start < bottom:
                _lay(view, row, light[start - top :], mask[start - first : bottom - first], frame, start, sheet)

    return paint


def _mask(row: Row, frame: Frame) -> tuple[int, Picture]:
    """Coverage 0..255 of a row from its first line on; kept in bytes."""
    first = max(0, int(row.top * frame.height) - 2)
    finer = fineness(frame)
    mask = np.zeros((max(1, frame.height - first) * finer, frame.width * finer), np.uint8)
    size = frame.height * finer * 2**SHIFT
    foot = [(row.ground[-1, 0], 1.2), (row.ground[0, 0], 1.2)]
    shapes = [*row.trees, np.concatenate([row.ground, np.array(foot, np.float32)])]
    for shape in shapes:
        points = np.round(shape * size).astype(np.int32) - np.array([0, first * finer * 2**SHIFT], np.int32)
        cv2.fillPoly(mask, [points], 255, cv2.LINE_AA, SHIFT)
    if finer > 1:
        mask = cv2.resize(mask, None, fx=1 / finer, fy=1 / finer, interpolation=cv2.INTER_AREA)
    return first, mask


def fineness(frame: Frame) -> int:
    """How much finer than the frame outlines are drawn: OpenCV's soft edges make every shape a little larger."""
    return 3 if frame.width * frame.height < 3.0e6 else 1


def _lay(view: View, row: Row, light: Plane, mask: Picture, frame: Frame, start: int, sheet: noise.Tile) -> None:
    x, y = frame.axes(start, start + light.shape[0])
    wide, deep = np.broadcast_to(x, light.shape[:2]), np.broadcast_to(y, light.shape[:2])
    needles = sheet.at(wide * np.float32(2.6), deep * np.float32(1.7))
    fir = linear(FOLIAGE[view.word("season.name")][1])
    lamp = np.array(view.hour.fill, np.float32) * 0.85 + np.array(view.hour.key, np.float32) * 0.05
    body = fir * lamp * (np.float32(0.10) + np.float32(0.80) * needles)[..., None]
    if view.word("season.name") == "winter" or view.word("weather.name") == "snow":
        white = np.clip((needles - np.float32(0.36)) * 2.4, 0, 1) * np.float32(0.62)
        body += white[..., None] * (lamp * np.float32(1.1) - body)
    much = air.fog(view)
    ground = np.interp(x[0], row.ground[:, 0], row.ground[:, 1]).astype(np.float32)
    low = np.clip((y - ground[None] + np.float32(0.035)) / np.float32(0.11), 0, 1)
    drift = sheet.at(wide * np.float32(0.16), deep * np.float32(0.5))
    thick = (0.16 + 0.84 * low * np.clip((drift - 0.30) * 3.2, 0.05, 1)) * (1 - row.near) ** 1.1 * min(1.6, much)
    thick = thick + (0.05 + 0.22 * low * drift) * row.near * min(1.0, much)
    thick = np.clip(thick, 0, 0.97)
    body += thick.astype(np.float32)[..., None] * (air.mist(view, x, y) - body)
    share = mask.astype(np.float32)[..., None] * np.float32(1 / 255)
    light += share * (body - light)
