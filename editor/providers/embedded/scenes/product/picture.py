"""The picture of a product recipe: the studio, what stands in it, and what the lens makes of both."""

import numpy as np

from editor.providers.embedded import colours, finish, steps
from editor.providers.embedded.arrays import Picture, Plane
from editor.providers.embedded.recipe import Recipe
from editor.providers.embedded.scenes.lathe import View
from editor.providers.embedded.scenes.product import flame, ground, optics, setting, skin, solid
from editor.providers.embedded.scenes.product.arrangement import Placed, Stage, arrange
from editor.providers.embedded.scenes.product.mirror import Mirror

_BAND = 384  # rows drawn at once
_SHADOWS = 1100  # longest side at which shadows are worked out; they are soft
_GRAIN = 0.0030


def render(recipe: Recipe, width: int, height: int) -> Picture:
    """The picture of a product recipe, RGB."""
    stage = arrange(recipe, width, height)
    drawing = _Drawing(stage)
    out = np.empty((height, width, 3), np.uint8)
    for top in range(0, height, _BAND):
        bottom = min(height, top + _BAND)
        shown = finish.tone(drawing.rows(top, bottom))
        out[top:bottom] = finish.to_bytes(shown, finish.grain(width, top, bottom, recipe.seed), _GRAIN)
        steps.done(bottom / height)
    return out


class _Drawing:
    """A stage being drawn, with the layers that are worked out once for all rows."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        backdrop = str(stage.fields["backdrop.colour"])
        self._models = [solid.model(each, stage.view, stage.light, backdrop) for each in stage.placed]
        self._shade = optics.Layer(_shadows(stage.small(_SHADOWS)), stage.width, stage.height)
        self._mirror = Mirror(stage)

    def rows(self, top: int, bottom: int) -> Plane:
        """Linear RGB of some rows."""
        stage = self._stage
        x, y = grid(stage.view, stage.width, top, bottom)
        light = _behind(stage, x, y)
        light *= self._shade.rows(top, bottom)
        self._mirror.lay_on(light, top, bottom)
        for model in self._models:
            flame.behind(model.thing, light, *grid(model.view, stage.width, top, bottom))
        for model in self._models:
            self._thing(model, light, top, bottom)
        return light

    def _thing(self, model: solid.Model, light: Plane, top: int, bottom: int) -> None:
        left, high, right, low = model.bounds
        if high < bottom and low > top:
            clear = skin.material(str(model.thing.look["body.material"])).clear
            # Glass shows what is drawn so far; nothing else looks at it, so nothing else needs a copy.
            solid.draw(model, light, light.copy() if clear else light, 0, top)
        if model.thing.kind == "candle":
            flame.over(model.thing, light, *grid(model.view, self._stage.width, top, bottom), model.view)


def grid(view: View, width: int, top: int, bottom: int) -> tuple[Plane, Plane]:
    """Places of the pixels of some rows about a view's foot: across (1 x width) and up (rows x 1), its units."""
    x = (np.arange(width, dtype=np.float32) + np.float32(0.5 - view.x)) / np.float32(view.scale)
    y = (np.float32(view.y - 0.5) - np.arange(top, bottom, dtype=np.float32)) / np.float32(view.scale)
    return x[None, :], y[:, None]


def _behind(stage: Stage, x: Plane, y: Plane) -> Plane:
    view = stage.view
    frame_x = (x * np.float32(view.scale) + np.float32(view.x)) / np.float32(stage.width / 2) - 1
    frame_y = (np.float32(view.y) - y * np.float32(view.scale)) / np.float32(stage.height / 2) - 1
    return setting.behind(x, y, stage.fields, stage.light, frame_x, frame_y, view.tilt)


def _shadows(stage: Stage) -> Plane:
    """What the things leave of the light on the floor, by colour."""
    left = np.ones((stage.height, stage.width, 3), np.float32)
    for each in stage.placed:
        left *= 1 - _shadow(each, stage)
    return left


def _shadow(placed: Placed, stage: Stage) -> Plane:
    view, thing = placed.view(stage.view), placed.thing
    x, y = grid(view, stage.width, 0, stage.height)
    dark = ground.shadow(x, y, thing.foot, thing.height, stage.light, view.tilt)
    body = skin.material(str(thing.look["body.material"]))
    tint = np.array(colours.linear(str(thing.look["body.colour"])), np.float32)
    # What light glass lets through has its colour; an opaque body lets nothing through.
    through = np.float32(0.26 * body.clear) * tint / max(float(tint.max()), 0.05)
    return np.asarray(dark[..., None] * (1 - through), np.float32)
