"""Ground that rises and falls, seen in perspective: a height for every depth and column, and what hides what."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from editor.providers.embedded import noise
from editor.providers.embedded.arrays import Plane
from editor.providers.embedded.noise import smooth
from editor.providers.embedded.scenes.landscape.view import Frame, View

# Places inside a pixel that edges are smoothed over: the coarser the pixels, the more of them.
_SAMPLES = ((-0.125, -0.375), (0.375, -0.125), (-0.375, 0.125), (0.125, 0.375))
_FEW = ((-0.25, -0.25), (0.25, 0.25))
_LARGE = 3.0e6  # pixels
_CACHED = 40_000  # places of the ground worked on at a time
_FINE_ROWS = 1500  # from this height on the ground's finest texture can be seen


@dataclass(frozen=True, slots=True)
class Field:
    """The places the ground is known at: `depth` (depths x 1) and `across` (depths x columns), in ground units.

    `apart` (depths x 1) is how far neighbouring places lie from each other.
    """

    depth: Plane
    across: Plane
    apart: Plane

    def fades(self, cells: float) -> Plane:
        """How much of a texture with `cells` a unit is kept at each depth: none where it is finer than the places."""
        return smooth(0.55, 0.22, self.apart * np.float32(cells))

    def bands(self) -> Iterator[tuple[slice, "Field"]]:
        """The ground a few depths at a time: what fits into the processor's cache is worked on several times faster."""
        step = max(4, _CACHED // self.across.shape[1])
        for start in range(0, len(self.depth), step):
            rows = slice(start, min(start + step, len(self.depth)))
            yield rows, Field(self.depth[rows], self.across[rows], self.apart[rows])

    def each(self, paint: Callable[["Field", slice], Plane]) -> Plane:
        """What `paint` makes of every band, as one plane."""
        return np.concatenate([paint(part, rows) for rows, part in self.bands()])


@dataclass(frozen=True, slots=True)
class Relief:
    """Shaded ground: `edge` is the height on the frame (0..1 from the top) of the ground at each depth and column,
    the highest so far; `light` is its colour, linear."""

    edge: Plane
    light: Plane
    aspect: float
    grain: noise.Tile
    rough: float

    @property
    def highest(self) -> float:
        """Where the ground reaches highest, 0..1 from the top."""
        return float(self.edge[-1].min())

    def brush(self, frame: Frame) -> "Ground":
        """The ground ready for a frame."""
        depths, columns = self.edge.shape
        places = []
        # Where the ground is known more coarsely than the pixels, its edge is soft anyway.
        few = frame.is_draft or frame.width * frame.height > _LARGE or frame.width > 1.4 * columns
        for off, down in _FEW if few else _SAMPLES:
            at = (np.arange(frame.width, dtype=np.float32) + np.float32(0.5 + off)) * np.float32(columns / frame.width)
            at -= np.float32(0.5)
            grid_x, grid_y = np.meshgrid(at, np.arange(depths, dtype=np.float32))
            edge = cv2.remap(self.edge, grid_x, grid_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
            places.append((at, down, np.ascontiguousarray(edge[::-1].T)))
        return Ground(self, frame, tuple(places))


@dataclass(frozen=True, slots=True)
class Ground:
    """A relief at one pixel size."""

    relief: Relief
    frame: Frame
    places: tuple[tuple[Plane, float, Plane], ...]

    def paint(self, light: Plane, top: int, bottom: int) -> None:
        """Lay the ground over rows `top`..`bottom` of a picture."""
        if self.relief.highest * self.frame.height > bottom + 1:
            return
        shown, cover = np.zeros_like(light), np.zeros(light.shape[:2], np.float32)
        for at, down, edges in self.places:
            rows = (np.arange(top, bottom, dtype=np.float64) + 0.5 + down) / self.frame.height
            colour, part = self._sample(at, edges, rows)
            shown += colour * part[..., None]
            cover += part
        share = np.float32(1 / len(self.places))
        light *= (1 - cover * share)[..., None]
        light += shown * share

    def _sample(self, at: Plane, edges: Plane, rows: Plane) -> tuple[Plane, Plane]:
        depth = self._depths(edges, rows)
        across = np.broadcast_to(at, depth.shape).astype(np.float32)
        colour = cv2.remap(self.relief.light, across, depth, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        if self.relief.rough:
            unit = np.float32(self.relief.aspect / self.relief.edge.shape[1])
            wide = (across + np.float32(0.5)) * unit * np.float32(7)
            deep = depth * np.float32(0.045) + rows[:, None].astype(np.float32) * np.float32(5)
            near = 1 - depth / np.float32(self.relief.edge.shape[0])
            texture = self.relief.grain.at(wide, deep) - np.float32(0.5)
            if self.frame.height > _FINE_ROWS:
                texture += (self.relief.grain.at(wide * 5.3, deep * 5.3) - np.float32(0.5)) * np.float32(0.4)
            colour *= (1 + texture * near * np.float32(self.relief.rough))[..., None]
        cover = np.clip((rows[:, None] - edges[:, 0][None]) * self.frame.height + 0.5, 0, 1)
        return colour, np.asarray(cover.astype(np.float32))

    def _depths(self, edges: Plane, rows: Plane) -> Plane:
        steps = np.arange(edges.shape[1], dtype=np.float64)[::-1]
        out = np.empty((len(rows), len(edges)), np.float32)
        for column, line in enumerate(edges):
            out[:, column] = np.interp(rows, line, steps)
        return out


def level(near: float, far: float, count: int, flat: float) -> Plane:
    """Depths from `near` to `far`; `flat` 0 spaces them evenly by ratio, 1 as level ground is spaced on the frame."""
    share = np.linspace(0, 1, count, dtype=np.float32)
    by_ratio = near * (far / near) ** share
    even = 1 / (1 / near + (1 / far - 1 / near) * share)
    return np.asarray((by_ratio ** (1 - flat) * even**flat).astype(np.float32))


def field(view: View, depths: Plane) -> Field:
    """The places of a view at these depths."""
    depth = depths[:, None]
    columns = int(np.clip(800 * view.aspect, 280, 1900))
    x = (np.arange(columns, dtype=np.float32) + np.float32(0.5)) * np.float32(view.aspect / columns)
    across = (x - np.float32(view.aspect / 2)) / np.float32(view.scale) * depth
    return Field(depth, across, np.maximum(across[:, 1:2] - across[:, 0:1], np.gradient(depth, axis=0)))


def projected(view: View, ground: Field, height: Plane, eye: float) -> tuple[Plane, Plane]:
    """Where the ground lies on the frame, for itself and as the highest so far, seen from `eye` above level 0."""
    own = np.float32(view.horizon) + np.float32(view.scale) * (np.float32(eye) - height) / ground.depth
    return own, np.minimum.accumulate(own, axis=0)


def normals(ground: Field, height: Plane, steep: float = 1.0) -> Plane:
    """Unit normals (right, up, towards the viewer) of a height field; `steep` exaggerates its slopes."""
    apart = ground.across[:, 1:2] - ground.across[:, 0:1]
    right = np.gradient(height, axis=1) / apart
    outwards = np.gradient(ground.across, axis=0)
    deep = np.gradient(ground.depth, axis=0)
    away = (np.gradient(height, axis=0) - right * outwards) / deep
    out = np.stack([-right * np.float32(steep), np.ones_like(right), away * np.float32(steep)], -1)
    return np.asarray(out / np.sqrt((out**2).sum(-1, keepdims=True)))


def shadows(ground: Field, height: Plane, side: float, slope: float, soft: float) -> Plane:
    """Where the light from `side` at this slope arrives, 0..1; `soft` is the height over which a shadow begins."""
    apart = (ground.across[:, 1:2] - ground.across[:, 0:1]) * np.float32(slope)
    column = np.arange(height.shape[1], dtype=np.float32)[None]
    if side > 0:
        height, flip = height[:, ::-1], -1
    else:
        flip = 1
    reach = np.maximum.accumulate(height + column * apart, axis=1) - column * apart
    return smooth(soft, 0.0, (reach - height)[:, ::flip])
