"""Dot screens: Ben-Day dots and halftones, anchored to the design so that no frame shifts them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import skia
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Screen:
    """Dots `pitch` apart whose radii go from `start` to `end` as the place goes `low`..`high` along `towards`."""

    pitch: float
    start: float
    end: float
    angle: float = 30
    towards: tuple[float, float] = (0, 1)
    low: float = 0
    high: float = 1000


def dots(screen: Screen, box: tuple[float, float, float, float]) -> skia.Path:
    """The dots of a screen whose centres lie in a box (left, top, right, bottom), or just outside it."""
    out = skia.Path()
    x, y = _lattice(screen, box)
    place = (x * screen.towards[0] + y * screen.towards[1] - screen.low) / (screen.high - screen.low)
    radius = screen.start + (screen.end - screen.start) * np.clip(place, 0, 1)
    seen = radius > 0.6
    capped = np.minimum(radius, screen.pitch * 0.62)
    for a, b, r in zip(x[seen].tolist(), y[seen].tolist(), capped[seen].tolist(), strict=True):
        out.addCircle(a, b, r)
    return out


_Places: TypeAlias = NDArray[np.float64]


def _lattice(screen: Screen, box: tuple[float, float, float, float]) -> tuple[_Places, _Places]:
    left, top, right, bottom = (side + by * screen.pitch for side, by in zip(box, (-1, -1, 1, 1), strict=True))
    turn = np.radians(screen.angle)
    cos, sin = float(np.cos(turn)), float(np.sin(turn))
    reach = int(np.hypot(right - left, bottom - top) / screen.pitch / 2) + 2
    across, down = (left + right) / 2, (top + bottom) / 2
    i = np.arange(-reach, reach) + round((across * cos + down * sin) / screen.pitch)
    j = np.arange(-reach, reach) + round((down * cos - across * sin) / screen.pitch)
    a, b = np.meshgrid(i.astype(np.float64), j.astype(np.float64))
    a += np.where(j % 2, 0.5, 0.0)[:, None]
    x, y = ((a * cos - b * sin) * screen.pitch).ravel(), ((a * sin + b * cos) * screen.pitch).ravel()
    inside = (left <= x) & (x <= right) & (top <= y) & (y <= bottom)
    return x[inside], y[inside]
