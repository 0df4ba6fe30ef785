"""Drawing things into a block of rows: their visible solids lit, and the soft seams between their parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from editor.providers.embedded import colours
from editor.providers.embedded.arrays import Plane
from editor.providers.embedded.scenes import profiles, surface
from editor.providers.embedded.scenes.lathe import Box, Patch, Sight, Solid, View
from editor.providers.embedded.scenes.product import skin
from editor.providers.embedded.scenes.product.arrangement import Placed, Stage
from editor.providers.embedded.scenes.product.handle import Ring
from editor.providers.embedded.scenes.product.things import Thing
from editor.providers.embedded.scenes.studio import Light, ground_colour
from editor.providers.embedded.words.product_things import OBJECT

_INK, _PALE = "#1d2a26", "#efe6d2"
_LEGIBLE = 1.7  # least contrast of ink and paper
_GLASS_BLUR = 0.11  # scene units over which glass mixes what lies behind it


@dataclass(frozen=True, slots=True)
class Seen:
    """A solid in the view of one picture, and the sheet that is printed on it."""

    solid: Solid
    sight: Sight
    sheet: Plane | None


@dataclass(frozen=True, slots=True)
class Model:
    """A placed thing, ready to be drawn in one picture; its parts from the farthest to the nearest."""

    placed: Placed
    view: View
    parts: tuple[Seen, ...]
    light: Light
    backdrop: str
    floor: str  # colour of the ground

    @property
    def thing(self) -> Thing:
        """What is drawn."""
        return self.placed.thing

    @property
    def is_clear(self) -> bool:
        """Whether what lies behind shows through."""
        return skin.material(str(self.thing.look["body.material"])).clear > 0


@dataclass(frozen=True, slots=True)
class Piece:
    """What a block of rows shows of one part of a thing."""

    part: Seen
    patch: Patch

    @property
    def box(self) -> Box:
        """Its pixels."""
        rows, columns = self.patch.cover.shape
        return self.patch.left, self.patch.top, self.patch.left + columns, self.patch.top + rows


@dataclass(frozen=True, slots=True)
class Trace:
    """What drawing leaves behind besides light: how far each pixel is covered 0..1, and how near it is to the camera.

    Nearness is measured along the floor from the first foot, scene units.
    """

    cover: Plane
    near: Plane

    def mark(self, cut: tuple[slice, slice], cover: Plane, near: Plane) -> None:
        """Take up a patch of a thing."""
        self.cover[cut] += cover * (1 - self.cover[cut])
        self.near[cut] += cover * (near - self.near[cut])


def models(stage: Stage, view: View | None = None) -> list[Model]:
    """The things of a stage as its view, or another, shows them, from the farthest to the nearest."""
    return [_model(each, view or stage.view, stage) for each in stage.placed]


def _model(placed: Placed, world: View, stage: Stage) -> Model:
    view = placed.view(world)
    sheets = _sheets(placed.thing, view.scale)
    parts = [Seen(solid, solid.seen(view), sheets.get(k)) for k, solid in enumerate(placed.thing.solids)]
    if placed.thing.has_handle:
        parts.insert(0, Seen(placed.thing.solids[0], Ring(view), None))
    backdrop, floor = str(stage.fields["backdrop.colour"]), ground_colour(stage.fields)
    return Model(placed, view, tuple(parts), stage.light, backdrop, floor)


def _sheets(thing: Thing, scale: float) -> dict[int, Plane]:
    """The printed label, by the number of the solid that carries it."""
    own = thing.look
    at = thing.bearer
    if not own["label.on"] or at is None:
        return {}
    from editor.providers.embedded.scenes import label  # its drawing library wants OpenGL, which a bare bottle does not

    wide, tall = thing.solids[at].sheet
    paper, ink = _papered(str(own["label.colour"]), str(own["label.ink"]))
    size, mark = (int(wide * scale), int(tall * scale)), str(own["label.logo"])
    return {at: label.draw(str(own["label.text"]), paper, ink, *size, mark, float(own["label.size"]))}


def _papered(paper: str, ink: str) -> tuple[str, str]:
    """Paper and ink that can be read: the ink fits the paper, or the paper the ink where nobody chose the paper."""
    if not ink:
        return paper, _INK if colours.luminance(paper) > 0.22 else _PALE
    light, dark = sorted((colours.luminance(paper) + 0.05, colours.luminance(ink) + 0.05), reverse=True)
    if paper == OBJECT["label.colour"] and light / dark < _LEGIBLE:
        paper = _INK
    return paper, ink


def visible(models: Sequence[Model], top: int, rows: int, width: int) -> list[list[Piece]]:
    """What some rows show of each thing, each from its farthest part to its nearest; what others hide is left out."""
    hidden = np.zeros((rows, width), bool)
    found: list[list[Piece]] = []
    for each in reversed(models):
        pieces = [_piece(each, part, hidden, top) for part in reversed(each.parts)]
        found.append([piece for piece in reversed(pieces) if piece])
    return found[::-1]


def _piece(what: Model, part: Seen, hidden: NDArray[np.bool_], top: int) -> Piece | None:
    rows, width = hidden.shape
    left, high, right, low = part.sight.bounds
    box = (max(left, 0), max(high, top), min(right, width), min(low, top + rows))
    if box[0] >= box[2] or box[1] >= box[3]:
        return None
    patch = part.sight.patch(box)
    shadowed = hidden[box[1] - top : box[3] - top, box[0] : box[2]]
    shown = (patch.cover > 0) & ~shadowed
    if not what.is_clear:
        shadowed |= patch.cover > 0.999
    down, across = np.flatnonzero(shown.any(1)), np.flatnonzero(shown.any(0))
    if not len(down):
        return None
    return Piece(part, _cropped(patch, slice(down[0], down[-1] + 1), slice(across[0], across[-1] + 1), what.placed))


def _cropped(patch: Patch, rows: slice, columns: slice, placed: Placed) -> Patch:
    planes = (patch.cover, patch.x, patch.y, patch.z, patch.nx, patch.ny, patch.nz, patch.r)
    cover, x, y, z, nx, ny, nz, r = (plane[rows, columns] for plane in planes)
    left, top, part = patch.left + columns.start, patch.top + rows.start, patch.part[rows, columns]
    return Patch(int(left), int(top), cover, x, y, z, nx, ny, nz, r, part, placed.x, placed.size)


def draw(what: Model, pieces: list[Piece], light: Plane, ground: Plane, top: int, trace: Trace | None = None) -> None:
    """Draw the pieces of a thing over `light`, linear RGB of the whole rows from `top` on.

    `ground` is the same rows without this thing, as they are seen through glass.
    """
    for piece in pieces:
        left, high, right, low = piece.box
        cut = (slice(high - top, low - top), slice(left, right))
        patch = piece.patch
        target = light[cut]
        lit = _lit(what, piece, _bent(ground, piece.box, top, what.view) if what.is_clear else target)
        target += patch.cover[..., None] * (lit - target)
        if trace is not None:
            trace.mark(cut, patch.cover, patch.z * np.float32(what.placed.size) + np.float32(what.placed.z))


def _bent(ground: Plane, box: Box, top: int, view: View) -> Plane:
    """The ground as thick glass shows it: turned left to right about the axis, drawn together, and soft."""
    rows = ground[box[1] - top : box[3] - top]
    across = view.x - 0.75 * (np.arange(box[0], box[2]) + 0.5 - view.x)
    column = np.clip(np.rint(across - 0.5).astype(np.int64), 0, ground.shape[1] - 1)
    wide = max(1, int(_GLASS_BLUR * view.scale))
    seen = np.ascontiguousarray(rows[:, column])
    return np.asarray(cv2.blur(cv2.blur(seen, (wide, 1)), (wide, 1)))


def _lit(what: Model, piece: Piece, behind: Plane) -> Plane:
    part, patch = piece.part, piece.patch
    dress = skin.skin(what.thing, part.solid, patch, what.view, what.light, part.sheet)
    lit = surface.shade(patch, dress, what.light, what.backdrop, behind, what.view.tilt, what.floor)
    own = skin.glow(what.thing, part.solid, patch, what.view, part.sheet)
    if own is not None:
        lit = lit + own
    return _blended(what.thing, patch, lit, what.view.tilt)


def _blended(thing: Thing, patch: Patch, lit: Plane, tilt: float) -> Plane:
    """`lit` with soft steps where one part meets another, since the patch gives every pixel to one part alone."""
    kind = patch.part.astype(np.int16)
    if thing.kind == "glass":
        kind += 16 * skin.drink(patch, tilt).astype(np.int16)
    boxed = thing.kind in ("phone", "speaker")
    if not boxed and thing.kind != "glass" and profiles.FILL not in kind:
        return lit
    meets = np.zeros(kind.shape, np.uint8)
    meets[:, 1:] |= kind[:, 1:] != kind[:, :-1]
    meets[1:] |= kind[1:] != kind[:-1]
    if boxed:
        near = cv2.dilate(meets, np.ones((3, 3), np.uint8)).astype(bool)
        soft = cv2.GaussianBlur(lit, (5, 5), 1.1)
    else:  # such lines run nearly level, in long steps of one row: they are evened out along the row
        near = cv2.dilate(meets, np.ones((3, 5), np.uint8)).astype(bool)
        soft = cv2.GaussianBlur(lit, (15, 5), 3.0, sigmaY=0.8)
    return np.asarray(np.where(near[..., None], soft, lit))
