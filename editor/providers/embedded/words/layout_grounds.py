"""What gradients and patterns understand, alone or behind an infographic; and the palettes of all layouts."""

# ruff: noqa: E501  (one row of a table to a line reads better than a folded one)

from editor.providers.embedded.words.layout_story import Row, row
from editor.providers.embedded.words.vocabulary import TURNED, Change, Step

_ROWS_OF_COLOURS = ("accent.2", "accent.3", "accent.4", *(f"{row}.{each}" for row in ("gradient", "pattern") for each in range(1, 5)))  # fmt: skip
# A palette that is asked for later wins over the colours that were named before it.
_UNNAMED: dict[str, Change] = {
    "accent.colour": "", "background.colour": "", **dict.fromkeys(_ROWS_OF_COLOURS, ""),
}  # fmt: skip
_BEHIND = r"(?:background|backdrop|wallpaper|ground|behind (?:it|them|everything)|in the background|as (?:the |a )?background)"
_ON = r"(?:(?:placed |set |put it |it )?(?:on|onto|over|against|with|before|in front of) )?"
_SHAPES = {
    "linear": ("(?:smooth |soft |subtle |plain |linear |vertical |horizontal |diagonal |colou?r |colou?red )*", "straight|linear"),
    "radial": ("(?:smooth |soft |subtle )*(?:radial|circular|round|spotlight|glow(?:ing)?)(?: colou?r)? ", "radial"),
    "mesh": ("(?:smooth |soft |subtle |abstract )*(?:mesh|blurred|blurry|fluid|liquid|aurora|blob|organic)(?: colou?r)? ", "mesh"),
}  # fmt: skip
_INSTEAD = r"(?:swap|replace|exchange|trade|change|switch|turn) (?:the |this |that |it|my |its )*(?:[\w-]+ )?(?:gradients?|patterns?|background|ground|dots|stripes|waves|grid|terrazzo|chevrons?|scallops?|checks|leaves|print|wallpaper)? ?(?:for|with|by|into|to) (?:an? |the |some )?"
_ONLY = r"(?:make it|turn (?:it|this|everything) into|just|only|nothing but) (?:an? )?"


def _gradient(shape: str, lead: str, alone: str) -> tuple[Row, ...]:
    behind: dict[str, Change] = {"gradient.shape": shape, "background.kind": "gradient"}
    named = rf"(?:an? |the )?{lead}gradients?"
    return (
        (rf"{_ON}{named}(?: {_BEHIND})*|(?:the )?background (?:into |to |be |as |is )?{named}", behind),
        (rf"{_INSTEAD}{lead}gradient", behind), (rf"{_ONLY}{lead}gradient", behind | {"layout.kind": "gradient"}),
        (alone, {"gradient.shape": shape}),
    )  # fmt: skip


_DIRECTIONS: tuple[Row, ...] = (
    (r"(?:running |going )?(?:horizontal(?:ly)?|left to right|from left to right)", {"gradient.angle": 0.0}),
    (r"(?:running |going )?(?:vertical(?:ly)?|top to bottom|from top to bottom|downwards)", {"gradient.angle": 90.0}),
    (r"(?:running |going )?(?:diagonal(?:ly)?|corner to corner|from corner to corner)", {"gradient.angle": 35.0}),
    *(row(rf"(?:turn|rotate)(?:ed)?(?: it| the gradient)?(?: by)? {by:g}(?:°| ?deg(?:rees)?)(?: (?:more|further|clockwise))?", {"gradient.angle": Step(by, 0, 360)}) for by in (10.0, 15.0, 20.0, 30.0, 45.0, 60.0, 90.0, 180.0)),
    *(row(rf"(?:at|to)(?: an angle of)? {at}(?:°| ?deg(?:rees)?)|an? {at}(?:°|[- ]?deg(?:ree)?) angle", {"gradient.angle": float(at)}) for at in (0, 15, 30, 45, 60, 75, 90, 120, 135, 180)),
)  # fmt: skip
_FLIPPED: Row = row(
    r"(?:flip|reverse|invert|turn (?:round|around)|mirror|swap)(?: the)?(?: (?:gradients?|direction|colours|colors|order))*(?: (?:of|in) the gradient)?(?: (?:direction|round|around|colours|colors|order|ends))*|the other way (?:round|around)",
    {"gradient.flipped": TURNED},
)
_RUNS = {
    "sunset|sundown": ("#ffb56b", "#f2657a", "#6a4bc4", "#2b2a78"), "sunrise|dawn|daybreak": ("#2b3a67", "#8a6fa8", "#f2a48f", "#ffe3b3"),
    "ocean|sea|deep sea|marine": ("#0e2a4d", "#1d6f8a", "#58b9a8", "#e4f0c8"), "aurora|northern lights": ("#0b1533", "#14505c", "#3fc08a", "#a98be0"),
    "twilight|dusk": ("#201a4a", "#5147b8", "#b96ad0", "#ffb9a8"), "fire|flame|lava": ("#ffd976", "#ff9f5a", "#ee5f5b", "#7d1d3f"),
    "forest|moss": ("#e9f3dc", "#9bc08a", "#3f7d58", "#173f35"), "sky|daylight": ("#e8f4fd", "#a9d3f5", "#6aa9e4", "#3f6fc0"),
    "peach|apricot": ("#fdebd3", "#fbc9a0", "#f5a07c", "#e0707a"), "candy|bubble ?gum|cotton candy": ("#ffd6e8", "#f7a8d0", "#b7a1f0", "#8fd3f4"),
    "rainbow": ("#f25f5c", "#ffd166", "#3fb68b", "#5b6fd8"), "pastel": ("#fde2e4", "#e2ece9", "#cddafd", "#fff1c9"),
}  # fmt: skip
_NAMED: tuple[Row, ...] = tuple(
    (rf"{_ON}(?:an? |the )?(?:{said})(?: (?:colou?red|mesh|coloured))* gradients?(?: {_BEHIND})*|{_INSTEAD}(?:{said}) gradient|(?:in )?(?:{said}) (?:colou?rs|tones)(?: gradient)?",
     {"background.kind": "gradient", **({"gradient.shape": "mesh"} if "aurora" in said else {}), **{f"gradient.{number}": colour for number, colour in enumerate(run, 1)}})
    for said, run in _RUNS.items()
)  # fmt: skip
_TONES: tuple[Row, ...] = tuple(
    (rf"(?:of |in |with )?(?:{count}|{word})[- ](?:colou?rs?|tones?|stops?)(?: gradient)?", {"gradient.colours": float(count)})
    for count, word in ((2, "two"), (3, "three"), (4, "four"))
)  # fmt: skip

_AS_PATTERN = r"(?: (?:seamless |repeating )?(?:patterns?|print|wallpaper|texture|motif|fabric))"


def _motif(kind: str, sure: str, loose: str) -> tuple[Row, ...]:
    """The names of a pattern, and words that are one only as a pattern: a leaf icon and a grid of cards are none."""
    behind: dict[str, Change] = {"pattern.kind": kind, "background.kind": "pattern"}
    lead = r"(?:an? |the )?(?:seamless |repeating |bold |retro |simple )*"
    named = (
        rf"{lead}(?:(?:{sure})(?:{_AS_PATTERN}| {_BEHIND})*|(?:{loose})(?:{_AS_PATTERN}+(?: {_BEHIND})?| {_BEHIND}))"
    )
    return (
        (rf"{_ON}{named}", behind), (rf"{_INSTEAD}(?:{sure}|{loose}){_AS_PATTERN}*", behind),
        (rf"(?:on|onto|over|against) {lead}(?:{loose})(?! icons?\b| of\b)", behind),
        (rf"{_ONLY}(?:{sure}|{loose}){_AS_PATTERN}*(?! icons?\b)", behind | {"layout.kind": "pattern"}),
        (rf"(?:an? |the )?(?:bold |retro |simple )*(?:{loose})(?! icons?\b)", {"pattern.kind": kind}),
    )  # fmt: skip


_MOTIFS: tuple[Row, ...] = (
    *_motif(
        "dots", "polka[- ]dots?|polka|(?:geometric )?patterns? of (?:circles|dots|spots)", "dots|dotted|spots|spotted"
    ),
    *_motif("stripes", "(?:diagonal|awning|candy|uneven) stripes?", "stripes?|striped|stripy"),
    *_motif("waves", "seigaiha waves", "waves|wavy(?: lines)?|waved"),
    *_motif("grid", "window-?pane(?: checks?)?|graph paper|tattersall", "grid"),
    *_motif("terrazzo", "terrazzo|stone chips", "speckled?"),
    *_motif("chevron", "chevrons?|zig-?zags?|herringbone", "zigzagging"),
    *_motif("scallop", "scallop(?:s|ed)?|fish[- ]?scales?|art[- ]deco(?: fans?)?|seigaiha", "fans"),
    *_motif("checks", "gingham|plaid|chequered|checkered|checkerboard", "checks|checked"),
    *_motif("leaves", "foliage|sprigs", "leaves|leafy|leaf|botanical|floral"),
    *_motif("memphis", "memphis(?: style| design| look)?|eighties shapes|confetti", "squiggles"),
    *_motif(
        "geometric",
        "bauhaus|(?:circles|half[- ]circles|semicircles|squares) (?:and|&) triangles|triangles (?:and|&) (?:circles|squares)",
        "triangles|triangular|geometric(?: shapes)?",
    ),
)
_BIG, _SMALL = r"(?:bigger|larger|coarser|wider)", r"(?:smaller|finer|tighter|denser)"
_REPEAT = r"(?:pattern|dots|stripes|waves|grid|chips|zig-?zags?|chevrons|scallops|scales|checks|squares|leaves|repeat|motifs?|print|shapes|triangles|circles)"
_SHAPES_OF = {
    "circles": "circles?|discs?|rounds", "triangles": "triangles?", "squares": "squares?", "half circles": "half[- ]circles?|semi-?circles?", "petals": "petals?",
}  # fmt: skip
_ONE_SHAPE: tuple[Row, ...] = (
    *(row(rf"(?:(?:just|only|nothing but|use only|keep only|have only|show only) (?:the )?(?:{said})|(?:the )?(?:{said}) only)(?: in the pattern)?", {"pattern.only": shape}) for shape, said in _SHAPES_OF.items()),
    (r"(?:all|mixed|every kind of|different|various) (?:the )?shapes(?: again)?|mix (?:the )?shapes", {"pattern.only": ""}),
)  # fmt: skip
_MANY = rf"(?:{_REPEAT}|of (?:them|the (?:shapes|dots|circles|triangles|squares|leaves)))"
_PATTERNS: tuple[Row, ...] = (
    *_ONE_SHAPE,
    (rf"(?:much |a lot )?(?:fewer|less|not so many|sparser) {_MANY}|sparser|more (?:space|air) between (?:{_REPEAT}|them)|less (?:busy|dense|crowded)", {"pattern.amount@pattern": Step(-0.3, 0.3, 1.6), "cards.gap@infographic": Step(0.8, 0.2, 4)}),
    (rf"(?:many |a lot )?more {_MANY}|denser pattern|more dense", {"pattern.amount": Step(0.3, 0.3, 1.6)}),
    (rf"{_ON}(?:an? |the )?(?:seamless |repeating |simple |small |large )*patterns?(?: {_BEHIND}| fabric| print)*|(?:the )?background (?:into |to |be |as |is )?(?:an? )pattern", {"background.kind": "pattern"}),
    (rf"{_INSTEAD}pattern", {"background.kind": "pattern"}), (rf"{_ONLY}pattern", {"background.kind": "pattern", "layout.kind": "pattern"}),
    *_MOTIFS,
    (rf"(?:an? |the )?(?:much )?{_BIG} {_REPEAT}|(?:make )?(?:the )?{_REPEAT} (?:much )?{_BIG}|larger scale|scale up", {"pattern.scale": Step(0.4, 0.3, 3)}),
    (rf"(?:an? |the )?(?:much )?{_SMALL} {_REPEAT}|(?:make )?(?:the )?{_REPEAT} (?:much )?{_SMALL}|smaller scale|scale down", {"pattern.scale": Step(-0.3, 0.3, 3)}),
    (rf"(?:an? |the )?(?:plain|solid|flat|simple|empty|clean)(?= (?:[\w-]+ )?{_BEHIND})|(?:remove|no|without|lose|drop) the (?:gradient|pattern|dots|stripes)(?: {_BEHIND})", {"background.kind": ""}),
)  # fmt: skip


def _palette(name: str) -> dict[str, Change]:
    return {"palette.name": name, "palette.turn": 0.0, **_UNNAMED}


def _mode(name: str) -> dict[str, Change]:
    """Dark or light keeps the accents that were named."""
    grounds = (each for each in _UNNAMED if not each.startswith("accent."))
    return {"palette.name": name, "palette.turn": 0.0, **dict.fromkeys(grounds, "")}


_PALETTES: tuple[Row, ...] = (
    *((rf"(?:in |with )?(?:an? |the )?(?:{said}) (?:palette|colou?rs|colou?r scheme|tones|theme|look)|palette:? (?:{said})", _palette(name))
    for name, said in (
        ("coast", "coast(?:al)?|sea(?:side)?|nautical|beach"), ("forest", "forest|natural|nature|woodland|organic"), ("berry", "berry|berries|wine"),
        ("clay", "clay|earthy|earth|terracotta|warm(?:er)?"), ("dusk", "dusk|evening|twilight"), ("nordic", "nordic|scandinavian|cool(?:er)?|colder|business|corporate"),
        ("citrus", "citrus|fresh(?:er)?|sunny|bright(?:er)?"), ("candy", "candy|playful|sweet|fun|colou?rful"), ("midnight", "midnight|dark(?:er)?|night"),
        ("mono", "mono(?:chrome)?|black and white|black-and-white|grey|gray|neutral|minimal"),
    )),
    (r"(?:in (?:a )?)?(?:dark mode|on (?:a )?dark(?: (?:background|ground))?)", _mode("midnight")),
    (r"(?:in )?(?:a )?light mode|on (?:a )?light(?: (?:background|ground))?", _mode("nordic")),
    (r"(?:another|a different|a new|change the|other|different|new) (?:palette|colou?r scheme|colou?rs)", {"palette.turn": Step(1, 0, 99), **_UNNAMED}),
)  # fmt: skip

ROWS: tuple[Row, ...] = (
    *_NAMED, *(each for shape, said in _SHAPES.items() for each in _gradient(shape, *said)),
    *_DIRECTIONS, _FLIPPED, *_TONES, *_PATTERNS, *_PALETTES,
)  # fmt: skip
