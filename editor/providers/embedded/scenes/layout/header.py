"""The header of a layout: title and subtitle, or bars that keep their place."""

from __future__ import annotations

from collections.abc import Mapping

from editor.providers.embedded.lettering import BOLD, REGULAR, Box, Manner, Setting, scripts
from editor.providers.embedded.recipe import Value
from editor.providers.embedded.scenes.layout import palettes
from editor.providers.embedded.scenes.layout.palettes import Palette
from editor.providers.embedded.scenes.layout.sheet import Sheet, rounded

_SPACING = {"sans": -0.022, "serif": -0.01, "display": 0.005}
_ALONE = 0.62  # the size of a subtitle that stands alone, in parts of a title's
_LARGER = {"sans": 1.0, "serif": 1.08, "display": 1.5}


def share(fields: Mapping[str, Value]) -> float:
    """How much of the usual height the header wants: less for a title alone, or for a line without one."""
    return 0.78 if bool(fields["text.words"]) != bool(fields["text.sub"]) else 1.0


def draw(sheet: Sheet, box: Box, fields: Mapping[str, Value], look: Palette, align: str = "") -> None:
    """Title and subtitle into a box, with a short rule in the accent before them."""
    place, face = str(fields["text.place"]), str(fields["text.face"])
    is_hub = bool(align)
    align = align or ("right" if "right" in place else "start" if "left" in place else "centre")
    beside = box.height > box.width * 0.6
    size = float(fields["text.size"]) * (
        min(box.height * 0.42, 84, box.width * 0.15) if not beside else box.width * 0.13
    )
    words, sub = str(fields["text.words"]), str(fields["text.sub"])
    ink = palettes.readable(str(fields["text.colour"]) or look.ink, look.ground, palettes.LARGE)
    weight = BOLD if words else REGULAR
    if sub and not words:  # a line of its own, where the title would be
        words, sub, size = sub, "", size * _ALONE
    title, below = _parts(box, beside, size, bool(sub) or not words)
    if not words:
        _placeholders(sheet, title, below, size, "centre" if align == "centre" else "left", look)
        return
    upright = "middle" if beside or (is_hub and not sub) else "bottom"
    setting = Setting(Manner(face, weight, _SPACING.get(face, 0.0)), align, upright, 1.04)
    found = sheet.words(words, title, size * _LARGER.get(face, 1.0), ink, setting)
    first = found.lines[0]
    cap = min(first.y, first.bottom - found.size * 0.72)
    _rule(sheet, Box(title.x, cap, title.width, 0), size, "right" if _ends_right(words, align) else align, look)
    if sub:
        top = found.ink.bottom + size * 0.36
        under = Box(below.x, top, below.width, max(size * 0.4, box.bottom - top))
        tone = palettes.readable(look.tint(0.74), look.ground)
        sheet.words(sub, under, size * 0.42, tone, Setting(Manner(face, REGULAR), align, "top", 1.34))


def _ends_right(words: str, align: str) -> bool:
    return align == "start" and scripts.runs_right_to_left(words)


def _placeholders(sheet: Sheet, title: Box, below: Box, size: float, side: str, look: Palette) -> None:
    """The rule and two bars where title and subtitle may come."""
    top = title.bottom - size * 0.72
    _rule(sheet, Box(title.x, top, title.width, 0), size, "centre" if side == "centre" else "start", look)
    for box, y, tall, wide, tone in ((title, top, 0.66, 9.5, 0.17), (below, top + size * 1.05, 0.26, 6.2, 0.11)):
        share = min(0.9, size * wide / box.width)
        x = box.x + box.width * (1 - share) / 2 * (side == "centre")
        sheet.fill(rounded(Box(x, y, box.width * share, size * tall), size * tall / 2), look.tint(tone))


def _parts(box: Box, beside: bool, size: float, has_sub: bool) -> tuple[Box, Box]:
    """The title's box and the subtitle's."""
    rule = size * 0.52
    if beside:
        top = box.y + box.height * 0.24
        title = Box(box.x, top + rule, box.width, box.height * 0.36)
        return title, Box(box.x, title.bottom, box.width, box.bottom - title.bottom)
    tall = box.height * (0.66 if has_sub else 1.0) - rule
    title = Box(box.x, box.y + rule, box.width, tall)
    return title, Box(box.x, title.bottom + size * 0.18, box.width, max(1.0, box.bottom - title.bottom - size * 0.18))


def _rule(sheet: Sheet, title: Box, size: float, align: str, look: Palette) -> None:
    wide, tall = size * 0.9, max(7.0, size * 0.11)
    x = {"start": title.x, "centre": title.x + (title.width - wide) / 2, "right": title.right - wide}[align]
    sheet.fill(rounded(Box(x, title.y - size * 0.46, wide, tall), tall / 2), look.accent(0))
