"""A recipe that was read back, with only such values as this engine writes: its file may have come from anywhere."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from editor.providers.embedded import fields, pixels
from editor.providers.embedded.parse import inscriptions, lexicon
from editor.providers.embedded.recipe import Recipe, Value
from editor.providers.embedded.words.common import CALMER
from editor.providers.embedded.words.vocabulary import Change, Step

_COLOUR = re.compile(r"#[0-9a-f]{6}")
_WORDS = (".text", ".words", ".sub")
_FACTOR = 4.0  # how far from its start a number may lie that no phrase moves


def sound(recipe: Recipe | None) -> Recipe | None:
    """The recipe with exactly the fields of its scene, each as this engine could have set it; None for another's."""
    if recipe is None or recipe.scene not in fields.SCENES or recipe.ratio not in ("", *pixels.RATIOS):
        return None
    known = fields.DEFAULTS[recipe.scene]
    return replace(
        recipe,
        fields={**known, **_sound(recipe.fields, recipe.scene)},
        layers=tuple(replace(layer, fields=_sound(layer.fields, recipe.scene)) for layer in recipe.layers),
        was=_sound(recipe.was, recipe.scene),
        last=tuple(name for name in recipe.last if name in known),
    )


def _sound(found: Mapping[str, Value], scene: str) -> dict[str, Value]:
    read = {name: _value(scene, name, found[name]) for name in fields.DEFAULTS[scene] if name in found}
    return {name: value for name, value in read.items() if value is not None}


def _value(scene: str, name: str, value: Value) -> Value | None:
    """A value as it may stand, None for one that never could."""
    start = fields.DEFAULTS[scene][name]
    if type(start) is bool or type(value) is bool:
        return value if type(value) is type(start) else None
    if isinstance(start, float):
        return _number(value, *_bounds(scene)[name]) if isinstance(value, int | float) else None
    if not isinstance(value, str):
        return None
    if name.endswith(_WORDS):
        return value.strip()[: inscriptions.MOST]
    if name in _colours(scene):
        return value if not value or _COLOUR.fullmatch(value.lower()) else None
    return value if value in _words(scene)[name] else None


def _number(value: float, low: float, high: float) -> float | None:
    return min(high, max(low, value)) if math.isfinite(value) else None


@cache
def _bounds(scene: str) -> dict[str, tuple[float, float]]:
    """The least and the most that each number of a scene can come to."""
    out: dict[str, tuple[float, float]] = {}
    for name, start in fields.DEFAULTS[scene].items():
        if type(start) is float:
            least = start / _FACTOR if start > 0 else -_FACTOR
            out[name] = (least, max(_FACTOR, start * _FACTOR))
    met: dict[str, list[float]] = {name: [float(fields.DEFAULTS[scene][name])] for name in out}
    moved = set()
    for name, change in _changes(scene):
        if name in met and type(change) is not bool and isinstance(change, Step | int | float):
            ends = (change.low, change.high) if isinstance(change, Step) else (change, change)
            met[name] += map(float, ends)
            moved.add(name)
    return out | {name: (min(met[name]), max(met[name])) for name in moved}


@cache
def _colours(scene: str) -> frozenset[str]:
    """The fields that hold a colour: what the vocabulary colours, and what is a colour at first or in a phrase."""
    words = lexicon.of(scene)
    named = {*words.colours.values(), *(name for names in words.colour_lists.values() for name in names)}
    starts = [*fields.DEFAULTS[scene].items(), *_changes(scene)]
    return frozenset(named | {name for name, value in starts if isinstance(value, str) and value.startswith("#")})


@cache
def _words(scene: str) -> dict[str, frozenset[str]]:
    """The words that each other field can hold."""
    words = lexicon.of(scene)
    out = {name: {value} for name, value in fields.DEFAULTS[scene].items() if isinstance(value, str)}
    for name, value in _changes(scene):
        if name in out and isinstance(value, str):
            out[name].add(value)
    for names, row in words.rows.values():
        for name in row:
            out[name] |= set(names.values())
    for prefix in words.slots.prefixes if words.slots else ():
        out[prefix + words.slots.kind] |= {"", *words.slots.kinds}  # type: ignore[union-attr]
        if prefix:
            out[prefix + words.slots.place] |= set(words.slots.places)  # type: ignore[union-attr]
    for name in (name for name in out if name.endswith(".material")):
        out[name] |= {"", *lexicon.MATERIALS.values()}
    return {name: frozenset(values) for name, values in out.items()}


def _changes(scene: str) -> Iterator[tuple[str, Change]]:
    """Every change that the vocabulary of a scene knows, for each of its objects."""
    words = lexicon.of(scene)
    prefixes = words.slots.prefixes if words.slots else ("",)
    phrases = [*words.setters, *(row for rows in words.phrases_of.values() for row in rows)]
    tables: list[Mapping[str, Change]] = [row.changes for row in phrases]
    tables += [table for pair in words.switches.values() for table in pair]
    tables += [*words.things.values(), *([CALMER[scene][0]] if scene in CALMER else [])]
    tables += list(words.slots.kinds.values()) if words.slots else []
    for table in tables:
        yield from ((prefix + name, change) for name, change in table.items() for prefix in prefixes)
