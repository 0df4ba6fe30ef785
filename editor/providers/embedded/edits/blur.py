"""Background out of focus: a disc of light per point, the subject kept out of it."""

import cv2
import numpy as np

from editor.providers.embedded.arrays import Picture, Plane


def background(picture: Picture, mask: Plane, amount: float) -> Picture:
    """The background alone, blurred by `amount` 0..1; the subject's place is filled from around it."""
    side = max(picture.shape[:2])
    radius = max(1, round(amount * 0.032 * side))
    span = np.arange(-radius, radius + 1, dtype=np.float32)
    disc = np.clip(radius + np.float32(0.5) - np.hypot(span[None], span[:, None]), 0, 1)
    disc /= disc.sum()
    open_share = np.clip(1 - mask * np.float32(1.15), 0, 1)
    # A power above 2.2 lets bright points win, as they do through a lens.
    light = np.power(picture.astype(np.float32) / 255, np.float32(3.0)) * open_share[..., None]
    spread = cv2.filter2D(light, -1, disc, borderType=cv2.BORDER_REFLECT)
    weight = cv2.filter2D(open_share, -1, disc, borderType=cv2.BORDER_REFLECT)
    wide_light = cv2.GaussianBlur(light, (0, 0), radius * 3.0)
    wide_weight = cv2.GaussianBlur(open_share, (0, 0), radius * 3.0)
    filled = spread + wide_light * np.float32(0.02)
    share = np.maximum(weight + wide_weight * np.float32(0.02), 1e-5)[..., None]
    shown = np.power(np.clip(filled / share, 0, 1), np.float32(1 / 3.0))
    return np.asarray((shown * 255 + 0.5).astype(np.uint8))
