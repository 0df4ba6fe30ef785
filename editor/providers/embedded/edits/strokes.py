"""Lines that flow along the edges of a picture, thick where an edge is strong and thin where it fades."""

import cv2
import numpy as np

from editor.providers.embedded.arrays import Picture, Plane
from editor.providers.embedded.edits import easel, enlarge

_ALONG = 5  # steps along the flow to either side
_STRIDE = 1.25  # pixels a step


def edges(flat: Picture, width: float = 1 / 620) -> Plane:
    """Difference of Gaussians along the flow of the edges: below 0 where a dark line should run.

    `flat` is the picture without its small detail, `width` the line's, in parts of the longer side.
    """
    grey = easel.grey(flat)
    spread = max(flat.shape[:2]) * width
    across = enlarge.soft(grey, spread) - np.float32(0.985) * enlarge.soft(grey, spread * 1.7)
    return _along(across, *flow(grey, spread * 2.2))


def ink(grey: Plane, width: float, weight: float) -> Plane:
    """A pen drawing as a smooth field: below 0 there is ink. Only deep shadows are filled, `weight` is for the lines.

    `grey` is the picture's brightness 0..1 without small detail; `width` is the line's, in parts of the longer side.
    """
    spread = max(grey.shape) * width
    fine, wide = enlarge.soft(grey, spread), enlarge.soft(grey, spread * 1.6)
    loud = np.float32(weight) * (fine - wide) + np.float32(0.45) * fine - np.float32(0.085)
    return _along(loud, *flow(grey, spread * 2.6))


def rims(field: Plane, width: float, weight: float) -> Plane:
    """Lines alone along the edges of a smooth field, without any fill: below 0 there is ink."""
    spread = max(field.shape) * width
    across = np.float32(weight) * (enlarge.soft(field, spread) - enlarge.soft(field, spread * 1.6))
    return _along(across + np.float32(0.2), *flow(field, spread * 2.6))


def flow(grey: Plane, spread: float) -> tuple[Plane, Plane]:
    """The direction in which edges run (unit vectors, right and down), smooth over `spread` pixels."""
    right = cv2.Sobel(grey, cv2.CV_32F, 1, 0, ksize=3)
    down = cv2.Sobel(grey, cv2.CV_32F, 0, 1, ksize=3)
    xx, yy, xy = (enlarge.soft(each, spread) for each in (right * right, down * down, right * down))
    # The edge runs along the axis of least change: half the angle of the doubled one, turned by a right angle.
    angle = np.float32(0.5) * np.arctan2(2 * xy, xx - yy) + np.float32(np.pi / 2)
    return np.asarray(np.cos(angle), np.float32), np.asarray(np.sin(angle), np.float32)


def _along(field: Plane, right: Plane, down: Plane) -> Plane:
    """The mean of a field along the flow."""
    height, width = field.shape
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    total, weights = field.copy(), np.float32(1)
    for sign in (1, -1):
        at_x, at_y = x, y
        go_x, go_y = right * np.float32(sign), down * np.float32(sign)
        for step in range(1, _ALONG + 1):
            at_x, at_y = at_x + go_x * np.float32(_STRIDE), at_y + go_y * np.float32(_STRIDE)
            strength = np.float32(np.exp(-0.5 * (step / (0.55 * _ALONG)) ** 2))
            total += strength * _read(field, at_x, at_y)
            weights += strength
            new_x, new_y = _read(right, at_x, at_y), _read(down, at_x, at_y)
            turn = np.where(new_x * go_x + new_y * go_y < 0, np.float32(-1), np.float32(1))
            go_x, go_y = new_x * turn, new_y * turn
    return np.asarray(total / weights, np.float32)


def _read(field: Plane, x: Plane, y: Plane) -> Plane:
    return np.asarray(cv2.remap(field, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT))
