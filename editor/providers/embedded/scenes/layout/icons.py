"""Two dozen icons of one hand, drawn on a grid of 24 units with round strokes."""

# ruff: noqa: E501  (one icon of the table to a line reads better than a folded one)

from __future__ import annotations

from functools import lru_cache

import skia

from editor.providers.embedded.lettering import Box, pathdata
from editor.providers.embedded.scenes.layout.sheet import Sheet

STROKE = 1.7
Circle = tuple[float, float, float]

# Outlines as path data, then circles (x, y, radius), then dots that are always solid.
_DRAWN: dict[str, tuple[str, tuple[Circle, ...], tuple[Circle, ...]]] = {
    "leaf": ("M20 4 C20 14 16 19.5 9.5 19.5 C6.5 19.5 4.5 17.3 4.5 14.4 C4.5 7.8 11 4.4 20 4 Z M4 21 C6 16 9.5 12.2 14.5 9.6", (), ()),
    "drop": ("M12 3 C15.6 7.2 18.4 10.6 18.4 14.4 C18.4 18 15.6 20.8 12 20.8 C8.4 20.8 5.6 18 5.6 14.4 C5.6 10.6 8.4 7.2 12 3 Z M9 14.6 C9 16.3 10.2 17.5 11.9 17.6", (), ()),
    "sun": ("M12 2.6 L12 4.6 M12 19.4 L12 21.4 M2.6 12 L4.6 12 M19.4 12 L21.4 12 M5.35 5.35 L6.8 6.8 M17.2 17.2 L18.65 18.65 M18.65 5.35 L17.2 6.8 M6.8 17.2 L5.35 18.65", ((12, 12, 4.1),), ()),
    "cart": ("M2.6 4 L5 4 L7.4 15.2 L18 15.2 L20.6 7.4 L5.8 7.4", (), ((8.7, 19.2, 1.5), (16.9, 19.2, 1.5))),
    "chart": ("M4 3.6 L4 20.2 L20.6 20.2 M8.4 16.6 L8.4 12.6 M12.6 16.6 L12.6 7.2 M16.8 16.6 L16.8 10", (), ()),
    "gear": ("M10.3 3.2 L13.7 3.2 L14.2 5.7 L16.1 6.5 L18.2 5.1 L20.6 7.5 L19.2 9.6 L19.9 11.4 L22 12 L22 12.2 L21.8 14 L19.7 14.6 L18.9 16.4 L20.1 18.5 L17.9 20.7 L15.9 19.4 L14.1 20.1 L13.5 21.9 L10.4 21.9 L9.9 20 L8 19.2 L6 20.5 L3.7 18.2 L5 16.1 L4.2 14.3 L2.2 13.8 L2.2 10.5 L4.4 10 L5.1 8.1 L3.8 6.1 L6.2 3.8 L8.2 5.1 L9.8 4.5 Z", ((12.1, 12.5, 3.2),), ()),
    "heart": ("M12 20.2 C6.2 15.8 3 12.8 3 8.9 C3 6.2 5.1 4.2 7.6 4.2 C9.4 4.2 11 5.2 12 6.9 C13 5.2 14.6 4.2 16.4 4.2 C18.9 4.2 21 6.2 21 8.9 C21 12.8 17.8 15.8 12 20.2 Z", (), ()),
    "clock": ("M12 7 L12 12.2 L15.6 14.2", ((12, 12, 8.8),), ()),
    "phone": ("M8.6 2.8 L15.4 2.8 C16.6 2.8 17.5 3.7 17.5 4.9 L17.5 19.1 C17.5 20.3 16.6 21.2 15.4 21.2 L8.6 21.2 C7.4 21.2 6.5 20.3 6.5 19.1 L6.5 4.9 C6.5 3.7 7.4 2.8 8.6 2.8 Z", (), ((12, 18.1, 0.95),)),
    "mail": ("M4.6 5.2 L19.4 5.2 C20.5 5.2 21.4 6.1 21.4 7.2 L21.4 16.8 C21.4 17.9 20.5 18.8 19.4 18.8 L4.6 18.8 C3.5 18.8 2.6 17.9 2.6 16.8 L2.6 7.2 C2.6 6.1 3.5 5.2 4.6 5.2 Z M3.2 6.6 L12 13 L20.8 6.6", (), ()),
    "pin": ("M12 21.4 C8 16.8 5.2 13.6 5.2 9.6 C5.2 5.8 8.2 2.8 12 2.8 C15.8 2.8 18.8 5.8 18.8 9.6 C18.8 13.6 16 16.8 12 21.4 Z", ((12, 9.6, 2.5),), ()),
    "star": ("M12 2.9 L14.7 8.7 L21.1 9.5 L16.4 13.9 L17.6 20.2 L12 17.1 L6.4 20.2 L7.6 13.9 L2.9 9.5 L9.3 8.7 Z", (), ()),
    "lightning": ("M13.6 2.6 L4.8 13.6 L11.2 13.6 L10.4 21.4 L19.2 10.4 L12.8 10.4 Z", (), ()),
    "shield": ("M12 2.8 L19.6 5.6 L19.6 11.6 C19.6 16.2 16.6 19.6 12 21.4 C7.4 19.6 4.4 16.2 4.4 11.6 L4.4 5.6 Z M8.8 11.8 L11.2 14.2 L15.4 9.8", (), ()),
    "cup": ("M4 9 L16.6 9 L16.6 14.8 C16.6 18 14.2 20.4 11 20.4 L9.6 20.4 C6.4 20.4 4 18 4 14.8 Z M16.6 10.8 L18.2 10.8 C19.9 10.8 21.2 12 21.2 13.6 C21.2 15.2 19.9 16.4 18.2 16.4 L16.4 16.4 M8 2.8 C7 4 9 4.8 8 6.2 M12.4 2.8 C11.4 4 13.4 4.8 12.4 6.2", (), ()),
    "book": ("M12 6.4 C10 4.9 7 4.2 3 4.4 L3 18.4 C7 18.2 10 18.9 12 20.4 C14 18.9 17 18.2 21 18.4 L21 4.4 C17 4.2 14 4.9 12 6.4 Z M12 6.4 L12 20.4", (), ()),
    "camera": ("M8.2 6.4 L9.6 4 L14.4 4 L15.8 6.4 L19.4 6.4 C20.5 6.4 21.4 7.3 21.4 8.4 L21.4 17.6 C21.4 18.7 20.5 19.6 19.4 19.6 L4.6 19.6 C3.5 19.6 2.6 18.7 2.6 17.6 L2.6 8.4 C2.6 7.3 3.5 6.4 4.6 6.4 Z", ((12, 12.8, 3.8),), ()),
    "bulb": ("M8.8 17.2 C8.8 15 6 13.6 6 9.4 C6 6 8.7 3 12 3 C15.3 3 18 6 18 9.4 C18 13.6 15.2 15 15.2 17.2 Z M9.6 20 L14.4 20 M12 17 L12 12.4 M9.8 10.4 L12 12.4 L14.2 10.4", (), ()),
    "truck": ("M2.4 5.4 L14 5.4 L14 16.8 L9.4 16.8 M4.8 16.8 L2.4 16.8 L2.4 5.4 M14 9.4 L18 9.4 L21.6 13 L21.6 16.8 L19.8 16.8 M15 16.8 L14 16.8", ((7.1, 17.4, 2.2), (17.4, 17.4, 2.2)), ()),
    "globe": ("M3.2 12 L20.8 12 M12 3.2 C14.6 5.6 15.8 8.6 15.8 12 C15.8 15.4 14.6 18.4 12 20.8 C9.4 18.4 8.2 15.4 8.2 12 C8.2 8.6 9.4 5.6 12 3.2 Z", ((12, 12, 8.8),), ()),
    "user": ("M4.2 20.6 C4.6 16.6 7.8 14.4 12 14.4 C16.2 14.4 19.4 16.6 19.8 20.6 Z", ((12, 7.6, 4.2),), ()),
    "lock": ("M6.4 10.4 L17.6 10.4 C18.7 10.4 19.6 11.3 19.6 12.4 L19.6 18.8 C19.6 19.9 18.7 20.8 17.6 20.8 L6.4 20.8 C5.3 20.8 4.4 19.9 4.4 18.8 L4.4 12.4 C4.4 11.3 5.3 10.4 6.4 10.4 Z M7.6 10.2 L7.6 7.6 C7.6 5 9.5 3.2 12 3.2 C14.5 3.2 16.4 5 16.4 7.6 L16.4 10.2 M12 15 L12 17", (), ((12, 14.8, 0.9),)),
    "check": ("M7.6 12.4 L10.8 15.4 L16.6 8.8", ((12, 12, 8.8),), ()),
    "coin": ("M14.9 9.2 C14.4 8.2 13.3 7.7 12 7.7 C10.3 7.7 9.1 8.5 9.1 9.8 C9.1 12.7 15.1 11.3 15.1 14.3 C15.1 15.6 13.8 16.4 12 16.4 C10.5 16.4 9.3 15.8 8.9 14.7 M12 6 L12 7.6 M12 16.4 L12 18", ((12, 12, 8.8),), ()),
    "home": ("M3.4 11.4 L12 3.6 L20.6 11.4 M5.6 9.6 L5.6 20.4 L18.4 20.4 L18.4 9.6 M9.8 20.2 L9.8 14.2 L14.2 14.2 L14.2 20.2", (), ()),
    "calendar": ("M5.4 4.8 L18.6 4.8 C19.7 4.8 20.6 5.7 20.6 6.8 L20.6 18.8 C20.6 19.9 19.7 20.8 18.6 20.8 L5.4 20.8 C4.3 20.8 3.4 19.9 3.4 18.8 L3.4 6.8 C3.4 5.7 4.3 4.8 5.4 4.8 Z M3.6 9.8 L20.4 9.8 M8 2.8 L8 6.4 M16 2.8 L16 6.4", (), ((8.2, 14.2, 1), (12, 14.2, 1), (15.8, 14.2, 1))),
    "target": ("", ((12, 12, 8.8), (12, 12, 4.8)), ((12, 12, 1.3),)),
    "gift": ("M3.6 8.4 L20.4 8.4 L20.4 12 L3.6 12 Z M5.2 12 L5.2 20.6 L18.8 20.6 L18.8 12 M12 8.4 L12 20.6 M12 8.2 C9 8.2 6.8 7 6.8 5.2 C6.8 3.9 7.8 3.1 8.9 3.1 C10.6 3.1 11.6 5 12 8.2 C12.4 5 13.4 3.1 15.1 3.1 C16.2 3.1 17.2 3.9 17.2 5.2 C17.2 7 15 8.2 12 8.2 Z", (), ()),
    "chat": ("M5 4.4 L19 4.4 C20.3 4.4 21.2 5.4 21.2 6.6 L21.2 14.4 C21.2 15.6 20.3 16.6 19 16.6 L11.6 16.6 L6.8 20.6 L6.8 16.6 L5 16.6 C3.7 16.6 2.8 15.6 2.8 14.4 L2.8 6.6 C2.8 5.4 3.7 4.4 5 4.4 Z", (), ((8, 10.5, 1), (12, 10.5, 1), (16, 10.5, 1))),
    "search": ("M15.6 15.6 L20.8 20.8", ((10.4, 10.4, 6.8),), ()),
}  # fmt: skip
NAMES = tuple(_DRAWN)

# What a slot shows that no icon was named for: a run that tells no story of its own.
USUAL = ("bulb", "user", "chart", "star", "globe", "heart", "clock", "check")


def draw(sheet: Sheet, name: str, box: Box, colour: str, solid: bool) -> None:
    """Draw an icon into a square box; a solid one has its closed shapes tinted as well."""
    outline, dots = _paths(name)
    scale = box.width / 24
    sheet.canvas.save()
    sheet.canvas.translate(box.x, box.y)
    sheet.canvas.scale(scale, scale)
    if solid:
        sheet.fill(_closed(name), colour, 0.32)
    sheet.line(outline, STROKE, colour)
    sheet.fill(dots, colour)
    sheet.canvas.restore()


@lru_cache(maxsize=64)
def _paths(name: str) -> tuple[skia.Path, skia.Path]:
    data, circles, dots = _DRAWN[name]
    outline, spots = pathdata.path(data), skia.Path()
    for x, y, radius in circles:
        outline.addCircle(x, y, radius)
    for x, y, radius in dots:
        spots.addCircle(x, y, radius)
    return outline, spots


@lru_cache(maxsize=64)
def _closed(name: str) -> skia.Path:
    data, circles, _ = _DRAWN[name]
    out = skia.Path()
    for each in pathdata.contours(data):
        if each.isLastContourClosed():
            out.addPath(each)
    for x, y, radius in circles:
        out.addCircle(x, y, radius)
    return out
