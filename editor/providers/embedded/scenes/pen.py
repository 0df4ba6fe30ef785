"""A pen for flat illustration in a 1000-unit design space: filled shapes, thick outlines and Ben-Day dots."""

import math
from dataclasses import dataclass

import skia

from editor.providers.embedded import colours

Segment = tuple[str, *tuple[float, ...]]

_COMMANDS = {"M": "moveTo", "L": "lineTo", "C": "cubicTo", "Q": "quadTo", "Z": "close"}
WHITE = "#ffffff"


def path(*segments: Segment) -> skia.Path:
    """A path from SVG-like segments: ("M", x, y), ("C", ...), ("Z",)."""
    out = skia.Path()
    for command, *numbers in segments:
        getattr(out, _COMMANDS[command])(*numbers)
    return out


def polygon(points: list[tuple[float, float]]) -> skia.Path:
    """A closed path through points."""
    return path(("M", *points[0]), *[("L", *point) for point in points[1:]], ("Z",))


def mirrored(shape: skia.Path) -> skia.Path:
    """The shape on the other side of the middle axis."""
    other = skia.Path(shape)
    other.transform(skia.Matrix.Scale(-1, 1))
    return other


def ellipse(x: float, y: float, rx: float, ry: float) -> skia.Path:
    """An ellipse about (x, y)."""
    out = skia.Path()
    out.addOval(skia.Rect.MakeXYWH(x - rx, y - ry, 2 * rx, 2 * ry))
    return out


@dataclass(frozen=True, slots=True)
class Screen:
    """A dot screen: `pitch` between dots, radii `start` to `end` as the place goes `low`..`high` along `towards`."""

    pitch: float
    start: float
    end: float
    angle: float = 30
    towards: tuple[float, float] = (0, 1)
    low: float = 0
    high: float = 1000


@dataclass(frozen=True, slots=True)
class Pen:
    """Draws on a canvas with one ink; `dots` scales every dot (0: none); `box` is what is seen, in design units."""

    canvas: skia.Canvas
    ink: str
    dots: float
    box: tuple[float, float, float, float]

    def fill(self, shape: skia.Path, colour: str, alpha: int = 255) -> None:
        """Fill a shape."""
        self.canvas.drawPath(shape, skia.Paint(AntiAlias=True, Color=_colour(colour, alpha)))

    def line(self, shape: skia.Path, width: float, colour: str = "", alpha: int = 255) -> None:
        """Draw a shape's outline, in ink unless told otherwise."""
        paint = skia.Paint(
            AntiAlias=True,
            Color=_colour(colour or self.ink, alpha),
            Style=skia.Paint.kStroke_Style,
            StrokeWidth=width,
            StrokeCap=skia.Paint.kRound_Cap,
            StrokeJoin=skia.Paint.kRound_Join,
        )
        self.canvas.drawPath(shape, paint)

    def shape(self, shape: skia.Path, colour: str, width: float) -> None:
        """Fill and outline."""
        self.fill(shape, colour)
        self.line(shape, width)

    def within(self, clip: skia.Path, inner: skia.Path, colour: str, alpha: int = 255) -> None:
        """Fill `inner` where it lies inside `clip`."""
        self.canvas.save()
        self.canvas.clipPath(clip, skia.ClipOp.kIntersect, True)
        self.fill(inner, colour, alpha)
        self.canvas.restore()

    def screen(self, clip: skia.Path | None, colour: str, alpha: int, screen: Screen) -> None:
        """Graded dots inside `clip`, or over everything."""
        if self.dots <= 0:
            return
        dots = self._dots(screen, clip.getBounds() if clip is not None else skia.Rect.MakeLTRB(*self.box))
        self.canvas.save()
        if clip is not None:
            self.canvas.clipPath(clip, skia.ClipOp.kIntersect, True)
        self.canvas.drawPath(dots, skia.Paint(AntiAlias=True, Color=_colour(colour, alpha)))
        self.canvas.restore()

    def _dots(self, screen: Screen, bounds: skia.Rect) -> skia.Path:
        cos, sin = math.cos(math.radians(screen.angle)), math.sin(math.radians(screen.angle))
        left, top = max(bounds.left(), self.box[0]) - screen.pitch, max(bounds.top(), self.box[1]) - screen.pitch
        right, bottom = (
            min(bounds.right(), self.box[2]) + screen.pitch,
            min(bounds.bottom(), self.box[3]) + screen.pitch,
        )
        reach = int(math.hypot(right - left, bottom - top) / screen.pitch / 2) + 2
        # The lattice is anchored at the design's origin, so that dots do not shift with the frame.
        mid_x, mid_y = (left + right) / 2, (top + bottom) / 2
        mid_i = round((mid_x * cos + mid_y * sin) / screen.pitch)
        mid_j = round((-mid_x * sin + mid_y * cos) / screen.pitch)
        out = skia.Path()
        for i in range(mid_i - reach, mid_i + reach):
            for j in range(mid_j - reach, mid_j + reach):
                a = i + (0.5 if j % 2 else 0)
                x, y = (a * cos - j * sin) * screen.pitch, (a * sin + j * cos) * screen.pitch
                if left <= x <= right and top <= y <= bottom:
                    place = (x * screen.towards[0] + y * screen.towards[1] - screen.low) / (screen.high - screen.low)
                    radius = (screen.start + (screen.end - screen.start) * min(1, max(0, place))) * self.dots
                    if radius > 0.6:
                        out.addCircle(x, y, min(radius, screen.pitch * 0.62))
        return out


def _colour(colour: str, alpha: int) -> int:
    red, green, blue = colours.rgb(colour)
    return int(skia.ColorSetARGB(alpha, round(red * 255), round(green * 255), round(blue * 255)))
