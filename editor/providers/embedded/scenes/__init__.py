"""The scenes of the embedded engine: recipe and pixel size in, picture out."""

from collections.abc import Callable

from editor.providers.embedded.arrays import Picture
from editor.providers.embedded.recipe import Recipe


def scene(name: str) -> Callable[[Recipe, int, int], Picture]:
    """The painter of a scene, imported when first needed: portraits and layouts want libraries of their own."""
    if name == "portrait":
        from editor.providers.embedded.scenes import portrait

        return portrait.render
    if name == "layout":
        from editor.providers.embedded.scenes import layout

        return layout.render
    from editor.providers.embedded.scenes import landscape, product

    return {"product": product.render, "landscape": landscape.render}[name]
