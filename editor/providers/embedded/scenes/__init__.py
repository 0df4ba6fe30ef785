"""The scenes of the embedded engine: recipe and pixel size in, picture out."""

from collections.abc import Callable

from editor.providers.embedded.arrays import Picture
from editor.providers.embedded.recipe import Recipe
from editor.providers.embedded.scenes import landscape, popart, product

SCENES: dict[str, Callable[[Recipe, int, int], Picture]] = {
    "product": product.render,
    "landscape": landscape.render,
    "popart": popart.render,
}
