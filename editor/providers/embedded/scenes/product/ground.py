"""What an object keeps from the ground: its foot, the dark where it touches, the shadow that it casts."""

from dataclasses import dataclass

import numpy as np

from editor.providers.embedded.arrays import Plane
from editor.providers.embedded.scenes.studio import Light, Throw, smooth, throws

_WALL = 0.62
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
    lit = (1 - np.float32(0.62) * contact) * (1 - np.float32(0.26) * hug)
    for throw in throws(light, height):
        lit = lit * (1 - _cast(x, z, foot, throw, light))
    return np.clip((1 - lit) * np.float32(light.shadow) * smooth(highest(tilt), 0.05, y), 0, np.float32(0.94))


def highest(tilt: float) -> float:
    """How far over the foot, scene units in the picture, a shadow reaches before the ground turns up."""
    return _WALL * max(1.0, float(np.sin(tilt)) / 0.19)


def _cast(x: Plane, z: Plane, foot: Foot, throw: Throw, light: Light) -> Plane:
    crisp, far = light.rig.crisp, np.float32(throw.far)
    across, towards = np.float32(throw.across), np.float32(throw.towards)
    along = np.clip((x * across + z * towards) / far, 0, 1)
    off = foot.away(x - along * far * across, z - along * far * towards)
    soft = 1 - 0.8 * crisp
    blur = np.float32((0.10 + 0.30 * light.soft) * soft) + along * np.float32((0.35 + 0.55 * light.soft) * soft**2)
    edge = smooth(1.0, -1.0, off / blur)
    return np.asarray(np.float32(throw.dark) * edge * (1 - along) ** np.float32((0.75 + light.soft) * soft**2))
