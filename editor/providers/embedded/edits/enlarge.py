"""Smooth fields made at working size, read at the picture's own size row by row: no plane ever lies there whole."""

import cv2
import numpy as np

from editor.providers.embedded.arrays import Plane


def rows(field: Plane, width: int, height: int, top: int, bottom: int, how: int = cv2.INTER_LINEAR) -> Plane:
    """Rows `top`..`bottom` of `field` as if it had been resized to `width` x `height` pixels."""
    if field.shape[:2] == (height, width):
        return field[top:bottom]
    across, down = field.shape[1] / width, field.shape[0] / height
    move = np.array([[across, 0, across / 2 - 0.5], [0, down, (top + 0.5) * down - 0.5]], np.float64)
    return np.asarray(
        cv2.warpAffine(
            field, move, (width, bottom - top), flags=how | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REPLICATE
        )
    )


def fitted(field: Plane, width: int, height: int) -> Plane:
    """`field` at `width` x `height` pixels: averaged where that is smaller, smooth where it is larger."""
    if field.shape[:2] == (height, width):
        return field
    how = cv2.INTER_AREA if width < field.shape[1] else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(field, (width, height), interpolation=how))


def within(width: int, height: int, side: int) -> tuple[int, int]:
    """Width and height of the same shape, its longer side at most `side` pixels."""
    scale = min(1.0, side / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))


def window(field: Plane, box: tuple[float, float, float, float], width: int, height: int) -> Plane:
    """What lies in `box` (left, top, width and height, in parts of the field) as a smooth field of width x height."""
    left, top, wide, tall = (part * side for part, side in zip(box, field.shape[1::-1] * 2, strict=True))
    across, down = wide / width, tall / height
    move = np.array([[across, 0, left + across / 2 - 0.5], [0, down, top + down / 2 - 0.5]], np.float64)
    how = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
    return np.asarray(cv2.warpAffine(field, move, (width, height), flags=how, borderMode=cv2.BORDER_REPLICATE))


def soft(field: Plane, spread: float) -> Plane:
    """A Gaussian blur of standard deviation `spread` pixels; a wide one is worked out on a smaller copy."""
    scale = min(1.0, 3.0 / max(spread, 1e-3))
    if scale > 0.6:
        return np.asarray(cv2.GaussianBlur(field, (0, 0), max(spread, 0.3), borderType=cv2.BORDER_REFLECT))
    height, width = field.shape[:2]
    size = (max(2, round(width * scale)), max(2, round(height * scale)))
    small = cv2.resize(field, size, interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), spread * scale, borderType=cv2.BORDER_REFLECT)
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR))
