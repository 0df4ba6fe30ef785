"""A break in the clouds: a brighter patch in a covered sky, beams below it, and where they reach the ground."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from editor.providers.embedded import noise
from editor.providers.embedded.noise import smooth

if TYPE_CHECKING:
    from editor.providers.embedded.arrays import Plane
    from editor.providers.embedded.scenes.landscape.view import View

_SIDES = {"left": 0.24, "middle": 0.5, "right": 0.76}  # across the frame


def middle(view: View) -> float:
    """Where the break stands across the frame, in heights of it."""
    return view.aspect * _SIDES[view.word("clouds.gap")]


def lit(view: View, light: Plane, x: Plane, y: Plane) -> None:
    """Lay the break and its beams over a sky (linear light) at places `x`, `y` of the frame."""
    wide, high = 0.26 * view.scale, view.horizon
    across, down = x - np.float32(middle(view)), y - np.float32(high * 0.36)
    lean = down + across * np.float32(0.13)
    sheet = noise.tile(7, 6, 0.58, view.seed + 83)
    bend = sheet.at(x * np.float32(0.22) + 0 * y, y * np.float32(0.5) + 0 * x) - np.float32(0.5)
    ragged = sheet.at(
        x * np.float32(0.30 / view.scale) + bend * np.float32(0.35),
        y * np.float32(1.05) + 0 * x + bend * np.float32(0.5),
    )
    off = (across / np.float32(wide * 1.25)) ** 2 + (lean / np.float32(high * 0.20)) ** 2
    hole = smooth(0.36, 0.74, np.exp(-off) * np.float32(0.62) + (ragged - np.float32(0.5)) * np.float32(1.9) + 0.06)
    hole = hole * np.exp(-off * np.float32(0.55))
    veil = np.exp(-off * np.float32(0.22)) * np.float32(0.36)
    colour, level = _colour(view)
    light += (hole * np.float32(0.72))[..., None] * (colour * np.float32(level) - light)
    light += veil[..., None] * colour * np.float32(level * 0.45)
    light += _beams(view, x, y)[..., None] * colour * np.float32(level * 0.55)


def _colour(view: View) -> tuple[Plane, float]:
    """The light behind the clouds: white with a little of the hour's sun in it; dim at night."""
    glow = np.array(view.hour.glow, np.float32)
    colour = np.array([1.0, 0.93, 0.80], np.float32) * np.float32(0.75) + glow / max(float(glow.max()), 1e-3) * 0.25
    bright = {"night": 0.16, "blue": 0.45, "dusk": 0.75}.get(view.word("time.of_day"), 0.95)
    return np.asarray(colour, np.float32), bright


def _beams(view: View, x: Plane, y: Plane) -> Plane:
    """Beams that fan out from above the break down to the horizon."""
    source = (middle(view), view.horizon * 0.36 - 0.16)
    across, down = x - np.float32(source[0]), np.maximum(y - np.float32(source[1]), np.float32(0.03))
    angle = across / down
    fine = noise.tile(16, 3, 0.6, view.seed + 85)
    beams = fine.at(angle * np.float32(0.20) + np.float32(0.5), np.full_like(angle, 0.41))
    spread = np.exp(-((angle / np.float32(0.95 * view.scale)) ** 2))
    start, end = view.horizon * 0.36, view.horizon
    strength = np.clip((beams - np.float32(0.38)) * np.float32(2.6), 0, 1) * spread
    return np.asarray(strength * smooth(start - 0.02, start + 0.10, y) * smooth(end + 0.25, end - 0.05, y) * 0.55)


def on_ground(view: View, x: Plane, y: Plane) -> Plane:
    """The factor on the light of the land or water that the beams fall on."""
    near = np.exp(-(((x - np.float32(middle(view))) / np.float32(0.30 * view.scale)) ** 2))
    below = smooth(view.horizon - 0.03, view.horizon + 0.05, y) * smooth(view.horizon + 0.62, view.horizon + 0.12, y)
    return np.asarray(1 + np.float32(0.75) * near * below)
