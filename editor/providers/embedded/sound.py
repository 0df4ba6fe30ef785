"""A recipe that was read back, with only such values as this engine writes: its file may have come from anywhere."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from editor.providers.embedded import fields, pixels
from editor.providers.embedded.parse import lexicon, ranges, unquoted
from editor.providers.embedded.recipe import Before, Layer, Recipe, Value

_COLOUR = re.compile(r"#[0-9a-f]{6}")
_WORDS = (".text", ".words", ".sub")


def sound(recipe: Recipe | None) -> Recipe | None:
    """The recipe with exactly the fields of its scene, each as this engine could have set it; None for another's."""
    if recipe is None or recipe.scene not in fields.SCENES or recipe.ratio not in ("", *pixels.RATIOS):
        return None
    known = fields.DEFAULTS[recipe.scene]
    return replace(
        recipe,
        fields={**known, **_sound(recipe.fields, recipe.scene)},
        layers=_sound_layers(recipe.layers, recipe.scene),
        past=tuple(_sound_step(step, recipe.scene) for step in recipe.past),
        last=tuple(name for name in recipe.last if name in known),
    )


def _sound_layers(layers: tuple[Layer, ...], scene: str) -> tuple[Layer, ...]:
    return tuple(replace(layer, fields=_sound(layer.fields, scene)) for layer in layers)


def _sound_step(step: Before, scene: str) -> Before:
    layers = None if step.layers is None else _sound_layers(step.layers, scene)
    ratio = step.ratio if step.ratio in pixels.RATIOS else ""
    return Before(_sound(step.fields, scene), layers, ratio)


def _sound(found: Mapping[str, Value], scene: str) -> dict[str, Value]:
    read = {name: _value(scene, name, found[name]) for name in fields.DEFAULTS[scene] if name in found}
    return {name: value for name, value in read.items() if value is not None}


def _value(scene: str, name: str, value: Value) -> Value | None:
    """A value as it may stand, None for one that never could."""
    start = fields.DEFAULTS[scene][name]
    if type(start) is bool or type(value) is bool:
        return value if type(value) is type(start) else None
    if isinstance(start, float):
        return _number(value, *ranges.of(scene)[name]) if isinstance(value, int | float) else None
    if not isinstance(value, str):
        return None
    if name.endswith(_WORDS):
        return value.strip()[: unquoted.MOST]
    if name in _colours(scene):
        return value if not value or _COLOUR.fullmatch(value.lower()) else None
    return value if value in _words(scene)[name] else None


def _number(value: float, low: float, high: float) -> float | None:
    return min(high, max(low, value)) if math.isfinite(value) else None


@cache
def _colours(scene: str) -> frozenset[str]:
    """The fields that hold a colour: what the vocabulary colours, and what is a colour at first or in a phrase."""
    words = lexicon.of(scene)
    named = {*words.colours.values(), *(name for names in words.colour_lists.values() for name in names)}
    starts = [*fields.DEFAULTS[scene].items(), *ranges.changes(scene)]
    return frozenset(named | {name for name, value in starts if isinstance(value, str) and value.startswith("#")})


@cache
def _words(scene: str) -> dict[str, frozenset[str]]:
    """The words that each other field can hold."""
    words = lexicon.of(scene)
    out = {name: {value} for name, value in fields.DEFAULTS[scene].items() if isinstance(value, str)}
    for name, value in ranges.changes(scene):
        if name in out and isinstance(value, str):
            out[name].add(value)
    for names, row in words.rows.values():
        for name in row:
            out[name] |= set(names.values())
    if slots := words.slots:
        for prefix in slots.prefixes:
            out[prefix + slots.kind] |= {"", *slots.kinds}
            if prefix:
                out[prefix + slots.place] |= set(slots.places)
    for name in (name for name in out if name.endswith(".material")):
        out[name] |= {"", *lexicon.MATERIALS.values()}
    return {name: frozenset(values) for name, values in out.items()}
