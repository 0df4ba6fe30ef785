"""Setting words as a block of lines as large as their room allows."""

from __future__ import annotations

from itertools import combinations, pairwise

import skia

from editor.providers.embedded import lettering

_LEADING = 0.96
_SPACING = 0.02


def block(text: str, wide: float, tall: float, largest: float, lines: int = 3) -> list[tuple[skia.Path, float]]:
    """Each line as (outline, size), centred about (0, 0); broken where that lets the letters be largest."""
    broken = max(_breaks(text, lines), key=lambda each: _fitting(each, wide, tall))
    size = min(largest, _fitting(broken, wide, tall))
    out = []
    for number, line in enumerate(broken):
        word = lettering.outline(line, size, _SPACING, weight=lettering.BOLD)
        box = word.computeTightBounds()
        drop = size * _LEADING * (number - (len(broken) - 1) / 2) + 0.36 * size
        word.offset(-box.centerX(), drop)
        out.append((word, size))
    return _centred(out)


def _centred(lines: list[tuple[skia.Path, float]]) -> list[tuple[skia.Path, float]]:
    middle = whole(lines).computeTightBounds().centerY()
    for word, _ in lines:
        word.offset(0, -middle)
    return lines


def _breaks(text: str, most: int) -> list[list[str]]:
    """Every way to break a text at its spaces into at most `most` lines."""
    words = text.split()
    ways = []
    for count in range(min(most, len(words))):
        for cuts in combinations(range(1, len(words)), count):
            edges = [0, *cuts, len(words)]
            ways.append([" ".join(words[a:b]) for a, b in pairwise(edges)])
    return ways


def _fitting(lines: list[str], wide: float, tall: float) -> float:
    """The size at which lines fill a room of `wide` x `tall`."""
    boxes = [lettering.outline(line, 100, _SPACING, weight=lettering.BOLD).computeTightBounds() for line in lines]
    widest = max(max(box.width() for box in boxes), 1.0)
    height = (len(lines) - 1) * _LEADING * 100 + max(max(box.height() for box in boxes), 60.0)
    return float(min(wide / widest, tall / height) * 100)


def bold(shape: skia.Path, width: float) -> skia.Path:
    """A shape grown by half of `width` on every side."""
    brush = skia.Paint(Style=skia.Paint.kStrokeAndFill_Style, StrokeWidth=width, StrokeJoin=skia.Paint.kRound_Join)
    out = skia.Path()
    brush.getFillPath(shape, out)
    return out


def height(lines: list[tuple[skia.Path, float]]) -> float:
    """How tall a block is, from its highest letter to its lowest."""
    return float(whole(lines).computeTightBounds().height())


def whole(lines: list[tuple[skia.Path, float]]) -> skia.Path:
    """A block as one shape."""
    out = skia.Path()
    for word, _ in lines:
        out.addPath(word)
    return out
