"""Where the pixels of a turned solid lie: an orthographic view, a little from above, of an Outline."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from editor.providers.embedded.arrays import Plane
from editor.providers.embedded.scenes.profiles import CAP, Outline

_SUBCOLUMNS = 4


@dataclass(frozen=True, slots=True)
class View:
    """How the scene meets the pixels: `scale` pixels a unit, foot at (`x`, `y`), camera `tilt` in radians."""

    scale: float
    x: float
    y: float
    tilt: float


@dataclass(frozen=True, slots=True)
class Patch:
    """Geometry of one block of rows: `cover` 0..1, heights, normals and parts; `left`, `top` in pixels."""

    left: int
    top: int
    cover: Plane
    x: Plane
    y: Plane
    z: Plane
    nx: Plane
    ny: Plane
    nz: Plane
    r: Plane
    part: NDArray[np.int64]


def bounds(outline: Outline, view: View) -> tuple[int, int, int, int]:
    """The box of pixels (left, top, right, bottom) that the solid may touch."""
    up = outline.height * np.cos(view.tilt) + outline.radius * np.sin(view.tilt)
    down = outline.radius * np.sin(view.tilt)
    left, right = view.x - outline.radius * view.scale, view.x + outline.radius * view.scale
    return int(left) - 1, int(view.y - up * view.scale) - 1, int(right) + 2, int(view.y + down * view.scale) + 2


def patch(outline: Outline, view: View, box: tuple[int, int, int, int]) -> Patch:
    """Geometry for the pixels in `box` (left, top, right, bottom)."""
    left, top, right, bottom = box
    rows = (view.y - (np.arange(top, bottom) + 0.5)) / view.scale  # picture height of each row, scene units, up
    columns = (np.arange(left, right) + 0.5 - view.x) / view.scale
    index, inside = np.zeros((bottom - top, right - left), np.float32), np.zeros((bottom - top, right - left), bool)
    for i, x in enumerate(columns):
        index[:, i] = _surface(outline, view, x, rows)
        for low, high in _spans(outline, view, x):
            inside[:, i] |= (rows > low) & (rows < high)
    _reach_out(index, inside, columns)
    return _lift(outline, index, columns, left, top, _cover(outline, view, columns, rows))


def _reach_out(index: Plane, inside: NDArray[np.bool_], columns: Plane) -> None:
    """Give pixels that only touch the silhouette the surface of their neighbour nearer the axis."""
    for i in np.argsort(np.abs(columns))[1:]:
        nearer = i - 1 if columns[i] > 0 else i + 1
        if 0 <= nearer < len(columns):
            lend = ~inside[:, i] & inside[:, nearer]
            index[lend, i] = index[lend, nearer]


def _walk(outline: Outline, view: View, x: float) -> tuple[NDArray[np.int64], Plane]:
    """Indices of the outline met in the column at `x`, and their picture heights, from the silhouette's top down."""
    met = np.flatnonzero(outline.r > abs(x))
    if not len(met):
        return met, np.empty(0)
    z = outline.side[met] * np.sqrt(outline.r[met] ** 2 - x * x)
    seen = outline.y[met] * np.cos(view.tilt) - z * np.sin(view.tilt)
    # The near wall of an open mouth hides whatever of the inside lies lower in the picture.
    front = (outline.side[met] > 0) & (outline.part[met] <= CAP)
    shown = front | (seen > seen[front].max(initial=-np.inf))
    met, seen = met[shown], seen[shown]
    first = int(np.argmax(seen))
    return met[first:], seen[first:]


def _surface(outline: Outline, view: View, x: float, rows: Plane) -> Plane:
    met, seen = _walk(outline, view, x)
    if not len(met):
        return np.zeros(len(rows))
    # What lies above the lowest height reached so far is hidden behind the nearer surface.
    shown = np.concatenate([[True], seen[1:] < np.minimum.accumulate(seen)[:-1]])
    met, seen = met[shown], seen[shown]
    # At a jump to a nearer or farther surface nothing lies between the two.
    jumps = np.flatnonzero(np.diff(met) > 1)
    met, seen = np.insert(met, jumps + 1, met[jumps]), np.insert(seen, jumps + 1, seen[jumps + 1] + 1e-9)
    return np.interp(rows, seen[::-1], met[::-1].astype(np.float64))


def _cover(outline: Outline, view: View, columns: Plane, rows: Plane) -> Plane:
    half = 0.5 / view.scale
    cover = np.zeros((len(rows), len(columns)), np.float32)
    for sub in range(_SUBCOLUMNS):
        shift = ((sub + 0.5) / _SUBCOLUMNS - 0.5) / view.scale
        for i, x in enumerate(columns):
            for low, high in _spans(outline, view, x + shift):
                a, b = np.searchsorted(-rows, [-(high + half), -(low - half)])
                inside = np.minimum(rows[a:b] + half, high) - np.maximum(rows[a:b] - half, low)
                cover[a:b, i] += np.maximum(inside, 0) * view.scale
    return np.minimum(cover / _SUBCOLUMNS, 1)


def _spans(outline: Outline, view: View, x: float) -> list[tuple[float, float]]:
    met, seen = _walk(outline, view, x)
    if not len(met):
        return []
    jump = (np.diff(met) > 1) & (outline.side[met[1:]] == outline.side[met[:-1]])
    cuts = [0, *(np.flatnonzero(jump) + 1), len(met)]
    spans: list[tuple[float, float]] = []
    for a, b in pairwise(cuts):
        low, high = float(seen[a:b].min()), float(seen[a:b].max())
        if spans and high > spans[-1][0]:
            low, high = min(low, spans[-1][0]), spans[-1][1]
            spans.pop()
        spans.append((low, high))
    return spans


def _lift(outline: Outline, index: Plane, columns: Plane, left: int, top: int, cover: Plane) -> Patch:
    low = np.clip(index.astype(np.int64), 0, len(outline.r) - 2)
    share = (index - low).astype(np.float32)

    def at(values: Plane) -> Plane:
        v = values.astype(np.float32)
        return v[low] * (1 - share) + v[low + 1] * share

    nearest = np.clip(np.rint(index).astype(np.int64), 0, len(outline.r) - 1)
    x = np.broadcast_to(columns.astype(np.float32)[None], index.shape)
    r = np.maximum(at(outline.r), 1e-4)
    u = np.clip(x / r, -1, 1)
    depth = outline.side.astype(np.float32)[nearest] * np.sqrt(np.maximum(1 - u * u, 0))
    nr, ny = at(outline.nr), at(outline.ny)
    nx, nz = nr * u, nr * depth
    length = 1 / np.maximum(np.sqrt(nx * nx + ny * ny + nz * nz), 1e-4)
    return Patch(
        left, top, cover, x, at(outline.y), depth * r, nx * length, ny * length, nz * length, r, outline.part[nearest]
    )
