"""How restyles of a photograph are asked to look: in which inks on which paper, how coarse, and in how much detail."""

# ruff: noqa: E501  (one row of a table to a line reads better than a folded one)

from collections.abc import Mapping

from editor.providers.embedded import colours
from editor.providers.embedded.recipe import Value
from editor.providers.embedded.words import shared
from editor.providers.embedded.words.common import A_BIT
from editor.providers.embedded.words.vocabulary import Change, Setter, Step, setters

_Rows = tuple[tuple[str, dict[str, Change]], ...]

# `style.size` is the size of dots and lines in octaves, `style.detail` how much of the photograph's detail is kept,
# `style.even` how evenly colours lie.
DEFAULTS: dict[str, Value] = {
    "style.third": "", "style.size": 0.0, "style.detail": 0.0, "style.even": 0.0,
    "text.shade": "",
}  # fmt: skip
COLOUR_LISTS: dict[str, tuple[str, ...]] = {"style": ("style.ink", "style.paper", "style.third")}
TARGETS: dict[str, str] = dict.fromkeys(
    ["dots", "dot", "halftone dots", "screen", "ink", "inks", "lines", "line work", "linework", "pen lines", "hatching", "strokes", "brush strokes", "washes"],
    "style",
) | {"paper": "paper", "paper colour": "paper"}  # fmt: skip
COLOURS: dict[str, str] = {"paper": "style.paper"}

_DOTS = r"(?:(?:half-?tone |printed? |printing )?(?:dots?|dot size|screen|dot pattern|dot screen))"
_LINES = r"(?:(?:pen |ink |outer |key )?(?:lines?|outlines?|contours?|strokes?|hatching|line ?work|line weight))"
_OF = rf"(?:{_DOTS}|{_LINES})"
_COARSER = r"(?:larger|bigger|coarser|thicker|bolder|heavier|broader|fatter|rougher|wider)"
_FINER = r"(?:smaller|finer|thinner|lighter|tighter|more delicate)"
_SIZED: tuple[tuple[str, float], ...] = ((_COARSER, 0.6), (_FINER, -0.6))
_MUCH: tuple[tuple[str, str, float], ...] = (
    ("very |really |extra ", r"(?:large|big|coarse|thick|bold|heavy|fat|huge|giant)", 1.2), ("", r"(?:large|big|coarse|thick|bold|heavy|fat)", 0.6),
    ("", r"(?:huge|giant|enormous)", 1.2), ("very |really |extra ", r"(?:small|fine|thin|tiny)", -0.9), ("", r"(?:small|fine|thin|delicate|tiny)", -0.6),
)  # fmt: skip
_MORE = r"(?:more|finer|extra|greater)"
_LESS = r"(?:less|fewer|lower)"

_SIZES: _Rows = tuple(
    (
        rf"{A_BIT}{sized} {_OF}|(?:the )?{_OF} (?:to be |be |are |look |should be )?{A_BIT}{sized}",
        {"style.size": Step(by, -1.2, 1.8)},
    )
    for sized, by in _SIZED
)
_TOO = r"(?:is |are |look |looks |seem )?(?:still )?(?:(?:far|much|a bit|a little|way) )?too"
_WRONG: _Rows = (
    (rf"(?:the )?{_OF} {_TOO} (?:large|big|coarse|thick|heavy|bold|fat|wide)", {"style.size": Step(-0.6, -1.2, 1.8)}),
    (rf"(?:the )?{_OF} {_TOO} (?:small|fine|thin|tiny|light|delicate)", {"style.size": Step(0.6, -1.2, 1.8)}),
)
_SET: _Rows = tuple(
    (rf"(?:{much}){size} {_OF}" if much else rf"{size} {_OF}", {"style.size": value}) for much, size, value in _MUCH
)
# Where there is no halftone yet, its dots ask for one.
_HALFTONES: _Rows = tuple(
    (
        rf"{A_BIT}{sized} half-?tone dots|half-?tone,? (?:with |in )?{A_BIT}{sized} dots",
        {"style.name": "halftone", "style.size": Step(by, -1.2, 1.8)},
    )
    for sized, by in _SIZED
)

ROWS: _Rows = (
    *_HALFTONES, *_SIZES, *_SET, *_WRONG,
    (rf"{A_BIT}{_MORE} details?|{A_BIT}more (?:detailed|intricate)|keep more details?", {"style.detail": Step(0.5, -1, 1)}),
    (rf"{A_BIT}{_LESS} details?|{A_BIT}less (?:detailed|intricate|fussy|fiddly)|(?:a )?(?:simpler|simplified|more simplified|more abstract)(?: shapes)?|simplify(?: (?:it|the shapes))?", {"style.detail": Step(-0.5, -1, 1)}),
    (rf"{A_BIT}(?:less|not so) (?:blotchy|patchy|mottled|splotchy|grainy paint)|{A_BIT}(?:smoother|cleaner|more even|evener) (?:washes|colou?r areas|areas|paint|flats)|(?:fewer|less) (?:blotches|patches|splotches)|(?:(?:it|this|the [\w-]+) (?:looks?|is|are|seems?) )(?:too |rather |very |a bit |still |so )*(?:blotchy|patchy|mottled|splotchy)", {"style.even": Step(0.5, 0, 1)}),
    (rf"{A_BIT}more (?:blotchy|patchy|mottled)|{A_BIT}(?:rougher|looser|wetter) (?:washes|paint)", {"style.even": Step(-0.5, 0, 1)}),
    (rf"{shared.LIKE}(?:black(?:[- ]and[- ]| ?& ?)white|b ?& ?w|one[- ]colou?r|single[- ]colou?r) (?:half-?tone|newsprint|newspaper)(?: dots)?{shared.LOOK}", {"style.name": "halftone", "style.ink": "#1c1c1e"}),
    (r"(?:in )?(?:the )?(?:usual|normal|own|original|standard) (?:inks|ink colou?rs)", {"style.ink": "", "style.paper": "", "style.third": ""}),
)  # fmt: skip

_STOCK = r"(?: (?:coloured |colored )?(?:paper|stock|sheet|card|background|ground))?"

# What a restyle is printed on: "on cream" said of one is its paper, not the photograph's background.
_PAPERS: _Rows = tuple(
    (rf"(?:printed )?(?:on|onto|over|against) (?:an? |the )?{name}{_STOCK}", {"style.paper": value})
    for name, value in colours.NAMED.items()
)

_BEHIND = r"(?:behind|under|below|beneath|around|on|to) (?:it|them|(?:the )?(?:text|type|headline|title|words|lettering|letters|caption))"
_SOME = r"(?:with |add |give it |put )?(?:a |some )?(?:bit of (?:a )?|little |touch of )?(?:soft |subtle |light |slight |faint |dark )?"
_PLATE = r"(?:plate|panel|box)"
_PLAIN = r"(?:solid |plain |semi-?transparent |translucent |rounded |dark |light )*"
SHADE_ROWS: tuple[tuple[str, dict[str, Change]], ...] = (
    (rf"{_SOME}(?:(?:drop |text )?shadow|glow) {_BEHIND}|(?:text|headline|title) shadow", {"text.shade": "shadow"}),
    (rf"{_SOME}{_PLAIN}{_PLATE} {_BEHIND}", {"text.shade": "plate"}),
    (rf"(?:no|without(?: a| the)?|remove the|lose the|drop the) (?:text |drop )?(?:shadow|glow|{_PLATE}) {_BEHIND}", {"text.shade": ""}),
)  # fmt: skip

THINGS: dict[str, dict[str, Change]] = {
    "detail": {"style.detail": Step(-0.5, -1, 1)}, "details": {"style.detail": Step(-0.5, -1, 1)},
    "blotches": {"style.even": Step(0.5, 0, 1)}, "texture": {"style.even": Step(0.5, 0, 1)},
}  # fmt: skip

# What holds while a clause speaks of the restyle, or of the words over the picture.
PHRASES_OF: dict[str, tuple[Setter, ...]] = {
    "style": setters(*_PAPERS),
    "text": (
        *shared.PHRASES_OF["text"],
        *setters(
            (rf"{_SOME}(?:drop |text )?(?:shadow|glow)", {"text.shade": "shadow"}), (rf"(?:with |on |over |in )(?:a )?{_PLAIN}{_PLATE}", {"text.shade": "plate"}),
            (rf"(?:no|without(?: a| the)?) (?:drop |text )?(?:shadow|glow|{_PLATE})", {"text.shade": ""}),
        ),
    ),
}  # fmt: skip

_SCALED = ("halftone", "popart", "line")
_DETAILED = ("line", "popart", "poster", "watercolour")
_EVEN = ("poster", "watercolour")
_THREE = ("duotone", "halftone", "poster", "popart")


def hides(fields: Mapping[str, Value], name: str) -> str:
    """Why a field of a restyle does not show in a photograph with these fields, "" where it does."""
    style = fields["style.name"]
    if name == "style.size" and style not in _SCALED:
        return "only a halftone and pop art have dots, and a line drawing lines, that have a size; ask for one of them"
    if name == "style.detail" and style not in _DETAILED:
        return "detail is a matter of a line drawing, a poster, pop art or a watercolour; ask for one of them"
    if name == "style.even" and style not in _EVEN:
        return "only a watercolour and a poster lay colours more or less evenly; ask for one of them"
    if name == "style.third" and style not in _THREE:
        return "that style takes an ink and a paper, no third colour"
    if name == "text.shade" and not (fields["text.words"] or fields["text.sub"]):
        return "there are no words over the picture; say them in quotes"
    return ""
