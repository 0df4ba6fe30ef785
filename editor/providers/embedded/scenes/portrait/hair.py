"""Hair: the mass behind the neck, and the one that frames the face."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import skia

from editor.providers.embedded.colours import mixed
from editor.providers.embedded.scenes import pen
from editor.providers.embedded.scenes.portrait import cuts
from editor.providers.embedded.scenes.portrait.cuts import CUTS, Cut
from editor.providers.embedded.scenes.portrait.hand import Hand
from editor.providers.embedded.scenes.portrait.head import Head
from editor.providers.embedded.scenes.portrait.look import Look
from editor.providers.embedded.scenes.portrait.screen import Screen, dots
from editor.providers.embedded.scenes.portrait.tones import shadowed

_DARK_SIDE = "M 110 -60 C 216 120 196 300 222 420 C 236 560 204 700 214 1400 L 520 1400 L 520 -60 Z"
_CURL = "M -15 4 C -18 -14 6 -22 14 -6 C 18 6 2 14 -4 4"


def cut_of(look: Look) -> Cut | None:
    """The cut that a look comes to; None where no hair is seen."""
    if look.hair == "bald" or look.hat == "headscarf":
        return None
    name = look.hair
    if name == "short" and look.kind == "woman":
        name = "pixie"
    if name == "curly" and look.kind == "man":
        name = "curls"
    cut = CUTS[name]
    if look.fields["hair.fringe"] and name in cuts.FRINGES:
        cut = replace(cut, opening=cuts.FRINGES[name], strands=(*cut.strands, *cuts.FRINGE_STRANDS))
    return replace(cut, crest="") if look.hat in ("beret", "cap", "beanie", "brim") else cut


def behind(hand: Hand, look: Look, head: Head) -> None:
    """What hangs behind the neck, and a knot or a tail."""
    cut = cut_of(look)
    if cut is None:
        return
    colour = look.colour("hair")
    if (cut.knot and look.hat in ("none", "cap")) or (cut.knot == "ponytail" and look.hat in ("beanie", "brim")):
        _knot(hand, look, head, cut.knot, colour)
    if cut.is_long:
        whole = _whole(cut, head)
        with hand.body(whole, colour, 15, wash=look.shows("hair")):
            hand.shade(whole, pen.box(-215, 480, 215, 1500), colour, 1.3)


def _knot(hand: Hand, look: Look, head: Head, knot: str, colour: str) -> None:
    side = 1 if head.turn <= 0 else -1  # at the back, which a turned head shows more of
    if knot == "bun":
        x, y, rx, ry = cuts.BUN
        shape = head.carried(pen.ellipse(side * x, y, rx, ry))
        with hand.body(shape, colour, 14, wash=look.shows("hair")):
            hand.shade(shape, pen.without(shape, pen.moved(shape, -34, -18)), colour)
        strands: tuple[str, ...] = cuts.BUN_STRANDS
    else:
        shape = head.skull(cuts.TAIL if side > 0 else pen.mirrored(cuts.TAIL))
        with hand.body(shape, colour, 14, wash=look.shows("hair")):
            hand.shade(shape, pen.without(shape, pen.moved(shape, -30, -6)), colour)
        strands = cuts.TAIL_STRANDS
    for data in strands:
        hand.detail(head.skull(data if side > 0 else pen.mirrored(data)), 9, colour)
    if knot == "ponytail":
        hand.mass(head.skull(cuts.TIE if side > 0 else pen.mirrored(cuts.TIE)), look.colour("top"), 9)


def fringe(look: Look, head: Head) -> skia.Path | None:
    """The mass that frames the face; None where no hair is seen."""
    cut = cut_of(look)
    return _front(cut, head) if cut is not None else None


def cast(mass: skia.Path | None) -> skia.Path | None:
    """The shadow that the hair throws on the face: the hair itself, a little lower."""
    return pen.moved(mass, 9, 22) if mass is not None else None


def front(hand: Hand, look: Look, head: Head, mass: skia.Path | None) -> None:
    """What lies over the face and the shoulders: the mass that `fringe` gave, with its strands and gleams."""
    cut = cut_of(look)
    if cut is None or mass is None:
        return
    colour = look.colour("hair")
    if look.hair == "buzz":
        _stubble(hand, look, head, mass, colour)
        return
    with hand.body(mass, colour, 14, wash=look.shows("hair")):
        hand.shade(mass, head.skull(_DARK_SIDE), colour)
        for data in cut.gleams:
            hand.gleam(mass, head.skull(data), colour)
        if cut.curls[0]:
            _curls(hand, cut, mass, colour)
        with hand.inside(mass):
            for number, data in enumerate(cut.strands):
                hand.detail(head.skull(data), 11 - 2 * (number % 3), colour)


def _whole(cut: Cut, head: Head) -> skia.Path:
    shape = head.skull(pen.symmetrical(cut.outer))
    if cut.crest:
        shape = pen.joined(shape, head.skull(cut.crest))
    return pen.scalloped(shape, *cut.curls) if cut.curls[0] else shape


def _front(cut: Cut, head: Head) -> skia.Path:
    opening = head.face(cut.opening)
    if cut.curls[0]:  # the opening's own edge curls into the face
        bump, height = cut.curls
        opening = pen.without(opening, _fringe(opening, bump * 0.8, height * 0.7, 420 if cut.ears else 900))
    return pen.without(_whole(cut, head), opening)


def _fringe(opening: skia.Path, bump: float, height: float, low: float) -> skia.Path:
    """Curls along the rim of the opening, down to `low`."""
    points, _ = pen.sampled(opening)[0]
    places = [(float(x), float(y)) for x, y in points[:: max(1, round(bump / 3))] if y < low]
    size = (bump + height) * 0.42
    return pen.joined(*(pen.ellipse(x, y, size, size) for x, y in places))


def _curls(hand: Hand, cut: Cut, mass: skia.Path, colour: str) -> None:
    """Small hooks strewn over the mass on a lattice that is shaken a little."""
    bump = cut.curls[0]
    draw = np.random.default_rng(5)
    bounds, step = mass.getBounds(), bump * 1.15
    size = bump / 44
    for row, y in enumerate(np.arange(bounds.top() + step * 0.5, min(bounds.bottom(), 1200), step * 0.9)):
        for x in np.arange(bounds.left() + (row % 2) * step * 0.5, bounds.right(), step):
            a, b = float(x + draw.uniform(-0.18, 0.18) * step), float(y + draw.uniform(-0.18, 0.18) * step)
            if all(mass.contains(a + u * 22 * size, b + v * 22 * size) for u, v in ((1, 0), (-1, 0), (0, 1), (0, -1))):
                curl = pen.path(_CURL)
                turn = skia.Matrix()
                turn.setRotate(float(draw.uniform(0, 360)))
                turn.postScale(size, size)
                turn.postTranslate(a, b)
                curl.transform(turn)
                hand.detail(curl, 8 * size**0.5, colour)


def _stubble(hand: Hand, look: Look, head: Head, mass: skia.Path, colour: str) -> None:
    skin = look.colour("skin")
    tone = mixed(colour, skin, 0.22)
    with hand.body(mass, tone, 6, wash=look.shows("hair")):
        hand.shade(mass, head.skull(_DARK_SIDE), tone)
        with hand.inside(mass):
            hand.solid(
                dots(Screen(15, 2.0, 2.0, 30), (-240, 120, 240, 470)),
                "" if look.style == "line" else shadowed(tone, 1.4),
            )
