"""Going back and going on: "undo the colour", "reset the light", "a bit more", "half way back", "no, the other one"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from editor.providers.embedded import colours
from editor.providers.embedded.parse import lexicon, ranges
from editor.providers.embedded.parse.situation import Reading, Scan
from editor.providers.embedded.recipe import Before, Recipe, Value
from editor.providers.embedded.words.vocabulary import Change

_UNDO = re.compile(
    r"(?:undo|take back|revert|roll back|go back(?: (?:one step|a step))?|step back(?= |$)(?! from)|restore|"
    r"put(?= [\w ]+ back\b)|back to the (?:old|previous|earlier|last)|(?:the )?(?:old|previous)(?= \w+ (?:back|"
    r"again)))(?![\w-])"
)
_RESET = re.compile(r"reset(?![\w-])")
_BACK = re.compile(
    r"(?:back )?(?:to )?(?:(?:as|how|where|what) (?:it|they) (?:was|were)(?: before)?|back|again)(?![\w-])"
)
_KIND_OF = re.compile(r"\b(colou?r|palette|material|lettering)s?\b")
_LEAD = r"(?:(?:and|just|still|now|please|ok|okay|maybe|make it|go|needs?|a|that[’']?s|it[’']?s|is) )*"
_LITTLE = r"(?:a |the tiniest )?(?:bit|little|touch|tad|slightly|smidgen)"
_BY = rf"(?:{_LITTLE}|much|way|even|a lot|far|quite)"
_A_LITTLE = re.compile(rf"\b{_LITTLE}\b")
_MORE = re.compile(
    rf"{_LEAD}(?:{_BY} )*(?:more|further|stronger)(?: of (?:that|this|the same|it))?(?: please)?|"
    rf"{_LEAD}(?:push it|turn it up|keep going|go on)(?: {_BY})?(?: further| more)?"
)
_LESS = re.compile(
    rf"{_LEAD}(?:{_BY} )*(?:(?:go )?(?:back )?half ?-?way(?: back)?|(?:a )?bit much|less(?: of (?:that|it))?|"
    rf"too (?:much|strong)|back a bit)(?: please)?|{_LEAD}(?:not (?:quite )?(?:so|that|as) much|"
    rf"(?:tone|dial|take) (?:it|that) (?:down|back)(?: by half| half ?way)?|ease off|back off)(?: {_BY})?(?: please)?"
)
_ROUND = re.compile(
    rf"{_LEAD}(?:(?:the )?other way (?:a)?round|(?:swap|switch|flip|reverse|invert|exchange) "
    rf"(?:the |both |its )?(?:two )?(?:colou?rs|inks|tones|them)(?: (?:a)?round| over)?)(?: please)?"
)
_ALL_BACK = re.compile(
    rf"{_LEAD}(?:(?:back|return|revert|reset|restore)(?: (?:it|everything|all))?(?: to)? (?:the )?"
    rf"(?:original|start|beginning)(?: (?:photo(?:graph)?|picture|image|version|one))?|"
    rf"(?:undo|reset) (?:everything|all)|start over|from scratch)(?: please)?"
)
_OTHER = re.compile(r"(?:no,? )?(?:not (?:that|this)(?: one)?,? )?(?:i mean(?:t)? |it should be )?the other(?: one)?")
_WAYS = ((_MORE, "more"), (_LESS, "less"), (_OTHER, "other"), (_ROUND, "round"), (_ALL_BACK, "all"))
_STRONGER = re.compile(r"(?:even|still|much) (?:more )?\w+(?: still)?|\w+er still")


def onward(text: str, nothing_else: bool = False) -> str:
    """How a whole clause goes on from the newest change: "more", "a bit more", "less", "other", or "".

    With `nothing_else` also "even bigger": words that the vocabulary would read where it knows them.
    """
    plain = " ".join(text.split()).strip(" .!,")
    for pattern, way in _WAYS:
        if pattern.fullmatch(plain):
            return "a bit more" if way == "more" and _A_LITTLE.search(plain) else way
    return "more" if nothing_else and _STRONGER.fullmatch(plain) else ""


def take(scan: Scan, text: str, at: int) -> int | None:
    """Read a word that leads back; None where there is none."""
    for pattern, way in ((_UNDO, "undo"), (_RESET, "reset")):
        match = pattern.match(text, at)
        if match:
            scan.out.undo = way
            kind = _KIND_OF.search(text)
            if kind and kind[1] != "lettering":  # the colour of letters is their ink, which has no such ending
                scan.out.kind = kind[1].replace("color", "colour")
            return match.end()
    match = _BACK.match(text, at) if scan.out.undo else None
    return match.end() if match else None


@dataclass(frozen=True, slots=True)
class Way:
    """The fields to put back, the recipe with what is left of its way back after that, or why there is none."""

    fields: dict[str, Change]
    recipe: Recipe
    nothing: str = ""


def way(read: Reading, recipe: Recipe) -> Way:
    """Where a clause that goes back or on leads; the fields themselves are still to be put."""
    onward = {
        "more": _by_degrees, "a bit more": _by_degrees, "less": _by_degrees,
        "round": _the_other_way_round, "other": _for_the_other, "all": _to_the_beginning,
    }.get(read.undo)  # fmt: skip
    if onward:
        found, nothing = onward(read.undo, recipe)
        return Way(found, recipe, nothing)
    parts = [name for name in read.named if name.rpartition(".")[2] not in ("frame",)]
    fields = [field for part in parts for field in lexicon.fields_of(part, recipe.scene)]
    if read.kind == "palette":
        fields = [name for name, value in recipe.fields.items() if str(value).startswith("#") or name == "palette.name"]
    elif read.kind:
        fields = [f for f in fields or recipe.fields if f.rpartition(".")[2] == read.kind]
    if read.undo == "reset":
        start = lexicon.starting(recipe)
        return Way({name: start[name] for name in fields if name in start}, recipe)
    to_colour = _back_to_colour(read, recipe)
    if to_colour:
        return to_colour
    if read.unknown and not parts and not read.kind:
        return Way({}, recipe, "it is not clear what should be as it was")
    is_named = bool(parts) or read.kind == "palette"
    back = _newest_of(fields, is_named, recipe) if parts or read.kind else _newest(recipe)
    return back or Way({}, recipe, "nothing of that was changed before")


def _back_to_colour(read: Reading, recipe: Recipe) -> Way | None:
    """ "Go back to the pink": what was pink before, whatever it is; None where no colour is said or none was."""
    said = [value for value in read.changes.values() if isinstance(value, str) and value.startswith("#")]
    for step in reversed(recipe.past) if said else ():
        for name, value in step.fields.items():
            was = str(value)
            if was.startswith("#") and was != recipe.fields.get(name) and colours.apart(said[-1], was) < colours.FAR:
                return Way({name: value}, recipe)
    return None


def _newest(recipe: Recipe) -> Way | None:
    """The newest instruction, as a whole."""
    if not recipe.past:
        return None
    step = recipe.past[-1]
    layers = recipe.layers if step.layers is None else step.layers
    before = replace(recipe, layers=layers, ratio=step.ratio or recipe.ratio, past=recipe.past[:-1])
    return Way(dict(step.fields), before)


def _newest_of(fields: list[str], is_named: bool, recipe: Recipe) -> Way | None:
    """What the newest instruction that moved one of the fields changed of them; the rest of it stays."""
    for k in reversed(range(len(recipe.past))):
        step = recipe.past[k]
        if not step.fields and step is recipe.past[-1] and _is_of_layers(fields, recipe, step):
            return _newest(recipe)
        met = [name for name in fields if name in step.fields]
        if not is_named:  # the colour of oak came with the oak
            met = [name for name in met if not _came_along(name, step, recipe.scene)]
        met += [name for name in _sheens(met, recipe) if name in step.fields]
        if met:
            left = Before({n: v for n, v in step.fields.items() if n not in met}, step.layers, step.ratio)
            kept = (left,) if left.fields or left.ratio or left.layers is not None else ()
            past = (*recipe.past[:k], *kept, *recipe.past[k + 1 :])
            return Way({name: step.fields[name] for name in met}, replace(recipe, past=past))
    return None


def _is_of_layers(fields: list[str], recipe: Recipe, step: Before) -> bool:
    """Whether a marked edit moved one of the fields inside its mask."""
    if step.layers is None:
        return False
    new = [layer for layer in recipe.layers if layer not in step.layers]
    return any(name in layer.fields for layer in new for name in fields)


def _came_along(name: str, step: Before, scene: str) -> bool:
    """Whether a colour was changed because what wears it was: a table of oak, a second mug."""
    words = lexicon.of(scene)
    prefix, plain = lexicon.apart(name, scene)
    group = plain.rpartition(".")[0]
    kinds = [field for field in step.fields if field.rpartition(".")[2] in ("kind", "wall")]
    object_kind = prefix + words.slots.kind if words.slots else ""
    grounds = ("ground", words.ground)
    return any(
        kind == object_kind
        or kind.rpartition(".")[0] == prefix + group
        or (kind.startswith("ground.") and group in grounds)
        for kind in kinds
    )


def _sheens(names: list[str], recipe: Recipe) -> list[str]:
    """The materials that colours of metal brought along: "make it brass" made it metal too."""
    return [
        f"{part}.material"
        for part, _, last in (name.rpartition(".") for name in names)
        if last == "colour"
        and recipe.fields.get(f"{part}.material") == "metal"
        and _is_metal(recipe.fields, f"{part}.colour")
    ]


def _is_metal(fields: Mapping[str, Value], name: str) -> bool:
    return fields.get(name) in _metals()


@cache
def _metals() -> frozenset[str]:
    plain = {colours.NAMED[name] for name in colours.METALS}
    return frozenset(plain | {colours.shaded(colour, shade) for colour in plain for shade in colours.SHADES})


def _was(recipe: Recipe) -> dict[str, Value]:
    """What every field was before its newest change."""
    return {name: value for step in recipe.past for name, value in step.fields.items()}


def _by_degrees(way: str, recipe: Recipe) -> tuple[dict[str, Change], str]:
    """As far again as the newest change went, half as far, or half of it back; for what goes by degrees."""
    share = {"more": 1.0, "a bit more": 0.5, "less": -0.5}[way]
    was = _was(recipe)
    found: dict[str, Change] = {}
    for name in recipe.last:
        now, before = recipe.fields.get(name), was.get(name)
        if isinstance(now, float) and isinstance(before, int | float) and not isinstance(before, bool):
            low, high = ranges.of(recipe.scene)[name]
            found[name] = round(min(high, max(low, now + share * (now - before))), 4)
    if found and all(recipe.fields[name] == value for name, value in found.items()):
        return {}, "that is as far as it goes"
    return found, "" if found else "nothing that goes by degrees was changed before: say what should change"


def _for_the_other(_: str, recipe: Recipe) -> tuple[dict[str, Change], str]:
    """What was done to one of two objects done to the other instead."""
    slots = lexicon.of(recipe.scene).slots
    there = [prefix for prefix in slots.prefixes if recipe.fields.get(prefix + slots.kind)] if slots else []
    touched = {lexicon.apart(name, recipe.scene)[0] for name in recipe.last}
    others = [prefix for prefix in there if prefix not in touched]
    if len(there) != 2 or len(others) != 1:
        return {}, "say which one is meant, by its name or its place"
    was = _was(recipe)
    found: dict[str, Change] = {name: was[name] for name in recipe.last if name in was}
    for name in recipe.last:
        placed = others[0] + lexicon.apart(name, recipe.scene)[1]
        if placed in recipe.fields:
            found[placed] = recipe.fields[name]
    return found, ""


def _to_the_beginning(_: str, recipe: Recipe) -> tuple[dict[str, Change], str]:
    """Every field as it was before anything was said."""
    start = lexicon.starting(recipe)
    return {name: value for name, value in start.items() if recipe.fields.get(name) != value}, ""


def _the_other_way_round(_: str, recipe: Recipe) -> tuple[dict[str, Change], str]:
    """The colours of a row exchanged end for end: those changed last, else the first row that has two."""
    rows = [
        [name for name in row if str(recipe.fields.get(name, "")).startswith("#")]
        for row in lexicon.of(recipe.scene).colour_lists.values()
    ]
    rows = [row for row in rows if len(row) > 1]
    row = next((row for row in rows if set(row) & set(recipe.last)), rows[0] if rows else [])
    row = row[:2] if row[:2] == ["style.ink", "style.paper"] else row  # what lies between them stays there
    found: dict[str, Change] = {name: recipe.fields[other] for name, other in zip(row, reversed(row), strict=True)}
    return found, "" if found else "there are no two colours to exchange: name them"
