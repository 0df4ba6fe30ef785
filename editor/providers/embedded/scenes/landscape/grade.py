"""What the camera adds to a landscape: bloom, exposure, warmth, darker corners."""

import cv2
import numpy as np

from editor.providers.embedded import colours
from editor.providers.embedded.arrays import Plane
from editor.providers.embedded.scenes.landscape import breaks
from editor.providers.embedded.scenes.landscape.view import Frame, View

_SKY = ("sky.tint", "sky.low")
_LAND = ("mountains.tint", "sand.tint", "grass.tint", "trees.tint", "water.tint")


def bloom(light: Plane) -> Plane:
    """The shine around bright places of a small picture, in linear light."""
    over = np.clip(light - np.float32(0.62), 0, 4)
    near = cv2.GaussianBlur(over, (0, 0), light.shape[0] / 34)
    wide = cv2.GaussianBlur(over, (0, 0), light.shape[0] / 11)
    return np.asarray(near * np.float32(0.38) + wide * np.float32(0.22))


def stretched(small: Plane, frame: Frame, top: int, bottom: int) -> Plane:
    """Rows of a small picture enlarged to the frame, smoothly."""
    wide = cv2.resize(small, (frame.width, small.shape[0]), interpolation=cv2.INTER_LINEAR)
    at = np.clip((np.arange(top, bottom) + 0.5) * small.shape[0] / frame.height - 0.5, 0, small.shape[0] - 1)
    low = np.minimum(at.astype(np.int64), small.shape[0] - 2)
    share = (at - low).astype(np.float32)[:, None, None]
    return np.asarray(wide[low] * (1 - share) + wide[low + 1] * share)


def exposed(view: View, frame: Frame, top: int, bottom: int) -> Plane:
    """The factor on all light of rows `top`..`bottom`."""
    x, y = frame.axes(top, bottom)
    corner = 1 - np.float32(0.24) * ((x / np.float32(view.aspect) - np.float32(0.5)) ** 2 + (y - np.float32(0.5)) ** 2)
    warmth = view.number("light.warmth")
    target = np.array([1.12, 0.98, 0.80] if warmth > 0 else [0.84, 0.99, 1.20], np.float32)
    tint = 1 + (target - 1) * np.float32(abs(warmth))
    if view.is_broken:
        corner *= breaks.on_ground(view, x, y)
    return np.asarray(corner[..., None] * tint * np.float32(view.hour.exposure * 2 ** view.number("light.level")))


def dim_eyed(view: View, light: Plane, frame: Frame, top: int) -> Plane:
    """Light as eyes see it at night: what is dark loses its own colour and turns blue, lamps keep theirs.

    Where somebody named a colour, of the sky or of the land, more of it is kept.
    """
    dark = view.hour.dark
    _, y = frame.axes(top, top + light.shape[0])
    land = np.clip((y - np.float32(view.horizon)) * np.float32(14) + np.float32(0.5), 0, 1)
    named = [any(view.word(name) for name in names) for names in (_SKY, _LAND)]
    kept = np.float32(named[0]) * (1 - land) + np.float32(named[1]) * land
    level = light @ np.array(colours.LUMINANCE, np.float32)
    share = np.exp(-level * np.float32(7)) * np.float32(0.62 * (dark - 0.5) / 0.5)
    share = share * (1 - np.float32(0.8) * kept)
    blue = level[..., None] * np.array([0.72, 0.96, 1.55], np.float32)
    return np.asarray(light + share[..., None] * (blue - light))
