"""Things that give light: the flame of a candle, and what a lit lamp throws around it."""

import numpy as np

from editor.providers.embedded.arrays import Plane
from editor.providers.embedded.scenes.lathe import View
from editor.providers.embedded.scenes.product.things import Thing
from editor.providers.embedded.scenes.studio import smooth

_HOT = np.array([1.0, 0.62, 0.20], np.float32)
_CORE = np.array([1.3, 1.05, 0.62], np.float32)
_BULB = np.array([1.0, 0.74, 0.42], np.float32)


def behind(thing: Thing, light: Plane, x: Plane, y: Plane) -> None:
    """Add what a lit lamp throws on wall and floor; `x`, `y` about the lamp's foot in its own units."""
    if thing.kind != "lamp" or not thing.look["object.lit"]:
        return
    up, down = y - np.float32(4.3), np.float32(3.1) - y
    above = smooth(-0.3, 0.5, up) * np.exp(-((x / (np.float32(0.8) + np.maximum(up, 0))) ** 2)) * np.exp(-up / 1.1)
    open_ = np.float32(1.0) + np.float32(0.62) * np.maximum(down, 0)
    below = smooth(-0.5, 0.6, down) * np.exp(-((x / open_) ** 2) * np.float32(1.4)) * np.exp(-np.maximum(down, 0) / 4)
    halo = np.exp(-(x * x + (y - np.float32(3.6)) ** 2) / np.float32(3.2))
    amount = np.float32(0.34) * np.minimum(above, 1) + np.float32(0.30) * below + np.float32(0.36) * halo
    light += light * (amount * np.float32(2.0))[..., None] * _BULB + (amount * np.float32(0.16))[..., None] * _BULB


def over(thing: Thing, light: Plane, x: Plane, y: Plane, view: View) -> None:
    """Draw wick and flame of a burning candle; `x`, `y` about its foot in its own units."""
    if thing.kind != "candle" or not thing.look["object.flame"]:
        return
    base = thing.height - 0.10
    wick = np.clip((0.014 - 0.02 * np.maximum(y - base, 0) - np.abs(x)) * view.scale + 0.5, 0, 1) * np.clip(
        (y - base) * 40, 0, 1
    )
    wick = wick * np.clip((base + 0.16 - y) * 40, 0, 1)
    up = (y - np.float32(base + 0.10)) / np.float32(0.46)
    inside = np.clip(up, 0, 1)
    half = np.float32(0.155) * np.sqrt(inside) * (1 - inside) ** np.float32(0.8) * 2
    body = smooth(1.0, 0.35, np.abs(x) / np.maximum(half, 1e-4)) * ((up > 0) & (up < 1))
    halo = np.exp(-(x * x + (y - np.float32(base + 0.3)) ** 2) / np.float32(0.30)) * np.float32(0.34)
    light += (halo[..., None] * _HOT + body[..., None] * (_CORE - light * np.float32(0.6))).astype(np.float32)
    # The wick is charred, and dark even inside the foot of the flame.
    light *= (1 - wick * np.float32(0.93) * smooth(0.75, 0.15, up))[..., None].astype(np.float32)
