"""The burst that a word is shouted in."""

from __future__ import annotations

import math
from dataclasses import dataclass

import skia

from editor.providers.embedded.scenes import pen
from editor.providers.embedded.scenes.portrait import setting
from editor.providers.embedded.scenes.portrait.hand import Hand
from editor.providers.embedded.scenes.portrait.look import Look
from editor.providers.embedded.scenes.portrait.tones import WHITE

_SHADOW = (10.0, 12.0)


@dataclass(frozen=True, slots=True)
class Burst:
    """Middle and radii in design units; the spikes stay within the radii."""

    x: float
    y: float
    rx: float
    ry: float


def radii(text: str, room: float) -> tuple[float, float]:
    """How large a burst the text wants, at most `room` half-wide."""
    letters = max(len(text.strip()), 1)
    wide = min(room, 180 + 11.0 * min(letters, 14))
    return wide, wide * (0.70 if letters <= 12 else 0.78)


def burst(hand: Hand, look: Look, place: Burst) -> None:
    """The star with its word."""
    points = []
    for spike in range(28):
        at = math.pi * spike / 14 + 0.11
        reach = (1.0, 0.74, 0.92, 0.76)[spike % 4]
        points.append((place.x + place.rx * reach * math.cos(at), place.y + place.ry * reach * math.sin(at)))
    star = pen.polygon(points)
    if look.style in ("popart", "duotone"):
        hand.solid(pen.moved(star, *_SHADOW), "")
    hand.mass(star, WHITE, 11, wash=False)
    colour = look.colour("word")
    block = setting.block(str(look.fields["word.text"]), place.rx * 1.24, place.ry * 0.98, 150)
    for word, size in block:
        word.transform(skia.Matrix.MakeAll(1, -0.10, 0, 0, 1, 0, 0, 0, 1))
        word.offset(place.x, place.y)
        if look.style == "popart":
            hand.solid(pen.moved(setting.bold(word, size * 0.20), 3, 4), "")
            hand.solid(setting.bold(word, size * 0.05), colour)
        hand.solid(word, colour)
