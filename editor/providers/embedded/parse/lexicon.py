"""Words that mean the same in every family: materials, switches, "the same again"."""

# ruff: noqa: E501  (one row of a table to a line reads better than a folded one)

import re

from editor.providers.embedded import colours
from editor.providers.embedded.words import FAMILY, product

MATERIALS: dict[str, str] = {
    "matte": "matte", "matt": "matte", "powder-coated": "matte", "satin": "satin", "semi-gloss": "satin",
    "gloss": "gloss", "glossy": "gloss", "shiny": "gloss", "lacquered": "gloss", "polished": "gloss", "plastic": "satin",
    "ceramic": "ceramic", "porcelain": "ceramic", "glazed": "ceramic", "stoneware": "matte", "clay": "matte",
    "metal": "metal", "metallic": "metal", "steel": "metal", "aluminium": "metal", "aluminum": "metal", "chrome": "metal",
    "brushed": "metal", "glass": "glass", "transparent": "glass", "translucent": "glass", "frosted": "frosted",
    "frosted glass": "frosted",
}  # fmt: skip

SAME = re.compile(
    r"(?:change nothing(?: else)?|nothing else|no(?:thing)? (?:other )?changes?|same (?:picture|image|again)|re-?render|render|draw|"
    r"again|finali[sz]e|as (?:it is|is)|exactly|at (?:full|higher|high) (?:size|resolution)|(?:at |in )?(?:0\.5|1|2|4) ?k|"
    r"\d{1,2}:\d{1,2}|(?:square|portrait|landscape) format|for (?:the )?(?:feed|story|banner|print|web|header|site header))(?![\w-])"
)

EVERYTHING = re.compile(
    r"(?:everything|all|anything|the rest|composition|whole (?:picture|image|scene))(?: else)?(?: (?:the same|as (?:it )?is))?(?![\w-])"
)

OFF = re.compile(r"(?:remove|no|without|delete|drop|take (?:off|away|out)|lose|hide|erase|get rid of)(?![\w-])")
ON = re.compile(r"(?:add|put on|with an?|show|give it|restore|bring back)(?![\w-])")


def vocabulary() -> dict[str, tuple[str, ...]]:
    """Every word the engine acts on, by subject, for help pages and tests."""
    return {
        "objects": tuple(sorted(product.OBJECTS)), "colours": tuple(sorted(colours.NAMED)),
        "shades": tuple(sorted(colours.SHADES)), "materials": tuple(sorted(MATERIALS)),
        **{f"parts of {name}": tuple(sorted(words.targets)) for name, words in FAMILY.items()},
        **{f"phrases for {name}": tuple(row.pattern.pattern for row in words.setters) for name, words in FAMILY.items()},
    }  # fmt: skip
