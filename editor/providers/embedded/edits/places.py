"""Parts of the frame that an instruction can name, as soft masks."""

import numpy as np

from editor.providers.embedded.arrays import Plane

# Each part by where it begins and ends across and down, 0..1 of the frame.
PLACES: dict[str, tuple[float, float, float, float]] = {
    "left half": (0, 0.5, 0, 1), "right half": (0.5, 1, 0, 1), "top half": (0, 1, 0, 0.5), "bottom half": (0, 1, 0.5, 1),
    "left third": (0, 1 / 3, 0, 1), "right third": (2 / 3, 1, 0, 1), "top third": (0, 1, 0, 1 / 3),
    "bottom third": (0, 1, 2 / 3, 1), "upper left": (0, 0.5, 0, 0.5), "upper right": (0.5, 1, 0, 0.5),
    "lower left": (0, 0.5, 0.5, 1), "lower right": (0.5, 1, 0.5, 1), "centre": (0.27, 0.73, 0.27, 0.73),
}  # fmt: skip
_SOFT = 0.07  # of the frame: how wide the transition at an inner edge is


def part(name: str, width: int, height: int) -> Plane:
    """How much of each pixel lies in a part of the frame, 0..1; an unknown name means the whole frame."""
    left, right, top, bottom = PLACES.get(name, (0.0, 1.0, 0.0, 1.0))
    return np.asarray(_ramp(top, bottom, height)[:, None] * _ramp(left, right, width)[None], np.float32)


def _ramp(start: float, end: float, count: int) -> Plane:
    at = (np.arange(count, dtype=np.float32) + np.float32(0.5)) / np.float32(count)
    out = np.ones(count, np.float32)
    for edge, sign in ((start, 1), (end, -1)):
        if 0 < edge < 1:
            t = np.clip((at - np.float32(edge)) * np.float32(sign / _SOFT) + np.float32(0.5), 0, 1)
            out = out * t * t * (3 - 2 * t)
    return out
