"""What stands behind the figure."""

from __future__ import annotations

import math

import skia

from editor.providers.embedded.colours import mixed
from editor.providers.embedded.scenes import pen
from editor.providers.embedded.scenes.portrait.hand import Hand
from editor.providers.embedded.scenes.portrait.look import Look
from editor.providers.embedded.scenes.portrait.screen import Screen, dots
from editor.providers.embedded.scenes.portrait.tones import shadowed

_LEAF = "M 0 0 C 0.24 -0.2 0.24 -0.62 0 -1 C -0.24 -0.62 -0.24 -0.2 0 0 Z"  # one unit long
_STEPS = 14  # leaves on a sprig
_HEART = (0.0, 430.0)  # the middle of the face: what rays and discs are about


def ground(hand: Hand, look: Look) -> None:
    """The ground of a look, over everything that is seen."""
    base, second = look.colour("background"), look.colour("rays")
    fades = {"gradient": mixed(base, second, 0.8), "halftone": second}
    hand.ground(base, fades.get(look.ground, ""))
    {"rays": _rays, "dots": _dots, "disc": _disc, "stripes": _stripes, "leaves": _leaves}.get(
        look.ground, lambda _hand, _look, _second: None
    )(hand, look, second)
    hand.print_over()


def _reach(hand: Hand) -> float:
    left, top, right, bottom = hand.box
    return math.hypot(right - left, bottom - top) + 100


def _rays(hand: Hand, look: Look, second: str) -> None:
    reach, (x, y) = _reach(hand), _HEART
    whole = skia.Path()
    for ray in range(0, 36, 2):
        ends = [
            (x + reach * math.cos(at), y + reach * math.sin(at))
            for at in (2 * math.pi * (ray + step) / 36 for step in (0, 1))
        ]
        whole.addPath(pen.polygon([(x, y), *ends]))
    hand.motif(whole, second)


def _dots(hand: Hand, look: Look, second: str) -> None:
    hand.motif(dots(Screen(64, 17, 17, 45), hand.box), second)


def _disc(hand: Hand, look: Look, second: str) -> None:
    hand.motif(pen.ellipse(_HEART[0], _HEART[1] - 10, 398, 398), second)


def _stripes(hand: Hand, look: Look, second: str) -> None:
    left, _, right, _ = hand.box
    low, high = hand.box[1] - 20, hand.box[3] + 20
    whole = skia.Path()
    for number in range(math.floor((left - 60) / 120), math.ceil((right + 60) / 120) + 1):
        whole.addPath(pen.box(number * 120 - 30, low, number * 120 + 30, high))
    hand.motif(whole, second)


def _leaves(hand: Hand, look: Look, second: str) -> None:
    """Sprigs that fan out from behind the shoulders, the further ones paler."""
    green = look.colour("leaves")
    far = mixed(green, look.colour("background"), 0.5)
    for lean, length, tone in (
        (-0.50, 980, far), (0.54, 1000, far), (-1.16, 900, far), (1.12, 920, far), (-0.80, 930, green),
        (0.83, 900, shadowed(green, 0.7)), (-1.46, 780, shadowed(green, 0.7)), (1.44, 800, green),
    ):  # fmt: skip
        _sprig(hand, lean, length, tone)


def _sprig(hand: Hand, lean: float, length: float, colour: str) -> None:
    """A stem from behind the shoulders with paired leaves; `lean` in radians from upright."""
    spine = []
    for step in range(_STEPS + 1):
        share = step / _STEPS
        at = lean * (0.80 + 0.32 * share)
        spine.append((math.copysign(90, lean) + math.sin(at) * length * share, 860 - math.cos(at) * length * share))
    stem = skia.Path()
    stem.moveTo(*spine[0])
    for place in spine[1:]:
        stem.lineTo(*place)
    hand.motif(pen.inked(stem, 10, 1, 0.3), shadowed(colour, 0.8))
    for step in range(4, _STEPS + 1):
        (x, y), (u, v) = spine[step], spine[step - 1]
        way = math.atan2(x - u, v - y)
        size = 168 * (1.06 - 0.62 * abs(step / _STEPS - 0.55))
        off = 0.0 if step == _STEPS else 0.92 if step % 2 else -0.92
        hand.mass(_leaf(x, y, way + off, size), colour, 8)


def _leaf(x: float, y: float, way: float, size: float) -> skia.Path:
    leaf = pen.path(_LEAF)
    place = skia.Matrix()
    place.setScale(size, size)
    place.postRotate(math.degrees(way))
    place.postTranslate(x, y)
    leaf.transform(place)
    return leaf
