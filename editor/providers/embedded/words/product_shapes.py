"""What the product family understands of size and shape: of a label, of one object among others, of a vessel."""

# ruff: noqa: E501  (one row of a table to a line reads better than a folded one)

import re

from editor.providers.embedded.recipe import Value
from editor.providers.embedded.words.vocabulary import Change, Step

# Fields of every object: its size beside the others, how slim (1) or squat (-1) it is, the specks in its glaze.
FIELDS: dict[str, Value] = {"size": 1.0, "object.slim": 0.0, "body.speckle": 0.0, "label.size": 1.0}

SHAPED = frozenset({"bottle", "jar", "vase", "bowl"})  # the kinds that can be squat and slim
GLAZED = frozenset({"bottle", "jar", "mug", "candle", "vase", "bowl", "lamp", "can"})  # those that show specks

_BIT = r"(?:(?:a (?:bit|little|touch|tad|lot)|slightly|somewhat|much|even|still|far) )*"
_PRINT = r"(?:label|sticker)"
_TYPE = r"(?:label (?:text|type|lettering|print)|(?:text|type|lettering|print|words?|name|letters) on (?:the |its )?(?:label|bottle|jar|can|mug|cup|tube|box|carton|book|vase|bowl|candle)|type(?:face)?|print|wordmark)"
_ON_LABEL = rf"(?:{_PRINT}|{_TYPE})"
_MADE = r"(?:make |set |have |with |and |the |an? |its )*"
_BIGGER: dict[str, Change] = {"label.size": Step(0.25, 0.6, 1.5)}
_SMALLER: dict[str, Change] = {"label.size": Step(-0.2, 0.6, 1.5)}
_LABELS: list[tuple[str, dict[str, Change]]] = [
    (rf"{_MADE}{_BIT}(?:bigger|larger) {_ON_LABEL}|{_MADE}{_ON_LABEL} {_BIT}(?:bigger|larger|more (?:prominent|legible|readable|visible))|(?:enlarge|increase|scale up) (?:the |its )?(?:size of (?:the |its )?)?{_ON_LABEL}", _BIGGER),
    (rf"(?:the |its )?{_ON_LABEL} (?:is |looks |seems )?{_BIT}too (?:small|tiny|little)(?: to read)?", _BIGGER),
    (rf"(?:the |its )?{_TYPE} (?:is |looks |seems )?{_BIT}too (?:big|large|huge)", _SMALLER),
    (rf"{_MADE}{_BIT}(?:smaller|more discreet) {_ON_LABEL}|{_MADE}{_ON_LABEL} {_BIT}(?:smaller|more discreet|less prominent)|(?:shrink|reduce|scale down) (?:the |its )?(?:size of (?:the |its )?)?{_ON_LABEL}", _SMALLER),
    (rf"(?:with )?(?:an? )?(?:big|large|oversi[sz]ed|prominent) {_PRINT}", {"label.size": 1.35, "label.on": True}),
    (rf"(?:with )?(?:an? )?(?:small|tiny|discreet|little) {_PRINT}", {"label.size": 0.7, "label.on": True}),
]  # fmt: skip

_SQUAT = r"(?:squat|stubby|chunky|dumpy|stout|stocky|low|short|wide|broad)"
_SLIM = r"(?:slim|slender|narrow|skinny|thin|tall slim|slim tall|tall|elongated)"
_ONES = r"(?:big|large|oversi[sz]ed)"
_LITTLE = r"(?:small|little|tiny|mini|miniature)"


def _named(nouns: dict[str, str]) -> list[tuple[str, dict[str, Change]]]:
    """ "A squat jar", "a small candle": with the noun, so that the one that it names is meant and not the one before."""
    rows: list[tuple[str, dict[str, Change]]] = []
    for kind in dict.fromkeys(nouns.values()):
        noun = "|".join(sorted((re.escape(each) for each, of in nouns.items() if of == kind), key=len, reverse=True))
        looks: list[tuple[str, dict[str, Change]]] = [(_ONES, {"size": 1.2}), (_LITTLE, {"size": 0.72})]
        if kind in SHAPED:
            looks += [(_SQUAT, {"object.slim": -0.8}), (_SLIM, {"object.slim": 0.6})]
        rows += [(rf"{word} (?:{noun})", {"object.kind": kind, **change}) for word, change in looks]
    return rows


_SHAPES: list[tuple[str, dict[str, Change]]] = [
    (r"(?:more )?(?:squat|squatter|stubby|stubbier|stouter|dumpy|dumpier|stocky|stockier|chunkier)", {"object.slim": Step(-0.6, -1, 1)}),
    (rf"{_BIT}(?:shorter and wider|wider and (?:shorter|lower)|lower and wider)", {"object.slim": Step(-0.6, -1, 1)}),
    (rf"{_BIT}(?:slimmer|more slender|skinnier|narrower|taller|thinner|more elongated|taller and (?:slimmer|thinner|narrower))", {"object.slim": Step(0.5, -1, 1)}),
    (r"(?:the )?(?:normal|regular|usual|original|standard) (?:shape|proportions?)", {"object.slim": 0.0}),
]  # fmt: skip

_GLAZE = r"(?: (?:glaze[ds]?|ceramics?|stoneware|clay|pottery|finish|surface|texture|porcelain))*"
_SPECKS: list[tuple[str, dict[str, Change]]] = [
    (rf"(?:(?:with|in|having) )?(?:an? |the |some )?(?:(?:fine|subtle|tiny|dark|small|little) )*(?:speckled|flecked|freckled|specked){_GLAZE}|(?:(?:with|add|give it|and) )*(?:(?:some|fine|subtle|tiny|dark|small|little|a few|more) )*(?:speckles|specks|flecks|freckles|speckling)(?: (?:in|on) the (?:glaze|surface|body))?", {"body.speckle": 1.0}),
    (r"(?:no|without|remove the|lose the|drop the) (?:speckles|specks|flecks|freckles|speckling)|unspeckled", {"body.speckle": 0.0}),
]  # fmt: skip

# Said of one object among several: how big that is beside the others.
SIZED: list[tuple[str, dict[str, Change]]] = [
    (rf"{_LITTLE}(?= *(?:$|[,.;!]))", {"size": 0.72}),
]  # fmt: skip


def setters_of(nouns: dict[str, str]) -> list[tuple[str, dict[str, Change]]]:
    """The phrases, for objects of these names and their kinds."""
    return [*_LABELS, *_SHAPES, *_SPECKS, *_named(nouns), *SIZED]


THINGS: dict[str, dict[str, Change]] = {
    "speckles": {"body.speckle": Step(-0.4, 0, 1)}, "specks": {"body.speckle": Step(-0.4, 0, 1)},
}  # fmt: skip
