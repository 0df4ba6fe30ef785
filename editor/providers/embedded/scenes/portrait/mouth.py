"""Mouths, one a mood; painted lips, or the plain ones that a line and a shadow make."""

# ruff: noqa: E501  (path data reads better unbroken)

from __future__ import annotations

from editor.providers.embedded.scenes import pen
from editor.providers.embedded.scenes.portrait.hand import Hand
from editor.providers.embedded.scenes.portrait.head import Head
from editor.providers.embedded.scenes.portrait.look import Look
from editor.providers.embedded.scenes.portrait.tones import lit, shadowed

_OUT = 1.1  # lips stand out a little from the face
_TEETH = "#fffdf8"
_THROAT = "#5a1424"

# (corner height, middle of the line between the lips, how far both lips stand from it)
_CLOSED = {"calm": (608.0, 622.0, 1.0), "sad": (634.0, 616.0, 0.94), "angry": (630.0, 618.0, 0.8)}


def mouth(hand: Hand, look: Look, head: Head) -> None:
    """The mouth of the look's mood."""
    if look.mood == "happy":
        _laughing(hand, look, head)
    elif look.mood == "surprised":
        _round(hand, look, head)
    elif look.mood == "wink":
        _crooked(hand, look, head)
    else:
        _closed(hand, look, head)


def _closed(hand: Hand, look: Look, head: Head) -> None:
    corner, middle, full = _CLOSED[look.mood]
    wide = 62 + 6 * head.jaw
    drop = 6 * head.jaw
    corner, middle = corner + drop, middle + drop
    full *= 1.0 if look.is_painted else 0.72
    peak, dip = middle - 27 * full, middle - 20 * full
    seam = f"C -34 {middle + 1} -16 {middle - 4} 0 {middle} C 16 {middle - 4} 34 {middle + 1} {wide} {corner}"
    back = f"C 34 {middle + 1} 16 {middle - 4} 0 {middle} C -16 {middle - 4} -34 {middle + 1} -{wide} {corner}"
    bow = f"C -38 {peak + 12} -22 {peak - 2} -11 {peak} Q 0 {dip} 11 {peak} C 22 {peak - 2} 38 {peak + 12} {wide} {corner}"
    upper = f"M -{wide} {corner} {bow} {back} Z"
    lower = f"M -{wide} {corner} {seam} C 40 {middle + 40 * full} -40 {middle + 40 * full} -{wide} {corner} Z"
    _lips(hand, look, head, upper, lower, f"M -{wide} {corner} {seam}", middle + 22 * full)


def _lips(hand: Hand, look: Look, head: Head, upper: str, lower: str, seam: str, shine: float) -> None:
    lips, skin = look.colour("lips"), look.colour("skin")
    if look.is_painted:
        whole = pen.joined(head.face(upper, _OUT), head.face(lower, _OUT))
        hand.mass(whole, lips, 8)
        hand.shade(whole, head.face(upper, _OUT), lips, 1.15)
        glint = head.face(
            f"M -28 {shine - 4} C -10 {shine + 4} 6 {shine + 4} 20 {shine - 2} C 6 {shine + 10} -12 {shine + 9} -28 {shine - 4} Z",
            _OUT,
        )
        hand.gleam(whole, glint, lips)
    elif look.style != "line":
        hand.solid(head.face(upper, _OUT), lips)
        hand.solid(head.face(lower, _OUT), lit(shadowed(lips, 0.1), 0.5))
    hand.line(head.face(seam, _OUT), 10, lips if look.is_painted else skin, 0.34, 0.34)
    if look.is_on("beard"):
        return
    under = shine + 24
    hand.detail(head.face(f"M -24 {under} C -8 {under + 6} 8 {under + 6} 24 {under}"), 8, skin)


def _laughing(hand: Hand, look: Look, head: Head) -> None:
    skin, down = look.colour("skin"), 6 * head.jaw

    wide = 84 + 6 * head.jaw
    top = f"C -50 {602 + down} -20 {610 + down} 0 {611 + down} C 20 {610 + down} 50 {602 + down} {wide} {590 + down}"
    outer = f"M -{wide} {590 + down} {top} C 74 {700 + down} -74 {700 + down} -{wide} {590 + down} Z"
    hole = head.face(outer, _OUT)
    if look.is_painted:
        bow = f"M -{wide + 6} {586 + down} C -50 {584 + down} -24 {590 + down} -10 {588 + down} Q 0 {594 + down} 10 {588 + down} C 24 {590 + down} 50 {584 + down} {wide + 6} {586 + down} C 78 {724 + down} -78 {724 + down} -{wide + 6} {586 + down} Z"
        hand.mass(head.face(bow, _OUT), look.colour("lips"), 8)
    hand.solid(hole, _THROAT)
    with hand.inside(hole):
        hand.solid(
            head.face(f"M -60 {690 + down} C -40 {642 + down} 40 {642 + down} 60 {690 + down} Z", _OUT), "#d8505e"
        )
        teeth = f"M -{wide} {586 + down} {top} C 56 {640 + down} -56 {640 + down} -{wide} {590 + down} Z"
        hand.solid(head.face(teeth, _OUT), _TEETH)
    hand.line(hole, 7, skin, 1, 1)
    fold = f"M {wide + 14} {574 + down} C {wide + 26} {584 + down} {wide + 27} {598 + down} {wide + 18} {610 + down}"
    hand.line(head.face(fold), 7, skin)
    hand.line(head.face(pen.mirrored(fold)), 7, skin)


def _round(hand: Hand, look: Look, head: Head) -> None:
    shape = "M 0 594 C 30 594 44 618 44 644 C 44 674 26 692 0 692 C -26 692 -44 674 -44 644 C -44 618 -30 594 0 594 Z"
    hole = "M 0 612 C 17 612 25 628 25 646 C 25 664 16 674 0 674 C -16 674 -25 664 -25 646 C -25 628 -17 612 0 612 Z"
    lips = look.colour("lips")
    if look.is_painted:
        hand.mass(head.face(shape, _OUT), lips, 8)
        hand.shade(head.face(shape, _OUT), pen.moved(head.face(shape, _OUT), 22, 10), lips)
    elif look.style != "line":
        hand.solid(head.face(shape, _OUT), lips)
    hand.solid(head.face(hole, _OUT), _THROAT)
    hand.line(head.face(hole, _OUT), 7, look.colour("skin"), 1, 1)


def _crooked(hand: Hand, look: Look, head: Head) -> None:
    """A smile that goes up on one side."""
    seam = "C -40 628 -10 634 14 630 C 40 624 62 608 78 586"
    upper = "M -58 618 C -36 598 -20 594 -8 597 Q 2 603 13 595 C 30 592 56 594 78 586 C 62 608 40 624 14 630 C -10 634 -40 628 -58 618 Z"
    lower = f"M -58 618 {seam} C 62 640 30 664 2 662 C -26 660 -46 638 -58 618 Z"
    _lips(hand, look, head, upper, lower, f"M -58 618 {seam}", 647)
    hand.line(head.face("M 90 568 C 98 578 98 592 90 602"), 8, look.colour("skin"))
