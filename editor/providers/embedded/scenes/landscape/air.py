"""The air between the viewer and the land: haze with distance, fog in the low places."""

import numpy as np

from editor.providers.embedded import noise
from editor.providers.embedded.arrays import Plane
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
