"""A poster's words: a title as large as its room, a rule, a line of small capitals, and the inks as chips."""

from __future__ import annotations

import skia

from editor.providers.embedded import lettering
from editor.providers.embedded.scenes import pen
from editor.providers.embedded.scenes.portrait import setting
from editor.providers.embedded.scenes.portrait.hand import Hand
from editor.providers.embedded.scenes.portrait.layout import Room
from editor.providers.embedded.scenes.portrait.look import Look
from editor.providers.embedded.scenes.portrait.tones import readable

_SMALL = 36.0  # the largest subtitle, design units
_CHIP = 17.0


def words(hand: Hand, look: Look, room: Room) -> None:
    """The block of words in its room (design units): the title fills what the subtitle leaves."""
    left, top, right, bottom = room
    ink = str(look.fields["text.colour"]) or ("" if look.style != "flat" else readable(hand.paper, look.colour("ink"), "#f6f1e7"))
    title, sub = str(look.fields["text.words"]), str(look.fields["text.sub"])
    foot = 74.0
    tall = bottom - top - foot
    if title:
        size = 420.0 * max(0.4, min(1.6, look.number("text.size")))
        lines = setting.block(title, right - left, tall, size, lines=4 if tall > 0.7 * (right - left) else 2)
        _flush(hand, lines, left, top if bottom - top < 700 else bottom - foot - _height(lines), ink)
    hand.solid(pen.box(left, bottom - foot + 22, right, bottom - foot + 27), ink)
    _chips(hand, look, right, bottom - _CHIP)
    if sub:
        _subtitle(hand, sub, left, bottom, right - left - 6 * _CHIP - 30, ink)


def _height(lines: list[tuple[skia.Path, float]]) -> float:
    whole = skia.Path()
    for word, _ in lines:
        whole.addPath(word)
    return float(whole.computeTightBounds().height())


def _flush(hand: Hand, lines: list[tuple[skia.Path, float]], left: float, top: float, ink: str) -> None:
    """Lines set flush left, their highest letter at `top`."""
    whole = skia.Path()
    for word, _ in lines:
        word.offset(left - word.computeTightBounds().left(), 0)
        whole.addPath(word)
    whole.offset(0, top - whole.computeTightBounds().top())
    hand.solid(whole, ink)


def _subtitle(hand: Hand, text: str, left: float, bottom: float, wide: float, ink: str) -> None:
    text = text.upper()
    full = lettering.outline(text, _SMALL, 0.14).computeTightBounds().width()
    size = min(_SMALL, _SMALL * wide / max(full, 1.0))
    shape = lettering.outline(text, size, 0.14)
    bounds = shape.computeTightBounds()
    shape.offset(left - bounds.left(), bottom - _CHIP - bounds.centerY())
    hand.solid(shape, ink)


def _chips(hand: Hand, look: Look, right: float, y: float) -> None:
    for number, name in enumerate(("background", "rays", "top")):
        hand.solid(pen.ellipse(right - _CHIP - (2 - number) * 2.3 * _CHIP, y, _CHIP, _CHIP), look.colour(name))
