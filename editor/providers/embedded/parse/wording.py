"""Making a prompt plain before it is cut: courtesies out, quotes and lists of colours held together."""

import re

from editor.providers.embedded import colours

_HELD = "\ue000"
_QUOTE = re.compile(
    r"[\"“”„«»]([^\"“”„«»\n]{1,80})[\"“”„«»]|「([^「」\n]{1,80})」|(?<!\w)['‘]([^'’\n]{1,80})['’](?!\w)|(?<![\w-])[A-Z]{2,10}!+"
)
_LETTERING = re.compile(r"[\"“”„«»「][^\"“”„«»「」]*[\"“”„«»」]")
# Where a pin stood; this engine finds things by their names.
_PLACE = re.compile(
    r"\s*\((?:(?:at|in|near|on) )?(?:the )?(?:(?:upper|middle|lower|top|bottom|far)[ -]?)?"
    r"(?:left|right|centre|center|middle|top|bottom|edge)?(?: (?:edge|corner|side))?\)",
    re.IGNORECASE,
)
_POLITE = re.compile(r"\b(?:can|could|would|will) (?:you|we)(?: (?:please|also|maybe))*\b", re.IGNORECASE)
_BLACK_WHITE = re.compile(r"\bblack (?:and|&) white\b", re.IGNORECASE)
_PURPOSE = re.compile(
    r"\b(?:for|on) (?:our|my|the|an?|your|their) (?:[\w-]+ ){0,3}?(?:campaign|web ?site|shop|store|launch|"
    r"newsletter|brochure|"
    r"catalogue|catalog|client|blog|deck|pitch|collection|range|look ?book|press kit|landing page|home ?page|"
    r"advert|ads?)\b",
    re.IGNORECASE,
)
_ICONS = re.compile(r"\bicons?(?: for| of| showing|:) [\w -]+(?:, [\w -]+)*,? (?:and|&) [\w-]+", re.IGNORECASE)
_TIME_OF_DAY = re.compile(r"\b(?:time|hour) of (?:the )?day\b", re.IGNORECASE)
_TAKE_AWAY = re.compile(r"\btake ((?:the|that|this|those) [\w -]{2,24}?) (?:away|out|off)\b", re.IGNORECASE)

COLOUR_NAMES = "|".join(sorted(map(re.escape, colours.NAMED), key=len, reverse=True))
_TWO_WORDS = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in colours.NAMED if " " in name), re.IGNORECASE)
_ONE = rf"(?:(?:{'|'.join(colours.SHADES)}) )?(?:(?:{COLOUR_NAMES})|#[0-9a-f]{{6}})(?![\w-])"
COLOUR_LIST = re.compile(
    rf"(?<![\w-]){_ONE}(?:, {_ONE})*,? (?:and|&) {_ONE}(?=\s*(?:$|[.,;:!?\n]|(?:on|in|with|over|for|as|at)\b))",
    re.IGNORECASE | re.MULTILINE,
)


FROM_TO = re.compile(rf"\bfrom {_ONE} to {_ONE}", re.IGNORECASE)
_NEON = re.compile(
    rf"\bneon {_ONE} (?:and|&) {_ONE}(?: lights?| lighting| tubes?)?|(?<![\w-]){_ONE} (?:and|&) {_ONE} neon",
    re.IGNORECASE,
)


def has_list(text: str) -> bool:
    """Whether several colours stand in a row: "red, white and blue", "from navy to cream"."""
    return bool(COLOUR_LIST.search(text) or FROM_TO.search(text))


def without_quotes(text: str) -> str:
    """The text without what stands in quotes: lettering says nothing of the picture."""
    return _LETTERING.sub(" ", text)


def plain(prompt: str) -> str:
    """The prompt without pins and courtesies."""
    return _POLITE.sub(" ", _PLACE.sub("", prompt.replace(_HELD, "")))


def hold(text: str) -> tuple[str, list[str]]:
    """The text with each quote and list of colours as a mark, and what the marks stand for."""
    held: list[str] = []

    def keep(match: re.Match[str]) -> str:
        held.append(match[0])
        return f"{_HELD}{len(held) - 1}{_HELD}"

    text = _NEON.sub(keep, _ICONS.sub(keep, text))
    return COLOUR_LIST.sub(keep, _BLACK_WHITE.sub(keep, _QUOTE.sub(keep, text))), held


def without_colours(text: str) -> str:
    """The text with its colours of two words as one: a forest green bottle is no forest."""
    return _TWO_WORDS.sub(lambda match: match[0].rpartition(" ")[2], text)


def release(text: str, held: list[str]) -> str:
    """The text with its marks made words again."""
    return re.sub(f"{_HELD}(\\d+){_HELD}", lambda match: held[int(match[1])], text)


def in_order(text: str) -> str:
    """A clause as it is best read: "take the candle away" as "remove the candle", no word of what it is for."""
    text = _TIME_OF_DAY.sub("time", text)
    return _BLACK_WHITE.sub("black-and-white", _TAKE_AWAY.sub(r"remove \1", _PURPOSE.sub(" ", text)))
