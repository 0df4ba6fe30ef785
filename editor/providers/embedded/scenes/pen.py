"""Shapes for flat illustration: written as SVG path data, bent by a function of their points, swelling like ink."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import skia
from numpy.typing import NDArray

from editor.providers.embedded import colours

Point = tuple[float, float]
Bend = Callable[[float, float], Point]

_COMMANDS = {"M": ("moveTo", 1), "L": ("lineTo", 1), "C": ("cubicTo", 3), "Q": ("quadTo", 2), "Z": ("close", 0)}
_TOKEN = re.compile(r"[MLCQZ]|-?[\d.]+")
_Points: TypeAlias = NDArray[np.float64]  # n x 2
_Widths: TypeAlias = NDArray[np.float64]

_STEP = 3.0  # design units between two samples of an inked line


@lru_cache(maxsize=512)
def segments(data: str) -> tuple[tuple[str, tuple[Point, ...]], ...]:
    """Path data ("M 0 0 C ...", absolute commands only) as commands with their points."""
    out: list[tuple[str, tuple[Point, ...]]] = []
    tokens = _TOKEN.findall(data)
    at = 0
    while at < len(tokens):
        command = tokens[at]
        count = _COMMANDS[command][1]
        numbers = [float(token) for token in tokens[at + 1 : at + 1 + 2 * count]]
        out.append((command, tuple(zip(numbers[::2], numbers[1::2], strict=True))))
        at += 1 + 2 * count
    return tuple(out)


def path(data: str, bend: Bend | None = None) -> skia.Path:
    """The path of path data, every point of it moved by `bend`."""
    out = skia.Path()
    for command, points in segments(data):
        moved = [bend(x, y) for x, y in points] if bend else points
        getattr(out, _COMMANDS[command][0])(*(part for point in moved for part in point))
    return out


def mirrored(data: str) -> str:
    """Path data on the other side of the middle axis."""
    parts = ((command, " ".join(f"{-x:g} {y:g}" for x, y in points)) for command, points in segments(data))
    return " ".join(f"{command} {numbers}".strip() for command, numbers in parts)


def symmetrical(half: str) -> str:
    """A closed outline from its right half, which runs from the middle axis down and back to it."""
    known = segments(half)
    points = [known[0][1][0]] + [point for _, part in known[1:] for point in part]
    back = [(-x, y) for x, y in reversed(points[:-1])]
    curves = [back[at : at + 3] for at in range(0, len(back), 3)]
    return f"{half} " + " ".join("C " + " ".join(f"{x:g} {y:g}" for x, y in curve) for curve in curves) + " Z"


def blended(one: str, other: str, share: float) -> str:
    """Path data between two outlines of the same build; `share` 0 is `one`, 1 is `other`."""
    out = []
    for (command, a), (_, b) in zip(segments(one), segments(other), strict=True):
        points = ((x + (u - x) * share, y + (v - y) * share) for (x, y), (u, v) in zip(a, b, strict=True))
        out.append(f"{command} " + " ".join(f"{x:.2f} {y:.2f}" for x, y in points))
    return " ".join(out)


def polygon(points: Iterable[Point]) -> skia.Path:
    """A closed path through points."""
    out = skia.Path()
    out.addPoly([skia.Point(x, y) for x, y in points], True)
    return out


def ellipse(x: float, y: float, rx: float, ry: float) -> skia.Path:
    """An ellipse about (x, y)."""
    out = skia.Path()
    out.addOval(skia.Rect.MakeXYWH(x - rx, y - ry, 2 * rx, 2 * ry))
    return out


def box(left: float, top: float, right: float, bottom: float) -> skia.Path:
    """An upright rectangle."""
    out = skia.Path()
    out.addRect(skia.Rect.MakeLTRB(left, top, right, bottom))
    return out


def joined(*shapes: skia.Path) -> skia.Path:
    """Several shapes as one outline, without the lines between them."""
    whole = skia.Path(shapes[0])
    for shape in shapes[1:]:
        whole = skia.Op(whole, shape, skia.PathOp.kUnion_PathOp) or whole
    return whole


def without(shape: skia.Path, hole: skia.Path) -> skia.Path:
    """A shape with another cut out of it."""
    return skia.Op(shape, hole, skia.PathOp.kDifference_PathOp) or shape


def shared(one: skia.Path, other: skia.Path) -> skia.Path:
    """What two shapes have in common."""
    return skia.Op(one, other, skia.PathOp.kIntersect_PathOp) or skia.Path()


def moved(shape: skia.Path, x: float, y: float) -> skia.Path:
    """A copy of a shape, shifted."""
    out = skia.Path(shape)
    out.offset(x, y)
    return out


def sampled(shape: skia.Path, step: float = _STEP) -> list[tuple[_Points, bool]]:
    """Each contour of a shape as points (n x 2) `step` units apart, and whether it is closed."""
    measure = skia.PathMeasure(shape, False, 4.0)
    out = []
    while True:
        length = measure.getLength()
        if length > 1e-3:
            count = max(3, math.ceil(length / step))
            places = [measure.getPosTan(length * at / count)[0] for at in range(count + 1)]
            points = np.array([(place.x(), place.y()) for place in places])
            out.append((points, bool(measure.isClosed())))
        if not measure.nextContour():
            return out


def inked(shape: skia.Path, width: float, start: float = 1.0, end: float = 1.0, swell: float = 0.0) -> skia.Path:
    """A line drawn along a shape as a filled outline, as a brush would draw it.

    An open line is `start` and `end` parts of `width` wide at its ends. `swell` (0..1) makes the line heavier where it
    turns away from a light at the upper left.
    """
    out = skia.Path()
    for points, closed in sampled(shape):
        _ink_contour(out, points, _widths(points, closed, width, start, end, swell), closed)
    return out


def _widths(points: _Points, closed: bool, width: float, start: float, end: float, swell: float) -> _Widths:
    share = np.linspace(0, 1, len(points))
    widths = np.full(len(points), float(width))
    if not closed:
        rise = np.sin(np.clip(share / 0.5, 0, 1) * math.pi / 2)
        fall = np.sin(np.clip((1 - share) / 0.5, 0, 1) * math.pi / 2)
        widths *= (start + (1 - start) * rise) * (end + (1 - end) * fall)
    if swell:
        along = np.gradient(points, axis=0)
        side = np.stack([along[:, 1], -along[:, 0]], 1)
        side /= np.maximum(np.hypot(side[:, 0], side[:, 1]), 1e-9)[:, None]
        x, y = points[:, 0], points[:, 1]
        area = float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y))
        lit = side @ np.array([0.62, 0.78]) * (1 if area > 0 else -1)
        lit = np.convolve(np.pad(lit, 9, mode="wrap" if closed else "edge"), np.ones(19) / 19, "valid")
        widths *= 1 + swell * (lit if closed else np.abs(lit) - 0.5)
    return widths


def _ink_contour(out: skia.Path, points: _Points, widths: _Widths, closed: bool) -> None:
    """Quads between the samples, and discs at the ends and corners; all wound the same way, so that none cancels."""
    along = np.diff(points, axis=0)
    along /= np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-9)[:, None]
    before, after = np.vstack([along[:1], along]), np.vstack([along, along[-1:]])
    if closed:
        before[0], after[-1] = along[-1], along[0]
    middle = before + after
    middle /= np.maximum(np.hypot(middle[:, 0], middle[:, 1]), 1e-9)[:, None]
    bent = np.einsum("ij,ij->i", before, after) < 0.94
    side = np.stack([-middle[:, 1], middle[:, 0]], 1) * (widths / 2)[:, None]
    _ribbon(out, points, side, bent, along, widths)
    rounds = set(np.flatnonzero(bent).tolist()) | (set() if closed else {0, len(points) - 1})
    for at in rounds:
        out.addCircle(float(points[at, 0]), float(points[at, 1]), float(widths[at] / 2))


def _ribbon(
    out: skia.Path,
    points: _Points,
    side: _Points,
    bent: NDArray[np.bool_],
    along: _Points,
    widths: _Widths,
) -> None:
    """The smooth runs of a line, each one polygon."""
    cuts = [0, *[int(at) for at in np.flatnonzero(bent) if 0 < at < len(points) - 1], len(points) - 1]
    for first, last in pairwise(cuts):
        rim = side[first : last + 1].copy()
        for end, edge in ((0, first), (-1, last - 1)):
            normal = np.array([-along[edge, 1], along[edge, 0]])
            rim[end] = normal * widths[first if end == 0 else last] / 2
        run = points[first : last + 1]
        corners = np.vstack([run - rim, (run + rim)[::-1]])
        out.addPoly([skia.Point(float(x), float(y)) for x, y in corners], True)


def scalloped(shape: skia.Path, bump: float, height: float, seed: int = 1) -> skia.Path:
    """A shape whose edge goes in bumps about `bump` units long and `height` high, uneven as curls are."""
    draw = np.random.default_rng(seed)
    out = skia.Path()
    for points, closed in sampled(shape):
        count = max(5, round(len(points) * _STEP / bump))
        rough = (np.arange(count) + draw.uniform(-0.22, 0.22, count)) / count
        marks = [int(place * (len(points) - 1)) % (len(points) - 1) for place in rough]
        heights = height * draw.uniform(0.75, 1.25, count)
        x, y = points[:, 0], points[:, 1]
        turn = 1.0 if float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y)) > 0 else -1.0
        out.moveTo(*map(float, points[marks[0]]))
        for here, there, high in zip(marks, marks[1:] + marks[:1], heights, strict=True):
            a, b = points[here], points[there]
            normal = np.array([b[1] - a[1], -(b[0] - a[0])]) * turn
            normal /= max(float(np.hypot(*normal)), 1e-9)
            c, d = a + normal * high * 1.3 - (b - a) * 0.12, b + normal * high * 1.3 + (b - a) * 0.12
            out.cubicTo(*map(float, (*c, *d, *b)))
        if closed:
            out.close()
    return out


def paint(colour: str, alpha: float = 1.0) -> int:
    """A colour (hex) as the canvas takes it, `alpha` 0..1."""
    red, green, blue = colours.rgb(colour)
    return int(skia.ColorSetARGB(round(alpha * 255), round(red * 255), round(green * 255), round(blue * 255)))
