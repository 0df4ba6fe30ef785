"""Parts of the frame that an instruction can name, as soft masks. Each has its own fields, `region.<name>.<what>`."""

import numpy as np

from editor.providers.embedded.arrays import Plane

# Each part by where it begins and ends across and down, 0..1 of the frame.
PLACES: dict[str, tuple[float, float, float, float]] = {
    "left": (0, 0.5, 0, 1), "right": (0.5, 1, 0, 1), "top": (0, 1, 0, 0.5), "bottom": (0, 1, 0.5, 1),
    "top-left": (0, 0.5, 0, 0.5), "top-right": (0.5, 1, 0, 0.5), "bottom-left": (0, 0.5, 0.5, 1),
    "bottom-right": (0.5, 1, 0.5, 1), "centre": (0.27, 0.73, 0.27, 0.73),
}  # fmt: skip
_SOFT = 0.07  # of the frame: how wide the transition at an inner edge is


def part(name: str, width: int, height: int) -> Plane:
    """How much of each pixel of a frame of `width` x `height` lies in one of PLACES, 0..1."""
    return rows(name, width, height, 0, height)


def rows(name: str, width: int, height: int, top: int, bottom: int) -> Plane:
    """Rows `top`..`bottom` of the same."""
    left, right, above, below = PLACES[name]
    down = _ramp(above, below, height)[top:bottom]
    return np.asarray(down[:, None] * _ramp(left, right, width)[None], np.float32)


def _ramp(start: float, end: float, count: int) -> Plane:
    at = (np.arange(count, dtype=np.float32) + np.float32(0.5)) / np.float32(count)
    out = np.ones(count, np.float32)
    for edge, sign in ((start, 1), (end, -1)):
        if 0 < edge < 1:
            t = np.clip((at - np.float32(edge)) * np.float32(sign / _SOFT) + np.float32(0.5), 0, 1)
            out = out * t * t * (3 - 2 * t)
    return out
