"""The dyes of one photograph: on the subject, on what lies around it, and on named parts of the frame."""

from dataclasses import dataclass

import numpy as np

from editor.providers.embedded.arrays import Picture, Plane
from editor.providers.embedded.edits import enlarge, places, recolour
from editor.providers.embedded.edits.table import Order, Table

_MOSTLY = 0.4  # share of a marked place that the subject must fill for the mark to mean the subject in it


@dataclass(frozen=True, slots=True)
class _Coat:
    """A dye, and where at working size it may go."""

    dye: recolour.Dye
    where: Plane


class Dyer:
    """All dyes that are asked for; a picture without any passes through untouched."""

    __slots__ = ("coats",)

    def __init__(self, order: Order, laid: Table) -> None:
        wanted: list[tuple[str, Plane | None]] = [
            (order.text("subject.colour"), marked("subject.colour", order, laid, laid.mask)),
            (
                order.text("background.dye"),
                marked("background.dye", order, laid, None if laid.mask is None else 1 - laid.mask),
            ),
        ]
        size = laid.small.shape[1::-1]
        parts = {name: order.text(f"region.{name}.colour") for name in places.PLACES}
        wanted += [(colour, places.part(name, *size)) for name, colour in parts.items() if colour]
        self.coats = tuple(_coat(laid.small, where, colour) for colour, where in wanted if colour and where is not None)

    def __bool__(self) -> bool:
        return bool(self.coats)

    def rows(self, band: Picture, whole: tuple[int, int], top: int) -> Picture:
        """A band of rows from `top` of a picture of `whole` (width, height)."""
        if not self.coats:
            return band
        shown: Plane = band.astype(np.float32) / 255
        for coat in self.coats:
            where = enlarge.rows(coat.where, *whole, top, top + band.shape[0])
            if where.any():
                shown = recolour.apply(shown, where, coat.dye)
        return np.asarray((shown * 255 + np.float32(0.5)).astype(np.uint8))


def _coat(small: Picture, where: Plane, colour: str) -> _Coat:
    dye = recolour.plan(small, where, colour)
    return _Coat(dye, np.asarray(where * recolour.islands(small, where, dye), np.float32))


def marked(name: str, order: Order, laid: Table, meant: Plane | None) -> Plane | None:
    """Where a field applies: to what is `meant`; or, with a mask for it, to what that marks of it, or marks at all."""
    shape = order.marked.get(name)
    if shape is None:
        return meant
    here = enlarge.fitted(shape.astype(np.float32), *laid.small.shape[1::-1])
    if meant is None or not here.any():
        return here
    both = np.asarray(here * meant, np.float32)
    return both if float(both.sum()) > _MOSTLY * float(here.sum()) else here
