"""Line drawing: ink on paper, heavier where the form turns from the light, and one colour laid in beside the lines."""

from __future__ import annotations

import skia

from editor.providers.embedded import colours
from editor.providers.embedded.colours import mixed
from editor.providers.embedded.scenes import pen
from editor.providers.embedded.scenes.pen import paint
from editor.providers.embedded.scenes.portrait.hand import Hand, everything
from editor.providers.embedded.scenes.portrait.tones import darkness

_PAPER = "#f8f4ec"
_SLIP = (13.0, 11.0)  # how far the colour lies beside its line


class Line(Hand):
    """The hand that draws with one brush."""

    __slots__ = ()

    @property
    def paper(self) -> str:
        """The sheet: the one asked for, or a near-white with a breath of the background's colour."""
        asked = str(self.look.fields["style.paper"])
        return asked or mixed(_PAPER, self.look.colour("background"), 0.04)

    @property
    def ink(self) -> str:
        """The ink that was asked for, or the figure's own."""
        return self.look.ink

    def ground(self, colour: str, end: str = "") -> None:
        _, top, _, bottom = self.box
        ends = [skia.Point(0, top + 0.3 * (bottom - top)), skia.Point(0, bottom)]
        last = mixed(self.paper, end, 0.6) if end else self.paper
        shader = skia.GradientShader.MakeLinear(ends, [paint(self.paper), paint(last)])
        self.canvas.drawPath(everything(self.box), skia.Paint(Shader=shader, Dither=bool(end)))

    def print_over(self) -> None:
        pass

    def motif(self, shape: skia.Path, colour: str) -> None:
        self.fill(shape, mixed(self.paper, colour, 0.42) if self.look.is_on("wash") else self._printed("", 0.09))

    def coat(self, shape: skia.Path, colour: str, wash: bool) -> None:
        self.fill(shape, self.paper)
        if wash and self.look.is_on("wash"):
            with self.inside(shape):
                self.fill(pen.moved(shape, *(by * self._share(shape) for by in _SLIP)), colour)

    @staticmethod
    def _share(shape: skia.Path) -> float:
        """How much of the full slip a shape takes: on a small one it would leave little colour."""
        bounds = shape.getBounds()
        return float(min(1.0, min(bounds.width(), bounds.height()) / 220))

    def outline(self, shape: skia.Path, weight: float) -> None:
        self.brush(shape, weight * 0.52, self.ink, swell=0.62)

    def shade(self, within: skia.Path, region: skia.Path, colour: str, depth: float = 1.0) -> None:
        pass

    def gleam(self, within: skia.Path, region: skia.Path, colour: str) -> None:
        pass

    def line(self, shape: skia.Path, weight: float, on: str, start: float = 0.3, end: float = 0.3) -> None:
        self.brush(shape, weight * 0.62, self.ink, start * 0.6, end * 0.6)

    def detail(self, shape: skia.Path, weight: float, on: str) -> None:
        bright = darkness(on) > 0.72
        self.brush(shape, weight * 0.5, mixed(on, self.paper, 0.8) if bright else self.ink, 0.08, 0.08)

    def solid(self, shape: skia.Path, colour: str) -> None:
        self.fill(shape, self._printed(colour) if colour else self.ink)

    def blush(self, shape: skia.Path) -> None:
        if not self.look.is_on("wash"):
            return
        self.fill(
            pen.moved(shape, 7, 6),
            mixed(self.look.colour("skin") if self.look.shows("skin") else self.paper, self.accent, 0.22),
        )

    def _printed(self, colour: str, share: float = 0.0) -> str:
        """A small thing's colour; where all is of one ink, as much of the ink as the colour is dark."""
        if self.look.is_on("wash"):
            return colour
        return mixed(self.paper, self.ink, share or (0.0 if darkness(colour) < 0.2 else darkness(colour)))

    @property
    def accent(self) -> str:
        """The one colour beside the ink."""
        top = self.look.colour("top")
        return top if 0.08 < colours.luminance(top) < 0.8 else self.look.colour("lips")
