"""Landscapes for tests: recipes by their fields, and small pictures of them, each drawn once."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from editor.providers.embedded import fields
from editor.providers.embedded.recipe import Recipe, Value, dump, load
from editor.providers.embedded.scenes import scene

# Small enough to be drawn by the dozen.
THUMB = (160, 160)

Changes = dict[str, Value]


def recipe(place: str, ratio: str = "3:2", **changes: Value) -> Recipe:
    """A landscape; names are written with "__" for the dot."""
    named = {name.replace("__", "."): value for name, value in changes.items()}
    return Recipe("landscape", ratio, 7, {**fields.DEFAULTS["landscape"], "place.kind": place, **named})


def drawn(made: Recipe, size: tuple[int, int] = THUMB) -> NDArray[np.uint8]:
    return _drawn(dump(made), *size)


@lru_cache(maxsize=64)  # what a field is compared with is the same picture for many fields
def _drawn(made: bytes, width: int, height: int) -> NDArray[np.uint8]:
    return scene("landscape")(load(made), width, height)
