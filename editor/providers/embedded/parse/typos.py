"""Small slips of the keyboard, mended where only one known word can have been meant."""

import re
from functools import cache

from editor.providers.embedded.parse import filler, lexicon

_COMMON: dict[str, str] = {
    "teh": "the", "hte": "the", "pls": "please", "plz": "please", "adn": "and", "wiht": "with", "thge": "the",
    "lable": "label", "backround": "background", "backgroud": "background", "gery": "grey", "rigth": "right",
}  # fmt: skip
_WORD = re.compile(r"[a-z]+(?![\w'’-])")
_REAL = frozenset(
    ["angel", "trial", "clam", "form", "dairy", "casual", "united", "angels", "mage", "widow", "quite", "beside",
     "besides", "convert", "lost", "cartoon"]
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1")
_LONG = 6  # shorter words have too many neighbours for more than a swap of two letters


def mended(text: str, scene: str) -> str:
    """Lower-case text with its slips mended, by the vocabulary of a scene."""
    known = _known(scene)

    def mend(match: re.Match[str]) -> str:
        word = match[0]
        if word in known or word in _REAL:
            return word
        return _COMMON.get(word) or _near(word, lexicon.known_words(scene)) or word

    return _WORD.sub(mend, text)


def _near(word: str, known: frozenset[str]) -> str:
    swaps = {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)} if len(word) > 3 else set()
    found = {swap for swap in swaps & known if len(swap) > 3}
    if not found and len(word) >= _LONG - 2:
        found = {other for other in known if _DOUBLED.sub(r"\1", other) == _DOUBLED.sub(r"\1", word)}
    if not found and len(word) >= _LONG:
        found = {other for other in known if other[0] == word[0] and len(other) >= _LONG and _one_apart(word, other)}
    return found.pop() if len(found) == 1 else ""


def _one_apart(one: str, other: str) -> bool:
    """Whether one letter was left out, put in too much or mistyped; an ending is grammar, not a slip."""
    if one.rstrip("s") == other.rstrip("s") or abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    if start >= min(len(one), len(other)):
        return False
    return (
        one[start + 1 :] == other[start + 1 :] or one[start + 1 :] == other[start:] or one[start:] == other[start + 1 :]
    )


@cache
def _known(scene: str) -> frozenset[str]:
    return lexicon.known_words(scene) | filler.NEVER_DRAWN | filler.VAGUE
