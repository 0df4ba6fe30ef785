"""A plain plate that the words over a pattern or a gradient stand on."""

from __future__ import annotations

import math
from collections.abc import Mapping

import skia

from editor.providers.embedded.lettering import BOLD, REGULAR, Box, Manner, Setting, block
from editor.providers.embedded.recipe import Value
from editor.providers.embedded.scenes.layout import palettes
from editor.providers.embedded.scenes.layout.palettes import Palette
from editor.providers.embedded.scenes.layout.sheet import Sheet, rounded

_LEAST = 2.2  # the contrast that large words keep even where their colour was named


def lay(sheet: Sheet, fields: Mapping[str, Value], look: Palette) -> None:
    """Draw the words of `fields` on a plain plate: no type reads on a pattern."""
    frame = sheet.frame
    mean = math.sqrt(frame.width * frame.height)
    said = [text for text in (str(fields["text.words"]), str(fields["text.sub"])) if text]
    face = str(fields["text.face"])
    room = Box(0, 0, min(frame.width * 0.66, mean * 0.8), frame.height * 0.34)
    size = mean * 0.076 * float(fields["text.size"]) * (1.5 if face == "display" else 1.0)
    head = block(said[0], room, size, Setting(Manner(face, BOLD, -0.015), "centre", "top", 1.08))
    blocks = [head]
    if len(said) > 1:
        under = Box(0, head.ink.bottom + head.size * 0.45, room.width, frame.height * 0.2)
        blocks.append(block(said[1], under, head.size * 0.38, Setting(Manner(face, REGULAR), "centre", "top", 1.3)))
    left, right = min(each.ink.x for each in blocks), max(each.ink.right for each in blocks)
    top, bottom = head.ink.y, blocks[-1].ink.bottom
    pad = min(mean * 0.085, (frame.height - (bottom - top)) * 0.3, (frame.width - (right - left)) * 0.4)
    wide, tall = right - left + 2.2 * pad, bottom - top + 1.7 * pad
    box = _stood(Box(0, 0, wide, tall), frame, str(fields["text.place"]), mean * 0.075)
    ground = str(fields["plate.colour"]) or look.ground
    ink = palettes.ink(ground) if fields["plate.colour"] else look.ink
    sheet.fill(rounded(box, 0), ground)
    sheet.line(rounded(box.inset(pad * 0.2, pad * 0.2), 0), mean * 0.0022, ink, 0.85)
    move = skia.Matrix.Translate(box.x + wide / 2 - (left + right) / 2, box.y + tall / 2 - (top + bottom) / 2)
    for each in blocks:
        sheet.fill(each.moved(move).path, palettes.readable(str(fields["text.colour"]) or ink, ground, _LEAST))


def _stood(box: Box, frame: Box, place: str, margin: float) -> Box:
    """The plate in the middle, or moved towards the side that was asked for."""
    across = 0.0 if "left" in place else 1.0 if "right" in place else 0.5
    down = 0.0 if place.startswith("top-") or place == "top" else 1.0 if place.startswith("bottom") else 0.5
    x, y = max(0.0, frame.width - box.width), max(0.0, frame.height - box.height)
    return Box(_kept(x * across, x, margin), _kept(y * down, y, margin), box.width, box.height)


def _kept(at: float, spare: float, margin: float) -> float:
    edge = min(margin, spare / 2)
    return min(max(at, edge), spare - edge)
