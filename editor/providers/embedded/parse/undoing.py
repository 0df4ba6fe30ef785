"""Going back: "undo that", "undo the colour", "put the label back as it was", "reset the light"."""

import re

from editor.providers.embedded.parse import lexicon
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
_KIND_OF = re.compile(r"\b(colou?r|material|lettering)s?\b")


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
    parts = [name for name in read.named if name.rpartition(".")[2] not in ("frame",)]
    fields = [field for part in parts for field in lexicon.fields_of(part, recipe.scene)]
    if read.kind:
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
