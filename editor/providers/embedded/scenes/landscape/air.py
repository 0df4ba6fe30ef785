"""The air between the viewer and the land: haze with distance, fog in the low places."""

import numpy as np

from editor.providers.embedded import noise
from editor.providers.embedded.arrays import Plane
from editor.providers.embedded.noise import smooth
from editor.providers.embedded.scenes.hours import linear
from editor.providers.embedded.scenes.landscape.view import View
from editor.providers.embedded.scenes.landscape.weather import WEATHERS


def fog(view: View) -> float:
    """How much fog there is, 0 none .. 2 thick; rain and snow bring their own."""
    return min(2.4, view.number("fog.amount") + WEATHERS[view.word("weather.name")].mist)


def haze(view: View, x: Plane, y: Plane) -> Plane:
    """The colour of far air at places of the frame, brighter towards the sun; linear."""
    near = np.exp(-view.from_sun(x, y) * np.float32(2.4)) * np.float32(0.55 if view.luminary else 0.2)
    return np.asarray(view.haze * np.float32(0.95) + near[..., None] * np.array(view.hour.glow, np.float32))


def mist(view: View, x: Plane, y: Plane) -> Plane:
    """The colour of fog at places of the frame, linear."""
    lit = np.exp(-view.from_sun(x, y) * np.float32(1.9)) * np.float32(1.0 if view.luminary else 0.3)
    base = linear(view.hour.mist) * np.float32(0.72) + linear(view.hour.mist_shade) * np.float32(0.28)
    return np.asarray(base + lit[..., None] * np.array(view.hour.mist_lit, np.float32))


def on_ground(view: View, light: Plane, x: Plane, y: Plane, below: float) -> Plane:
    """Light of a band of rows after fog that lies on the ground, from `below` the horizon towards the viewer."""
    much = view.number("fog.ground")
    rise = y - np.float32(view.horizon + below)
    if rise[-1, 0] < -0.09:
        return light
    down = np.maximum(rise, 0) / np.float32(view.scale) + np.float32(0.06)
    depth = np.float32(0.20) / down
    wide = (x - np.float32(view.aspect / 2)) / np.float32(view.scale) * depth
    deep = np.broadcast_to(depth, wide.shape)
    sheet = noise.tile(6, 5, 0.55, view.seed + 44)
    drift = sheet.at(wide * np.float32(0.13), deep * np.float32(0.55))
    wisps = sheet.at(wide * np.float32(0.40) + np.float32(0.3), deep * np.float32(1.3))
    body = smooth(0.34, 0.66, drift * np.float32(0.65) + wisps * np.float32(0.35))
    edge = smooth(-0.075, 0.03, rise + (drift - np.float32(0.5)) * np.float32(0.10)) * smooth(0.50, 0.06, rise)
    thick = edge * (np.float32(0.34) + np.float32(0.74) * body) * np.float32(min(1.5, much))
    hidden = (1 - np.exp(-thick * np.float32(1.6))) * np.float32(0.93)
    return np.asarray(light + hidden[..., None] * (mist(view, x, y) * np.float32(0.92) - light))


def between(
    view: View, light: Plane, depth: Plane, height: Plane, x: Plane, y: Plane, thin: float, share: float = 1.0
) -> Plane:
    """Light from the ground after the air in between; `thin` is the haze a unit of depth, `share` that of the fog."""
    much = fog(view)
    much = much * share if much < 1 else much - 1 + share
    far = 1 - np.exp(-depth * np.float32(thin * (0.55 + 0.45 * much)))
    far = far * np.float32(0.96)
    light = light + far[..., None] * (haze(view, x, y) - light)
    if much <= 0:
        return np.asarray(light)
    sheet = noise.tile(5, 5, 0.52, view.seed + 41)
    wide = (x - np.float32(view.aspect / 2)) / np.float32(view.scale) * np.ones_like(height)
    patches = sheet.at(wide * np.float32(0.35), np.log(depth) * np.float32(0.30) - height * np.float32(0.12))
    low = np.exp(-np.maximum(height, 0) * np.float32(5.2 / (0.5 + 0.5 * much)))
    thick = low * depth * np.float32(0.30 * much) * np.clip((patches - np.float32(0.30)) * np.float32(3.2), 0.05, 2)
    if much > 1:
        thick = thick + depth * np.float32(0.10 * (much - 1))
    hidden = (1 - np.exp(-thick)) * np.float32(0.95)
    return np.asarray(light + hidden[..., None] * (mist(view, x, y) - light))
