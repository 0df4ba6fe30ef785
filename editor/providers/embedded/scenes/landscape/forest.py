"""The edge of a forest: trees in layers of fog, light between the trunks, a meadow in front."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from editor.providers.embedded import noise
from editor.providers.embedded.noise import smooth
from editor.providers.embedded.scenes.hours import FOLIAGE, linear
from editor.providers.embedded.scenes.landscape import air, grove
from editor.providers.embedded.scenes.landscape.sky import sky
from editor.providers.embedded.scenes.landscape.tints import tinted

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.providers.embedded.arrays import Plane
    from editor.providers.embedded.scenes.landscape.view import Frame, View


def place(view: View) -> Callable[[Frame], Callable[[int, int], Plane]]:
    """The forest of a view, ready to be put on frames."""
    foot = view.horizon + 0.25 * min(1.0, view.scale + 0.2)
    above = sky(view, foot + 0.05)
    layers = grove.layers(view, foot)

    def on(frame: Frame) -> Callable[[int, int], Plane]:
        brushes = [grove.brush(view, layer, frame) for layer in layers]

        def paint(top: int, bottom: int) -> Plane:
            light = above.rows(frame, top, bottom)
            x, y = frame.axes(top, bottom)
            band = grove.band(view, frame, top, bottom)
            for layer, brush in zip(layers, brushes, strict=True):
                if layer.near == 1.0:
                    _meadow(view, light, x, y, foot, band.mist)
                    _shafts(view, light, x, y, foot)
                brush(light, top, bottom, band)
                _veil(view, light, x, y, layer, foot, band.mist)
            return light

        return paint

    return on


def _veil(view: View, light: Plane, x: Plane, y: Plane, layer: grove.Layer, foot: float, mist: Plane) -> None:
    """Fog among the trunks, behind the next layer."""
    much = air.fog(view)
    if much <= 0 or layer.near == 1.0:
        return
    sheet = noise.tile(4, 5, 0.52, view.seed + 45 + round(layer.near * 10))
    wide, deep = np.broadcast_arrays(x, y)
    patches = sheet.at(wide * np.float32(0.30), deep * np.float32(0.75))
    low = np.exp(-np.maximum(np.float32(foot) - y, 0) * np.float32(4.6 / (0.45 + 0.55 * much)))
    thick = (
        low
        * (np.float32(0.25) + np.float32(1.3) * patches)
        * np.float32(0.62 * (1 - 0.72 * layer.near) * min(much, 1.7))
    )
    light += np.clip(thick, 0, 0.95)[..., None] * (mist - light)


def _shafts(view: View, light: Plane, x: Plane, y: Plane, foot: float) -> None:
    """Light shafts that fan out from the sun through the crowns."""
    much = min(1.5, air.fog(view)) * max(view.hour.key) / 1.7
    if not view.luminary or much <= 0.02:
        return
    source = (view.sun[0], min(view.sun[1], 0.24) - 0.12)
    across, down = x - np.float32(source[0]), y - np.float32(source[1])
    angle = np.arctan2(across, np.maximum(down, 0.04)) / np.float32(np.pi) + np.float32(0.5)
    beams = noise.tile(24, 2, 0.5, view.seed + 49).at(angle * np.float32(1.25), np.full_like(angle, 0.37))
    away = np.sqrt(across**2 + down**2)
    strength = np.clip((beams - np.float32(0.40)) * 2.6, 0, 1) * np.exp(-away * np.float32(1.7))
    strength = strength * smooth(0.05, 0.30, down) * smooth(foot + 0.20, foot - 0.04, y) * np.float32(0.50 * much)
    light += strength[..., None] * (
        np.array(view.hour.glow, np.float32) * 0.75 + linear(view.hour.mist) * np.float32(0.22)
    )


def _meadow(view: View, light: Plane, x: Plane, y: Plane, foot: float, mist: Plane) -> None:
    """Grass in front of the trees, in perspective, the trees' shadow lying on its far edge."""
    if y[-1, 0] < foot - 0.06:
        return
    down = np.maximum(y - np.float32(foot - 0.04), 0) / np.float32(view.scale) + np.float32(0.03)
    depth = np.float32(0.22) / down
    wide = (x - np.float32(view.aspect / 2)) / np.float32(view.scale) * depth
    deep = np.broadcast_to(depth, wide.shape)
    sheet = noise.tile(8, 6, 0.62, view.seed + 51)
    clumps, broad = sheet.at(wide * np.float32(0.9), deep * np.float32(0.42)), sheet.at(wide * 0.16, deep * 0.10)
    blades = _upright(noise.tile(10, 4, 0.8, view.seed + 52), x, y, down, 4.4, 0.24)
    tint = view.word("grass.tint")
    grass, _, _, pale = (tinted(linear(colour), tint) for colour in FOLIAGE[view.word("season.name")])
    mixed = grass + np.clip((clumps - np.float32(0.42)) * 4, 0, 1)[..., None] * (pale - grass) * np.float32(0.6)
    tone = np.float32(0.45) + np.float32(0.65) * clumps + np.float32(1.15) * (blades - np.float32(0.5))
    sunny = smooth(0.42, 0.60, broad + down * np.float32(0.12))
    key = np.array(view.hour.key, np.float32) * np.float32(0.62)
    lamp = np.array(view.hour.fill, np.float32) * 0.9 + (np.float32(0.12) + sunny * np.float32(0.88))[..., None] * key
    if view.long_shadows:
        lamp = lamp * _shadows(view, x, y, foot)[..., None]
    ground = mixed * tone[..., None] * lamp
    if view.snowy:
        white = smooth(0.26, 0.44, clumps + np.float32(0.06)) * np.float32(0.94)
        ground += white[..., None] * (np.array([0.80, 0.84, 0.90], np.float32) * lamp - ground)
    ground += _flowers(view, x, y, down)[..., None] * lamp * np.float32(0.9)
    edge = np.float32(foot - 0.036) + (clumps - np.float32(0.5)) * np.float32(0.035)
    share = smooth(-0.010, 0.012, y - edge)
    near_fog = np.exp(-(y - np.float32(foot)) * np.float32(11)) * np.float32(0.50 * min(1.6, air.fog(view)))
    ground += np.clip(near_fog, 0, 0.95)[..., None] * (mist - ground)
    light += share[..., None] * (ground - light)


def _shadows(view: View, x: Plane, y: Plane, foot: float) -> Plane:
    """The factor on the meadow's light where trunks and crowns throw their long shadows towards the viewer."""
    base = foot - 0.16  # where shadows that fall this way would meet, behind the trees
    down = np.maximum(y - np.float32(base), np.float32(0.05))
    run = (x - np.float32(view.sun[0])) / down * np.float32(0.16)
    trunks = noise.tile(40, 3, 0.55, view.seed + 59).at(run * np.float32(0.62), np.full_like(run, 0.23))
    ragged = noise.tile(16, 4, 0.6, view.seed + 60).at(x * np.float32(1.3) + 0 * y, y * np.float32(5.0) + 0 * x)
    dark = smooth(0.47, 0.53, trunks + (ragged - np.float32(0.5)) * np.float32(0.20))
    reach = smooth(foot + 0.48, foot + 0.10, y)
    return np.asarray(1 - np.float32(0.62) * dark * reach)


def _upright(sheet: noise.Tile, x: Plane, y: Plane, down: Plane, near: float, tall: float) -> Plane:
    """A texture of what stands upright on the ground, about 0..1: larger towards the viewer, yet never in rays.

    It is `near` repeats a height at the lower edge of a frame and `tall` times as often down as across. Between one
    size and the next it is mixed, and what is too far off to be seen is flat.
    """
    finer = np.log2(np.maximum(np.float32(0.55) / np.maximum(down, 0.02), 1))
    out = np.full(np.broadcast_shapes(x.shape, y.shape), 0.5, np.float32)
    for k in range(3):
        share = np.clip(1 - np.abs(finer - np.float32(k)), 0, 1)
        rows = np.flatnonzero(share[:, 0])
        if not len(rows):
            continue
        part, often = slice(rows[0], rows[-1] + 1), near * 2**k
        found = sheet.at(x * np.float32(often) + np.float32(0.37 * k), y[part] * np.float32(often * tall))
        out[part] += share[part] * (found - np.float32(0.5))
    return out


def _flowers(view: View, x: Plane, y: Plane, down: Plane) -> Plane:
    if view.word("season.name") not in ("spring", "summer") or view.snowy:
        return np.zeros((len(y), x.shape[1]), np.float32)
    dots = _upright(noise.tile(64, 1, 0.5, view.seed + 53), x, y, down, 1.5, 1.25)
    few = 0.88 if view.word("season.name") == "spring" else 0.94
    return np.asarray(np.clip((dots - np.float32(few)) * 14, 0, 1) * smooth(0.04, 0.12, down))
