"""Where the objects beside the main one stand, and moving them."""

import re
from functools import cache

from editor.providers.embedded.parse import naming
from editor.providers.embedded.parse.situation import Scan

_MOVES = re.compile(
    r"(?:(?:move|shift|nudge|slide|place|put)\b|(?:further )?(?:to the |on the |a bit )?(?:left|right)\b)"
)
_ASIDE = ("to ", "on ", "at the l", "at the r")
_SIDES = r"(?:to|on|at) (?:the |its |their )?(?:far )?(?:left|right)(?:[- ]hand)?(?: side)?"


def place(scan: Scan, text: str, at: int) -> int | None:
    """Read where an object beside the main one stands; that one is moved with the frame."""
    if scan.words.slots is None or scan.switch < 0:
        return None
    match = _place(scan.scene).match(text, at)
    if match is None:
        return None
    side = _side(match["place"])
    others = [slot for slot in scan.situation.slots if slot]
    if others and scan.means_all and match["place"].startswith(_ASIDE):
        return None
    if others:
        for slot in others:
            stand(scan, slot, side or free_place(scan, slot))
    elif match["place"].startswith(_ASIDE):
        return None
    elif scan.situation.creating or scan.switch > 0:
        before_new = re.match(r"\s*(?:of )?(?:an?|another|two)\b", text[match.end() :])
        scan.place = {"behind": "front", "front": "behind"}.get(side, side) if before_new else side
    elif not scan.out.unknown:
        scan.note("the main object stands in the middle: say which of the others is meant")
    return match.end()


def moved(scan: Scan, words: str) -> bool:
    """Whether "move it left" was said of another object than the main one, and so changes where that stands."""
    others = [slot for slot in scan.slots if slot]
    side = _side(words)
    if not others or not _MOVES.match(words) or scan.means_all:
        return False  # all of them move with the frame
    for slot in others if side else ():
        stand(scan, slot, side)
    if not side:
        scan.note("objects beside the main one stand left, right, behind or in front")
    return True


def _side(words: str) -> str:
    for word, side in (
        ("left", "left"),
        ("right", "right"),
        ("behind", "behind"),
        ("back", "behind"),
        ("front", "front"),
    ):
        if word in words:
            return side
    return "front" if "foreground" in words else ""


def stand(scan: Scan, slot: str, side: str) -> None:
    """Stand an object at a side; whoever stood there takes the place that it leaves."""
    slots, present = scan.words.slots, scan.situation.present
    if slots is None:
        return
    for other in scan.situation.objects():
        if other and other != slot and present.get(other + slots.place) == side:
            free = str(present.get(slot + slots.place, "")) if slot not in scan.situation.introduced else ""
            scan.out.changes[other + slots.place] = present[other + slots.place] = free or free_place(scan, slot, side)
    scan.out.changes[slot + slots.place] = present[slot + slots.place] = side
    scan.name(slot + slots.place)


def free_place(scan: Scan, slot: str, but: str = "") -> str:
    """The first place beside the main object where nobody stands."""
    slots = scan.words.slots
    if slots is None:
        return ""
    taken = {
        scan.situation.present.get(other + slots.place) for other in scan.situation.objects() if other and other != slot
    }
    return next((side for side in slots.places if side not in taken and side != but), slots.places[0])


@cache
def _place(scene: str) -> re.Pattern[str]:
    return re.compile(
        r"(?:(?:standing|stands?|placed|sitting|sits|put|positioned|leaning) )?(?:slightly |just |right |"
        r"directly |further )?"
        rf"(?P<place>{_SIDES}|behind|in (?:the )?(?:back(?:ground)?|front|foreground)|at the (?:back|front)|"
        rf"next to|beside|"
        r"alongside)"
        rf"(?P<of> (?:of )?(?:it|them|(?:the|my) (?:[\w-]+ ){{0,2}}?(?:{naming.names(scene)})))?(?![\w-])"
    )
