"""What the studio gives to the picture of things: wall and ground, lamps, and how glossy the ground is."""

import numpy as np

from editor.providers.embedded.arrays import Plane
from editor.providers.embedded.recipe import Value
from editor.providers.embedded.scenes import studio

_PLAIN = (0.115, 0.26)  # camera tilts between which the sweep is shown as it is, radians
_SWEEP = 0.95  # height over the foot at which the ground has become the wall, scene units


def light_of(fields: dict[str, Value]) -> studio.Light:
    """The lamps that the fields describe."""
    return studio.Light(
        str(fields["light.side"]), float(fields["light.soft"]), float(fields["light.warmth"]),
        float(fields["light.level"]), bool(fields["light.window"]), float(fields["shadow.level"]),
    )  # fmt: skip


def gloss(fields: dict[str, Value]) -> float:
    """How strongly the ground mirrors what stands on it, 0..1."""
    return 0.0


def behind(
    x: Plane, y: Plane, fields: dict[str, Value], light: studio.Light, frame_x: Plane, frame_y: Plane, tilt: float
) -> Plane:
    """Wall and ground without things, linear RGB; `x`, `y` about the first foot, scene units, `frame_*` -1..1."""
    x, y = np.broadcast_arrays(x, _tilted(y, tilt))
    return studio.backdrop(x, y, str(fields["backdrop.colour"]), light, frame_x, frame_y)


def _tilted(y: Plane, tilt: float) -> Plane:
    """Heights in the picture as a camera of the plain tilt would show them: a higher one sees more of the ground."""
    k = np.float32(np.sin(min(max(tilt, _PLAIN[0]), _PLAIN[1])) / np.sin(tilt))
    bend = np.float32(_SWEEP) / k
    return np.asarray(np.where(y < bend, y * k, y - bend + np.float32(_SWEEP)), np.float32)
