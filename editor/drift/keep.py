"""Locked keep: what a person did not mark stays the parent's own pixels, bit for bit, however the model wandered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from editor.drift.align import Alignment, align
from editor.drift.arrays import Mask, Picture, Plane

MARKED: Final = 128  # a mask value from which a pixel may change
FEATHER: Final = 0.012  # of the long edge: how far inside the region the new picture fades in
FITS: Final = 0.6  # a tone is matched where that leaves less than this share of the difference
TONED: Final = 1.0  # grey levels of mean difference below which there is no tone to match
MOST: Final = 40.0  # and above which it is no tone any more
STEEPEST: Final = 1.6  # and flattest its inverse: a gain beyond that is another picture, not another tone
_SEEN: Final = 40_000  # pixels that a tone is read from


class NotAligned(ValueError):
    """The new picture cannot be laid over its parent, so nothing of it can be put into the parent's frame."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The parent's pixels outside the region and the new ones inside.

    `identical_share` (0 to 1) is how much of the picture is the parent's bit for bit, `tone` whether the new pixels
    were brought to the parent's tone, `seam` how far both differ where the region ends (mean difference in L*a*b*).
    """

    picture: Picture
    alignment: Alignment
    identical_share: float
    tone: bool
    seam: float


def put_back(parent: Picture, made: Picture, region: Mask) -> Kept:
    """`made` inside `region` (255 may change; of the parent's shape), the parent's own pixels outside.

    The feather lies wholly inside the region. Raises OtherShape where the ratios differ and NotAligned where the
    edges of the kept area are not found again: then only the unlocked picture is left to show.
    """
    if region.shape != parent.shape[:2]:
        raise ValueError("The region has to be as large as the parent's picture.")
    found = align(parent, made, region)
    if not found.is_found:
        raise NotAligned(f"The edges of the kept area agree by {found.agreement:.2f} only.")
    placed, is_known = _placed(made, found, parent)
    inside = ((region >= MARKED) & is_known).astype(np.uint8)
    placed, toned = _toned(parent, placed, (region < MARKED) & is_known)
    share = _fade(inside, round(FEATHER * max(parent.shape[:2])))[..., None]
    mixed = parent + share * (placed.astype(np.float32) - parent)
    picture = np.where(share > 0, np.clip(np.rint(mixed), 0, 255), parent).astype(np.uint8)
    identical = float((picture == parent).all(axis=2).mean())
    return Kept(picture, found, identical, toned, _seam(parent, placed, inside))


def _placed(made: Picture, found: Alignment, parent: Picture) -> tuple[Picture, Mask]:
    """The new picture in the parent's frame, and where it reaches."""
    height, width = parent.shape[:2]
    if found.is_still and made.shape == parent.shape:
        return made, np.ones((height, width), bool)
    shrinks = found.scale > 1.2
    source = cv2.GaussianBlur(made, (0, 0), 0.4 * found.scale) if shrinks else made
    flags = (cv2.INTER_LINEAR if shrinks else cv2.INTER_CUBIC) | cv2.WARP_INVERSE_MAP
    moved = cv2.warpAffine(source, found.matrix, (width, height), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    whole = np.full(made.shape[:2], 255, np.uint8)
    reach = cv2.warpAffine(whole, found.matrix, (width, height), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
    return np.asarray(moved), np.asarray(reach == 255)


def _toned(parent: Picture, placed: Picture, kept: Mask) -> tuple[Picture, bool]:
    """The new pixels by the gain and offset a channel that lead its kept area back to the parent's, if these do."""
    ours, theirs = _sample(parent, kept), _sample(placed, kept)
    if len(ours) < 100:
        return placed, False
    apart = float(np.abs(ours - theirs).mean())
    gain, offset = _fitted(theirs, ours)
    left = float(np.abs(ours - np.clip(theirs * gain + offset, 0, 255)).mean())
    if not TONED <= apart <= MOST or left > FITS * apart or (gain > STEEPEST).any() or (gain < 1 / STEEPEST).any():
        return placed, False
    table = np.clip(np.arange(256, dtype=np.float32)[:, None] * gain + offset, 0, 255)
    return np.stack([np.rint(table[:, c]).astype(np.uint8)[placed[..., c]] for c in range(3)], axis=-1), True


def _sample(picture: Picture, kept: Mask) -> Plane:
    """Every n-th kept pixel, rows x channels."""
    found = picture[kept.astype(bool)]
    return np.asarray(found[:: max(1, len(found) // _SEEN)], np.float32)


def _fitted(x: Plane, y: Plane) -> tuple[Plane, Plane]:
    """Gain and offset a channel by least squares, twice: the second time without what fits worst."""
    gain, offset = np.ones(3, np.float32), np.zeros(3, np.float32)
    for channel in range(3):
        a, b = x[:, channel], y[:, channel]
        for _ in range(2):
            spread = float(a.var())
            slope = float(((a - a.mean()) * (b - b.mean())).mean()) / spread if spread > 1e-3 else 1.0
            gain[channel], offset[channel] = slope, b.mean() - slope * a.mean()
            off = np.abs(b - (a * gain[channel] + offset[channel]))
            near = off <= np.quantile(off, 0.8)
            a, b = a[near], b[near]
    return gain, offset


def _fade(inside: Mask, reach_px: int) -> Plane:
    """0 outside the region, rising to 1 at `reach_px` pixels within; a narrow region fades over what it has."""
    bordered = cv2.copyMakeBorder(inside, 1, 1, 1, 1, cv2.BORDER_REPLICATE)
    depth = cv2.distanceTransform(bordered, cv2.DIST_L2, 5)[1:-1, 1:-1]
    deepest = float(depth.max())
    reach = max(1.0, min(float(reach_px), 0.6 * deepest))
    near = np.clip(depth / np.float32(reach), 0, 1)
    return np.asarray(near * near * (3 - 2 * near) * inside, np.float32)


def _seam(parent: Picture, placed: Picture, inside: Mask) -> float:
    """The mean difference in L*a*b* along the inner edge of the region, where something may have been cut off."""
    reach = max(3, round(0.004 * max(inside.shape)))
    ring = (inside > 0) & (cv2.erode(inside, np.ones((2 * reach + 1,) * 2, np.uint8), borderValue=1) == 0)
    if not ring.any():
        return 0.0
    one, two = (cv2.cvtColor(p[ring][None].astype(np.float32) / 255, cv2.COLOR_RGB2Lab) for p in (parent, placed))
    return float(np.linalg.norm(one - two, axis=2).mean())
