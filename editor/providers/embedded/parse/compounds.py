"""Names of two words, and the grounds a product cannot stand on: both settled before a clause is read word by word."""

import re
from itertools import pairwise

from editor.providers.embedded import colours
from editor.providers.embedded.parse import lexicon, limits
from editor.providers.embedded.words.common import GROUND

_CONTENTS = (
    "water|wine|perfume|beer|milk|juice|soda|cola|oil|olive oil|whisky|whiskey|gin|liquor|spirits?|champagne|shampoo|"
    "conditioner|lotion|serum|medicine|pill|vitamin|supplement|ink|sauce|ketchup|syrup|vinegar|sports?|drinks?|drinking|"
    "sparkling water|mineral water|soap|sun ?cream|cologne|fragrance|scent|skincare|cosmetics?|apothecary|potion|"
    "coffee|tea|espresso|cappuccino|latte|cocoa|hot chocolate|camping|travel|"
    "flower|bud|lemonade|energy drink|tomato|soup|food|paint|tuna|"
    "jam|honey|pickle|spice|biscuit|cookie|sweet|candy|mason|storage|face cream|hand cream|body butter|preserving|"
    "scented|birthday|pillar"
)
_OBJECT = r"bottle|flask|flacon|jar|pot|tub|can|tin|mug|cup|vase|candle|tumbler"
_OWN_FIRST = re.compile(rf"\b(?:{_CONTENTS})[ -]({_OBJECT})s?\b", re.IGNORECASE)
_OWN_LAST = re.compile(rf"\b(bottle|flask|can|tin|jar) of (?:{_CONTENTS}|cream)s?\b", re.IGNORECASE)
_CANDLE_JAR = re.compile(r"\bcandle[ -](?:jar|tin|glass|holder)\b", re.IGNORECASE)
_VESSEL = "cup|mug|jar|tumbler|vessel|holder|bowl|pot"
_CANDLE_IN = re.compile(  # the vessel is a part of the candle, no second thing beside it
    rf"\b(?:(?:scented|pillar|birthday) )?candle(?P<many>s?) in (?:an? |the |their )?(?P<looks>(?:[\w-]+ ){{0,3}}?)"
    rf"(?:(?:{_VESSEL})|(?P<stuff>glass|tin)(?: (?:{_VESSEL}))?)(?:s|es)?(?![\w-])",
    re.IGNORECASE,
)
_OF_STUFF = {"glass": "glass ", "tin": "metal "}
_WATER_GLASS = re.compile(
    r"\b(?:water|juice|whisky|whiskey|highball|lowball|drinks?|drinking|iced tea)[ -]glass\b", re.I
)
_STEMMED = re.compile(r"\b(?:wine|champagne|cocktail|martini)[ -]glass\b|\b(?:goblet|champagne flute)\b", re.IGNORECASE)

_STUFF = (
    "wood|wooden|oak|walnut|pine|bamboo|marble|concrete|granite|terrazzo|stone|slate|brick|tiled?|linen|velvet|silk|"
    "fabric|leather|cork|rattan|rustic|mossy|sandy|rocky|mirrored|textured|plaster|rough"
)
_PLAIN_GROUND = r"surface|floor|wall|backdrop|background|sweep|top"
_GROUND = (
    "tables?|tabletops?|table top|dining table|desk|shelf|shelves|counter|countertop|counter top|worktop|slab|plinth|"
    "podium|pedestal|stage|tray|bench|board|cutting board|"
    "tiles|rocks?|boulder|pebbles|books|cloth|tablecloth|towel|"
    "beach|"
    "moss|grass|bed|crate|stool|chair|window ?sill|sill|mantelpiece|marble|concrete|wood|terrazzo|granite|linen|velvet|"
    "silk|leather|water|ice|snow|leaves|a cliff|log|tree stump|stump|planks?|bar"
)
_BEFORE = r"(?:[\w-]+ ){0,3}?"
_ON = re.compile(
    rf"\b(?P<on>(?:(?:placed|standing|stands?|sitting|sits|resting|rests|set|put|put it|floating|lying) )?"
    rf"(?:on top of|on|upon|atop|against|over|in front of|beside)) "
    rf"(?P<what>(?:(?:an?|the|some|my) )?(?:{_BEFORE}(?:{_GROUND})(?: (?:{_GROUND}|{_PLAIN_GROUND}))*"
    rf"|{_BEFORE}(?:{_STUFF}) (?:{_PLAIN_GROUND})))(?![\w-])(?! label)",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"\b(?P<what>(?:an? )?{_BEFORE}(?:{_STUFF}) (?:{_GROUND}|surface|floor|wall)"
    rf"|(?:an? )?(?:wood|wooden|oak|walnut|marble|concrete|granite|terrazzo|brick|tiled|linen|velvet|silk) "
    rf"(?:backdrop|background|sweep)|(?:an? )?(?:{_BEFORE})?(?:tabletop|countertop|plinth|podium|pedestal))(?![\w-])",
    re.IGNORECASE,
)
_INTO_GROUND = re.compile(
    r"\b(?:turn|change|make|switch|swap) the (?:seamless|floor|ground|surface|table(?:top)?)"
    r" (?:(?:in)?to|for) (?=(?:an? )?(?:[\w-]+ ){0,2}?"
    r"(?:wood|oak|walnut|marble|concrete|fabric|linen|stone|slate|velvet|silk)\b)",
    re.IGNORECASE,
)
_MANY = re.compile(r"(?:tables|shelves|tiles|rocks|pebbles|books|leaves|planks)$", re.IGNORECASE)
# What a ground comes nearest to among those that are drawn.
_NEAREST: dict[str, re.Pattern[str]] = {
    "wood": re.compile(r"\b(?:oak|walnut|pine|bamboo|plank|crate|log|stump|table|desk|shel|bench|board|rattan|wood)"),
    "marble": re.compile(r"\b(?:granite|terrazzo|onyx|travertine|worktop|counter)"),
    "fabric": re.compile(r"\b(?:linen|velvet|silk|cloth|tablecloth|towel|leather|bed|cotton|wool)"),
    "concrete": re.compile(r"\b(?:tile|stone|slate|brick|plaster|cement|rough|asphalt)"),
}
_FURNITURE = re.compile(
    r"\b(?:table ?tops?|tables?|dining table|desk|shelf|shelves|countertop|counter(?: top)?|worktop|slab|tray|bench|"
    r"(?:cutting )?board|bar|plinth|podium|pedestal|stage|cloth|planks?)\b"
)
_PREPOSITION = re.compile(r"\b(?:on|upon|atop|over|against)\b", re.IGNORECASE)
_STAND = re.compile(r"\b(?:plinth|podium|pedestal|stage|shelf|shelves|tray|bench)\b")
_VERB = re.compile(r"^(?:make|change|turn|put|set|place|use|add|replace|swap|with|to|it|the|into) ", re.IGNORECASE)


def settle(text: str, scene: str, creating: bool) -> tuple[str, list[str]]:
    """A clause with its compound names made plain and its grounds as they can be drawn, and what is to be said."""
    notes: list[str] = []
    text = _CANDLE_JAR.sub("candle", text)
    text = _WATER_GLASS.sub("glass tumbler", text)
    if _STEMMED.search(text):
        text = _STEMMED.sub("glass tumbler", text)
        notes.append("a glass on a stem is not drawn: this one is a tumbler")
    for pattern in (_OWN_FIRST, _OWN_LAST):
        text = pattern.sub(lambda match: match[0] if _is_named(match, scene) else match[1], text)
    text = _CANDLE_IN.sub(_with_its_vessel, text)
    text = _INTO_GROUND.sub("on ", text)
    match = _ON.search(text) or _BARE.search(text)
    if match is None:
        return text, notes
    what = match["what"]
    while _VERB.match(what):
        what = _VERB.sub("", what)
    starts = (match.start(), *(match.start() + on.start() for on in _PREPOSITION.finditer(match[0])))
    if any(limits.covers(text, start, match.end(), scene, GROUND) for start in starts):
        return text, notes + _stand(what)
    instead, said = _ground(what, scene, creating)
    return f"{text[: match.start()]}{instead}{text[match.end() :]}", [*notes, *said]


def _with_its_vessel(match: re.Match[str]) -> str:
    return f"{match['looks']}{_OF_STUFF.get(match['stuff'], '')}candle{match['many']}"


def _stand(what: str) -> list[str]:
    stand = _STAND.search(what)
    return [f"a {stand[0]} is not drawn: the object stands on the ground itself"] if stand else []


def _is_named(match: re.Match[str], scene: str) -> bool:
    """Whether the vocabulary knows a compound as a whole: a wine bottle has a shape of its own."""
    slots = lexicon.of(scene).slots
    if slots is None:
        return False
    return match[0] in slots.nouns or limits.covers(match.string, match.start(), match.end(), scene, slots.kind)


def _ground(what: str, scene: str, creating: bool) -> tuple[str, list[str]]:
    """The words to read instead of a ground, and what is said where it is not drawn."""
    colour = _colour(what)
    if limits.is_known(f"on {what}", scene, GROUND):
        plain = _FURNITURE.sub(" surface ", what)
        known = re.sub(r"(?:surface\s+)+surface", "surface", plain)
        return f" on {known} ", _stand(what)
    verb = "are" if _MANY.search(what) and not re.match(r"an? ", what) else "is"
    near = next((stuff for stuff, words in _NEAREST.items() if words.search(what)), "")
    if near and limits.is_known(f"on {near}", scene, GROUND):
        return f" on {colour} {near} ", [f"{what} {verb} not drawn: the object stands on {near} instead"]
    if not creating and not colour:
        return " ", [f"{what} {verb} not drawn: the ground stays as it is"]
    sweep = f"a {colour} paper sweep" if colour else "a paper sweep"
    instead = f" on {colour} backdrop " if colour else " "
    return instead, [f"{what} {verb} not drawn: the object stands on {sweep}"]


def _colour(phrase: str) -> str:
    """The colour among the words of a ground; stuff such as stone is none, though paint is called by it."""
    words = [word for word in phrase.lower().split() if not re.fullmatch(_STUFF, word)]
    pairs = [" ".join(pair) for pair in pairwise(words)]
    return next((name for name in (*pairs, *words) if name in colours.NAMED and name not in ("clear", "pine")), "")
