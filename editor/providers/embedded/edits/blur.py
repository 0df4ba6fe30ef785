"""Background out of focus: a disc of light per point, wider the farther a point lies, the subject kept out of it."""

from dataclasses import dataclass

import cv2
import numpy as np

from editor.providers.embedded.arrays import Picture, Plane
from editor.providers.embedded.edits import enlarge

_WIDEST = 0.034  # of the longer side: radius of the disc at amount 1
_STEPS = (0.22, 0.5, 1.0)  # radii that are blurred; what lies between is mixed
_CUT_OFF = 0.10


@dataclass(frozen=True, slots=True)
class Defocus:
    """The background at several degrees of blur (RGB 0..255, each at a size that suffices), and how far 0..1 each
    point of it lies from the plane that is in focus."""

    levels: tuple[Plane, ...]
    far: Plane

    def rows(self, picture: Picture, top: int, bottom: int, height: int) -> Plane:
        """Rows `top`..`bottom` of the background of a picture `height` rows tall; `picture` holds those rows."""
        width = picture.shape[1]
        far = enlarge.rows(self.far, width, height, top, bottom)[..., None]
        out, before = picture.astype(np.float32), 0.0
        for step, level in zip(_STEPS, self.levels, strict=True):
            shown = enlarge.rows(level, width, height, top, bottom)
            out += np.clip((far - np.float32(before)) / np.float32(step - before), 0, 1) * (shown - out)
            before = step
        return out


def background(picture: Picture, share: Plane, amount: float) -> Defocus:
    """The background of a picture (working size) blurred by up to `amount` 0..1; the subject's place is filled in."""
    side = max(picture.shape[:2])
    open_share = np.clip(1 - share * np.float32(1.15), 0, 1)
    levels = []
    for step in _STEPS:
        radius = amount * _WIDEST * step * side
        shrink = min(1.0, 7.0 / max(radius, 1.0))
        levels.append(_discs(picture, open_share, radius, shrink))
    return Defocus(tuple(levels), distance(share))


def distance(share: Plane) -> Plane:
    """How far 0..1 each point lies from the subject, guessed: the ground rises in the picture as it goes away.

    Where the frame cuts the subject off below, nothing shows where it stands, and all the background is far.
    """
    height = share.shape[0]
    rows = np.flatnonzero((share > 0.5).any(1))
    if not len(rows) or float((share[-1] > 0.5).mean()) > _CUT_OFF:
        return np.ones_like(share)
    foot = float(rows[-1])
    y = np.arange(height, dtype=np.float32)[:, None]
    away = np.where(y < foot, (foot - y) / np.float32(0.62 * height), (y - foot) / np.float32(0.30 * height))
    eased = np.clip(away, 0, 1)
    eased = np.float32(0.08) + np.float32(0.92) * eased * (2 - eased)
    return np.asarray(np.broadcast_to(eased, share.shape), np.float32)


def _discs(picture: Picture, open_share: Plane, radius: float, shrink: float) -> Plane:
    """The background blurred with discs of `radius` pixels, worked out at `shrink` times the size."""
    size = (max(1, round(picture.shape[1] * shrink)), max(1, round(picture.shape[0] * shrink)))
    share = enlarge.fitted(open_share, *size) if shrink < 1 else open_share
    shown = cv2.resize(picture, size, interpolation=cv2.INTER_AREA) if shrink < 1 else picture
    radius = max(0.6, radius * shrink)
    reach = int(np.ceil(radius))
    span = np.arange(-reach, reach + 1, dtype=np.float32)
    disc = np.clip(np.float32(radius + 0.5) - np.hypot(span[None], span[:, None]), 0, 1)
    disc /= disc.sum()
    # Highlights that the sensor clipped were brighter than white: they bloom into discs.
    value = shown.astype(np.float32) / 255
    light = np.power(value, np.float32(2.2))
    light *= (1 + 5 * np.clip((value.min(-1) - np.float32(0.86)) / np.float32(0.12), 0, 1) ** 2)[..., None]
    light *= share[..., None]
    spread = cv2.filter2D(light, -1, disc, borderType=cv2.BORDER_REFLECT)
    weight = cv2.filter2D(share, -1, disc, borderType=cv2.BORDER_REFLECT)
    for wide, strength in ((radius * 3.0, 0.02), (radius * 10.0, 0.0005)):
        spread += np.float32(strength) * enlarge.soft(light, wide)
        weight += np.float32(strength) * enlarge.soft(share, wide)
    out = np.power(np.clip(spread / np.maximum(weight, 1e-6)[..., None], 0, 1), np.float32(1 / 2.2))
    return np.asarray(out * 255, np.float32)
