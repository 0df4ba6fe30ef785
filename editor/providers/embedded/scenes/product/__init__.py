"""Scene one: products in a studio."""

from editor.providers.embedded.scenes.product.picture import render

__all__ = ["render"]
