"""Duotone: two inks printed one over the other, in grain, a hair's breadth out of register."""

from __future__ import annotations

import math

import numpy as np
import skia

from editor.providers.embedded import colours, noise, steps
from editor.providers.embedded.arrays import Picture, Plane
from editor.providers.embedded.colours import mixed
from editor.providers.embedded.scenes.portrait.hand import Hand, everything
from editor.providers.embedded.scenes.portrait.look import Look
from editor.providers.embedded.scenes.portrait.tones import darkness

_STOCK = "#f8f2e6"
_BAND = 256
_FINENESS = 620  # grains over the side of a square; a long frame has as many in all
_PIXELS = 3.06  # that a grain is drawn in
_SLIP = 0.0032  # of the shorter side: how far the key ink lies beside the other
_DENSEST = 22_000_000  # pixels at which tones are drawn, at most
_SOFT = 30.0


class Duotone(Hand):
    """The hand that draws how much of each ink lies where: the key in red, the second ink in green."""

    __slots__ = ()

    @property
    def paper(self) -> str:
        return "#ffffff"

    def ground(self, colour: str, end: str = "") -> None:
        _, top, _, bottom = self.box
        shader = skia.GradientShader.MakeLinear(
            [skia.Point(0, top), skia.Point(0, bottom)], [_grounded(colour), _grounded(end or colour)]
        )
        self.canvas.drawPath(everything(self.box), skia.Paint(Shader=shader))

    def print_over(self) -> None:
        pass

    def motif(self, shape: skia.Path, colour: str) -> None:
        near = abs(darkness(colour) - darkness(self.look.colour("background"))) < 0.14
        ink = _inks(0.62, 0.9) if near else _grounded(colour)  # what is as dark as the ground would vanish in it
        self.canvas.drawPath(shape, skia.Paint(AntiAlias=True, Color=ink))

    def coat(self, shape: skia.Path, colour: str, wash: bool) -> None:
        self.canvas.drawPath(
            shape,
            skia.Paint(AntiAlias=True, Color=_inks(*_tones(colour, 0.7 if colour == self.look.colour("skin") else 1))),
        )

    def glass(self, shape: skia.Path) -> None:
        pass  # a pale streak would only be grain

    def outline(self, shape: skia.Path, weight: float) -> None:
        pass

    def shade(self, within: skia.Path, region: skia.Path, colour: str, depth: float = 1.0) -> None:
        with self.inside(within):
            self._more(region, 0.30 * depth, 0.46 * depth, _SOFT)

    def gleam(self, within: skia.Path, region: skia.Path, colour: str) -> None:
        with self.inside(within):
            soft = skia.MaskFilter.MakeBlur(skia.BlurStyle.kNormal_BlurStyle, 7)
            fewer = skia.Paint(
                AntiAlias=True, Color=_inks(0.25, 0.6), BlendMode=skia.BlendMode.kMultiply, MaskFilter=soft
            )
            self.canvas.drawPath(region, fewer)

    def line(self, shape: skia.Path, weight: float, on: str, start: float = 0.3, end: float = 0.3) -> None:
        self.brush_key(shape, weight * 0.72, start, end)

    def detail(self, shape: skia.Path, weight: float, on: str) -> None:
        if darkness(on) > 0.72:
            self.canvas.drawPath(_thin(shape, weight * 0.6), skia.Paint(AntiAlias=True, Color=_inks(0.1, 0.8)))
        else:
            self.brush_key(shape, weight * 0.62, 0.1, 0.1)

    def solid(self, shape: skia.Path, colour: str) -> None:
        if colour:
            self.coat(shape, colour, wash=True)
        else:
            self._more(shape, 1, 0, 0)

    def blush(self, shape: skia.Path) -> None:
        self._more(shape, 0, 0.34, 14)

    def brush_key(self, shape: skia.Path, width: float, start: float, end: float) -> None:
        """A line in the key ink alone, which leaves the other beneath it."""
        self._more(_thin(shape, width, start, end), 1, 0, 0)

    def _more(self, shape: skia.Path, key: float, second: float, soft: float) -> None:
        paint = skia.Paint(AntiAlias=True, Color=_inks(min(key, 1), min(second, 1)), BlendMode=skia.BlendMode.kPlus)
        if soft:
            paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.BlurStyle.kNormal_BlurStyle, soft))
        self.canvas.drawPath(shape, paint)


def _thin(shape: skia.Path, width: float, start: float = 0.1, end: float = 0.1) -> skia.Path:
    from editor.providers.embedded.scenes import pen

    return pen.inked(shape, width, start, end)


def _tones(colour: str, depth: float = 1.0) -> tuple[float, float]:
    """How much of the key and of the second ink stand for a colour; `depth` below 1 keeps features readable on it."""
    dark = darkness(colour) * depth
    return min(1.0, max(0.0, (dark - 0.42) / 0.36)), min(1.0, max(0.0, (dark - 0.04) / 0.50))


def _grounded(colour: str) -> int:
    key, second = _tones(colour)
    return _inks(key * 0.7, min(0.8, max(0.12, 0.8 * second)))


def _inks(key: float, second: float) -> int:
    return int(skia.ColorSetRGB(round(key * 255), round(second * 255), 0))


def scale(width: int, height: int) -> int:
    """How many times larger the tones are drawn than the picture, so that the grain is the same at every size."""
    wanted = math.ceil(_PIXELS * _grains(width, height) / min(width, height))
    return max(1, min(wanted, int(math.sqrt(_DENSEST / (width * height)))))


def _grains(width: int, height: int) -> float:
    """How many grains lie over the shorter side."""
    return _FINENESS * math.sqrt(min(width, height) / max(width, height))


def printed(tones: Picture, look: Look, width: int, height: int, seed: int) -> Picture:
    """The print of a picture of tones (key in red, second ink in green), `width` x `height` pixels."""
    import cv2

    times = tones.shape[1] // width
    short = min(tones.shape[:2])
    slip = round(_SLIP * short)
    stock, key, second = inks(look)
    grains = _grains(width, height)
    sheets = [
        _grain(width / height, grains * tones.shape[0] / short, seed + 31 * number).at(tones.shape[1], tones.shape[0])
        for number in (0, 1)
    ]
    out = np.empty((height, width, 3), np.uint8)
    rows = max(1, _BAND // times)
    for top in range(0, height, rows):
        steps.done(0.4 + 0.6 * top / height)
        bottom = min(height, top + rows)
        band = _band(tones, sheets, top * times, bottom * times, slip, (stock, key, second), short / grains)
        out[top:bottom] = cv2.resize(band, (width, bottom - top), interpolation=cv2.INTER_AREA)
    return out


def _grain(aspect: float, down: float, seed: int) -> noise.Sheet:
    rows = round(down)
    draw = np.random.default_rng(seed)
    return noise.Sheet(draw.random((rows, max(2, round(rows * aspect))), dtype=np.float32))


def _band(
    tones: Picture,
    sheets: list[noise.Sampled],
    top: int,
    bottom: int,
    slip: int,
    paints: tuple[Plane, Plane, Plane],
    size: float,
) -> Picture:
    stock, key, second = paints
    rows = np.clip(np.arange(top, bottom) - slip, 0, tones.shape[0] - 1)
    columns = np.clip(np.arange(tones.shape[1]) - slip, 0, tones.shape[1] - 1)
    dense_key = _dense(tones[rows][:, columns, 0], sheets[0].rows(top, bottom), size)
    dense_second = _dense(tones[top:bottom, :, 1], sheets[1].rows(top, bottom), size)
    light = stock * (1 - dense_second[..., None] * (1 - second))
    light = light * (1 - dense_key[..., None] * (1 - key))
    return np.asarray((light * 255 + np.float32(0.5)).astype(np.uint8))


def _dense(tone: Picture, grain: Plane, size: float) -> Plane:
    """Where ink lies, 0..1: a tone against grains of `size` pixels, with an edge about a pixel wide."""
    wanted = tone.astype(np.float32) / np.float32(255)
    spread = np.clip((grain - np.float32(0.5)) * np.float32(1.06) + np.float32(0.5), 0.02, 0.98)
    edge = np.float32(max(2.2, size * 1.1))
    return np.asarray(np.clip((wanted - spread) * edge + wanted, 0, 1) * (wanted > 0))


def inks(look: Look) -> tuple[Plane, Plane, Plane]:
    """The stock, the key ink and the second ink of a look, as display values."""
    asked, key = str(look.fields["style.paper"]), str(look.fields["style.ink"]) or look.colour("ink")
    stock, second = _STOCK, asked or look.colour("background")
    if colours.luminance(second) > 0.62:  # too pale for an ink: it is the paper
        stock, second = second, mixed(key, second, 0.52)
    a, b, c = (np.array(colours.rgb(colour), np.float32) for colour in (stock, key, second))
    return a, b, c
