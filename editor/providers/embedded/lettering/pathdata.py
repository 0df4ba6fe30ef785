"""Path data as SVG writes it, as far as Skia writes it: absolute moves, lines, curves, closes."""

from __future__ import annotations

import re

import skia

_PARTS = re.compile(r"([MLQCZ])([^MLQCZ]*)")
_VERBS = {"M": "moveTo", "L": "lineTo", "Q": "quadTo", "C": "cubicTo", "Z": "close"}


def contours(data: str) -> list[skia.Path]:
    """One path for every contour of `data`."""
    out: list[skia.Path] = []
    for verb, numbers in _PARTS.findall(data):
        if verb == "M":
            out.append(skia.Path())
        getattr(out[-1], _VERBS[verb])(*map(float, numbers.replace(",", " ").split()))
    return out


def path(data: str) -> skia.Path:
    """All contours of `data` as one path."""
    out = skia.Path()
    for each in contours(data):
        out.addPath(each)
    return out
