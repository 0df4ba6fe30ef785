"""Flat illustration: planes of colour without outlines, shadow and light as shapes of their own."""

from __future__ import annotations

import skia

from editor.providers.embedded import colours
from editor.providers.embedded.colours import mixed
from editor.providers.embedded.scenes.pen import paint
from editor.providers.embedded.scenes.portrait.hand import Hand, everything
from editor.providers.embedded.scenes.portrait.tones import lit, shadowed


class Flat(Hand):
    """The editorial hand."""

    __slots__ = ()

    @property
    def paper(self) -> str:
        return mixed(self.look.colour("background"), "#fffaf0", 0.86)

    def ground(self, colour: str, end: str = "") -> None:
        _, top, _, bottom = self.box
        shader = skia.GradientShader.MakeLinear(
            [skia.Point(0, top), skia.Point(0, bottom)], [paint(colour), paint(end or colour)]
        )
        self.canvas.drawPath(everything(self.box), skia.Paint(AntiAlias=True, Shader=shader, Dither=bool(end)))

    def print_over(self) -> None:
        pass

    def motif(self, shape: skia.Path, colour: str) -> None:
        self.fill(shape, colour)

    def coat(self, shape: skia.Path, colour: str, wash: bool) -> None:
        self.fill(shape, colour)

    def outline(self, shape: skia.Path, weight: float) -> None:
        pass

    def shade(self, within: skia.Path, region: skia.Path, colour: str, depth: float = 1.0) -> None:
        with self.inside(within):
            self.fill(region, shadowed(colour, 0.62 * depth))

    def gleam(self, within: skia.Path, region: skia.Path, colour: str) -> None:
        with self.inside(within):
            self.fill(region, lit(colour, 0.75))

    def line(self, shape: skia.Path, weight: float, on: str, start: float = 0.3, end: float = 0.3) -> None:
        self.brush(shape, weight * 0.72, _line(on), start, end)

    def detail(self, shape: skia.Path, weight: float, on: str) -> None:
        light = colours.luminance(on) < 0.05
        self.brush(shape, weight * 0.75, lit(on, 0.55) if light else shadowed(on, 0.75), 0.1, 0.1)

    def solid(self, shape: skia.Path, colour: str) -> None:
        self.fill(shape, colour or self.look.colour("ink"))

    def blush(self, shape: skia.Path) -> None:
        self.fill(shape, mixed(self.look.colour("skin"), "#e2574f", 0.20))


def _line(on: str) -> str:
    return mixed(shadowed(on, 1.6), "#3a1a1e", 0.42)
