"""How the frame of a picture moved against the one it was made from: a shift, a turn and a scale.

Models return an edited picture a few pixels off, a percent larger, or in another tone. The gradients tell where things
stand whatever their tone, so every way to lay one picture over the other is judged by them alone, and only where
nothing was meant to change.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from editor.drift.arrays import Mask, Matrix, Picture, Plane
from editor.drift.work import Work, work

IDENTITY: Final[Matrix] = np.array([[1, 0, 0], [0, 1, 0]], np.float64)
SAME_SHAPE: Final = 0.02  # the ratios of two frames may differ by this share
ENOUGH: Final = 0.55  # agreement of gradients from which a match is believed
FLAT: Final = 0.004  # share of the kept area with an edge in it, below which there is nothing to align by
NO_WORSE: Final = 0.01  # a move has to agree better than none by this much: moving pixels softens them
LARGEST_SHIFT: Final = 0.12  # share of the long edge
LARGEST_SCALE: Final = 0.15
LARGEST_TURN: Final = 0.10  # radians
_FEATURES: Final = 1500
_STEPS: Final = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 60, 1e-5)


@dataclass(frozen=True, slots=True)
class Alignment:
    """Where the first frame lies in the second.

    `matrix` leads from a pixel (x, y) of the first picture to the place in the second, both in their own pixels;
    `agreement` (0 to 1) says how well the edges of the kept area fall on each other. `is_flat`: there were none.
    """

    matrix: Matrix
    agreement: float
    is_flat: bool = False

    @property
    def is_found(self) -> bool:
        """Whether the pictures can be laid over each other with some trust."""
        return self.is_flat or self.agreement >= ENOUGH

    @property
    def shift_px(self) -> tuple[float, float]:
        """Where the origin went, x and y."""
        return float(self.matrix[0, 2]), float(self.matrix[1, 2])

    @property
    def scale(self) -> float:
        """How much larger things are in the second picture."""
        return float(np.hypot(self.matrix[0, 0], self.matrix[1, 0]))

    @property
    def is_still(self) -> bool:
        """Whether nothing moved: both frames are one."""
        return bool(np.array_equal(self.matrix, IDENTITY))


class OtherShape(ValueError):
    """The pictures have different ratios, so neither is the other one moved."""


def align(first: Picture, second: Picture, region: Mask | None = None) -> Alignment:
    """How `second` moved against `first`, judged outside `region` (of the shape of `first`; None: everywhere).

    Raises OtherShape where the ratios of width to height differ by more than SAME_SHAPE.
    """
    (height, width), (high, wide) = first.shape[:2], second.shape[:2]
    if abs(width * high / (height * wide) - 1) > SAME_SHAPE:
        raise OtherShape(f"{width} x {height} and {wide} x {high} pixels have different shapes.")
    one = work(first, region)
    two = work(second, None, size=one.size)
    if one.edged_share < FLAT:
        return Alignment(_between(IDENTITY, one, first, second), 1.0, is_flat=True)
    still = agreement(one, two, IDENTITY)
    moves = [(agreement(one, two, move), move) for move in _moves(one, two)]
    best, move = max(moves, key=lambda each: each[0], default=(0.0, IDENTITY))
    if best < still + NO_WORSE:
        return Alignment(_between(IDENTITY, one, first, second), still)
    return Alignment(_between(move, one, first, second), best)


def agreement(one: Work, two: Work, move: Matrix) -> float:
    """How well the edges of two pictures fall on each other (0 to 1), the second moved back by `move`.

    Normalised gradient fields: only the direction of an edge counts, not its strength nor which side is dark (Haber
    and Modersitzki, 2006), so a change of tone or colour is no disagreement.
    """
    across, down = (_moved(plane, move, one.size) for plane in (two.across, two.down))
    inside = _moved(np.ones(two.across.shape, np.float32), move, one.size)
    weight = one.kept * (inside > 0.999)
    cross = float((weight * (one.across * across + one.down * down) ** 2).sum())
    own = float((weight * (one.across**2 + one.down**2) ** 2).sum())
    other = float((weight * (across**2 + down**2) ** 2).sum())
    return cross / float(np.sqrt(own * other)) if own > 0 and other > 0 else 0.0


def _moved(plane: Plane, move: Matrix, size: tuple[int, int]) -> Plane:
    """A plane of the second frame as it lies in the first."""
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return np.asarray(cv2.warpAffine(plane, move, size, flags=flags, borderMode=cv2.BORDER_CONSTANT))


def _moves(one: Work, two: Work) -> list[Matrix]:
    """Ways to lay the second picture over the first, each also refined."""
    rough = [IDENTITY, *_by_shift(one, two), *_by_corners(one, two)]
    best = sorted(rough, key=lambda move: agreement(one, two, move))[-2:]
    fine = [move for start in best for move in _refined(one, two, start)]
    return [move for move in (*rough[1:], *fine) if _is_small(move, one)]


def _by_shift(one: Work, two: Work) -> list[Matrix]:
    """The shift at which the edges correlate best."""
    window = cv2.createHanningWindow(one.size, cv2.CV_32F)
    (x, y), _ = cv2.phaseCorrelate(one.edges * one.kept, two.edges * one.kept, window)
    return [np.array([[1, 0, x], [0, 1, y]], np.float64)]


def _by_corners(one: Work, two: Work) -> list[Matrix]:
    """Shift, turn and scale that most corners of the kept area agree on (ORB and RANSAC)."""
    finder = cv2.ORB.create(_FEATURES, fastThreshold=8)
    here, seen = finder.detectAndCompute(one.grey, (one.kept > 0.5).astype(np.uint8) * 255)
    there, known = finder.detectAndCompute(two.grey, None)
    if seen is None or known is None or len(here) < 8 or len(there) < 8:
        return []
    pairs = cv2.BFMatcher(cv2.NORM_HAMMING, crossCheck=True).match(seen, known)
    if len(pairs) < 8:
        return []
    start = np.array([here[pair.queryIdx].pt for pair in pairs], np.float32)
    end = np.array([there[pair.trainIdx].pt for pair in pairs], np.float32)
    cv2.setRNGSeed(1)  # the same pictures, the same answer
    move, inliers = cv2.estimateAffinePartial2D(start, end, method=cv2.RANSAC, ransacReprojThreshold=2.0)
    return [] if move is None or int(inliers.sum()) < 8 else [np.asarray(move, np.float64)]


def _refined(one: Work, two: Work, start: Matrix) -> list[Matrix]:
    """A rough move made exact to a fraction of a pixel (ECC, Evangelidis and Psarakis 2008), where that converges."""
    kept = (one.kept > 0.5).astype(np.uint8)
    found: list[Matrix] = []
    for kind in (cv2.MOTION_TRANSLATION, cv2.MOTION_AFFINE):
        try:
            _, move = cv2.findTransformECC(one.smooth, two.smooth, start.astype(np.float32), kind, _STEPS, kept, 3)
        except cv2.error:  # no convergence: this start led nowhere
            continue
        found.append(np.asarray(move, np.float64))
    return found


def _is_small(move: Matrix, one: Work) -> bool:
    """Whether a move is one that a model makes by itself, and no other picture forced onto this one."""
    long = max(one.size)
    scale, turn = float(np.hypot(move[0, 0], move[1, 0])), float(np.arctan2(move[1, 0], move[0, 0]))
    middle = move @ np.array([one.size[0] / 2, one.size[1] / 2, 1.0])
    shift = float(np.hypot(middle[0] - one.size[0] / 2, middle[1] - one.size[1] / 2))
    return abs(scale - 1) <= LARGEST_SCALE and abs(turn) <= LARGEST_TURN and shift <= LARGEST_SHIFT * long


def _between(move: Matrix, one: Work, first: Picture, second: Picture) -> Matrix:
    """A move at the size it was found, as one between the pictures in their own pixels (centres on halves)."""
    into = _scaling(first.shape[1] / one.size[0], first.shape[0] / one.size[1])
    out = _scaling(second.shape[1] / one.size[0], second.shape[0] / one.size[1])
    whole = out @ np.vstack([move, [0, 0, 1]]) @ np.linalg.inv(into)
    exact = np.asarray(whole[:2], np.float64)
    return IDENTITY.copy() if np.allclose(exact, IDENTITY, atol=1e-9) else exact


def _scaling(x: float, y: float) -> Matrix:
    """Enlarging by x and y about the corner of the frame, where pixel centres lie on halves."""
    return np.array([[x, 0, (x - 1) / 2], [0, y, (y - 1) / 2], [0, 0, 1]], np.float64)
