"""Restyles of a whole picture, crisp at any size: smooth fields are made small, and cut at full size."""

from collections.abc import Callable

from editor.providers.embedded.arrays import Picture
from editor.providers.embedded.edits import inks, prints, watercolour
from editor.providers.embedded.edits.easel import Source

__all__ = ["STYLES", "Source", "apply"]

STYLES: dict[str, Callable[[Source], Picture]] = {
    "popart": prints.popart, "halftone": prints.halftone, "poster": prints.poster, "mono": inks.mono,
    "line": inks.line, "watercolour": watercolour.paint, "duotone": inks.duotone,
}  # fmt: skip


def apply(name: str, source: Source) -> Picture:
    """The picture in one of STYLES."""
    return STYLES[name](source)
