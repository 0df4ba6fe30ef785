"""Cutting a prompt into clauses, each with the heading it stood under."""

import re
from dataclasses import dataclass
from typing import Literal

Heading = Literal["ask", "keep", "style", "avoid"]


@dataclass(frozen=True, slots=True)
class Ask:
    """One clause: its words as typed, the heading over it, and the number of the sentence it came from."""

    text: str
    heading: Heading
    sentence: int


_HEADINGS: dict[str, Heading] = {
    "keep": "keep", "keep exactly": "keep", "do not change": "keep", "preserve": "keep", "lock": "keep",
    "locked": "keep",
    "change": "ask", "changes": "ask", "subject": "ask", "prompt": "ask", "instruction": "ask", "edit": "ask",
    "adjust": "ask", "critique": "ask", "notes": "ask", "composition": "ask", "light": "ask", "lighting": "ask",
    "style": "style", "mood": "style", "avoid": "avoid", "without": "avoid", "negative": "avoid",
}  # fmt: skip

_HEADING = re.compile(r"^\s*[#*\-\s]*([A-Za-z][A-Za-z ]{2,14}?)\s*\**:\s*\**", re.MULTILINE)
_BULLET = re.compile(r"^\s*(?:[-*•]|\d+[.)])\s+")
_QUOTE = re.compile(
    r"[\"“”„«»]([^\"“”„«»\n]{1,80})[\"“”„«»]|(?<!\w)['‘]([^'’\n]{1,80})['’](?!\w)|(?<![\w-])[A-Z]{2,10}!+"
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+|[.!?]+$|;\s*|\n+")
_COMMA = re.compile(r",\s*(?:and\s+|but\s+|then\s+)?|\s+but\s+|\s+then\s+|\s+[—–-]\s+|\s+while\s+")
_AND = re.compile(r"\s+(?:and|plus)\s+(?!more\b|less\b)")
_KEEP_VERB = re.compile(
    r"^(?:please\s+)?(?:keep|preserve|leave|lock|retain|(?:do not|don[’']t) (?:change|touch|alter))\s+",
    re.IGNORECASE,
)
# Where a pin stood; this engine finds things by their names.
_PLACE = re.compile(
    r"\s*\((?:(?:at|in|near|on) )?(?:the )?(?:(?:upper|middle|lower|top|bottom|far)[ -]?)?"
    r"(?:left|right|centre|center|middle|top|bottom|edge)?(?: (?:edge|corner|side))?\)",
    re.IGNORECASE,
)
_POLITE = re.compile(r"\b(?:can|could|would|will) (?:you|we)(?: please)?\b", re.IGNORECASE)
_BLACK_WHITE = re.compile(r"\bblack (?:and|&) white\b", re.IGNORECASE)
_HELD = "\ue000"


def split(prompt: str) -> tuple[Ask, ...]:
    """The clauses of a prompt, in order; quoted words are never cut."""
    quotes: list[str] = []

    def hold(match: re.Match[str]) -> str:
        quotes.append(match[0])
        return f"{_HELD}{len(quotes) - 1}{_HELD}"

    plain = _BLACK_WHITE.sub("black-and-white", _POLITE.sub(" ", _PLACE.sub("", prompt.replace(_HELD, ""))))
    held = _QUOTE.sub(hold, plain)
    asks: list[Ask] = []
    sentence = 0
    for heading, body in _sections(held):
        for line in _SENTENCE.split(body):
            sentence += 1
            asks += [Ask(_release(text, quotes), kind, sentence) for text, kind in _pieces(line, heading)]
    told = [ask for ask in asks if not _PLEASANT.match(ask.text)]
    return tuple(told or asks)


def style_of(asks: tuple[Ask, ...]) -> str:
    """What stands under the heading of style, as one text."""
    return "; ".join(ask.text for ask in asks if ask.heading == "style")


def _release(text: str, quotes: list[str]) -> str:
    return re.sub(f"{_HELD}(\\d+){_HELD}", lambda match: quotes[int(match[1])], text)


def _sections(prompt: str) -> list[tuple[Heading, str]]:
    out: list[tuple[Heading, str]] = []
    for raw in prompt.splitlines():
        line = _BULLET.sub("", raw)
        match = _HEADING.match(line)
        known = _HEADINGS.get(match[1].lower()) if match else None
        if match and known:
            out.append((known, line[match.end() :]))
        elif out and raw != line:  # a bullet stays under the heading before it
            out.append((out[-1][0], line))
        else:
            out.append(("ask", line))
    return out


def _pieces(line: str, heading: Heading) -> list[tuple[str, Heading]]:
    out: list[tuple[str, Heading]] = []
    kind = heading
    for part in _COMMA.split(line):
        verb = _KEEP_VERB.match(part)
        if verb and heading == "ask":
            kind, part = "keep", part[verb.end() :]
        elif verb:
            part = part[verb.end() :]
        elif (kind == "keep" and heading == "ask" and _STARTS_CHANGE.match(part)) or (
            kind == "keep" and heading == "ask" and _KEPT_ALL.match(out[-1][0] if out else "")
        ):
            kind = "ask"
        for piece in _AND.split(part):
            stripped = piece.strip(" \t.,;:!?" if heading != "ask" else " \t.,;:?")
            if kind == "keep" and heading == "ask" and _STARTS_CHANGE.match(stripped):
                kind = "ask"
            if stripped:
                out.append((stripped, kind))
    return out


# What is said to be kind asks for nothing, unless nothing else is said.
_PLEASANT = re.compile(
    r"^(?:(?:i |we )?(?:really |just )?(?:love|like) (?:it|this|that)(?: one)?|"
    r"(?:looks |looking |very |this is |that's |it's )?"
    r"(?:nice|great|good|perfect|beautiful|lovely|awesome|super|cool stuff|amazing)"
    r"(?: work| job| start| so far)?|"
    r"thanks?(?: you)?(?: so much)?|please|hi|hello|hey|ok|okay|yes|almost(?: there)?)[ !.,]*$",
    re.I,
)
_KEPT_ALL = re.compile(r"^(?:everything|all|the rest|anything)\b", re.I)
_STARTS_CHANGE = re.compile(
    r"^(?:make|change|turn|set|add|remove|move|use|put|give|swap|replace|paint|shift|warm|cool|warmer|cooler|"
    r"darker|brighter|lighter|softer|harder|more|less|fewer|blur|recolou?r|no|without|bring|drop|crop)\b",
    re.I,
)
