"""Watercolour: washes laid over each other on rough paper, darker at their rims, running into each other when wet.

Each wash covers what is darker than a tone. Its edge is cut at the picture's own size and wavers as a brush does;
pigment gathers along it, settles in the paper's hollows and drifts while it dries.
"""

from itertools import pairwise

import cv2
import numpy as np

from editor.providers.embedded import noise
from editor.providers.embedded.arrays import Picture, Plane
from editor.providers.embedded.edits import easel, enlarge, strokes
from editor.providers.embedded.edits.easel import Source

_PAPER = np.array([0.985, 0.975, 0.945], np.float32)
_STEPS = (0.14, 0.34, 0.56, 0.80)  # shares of the tones at which a wash ends
_MARGIN = 0.022  # of the shorter side: the mean width of bare paper round the painting


def paint(source: Source) -> Picture:
    """The picture as a watercolour on white paper."""
    small = easel.at_work(source, 900)
    reach = 2 * round(3 * source.coarseness) + 1
    flat = easel.flattened(cv2.medianBlur(small, reach), 2)
    wash = _washes(flat, source.coarseness)
    calm = np.float32(1 - 0.75 * source.even)  # how far pigment may drift and gather
    cuts = _cuts(wash[..., 0])
    slope = easel.slope(wash[..., 0])
    pencil = strokes.edges(flat, 1 / 760)
    width, height = source.size
    aspect = width / height
    drift, wander, grit, tooth = (
        noise.fbm(aspect, cells, octaves, gain, 1.0, seed).at(width, height)
        for cells, octaves, gain, seed in ((3.2, 5, 0.55, 61), (22, 4, 0.62, 62), (330, 2, 0.6, 63), (120, 3, 0.6, 64))
    )

    def band(top: int, bottom: int) -> Plane:
        lab = easel.rows(wash, source, top, bottom)
        steep = np.maximum(enlarge.rows(slope, width, height, top, bottom), np.float32(8.0))
        flow, brush = drift.rows(top, bottom), wander.rows(top, bottom)
        hollow = np.float32(0.6) * grit.rows(top, bottom) + np.float32(0.4) * tooth.rows(top, bottom)
        tone = lab[..., 0] + (brush - np.float32(0.5)) * 9 + calm * (flow - np.float32(0.5)) * 7
        stepped, rims = _laid(tone, steep, cuts)
        pigment = _pigment(stepped, lab)
        density = 1 + np.float32(0.42) * rims + calm * (flow - np.float32(0.5)) * np.float32(0.75)
        density += calm * (np.float32(0.5) - hollow) * np.float32(0.9)
        lead = np.clip((np.float32(-0.002) - enlarge.rows(pencil, width, height, top, bottom)) * 90, 0, 1)
        density += np.float32(0.30) * lead * (hollow < np.float32(0.56))
        density *= _framed(source.size, top, bottom, brush, flow)
        shown = np.exp(np.maximum(density, 0)[..., None] * np.log(pigment))
        light = 1 - (hollow - np.float32(0.5)) * np.float32(0.10)
        return np.asarray(shown * _PAPER * light[..., None], np.float32)

    return easel.bands(source, band)


def _washes(flat: Picture, coarseness: float) -> Plane:
    """Lab of the picture without its detail; colours run wider than tones, as wet paint does."""
    flat = easel.flattened(cv2.medianBlur(flat, 2 * round(2 * coarseness) + 1), 2)
    lab = cv2.cvtColor(flat.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    side = max(flat.shape[:2])
    lab[..., 0] = cv2.GaussianBlur(lab[..., 0], (0, 0), side / 640 * coarseness)
    lab[..., 1:] = enlarge.soft(np.ascontiguousarray(lab[..., 1:]), side / 210 * coarseness)
    return np.asarray(lab, np.float32)


def _cuts(tone: Plane) -> list[float]:
    """Tones at which washes end: half way between even steps and equal areas."""
    low, high = np.quantile(tone, [0.01, 0.99])
    return [float(0.55 * np.quantile(tone, step) + 0.45 * (low + step * (high - low))) for step in _STEPS]


def _laid(tone: Plane, steep: Plane, cuts: list[float]) -> tuple[Plane, Plane]:
    """The tone in steps, and how much pigment has gathered at the rims of the washes."""
    levels = [cuts[0] - 9, *((a + b) / 2 for a, b in pairwise(cuts)), cuts[-1] + 9]
    stepped = np.full_like(tone, levels[0])
    rims = np.zeros_like(tone)
    for cut, below, above in zip(cuts, levels[:-1], levels[1:], strict=True):
        # How far inside the wash a point lies, in parts of the frame: tone over slope.
        inside = (np.float32(cut) - tone) / steep
        stepped += np.clip(np.float32(0.5) - inside * 700, 0, 1) * np.float32(above - below)
        rims += np.clip(inside * 900 + np.float32(0.5), 0, 1) * np.exp(-np.clip(inside, 0, 1) * 260)
    return stepped, np.minimum(rims, np.float32(1.4))


def _pigment(stepped: Plane, lab: Plane) -> Plane:
    """What one layer of paint lets through: light, clear colours; black is a deep blue-grey."""
    lightness = np.clip(np.float32(0.62) * stepped + np.float32(0.38) * lab[..., 0], 0, 100)
    raised = np.float32(100) * np.power(lightness / 100, np.float32(0.80))
    raised = np.float32(10) + raised * np.float32(0.90)
    colour = lab[..., 1:] * np.float32(1.22)
    deep = np.clip(1 - raised / 46, 0, 1)
    a, b = colour[..., 0] + 3 * deep, colour[..., 1] - 7 * deep
    rgb = cv2.cvtColor(np.stack([raised, a, b], -1).astype(np.float32), cv2.COLOR_LAB2RGB)
    return np.asarray(np.clip(rgb, 0.03, 0.995), np.float32)


def _framed(size: tuple[int, int], top: int, bottom: int, brush: Plane, flow: Plane) -> Plane:
    """How much paint lies on each pixel towards the uneven edge of the painting: none outside, a darker rim inside."""
    width, height = size
    short = min(width, height)
    x = (np.arange(width, dtype=np.float32) + np.float32(0.5))[None]
    y = (np.arange(top, bottom, dtype=np.float32) + np.float32(0.5))[:, None]
    near = np.minimum(np.minimum(x, width - x), np.minimum(y, height - y)) / np.float32(short)
    waver = (brush - np.float32(0.5)) * np.float32(0.016) + (flow - np.float32(0.5)) * np.float32(0.028)
    inside = near - np.float32(_MARGIN) + waver
    cover = np.clip(inside * 620 + np.float32(0.5), 0, 1)
    return np.asarray(cover * (1 + np.float32(0.5) * np.exp(-np.clip(inside, 0, 1) * 300)), np.float32)
