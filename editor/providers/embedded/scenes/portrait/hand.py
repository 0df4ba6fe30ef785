"""What a style must be able to draw; the figure is made of these few things, and knows nothing of styles."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import skia

from editor.providers.embedded.scenes import pen
from editor.providers.embedded.scenes.portrait.look import Look
from editor.providers.embedded.scenes.portrait.screen import Screen, dots


@dataclass(frozen=True, slots=True)
class Hand(ABC):
    """Draws on a canvas in design units; `box` (left, top, right, bottom) is what is seen of the design."""

    canvas: skia.Canvas
    look: Look
    box: tuple[float, float, float, float]

    @property
    @abstractmethod
    def paper(self) -> str:
        """The sheet that a poster is printed on."""

    @abstractmethod
    def ground(self, colour: str, end: str = "") -> None:
        """Everything behind the figure in one colour, or fading downwards into `end`."""

    @abstractmethod
    def motif(self, shape: skia.Path, colour: str) -> None:
        """A piece of the pattern behind the figure."""

    @abstractmethod
    def print_over(self) -> None:
        """What the style lays over the finished ground."""

    def glass(self, shape: skia.Path) -> None:
        """A reflection on a clear lens."""
        self.fill(shape, "#ffffff", 0.34)

    @abstractmethod
    def coat(self, shape: skia.Path, colour: str, wash: bool) -> None:
        """A body's colour; `wash` says that it matters, where a style leaves most of the paper bare."""

    @abstractmethod
    def outline(self, shape: skia.Path, weight: float) -> None:
        """A body's outline, where the style has outlines."""

    @contextmanager
    def body(self, shape: skia.Path, colour: str, weight: float = 14, wash: bool = True) -> Iterator[None]:
        """A body of one colour: what is drawn meanwhile lies on it, and its outline comes last."""
        self.coat(shape, colour, wash)
        yield
        self.outline(shape, weight)

    def mass(self, shape: skia.Path, colour: str, weight: float = 14, wash: bool = True) -> None:
        """A body with nothing on it."""
        with self.body(shape, colour, weight, wash):
            pass

    @abstractmethod
    def shade(self, within: skia.Path, region: skia.Path, colour: str, depth: float = 1.0) -> None:
        """The part of a body of `colour` that lies in shadow."""

    @abstractmethod
    def gleam(self, within: skia.Path, region: skia.Path, colour: str) -> None:
        """The part of a body of `colour` that shines."""

    @abstractmethod
    def line(self, shape: skia.Path, weight: float, on: str, start: float = 0.3, end: float = 0.3) -> None:
        """A line that says what something is, drawn over a body of colour `on`."""

    @abstractmethod
    def detail(self, shape: skia.Path, weight: float, on: str) -> None:
        """A line that could be left out: a strand of hair, a fold."""

    @abstractmethod
    def solid(self, shape: skia.Path, colour: str) -> None:
        """A small thing in a colour of its own, without an outline; "" is the ink."""

    @abstractmethod
    def blush(self, shape: skia.Path) -> None:
        """Colour in a cheek."""

    def fill(self, shape: skia.Path, colour: str, alpha: float = 1.0) -> None:
        """Plain paint."""
        self.canvas.drawPath(shape, skia.Paint(AntiAlias=True, Color=pen.paint(colour, alpha)))

    def brush(
        self, shape: skia.Path, width: float, colour: str, start: float = 1, end: float = 1, swell: float = 0
    ) -> None:
        """A line of changing width (see `pen.inked`)."""
        self.fill(pen.inked(shape, width * self.look.number("ink.weight"), start, end, swell), colour)

    def sprinkle(self, colour: str, screen: Screen, alpha: float = 1.0, within: skia.Path | None = None) -> None:
        """A dot screen over everything seen, or inside a shape."""
        left, top, right, bottom = self.box
        if within is not None:
            bounds = within.getBounds()
            left, top = max(left, bounds.left()), max(top, bounds.top())
            right, bottom = min(right, bounds.right()), min(bottom, bounds.bottom())
        with self.inside(within):
            self.fill(dots(screen, (left, top, right, bottom)), colour, alpha)

    @contextmanager
    def inside(self, *shapes: skia.Path | None) -> Iterator[None]:
        """Whatever is drawn meanwhile is seen inside the shapes only."""
        self.canvas.save()
        for shape in shapes:
            if shape is not None:
                self.canvas.clipPath(shape, skia.ClipOp.kIntersect, True)
        yield
        self.canvas.restore()


def everything(box: tuple[float, float, float, float]) -> skia.Path:
    """All that is seen, and a little more."""
    left, top, right, bottom = box
    return pen.box(left - 9, top - 9, right + 9, bottom + 9)
