"""Who gets the colours, materials and complaints that were met on the way through a clause."""

from editor.providers.embedded import colours
from editor.providers.embedded.parse import complaints, lexicon
from editor.providers.embedded.parse.situation import Scan
from editor.providers.embedded.recipe import Value
from editor.providers.embedded.words import FAMILY
from editor.providers.embedded.words.common import FOLLOWS, UNNAMED
from editor.providers.embedded.words.vocabulary import Step

_LEVELS: dict[str, float] = {
    "dark": -0.5, "darker": -0.5, "deep": -0.4, "bright": 0.4, "brighter": 0.4, "lighter": 0.35, "light": 0.3,
}  # fmt: skip
# Shades that are said of the light where no colour is; a deep winter is no darker.
_LEVELS_SAID = frozenset({*_LEVELS, *colours.WARMTH}) - {"deep"}


def is_foreign(scan: Scan) -> bool:
    """Whether the words at hand speak of an added thing that is not known here, or colour one."""
    return (scan.switch > 0 and bool(scan.out.unknown)) or (scan.strange and bool(scan.waiting))


def before_preposition(scan: Scan, word: str = "") -> None:
    """A colour followed by "on", "with" or "to" belongs to the noun before it."""
    if is_foreign(scan):
        scan.waiting.clear()
    target = scan.target or (scan.words.default_target if word == "with" else "")
    if scan.waiting and target:
        claim(scan, target)


def originates(scan: Scan, colour: str) -> bool:
    """Note the field that holds a named colour now, for the one that comes in its place; whether there is one."""
    rows = [(part, name) for part, names in scan.words.colour_lists.items() for name in names]
    there = scan.situation.objects() if scan.words.slots else {}
    near: list[tuple[float, str]] = []
    for part, name in (*scan.words.colours.items(), *rows):
        for prefix in there if scan.is_of_object(name) else ("",):
            value = str(scan.situation.present.get(prefix + name, ""))
            if value.startswith("#") and not _is_off(scan, part, prefix):
                near.append((colours.apart(colours.NAMED[colour], value), prefix + name))
    apart, found = min(near, key=lambda each: each[0], default=(colours.FAR, ""))
    scan.origin = found if apart < colours.FAR else ""
    return bool(scan.origin)


def _is_off(scan: Scan, part: str, prefix: str) -> bool:
    """Whether a part is not in the picture: its colour is nothing that anybody sees."""
    off = scan.words.switches.get(part, ({}, {}))[1]
    present = scan.situation.present
    return bool(off) and all(present.get(prefix + name, present.get(name)) == value for name, value in off.items())


def settle(scan: Scan) -> None:
    """At the end of a clause: what no noun has claimed goes to what was spoken of last."""
    if is_foreign(scan):
        scan.waiting.clear()
    if scan.shade and not scan.waiting and (scan.shade in _LEVELS_SAID or scan.target in scan.words.colours):
        scan.waiting.append(("shade", scan.shade))
    if not scan.waiting:
        return
    if scan.origin:
        _replace(scan)
        return
    ground = (scan.ground or scan.words.ground) if scan.onto else ""
    faults = all(kind == "fault" for kind, _ in scan.waiting)
    if faults and scan.out.unknown and not scan.target:  # "the logo is too small"
        scan.waiting.clear()
    said_of = scan.spoken or scan.target if faults else scan.target
    claim(scan, ground or said_of or ("" if faults else _usual(scan)))


def _replace(scan: Scan) -> None:
    """The last colour that waits takes the place of the one that was named as leaving."""
    value = next((value for kind, value in reversed(scan.waiting) if kind == "colour"), None)
    if isinstance(value, str):
        scan.out.changes[scan.origin] = value
        scan.name(scan.origin)
    scan.waiting.clear()


def _usual(scan: Scan) -> str:
    """What a bare colour is said of; where that would not show, the row of colours that the picture has."""
    usual = scan.words.default_target
    return (_row(scan) or usual) if _is_hidden(scan, scan.words.colours.get(usual, "")) else usual


def _row(scan: Scan, but: str = "") -> str:
    """The first part with a row of colours that shows in the picture."""
    rows = FAMILY[scan.scene].colour_lists.items()
    return next((part for part, names in rows if part != but and not _is_hidden(scan, names[0])), "")


def _is_hidden(scan: Scan, name: str) -> bool:
    return bool(name) and bool(scan.words.hides(_now(scan), name))


def _now(scan: Scan) -> dict[str, Value]:
    """The picture as the clause has it so far."""
    said = {key: value for key, value in scan.out.changes.items() if isinstance(value, str | bool)}
    return scan.situation.present | said


def _of_row(scan: Scan, target: str) -> str:
    """The part that several colours are for: one named here, or the row of the picture ("a title, navy and cream")."""
    names = scan.words.colour_lists.get(target, ())
    if (names and not _is_hidden(scan, names[0])) or not lexicon.is_drawn(scan.scene):
        return target  # a photograph has no row of its own that a colour could be meant for
    if target == scan.words.ground:
        return _row(scan, but=scan.words.default_target) or target
    one = scan.words.colours.get(target, "")
    is_of_one = scan.spoken == target and not scan.words.qualifies(_now(scan), one)
    return target if is_of_one else _row(scan) or target


def claim(scan: Scan, target: str) -> None:
    """Give everything that waits to a part."""
    listed = [value for kind, value in scan.waiting if kind == "colour"]
    if scan.listed and len(listed) > 1:
        target = _of_row(scan, target)
    if scan.listed and len(listed) > 1 and _listed(scan, target, [str(value) for value in listed]):
        scan.waiting = [each for each in scan.waiting if each[0] not in ("colour", "sheen")]
    for kind, value in scan.waiting:
        if isinstance(value, complaints.Fault):
            mend(scan, complaints.remedy(value, scan.scene, target))
        elif kind == "shade":
            _shade(scan, target, str(value))
        else:
            _give(scan, target, kind, value)
    scan.waiting.clear()
    scan.strange = False


def _listed(scan: Scan, target: str, listed: list[str]) -> bool:
    """Several colours in a row: one for each object, or for each field of the part, in order."""
    name = scan.words.colours.get(target, "")
    fields = scan.words.colour_lists.get(target, ())
    if not fields and scan.is_of_object(name) and len(scan.slots) > 1:
        fields = tuple(f"{slot}{name}" for slot in sorted(scan.slots, key=lambda slot: _from_left(scan, slot)))
    if not fields:
        if name:
            scan.note("one colour at a time goes here: the last one was taken")
        return False
    if target == "style":  # ink and paper, in whatever order they were said
        dark, *middle, light = sorted(listed, key=colours.luminance)
        listed = [dark, light, *middle]
    for field, colour in zip(fields, listed, strict=False):
        scan.out.changes[field] = colour
        scan.name(field)
    if len(listed) > len(fields):
        scan.note(f"{len(fields)} colours go here: the first ones were taken")
    return True


def _from_left(scan: Scan, slot: str) -> int:
    """Where an object stands: -1 left of the first, 1 right of it; a row of colours is read from the left."""
    slots = scan.words.slots
    field = slot + slots.place if slots and slot else ""
    place = scan.out.changes.get(field, scan.situation.present.get(field, ""))
    return {"left": -1, "right": 1}.get(str(place), 0)


def _give(scan: Scan, target: str, kind: str, value: Value) -> None:
    colour, material = scan.words.colours.get(target, ""), scan.words.materials.get(target, "")
    if kind == "colour" and colour:
        added = _added(scan, target)
        scan.put({added or colour: value})
        if target == scan.words.ground and not (added or lexicon.is_drawn(scan.scene)):  # one ends a gradient of two
            scan.put(dict.fromkeys(scan.words.colour_lists.get(target, ())[1:], ""))
        _switch_on(scan, target)
    elif kind == "material" and material:
        scan.put({material: value})
    elif kind == "sheen" and material:
        scan.put({material: value}, gently=True)
    elif kind in ("colour", "material"):
        what = value if kind == "material" else "that colour"
        by_hour = not any(
            name in scan.words.fields for name in scan.words.colours.values() if not name.startswith(_SHARED)
        )
        scan.note("colours follow the hour and the season here" if by_hour else f"{what} has nothing to go on here")


def _added(scan: Scan, target: str) -> str:
    """The next free place of a row of colours that one more is added to."""
    names = scan.words.colour_lists.get(target, ()) if scan.switch > 0 else ()
    now = scan.situation.present | scan.out.changes
    return next((name for name in names if any(now[each] for each in names) and not now[name]), "")


_SHARED = ("text.", "style.")


def _switch_on(scan: Scan, target: str) -> None:
    """A part that is given a colour is there: a red label is a label."""
    on, off = scan.words.switches.get(target, ({}, {}))
    present = scan.situation.present
    for slot in scan.slots:
        here = {name: present.get(f"{slot}{name}", present.get(name)) for name in off}
        if off and on and all(here[name] == change for name, change in off.items()):
            scan.put({name: change for name, change in on.items() if not isinstance(change, Step)}, gently=True)


def _shade(scan: Scan, target: str, shade: str) -> None:
    name = scan.words.colours.get(target, "")
    if name and _has_colour(scan, name):
        scan.put({f"{lexicon.SHADE}{name}": shade})
    elif name or target in ("light", ""):
        shade_light(scan, shade)
        if name:
            scan.note("the light of the whole picture was changed")


def _has_colour(scan: Scan, name: str) -> bool:
    """Whether a colour is known that could be made lighter; that of a photograph's subject is not."""
    return bool(scan.situation.present.get(name)) or name in FOLLOWS or name in UNNAMED or name in scan.out.changes


def shade_light(scan: Scan, shade: str) -> None:
    """ "Darker" of nothing in particular is said of the light."""
    if shade in _LEVELS and lexicon.LEVEL in scan.words.fields:
        scan.put({lexicon.LEVEL: Step(_LEVELS[shade], -2, 2)})
    elif shade in colours.WARMTH and lexicon.WARMTH in scan.words.fields:
        scan.put({lexicon.WARMTH: Step(0.45 if colours.WARMTH[shade] > 0 else -0.45, -1, 1)})


def mend(scan: Scan, found: complaints.Remedy) -> None:
    """Do what mends a complaint, and say how it was read."""
    if found.changes:
        scan.put(found.changes)
    if found.note:
        scan.note(found.note)


def take_colour(scan: Scan, colour: str, name: str = "") -> None:
    """A colour waits for its noun; that of a metal brings the metal along."""
    shown = colours.shaded(colour, scan.shade) if scan.shade else colour
    scan.shade = ""
    scan.waiting.append(("colour", shown))
    if name in colours.METALS:
        scan.waiting.append(("sheen", "metal"))
