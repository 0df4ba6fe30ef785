"""Ratios and formats spoken of in a prompt: "make it 4:5", "square crop", "for a story"."""

# ruff: noqa: E501  (one row of a table to a line reads better than a folded one)

import re

from editor.providers.embedded import pixels
from editor.providers.embedded.parse import wording

_RATIO = re.compile(r"(?<![\d:.])(\d{1,2}) ?: ?(\d{1,2})(?![\d:])")
_CUT = r"(?:(?:crop|cut|reframe|resize|change|set|make|turn|convert|bring)(?:ped|ed)? (?:it |this |the (?:picture|image|photo|frame|ratio|crop|format) )?(?:in|to|into|as|for)? ?)?"
_FOR = r"(?:(?:for|as|in|to|into|of) )?(?:an? |the |our |my |your )?"

# A format in words, and the ratios that meet it, the best first.
_FORMATS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (re.compile(rf"(?<![\w-]){_CUT}{_FOR}(?:{words})(?![\w-])", re.IGNORECASE), tuple(ratios.split()))
    for words, ratios in (
        (r"square(?: (?:format|crop|version|orientation|picture|image|post|ratio|frame))|square$|profile picture|album cover|avatar", "1:1"),
        (r"(?:portrait|vertical|upright)(?: (?:format|crop|version|orientation|ratio))", "4:5 3:4 2:3 9:16 1:4 1:8"),
        (r"(?:landscape|horizontal)(?: (?:format|crop|version|orientation|ratio))", "3:2 4:3 5:4 16:9 21:9 4:1 8:1"),
        (r"(?:(?:instagram|ig|facebook|insta) )?(?:stor(?:y|ies)|reels?)(?: (?:format|post|ad))?|tik ?tok|phone wallpaper", "9:16"),
        (r"(?:(?:instagram|ig|insta|facebook) )?feed(?: (?:post|format|picture))?|instagram(?: post)?(?! stor| reel)", "4:5 1:1 3:4"),
        (r"you ?tube thumbnails?|thumbnail|widescreen|presentation(?: slide)?|title slide|desktop wallpaper", "16:9"),
        (r"(?:(?:web ?site|web|site|page|blog|shop|email|e-mail) )?(?:header|hero banner|banner)(?: (?:image|picture|format))?|cinemascope|ultra-?wide", "21:9 16:9 4:1 3:2"),
        (r"pinterest(?: pin)?|book cover", "2:3 3:4"),
        (r"a[2345](?: (?:poster|print|format|portrait|flyer))?|poster format|flyer", "3:4 2:3 4:5"),
    )
)  # fmt: skip
_NUMBERED = re.compile(
    rf"{_CUT}{_FOR}(?:ratio (?:of )?|format )?{_RATIO.pattern}(?: (?:crop|format|ratio|version))?", re.I
)


def asked(prompt: str, on_offer: tuple[str, ...] = pixels.RATIOS) -> str:
    """The first ratio on offer that the prompt names, in figures or in words, or ""."""
    plain = wording.without_quotes(prompt)
    named = (match[0].replace(" ", "") for match in _RATIO.finditer(plain))
    found = next((ratio for ratio in named if ratio in on_offer), "")
    if found:
        return found
    met = [(match.start(), ratios) for pattern, ratios in _FORMATS if (match := pattern.search(plain))]
    wanted = min(met)[1] if met else ()
    return next((ratio for ratio in wanted if ratio in on_offer), "")


def take(text: str) -> tuple[str, str]:
    """A clause (lower case) without the ratio it asks for, and that ratio or those that meet it, by spaces."""
    match = _NUMBERED.search(text)
    if match:
        named = _RATIO.search(match[0])
        ratio = named[0].replace(" ", "") if named else ""
        return f"{text[: match.start()]} {text[match.end() :]}", ratio
    for pattern, ratios in _FORMATS:
        match = pattern.search(text)
        if match:
            return f"{text[: match.start()]} {text[match.end() :]}", " ".join(ratios)
    return text, ""


def disagreement(wanted: str, ratio: str) -> str:
    """Why what a clause wants, as `take` gives it, is not met by `ratio` ("" where it is met)."""
    if not wanted or ratio in wanted.split():
        return ""
    if " " not in wanted and wanted not in pixels.RATIOS:
        return f"{wanted} is none of the ratios on offer; the picture is {ratio}"
    return f"the ratio is set beside the prompt: {ratio}"
