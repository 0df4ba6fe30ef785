"""Which part of a photograph fills the frame: the asked ratio, around the subject."""

from dataclasses import dataclass

import numpy as np

from editor.providers.embedded.arrays import Plane


@dataclass(frozen=True, slots=True)
class Crop:
    """A box in the photograph's pixels, and how much of the subject it leaves out (0..1)."""

    left: int
    top: int
    width: int
    height: int
    lost: float = 0.0


def crop(size: tuple[int, int], target: tuple[int, int], mask: Plane | None, zoom: float) -> Crop:
    """The largest box of `target`'s ratio in a photograph of `size` (both width, height), centred on the subject."""
    width, height = size
    ratio = target[0] / target[1]
    wide = min(width, height * ratio) / zoom
    tall = wide / ratio
    middle_x, middle_y = _middle(mask) if mask is not None else (width / 2, height / 2)
    left = round(min(max(middle_x - wide / 2, 0), width - wide))
    top = round(min(max(middle_y - tall / 2, 0), height - tall))
    box = (max(1, min(round(wide), width - left)), max(1, min(round(tall), height - top)))
    return Crop(left, top, *box, lost=_lost(mask, left, top, *box))


def _middle(mask: Plane) -> tuple[float, float]:
    """The middle of the subject's box."""
    rows, columns = np.flatnonzero((mask > 0.5).any(1)), np.flatnonzero((mask > 0.5).any(0))
    if not len(rows):
        return mask.shape[1] / 2, mask.shape[0] / 2
    return (columns[0] + columns[-1]) / 2, (rows[0] + rows[-1]) / 2


def _lost(mask: Plane | None, left: int, top: int, width: int, height: int) -> float:
    if mask is None:
        return 0.0
    whole = float((mask > 0.5).sum())
    return 1 - float((mask[top : top + height, left : left + width] > 0.5).sum()) / whole if whole else 0.0
