"""Making a prompt plain before it is cut: courtesies out, quotes and lists of colours held together."""

import re

from editor.providers.embedded import colours
from editor.providers.embedded.parse import unquoted

_HELD = "\ue000"
_QUOTE = re.compile(
    r"[\"“”„«»]([^\"“”„«»\n]{1,80})[\"“”„«»]|「([^「」\n]{1,80})」|(?<!\w)['‘]([^'’\n]{1,80})['’](?!\w)|(?<![\w-])[¡¿]?[A-Z]{2,10}!+"
)
_ROW_OF_QUOTES = re.compile(
    r"\"[^\"\n]{1,80}\"(?:(?:, (?:and )?| and )\"[^\"\n]{1,80}\")+"
)  # texts in a row: one clause
_LETTERING = re.compile(r"[\"“”„«»「][^\"“”„«»「」]*[\"“”„«»」]")
# Where a pin stood; this engine finds things by their names.
_PLACE = re.compile(
    r"\s*\((?:(?:at|in|near|on) )?(?:the )?(?:(?:upper|middle|lower|top|bottom|far)[ -]?)?"
    r"(?:left|right|centre|center|middle|top|bottom|edge)?(?: (?:edge|corner|side))?\)",
    re.IGNORECASE,
)
_POLITE = re.compile(
    r"\b(?:can|could|would|will|may) (?:you|we|i)(?: (?:please|also|maybe|see))*\b|"
    r"\b(?:can|could) (?=(?:the|it|its|this|that|these|those|they|there|his|her) (?:[\w-]+ ){0,4}?"
    r"(?:be|have|get|go|look|come|stand|sit|become|move|read|say)\b)",  # "can the type be brown" asks for no tin
    re.IGNORECASE,
)
_SOFT_BOX = re.compile(r"\bsoft[ -]box(es)?\b", re.IGNORECASE)  # a lamp, and no carton
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
# Why something is wanted: it goes along with the wish and asks for nothing itself.
REASON = re.compile(
    r"(?:,? ?\b(?:so (?:that|it|the|this|we|i|you|my|our|they)|because|since (?:it|the|we)|"
    r"(?:and )?i can(?:no|[’']?)t (?:really |even )?(?:see|read|make out)|"
    r"(?:it|they|that) (?:really )?needs? to (?:feel|look|shout|stand|be seen|read)|(?:it|this|that) feels|"
    r"like (?:an? )?(?:actual|real)|so \w+ (?:\w+ )?(?:can|will|could|would|fits?)))\b.*$|"
    r"(?:^|, )like (?!before\b|it was\b|the (?:first|last|old)).*$",
    re.IGNORECASE,
)
_DISLIKE = re.compile(  # it names what is there, and asks for nothing yet
    r".*\b(?:hates?|dislikes?|(?:do|does)(?:n[’']?t| not) like|not (?:keen on|a fan of|sure about)) (?:the|that|this) ",
    re.IGNORECASE,
)
_STOPS = re.compile(  # of exposure: how far is a step of this engine's own
    r"\b(?:by )?(?:about |around |maybe )?(?:(?:an?|one|half|two|½|1/2|full) )+(?:f-)?stops?(?: or (?:so|two))?\b",
    re.IGNORECASE,
)
_OF_LIGHT = re.compile(  # "undo the darkening"
    r"\bthe (?:darkening|brightening|dimming|warming|cooling|light(?:ing)? change)\b(?: from before)?", re.IGNORECASE
)
_LOTS = re.compile(r"\b(?:lots|loads|plenty|tons|heaps) of\b", re.IGNORECASE)
_TAKE_AWAY = re.compile(r"\btake ((?:the|that|this|those) [\w -]{2,24}?) (?:away|out|off)\b", re.IGNORECASE)

COLOUR_NAMES = "|".join(sorted(map(re.escape, colours.NAMED), key=len, reverse=True))
_TWO_WORDS = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in colours.NAMED if " " in name), re.IGNORECASE)
COLOUR = rf"(?:(?:{'|'.join(colours.SHADES)}) )?(?:(?:{COLOUR_NAMES})|#[0-9a-f]{{6}})(?![\w-])"
COLOUR_LIST = re.compile(
    rf"(?<![\w-]){COLOUR}(?:(?:(?:, | / |/){COLOUR})*,? (?:and|&|\+) {COLOUR}|(?:, {COLOUR}){{2,}})"
    rf"(?=\s*(?:$|[.,;:!?\n]|(?:on|in|with|over|for|as|at|gradient)\b))",
    re.IGNORECASE | re.MULTILINE,
)


FROM_TO = re.compile(  # "from navy to cream", "a gradient, peach to plum"; "change the navy to cream" is no row
    rf"(?:\bfrom |^\s*(?:an? )?|\bgradient,? (?:of )?|\b(?:fad|blend)ing (?:from )?|[,:–-] ){COLOUR} (?:in)?to {COLOUR}"
    rf"|(?<![\w-]){COLOUR} to {COLOUR}(?= (?:colou?r )?gradient)",
    re.IGNORECASE,
)
_HYPHENED = re.compile(rf"\b({COLOUR_NAMES})-to-(?={COLOUR_NAMES})", re.IGNORECASE)
# Two colours before one thing: "a pink and orange sky".
_PAIR = re.compile(
    rf"(?<![\w-]){COLOUR} (?:and|&) {COLOUR}(?= (?!on\b|in\b|with\b|over\b|for\b|as\b|at\b|and\b|neon\b)[a-z])",
    re.IGNORECASE,
)
_NEON = re.compile(
    rf"\bneon {COLOUR} (?:and|&) {COLOUR}(?: lights?| lighting| tubes?)?|"
    rf"(?<![\w-]){COLOUR} (?:and|&) {COLOUR} (?:neon|lights?|lighting|gels?|tubes?)",
    re.IGNORECASE,
)


_BOTH = re.compile(  # "swap the title and the subtitle" is one wish
    r"\b((?:swap|exchange|switch) (?!it\b|them\b)(?:the )?[\w-]+(?: (?!for\b|to\b|with\b|o[nf]f?\b|out\b)[\w-]+)?) and "
    r"(?=(?:the )?[\w-]+(?: colou?rs?)?\s*(?:$|[.,;!?]|and\b|round|around|over))",
    re.IGNORECASE,
)
_SWAPPED = re.compile(  # "drop the navy and use mustard instead"
    rf"\b(?:drop|lose|remove|ditch|get rid of) the ({COLOUR_NAMES}) and (?:use|take|try|put in|have) (.+?) instead\b",
    re.IGNORECASE,
)


def has_list(text: str) -> bool:
    """Whether several colours stand in a row: "red, white and blue", "from navy to cream"."""
    return bool(COLOUR_LIST.search(text) or FROM_TO.search(text) or _PAIR.search(text))


def without_quotes(text: str) -> str:
    """The text without what stands in quotes: lettering says nothing of the picture."""
    return _LETTERING.sub(" ", text)


def plain(prompt: str) -> str:
    """The prompt without pins and courtesies, words to be set in quotes."""
    prompt = _BOTH.sub(r"\1 & ", prompt)
    prompt = _SWAPPED.sub(r"change the \1 to \2", prompt)
    asked = unquoted.quoted(_PLACE.sub("", prompt.replace(_HELD, "")))
    return _SOFT_BOX.sub(r"softbox\1", _POLITE.sub(" ", asked))


def hold(text: str) -> tuple[str, list[str]]:
    """The text with each quote and list of colours as a mark, and what the marks stand for."""
    held: list[str] = []

    def keep(match: re.Match[str]) -> str:
        held.append(match[0])
        return f"{_HELD}{len(held) - 1}{_HELD}"

    text = _NEON.sub(keep, _ICONS.sub(keep, _ROW_OF_QUOTES.sub(keep, text)))
    text = COLOUR_LIST.sub(keep, _BLACK_WHITE.sub(keep, _QUOTE.sub(keep, text)))
    return _PAIR.sub(keep, text), held


def without_colours(text: str) -> str:
    """The text with its colours of two words as one: a forest green bottle is no forest."""
    return _TWO_WORDS.sub(lambda match: match[0].rpartition(" ")[2], text)


def release(text: str, held: list[str]) -> str:
    """The text with its marks made words again."""
    return re.sub(f"{_HELD}(\\d+){_HELD}", lambda match: held[int(match[1])], text)


def in_order(text: str) -> str:
    """A clause as it is best read: "take the candle away" as "remove the candle", no word of what it is for."""
    if _DISLIKE.match(text):
        return ""
    text = REASON.sub("", text) or text
    text = _OF_LIGHT.sub("the light", _STOPS.sub(" ", text))
    text = _LOTS.sub("more", _HYPHENED.sub(r"\1 to ", _TIME_OF_DAY.sub("time", text)))
    return _BLACK_WHITE.sub("black-and-white", _TAKE_AWAY.sub(r"remove \1", _PURPOSE.sub(" ", text)))
