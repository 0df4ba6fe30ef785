"""Drawing one thing into a block of rows: its solids lit, its handle, and the soft seams between its parts."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from editor.providers.embedded import colours
from editor.providers.embedded.arrays import Plane
from editor.providers.embedded.scenes import profiles, surface
from editor.providers.embedded.scenes.lathe import Box, Patch, Sight, Solid, View
from editor.providers.embedded.scenes.product import handle, skin
from editor.providers.embedded.scenes.product.arrangement import Placed
from editor.providers.embedded.scenes.product.things import Thing
from editor.providers.embedded.scenes.studio import Light


@dataclass(frozen=True, slots=True)
class Seen:
    """A solid in the view of one picture, and the sheet that is printed on it."""

    solid: Solid
    sight: Sight
    sheet: Plane | None


@dataclass(frozen=True, slots=True)
class Model:
    """A placed thing, ready to be drawn in one picture."""

    placed: Placed
    view: View
    parts: tuple[Seen, ...]
    light: Light
    backdrop: str

    @property
    def thing(self) -> Thing:
        """What is drawn."""
        return self.placed.thing

    @property
    def bounds(self) -> Box:
        """The box of pixels that the thing may touch."""
        boxes = [part.sight.bounds for part in self.parts]
        if self.thing.has_handle:
            boxes.append(handle.bounds(self.view))
        left, top, right, bottom = zip(*boxes, strict=True)
        return min(left), min(top), max(right), max(bottom)


def model(placed: Placed, world: View, light: Light, backdrop: str) -> Model:
    """A placed thing as the world's view shows it."""
    view = placed.view(world)
    sheets = _sheets(placed.thing, view.scale)
    parts = tuple(Seen(solid, solid.seen(view), sheets.get(k)) for k, solid in enumerate(placed.thing.solids))
    return Model(placed, view, parts, light, backdrop)


def _sheets(thing: Thing, scale: float) -> dict[int, Plane]:
    """The printed label, by the number of the solid that carries it."""
    own = thing.look
    at = next((k for k, solid in reversed(list(enumerate(thing.solids))) if solid.sheet[0] and solid.sheet[1]), None)
    if not own["label.on"] or at is None:
        return {}
    from editor.providers.embedded.scenes import label  # its drawing library wants OpenGL, which a bare bottle does not

    wide, tall = thing.solids[at].sheet
    paper, ink = str(own["label.colour"]), str(own["label.ink"])
    if not ink:
        ink = "#1d2a26" if colours.luminance(paper) > 0.22 else "#efe6d2"
    return {at: label.draw(str(own["label.text"]), paper, ink, int(wide * scale), int(tall * scale))}


def draw(what: Model, light: Plane, ground: Plane, left: int, top: int, covered: Plane | None = None) -> None:
    """Draw a thing over `light`, linear RGB of the pixels from (`left`, `top`) on.

    `ground` is the same block without this thing, as it is seen through glass. `covered` takes up how far the thing
    covers each pixel, 0..1.
    """
    if what.thing.has_handle:
        handle.draw(what, light, left, top, covered)
    for part in what.parts:
        box = _common(part.sight.bounds, (left, top, left + light.shape[1], top + light.shape[0]))
        if box[0] >= box[2] or box[1] >= box[3]:
            continue
        patch = part.sight.patch(box)
        if not patch.cover.any():
            continue
        cut = (slice(box[1] - top, box[3] - top), slice(box[0] - left, box[2] - left))
        lit = _lit(what, part, patch, _bent(ground, box, left, top, what.view))
        target = light[cut]
        target += patch.cover[..., None] * (lit - target)
        if covered is not None:
            covered[cut] += patch.cover * (1 - covered[cut])


def _common(one: Box, other: Box) -> Box:
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def _bent(ground: Plane, box: Box, left: int, top: int, view: View) -> Plane:
    """The ground as glass shows it: turned left to right about the axis, and drawn together."""
    rows = ground[box[1] - top : box[3] - top]
    across = view.x - 0.75 * (np.arange(box[0], box[2]) + 0.5 - view.x) - left
    column = np.clip(np.rint(across - 0.5).astype(np.int64), 0, ground.shape[1] - 1)
    return np.asarray(rows[:, column])


def _lit(what: Model, part: Seen, patch: Patch, behind: Plane) -> Plane:
    dress = skin.skin(what.thing, part.solid, patch, what.view, what.light, part.sheet)
    lit = surface.shade(patch, dress, what.light, what.backdrop, behind, what.view.tilt)
    own = skin.glow(what.thing, part.solid, patch)
    if own is not None:
        lit = lit + own
    return _blended(what.thing, patch, lit)


def _blended(thing: Thing, patch: Patch, lit: Plane) -> Plane:
    """`lit` with soft steps where one part meets another, since the patch gives every pixel to one part alone."""
    kind = patch.part.astype(np.int16)
    if thing.kind == "glass":
        kind += 16 * skin.drink(patch).astype(np.int16)
    elif profiles.FILL not in kind or thing.kind == "speaker":
        return lit
    meets = np.zeros(kind.shape, np.uint8)
    meets[:, 1:] |= kind[:, 1:] != kind[:, :-1]
    meets[1:] |= kind[1:] != kind[:-1]
    near = cv2.dilate(meets, np.ones((3, 5), np.uint8)).astype(bool)
    # Such lines run nearly level, in long steps of one row: they are evened out along the row.
    soft = cv2.GaussianBlur(lit, (15, 5), 3.0, sigmaY=0.8)
    return np.asarray(np.where(near[..., None], soft, lit))
