"""Putting changes into a recipe: by value, by degrees, by shade; and leaving alone what is locked."""

from editor.providers.embedded import colours
from editor.providers.embedded.parse import lexicon, ranges
from editor.providers.embedded.recipe import Recipe, Value
from editor.providers.embedded.words.common import FOLLOWS, UNNAMED
from editor.providers.embedded.words.vocabulary import Change, Step


def put(recipe: Recipe, changes: dict[str, Change], locked: set[str]) -> tuple[Recipe, list[str]]:
    """The recipe with the changes that no lock forbids, and the names of the fields that one does."""
    values: dict[str, Value] = {}
    refused: list[str] = []
    for key, change in changes.items():
        name = key.removeprefix(lexicon.SHADE)
        if name not in recipe.fields:
            continue
        value = _value(_present(recipe, values, name), key, change)
        if isinstance(change, Step):  # a complaint knows no family, so its step may lead too far
            low, high = ranges.of(recipe.scene)[name]
            value = min(high, max(low, float(value)))
        if name in locked and value != recipe.fields[name]:
            refused.append(name)
        else:
            values[name] = value
    return recipe.with_fields(values), refused


def _present(recipe: Recipe, values: dict[str, Value], name: str) -> Value:
    """What a field is by now; a colour that was never named is that of another field."""
    here = recipe.fields | values
    if here[name] != "":
        return here[name]
    prefix, plain = lexicon.apart(name, recipe.scene)
    return here.get(f"{prefix}{FOLLOWS.get(plain, '')}", UNNAMED.get(plain, ""))


def _value(present: Value, key: str, change: Change) -> Value:
    if isinstance(change, Step):
        return round(min(change.high, max(change.low, float(present) + change.by)), 4)
    if key.startswith(lexicon.SHADE) and isinstance(present, str):
        return colours.shaded(present or "#808080", str(change))
    return change


def with_looks(recipe: Recipe, changes: dict[str, Change]) -> dict[str, Change]:
    """The changes with what every object that they bring in looks like before anything is said about it."""
    slots = lexicon.of(recipe.scene).slots
    if slots is None:
        return changes
    looks: dict[str, Change] = {}
    for prefix in slots.prefixes[1:]:
        kind = changes.get(prefix + slots.kind)
        if kind and not recipe.fields.get(prefix + slots.kind):
            looks |= lexicon.brings(str(kind), prefix, recipe.scene)
            looks |= _like_its_twin(recipe, str(kind), prefix)
            looks |= unpainted(changes, prefix)
    return looks | changes


def unpainted(changes: dict[str, Change], prefix: str) -> dict[str, Value]:
    """Frosted glass that is given no colour has none, whatever glass a thing of its kind comes in."""
    is_bare = changes.get(f"{prefix}body.material") == "frosted" and f"{prefix}body.colour" not in changes
    return {f"{prefix}body.colour": colours.NAMED["clear"]} if is_bare else {}


def _like_its_twin(recipe: Recipe, kind: str, prefix: str) -> dict[str, Change]:
    """A second mug looks like the first one, but for the words on it."""
    slots = lexicon.of(recipe.scene).slots
    twin = (
        next((each for each in slots.prefixes if recipe.fields.get(each + slots.kind) == kind), None) if slots else None
    )
    if twin is None or slots is None:
        return {}
    own = {field for part in lexicon.own_words(recipe.scene) for field in lexicon.fields_of(part, recipe.scene)}
    names = [name.removeprefix(prefix) for name in recipe.fields if name.startswith(prefix)]
    return {
        f"{prefix}{name}": recipe.fields[f"{twin}{name}"]
        for name in names
        if f"{twin}{name}" in recipe.fields and name not in own and not name.endswith(slots.place)
    }
