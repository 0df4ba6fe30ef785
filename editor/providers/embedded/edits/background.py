"""A new background behind the subject: coloured seamless paper, clean edges, a soft shadow."""

import cv2
import numpy as np

from editor.providers.embedded import colours
from editor.providers.embedded.arrays import Picture, Plane


def paper(colour: str, mask: Plane) -> Picture:
    """The new background at the mask's size, with the subject's shadow on it."""
    height, width = mask.shape
    y = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    x = np.linspace(-1, 1, width, dtype=np.float32)[None]
    glow = np.float32(0.90) + np.float32(0.20) * np.exp(
        -((x * np.float32(1.05) + np.float32(0.12)) ** 2 + ((y - np.float32(0.42)) * 1.9) ** 2)
    )
    glow = glow - np.float32(0.05) * y
    light = np.array(colours.linear(colour), np.float32) * glow[..., None] * (1 - _shadow(mask))[..., None]
    noise = np.random.default_rng(11).standard_normal(mask.shape, dtype=np.float32)[..., None] * np.float32(0.004)
    shown = np.power(np.clip(light, 0, 1), np.float32(1 / 2.2)) + noise
    return np.asarray(np.clip(shown * 255 + 0.5, 0, 255).astype(np.uint8))


def _shadow(mask: Plane) -> Plane:
    """Contact shadow close to the outline and a wide soft one below and to the right."""
    side = max(mask.shape)

    def cast(right: float, down: float, blur: float) -> Plane:
        move = np.array([[1, 0, right * side], [0, 1, down * side]], np.float32)
        moved = cv2.warpAffine(mask, move, (mask.shape[1], mask.shape[0]), borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(cv2.GaussianBlur(moved, (0, 0), blur * side))

    return np.asarray(
        np.clip(np.float32(0.34) * cast(0.004, 0.012, 0.007) + np.float32(0.34) * cast(0.018, 0.034, 0.030), 0, 0.7)
    )


def clean(picture: Picture, mask: Plane) -> Picture:
    """The subject's own colours carried outwards under its edge, so that the old background does not fringe."""
    side = max(picture.shape[:2])
    core = (mask > 0.96).astype(np.float32)
    out = picture.astype(np.float32)
    weight = core.copy()
    for spread in (0.004, 0.016):
        blur = max(1.0, spread * side)
        colour = cv2.GaussianBlur(out * weight[..., None], (0, 0), blur)
        amount = cv2.GaussianBlur(weight, (0, 0), blur)
        guess = colour / np.maximum(amount, 1e-4)[..., None]
        fresh = ((weight < 0.5) & (amount > 0.02))[..., None]
        out = np.where(fresh, guess, out)
        weight = np.maximum(weight, fresh[..., 0].astype(np.float32))
    return np.asarray(np.clip(out, 0, 255).astype(np.uint8))
