"""Pop art: loud flat colour, swelling ink outlines, shadows of Ben-Day dots."""

from __future__ import annotations

import skia

from editor.providers.embedded import colours
from editor.providers.embedded.colours import mixed
from editor.providers.embedded.scenes.portrait.hand import Hand, everything
from editor.providers.embedded.scenes.portrait.screen import Screen
from editor.providers.embedded.scenes.portrait.tones import WHITE, shadowed

_ACROSS = (0.9, 0.44)  # shadows thicken to the right and down


class Popart(Hand):
    """The comic hand."""

    __slots__ = ()

    @property
    def _dots(self) -> float:
        return self.look.number("dots.amount")

    @property
    def _ink(self) -> str:
        return self.look.colour("ink")

    @property
    def paper(self) -> str:
        return "#fdf6e6"

    def ground(self, colour: str, end: str = "") -> None:
        self.fill(everything(self.box), colour)
        _, top, _, bottom = self.box
        if end:
            steps = Screen(30, 0, 20 * max(0.55, self._dots), 45, low=top + 0.1 * (bottom - top), high=bottom)
            self.sprinkle(end, steps)

    def motif(self, shape: skia.Path, colour: str) -> None:
        self.fill(shape, colour)

    def print_over(self) -> None:
        """The screen of dots that lies over the whole ground."""
        if self._dots > 0:
            self.sprinkle(self._ink, Screen(26, self._dots, 9 * self._dots, low=300, high=1050), 0.24)

    def coat(self, shape: skia.Path, colour: str, wash: bool) -> None:
        self.fill(shape, colour)

    def outline(self, shape: skia.Path, weight: float) -> None:
        self.brush(shape, weight, self._ink, swell=0.34)

    def shade(self, within: skia.Path, region: skia.Path, colour: str, depth: float = 1.0) -> None:
        if self._dots <= 0:
            return
        bounds = region.getBounds()
        low = bounds.left() * _ACROSS[0] + bounds.top() * _ACROSS[1]
        high = min(bounds.right(), self.box[2]) * _ACROSS[0] + min(bounds.bottom(), self.box[3]) * _ACROSS[1]
        size = self._dots * min(1.25, 0.7 + 0.3 * depth)
        screen = Screen(17.5, 2.6 * size, 7.6 * size, 30, _ACROSS, low, low + 0.8 * (high - low))
        with self.inside(within):
            self.sprinkle(_dotted(colour), screen, within=region)

    def gleam(self, within: skia.Path, region: skia.Path, colour: str) -> None:
        with self.inside(within):
            self.fill(region, WHITE, 0.9 if colours.luminance(colour) < 0.75 else 0)

    def line(self, shape: skia.Path, weight: float, on: str, start: float = 0.3, end: float = 0.3) -> None:
        self.brush(shape, weight, self._ink, start, end)

    def detail(self, shape: skia.Path, weight: float, on: str) -> None:
        light = colours.luminance(on) < 0.03  # ink does not show on black hair
        self.brush(shape, weight, mixed(on, WHITE, 0.34) if light else self._ink, 0.12, 0.12)

    def solid(self, shape: skia.Path, colour: str) -> None:
        self.fill(shape, colour or self._ink)

    def blush(self, shape: skia.Path) -> None:
        if self._dots > 0:
            size = 4.9 * self._dots
            self.sprinkle("#e8445a", Screen(14.5, size, size, 45), 0.85, within=shape)


def _dotted(colour: str) -> str:
    """The paint of the dots on a body: its shadow, made loud; skin gets the red of old comics."""
    red, green, blue = colours.rgb(colour)
    if red > green > blue and red - blue < 0.42 and red > 0.35:
        return mixed(shadowed(colour, 0.9), "#e8452e", 0.58)
    if colours.luminance(colour) < 0.03:
        return mixed(colour, "#5a6a9c", 0.45)
    return mixed(shadowed(colour, 1.3), "#1b1b3a", 0.28)
