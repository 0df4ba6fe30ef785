"""The face itself: ears, the plane of the face with its shadows, nose, cheeks, brows and the marks of age."""

from __future__ import annotations

import numpy as np
import skia

from editor.providers.embedded.colours import mixed
from editor.providers.embedded.scenes import pen
from editor.providers.embedded.scenes.portrait.expression import EXPRESSIONS, Expression
from editor.providers.embedded.scenes.portrait.hand import Hand
from editor.providers.embedded.scenes.portrait.head import Head
from editor.providers.embedded.scenes.portrait.look import Look
from editor.providers.embedded.scenes.portrait.tones import shadowed

_EAR = "M 196 404 C 222 378 250 396 246 436 C 243 474 230 508 212 514 C 202 516 196 508 194 496 Z"
_EAR_FOLD = "M 206 424 C 220 408 234 418 231 442 C 229 462 220 474 212 482"
# The plane of the face that turns from the light: temple, socket, cheekbone, beside the mouth, chin.
_DARK_SIDE = (
    "M 128 150 C 112 240 150 310 158 366 C 164 420 148 470 162 516 C 158 578 108 606 84 652 C 66 692 44 716 6 752 "
    "L 270 752 L 270 150 Z"
)
_NOSE_SIDE = "M 20 388 C 22 440 34 486 48 520 C 58 548 44 562 14 562 C 22 548 24 520 18 486 C 13 450 8 424 20 388 Z"
_NOSE_TIP = "M -27 548 C -18 560 -8 566 4 566 C 16 566 25 560 33 550"
_WING = "M 33 522 C 49 532 52 552 36 560"
_FAR_WING = "M -30 527 C -42 534 -44 550 -31 557"
_RIDGE = "M -21 440 C -22 470 -27 496 -34 518"


def ears(hand: Hand, look: Look, head: Head) -> None:
    """Both ears, before the face covers where they grow."""
    skin = look.colour("skin")
    for data in (_EAR, pen.mirrored(_EAR)):
        shape = head.skull(data)
        hand.mass(shape, skin, 12, wash=look.shows("skin"))
    hand.detail(head.skull(_EAR_FOLD), 9, skin)
    hand.detail(head.skull(pen.mirrored(_EAR_FOLD)), 9, skin)


def plane(hand: Hand, look: Look, head: Head, cast: skia.Path | None) -> skia.Path:
    """The bare face with its shadows; `cast` is what the hair shades of it. Returns its shape."""
    skin = look.colour("skin")
    shape = head.face(head.outline)
    dark = head.face(_DARK_SIDE)
    with hand.body(shape, skin, 13, wash=look.shows("skin")):
        hand.shade(shape, pen.joined(dark, cast) if cast is not None else dark, skin)
    return shape


def features(hand: Hand, look: Look, head: Head, face: skia.Path) -> None:
    """Cheeks, freckles, nose, brows and lines."""
    expression = EXPRESSIONS[look.mood]
    for side in (-1, 1) if look.kind != "man" else ():
        x, y = head.onto(side * 112.0, 548.0 - 8 * expression.cheek)
        with hand.inside(face):
            hand.blush(pen.ellipse(x, y, 50, 30 + 6 * expression.cheek))
    if look.is_on("freckles"):
        _freckles(hand, look, head)
    _nose(hand, look, head)
    for side in (-1, 1):
        _brow(hand, look, head, expression, side)
    if look.old:
        _age(hand, look, head)


def _nose(hand: Hand, look: Look, head: Head) -> None:
    skin = look.colour("skin")
    broad = 0.88 + 0.16 * head.jaw
    out = 1.28

    def nose(data: str) -> skia.Path:
        return pen.path(
            data,
            lambda x, y: head.onto(
                x * broad, y - 5 + 4 * head.jaw, 1 + (out - 1) * min(1.0, max(0.0, (y - 390) / 150))
            ),
        )

    if look.style != "popart":  # too narrow a plane for dots
        hand.shade(head.face(head.outline), nose(_NOSE_SIDE), skin)
    hand.line(nose(_NOSE_TIP), 10, skin, 0.2, 0.2)
    near, far = (_WING, _FAR_WING) if head.turn <= 0 else (pen.mirrored(_WING), pen.mirrored(_FAR_WING))
    hand.line(nose(near), 9, skin, 0.15, 0.4)
    hand.line(nose(far), 6, skin, 0.15, 0.3)
    if abs(head.turn) > 12 and look.style in ("popart", "line"):
        hand.detail(nose(_RIDGE if head.turn < 0 else pen.mirrored(_RIDGE)), 8, skin)


def _brow(hand: Hand, look: Look, head: Head, expression: Expression, side: int) -> None:
    man = head.jaw
    lift = expression.brow_lift + (expression.brow_one if side > 0 else 0)
    inner, outer = 368 + 6 * man - lift - expression.brow_tilt, 354 + 10 * man - lift + 0.8 * expression.brow_tilt
    arch = 330 + 22 * man - lift
    data = f"M 36 {inner} C 70 {arch + 14} 118 {arch - 6} 176 {outer}"
    weight = (18 + 6 * man) * look.number("brows.weight")
    shape = pen.inked(head.face(data if side > 0 else pen.mirrored(data)), weight, 0.72, 0.12)
    hand.solid(shape, _brow_colour(look))


def _brow_colour(look: Look) -> str:
    if look.style in ("popart", "line"):
        return ""
    hair = look.colour("hair")
    return mixed(shadowed(hair, 1.4), "#2a1a18", 0.55)


def _freckles(hand: Hand, look: Look, head: Head) -> None:
    draw = np.random.default_rng(11)
    tone = mixed(shadowed(look.colour("skin"), 1.2), "#9a4a2a", 0.5)
    for side in (-1, 1):
        for _ in range(13):
            x, y = float(draw.normal(side * 92, 34)), float(draw.normal(530, 16))
            if 34 < abs(x) < 160:
                hand.solid(pen.ellipse(*head.onto(x, y), *([float(draw.uniform(3.2, 5.4))] * 2)), tone)
    for x, y in ((-9.0, 506.0), (11.0, 514.0), (1.0, 488.0)):
        hand.solid(pen.ellipse(*head.onto(x, y, 1.2), 4, 4), tone)


def _age(hand: Hand, look: Look, head: Head) -> None:
    skin = look.colour("skin")
    lines = (
        "M -70 252 C -30 244 30 244 70 252", "M -58 284 C -24 277 24 277 58 284",
        "M 56 558 C 80 578 92 606 90 634", "M -56 558 C -80 578 -92 606 -90 634",
        "M 60 474 C 86 490 116 488 136 474", "M -60 474 C -86 490 -116 488 -136 474",
        "M 168 408 C 178 402 186 396 192 388", "M -168 408 C -178 402 -186 396 -192 388",
        "M 168 428 C 180 430 188 432 196 436", "M -168 428 C -180 430 -188 432 -196 436",
    )  # fmt: skip
    for data in lines:
        hand.detail(head.face(data), 7, skin)
