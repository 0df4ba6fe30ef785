"""An instruction on a recipe, inside a mask or everywhere; and what a later "undo" will need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from editor.providers.clauses import Clause
from editor.providers.embedded.parse import edits
from editor.providers.embedded.parse.edits import Adjusted, Outcome
from editor.providers.embedded.recipe import Before, Layer, Recipe, Value

MOST = 6  # every combination that a pixel can have is drawn once, so this bounds the work
MOST_BACK = 24  # instructions that can be taken back


def apply(recipe: Recipe, prompt: str, creating: bool, ratio: str, mask: str, size: str = "") -> Adjusted:
    """Carry an instruction out everywhere, or, where `mask` (SHA-256 of its file) is given, inside that mask only.

    The way back leads through the whole picture: a mask that comes with "undo" marks nothing.
    """
    framed, moved = _in_frame(recipe, ratio)
    if mask:
        adjusted = _marked(framed, prompt, creating, ratio, mask, size)
        if adjusted is not None:
            return _noted(_with_way_back(recipe, framed, adjusted, creating, ratio), moved)
    adjusted = _everywhere(framed, edits.apply(framed, prompt, creating, ratio, size))
    return _noted(_with_way_back(recipe, framed, adjusted, creating, ratio), moved)


def _in_frame(recipe: Recipe, ratio: str) -> tuple[Recipe, tuple[Outcome, ...]]:
    """The recipe without its layers where the frame changes shape: a mask belongs to the frame it was drawn on."""
    if not recipe.layers or ratio in ("", recipe.ratio):
        return recipe, ()
    note = f"they were marked on the {recipe.ratio} frame and are left out of {ratio}"
    return replace(recipe, layers=()), (Outcome(Clause("the marked edits", "partly", note)),)


def _noted(adjusted: Adjusted, moved: tuple[Outcome, ...]) -> Adjusted:
    return replace(adjusted, outcomes=(*moved, *adjusted.outcomes)) if moved else adjusted


def _everywhere(before: Recipe, adjusted: Adjusted) -> Adjusted:
    """A change of the whole picture also ends what layers said of the same field."""
    after = adjusted.recipe
    changed = _changed(_put_back(before, adjusted), after.fields)
    kept = tuple(
        Layer(layer.mask, {name: value for name, value in layer.fields.items() if name not in changed})
        for layer in after.layers
    )
    return replace(adjusted, recipe=replace(after, layers=tuple(layer for layer in kept if layer.fields)))


def _marked(recipe: Recipe, prompt: str, creating: bool, ratio: str, mask: str, size: str) -> Adjusted | None:
    """The instruction inside a mask, as the topmost layer; None for one that goes back."""
    again = bool(recipe.layers) and recipe.layers[-1].mask == mask
    inside = recipe.with_fields(recipe.layers[-1].fields if again else {})
    adjusted = edits.apply(inside, prompt, creating, ratio, size)
    if adjusted.recipe.past != recipe.past:
        return None
    if len(recipe.layers) >= MOST and not again:
        refused = Clause("the marked area", "not possible", f"no more than {MOST} areas can be marked on one picture")
        return Adjusted(recipe, (Outcome(refused),), False, True)
    changed = _changed(recipe.fields, adjusted.recipe.fields)
    below = recipe.layers[:-1] if again else recipe.layers
    layer = Layer(mask, {name: adjusted.recipe.fields[name] for name in sorted(changed)})
    layers = (*below, *((layer,) if changed else ()))
    return replace(adjusted, recipe=replace(adjusted.recipe, fields=recipe.fields, layers=layers, last=()))


def _changed(before: Mapping[str, Value], after: Mapping[str, Value]) -> set[str]:
    return {name for name, value in after.items() if before.get(name) != value}


def _put_back(before: Recipe, adjusted: Adjusted) -> dict[str, Value]:
    """The fields before the instruction, but for what it led back: its own change starts from there."""
    start = dict(before.fields)
    for outcome in adjusted.outcomes:
        start |= outcome.back
    return start


def _with_way_back(before: Recipe, framed: Recipe, adjusted: Adjusted, creating: bool, ratio: str) -> Adjusted:
    """Remember what the instruction changed; a beginning has no way back, and an undone step is gone."""
    after, start = adjusted.recipe, _put_back(before, adjusted)
    if creating or adjusted.hopeless:
        return adjusted
    went_back = after.past != before.past
    changed = _changed(start, after.fields)
    # What a step back has given back, it has given back as it was.
    layers = before.layers if not went_back and after.layers != before.layers else None
    moved = before.ratio if ratio not in ("", before.ratio) else ""
    step = Before({name: start[name] for name in sorted(changed) if name in start}, layers, moved)
    past = (*after.past, step)[-MOST_BACK:] if changed or layers is not None or moved else after.past
    named = tuple(sorted(_changed(before.fields, after.fields)))
    is_marked = after.layers != framed.layers and not named and not went_back
    return replace(adjusted, recipe=replace(after, past=past, last=named or (() if is_marked else before.last)))
