"""The printed label of a product, flat, before it is wrapped round the body or laid on a box."""

from dataclasses import dataclass

import cv2
import numpy as np
import skia

from editor.providers.embedded import colours, lettering
from editor.providers.embedded.arrays import Plane
from editor.providers.embedded.scenes import logos

_TEXT_WIDTH = 0.58  # share of the label's arc that faces the camera well enough to be read
_TEXT_WIDEST = 0.76
_SHORT, _LONG = 6, 14  # letters up to which a text is a mark of its own, and beyond which it is a line of reading


@dataclass(frozen=True, slots=True)
class _Page:
    """A label being printed: its size in pixels, and the ink."""

    canvas: skia.Canvas
    width: int
    height: int
    ink: int
    large: float

    @property
    def room(self) -> float:
        """Width that may hold print, in pixels: a tall narrow label is read over more of itself."""
        return min(self.width * min(_TEXT_WIDTH * max(1.0, self.large), _TEXT_WIDEST), self.height * 1.9)

    def stroke(self, share: float) -> skia.Paint:
        """A thin line of `share` of the height."""
        width = max(0.8, self.height * share)
        return skia.Paint(AntiAlias=True, Color=self.ink, Style=skia.Paint.kStroke_Style, StrokeWidth=width)

    def rule(self, y: float, wide: float, share: float = 0.006) -> None:
        """A level line `wide` (part of the room) at height `y` (part of the label)."""
        half = self.room * wide / 2
        middle = self.width / 2
        self.canvas.drawLine(middle - half, y * self.height, middle + half, y * self.height, self.stroke(share))


def draw(text: str, paper: str, ink: str, width: int, height: int, logo: str = "", large: float = 1.0) -> Plane:
    """The label as linear light, `height` x `width` x 3; `logo` is one of logos.KINDS or "".

    A label `large` times the usual one has its print reach farther round the body.
    """
    width, height = max(8, width), max(8, height)
    surface = skia.Surface(width, height)
    canvas = surface.getCanvas()
    canvas.clear(skia.Color(*_bytes(paper)))
    page = _Page(canvas, width, height, skia.Color(*_bytes(ink)), large)
    if text or logo:
        _printed(page, text, logo)
    pixels = surface.toarray(colorType=skia.kRGBA_8888_ColorType)[..., :3]
    linear = np.power(np.arange(256, dtype=np.float32) / 255, np.float32(2.2))
    return np.asarray(cv2.LUT(np.ascontiguousarray(pixels), linear))


def _printed(page: _Page, text: str, logo: str) -> None:
    if not text:
        logos.draw(page.canvas, logo, text, page.ink, page.width / 2, page.height * 0.5, _mark_size(page, 0.52))
    elif logo:
        _marked(page, text, logo)
    elif len(text) <= _SHORT:
        _bold(page, text)
    elif len(text) <= _LONG:
        _framed(page, text)
    else:
        _reading(page, text)


def _mark_size(page: _Page, share: float) -> float:
    return min(page.height * share, page.room * 0.6)


def _marked(page: _Page, text: str, logo: str) -> None:
    """The mark above, the name below, a short rule to close."""
    logos.draw(page.canvas, logo, text, page.ink, page.width / 2, page.height * 0.31, _mark_size(page, 0.32))
    _, low = _set(page, _lines(text), 0.66, 0.15, 0.24)
    if low < 0.78:
        page.rule(0.86, 0.22)


def _bold(page: _Page, text: str) -> None:
    """A short name, large, between two rules."""
    _set(page, [text], 0.5, 0.30, 0.30)
    page.rule(0.22, 0.92, 0.010)
    page.rule(0.78, 0.92, 0.010)


def _framed(page: _Page, text: str) -> None:
    """A name under a small ring, with fine rules: the apothecary's label."""
    x, y, r = page.width / 2, page.height * 0.22, page.height * 0.042
    page.canvas.drawCircle(x, y, r, page.stroke(0.006))
    for side in (-1, 1):
        end = x + side * min(page.room * 0.30, page.height * 0.34)
        page.canvas.drawLine(x + side * r * 1.9, y, end, y, page.stroke(0.006))
    _set(page, _lines(text), 0.53, 0.20, 0.36)
    page.rule(0.82, 0.34)


def _reading(page: _Page, text: str) -> None:
    """A longer text in evenly broken lines between a thick rule and a thin one."""
    high, low = _set(page, _lines(text), 0.5, 0.135, 0.52)
    page.rule(high - 0.10, 0.80, 0.016)
    page.rule(low + 0.10, 0.80, 0.005)


def _set(page: _Page, lines: list[str], middle: float, tallest: float, block: float) -> tuple[float, float]:
    """Centred lines about `middle`, no letter taller than `tallest` nor all together than `block`, in label heights.

    Returns the top and bottom of the lines, in label heights too.
    """
    fitted = min(_fit(line, page.room) for line in lines)
    size = min(page.height * tallest, page.height * block / (len(lines) * 0.95), fitted)
    step = size * 1.32
    base = page.height * middle + size * 0.36 - step * (len(lines) - 1) / 2
    paint = skia.Paint(AntiAlias=True, Color=page.ink)
    for number, line in enumerate(lines):
        path = lettering.outline(line, size, _spacing(line))
        box = path.getBounds()
        path.offset(page.width / 2 - box.centerX(), base + number * step)
        page.canvas.drawPath(path, paint)
    high = (base - size * 0.72) / page.height
    return high, (base + step * (len(lines) - 1)) / page.height


def _spacing(line: str) -> float:
    """Capitals stand apart; joined and small letters keep their own distance."""
    return 0.14 if line.isupper() else 0.03


def _fit(line: str, room: float) -> float:
    box = lettering.outline(line, 100, _spacing(line)).getBounds()
    return float(room / max(box.width(), 1) * 100)


def _lines(text: str) -> list[str]:
    """The text broken into one, two or three lines of like length."""
    words = text.split()
    count = 1 if len(text) <= 12 else 2 if len(text) <= 30 else 3
    if len(words) < 2 or count == 1:
        return [text]
    longest = max(len(text) / min(count, len(words)), max(map(len, words)))
    lines, line = [], words[0]
    for word in words[1:]:
        if len(line) + 1 + len(word) / 2 > longest:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}"
    return [*lines, line]


def _bytes(colour: str) -> tuple[int, int, int]:
    red, green, blue = colours.rgb(colour)
    return round(red * 255), round(green * 255), round(blue * 255)
