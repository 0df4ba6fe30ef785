"""Setting words as a block of lines as large as their room allows."""

from __future__ import annotations

from itertools import combinations, pairwise

import skia

from editor.providers.embedded import lettering

_LEADING = 0.96
_SPACING = 0.02
_FEW = 12  # words that may be broken in every way that there is


def block(
    text: str, wide: float, tall: float, largest: float, lines: int = 3, weight: int = lettering.BOLD
) -> list[tuple[skia.Path, float]]:
    """Each line as (outline, size), centred about (0, 0); broken where that lets the letters be largest."""
    words = text.split()
    ways = _breaks(words, lines) if len(words) <= _FEW else _even(words, lines)
    broken = max(ways, key=lambda each: _fitting(each, wide, tall))
    size = min(largest, _fitting(broken, wide, tall))
    out = []
    for number, line in enumerate(broken):
        word = lettering.outline(line, size, _SPACING, weight=weight)
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


def _breaks(words: list[str], most: int) -> list[list[str]]:
    """Every way to break words into at most `most` lines."""
    ways = []
    for count in range(min(most, len(words))):
        for cuts in combinations(range(1, len(words)), count):
            edges = [0, *cuts, len(words)]
            ways.append([" ".join(words[a:b]) for a, b in pairwise(edges)])
    return ways


def _even(words: list[str], most: int) -> list[list[str]]:
    """For each number of lines up to `most`, the way whose widest line is the narrowest: the ways are too many."""
    wide = {(a, b): _width(words[a:b]) for b in range(1, len(words) + 1) for a in range(b)}
    best = {b: (wide[0, b], [0, b]) for b in range(1, len(words) + 1)}  # one line
    ways = []
    for _ in range(most):
        edges = best[len(words)][1]
        ways.append([" ".join(words[a:b]) for a, b in pairwise(edges)])
        best = {
            b: min((max(best[a][0], wide[a, b]), [*best[a][1], b]) for a in best if a < b)
            for b in range(2, len(words) + 1)
            if any(a < b for a in best)
        }
    return ways


def _width(words: list[str]) -> float:
    return float(lettering.outline(" ".join(words), 100, _SPACING, weight=lettering.BOLD).computeTightBounds().width())


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
