"""A mountain valley in layers of ridges and mist, conifers in front."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from editor.providers.embedded import noise
from editor.providers.embedded.noise import smooth
from editor.providers.embedded.scenes import ridges
from editor.providers.embedded.scenes.hours import SEASONS, linear
from editor.providers.embedded.scenes.landscape import air, conifers
from editor.providers.embedded.scenes.landscape.sky import Sky, sky
from editor.providers.embedded.scenes.landscape.tints import tinted
from editor.providers.embedded.scenes.ridges import LAYERS, Ridge

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.providers.embedded.arrays import Plane
    from editor.providers.embedded.scenes.landscape.view import Frame, View


@dataclass(frozen=True, slots=True)
class _Valley:
    """What does not depend on the frame's size."""

    view: View
    above: Sky
    bark: tuple[noise.Sheet, ...]
    mist: tuple[noise.Sheet, ...]
    firs: tuple[conifers.Row, ...]


@dataclass(frozen=True, slots=True)
class _Easel:
    """The valley at one pixel size."""

    valley: _Valley
    frame: Frame
    ridges: tuple[Ridge, ...]
    bark: tuple[noise.Sampled, ...]
    mist: tuple[noise.Sampled, ...]


def place(view: View) -> Callable[[Frame], Callable[[int, int], Plane]]:
    """The valley of a view, ready to be put on frames."""
    aspect, seed = view.aspect, view.seed
    valley = _Valley(
        view, sky(view, view.horizon + 0.12),
        bark=tuple(noise.fbm(aspect, 34 + 26 * k, 4, 0.62, 0.45, seed * 77 + k) for k in range(LAYERS)),
        mist=tuple(noise.fbm(aspect, 4 + 2 * k, 5, 0.55, 4.0, seed * 131 + k) for k in range(LAYERS)),
        firs=conifers.rows(view, (0.93,), 1.15) if view.number("trees.amount") > 0 else (),
    )  # fmt: skip

    def on(frame: Frame) -> Callable[[int, int], Plane]:
        easel, front = _easel(valley, frame), conifers.brush(view, valley.firs, frame, 0.75 if view.snowy else 0.30)

        def paint(top: int, bottom: int) -> Plane:
            light = _paint(easel, top, bottom)
            _floor(easel, light, top, bottom, 1.0)
            front(light, top, bottom)
            _floor(easel, light, top, bottom, 0.5)
            return light

        return paint

    return on


def _easel(valley: _Valley, frame: Frame) -> _Easel:
    view, size = valley.view, (frame.width, frame.height)
    lines = ridges.draw(
        view.seed, view.aspect, frame.width, view.horizon, view.number("mountains.height"),
        view.number("trees.amount"), view.opening,
    )  # fmt: skip
    return _Easel(
        valley, frame, lines, tuple(sheet.at(*size) for sheet in valley.bark),
        tuple(sheet.at(*size) for sheet in valley.mist),
    )  # fmt: skip


def _paint(easel: _Easel, top: int, bottom: int) -> Plane:
    view, height = easel.valley.view, easel.frame.height
    x, y = easel.frame.axes(top, bottom)
    # A ridge that covers the whole band hides everything behind it.
    covering = [k for k, ridge in enumerate(easel.ridges) if ridge.lowest * height < top - 1]
    first = max(covering, default=0)
    if covering:
        light = np.zeros((bottom - top, easel.frame.width, 3), np.float32)
    else:
        light = easel.valley.above.rows(easel.frame, top, bottom)
    away = view.from_sun(x, y) * np.float32(view.closer)
    for k in range(first, LAYERS):
        if easel.ridges[k].highest * height < bottom + 1:
            _ridge(easel, light, k, x, y, top, bottom)
        _mist(easel, light, k, y, away, top, bottom)
    return light


def _ridge(easel: _Easel, light: Plane, k: int, x: Plane, y: Plane, top: int, bottom: int) -> None:
    view, ridge, height = easel.valley.view, easel.ridges[k], easel.frame.height
    first = max(0, min(bottom - top, int(ridge.highest * height) - 2 - top))
    if first >= bottom - top:
        return
    y = y[first:]
    cover = np.zeros((y.shape[0], easel.frame.width), np.float32)
    for sky_line in ridge.lines:
        cover += np.clip((y - sky_line[None]) * np.float32(height) + np.float32(0.5), 0, 1)
    cover /= np.float32(len(ridge.lines))
    depth = np.maximum(y - ridge.ground[None], 0)
    bark = easel.bark[k].rows(top + first, bottom)
    body = _body(view, ridge.near, x, depth, bark)
    part = light[first:]
    part += cover[..., None] * (body - part)


def _body(view: View, near: float, x: Plane, depth: Plane, bark: Plane) -> Plane:
    """The ridge's own colour: woods, the warm light from beyond it on its edge, snow."""
    shade = np.float32(0.80) + np.float32(0.42 * (0.3 + near * 1.6)) * (bark - np.float32(0.5))
    body = _earth(view, near)[None, None] * shade[..., None]
    if view.luminary:
        lit = np.exp(-np.abs(x - np.float32(view.sun[0])) * np.float32(1.1)) * np.exp(-depth * np.float32(16))
        lit = lit * (np.float32(0.60) + np.float32(0.5) * bark)
        body = body + (lit * np.float32((1 - near) ** 0.6))[..., None] * np.array(view.hour.warm, np.float32)
    return _snowed(view, body, depth, bark, near) if view.snowy else np.asarray(body)


def _earth(view: View, t: float) -> Plane:
    tint, amount = SEASONS[view.word("season.name")]
    near = linear(view.hour.near)
    lit = linear(tint) * np.float32(0.9 if view.hour.stars < 0.5 else 0.12)
    near = near + (lit - near) * np.float32(amount * 0.55)
    body = linear(view.hour.far) * np.float32((1 - t) ** 1.4) + near * np.float32(1 - (1 - t) ** 1.4)
    return tinted(np.asarray(body), view.word("mountains.tint"), 0.74)


def _snowed(view: View, body: Plane, depth: Plane, bark: Plane, t: float) -> Plane:
    reach = 0.075 if t < 0.45 else 0.030
    patchy = smooth(reach, reach * 0.15, depth + (bark - np.float32(0.5)) * np.float32(reach * 1.6))
    lamp = np.array(view.hour.fill, np.float32) * np.float32(1.05) + np.array(view.hour.key, np.float32) * np.float32(
        0.20
    )
    white = linear(view.hour.mist) * np.float32(0.30) + lamp * np.float32(0.95 if t < 0.45 else 0.75)
    return np.asarray(body + (patchy * np.float32(0.85 if t < 0.45 else 0.42))[..., None] * (white - body))


def _mist(easel: _Easel, light: Plane, k: int, y: Plane, away: Plane, top: int, bottom: int) -> None:
    view, ridge = easel.valley.view, easel.ridges[k]
    amount, t = air.fog(view), ridge.near
    rise = np.clip((y - np.float32(ridge.base - 0.015)) / np.float32(max(0.03, ridge.next_base - ridge.base)), 0, 1)
    if k == LAYERS - 1:
        amount -= 1  # the nearest trees stay dark unless the fog is thick
    if amount <= 0 or not rise.any():
        return
    patches = np.clip(np.float32(0.30) + np.float32(1.5) * (easel.mist[k].rows(top, bottom) - np.float32(0.36)), 0, 1)
    thick = np.clip(rise * patches * np.float32((0.92 - 0.70 * t) * min(amount, 1.0) ** 0.8), 0, 1)
    if amount > 1:
        thick = 1 - (1 - thick) ** np.float32(1 + 1.6 * (amount - 1))
    colour = linear(view.hour.mist) * np.float32(1 - t * 0.5) + linear(view.hour.mist_shade) * np.float32(t * 0.5)
    lit = np.exp(-away * np.float32(1.9)) if view.luminary else np.zeros_like(away)
    for channel in range(3):
        plane = light[..., channel]
        plane += thick * (colour[channel] + lit * np.float32(view.hour.mist_lit[channel]) - plane)


def _floor(easel: _Easel, light: Plane, top: int, bottom: int, share: float) -> None:
    """A breath of mist along the lower edge, so that firs stand out and the picture does not end in a black block."""
    view = easel.valley.view
    x, y = easel.frame.axes(top, bottom)
    amount = min(1.0, air.fog(view))
    if y[-1, 0] < 0.74 or amount <= 0:
        return
    start = 0.76 if share == 1 else 0.86
    rise = np.clip((y - np.float32(start)) / np.float32(0.14), 0, 1) ** np.float32(1.6)
    patches = np.clip(np.float32(0.25) + np.float32(2.0) * (easel.mist[2].rows(top, bottom) - np.float32(0.34)), 0, 1)
    thick = rise * patches * np.float32(0.85 * share * amount)
    light += thick[..., None] * (air.mist(view, x, y) * np.float32(0.62) - light)
