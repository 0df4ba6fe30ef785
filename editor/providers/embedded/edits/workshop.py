"""All edits of one photograph, in the order in which they are made."""

from dataclasses import dataclass, replace

import cv2
import numpy as np

from editor.providers.clauses import Clause
from editor.providers.embedded import finish, steps
from editor.providers.embedded.arrays import Picture, Plane
from editor.providers.embedded.edits import (
    backdrops,
    background,
    blur,
    enlarge,
    extend,
    matte,
    moods,
    remove,
    restyle,
    table,
)
from editor.providers.embedded.edits.dyes import Dyer
from editor.providers.embedded.edits.table import Marked, Order, Table
from editor.providers.embedded.recipe import Recipe

_BAND = 256
_QUIET = 0.4  # grain (standard deviation, 0..255) below which a ground is left as smooth as it is


@dataclass(frozen=True, slots=True)
class Edited:
    """The edited photograph; `problems` by field, `notes` about the picture as a whole."""

    picture: Picture
    problems: dict[str, str]
    notes: tuple[Clause, ...]


def render(recipe: Recipe, photo: Picture, width: int, height: int, marked: Marked | None = None) -> Edited:
    """The photograph with the recipe's edits, at exactly `width` x `height` pixels.

    `marked` says for fields that a mask has set where that mask lies (rows x columns, at that size).
    """
    order = Order(dict(recipe.fields), marked or {}, {}, [])
    with steps.span("Drawing", 0.0, 0.25):
        laid = table.lay(order, photo, width, height, recipe.ratio)
    with steps.span("Drawing", 0.25, 0.35):
        laid = _without(order, laid)
    edited = _retouched(order, laid, recipe.seed)
    style = order.text("style.name")
    if style:
        with steps.span("Restyling", 0.9, 1.0):
            edited = restyle.apply(style, restyle.asked(edited, laid.mask, order.fields))
    return Edited(edited, order.problems, tuple(order.notes))


def _without(order: Order, laid: Table) -> Table:
    """The photograph without what a mask marks for removal."""
    if not order.fields["remove.on"]:
        return laid
    hole = order.marked.get("remove.on")
    if hole is None:
        order.problems["remove.on"] = remove.UNMARKED
        return laid
    subject = None if laid.mask is None else enlarge.fitted(laid.mask, *laid.size)
    try:
        filled = remove.fill(laid.full, hole, subject)
    except remove.NotRemoved as error:
        order.problems["remove.on"] = str(error)
        return laid
    if filled.guessed:
        note = f"what fills the marked {remove.share(hole):.1%} of the picture is a guess from around it: look at it"
        order.notes.append(Clause("the removed place", "partly", note))
    small = cv2.resize(filled.picture, laid.small.shape[1::-1], interpolation=cv2.INTER_AREA)
    return Table(filled.picture, np.asarray(small, np.uint8), laid.mask)


@dataclass(frozen=True, slots=True)
class _Behind:
    """What is to stand behind the subject: a ground, or the old background out of focus."""

    cut: matte.Matte
    ground: background.Ground | None
    defocus: blur.Defocus | None
    grain: float
    seed: int

    def lay_in(self, band: Picture, whole: tuple[int, int], top: int) -> Picture:
        """A band of rows from `top` of a picture of `whole` (width, height) with the subject before it."""
        width, height = whole
        bottom = top + band.shape[0]
        share, subject = matte.rows(self.cut, band, top, bottom, height)
        if self.defocus is not None:
            behind = self.defocus.rows(band, top, bottom, height)
        if self.ground is not None:
            behind = enlarge.rows(self.ground.picture, width, height, top, bottom)
            if self.grain > _QUIET:
                noise = finish.grain(width, top, bottom, self.seed)
                behind = behind + (noise * np.float32(self.grain))[..., None]
            subject = self._in_its_light(subject, width, height, top, bottom)
        mixed = behind + share[..., None] * (subject - behind)
        return np.asarray(np.clip(mixed + np.float32(0.5), 0, 255).astype(np.uint8))

    def _in_its_light(self, subject: Plane, width: int, height: int, top: int, bottom: int) -> Plane:
        assert self.ground is not None
        if (self.ground.tint != 1).any():
            subject = subject * self.ground.tint
        wrap = enlarge.rows(self.ground.wrap, width, height, top, bottom)
        edge = wrap > 0.004
        if edge.any():
            around = enlarge.rows(self.ground.light, width, height, top, bottom)
            subject[edge] += wrap[edge][:, None] * (around[edge] - subject[edge])
        return subject


def _retouched(order: Order, laid: Table, seed: int) -> Picture:
    """Colours, light and tone, and what stands behind the subject, in bands of rows."""
    plain = _Plain(order, laid)
    behind = _behind(order, laid, plain, seed)
    width, height = laid.size
    if not plain and behind is None:
        return laid.full
    out = np.empty_like(laid.full)
    for top in range(0, height, _BAND):
        rows = slice(top, min(height, top + _BAND))
        band = plain.rows(laid.full[rows], (width, height), top)
        out[rows] = band if behind is None else behind.lay_in(band, (width, height), top)
        steps.done(0.4 + 0.5 * rows.stop / height)
    return out


class _Plain:
    """Dyes, light and tone, pixel by pixel; a picture without any passes through untouched."""

    __slots__ = ("dyed", "dyer", "moods")

    def __init__(self, order: Order, laid: Table) -> None:
        self.dyer = Dyer(order, laid)
        self.dyed = self.dyer.rows(laid.small, laid.small.shape[1::-1], 0)
        self.moods = moods.all_of(order, laid, self.dyed)

    def __bool__(self) -> bool:
        return bool(self.dyer or self.moods)

    def rows(self, band: Picture, whole: tuple[int, int], top: int) -> Picture:
        """A band of rows from `top` of a picture of `whole` (width, height)."""
        return self._lit(self.dyer.rows(band, whole, top), whole, top)

    def at_work(self) -> Picture:
        """The whole photograph at working size."""
        return self._lit(self.dyed, self.dyed.shape[1::-1], 0)

    def _lit(self, band: Picture, whole: tuple[int, int], top: int) -> Picture:
        for mood in self.moods:
            band = mood.rows(band, whole, top)
        return band


def _behind(order: Order, laid: Table, plain: _Plain, seed: int) -> _Behind | None:
    name, colour = order.text("background.scene"), order.text("background.colour")
    if colour and name in ("", *backdrops.PLACES):
        # A colour that is asked for takes the place's place; a place that is asked for clears it.
        name = "gradient" if order.text("background.to") else "paper"
    amount = order.number("background.blur")
    if laid.mask is None or not (name or amount):
        return None
    small = plain.at_work()
    cut = matte.cut(laid.mask, small)
    if not name:
        return _Behind(cut, None, blur.background(small, cut.share, amount), 0.0, seed)
    wish = background.Wish(
        name if name in background.GROUNDS else "paper", colour, order.text("background.to"),
        order.text("background.hour"), order.number("background.match"),
    )  # fmt: skip
    ground = background.ground(wish, cut.share, small, seed)
    ground = replace(ground, picture=moods.on_ground(order, ground.picture))
    grain = 0.0 if name == "plain" else extend.grain(laid.full)  # a cut-out stands on one colour, to the last bit
    return _Behind(cut, ground, None, grain, seed)
