"""What makes words readable over a picture: an ink against what is below, and a veil only where no ink would do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from editor.providers.embedded import colours
from editor.providers.embedded.arrays import Picture, Plane
from editor.providers.embedded.lettering.blocks import Box

ENOUGH = 4.5  # contrast ratio that WCAG asks of text
_LUMINANCE = np.array(colours.LUMINANCE, np.float32)
_LOOK = 240  # longest side of the small picture that inks are chosen by: the same choice at every size
_BAND = 256
_REACH = 0.42  # over which the veil fades, in parts of the geometric mean of the frame's sides
_MOST = 0.93
# A regular pattern of thresholds in ±half a step of 8 bits: a veil over a plain ground would show bands without.
_DITHER = np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]], np.float32) / 16 - np.float32(0.47)


@dataclass(frozen=True, slots=True)
class Ink:
    """The colour of the words; how strongly (0..1) and in which colour the picture is veiled below them."""

    colour: str
    veil: float = 0.0
    tint: str = ""


def contrast(one: float, other: float) -> float:
    """The contrast ratio of two relative luminances."""
    low, high = sorted((one, other))
    return (high + 0.05) / (low + 0.05)


def choose(picture: Picture, where: Sequence[Box], unit: float, colour: str) -> Ink:
    """An ink for lines at `where` (in units of `unit` pixels): `colour` if given, else light or dark with its tint.

    The least readable of the lines decides, be it ever so small beside the others.
    """
    below = [_patch(picture, each, unit).reshape(-1, 3) for each in where]
    mean = np.asarray(np.concatenate(below).mean(0), np.float32)
    ranges = [np.percentile(np.power(each, np.float32(2.2)) @ _LUMINANCE, [3, 97]) for each in below]
    low, high = float(min(each[0] for each in ranges)), float(max(each[1] for each in ranges))
    pale, deep = _tinted(mean, 0.94, 0.04), _tinted(mean, 0.012, 0.5)
    inks = (colour,) if colour else (pale, deep)
    worst = {ink: min(contrast(colours.luminance(ink), side) for side in (low, high)) for ink in inks}
    best = max(inks, key=lambda ink: worst[ink])
    if worst[best] >= ENOUGH:
        return Ink(best)
    own = colours.luminance(best)
    if contrast(own, 0.0) >= contrast(own, 1.0):
        return Ink(best, _needed(high, (own + 0.05) / ENOUGH - 0.05, deep), deep)
    return Ink(best, _needed(low, (own + 0.05) * ENOUGH - 0.05, pale), pale)


def opposite(picture: Picture, where: Box, unit: float, colour: str) -> str:
    """A near black or near white, whichever `colour` stands out from more, with the tint of what is below."""
    mean = _patch(picture, where, unit).reshape(-1, 3).mean(0)
    own = colours.luminance(colour)
    return _tinted(mean, 0.012, 0.5) if contrast(own, 0.0) >= contrast(own, 1.0) else _tinted(mean, 0.94, 0.04)


def lay(picture: Picture, ink: Ink, words: Box, frame: Box, towards: tuple[float, float]) -> None:
    """Veil `picture` in place: full below the words and on to the edge they stand at, easing away from them.

    The veil runs the whole width for words above or below, the whole height for words at a side: a patch would show.
    """
    height, width = picture.shape[:2]
    reach = _REACH * (frame.width * frame.height) ** 0.5
    if towards[1] == 0.5 and towards[0] != 0.5:
        share = _eased(width, frame.width, (words.x, words.right), towards[0], reach) * np.float32(ink.veil)
        rows, columns = np.arange(height), np.flatnonzero(share)
        part = share[None, columns, None]
    else:
        share = _eased(height, frame.height, (words.y, words.bottom), towards[1], reach) * np.float32(ink.veil)
        rows, columns = np.flatnonzero(share), np.arange(width)
        part = share[rows, None, None]
    left, right = int(columns[0]), int(columns[-1]) + 1
    tint = np.array(colours.rgb(ink.tint), np.float32) * 255
    noise = np.tile(_DITHER, (_BAND // 4, width // 4 + 1))[:, left:right, None] + np.float32(0.5)
    for top in range(int(rows[0]), int(rows[-1]) + 1, _BAND):
        bottom = min(int(rows[-1]) + 1, top + _BAND)
        here = part if part.shape[0] == 1 else part[top - int(rows[0]) : bottom - int(rows[0])]
        shown = picture[top:bottom, left:right].astype(np.float32)
        shown *= 1 - here
        shown += tint * here
        shown += noise[: bottom - top]
        picture[top:bottom, left:right] = shown.clip(0, 255, out=shown).astype(np.uint8)


def _eased(count: int, whole: float, words: tuple[float, float], towards: float, reach: float) -> Plane:
    """The veil's strength, 0..1, at `count` places along a side of `whole` units."""
    at = (np.arange(count, dtype=np.float32) + np.float32(0.5)) * np.float32(whole / count)
    before = np.zeros_like(at) if towards == 0.0 else np.float32(words[0]) - at
    after = np.zeros_like(at) if towards == 1.0 else at - np.float32(words[1])
    near = 1 - np.minimum(np.maximum(np.maximum(before, after), 0) / np.float32(reach), 1)
    return np.asarray(near * near * (3 - 2 * near), np.float32)


def _patch(picture: Picture, where: Box, unit: float) -> Plane:
    """The colours below the words, 0..1, from a small copy of the picture."""
    height, width = picture.shape[:2]
    scale = min(1.0, _LOOK / max(width, height))
    small = cv2.resize(
        picture, (max(2, round(width * scale)), max(2, round(height * scale))), interpolation=cv2.INTER_AREA
    )
    rows, columns = small.shape[:2]
    step = unit * columns / width
    left, top = max(0, int(where.x * step)), max(0, int(where.y * step))
    right, bottom = max(left + 1, round(where.right * step)), max(top + 1, round(where.bottom * step))
    left, top = min(left, columns - 1), min(top, rows - 1)
    return np.asarray(small[top:bottom, left:right], np.float32) / np.float32(255)


def _tinted(mean: Plane, light: float, strength: float) -> str:
    """A near white or near black that leans towards the picture below, of relative luminance `light`."""
    grey = float(mean.mean())
    toned = 1 + (np.asarray(mean, np.float64) / max(grey, 0.05) - 1) * strength
    linear = toned**2.2
    linear *= light / float(linear @ _LUMINANCE)
    red, green, blue = np.clip(linear, 0, 1) ** (1 / 2.2)
    return colours.to_hex((float(red), float(green), float(blue)))


def _needed(present: float, wanted: float, tint: str) -> float:
    """How strong a veil of `tint` takes the luminance `present` to `wanted`."""
    tone, aim = present ** (1 / 2.2), max(0.0, min(1.0, wanted)) ** (1 / 2.2)
    end = colours.luminance(tint) ** (1 / 2.2)
    if abs(tone - end) < 1e-6:
        return 0.0
    return float(min(_MOST, max(0.0, (tone - aim) / (tone - end) + 0.02)))
