"""What the engine says no to, in one sentence: moving pictures, brands, another language, the camera's place."""

import re

from editor.providers.embedded.parse import lexicon, wording
from editor.providers.embedded.words.vocabulary import words

_MOVING = re.compile(
    r"\b(?:animate[ds]?|animation|animated|video|movie|gif|cinemagraph|looping|loops?|soundtrack|music|"
    r"3d model|spinning|rotating)\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:combine|merge|blend|mix|composite) (?:this|it|these|them|both)\b.*|"
    r"\b(?:photo|picture|image|one)s? (?:that )?(?:i|we) (?:sent|uploaded|shared|attached|gave)\b",
    re.IGNORECASE,
)
_NAMES = (
    "coca[- ]?cola|coke|pepsi|nike|adidas|puma|apple|google|microsoft|starbucks|mcdonald[’']?s|disney|ikea|chanel|dior|"
    "gucci|prada|rolex|samsung|sony|amazon|netflix|spotify|tesla|bmw|mercedes|audi|ferrari|lego|heineken|red bull|"
    "nivea|l[’']or[eé]al|louis vuitton|hermes|hermès|zara|h&m|instagram|facebook|youtube|tiktok|twitter|nasa|fifa"
)
_BRAND = re.compile(
    rf"(?:\b(?:the|an?|its|their|our) )?\b(?:(?i:{_NAMES})|"
    rf"(?<=the )[A-Z][\w&-]+(?: [A-Z][\w&-]+)*)(?:[’']s)?(?: brand)?"
    r" (?:logo|swoosh|emblem|badge|branding|trademark)s?\b|\b(?:logo|emblem|swoosh) of "
    rf"(?:(?i:{_NAMES})|[A-Z][\w&-]+)"
)
_CAMERA = re.compile(
    r"(?:(?:in |as |from )?(?:an? )?(?:top|overhead|bird'?s[- ]eye|side|aerial|low[- ]angle|high[- ]angle|"
    r"three[- ]quarter)(?:[- ]down)? (?:view|angle|shot|perspective)|flat ?lay|from (?:directly|straight|right) "
    r"(?:above|below|behind|overhead)|"
    r"(?:see|seen|view|viewed|shot|shoot|show|shown|photographed|look|looking)(?: (?:it|this|down))?(?: at it)? "
    r"from (?:(?:directly |right |straight )?(?:above|below|behind|overhead)|the (?:top|side|back)))(?![\w-])"
)
_OTHER_TONGUES = words(
    """
    der die das und mit auf eine einen einem ein mach bitte nicht le la les une des avec sur dans el los una unos
    con para sobre il lo gli di della uno een het met op en og med på och ett zrób proszę na
    """
)
_ENGLISH_TOO = words(
    """
    die la le en con met lo di med op das des na sur el
    """
)


def refused(text: str, scene: str) -> str:
    """Why a clause as a whole cannot be carried out, or ""."""
    if _MOVING.search(text):
        return "this engine makes still pictures"
    if _OTHER.search(text):
        return "this engine works on one picture at a time, the newest on this path"
    return "the embedded engine reads English" if is_other_tongue(text) else ""


def is_other_tongue(text: str) -> bool:
    """Whether most of a text, quotes aside, is in another language than English."""
    plain = wording.without_quotes(text)
    letters = [letter for letter in plain if letter.isalpha()]
    if letters and sum(ord(letter) > 0x24F for letter in letters) * 2 > len(letters):
        return True
    words = re.findall(r"[^\W\d_]+", plain.lower())
    met = [word for word in words if word in _OTHER_TONGUES]
    sure = [word for word in met if word not in _ENGLISH_TOO]
    return bool(sure) and (len(met) >= 2 or len(words) <= 4) and not {"the", "and", "with"} & set(words)


def without_brands(text: str) -> tuple[str, list[str]]:
    """The clause without the marks of brands, and what is said of them."""
    if not _BRAND.search(text):
        return text, []
    return _BRAND.sub(" ", text), ["the marks of brands are not drawn; upload the logo, or name a simple one"]


def camera(text: str, at: int) -> tuple[int, str] | None:
    """A wish for another viewpoint at `at` that no vocabulary knows: where it ends, and what is said of it."""
    match = _CAMERA.match(text, at)
    return (match.end(), "the camera keeps its place in this engine") if match else None


def covers(text: str, start: int, end: int, scene: str, group: str) -> bool:
    """Whether a phrase that moves a field of `group` is the whole of `text` from `start` to `end`."""
    rows = [row for row in lexicon.of(scene).setters if any(name.startswith(group) for name in row.changes)]
    matches = (row.pattern.match(text, start) for row in rows)
    return any(match.end() >= end for match in matches if match)


def is_known(text: str, scene: str, group: str) -> bool:
    """Whether some phrase of a scene that moves a field of `group` stands in the text."""
    rows = [row for row in lexicon.of(scene).setters if any(name.startswith(group) for name in row.changes)]
    starts = [match.start() for match in re.finditer(r"(?<![\w-])\w", text)]
    return any(row.pattern.match(text, at) for row in rows for at in starts)
