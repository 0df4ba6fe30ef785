"""The dyes of one photograph: on the subject, on what lies around it, and on a named part of the frame."""

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
        wanted = (
            (order.text("subject.colour"), _on_subject(order, laid)),
            (order.text("background.dye"), None if laid.mask is None else 1 - laid.mask),
            (order.text("region.colour"), _on_part(order, laid)),
        )
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

    @staticmethod
    def part(name: str, whole: tuple[int, int], top: int, bottom: int) -> Plane:
        """How much of each pixel of some rows lies in a named part of the frame."""
        return places.part(name, *whole)[top:bottom]


def _coat(small: Picture, where: Plane, colour: str) -> _Coat:
    dye = recolour.plan(small, where, colour)
    return _Coat(dye, np.asarray(where * recolour.islands(small, where, dye), np.float32))


def _on_subject(order: Order, laid: Table) -> Plane | None:
    """The subject; or, where a mask came with the instruction, what that mask marks."""
    marked = order.marked.get("subject.colour")
    if marked is None:
        return laid.mask
    here = enlarge.fitted(marked.astype(np.float32), *laid.small.shape[1::-1])
    if laid.mask is None or not here.any():
        return here
    both = np.asarray(here * laid.mask, np.float32)
    return both if float(both.sum()) > _MOSTLY * float(here.sum()) else here


def _on_part(order: Order, laid: Table) -> Plane | None:
    name = order.text("region.name")
    return places.part(name, *laid.small.shape[1::-1]) if name else None
