"""How far a picture has wandered from another, outside the region that was meant to change.

The second picture is laid over the first before anything is compared, and each pixel may find its like within a pixel
around, so that a shift, a scale or a re-encoding is no drift by itself. What is measured is what an eye would see: a
difference in L*a*b* colour and a loss of structure, whichever is larger.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from editor.drift.align import Alignment, OtherShape, align
from editor.drift.arrays import Mask, Picture, Plane

LONG_PX: Final = 512  # drift is a matter of what is seen at a glance, not of the grain
SOFT_PX: Final = 0.8
SEEN: Final = 4.0  # difference in L*a*b* (CIE76) from which a change of colour counts; 2.3 is just noticeable
PLAIN: Final = 24.0  # and from which it counts in full
LOOSE: Final = 0.30  # loss of structure (1 - SSIM) from which it counts
LOST: Final = 0.85  # and from which it counts in full
CHANGED: Final = 0.25  # a pixel that changed by this share is one that changed


@dataclass(frozen=True, slots=True)
class Drift:
    """What changed outside the region.

    `score` is 0 to 100: the mean change over the kept area. `changed_share` (0 to 1) is how much of it changed at all.
    `heat` holds the change of each pixel (0 to 1; height x width, at most LONG_PX long; 0 inside the region). `worst`
    is the place of most change as shares of width and height. Without an alignment the frames could not be laid over
    each other; then both were compared as they are.
    """

    score: float
    changed_share: float
    heat: Plane
    worst: tuple[float, float]
    alignment: Alignment | None
    kept_share: float


def measure(first: Picture, second: Picture, region: Mask | None = None) -> Drift:
    """The drift of `second` from `first` outside `region` (255 was meant to change; of the shape of `first`)."""
    found = _found(first, second, region)
    size = _size(first)
    one = _lab(_small(first, size))
    two = _lab(_laid_over(second, first, found, size))
    kept = _kept(region, found, first, second, size)
    heat = np.maximum(_colour(one, two), _structure(one[..., 0], two[..., 0])) * kept
    area = float(kept.sum())
    score = 100 * float(heat.sum()) / area if area else 0.0
    spread = cv2.GaussianBlur(heat, (0, 0), 6)
    row, column = np.unravel_index(int(spread.argmax()), spread.shape)
    changed = float((heat > CHANGED).sum()) / area if area else 0.0
    worst = ((float(column) + 0.5) / size[0], (float(row) + 0.5) / size[1])
    return Drift(score, changed, heat, worst, found, area / heat.size)


def _found(first: Picture, second: Picture, region: Mask | None) -> Alignment | None:
    try:
        found = align(first, second, region)
    except OtherShape:
        return None
    return found if found.is_found else None


def _size(picture: Picture) -> tuple[int, int]:
    height, width = picture.shape[:2]
    share = min(1.0, LONG_PX / max(height, width))
    return max(16, round(width * share)), max(16, round(height * share))


def _small(picture: Picture, size: tuple[int, int]) -> Picture:
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA))


def _laid_over(second: Picture, first: Picture, found: Alignment | None, size: tuple[int, int]) -> Picture:
    """The second picture in the frame of the first, at `size`."""
    if found is None or found.is_still:
        return _small(second, size)
    height, width = first.shape[:2]
    flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
    placed = cv2.warpAffine(second, found.matrix, (width, height), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return _small(np.asarray(placed), size)


def _kept(
    region: Mask | None, found: Alignment | None, first: Picture, second: Picture, size: tuple[int, int]
) -> Plane:
    """1 where the pictures are compared: outside the region and where both have pixels."""
    kept = np.ones((size[1], size[0]), np.float32)
    if found is not None and not found.is_still:
        whole = np.full(second.shape[:2], 255, np.uint8)
        frame = (first.shape[1], first.shape[0])
        reach = cv2.warpAffine(whole, found.matrix, frame, flags=cv2.INTER_NEAREST | cv2.WARP_INVERSE_MAP)
        kept[cv2.resize(reach, size, interpolation=cv2.INTER_AREA) < 255] = 0
    if region is not None:
        small = cv2.resize(region, size, interpolation=cv2.INTER_AREA)
        kept[cv2.dilate(small, np.ones((5, 5), np.uint8)) > 0] = 0
    return kept


def _lab(picture: Picture) -> Plane:
    """L*a*b* (0 to 100, about -100 to 100), a little softened."""
    soft = cv2.GaussianBlur(picture.astype(np.float32) / 255, (0, 0), SOFT_PX)
    return np.asarray(cv2.cvtColor(soft, cv2.COLOR_RGB2Lab))


def _colour(one: Plane, two: Plane) -> Plane:
    """How plainly the colour of each pixel differs (0 to 1) from the nearest of the nine around its place."""
    padded = cv2.copyMakeBorder(two, 1, 1, 1, 1, cv2.BORDER_REPLICATE)
    height, width = one.shape[:2]
    least = np.full((height, width), np.inf, np.float32)
    for down in range(3):
        for across in range(3):
            off = one - padded[down : down + height, across : across + width]
            least = np.minimum(least, np.sqrt((off * off).sum(axis=2)))
    return np.asarray(np.clip((least - SEEN) / (PLAIN - SEEN), 0, 1), np.float32)


def _structure(one: Plane, two: Plane) -> Plane:
    """How much structure each place has lost or won (0 to 1): 1 - SSIM of lightness, its mean left aside."""

    def mean(plane: Plane) -> Plane:
        return np.asarray(cv2.GaussianBlur(plane, (0, 0), 2.5))

    here, there = mean(one), mean(two)
    spread, other, both = mean(one * one) - here**2, mean(two * two) - there**2, mean(one * two) - here * there
    like = (2 * both + 18.0) / (spread + other + 18.0)  # 18 = 2 (0.03 x 100)^2: noise on a plain wall is no structure
    return np.clip((1 - like - LOOSE) / (LOST - LOOSE), 0, 1)
