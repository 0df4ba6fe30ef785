"""How the subject's edge is cut: how much of each pixel is subject, and what the subject's own colour there is.

A pixel on the outline is a mixture of both sides. What lies well inside and well outside is carried to it from either
side; where the two differ enough in colour, the mixture itself tells its shares better than any mask.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from editor.providers.embedded.arrays import Picture, Plane
from editor.providers.embedded.edits import enlarge

_REACH = 0.011  # of the longer side: half the width of the strip that is cut anew
_TELLING = 900.0  # squared distance of two colours (0..255) from which on their mixture is to be trusted
_CRUMB = 0.004  # of the largest piece's area
_CHOKE = (0.10, 0.93)  # shares taken as none and as all: a hair of the old background is cut off


@dataclass(frozen=True, slots=True)
class Matte:
    """At working size: the share of the subject, its colour and the background's (0..255) under the edge, and how far
    the mixture of the two is to be trusted. `strip` is 1 where the edge was cut anew."""

    share: Plane
    fore: Plane
    back: Plane
    trust: Plane
    strip: Plane


def cut(mask: Plane, picture: Picture) -> Matte:
    """The matte of a mask that already follows the picture's edges (both at working size)."""
    side = max(picture.shape[:2])
    reach = max(1, round(side * _REACH))
    ellipse = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    inside = cv2.erode((mask > 0.6).astype(np.float32), ellipse, borderType=cv2.BORDER_REPLICATE)
    outside = 1 - cv2.dilate((mask > 0.4).astype(np.float32), ellipse, borderType=cv2.BORDER_REPLICATE)
    shown = picture.astype(np.float32)
    fore, fore_spread, fore_near = _carried(shown, inside, reach)
    back, back_spread, back_near = _carried(shown, outside, reach)
    apart = _dot(fore - back, fore - back)
    strip = np.asarray(1 - np.maximum(inside, outside), np.float32)
    # A pattern on either side looks like a mixture where it is none: the grain of a table is not hair.
    doubt = np.float32(_TELLING) + np.float32(1.5) * fore_spread + np.float32(8) * back_spread
    trust = apart / (apart + doubt) * np.minimum(fore_near, back_near)
    found = Matte(mask, fore, back, np.asarray(trust, np.float32), strip)
    share = _shares(found.fore, found.back, found.trust, found.strip, mask, shown)
    share = _whole(cv2.GaussianBlur(share, (0, 0), max(0.6, side / 1700)))
    return Matte(np.asarray(share, np.float32), fore, back, found.trust, strip)


def _whole(share: Plane) -> Plane:
    """The share without crumbs: loose bits tiny beside the largest piece are background, tiny holes are subject."""
    loose, holes = _crumbs(share > 0.15), _crumbs(share < 0.85)
    return np.where(loose, np.float32(0), np.where(holes, np.float32(1), share))


def _crumbs(piece: NDArray[np.bool_]) -> NDArray[np.bool_]:
    count, labels, stats, _ = cv2.connectedComponentsWithStats(piece.astype(np.uint8), connectivity=8)
    if count < 3:
        return np.zeros(piece.shape, bool)
    areas = stats[:, cv2.CC_STAT_AREA].astype(np.float32)
    crumb = areas < np.float32(_CRUMB) * areas[1:].max()
    crumb[0] = False
    return np.asarray(crumb[labels])


def _carried(shown: Plane, known: Plane, reach: int) -> tuple[Plane, Plane, Plane]:
    """The colours of `known` carried outwards, how much they vary there, and 1 where they came from near by."""
    square = _dot(shown, shown)[..., None]
    full = np.concatenate([shown, square], -1) * known[..., None]
    total = np.zeros_like(full)
    weight = np.zeros(known.shape, np.float32)
    for spread, strength in ((reach * 0.8, 1.0), (reach * 3.0, 0.02), (reach * 12.0, 0.0004)):
        total += np.float32(strength) * enlarge.soft(full, spread)
        weight += np.float32(strength) * enlarge.soft(known, spread)
    mean = total / np.maximum(weight, 1e-6)[..., None]
    colour = np.ascontiguousarray(mean[..., :3])
    varied = np.maximum(mean[..., 3] - _dot(colour, colour), 0)
    return colour, np.asarray(varied, np.float32), np.asarray(np.clip(weight * 12, 0, 1), np.float32)


def _dot(one: Plane, other: Plane) -> Plane:
    """The products of two pictures' colours, added up pixel by pixel."""
    return np.asarray(np.einsum("ijk,ijk->ij", one, other))


def _shares(fore: Plane, back: Plane, trust: Plane, strip: Plane, mask: Plane, shown: Plane) -> Plane:
    """The subject's share by the mixture of colours, as far as that is to be trusted; the mask elsewhere."""
    line = fore - back
    length = _dot(line, line) + np.float32(1.0)
    mixed = np.clip(_dot(shown - back, line) / length, 0, 1)
    off = shown - back - mixed[..., None] * line
    fits = np.exp(-_dot(off, off) / np.float32(2 * 42.0**2))
    # The mask still decides which side of the strip is which: far from its outline a mixture must not overrule it.
    low, high = _CHOKE
    mixed = np.clip((mixed - np.float32(low)) / np.float32(high - low), 0, 1)
    held = np.clip(mixed, mask - np.float32(0.75), mask + np.float32(0.75))
    return np.asarray(mask + (held - mask) * trust * fits * strip, np.float32)


def rows(matte: Matte, picture: Picture, top: int, bottom: int, height: int) -> tuple[Plane, Plane]:
    """The subject's share and its own colours (0..255) for rows `top`..`bottom` of a picture `height` rows tall.

    `picture` holds those rows. Well inside the subject its colours are the picture's, to the last bit.
    """
    width = picture.shape[1]
    share = enlarge.rows(matte.share, width, height, top, bottom)
    shown = picture.astype(np.float32)
    edge = (share > 0.002) & (enlarge.rows(matte.strip, width, height, top, bottom) > 0) & (share < 0.998)
    if not edge.any():
        return share, shown
    fore, back = (enlarge.rows(field, width, height, top, bottom)[edge] for field in (matte.fore, matte.back))
    part = share[edge][:, None]
    # The subject's colour carried outwards, corrected by what the mixture at hand says beyond it.
    mixture = part * fore + (1 - part) * back
    shown[edge] = np.clip(fore + part * (shown[edge] - mixture), 0, 255)
    return share, shown
