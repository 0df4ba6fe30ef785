"""Beards, glasses, earrings and headscarves."""

# ruff: noqa: E501  (path data reads better unbroken)

from __future__ import annotations

import skia

from editor.providers.embedded.colours import mixed
from editor.providers.embedded.scenes import pen
from editor.providers.embedded.scenes.portrait.hand import Hand
from editor.providers.embedded.scenes.portrait.head import Head
from editor.providers.embedded.scenes.portrait.look import Look
from editor.providers.embedded.scenes.portrait.tones import WHITE, shadowed

_LENS = {
    "round": "M 94 366 C 130 366 158 394 158 430 C 158 466 130 494 94 494 C 58 494 30 466 30 430 C 30 394 58 366 94 366 Z",
    "square": "M 46 376 C 80 370 130 370 158 376 C 168 380 168 400 164 440 C 160 478 150 486 126 488 C 104 490 70 490 54 484 C 34 476 30 440 28 402 C 27 384 34 378 46 376 Z",
    "sun": "M 26 388 C 60 358 146 350 204 352 C 208 424 186 490 112 490 C 56 488 26 452 26 388 Z",
}
_BRIDGE = {
    "round": "M -31 420 C -16 398 16 398 31 420",
    "square": "M -30 398 C -14 386 14 386 30 398",
    "sun": "M -27 392 C -12 380 12 380 27 392",
}
_TEMPLE = {
    "round": "M 156 416 C 176 410 196 408 214 412",
    "square": "M 164 394 C 184 394 200 398 214 404",
    "sun": "M 200 368 C 208 374 212 384 214 396",
}


def beard(hand: Hand, look: Look, head: Head) -> None:
    """A full beard, a moustache, or both."""
    colour = look.colour("hair")
    low = 20 * head.jaw
    if look.is_on("beard"):
        half = (
            f"M 0 572 C 20 572 44 574 66 580 C 92 588 104 616 126 604 C 160 586 182 510 188 352 C 198 346 210 346 217 352 "
            f"C 226 500 204 {630 + low} 150 {700 + low} C 104 {762 + low} 50 {778 + low} 0 {778 + low}"
        )
        lips = (
            "M 0 606 C 26 602 46 608 56 616 C 46 636 28 652 0 653 C -28 652 -46 636 -56 616 C -46 608 -26 602 0 606 Z"
        )
        if look.mood == "happy":
            lips = "M 0 600 C 40 600 70 592 96 586 C 84 690 40 704 0 704 C -40 704 -84 690 -96 586 C -70 592 -40 600 0 600 Z"
        if look.mood == "surprised":
            lips = "M 0 596 C 30 596 48 620 48 646 C 48 678 26 698 0 698 C -26 698 -48 678 -48 646 C -48 620 -30 596 0 596 Z"
        shape = pen.without(head.face(pen.symmetrical(half)), head.face(lips, 1.1))
        with hand.body(shape, colour, 12, wash=look.shows("hair")):
            hand.shade(shape, head.face("M 70 400 C 110 600 60 690 10 830 L 300 830 L 300 400 Z"), colour)
            _whiskers(hand, head, colour, low)
    elif look.is_on("moustache"):
        half = "M 0 580 C 16 572 40 574 60 588 C 78 600 92 610 108 606 C 98 628 66 634 44 622 C 26 612 12 606 0 606"
        shape = head.face(pen.symmetrical(half), 1.12)
        with hand.body(shape, colour, 10, wash=look.shows("hair")):
            hand.shade(shape, head.face("M 20 560 L 130 560 L 130 660 L 20 660 Z"), colour)


def _whiskers(hand: Hand, head: Head, colour: str, low: float) -> None:
    for x, top in (
        (-130, 640),
        (-96, 676),
        (-54, 700),
        (-10, 706),
        (40, 702),
        (86, 682),
        (124, 648),
        (168, 560),
        (-168, 560),
    ):
        hand.detail(
            head.face(
                f"M {x} {top} C {x} {top + 20} {x * 0.94:.0f} {top + 34} {x * 0.88:.0f} {top + 44 + low / 2:.0f}"
            ),
            7,
            colour,
        )


def glasses(hand: Hand, look: Look, head: Head) -> None:
    """Spectacles, or sunglasses that hide the eyes."""
    if not look.glasses:
        return
    kind, frame = look.glasses, look.colour("glasses")
    for side in (-1, 1):
        lens = head.face(_LENS[kind] if side > 0 else pen.mirrored(_LENS[kind]), 1.14)
        if kind == "sun":
            _tinted(hand, look, lens, frame)
        else:
            _clear(hand, lens)
        rim = pen.inked(lens, 15 if look.style == "popart" else 11 if kind != "sun" else 9, swell=0.15)
        hand.solid(rim, frame)
        temple = head.face(_TEMPLE[kind] if side > 0 else pen.mirrored(_TEMPLE[kind]), 1.0)
        hand.solid(pen.inked(temple, 11), frame)
    hand.solid(pen.inked(head.face(_BRIDGE[kind], 1.2), 13), frame)


def _tinted(hand: Hand, look: Look, lens: skia.Path, frame: str) -> None:
    bounds = lens.getBounds()
    left, wide = bounds.left(), bounds.width()
    tint = mixed(frame, look.colour("background"), 0.10)
    hand.solid(lens, tint)
    with hand.inside(lens):
        hand.shade(
            lens,
            pen.box(left - 5, bounds.top() + 0.5 * bounds.height(), bounds.right(), bounds.bottom() + 5),
            mixed(tint, look.colour("background"), 0.5),
            0.7,
        )
        for start, thick in ((0.16, 0.2), (0.44, 0.07)):
            x = left + start * wide
            bar = [
                (x + 0.28 * wide, bounds.top() - 4),
                (x + (0.28 + thick) * wide, bounds.top() - 4),
                (x + thick * wide, bounds.bottom() + 4),
                (x, bounds.bottom() + 4),
            ]
            hand.solid(pen.polygon(bar), mixed(tint, look.colour("rays") if look.style == "popart" else WHITE, 0.62))


def _clear(hand: Hand, lens: skia.Path) -> None:
    bounds = lens.getBounds()
    with hand.inside(lens):
        x, top, low = bounds.left() + 0.2 * bounds.width(), bounds.top(), bounds.bottom()
        hand.glass(pen.polygon([(x + 34, top), (x + 56, top), (x + 2, low), (x - 20, low)]))
        hand.glass(pen.polygon([(x + 68, top), (x + 76, top), (x + 22, low), (x + 14, low)]))


def earrings(hand: Hand, look: Look, head: Head) -> None:
    """Discs, hoops or pearls; the nearer one lies free, the further one is half hidden by a turned cheek."""
    if not look.has_earrings:
        return
    kind, colour = (
        str(look.fields["earrings.kind"]) or ("stud" if look.kind == "man" else "disc"),
        look.colour("earrings"),
    )
    for side in (-1, 1):
        far = max(0.0, side * head.turn) * 0.6  # a turned cheek hides that ear: the ring swings clear of it
        x, y = head.tilted(side * (216.0 + far) - 0.22 * head.turn, 522.0)
        if kind == "hoop":
            ring = pen.without(pen.ellipse(x, y + 44, 38, 44), pen.ellipse(x, y + 42, 27, 32))
            hand.mass(ring, colour, 8)
        elif kind in ("stud", "pearl"):
            size = 13 if kind == "stud" else 19
            hand.mass(pen.ellipse(x, y, size, size), colour if kind == "stud" else mixed(colour, "#f7f0e6", 0.8), 7)
        else:
            hand.mass(pen.ellipse(x, y - 8, 8, 8), colour, 7)
            drop = pen.ellipse(x, y + 36, 31, 31)
            with hand.body(drop, colour, 10):
                hand.shade(drop, pen.without(drop, pen.ellipse(x - 9, y + 28, 30, 30)), colour)


def scarf(hand: Hand, look: Look, head: Head) -> None:
    """A headscarf: round the face, over hair, neck and shoulders, in a few soft folds."""
    if look.hat != "headscarf":
        return
    colour = look.colour("hat")
    shape = pen.without(_wrapped(head), head.face(pen.symmetrical(pen.blended(*_FACE, head.jaw))))
    with hand.body(shape, colour, 15):
        hand.shade(
            shape,
            pen.path(
                "M 120 60 C 190 170 176 330 196 430 C 210 560 160 700 120 760 C 240 800 150 960 120 1120 L 700 1120 L 700 60 Z"
            ),
            colour,
        )
        hand.gleam(
            shape,
            head.skull(
                "M -206 330 C -196 250 -150 180 -84 146 C -130 196 -166 260 -178 330 C -186 346 -202 346 -206 330 Z"
            ),
            colour,
        )
    for data in _FOLDS:
        hand.detail(pen.path(data), 10, colour)


def scarf_behind(hand: Hand, look: Look, head: Head) -> None:
    """The inside of a headscarf, behind face and neck."""
    if look.hat == "headscarf":
        hand.coat(_wrapped(head), shadowed(look.colour("hat"), 1.2), wash=True)


def _wrapped(head: Head) -> skia.Path:
    wide = head.shoulder - 70
    half = (
        f"M 0 104 C 142 104 240 190 250 340 C 258 470 246 590 224 680 C 230 750 {wide - 60} 800 {wide} 880 "
        f"C {wide + 6} 930 {wide - 40} 960 {wide - 70} 980 C 200 1070 90 1096 0 1100"
    )
    return pen.path(pen.symmetrical(half), lambda x, y: head.skewed(x, y))


_FACE = (
    "M 0 214 C 100 212 176 276 184 380 C 188 440 186 500 174 544 C 158 616 116 660 76 694 C 52 710 28 714 0 714",
    "M 0 214 C 104 212 182 276 190 380 C 194 440 194 500 186 558 C 174 634 148 680 104 712 C 76 730 40 734 0 734",
)
_FOLDS = (
    "M -216 520 C -206 640 -150 730 -60 790 C 20 840 120 880 210 890", "M 212 560 C 190 660 140 740 60 800",
    "M -190 700 C -140 800 -40 880 90 930", "M -240 780 C -170 880 -90 950 10 990", "M 150 760 C 200 800 240 830 270 880",
    "M -150 208 C -190 270 -210 340 -212 420", "M 30 150 C 120 160 190 230 212 330", "M 60 176 C 130 200 178 260 196 340",
)  # fmt: skip
