"""Noise on lattices in unit space: the same picture at every size, only more finely sampled."""

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np

from editor.providers.embedded.arrays import Plane

_TALLEST = 900
_WIDEST = 4096
_MOST = 4.3e6  # texels of a sheet: more than that takes long where the frame is very wide


@dataclass(frozen=True, slots=True)
class Sheet:
    """A texture over a frame of height 1, read row by row at any size."""

    texture: Plane

    def at(self, width: int, height: int) -> "Sampled":
        """The texture ready for pictures of this size."""
        rows = min(self.texture.shape[0], height)
        shrinks = rows < self.texture.shape[0] or width < self.texture.shape[1]
        how = cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC
        return Sampled(cv2.resize(self.texture, (width, rows), interpolation=how), height)


@dataclass(frozen=True, slots=True)
class Sampled:
    """A texture at its final width, rows still to be drawn out."""

    columns: Plane
    height: int

    def rows(self, top: int, bottom: int) -> Plane:
        """Rows `top`..`bottom` of the picture."""
        known = self.columns.shape[0]
        if known == self.height:
            return self.columns[top:bottom]
        at = (np.arange(top, bottom, dtype=np.float64) + 0.5) * known / self.height - 0.5
        low = np.floor(at).astype(np.int64)
        t = (at - low).astype(np.float32)[:, None]
        a, b, c, d = (self.columns[np.clip(low + step, 0, known - 1)] for step in (-1, 0, 1, 2))
        bend = b - c
        curve = (c - a) + t * (2 * a - 5 * b + 4 * c - d + t * (3 * bend + d - a))
        return np.asarray(b + np.float32(0.5) * t * curve)


def fbm(aspect: float, cells: float, octaves: int, gain: float, stretch: float, seed: int) -> Sheet:
    """Fractal noise in 0..1 over a frame of height 1 and width `aspect`.

    `cells` counts lattice cells over the height, `stretch` draws the cells out sideways. The texture's own resolution
    depends on the lattice alone, so that no pixel size changes its course.
    """
    finest = cells * 2 ** (octaves - 1)
    rows = int(min(_TALLEST, max(48, finest * 3), (_MOST * stretch / aspect) ** 0.5))
    columns = int(min(_WIDEST, max(48, rows * aspect / stretch)))
    draw = np.random.default_rng(seed)
    total = np.zeros((rows, columns), np.float32)
    weight, weights = 1.0, 0.0
    for octave in range(octaves):
        count = cells * 2**octave
        shape = (int(count) + 4, int(count * aspect / stretch) + 4)
        if shape[0] > rows or shape[1] > columns:
            break  # this octave and all after it are too fine for the texture to hold
        lattice = draw.random(shape, dtype=np.float32)
        total += np.float32(weight) * cv2.resize(lattice, (columns, rows), interpolation=cv2.INTER_CUBIC)
        weights += weight
        weight *= gain
    return Sheet(total / np.float32(weights))


def line(at: Plane, cells: float, octaves: int, gain: float, ridged: int, seed: int) -> Plane:
    """One-dimensional noise in 0..1 at places 0..1; the first `ridged` octaves are folded into ridges."""
    draw = np.random.default_rng(seed)
    total = np.zeros(len(at), np.float64)
    weight, weights = 1.0, 0.0
    for octave in range(octaves):
        count = max(2, int(cells * 2**octave))
        values = draw.random(count + 4)
        position = np.clip(at, 0, 1).astype(np.float64) * count
        cell = position.astype(np.int64)
        part = position - cell
        part = part * part * (3 - 2 * part)
        mixed = values[cell] * (1 - part) + values[cell + 1] * part
        total += weight * (1 - np.abs(2 * mixed - 1) if octave < ridged else mixed)
        weights += weight
        weight *= gain
    return (total / weights).astype(np.float32)


_LATTICE = 256  # cells of an endless pattern before it repeats


def smooth(start: float, end: float, x: Plane) -> Plane:
    """The cubic step from 0 at `start` to 1 at `end` (either may be the larger)."""
    t = np.clip((x - np.float32(start)) / np.float32(end - start), 0, 1)
    return np.asarray(t * t * (3 - 2 * t))


@lru_cache(maxsize=64)
def _lattice(seed: int) -> Plane:
    cells = np.random.default_rng(seed).random((_LATTICE, _LATTICE), dtype=np.float32)
    return np.asarray(cells * 2 - 1)


@dataclass(frozen=True, slots=True)
class Ground:
    """Places on an endless plane in units, and how much of it one pixel sees along each axis (`wide`, `deep`).

    The footprints may be one column wide, where a row's pixels all see as much.
    """

    u: Plane
    v: Plane
    wide: Plane
    deep: Plane

    def noise(self, across: float, along: float, seed: int, octaves: int = 1, gain: float = 0.5) -> Plane:
        """Fractal noise in -1..1 of `across` x `along` cells a unit; cells too fine for the pixels fade out.

        The fading depends on the pixel's footprint alone, so that a small picture shows the large one's mean.
        """
        total, weights = np.zeros(self.u.shape, np.float32), 0.0
        for octave in range(octaves):
            weight, often = gain**octave, 2.0**octave
            weights += weight
            finest = np.maximum(self.wide * np.float32(across * often), self.deep * np.float32(along * often))
            seen = smooth(0.95, 0.30, finest)
            if not seen.any():
                continue
            cells = self._looked_up(_lattice(seed + octave), across * often, along * often)
            cells *= np.float32(weight) * seen
            total += cells
        total /= np.float32(weights)
        return total

    def specks(self, often: float, share: float, seed: int) -> Plane:
        """Round specks in 0..1, in `share` of the cells of a lattice of `often` cells a unit."""
        seen = smooth(0.9, 0.45, np.maximum(self.wide, self.deep) * np.float32(often))
        cells = np.maximum(np.abs(_lattice(seed)) - np.float32(1 - share), 0) / np.float32(share)
        return np.asarray(seen * self._looked_up(cells, often, often))

    def dots(self, often: float, share: float, seed: int) -> Plane:
        """Round dots of sharp outline and many sizes in 0..1, in `share` of the cells of a lattice of `often`."""
        x, y = self.u * np.float32(often), self.v * np.float32(often)
        column, row = np.floor(x), np.floor(y)
        at = row.astype(np.int64) % _LATTICE, column.astype(np.int64) % _LATTICE
        chance, right, up = (_lattice(seed + k)[at] for k in range(3))
        rank = np.maximum(np.abs(chance) - np.float32(1 - share), 0) / np.float32(share)
        size = np.float32(0.07) + np.float32(0.22) * rank**3
        # The middle strays in its cell, as far as the dot's size leaves room.
        far = np.hypot(x - column - 0.5 - right * (0.5 - size), y - row - 0.5 - up * (0.5 - size))
        pixel = np.maximum(self.wide, self.deep) * np.float32(often)
        # A dot smaller than a pixel is drawn as large as one, and paler.
        shown = np.maximum(size, np.float32(0.55) * pixel)
        cover = np.clip((shown - far) / pixel + np.float32(0.5), 0, 1) * (size / shown) ** 2
        return np.asarray(cover * (rank > 0), np.float32)

    def _looked_up(self, lattice: Plane, across: float, along: float) -> Plane:
        x, y = self.u * np.float32(across), self.v * np.float32(along)
        for place in (x, y):  # OpenCV wraps no farther than the next repeat
            place -= np.floor(place * np.float32(1 / _LATTICE)) * np.float32(_LATTICE)
        return np.asarray(cv2.remap(lattice, x, y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_WRAP))

    def moved(self, u: Plane | float, v: Plane | float) -> "Ground":
        """The same pixels looking at places `u`, `v` units further on."""
        du, dv = (np.asarray(each, np.float32) for each in (u, v))
        return Ground(np.asarray(self.u + du), np.asarray(self.v + dv), self.wide, self.deep)

    def turned(self, angle: float) -> "Ground":
        """The same pixels, the plane turned by `angle` radians; their footprint is taken as round."""
        c, s = np.float32(np.cos(angle)), np.float32(np.sin(angle))
        size = np.maximum(self.wide, self.deep)
        return Ground(np.asarray(self.u * c + self.v * s), np.asarray(self.v * c - self.u * s), size, size)


@dataclass(frozen=True, slots=True)
class Tile:
    """A texture about 0..1 (its curves overshoot by up to a sixth) that repeats without a seam.

    `at` reads it at any place of an endless plane.
    """

    texture: Plane

    def at(self, across: Plane, down: Plane) -> Plane:
        """The texture at places counted in repeats."""
        across, down = np.broadcast_arrays(across, down)
        size = np.float32(self.texture.shape[0])
        # The texture holds one more row and column than it repeats after, so that no place falls outside.
        x = (across - np.floor(across)) * (size - 1)
        y = (down - np.floor(down)) * (size - 1)
        return np.asarray(cv2.remap(self.texture, x.astype(np.float32), y.astype(np.float32), cv2.INTER_LINEAR))


@lru_cache(maxsize=32)  # the same few are read by every band of a picture, and by no one written into
def tile(cells: int, octaves: int, gain: float, seed: int, size: int = 512) -> Tile:
    """Fractal noise that repeats: `cells` lattice cells a repeat in its coarsest octave, `size` texels a repeat."""
    draw = np.random.default_rng(seed)
    total = np.zeros((size, size), np.float32)
    weight, weights = 1.0, 0.0
    for octave in range(octaves):
        count = cells * 2**octave
        lattice = np.pad(draw.random((count, count), dtype=np.float32), 3, mode="wrap")
        wide = cv2.resize(lattice, None, fx=size / count, fy=size / count, interpolation=cv2.INTER_CUBIC)
        edge = 3 * size // count
        total += np.float32(weight) * wide[edge : edge + size, edge : edge + size]
        weights += weight
        weight *= gain
    return Tile(np.pad(total / np.float32(weights), ((0, 1), (0, 1)), mode="wrap"))
