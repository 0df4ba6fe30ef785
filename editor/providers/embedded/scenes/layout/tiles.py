"""The shapes of geometric patterns, in a square from -1 to 1."""

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


@lru_cache(maxsize=8)
def _squiggle() -> skia.Path:
    out = skia.Path()
    out.moveTo(-1.5, 0.3)
    for turn in range(3):
        out.quadTo(-1.25 + turn, -0.8 if turn % 2 == 0 else 0.9, -1.0 + turn + 0.5, 0.05)
    return out


Shape = Callable[[], skia.Path]


def _triangle() -> skia.Path:
    return pen.polygon([(-1, 1), (0, -1), (1, 1)])


def _disc() -> skia.Path:
    return disc(0, 0, 0.74)


def _square() -> skia.Path:
    return pen.box(-0.66, -0.66, 0.66, 0.66)


_TILES: dict[str, tuple[Shape, ...]] = {
    "triangles": (_triangle, lambda: pen.polygon([(-1, -1), (1, 1), (-1, 1)])), "circles": (_disc,),
    "half circles": (_half, _quarter), "petals": (_petal,),
}  # fmt: skip
# Strewn shapes with the width of their stroke, 0 for a filled one.
_STREWN: dict[str, tuple[tuple[Shape, float], ...]] = {
    "triangles": ((_triangle, 0.0), (_triangle, 0.26)), "circles": ((_disc, 0.0), (_disc, 0.26)),
    "squares": ((_square, 0.0), (_square, 0.26)), "half circles": ((_half, 0.0),), "petals": ((_petal, 0.0),),
}  # fmt: skip


def chosen(only: str) -> tuple[Shape, ...]:
    """The tiles of a mosaic: those of one shape, or of all."""
    if only == "squares":
        return (_square,)
    return _TILES.get(only) or tuple(each for shapes in _TILES.values() for each in shapes)


def strewn(only: str) -> tuple[tuple[Shape, float], ...]:
    """The shapes of a confetti: those of one name, or triangles and circles with squiggles between them."""
    mixed: tuple[tuple[Shape, float], ...] = (*_STREWN["triangles"], (_squiggle, 0.3), *_STREWN["circles"])
    return _STREWN.get(only) or mixed
