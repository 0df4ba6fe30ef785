"""Bringing objects into the picture, turning them into others, and taking them out."""

from editor.providers.embedded.parse import lexicon, places
from editor.providers.embedded.parse.situation import Scan


def bring_in_several(
    scan: Scan, kind: str, count: int, same: tuple[str, ...], there: dict[str, str], word: str
) -> None:
    """As many objects of a kind as were asked for, beside the `same` that are there already, or as fit."""
    slots = list(same)
    if not same and not scan.situation.creating and there and scan.switch <= 0:
        turn_into(scan, kind)
        slots = [*scan.situation.slots[:1]]
    while len(slots) < count and bring_in(scan, kind, word, quietly=True):
        slots += scan.situation.slots
    if len(slots) < count:
        scan.note(f"three objects at most are drawn: {count} were asked for")
    scan.situation.slots, scan.situation.picked = tuple(slots), 0


def bring_in(scan: Scan, kind: str, word: str, quietly: bool = False) -> bool:
    """One more object, in the first place that is free; whether there was room."""
    slots, s = scan.words.slots, scan.situation
    if slots is None:
        return False
    taken = s.introduced if s.creating else tuple(s.objects())
    free = next((slot for slot in slots.prefixes if slot not in taken), None)
    if free is None:
        if not quietly:
            scan.note(f"three objects at most are drawn: the {word} is left out")
            s.slots = ()
        return False
    _hand_over(scan, free)
    s.introduced, s.slots = (*s.introduced, free), (free,)
    s.present[free + slots.kind] = kind
    scan.out.changes[free + slots.kind] = kind
    scan.name(f"{free}{scan.words.default_target}")
    if free:
        places.stand(scan, free, scan.place or places.free_place(scan, free))
    scan.place = ""
    return True


def _hand_over(scan: Scan, slot: str) -> None:
    """What was said before the name is said of the thing that it names: "a speckled green mug"."""
    for key in scan.recent:
        plain = key.removeprefix(lexicon.SHADE)
        name = lexicon.apart(plain, scan.scene)[1]
        if key in scan.out.changes and scan.is_of_object(name):
            change = scan.out.changes.pop(key)
            scan.out.changes |= lexicon.in_slot({key[: len(key) - len(plain)] + name: change}, slot, scan.scene)
    scan.recent.clear()


def turn_into(scan: Scan, kind: str) -> None:
    """The object that is spoken of becomes one of another kind."""
    slots = scan.words.slots
    for slot in scan.situation.slots if slots else ():
        if slots and scan.situation.present.get(slot + slots.kind) != kind:
            scan.out.changes[slot + slots.kind] = kind
            scan.situation.present[slot + slots.kind] = kind


def take_out(scan: Scan, some: tuple[str, ...], word: str) -> None:
    """Take objects out of the picture; the main one can only be replaced, since the others stand around it."""
    slots = scan.words.slots
    if slots is None or not some:
        scan.note(f"there is no {word} in this picture")
        return
    for slot in some:
        if slot:
            scan.out.changes[slot + slots.kind] = ""
            scan.situation.present[slot + slots.kind] = ""
            scan.name(f"{slot}{scan.words.default_target}")
        else:
            scan.note("the main object stays: name what should stand there instead")
    scan.situation.slots = ()
