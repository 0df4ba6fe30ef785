"""The sky: its gradient, the glow of the sun, clouds, stars and the moon."""

from dataclasses import dataclass

import cv2
import numpy as np

from editor.providers.embedded import noise
from editor.providers.embedded.arrays import Plane
from editor.providers.embedded.scenes.hours import linear
from editor.providers.embedded.scenes.landscape import breaks, clouds, moon
from editor.providers.embedded.scenes.landscape.view import Frame, View
from editor.providers.embedded.scenes.landscape.weather import WEATHERS

_MOST = 800  # rows of the plate: clouds are softer than that


@dataclass(frozen=True, slots=True)
class Sky:
    """The soft part of a sky on a plate of its own, from the top of the frame down to `bottom` (0..1)."""

    view: View
    bottom: float
    light: Plane
    cover: Plane

    def rows(self, frame: Frame, top: int, bottom: int) -> Plane:
        """Linear light of rows `top`..`bottom`, with the disc, the moon and the stars."""
        light = _drawn_out(self.light, self.bottom, frame, top, bottom)
        if top / frame.height < self.bottom:
            clear = 1 - _drawn_out(self.cover, self.bottom, frame, top, bottom)
            if self.view.hour.stars and self.view.number("stars.amount") > 0:
                _stars(self, frame, light, top)
            _luminaries(self.view, frame, light, clear, top, bottom)
        return light

    def mirrored(self, x: Plane, y: Plane) -> Plane:
        """Light at places of the frame (unit space), for reflections; beyond the plate its edge goes on."""
        rows, columns = self.light.shape[:2]
        across = x * np.float32(columns / self.view.aspect) - np.float32(0.5)
        down = np.clip(y, 0, self.bottom) * np.float32(rows / self.bottom) - np.float32(0.5)
        at = np.broadcast_to(across, down.shape).astype(np.float32)
        # Beyond the frame's sides the sky is turned back on itself.
        return np.asarray(
            cv2.remap(self.light, at, down.astype(np.float32), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
        )


def sky(view: View, bottom: float) -> Sky:
    """The sky of a view down to `bottom` (0..1 from the top)."""
    bottom = min(1.0, bottom)
    rows = min(_MOST, round((1.05e6 / view.aspect) ** 0.5))
    frame = Frame(max(8, round(rows * view.aspect)), rows)
    x, y = frame.axes(0, max(8, round(rows * bottom)))
    away = view.from_sun(x, y) * np.float32(view.closer)
    light = np.repeat(_gradient(view, y)[:, None], frame.width, 1)
    if view.hour.stars > 0.5 and view.number("stars.amount") > 0:
        light += _galaxy(view, x, y)
    if (view.luminary and not WEATHERS[view.word("weather.name")].hides) or view.word("weather.name") == "storm":
        light += _glow(view, away)
    found = clouds.drawn(view, x, y, away)
    light += found.cover[..., None] * np.float32(0.94) * (found.colour - light)
    if view.is_broken:
        breaks.lit(view, light, x, y)
    return Sky(view, len(y) / rows, light, found.cover)


def _gradient(view: View, y: Plane) -> Plane:
    heights = [stop for stop, _ in view.hour.sky]
    lean = y[:, 0] - np.float32(view.horizon - 0.43) * np.minimum(y[:, 0] / np.float32(view.horizon), 1)
    shades = [[linear(colour)[k] for _, colour in view.hour.sky] for k in range(3)]
    return np.stack([_eased(lean, heights, shade) for shade in shades], -1).astype(np.float32)


def _eased(at: Plane, stops: list[float], values: list[float]) -> Plane:
    """Linear interpolation with its corners worn off: a corner in a gradient shows as a band."""
    around = [np.interp(at + np.float32(step), stops, values) for step in np.linspace(-0.045, 0.045, 7)]
    return np.asarray(np.mean(around, axis=0))


def _glow(view: View, away: Plane) -> Plane:
    glow = np.float32(0.95) * np.exp(-away * np.float32(view.hour.reach)) + np.float32(0.5) * np.exp(-away * away * 50)
    return np.asarray(glow[..., None] * np.array(view.hour.glow, np.float32))


def _galaxy(view: View, x: Plane, y: Plane) -> Plane:
    """A faint band of uncounted stars."""
    lean = 0.9 if view.number("sun.x") > 0 else -0.9
    across = (x - np.float32(view.aspect * (0.5 - 0.22 * np.sign(lean)))) * np.float32(lean / view.scale) + (
        y - np.float32(0.12)
    ) * np.float32(1.15 / view.scale)
    sheet = noise.tile(6, 6, 0.58, view.seed + 9)
    cloudy = sheet.at(np.broadcast_to(x * np.float32(0.9), across.shape), np.broadcast_to(y * 0.9, across.shape))
    band = np.exp(-((across / np.float32(0.20)) ** 2)) * np.clip((cloudy - np.float32(0.36)) * 3, 0, 1)
    share = np.float32(0.055 * view.hour.stars * min(1.6, view.number("stars.amount")))
    return np.asarray((band * share)[..., None] * np.array([0.75, 0.85, 1.2], np.float32))


def _luminaries(view: View, frame: Frame, light: Plane, clear: Plane, top: int, bottom: int) -> None:
    x, y = frame.axes(top, bottom)
    seen = np.float32(0.10) + np.float32(0.90) * clear
    if WEATHERS[view.word("weather.name")].hides:
        return
    if view.night:
        if view.on("moon.on"):
            moon.paint(view, frame, light, seen, x, y)
        return
    if view.on("sun.on") and max(view.hour.disc) > 0:
        away = view.from_sun(x, y)
        radius = np.float32(view.hour.sun_radius * min(1.0, view.scale**0.7))
        disc = np.clip((radius - away) * np.float32(frame.height / 3) + np.float32(0.5), 0, 1)
        light += (disc * seen)[..., None] * np.array(view.hour.disc, np.float32)
    if view.on("moon.on") and view.on("moon.day"):
        moon.paint(view, frame, light, seen * np.float32(0.55), x, y)


def _stars(sky: Sky, frame: Frame, light: Plane, top: int) -> None:
    """Lay the stars over rows from `top` on: the part of each that lies in them, so that no band's edge shows."""
    view = sky.view
    draw = np.random.default_rng(view.seed + 5)
    most = int(900 * max(0.6, view.aspect))
    found = draw.random((most, 4))[: int(most * min(1.0, view.number("stars.amount") * 0.5))]
    found[:, 0] *= view.aspect
    found[:, 1] = found[:, 1] ** 1.2 * view.horizon * 0.95
    clear = 1 - _read(sky.cover, sky.bottom, view.aspect, found[None, :, 0], found[None, :, 1])[0]
    if view.moonlit:
        clear[moon.hides(view, found[:, 0], found[:, 1])] = 0
    size = frame.height
    radius = (0.00048 + 0.00085 * found[:, 2] ** 7) * size
    x, y = found[:, 0] * size, found[:, 1] * size - top
    power = (0.07 + 0.95 * found[:, 2] ** 6) * view.hour.stars * clear**2
    tints = (
        np.stack([1.0 - 0.2 * found[:, 3], np.full(len(found), 0.95), 0.85 + 0.3 * found[:, 3]], -1) * power[:, None]
    )
    reach = (radius * 3).astype(np.int64) + 1
    reach[(y < -reach - 1) | (y > len(light) + reach + 1)] = 0  # not in these rows
    for far in np.unique(reach[reach > 0]):
        k = np.flatnonzero(reach == far)
        _spots(light, np.stack([x[k], y[k], radius[k]]), int(far), tints[k])


def _spots(light: Plane, stars: Plane, far: int, tints: Plane) -> None:
    """Lay stars (x, y and radius in pixels) over a picture, each of them `far` pixels to every side."""
    x, y, wide = stars[..., None]
    steps = np.arange(-far, far + 1)
    columns, rows = (np.floor(place).astype(np.int64) + steps for place in (x, y))
    across, along = (
        _share(np.concatenate([at, at[:, -1:] + 1], 1), place, wide) for at, place in ((columns, x), (rows, y))
    )
    shine = (along[:, :, None] * across[:, None])[..., None] * tints[:, None, None]
    inside = ((rows >= 0) & (rows < light.shape[0]))[:, :, None] & ((columns >= 0) & (columns < light.shape[1]))[
        :, None
    ]
    at = np.broadcast_arrays(rows[:, :, None], columns[:, None])
    np.add.at(light, (at[0][inside], at[1][inside]), shine[inside].astype(np.float32))


def _share(edges: Plane, middle: Plane, wide: Plane) -> Plane:
    """How much of a star's light, its brightest place 1, falls into each pixel between neighbouring `edges`.

    A logistic curve stands for the sum under a bell: a star finer than a pixel dims, as in a picture made small.
    """
    below = 1 / (1 + np.exp(np.clip((middle - edges) * (1.702 / wide), -60, 60)))
    return np.asarray((below[:, 1:] - below[:, :-1]) * (wide * 2.5066))


def _read(plate: Plane, end: float, aspect: float, x: Plane, y: Plane) -> Plane:
    """A plate that covers the frame down to `end`, at places in heights of the frame."""
    rows, columns = plate.shape[:2]
    across = (x * (columns / aspect) - 0.5).astype(np.float32)
    down = np.minimum(y * (rows / end) - 0.5, rows - 1).astype(np.float32)
    return np.asarray(cv2.remap(plate, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE))


def _drawn_out(plate: Plane, end: float, frame: Frame, top: int, bottom: int) -> Plane:
    """Rows of a plate that covers the frame down to `end`, drawn out to the frame's pixels."""
    rows, columns = plate.shape[:2]
    x, y = frame.axes(top, bottom)
    across = x * np.float32(columns * frame.height / frame.width) - np.float32(0.5)
    down = np.minimum(y * np.float32(rows / end) - np.float32(0.5), rows - 1)
    at_x, at_y = np.broadcast_arrays(across, down)
    how = cv2.INTER_CUBIC if plate.ndim == 2 else cv2.INTER_LINEAR
    return np.asarray(
        cv2.remap(plate, at_x.astype(np.float32), at_y.astype(np.float32), how, borderMode=cv2.BORDER_REPLICATE)
    )
