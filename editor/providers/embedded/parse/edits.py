"""From a prompt to a recipe: every clause is carried out, carried out in part, or refused, and said so."""

from dataclasses import replace

from editor.providers.embedded import fields
from editor.providers.embedded.parse import carrying, clauses, cutting, keeping, lexicon, setting, sharing
from editor.providers.embedded.parse.outcomes import ELSEWHERE, Adjusted, Outcome, take_back, with_remarks
from editor.providers.embedded.parse.situation import Reading, Situation
from editor.providers.embedded.recipe import Recipe, Value
from editor.providers.embedded.words.vocabulary import Vocabulary

__all__ = ["ELSEWHERE", "Adjusted", "Outcome", "apply", "take_back", "with_kind"]

_Pairs = list[tuple[clauses.Ask, Reading]]


def apply(recipe: Recipe, prompt: str, creating: bool = False, ratio: str = "", size: str = "") -> Adjusted:
    """Carry an instruction out on a recipe that will be drawn in `ratio` ("" for its own) at `size` ("" for any)."""
    asks = clauses.split(prompt)
    style = clauses.style_of(asks)
    if style == recipe.style:  # a session's style comes with every turn, and is carried out once
        asks = tuple(ask for ask in asks if ask.heading != "style")
    elif style:
        recipe = replace(recipe, style=style)
    pairs = _read_all(asks, recipe.scene, recipe.fields, creating, recipe.last)
    for ask, read in pairs:
        if ask.heading != "keep":
            carrying.weigh_frame(read, ratio or recipe.ratio, size)
    locked = keeping.locks(pairs, recipe.scene)
    before = recipe
    recipe, outcomes = _carry_all(pairs, replace(recipe, locked=tuple(sorted(locked))), locked, creating)
    asked = any(read.same or read.everything for _, read in pairs) or not asks
    changed = recipe.fields != before.fields
    done = any(outcome.clause.state != "not possible" and outcome.fields for outcome in outcomes)
    hopeless = bool(outcomes) and all(outcome.clause.state == "not possible" for outcome in outcomes)
    return Adjusted(recipe, tuple(outcomes), not hopeless and (creating or changed or asked or done), hopeless)


def _opened_once(pairs: _Pairs, opening: str) -> None:
    """Leave what the picture is of to the first clause that says it: what a later one names is not drawn beside it."""
    said = [read for ask, read in pairs if opening in read.changes and ask.heading == "ask"]
    for read in said[1:]:
        first, other = said[0].changes[opening], read.changes.pop(opening)
        if other != first:
            read.notes.append(f"{other} and {first} are not drawn in one picture: this is {first}")


def _palettes_give_way(pairs: _Pairs) -> None:
    """A palette colours what nothing else in the instruction does: "a green suit, muted palette" has a green suit."""
    asked = [read for ask, read in pairs if ask.heading != "keep"]
    named = {name for read in asked for name in read.changes.keys() - read.loose}
    for read in asked:
        for name in named & read.loose & read.changes.keys():
            del read.changes[name]


def _implied(pairs: _Pairs, words: Vocabulary) -> None:
    """What the picture is of, where only what lies behind it was said: a gradient background is a gradient."""
    if not any(words.opening in read.changes for _, read in pairs):
        for _, read in pairs:
            if words.implied in read.changes:
                read.changes[words.opening] = read.changes[words.implied]


def _carry_all(pairs: _Pairs, recipe: Recipe, locked: set[str], creating: bool) -> tuple[Recipe, list[Outcome]]:
    before = recipe
    outcomes: list[Outcome] = []
    if creating:
        _opened_once(pairs, lexicon.of(recipe.scene).opening)
        _implied(pairs, lexicon.of(recipe.scene))
    _palettes_give_way(pairs)
    for ask, read in pairs:
        if ask.heading == "keep":
            outcomes.append(keeping.kept(ask, read, before))
            continue
        if ask.heading == "avoid":
            recipe, found = carrying.avoided(ask, read, recipe, locked)
        else:
            recipe, found = carrying.carried(ask, read, recipe, locked, creating)
        outcomes.append(found)
    return recipe, with_remarks(outcomes)


def _read_all(
    asks: tuple[clauses.Ask, ...], scene: str, present: dict[str, Value], creating: bool, last: tuple[str, ...] = ()
) -> _Pairs:
    """Every clause with its reading, each read in the light of those before it."""
    situation = Situation(scene, dict(present), creating, slots=lexicon.slot_of(last, scene))
    situation.worded_last = bool(last) and all(name.startswith("text.") for name in last)
    situation.styled_last = any(name.startswith("style.") for name in last) and bool(present.get("style.name"))
    out: _Pairs = []
    row = sharing.Row()
    before: clauses.Ask | None = None
    for ask in asks:
        situation.follows = before is not None and ask.sentence == before.sentence
        ask = before = sharing.with_verb(ask, before, scene)
        here = situation.copy() if ask.heading in ("keep", "avoid") else situation
        for part, read in cutting.parts(ask, here):
            out.append((part, read))
            row.take(part, read, here)
            if here is situation:
                plain = {name: change for name, change in read.changes.items() if isinstance(change, str | bool)}
                situation.moved = situation.moved or bool(read.changes)
                situation.present |= {name: change for name, change in plain.items() if name in situation.present}
        situation.target = here.target
    return out


def with_kind(recipe: Recipe, prompt: str) -> Recipe:
    """On the first turn the kind of object brings its own colours, before anything that was said about them."""
    slots = lexicon.of(recipe.scene).slots
    if slots is None:
        return recipe
    pairs = _read_all(clauses.split(prompt), recipe.scene, recipe.fields, creating=True)
    kinds = [read.changes[slots.kind] for _, read in pairs if slots.kind in read.changes]
    if not kinds:
        return recipe
    said = {name: value for _, read in pairs for name, value in read.changes.items()}
    return recipe.with_fields(fields.KINDS[str(kinds[0])] | setting.unpainted(said, ""))
