"""The sea: a horizon, headlands in the haze, waves with the light on them, and a beach where one is asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from editor.providers.embedded import noise
from editor.providers.embedded.noise import smooth
from editor.providers.embedded.scenes.hours import FOLIAGE, linear
from editor.providers.embedded.scenes.landscape import air
from editor.providers.embedded.scenes.landscape.sky import Sky, sky
from editor.providers.embedded.scenes.landscape.tints import tinted
from editor.providers.embedded.scenes.landscape.view import Frame
from editor.providers.embedded.scenes.landscape.water import Water

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.providers.embedded.arrays import Plane
    from editor.providers.embedded.scenes.landscape.view import View

_EYE = 0.62
_FULL = np.float32(1)
_SAND = np.array([0.50, 0.37, 0.24], np.float32)


@dataclass(frozen=True, slots=True)
class _Land:
    """A headland: how near (0 far .. 1 near), the side it comes from, its height."""

    near: float
    side: float
    tall: float


_Coast = tuple[tuple[_Land, "Plane"], ...]  # the headlands, far to near, each with its edge at every column


def place(view: View) -> Callable[[Frame], Callable[[int, int], Plane]]:
    """The sea of a view, ready to be put on frames."""
    above = sky(view, view.horizon + 0.01)
    lands = _lands(view)
    water = Water(view, view.horizon, _EYE, _mirror(view, above, lands), _deep(view))

    def on(frame: Frame) -> Callable[[int, int], Plane]:
        x, _ = frame.axes(0, 1)
        coast = tuple((land, _line(view, land, k, x)) for k, land in enumerate(lands))
        return lambda top, bottom: _paint(view, above, coast, water, frame, top, bottom)

    return on


def _mirror(view: View, above: Sky, lands: tuple[_Land, ...]) -> Callable[[Plane, Plane], Plane]:
    """What the water mirrors by place: the sky with the headlands in it, on a plate that knows no pixel size."""
    rows, columns = above.light.shape[:2]
    frame = Frame(columns, round(rows / above.bottom))
    x, y = frame.axes(0, rows)
    light = above.light.copy()
    for k, land in enumerate(lands):
        _headland(view, land, _line(view, land, k, x), light, frame, x, y, np.float32(0.8))
    return replace(above, light=light).mirrored


def _lands(view: View) -> tuple[_Land, ...]:
    tall = view.number("mountains.height")
    if tall <= 0:
        return ()
    far = -1.0 if view.number("sun.x") > 0 else 1.0
    return (_Land(0.15, far, 0.075 * tall), _Land(0.45, far, 0.10 * tall), _Land(0.05, -far, 0.045 * tall))


def _deep(view: View) -> Plane:
    """The water's own colour: sky light scattered back, green-blue."""
    light = np.array(view.hour.fill, np.float32) * 0.55 + np.array(view.hour.key, np.float32) * 0.05
    own = light * np.array([0.10, 0.34, 0.42], np.float32) + view.haze * np.float32(0.03)
    tint = view.word("water.tint")
    return tinted(np.asarray(own), tint, 0.9) * np.float32(1.25 if tint else 1.0)


def _paint(view: View, above: Sky, coast: _Coast, water: Water, frame: Frame, top: int, bottom: int) -> Plane:
    x, y = frame.axes(top, bottom)
    below = np.clip((y - np.float32(view.horizon)) * np.float32(frame.height) + np.float32(0.5), 0, 1)
    light = above.rows(frame, top, bottom) if below[0, 0] < 1 else np.zeros((bottom - top, frame.width, 3), np.float32)
    if below[0, 0] < 1:
        for land, line in coast:
            _headland(view, land, line, light, frame, x, y)
    if below[-1, 0] > 0:
        light += below[..., None] * (_sea(view, water, frame, x, y, top, bottom) - light)
        if view.on("shore.on"):
            _beach(view, light, x, y)
    # The horizon itself lies in haze: a ruled line would look cut out.
    haze = np.exp(-(((y - np.float32(view.horizon)) / np.float32(0.012)) ** 2)) * np.float32(0.28)
    light += haze[..., None] * (air.haze(view, x, y) - light)
    much = np.float32(min(0.97, 0.30 * max(0.0, air.fog(view) - 0.6)))
    if much > 0:
        near = np.exp(-np.abs(y - np.float32(view.horizon)) * np.float32(5.5 / (0.4 + air.fog(view))))
        sheet = noise.tile(4, 4, 0.5, view.seed + 43).at(x * np.float32(0.22) + 0 * y, y * np.float32(0.7) + 0 * x)
        thick = np.clip(near * much * 2.2 * (np.float32(0.35) + np.float32(1.3) * sheet), 0, 0.97)
        light += thick[..., None] * (air.mist(view, x, y) - light)
    return np.asarray(light)


def _sea(view: View, water: Water, frame: Frame, x: Plane, y: Plane, top: int, bottom: int) -> Plane:
    light = water.rows(frame, top, bottom)
    far = np.exp(-(y - np.float32(view.horizon)) * np.float32(22)) * np.float32(0.40)
    return np.asarray(light + far[..., None] * (air.haze(view, x, y) - light))


def _headland(
    view: View, land: _Land, line: Plane, light: Plane, frame: Frame, x: Plane, y: Plane, level: np.float32 = _FULL
) -> None:
    """Lay a headland over a picture, only where it stands."""
    one = 1 / frame.height
    first, last = np.searchsorted(y[:, 0], [float(line.min()) - one, view.horizon + 0.004 + 2 * one])
    standing = np.flatnonzero(line[0] < view.horizon + 0.004 + one)
    if last <= first or not len(standing):
        return
    columns = slice(int(standing[0]), int(standing[-1]) + 1)
    x, y, line, part = x[:, columns], y[first:last], line[:, columns], light[first:last, columns]
    cover = np.clip((y - line) * np.float32(frame.height) + np.float32(0.5), 0, 1)
    part += cover[..., None] * (_rock(view, land, x, y, line) * level - part)


def _line(view: View, land: _Land, k: int, x: Plane) -> Plane:
    """The height of a headland's edge at columns `x` (1 x width), from the top; below the horizon it ends."""
    share = np.clip(x[0] / np.float32(view.aspect), 0, 1)
    rough = noise.line(share, max(2.0, 3.4 * view.aspect / view.scale), 9, 0.5, 4, view.seed * 17 + k)
    reach = (x - np.float32(view.aspect * (0.5 + 0.5 * land.side))) * np.float32(-land.side / view.aspect)
    fall = smooth(0.46 - 0.20 * land.near, 0.05, reach)
    rise = np.float32(land.tall * view.scale) * (fall * (np.float32(0.35) + np.float32(1.2) * rough[None]) - 0.16)
    return np.asarray(np.float32(view.horizon + 0.004) - rise)


def _rock(view: View, land: _Land, x: Plane, y: Plane, line: Plane) -> Plane:
    sheet = noise.tile(10, 5, 0.6, view.seed + 81)
    wide, deep = np.broadcast_arrays(x, y)
    texture = sheet.at(wide * np.float32(1.7 / view.scale), deep * np.float32(2.6 / view.scale))
    slope = np.gradient(line, axis=-1) / (x[:, 1] - x[:, 0]) if line.shape[-1] > 1 else np.zeros_like(line)
    sun = np.clip(
        np.float32(0.42) + np.sign(view.lit_side) * slope * np.float32(0.5) + (texture - 0.5) * np.float32(1.3), 0, 1
    )
    lamp = sun[..., None] * np.array(view.hour.key, np.float32) * 0.55 + np.array(view.hour.fill, np.float32) * 0.7
    grass = linear(FOLIAGE["summer"][1])
    stone = np.array([0.20, 0.17, 0.145], np.float32)
    green = smooth(0.42, 0.58, texture)
    cloth = stone + green[..., None] * (grass * np.float32(0.9) - stone)
    cloth = tinted(cloth, view.word("mountains.tint"))
    if view.snowy:
        white = smooth(0.62, 0.44, texture) * np.float32(0.85)
        cloth = cloth + white[..., None] * (np.array([0.84, 0.86, 0.90], np.float32) - cloth)
    body = cloth * lamp
    far = np.float32(0.80 - 0.50 * land.near)
    shown = (body + far * (air.haze(view, x, y) - body)).astype(np.float32)
    return tinted(np.asarray(shown), view.word("mountains.tint"), 0.45)


def _beach(view: View, light: Plane, x: Plane, y: Plane) -> None:
    """Sand along the lower edge, wet where the last wave ran out, with foam on its edge."""
    sheet = noise.tile(6, 6, 0.55, view.seed + 91)
    wide, deep = np.broadcast_arrays(x, y)
    bend = noise.line(np.clip(x[0] / np.float32(view.aspect), 0, 1), max(1.0, 1.1 * view.aspect), 4, 0.5, 0, view.seed)
    edge = (
        np.float32(0.86)
        + (bend[None] - np.float32(0.5)) * np.float32(0.10)
        - (x / np.float32(view.aspect) - np.float32(0.5)) * np.float32(0.12 * view.side)
    )
    off = y - edge
    fine = sheet.at(wide * np.float32(1.1), deep * np.float32(3.4))
    lamp = np.array(view.hour.key, np.float32) * 0.42 + np.array(view.hour.fill, np.float32)
    sand = (
        tinted(_SAND, view.word("sand.tint"), 0.92)
        * lamp
        * (np.float32(0.80) + np.float32(0.40) * sheet.at(wide * 5, deep * 9))[..., None]
    )
    wet = smooth(0.085, 0.0, off)
    sky_light = view.haze * np.float32(0.55)
    sand = sand * (1 - np.float32(0.55) * wet[..., None]) + wet[..., None] * np.float32(0.38) * sky_light
    shore = smooth(-0.004, 0.010, off + (fine - np.float32(0.5)) * np.float32(0.03))
    light += shore[..., None] * (sand - light)
    foam_edge = off + (fine - np.float32(0.5)) * np.float32(0.05)
    lines = (
        np.exp(-((foam_edge / np.float32(0.010)) ** 2))
        + np.float32(0.75) * np.exp(-(((foam_edge + 0.055) / np.float32(0.012)) ** 2))
        + np.float32(0.5) * np.exp(-(((foam_edge + 0.12) / np.float32(0.008)) ** 2))
    )
    lace = np.clip((sheet.at(wide * np.float32(2.2), deep * np.float32(5.0)) - np.float32(0.40)) * 6, 0, 1)
    foam = np.clip(lines * (np.float32(0.25) + lace), 0, 0.95)
    white = np.array([0.90, 0.92, 0.94], np.float32) * (lamp * np.float32(0.72))
    light += foam[..., None] * (white - light)
