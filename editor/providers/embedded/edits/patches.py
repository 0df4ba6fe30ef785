"""Which known patch looks most like what surrounds each unknown pixel: PatchMatch, the same result every time.

Worked out coarse to fine on a small picture. The result is an offset for every unknown pixel, so that the caller can
copy from the photograph at its full size, with its own grain.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from editor.providers.embedded.arrays import Plane

Places = NDArray[np.int32]  # rows and columns, n x 2

_HALF = 3  # a patch is 7 x 7 pixels
_COARSEST = 20  # pixels of the hole's shorter side below which no coarser level is made
_CHOICE = (700, 3)  # whole patches that a level must offer: at least, and for each unknown pixel
_TRIED = 1400  # known patches, evenly chosen, that the first fill looks at
_AROUND = ((0, -1), (-1, 0), (0, 1), (1, 0), (-1, -1), (-1, 1), (1, -1), (1, 1))  # rows and columns, beside first
_TOGETHER, _NEARLY, _GRAIN = 16, 1.6, 90.0  # see _together: rounds; how much worse a match may be
_ROUNDS = (8, 4)  # at the coarsest level, and at each finer one


@dataclass(frozen=True, slots=True)
class Found:
    """Pixels to be filled and, for each, the known pixel that fills it (rows and columns); and how ill they fit: the
    difference of their surroundings (0..255) that a tenth of them exceeds."""

    places: Places
    sources: Places
    misfit: float


def search(picture: Plane, hole: NDArray[np.bool_], sources: NDArray[np.bool_]) -> Found:
    """The known pixel that fits best for every pixel of the hole.

    `picture` is float32 RGB, `sources` says which pixels may be copied from; it must leave some patches whole.
    """
    levels = _levels(picture, hole, sources)
    filled, found, places = levels[-1][0], np.empty((0, 2), np.int32), np.empty((0, 2), np.int32)
    draw = np.random.default_rng(5)
    for number, (shown, gap, allowed) in enumerate(reversed(levels)):
        filled, found, places = _one(shown, gap, allowed, (filled, found, places), number == 0, draw)
    found = _together(filled, sources, places, found)
    patches = _Patches(filled)
    apart = patches.apart(patches.of(places), found) / patches.count
    return Found(places, found, float(np.sqrt(np.quantile(apart, 0.9))))


def _together(filled: Plane, sources: NDArray[np.bool_], places: Places, match: Places) -> Places:
    """Matches that go with their neighbours' where that fits nearly as well: what is copied stays in one piece.

    Where each pixel is copied from a spot of its own, small things come back in rows.
    """
    patches, open_ = _Patches(filled), whole(sources)
    here = patches.of(places)
    limit = patches.apart(here, match) * np.float32(_NEARLY) + np.float32(patches.count * _GRAIN)
    number = np.full(open_.shape, len(places), np.int32)  # the last stands for what has no match
    number[places[:, 0], places[:, 1]] = np.arange(len(places))
    framed = np.pad(number, 1, constant_values=len(places))
    others = [framed[places[:, 0] + 1 + down, places[:, 1] + 1 + right] for down, right in _AROUND]
    for turn in range(_TOGETHER):
        moves = np.vstack([match - places, np.full((1, 2), 1 << 20, np.int32)])
        code = moves[:, 0].astype(np.int64) * (1 << 24) + moves[:, 1]
        near = np.stack([code[other] for other in others])
        own, offer = (near == code[:-1]).sum(0), near[turn % 4]
        guess = places + moves[others[turn % 4]]
        inside = ((guess >= 0) & (guess < open_.shape)).all(1)
        at = np.clip(guess, 0, np.array(open_.shape) - 1)
        tried = np.flatnonzero(inside & open_[at[:, 0], at[:, 1]] & ((near == offer).sum(0) > own))
        if len(tried):
            won = tried[patches.apart(here[tried], guess[tried]) < limit[tried]]
            match = match.copy()
            match[won] = guess[won]
    return match


def _levels(
    picture: Plane, hole: NDArray[np.bool_], sources: NDArray[np.bool_]
) -> list[tuple[Plane, NDArray[np.bool_], NDArray[np.bool_]]]:
    levels = [(picture, hole, sources)]
    while True:
        shown, gap, allowed = levels[-1]
        deep = float(cv2.distanceTransform(np.pad(gap, 1).astype(np.uint8), cv2.DIST_L2, 3).max())
        size = (gap.shape[1] // 2, gap.shape[0] // 2)
        if deep < 7 or min(size) < _COARSEST:
            return levels
        known = (~gap).astype(np.float32)
        weight = cv2.resize(known, size, interpolation=cv2.INTER_AREA)
        small = cv2.resize(shown * known[..., None], size, interpolation=cv2.INTER_AREA)
        small = small / np.maximum(weight, 1e-3)[..., None]
        open_ = cv2.resize(allowed.astype(np.float32), size, interpolation=cv2.INTER_AREA) > 0.99
        missing = np.asarray(weight < 0.5)
        # So coarse that little is left to choose from, the first fill would go wrong and nothing would mend it.
        if int(whole(open_).sum()) < max(_CHOICE[0], _CHOICE[1] * int(missing.sum())):
            return levels
        levels.append((np.asarray(small, np.float32), missing, open_))


def whole(allowed: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Pixels whose whole patch may be copied; at the picture's own edge it goes on mirrored."""
    kernel = np.ones((2 * _HALF + 1, 2 * _HALF + 1), np.uint8)
    return np.asarray(cv2.erode(allowed.astype(np.uint8), kernel, borderType=cv2.BORDER_CONSTANT, borderValue=1) > 0)


def _one(
    shown: Plane,
    gap: NDArray[np.bool_],
    allowed: NDArray[np.bool_],
    coarser: tuple[Plane, Places, Places],
    first: bool,
    draw: np.random.Generator,
) -> tuple[Plane, Places, Places]:
    """One level: start from the coarser one, then match and vote in turn."""
    fit = whole(allowed)
    # Every pixel whose patch touches the gap is matched, for it has a vote in it.
    kernel = np.ones((2 * _HALF + 1, 2 * _HALF + 1), np.uint8)
    places = np.argwhere(cv2.dilate(gap.astype(np.uint8), kernel) > 0).astype(np.int32)
    number = np.full(gap.shape, -1, np.int32)
    number[places[:, 0], places[:, 1]] = np.arange(len(places))
    if first:
        filled, match = _peeled(shown, gap, fit, places)
    else:
        match = _from_coarser(coarser, places, fit, gap.shape, draw)
        filled = _copied(shown, gap, places, match)
    state = _Level(gap, fit, places, number)
    for _ in range(_ROUNDS[0] if first else _ROUNDS[1]):
        match, apart = state.matched(filled, match, draw)
        filled = state.voted(shown, filled, match, apart)
    return filled, match, places


def _peeled(shown: Plane, gap: NDArray[np.bool_], whole: NDArray[np.bool_], places: Places) -> tuple[Plane, Places]:
    """A first fill from the edge inwards, layer by layer, each pixel by the best of (almost) all known patches."""
    known = np.argwhere(whole).astype(np.int32)
    known = known[:: max(1, len(known) // _TRIED)]
    filled, sure = shown.copy(), (~gap).astype(np.float32)
    there = _Patches(shown).of(known)
    while (sure == 0).any():
        rim = np.argwhere((sure == 0) & (cv2.dilate(sure, np.ones((3, 3), np.uint8)) > 0)).astype(np.int32)
        best = known[_nearest(_Patches(filled).of(rim), _weights(sure, rim), there)]
        filled[rim[:, 0], rim[:, 1]] = shown[best[:, 0], best[:, 1]]
        sure[rim[:, 0], rim[:, 1]] = 1
    whole_weight = np.ones((len(places), there.shape[1]), np.float32)
    return filled, known[_nearest(_Patches(filled).of(places), whole_weight, there)]


def _weights(sure: Plane, places: Places) -> Plane:
    """1 for each number of the patches round some places that is known, 0 for the others."""
    return _Patches(np.repeat(sure[..., None], 3, axis=-1)).of(places)


def _nearest(here: Plane, weights: Plane, there: Plane) -> NDArray[np.int64]:
    """For each patch the nearest of those `there`, by the numbers that have a weight."""
    square = there * there
    out = []
    for at in range(0, len(here), 256):
        part, weight = here[at : at + 256], weights[at : at + 256]
        # OpenCV's product keeps to one core and one order of adding up; NumPy's is free to share it out.
        held = cv2.gemm(weight, square, 1, None, 0, flags=cv2.GEMM_2_T)
        far = cv2.gemm(np.ascontiguousarray(weight * part), there, -2, held, 1, flags=cv2.GEMM_2_T)
        out.append(np.argmin(far, axis=1))
    return np.concatenate(out)


def _copied(shown: Plane, gap: NDArray[np.bool_], places: Places, match: Places) -> Plane:
    out = shown.copy()
    inside = gap[places[:, 0], places[:, 1]]
    to, source = places[inside], match[inside]
    out[to[:, 0], to[:, 1]] = shown[source[:, 0], source[:, 1]]
    return out


def _scattered(whole: NDArray[np.bool_], places: Places, draw: np.random.Generator) -> Places:
    """A first guess: known patches near by, drawn at random."""
    known = np.argwhere(whole).astype(np.int32)
    return np.asarray(known[draw.integers(0, len(known), len(places))])


def _from_coarser(
    coarser: tuple[Plane, Places, Places],
    places: Places,
    whole: NDArray[np.bool_],
    shape: tuple[int, ...],
    draw: np.random.Generator,
) -> Places:
    before, found, known = coarser
    table = np.zeros((*before.shape[:2], 2), np.int32)
    table[known[:, 0], known[:, 1]] = found - known
    has = np.zeros(before.shape[:2], bool)
    has[known[:, 0], known[:, 1]] = True
    at = np.minimum(places // 2, np.array(before.shape[:2]) - 1)
    match = places + 2 * table[at[:, 0], at[:, 1]]
    match = np.asarray(np.clip(match, 0, np.array(shape[:2]) - 1), np.int32)
    bad = ~(whole[match[:, 0], match[:, 1]] & has[at[:, 0], at[:, 1]])
    if bad.any():
        match[bad] = _scattered(whole, places[bad], draw)
    return np.asarray(match)


class _Level:
    """The matching of one level: `places` to be matched, their `number` by pixel, and where `whole` patches lie."""

    __slots__ = ("gap", "known", "number", "places", "whole")

    def __init__(
        self, gap: NDArray[np.bool_], whole: NDArray[np.bool_], places: Places, number: NDArray[np.int32]
    ) -> None:
        self.gap, self.whole, self.places, self.number = gap, whole, places, number
        deep = cv2.distanceTransform(np.pad(gap, 1).astype(np.uint8), cv2.DIST_L2, 3)[1:-1, 1:-1]
        self.known = np.asarray(1.35 ** -deep[places[:, 0], places[:, 1]], np.float32)

    def matched(self, filled: Plane, match: Places, draw: np.random.Generator) -> tuple[Places, Plane]:
        """Better matches, and how far apart they are: those of the neighbours, shifted, and a few drawn around."""
        patches = _Patches(filled)
        here = patches.of(self.places)
        best = patches.apart(here, match)
        match = match.copy()
        for step in (4, 2, 1):
            for down, right in ((0, step), (0, -step), (step, 0), (-step, 0)):
                other = self._neighbour(down, right)
                fine = other >= 0
                guess = match[np.where(fine, other, 0)] - np.array((down, right), np.int32)
                self._better(patches, here, match, best, guess, fine)
        reach = max(filled.shape[:2]) // 2
        while reach >= 1:
            jump = draw.integers(-reach, reach + 1, match.shape).astype(np.int32)
            self._better(patches, here, match, best, match + jump, np.ones(len(match), bool))
            reach //= 3
        return match, best

    def _neighbour(self, down: int, right: int) -> NDArray[np.int32]:
        row, column = self.places[:, 0] + down, self.places[:, 1] + right
        height, width = self.number.shape
        inside = (row >= 0) & (row < height) & (column >= 0) & (column < width)
        found = self.number[np.clip(row, 0, height - 1), np.clip(column, 0, width - 1)]
        return np.where(inside, found, -1).astype(np.int32)

    def _better(
        self, patches: "_Patches", here: Plane, match: Places, best: Plane, guess: Places, fine: NDArray[np.bool_]
    ) -> None:
        height, width = self.number.shape
        fine = fine & (guess[:, 0] >= 0) & (guess[:, 0] < height) & (guess[:, 1] >= 0) & (guess[:, 1] < width)
        tried = np.flatnonzero(fine)
        tried = tried[self.whole[guess[tried, 0], guess[tried, 1]] & (guess[tried] != match[tried]).any(1)]
        if not len(tried):
            return
        far = patches.apart(here[tried], guess[tried])
        won = far < best[tried]
        best[tried[won]] = far[won]
        match[tried[won]] = guess[tried[won]]

    def voted(self, shown: Plane, filled: Plane, match: Places, apart: Plane) -> Plane:
        """Every pixel of the gap as the mean of what the patches over it would put there.

        Good matches count more, and so do patches near what is known: the inside must follow the edge, not lead it.
        """
        usual = max(float(np.quantile(apart, 0.75)), 1.0)
        trust = np.asarray(self.known * np.exp(-apart / np.float32(2 * usual)), np.float32)
        total = np.zeros_like(shown)
        weight = np.zeros(self.gap.shape, np.float32)
        height, width = self.gap.shape
        for down in range(-_HALF, _HALF + 1):
            for right in range(-_HALF, _HALF + 1):
                row, column = self.places[:, 0] + down, self.places[:, 1] + right
                inside = (row >= 0) & (row < height) & (column >= 0) & (column < width)
                row, column = row[inside], column[inside]
                source = np.clip(match[inside] + (down, right), 0, (height - 1, width - 1))
                strength = np.float32(np.exp(-(down * down + right * right) / 4.5)) * trust[inside]
                total[row, column] += strength[:, None] * shown[source[:, 0], source[:, 1]]
                weight[row, column] += strength
        out = filled.copy()
        out[self.gap] = total[self.gap] / np.maximum(weight[self.gap], 1e-30)[:, None]
        return out


class _Patches:
    """Patches of a picture as rows of numbers: every second pixel of 7 x 7, which finds the same and costs a third."""

    __slots__ = ("flat", "steps", "width")

    def __init__(self, picture: Plane) -> None:
        padded = np.pad(picture, ((_HALF, _HALF), (_HALF, _HALF), (0, 0)), mode="reflect")
        self.width = padded.shape[1]
        self.flat = np.ascontiguousarray(padded, np.float32).reshape(-1, 3)
        span = np.arange(-_HALF, _HALF + 1)
        grid = [(a, b) for a in span for b in span if (a + b) % 2 == 0]
        self.steps = np.array([a * self.width + b for a, b in grid], np.int64)

    def of(self, places: Places) -> Plane:
        """The patches round some places, one a row."""
        at = (places[:, 0].astype(np.int64) + _HALF) * self.width + places[:, 1] + _HALF
        return np.asarray(self.flat[at[:, None] + self.steps].reshape(len(places), -1))

    @property
    def count(self) -> int:
        """How many numbers a patch has."""
        return 3 * len(self.steps)

    def apart(self, here: Plane, places: Places) -> Plane:
        """The squared difference of patches from those round some places."""
        off = here - self.of(places)
        return np.asarray(np.einsum("ij,ij->i", off, off), np.float32)
