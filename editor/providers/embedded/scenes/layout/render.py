"""Which layout a recipe asks for."""

from __future__ import annotations

from editor.providers.embedded.arrays import Picture
from editor.providers.embedded.recipe import Recipe
from editor.providers.embedded.scenes.layout import gradient, infographic, pattern, storyboard
from editor.providers.embedded.words import layout_kinds

_KINDS = {
    "infographic": infographic.render,
    "storyboard": storyboard.render,
    "gradient": gradient.render,
    "pattern": pattern.render,
}


def render(recipe: Recipe, width: int, height: int) -> Picture:
    """The picture of a layout recipe, RGB, `width` x `height` pixels."""
    return _KINDS.get(layout_kinds.shown(recipe.fields), infographic.render)(recipe, width, height)
