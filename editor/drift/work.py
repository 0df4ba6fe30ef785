"""A picture as the alignment sees it: small, grey, and by its edges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from editor.drift.arrays import Mask, Picture, Plane

LONG_PX: Final = 768
SMOOTH_PX: Final = 1.2  # takes the noise of grain and compression off before gradients are read
EDGE: Final = 6.0  # a gradient in grey levels a pixel that counts as half an edge
MARGIN_PX: Final = 6  # around the region: its edge is drawn anew too


@dataclass(frozen=True, slots=True)
class Work:
    """`size` is width x height. `across` and `down` are the direction of edges, at most 1 long; `edges` their strength.

    `kept` is 1 where nothing was meant to change, `grey` 8 bits, `smooth` the same without noise.
    """

    size: tuple[int, int]
    grey: Mask
    smooth: Plane
    across: Plane
    down: Plane
    edges: Plane
    kept: Plane

    @property
    def edged_share(self) -> float:
        """The share of the kept area that has an edge in it, 0 where nothing is kept."""
        kept = float(self.kept.sum())
        return float(((self.edges > 0.5) * self.kept).sum()) / kept if kept else 0.0


def work(picture: Picture, region: Mask | None, size: tuple[int, int] | None = None) -> Work:
    """A picture at `size` (width x height; None: its own, at most LONG_PX long), `region` taken out of what is kept."""
    size = size or _size(picture)
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY)
    smooth = cv2.GaussianBlur(grey.astype(np.float32), (0, 0), SMOOTH_PX)
    across, down = (cv2.Scharr(smooth, cv2.CV_32F, *order) / np.float32(32) for order in ((1, 0), (0, 1)))
    length = np.sqrt(across**2 + down**2 + np.float32(EDGE**2))
    across, down = across / length, down / length
    edges = np.sqrt(across**2 + down**2)
    return Work(size, grey, smooth, across, down, edges, _kept(region, size))


def _size(picture: Picture) -> tuple[int, int]:
    height, width = picture.shape[:2]
    share = min(1.0, LONG_PX / max(height, width))
    return max(8, round(width * share)), max(8, round(height * share))


def _kept(region: Mask | None, size: tuple[int, int]) -> Plane:
    kept = np.ones((size[1], size[0]), np.float32)
    if region is not None:
        small = cv2.resize(region, size, interpolation=cv2.INTER_AREA)
        reach = 2 * MARGIN_PX + 1
        kept[cv2.dilate(small, np.ones((reach, reach), np.uint8)) > 0] = 0
    return kept
