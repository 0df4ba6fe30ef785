"""Skylines of the landscape's layers, from the far peaks to the conifers in front."""

from dataclasses import dataclass

import numpy as np

from editor.providers.embedded import noise
from editor.providers.embedded.arrays import Plane

LAYERS = 7
_SUBCOLUMNS = (0.5, 1 / 6, 5 / 6)


@dataclass(frozen=True, slots=True)
class Ridge:
    """One layer: `near` 0 far .. 1 close, its foot `base` and that of the next; heights from the top, 0..1.

    `lines` holds the skyline at three places inside every pixel column, `ground` the same without its trees,
    `highest` and `lowest` its extent.
    """

    near: float
    base: float
    next_base: float
    lines: tuple[Plane, ...]
    ground: Plane
    highest: float
    lowest: float


def draw(
    seed: int, aspect: float, width: int, horizon: float, tall: float, trees: float, opening: float
) -> tuple[Ridge, ...]:
    """The layers for a frame `width` pixels wide; the valley opens at `opening` (0..1 across)."""
    out = []
    for k in range(LAYERS):
        near = k / (LAYERS - 1)
        firs = _firs(seed * 53 + k, aspect, near, trees)
        lines = []
        for sub in _SUBCOLUMNS if near > 0.45 and trees > 0 else _SUBCOLUMNS[:1]:
            at = (np.arange(width, dtype=np.float32) + np.float32(sub)) / np.float32(width)
            ground = _ground(seed, k, at, aspect, horizon, tall, opening)
            lines.append((ground - _crowns(firs, at, aspect)).astype(np.float32))
        highest = min(float(line.min()) for line in lines)
        lowest = max(float(line.max()) for line in lines)
        out.append(
            Ridge(
                near,
                _base(near, horizon),
                _base((k + 1) / (LAYERS - 1), horizon),
                tuple(lines),
                ground.astype(np.float32),
                highest,
                lowest,
            )
        )
    return tuple(out)


def _base(near: float, horizon: float) -> float:
    return float(horizon + (0.93 - horizon) * near**1.25)


def _ground(seed: int, k: int, at: Plane, aspect: float, horizon: float, tall: float, opening: float) -> Plane:
    near = k / (LAYERS - 1)
    height = (0.15 + 0.20 * near * (1 - near) + 0.06 * near) * (tall if near < 0.7 else 1 + (tall - 1) * 0.4)
    rough = noise.line(at, max(1.5, (2.2 + 1.1 * k) * aspect / 2.3), 9, 0.50 if k < 4 else 0.47, 3, seed * 31 + k)
    away = np.abs(2 * at - 1 - np.float32(2 * opening - 1) * np.float32(0.7)) * np.float32(min(1.0, aspect))
    line = np.float32(_base(near, horizon)) - np.float32(height) * (rough - np.float32(0.35)) * (
        np.float32(0.55) + np.float32(0.9) * away
    )
    return np.asarray(line - np.float32(0.05 * near) * away)


def _firs(seed: int, aspect: float, near: float, trees: float) -> Plane:
    """Conifers as rows of (place, height, half width), all in parts of the frame's height."""
    if near <= 0.45 or trees <= 0:
        return np.empty((0, 3))
    draw = np.random.default_rng(seed)
    count = int(aspect * (250 - 140 * near) * trees)
    height = (0.010 + 0.040 * near * near) * (0.40 + draw.random(count) ** 1.4)
    return np.stack([np.sort(draw.random(count)) * aspect, height, height * (0.17 + 0.07 * draw.random(count))], 1)


def _crowns(firs: Plane, at: Plane, aspect: float) -> Plane:
    out = np.zeros(len(at), np.float32)
    x = at.astype(np.float64) * aspect
    start, end = (np.searchsorted(x, firs[:, 0] + side * firs[:, 2]) for side in (-1, 1))
    count = end - start
    # All columns of all firs in one row, one fir after the other.
    column = np.arange(count.sum()) + np.repeat(start - np.cumsum(count) + count, count)
    place, height, half = np.repeat(firs, count, axis=0).T
    off = np.abs(x[column] - place) / half
    # Boughs: the outline steps in and out on its way up.
    boughs = 0.84 + 0.16 * np.cos(off * (9 + 5 * ((place * 977) % 1)) * np.pi / 2)
    crown = height * np.maximum(1 - off, 0) ** 0.92 * boughs
    np.maximum.at(out, column, crown.astype(np.float32))
    return out
