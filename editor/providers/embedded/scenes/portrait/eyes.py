"""Eyes: the white, the iris that looks at the viewer, lids, lashes, and a closed eye for a wink."""

from __future__ import annotations

import skia

from editor.providers.embedded.colours import mixed
from editor.providers.embedded.scenes import pen
from editor.providers.embedded.scenes.portrait.expression import EXPRESSIONS, Expression
from editor.providers.embedded.scenes.portrait.hand import Hand
from editor.providers.embedded.scenes.portrait.head import Head
from editor.providers.embedded.scenes.portrait.look import Look
from editor.providers.embedded.scenes.portrait.tones import WHITE, shadowed

_MIDDLE = 90.0


def eyes(hand: Hand, look: Look, head: Head) -> None:
    """Both eyes, the further one first."""
    expression = EXPRESSIONS[look.mood]
    for side in (-1, 1) if head.turn <= 0 else (1, -1):
        if side == expression.shut:
            _closed(hand, look, head, side)
        else:
            _eye(hand, look, head, expression, side)
    if look.mood == "sad":
        _tear(hand, head)


def _sided(data: str, side: int) -> str:
    return data if side > 0 else pen.mirrored(data)


def _eye(hand: Hand, look: Look, head: Head, expression: Expression, side: int) -> None:
    wide = expression.open * (1 - 0.10 * head.jaw) * (1.06 if look.young else 1.0)
    top, under = 438 - 45 * wide, 440 + 21 * (1 - expression.raised)
    upper = f"M 42 440 C 56 {top + 6} 112 {top - 10} 142 426"
    lower = f"C 124 {under - 4} 76 {under + 6} 42 440 Z"
    skin = look.colour("skin")
    white = head.face(_sided(f"{upper} {lower}", side))
    hand.solid(white, "#fffdf8" if look.style != "flat" else mixed(WHITE, skin, 0.1))
    _iris(hand, look, head, white, side, wide)
    if look.style in ("flat", "duotone"):
        lid = pen.moved(white, 0, -40 * wide)
        hand.shade(white, lid, mixed("#e6e0e8", skin, 0.35), 0.7)
    crease = f"M 46 {top + 16} C 66 {top - 8} 112 {top - 22} 148 {402 - 6 * wide}"
    hand.detail(head.face(_sided(crease, side)), 8, skin)
    hand.detail(head.face(_sided(f"M 72 {under - 4} C 92 {under + 3} 120 {under - 3} 136 {under - 18}", side)), 7, skin)
    _lashes(hand, look, head, upper, side)


def _iris(hand: Hand, look: Look, head: Head, white: skia.Path, side: int, wide: float) -> None:
    x, y = head.onto(side * _MIDDLE, 423.0)
    x -= 0.10 * head.turn
    big = 30 - 3.5 * head.jaw
    colour = look.colour("eyes")
    with hand.inside(white):
        hand.solid(pen.ellipse(x, y, big, big * 1.03), mixed(shadowed(colour, 1.3), "#101020", 0.3))
        hand.solid(pen.ellipse(x, y + 1, big - 5, big - 4), colour)
        hand.solid(pen.ellipse(x, y, 12.5, 13), "#14121c" if look.style != "popart" else "")
        hand.solid(pen.ellipse(x - 9, y - 10, 7.6, 7.6), WHITE)
        hand.solid(pen.ellipse(x + 10, y + 11, 3.6, 3.6), WHITE)


def _lashes(hand: Hand, look: Look, head: Head, upper: str, side: int) -> None:
    wing = "" if look.kind != "woman" else " C 152 420 160 412 166 402"
    lash = head.face(_sided(upper + wing, side))
    weight = 17.0 if look.kind == "woman" else 12.0
    hand.solid(
        pen.inked(lash, weight * (0.78 if look.style in ("flat", "line") else 1), 0.24, 0.1 if wing else 0.45),
        _dark(look),
    )


def _dark(look: Look) -> str:
    return "#2b1c22" if look.style == "flat" else ""


def _closed(hand: Hand, look: Look, head: Head, side: int) -> None:
    lid = head.face(_sided("M 40 434 C 66 456 118 456 150 424", side))
    hand.solid(pen.inked(lid, 16, 0.3, 0.2), _dark(look))
    if look.kind == "woman":
        for data in ("M 112 448 L 122 466", "M 130 440 L 144 456", "M 144 430 L 162 440"):
            hand.solid(pen.inked(head.face(_sided(data, side)), 9, 1, 0.2), _dark(look))
    hand.detail(head.face(_sided("M 52 404 C 78 388 116 390 142 404", side)), 8, look.colour("skin"))


def _tear(hand: Hand, head: Head) -> None:
    drop = head.face("M 118 474 C 126 494 138 510 138 524 C 138 546 100 546 100 524 C 100 510 112 494 118 474 Z")
    hand.mass(drop, "#8fd3f0", 8)
    hand.solid(pen.ellipse(*head.onto(112.0, 524.0), 4.5, 7), WHITE)
