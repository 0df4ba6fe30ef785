"""Restyles of a whole picture, crisp at any size: smooth fields are made small, and cut at full size."""

from collections.abc import Callable, Mapping

from editor.providers.embedded.arrays import Picture, Plane
from editor.providers.embedded.edits import inks, prints, watercolour
from editor.providers.embedded.edits.easel import Source
from editor.providers.embedded.recipe import Value

__all__ = ["STYLES", "Source", "apply", "asked"]

STYLES: dict[str, Callable[[Source], Picture]] = {
    "popart": prints.popart, "halftone": prints.halftone, "poster": prints.poster, "mono": inks.mono,
    "line": inks.line, "watercolour": watercolour.paint, "duotone": inks.duotone,
}  # fmt: skip


def apply(name: str, source: Source) -> Picture:
    """The picture in one of STYLES."""
    return STYLES[name](source)


def asked(picture: Picture, mask: Plane | None, fields: Mapping[str, Value]) -> Source:
    """A picture to be restyled as its `style` fields say; a scene that lacks some of them has the usual."""
    ink, paper, third = (str(fields.get(f"style.{name}", "")) for name in ("ink", "paper", "third"))
    size, detail, even = (float(fields.get(f"style.{name}", 0.0)) for name in ("size", "detail", "even"))
    return Source(picture, mask, (ink, paper, third), 2.0**size, detail, even)
