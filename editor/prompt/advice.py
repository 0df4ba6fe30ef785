"""When a request needs more than the everyday model: text, people, many subjects, a final hero picture.

Rules over the words, no model: the same request always gets the same advice. They know English, and quoted text in any
language; what they miss costs an offer, what they see wrongly costs trust, so in doubt they say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

Need: TypeAlias = Literal["text", "people", "subjects", "final"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One need that the request shows, and the words that show it."""

    need: Need
    because: str
    seen: str


_BECAUSE: Final[dict[Need, str]] = {
    "text": "the picture holds text",
    "people": "people are in it",
    "subjects": "many subjects are in it",
    "final": "it is a final hero picture",
}

# What stands before a word takes it back: "no text", "remove the two people". Within one clause, at most four words on.
_TAKEN_BACK: Final = re.compile(
    r"\b(?:no|not|without|never|remove|removing|delete|erase|avoid|drop|omit|hide|instead of|free of|rid of|except)"
    r"\s+(?:[\w’'-]+\s+){0,4}$",
    re.IGNORECASE,
)

# Text in the picture.
_QUOTED: Final = re.compile(r"[\"“„«]\s*([^\"“”„«»\n]{1,200}?)\s*[\"”“»]|(?<!\w)[‘']([^‘’'\n]{2,120}?)[’'](?!\w)")
_TEXT_CUE: Final = re.compile(
    r"\b(?:say(?:s|ing)?|read(?:s|ing)?|spell(?:s|ing)?|titled?|letter(?:ed|ing|s)|label(?:l?ed|s)?|caption(?:ed|s)?"
    r"|headline|heading|slogan|tagline|logo|word(?:s|mark)?|text|written|writing|sign|poster|banner|typography|inscri\w+"
    r"|engraved|printed|name|called|brand\w*)\b",
    re.IGNORECASE,
)
_SET_IN_TYPE: Final = re.compile(
    r"\b(?:typography|typographic|lettering|calligraphy|infographic|wordmark|word mark|business card|book cover"
    r"|magazine cover|movie poster|film poster|restaurant menu|menu card|speech bubble|comic strip|price list|timetable"
    r"|(?:the|a|its|bold|big|large|with) (?:headline|tagline|slogan|caption|subtitle))\b",
    re.IGNORECASE,
)
# "a label reading EAU DE NUIT": the verb alone may be somebody with a book.
_SAYS_CAPITALS: Final = re.compile(
    r"\b(?:[Ss]ay(?:s|ing)|[Rr]ead(?:s|ing)|[Ss]pell(?:s|ing)|[Ll]ettered|[Cc]aptioned|[Tt]itled|[Tt]ext|[Ww]ords?"
    r"|[Hh]eadline|[Ll]ogo|[Ll]abel)\s*:?\s+(?:is\s+)?[A-ZÀ-Þ][A-ZÀ-Þ0-9&!?.-]{2,}"
)

# People. Not what belongs to them ("women's shoes"), nor things named after them ("clock face", "portrait format").
_PEOPLE: Final = re.compile(
    r"\b(?:people|persons?|man|men|woman|women|child|children|kids?|girls?|boys?|baby|babies|toddler|teenagers?"
    r"|couple|crowds?|audience|bride|groom|lady|ladies|gentlem[ae]n|grandmother|grandfather|mother|father"
    r"|daughter|son|friends|colleagues|chefs?|baristas?|dancers?|athletes?|runners?|musicians?|nurses?|doctors?"
    r"|engineers?|craftsm[ae]n|workers?|students?|teachers?|tourists?|passengers?|fashion model|selfie|headshot"
    r"|(?:his|her|their|human|smiling|freckled) (?:face|hands?)|hands? (?:holding|gripping|pouring|reaching))\b"
    r"(?![’']s\b)(?![-’'])(?!\s+of\s+(?:letters|fonts|the\s+house))",
    re.IGNORECASE,
)
_PORTRAIT_OF: Final = re.compile(r"\b[Pp]ortrait of (?:my |the |our )?[A-Z][a-z]+")
_NOT_PEOPLE: Final = re.compile(
    r"\b(?:man[- ]made|men[- ]at[- ]work|snow ?man|ginger ?bread (?:man|men)|lay ?man|baby (?:blue|pink)"
    r"|couple of|kid leather|worker bees?|student(?:s’|s'| housing| flat)|children.?s|mother[- ]of[- ]pearl"
    r"|mother tongue|father time|baby['’]s[- ]breath|bride['’]s)\b|[’']s son\b",
    re.IGNORECASE,
)

# Many subjects.
_FEW: Final = 5
_COUNT: Final = re.compile(
    r"(?<![\w:/.,×x$€£#%-])(?P<count>[5-9]|[1-9]\d|five|six|seven|eight|nine|ten|eleven|twelve|a dozen|twenty|dozens of"
    r"|hundreds of)\s+(?:[a-z-]+\s+){0,2}?(?P<noun>[a-z]{2,}s|people|men|women|children|sheep|geese|mice|fish)\b"
    r"(?!\s*[:×])",
    re.IGNORECASE,
)
# What is counted and is no subject of a picture.
_UNITS: Final = re.compile(
    r"mm|cms|pixels|degrees|percents|seconds|minutes|hours|days|weeks|months|years|decades|centuries|times"
    r"|stops|steps|points|inches|feet|metres|meters|kilometres|versions|variants|options|colours|colors|shades"
    r"|tones|ratios|sizes|tokens|words|letters|characters|lines|grams|litres|liters|dollars|euros|pounds"
    r"|kelvins|os|us|this|is|was|has|its|as|focus|bokeh|lens|series|glass|grass|canvas|across|less|plus|thus"
    r"|dots|edges|sides|corners|rows|columns|panes|layers|pages|stories|storeys|floors|percent",
    re.IGNORECASE,
)
_ITEM: Final = re.compile(
    r"^(?:and\s+|plus\s+|with\s+)?(?:an?|the|one|two|three|four|some|several|his|her|my|our|another)\s+\w",
    re.IGNORECASE,
)
_BETWEEN_ITEMS: Final = re.compile(r"\s*[,;]\s*(?:and\s+)?|\s+and\s+", re.IGNORECASE)
_SENTENCE: Final = re.compile(r"(?<=[.!?:])\s+|\n+")

# A final hero picture.
_FINAL: Final = re.compile(
    r"\b(?:hero (?:image|shot|picture|visual|asset|banner|photo|photograph|render)|key visual|campaign visual|billboard"
    r"|print[- ]ready|ready for print|for (?:the )?print(?! run)|final (?:artwork|asset|master|key art)|cover image"
    r"|front cover|album cover|key art)\b",
    re.IGNORECASE,
)


def suggests_pro(prompt: str, *, keep: Iterable[str] = (), change: Iterable[str] = ()) -> list[Reason]:
    """Why this request may need a Pro model, most telling first; empty where nothing shows it."""
    told = "\n".join((prompt, *keep, *change))
    found = {"text": _text(told), "people": _people(told), "subjects": _subjects(told), "final": _first(_FINAL, told)}
    return [Reason(need, _BECAUSE[need], seen) for need in _BECAUSE if (seen := found[need])]


def _text(told: str) -> str:
    return _quoted(told) or _first(_SAYS_CAPITALS, told) or _first(_SET_IN_TYPE, told)


def _quoted(told: str) -> str:
    """Quoted words that are to be set in type: with a cue beside them, or more than a word in double quotes."""
    for found in _QUOTED.finditer(told):
        words = found[1] or found[2] or ""
        before = told[max(0, found.start() - 60) : found.start()]
        if not re.search(r"\w{2}", words) or _is_taken_back(told, found.start()):
            continue
        has_cue = _TEXT_CUE.search(_clause(before)) or _TEXT_CUE.match(told[found.end() :].lstrip(" ,"))
        if has_cue or (found[1] and _is_said(words)):
            return words
    return ""


def _is_said(words: str) -> bool:
    """Whether words in double quotes read like something to be shown rather than a term ("golden hour")."""
    return words.isupper() or len(words.split()) > 3 or (len(words.split()) > 1 and words.istitle())


def _people(told: str) -> str:
    plain = _NOT_PEOPLE.sub(lambda found: "·" * len(found[0]), told)
    return _first(_PEOPLE, plain) or _first(_PORTRAIT_OF, plain)


def _subjects(told: str) -> str:
    for found in _COUNT.finditer(told):
        if not _UNITS.fullmatch(found["noun"]) and not _is_taken_back(told, found.start()):
            return found[0]
    for sentence in _SENTENCE.split(told):
        items = [part for part in _BETWEEN_ITEMS.split(sentence) if _ITEM.match(part)]
        # The first item often has a verb before it ("Add a lamp, a vase, …"): it counts as one.
        if len(items) + (not _ITEM.match(sentence)) >= _FEW and len(items) >= _FEW - 1:
            return sentence.strip()
    return ""


def _first(pattern: re.Pattern[str], told: str) -> str:
    return next((found[0] for found in pattern.finditer(told) if not _is_taken_back(told, found.start())), "")


def _is_taken_back(told: str, at: int) -> bool:
    return bool(_TAKEN_BACK.search(_clause(told[max(0, at - 80) : at])))


def _clause(before: str) -> str:
    """What stands before in the same clause."""
    return re.split(r"[.;:!?\n,]|\bbut\b", before)[-1]
