"""Photographs edited in tests, and places marked on them."""

from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from editor.providers.embedded import edits, fields
from editor.providers.embedded.arrays import Picture
from editor.providers.embedded.recipe import Layer, Recipe, Value
from editor.providers.embedded.rules import OWN


def spot(size: tuple[int, int], share: float) -> NDArray[np.bool_]:
    """A round place on the table of `coffee`, `share` of a frame of (width, height) large."""
    width, height = size
    y, x = np.mgrid[:height, :width]
    return np.asarray(np.hypot(x - 0.88 * width, y - 0.55 * height) < (share * width * height / np.pi) ** 0.5)


def recipe(changes: dict[str, Value], ratio: str = "3:2", layers: tuple[Layer, ...] = ()) -> Recipe:
    """A recipe of a photograph with these fields."""
    return Recipe("photo", ratio, 1, fields.DEFAULTS["photo"] | changes, layers=layers)


def edit(changes: dict[str, Value], photo: bytes, size: str = "512", ratio: str = "3:2") -> edits.Edited:
    """The photograph with these fields, at a size on offer."""
    return edits.render(recipe(changes, ratio), edits.decode(photo), *OWN.pixels(ratio, size))


def png(picture: NDArray[np.uint8]) -> bytes:
    """A picture as a file."""
    out = BytesIO()
    Image.fromarray(picture).save(out, "PNG")
    return out.getvalue()


def pixels(png: bytes) -> Picture:
    """A file as a picture."""
    with Image.open(BytesIO(png)) as image:
        return np.asarray(image.convert("RGB"))
