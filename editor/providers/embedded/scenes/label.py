"""The printed label of a product, flat, before it is wrapped round the body."""

import numpy as np
import skia

from editor.providers.embedded import colours, lettering
from editor.providers.embedded.arrays import Plane

_TEXT_WIDTH = 0.58  # share of the label's arc that faces the camera well enough to be read


def draw(text: str, paper: str, ink: str, width: int, height: int) -> Plane:
    """The label as linear light, `height` x `width` x 3."""
    surface = skia.Surface(max(8, width), max(8, height))
    canvas = surface.getCanvas()
    canvas.clear(skia.Color(*_bytes(paper)))
    paint = skia.Paint(AntiAlias=True, Color=skia.Color(*_bytes(ink)))
    _text(canvas, paint, text, width, height)
    _emblem(canvas, ink, width, height)
    pixels = surface.toarray(colorType=skia.kRGBA_8888_ColorType)[..., :3]
    return np.asarray(np.power(pixels.astype(np.float32) / 255, np.float32(2.2)))


def _text(canvas: skia.Canvas, paint: skia.Paint, text: str, width: int, height: int) -> None:
    lines = _lines(text)
    room = width * _TEXT_WIDTH
    size = min(min(height * 0.2, height * 0.36 / len(lines)), *(_fit(line, room) for line in lines))
    step = size * 1.28
    base = height * 0.53 + size * 0.36 - step * (len(lines) - 1) / 2
    for number, line in enumerate(lines):
        path = lettering.outline(line, size, 0.14)
        box = path.getBounds()
        path.offset(width / 2 - box.centerX(), base + number * step)
        canvas.drawPath(path, paint)


def _fit(line: str, room: float) -> float:
    box = lettering.outline(line, 100, 0.14).getBounds()
    return float(room / max(box.width(), 1) * 100)


def _lines(text: str) -> list[str]:
    words = text.split()
    if len(text) <= 12 or len(words) < 2:
        return [text]
    best = min(range(1, len(words)), key=lambda k: abs(len(" ".join(words[:k])) - len(" ".join(words[k:]))))
    return [" ".join(words[:best]), " ".join(words[best:])]


def _emblem(canvas: skia.Canvas, ink: str, width: int, height: int) -> None:
    line = max(0.8, height * 0.006)
    paint = skia.Paint(AntiAlias=True, Color=skia.Color(*_bytes(ink)), Style=skia.Paint.kStroke_Style, StrokeWidth=line)
    r, x, y = height * 0.042, width / 2, height * 0.17
    canvas.drawCircle(x, y, r, paint)
    canvas.drawLine(x - r * 2.8, y + r, x + r * 2.8, y + r, paint)
    canvas.drawLine(x - width * 0.17, height * 0.84, x + width * 0.17, height * 0.84, paint)


def _bytes(colour: str) -> tuple[int, int, int]:
    red, green, blue = colours.rgb(colour)
    return round(red * 255), round(green * 255), round(blue * 255)
