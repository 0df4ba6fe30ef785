"""Simple marks for a label: a handful of clean shapes, and a monogram of the text's initials."""

import math
from collections.abc import Callable

import skia

from editor.providers.embedded import lettering


def draw(canvas: skia.Canvas, kind: str, text: str, colour: int, x: float, y: float, size: float) -> None:
    """The mark `kind` (one of MARKS, or "monogram" of `text`) in a square of `size` about (`x`, `y`), in pixels."""
    canvas.save()
    canvas.translate(x, y)
    canvas.scale(size / 2, size / 2)
    if kind == "monogram":
        _monogram(canvas, text, colour)
    else:
        MARKS[kind](canvas, _fill(colour), _line(colour))
    canvas.restore()


def _fill(colour: int) -> skia.Paint:
    return skia.Paint(AntiAlias=True, Color=colour)


def _line(colour: int, width: float = 0.085) -> skia.Paint:
    paint = skia.Paint(AntiAlias=True, Color=colour, Style=skia.Paint.kStroke_Style, StrokeWidth=width)
    paint.setStrokeCap(skia.Paint.kRound_Cap)
    paint.setStrokeJoin(skia.Paint.kRound_Join)
    return paint


def _cut(canvas: skia.Canvas, path: skia.Path, holes: skia.Path, fill: skia.Paint) -> None:
    """`path` with `holes` left open, so that the label's paper shows."""
    canvas.drawPath(skia.Op(path, holes, skia.PathOp.kDifference_PathOp), fill)


def _stroked(path: skia.Path, width: float) -> skia.Path:
    out = skia.Path()
    _line(0, width).getFillPath(path, out)
    return out


def _circle(canvas: skia.Canvas, fill: skia.Paint, line: skia.Paint) -> None:
    canvas.drawCircle(0, 0, 0.9, line)
    canvas.drawCircle(0, 0, 0.60, fill)


def _leaf(canvas: skia.Canvas, fill: skia.Paint, line: skia.Paint) -> None:
    blade = skia.Path()
    blade.moveTo(-0.72, 0.72)
    blade.cubicTo(-1.05, -0.35, -0.25, -0.95, 0.92, -0.92)
    blade.cubicTo(0.98, 0.25, 0.35, 1.05, -0.72, 0.72)
    rib = skia.Path()
    rib.moveTo(-0.98, 0.98)
    rib.cubicTo(-0.5, 0.3, 0.0, -0.1, 0.52, -0.52)
    for at, reach in ((0.34, 0.40), (0.60, 0.34)):
        px, py = -0.72 + 1.24 * at, 0.66 - 1.18 * at
        for dx, dy in ((0.0, -1.0), (1.0, 0.0)):
            rib.moveTo(px, py)
            rib.lineTo(px + dx * reach + 0.06, py + dy * reach - 0.06)
    _cut(canvas, blade, _stroked(rib, 0.075), fill)
    stem = skia.Path()
    stem.moveTo(-0.95, 0.95)
    stem.lineTo(-0.70, 0.62)
    canvas.drawPath(stem, line)


def _star(canvas: skia.Canvas, fill: skia.Paint, line: skia.Paint) -> None:
    path = skia.Path()
    for corner in range(10):
        reach, turn = (0.98, 0.40)[corner % 2], math.pi * (corner / 5 - 0.5)
        point = (reach * math.cos(turn), reach * math.sin(turn) + 0.06)
        path.lineTo(*point) if corner else path.moveTo(*point)
    path.close()
    canvas.drawPath(path, fill)


def _drop(canvas: skia.Canvas, fill: skia.Paint, line: skia.Paint) -> None:
    path = skia.Path()
    path.moveTo(0, -0.98)
    path.cubicTo(0.18, -0.55, 0.66, -0.12, 0.66, 0.34)
    path.cubicTo(0.66, 0.72, 0.36, 0.98, 0, 0.98)
    path.cubicTo(-0.36, 0.98, -0.66, 0.72, -0.66, 0.34)
    path.cubicTo(-0.66, -0.12, -0.18, -0.55, 0, -0.98)
    shine = skia.Path()
    shine.addArc(skia.Rect(-0.40, -0.04, 0.40, 0.74), 95, 75)
    _cut(canvas, path, _stroked(shine, 0.10), fill)


def _mountain(canvas: skia.Canvas, fill: skia.Paint, line: skia.Paint) -> None:
    peaks = skia.Path()
    for points in (((-1.0, 0.62), (-0.28, -0.62), (0.44, 0.62)), ((0.02, 0.62), (0.50, -0.16), (1.0, 0.62))):
        peaks.addPoly([skia.Point(*point) for point in points], True)
    snow = skia.Path()
    snow.addPoly(
        [skia.Point(*p) for p in ((-0.56, -0.12), (-0.38, -0.26), (-0.26, -0.10), (-0.12, -0.26), (0.02, -0.10))], False
    )
    _cut(canvas, peaks, _stroked(snow, 0.085), fill)
    canvas.drawCircle(0.50, -0.62, 0.17, fill)
    canvas.drawLine(-0.62, 0.88, 0.62, 0.88, line)


def _wave(canvas: skia.Canvas, fill: skia.Paint, line: skia.Paint) -> None:
    for row, waves in ((-0.50, 2), (0.0, 4), (0.50, 2)):
        path = skia.Path()
        path.moveTo(-0.23 * waves, row)
        for k in range(waves):
            swing, start = (0.38 if k % 2 else -0.38), 0.46 * k - 0.23 * waves
            path.quadTo(start + 0.23, row + swing, start + 0.46, row)
        canvas.drawPath(path, _line(fill.getColor(), 0.13))


def _sun(canvas: skia.Canvas, fill: skia.Paint, line: skia.Paint) -> None:
    canvas.drawCircle(0, 0, 0.46, fill)
    for ray in range(12):
        turn = math.pi * ray / 6
        c, s = math.cos(turn), math.sin(turn)
        far = 0.96 if ray % 2 == 0 else 0.82
        canvas.drawLine(0.64 * c, 0.64 * s, far * c, far * s, line)


def _monogram(canvas: skia.Canvas, text: str, colour: int) -> None:
    """Up to two initials in a double ring."""
    canvas.drawCircle(0, 0, 0.95, _line(colour, 0.055))
    canvas.drawCircle(0, 0, 0.83, _line(colour, 0.022))
    letters = initials(text)
    path = lettering.outline(letters, 100, 0.04)
    box = path.getBounds()
    room = 0.74 if len(letters) == 1 else 1.02
    scale = min(0.74 / max(box.height(), 1), room / max(box.width(), 1))
    canvas.scale(scale, scale)
    path.offset(-box.centerX(), -box.centerY())
    canvas.drawPath(path, _fill(colour))


def initials(text: str) -> str:
    """The first letters of the first and last words of `text`, in capitals; an ampersand where there is none."""
    words = [word for word in text.split() if word[0].isalnum()]
    ends = (words[0], words[-1]) if len(words) > 1 else tuple(words[:1])
    return "".join(word[0].upper() for word in ends) or "&"


Mark = Callable[[skia.Canvas, skia.Paint, skia.Paint], None]

MARKS: dict[str, Mark] = {
    "circle": _circle, "leaf": _leaf, "star": _star, "drop": _drop, "mountain": _mountain, "wave": _wave,
    "sun": _sun,
}  # fmt: skip
KINDS = (*MARKS, "monogram")
