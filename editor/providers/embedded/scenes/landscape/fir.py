"""One fir: its outline, the side of it that the light falls on, and the snow on its boughs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from editor.providers.embedded.arrays import Plane

KINDS = 24  # firs of different shape; the eye finds no likeness among so many


def kinds(seed: int) -> tuple[Plane, ...]:
    """Outlines of `KINDS` firs of height 1 that stand at 0, 0; points x 2, up is negative."""
    draw = np.random.default_rng(seed * 57)
    return tuple(outline(draw, 0.0, 0.0, 1.0) for _ in range(KINDS))


def outline(draw: np.random.Generator, x: float, foot: float, height: float) -> Plane:
    """One fir: boughs that droop and shorten towards a thin top; unit space."""
    tiers = int(16 + 10 * draw.random())
    half = height * (0.155 + 0.055 * draw.random())
    lean = (draw.random() - 0.5) * 0.03 * height
    share = np.arange(tiers) / tiers
    y = foot - height * (0.94 * share**0.93 + 0.02)
    reach = (half * (1 - share) ** 1.05)[:, None] * (0.62 + 0.55 * draw.random((tiers, 2)))
    middle = x + lean * share
    sides = []
    for side, far in ((1.0, reach[:, 0]), (-1.0, reach[:, 1])):
        hanging = np.stack([middle + side * far, y + height * 0.035 * (1 - share)], 1)
        inner = np.stack([middle + side * far * 0.36, y - height * 0.022], 1)
        sides.append(np.stack([hanging, inner], 1).reshape(-1, 2))
    tip = [(x + lean + height * 0.004, foot - height * 0.95), (x + lean, foot - height)]
    stem = half * 0.10
    return np.concatenate([[(x + stem, foot)], sides[0], tip, sides[1][::-1], [(x - stem, foot)]]).astype(np.float32)


def sunny(tree: Plane, side: float) -> Plane:
    """The part of a fir's outline that faces the light; the line down its middle is as ragged as its boughs."""
    half = len(tree) // 2
    right, left = tree[:half], tree[half:][::-1]
    near, far = (right, left) if side > 0 else (left, right)
    middle = np.float32((tree[0, 0] + tree[-1, 0]) / 2)
    inner = far.copy()
    inner[:, 0] = middle + (inner[:, 0] - middle) * np.float32(0.22)
    return np.concatenate([near, inner[::-1]])


def laden(shape: Plane, wide: float) -> Plane:
    """The snow on a fir's boughs: its own outline, drawn in so that the boughs' dark tips show below."""
    middle = shape[:, 0].mean()
    out = (shape - np.array([middle, 0], np.float32)) * np.array([wide, 1], np.float32)
    high = np.ptp(shape[:, 1])
    return np.asarray(out + np.array([middle, -0.022 * high], np.float32))
