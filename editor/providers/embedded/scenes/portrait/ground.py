"""What stands behind the figure."""

from __future__ import annotations

import math

import numpy as np
import skia

from editor.providers.embedded.scenes import pen
from editor.providers.embedded.scenes.portrait.hand import Hand
from editor.providers.embedded.scenes.portrait.look import Look
from editor.providers.embedded.scenes.portrait.screen import Screen, dots
from editor.providers.embedded.scenes.portrait.tones import mixed, shadowed

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
        ends = [(x + reach * math.cos(at), y + reach * math.sin(at)) for at in (2 * math.pi * (ray + step) / 36 for step in (0, 1))]
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
    far, near = mixed(green, look.colour("background"), 0.45), green
    draw = np.random.default_rng(4)
    for number, lean in enumerate((-1.32, 1.30, -0.98, 0.96, -0.62, 0.66, -1.62, 1.64)):
        tone = far if number % 2 else near
        _sprig(hand, lean + float(draw.uniform(-0.05, 0.05)), 690 + 60 * (number % 3), tone if number < 6 else shadowed(green, 0.6))


def _sprig(hand: Hand, lean: float, length: float, colour: str) -> None:
    """A stem from behind the shoulders with paired leaves; `lean` in radians from upright."""
    foot = (math.copysign(120, lean), 800.0)
    bend = 0.22 * math.copysign(1, lean)
    pairs = 8
    whole = skia.Path()
    spine = []
    for step in range(pairs * 2 + 1):
        share = step / (pairs * 2)
        at = lean * (0.82 + 0.18 * share) + bend * share
        spine.append((foot[0] + math.sin(at) * length * share, foot[1] - math.cos(at) * length * share))
    for step in range(3, pairs * 2 + 1):
        (x, y), (u, v) = spine[step], spine[step - 1]
        way = math.atan2(x - u, v - y)
        size = 128 * (1 - 0.5 * abs(step / (pairs * 2) - 0.5))
        whole.addPath(_leaf(x, y, way + (0.86 if step % 2 else -0.86) if step < pairs * 2 else way, size))
    hand.motif(whole, colour)
    stem = skia.Path()
    stem.moveTo(*spine[0])
    for place in spine[1:]:
        stem.lineTo(*place)
    hand.motif(pen.inked(stem, 9, 1, 0.3), shadowed(colour, 0.7))


def _leaf(x: float, y: float, way: float, size: float) -> skia.Path:
    wide = 0.24 * size
    leaf = pen.path(f"M 0 0 C {wide:.1f} {-0.2 * size:.1f} {wide:.1f} {-0.62 * size:.1f} 0 {-size:.1f} C {-wide:.1f} {-0.62 * size:.1f} {-wide:.1f} {-0.2 * size:.1f} 0 0 Z")
    place = skia.Matrix()
    place.setRotate(math.degrees(way))
    place.postTranslate(x, y)
    leaf.transform(place)
    return leaf
