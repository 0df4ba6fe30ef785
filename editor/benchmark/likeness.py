"""How alike two pictures are to the eye."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray


def similarity(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    """Structural similarity (SSIM) of two RGB pictures in grey, 1 when equal; `other` is brought to the size of one."""
    fitted = cv2.resize(other, (one.shape[1], one.shape[0]), interpolation=cv2.INTER_AREA)
    a, b = (cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.float64) for picture in (one, fitted))
    ma, mb, aa, bb, ab = (cv2.GaussianBlur(plane, (11, 11), 1.5) for plane in (a, b, a * a, b * b, a * b))
    shared = (2 * ma * mb + 6.5) * (2 * (ab - ma * mb) + 58.5)
    return float((shared / ((ma**2 + mb**2 + 6.5) * (aa - ma**2 + bb - mb**2 + 58.5))).mean())
