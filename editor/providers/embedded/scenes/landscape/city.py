"""A city's skyline over water: towers in layers of haze, their windows lit when it is dark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from editor.providers.embedded import noise
from editor.providers.embedded.noise import smooth
from editor.providers.embedded.scenes.landscape import air, towers
from editor.providers.embedded.scenes.landscape.sky import Sky, sky
from editor.providers.embedded.scenes.landscape.tints import tinted
from editor.providers.embedded.scenes.landscape.view import Frame
from editor.providers.embedded.scenes.landscape.water import Water

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.providers.embedded.arrays import Plane
    from editor.providers.embedded.scenes.landscape.view import View

_EYE = 0.42
_MIRROR_ROWS = 720


@dataclass(frozen=True, slots=True)
class _City:
    """What stands above the water."""

    view: View
    above: Sky
    layers: tuple[tuple[towers.Tower, ...], ...]
    line: float

    def rows(self, frame: Frame, top: int, bottom: int) -> Plane:
        """Linear light of rows `top`..`bottom` as if there were no water."""
        view = self.view
        x, y = frame.axes(top, bottom)
        light = self.above.rows(frame, top, bottom)
        if y[-1, 0] < view.horizon - 0.9:
            return light
        self._hills(light, frame, x, y)
        mist = air.mist(view, x, y) * np.float32(0.85)
        for k, layer in enumerate(self.layers):
            near = k / max(1, len(self.layers) - 1)
            for tower in layer:
                towers.paint(view, tower, near, light, frame, top)
            self._haze(light, mist, x, y, near)
        return light

    def _hills(self, light: Plane, frame: Frame, x: Plane, y: Plane) -> None:
        view = self.view
        if view.number("mountains.height") <= 0:
            return
        share = np.clip(x[0] / np.float32(view.aspect), 0, 1)
        bumps = noise.line(share, max(1.5, 1.9 * view.aspect / view.scale), 8, 0.45, 2, view.seed * 5 + 3)
        tall = np.float32(0.16 * view.number("mountains.height") * view.scale)
        line = np.float32(self.line - 0.045 * view.scale) - tall * (bumps[None] - np.float32(0.28))
        cover = np.clip((y - line) * np.float32(frame.height) + np.float32(0.5), 0, 1)
        body = view.haze * np.float32(0.70) + np.array(view.hour.fill, np.float32) * np.float32(0.10)
        light += (cover * np.float32(0.75))[..., None] * (body - light)

    def _haze(self, light: Plane, mist: Plane, x: Plane, y: Plane, near: float) -> None:
        """Haze gathers between the layers, thickest at the water; at night it holds the lamps' light."""
        view = self.view
        low = np.exp(
            -np.maximum(np.float32(self.line) - y, 0) * np.float32(7.5 / view.scale / (0.5 + 0.5 * air.fog(view)))
        )
        much = low * np.float32(min(0.95, (0.62 - 0.52 * near) * (0.25 + 0.75 * air.fog(view))))
        lamps = np.array([0.34, 0.20, 0.10], np.float32) * np.float32(
            0.55 * view.hour.dark * view.number("city.lights")
        )
        light += much[..., None] * (mist + lamps * towers.gleam(view, x) - light)


def place(view: View) -> Callable[[Frame], Callable[[int, int], Plane]]:
    """The city of a view, ready to be put on frames."""
    line = view.horizon + 0.26 * min(1.0, view.scale + 0.2)
    city = _City(view, sky(view, line), towers.layers(view, line), line)
    plate = _plate(city)
    water = Water(view, line, _EYE, plate, _deep(view), 0.4)

    def on(frame: Frame) -> Callable[[int, int], Plane]:
        return lambda top, bottom: _paint(city, water, frame, top, bottom)

    return on


def _deep(view: View) -> Plane:
    """The water's own colour, where it mirrors nothing."""
    own = np.array(view.hour.fill, np.float32) * np.float32(0.07) + view.haze * np.float32(0.02)
    return tinted(np.asarray(own), view.word("water.tint"), 0.9)


def _plate(city: _City) -> Callable[[Plane, Plane], Plane]:
    """The city on a plate of fixed size, for the water to mirror."""
    rows = round(min(_MIRROR_ROWS, (0.75e6 / city.view.aspect) ** 0.5))
    frame = Frame(round(rows * city.view.aspect), rows)
    last = max(8, round(city.line * rows))
    plate = np.minimum(city.rows(frame, 0, last), 4)
    # Ripples draw every light out into a streak.
    plate = cv2.GaussianBlur(plate, (0, 0), sigmaX=0.8, sigmaY=rows / 110)

    def at(x: Plane, y: Plane) -> Plane:
        across = np.broadcast_to(x * np.float32(rows) - np.float32(0.5), y.shape)
        down = np.clip(y * np.float32(rows) - np.float32(0.5), 0, last - 1.5)
        return np.asarray(
            cv2.remap(
                plate,
                across.astype(np.float32),
                down.astype(np.float32),
                cv2.INTER_LINEAR,
                borderMode=cv2.BORDER_REFLECT,
            )
        )

    return at


def _paint(city: _City, water: Water, frame: Frame, top: int, bottom: int) -> Plane:
    _, y = frame.axes(top, bottom)
    below = np.clip((y - np.float32(city.line)) * np.float32(frame.height) + np.float32(0.5), 0, 1)
    if below[0, 0] >= 1:
        return water.rows(frame, top, bottom)
    light = city.rows(frame, top, bottom)
    quay = smooth(0.0, 0.006, y - np.float32(city.line - 0.010)) * np.float32(0.75)
    light *= (1 - quay)[..., None]
    if city.view.snowy and city.view.wintry:
        light += (quay * np.float32(0.9))[..., None] * np.array(city.view.hour.fill, np.float32)
    if below[-1, 0] > 0:
        light += below[..., None] * (water.rows(frame, top, bottom) - light)
    return light
