"""Reading a clause word by word: nouns, colours, materials, and the words that mean nothing here."""

import re

from editor.providers.embedded import colours
from editor.providers.embedded.parse import claims, filler, inscriptions, lexicon, objects
from editor.providers.embedded.parse.situation import Scan
from editor.providers.embedded.words import shared

_TOKEN = re.compile(r"#[0-9a-f]{6}\b|[\w][\w'’-]*|[^\w\s]", re.IGNORECASE)
_SPACES = re.compile(r"\s*")
_TINT = re.compile(r"\s*(?:colou?r|tone|shade|hue|tint|finish|one)s?\b")
_FOREIGN = re.compile(r"(?:^|\W)(?:an?|some|the|sliced|fresh|two|three|of)\W*$")


def word(scan: Scan, text: str, at: int) -> int:
    """Read the phrase or word at `at`; returns where to go on."""
    known, end = phrase(text, at, (colours.NAMED, lexicon.MATERIALS, scan.words.targets, objects_of(scan)))
    if known:
        _take(scan, known, text, at, end)
        return end
    token = _TOKEN.match(text, at)
    if token is None:
        return at + 1
    plain = token[0].replace("’", "'")
    if colours.HEX.match(plain) and plain.startswith("#"):
        claims.take_colour(scan, plain)
    elif plain in colours.SHADES:
        scan.shade = plain
    elif not _is_harmless(scan, plain) and any(letter.isalnum() for letter in plain):
        _take_unknown(scan, plain, text, token)
    elif plain in ("and", "with", "on", "in", "to", "into", "against"):
        if not (plain in ("and", "to", "into") and scan.listed):
            claims.before_preposition(scan, plain)
        scan.onto = plain in ("on", "against") or (scan.onto and plain not in ("and", "with"))
        scan.having = plain == "with" or (scan.having and plain == "and")
    return token.end()


def phrase(text: str, at: int, tables: tuple[dict[str, str], ...]) -> tuple[str, int]:
    """The longest phrase of up to three words at `at` that a table knows; a plural is known by its singular."""
    words: list[re.Match[str]] = []
    place = at
    for _ in range(3):
        token = _TOKEN.match(text, place)
        if token is None or not token[0][0].isalnum():
            break
        words.append(token)
        place = _SPACES.match(text, token.end()).end()  # type: ignore[union-attr]
    for count in range(len(words), 0, -1):
        said = " ".join(each[0] for each in words[:count])
        for form in _forms(said):
            if any(form in table for table in tables):
                return form, words[count - 1].end()
    return "", at


def _forms(said: str) -> tuple[str, ...]:
    plain = said.removesuffix("'s").removesuffix("’s")
    singular = plain[:-1] if plain.endswith("s") and not plain.endswith("ss") and len(plain) > 3 else plain
    return (said, plain, singular, plain.removesuffix("es"))


def objects_of(scan: Scan) -> dict[str, str]:
    """The names of objects and their kinds, where a scene has any."""
    return scan.words.slots.nouns if scan.words.slots else {}


def _is_harmless(scan: Scan, plain: str) -> bool:
    return plain in filler.HARMLESS or plain in scan.words.harmless


def _take(scan: Scan, known: str, text: str, at: int, end: int) -> None:
    targets = scan.words.targets
    if known in ("it", "them") and scan.target in shared.WORDS_OF and (scan.quotes or scan.situation.worded_last):
        return  # "and a subtitle below it": the words, and no thing in the picture
    kind = _kind(scan, known, text, at, end)
    if kind:
        plural = bool(re.search(r"(?<!['’])s$", text[at:end])) and not known.endswith("s")
        objects.noun(scan, kind, text, at, end, plural)
        _take_noun(scan, known, scan.words.default_target, text, end)
    elif known in targets and known not in lexicon.MATERIALS:
        _take_noun(scan, known, targets[known], text, end)
    elif known in colours.NAMED and _is_thing(scan, known, text, at, end):
        _add_unknown(scan, known, text, at, end)
    elif known in colours.NAMED:
        claims.take_colour(scan, colours.NAMED[known], known)
    elif known in lexicon.MATERIALS and scan.words.materials:
        scan.waiting.append(("material", lexicon.MATERIALS[known]))
    elif known in targets:
        _take_noun(scan, known, targets[known], text, end)
    elif not _is_harmless(scan, known):
        scan.out.unknown.append(known)


def _kind(scan: Scan, known: str, text: str, at: int, end: int) -> str:
    """The kind of object that a noun names; "glass" is one only where it cannot be a material."""
    slots = scan.words.slots
    if slots is None:
        return ""
    kind = slots.nouns.get(known, known if known in slots.kinds and known in lexicon.MATERIALS else "")
    if scan.words.targets.get(known, scan.words.default_target) != scan.words.default_target:  # a lamp may be the light
        there = kind in scan.situation.objects().values()
        return kind if there or not text[:at].endswith(("the ", "key ", "studio ")) else ""
    if kind and known in lexicon.MATERIALS:
        alone = re.search(r"(?:\b(?:the|an?|another|one|two|three)|s) $", text[:at]) and not _is_noun_next(
            scan, text, end
        )
        there = kind in scan.situation.objects().values()
        return kind if alone and (there or not text[:at].endswith("the ")) else ""
    return kind


def _is_noun_next(scan: Scan, text: str, end: int) -> bool:
    after = _SPACES.match(text, end).end()  # type: ignore[union-attr]
    return bool(phrase(text, after, (scan.words.targets, colours.NAMED, lexicon.MATERIALS, colours.SHADES))[0])  # type: ignore[arg-type]


def _is_thing(scan: Scan, known: str, text: str, at: int, end: int) -> bool:
    """Whether a lemon is meant, and not the yellow of one."""
    if scan.out.undo or known not in colours.ALSO_THINGS or _is_noun_next(scan, text, end) or _TINT.match(text, end):
        return False
    beside_unknown = scan.unknown_end >= 0 and not text[scan.unknown_end : at].strip()
    return beside_unknown or bool(_FOREIGN.search(text[:at]))


def _take_unknown(scan: Scan, plain: str, text: str, token: re.Match[str]) -> None:
    scan.strange = bool(scan.waiting)
    if scan.switch < 0 and lexicon.is_drawn(scan.scene) and plain in filler.NEVER_DRAWN:
        scan.out.absent.append(plain)
    elif plain in filler.VAGUE:
        scan.out.vague.append(plain)
    else:
        _add_unknown(scan, plain, text, token.start(), token.end())


def _add_unknown(scan: Scan, plain: str, text: str, start: int, end: int) -> None:
    """An unknown word; words that stand together are one thing."""
    if scan.unknown_end >= 0 and not text[scan.unknown_end : start].strip():
        scan.out.unknown[-1] += f" {plain}"
    else:
        scan.out.unknown.append(plain)
    scan.unknown_end = end


def _take_noun(scan: Scan, said: str, target: str, text: str, end: int) -> None:
    if scan.shade and not scan.waiting and target:  # "darker backdrop"
        scan.waiting.append(("shade", scan.shade))
        scan.shade = ""
    target = inscriptions.part(scan, said, target, text)
    objects.turn_to_owner(scan, target)
    scan.target, scan.spoken, scan.onto, scan.ground = target, target, False, ""
    scan.name_part(target)
    if scan.switch:
        _switched(scan, said, target, _is_adjective(scan, text, end))
    elif scan.having or scan.situation.creating:
        on = scan.words.switches.get(target, ({}, {}))[0]
        scan.put({name: change for name, change in on.items() if change is True and scan.having}, gently=True)
    if scan.waiting:
        claims.claim(scan, target)


def _is_adjective(scan: Scan, text: str, end: int) -> bool:
    """Whether a noun only says of which kind the noun behind it is: "no floor reflection"."""
    after = _SPACES.match(text, end).end()  # type: ignore[union-attr]
    return scan.switch < 0 and bool(phrase(text, after, (scan.words.targets,))[0])


def _switched(scan: Scan, said: str, target: str, is_adjective: bool) -> None:
    pair = None if is_adjective else scan.words.switches.get(target)
    is_object = target == scan.words.default_target and scan.words.slots is not None
    if pair:
        scan.put(pair[0] if scan.switch > 0 else pair[1])
    elif scan.switch < 0 and not is_object and not is_adjective:
        scan.note(f"the {said} cannot be left out here")
    scan.switch = 0 if scan.switch > 0 else scan.switch
