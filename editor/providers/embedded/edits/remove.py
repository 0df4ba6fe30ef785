"""Taking a marked thing out: its place is filled from what lies around it, at the photograph's own size."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from editor.providers.embedded import steps
from editor.providers.embedded.arrays import Picture, Plane
from editor.providers.embedded.edits import enlarge, patches

UNMARKED = "mark what should go with a mask: words alone do not say where it is"
LARGEST, LARGE = 0.08, 0.03  # of the picture: refused above the one, said to be a guess above the other
_SIDE = 260  # longest side of the piece of the picture that patches are looked for in
_FEW = 3200  # unknown pixels at which the piece is made smaller still
_ROOM = 1.1  # of the hole's longer side: how much of its surroundings may be copied from
_SEAM = 26.0  # the largest difference (0..255) that is evened out at a seam: more is an edge of a thing
_MISFIT = 12.0  # see patches.Found: above this, something was cut off that nothing near by continues
_APART, _TWO = 20.0, 3.3  # how far apart (in Lab, and in spreads) the colours of two things beside a hole are
_BAND = 64  # rows filled at a time: each of their pixels is copied from four others
_LEAST = 400  # pixels that must be left to copy from


@dataclass(frozen=True, slots=True)
class Filled:
    """The picture without the marked thing; `guessed` says that what fills its place is to be looked at."""

    picture: Picture
    guessed: bool


class NotRemoved(Exception):
    """The place cannot be filled; the message says why, in words for the person who asked."""


def share(hole: NDArray[np.bool_]) -> float:
    """The hole's share of the picture."""
    return float(hole.mean())


def fill(picture: Picture, hole: NDArray[np.bool_], subject: Plane | None) -> Filled:
    """The picture with the hole filled and every other pixel as it was; raises NotRemoved.

    What lies behind a thing is not the thing: the `subject` (0..1, same size, None: unknown) is not copied from, unless
    the hole lies in it.
    """
    if share(hole) > LARGEST:
        raise NotRemoved(f"the marked place is {share(hole):.0%} of the picture; up to {LARGEST:.0%} can be filled")
    if not hole.any():
        return Filled(picture, False)
    box = _around(hole)
    out = picture.copy()
    out[box], misfit = patched(picture[box], hole[box], _allowed(hole[box], None if subject is None else subject[box]))
    return Filled(out, share(hole) > LARGE or misfit > _MISFIT or _is_crossed(picture[box], hole[box]))


def patched(
    piece: Picture, gap: NDArray[np.bool_], allowed: NDArray[np.bool_], most: int = _FEW
) -> tuple[Picture, float]:
    """A picture with its gap filled from where it is `allowed`, and how ill that fits (see patches.Found).

    Patches are looked for at a size at which the gap has at most `most` pixels.
    """
    small, small_gap, small_allowed = _shrunk(piece, gap, allowed, most)
    if int(small_allowed.sum()) < _LEAST or not patches.whole(small_allowed).any():
        raise NotRemoved("there is too little around the marked place to fill it from")
    found = patches.search(small, small_gap, small_allowed)
    moved = np.zeros((*small_gap.shape, 2), np.float32)
    moved[found.places[:, 0], found.places[:, 1]] = found.sources - found.places
    return _copied(piece, gap, moved, small), found.misfit


def _around(hole: NDArray[np.bool_]) -> tuple[slice, slice]:
    """The hole's box with its surroundings."""
    rows, columns = np.flatnonzero(hole.any(1)), np.flatnonzero(hole.any(0))
    height, width = hole.shape
    longer = max(rows[-1] - rows[0], columns[-1] - columns[0]) + 1
    room = int(max(longer * _ROOM, 0.06 * max(height, width), 16))
    return (
        slice(max(0, rows[0] - room), min(height, rows[-1] + 1 + room)),
        slice(max(0, columns[0] - room), min(width, columns[-1] + 1 + room)),
    )


def _is_crossed(piece: Picture, gap: NDArray[np.bool_]) -> bool:
    """Whether two things meet at the gap, by the colours round it: where their border ran inside it nobody knows."""
    scale = min(1.0, _SIDE / max(gap.shape))
    size = (max(1, round(gap.shape[1] * scale)), max(1, round(gap.shape[0] * scale)))
    hole = np.asarray(cv2.resize(gap.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST))
    near, far = (cv2.dilate(hole, np.ones((reach, reach), np.uint8)) > 0 for reach in (3, 9))
    shown = cv2.GaussianBlur(cv2.resize(piece, size, interpolation=cv2.INTER_AREA), (0, 0), 1.2)
    ring = cv2.cvtColor(shown.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)[far & ~near]
    if len(ring) < 2:
        return False
    cv2.setRNGSeed(1)
    spread, _, (one, other) = cv2.kmeans(ring, 2, None, (3, 20, 0.1), 3, cv2.KMEANS_PP_CENTERS)
    apart = float(np.linalg.norm(one - other))
    return apart > _APART and apart > _TWO * (spread / len(ring)) ** 0.5


def _allowed(gap: NDArray[np.bool_], subject: Plane | None) -> NDArray[np.bool_]:
    if subject is None:
        return ~gap
    reach = max(3, max(gap.shape) // 40)
    ring = cv2.dilate(gap.astype(np.uint8), np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)).astype(bool) & ~gap
    within = float((subject[ring] > 0.5).mean()) if ring.any() else 0.0
    if within > 0.6:  # a speck on the subject is mended with the subject
        return ~gap & (subject > 0.5)
    return ~gap & (subject < 0.5) if within < 0.4 else ~gap


def _shrunk(
    piece: Picture, gap: NDArray[np.bool_], allowed: NDArray[np.bool_], most: int
) -> tuple[Plane, NDArray[np.bool_], NDArray[np.bool_]]:
    scale = min(1.0, _SIDE / max(gap.shape), (most / max(1, int(gap.sum()))) ** 0.5)
    size = (max(1, round(gap.shape[1] * scale)), max(1, round(gap.shape[0] * scale)))
    weight = _mean(~gap, size)
    blank = piece.copy()
    blank[gap] = 0
    small = cv2.resize(blank, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    small = np.minimum(small / np.maximum(weight, 1e-3)[..., None], 255)
    open_ = _mean(allowed, size) > 0.99
    return np.asarray(small, np.float32), np.asarray(weight < 0.999), np.asarray(open_)


def _mean(marks: NDArray[np.bool_], size: tuple[int, int]) -> Plane:
    """The share 0..1 of each pixel of a smaller picture that is marked."""
    whole = cv2.resize(marks.astype(np.uint8) * np.uint8(255), size, interpolation=cv2.INTER_AREA)
    return np.asarray(whole, np.float32) / 255


def _copied(piece: Picture, gap: NDArray[np.bool_], moved: Plane, small: Plane) -> Picture:
    """Every pixel of the gap copied from where the small picture's pixels around it were found, mixed between them."""
    lean = _seam(small, moved)
    out = piece.copy()
    for top in range(0, gap.shape[0], _BAND):
        band = gap[top : top + _BAND]
        rows, columns = np.nonzero(band)
        if not len(rows):
            continue
        total = _mixed(piece, rows + top, columns, moved)
        bottom = top + band.shape[0]
        total += enlarge.rows(lean, gap.shape[1], gap.shape[0], top, bottom)[rows, columns]
        out[rows + top, columns] = np.clip(total + np.float32(0.5), 0, 255).astype(np.uint8)
        steps.done(bottom / gap.shape[0])
    return out


def _mixed(piece: Picture, rows: NDArray[np.int64], columns: NDArray[np.int64], moved: Plane) -> Plane:
    down, right = moved.shape[0] / piece.shape[0], moved.shape[1] / piece.shape[1]
    at_y, at_x = (rows + 0.5) * down - 0.5, (columns + 0.5) * right - 0.5
    low_y, low_x = np.floor(at_y).astype(np.int64), np.floor(at_x).astype(np.int64)
    total = np.zeros((len(rows), 3), np.float32)
    for step_y in (0, 1):
        for step_x in (0, 1):
            y = np.clip(low_y + step_y, 0, moved.shape[0] - 1)
            x = np.clip(low_x + step_x, 0, moved.shape[1] - 1)
            off = moved[y, x]
            source_y = np.clip(np.rint(rows + off[:, 0] / down), 0, piece.shape[0] - 1).astype(np.int64)
            source_x = np.clip(np.rint(columns + off[:, 1] / right), 0, piece.shape[1] - 1).astype(np.int64)
            part = np.abs(at_y - low_y - (1 - step_y)) * np.abs(at_x - low_x - (1 - step_x))
            total += part.astype(np.float32)[:, None] * piece[source_y, source_x]
    return total


def _seam(small: Plane, moved: Plane) -> Plane:
    """What to add to the copied pixels so that they meet their surroundings: the difference at the seam, spread in."""
    inner = cv2.erode((np.abs(moved).sum(-1) > 0).astype(np.uint8), np.ones((5, 5), np.uint8))
    edge = cv2.morphologyEx(inner, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8), borderType=cv2.BORDER_REPLICATE)
    y, x = np.nonzero(edge & (np.abs(moved).sum(-1) > 0))
    off = np.zeros(small.shape, np.float32)
    known = np.zeros(small.shape[:2], np.float32)
    to_y = np.clip(y + moved[y, x, 0].astype(np.int64), 0, small.shape[0] - 1)
    to_x = np.clip(x + moved[y, x, 1].astype(np.int64), 0, small.shape[1] - 1)
    off[y, x] = np.clip(small[y, x] - small[to_y, to_x], -_SEAM, _SEAM)
    known[y, x] = 1
    total, weight = np.zeros_like(off), np.zeros_like(known)
    for spread, strength in ((2.0, 1.0), (6.0, 0.1), (20.0, 0.01), (60.0, 0.001)):
        total += np.float32(strength) * enlarge.soft(off, spread)
        weight += np.float32(strength) * enlarge.soft(known, spread)
    return np.asarray(total / np.maximum(weight, 1e-7)[..., None], np.float32)
