"""Reading one clause: which fields it changes, which it names, and which of its words mean nothing here."""

import re
from dataclasses import dataclass, field

from editor.providers.embedded import colours
from editor.providers.embedded.parse import complaints, compounds, filler, lexicon
from editor.providers.embedded.recipe import Value
from editor.providers.embedded.words import FAMILY, product
from editor.providers.embedded.words.vocabulary import Change, Setter, Step

_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]{1,80})[\"“”„«»]|(?<!\w)['‘]([^'’]{1,80})['’](?!\w)")
_READS = re.compile(
    r"\b(?:that reads|which reads|reads|reading|that says|says|saying|labelled|labeled|lettered|the words?|the text|"
    r"text|named|called|shouting|"
    r"to say|to read|say|read)\s+(?:to |is |with )?([A-Z0-9][\w&’'.!?-]*(?:\s+[A-Z0-9&][\w&’'.!?-]*)*)"
)
_SHOUT = re.compile(r"(?<![\w-])([A-Z]{2,10}!+)")
_FROM_TO = re.compile(r"\bfrom\s+(?:the |a )?[\w# -]+?\s+to\s+(?=[\w#])")
_NAMES = "|".join(sorted(map(re.escape, colours.NAMED), key=len, reverse=True))
_INSTEAD = re.compile(rf"\b(?:instead of|rather than)\s+(?:the |an? |all )?(?:{_NAMES}|[\w-]+)(?![\w-])")
_CAMERA = re.compile(
    r"\b(?:(?:in |as |from )?(?:an? )?(?:top|overhead|bird'?s[- ]eye|side|aerial|low[- ]angle|high[- ]angle|"
    r"three[- ]quarter)(?:[- ]down)? (?:view|angle|shot|perspective)|flat ?lay|"
    r"(?:see|seen|view|viewed|shot|show|shown|photographed|look|looking)(?: (?:it|this|down))?(?: at it)? "
    r"from (?:above|below|behind|overhead|the (?:top|side|back)))\b"
)
_TOKEN = re.compile(r"#[0-9a-f]{6}\b|[\w][\w'’-]*|[^\w\s]", re.IGNORECASE)
_SPACES = re.compile(r"\s*")
_PARTS = frozenset({"label", "ink", "cap", "fill", "shadow", "handle"})


@dataclass(slots=True)
class Reading:
    """What a clause came to: `changes` by field, `named` targets and fields, `unknown` words, in the order met."""

    changes: dict[str, Change] = field(default_factory=dict)
    named: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    vague: list[str] = field(default_factory=list)  # words of praise and wish that name nothing to change
    absent: list[str] = field(default_factory=list)  # asked to be left out, and in none of the scenes
    same: bool = False
    everything: bool = False
    last_target: str = ""
    undo: bool = False


@dataclass(slots=True)
class _Scan:
    """The loose colours and materials met on the way through a clause, until a noun claims them."""

    scene: str
    out: Reading
    waiting: list[tuple[str, Value | complaints.Fault]] = field(default_factory=list)
    shade: str = ""
    target: str = ""
    onto: bool = False  # after "on": a colour that no noun claims is the ground's
    switch: int = 0  # +1 after "add", -1 after "remove"
    undo: bool = False
    strange: bool = False  # an unknown word came after the waiting colour, so the colour is probably its own
    unknown_end: int = -1  # where the last unknown word ended


def read(text: str, scene: str, carried: str = "") -> Reading:
    """Read a clause in the vocabulary of a scene; `carried` is the target that the clause before it spoke of."""
    out = Reading(last_target=carried)
    rest = _take_words(text, scene, out)
    if scene == "product":
        rest, said = compounds.settle(rest)
        out.notes += said
    rest = _FROM_TO.sub(" to ", " " + rest.lower()) if not _lamp_direction(rest) else " " + rest.lower()
    rest = _INSTEAD.sub(" ", rest)
    if _CAMERA.search(rest):
        rest = _CAMERA.sub(" ", rest)
        out.notes.append("the camera keeps its place in this engine")
    scan = _Scan(scene, out, target=carried)
    at = 0
    while True:
        at = _SPACES.match(rest, at).end()  # type: ignore[union-attr]
        if at >= len(rest):
            break
        at = _next(scan, rest, at)
    _settle(scan)
    out.last_target = scan.target or carried
    return out


def _lamp_direction(text: str) -> bool:
    return bool(re.search(r"from (?:the )?(?:left|right|above|behind)", text, re.IGNORECASE))


def _take_words(text: str, scene: str, out: Reading) -> str:
    """Lift quoted or announced words out of the clause, to be set as text."""
    fields = FAMILY[scene].words_into
    for pattern in (_QUOTED, _READS, _SHOUT):
        match = pattern.search(text)
        if not match:
            continue
        words = next(group for group in match.groups() if group).strip()
        if fields:
            out.changes |= {fields[0]: words, fields[1]: True}
            out.named.append(fields[0])
        else:
            out.notes.append(f"the text “{words}” cannot be set on a photograph yet")
        after = text[match.end() :]
        noun = (
            {"ink": "lettering"}.get(FAMILY[scene].words_part, FAMILY[scene].words_part)
            if re.match(r"\s+in\b", after)
            else ""
        )
        return f"{text[: match.start()]} {noun} {after}"  # "SOL" in gold: the gold is the lettering's
    return text


def _next(scan: _Scan, text: str, at: int) -> int:
    """Read the longest thing the vocabulary knows at `at`; returns where to go on."""
    if text.startswith(("undo ", "reset ", "revert "), at):
        scan.undo = scan.out.undo = True
        return at + text[at:].index(" ") + 1
    fault = complaints.match(text, at)
    setter = None if fault and not fault.words.startswith("less ") else _setter(scan, text, at)
    if setter is not None:
        return setter
    if fault:
        return _take_fault(scan, fault)
    for pattern, sign in ((lexicon.OFF, -1), (lexicon.ON, 1)):
        match = pattern.match(text, at)
        if match:
            _settle_before_preposition(
                scan, match[0].split()[0]
            )  # "a green bottle without a label": green is not the label's
            scan.switch = sign
            return match.end()
    match = lexicon.SAME.match(text, at)
    if match:
        scan.out.same = True
        return match.end()
    if scan.switch >= 0:
        match = lexicon.EVERYTHING.match(text, at)
        if match:
            scan.out.everything = True
            return match.end()
    return _word(scan, text, at)


def _take_fault(scan: _Scan, fault: complaints.Fault) -> int:
    """A complaint names its thing itself, or waits for the noun it is said of."""
    found = complaints.of_thing(fault, scan.scene)
    if found is None:
        _settle_before_preposition(scan)
        scan.waiting.append(("fault", fault))
    else:
        _mend(scan, found)
    return fault.end


def _mend(scan: _Scan, found: complaints.Remedy) -> None:
    scan.out.changes |= found.changes
    names = (name.removeprefix("shade ") for name in found.changes)
    scan.out.named += [name for name in names if name not in scan.out.named]
    if found.note:
        scan.out.notes.append(found.note)


def _setter(scan: _Scan, text: str, at: int) -> int | None:
    if scan.switch < 0:
        return None
    best: tuple[int, Setter] | None = None
    for setter in FAMILY[scan.scene].setters:
        if "frame.zoom" in setter.changes and _PARTS & set(scan.out.named):
            continue  # "a bigger label" does not bring the camera closer
        match = setter.pattern.match(text, at)
        if match and match.end() > at and (best is None or match.end() > best[0]):
            best = (match.end(), setter)
    if best and _foreign(scan) and any(name.startswith(("frame.", "fill.")) for name in best[1].changes):
        return best[0]  # "add a dog on the left" moves nothing
    if best and _of_noun(scan, text[at : best[0]]):
        return None  # "make the backdrop warmer" leaves the light alone
    if best is None or _is_shade(scan.scene, text[at : best[0]].strip(), text, best[0]):
        return None
    noun = text[at : best[0]].split()[-1]
    if scan.scene == "landscape":  # "the fog is too thick": what was read as "with fog" is what is spoken of, too
        scan.target = FAMILY[scan.scene].targets.get(noun, scan.target)
    if scan.scene == "portrait":
        _speak_of(scan, text[at : best[0]].split())
    scan.out.changes |= best[1].changes
    scan.out.named += [name for name in best[1].changes if name not in scan.out.named]
    return best[0]


def _speak_of(scan: _Scan, said: list[str]) -> None:
    """A phrase that ends in a noun gets the colours around it, as the bare noun would: "olive turtleneck"."""
    words = FAMILY[scan.scene]
    part = next((words.targets[word] for word in reversed(said) if word in words.targets), "")
    if part in words.colours:
        if scan.waiting:
            _claim(scan, part)
        scan.target, scan.onto = part, False


_OF_NOUN = re.compile(
    r"(?:(?:a (?:bit|little|touch)|slightly|much|somewhat|even) )?(?:warmer|cooler|colder|brighter|darker|lighter)$"
)


def _of_noun(scan: _Scan, words: str) -> bool:
    """Whether a bare "warmer" is said of a coloured thing that this clause has named."""
    coloured = scan.scene != "photo" and scan.target in FAMILY[scan.scene].colours
    return coloured and scan.target in scan.out.named and bool(_OF_NOUN.match(words.strip()))


def _foreign(scan: _Scan) -> bool:
    """Whether the words at hand speak of an added thing that is not known here, or colour one."""
    return (scan.switch > 0 and bool(scan.out.unknown)) or (scan.strange and bool(scan.waiting))


def _is_shade(scene: str, words: str, text: str, end: int) -> bool:
    """Whether the word just met belongs to a colour or a coloured thing: "warm grey", "darker skin"."""
    after = _SPACES.match(text, end)
    if words not in ("warm", "cool", "darker", "brighter", "lighter") or after is None:
        return False
    phrase, _ = _phrase(text, after.end(), (colours.NAMED, FAMILY[scene].targets))
    if phrase in colours.NAMED:
        return True
    named = phrase != "it" and FAMILY[scene].targets.get(phrase, "") in FAMILY[scene].colours
    return named and words not in ("warm", "cool")


def _word(scan: _Scan, text: str, at: int) -> int:
    phrase, end = _phrase(text, at, _known(scan.scene))
    if phrase:
        _take(scan, phrase)
        return end
    token = _TOKEN.match(text, at)
    if token is None:
        return at + 1
    word = token[0].replace("’", "'")
    if colours.HEX.match(word) and word.startswith("#"):
        _take_colour(scan, word)
    elif word in colours.SHADES:
        scan.shade = word
    elif not _harmless(word, scan.scene) and any(letter.isalnum() for letter in word):
        _take_unknown(scan, word, text, token)
    elif word in ("and", "with", "on", "in", "to", "against"):
        _settle_before_preposition(scan, word)
        scan.onto = word in ("on", "against") or (scan.onto and word not in ("and", "with"))
    return token.end()


def _take_unknown(scan: _Scan, word: str, text: str, token: re.Match[str]) -> None:
    """An unknown word; words that stand together are one thing."""
    scan.strange = bool(scan.waiting)
    if scan.switch < 0 and scan.scene != "photo" and word in filler.NEVER_DRAWN:
        scan.out.absent.append(word)
    elif word in filler.VAGUE:
        scan.out.vague.append(word)
    elif scan.unknown_end >= 0 and not text[scan.unknown_end : token.start()].strip():
        scan.out.unknown[-1] += f" {word}"
        scan.unknown_end = token.end()
    else:
        scan.out.unknown.append(word)
        scan.unknown_end = token.end()


def _harmless(word: str, scene: str) -> bool:
    return word in filler.HARMLESS or word in FAMILY[scene].harmless


def _known(scene: str) -> tuple[dict[str, str], ...]:
    return (colours.NAMED, lexicon.MATERIALS, FAMILY[scene].targets)


def _phrase(text: str, at: int, tables: tuple[dict[str, str], ...]) -> tuple[str, int]:
    """The longest phrase of up to three words at `at` that one of the tables knows."""
    words: list[re.Match[str]] = []
    place = at
    for _ in range(3):
        token = _TOKEN.match(text, place)
        if token is None or not token[0][0].isalnum():
            break
        words.append(token)
        place = _SPACES.match(text, token.end()).end()  # type: ignore[union-attr]
    for count in range(len(words), 0, -1):
        phrase = " ".join(word[0] for word in words[:count])
        if any(phrase in table for table in tables):
            return phrase, words[count - 1].end()
    return "", at


def _take(scan: _Scan, phrase: str) -> None:
    targets = FAMILY[scan.scene].targets
    if phrase in targets and not (phrase == "glass" and scan.scene == "product"):
        _take_noun(scan, phrase, targets[phrase])
    elif phrase in colours.NAMED:
        _take_colour(scan, colours.NAMED[phrase], phrase)
    elif phrase in lexicon.MATERIALS and FAMILY[scan.scene].materials:
        scan.waiting.append(("material", lexicon.MATERIALS[phrase]))
    elif phrase in targets:
        _take_noun(scan, phrase, targets[phrase])
    elif not _harmless(phrase, scan.scene):
        scan.out.unknown.append(phrase)


def _take_colour(scan: _Scan, colour: str, name: str = "") -> None:
    shown = colours.shaded(colour, scan.shade) if scan.shade else colour
    scan.shade = ""
    scan.waiting.append(("colour", shown))
    if name in colours.METALS:
        scan.waiting.append(("sheen", "metal"))


def _take_noun(scan: _Scan, word: str, target: str) -> None:
    if scan.shade and not scan.waiting and target:  # "darker backdrop"
        scan.waiting.append(("shade", scan.shade))
        scan.shade = ""
    scan.target = target
    scan.onto = False
    if target and target not in scan.out.named:
        scan.out.named.append(target)
    if target == "rays" and scan.switch >= 0:
        scan.out.changes.setdefault("rays.on", True)
    if word in product.OBJECTS and scan.scene == "product":
        scan.out.changes.setdefault("object.kind", product.OBJECTS[word])
    if scan.switch:
        pair = FAMILY[scan.scene].switches.get(target)
        if pair:
            scan.out.changes |= pair[0] if scan.switch > 0 else pair[1]
        elif scan.switch < 0:
            scan.out.notes.append(f"the {word} cannot be left out here")
        scan.switch = 0 if scan.switch > 0 else scan.switch
    if scan.undo:
        scan.out.named.append(f"undo {target}")
    if scan.waiting:
        _claim(scan, target)


def _settle_before_preposition(scan: _Scan, word: str = "") -> None:
    """A colour followed by "on", "with" or "to" belongs to the noun before it."""
    if _foreign(scan):
        scan.waiting.clear()
    target = scan.target or (FAMILY[scan.scene].default_target if word == "with" else "")
    if scan.waiting and target:
        _claim(scan, target)


def _settle(scan: _Scan) -> None:
    if _foreign(scan):
        scan.waiting.clear()
    if scan.shade and not scan.waiting:
        scan.waiting.append(("shade", scan.shade))
    if scan.waiting:
        ground = FAMILY[scan.scene].ground if scan.onto else ""
        faults = all(kind == "fault" for kind, _ in scan.waiting)
        if faults and scan.out.unknown and not scan.target:  # "the logo is too small"
            scan.waiting.clear()
        _claim(scan, ground or scan.target or ("" if faults else FAMILY[scan.scene].default_target))


def _claim(scan: _Scan, target: str) -> None:
    colour_field = FAMILY[scan.scene].colours.get(target, "")
    material_field = FAMILY[scan.scene].materials.get(target, "")
    for kind, value in scan.waiting:
        if isinstance(value, complaints.Fault):
            _mend(scan, complaints.remedy(value, scan.scene, target))
        elif kind == "colour" and colour_field:
            scan.out.changes[colour_field] = value
        elif kind == "material" and material_field:
            scan.out.changes[material_field] = value
        elif kind == "sheen":
            if material_field and material_field not in scan.out.changes:
                scan.out.changes[material_field] = value
        elif kind == "shade" and colour_field and scan.scene == "photo":
            _shade_light(scan, str(value))
            scan.out.notes.append("the light of the whole picture was changed")
        elif kind == "shade" and colour_field:
            scan.out.changes[f"shade {colour_field}"] = value
        elif kind in ("colour", "material"):
            what = value if kind == "material" else "that colour"
            hours = scan.scene == "landscape"
            scan.out.notes.append(
                "colours follow the hour and the season here" if hours else f"{what} has nothing to go on here"
            )
        elif kind == "shade" and target in ("light", ""):
            _shade_light(scan, str(value))
        if kind not in ("sheen", "fault") and colour_field and colour_field not in scan.out.named:
            scan.out.named.append(colour_field if kind != "material" else material_field or colour_field)
        if target == "label" and kind == "colour":
            scan.out.changes.setdefault("label.on", True)
        if target == "word" and kind == "colour":
            scan.out.changes.setdefault("word.on", True)
    scan.waiting.clear()
    scan.strange = False


def _shade_light(scan: _Scan, shade: str) -> None:
    by = {
        "dark": -0.5,
        "darker": -0.5,
        "deep": -0.4,
        "bright": 0.4,
        "brighter": 0.4,
        "lighter": 0.35,
        "light": 0.3,
    }.get(shade)
    if by is not None:
        scan.out.changes["light.level"] = Step(by, -2, 2)
        scan.out.named.append("light.level")
