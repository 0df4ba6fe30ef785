"""Words over a finished picture: a headline and a line under it, where they stand and in which ink."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import skia

from editor.providers.embedded import colours
from editor.providers.embedded.arrays import Picture
from editor.providers.embedded.lettering import legible, shades
from editor.providers.embedded.lettering.blocks import Block, Box, Setting, block
from editor.providers.embedded.lettering.shaping import Manner
from editor.providers.embedded.lettering.typefaces import BOLD, REGULAR
from editor.providers.embedded.recipe import Value

_HEADLINE = 0.072  # its size, in parts of the geometric mean of the picture's sides
_SUB = 0.4  # the size of the line under it, in parts of the headline's
_GAP = 0.5  # between the two, in parts of the headline's size
_MARGIN = 0.075  # in parts of the same mean
_TALLEST = 0.5  # share of the frame's height that the words may take
_BAND = 512

# Where each place puts the words: across and down, 0 at the left and at the top.
_PLACES: dict[str, tuple[float, float]] = {
    "top": (0.5, 0.0), "middle": (0.5, 0.5), "bottom": (0.5, 1.0), "left": (0.0, 0.5), "right": (1.0, 0.5),
    "top-left": (0.0, 0.0), "top-right": (1.0, 0.0), "bottom-left": (0.0, 1.0), "bottom-right": (1.0, 1.0),
}  # fmt: skip
PLACES = tuple(_PLACES)
_SPACING = {"sans": -0.02, "serif": -0.01, "display": 0.005}
_LARGER = {"sans": 1.0, "serif": 1.08, "display": 1.7}  # a condensed face is set larger for the same width
_LEADING = {"sans": 1.1, "serif": 1.1, "display": 0.98}


@dataclass(frozen=True, slots=True)
class Copy:
    """The words set in units of a thousandth of the frame's shorter side."""

    blocks: tuple[Block, ...]
    frame: Box

    @property
    def ink(self) -> Box:
        """The bounds of all their ink."""
        boxes = [each.ink for each in self.blocks]
        left, top = min(box.x for box in boxes), min(box.y for box in boxes)
        right, bottom = max(box.right for box in boxes), max(box.bottom for box in boxes)
        return Box(left, top, right - left, bottom - top)


def overlay(picture: Picture, fields: Mapping[str, Value]) -> Picture:
    """The picture with the words of its `text` fields over it, set at the picture's own pixels."""
    height, width = picture.shape[:2]
    copy = arranged(width / height, fields)
    if copy is None:
        return picture
    unit = min(width, height) / 1000
    lines = [each.ink for each in copy.blocks]
    ink = legible.choose(picture, lines, unit, str(fields["text.colour"]))
    out = picture.copy()
    shade = str(fields.get("text.shade", ""))
    if shade:
        shades.lay(out, shade, copy.blocks, legible.opposite(picture, copy.ink, unit, ink.colour), unit)
        ink = legible.choose(out, lines, unit, ink.colour)  # a veil only where the shade does not do
    if ink.veil and shade != "plate":
        legible.lay(out, ink, copy.ink, copy.frame, _place(fields))
    for each in copy.blocks:
        _set_over(out, each, ink.colour, unit)
    return out


def arranged(aspect: float, fields: Mapping[str, Value]) -> Copy | None:
    """The words of `text` fields set for a frame of `aspect` (width over height); None where there are none."""
    said = [str(fields[name]).strip() for name in ("text.words", "text.sub")]
    said = [words for words in said if words]
    if not said:
        return None
    frame = Box(0, 0, 1000 * max(1.0, aspect), 1000 * max(1.0, 1 / aspect))
    mean = (frame.width * frame.height) ** 0.5
    across, down = _place(fields)
    room = _room(frame, mean * _MARGIN, across)
    face = str(fields["text.face"])
    size = _HEADLINE * mean * _LARGER.get(face, 1.0) * float(fields["text.size"])
    setting = _setting(face, BOLD, across)
    blocks = [block(said[0], room, size, setting)]
    if len(said) > 1:
        blocks.append(_under(said[1], room, blocks[0], face, across))
    return Copy(_stood(blocks, room, across, down), frame)


def _place(fields: Mapping[str, Value]) -> tuple[float, float]:
    return _PLACES.get(str(fields["text.place"]), _PLACES["top"])


def _room(frame: Box, margin: float, across: float) -> Box:
    """Where words may stand: within margins, on one side no wider than leaves the other side to the picture."""
    across_margin, down_margin = min(margin, frame.width * 0.09), min(margin, frame.height * 0.12)
    whole = frame.inset(across_margin, down_margin)
    wide = whole.width if across == 0.5 else min(whole.width, max(frame.width * 0.46, 760))
    return Box(whole.x + (whole.width - wide) * across, whole.y, wide, whole.height)


def _setting(face: str, weight: int, across: float) -> Setting:
    spacing = _SPACING.get(face, 0.0) if weight == BOLD else 0.0
    leading = _LEADING.get(face, 1.1) if weight == BOLD else 1.32
    align = {0.0: "start", 0.5: "centre", 1.0: "right"}[across]
    return Setting(Manner(face, weight, spacing), align, "top", leading)


def _under(sub: str, room: Box, head: Block, face: str, across: float) -> Block:
    """The line under the headline, in the same column and never larger than it."""
    size = head.size * _SUB / _LARGER.get(face, 1.0) * (1.08 if face == "display" else 1.0)
    top = head.ink.bottom + head.size * _GAP / _LARGER.get(face, 1.0) ** 0.5
    return block(sub, Box(room.x, top, room.width, room.height), size, _setting(face, REGULAR, across))


def _stood(blocks: list[Block], room: Box, across: float, down: float) -> tuple[Block, ...]:
    """All blocks as one group, scaled into the room where they are too tall, moved to their place."""
    group = Copy(tuple(blocks), room).ink
    scale = min(1.0, room.height * (1.0 if room.width > room.height * 3 else _TALLEST * 1.3) / max(group.height, 1e-6))
    wide, tall = group.width * scale, group.height * scale
    x = room.x + (room.width - wide) * across
    y = room.y + (room.height - tall) * down
    matrix = skia.Matrix.Translate(-group.x, -group.y)
    matrix.postScale(scale, scale)
    matrix.postTranslate(x, y)
    return tuple(each.moved(matrix) for each in blocks)


def _set_over(picture: Picture, words: Block, colour: str, unit: float) -> None:
    """Print a block on `picture` in place."""
    height, width = picture.shape[:2]
    ink = words.ink
    left, right = max(0, int(ink.x * unit) - 1), min(width, int(ink.right * unit) + 2)
    first, last = max(0, int(ink.y * unit) - 1), min(height, int(ink.bottom * unit) + 2)
    paint = np.array(colours.rgb(colour), np.float32) * 255
    for top in range(first, last, _BAND):
        bottom = min(last, top + _BAND)
        share = words.coverage(unit, right - left, bottom - top, left, top)[..., None]
        piece = picture[top:bottom, left:right].astype(np.float32)
        picture[top:bottom, left:right] = (piece + (paint - piece) * share + np.float32(0.5)).astype(np.uint8)
