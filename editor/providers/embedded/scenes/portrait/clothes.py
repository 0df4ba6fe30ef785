"""Neck, shoulders and what is worn on them."""

# ruff: noqa: E501  (path data reads better unbroken)

from __future__ import annotations

from collections.abc import Callable

import skia

from editor.providers.embedded.colours import mixed
from editor.providers.embedded.scenes import pen
from editor.providers.embedded.scenes.portrait.hand import Hand
from editor.providers.embedded.scenes.portrait.head import Head
from editor.providers.embedded.scenes.portrait.look import Look
from editor.providers.embedded.scenes.portrait.screen import Screen, dots
from editor.providers.embedded.scenes.portrait.tones import WHITE, darkness, shadowed

DEEP = 2600.0  # how far down the body goes, for tall frames
_DARK_SIDE = f"M 150 700 C 196 800 146 870 178 976 C 204 1070 176 1240 190 {DEEP:g} L 900 {DEEP:g} L 900 700 Z"


def shoulders(head: Head, out: float = 0.0) -> skia.Path:
    """The outline of neck and trunk; `out` is how far the cloth stands from the skin, design units."""
    neck, wide = head.neck, head.shoulder + out
    half = (
        f"M 0 640 C {neck / 2} 640 {neck} 640 {neck} 640 C {neck - 2} 690 {neck - 4} 730 {neck + 6} 758 "
        f"C {neck + 30} {806 - out} {wide - 130} {816 - out} {wide - 54} {858 - out} "
        f"C {wide + 4} {892 - out} {wide + 22} 990 {wide + 40} 1110 "
        f"C {wide + 60} 1300 {wide + 70} 1700 {wide + 70} {DEEP} C 300 {DEEP} 100 {DEEP} 0 {DEEP}"
    )
    return pen.path(pen.symmetrical(half))


def hood(hand: Hand, look: Look, head: Head) -> None:
    """The hood that lies behind the neck."""
    if look.top in ("hoodie", "raincoat"):
        colour = look.colour("top")
        shape = pen.ellipse(0, 792, head.neck + 158, 112)
        with hand.body(shape, colour, 14):
            hand.shade(shape, pen.ellipse(0, 800, head.neck + 116, 96), colour, 1.3)


def body(hand: Hand, look: Look, head: Head) -> None:
    """The bare neck and shoulders under the shadow of the head, then the clothes."""
    skin = look.colour("skin")
    bare = shoulders(head)
    jaw = pen.moved(head.face(head.outline), 14, 62)
    with hand.body(bare, skin, 13, wash=look.shows("skin")):
        hand.shade(bare, pen.shared(jaw, pen.box(-300, 560, 300, 840)), skin, 1.25)
        if look.top == "dress":
            hand.shade(bare, pen.path(_DARK_SIDE), skin)
    _throat(hand, head, skin)
    _TOPS[look.top](hand, look, head)


def _throat(hand: Hand, head: Head, skin: str) -> None:
    for data in (
        "M 22 834 C 20 846 24 856 32 862",
        "M 50 860 C 96 838 150 832 220 842",
    ):
        hand.detail(pen.path(data), 8, skin)
        hand.detail(pen.path(pen.mirrored(data)), 8, skin)


def _garment(hand: Hand, look: Look, head: Head, hole: skia.Path, out: float = 8) -> skia.Path:
    """A garment that covers the trunk except for `hole`, with its pattern, shadow and sleeves' seams."""
    colour = look.colour("top")
    cloth = pen.without(pen.shared(shoulders(head, out), pen.box(-900, 700, 900, DEEP - 4)), hole)
    with hand.body(cloth, colour, 15):
        _pattern(hand, look, cloth, colour)
        hand.shade(cloth, pen.path(_DARK_SIDE), colour)
    x = head.shoulder - 92
    seam = f"M {x} 1010 C {x - 14} 1070 {x - 18} 1180 {x - 14} {DEEP}"
    hand.detail(pen.path(seam), 10, colour)
    hand.detail(pen.path(pen.mirrored(seam)), 10, colour)
    return cloth


def _pattern(hand: Hand, look: Look, cloth: skia.Path, colour: str) -> None:
    pattern = str(look.fields["top.pattern"])
    if not pattern:
        return
    light = mixed(colour, WHITE, 0.78) if darkness(colour) > 0.25 else shadowed(colour, 1.2)
    bounds = (cloth.getBounds().left(), 690.0, cloth.getBounds().right(), min(DEEP, hand.box[3] + 40))
    with hand.inside(cloth):
        if pattern == "dots":
            hand.solid(dots(Screen(52, 13, 13, 45), bounds), light)
        else:
            for y in range(706, int(bounds[3]), 58):
                band = f"M -640 {y + 40} C -300 {y} -120 {y + 40} 0 {y + 44} C 120 {y + 40} 300 {y} 640 {y + 40}"
                hand.solid(pen.inked(pen.path(band), 24), light)
        if pattern == "check":
            for x in range(-600, 601, 58):
                hand.solid(pen.box(x - 7, bounds[1], x + 7, bounds[3]), mixed(colour, light, 0.5))


def _dress(hand: Hand, look: Look, head: Head) -> None:
    x = head.shoulder - 118
    hole = f"M -{x} 640 C -{x - 26} 830 -{x - 70} 958 0 958 C {x - 70} 958 {x - 26} 830 {x} 640 Z"
    cloth = _garment(hand, look, head, pen.path(hole), 2)
    colour = look.colour("top")
    rim = f"M -{x - 14} 780 C -{x - 40} 900 -{x - 100} 984 0 984 C {x - 100} 984 {x - 40} 900 {x - 14} 780"
    with hand.inside(cloth):
        hand.detail(pen.path(rim), 8, colour)


def _tee(hand: Hand, look: Look, head: Head) -> None:
    colour = look.colour("top")
    rx, ry = head.neck + 40, 70.0
    _garment(hand, look, head, pen.joined(pen.ellipse(0, 764, rx, ry), pen.box(-rx + 8, 600, rx - 8, 764)))
    outer, inner = pen.ellipse(0, 764, rx + 25, ry + 26), pen.ellipse(0, 764, rx, ry)
    rib = pen.shared(pen.shared(pen.without(outer, inner), shoulders(head, 10)), pen.box(-400, 752, 400, 900))
    with hand.body(rib, colour, 11):
        hand.shade(rib, pen.path(_DARK_SIDE), colour)


def _shirt(hand: Hand, look: Look, head: Head) -> None:
    colour, neck = look.colour("top"), head.neck
    _garment(
        hand,
        look,
        head,
        pen.path(f"M -{neck + 34} 640 L -{neck + 34} 752 L 0 896 L {neck + 34} 752 L {neck + 34} 640 Z"),
    )
    hand.line(pen.path(f"M 4 894 C 10 1000 8 1200 8 {DEEP}"), 8, colour, 1, 1)
    for y in (960, 1070, 1180, 1290, 1400):
        with hand.body(pen.ellipse(-16, y, 9, 9), mixed(colour, WHITE, 0.8), 5, wash=False):
            pass
    flap = f"M 3 900 L {neck + 8} 734 C {neck + 22} 732 {neck + 40} 748 {neck + 50} 772 L {neck + 92} 838 L {neck + 22} 936 Z"
    for data in (flap, pen.mirrored(flap)):
        shape = pen.path(data)
        with hand.body(shape, mixed(colour, WHITE, 0.12), 12):
            hand.shade(shape, pen.path(_DARK_SIDE), colour)
    if look.has_tie:
        _tie(hand, look, 26)


def _turtleneck(hand: Hand, look: Look, head: Head) -> None:
    colour, neck = look.colour("top"), head.neck
    _garment(hand, look, head, skia.Path())
    half = (
        f"M 0 742 C {neck * 0.6} 742 {neck + 8} 730 {neck + 9} 702 C {neck + 16} 736 {neck + 24} 770 {neck + 46} 806 "
        f"C {neck + 20} 838 {neck * 0.5} 846 0 846"
    )
    tube = pen.path(pen.symmetrical(half))
    with hand.body(tube, colour, 13):
        hand.shade(
            tube,
            pen.joined(
                pen.path("M 34 690 C 60 740 100 790 122 870 L 300 870 L 300 690 Z"), pen.box(-300, 690, 300, 756)
            ),
            colour,
        )
        for x in range(-int(neck), int(neck) + 1, 26):
            hand.detail(pen.path(f"M {x} 752 C {x} 770 {x * 1.1:.0f} 790 {x * 1.26:.0f} 832"), 5, colour)
    hand.line(pen.path(f"M -{neck + 22} 760 C -40 786 40 786 {neck + 22} 760"), 9, colour)


def _suit(hand: Hand, look: Look, head: Head) -> None:
    colour, neck = look.colour("top"), head.neck
    shirt = "#ece7dc"
    front = pen.shared(
        pen.path(f"M -{neck + 40} 740 L -{neck + 60} 1300 L {neck + 60} 1300 L {neck + 40} 740 Z"), shoulders(head, 5)
    )
    collar = pen.path(f"M -{neck + 24} 640 L -{neck + 24} 748 L 0 852 L {neck + 24} 748 L {neck + 24} 640 Z")
    blouse = pen.without(front, collar)
    with hand.body(blouse, shirt, 9, wash=False):
        hand.shade(blouse, pen.path(_DARK_SIDE), shirt)
    if look.has_tie:
        _tie(hand, look)
    leaf = f"M 2 858 L {neck + 2} 732 C {neck + 16} 730 {neck + 32} 742 {neck + 38} 762 L {neck + 26} 846 L 66 944 Z"
    for data in (leaf, pen.mirrored(leaf)):
        hand.mass(pen.path(data), "#fdfbf6", 10, wash=False)
    deep = 1190
    opening = f"M -{neck + 34} 640 L -{neck + 36} 770 C -{neck + 40} 900 -60 1100 0 {deep} C 60 1100 {neck + 40} 900 {neck + 36} 770 L {neck + 34} 640 Z"
    _garment(hand, look, head, pen.path(opening), 14)
    lapel = (
        f"M {neck + 34} 762 C {neck + 58} 778 {neck + 76} 794 {neck + 92} 806 L {neck + 128} 912 L {neck + 92} 922 "
        f"L {neck + 112} 962 C {neck + 80} 1060 50 1140 2 {deep} C 56 1100 {neck + 34} 900 {neck + 34} 762 Z"
    )
    for data in (pen.mirrored(lapel), lapel):
        shape = pen.path(data)
        with hand.body(shape, mixed(colour, WHITE, 0.07), 12):
            hand.shade(shape, pen.path(_DARK_SIDE), colour, 1.3)
    hand.line(pen.path(f"M 0 {deep - 6} C 4 1300 4 1500 4 {DEEP}"), 9, colour, 1, 1)


def _tie(hand: Hand, look: Look, down: float = 0.0) -> None:
    """A tie whose knot lies `down` units below the pit of the throat."""
    colour = look.colour("tie")
    blade = pen.path("M -20 916 L 20 916 L 52 1190 L 0 1262 L -52 1190 Z")
    knot = pen.path("M -36 862 C -12 854 12 854 36 862 L 23 926 C 8 934 -8 934 -23 926 Z")
    for shape in (pen.moved(blade, 0, down), pen.moved(knot, 0, down)):
        with hand.body(shape, colour, 10):
            hand.shade(shape, pen.box(4, 800, 90, 1300), colour)


def _hoodie(hand: Hand, look: Look, head: Head) -> None:
    colour, neck = look.colour("top"), head.neck
    hole = pen.joined(pen.ellipse(0, 770, neck + 46, 104), pen.box(-neck - 40, 600, neck + 40, 770))
    _garment(hand, look, head, hole, 16)
    roll = pen.without(
        pen.ellipse(0, 782, neck + 132, 150),
        pen.joined(pen.ellipse(0, 756, neck + 44, 106), pen.box(-neck - 40, 560, neck + 40, 756)),
    )
    roll = pen.shared(roll, pen.box(-600, 738, 600, 1000))
    with hand.body(roll, colour, 13):
        hand.shade(roll, pen.path(_DARK_SIDE), colour)
    hand.detail(pen.path("M 0 866 C -4 888 -4 910 2 930"), 9, colour)
    cord = mixed(colour, WHITE, 0.8) if darkness(colour) > 0.35 else shadowed(colour, 1.6)
    for x, low in ((-54, 1080), (52, 1050)):
        hand.mass(
            pen.inked(pen.path(f"M {x} 886 C {x * 1.1:.0f} 960 {x * 0.9:.0f} 1000 {x} {low}"), 13), cord, 7, wash=False
        )


def _denim(hand: Hand, look: Look, head: Head) -> None:
    """A jacket with a turned collar, flap pockets, metal buttons and double seams, over a plain shirt."""
    colour, neck = look.colour("top"), head.neck
    under = "#f1ede4" if darkness(colour) > 0.3 else "#4a4d57"
    front = pen.shared(pen.box(-neck - 30, 690, neck + 30, 1320), shoulders(head, 4))
    ring = pen.without(front, pen.joined(pen.ellipse(0, 772, neck + 26, 62), pen.box(-neck - 20, 600, neck + 20, 772)))
    with hand.body(ring, under, 9, wash=False):
        hand.shade(ring, pen.path(_DARK_SIDE), under)
    opening = f"M -{neck + 34} 640 L -{neck + 40} 772 C -{neck + 10} 900 -56 1080 -34 1240 L 34 1240 C 56 1080 {neck + 10} 900 {neck + 40} 772 L {neck + 34} 640 Z"
    _garment(hand, look, head, pen.path(opening), 16)
    seam = mixed(colour, "#e9b872", 0.55) if look.style != "line" else colour
    for side in (-1, 1):
        edge = f"M {side * (neck + 58)} 800 C {side * (neck + 30)} 920 {side * 78} 1090 {side * 58} 1240 L {side * 58} {DEEP:g}"
        hand.detail(pen.path(edge), 6, seam)
        yoke = f"M {side * (neck + 66)} 968 C {side * 240} 982 {side * 320} 974 {side * (head.shoulder - 34)} 958"
        hand.detail(pen.path(yoke), 8, colour)
        x = side * 216
        flap = pen.path(f"M {x - 62} 1010 L {x + 62} 1010 L {x + 62} 1050 L {x} 1078 L {x - 62} 1050 Z")
        with hand.body(flap, mixed(colour, WHITE, 0.06), 10):
            hand.shade(flap, pen.path(_DARK_SIDE), colour)
        hand.mass(pen.ellipse(x, 1052, 9, 9), "#d9b98a", 4, wash=False)
    for y in (1290, 1400, 1510):
        hand.mass(pen.ellipse(-24, y, 11, 11), "#d9b98a", 5, wash=False)
    leaf = f"M {neck + 20} 716 C {neck + 44} 726 {neck + 70} 752 {neck + 86} 786 L {neck + 108} 880 L {neck + 14} 936 C {neck + 4} 880 {neck + 8} 800 {neck + 20} 716 Z"
    for data in (leaf, pen.mirrored(leaf)):
        shape = pen.path(data)
        with hand.body(shape, mixed(colour, WHITE, 0.1), 12):
            hand.shade(shape, pen.path(_DARK_SIDE), colour)
    if look.has_tie:
        _tie(hand, look)


def _raincoat(hand: Hand, look: Look, head: Head) -> None:
    """A coat closed to the chin, with a storm flap, poppers and a hood laid back."""
    colour, neck = look.colour("top"), head.neck
    _garment(hand, look, head, skia.Path(), 18)
    stand = pen.path(
        pen.symmetrical(
            f"M 0 800 C {neck * 0.5} 798 {neck + 6} 778 {neck + 16} 726 C {neck + 34} 744 {neck + 50} 776 {neck + 60} 812 C {neck + 30} 856 {neck * 0.5} 876 0 880"
        )
    )
    with hand.body(stand, mixed(colour, WHITE, 0.1), 13):
        hand.shade(stand, pen.path(_DARK_SIDE), colour)
    flap = pen.path(f"M -34 868 L 44 872 L 44 {DEEP - 6:g} L -34 {DEEP - 6:g} Z")
    with hand.body(flap, mixed(colour, WHITE, 0.05), 10):
        hand.shade(flap, pen.box(20, 860, 60, DEEP), colour)
    for y in (930, 1060, 1190, 1320):
        hand.mass(pen.ellipse(6, y, 13, 13), mixed(colour, WHITE, 0.5), 6, wash=False)
    for side in (-1, 1):
        seam = f"M {side * (neck + 40)} 860 C {side * 220} 930 {side * 300} 946 {side * (head.shoulder - 30)} 936"
        hand.detail(pen.path(seam), 9, colour)


_TOPS: dict[str, Callable[[Hand, Look, Head], None]] = {
    "denim": _denim, "raincoat": _raincoat,
    "dress": _dress, "tee": _tee, "shirt": _shirt, "turtleneck": _turtleneck, "suit": _suit, "hoodie": _hoodie,
}  # fmt: skip
