"""Where the pixels of a turned solid lie: an orthographic view, a little from above, of an Outline."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from editor.providers.embedded import steps
from editor.providers.embedded.arrays import Plane
from editor.providers.embedded.scenes.profiles import BODY, FILL, INSIDE, Outline

_SUBCOLUMNS = 4
_BREATH = 400  # columns worked out between two looks whether the picture is still wanted
_SAME = 2e-3  # scene units
_NOTHING = 2e-9

Box = tuple[int, int, int, int]  # left, top, right, bottom in pixels


@dataclass(frozen=True, slots=True)
class View:
    """How the scene meets the pixels: `scale` pixels a unit, foot at (`x`, `y`), camera `tilt` in radians."""

    scale: float
    x: float
    y: float
    tilt: float


@dataclass(frozen=True, slots=True)
class Patch:
    """Geometry of one block of rows: `cover` 0..1, heights, normals and parts; `left`, `top` in pixels.

    Places are about the thing's own foot, in its own units; the foot stands `aside` in the scene, which has them `size`
    times as large.
    """

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
    aside: float = 0.0
    size: float = 1.0


@dataclass(frozen=True, slots=True)
class Print:
    """Where a sheet lies on a patch: `across` and `down` it 0..1, and how far the sheet covers a pixel 0..1."""

    across: Plane
    down: Plane
    on: Plane


class Sight(Protocol):
    """A solid as one view shows it."""

    @property
    def bounds(self) -> Box:
        """The box of pixels that the solid may touch."""
        ...

    def patch(self, box: Box) -> Patch:
        """Geometry for the pixels in `box`."""
        ...


class Solid(Protocol):
    """A body that the studio can light."""

    @property
    def sheet(self) -> tuple[float, float]:
        """Width and height in scene units of what may be printed on it, 0 where nothing may."""
        ...

    @property
    def middle(self) -> tuple[float, float, float]:
        """The middle of that sheet: across, up, towards the camera."""
        ...

    def seen(self, view: View) -> Sight:
        """The solid as `view` shows it."""
        ...

    def printed(self, patch: Patch, view: View) -> Print:
        """Where the printed sheet lies on a patch of this solid."""
        ...


@dataclass(frozen=True, slots=True)
class Turned:
    """A solid turned on the lathe."""

    outline: Outline

    @property
    def sheet(self) -> tuple[float, float]:
        """Width along the arc and height of its label, scene units."""
        low, high = self.outline.label
        return 2 * self.outline.wrap * self.outline.radius, high - low

    @property
    def middle(self) -> tuple[float, float, float]:
        """The middle of its label."""
        return 0.0, sum(self.outline.label) / 2, self.outline.radius

    def seen(self, view: View) -> "Columns":
        """The solid as `view` shows it, worked out column by column once for all its rows."""
        return Columns(self.outline, view)

    def printed(self, patch: Patch, view: View) -> Print:
        """Where the label lies, wrapped round the body."""
        low, high = self.outline.label
        turn = np.arcsin(np.clip(patch.x / patch.r, -1, 1))
        down = (np.float32(high) - patch.y) / np.float32(high - low)
        soft = np.float32(view.scale * (high - low))
        on = np.clip(np.minimum(down, 1 - down) * soft + np.float32(0.7), 0, 1) * (np.abs(turn) < self.outline.wrap)
        on = on * (patch.part == BODY) * (patch.z > 0)
        return Print(turn / np.float32(2 * self.outline.wrap) + np.float32(0.5), down, on.astype(np.float32))


@dataclass(frozen=True, slots=True)
class _Ends:
    """Where runs of the silhouette start and end: their columns, and their heights in rows of the picture."""

    column: NDArray[np.int64]
    high: Plane
    low: Plane


class Columns:
    """The columns of pixels of a turned solid, from its left edge to its right."""

    def __init__(self, outline: Outline, view: View) -> None:
        self._outline, self._view = outline, view
        self._left, self._right = 0, 0

    def _walk_along(self, left: int, right: int) -> None:
        """Work out the columns from `left` to `right`, unless they are known: every band of rows has the same."""
        if (left, right) == (self._left, self._right):
            return
        outline, view = self._outline, self._view
        self._left, self._right = left, right
        self._x = (np.arange(left, right) + 0.5 - view.x) / view.scale
        walks: dict[int, _Walk] = {}
        covered: dict[int, list[tuple[float, float]]] = {}

        def place(x: float) -> int:
            # An axis on a pixel's edge or middle has its columns in pairs, left and right alike.
            found = round(abs(x) * view.scale * 8)
            if found not in walks:
                if len(walks) % _BREATH == 0:
                    steps.go_on()
                walks[found] = _walk(outline, view, found / 8 / view.scale)
                covered[found] = _spans(walks[found])
            return found

        self._lines = [_line(walks[place(x)]) for x in self._x]
        self._core = self._ends([(i, covered[place(x)]) for i, x in enumerate(self._x)])
        shifts = [((sub + 0.5) / _SUBCOLUMNS - 0.5) / view.scale for sub in range(_SUBCOLUMNS)]
        self._edges = self._ends([(i, covered[place(x + s)]) for s in shifts for i, x in enumerate(self._x)])

    @property
    def bounds(self) -> Box:
        """The box of pixels that the solid may touch."""
        outline, view = self._outline, self._view
        lean = abs(outline.radius * np.sin(view.tilt))
        up = outline.height * np.cos(view.tilt) + lean
        low = outline.y.min() * np.cos(view.tilt) - lean
        left, right = view.x - outline.radius * view.scale, view.x + outline.radius * view.scale
        return int(left) - 1, int(view.y - up * view.scale) - 1, int(right) + 2, int(view.y - low * view.scale) + 2

    def patch(self, box: Box) -> Patch:
        """Geometry for the pixels in `box`."""
        left, top, right, bottom = box
        self._walk_along(left, right)
        rows = (self._view.y - (np.arange(top, bottom) + 0.5)) / self._view.scale  # picture height of each row, up
        index = np.zeros((bottom - top, right - left), np.float32)
        for i, (heights, places) in enumerate(self._lines):
            if len(heights):
                index[:, i] = np.interp(rows, heights, places)
        inside = self._filled(self._core, top, bottom) > 0.5
        _reach_out(index, inside, self._x)
        cover = np.minimum(self._filled(self._edges, top, bottom) / _SUBCOLUMNS, 1)
        return _lift(self._outline, index, self._x, left, top, cover)

    def _ends(self, found: list[tuple[int, list[tuple[float, float]]]]) -> _Ends:
        column = [i for i, spans in found for _ in spans]
        low, high = np.array([span for _, spans in found for span in spans]).reshape(-1, 2).T
        view = self._view
        return _Ends(np.array(column, np.int64), view.y - high * view.scale, view.y - low * view.scale)

    def _filled(self, ends: _Ends, top: int, bottom: int) -> Plane:
        """How many runs cover each pixel of some rows, partly covered ones by their share."""
        steps = np.zeros((bottom - top + 2, len(self._x)), np.float64)
        for edge, sign in ((ends.high, 1.0), (ends.low, -1.0)):
            at = np.clip(edge - top, 0, bottom - top)
            row = at.astype(np.int64)
            part = at - row
            np.add.at(steps, (row, ends.column), sign * (1 - part))
            np.add.at(steps, (row + 1, ends.column), sign * part)
        return np.cumsum(steps[: bottom - top], 0).astype(np.float32)


def _reach_out(index: Plane, inside: NDArray[np.bool_], columns: Plane) -> None:
    """Give pixels that only touch the silhouette the surface of their neighbour nearer the axis."""
    axis = int(np.argmin(np.abs(columns)))
    right, left = columns > 0, columns <= 0
    right[axis] = left[axis] = False
    to_right = ~inside[:, 1:] & inside[:, :-1] & right[1:]
    to_left = ~inside[:, :-1] & inside[:, 1:] & left[:-1]
    index[:, 1:][to_right] = index[:, :-1][to_right]
    index[:, :-1][to_left] = index[:, 1:][to_left]


@dataclass(frozen=True, slots=True)
class _Walk:
    """What a column meets of the outline from the silhouette's top down.

    Places on the outline, their heights in the picture, and whether the outline leaves the column there.
    """

    met: Plane
    seen: Plane
    leaves: NDArray[np.bool_]


def _walk(outline: Outline, view: View, x: float) -> _Walk:
    """Walk down the column at `x`.

    Where the outline crosses the column between two of its points, the crossing itself is met: there it lies on the
    silhouette, and to miss it would fray the edge.
    """
    c, s = np.cos(view.tilt), np.sin(view.tilt)
    inside = outline.r > abs(x)
    met = np.flatnonzero(inside)
    if not len(met):
        return _Walk(np.empty(0), np.empty(0), inside[met])
    z = outline.side[met] * np.sqrt(outline.r[met] ** 2 - x * x)
    seen = outline.y[met] * c - z * s
    # The near wall of an open mouth hides whatever of the inside lies lower in the picture.
    front = (outline.side[met] > 0) & (outline.part[met] != INSIDE) & (outline.part[met] != FILL)
    rim = seen[front].max(initial=-np.inf)
    shown = front | (seen > rim)
    before = np.flatnonzero(inside[1:] != inside[:-1])
    share = (abs(x) - outline.r[before]) / (outline.r[before + 1] - outline.r[before])
    heights = (outline.y[before] + share * (outline.y[before + 1] - outline.y[before])) * c
    neighbour = np.where(inside[before], before, before + 1)
    hides = np.zeros(len(inside), bool)
    hides[met[front]] = True
    beside = hides[neighbour] | (heights > rim)
    places = np.concatenate([met[shown], (before + share)[beside]])
    seen = np.concatenate([seen[shown], heights[beside]])
    leaves = np.concatenate([np.zeros(np.count_nonzero(shown), bool), inside[before][beside]])
    order = np.argsort(places, kind="stable")
    order = order[int(np.argmax(seen[order])) :]
    return _Walk(places[order], seen[order], leaves[order])


def _line(walk: _Walk) -> tuple[Plane, Plane]:
    """Picture heights, rising, of what a column shows, and the places on the outline that it shows there."""
    met, seen = walk.met, walk.seen
    if len(met) < 2:
        return seen, met
    # What lies above the lowest height reached so far is hidden behind the nearer surface, up to a point between two.
    lowest = np.minimum.accumulate(seen)
    shown = np.concatenate([[True], seen[1:] < lowest[:-1]])
    again = np.flatnonzero(~shown[:-1] & shown[1:] & (np.diff(met) <= 1)) + 1
    share = (seen[again - 1] - lowest[again - 1]) / (seen[again - 1] - seen[again])
    places = met[again - 1] + share * (met[again] - met[again - 1])
    met, seen, shown = (
        np.insert(plane, again, new)
        for plane, new in ((met, places), (seen, lowest[again - 1] - _NOTHING), (shown, True))
    )
    met, seen = met[shown], seen[shown]
    # At a jump to a nearer or farther surface nothing lies between the two.
    jumps = np.flatnonzero(np.diff(met) > 1)
    met, seen = np.insert(met, jumps + 1, met[jumps]), np.insert(seen, jumps + 1, seen[jumps + 1] + _NOTHING / 2)
    return seen[::-1], met[::-1]


def _spans(walk: _Walk) -> list[tuple[float, float]]:
    """From where to where the column is covered: it is bare where the outline leaves it and comes back elsewhere."""
    met, seen = walk.met, walk.seen
    if not len(met):
        return []
    bare = walk.leaves[:-1] & (np.abs(np.diff(seen)) > _SAME)
    cuts = [0, *(np.flatnonzero(bare) + 1), len(met)]
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
