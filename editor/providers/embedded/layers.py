"""An instruction on a recipe, inside a mask or everywhere; and what a later "undo" will need."""

from __future__ import annotations

from dataclasses import replace

from editor.providers.clauses import Clause
from editor.providers.embedded.parse import edits
from editor.providers.embedded.parse.edits import Adjusted, Outcome
from editor.providers.embedded.recipe import Layer, Recipe, Value

MOST = 6  # every combination that a pixel can have is drawn once, so this bounds the work


def apply(recipe: Recipe, prompt: str, creating: bool, ratio: str, mask: str, size: str = "") -> Adjusted:
    """Carry an instruction out everywhere, or, where `mask` (SHA-256 of its file) is given, inside that mask only."""
    recipe, moved = _in_frame(recipe, ratio)
    if not mask:
        return _noted(_everywhere(recipe, edits.apply(recipe, prompt, creating, ratio, size), creating), moved)
    if len(recipe.layers) >= MOST and recipe.layers[-1].mask != mask:
        refused = Clause("the marked area", "not possible", f"no more than {MOST} areas can be marked on one picture")
        return Adjusted(recipe, (Outcome(refused),), False, True)
    below = recipe.layers[-1].fields if recipe.layers and recipe.layers[-1].mask == mask else {}
    inside = recipe.with_fields(below)
    return _noted(_inside(recipe, inside, mask, edits.apply(inside, prompt, creating, ratio, size)), moved)


def _in_frame(recipe: Recipe, ratio: str) -> tuple[Recipe, tuple[Outcome, ...]]:
    """The recipe without its layers where the frame changes shape: a mask belongs to the frame it was drawn on."""
    if not recipe.layers or ratio in ("", recipe.ratio):
        return recipe, ()
    note = f"they were marked on the {recipe.ratio} frame and are left out of {ratio}"
    return replace(recipe, layers=()), (Outcome(Clause("the marked edits", "partly", note)),)


def _noted(adjusted: Adjusted, moved: tuple[Outcome, ...]) -> Adjusted:
    return replace(adjusted, outcomes=(*moved, *adjusted.outcomes)) if moved else adjusted


def _everywhere(before: Recipe, adjusted: Adjusted, creating: bool) -> Adjusted:
    """A change of the whole picture also ends what layers said of the same field; a beginning has no way back."""
    after = adjusted.recipe
    changed = _changed(before.fields, after.fields)
    kept = tuple(
        Layer(layer.mask, {name: value for name, value in layer.fields.items() if name not in changed})
        for layer in after.layers
    )
    after = replace(after, layers=tuple(layer for layer in kept if layer.fields))
    return adjusted if creating else replace(adjusted, recipe=_remembered(before, after, changed))


def _inside(recipe: Recipe, inside: Recipe, mask: str, adjusted: Adjusted) -> Adjusted:
    """The fields that the instruction changed, as the topmost layer; everything outside the mask stays."""
    changed = _changed(recipe.fields, adjusted.recipe.fields)
    below = tuple(layer for layer in recipe.layers if layer.mask != mask or layer is not recipe.layers[-1])
    layer = Layer(mask, {name: adjusted.recipe.fields[name] for name in sorted(changed)})
    after = replace(adjusted.recipe, fields=recipe.fields, layers=(*below, layer) if changed else recipe.layers)
    return replace(adjusted, recipe=replace(after, was=inside.was, last=()))


def _changed(before: dict[str, Value], after: dict[str, Value]) -> set[str]:
    return {name for name, value in after.items() if before.get(name) != value}


def _remembered(before: Recipe, after: Recipe, changed: set[str]) -> Recipe:
    was = {**before.was, **{name: before.fields[name] for name in sorted(changed) if name in before.fields}}
    return replace(after, was=was, last=tuple(sorted(changed)) if changed else before.last)
