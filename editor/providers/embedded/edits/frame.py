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
    """The largest box of `target`'s ratio in a photograph of `size` (both width, height), centred on the subject.

    The subject's `mask` has the photograph's shape, not always its size.
    """
    width, height = size
    ratio = target[0] / target[1]
    wide = min(width, height * ratio) / zoom
    tall = wide / ratio
    across, down = (0.5, 0.5) if mask is None else _middle(mask)
    middle_x, middle_y = across * width, down * height
    left = round(min(max(middle_x - wide / 2, 0), width - wide))
    top = round(min(max(middle_y - tall / 2, 0), height - tall))
    box = (max(1, min(round(wide), width - left)), max(1, min(round(tall), height - top)))
    edges = (left / width, top / height, (left + box[0]) / width, (top + box[1]) / height)
    return Crop(left, top, *box, lost=_lost(mask, edges))


def _middle(mask: Plane) -> tuple[float, float]:
    """The middle of the subject's box, across and down, in parts of the picture."""
    rows, columns = np.flatnonzero((mask > 0.5).any(1)), np.flatnonzero((mask > 0.5).any(0))
    if not len(rows):
        return 0.5, 0.5
    across, down = (columns[0] + columns[-1]) / 2, (rows[0] + rows[-1]) / 2
    return float(across / mask.shape[1]), float(down / mask.shape[0])


def _lost(mask: Plane | None, edges: tuple[float, float, float, float]) -> float:
    """The share of the subject that lies outside a box (left, top, right, bottom, in parts of the picture)."""
    if mask is None:
        return 0.0
    left, top, right, bottom = (round(edge * side) for edge, side in zip(edges, mask.shape[1::-1] * 2, strict=True))
    whole = float((mask > 0.5).sum())
    return 1 - float((mask[top:bottom, left:right] > 0.5).sum()) / whole if whole else 0.0
