"""Warmer, cooler, neutral and brighter light on a photograph, in linear light."""

import cv2
import numpy as np

from editor.providers.embedded import colours
from editor.providers.embedded.arrays import Picture, Plane

_WARM = np.array([1.20, 1.0, 0.70], np.float32)
_COOL = np.array([0.78, 0.99, 1.26], np.float32)
_LUMA = np.array(colours.LUMINANCE, np.float32)


def gains(picture: Picture, warmth: float, neutral: bool, level: float) -> Plane:
    """Factors on linear red, green and blue; brightness as a whole changes by `level` stops only."""
    small = cv2.resize(picture, (128, 128), interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    light = np.power(small, np.float32(2.2))
    factors: Plane = np.ones(3, np.float32)
    if neutral:
        factors = factors * _greyed(light)
    target = _WARM if warmth > 0 else _COOL
    factors = factors * (1 + (target - 1) * np.float32(abs(warmth)))
    before, after = float((light @ _LUMA).mean()), float(((light * factors) @ _LUMA).mean())
    return np.asarray(factors * np.float32(before / max(after, 1e-6) * 2**level), np.float32)


def table(factors: Plane) -> Picture:
    """For each of 256 display values (sRGB) and each channel, the value under the changed light: 256 x 1 x 3."""
    value = np.arange(256, dtype=np.float64)[:, None] / 255
    return np.asarray((shown(value, factors) * 255 + 0.5).astype(np.uint8)[:, None])


def shown(picture: Plane, factors: Plane) -> Plane:
    """Display values 0..1 (colours last) under the changed light, with a shoulder instead of a hard end."""
    light = picture**2.2 * factors
    over = np.maximum(light - 0.8, 0)
    light = np.minimum(light, 0.8) + 0.2 * (1 - np.exp(-over * 5))
    return np.asarray(np.clip(light, 0, 1) ** (1 / 2.2))


def _greyed(light: Plane) -> Plane:
    """Gains that make the light grey: high-order means of the colours and of their edges agree."""
    edges = [
        np.hypot(cv2.Sobel(light[..., k], cv2.CV_32F, 1, 0), cv2.Sobel(light[..., k], cv2.CV_32F, 0, 1))
        for k in range(3)
    ]
    from_edges = np.array([np.mean(edge**4) ** 0.25 for edge in edges])
    from_light = np.array([np.mean(light[..., k] ** 6) ** (1 / 6) for k in range(3)])
    if not from_edges.any() or not from_light.any():  # one colour, or none: nothing tells its cast
        return np.ones(3, np.float32)
    cast = np.sqrt((from_edges / from_edges.mean()) * (from_light / from_light.mean()))
    return np.asarray(np.clip(1 / np.maximum(cast, 1e-3), 0.55, 1.9), np.float32)
