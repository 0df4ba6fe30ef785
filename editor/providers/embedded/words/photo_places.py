"""How parts of a photograph's frame are called, and what can be changed in one of them alone."""

# ruff: noqa: E501  (one row of a table to a line reads better than a folded one)

from collections.abc import Iterable, Iterator

from editor.providers.embedded.recipe import Value
from editor.providers.embedded.words.common import A_BIT
from editor.providers.embedded.words.vocabulary import Change, Step

# The nouns of each part. A bare "left" or "top" is none: it says where something is moved to.
_NOUNS: dict[str, tuple[str, ...]] = {
    **{side: tuple(f"{side}{hand} {what}" for hand in ("", "-hand", " hand") for what in ("half", "side", "part", "edge"))
       for side in ("left", "right")},
    "top": tuple(f"{word} {what}" for word in ("top", "upper") for what in ("half", "part", "area", "edge")),
    "bottom": tuple(f"{word} {what}" for word in ("bottom", "lower") for what in ("half", "part", "area", "edge")),
    **{
        f"{row}-{side}": tuple(f"{word}{dash}{side}{what}" for word in words for dash in ("-", " ") for what in (" corner", " part", " quarter", ""))
        for row, words in (("top", ("top", "upper")), ("bottom", ("bottom", "lower"))) for side in ("left", "right")
    },
    "centre": ("centre", "center", "middle", "centre part", "center part", "middle part"),
}  # fmt: skip
_FIELDS: dict[str, Value] = {"colour": "", "warmth": 0.0, "level": 0.0, "saturation": 0.0}

DEFAULTS: dict[str, Value] = {f"region.{name}.{what}": value for name in _NOUNS for what, value in _FIELDS.items()}
TARGETS: dict[str, str] = {noun: f"region.{name}" for name, nouns in _NOUNS.items() for noun in nouns}
COLOURS: dict[str, str] = {f"region.{name}": f"region.{name}.colour" for name in _NOUNS}

# What can be done to a part: its field, how it is said after the part or before "in the ...", and how as a verb.
_EFFECTS: tuple[tuple[str, Step, str, str], ...] = (
    ("warmth", Step(0.45, -1, 1), r"warmer(?: light)?", r"warm(?: up)?"),
    ("warmth", Step(-0.45, -1, 1), r"(?:cooler|colder)(?: light)?", r"cool(?: down)?"),
    ("level", Step(0.5, -2, 2), r"(?:brighter|lighter)(?: light)?|more light", r"brighten(?: up)?|lighten|dodge"),
    ("level", Step(-0.5, -2, 2), r"(?:darker|dimmer)(?: light)?|less light", r"darken|dim|burn"),
    ("saturation", Step(0.35, -1, 1), r"more (?:saturated|vivid|colou?rful|vibrant|colou?r|saturation)", r"saturate"),
    ("saturation", Step(-0.35, -1, 1), r"less (?:saturated|vivid|colou?rful|colou?r|saturation)|desaturated", r"desaturate"),
)  # fmt: skip
_WHOLE = r"(?: of (?:it|the (?:picture|photo|photograph|image|frame|shot)))?"


def rows(part: str, nouns: Iterable[str]) -> Iterator[tuple[str, dict[str, Change]]]:
    """What is said of the light and colour of a part alone, by whichever of its nouns: fields `<part>.level` and so on."""
    place = rf"(?:(?:the|my|our|its) )?(?:{'|'.join(sorted(nouns, key=len, reverse=True))}){_WHOLE}"
    for what, step, said, verb in _EFFECTS:
        phrase = (
            rf"{place} (?:to be |be |is |look )?{A_BIT}(?:{said})|{A_BIT}(?:{said}) (?:(?:in|on|at|across|over|towards) )?{place}"
            rf"|(?:slightly |gently )?(?:{verb}) {place}"
        )
        yield phrase, {f"{part}.{what}": step}


def bare(part: str) -> Iterator[tuple[str, dict[str, Change]]]:
    """The same where the clause has named the part already: "make the cup teal and darker"."""
    for what, step, said, _ in _EFFECTS:
        yield rf"{A_BIT}(?:{said})", {f"{part}.{what}": step}


ROWS: tuple[tuple[str, dict[str, Change]], ...] = tuple(
    row for name, nouns in _NOUNS.items() for row in rows(f"region.{name}", nouns)
)
