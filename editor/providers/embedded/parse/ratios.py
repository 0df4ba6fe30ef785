"""Ratios spoken of in a prompt: "make it 4:5", "square format"."""

import re

from editor.providers.embedded import pixels

_RATIO = re.compile(r"(?<![\d:.])(\d{1,2}):(\d{1,2})(?![\d:])")
_QUOTED = re.compile(r"[\"“”„«»][^\"“”„«»]*[\"“”„«»]")  # lettering, not a wish
_FORMAT = re.compile(
    r"\b(square|portrait|landscape|vertical|horizontal|upright)(?= (?:format|crop|version|orientation)\b)", re.I
)


def asked(prompt: str) -> str:
    """The first ratio of the table that the prompt names, or ""."""
    named = (match[0] for match in _RATIO.finditer(_QUOTED.sub(" ", prompt)))
    return next((ratio for ratio in named if ratio in pixels.RATIOS), "")


def disagreement(clause: str, ratio: str) -> str:
    """Why a clause that speaks of a ratio is not met by `ratio` ("" where it is met, or speaks of none)."""
    clause = _QUOTED.sub(" ", clause)
    named = [match[0] for match in _RATIO.finditer(clause)]
    if not named:
        word = _FORMAT.search(clause)
        met = word is None or _is(word[1].lower(), ratio)
    else:
        met = ratio in named
    if met:
        return ""
    if named and named[0] not in pixels.RATIOS:
        return f"{named[0]} is none of the ratios on offer; the picture is {ratio}"
    return f"the ratio is set beside the prompt: {ratio}"


def _is(word: str, ratio: str) -> bool:
    width, height = (int(side) for side in ratio.split(":"))
    if word == "square":
        return width == height
    return width < height if word in ("portrait", "vertical", "upright") else width > height
