"""Outlines for the lathe: how a path of points becomes the surface of a turned thing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from editor.providers.embedded.arrays import Plane

# The parts of a thing; each has its own colour and material.
BODY, CAP, INSIDE, FILL, TRIM, PAGES, SCREEN = 0, 1, 2, 3, 4, 5, 6

_STEP = 0.006
_TALL, _WIDE = 1.32, 1.20  # how much taller the slimmest is, and how much wider the squattest
_EVEN = 0.04  # of the radius: how far a body may narrow under a label
_BENT = 1.9
_MARGIN = 0.05  # between a label and where the body narrows
_BEAD = 0.02  # height of the rounded rim of an open mouth


@dataclass(frozen=True, slots=True)
class Outline:
    """A path over the visible surface, from the back of the top to the foot in front.

    Heights and radii in scene units (the thing stands at height 0). `side` is +1 where the front of the turned surface
    is meant and -1 where the back is; `nr`, `ny` are the outward normal across and up; `label` is the (bottom, top)
    heights of a label, `handle` whether a handle may be drawn.
    """

    r: Plane
    y: Plane
    side: Plane
    nr: Plane
    ny: Plane
    part: NDArray[np.int64]
    height: float
    radius: float
    label: tuple[float, float]
    handle: bool = False
    wrap: float = 1.30  # half the arc of the label, radians

    def shaped(self, slim: float) -> Outline:
        """The same thing drawn out upwards and drawn in (`slim` up to 1), or low and wide (down to -1)."""
        tall, wide = _TALL**slim, _WIDE**-slim
        nr, ny = self.nr / wide, self.ny / tall
        length = np.maximum(np.hypot(nr, ny), 1e-9)
        low, high = self.label
        return replace(
            self, r=self.r * wide, y=self.y * tall, nr=nr / length, ny=ny / length, height=self.height * tall,
            radius=self.radius * wide, label=(low * tall, high * tall),
        )  # fmt: skip

    def labelled(self, size: float) -> Outline:
        """The same thing with its label `size` times as large, as far as the body has room for it."""
        low, high = self.label
        if size == 1 or high <= low:
            return self
        middle, half = (low + high) / 2, (high - low) / 2 * size
        floor, ceiling = self._straight(middle)
        # What does not fit above goes on below, so that a label near a shoulder grows as well.
        top = min(middle + half, max(high, ceiling))
        bottom = max(top - 2 * half, min(low, floor))
        return replace(self, label=(bottom, top), wrap=self.wrap * min(1.0, size))

    def _straight(self, middle: float) -> tuple[float, float]:
        """From where to where the body is about as wide as at the height `middle`."""
        on = (self.part == BODY) & (self.side > 0)
        order = np.argsort(self.y[on])
        heights, radii = self.y[on][order], self.r[on][order]
        at = int(np.argmin(np.abs(heights - middle)))
        # A label on a round body bends with it already, and may bend as much again.
        ends = np.interp(np.array(self.label), heights, radii)
        most = max(_EVEN * radii[at], float(np.abs(ends - radii[at]).max()) * _BENT)
        narrow = np.flatnonzero(np.abs(radii - radii[at]) > most)
        below, above = narrow[narrow < at], narrow[narrow > at]
        floor = float(heights[below[-1]]) if len(below) else float(heights[0])
        ceiling = float(heights[above[0]]) if len(above) else float(heights[-1])
        return floor + _MARGIN, ceiling - _MARGIN


Point = tuple[float, float]


def fillet(points: list[tuple[float, float, float]]) -> list[Point]:
    """Round the corners of a polyline of (r, y, corner radius)."""
    out: list[Point] = []
    for i, (r, y, bend) in enumerate(points):
        if bend <= 0 or i in (0, len(points) - 1):
            out.append((r, y))
            continue
        here = np.array([r, y])
        ahead, behind = np.array(points[i + 1][:2]) - here, np.array(points[i - 1][:2]) - here
        reach = min(bend, np.linalg.norm(ahead) * 0.49, np.linalg.norm(behind) * 0.49)
        start = here + behind / np.linalg.norm(behind) * reach
        end = here + ahead / np.linalg.norm(ahead) * reach
        for t in np.linspace(0, 1, 15):
            p = (1 - t) ** 2 * start + 2 * t * (1 - t) * here + t**2 * end
            out.append((float(p[0]), float(p[1])))
    return out


def smooth(points: list[Point], count: int = 40) -> list[Point]:
    """A Catmull-Rom curve through the points."""
    pts = np.array([points[0], *points, points[-1]])
    out: list[Point] = []
    for i in range(1, len(pts) - 2):
        a, b, c, d = pts[i - 1 : i + 3]
        for t in np.linspace(0, 1, count, endpoint=False):
            p = 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
            out.append((float(max(p[0], 0.0)), float(p[1])))
    return [*out, points[-1]]


def _dense(points: list[Point]) -> Plane:
    pieces = []
    for (r0, y0), (r1, y1) in pairwise(points):
        n = max(1, int(np.hypot(r1 - r0, y1 - y0) / _STEP))
        t = np.arange(n) / n
        pieces.append(np.stack([r0 + (r1 - r0) * t, y0 + (y1 - y0) * t], 1))
    return np.vstack([*pieces, np.array([points[-1]])])


def _normals(path: Plane) -> tuple[Plane, Plane]:
    dr, dy = np.gradient(path[:, 0]), np.gradient(path[:, 1])
    length = np.maximum(np.hypot(dr, dy), 1e-9)
    return -dy / length, dr / length


Section = tuple[list[Point], float, int]


def assemble(sections: list[Section], label: tuple[float, float], handle: bool = False) -> Outline:
    """One outline from sections of (points, side, part), each walked from the back of the top towards the foot."""
    r, y, side, nr, ny, part = [], [], [], [], [], []
    for points, which_side, which_part in sections:
        path = _dense(points)
        across, up = _normals(path)
        if which_side < 0:  # walked from the back to the front: the tangent runs the other way
            across, up = -across, -up
        r.append(path[:, 0])
        y.append(path[:, 1])
        nr.append(across)
        ny.append(up)
        side.append(np.full(len(path), which_side))
        part.append(np.full(len(path), which_part))
    radii, heights = np.concatenate(r), np.concatenate(y)
    return Outline(
        radii, heights, np.concatenate(side), np.concatenate(nr), np.concatenate(ny), np.concatenate(part),
        float(heights.max()), float(radii.max()), label, handle,
    )  # fmt: skip


def closed(top: list[Point], which: int) -> list[Section]:
    """A closed top seen a little from above: its back half first, then its front half."""
    return [([(p[0], p[1]) for p in reversed(top)], -1.0, which), (top, 1.0, which)]


def mouth(rim: float, wall: float, top: float, fill: float, fill_part: int) -> list[Section]:
    """An open mouth: back of the rim, inner wall behind, what fills it, and the front of the rim."""
    inner = rim - wall
    turns = np.linspace(0, np.pi, 13)
    bead = [(rim - wall / 2 + wall / 2 * float(np.cos(t)), top - _BEAD + _BEAD * float(np.sin(t))) for t in turns]
    return [
        (bead, -1.0, BODY),
        ([(inner, top - _BEAD), (inner, fill)], -1.0, INSIDE),
        ([(inner, fill), (0.0, fill)], -1.0, fill_part),
        ([(0.0, fill), (inner, fill)], 1.0, fill_part),
        ([(inner, fill), (inner, top - _BEAD)], 1.0, INSIDE),
        (bead[::-1], 1.0, BODY),
    ]
