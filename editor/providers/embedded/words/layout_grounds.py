"""What gradients and patterns understand, alone or behind an infographic; and the palettes of all layouts."""

# ruff: noqa: E501  (one row of a table to a line reads better than a folded one)

from editor.providers.embedded.words.layout_story import Row, row
from editor.providers.embedded.words.vocabulary import Change, Step

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
    *_motif(
        "geometric",
        "bauhaus|(?:circles|half[- ]circles|semicircles|squares) (?:and|&) triangles|triangles (?:and|&) (?:circles|squares)",
        "triangles|triangular|geometric(?: shapes)?",
    ),
)
_BIG, _SMALL = r"(?:bigger|larger|coarser|wider)", r"(?:smaller|finer|tighter|denser)"
_REPEAT = r"(?:pattern|dots|stripes|waves|grid|chips|zig-?zags?|chevrons|scallops|scales|checks|squares|leaves|repeat|motifs?|print|shapes|triangles|circles)"
_PATTERNS: tuple[Row, ...] = (
    (rf"{_ON}(?:an? |the )?(?:seamless |repeating |simple |small |large )*patterns?(?: {_BEHIND}| fabric| print)*|(?:the )?background (?:into |to |be |as |is )?(?:an? )pattern", {"background.kind": "pattern"}),
    (rf"{_INSTEAD}pattern", {"background.kind": "pattern"}), (rf"{_ONLY}pattern", {"background.kind": "pattern", "layout.kind": "pattern"}),
    *_MOTIFS,
    (rf"(?:an? |the )?(?:much )?{_BIG} {_REPEAT}|(?:make )?(?:the )?{_REPEAT} (?:much )?{_BIG}|larger scale|scale up", {"pattern.scale": Step(0.4, 0.3, 3)}),
    (rf"(?:an? |the )?(?:much )?{_SMALL} {_REPEAT}|(?:make )?(?:the )?{_REPEAT} (?:much )?{_SMALL}|smaller scale|scale down", {"pattern.scale": Step(-0.3, 0.3, 3)}),
    (rf"(?:an? |the )?(?:plain|solid|flat|simple|empty|clean)(?= (?:[\w-]+ )?{_BEHIND})|(?:remove|no|without|lose|drop) the (?:gradient|pattern|dots|stripes)(?: {_BEHIND})", {"background.kind": ""}),
)  # fmt: skip


def _palette(name: str) -> dict[str, Change]:
    return {"palette.name": name, "palette.turn": 0.0, **_UNNAMED}


_PALETTES: tuple[Row, ...] = (
    *((rf"(?:in |with )?(?:an? |the )?(?:{said}) (?:palette|colou?rs|colou?r scheme|tones|theme|look)|palette:? (?:{said})", _palette(name))
    for name, said in (
        ("coast", "coast(?:al)?|sea(?:side)?|nautical|beach"), ("forest", "forest|natural|nature|woodland|organic"), ("berry", "berry|berries|wine"),
        ("clay", "clay|earthy|earth|terracotta|warm(?:er)?"), ("dusk", "dusk|evening|twilight"), ("nordic", "nordic|scandinavian|cool(?:er)?|colder|business|corporate"),
        ("citrus", "citrus|fresh(?:er)?|sunny|bright(?:er)?"), ("candy", "candy|playful|sweet|fun|colou?rful"), ("midnight", "midnight|dark(?:er)?|night"),
        ("mono", "mono(?:chrome)?|black and white|black-and-white|grey|gray|neutral|minimal"),
    )),
    (r"(?:in (?:a )?)?(?:dark mode|on (?:a )?dark(?: (?:background|ground))?)", _palette("midnight")),
    (r"(?:in )?light mode", _palette("nordic")),
    (r"(?:another|a different|a new|change the|other|different|new) (?:palette|colou?r scheme|colou?rs)", {"palette.turn": Step(1, 0, 99), **_UNNAMED}),
)  # fmt: skip

ROWS: tuple[Row, ...] = (
    *(each for shape, said in _SHAPES.items() for each in _gradient(shape, *said)),
    *_DIRECTIONS, *_TONES, *_PATTERNS, *_PALETTES,
)  # fmt: skip
