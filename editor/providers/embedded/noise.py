"""Noise on lattices in unit space: the same picture at every size, only more finely sampled."""

from dataclasses import dataclass

import cv2
import numpy as np

from editor.providers.embedded.arrays import Plane

_TALLEST = 900
_WIDEST = 4096


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
    rows = int(min(_TALLEST, max(48, finest * 3)))
    columns = int(min(_WIDEST, max(48, rows * aspect / stretch)))
    draw = np.random.default_rng(seed)
    total = np.zeros((rows, columns), np.float32)
    weight, weights = 1.0, 0.0
    for octave in range(octaves):
        count = cells * 2**octave
        lattice = draw.random((int(count) + 4, int(count * aspect / stretch) + 4), dtype=np.float32)
        if lattice.shape[0] <= rows and lattice.shape[1] <= columns:
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
