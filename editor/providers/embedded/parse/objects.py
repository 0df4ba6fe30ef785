"""Which of several objects a clause speaks of."""

import re
from functools import cache

from editor.providers.embedded import colours
from editor.providers.embedded.parse import claims, entrances, lexicon, naming
from editor.providers.embedded.parse.situation import Scan

_ORDER: dict[str, int] = {
    "first": 0, "1st": 0, "main": 0, "second": 1, "2nd": 1, "other": 1, "third": 2, "3rd": 2, "last": -1,
}  # fmt: skip
_REPLACE = re.compile(r"\b(?:replace|swap|exchange|switch|change|turn|become|becomes|instead|into|convert)\b")
_JOINS = frozenset({"with", "and", "plus", "put", "place", "stand", "include", "beside", "bring"})


def begin(scan: Scan, text: str) -> None:
    """The objects that a clause starts out from: those spoken of before, or the only one that it names."""
    s = scan.situation
    if s.words.slots is None:
        return
    if not s.follows and not re.search(r"\b(?:it|its|they|them|their|one)\b", text):
        s.slots = ("",)
    there = s.objects()
    s.slots = tuple(slot for slot in s.slots if slot in there) or ("",)
    if s.creating:
        return
    spoken = {naming.kind_of(match["noun"], scan) for match in naming.nouns(s.scene).finditer(text)}
    met = [slot for slot, kind in there.items() if kind in spoken]
    if len(met) == 1:
        s.slots = (met[0],)


def refer(scan: Scan, text: str, at: int) -> int | None:
    """Read "both", "the second one", "the one on the left" and their like; None where nothing of the kind stands."""
    if scan.words.slots is None:
        return None
    there = scan.situation.objects()
    match = _ALL.match(text, at)
    if match and naming.nouns(scan.scene).match(text, match.end() + 1):
        match = None  # "both bottles" names its kind
    if match and len(there) > 1:
        return _focus(scan, tuple(there), match.end())
    match = _THE_ONE.match(text, at)
    if match:
        return _focus(scan, _at(scan, match[1] or match[2], there), match.end(), match[0])
    match = _nth(scan.scene).match(text, at)
    if match and scan.switch <= 0 and not re.search(r"\ban? $", text[:at]):
        kind = naming.kind_of(match["noun"], scan)
        some = [slot for slot, each in there.items() if kind in ("", each)]
        return _focus(scan, _which(scan, match["nth"], some), match.end(), match[0])
    match = _ONE.match(text, at)
    group = scan.situation.slots if len(scan.situation.slots) > 1 else tuple(there)
    article, _ = naming.article_of(text[:at])
    coloured = _of_colour(scan, tuple(there), article) if match else ()
    if match and coloured:
        scan.onto = False  # "on the navy one"
        return _focus(scan, coloured, match.end())
    if match and article in naming.DEFINITE and scan.waiting and not scan.situation.creating and len(there) > 1:
        scan.note(f"which {match[0]} is meant is not clear here; say its name or its place")
        scan.waiting.clear()
        return match.end()
    if match and len(there) > 1 and scan.situation.picked < len(there):
        return _pick(scan, group if len(group) > 1 else tuple(there), match.end())
    return None


def _focus(scan: Scan, slots: tuple[str, ...], end: int, words: str = "") -> int:
    if not slots:
        scan.note(f"there is no {words.removeprefix('the ').strip()} in this picture")
    scan.situation.slots = slots
    scan.target = scan.words.default_target
    for slot in slots:
        scan.name(f"{slot}{scan.target}")
    if scan.switch < 0:
        entrances.take_out(scan, slots, words)
    return end


def _pick(scan: Scan, group: tuple[str, ...], end: int) -> int:
    """ "One red and the other blue": each "one" is the next of the group."""
    if scan.waiting and scan.picking:  # "one navy one mustard": the navy is the first one's
        claims.claim(scan, scan.words.default_target)
    scan.picking = True
    chosen = group[scan.situation.picked % len(group)]
    scan.situation.picked += 1
    return _focus(scan, (chosen,), end)


def _which(scan: Scan, nth: str, some: list[str]) -> tuple[str, ...]:
    nth = nth.removesuffix("-hand")
    if nth == "other":
        others = [slot for slot in some if slot not in scan.situation.slots] or some[1:]
        return tuple(others[:1])
    if nth in _ORDER:
        found = some[_ORDER[nth] :][:1] if _ORDER[nth] >= 0 else some[-1:]
        return tuple(found)
    return _at(scan, nth, dict.fromkeys(some, ""))


def _at(scan: Scan, where: str, there: dict[str, str]) -> tuple[str, ...]:
    """The object at a side; the main one stands in the middle, and so on the other side of a neighbour."""
    slots = scan.words.slots
    where = {"back": "behind", "in front": "front", "in the back": "behind"}.get(where, where)
    places = {slot: str(scan.situation.present.get(slot + slots.place, "")) for slot in there if slot} if slots else {}
    met = [slot for slot, place in places.items() if place == where]
    opposite = {"left": "right", "right": "left", "behind": "front", "front": "behind"}.get(where, "")
    if not met and "" in there and (where == "middle" or opposite in places.values()):
        met = [""]
    return tuple(met[:1])


def _of_colour(scan: Scan, some: tuple[str, ...], article: str) -> tuple[str, ...]:
    """The one of several that has the colour said of it: "the red one"; its colour is then no wish."""
    name = scan.words.colours.get(scan.words.default_target, "")
    waiting = [value for kind, value in scan.waiting if kind == "colour"]
    if article not in naming.DEFINITE or len(some) < 2 or scan.situation.creating or not waiting:
        return ()
    met = tuple(slot for slot in some if scan.situation.present.get(slot + name) == waiting[-1])
    if len(met) == 1:
        scan.waiting.clear()
        return met
    return ()


def _nearest(scan: Scan, same: tuple[str, ...]) -> str:
    return next((slot for slot in scan.situation.slots if slot in same), same[0])


def turn_to_owner(scan: Scan, part: str) -> None:
    """Where no object was named, and only one has the part, that one is meant: "the handle" is the mug's."""
    slots, s = scan.words.slots, scan.situation
    colour = scan.words.colours.get(part, "")
    off = scan.words.switches.get(part, ({}, {}))[1]
    names = [name for name in (colour, *off) if scan.is_of_object(name)]
    named = any(name.endswith(scan.words.default_target) for name in scan.out.named)
    if slots is None or s.slots != ("",) or s.creating or named or not names or part == scan.words.default_target:
        return
    owners = [
        slot
        for slot, kind in s.objects().items()
        if all(slots.shows(kind, name) for name in names)
        and not (off and all(s.present.get(slot + name) == value for name, value in off.items()))
    ]
    if len(owners) == 1:
        s.slots = (owners[0],)


@cache
def _nth(scene: str) -> re.Pattern[str]:
    return re.compile(
        r"(?:the |its )?(?P<nth>first|second|third|1st|2nd|3rd|other|last|left|right|left-hand|right-hand|middle|"
        r"back|front|"
        rf"main) (?:(?:one|object|item|product|thing)s?|(?P<noun>{naming.names(scene)}))(?:['’]s)?(?![\w-])"
    )


def noun(scan: Scan, kind: str, text: str, start: int, end: int, plural: bool) -> None:
    """Read the name of an object: one that is there, one to bring in, or what another turns into."""
    there = scan.situation.objects()
    article, before = naming.article_of(text[:start])
    count = naming.NUMBERS.get(article, 2 if plural and article not in naming.DEFINITE else 1)
    same = tuple(slot for slot, each in there.items() if each == kind)
    word = text[start:end]
    if scan.switch < 0 and _OF_THING.search(text[:start]) and scan.out.named:
        scan.situation.slots = same[:1] or scan.situation.slots  # "lose the shadow under the jar" leaves the jar
    elif scan.switch < 0:
        entrances.take_out(scan, same, word)
    elif count > 1 and len(same) < count:
        entrances.bring_in_several(scan, kind, count, same, there, word)
    elif same and not _is_another(scan, article, before):
        scan.situation.slots = same if plural else _of_colour(scan, same, article) or (_nearest(scan, same),)
    elif not same and article in naming.DEFINITE and not scan.situation.creating:
        scan.note(f"there is no {word} in this picture")
        scan.situation.slots = ()
    elif scan.situation.creating or _is_added(scan, text, article, before):
        entrances.bring_in(scan, kind, word)
    else:
        entrances.turn_into(scan, kind)


def _is_another(scan: Scan, article: str, before: str) -> bool:
    """Whether an object of a kind that is there already is one more: "a blue mug and a red mug"."""
    if article in naming.MORE or (scan.switch > 0 and article not in naming.DEFINITE):
        return True
    return article in ("a", "an", "one") and scan.situation.creating and (before in _JOINS or scan.situation.follows)


def _is_added(scan: Scan, text: str, article: str, before: str) -> bool:
    if _REPLACE.search(text) and article not in naming.MORE and not re.search(r"\badd\b", text):
        return False
    if (
        scan.switch > 0
        or article in naming.MORE
        or re.search(r"\b(?:next to|beside|behind|in front|alongside|also|as well|in the back)\b", text)
    ):
        return True
    return article in ("a", "an", "one") and before in _JOINS


_LOOKS = "|".join(sorted(map(re.escape, (*colours.NAMED, *lexicon.MATERIALS)), key=len, reverse=True))
_ALL = re.compile(
    rf"(?:all|both|each)(?= (?:(?:in|made of|are|of) )?(?:[\w-]+ )?(?:{_LOOKS}|#[0-9a-f]{{6}})(?![\w-]))|"
    r"(?:both(?: of (?:them|these))?(?: the)?(?: (?:objects|items|products|ones))?|(?:all|each) (?:of )?(?:them|"
    r"the objects|the "
    r"products|three|two|objects)|all three|them (?:both|all)|they|them|the (?:two|three)(?: of them)?)(?![\w-])"
)
_OF_THING = re.compile(
    r"\b(?:under|underneath|below|beneath|of|on|from|behind|around|beside|near|next to|over|above) "
    r"(?:the |its |my |that )?(?:[\w-]+ )?$"
)
_THE_ONE = re.compile(r"the one (?:(?:on|to|at|in) the (left|right|middle|back|front)|(behind|in front))(?![\w-])")
_ONE = re.compile(r"(?:the other|the first|the second|the third|one|ones)(?= (?!of\b|more\b|stop\b)|$)(?![\w-])")
