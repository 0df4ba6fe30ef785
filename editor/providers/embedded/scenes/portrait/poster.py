"""A poster's words: a title as large as its room, a rule, a line of small capitals, and the inks as chips."""

from __future__ import annotations

import skia

from editor.providers.embedded import colours, lettering
from editor.providers.embedded.scenes import pen
from editor.providers.embedded.scenes.portrait import setting
from editor.providers.embedded.scenes.portrait.hand import Hand
from editor.providers.embedded.scenes.portrait.look import Look
from editor.providers.embedded.scenes.portrait.tones import readable

Room = tuple[float, float, float, float]  # left, top, right, bottom

FOOT = 62.0  # from the rule to the bottom of the block, design units
AIR = 30.0  # between title and rule
_SMALL = 34.0  # the largest subtitle
_CHIP = 16.0
_LEAST = 1.8  # contrast of words with the sheet, below which the sheet is turned dark


def title(look: Look, wide: float, tall: float) -> list[tuple[skia.Path, float]]:
    """The lines of the title in a room of `wide` x `tall` design units."""
    text = str(look.fields["text.words"])
    if not text:
        return []
    size = 400.0 * max(0.4, min(1.6, look.number("text.size")))
    weight, lines = look.number("poster.weight"), 5 if tall > 0.6 * wide else 3
    cut = lettering.BOLD if weight >= 0 else lettering.REGULAR
    found = setting.block(text, wide * 0.985, tall, size, lines, cut)
    return [(setting.bold(word, 0.03 * weight * size), size) for word, size in found] if weight > 0 else found


def words(hand: Hand, look: Look, room: Room) -> None:
    """The block of words in its room (design units): the title above, the small line at its foot."""
    left, top, right, bottom = room
    ink = str(look.fields["text.colour"]) or _ink(hand, look)
    if is_reversed(hand, look) and look.style == "duotone":
        ink = "#ffffff"  # what is left bare shows the lighter ink
    lines = title(look, right - left, bottom - top - FOOT - AIR + 0.5)
    if lines:
        hand.solid(_flush(lines, left, top), ink)
    hand.solid(pen.box(left, bottom - FOOT, right, bottom - FOOT + 6), ink)
    _chips(hand, look, right, bottom - _CHIP - 2)
    if look.fields["text.sub"]:
        _small(hand, str(look.fields["text.sub"]), left, bottom, right - left - 7 * _CHIP - 24, ink)


def is_reversed(hand: Hand, look: Look) -> bool:
    """Whether the words are of a colour that would not read on paper, so that the sheet is of ink."""
    asked = str(look.fields["text.colour"])
    if not asked or not (look.fields["text.words"] or look.fields["text.sub"]):
        return False
    paper, ink = (colours.luminance(each) + 0.05 for each in (hand.paper, asked))
    return max(paper, ink) / min(paper, ink) < _LEAST


def _ink(hand: Hand, look: Look) -> str:
    return readable(hand.paper, look.colour("ink"), "#f6f1e7") if look.style == "flat" else ""


def _flush(lines: list[tuple[skia.Path, float]], left: float, top: float) -> skia.Path:
    """Lines set flush left, the highest letter at `top`."""
    for word, _ in lines:
        word.offset(left - word.computeTightBounds().left(), 0)
    shape = setting.whole(lines)
    shape.offset(0, top - shape.computeTightBounds().top())
    return shape


def _small(hand: Hand, text: str, left: float, bottom: float, wide: float, ink: str) -> None:
    text = text.upper()
    full = lettering.outline(text, _SMALL, 0.12).computeTightBounds().width()
    size = min(_SMALL, _SMALL * wide / max(full, 1.0))
    shape = setting.bold(lettering.outline(text, size, 0.12), 0.03 * size)
    bounds = shape.computeTightBounds()
    shape.offset(left - bounds.left(), bottom - _CHIP - 2 - bounds.centerY())
    hand.solid(shape, ink)


def _chips(hand: Hand, look: Look, right: float, y: float) -> None:
    names = ("background", "rays", "top")
    inks = ["", "#8a8a8a"] if look.style == "duotone" else [look.colour(name) for name in names]
    for number, colour in enumerate(reversed(inks)):
        hand.solid(pen.ellipse(right - _CHIP - number * 2.3 * _CHIP, y, _CHIP, _CHIP), colour)
