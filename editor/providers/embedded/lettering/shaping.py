"""Text as lines of shaped outlines: Skia's paragraph breaks and shapes, its drawing commands give the outlines.

Everything is set once at a thousand units to the em, so that no pixel size moves a letter or a line break.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import skia

from editor.providers.embedded.lettering import pathdata, scripts, typefaces

EM = 1000.0
_STRUT = 4.0  # lines are set this many ems apart, so that every contour tells by its height which line it is of
_WIDE = 1e6
_DRAWN = re.compile(r'<path[^>]*?\bd="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Manner:
    """How text is set: a face of `typefaces.NAMES`, a weight, space between letters in parts of the size."""

    face: str = "sans"
    weight: int = typefaces.BOLD
    spacing: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """One set line in ems: its outlines with the pen's start at 0 and the baseline at 0, and the bounds of its ink."""

    path: skia.Path
    left: float
    top: float
    right: float
    bottom: float


@lru_cache(maxsize=256)
def one_line(text: str, manner: Manner) -> skia.Path:
    """`text` on one line, in ems."""
    flat = " ".join(text.split("\n"))
    paths = _lines(_laid(flat, manner, _WIDE))
    return paths[0] if paths else skia.Path()


@lru_cache(maxsize=256)
def lines(text: str, room: float, manner: Manner) -> tuple[Line, ...]:
    """`text` broken to a width of `room` ems; lines of nearly the same length, as few as the room allows."""
    paragraph = _laid(text, manner, room * EM)
    count = round(paragraph.Height / EM / _STRUT)
    if count > 1:
        paragraph.layout(_balanced(paragraph, room * EM, count))
    return tuple(_measured(path) for path in _lines(paragraph))


@lru_cache(maxsize=512)
def longest_word(text: str, manner: Manner) -> float:
    """The width in ems of the longest part of `text` that cannot be broken."""
    return float(_laid(text, manner, _WIDE).MinIntrinsicWidth) / EM


def _balanced(paragraph: skia.textlayout_Paragraph, room: float, count: int) -> float:
    """The smallest width that still gives `count` lines."""
    low, high = min(room, max(room * 0.45, float(paragraph.MinIntrinsicWidth))), room
    for _ in range(9):
        middle = (low + high) / 2
        paragraph.layout(middle)
        if round(paragraph.Height / EM / _STRUT) > count:
            low = middle
        else:
            high = middle
    return high


def _laid(text: str, manner: Manner, width: float) -> skia.textlayout_Paragraph:
    style, strut = skia.textlayout.TextStyle(), skia.textlayout.StrutStyle()
    names = list(typefaces.chain(text, manner.face, manner.weight))
    for each in (style, strut):
        each.setFontFamilies(names)
        each.setFontSize(EM)
        each.setHeight(_STRUT)
        each.setHeightOverride(True)
    strut.setStrutEnabled(True)
    strut.setForceStrutHeight(True)
    style.setLocale(skia.String(scripts.language(text)))
    if manner.spacing and not scripts.is_joined(text):
        style.setLetterSpacing(manner.spacing * EM)
    whole = skia.textlayout.ParagraphStyle()
    whole.setStrutStyle(strut)
    builder = skia.textlayout.ParagraphBuilder.make(whole, typefaces.collection(), _unicode())
    builder.pushStyle(style)
    builder.addText(scripts.prepared(text))
    paragraph = builder.Build()
    paragraph.layout(width)
    return paragraph


@lru_cache(maxsize=1)
def _unicode() -> skia.Unicode:
    return skia.Unicodes.ICU.Make()


def _lines(paragraph: skia.textlayout_Paragraph) -> list[skia.Path]:
    """One path a line, in ems."""
    baseline, found = float(paragraph.AlphabeticBaseline), dict[int, skia.Path]()
    for contour in _contours(paragraph):
        box = contour.getBounds()
        number = round((box.centerY() - baseline) / EM / _STRUT)
        found.setdefault(number, skia.Path()).addPath(contour)
    out = []
    for number, path in sorted(found.items()):
        path.offset(0, -baseline - number * _STRUT * EM)
        path.transform(skia.Matrix.Scale(1 / EM, 1 / EM))
        out.append(path)
    return out


def _contours(paragraph: skia.textlayout_Paragraph) -> list[skia.Path]:
    """The outlines that the paragraph draws, one path a contour."""
    stream = skia.DynamicMemoryWStream()
    canvas = skia.SVGCanvas.Make(skia.Rect.MakeWH(_WIDE, _WIDE), stream, skia.SVGCanvas.kConvertTextToPaths_Flag)
    paragraph.paint(canvas, 0, 0)
    del canvas  # only then is the text written
    drawn = _DRAWN.findall(bytes(stream.detachAsData()).decode())
    return [contour for data in drawn for contour in pathdata.contours(data)]


def _measured(path: skia.Path) -> Line:
    box = path.computeTightBounds()
    return Line(path, box.left(), box.top(), box.right(), box.bottom())
