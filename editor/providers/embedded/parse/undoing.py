"""Going back and going on: "undo the colour", "reset the light", "a bit more", "half way back", "no, the other one"."""

import re

from editor.providers.embedded.parse import lexicon, ranges
from editor.providers.embedded.parse.situation import Reading, Scan
from editor.providers.embedded.recipe import Recipe
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
_PLEASE = r"(?:(?:and|just|still|now|please|ok|okay|maybe|make it|go|needs?|a|that[’']?s|it[’']?s|is) )*"
_LITTLE = r"(?:a |the tiniest )?(?:bit|little|touch|tad|slightly|smidgen)"
_BY = rf"(?:{_LITTLE}|much|way|even|a lot|far|quite)"
_A_LITTLE = re.compile(rf"\b{_LITTLE}\b")
_MORE = re.compile(
    rf"{_PLEASE}(?:{_BY} )*(?:more|further|stronger)(?: of (?:that|this|the same|it))?(?: please)?|"
    rf"{_PLEASE}(?:push it|turn it up|keep going|go on)(?: {_BY})?(?: further| more)?"
)
_LESS = re.compile(
    rf"{_PLEASE}(?:{_BY} )*(?:half ?-?way(?: back)?|less(?: of (?:that|it))?|too (?:much|strong)|back a bit)"
    rf"(?: please)?|{_PLEASE}(?:not (?:quite )?(?:so|that|as) much|(?:tone|dial|take) (?:it|that) (?:down|back)|"
    rf"ease off|back off)(?: {_BY})?(?: please)?"
)
_ROUND = re.compile(
    rf"{_PLEASE}(?:(?:the )?other way (?:a)?round|(?:swap|switch|flip|reverse|invert|exchange) "
    rf"(?:the |both |its )?(?:two )?(?:colou?rs|inks|tones|them)(?: (?:a)?round| over)?)(?: please)?"
)
_ALL_BACK = re.compile(
    rf"{_PLEASE}(?:(?:back|return|revert|reset|restore)(?: (?:it|everything|all))?(?: to)? (?:the )?"
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


def changes(read: Reading, recipe: Recipe, start: dict[str, Change]) -> tuple[dict[str, Change], str]:
    """The fields put back and, where there is nothing to go back to, why."""
    if read.undo in ("more", "a bit more", "less"):
        return _by_degrees(read.undo, recipe)
    if read.undo == "round":
        return _the_other_way_round(recipe)
    if read.undo == "other":
        return _for_the_other(recipe)
    if read.undo == "all":
        return {name: value for name, value in start.items() if recipe.fields.get(name) != value}, ""
    parts = [name for name in read.named if name.rpartition(".")[2] not in ("frame",)]
    fields = [field for part in parts for field in lexicon.fields_of(part, recipe.scene)]
    if read.kind == "palette":
        fields = [name for name, value in recipe.fields.items() if str(value).startswith("#") or name == "palette.name"]
    elif read.kind:
        fields = [f for f in fields or recipe.fields if f.rpartition(".")[2] == read.kind]
    if read.undo == "reset":
        return {name: start[name] for name in fields if name in start}, ""
    return _newest(fields, bool(parts or read.kind), recipe)


def _newest(fields: list[str], narrowed: bool, recipe: Recipe) -> tuple[dict[str, Change], str]:
    """What the newest change of the fields (of any, where none is named) was before."""
    newest = [name for name in recipe.last if not narrowed or name in fields]
    if not newest and narrowed:
        newest = [name for name in fields if name in recipe.was and recipe.was[name] != recipe.fields.get(name)]
        newest = _of_default(newest, recipe)
    found: dict[str, Change] = {name: recipe.was[name] for name in newest if name in recipe.was}
    return found, "" if found else "nothing of that was changed before"


def _of_default(names: list[str], recipe: Recipe) -> list[str]:
    """Where several were changed at some time, that of the subject."""
    words = lexicon.of(recipe.scene)
    main = words.colours.get(words.default_target, "")
    return [main] if main in names and all(name.endswith(".colour") for name in names) else names


def _by_degrees(way: str, recipe: Recipe) -> tuple[dict[str, Change], str]:
    """As far again as the newest change went, half as far, or half of it back; for what goes by degrees."""
    share = {"more": 1.0, "a bit more": 0.5, "less": -0.5}[way]
    found: dict[str, Change] = {}
    for name in recipe.last:
        now, before = recipe.fields.get(name), recipe.was.get(name)
        if isinstance(now, float) and isinstance(before, int | float) and not isinstance(before, bool):
            low, high = ranges.of(recipe.scene)[name]
            found[name] = round(min(high, max(low, now + share * (now - before))), 4)
    if found and all(recipe.fields[name] == value for name, value in found.items()):
        return {}, "that is as far as it goes"
    return found, "" if found else "nothing that goes by degrees was changed before: say what should change"


def _for_the_other(recipe: Recipe) -> tuple[dict[str, Change], str]:
    """What was done to one of two objects done to the other instead."""
    slots = lexicon.of(recipe.scene).slots
    there = [prefix for prefix in slots.prefixes if recipe.fields.get(prefix + slots.kind)] if slots else []
    touched = {lexicon.apart(name, recipe.scene)[0] for name in recipe.last}
    others = [prefix for prefix in there if prefix not in touched]
    if len(there) != 2 or len(others) != 1:
        return {}, "say which one is meant, by its name or its place"
    found: dict[str, Change] = {name: recipe.was[name] for name in recipe.last if name in recipe.was}
    for name in recipe.last:
        placed = others[0] + lexicon.apart(name, recipe.scene)[1]
        if placed in recipe.fields:
            found[placed] = recipe.fields[name]
    return found, ""


def _the_other_way_round(recipe: Recipe) -> tuple[dict[str, Change], str]:
    """The colours of a row exchanged end for end: those changed last, else the first row that has two."""
    rows = [
        [name for name in row if str(recipe.fields.get(name, "")).startswith("#")]
        for row in lexicon.of(recipe.scene).colour_lists.values()
    ]
    rows = [row for row in rows if len(row) > 1]
    row = next((row for row in rows if set(row) & set(recipe.last)), rows[0] if rows else [])
    found: dict[str, Change] = {name: recipe.fields[other] for name, other in zip(row, reversed(row), strict=True)}
    return found, "" if found else "there are no two colours to exchange: name them"
