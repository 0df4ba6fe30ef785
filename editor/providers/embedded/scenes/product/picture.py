"""The picture of a product recipe: the studio, what stands in it, and what the lens makes of both."""

import numpy as np

from editor.providers.embedded import colours, finish, steps
from editor.providers.embedded.arrays import Picture, Plane
from editor.providers.embedded.recipe import Recipe
from editor.providers.embedded.scenes import studio, walls
from editor.providers.embedded.scenes.lathe import View
from editor.providers.embedded.scenes.product import flame, ground, optics, skin, solid
from editor.providers.embedded.scenes.product.arrangement import Placed, Stage, arrange
from editor.providers.embedded.scenes.product.mirror import Mirror
from editor.providers.embedded.scenes.studio import smooth

_BLOCK = 500_000  # pixels drawn at once, in whole rows: few enough to stop soon once the picture is not wanted
_SHADOWS = 1100  # longest side at which shadows are worked out; they are soft
_WALL, _FAR_WALL = 1600, 900  # longest side at which a wall is worked out; a close-up has it far out of focus
_GRAIN = 0.0030
_MACRO_BLUR = 0.014  # the largest blur of a close-up, of the shorter side
_GROUND_BLUR = 0.02  # of the ground at camera.blur 1, of the height


def render(recipe: Recipe, width: int, height: int) -> Picture:
    """The picture of a product recipe, RGB."""
    stage = arrange(recipe, width, height)
    drawing = _Drawing(stage)
    macro = stage.fields["camera.lens"] == "macro"
    out = np.empty((height, width, 3), np.uint8)
    amount = np.empty((height, width) if macro else (0, 0), np.uint8)
    for top, bottom in _bands(width, height):
        light, soft = drawing.rows(top, bottom, macro)
        shown = finish.tone(light)
        if soft is not None:
            amount[top:bottom] = soft * 255
            out[top:bottom] = finish.to_bytes(shown)
        else:
            out[top:bottom] = finish.to_bytes(shown, finish.grain(width, top, bottom, recipe.seed), _GRAIN)
        steps.done(bottom / height * (0.85 if macro else 1.0))
    return _focused(out, amount, recipe.seed) if macro else out


def rows_at_once(width: int) -> int:
    """How many rows of `width` pixels are drawn between two steps."""
    return max(24, _BLOCK // width)


def _bands(width: int, height: int) -> list[tuple[int, int]]:
    rows = rows_at_once(width)
    return [(top, min(height, top + rows)) for top in range(0, height, rows)]


def _focused(sharp: Picture, amount: Picture, seed: int) -> Picture:
    """A close-up with everything soft that lies behind its sharp plane."""
    height, width = sharp.shape[:2]
    lens = optics.defocused(sharp, amount, _MACRO_BLUR)
    out = np.empty_like(sharp)
    for top, bottom in _bands(width, height):
        out[top:bottom] = finish.to_bytes(lens.rows(top, bottom), finish.grain(width, top, bottom, seed), _GRAIN)
        steps.done(0.85 + 0.15 * bottom / height)
    return out


class _Drawing:
    """A stage being drawn, with the layers that are worked out once for all rows."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._models = solid.models(stage)
        steps.go_on()
        self._shade = optics.Layer(_shadows(stage.small(_SHADOWS)), stage.width, stage.height)
        steps.go_on()
        self._mirror = Mirror(stage)
        steps.go_on()
        self._wall = _wall(stage)
        steps.go_on()
        self._far = _soft_ground(stage, float(stage.fields["camera.blur"]))

    def rows(self, top: int, bottom: int, trace: bool = False) -> tuple[Plane, Plane | None]:
        """Linear RGB of some rows; and, where it is to be traced, how far out of focus each pixel is."""
        stage = self._stage
        x, y = grid(stage.view, stage.width, top, bottom)
        light = _behind(stage, x, y, self._wall.rows(top, bottom) if self._wall else None)
        if self._far is not None:
            light += (self._far.rows(top, bottom) - light) * smooth(-0.25, 0.9, y)[..., None]
        light *= self._shade.rows(top, bottom)
        self._mirror.lay_on(light, top, bottom)
        for model in self._models:
            flame.behind(model.thing, light, *grid(model.view, stage.width, top, bottom))
        marks = _ground_trace(stage, y) if trace else None
        for model, pieces in zip(
            self._models, solid.visible(self._models, top, bottom - top, stage.width), strict=True
        ):
            # Glass shows what is drawn so far; nothing else looks at it, so nothing else needs a copy.
            solid.draw(model, pieces, light, light.copy() if model.is_clear and pieces else light, top, marks)
            flame.over(model.thing, light, *grid(model.view, stage.width, top, bottom), model.view)
        if stage.fields["camera.lens"] == "wide":
            light = optics.tapered(light, top, stage.height)
        first = next(each for each in stage.placed if not each.prefix)
        return light, optics.unsharp(marks.near, first.thing.depth * 0.97) if marks else None


def _ground_trace(stage: Stage, y: Plane) -> solid.Trace:
    """The bare ground before anything is drawn: the floor comes nearer towards the bottom of the frame."""
    near = np.clip(-y / np.float32(np.sin(stage.view.tilt)), -6, 2)
    near = np.ascontiguousarray(np.broadcast_to(near, (len(y), stage.width)), np.float32)
    return solid.Trace(np.zeros_like(near), near)


def _soft_ground(stage: Stage, blur: float) -> optics.Layer | None:
    """Wall and ground out of focus, or None where they are sharp."""
    if blur <= 0:
        return None
    sigma = blur * _GROUND_BLUR * stage.height
    small = stage.small(max(64, round(max(stage.width, stage.height) * min(1.0, 3.0 / sigma))))
    ground = _behind(small, *grid(small.view, small.width, 0, small.height))
    return optics.softened(ground, sigma * small.height / stage.height, stage.width, stage.height)


def grid(view: View, width: int, top: int, bottom: int) -> tuple[Plane, Plane]:
    """Places of the pixels of some rows about a view's foot: across (1 x width) and up (rows x 1), its units."""
    x = (np.arange(width, dtype=np.float32) + np.float32(0.5 - view.x)) / np.float32(view.scale)
    y = (np.float32(view.y - 0.5) - np.arange(top, bottom, dtype=np.float32)) / np.float32(view.scale)
    return x[None, :], y[:, None]


def _wall(stage: Stage) -> optics.Layer | None:
    """The wall's colour, None where it is plain: behind the sharp plane nothing finer is seen of it."""
    if stage.fields["ground.wall"] == walls.PLAIN:
        return None
    small = stage.small(_FAR_WALL if stage.fields["camera.lens"] == "macro" else _WALL)
    place = grid(small.view, small.width, 0, small.height)
    return optics.Layer(studio.wall_colour(stage.fields, *place), stage.width, stage.height)


def _behind(stage: Stage, x: Plane, y: Plane, wall: Plane | None = None) -> Plane:
    view = stage.view
    frame_x = (x * np.float32(view.scale) + np.float32(view.x)) / np.float32(stage.width / 2) - 1
    frame_y = (np.float32(view.y) - y * np.float32(view.scale)) / np.float32(stage.height / 2) - 1
    return studio.behind(x, y, stage.fields, stage.light, frame_x, frame_y, view.tilt, wall)


def _shadows(stage: Stage) -> Plane:
    """What the things leave of the light on the floor, by colour."""
    left = np.ones((stage.height, stage.width, 3), np.float32)
    for each in stage.placed:
        view = each.view(stage.view)
        top = max(0, int(view.y - ground.highest(view.tilt) * view.scale))
        if top < stage.height:
            left[top:] *= 1 - _shadow(each, view, *grid(view, stage.width, top, stage.height), stage)
    return left


def _shadow(placed: Placed, view: View, x: Plane, y: Plane, stage: Stage) -> Plane:
    thing = placed.thing
    dark = ground.shadow(x, y, thing.foot, thing.height, stage.light, view.tilt)
    body = skin.material(str(thing.look["body.material"]))
    tint = np.array(colours.linear(str(thing.look["body.colour"])), np.float32)
    # What light glass lets through has its colour; an opaque body lets nothing through.
    through = np.float32(0.26 * body.clear) * tint / max(float(tint.max()), 0.05)
    return np.asarray(dark[..., None] * (1 - through), np.float32)
