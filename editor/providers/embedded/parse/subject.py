"""What a prompt is about: which scene family, or a subject that none of them draws."""

import re

from editor.providers.embedded.parse import lexicon, ratios, typos, wording
from editor.providers.embedded.words import FAMILY, portrait, product
from editor.providers.embedded.words.vocabulary import words

_POLITE = re.compile(r"\bcan (?:you|we|i)\b", re.IGNORECASE)
_LEAD = re.compile(
    r"^(?:(?:please\s+)?(?:draw|make|create|paint|render|generate|show|give)\s+(?:me\s+|us\s+)?)?"
    r"(?:(?:an?|the|one|some)\s+)?(?:(?:\w+\s+)?(?:photo(?:graph)?|picture|image|shot|illustration|drawing)\s+of\s+)?(?:an?\s+|the\s+)?",
    re.I,
)
_ARTICLE = re.compile(
    r"^(?:(?:draw|make|create|paint|render|generate)\s+(?:me\s+|us\s+)?)?(?:an?|two|three|my)\s", re.IGNORECASE
)
_STOPS = words(
    """
    in on at with over near beside under holding wearing riding and by next across through against along into behind
    above who that which playing
    """
)


def family(prompt: str) -> str:
    """The scene family a prompt asks for, or "" when none of them can draw it."""
    said = prompt
    prompt, _ = ratios.take(wording.without_colours(prompt))
    plain = product.FALSE_FRIENDS.sub(" x ", _POLITE.sub(" ", wording.without_quotes(prompt)))
    found = {name: place for name in FAMILY if (place := _place(plain, name)) >= 0}
    if not found:
        return "portrait" if portrait.OPENS_LAST.search(wording.without_quotes(said)) else ""
    chosen = min(found, key=lambda name: found[name])
    return "" if foreign_subject(plain, chosen) else chosen


def _place(prompt: str, scene: str) -> int:
    """Where a prompt says the word that opens a family, -1 where it says none."""
    opens = FAMILY[scene].opens
    match = (opens.search(prompt) or opens.search(typos.mended(prompt.lower(), scene))) if opens else None
    return match.start() if match else -1


def foreign_subject(prompt: str, scene: str) -> str:
    """The noun a prompt opens with, where the scene has no such thing: `a dog` in "a dog in a misty valley"."""
    first = re.split(r"[,.;:\n]", prompt.strip(), maxsplit=1)[0]
    words = re.findall(r"[a-z][a-z'’-]*", typos.mended(_LEAD.sub("", first).lower(), scene))
    known = lexicon.known_words(scene)
    targets = lexicon.of(scene).targets
    for here, after in zip(words, [*words[1:], ""], strict=True):
        if here in known or here.removesuffix("s") in known:
            if here in targets or here.removesuffix("s") in targets:
                return ""
        elif (
            after in _STOPS
            or (after.endswith("ing") and after not in known)
            or (not after and _ARTICLE.match(first.strip()))
        ):
            return str(here)
    return ""
