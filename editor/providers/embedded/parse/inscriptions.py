"""Words to be set: lifting them out of a clause, and finding what they stand on."""

import re

from editor.providers.embedded import colours
from editor.providers.embedded.parse import lexicon
from editor.providers.embedded.parse.situation import Scan
from editor.providers.embedded.parse.unquoted import MOST
from editor.providers.embedded.words import shared

MARK = "\ue001"
_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]{1,80})[\"“”„«»]|「([^「」]{1,80})」|(?<!\w)['‘]([^'’]{1,80})['’](?!\w)")
_READS = re.compile(
    r"\b(?P<lead>(?:that reads|which reads|reads|reading|that says|says|saying|labelled|labeled|lettered|"
    r"the words?|the text|"
    r"text|named|called|shouting|to say|to read|say|read)\s+(?:to |is |with )?)(?P<words>[A-Z0-9][\w&’'.!?-]*"
    r"(?:\s+[A-Z0-9&][\w&’'.!?-]*)*)"
)
_SHOUT = re.compile(r"(?<![\w-])([¡¿]?[A-Z]{2,10}!+)")
_SAYS = re.compile(r"\b(?:says?|saying|reads?|reading|labell?ed|lettered|named|called|shouting)\b")
_ON_THE_ONE = re.compile(r"\s*on the (?P<colour>[a-z -]+?) (?:one|bottle|mug|jar|can|tube|cup)\b")
_BELOW = re.compile(
    r"\b(?:under|underneath|below|beneath)(?: (?:it|that|this|the (?:title|headline|heading|name|text|words))|"
    rf"(?=\s*(?:{MARK}|$)|,? in (?:smaller|small)))"
)
_ON_THE_PICTURE = re.compile(
    r"\b(?:(?:at|across|along|in) (?:the )?(?:very )?(?:top|bottom|cent(?:re|er)|middle|upper|lower)|(?:top|"
    r"bottom) (?:left|right)|"
    r"over (?:the )?(?:picture|image|photo)|overlay|corner)\b"
)


def lift(text: str) -> tuple[str, list[str]]:
    """The clause with marks where words to be set stood, and these words."""
    found: list[str] = []

    def keep(words: str) -> str:
        found.append(words.strip())
        return f" {MARK}{len(found) - 1}{MARK} "

    text = _QUOTED.sub(lambda match: keep(next(group for group in match.groups() if group)), text)
    if not found:
        text = _READS.sub(lambda match: match["lead"] + keep(match["words"][:MOST]) + match["words"][MOST:], text, 1)
    if not found:
        text = _SHOUT.sub(lambda match: keep(match[1]), text)
    return text, found


def take(scan: Scan, words: str, text: str, end: int) -> None:
    """Set words on what the clause speaks of: a label or burst, or the whole picture."""
    _turn_to_the_coloured(scan, text[end:])
    own = scan.words.words_into if not scan.words.words_orders else None
    if own and not _is_below(scan, text) and _is_own(scan, text, end):
        scan.put({own[0]: words, own[1]: True})
        scan.target = scan.words.words_part
    else:
        name = _next_field(scan, text)
        scan.put({name: words})
        scan.situation.worded = (*scan.situation.worded, name)
        scan.target = next((part for part, field in shared.WORDS_OF.items() if field == name), scan.target)
    scan.situation.present |= {name: value for name, value in scan.out.changes.items() if isinstance(value, str)}


def _turn_to_the_coloured(scan: Scan, rest: str) -> None:
    """ "Friday" on the mustard one: the words are for the object that has the colour."""
    said = _ON_THE_ONE.match(rest)
    name = scan.words.colours.get(scan.words.default_target, "")
    wanted = colours.NAMED.get(said["colour"].strip()) if said else None
    if wanted is None or not scan.words.slots:
        return
    present = scan.situation.present
    met = [slot for slot in scan.situation.objects() if present.get(slot + name) == wanted]
    if len(met) == 1:
        scan.situation.slots = (met[0],)


def _is_own(scan: Scan, text: str, end: int) -> bool:
    """Whether words are the label's or the burst's, and not set over the picture."""
    parts = lexicon.own_words(scan.scene)
    on_object = bool(re.match(r"\s*on (?:it|them|(?:the|its) (?!top|bottom|left|right|picture|image))", text[end:]))
    if on_object or (scan.target in parts and not _either(text)):
        return True
    if scan.target in shared.WORDS_OF:
        return False
    if _either(text):
        return means_own(scan) or (bool(_SAYS.search(text)) and not _ON_THE_PICTURE.search(text))
    return not _ON_THE_PICTURE.search(text)


def _is_below(scan: Scan, text: str) -> bool:
    """Whether words go under those over the picture: "and underneath it ..." where such stand by now."""
    there = scan.situation.present.get("text.words") or "text.words" in scan.situation.worded
    return bool(there) and "text.sub" in scan.words.fields and bool(_BELOW.search(text))


def means_own(scan: Scan) -> bool:
    """Whether "the text" is that of the label or the burst: those are there, and no words over the picture are."""
    own, present = scan.words.words_into, scan.situation.present
    if own is None or present.get("text.words"):
        return False
    if scan.situation.creating and any(present.get(f"{slot}{own[1]}") for slot in scan.situation.slots or ("",)):
        return True  # a label was named already, and words for it come only now
    return any(
        present.get(f"{slot}{own[1]}") and present.get(f"{slot}{own[0]}") for slot in scan.situation.slots or ("",)
    )


def part(scan: Scan, word: str, target: str, text: str) -> str:
    """The part that a noun for words stands for: "the text" of a label that is there, or that over the picture."""
    own = lexicon.own_words(scan.scene)
    if word == "title" and _has_a_cover(scan) and not _ON_THE_PICTURE.search(text):
        return scan.words.words_part
    if word not in shared.EITHER or not own:
        return target
    if re.search(r"\b(?:label|burst|bubble|sticker|on (?:it|the \w+))\b", text) and not _ON_THE_PICTURE.search(text):
        return scan.words.words_part
    return scan.words.words_part if means_own(scan) else "text"


def _has_a_cover(scan: Scan) -> bool:
    """Whether a book is in the picture and no words are over it: then a title is the book's."""
    return "book" in scan.situation.objects().values() and not scan.situation.present.get("text.words")


def _either(text: str) -> bool:
    plain = re.findall(r"[a-z]+", text)
    return any(word in shared.EITHER for word in plain) and not re.search(r"\b(?:label|burst|bubble|sticker)\b", text)


def _next_field(scan: Scan, text: str) -> str:
    """The field for words over the picture: the one that was named, or the next that this instruction left empty."""
    known, worded = scan.words.fields, scan.situation.worded
    if _is_below(scan, text):
        return "text.sub"
    named = shared.WORDS_OF.get(scan.target, f"{scan.target}.text")
    if named in known and (named not in worded or scan.target not in shared.WORDS_OF):
        return named
    numbered = [field for field in known if re.fullmatch(rf"{scan.target.removesuffix('s') or '-'}\.\d\.text", field)]
    if numbered:
        return next((field for field in numbered if field not in worded), numbered[-1])
    orders = scan.words.words_orders
    values = {value for value in scan.situation.present.values() if isinstance(value, str)}
    said = f"{text} {scan.target}"
    key = next((key for key in orders if key and (key in said or key in values)), "")
    order = tuple(n for n in orders.get(key, ()) if not (key and key in said and n in shared.WORDS_OF.values()))
    order = (*order, *shared.WORDS_OF.values())
    return next((name for name in order if name not in worded), order[-1])
