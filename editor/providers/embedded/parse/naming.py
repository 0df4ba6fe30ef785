"""The names of objects as they stand in a clause: which one, how many, of what kind."""

import re
from functools import cache

from editor.providers.embedded.parse import lexicon
from editor.providers.embedded.parse.situation import Scan

_STOPS = frozenset(
    ["with", "and", "plus", "on", "in", "at", "to", "by", "from", "beside", "behind", "near", "of", "make", "turn",
     "change", "replace", "swap", "put", "place", "add", "for"]
)  # fmt: skip
DEFINITE = frozenset({"the", "its", "his", "her", "my", "our", "that", "this", "your", "their", "both"})
MORE = frozenset({"another", "second", "third", "extra", "additional"})
NUMBERS: dict[str, int] = {
    "two": 2, "2": 2, "pair": 2, "couple": 2, "duo": 2, "three": 3, "3": 3, "trio": 3, "several": 3, "few": 3,
    "some": 3, "many": 4, "four": 4, "4": 4, "five": 5, "5": 5, "six": 6, "6": 6, "seven": 7, "7": 7, "eight": 8,
    "8": 8, "nine": 9,    "9": 9, "ten": 10, "10": 10, "dozen": 12,
}  # fmt: skip


def article_of(before: str) -> tuple[str, str]:
    """The word that says which or how many, and the word before it: ("a", "with") of "with a small blue"."""
    tokens = re.findall(r"[\w#'’-]+", before)[-7:]
    for back in range(len(tokens) - 1, -1, -1):
        word, earlier = tokens[back], tokens[back - 1] if back else ""
        if word in MORE and earlier in ("a", "an", "the"):
            return ("the" if earlier == "the" else word), tokens[back - 2] if back > 1 else ""
        if word == "of" and earlier in NUMBERS:
            return earlier, ""
        if word in NUMBERS or word in MORE or word in DEFINITE or word in ("a", "an", "one"):
            return ("two" if word == "both" else word), earlier
        if word in _STOPS:
            return "", word
    return "", ""


def kind_of(word: str | None, scan: Scan) -> str:
    """The kind of object that a noun names, "" for "one" and "object"."""
    slots = scan.words.slots
    if not word or slots is None:
        return ""
    plain = word.removesuffix("'s").removesuffix("’s")
    for form in (plain, plain.removesuffix("s"), plain.removesuffix("es")):
        if form in slots.nouns:
            return slots.nouns[form]
        if form in slots.kinds:
            return form
    return ""


@cache
def names(scene: str) -> str:
    """The names and kinds of objects as alternatives of a pattern, the longest first."""
    slots = lexicon.of(scene).slots
    known = {*slots.nouns, *slots.kinds} if slots else set()
    return "|".join(sorted(map(re.escape, known), key=len, reverse=True)) or "(?!)"


@cache
def nouns(scene: str) -> re.Pattern[str]:
    """The pattern of an object's name, also of many and with its 's."""
    return re.compile(rf"(?<![\w-])(?P<noun>{names(scene)})(?:s|es)?(?:['’]s)?(?![\w-])")
