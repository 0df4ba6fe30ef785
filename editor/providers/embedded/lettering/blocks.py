"""A paragraph fitted into a box: broken, balanced, its lines apart by what their ink needs."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import skia

from editor.providers.embedded.arrays import Plane
from editor.providers.embedded.lettering import scripts
from editor.providers.embedded.lettering.shaping import Line, Manner, lines, longest_word

_CAP = 0.72  # height of capitals in parts of the size: what a line is placed by, so that neighbours share baselines
_AIR = 0.06  # least gap between the ink of two lines, in parts of the size
_SHRINK = 0.96
_STEPS = 110  # down to about a ninetieth


@dataclass(frozen=True, slots=True)
class Box:
    """A place in any unit: left, top, width, height."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    def inset(self, across: float, down: float) -> Box:
        """The box without a margin."""
        return Box(self.x + across, self.y + down, self.width - 2 * across, self.height - 2 * down)


@dataclass(frozen=True, slots=True)
class Setting:
    """How a paragraph stands in its box.

    `align` is left, centre, right or start (where its script begins); `upright` top, middle or bottom; `leading` the
    distance between baselines in parts of the size, widened where a script or the ink wants more.
    """

    manner: Manner = field(default_factory=Manner)
    align: str = "centre"
    upright: str = "middle"
    leading: float = 1.12
    most_lines: int = 9


@dataclass(frozen=True, slots=True)
class Block:
    """A set paragraph in the unit of its box: one path, the size it came to, the ink bounds of every line."""

    path: skia.Path
    size: float
    lines: tuple[Box, ...]

    @property
    def ink(self) -> Box:
        """The bounds of all its ink."""
        left, top = min(line.x for line in self.lines), min(line.y for line in self.lines)
        right, bottom = max(line.right for line in self.lines), max(line.bottom for line in self.lines)
        return Box(left, top, right - left, bottom - top)

    def moved(self, matrix: skia.Matrix) -> Block:
        """The block scaled and moved by a matrix without rotation."""
        path = skia.Path(self.path)
        path.transform(matrix)
        boxes = (matrix.mapRect(skia.Rect.MakeXYWH(line.x, line.y, line.width, line.height)) for line in self.lines)
        lines = tuple(Box(box.left(), box.top(), box.width(), box.height()) for box in boxes)
        return Block(path, self.size * matrix.getScaleX(), lines)

    def coverage(self, unit: float, width: int, height: int, left: int = 0, top: int = 0) -> Plane:
        """The share of ink, 0..1, in `width` x `height` pixels from (left, top) on; a unit is `unit` pixels."""
        surface = skia.Surface.MakeRaster(skia.ImageInfo.MakeA8(width, height))
        canvas = surface.getCanvas()
        canvas.translate(-left, -top)
        canvas.scale(unit, unit)
        canvas.drawPath(self.path, skia.Paint(AntiAlias=True))
        out = np.zeros((height, width), np.uint8)
        surface.makeImageSnapshot().readPixels(skia.ImageInfo.MakeA8(width, height), out, width, 0, 0)
        return np.asarray(out, np.float32) / np.float32(255)


@dataclass(frozen=True, slots=True)
class _Fit:
    lines: tuple[Line, ...]
    size: float
    leading: float


def block(text: str, box: Box, size: float, setting: Setting | None = None) -> Block:
    """`text` inside `box`, at `size` or as much smaller as it takes to fit; nothing of it lies outside."""
    setting = setting or Setting()
    fit = _fitted(text, box, size, setting)
    if not fit.lines:
        return Block(skia.Path(), fit.size, (Box(box.x, box.y, 0, 0),))
    top = _first_baseline(fit, box, setting.upright)
    align = setting.align
    if align == "start":
        align = "right" if scripts.runs_right_to_left(text) else "left"
    path, boxes = skia.Path(), []
    for number, line in enumerate(fit.lines):
        x = _left(line, fit.size, box, align)
        y = top + number * fit.leading * fit.size
        matrix = skia.Matrix.Scale(fit.size, fit.size)
        matrix.postTranslate(x - line.left * fit.size, y)
        placed = skia.Path(line.path)
        placed.transform(matrix)
        path.addPath(placed)
        width, height = (line.right - line.left) * fit.size, (line.bottom - line.top) * fit.size
        boxes.append(Box(x, y + line.top * fit.size, width, height))
    return Block(path, fit.size, tuple(boxes))


def _fitted(text: str, box: Box, size: float, setting: Setting) -> _Fit:
    """The largest size that fits, `size` at most; each step down is a twenty-fifth."""
    fits = _at(text, box.width / size, size, setting)
    if _is_inside(fits, box, setting):
        return fits
    low, high = 0, _STEPS
    while high - low > 1:
        middle = (low + high) // 2
        smaller = size * _SHRINK**middle
        tried = _at(text, box.width / smaller, smaller, setting)
        if _is_inside(tried, box, setting):
            high, fits = middle, tried
        else:
            low = middle
    return fits if _is_inside(fits, box, setting) else _squeezed(fits, box)


def _squeezed(fit: _Fit, box: Box) -> _Fit:
    """The lines as they are, so much smaller that they fit a box far too small for them."""
    widest = max(line.right - line.left for line in fit.lines) * fit.size
    share = min(box.width / widest, box.height / (_height(fit) * fit.size), 1.0)
    return _Fit(fit.lines, fit.size * share, fit.leading)


def _is_inside(fit: _Fit, box: Box, setting: Setting) -> bool:
    widest = max((line.right - line.left for line in fit.lines), default=0) * fit.size
    tall = _height(fit) * fit.size
    return widest <= box.width and tall <= box.height and len(fit.lines) <= setting.most_lines


def _at(text: str, room: float, size: float, setting: Setting) -> _Fit:
    if longest_word(text, setting.manner) > room:  # a word is made smaller rather than cut in two
        return _Fit(lines(text, 1e3, setting.manner), size, 1.0)
    broken = lines(text, room, setting.manner)
    needed = [above.bottom - below.top + _AIR for above, below in pairwise(broken)]
    wanted = max(setting.leading, scripts.leading(text)) if len(broken) > 1 else 1.0
    return _Fit(broken, size, max([wanted, *needed]))


def _height(fit: _Fit) -> float:
    """From the top of the first line's ink to the foot of the last one's, in ems."""
    if not fit.lines:
        return 0.0
    return -fit.lines[0].top + fit.leading * (len(fit.lines) - 1) + max(0.0, fit.lines[-1].bottom)


def _first_baseline(fit: _Fit, box: Box, upright: str) -> float:
    body = (len(fit.lines) - 1) * fit.leading
    if upright == "top":
        place = box.y + _CAP * fit.size
    elif upright == "bottom":
        place = box.bottom - body * fit.size
    else:
        place = box.y + (box.height + (_CAP - body) * fit.size) / 2
    highest = box.y - fit.lines[0].top * fit.size
    lowest = box.bottom - (body + max(0.0, fit.lines[-1].bottom)) * fit.size
    return max(highest, min(place, lowest))


def _left(line: Line, size: float, box: Box, align: str) -> float:
    spare = box.width - (line.right - line.left) * size
    return box.x + spare * {"left": 0.0, "centre": 0.5, "right": 1.0}[align]
