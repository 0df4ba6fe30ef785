"""What is understood of every picture, whatever it shows: words over it, restyles of it, grain and vignette."""

# ruff: noqa: E501  (one row of a table to a line reads better than a folded one)

from collections.abc import Mapping

from editor.providers.embedded.recipe import Value
from editor.providers.embedded.words.common import A_BIT
from editor.providers.embedded.words.vocabulary import Change, Setter, Step, setters

TARGETS: dict[str, str] = {
    **dict.fromkeys(
        ["text", "headline", "title", "heading", "caption", "slogan", "wording", "words", "lettering", "text overlay", "headlines"],
        "text",
    ),
    **dict.fromkeys(
        ["subtitle", "subline", "subheadline", "subhead", "subheading", "second line", "tagline", "strapline", "sub-headline",
         "small print", "body copy"],
        "sub",
    ),
    **dict.fromkeys(["grain", "film grain", "noise"], "grain"),
    **dict.fromkeys(["vignette", "vignetting"], "vignette"), "saturation": "saturation", "contrast": "contrast",
}  # fmt: skip

# Nouns that may mean the words over the picture or the words that a family sets by itself; what is there decides.
EITHER: frozenset[str] = frozenset({"text", "words", "word", "lettering", "wording"})

# The field that quoted words go into, by the part that was spoken of.
WORDS_OF: dict[str, str] = {"text": "text.words", "sub": "text.sub"}

COLOURS: dict[str, str] = {"text": "text.colour", "sub": "text.colour", "style": "style.ink"}
COLOUR_LISTS: dict[str, tuple[str, ...]] = {"style": ("style.ink", "style.paper")}

SWITCHES: dict[str, tuple[dict[str, Change], dict[str, Change]]] = {
    "text": ({}, {"text.words": "", "text.sub": ""}),
    "sub": ({}, {"text.sub": ""}),
    "grain": ({"finish.grain": 0.5}, {"finish.grain": 0.0}),
    "vignette": ({"finish.vignette": 0.5}, {"finish.vignette": 0.0}),
}

_TEXT = r"(?:text|type|headline|title|caption|heading|letters|lettering|words)"
_AT = r"(?:(?:put |set |placed? |move |moved )?(?:it |them )?(?:at|in|on|to|across|along|near|towards?|over) )?(?:the )?(?:very )?"
_EDGE = r"(?: (?:edge|part|third|area|corner|half|of the (?:picture|image|frame|page|poster)))?"
LIKE = r"(?:(?:in|into|as|like|to|look like) )?(?:an? |the )?"
LOOK = r"(?: (?:style|look|print|effect|version|filter|picture|painting|illustration|image|treatment))?"

_BOLD = r"(?:bold(?:er)?|heavier|fatter|thicker|strong(?:er)?)"
_FACES: tuple[tuple[str, dict[str, Change]], ...] = (
    (r"(?:in )?(?:an? |the )?(?:elegant |classic |light |bold )?serif(?: font| face| type(?:face)?| letters)?", {"text.face": "serif"}),
    (r"(?:in )?(?:an? |the )?(?:clean |modern |plain |bold )?(?:sans|sans[- ]serif|grotesque)(?: font| face| type(?:face)?| letters)?", {"text.face": "sans"}),
    (rf"{A_BIT}{_BOLD} {_TEXT}|in bold", {"text.face": "display"}),
    (r"(?:in )?(?:an? |the )?(?:display|condensed|poster|heavy)(?: font| face| type(?:face)?| letters)", {"text.face": "display"}),
)  # fmt: skip

_CORNERS: tuple[tuple[str, dict[str, Change]], ...] = tuple(
    (rf"{_AT}{row_words}[ -]?(?:hand )?{side_words}(?: corner)?{_EDGE}", {"text.place": f"{row}{side}"})
    for row, row_words in (("top", "(?:top|upper)"), ("bottom", "(?:bottom|lower)"))
    for side, side_words in (("-left", "left"), ("-right", "right"), ("", "(?:centre|center|middle)"))
)

_LIGHT_SIDES: tuple[tuple[str, dict[str, Change]], ...] = tuple(
    (rf"(?:to|from|on|at|onto) (?:the )?(?:far )?{words}(?: side)?", {"light.side": side})
    for side, words in (
        ("left", "left"),
        ("right", "right"),
        ("top", "(?:top|above)"),
        ("back", "(?:back|behind)"),
        ("front", "front"),
    )
)

PHRASES_OF: dict[str, tuple[Setter, ...]] = {
    "text": setters(
        *_CORNERS,
        (rf"{_AT}(?:top|upper){_EDGE}|higher(?: up)?|up", {"text.place": "top"}),
        (rf"{_AT}(?:bottom|foot|lower){_EDGE}|lower(?: down)?|down", {"text.place": "bottom"}),
        (rf"{_AT}(?:centre|center|middle){_EDGE}|centred|centered", {"text.place": "middle"}),
        (rf"{_AT}(?:left|left[- ]hand side){_EDGE}", {"text.place": "left"}), (rf"{_AT}(?:right|right[- ]hand side){_EDGE}", {"text.place": "right"}),
        (rf"{A_BIT}(?:bigger|larger)|in (?:big|large) (?:letters|type)", {"text.size": Step(0.3, 0.4, 2.5)}),
        (rf"{A_BIT}smaller|in small (?:letters|type)", {"text.size": Step(-0.25, 0.4, 2.5)}),
        (rf"{A_BIT}{_BOLD}", {"text.face": "display"}),
        (r"(?:in )?(?:something |an? )?(?:more )?(?:elegant|classic|refined|editorial)(?: one)?", {"text.face": "serif"}),
        (r"(?:in )?(?:something |an? )?(?:more )?(?:modern|clean|neutral)(?: one)?", {"text.face": "sans"}),
        (r"(?:huge|very (?:big|large))", {"text.size": 1.8}), (r"(?:big|large)", {"text.size": 1.4}),
        (r"(?:tiny|very small)", {"text.size": 0.5}), (r"small", {"text.size": 0.7}),
        *_FACES,
    ),
}  # fmt: skip
PHRASES_OF["light"] = setters(*_LIGHT_SIDES)
PHRASES_OF["sub"] = PHRASES_OF["text"]

_NEUTRAL = r"neutrali[sz]e(?: the)? (?:light(?:ing)?|colou?rs?|tones?)"

# A family takes those whose fields it has.
SETTERS: tuple[Setter, ...] = setters(
    (_NEUTRAL, {"light.neutral": True, "light.warmth": 0.0}), (_NEUTRAL, {"light.warmth": 0.0}),
    *_FACES,
    (rf"{A_BIT}(?:bigger|larger) {_TEXT}", {"text.size": Step(0.3, 0.4, 2.5)}),
    (rf"{A_BIT}smaller {_TEXT}", {"text.size": Step(-0.25, 0.4, 2.5)}),
    (r"(?:a )?(?:subtle |slight |light |fine |soft |gentle |little |a little |some subtle )(?:film )?grain", {"finish.grain": 0.3}),
    (r"(?:some |a bit of |with )?(?:film )?grain(?!ed)|grainy(?: film)?(?: look)?", {"finish.grain": 0.5}),
    (r"(?:strong|heavy|coarse|lots of|a lot of|visible|rough) (?:film )?grain", {"finish.grain": 0.9}),
    (rf"{A_BIT}(?:more|stronger|heavier) (?:film )?grain|grainier", {"finish.grain": Step(0.25, 0, 1)}),
    (rf"{A_BIT}(?:less|finer|weaker|lighter) (?:film )?grain", {"finish.grain": Step(-0.25, 0, 1)}),
    (r"(?:an? )?(?:subtle|slight|light|soft|gentle|little) vignette", {"finish.vignette": 0.3}),
    (r"(?:an? |some |with a )?vignett(?:e|ing)|darker (?:corners|edges)|darken the (?:corners|edges)", {"finish.vignette": 0.5}),
    (r"(?:an? )?(?:strong|heavy|dark|deep) vignette", {"finish.vignette": 0.85}),
    (rf"(?:{A_BIT}(?:more|stronger|heavier|darker) |deepen the )vignette", {"finish.vignette": Step(0.25, 0, 1)}),
    (rf"{A_BIT}(?:less|weaker|lighter|softer)(?: of the)? vignette|(?:reduce|soften) the vignette", {"finish.vignette": Step(-0.25, 0, 1)}),
    (rf"{A_BIT}(?:more (?:saturated|vivid|vibrant|colou?rful)(?: colou?rs)?|(?:more|higher) saturation|(?:richer|stronger|bolder) colou?rs)", {"finish.saturation": Step(0.35, -1, 1)}),
    (rf"{A_BIT}(?:less (?:saturated|vivid|vibrant|colou?rful)(?: colou?rs)?|(?:less|lower) saturation|(?:calmer|softer|quieter) colou?rs|desaturated?|(?:muted?|washed[- ]out|faded) (?:colou?rs|tones|look))", {"finish.saturation": Step(-0.35, -1, 1)}),
    (rf"{A_BIT}(?:(?:more|higher|stronger) contrast|more contrasty)", {"finish.contrast": Step(0.35, -1, 1)}),
    (rf"{A_BIT}(?:(?:less|lower|softer|gentler) contrast|less contrasty|flatter(?: look)?)", {"finish.contrast": Step(-0.35, -1, 1)}),
    (rf"{A_BIT}(?:punchier|more punchy)|more punch", {"finish.contrast": Step(0.3, -1, 1), "finish.saturation": Step(0.25, -1, 1)}),
    (rf"{LIKE}(?:water-?colou?r|aquarelle){LOOK}", {"style.name": "watercolour"}),
    (rf"{LIKE}half-?tone(?: (?:dots|newspaper))?{LOOK}|{LIKE}newsprint{LOOK}", {"style.name": "halftone"}),
    (rf"{LIKE}(?:comic(?: book)?|pop[- ]?art){LOOK}", {"style.name": "popart"}),
    (r"(?:in|into|as|like|to) (?:an? |the )?(?:flat |screen ?printed |bold |graphic )?poster|(?:flat |screen ?print(?:ed)? )?poster (?:style|look|print|effect)|posteri[sz]ed?|screen ?print(?:ed)?(?: look| style)?", {"style.name": "poster"}),
    (rf"{LIKE}(?:line[- ](?:art|drawing|work)|ink drawing|pen[- ]and[- ]ink|pencil (?:drawing|sketch)|sketch|pen drawing){LOOK}", {"style.name": "line"}),
    (rf"{LIKE}(?:duo-?tone|two[- ]tone|two[- ]colou?r print){LOOK}", {"style.name": "duotone"}),
    (rf"{LIKE}(?:black and white|black-and-white|black ?& ?white|monochrome|b ?& ?w|b/w|greyscale|grayscale){LOOK}", {"style.name": "mono"}),
    (r"(?:back to|return to|go back to) (?:the |a )?(?:photo(?:graph(?:ic)?)?|normal|original|natural|plain|full colou?r)(?: look| style| version)?|(?:remove|drop|lose|no|without)(?: the| any)? (?:style|restyle|effect|filter|watercolou?r|half-?tone|duo-?tone)(?: look| effect)?|(?:back (?:in|to)|in full) colou?r", {"style.name": ""}),
)  # fmt: skip

THINGS: dict[str, dict[str, Change]] = {
    "saturation": {"finish.saturation": Step(-0.35, -1, 1)}, "contrast": {"finish.contrast": Step(-0.35, -1, 1)},
    "grain": {"finish.grain": Step(-0.25, 0, 1)}, "vignette": {"finish.vignette": Step(-0.25, 0, 1)},
}  # fmt: skip

_INKED = ("line", "duotone", "halftone", "poster", "popart")  # styles whose inks can be named


def hides(fields: Mapping[str, Value], name: str) -> str:
    """Why one of the fields that every picture has does not show with these fields, "" where it does."""
    if name in ("style.ink", "style.paper") and fields.get("style.name") not in _INKED:
        return "only a duotone, a halftone, a poster, pop art and a line drawing take inks that are named; ask for one of them"
    return ""
