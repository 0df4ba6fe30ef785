"""What every restyle works with: the picture at two sizes, bands of rows, and cuts that are crisp at any size."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from editor.providers.embedded import steps as progress
from editor.providers.embedded.arrays import Picture, Plane
from editor.providers.embedded.edits import enlarge

_BAND = 256
WORK = 1024  # longest side at which smooth fields are made, whatever the picture's size, so that styles do not change


@dataclass(frozen=True, slots=True)
class Source:
    """A picture at full size, the subject's mask small (None where no subject is known), and how it is to be printed.

    `inks` are the ink, the paper and a third colour (hex, "" for the usual ones); `scale` is the size of dots and lines
    in parts of the usual one, `detail` says how much of the picture's detail is kept (-1 to 1), `even` how evenly
    colours lie (0 to 1).
    """

    full: Picture
    mask: Plane | None
    inks: tuple[str, str, str] = ("", "", "")
    scale: float = 1.0
    detail: float = 0.0
    even: float = 0.0

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the picture in pixels."""
        return self.full.shape[1], self.full.shape[0]

    @property
    def coarseness(self) -> float:
        """How far small things are smoothed away, in parts of the usual: more for less detail and for evenness."""
        return float(2.0 ** (self.even - 1.3 * self.detail))


def at_work(source: Source, side: int = WORK) -> Picture:
    """The picture with its longer side at `side` pixels, be it larger or smaller."""
    return _at(_at(source.full, min(WORK, max(source.size))), side)


def _at(picture: Picture, side: int) -> Picture:
    height, width = picture.shape[:2]
    scale = side / max(width, height)
    if scale == 1:
        return picture
    size = (max(8, round(width * scale)), max(8, round(height * scale)))
    return np.asarray(
        cv2.resize(picture, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC), np.uint8
    )


def bands(source: Source, paint: Callable[[int, int], Plane]) -> Picture:
    """The picture that `paint` gives for rows from..to, in display values 0..1."""
    width, height = source.size
    out = np.empty((height, width, 3), np.uint8)
    for top in range(0, height, _BAND):
        bottom = min(height, top + _BAND)
        out[top:bottom] = (np.clip(paint(top, bottom), 0, 1) * 255 + np.float32(0.5)).astype(np.uint8)
        progress.done(bottom / height)
    return out


def rows(field: Plane, source: Source, top: int, bottom: int) -> Plane:
    """Rows of a smooth field at the picture's size."""
    return enlarge.rows(field, *source.size, top, bottom, cv2.INTER_CUBIC)


def flattened(picture: Picture, passes: int = 2) -> Picture:
    """The picture with its small detail gone and its edges kept."""
    side = max(picture.shape[:2])
    out = picture
    for _ in range(passes):
        out = np.asarray(cv2.bilateralFilter(out, 9, 38, side / 110), np.uint8)
    return out


def sharp(field: Plane, at: float, soft: float | Plane) -> Plane:
    """A clean cut through a smooth field, `soft` wide."""
    return np.asarray(np.clip((field - np.float32(at)) / np.asarray(soft, np.float32) + np.float32(0.5), 0, 1))


def grey(picture: Picture) -> Plane:
    """Brightness in display values 0..1."""
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.float32) / 255)


def slope(field: Plane) -> Plane:
    """How fast a smooth field changes, over the frame's longer side."""
    right, down = cv2.Sobel(field, cv2.CV_32F, 1, 0) / 8, cv2.Sobel(field, cv2.CV_32F, 0, 1) / 8
    return enlarge.soft(np.hypot(right, down) * np.float32(max(field.shape)), 1.6)


def steps(values: Plane, shares: Sequence[float]) -> list[float]:
    """Tones at which inks change: half way between even steps and equal areas."""
    if not values.size:
        return list(shares)
    low, high = np.quantile(values, [0.02, 0.98])
    return [float(0.5 * np.quantile(values, share) + 0.5 * (low + share * (high - low))) for share in shares]


def hair(slope_rows: Plane, source: Source, widest: float) -> Plane:
    """How much a field changes over a pixel and a half, at most `widest`: the softness of a cut that looks crisp."""
    return np.asarray(np.clip(slope_rows * np.float32(1.5 / max(source.size)), np.float32(1e-4), np.float32(widest)))
