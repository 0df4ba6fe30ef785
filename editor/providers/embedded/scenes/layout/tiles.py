"""The tiles of a geometric pattern: shapes that fill a square from -1 to 1."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import skia

from editor.providers.embedded.scenes import pen
from editor.providers.embedded.scenes.layout.sheet import disc

_CORNER = pen.box(-1, -1, 1, 1)


@lru_cache(maxsize=8)
def _half() -> skia.Path:
    return pen.shared(disc(0, 1, 1), _CORNER)


@lru_cache(maxsize=8)
def _quarter() -> skia.Path:
    return pen.shared(disc(-1, 1, 2), _CORNER)


@lru_cache(maxsize=8)
def _petal() -> skia.Path:
    return pen.shared(pen.shared(disc(-1, 1, 2), disc(1, -1, 2)), _CORNER)


TILES: tuple[Callable[[], skia.Path], ...] = (
    lambda: pen.polygon([(-1, 1), (0, -1), (1, 1)]), lambda: pen.polygon([(-1, -1), (1, 1), (-1, 1)]),
    lambda: disc(0, 0, 0.74), _half, _quarter, _petal,
)  # fmt: skip
