"""Cutting a prompt into clauses, each with the heading it stood under."""

import re
from dataclasses import dataclass

from editor.providers.embedded.parse import wording
from editor.providers.embedded.parse.headings import Heading, sections

__all__ = ["Ask", "Heading", "split", "style_of"]


@dataclass(frozen=True, slots=True)
class Ask:
    """One clause: the words to read, the heading over it, and the number of the sentence it came from.

    `topic` is the noun that its heading speaks of, `said` the clause as typed where a verb was taken off `text`.
    """

    text: str
    heading: Heading
    sentence: int
    topic: str = ""
    said: str = ""

    @property
    def report(self) -> str:
        """The clause as it is named in the report."""
        lead = f"{self.heading} " if self.heading in ("keep", "avoid") and not self.said else ""
        return re.sub(r"(?:\s*:)+\s", ": ", " ".join(f"{lead}{self.said or self.text}".split()))


_SENTENCE = re.compile(r"(?<=[.!?])\s+|[.!?]+$|;\s*|\n+")
_COMMA = re.compile(r",\s*(?:and\s+|but\s+|then\s+)?|\s+but\s+|\s+then\s+|\s+[—–-]\s+|\s+while\s+")
_AND = re.compile(r"\s+(?:and|plus)\s+(?!more\b|less\b)")
_LEAD_IN = re.compile(r"(?<=\w{2}) ?: +(?=(?:an?|the|one|two|three|some) )", re.IGNORECASE)
_KEEP_VERB = re.compile(
    r"^(?:please\s+|just\s+|but\s+)*(?:keep|preserve|leave|lock|retain|"
    r"(?:do not|don[’']t|never) (?:change|touch|alter|move|modify))\s+"
    # "Keep its own light" and "leave some space" ask for something that is not there yet.
    r"(?!(?:its|their|his|her|the(?: \w+[’']s)?) own light|(?:(?:some|more|extra|enough|a bit of) )*(?:room|space)\b)",
    re.IGNORECASE,
)
_AS_IT_IS = (
    r"(?:(?:exactly |just )?(?:as|where|how|like) (?:it|they|he|she) (?:is|are|was|were)(?: now)?|the same|alone|"
    r"unchanged|untouched|in place|where it is)"
)
_STAYS = re.compile(
    rf"^(?P<what>.+?) (?:(?:should|must|has to|have to|needs? to|can|may) )?(?:stays?|remains?|be kept|be left)"
    rf"(?: {_AS_IT_IS})?(?: please)?$",
    re.IGNORECASE,
)
_TAIL = re.compile(rf"\s+{_AS_IT_IS}(?: please)?$", re.IGNORECASE)


def split(prompt: str) -> tuple[Ask, ...]:
    """The clauses of a prompt, in order; quoted words are never cut."""
    held, quotes = wording.hold(wording.plain(prompt))
    asks: list[Ask] = []
    sentence = 0
    for section in sections(held):
        for line in _SENTENCE.split(section.text):
            for part in _LEAD_IN.split(line):
                sentence += 1
                pieces = _pieces(part, section.heading)
                asks += [
                    Ask(wording.release(text, quotes), kind, sentence, section.topic, wording.release(said, quotes))
                    for text, kind, said in pieces
                ]
    told = [ask for ask in asks if not _PLEASANT.match(ask.text)]
    return tuple(told or asks)


def style_of(asks: tuple[Ask, ...]) -> str:
    """What stands under the heading of style, as one text."""
    return "; ".join(ask.text for ask in asks if ask.heading == "style")


def _pieces(line: str, heading: Heading) -> list[tuple[str, Heading, str]]:
    out: list[tuple[str, Heading, str]] = []
    kind = heading
    for part in _COMMA.split(line):
        verb = _KEEP_VERB.match(part)
        said = ""
        if verb:
            said, part = part[: verb.end()], part[verb.end() :]
            kind = "keep" if heading == "ask" else kind
        elif kind == "keep" and heading == "ask" and (_STARTS_CHANGE.match(part) or _kept_all(out)):
            kind = "ask"
        for piece in _AND.split(part):
            stripped = piece.strip(" \t.,;:!?" if heading != "ask" else " \t.,;:?")
            if kind == "keep" and heading == "ask" and _STARTS_CHANGE.match(stripped):
                kind = "ask"
            again = _KEEP_VERB.match(stripped) if kind == "ask" and heading == "ask" else None
            if again:  # "... and keep a contact shadow"
                said, stripped, kind = stripped[: again.end()], stripped[again.end() :], "keep"
            if out and not said and kind == out[-1][1] == "ask" and wording.REASON.match(stripped):
                out[-1] = (f"{out[-1][0]}, {stripped}", *out[-1][1:])
            elif stripped:
                out.append(_one(stripped, kind, heading, said))
            said = ""
    return out


def _one(piece: str, kind: Heading, heading: Heading, verb: str) -> tuple[str, Heading, str]:
    """A piece, what it is, and how it was typed where its verb is taken off: "the label should stay as it is"."""
    stays = _STAYS.match(piece) if kind == "ask" and heading == "ask" else None
    if stays:
        return stays["what"], "keep", piece
    if kind != "keep":
        return piece, kind, ""
    bare = _TAIL.sub("", piece) or piece
    typed = f"{verb.strip()} {piece}" if verb and heading == "ask" else ""
    return bare, kind, typed


def _kept_all(out: list[tuple[str, Heading, str]]) -> bool:
    return bool(out) and bool(_KEPT_ALL.match(out[-1][0]))


# What is said to be kind asks for nothing, unless nothing else is said.
_PLEASANT = re.compile(
    r"^(?:(?:i |we )?(?:really |just )?(?:love|like) (?:it|this|that)(?: one)?|"
    r"(?:looks |looking |very |this is |that's |it's )?"
    r"(?:nice|great|good|perfect|beautiful|lovely|awesome|super|cool stuff|amazing)"
    r"(?: work| job| start| so far)?|"
    r"(?:hmm+|hm|well|oh|eww*|eek|ugh|nope|nah|no|fine|actually|sorry|never ?mind|right|"
    r"too much|alright|fair enough|forget (?:that|it)|"
    r"(?:ok(?:ay)?,? )(?:never ?mind|forget (?:that|it)|then|fine|no|too much)|yeah|yep|yup)"
    r"(?:[ ,]+(?:no|nope|actually|fine|then))*|"
    r"thanks?(?: you)?(?: so much)?|please|pls|plz|hi|hello|hey|ok|okay|yes|almost(?: there)?)[ !.,]*$",
    re.I,
)
_KEPT_ALL = re.compile(r"^(?:everything|all|the rest|anything)\b", re.I)
_STARTS_CHANGE = re.compile(
    r"^(?:(?:just|please|then|also|only) )*(?:make|change|turn|set|add|remove|move|use|put|give|swap|replace|"
    r"paint|shift|"
    r"warm|cool|warmer|cooler|darker|brighter|lighter|softer|harder|more|less|fewer|blur|recolou?r|no|without|bring|drop|"
    r"crop|undo|switch|get rid|delete|darken|brighten|lose|take|extend|tint|dye|shoot)\b",
    re.I,
)
