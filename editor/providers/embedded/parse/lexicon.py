"""The vocabulary of a scene with what every scene shares, and words that mean the same in every family."""

# ruff: noqa: E501  (one row of a table to a line reads better than a folded one)

import re
from dataclasses import replace
from functools import cache

from editor.providers.embedded import colours
from editor.providers.embedded.parse import filler
from editor.providers.embedded.recipe import Recipe, Value
from editor.providers.embedded.words import FAMILY, product, shared
from editor.providers.embedded.words.vocabulary import Change, Setter, Step, Vocabulary

MATERIALS: dict[str, str] = {
    "matte": "matte", "matt": "matte", "powder-coated": "matte", "satin": "satin", "semi-gloss": "satin",
    "gloss": "gloss", "glossy": "gloss", "shiny": "gloss", "lacquered": "gloss", "polished": "gloss", "plastic": "satin",
    "ceramic": "ceramic", "porcelain": "ceramic", "glazed": "ceramic", "stoneware": "matte", "clay": "matte",
    "metal": "metal", "metallic": "metal", "steel": "metal", "aluminium": "metal", "aluminum": "metal", "chrome": "metal",
    "brushed": "metal", "glass": "glass", "transparent": "glass", "translucent": "glass", "frosted": "frosted",
    "frosted glass": "frosted",
}  # fmt: skip

SAME = re.compile(
    r"(?:change nothing(?: else)?|nothing else|no(?:thing)? (?:other )?changes?|(?:in )?(?:the )?same [a-z]+|re-?render|render|draw|"
    r"again|finali[sz]e|as (?:it is|is)|exactly|at (?:full|higher|high) (?:size|resolution))(?![\w-])"
)

EVERYTHING = re.compile(
    r"(?:everything|all|anything|the rest|composition|(?:the )?original (?:photo(?:graph)?|picture|image)|whole (?:thing|picture|image|scene))(?: else)?(?: (?:the same|as (?:it )?is))?(?![\w-])"
)

OFF = re.compile(r"(?:remove|no|without|delete|drop|take (?:off|away|out)|lose|hide|erase|get rid of)(?![\w-])")
ON = re.compile(r"(?:add|plus(?= an? )|put on|with an?|show|give it|restore|bring back|include)(?![\w-])")

LEVEL = "light.level"
WARMTH = "light.warmth"
SHADE = "shade "  # a change under "shade body.colour" holds how that colour is to be shaded


@cache
def of(scene: str) -> Vocabulary:
    """What is understood of a scene: the family's own words before those that every family shares."""
    own = FAMILY[scene]
    return replace(
        own,
        targets=shared.TARGETS | own.targets,
        colours=shared.COLOURS | own.colours,
        switches=shared.SWITCHES | own.switches,
        setters=(*own.setters, *_held(shared.SETTERS, own)),
        things=shared.THINGS | own.things,
        phrases_of={part: _held(rows, own) for part, rows in (shared.PHRASES_OF | own.phrases_of).items()},
        colour_lists=shared.COLOUR_LISTS | own.colour_lists,
        hides=lambda fields, name: own.hides(fields, name) or shared.hides(fields, name),
    )


def _held(rows: tuple[Setter, ...], own: Vocabulary) -> tuple[Setter, ...]:
    """Those of the shared phrases whose fields the family has."""
    return tuple(row for row in rows if set(row.changes) <= set(own.fields))


def is_drawn(scene: str) -> bool:
    """Whether the engine draws the scene by itself, and so knows all that is in it."""
    return bool(FAMILY[scene].draws)


@cache
def small_parts(scene: str) -> frozenset[str]:
    """The parts that come in one size: what has a colour or a switch, and is neither the subject nor the ground."""
    own = FAMILY[scene]
    return frozenset({*own.colours, *own.switches}) - {own.default_target, own.ground}


@cache
def own_words(scene: str) -> frozenset[str]:
    """The parts that carry the words a family sets by itself: a label, a burst."""
    own = FAMILY[scene]
    if own.words_into is None:
        return frozenset()
    group = own.words_into[0].rpartition(".")[0]
    parts = {part for part, name in own.colours.items() if name.rpartition(".")[0] == group}
    return frozenset({own.words_part, *parts} - {""})


def fields_of(name: str, scene: str) -> tuple[str, ...]:
    """The fields meant by a field's name, a part, or a part of another object ("second.cap")."""
    known = FAMILY[scene].fields
    if name in known:
        return (name,)
    prefix, part = apart(name, scene)
    words = of(scene)
    own = words.words_into if part == words.words_part else None
    found = [
        *(field for field in known if field.rpartition(".")[0] == f"{prefix}{part}"),
        *(f"{prefix}{table[part]}" for table in (words.colours, words.materials) if part in table),
        *(f"{prefix}{field}" for pair in words.switches.get(part, ()) for field in pair),
        *(f"{prefix}{field}" for field in own or ()),
    ]
    return tuple(dict.fromkeys(field if field in known else field.removeprefix(prefix) for field in found))


def apart(name: str, scene: str) -> tuple[str, str]:
    """A field or part as the prefix of its object and the name it has there."""
    slots = of(scene).slots
    prefix = next((each for each in slots.prefixes if each and name.startswith(each)), "") if slots else ""
    return prefix, name.removeprefix(prefix)


def slot_of(names: tuple[str, ...], scene: str) -> tuple[str, ...]:
    """The object whose fields were changed last, which "it" stands for; the main one where there are several."""
    met = {apart(name, scene)[0] for name in names}
    return (met.pop(),) if len(met) == 1 else ("",)


@cache
def by_degrees(scene: str, name: str) -> Step | None:
    """How far and between which bounds a field is moved at a time, as the tables say it first."""
    words = of(scene)
    rows = (
        *(row.changes for row in words.setters),
        *words.things.values(),
        *(row[0] for row in words.switches.values()),
    )
    found = (changes[name] for changes in rows if name in changes)
    return next((change for change in found if isinstance(change, Step)), None)


@cache
def known_words(scene: str) -> frozenset[str]:
    """Every single word that a scene's vocabulary holds, and those that ask nothing."""
    words = of(scene)
    phrases = (*words.targets, *colours.NAMED, *colours.SHADES, *MATERIALS, *words.things, *product.OBJECTS)
    patterns = " ".join(row.pattern.pattern for row in words.setters)
    single = frozenset(word for phrase in phrases for word in phrase.split())
    return single | frozenset(re.findall(r"[a-z]{3,}", patterns)) | filler.HARMLESS | words.harmless


def in_slot(changes: dict[str, Change], prefix: str, scene: str) -> dict[str, Change]:
    """The changes said of one object, as those of the object at `prefix`."""
    known = FAMILY[scene].fields

    def placed(key: str) -> str:
        name = key.removeprefix(SHADE)
        lead = SHADE if key != name else ""
        return f"{lead}{prefix}{name}" if f"{prefix}{name}" in known else key

    return {placed(key): change for key, change in changes.items()}


def brings(kind: str, prefix: str, scene: str) -> dict[str, Value]:
    """What an object of a kind looks like before anything is said about it, at `prefix`."""
    words = of(scene)
    if words.slots is None:
        return {}
    own = words.slots.kinds.get(kind, {})
    if not prefix:
        return dict(own)
    looks = {
        name: words.fields.get(name.removeprefix(prefix), "") if value == "" else value
        for name, value in words.fields.items()
        if name.startswith(prefix) and not name.endswith(words.slots.place)
    }
    looks |= {f"{prefix}{name}": value for name, value in own.items() if f"{prefix}{name}" in words.fields}
    return looks | {f"{prefix}{words.slots.kind}": kind}


def starting(recipe: Recipe) -> dict[str, Value]:
    """What the fields of a recipe were before anything was said, for the objects that it has."""
    words = of(recipe.scene)
    start = dict(words.fields)
    for prefix in words.slots.prefixes if words.slots else ():
        kind = str(recipe.fields.get(f"{prefix}{words.slots.kind}", "")) if words.slots else ""
        start |= brings(kind, prefix, recipe.scene) if kind else {}
    return start
