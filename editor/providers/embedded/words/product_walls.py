"""Walls behind the product: what they are built of, and the phrases that say so."""

# ruff: noqa: E501  (one row of a table to a line reads better than a folded one)

from editor.providers.embedded import colours
from editor.providers.embedded.words.vocabulary import Change

# A wall has the backdrop's colour; these are what each stuff has by itself, said outright by every phrase.
OWN: dict[str, str] = {
    "brick": "#8e5444", "concrete": "#a5a4a1", "plaster": "#ddd5c6", "wood": "#a67c52", "tile": "#e6e5e0",
    "marble": "#e4e2df", "stone": "#b0a594",
}  # fmt: skip

PAPER = "#b4b6b8"  # the backdrop's own colour, which comes back when a wall goes

_STUFF: dict[str, str] = {
    "brick": r"bricks?|brickwork", "concrete": r"concrete|cement", "wood": r"wood(?:en)?|timber|(?:wood(?:en)?[- ])?(?:plank(?:ed)?|panel(?:l?ed)?|board(?:ed)?)",
    "plaster": r"plaster(?:ed)?|stucco|lime ?wash(?:ed)?|textured", "tile": r"(?:(?:ceramic|kitchen|bathroom|square|subway|glazed) )?tile[ds]?", "marble": r"marble",
    "stone": r"(?:natural )?(?:stone|limestone|sandstone|granite|slate)(?: block)?",
}  # fmt: skip
_WOODS: dict[str, str] = {"oak": "#b68c5f", "walnut": "#5f3f2a", "pine": "#cfa873", "birch": "#d9c3a0"}
_PAINTS = (
    "white", "off-white", "black", "grey", "gray", "dark grey", "light grey", "charcoal", "red", "burgundy", "blue", "navy", "light blue",
    "green", "dark green", "forest green", "sage", "sage green", "olive", "mint", "yellow", "mustard", "orange", "terracotta", "pink", "dusty pink",
    "pale pink", "blush", "purple", "lavender", "brown", "beige", "cream", "sand", "teal",
)  # fmt: skip

_FEEL = r"(?:(?:rustic|old|smooth|rough|clean|simple|raw|exposed|bare|weathered|aged|painted|industrial|textured|poured|polished|vertical) ){0,2}"
_NOUN = r"(?:walls?(?: behind(?: (?:it|them))?)?|(?<=brick )(?:backdrop|background)|(?<=plaster )(?:backdrop|background)|(?<=tiled )(?:backdrop|background)|(?<=tile )(?:backdrop|background)|(?<=textured )(?:backdrop|background))"
_BEFORE = (
    r"(?:(?:(?:standing|stands|set|placed|photographed|shot) )?(?:against|in front of|before|beside|near|by|with) )?"
)
_TURNED = r"(?:(?:the )?(?:wall|background|backdrop)(?: (?:to|into|in|with|is|as|of|be|made of|made from|out of))? )"


def _row(paint: str, stuff: str, changes: dict[str, Change]) -> tuple[str, dict[str, Change]]:
    """The phrases for a wall of a stuff, in a paint where one is named."""
    named = f"(?:{paint} )(?:painted )?" if paint else ""
    wall = rf"(?:an? |the |some )?{_FEEL}{named}{_FEEL}(?:{stuff}) {_NOUN}"
    return rf"{_BEFORE}{_TURNED}?{wall}|{_TURNED}(?:an? )?{_FEEL}{named}(?:{stuff})", changes


def _rows() -> list[tuple[str, dict[str, Change]]]:
    """Every stuff by itself, in every paint, dark and light."""
    rows: list[tuple[str, dict[str, Change]]] = []
    for kind, stuff in _STUFF.items():
        paints = {"": OWN[kind], "dark": colours.shaded(OWN[kind], "dark"), "light": colours.shaded(OWN[kind], "light")}
        paints |= {name: colours.NAMED[name] for name in _PAINTS}
        if kind == "brick":
            paints["red"] = OWN["brick"]  # as bricks are red
        rows += [_row(name, stuff, {"backdrop.colour": hue, "ground.wall": kind}) for name, hue in paints.items()]
    rows += [
        _row("", rf"{name}(?: wood(?:en)?)?", {"backdrop.colour": hue, "ground.wall": "wood"})
        for name, hue in _WOODS.items()
    ]
    return rows


SETTERS: list[tuple[str, dict[str, Change]]] = [
    *_rows(),
    (r"(?:remove|lose|drop|get rid of|take away|no more) (?:the |that |this )?(?:brick |concrete |plaster |wooden |tiled |marble |stone |textured )?wall", {"ground.wall": "", "backdrop.colour": PAPER}),
    (rf"{_BEFORE}(?:an? |the )?(?:plain|smooth|seamless|painted) (?:wall|backdrop|background)", {"ground.wall": ""}),
]  # fmt: skip

TARGETS: dict[str, str] = {f"{kind} wall": "wall" for kind in (*OWN, "tiled", "wooden", "plastered", "textured")}
COLOURS: dict[str, str] = {"wall": "backdrop.colour"}
SWITCHES: dict[str, tuple[dict[str, Change], dict[str, Change]]] = {
    "wall": ({"backdrop.colour": OWN["brick"], "ground.wall": "brick"}, {"backdrop.colour": PAPER, "ground.wall": ""}),
}  # fmt: skip
