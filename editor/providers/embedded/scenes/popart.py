"""Scene three: a pop-art portrait of nobody in particular."""

import math
from dataclasses import dataclass

import numpy as np
import skia

from editor.providers.embedded import colours, lettering
from editor.providers.embedded.arrays import Picture
from editor.providers.embedded.recipe import Recipe, Value
from editor.providers.embedded.scenes.pen import WHITE, Pen, Screen, Segment, ellipse, mirrored, path, polygon

_MARGIN = 26  # design units kept free between the speech burst and the frame
_DEEP = 12000  # how far the body goes on below the frame


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where figure and speech burst stand: pixels a unit, the figure's origin, the burst's centre and radii."""

    unit: float
    x: float
    y: float
    burst: tuple[float, float, float, float]
    box: tuple[float, float, float, float]


def render(recipe: Recipe, width: int, height: int) -> Picture:
    """The picture of a pop-art recipe, RGB."""
    surface = skia.Surface(width, height)
    canvas = surface.getCanvas()
    look = recipe.fields
    spoken = bool(look["word.on"]) and bool(look["word.text"])
    layout = _layout(width, height, spoken, 62.0 if look["hair.style"] == "bun" else 0.0)
    canvas.translate(layout.x, layout.y)
    canvas.scale(layout.unit, layout.unit)
    pen = Pen(canvas, str(look["ink.colour"]), float(look["dots.amount"]), layout.box)
    _background(pen, look)
    _back_hair(pen, look)
    _body(pen, look)
    _face(pen, look)
    _front_hair(pen, look)
    if look["glasses.on"]:
        _glasses(pen, look)
    if spoken:
        _burst(pen, look, layout.burst)
    return _pixels(surface, float(look["light.level"]))


def _layout(width: int, height: int, spoken: bool, bun: float) -> _Layout:
    unit = min(width / 1000, height / 1000)
    half, tall = width / unit / 2, height / unit
    rx, ry = 190.0, 132.0
    if tall > 1150:  # a tall frame: air above the head, the burst in it
        drop = max((tall - 1000) * 0.62, tall - 1500)
        across = 0.0
        burst_x, burst_y = min(170.0, half - rx - _MARGIN), max(drop * 0.60, ry + _MARGIN)
        if drop < ry * 2:
            across, burst_x = -80.0, half - rx - _MARGIN
            burst_y = ry + _MARGIN
    elif half > 640:  # a wide frame: the burst beside the head
        drop, across = bun, 0.0
        burst_x, burst_y = min(330 + rx + 40, half - rx - _MARGIN), 240.0
    else:
        drop = 70.0 if spoken else bun
        across = -104.0 if spoken else 0.0
        burst_x, burst_y = half - rx - _MARGIN, ry + _MARGIN
    across = across if spoken else 0.0
    burst = (burst_x - across, burst_y - drop, rx, ry)
    box = (-half - across, -drop, half - across, tall - drop)
    return _Layout(unit, width / 2 + across * unit, drop * unit, burst, box)


def _colour(look: dict[str, Value], field: str, otherwise: str) -> str:
    return str(look[field]) or str(look.get(otherwise, otherwise))


def _background(pen: Pen, look: dict[str, Value]) -> None:
    ground = str(look["background.colour"])
    left, top, right, bottom = pen.box
    pen.fill(
        polygon([(left - 9, top - 9), (right + 9, top - 9), (right + 9, bottom + 9), (left - 9, bottom + 9)]), ground
    )
    if look["rays.on"]:
        reach = math.hypot(right - left, bottom - top) + 100
        for ray in range(0, 36, 2):
            a, b = (2 * math.pi * (ray + step) / 36 for step in (0, 1))
            ends = [(reach * math.cos(at), 430 + reach * math.sin(at)) for at in (a, b)]
            pen.fill(polygon([(0, 430), *ends]), str(look["rays.colour"]))
    pen.screen(None, pen.ink, 60, Screen(26, 1, 9, low=300, high=1050))


_BACKS: dict[str, tuple[Segment, ...]] = {
    "bob": (
        ("M", -20, 70),
        ("C", -260, 40, -330, 270, -300, 470),
        ("C", -290, 620, -340, 690, -300, 790),
        ("C", -180, 850, 180, 850, 290, 800),
        ("C", 350, 690, 290, 600, 300, 470),
        ("C", 330, 250, 240, 40, -20, 70),
        ("Z",),
    ),
    "long": (
        ("M", -20, 70),
        ("C", -270, 40, -340, 270, -310, 470),
        ("C", -290, 640, -400, 760, -360, 940),
        ("C", -340, 1060, -250, 1120, -180, 1140),
        ("L", 180, 1140),
        ("C", 250, 1120, 350, 1060, 370, 930),
        ("C", 400, 760, 290, 640, 310, 470),
        ("C", 340, 250, 250, 40, -20, 70),
        ("Z",),
    ),
    "short": (
        ("M", -20, 70),
        ("C", -230, 46, -286, 240, -254, 420),
        ("C", -250, 500, -236, 540, -214, 580),
        ("L", 214, 580),
        ("C", 236, 540, 250, 500, 254, 420),
        ("C", 290, 230, 220, 46, -20, 70),
        ("Z",),
    ),
}
_BACKS["bun"] = _BACKS["short"]


def _back_hair(pen: Pen, look: dict[str, Value]) -> None:
    hair, style = str(look["hair.colour"]), str(look["hair.style"])
    if style == "bun":
        knot = ellipse(10, 62, 118, 96)
        pen.fill(knot, hair)
        pen.screen(knot, pen.ink, 90, Screen(20, 0, 8.5, 45, (1, 0.4), -60, 160))
        pen.line(knot, 16)
        pen.line(path(("M", -60, 74), ("C", -20, 20, 50, 14, 92, 58)), 9)
    back = path(*_BACKS[style])
    pen.fill(back, hair)
    pen.screen(back, pen.ink, 90, Screen(20, 0, 8.5, 45, (1, 0.4), 0, 420))
    pen.line(back, 16)


def _body(pen: Pen, look: dict[str, Value]) -> None:
    top, skin = str(look["top.colour"]), str(look["skin.colour"])
    shoulders = path(
        ("M", -120, 760),
        ("C", -330, 800, -430, 880, -470, 1100),
        ("L", -480, _DEEP),
        ("L", 480, _DEEP),
        ("L", 470, 1100),
        ("C", 430, 880, 330, 800, 120, 760),
        ("Z",),
    )
    pen.fill(shoulders, top)
    pen.screen(shoulders, WHITE, 150, Screen(34, 11, 3, 0, (0, 1), 780, 1000))
    pen.line(shoulders, 16)
    neck = path(
        ("M", -92, 640),
        ("C", -90, 730, -104, 760, -135, 775),
        ("C", -70, 860, 70, 860, 135, 775),
        ("C", 104, 760, 90, 730, 92, 640),
        ("Z",),
    )
    pen.fill(neck, skin)
    under = path(("M", -150, 600), ("L", 150, 600), ("L", 150, 690), ("C", 60, 770, -60, 770, -150, 700), ("Z",))
    pen.within(neck, under, pen.ink, 70)
    pen.line(neck, 13)


_FACE = (
    ("M", 0, 170),
    ("C", 150, 165, 205, 280, 198, 420),
    ("C", 194, 560, 120, 690, 40, 722),
    ("C", 15, 732, -15, 732, -40, 722),
    ("C", -120, 690, -194, 560, -198, 420),
    ("C", -205, 280, -150, 165, 0, 170),
    ("Z",),
)


def _face(pen: Pen, look: dict[str, Value]) -> None:
    face = path(*_FACE)
    top, hair = str(look["top.colour"]), str(look["hair.colour"])
    pen.fill(face, str(look["skin.colour"]))
    pen.screen(face, top, 210, Screen(19, 0, 8.2, 20, (1, 0.25), 150, 360))
    blush = hair if colours.luminance(hair) < 0.45 else top
    for side in (-1, 1):
        pen.screen(ellipse(side * 118, 544, 58, 39), blush, 200, Screen(15, 5.2, 5.2, 45))
    _eyes(pen, look)
    pen.line(path(("M", 18, 430), ("C", 14, 480, 30, 520, 40, 540), ("C", 44, 560, 20, 566, -4, 562)), 9)
    _mouth(pen, look)
    pen.line(face, 13)


def _eyes(pen: Pen, look: dict[str, Value]) -> None:
    lift = -26 if look["mood.name"] == "surprised" else 0
    iris = _colour(look, "eyes.colour", "background.colour")
    eye = path(("M", 42, 430), ("C", 70, 388, 130, 384, 160, 424), ("C", 130, 452, 78, 456, 42, 430), ("Z",))
    for shape, side in ((eye, 1), (mirrored(eye), -1)):
        pen.fill(shape, WHITE)
        pen.within(shape, ellipse(102 * side, 420, 30, 30), iris)
        pen.within(shape, ellipse(102 * side, 420, 15, 15), pen.ink)
        pen.within(shape, ellipse(102 * side + 9, 408, 7, 7), WHITE)
        pen.line(shape, 8)
    lid = path(("M", 34, 430), ("C", 66, 378, 136, 370, 176, 414), ("L", 198, 392))
    brow = path(
        ("M", 38, 350 + lift),
        ("C", 80, 318 + lift, 140, 318 + lift, 180, 350 + lift),
        ("C", 140, 336 + lift, 84, 340 + lift, 44, 366 + lift),
        ("Z",),
    )
    for shape in (lid, mirrored(lid)):
        pen.line(shape, 15)
    for shape in (brow, mirrored(brow)):
        pen.fill(shape, pen.ink)


def _mouth(pen: Pen, look: dict[str, Value]) -> None:
    lips = _colour(look, "lips.colour", "#e6194b")
    mood = look["mood.name"]
    if mood == "surprised":
        pen.shape(ellipse(0, 640, 46, 50), lips, 9)
        pen.shape(ellipse(0, 642, 26, 30), "#5a1022", 7)
        return
    if mood == "happy":
        outer = path(
            ("M", -98, 606),
            ("C", -44, 600, -20, 612, 0, 616),
            ("C", 20, 612, 44, 600, 98, 606),
            ("C", 66, 690, -66, 690, -98, 606),
            ("Z",),
        )
        teeth = path(("M", -76, 620), ("C", -30, 632, 30, 632, 76, 620), ("C", 48, 662, -48, 662, -76, 620), ("Z",))
        pen.shape(outer, lips, 9)
        pen.shape(teeth, WHITE, 7)
        return
    shape = path(
        ("M", -78, 628),
        ("C", -40, 600, -18, 604, 0, 614),
        ("C", 18, 604, 40, 600, 78, 628),
        ("C", 40, 676, -40, 676, -78, 628),
        ("Z",),
    )
    pen.fill(shape, lips)
    pen.line(path(("M", -78, 628), ("C", -30, 640, 30, 640, 78, 628)), 7)
    pen.line(shape, 9)
    pen.line(path(("M", -30, 652), ("Q", 0, 660, 26, 652)), 7, WHITE, 220)


def _front_hair(pen: Pen, look: dict[str, Value]) -> None:
    hair = str(look["hair.colour"])
    fringe = path(
        ("M", -214, 420),
        ("C", -260, 220, -120, 70, 40, 92),
        ("C", 200, 100, 250, 250, 212, 410),
        ("C", 196, 330, 150, 270, 96, 240),
        ("C", 40, 300, -90, 330, -150, 300),
        ("C", -190, 330, -206, 370, -214, 420),
        ("Z",),
    )
    pen.fill(fringe, hair)
    pen.screen(fringe, pen.ink, 90, Screen(20, 0, 7, 45, (1, 0.5), 60, 420))
    pen.line(fringe, 15)
    for a, b in ((-120, 190), (-66, 146), (20, 128)):
        pen.line(path(("M", a, b), ("C", a + 34, b - 30, a + 84, b - 34, a + 116, b - 22)), 10, WHITE, 210)
    if look["earrings.on"]:
        for side in (-1, 1):
            pen.shape(ellipse(side * 212, 600, 30, 30), _colour(look, "earrings.colour", "rays.colour"), 9)


def _glasses(pen: Pen, look: dict[str, Value]) -> None:
    lens = path(
        ("M", 26, 392),
        ("C", 60, 360, 150, 352, 212, 356),
        ("C", 214, 430, 188, 492, 112, 490),
        ("C", 58, 488, 26, 450, 26, 392),
        ("Z",),
    )
    for shape, side in ((lens, 1), (mirrored(lens), -1)):
        pen.fill(shape, "#20242e")
        shine = polygon([(side * 60 - 30, 500), (side * 60 + 20, 350), (side * 60 + 62, 350), (side * 60 + 12, 500)])
        pen.within(shape, shine, str(look["rays.colour"]), 150)
        pen.screen(shape, str(look["background.colour"]), 255, Screen(17, 0, 6.5, 45, (0, 1), 390, 500))
        pen.line(shape, 15)
    pen.line(path(("M", -28, 394), ("C", -12, 380, 12, 380, 28, 394)), 15)


def _burst(pen: Pen, look: dict[str, Value], place: tuple[float, float, float, float]) -> None:
    x, y, rx, ry = place
    points = []
    for spike in range(28):
        at, reach = math.pi * spike / 14 + 0.11, 1.0 if spike % 2 else 0.76
        points.append((x + rx * reach * math.cos(at), y + ry * reach * math.sin(at)))
    star = polygon(points)
    shadow = skia.Path(star)
    shadow.offset(9, 11)
    pen.fill(shadow, pen.ink)
    pen.shape(star, WHITE, 11)
    colour = _colour(look, "word.colour", "#e6194b")
    for line, size, centre_y in _lines(str(look["word.text"]), rx * 1.20, ry * 0.92):
        word = lettering.outline(line, size, 0.03)
        word.transform(skia.Matrix.MakeAll(1, -0.10, 0, 0, 1, 0, 0, 0, 1))
        box = word.computeTightBounds()
        word.offset(x - box.centerX(), y + centre_y - box.centerY())
        pen.line(word, size * 0.24)
        pen.line(word, size * 0.085, colour)
        pen.fill(word, colour)


def _lines(text: str, wide: float, tall: float) -> list[tuple[str, float, float]]:
    """The word as one line, or two where that lets it be larger: (text, size, centre height)."""
    words = text.split()
    splits = [[text]] + [[" ".join(words[:k]), " ".join(words[k:])] for k in range(1, len(words))]
    best = max(splits, key=lambda lines: _size(lines, wide, tall))
    size = _size(best, wide, tall)
    step = size * 0.98
    return [(line, size, step * (number - (len(best) - 1) / 2)) for number, line in enumerate(best)]


def _size(lines: list[str], wide: float, tall: float) -> float:
    widest = max(lettering.outline(line, 100, 0.03).computeTightBounds().width() + 24 for line in lines)
    return float(min(wide / widest * 100, tall / len(lines) * 1.05, 112))


def _pixels(surface: skia.Surface, level: float) -> Picture:
    picture = np.ascontiguousarray(surface.toarray(colorType=skia.kRGBA_8888_ColorType)[..., :3])
    if not level:
        return picture
    table = np.clip((np.arange(256) / 255) ** 2.2 * 2**level, 0, 1) ** (1 / 2.2) * 255 + 0.5
    return np.asarray(table.astype(np.uint8)[picture])
