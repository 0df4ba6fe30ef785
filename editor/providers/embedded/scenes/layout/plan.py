"""Where the parts of an infographic or a storyboard stand: boxes in units of which the shorter side has 1000."""

from __future__ import annotations

import math
from dataclasses import dataclass

from editor.providers.embedded.lettering import Box

_BESIDE = 2.1  # frames wider than this have their header at the left


@dataclass(frozen=True, slots=True)
class Slot:
    """One slot: its icon's disc (centre and radius), the box of its label, the card behind, how the label aligns."""

    x: float
    y: float
    radius: float
    label: Box
    card: Box | None = None
    align: str = "centre"
    number: Box | None = None


@dataclass(frozen=True, slots=True)
class Areas:
    """The header and the body of a frame."""

    header: Box
    body: Box


def areas(frame: Box, place: str, header: float = 1.0) -> Areas:
    """Header and body within margins; the header stands at the top, or at the left of a wide strip.

    `header` is its share of the usual height, 0 for none.
    """
    margin = 64 + 14 * min(1.0, max(frame.width, frame.height) / 2000)
    inner = frame.inset(margin, margin)
    if not header:
        return Areas(Box(inner.x, inner.y, 0, 0), inner)
    if frame.width / frame.height >= _BESIDE:
        wide = min(inner.width * 0.27, 1250)
        gap = margin * 0.9
        x = inner.right - wide if "right" in place else inner.x
        start = inner.x if "right" in place else inner.x + wide + gap
        return Areas(Box(x, inner.y, wide, inner.height), Box(start, inner.y, inner.width - wide - gap, inner.height))
    tall = min(max(inner.height * 0.2, 165), 330) * header
    gap = 36.0
    if place.startswith("bottom"):
        body = Box(inner.x, inner.y, inner.width, inner.height - tall - gap)
        return Areas(Box(inner.x, inner.bottom - tall, inner.width, tall), body)
    return Areas(
        Box(inner.x, inner.y, inner.width, tall),
        Box(inner.x, inner.y + tall + gap, inner.width, inner.height - tall - gap),
    )


def cells(body: Box, count: int, shape: float, gap: float, wanted: int = 0) -> tuple[Box, ...]:
    """`count` equal boxes in rows, their width over height as near to `shape` as the body allows.

    `wanted` is the number of columns that was asked for, 0 for any.
    """

    def strain(columns: int) -> float:
        rows = math.ceil(count / columns)
        wide = (body.width - gap * (columns - 1)) / columns
        tall = (body.height - gap * (rows - 1)) / rows
        if wide <= 0 or tall <= 0:
            return math.inf
        return abs(math.log(wide / tall / shape)) + 1.1 * (rows * columns - count) / count

    columns = min(wanted, count) or min(range(1, count + 1), key=strain)
    rows = math.ceil(count / columns)
    wide, tall = (body.width - gap * (columns - 1)) / columns, (body.height - gap * (rows - 1)) / rows
    out = []
    for number in range(count):
        row, column = divmod(number, columns)
        here = min(columns, count - row * columns)
        start = (body.width - here * wide - (here - 1) * gap) / 2  # a short last row stands in the middle
        out.append(Box(body.x + start + column * (wide + gap), body.y + row * (tall + gap), wide, tall))
    return tuple(out)


def columns(body: Box, count: int, wanted: int = 0, air: float = 1.0, side: str = "") -> tuple[Slot, ...]:
    """Cards with the icon over the label, or beside it where the cards are flat or a `side` was asked for.

    `wanted` is the number of columns, 0 for any; `air` is the room between cards in parts of the usual.
    """
    shape = 2.4 if side in ("left", "right") else 0.92
    columns = wanted or (1 if shape > 1 and body.width / body.height < 1.2 else 0)
    gap = min(30 * air, 0.5 * body.height / count if columns == 1 else 0.4 * body.width / math.sqrt(count))
    return tuple(_card(cell, side) for cell in cells(body, count, shape, gap, columns))


def steps(body: Box, count: int, air: float = 1.0) -> tuple[Slot, ...]:
    """A way through numbered stations: along the body if it is wide, down it if it is not."""
    if body.width / body.height > 1.35 or body.width / count > 330:
        return _along(body, count, air)
    return _down(body, count, air)


@dataclass(frozen=True, slots=True)
class Ring:
    """An oval of stations: its box, the radius of a station, and the size of the label box below each."""

    oval: Box
    radius: float
    label: tuple[float, float]

    @property
    def hub(self) -> Box:
        """The room in the middle."""
        wide, tall = self.oval.width * 0.62, self.oval.height * 0.46
        x, y = self.oval.x + self.oval.width / 2, self.oval.y + self.oval.height / 2 + self.label[1] * 0.4
        return Box(x - wide / 2, y - tall / 2, wide, tall)


def ring(body: Box, count: int) -> Ring:
    """The oval on which `count` stations with their labels just fit into a body."""
    radius = max(
        36.0, min(70.0, (body.width + body.height) * 0.62 / count * 0.3, body.height * 0.085, body.width * 0.1)
    )
    label = (min(250.0, max(150.0, radius * 3.3), body.width * 0.3), radius * 1.3)
    rx = body.width / 2 - label[0] / 2
    ry = body.height / 2 - (2 * radius + 14 + label[1]) / 2
    rx, ry = min(rx, ry * 2.6), min(ry, rx * 2.2)
    middle_x, middle_y = body.x + body.width / 2, body.y + body.height / 2 - (14 + label[1]) / 2
    return Ring(Box(middle_x - rx, middle_y - ry, 2 * rx, 2 * ry), radius, label)


def circle(body: Box, count: int, air: float = 1.0) -> tuple[Slot, ...]:
    """Stations on a ring, each with its label box below."""
    found = ring(body, count)
    oval, (wide, tall) = found.oval, found.label
    out = []
    for angle in _round(oval.width / oval.height, count):
        x = oval.x + oval.width / 2 * (1 + math.cos(angle))
        y = oval.y + oval.height / 2 * (1 + math.sin(angle))
        label = Box(x - wide / 2, y + found.radius + 14, wide, tall)
        out.append(Slot(x, y, found.radius, label, Box(label.x, label.y, wide, tall)))
    return tuple(out)


def _round(aspect: float, count: int) -> tuple[float, ...]:
    """The angles of `count` points at equal ways along an oval, clockwise, the first at the top or just after it."""
    fine = 720
    ways = [0.0]
    for step in range(fine):
        angle = 2 * math.pi * (step + 0.5) / fine - math.pi / 2
        ways.append(ways[-1] + math.hypot(aspect * math.sin(angle), math.cos(angle)))
    start = 0.5 if count % 2 == 0 else 0.0
    wanted = (ways[-1] * (number + start) / count for number in range(count))
    return tuple(
        2 * math.pi * min(range(fine), key=lambda k: abs(ways[k] - way)) / fine - math.pi / 2 for way in wanted
    )


def _card(cell: Box, side: str = "") -> Slot:
    pad = min(34.0, cell.width * 0.1, cell.height * 0.1)
    inner = cell.inset(pad, pad)
    beside = cell.width / cell.height > 1.45 if side != "top" else cell.width / cell.height > 6
    if beside or side in ("left", "right"):
        radius = min(inner.height * 0.42, inner.width * 0.17, 80)
        taken = 2 * radius + pad * 1.5
        x, left = inner.x + radius + pad * 0.2, inner.x + taken
        if side == "right":
            x, left = inner.right - radius - pad * 0.2, inner.x + pad * 0.2
        label = Box(left, inner.y, inner.width - taken, inner.height)
        return Slot(x, cell.y + cell.height / 2, radius, label, cell, "start")
    radius = min(inner.height * 0.27, inner.width * 0.33, 120)
    body = min(inner.height, radius * 4.1)
    top = inner.y + (inner.height - body) / 2
    label = Box(inner.x, top + 2 * radius + pad * 0.7, inner.width, body - 2 * radius - pad * 0.7)
    return Slot(cell.x + cell.width / 2, top + radius, radius, label, cell)


def _along(body: Box, count: int, air: float) -> tuple[Slot, ...]:
    gap = min(34.0, body.width / count * 0.12) * min(air, 2.6)
    wide = (body.width - gap * (count - 1)) / count
    radius = min(wide * 0.3, body.height * 0.19, 120)
    tall = min(body.height - 2 * radius - 46, max(wide * 0.62, 190), 300)
    top = body.y + (body.height - 2 * radius - 46 - tall) / 2
    out = []
    for number in range(count):
        x = body.x + number * (wide + gap)
        card = Box(x, top + 2 * radius + 46, wide, tall)
        pad = min(30.0, wide * 0.11)
        inner = card.inset(pad, pad)
        digits = Box(inner.x, inner.y, inner.width, min(46.0, inner.height * 0.26))
        label = Box(inner.x, digits.bottom + 22, inner.width, inner.bottom - digits.bottom - 22)
        out.append(Slot(x + wide / 2, top + radius, radius, label, card, number=digits))
    return tuple(out)


def _down(body: Box, count: int, air: float) -> tuple[Slot, ...]:
    gap = min(30.0, body.height / count * 0.16) * min(air, 2.6)
    tall = min((body.height - gap * (count - 1)) / count, 330)
    gap = min(max(gap, (body.height - tall * count) / (count - 1)), 190.0)  # a tall strip spreads its stations
    used = tall * count + gap * (count - 1)
    top = body.y + (body.height - used) * 0.4
    radius = min(tall * 0.42, body.width * 0.12, 92)
    out = []
    for number in range(count):
        y = top + number * (tall + gap)
        left = body.x + 2 * radius + 44
        card = Box(left, y, body.right - left, tall)
        pad = min(34.0, tall * 0.14)
        edge = min(38.0, card.width * 0.06)
        digits = Box(card.x + edge, y, min(58.0, card.width * 0.16), tall)
        label = Box(digits.right + edge * 0.4, y + pad * 0.7, card.right - digits.right - edge * 1.4, tall - pad * 1.4)
        out.append(Slot(body.x + radius, y + tall / 2, radius, label, card, "start", digits))
    return tuple(out)
