"""What a prompt is about: which scene family, an unknown subject, or a real person."""

import re

from editor.providers.embedded import colours
from editor.providers.embedded.parse import filler, lexicon
from editor.providers.embedded.words import FAMILY, product

_POPART = re.compile(r"\b(?:pop[- ]?art|portrait|comic(?:[- ]book)?|ben[- ]day|face of|lichtenstein)\b", re.I)
_LANDSCAPE = re.compile(
    r"\b(?:valley|landscape|mountains?|ridges?|peaks|hills|alpine|misty|scenery|pine ridges|conifers|highlands)\b",
    re.I,
)
_PRODUCT = re.compile(
    r"\b(?:" + "|".join(sorted(map(re.escape, product.OBJECTS), key=len, reverse=True)) + r")\b", re.I
)
# Things that only sound like one of the objects.
_FALSE_FRIENDS = re.compile(
    r"\b(?:watering|trash|garbage|rubbish|oil|spray|petrol)[ -]cans?\b|\b(?:can|bottle|jar)[ -]openers?\b|"
    r"\bhot water bottles?\b|\b(?:tea|coffee|cooking|flower|plant)[ -]?pots?\b|"
    r"\bcup ?cakes?\b|\b(?:world|trophy) cups?\b|"
    r"\b(?:shot|magnifying|looking|stained|hour)[ -]glass(?:es)?\b|\bcandle ?(?:stick|labra)s?\b|\bpot[ -]plants?\b",
    re.I,
)
_GLASS = re.compile(r"\bglass of\b", re.I)

_FAMOUS = frozenset(
    [
        "einstein",
        "obama",
        "trump",
        "biden",
        "putin",
        "merkel",
        "macron",
        "zelensky",
        "churchill",
        "lincoln",
        "napoleon",
        "gandhi",
        "mandela",
        "beyonce",
        "beyoncé",
        "rihanna",
        "madonna",
        "elvis",
        "bowie",
        "warhol",
        "picasso",
        "frida",
        "kahlo",
        "marilyn",
        "monroe",
        "audrey",
        "hepburn",
        "bardot",
        "dicaprio",
        "kardashian",
        "zendaya",
        "oprah",
        "musk",
        "bezos",
        "zuckerberg",
        "messi",
        "ronaldo",
        "beckham",
        "federer",
        "serena",
        "shakira",
        "adele",
        "eminem",
        "drake",
        "bieber",
        "swift",
        "lennon",
        "mccartney",
        "jagger",
        "prince",
        "cleopatra",
        "thatcher",
        "kennedy",
        "hitler",
        "stalin",
        "mao",
        "lenin",
        "jesus",
        "mona",
    ]
)
_NAME = re.compile(
    r"\b(?:of|like|as|portray(?:ing)?|depict(?:ing)?|resembl\w+)\s+((?:[A-Z][a-zà-ÿ’'-]+\s+){1,3}[A-Z][a-zà-ÿ’'-]+)"
)
_STYLE_OF = re.compile(r"\b(?:in the )?(?:style|manner|spirit) of\s+(?:[A-Z][\w’'-]+\s*){1,3}")
_QUOTED = re.compile(r"[\"“”«»][^\"“”«»]*[\"“”«»]")

_LEAD = re.compile(
    r"^(?:(?:please\s+)?(?:draw|make|create|paint|render|generate|show|give)\s+(?:me\s+|us\s+)?)?"
    r"(?:(?:an?|the|one|some)\s+)?(?:(?:\w+\s+)?(?:photo(?:graph)?|picture|image|shot|illustration|drawing)\s+of\s+)?(?:an?\s+|the\s+)?",
    re.I,
)
_STOPS = frozenset(
    {"in", "on", "at", "with", "over", "near", "beside", "under", "holding", "wearing", "riding", "and", "by", "next"}
)


def family(prompt: str) -> str:
    """The scene family a prompt asks for, or "" when none of them can draw it."""
    plain = re.sub(r"\bcan (?:you|we|i)\b", " ", _QUOTED.sub(" ", prompt), flags=re.IGNORECASE)
    plain = _FALSE_FRIENDS.sub(" x ", plain)
    places = {
        "portrait": _POPART.search(plain),
        "product": _PRODUCT.search(plain) or _GLASS.search(plain),
        "landscape": _LANDSCAPE.search(plain),
    }
    found = {name: match.start() for name, match in places.items() if match}
    if not found:
        return ""
    if "portrait" in found and (re.search(r"pop[- ]?art", plain, re.I) or "product" not in found):
        return "portrait"
    chosen = min(found, key=lambda name: found[name])
    return "" if foreign_subject(plain, chosen) else chosen


def foreign_subject(prompt: str, scene: str) -> str:
    """The noun a prompt opens with, where the scene has no such thing: `a dog` in "a dog in a misty valley"."""
    first = re.split(r"[,.;:\n]", prompt.strip(), maxsplit=1)[0]
    words = re.findall(r"[a-z][a-z'’-]*", _LEAD.sub("", first).lower())
    for here, after in zip(words, [*words[1:], ""], strict=True):
        if _is_known(here, scene):
            if here in FAMILY[scene].targets:
                return ""
        elif after in _STOPS:
            return str(here)
    return ""


def _is_known(word: str, scene: str) -> bool:
    tables = (FAMILY[scene].targets, lexicon.MATERIALS, product.OBJECTS)
    if word in filler.HARMLESS or word in FAMILY[scene].harmless or any(word in table for table in tables):
        return True
    from_phrases = any(word in row.pattern.pattern for row in FAMILY[scene].setters)
    return from_phrases or any(word in name.split() for name in colours.NAMED) or word in colours.SHADES


def named_person(prompt: str) -> str:
    """The name of a real person that the prompt asks to portray, or ""; quoted words are lettering."""
    plain = _STYLE_OF.sub(" ", _QUOTED.sub(" ", prompt))
    match = _NAME.search(plain)
    if match and not any(_is_known(word.lower(), scene) for word in match[1].split() for scene in FAMILY):
        return str(match[1])
    for word in re.findall(r"\b[A-ZÀ-Þ][a-zà-ÿ]+\b", plain):
        if word.lower() in _FAMOUS and word.lower() not in ("prince", "swift", "drake", "mona", "madonna"):
            return str(word)
    return ""
