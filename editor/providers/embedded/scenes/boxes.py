"""Boxes with rounded edges, turned on the floor or lying on it: where their pixels lie in a view from above."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from editor.providers.embedded.arrays import Plane
from editor.providers.embedded.scenes.lathe import Box, Patch, Print, View
from editor.providers.embedded.scenes.profiles import BODY

_REACH = 0.75  # pixels beyond the silhouette that may still be touched by it
_SEARCH = 16  # rounds
_HALVINGS = 13
_SWELL = 0.11
_INSET = 0.9  # of half the front that a panel may cover


@dataclass(slots=True)
class Surface:
    """Points of a slab in its own axes (right, up, front), their normals and parts; a dress may change the last two."""

    x: Plane
    y: Plane
    z: Plane
    nx: Plane
    ny: Plane
    nz: Plane
    part: NDArray[np.int64]

    @property
    def front(self) -> NDArray[np.bool_]:
        """Where the front face looks out."""
        return np.asarray(self.nz > 0.9)


Dress = Callable[["Slab", Surface], None]


@dataclass(frozen=True, slots=True)
class Slab:
    """A box of `half` sizes (right, up, front) about `at`, scene units, on an axis turned by `turn` radians.

    A positive turn shows the right side. `corner` rounds the outline of its front, `edge` every edge. One that is
    `lying` has its front looking up. `panel` is the printed part of the front: left, bottom, right, top;
    `room` how far down and up it may reach, where that is not all of the front.
    """

    half: tuple[float, float, float]
    at: tuple[float, float, float]
    turn: float
    corner: float = 0.03
    edge: float = 0.03
    lying: bool = False
    part: int = BODY
    dress: Dress | None = None
    panel: tuple[float, float, float, float] | None = None
    room: tuple[float, float] | None = None

    @property
    def axes(self) -> Plane:
        """The slab's own axes in the scene, one a column."""
        lie = np.array([[1, 0, 0], [0, 0, 1], [0, -1, 0]]) if self.lying else np.eye(3)
        c, s = np.cos(self.turn), np.sin(self.turn)
        return np.asarray(np.array([[c, 0, -s], [0, 1, 0], [s, 0, c]]) @ lie)

    @property
    def centre(self) -> Plane:
        """The middle of the slab in the scene."""
        return np.asarray(self.axes @ np.array(self.at))

    @property
    def sheet(self) -> tuple[float, float]:
        """Width and height of the printed panel, scene units, 0 where there is none."""
        if self.panel is None:
            return 0.0, 0.0
        left, bottom, right, top = self.panel
        return right - left, top - bottom

    def labelled(self, size: float) -> "Slab":
        """The same slab with its panel `size` times as large, as far as its front has room for it."""
        if self.panel is None or size == 1:
            return self
        left, bottom, right, top = self.panel
        across, up = (left + right) / 2, (bottom + top) / 2
        wide, tall = (right - left) / 2 * size, (top - bottom) / 2 * size
        low, high = self.room or (-self.half[1] * _INSET, self.half[1] * _INSET)
        side = self.half[0] * _INSET
        panel = (max(across - wide, -side), max(up - tall, low), min(across + wide, side), min(up + tall, high))
        return replace(self, panel=panel)

    @property
    def middle(self) -> tuple[float, float, float]:
        """The middle of the printed panel."""
        left, bottom, right, top = self.panel or (0, 0, 0, 0)
        x, y, z = self.axes @ np.array([(left + right) / 2, (bottom + top) / 2, self.half[2]]) + self.centre
        return float(x), float(y), float(z)

    def seen(self, view: View) -> "Faces":
        """The slab as `view` shows it."""
        return Faces(self, view)

    def printed(self, patch: Patch, view: View) -> Print:
        """Where the panel lies on a patch of this slab."""
        left, bottom, right, top = self.panel or (0, 0, 1, 1)
        own = self.own(patch)
        across, down = (own[0] - left) / (right - left), (top - own[1]) / (top - bottom)
        wide, tall = view.scale * (right - left), view.scale * (top - bottom)
        inside = np.minimum(np.minimum(across, 1 - across) * wide, np.minimum(down, 1 - down) * tall)
        on = np.clip(inside + np.float32(0.5), 0, 1) * (own[2] > self.half[2] - 1.5 * self.edge)
        return Print(across.astype(np.float32), down.astype(np.float32), on.astype(np.float32))

    def own(self, patch: Patch) -> tuple[Plane, Plane, Plane]:
        """The points of a patch in the slab's own axes, about its middle."""
        axes, centre = self.axes, self.centre
        world = (patch.x - np.float32(centre[0]), patch.y - np.float32(centre[1]), patch.z - np.float32(centre[2]))
        right, up, front = (sum(np.float32(axes[i, k]) * world[i] for i in range(3)) for k in range(3))
        return np.asarray(right), np.asarray(up), np.asarray(front)

    def away(self, x: Plane, y: Plane, z: Plane) -> Plane:
        """Distance from the slab's surface, negative inside."""
        a, b, c = self.half
        qx, qy = np.abs(x) - np.float32(a - self.corner), np.abs(y) - np.float32(b - self.corner)
        outline = np.hypot(np.maximum(qx, 0), np.maximum(qy, 0)) + np.minimum(np.maximum(qx, qy), 0)
        wx = outline - np.float32(self.corner - self.edge)
        wz = np.abs(z) - np.float32(c - self.edge)
        inside = np.minimum(np.maximum(wx, wz), 0)
        return np.asarray(inside + np.hypot(np.maximum(wx, 0), np.maximum(wz, 0)) - np.float32(self.edge))


class Faces:
    """A slab in one view."""

    def __init__(self, slab: Slab, view: View) -> None:
        self._slab, self._view = slab, view
        c, s = np.cos(view.tilt), np.sin(view.tilt)
        to_own = slab.axes.T
        self._right, self._up, self._camera = (
            to_own @ np.array(axis) for axis in ((1.0, 0.0, 0.0), (0.0, c, -s), (0.0, s, c))
        )
        self._middle = to_own @ slab.centre

    @property
    def bounds(self) -> Box:
        """The box of pixels that the slab may touch."""
        view, half = self._view, np.array(self._slab.half)
        across, up = np.abs(self._right) @ half, np.abs(self._up) @ half
        x = view.x + (self._right @ self._middle) * view.scale
        y = view.y - (self._up @ self._middle) * view.scale
        return (
            int(x - across * view.scale) - 2, int(y - up * view.scale) - 2,
            int(x + across * view.scale) + 3, int(y + up * view.scale) + 3,
        )  # fmt: skip

    def patch(self, box: Box) -> Patch:
        """Geometry for the pixels in `box`."""
        left, top, right, bottom = box
        view = self._view
        u = ((np.arange(left, right) + 0.5 - view.x) / view.scale).astype(np.float32)[None, :]
        v = ((view.y - (np.arange(top, bottom) + 0.5)) / view.scale).astype(np.float32)[:, None]
        start = [
            u * np.float32(r) + v * np.float32(w) - np.float32(m)
            for r, w, m in zip(self._right, self._up, self._middle, strict=True)
        ]
        enter, first, last, axis = self._crossing(start)
        near = first >= last
        s, cover = enter, np.zeros(enter.shape, np.float32)
        point = self._along(start, s)
        flat = near & (np.abs(self._slab.away(*point)) < np.float32(2e-4))
        cover[flat] = 1
        # A face seen at a flat angle reaches to within a part of a pixel of the silhouette.
        inner = cv2.erode(
            flat.astype(np.uint8), np.ones((3, 3), np.uint8), borderType=cv2.BORDER_CONSTANT, borderValue=0
        )
        flat &= inner.astype(bool)
        normal = [np.where(axis == k, np.float32(np.sign(self._camera[k])), np.float32(0)) for k in range(3)]
        round_ = np.flatnonzero((near & ~flat).ravel())
        if len(round_):
            self._round(round_, start, s, (first, last), cover, normal)
        return self._lift(box, self._along(start, s), normal, cover)

    def _crossing(self, start: list[Plane]) -> tuple[Plane, Plane, Plane, NDArray[np.int64]]:
        """Where the line of sight of each pixel enters the box, and by which axis; larger is nearer.

        With it, where it enters and leaves a box that is a little larger all round.
        """
        shape = np.broadcast_shapes(*(each.shape for each in start))
        enter, first, last = (np.full(shape, far, np.float32) for far in (1e6, 1e6, -1e6))
        axis = np.zeros(shape, np.int64)
        pad = np.float32(_REACH / self._view.scale)
        for k in range(3):
            run, half = np.float32(self._camera[k]), np.float32(self._slab.half[k])
            if abs(run) < 1e-5:
                last = np.where(np.abs(start[k]) > half + pad, np.float32(1e7), last)
                continue
            face, loose = np.sign(run) * half, np.sign(run) * pad
            axis = np.where((face - start[k]) / run < enter, k, axis)
            enter = np.minimum(enter, (face - start[k]) / run)
            first = np.minimum(first, (face + loose - start[k]) / run)
            last = np.maximum(last, (-face - loose - start[k]) / run)
        return enter, first, last, axis

    def _along(self, start: list[Plane], s: Plane) -> list[Plane]:
        return [np.asarray(p + s * np.float32(c)) for p, c in zip(start, self._camera, strict=True)]

    def _round(
        self, at: NDArray[np.int64], start: list[Plane], s: Plane, run: tuple[Plane, Plane], cover: Plane,
        normal: list[Plane],
    ) -> None:  # fmt: skip
        """Settle the pixels that meet a rounded edge, or only pass close by."""
        away = self._slab.away
        begin = [np.broadcast_to(p, s.shape).ravel()[at] for p in start]
        high, low = run[0].ravel()[at], run[1].ravel()[at]
        a, b = low.copy(), high.copy()
        for _ in range(_SEARCH):  # the distance is convex along a line: its least place by thirds
            third = (b - a) / np.float32(3)
            worse = away(*self._along(begin, a + third)) > away(*self._along(begin, b - third))
            a, b = np.where(worse, a + third, a), np.where(worse, b, b - third)
        least = (a + b) / 2
        depth = away(*self._along(begin, least))
        inner, outer = least.copy(), high
        for _ in range(_HALVINGS):
            middle = (inner + outer) / 2
            within = away(*self._along(begin, middle)) < 0
            inner, outer = np.where(within, middle, inner), np.where(within, outer, middle)
        found = np.where(depth < 0, inner, least)
        np.put(s, at, found)
        np.put(cover, at, np.clip(np.float32(0.5) - depth * np.float32(self._view.scale), 0, 1))
        for plane, slope in zip(normal, self._slope(self._along(begin, found)), strict=True):
            np.put(plane, at, slope)

    def _slope(self, point: list[Plane]) -> list[Plane]:
        step = np.float32(2e-3)
        out = []
        for k in range(3):
            ahead, behind = list(point), list(point)
            ahead[k], behind[k] = point[k] + step, point[k] - step
            out.append(self._slab.away(*ahead) - self._slab.away(*behind))
        length = np.maximum(np.sqrt(sum(each * each for each in out)), 1e-6)
        return [np.asarray(each / length) for each in out]

    def _lift(self, box: Box, point: list[Plane], normal: list[Plane], cover: Plane) -> Patch:
        slab = self._slab
        (x, y, z), (nx, ny, nz) = point, normal
        own = Surface(x, y, z, nx, ny, nz, np.full(cover.shape, slab.part))
        _swell(slab, own)
        if slab.dress:
            slab.dress(slab, own)
        axes = slab.axes.astype(np.float32)
        centre = slab.centre.astype(np.float32)
        x, y, z = (axes[i, 0] * own.x + axes[i, 1] * own.y + axes[i, 2] * own.z + centre[i] for i in range(3))
        nx, ny, nz = (axes[i, 0] * own.nx + axes[i, 1] * own.ny + axes[i, 2] * own.nz for i in range(3))
        # Glass darkens towards the edges of a block as it does towards the sides of a bottle.
        side = np.maximum(np.abs(own.x) / np.float32(slab.half[0]), np.abs(own.y) / np.float32(slab.half[1]))
        r = np.maximum(np.abs(x), np.float32(1e-3)) / np.clip(side, np.float32(1e-2), 1)
        return Patch(box[0], box[1], cover, x, y, z, nx, ny, nz, r, own.part)


def _swell(slab: Slab, own: Surface) -> None:
    """Lean the normals of flat faces a little outwards: lamps and lens are near, so no face is lit evenly."""
    lean = np.float32(_SWELL)
    own.nx = own.nx + lean * own.x / np.float32(slab.half[0])
    own.ny = own.ny + lean * own.y / np.float32(slab.half[1])
    own.nz = own.nz + lean * own.z / np.float32(max(slab.half[2], 0.2))
    length = 1 / np.sqrt(own.nx**2 + own.ny**2 + own.nz**2)
    own.nx, own.ny, own.nz = own.nx * length, own.ny * length, own.nz * length
