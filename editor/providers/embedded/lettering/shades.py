"""What is laid between a picture and the words over it when that is asked for: a soft shadow, or a plate."""

from __future__ import annotations

import cv2
import numpy as np

from editor.providers.embedded import colours
from editor.providers.embedded.arrays import Picture, Plane
from editor.providers.embedded.lettering.blocks import Block, Box

_SMALL = 1024  # longest side at which a shadow is made: it is soft
_SPREAD, _FALL = 0.11, 0.035  # of a shadow: how soft, and how far below the letters, in parts of their size
_DARK = 0.72  # the most of a picture's light that a shadow takes
_PLATE, _PAD, _ROUND = 0.86, 0.55, 0.16  # how opaque, how far beyond the words, and how round, in parts of their size
_BAND = 256


def lay(picture: Picture, kind: str, words: tuple[Block, ...], tint: str, unit: float) -> None:
    """Lay a "shadow" or a "plate" in the colour `tint` on `picture` in place, for words in units of `unit` pixels."""
    share = _plate(picture, words, unit) if kind == "plate" else _shadow(picture, words, unit)
    height, width = picture.shape[:2]
    paint = np.array(colours.rgb(tint), np.float32) * 255
    rows = np.flatnonzero(share.max(1) > 0.002)
    if not len(rows):
        return
    down = height / share.shape[0]
    first, last = max(0, int((rows[0] - 1) * down)), min(height, int((rows[-1] + 2) * down))
    for top in range(first, last, _BAND):
        bottom = min(last, top + _BAND)
        here = _rows(share, width, height, top, bottom)[..., None]
        shown = picture[top:bottom].astype(np.float32)
        picture[top:bottom] = np.clip(shown + (paint - shown) * here + np.float32(0.5), 0, 255).astype(np.uint8)


def _rows(share: Plane, width: int, height: int, top: int, bottom: int) -> Plane:
    """Rows of a smaller plane at the picture's size."""
    if share.shape == (height, width):
        return share[top:bottom]
    across, down = share.shape[1] / width, share.shape[0] / height
    x = (np.arange(width, dtype=np.float32) + np.float32(0.5)) * np.float32(across) - np.float32(0.5)
    y = (np.arange(top, bottom, dtype=np.float32) + np.float32(0.5)) * np.float32(down) - np.float32(0.5)
    at = np.broadcast_to(x[None], (len(y), width)), np.broadcast_to(y[:, None], (len(y), width))
    found = cv2.remap(share, np.ascontiguousarray(at[0]), np.ascontiguousarray(at[1]), cv2.INTER_LINEAR,
                      borderMode=cv2.BORDER_REPLICATE)  # fmt: skip
    return np.asarray(found, np.float32)


def _shadow(picture: Picture, words: tuple[Block, ...], unit: float) -> Plane:
    """A blurred copy of the letters, a little below them, and a wider one that calms a busy ground."""
    height, width = picture.shape[:2]
    scale = min(1.0, _SMALL / max(width, height))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    share = np.zeros(size[::-1], np.float32)
    for each in words:
        spread = max(0.8, each.size * unit * scale * _SPREAD)
        drawn = each.coverage(unit * scale, *size, 0, -round(each.size * unit * scale * _FALL))
        for reach, strength in ((1.0, 1.2), (3.2, 1.5)):
            part = np.clip(cv2.GaussianBlur(drawn, (0, 0), spread * reach) * np.float32(strength), 0, 1)
            share = 1 - (1 - share) * (1 - np.float32(_DARK * (1 if reach == 1 else 0.75)) * part)
    return np.asarray(share, np.float32)


def _plate(picture: Picture, words: tuple[Block, ...], unit: float) -> Plane:
    """A rectangle with slightly rounded corners round all of the words."""
    height, width = picture.shape[:2]
    size = min(words[0].size, words[0].ink.height) * unit
    boxes = [each.ink for each in words]
    box = Box(min(each.x for each in boxes), min(each.y for each in boxes), 0, 0)
    right, bottom = max(each.right for each in boxes), max(each.bottom for each in boxes)
    pad, corner = size * _PAD, size * _ROUND
    x = np.arange(width, dtype=np.float32)[None] + np.float32(0.5)
    y = np.arange(height, dtype=np.float32)[:, None] + np.float32(0.5)
    middle = ((box.x + right) / 2 * unit, (box.y + bottom) / 2 * unit)
    half = ((right - box.x) / 2 * unit + pad, (bottom - box.y) / 2 * unit + pad * 0.8)
    beyond = [np.abs(at - np.float32(centre)) - np.float32(reach - corner)
              for at, centre, reach in zip((x, y), middle, half, strict=True)]  # fmt: skip
    out = np.zeros((height, width), np.float32)
    for top in range(0, height, _BAND):
        rows = beyond[1][top : top + _BAND]
        away = np.hypot(np.maximum(beyond[0], 0), np.maximum(rows, 0)) - np.float32(corner)
        out[top : top + _BAND] = np.clip(np.float32(0.5) - away, 0, 1) * np.float32(_PLATE)
    return out
