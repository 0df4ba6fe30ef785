"""Restyles in one or two inks: black and white, duotone, pen drawing."""

import cv2
import numpy as np

from editor.providers.embedded import colours, noise
from editor.providers.embedded.arrays import Picture, Plane
from editor.providers.embedded.edits import easel, enlarge, strokes
from editor.providers.embedded.edits.easel import Source

_NAVY, _CREAM = "#1b2a52", "#f4e9d2"
_HUE = 0.012  # brightness that a step of colour (in Lab) counts for
_COARSE = 680  # longest side at which edges between colours are looked for
_PEN, _SHEET = "#20202a", "#f6f1e6"
_WEIGHTS = np.array([0.36, 0.52, 0.12], np.float64)  # of red, green and blue, as panchromatic film sees them


def mono(source: Source) -> Picture:
    """Black and white with a little more contrast in the middle and a breath of warmth."""
    grey = np.arange(256, dtype=np.float64) / 255
    shaped = grey + 0.06 * np.sin((grey - 0.5) * 2 * np.pi)
    return _mapped(source.full, np.clip(shaped[:, None] * np.array([1.0, 0.99, 0.97]), 0, 1))


def duotone(source: Source) -> Picture:
    """Every tone as a mixture of two inks, a third between: the first for shadows, or the darker if one is usual."""
    one, two, third = source.inks
    inks = [each for each in (one or _NAVY, third, two or _CREAM) if each]
    if not (one and two):
        inks.sort(key=colours.luminance)
    low, high = np.quantile(easel.at_work(source, 256) @ _WEIGHTS, [0.01, 0.99]) / 255
    tone = np.clip((np.arange(256) / 255 - low) / max(high - low, 0.2), 0, 1)
    tone = tone + 0.07 * np.sin((tone - 0.5) * 2 * np.pi)
    # Mixed in Lab, where half way is half as light; in display values the middle of two inks goes muddy.
    ends = cv2.cvtColor(np.array([[colours.rgb(ink) for ink in inks]], np.float32), cv2.COLOR_RGB2LAB)[0]
    at = np.linspace(0, 1, len(ends))
    between = np.stack([np.interp(np.clip(tone, 0, 1), at, channel) for channel in ends.T], -1).astype(np.float32)
    return _mapped(source.full, np.clip(cv2.cvtColor(between[:, None], cv2.COLOR_LAB2RGB)[:, 0], 0, 1))


def _mapped(picture: Picture, shades: Plane) -> Picture:
    """The picture's brightness looked up among 256 colours."""
    grey = cv2.transform(picture, _WEIGHTS[None])
    table = (shades * 255 + 0.5).astype(np.uint8).reshape(256, 1, 3)
    return np.asarray(cv2.LUT(cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB), table), np.uint8)


def line(source: Source) -> Picture:
    """A pen drawing on paper: contours that swell and taper, shadows hatched by hand."""
    even = easel.flattened(_levelled(cv2.transform(easel.at_work(source), _WEIGHTS[None])), 2)
    # What mist or gloss has made faint is drawn as well as what stands out by itself.
    near = cv2.createCLAHE(clipLimit=3.0, tileGridSize=(6, 6)).apply(even).astype(np.float32) / 255
    tone = even.astype(np.float32) / 255
    grey = tone + np.float32(0.55) * (near - tone)
    # More detail: fainter edges are drawn, too; less: only the strong ones.
    thick, weight = source.scale, float(1.6**source.detail)
    field = np.minimum(
        strokes.ink(grey, thick / 900, 13 * weight), strokes.ink(grey, thick / 420, 8 * weight) + np.float32(0.03)
    )
    rims = strokes.rims(_hues(easel.at_work(source, _COARSE)), thick / 620, 13 * weight)
    field = np.minimum(field, enlarge.fitted(rims, grey.shape[1], grey.shape[0]))
    steep = np.maximum(easel.slope(field), np.float32(1.5))
    tone = cv2.GaussianBlur(grey, (0, 0), 3)
    pen, sheet = (np.array(colours.rgb(given or usual), np.float32)
                  for given, usual in zip(source.inks[:2], (_PEN, _SHEET), strict=True))  # fmt: skip
    width, height = source.size
    wobble = noise.fbm(width / height, 9, 4, 0.55, 1.0, 41).at(width, height)
    tooth = noise.fbm(width / height, 260, 2, 0.6, 1.0, 42).at(width, height)

    def paint(top: int, bottom: int) -> Plane:
        hand, grain = wobble.rows(top, bottom), tooth.rows(top, bottom)
        press = (hand - np.float32(0.5)) * np.float32(0.06)
        # Cut by how far away the edge of the ink is, not by how dark it is: soft shapes get a clean edge, too.
        away = (easel.rows(field, source, top, bottom) - press) / easel.rows(steep, source, top, bottom)
        drawn = np.clip(np.float32(0.5) - away * np.float32(max(source.size) * 0.8), 0, 1)
        shade = easel.rows(tone, source, top, bottom)
        drawn = np.maximum(drawn, _hatched(shade, hand, source, top))
        # Ink skips the highest tooth of the paper a little.
        drawn = drawn * (1 - np.float32(0.2) * np.clip((grain - np.float32(0.62)) * 6, 0, 1))
        paper = sheet * (1 + np.float32(0.035) * (grain - np.float32(0.5)))[..., None]
        return np.asarray(paper + drawn[..., None] * (pen - paper), np.float32)

    return easel.bands(source, paint)


def _hues(picture: Picture) -> Plane:
    """A picture's colours as brightness: a red saucer on a brown table is as dark as the table, and has an outline.

    They are measured along the line on which they differ most; a picture of one colour comes out even.
    """
    flat = easel.flattened(cv2.medianBlur(picture, 5), 1)
    lab = cv2.cvtColor(flat.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    colour = lab[..., 1:] - lab[..., 1:].reshape(-1, 2).mean(0)
    _, axes = np.linalg.eigh(np.cov(colour[::4, ::4].reshape(-1, 2).T))
    return np.asarray(colour @ axes[:, 1].astype(np.float32) * np.float32(_HUE), np.float32)


def _levelled(grey: Picture) -> Picture:
    """A picture's brightness spread over the whole range, so that dark photographs do not drown in ink."""
    low, high = np.quantile(grey[::4, ::4], [0.01, 0.985])
    middle = float(np.clip(np.median(grey[::4, ::4]), low + 1, max(low + 2, high - 1)))
    bend = np.log(0.56) / np.log(np.clip((middle - low) / max(high - low, 1.0), 0.02, 0.98))
    value = np.clip((np.arange(256) - low) / max(high - low, 24.0), 0, 1) ** float(np.clip(bend, 0.45, 1.4))
    return np.asarray(cv2.LUT(grey, (value * 255 + 0.5).astype(np.uint8)), np.uint8)


def _hatched(tone: Plane, hand: Plane, source: Source, top: int) -> Plane:
    """Hatching for rows from `top`: one set of strokes in half shadow, a second across it in deep shadow."""
    width = source.size[0]
    pitch = min(source.size) / 150 * source.scale
    x = np.arange(width, dtype=np.float32)[None]
    y = np.arange(top, top + tone.shape[0], dtype=np.float32)[:, None]
    sway = (hand - np.float32(0.5)) * np.float32(2.4 * pitch)
    out = np.zeros_like(tone)
    for (right, down), dark in (((0.62, 0.78), 0.46), ((0.80, -0.60), 0.27)):
        wave = np.abs(((x * np.float32(right) + y * np.float32(down) + sway) / np.float32(pitch)) % 1 - np.float32(0.5))
        depth = np.clip((np.float32(dark) - tone) / np.float32(dark), 0, 1)
        thick = np.float32(0.04) + np.float32(0.26) * depth
        stroke = np.clip((thick - wave) * np.float32(pitch) + np.float32(0.5), 0, 1)
        out = np.maximum(out, stroke * np.clip(depth * 9, 0, 1))
    return out
