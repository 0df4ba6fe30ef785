"""Where the subject of a photograph is, found without a network: what differs from the picture's border."""

from __future__ import annotations

import cv2
import numpy as np

from editor.providers.embedded.arrays import Picture, Plane
from editor.providers.embedded.edits import enlarge, mask

_SIDE = 256  # longest side at which it is looked for
_BORDER = 0.06  # of the shorter side: what is taken to be background
_CLUSTERS = 5
_ROUNDS = 4


def subject(photo: Picture) -> Plane:
    """How much each pixel belongs to the subject, 0..1, sized as `mask.subject`; all 0 where nothing stands out.

    Colours that are common along the border count as background, colours that are not as subject, more so near the
    middle; GrabCut (Rother, Kolmogorov and Blake 2004, as in OpenCV) then draws the line between the two.
    """
    height, width = photo.shape[:2]
    scale = _SIDE / max(height, width)
    size = (max(16, round(width * scale)), max(16, round(height * scale)))
    shape = enlarge.within(width, height, mask.SIDE)
    small = np.asarray(cv2.resize(photo, size, interpolation=cv2.INTER_AREA), np.uint8)
    found = _largest(_cut(small, _seeds(small)))
    return np.asarray(cv2.resize(found, shape, interpolation=cv2.INTER_CUBIC), np.float32)


def _seeds(small: Picture) -> Picture:
    """GrabCut's four classes, from the distance of each colour to those of the border."""
    lab = cv2.cvtColor(small.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    rows, columns = small.shape[:2]
    band = max(2, round(_BORDER * min(rows, columns)))
    edge = np.ones((rows, columns), bool)
    edge[band:-band, band:-band] = False
    cv2.setRNGSeed(3)
    _, _, tones = cv2.kmeans(lab[edge], _CLUSTERS, None, (3, 20, 0.5), 2, cv2.KMEANS_PP_CENTERS)
    away = np.min([np.sqrt(((lab - tone) ** 2).sum(-1)) for tone in np.asarray(tones, np.float32)], axis=0)
    y, x = np.mgrid[-1 : 1 : rows * 1j, -1 : 1 : columns * 1j]
    score = cv2.GaussianBlur(away * np.exp(-1.1 * (x**2 + y**2)).astype(np.float32), (0, 0), 2.0)
    low, high = np.quantile(score, [0.55, 0.90])
    seeds = np.where(score > (low + high) / 2, np.uint8(cv2.GC_PR_FGD), np.uint8(cv2.GC_PR_BGD))
    seeds[score > high] = cv2.GC_FGD
    seeds[edge & (score < high)] = cv2.GC_BGD
    return np.asarray(seeds, np.uint8)


def _cut(small: Picture, seeds: Picture) -> Picture:
    if not (seeds & 1).any():
        return np.zeros(seeds.shape, np.uint8)
    cv2.setRNGSeed(3)
    marks, models = seeds.copy(), (np.zeros((1, 65)), np.zeros((1, 65)))
    cv2.grabCut(cv2.cvtColor(small, cv2.COLOR_RGB2BGR), marks, None, *models, _ROUNDS, cv2.GC_INIT_WITH_MASK)
    return np.asarray(marks & 1, np.uint8)


def _largest(cut: Picture) -> Plane:
    """The largest piece with its holes closed, and pieces nearly as large."""
    closed = cv2.morphologyEx(cut, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(closed, connectivity=8)
    if count < 2:
        return np.zeros(cut.shape, np.float32)
    areas = stats[:, cv2.CC_STAT_AREA].astype(np.float32)
    areas[0] = 0
    kept = (areas > 0.35 * areas.max())[labels].astype(np.uint8)
    outlines, _ = cv2.findContours(kept, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    cv2.drawContours(kept, outlines, -1, 1, cv2.FILLED)
    return np.asarray(cv2.GaussianBlur(kept.astype(np.float32), (0, 0), 1.2), np.float32)
