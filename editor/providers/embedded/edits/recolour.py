"""A new colour for the subject: only its dominant hue is changed, light and shade are kept."""

from dataclasses import dataclass

import cv2
import numpy as np

from editor.providers.embedded import colours
from editor.providers.embedded.arrays import Picture, Plane

_LEAST_CHROMA = 9.0
_BINS = 72
_WIDEST = 32.0  # degrees of hue either side that may belong to the colour
_NARROWEST = 9.0
_FADE = 6.0
_ISLAND = (
    0.004,
    0.10,
)  # areas, in parts of the largest piece, of what is too large for a speck and too small to belong


@dataclass(frozen=True, slots=True)
class Dye:
    """What to change and into what: hue in degrees (None: the whole subject), how far the colour reaches either side
    of it, mean lightness and chroma, target Lab."""

    hue: float | None
    below: float
    above: float
    light: float
    chroma: float
    target: tuple[float, float, float]


def plan(picture: Picture, mask: Plane, colour: str) -> Dye:
    """Find the dominant hue inside the mask."""
    lab = _lab(picture)
    inside = mask > 0.6
    lightness, chroma, hue = lab[..., 0][inside], _chroma(lab)[inside], _hue(lab)[inside]
    red, green, blue = colours.rgb(colour)
    target = cv2.cvtColor(np.array([[[red, green, blue]]], np.float32), cv2.COLOR_RGB2LAB)[0, 0]
    goal = (float(target[0]), float(target[1]), float(target[2]))
    strong = chroma > _LEAST_CHROMA
    if not len(chroma) or strong.mean() < 0.12:
        return Dye(None, 0, 0, float(lightness.mean()) if len(lightness) else 50.0, 1.0, goal)
    counts, _ = np.histogram(hue[strong], _BINS, (0, 360), weights=chroma[strong])
    ring = counts + 0.5 * (np.roll(counts, 1) + np.roll(counts, -1))
    top = int(np.argmax(ring))
    peak, below, above = (top + 0.5) * 360 / _BINS, _reach(ring, top, -1), _reach(ring, top, 1)
    member = strong & (_turn(hue, peak) > -below) & (_turn(hue, peak) < above)
    return Dye(peak, below, above, float(lightness[member].mean()), float(chroma[member].mean()), goal)


def _reach(ring: Plane, top: int, step: int) -> float:
    """Degrees from the peak to where the next colour begins, or where this one has died away."""
    width = 360 / _BINS
    for away in range(1, int(_WIDEST / width)):
        here, after = ring[(top + away * step) % _BINS], ring[(top + (away + 1) * step) % _BINS]
        if here < 0.04 * ring[top] or (here < 0.4 * ring[top] and after > here):
            return max(_NARROWEST, away * width)
    return _WIDEST


def apply(picture: Plane, mask: Plane, dye: Dye) -> Plane:
    """The picture (sRGB 0..1) with the colour changed inside the mask; exactly the same where the mask is 0."""
    lab = cv2.cvtColor(picture, cv2.COLOR_RGB2LAB)
    share = (mask * _member(lab, dye))[..., None]
    light, (goal_light, goal_a, goal_b) = lab[..., 0], dye.target
    moved = light + np.float32((goal_light - dye.light) * 0.72)
    # Keep black and white where they are, so that gloss and deep shadow survive a lighter or darker colour.
    low, high = np.clip(light / 18, 0, 1), np.clip((97 - light) / 22, 0, 1)
    moved = light + (moved - light) * low * high
    if dye.hue is None:
        strength = np.clip(np.float32(0.55) + light * np.float32(0.0075), 0, 1.2) * high
    else:
        strength = np.clip(_chroma(lab) / np.float32(max(dye.chroma, 6.0)), 0.0, 1.25)
    dyed = np.stack([np.clip(moved, 0, 100), np.float32(goal_a) * strength, np.float32(goal_b) * strength], -1)
    changed = np.clip(cv2.cvtColor(dyed.astype(np.float32), cv2.COLOR_LAB2RGB), 0, 1)
    return np.asarray(np.where(share > 0, picture + share * (changed - picture), picture), np.float32)


def islands(picture: Picture, mask: Plane, dye: Dye) -> Plane:
    """1 where the dye may go, 0 on islands of the same hue that are another thing: the coffee in a red cup."""
    share = np.asarray(mask * _member(_lab(picture), dye) > 0.3, np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(share, connectivity=8)
    if dye.hue is None or count < 3:
        return np.ones(mask.shape, np.float32)
    areas = stats[:, cv2.CC_STAT_AREA].astype(np.float32) / float(stats[1:, cv2.CC_STAT_AREA].max())
    # Specks are the thing's own colour between its highlights.
    other = (areas > _ISLAND[0]) & (areas < _ISLAND[1])
    other[0] = False
    held = cv2.dilate(other[labels].astype(np.uint8), np.ones((7, 7), np.uint8)).astype(np.float32)
    return np.asarray(1 - cv2.GaussianBlur(held, (0, 0), 1.5), np.float32)


def _member(lab: Plane, dye: Dye) -> Plane:
    if dye.hue is None:
        return np.ones(lab.shape[:2], np.float32)
    off = _turn(_hue(lab), dye.hue)
    off = np.maximum(off - np.float32(dye.above), -off - np.float32(dye.below))
    near = np.clip(1 - off / np.float32(_FADE), 0, 1)
    strong = np.clip((_chroma(lab) - np.float32(4)) / np.float32(_LEAST_CHROMA), 0, 1)
    return np.asarray(near * strong, np.float32)


def _lab(picture: Picture) -> Plane:
    return np.asarray(cv2.cvtColor(picture.astype(np.float32) / 255, cv2.COLOR_RGB2LAB))


def _chroma(lab: Plane) -> Plane:
    return np.asarray(np.sqrt(lab[..., 1] ** 2 + lab[..., 2] ** 2))


def _hue(lab: Plane) -> Plane:
    return np.asarray(cv2.phase(lab[..., 1], lab[..., 2], angleInDegrees=True))


def _turn(hue: Plane, around: float) -> Plane:
    return np.asarray((hue - np.float32(around) + 180) % 360 - 180)
