"""The colours of a landscape: which parts take one, and the words that set them without naming a part."""

# ruff: noqa: E501  (one row of a table to a line reads better than a folded one)

from editor.providers.embedded.words.places import Rows
from editor.providers.embedded.words.vocabulary import Step

# Part -> field. The dunes are their sand, so that both names lead to one colour there (see scenes.landscape.dunes).
COLOURS: dict[str, str] = {
    "sky": "sky.tint", "moon": "moon.tint", "mountains": "mountains.tint", "sand": "sand.tint", "grass": "grass.tint",
    "trees": "trees.tint", "water": "water.tint", "windows": "city.tint",
}  # fmt: skip

DEFAULTS: dict[str, str] = dict.fromkeys([*COLOURS.values(), "sky.low"], "")

TARGETS: dict[str, str] = {
    **dict.fromkeys(["grass", "grasses", "meadow", "meadows", "lawn", "fields", "pasture"], "grass"),
    **dict.fromkeys(["leaves", "leaf", "foliage", "needles", "crowns", "vegetation", "greenery"], "trees"),
    **dict.fromkeys(["rock", "rocks", "cliffs"], "mountains"), **dict.fromkeys(["ground", "floor"], "ground"),
    **dict.fromkeys(["lights", "lamps"], "windows"), **dict.fromkeys(["river", "bay", "harbour", "harbor"], "water"),
}  # fmt: skip

# How a part looks as "dark" and as "bright", where no colour is named.
_TONES: tuple[tuple[str, str, str, str], ...] = (
    (r"(?:mountains|peaks|ridges|hills)", "mountains.tint", "#262d36", "#b9c2cc"),
    (r"(?:sand|dunes)", "sand.tint", "#6e4f34", "#ead7b0"), (r"(?:grass|meadow)", "grass.tint", "#37502c", "#a9c765"),
    (r"(?:trees|pines|firs|conifers|leaves|foliage)", "trees.tint", "#1b3024", "#9bbd5e"),
    (r"(?:sea|water|ocean|waves)", "water.tint", "#10303f", "#63b3bd"),
)  # fmt: skip

_DARK: Rows = tuple(
    (rf"(?:dark|darker|deep|deeper) {noun}|{noun} (?:darker|dark)", {field: dark}) for noun, field, dark, _ in _TONES
)
_PALE: Rows = tuple(
    (rf"(?:bright|brighter|light|lighter|pale|paler) {noun}|{noun} (?:brighter|lighter|paler)", {field: pale})
    for noun, field, _, pale in _TONES
)

ROWS: Rows = (
    *_DARK, *_PALE,
    (r"(?:(?:fresh|lush|vivid|bright|spring|young|vibrant|rich) )+(?:greens?|greenery)(?: (?:tones|leaves|foliage|grass))?", {"trees.tint": "#6fa52f", "grass.tint": "#8cbf3f"}),
    (r"(?:(?:deep|dark|muted|cool) )+greens(?: (?:tones|leaves|foliage))?|greens", {"trees.tint": "#2f6a3a", "grass.tint": "#5c8a3f"}),
    (r"greener(?: (?:trees|forest|leaves|grass|hills|valley|meadow))?", {"trees.tint": "#4f8a3c", "grass.tint": "#6fa03a", "mountains.tint": "#4a6b45"}),
    (r"(?:natural|normal|own|usual|plain) colou?rs(?: again)?|no tints?", dict(DEFAULTS)),
    (r"(?:(?:add|with|some|more|pink and blue|colou?rful|vivid|bright) )*(?:neon(?: (?:lights?|signs?|glow|city|colou?rs?|vibes?|look|lit))*|cyber-?punk(?:y|ish)?(?: (?:city|look|style|vibes?|mood|feel|glow))?|blade ?runner(?: vibes?| look| style)?|synthwave|vaporwave)", {"city.neon": True}),
    (r"(?:no|without|less) neon(?: (?:lights|glow|signs))?|(?:normal|plain|warm|natural) (?:city )?(?:lights|windows)", {"city.neon": False, "city.tint": ""}),
    # "Grey and windy": grey by itself is said of the weather, beside a noun it is that one's colour.
    (r"(?<=^ )gr[ea]y(?=,? (?:and |& )?(?:windy|gusty|rainy|wet|cold|stormy|dull|gloomy|bleak|damp|misty|foggy)|\s*$)", {"sky.tint": "#868d95", "clouds.amount": Step(0.3, 0, 2)}),
)  # fmt: skip
