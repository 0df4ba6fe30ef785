"""Reading one clause: which fields it changes, which it names, and which of its words mean nothing here."""

import re

from editor.providers.embedded.parse import (
    claims,
    complaints,
    compounds,
    inscriptions,
    lexicon,
    limits,
    nouns,
    objects,
    output,
    phrases,
    places,
    ratios,
    rows,
    turns,
    typos,
    undoing,
    wording,
)
from editor.providers.embedded.parse.headings import OUTPUT, PALETTE
from editor.providers.embedded.parse.situation import Reading, Scan, Situation

__all__ = ["Reading", "Situation", "read"]

_FROM_TO = re.compile(r"\bfrom\s+(?:the |a )?[\w# -]+?\s+to\s+(?=[\w#])")
_LAMP = re.compile(r"from (?:the )?(?:left|right|above|behind)")
_SWAP = re.compile(
    rf"\b(?:swap|replace|change|turn|exchange|switch|trade)\s+(?:all )?(?:the |that |this )?"
    rf"(?P<colour>{wording.COLOUR_NAMES})(?: (?:colou?r|tones?|parts?|bits|shapes|ones))?\s+(?:for|with|to|into)\s+"
)
_INSTEAD_OF = re.compile(rf"\b(?:instead of|rather than)\s+(?:the |that )?(?P<colour>{wording.COLOUR_NAMES})(?![\w-])")
_INSTEAD = re.compile(rf"\b(?:instead of|rather than)\s+(?:the |an? |all )?(?:{wording.COLOUR_NAMES}|[\w-]+)(?![\w-])")
_ABOUT = re.compile(
    r"\babout (?:the |our |an? )?[\w-]+(?: [\w-]+)??(?= (?:with|in|for|on|and|has|having|using)\b|\s*$)"
)
# What may be said of the words over the picture, where these were changed last.
_OF_IT = re.compile(
    r"\W*(?:(?:now |please )?(?:make|put|move|set|place) )?(?:it|them)\b|\W*(?:in|at|to) the (?:very )?(?:top|"
    r"bottom|middle|centre)\b"
)
_ONLY_COLOURS = re.compile(
    rf"\W*(?:(?:make (?:it|them)|in|with|try) )?{wording.COLOUR}"
    rf"(?:(?:, |,? and | on | over | & | \+ ){wording.COLOUR})+\W*$"
)
_SPACES = re.compile(r"\s*")
_MARK = re.compile(f"{inscriptions.MARK}(\\d+){inscriptions.MARK}")


def read(text: str, situation: Situation, topic: str = "") -> Reading:
    """Read a clause in the vocabulary of a scene; `topic` is the noun of the heading over it.

    The situation goes along: objects that are brought in, and what was spoken of last.
    """
    out = Reading()
    refused = limits.refused(text, situation.scene)
    if refused:
        out.notes.append(refused)
        return out
    rest, quotes = inscriptions.lift(wording.in_order(text))
    rest, brands = limits.without_brands(rest)
    out.notes += brands
    rest = typos.mended(" " + rest.lower(), situation.scene)
    out.undo = "" if situation.creating else undoing.onward(rest)
    if out.undo:
        return out
    if topic == PALETTE:
        rest = f"{rest} {PALETTE}"
    rest, out.ratio = ratios.take(rest)
    rest, out.size = output.take(rest, out.notes, topic == OUTPUT)
    if situation.words.slots:
        rest, said = compounds.settle(rest, situation.scene, situation.creating)
        out.notes += said
    if situation.words.words_orders:
        rest = _ABOUT.sub(" ", rest)  # what a layout is about is for its words to say
    rest = rows.take(rest, situation, out)
    scan = Scan(situation, out, quotes, listed=wording.has_list(rest))
    _scan(scan, " " + " ".join(_without_origin(rest, scan).split()), topic)
    if not situation.creating and not out.says_something:
        out.undo = out.undo or undoing.onward(rest, nothing_else=True)
        out.unknown = [] if out.undo == "more" else out.unknown
    turns.settle(out, situation)
    return out


def _without_origin(rest: str, scan: Scan) -> str:
    """The clause without what a thing was before: "from terracotta to blue", "silver instead of gold"."""
    origin = _SWAP.search(rest) or _INSTEAD_OF.search(rest)
    if origin and claims.originates(scan, origin["colour"]):
        return f"{rest[: origin.start()]} to {rest[origin.end() :]}"
    if not _LAMP.search(rest) and not _is_row(rest, scan):
        rest = _FROM_TO.sub(" to ", rest)
    return _INSTEAD.sub(" ", rest)


def _is_row(rest: str, scan: Scan) -> bool:
    """Whether "from navy to teal" says how colours run, not what a thing was: a cup goes from red to teal, too."""
    runs = lexicon.is_drawn(scan.scene) or re.search(r"\b(?:gradients?|fades?|fading|blend\w*)\b", rest)
    return bool(scan.listed and runs and wording.FROM_TO.search(rest) and set(scan.words.colour_lists) - {"style"})


def _scan(scan: Scan, text: str, topic: str) -> None:
    situation = scan.situation
    objects.begin(scan, text)
    scan.target = situation.target if situation.follows else ""
    if situation.worded_last and _OF_IT.match(text) and not (scan.target and situation.moved):
        scan.target = "text"
    if situation.styled_last and not scan.target and "style" in scan.words.colour_lists and _ONLY_COLOURS.match(text):
        scan.target = "style"  # "black on cream" after "make it a halftone"
    if topic and not scan.target:
        scan.target = scan.words.targets.get(topic, "")
        scan.onto = bool(scan.target) and scan.target == scan.words.ground
    at = 0
    while (at := _SPACES.match(text, at).end()) < len(text):  # type: ignore[union-attr]
        at = _next(scan, text, at)
    if topic == PALETTE and scan.waiting and topic not in scan.words.targets:
        scan.waiting.clear()
        scan.note("a palette colours no part by itself: say what each colour is for")
    claims.settle(scan)
    situation.target = scan.target or situation.target


def _next(scan: Scan, text: str, at: int) -> int:
    """Read the longest thing the vocabulary knows at `at`; returns where to go on."""
    mark = _MARK.match(text, at)
    if mark:
        inscriptions.take(scan, scan.quotes[int(mark[1])], text, mark.end())
        return mark.end()
    fault = complaints.match(text, at) or complaints.wish(text, at, scan.scene)
    setter = None if fault and _outweighs(fault, scan, text, at) else phrases.take(scan, text, at)
    for end in (setter, undoing.take(scan, text, at), objects.refer(scan, text, at), places.place(scan, text, at)):
        if end is not None:
            return end
    if fault:
        return _take_fault(scan, fault)
    camera = limits.camera(text, at)
    if camera:
        scan.note(camera[1])
        return camera[0]
    return _switch(scan, text, at) or _whole(scan, text, at) or nouns.word(scan, text, at)


def _outweighs(fault: complaints.Fault, scan: Scan, text: str, at: int) -> bool:
    """Whether a complaint is read rather than a phrase that begins at the same place."""
    if fault.is_wish:
        longest = phrases.longest(scan, text, at)
        return longest is None or longest[0] <= fault.end
    return not fault.words.startswith("less ")


def _take_fault(scan: Scan, fault: complaints.Fault) -> int:
    """A complaint names its thing itself, or waits for the noun it is said of."""
    found = complaints.of_thing(fault, scan.scene)
    if found is None:
        claims.before_preposition(scan)
        scan.waiting.append(("fault", fault))
    else:
        claims.mend(scan, found)
    return fault.end


def _switch(scan: Scan, text: str, at: int) -> int:
    for pattern, sign in ((lexicon.OFF, -1), (lexicon.ON, 1)):
        match = pattern.match(text, at)
        if match:  # "a green bottle without a label": green is not the label's
            claims.before_preposition(scan, match[0].split()[0])
            scan.switch = sign
            return match.end()
    return 0


def _whole(scan: Scan, text: str, at: int) -> int:
    match = lexicon.SAME.match(text, at)
    if match:
        scan.out.same = True
        return match.end()
    match = lexicon.EVERYTHING.match(text, at) if scan.switch >= 0 else None
    if match:
        scan.out.everything = True
        return match.end()
    return 0
