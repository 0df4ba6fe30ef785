"""Gradients of two to four colours, blended in Oklab so that no muddy grey comes between them."""

from __future__ import annotations

import math
from collections.abc import Mapping

import cv2
import numpy as np

from editor.providers.embedded import colours, steps
from editor.providers.embedded.arrays import Picture, Plane
from editor.providers.embedded.lettering import overlay
from editor.providers.embedded.recipe import Recipe, Value
from editor.providers.embedded.scenes.layout import palettes, plate
from editor.providers.embedded.scenes.layout.sheet import over

_WORK = 640  # longest side at which the blend is worked out: it is smooth, so that any size is read off this one
_BAND = 256
_BACK = 0.5
_POSTER = 1.5  # words that have a gradient to themselves are set larger than those over a scene
FEWEST, MOST = 2, 4
# Runs that look lit rather than mixed, one of which a recipe gets that names neither colours nor a palette.
_RUNS: tuple[tuple[str, ...], ...] = (
    ("#ffb56b", "#f2657a", "#6a4bc4", "#2b2a78"), ("#0e2a4d", "#1d6f8a", "#58b9a8", "#e4f0c8"),
    ("#fde7c8", "#f6a78a", "#d9668f", "#7b4fa6"), ("#201a4a", "#5147b8", "#b96ad0", "#ffb9a8"),
    ("#e9f3dc", "#9bd0b0", "#3c9a98", "#17556b"), ("#ffd976", "#ff9f5a", "#ee5f5b", "#a1295f"),
    ("#dfe9fb", "#a9c3f2", "#7d86dd", "#5b4aa8"),
)  # fmt: skip
_VIVID = 1.7  # how much a blend's colour strength is raised at most towards that of the colours it comes from
_TO_CONE = np.array(
    [[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566],
     [0.0883024619, 0.2817188376, 0.6299787005]]
)  # fmt: skip
_TO_LAB = np.array(
    [[0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099],
     [0.0259040371, 0.7827717662, -0.8086757660]]
)  # fmt: skip


def render(recipe: Recipe, width: int, height: int) -> Picture:
    """The picture of a gradient recipe, RGB."""
    if recipe.fields["plate.on"] and (recipe.fields["text.words"] or recipe.fields["text.sub"]):
        sheet = over(blended(recipe, width, height))
        plate.lay(sheet, recipe.fields, palettes.palette(recipe.fields, recipe.seed))
        return sheet.picture()
    size = float(recipe.fields["text.size"]) * _POSTER
    return overlay(blended(recipe, width, height), {**recipe.fields, "text.size": size})


def blended(recipe: Recipe, width: int, height: int, quiet: str = "") -> Picture:
    """The gradient alone, width x height pixels; colours that nobody named step back towards `quiet`, if given."""
    fields = recipe.fields
    run = named(fields, recipe.seed)
    if quiet and not fields["gradient.1"]:
        run = [colours.mixed(each, quiet, _BACK) for each in run]
    stops = np.array([_oklab(each) for each in run])
    lab = _SHAPES.get(str(fields["gradient.shape"]), _linear)(stops, width / height, fields, recipe.seed)
    return _drawn_out(_display(lab), width, height)


def named(fields: Mapping[str, Value], seed: int) -> list[str]:
    """The colours from end to end, as light and in the order that was asked for."""
    count = min(MOST, max(FEWEST, round(float(fields["gradient.colours"]))))
    run = _in_order(fields, seed, count)
    lit = [palettes.lit(each, float(fields["light.level"])) for each in run]
    return lit[::-1] if fields["gradient.flipped"] else lit


def _in_order(fields: Mapping[str, Value], seed: int, count: int) -> list[str]:
    """The colours as they were named, the palette's where none or one was."""
    asked = [str(fields[f"gradient.{number}"]) for number in range(1, MOST + 1)]
    asked = [each for each in asked if each]
    if len(asked) >= FEWEST:
        return asked
    look = palettes.palette(fields, seed)
    start = asked or [str(fields["accent.colour"])]
    if start[0]:  # one colour alone runs into its own light
        return [*start, *(colours.mixed(start[0], look.ground, share) for share in (0.5, 0.8, 0.95))][:count]
    if not look.is_light:  # a dark palette runs from its ground into its light
        shares = ((0, 0.0), (3, 0.34), (0, 0.42), (2, 0.5))
        return [colours.mixed(look.ground, look.accent(number), share) for number, share in shares][:count]
    if str(fields["palette.name"]) in palettes.NAMED:
        return sorted(look.accents, key=colours.luminance)[:count]
    run = _RUNS[(seed + round(float(fields["palette.turn"]))) % len(_RUNS)]
    return list(run) if count == MOST else [run[0], *run[1 : count - 1], run[3 if count == FEWEST else 2]][:count]


def _places(aspect: float) -> tuple[Plane, Plane]:
    """Across and down of every place of the small frame, the shorter side from -1 to 1."""
    wide, tall = max(1.0, aspect), max(1.0, 1 / aspect)
    columns, rows = max(2, round(_WORK * wide / max(wide, tall))), max(2, round(_WORK * tall / max(wide, tall)))
    x = ((np.arange(columns) + 0.5) / columns * 2 - 1) * wide
    y = ((np.arange(rows) + 0.5) / rows * 2 - 1) * tall
    across, down = np.meshgrid(x, y)
    return across, down


def _linear(stops: Plane, aspect: float, fields: Mapping[str, Value], seed: int) -> Plane:
    x, y = _places(aspect)
    turn = math.radians(float(fields["gradient.angle"]))
    along = x * math.cos(turn) + y * math.sin(turn)
    return _between(stops, (along - along.min()) / (along.max() - along.min()))


def _radial(stops: Plane, aspect: float, fields: Mapping[str, Value], seed: int) -> Plane:
    x, y = _places(aspect)
    wide, tall = max(1.0, aspect), max(1.0, 1 / aspect)
    far = np.hypot(x + wide * 0.18, y + tall * 0.22)
    return _between(stops, far / far.max())


def _mesh(stops: Plane, aspect: float, fields: Mapping[str, Value], seed: int) -> Plane:
    """Colours spread from points that the seed throws, over a frame that is gently bent."""
    x, y = _places(aspect)
    dice = np.random.default_rng((seed, 5))
    wide, tall = max(1.0, aspect), max(1.0, 1 / aspect)
    bend = dice.uniform(0, 2 * math.pi, 4)
    bent_x = x + 0.28 * np.sin(1.7 * y + bend[0]) + 0.12 * np.sin(3.1 * y + bend[1])
    bent_y = y + 0.28 * np.sin(1.5 * x + bend[2]) + 0.12 * np.sin(2.9 * x + bend[3])
    turn = dice.uniform(0, 2 * math.pi)
    count = len(stops) * 2
    middles = [turn + 2 * math.pi * number / count for number in range(count)]
    total, weights = np.zeros((*x.shape, 3)), np.zeros(x.shape)
    strength = np.zeros(x.shape)
    for number, angle in enumerate(middles):
        reach, stop = 0.95 if number % 2 == 0 else 0.5, stops[number % len(stops)]
        px = wide * reach * math.cos(angle) + dice.uniform(-0.2, 0.2)
        py = tall * reach * math.sin(angle) + dice.uniform(-0.2, 0.2)
        weight = np.exp(-((bent_x - px) ** 2 + (bent_y - py) ** 2) / (0.4 * math.sqrt(wide * tall))) + 1e-5
        total += weight[..., None] * stop
        strength += weight * math.hypot(stop[1], stop[2])
        weights += weight
    return _vivid(total / weights[..., None], strength / weights)


_SHAPES = {"linear": _linear, "radial": _radial, "mesh": _mesh}
SHAPES = tuple(_SHAPES)


def _between(stops: Plane, at: Plane) -> Plane:
    """The colours between the stops at places 0..1, without a crease where one stop is passed."""
    fine = np.linspace(0, 1, 512)
    ramp = np.stack([np.interp(fine, np.linspace(0, 1, len(stops)), stops[:, part]) for part in range(3)], axis=1)
    if len(stops) > 2:
        window = np.hanning(97) / np.hanning(97).sum()
        padded = np.pad(ramp, ((48, 48), (0, 0)), mode="reflect", reflect_type="odd")
        ramp = np.stack([np.convolve(padded[:, part], window, "valid") for part in range(3)], axis=1)
    strength = np.interp(fine, np.linspace(0, 1, len(stops)), np.hypot(stops[:, 1], stops[:, 2]))
    lively = _vivid(ramp, strength)
    return np.stack([np.interp(at, fine, lively[:, part]) for part in range(3)], axis=-1)


def _vivid(lab: Plane, strength: Plane) -> Plane:
    """A blend as strong in colour as what it comes from: the straight mean of two hues is greyer than both."""
    own = np.hypot(lab[..., 1], lab[..., 2])
    raised = np.clip(strength / np.maximum(own, 1e-4), 1.0, _VIVID)
    return np.asarray(np.concatenate([lab[..., :1], lab[..., 1:] * raised[..., None]], axis=-1))


def _oklab(colour: str) -> Plane:
    linear = np.array(colours.linear(colour))
    return np.asarray(_TO_LAB @ np.cbrt(_TO_CONE @ linear))


def _display(lab: Plane) -> Plane:
    """Oklab to display values 0..255."""
    cone = (lab @ np.linalg.inv(_TO_LAB).T) ** 3
    linear = np.clip(cone @ np.linalg.inv(_TO_CONE).T, 0, 1)
    return np.asarray(linear ** (1 / 2.2) * 255, np.float32)


def _drawn_out(small: Plane, width: int, height: int) -> Picture:
    """The blend at its final size; noise of under a step of 8 bits takes the bands out of slow slopes."""
    rows = small.shape[0]
    stretched = cv2.resize(small, (width, rows), interpolation=cv2.INTER_LINEAR)
    out = np.empty((height, width, 3), np.uint8)
    dice = np.random.default_rng(9)
    for top in range(0, height, _BAND):
        bottom = min(height, top + _BAND)
        at = (np.arange(top, bottom, dtype=np.float32) + np.float32(0.5)) * np.float32(rows / height) - np.float32(0.5)
        low = np.clip(np.floor(at).astype(np.int64), 0, rows - 2)
        share = np.clip(at - low, 0, 1).astype(np.float32)[:, None, None]
        band = stretched[low] + (stretched[low + 1] - stretched[low]) * share
        noise = dice.random((bottom - top, width), dtype=np.float32) + dice.random(
            (bottom - top, width), dtype=np.float32
        )
        out[top:bottom] = np.clip(band + (noise - np.float32(0.5))[..., None], 0, 255).astype(np.uint8)
        steps.done(bottom / height)
    return out
