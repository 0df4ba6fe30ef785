"""What an object keeps from the ground: its foot, the dark where it touches, the shadow that it casts."""

from dataclasses import dataclass

import numpy as np

from editor.providers.embedded.arrays import Plane
from editor.providers.embedded.scenes.studio import Light, smooth

_WALL = (0.62, 0.05)  # where the sweep turns up, shadows end: heights over the foot in the picture, scene units
_BEND = 0.16  # the corners of a rectangle throw round shadows


@dataclass(frozen=True, slots=True)
class Foot:
    """What stands on the floor: a disc of radius `round`, or a rectangle of half sizes, turned by `turn` radians."""

    round: float
    wide: float = 0.0
    deep: float = 0.0
    turn: float = 0.0

    @property
    def size(self) -> float:
        """A radius that stands for the whole."""
        return self.round + 0.5 * (self.wide + self.deep) * 0.9

    def away(self, x: Plane, z: Plane) -> Plane:
        """Distance on the floor from the foot's edge, negative under it."""
        if not self.wide:
            return np.asarray(np.sqrt(x * x + z * z) - np.float32(self.round * 0.92))
        c, s = np.float32(np.cos(self.turn)), np.float32(np.sin(self.turn))
        across, along = x * c + z * s, z * c - x * s
        bend = min(_BEND, self.deep * 0.9)
        qx, qz = np.abs(across) - np.float32(self.wide - bend), np.abs(along) - np.float32(self.deep - bend)
        inside = np.minimum(np.maximum(qx, qz), 0)
        return np.asarray(np.hypot(np.maximum(qx, 0), np.maximum(qz, 0)) + inside - np.float32(bend * 0.8))


def shadow(x: Plane, y: Plane, foot: Foot, height: float, light: Light, tilt: float) -> Plane:
    """How much of the light an object keeps from the floor, 0..1, soft and longer where the key is low.

    `x` across and `y` up in the picture, in scene units about the foot.
    """
    z = -y / np.float32(np.sin(tilt))  # towards the camera, on the floor
    near = np.maximum(foot.away(x, z + np.float32(0.02)), 0)
    contact = np.exp(-(near**2) / np.float32(2 * 0.075**2))
    hug = np.exp(-near / np.float32(foot.size * 0.55))
    away_x, away_z, long = throw(light, height)
    along = np.clip((x * away_x + z * away_z) / np.float32(long), 0, 1)
    off = foot.away(x - along * long * away_x, z - along * long * away_z)
    blur = np.float32(0.10 + 0.30 * light.soft) + along * np.float32(0.35 + 0.55 * light.soft)
    cast = smooth(1.0, -1.0, off / blur) * (1 - along) ** np.float32(0.75 + light.soft)
    total = 1 - (1 - np.float32(0.62) * contact) * (1 - np.float32(0.26) * hug)
    total = 1 - (1 - total) * (1 - np.float32(0.74 - 0.22 * light.soft) * cast)
    end = max(1.0, np.sin(tilt) / 0.19)
    shown = smooth(_WALL[0] * end, _WALL[1] * end, y)
    return np.clip(total * np.float32(light.shadow) * shown, 0, np.float32(0.94))


def throw(light: Light, height: float) -> tuple[np.float32, np.float32, np.float32]:
    """Which way on the floor (across, towards the camera) a shadow falls, and how far."""
    if light.side == "top":
        return np.float32(0.6), np.float32(0.8), np.float32(0.25)
    if light.side == "front":
        return np.float32(0.25), np.float32(-0.97), np.float32(height * 0.6)
    if light.side == "back":
        return np.float32(0.18), np.float32(0.98), np.float32(height * 1.3)
    reach = height * (0.62 + 0.55 * (1 - light.soft)) * (1.25 if light.window else 1.0)
    return np.float32(-0.90 * light.sign), np.float32(0.44), np.float32(reach)
