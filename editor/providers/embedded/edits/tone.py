"""Contrast, saturation, and open or held shadows and highlights."""

from dataclasses import dataclass

import cv2
import numpy as np

from editor.providers.embedded import colours
from editor.providers.embedded.arrays import Picture, Plane

_LUMA = np.array(colours.LUMINANCE, np.float32)
_STOPS = 1.1  # how far shadows are opened, and highlights held, at 1


@dataclass(frozen=True, slots=True)
class Tone:
    """What is asked for, each -1..1 with 0 for as it is; `pivot` is the display value that contrast turns about."""

    contrast: float
    saturation: float
    shadows: float
    highlights: float
    pivot: float = 0.5

    def __bool__(self) -> bool:
        return bool(self.contrast or self.saturation or self.shadows or self.highlights)


def pivot(picture: Picture) -> float:
    """The display value 0..1 about which contrast leaves the picture's own brightness where it is."""
    small = cv2.resize(picture, (96, 96), interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    return float(np.clip(np.median(small @ _LUMA), 0.3, 0.65))


def lift(picture: Picture, tone: Tone) -> Plane | None:
    """Factors on display values at the picture's (working) size for open shadows and held highlights, or None.

    They follow areas, not pixels, so that detail inside a shadow keeps its contrast.
    """
    if not (tone.shadows or tone.highlights):
        return None
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.float32) / 255
    area = _smooth(grey, max(3, max(grey.shape) // 28))
    dark, bright = np.clip(1 - area / np.float32(0.55), 0, 1), np.clip((area - np.float32(0.5)) / np.float32(0.5), 0, 1)
    stops = np.float32(tone.shadows * _STOPS) * dark * np.sqrt(np.clip(area * 8, 0, 1))
    stops += np.float32(tone.highlights * _STOPS) * bright**1.5
    return np.asarray(np.exp2(stops / np.float32(2.2)), np.float32)


def _smooth(grey: Plane, reach: int) -> Plane:
    """A guided filter of the picture by itself: smooth inside areas, true at their edges."""

    def mean(plane: Plane) -> Plane:
        return np.asarray(cv2.boxFilter(plane, -1, (reach, reach), borderType=cv2.BORDER_REFLECT))

    average = mean(grey)
    spread = np.maximum(mean(grey * grey) - average**2, 0)
    slope = spread / (spread + np.float32(0.006))
    return np.asarray(mean(slope) * grey + mean(average * (1 - slope)), np.float32)


def apply(shown: Plane, tone: Tone, factors: Plane | None) -> Plane:
    """The picture (display values 0..1) toned; `factors` are the rows of `lift` that belong to it."""
    if factors is not None:
        shown = shown * factors[..., None]
    if tone.contrast:
        shown = _contrast(np.clip(shown, 0, 1), tone.contrast, tone.pivot)
    if tone.saturation:
        grey = cv2.transform(shown, _LUMA[None])[..., None]
        strength = np.float32(tone.saturation)
        if tone.saturation > 0:  # what is strong already gains less, so that nothing turns to neon
            spread = shown.max(-1, keepdims=True) - shown.min(-1, keepdims=True)
            strength = strength * (np.float32(1.05) - np.float32(0.75) * np.clip(spread, 0, 1))
        shown = grey + (1 + strength) * (shown - grey)
    return np.asarray(np.clip(shown, 0, 1), np.float32)


def _contrast(shown: Plane, amount: float, middle: float) -> Plane:
    """A curve through black, `middle` and white that is steeper (or flatter) in between."""
    at = np.linspace(0, 1, 1025, dtype=np.float64)
    power = 2.0 ** (1.1 * amount)
    low = middle * (np.minimum(at, middle) / middle) ** power
    high = (1 - middle) * (1 - ((1 - np.maximum(at, middle)) / (1 - middle)) ** power)
    curve = np.asarray(low + high, np.float32)
    place = shown * np.float32(1024)
    index = place.astype(np.int32)
    part = place - index
    return np.asarray(curve[index] + part * (curve[np.minimum(index + 1, 1024)] - curve[index]), np.float32)
