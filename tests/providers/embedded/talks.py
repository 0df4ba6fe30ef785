"""Conversations about a recipe, read as the engine reads them and drawn by nobody."""

from editor.providers.embedded import fields, layers
from editor.providers.embedded.parse import edits, subject
from editor.providers.embedded.parse.outcomes import Adjusted
from editor.providers.embedded.recipe import Recipe

PHOTO = "photo"


def talk(*said: str, scene: str = "") -> Adjusted:
    """The newest answer of a conversation, each instruction read as the engine reads it."""
    family = scene or subject.family(said[0])
    recipe = Recipe(family, "1:1", 1, dict(fields.DEFAULTS[family]))
    if not scene:
        recipe = edits.with_kind(recipe, said[0])
    for number, prompt in enumerate(said):
        adjusted = layers.apply(recipe, prompt, number == 0 and not scene, "1:1", "")
        recipe = adjusted.recipe
    return adjusted


def states(adjusted: Adjusted) -> list[str]:
    """What became of each clause of an answer."""
    return [str(each.clause.state) for each in adjusted.outcomes]
