"""What an instruction asks to keep: which fields it locks, and what is said of it."""

import re

from editor.providers.clauses import Clause
from editor.providers.embedded.parse import lexicon
from editor.providers.embedded.parse.clauses import Ask
from editor.providers.embedded.parse.outcomes import Outcome
from editor.providers.embedded.parse.situation import Reading
from editor.providers.embedded.recipe import Recipe, Value
from editor.providers.embedded.words.vocabulary import Change, Step

_OF_KIND = re.compile(r"\b(colou?r|material)s?\b(?! (?:palette|scheme))", re.IGNORECASE)


def locks(pairs: list[tuple[Ask, Reading]], scene: str) -> set[str]:
    """Every field that a keep clause names; "everything else" needs no lock, since unnamed fields never move."""
    return {name for ask, read in pairs if ask.heading == "keep" for name in _fields(ask.text, read, scene)}


def _fields(text: str, read: Reading, scene: str) -> tuple[str, ...]:
    slots = lexicon.of(scene).slots
    kinds = {prefix + slots.kind for prefix in slots.prefixes} if slots else set()
    changed = (name.removeprefix(lexicon.SHADE) for name in read.changes)
    names = (*(name for name in read.named if name not in kinds), *(name for name in changed if name not in kinds))
    fields = dict.fromkeys(field for name in names for field in lexicon.fields_of(name, scene))
    only = _OF_KIND.findall(text)  # "keep the cap's colour" says nothing of its material
    ends = tuple(f".{kind.replace('color', 'colour').lower()}" for kind in only)
    return tuple(field for field in fields if field.endswith(ends)) if only else tuple(fields)


def kept(ask: Ask, read: Reading, recipe: Recipe) -> Outcome:
    """What is said of a clause that asks to keep something."""
    names = _fields(ask.text, read, recipe.scene)
    if read.unknown:
        words = ", ".join(read.unknown)
        if not names and not read.everything:
            return Outcome(Clause(ask.report, "not possible", f"this picture has no {words} to keep"))
        note = f"kept, except that “{words}” means nothing here"
        return Outcome(Clause(ask.report, "partly", note), names, is_kept=True)
    different = [name for name, value in read.changes.items() if name in names and _differs(recipe.fields[name], value)]
    if different and recipe.fields:
        note = "kept as it is in the picture, which is not quite what the words say"
        return Outcome(Clause(ask.report, "partly", note), names, is_kept=True)
    return Outcome(Clause(ask.report, "done"), names, is_kept=True)


def _differs(present: Value, asked: Change) -> bool:
    if isinstance(asked, Step):
        return False
    if isinstance(asked, str) and asked.startswith("#"):
        return False  # "green glass" names a colour loosely; only words and switches are compared
    return present != asked
