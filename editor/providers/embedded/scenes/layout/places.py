"""Where the storyboard's character is: flat settings a hundred units tall, as wide as their panel."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import skia

from editor.providers.embedded.colours import mixed
from editor.providers.embedded.lettering import Box
from editor.providers.embedded.scenes.layout.palettes import Palette
from editor.providers.embedded.scenes.layout.sheet import Sheet, disc, rounded
from editor.providers.embedded.scenes.pen import paint

GROUND = 88.0  # where feet stand
_DEEP = "#141a33"


@dataclass(frozen=True, slots=True)
class Stage:
    """A panel to draw a setting in: its width, the palette, and a number by which equal settings differ."""

    sheet: Sheet
    wide: float
    look: Palette
    number: int
    seat: float | None  # where along the panel somebody sits
    prop: str = ""

    def box(self, x: float, y: float, wide: float, tall: float, colour: str, radius: float = 0.0) -> None:
        """Fill a box."""
        self.sheet.fill(rounded(Box(x, y, wide, tall), radius), colour)

    def blob(self, x: float, y: float, radius: float, colour: str, alpha: float = 1.0) -> None:
        """Fill a circle."""
        self.sheet.fill(disc(x, y, radius), colour, alpha)

    def glow(self, x: float, y: float, radius: float, colour: str, alpha: float) -> None:
        """Light that fades outwards."""
        shades = [paint(colour, alpha), paint(colour, alpha * 0.35), paint(colour, 0.0)]
        soft = skia.Paint(AntiAlias=True, Shader=skia.GradientShader.MakeRadial(skia.Point(x, y), radius, shades))
        self.sheet.canvas.drawCircle(x, y, radius, soft)

    def accent(self, number: int) -> str:
        """An accent of the palette."""
        return self.look.accent(number)


def indoors(stage: Stage) -> None:
    """A room: window, picture, plant, lamp, rug."""
    wall = mixed("#f3e7d8", stage.accent(3), 0.22)
    stage.box(0, 0, stage.wide, 100, wall)
    stage.box(0, 74, stage.wide, 26, mixed("#c99a6b", wall, 0.15))
    stage.box(0, 72.6, stage.wide, 2.2, mixed(wall, "#ffffff", 0.55))
    _window(stage, stage.wide * 0.1, 14, 34, 36)
    if stage.wide > 96:
        _picture(stage, stage.wide - 42, 18)
    rug = skia.Path()
    rug.addOval(skia.Rect.MakeXYWH(stage.wide * 0.5 - 40, 82, 80, 14))
    stage.sheet.fill(rug, mixed(stage.accent(1), wall, 0.35))
    _pot_plant(stage, stage.wide - 17, 80)
    x = stage.wide * 0.62
    stage.box(x - 0.4, 0, 0.8, 11, mixed(wall, _DEEP, 0.6))
    shade = skia.Path()
    shade.moveTo(x - 3, 11)
    shade.lineTo(x + 3, 11)
    shade.lineTo(x + 8.4, 19)
    shade.lineTo(x - 8.4, 19)
    shade.close()
    stage.sheet.fill(shade, stage.accent(2))
    if stage.seat is not None and stage.prop not in ("sofa", "desk"):
        _armchair(stage, stage.seat)


def street(stage: Stage) -> None:
    """A row of houses with a shop, a lamp, a pavement."""
    sky = mixed("#d7e8ee", stage.look.ground, 0.35)
    stage.box(0, 0, stage.wide, 100, sky)
    stage.blob(stage.wide * 0.8, 18, 9, mixed(sky, "#ffffff", 0.6))
    dice = np.random.default_rng((11, stage.number))
    x = -8.0
    while x < stage.wide:
        wide = float(dice.uniform(22, 34))
        _house(stage, x, wide, float(dice.uniform(40, 62)), int(dice.integers(0, 4)), sky)
        x += wide
    stage.box(0, 78, stage.wide, 22, mixed("#b9b7b3", sky, 0.3))
    stage.box(0, 92, stage.wide, 8, "#6b6d73")
    stage.box(0, 91, stage.wide, 1.6, mixed("#b9b7b3", "#ffffff", 0.6))
    _lamp(stage, stage.wide * 0.12, "#4a4e57", None)
    if stage.seat is not None:
        _bench(stage, stage.seat)


def park(stage: Stage) -> None:
    """Hills, round trees, a path, a sun."""
    sky = mixed("#e2f0f2", stage.look.ground, 0.3)
    green = mixed("#8fb573", stage.accent(2), 0.16)
    stage.box(0, 0, stage.wide, 100, sky)
    stage.blob(stage.wide * 0.76, 24, 10, mixed("#f7c65a", stage.accent(1), 0.12))
    _cloud(stage, stage.wide * 0.28, 18, "#ffffff")
    _hill(stage, stage.wide * 0.2, 62, stage.wide * 0.7, mixed(green, sky, 0.55))
    _hill(stage, stage.wide * 0.85, 58, stage.wide * 0.6, mixed(green, sky, 0.38))
    stage.box(0, 72, stage.wide, 28, green)
    for share, tall in ((0.08, 40), (0.93, 46), (0.7, 28)):
        _tree(stage, stage.wide * share, 76, tall, mixed(green, "#1d5138", 0.45 if tall > 30 else 0.28))
    path = skia.Path()
    path.moveTo(0, 86)
    path.cubicTo(stage.wide * 0.35, 80, stage.wide * 0.65, 92, stage.wide, 84)
    path.lineTo(stage.wide, 93)
    path.cubicTo(stage.wide * 0.65, 100, stage.wide * 0.35, 88, 0, 95)
    path.close()
    stage.sheet.fill(path, mixed("#ecdcbb", green, 0.12))
    if stage.seat is not None:
        _bench(stage, stage.seat)


def night(stage: Stage) -> None:
    """A dark sky with moon and stars over lit windows, and a lamp."""
    sky = mixed(_DEEP, stage.accent(0), 0.24)
    stage.box(0, 0, stage.wide, 100, sky)
    dice = np.random.default_rng((7, stage.number))
    for _ in range(int(stage.wide * 0.3)):
        x, y, size = dice.uniform(0, stage.wide), dice.uniform(2, 46), dice.uniform(0.25, 0.6)
        stage.blob(float(x), float(y), float(size), "#fff6dc", 0.85)
    moon = stage.wide * 0.78
    stage.glow(moon, 20, 24, "#fff1c9", 0.34)
    stage.blob(moon, 20, 9, "#fdeec4")
    stage.blob(moon - 3, 17.6, 1.7, "#e9d8a6")
    stage.blob(moon + 2.6, 22.6, 2.2, "#e9d8a6")
    x, far = -4.0, mixed(sky, "#0a0d1c", 0.35)
    while x < stage.wide:
        wide, tall = float(dice.uniform(13, 24)), float(dice.uniform(22, 44))
        stage.box(x, 78 - tall, wide + 0.3, tall + 2, far)
        _lit(stage, Box(x, 78 - tall, wide, tall), dice)
        x += wide
    stage.box(0, 76, stage.wide, 24, mixed(sky, "#05070f", 0.5))
    stage.box(0, 76, stage.wide, 1.2, mixed(sky, "#ffffff", 0.12))
    _lamp(stage, stage.wide * 0.16, "#0a0d1a", "#ffdf94")
    if stage.seat is not None:
        _bench(stage, stage.seat)


PLACES: dict[str, Callable[[Stage], None]] = {"indoors": indoors, "street": street, "park": park, "night": night}
NAMES = tuple(PLACES)


def _window(stage: Stage, x: float, y: float, wide: float, tall: float) -> None:
    stage.box(x - 2.4, y - 2.4, wide + 4.8, tall + 4.8, "#fffdf8", 1.2)
    stage.box(x, y, wide, tall, "#bfe0ea")
    stage.sheet.canvas.save()
    stage.sheet.canvas.clipRect(skia.Rect.MakeXYWH(x, y, wide, tall))
    _hill(stage, x + wide * 0.3, y + tall * 0.72, wide, "#9cc49a")
    _cloud(stage, x + wide * 0.68, y + tall * 0.3, "#ffffff", 0.6)
    stage.sheet.canvas.restore()
    stage.box(x + wide / 2 - 0.9, y, 1.8, tall, "#fffdf8")
    stage.box(x, y + tall / 2 - 0.9, wide, 1.8, "#fffdf8")
    stage.box(x - 4.2, y + tall + 2, wide + 8.4, 2.4, "#fffdf8", 1)


def _picture(stage: Stage, x: float, y: float) -> None:
    stage.box(x, y, 19, 23, mixed(stage.look.ink, "#ffffff", 0.15), 0.6)
    stage.box(x + 1.4, y + 1.4, 16.2, 20.2, "#fffaf0")
    stage.blob(x + 9.5, y + 9.5, 4.4, stage.accent(2))
    stage.box(x + 4.6, y + 14, 9.8, 4.4, stage.accent(0), 2.2)


def _pot_plant(stage: Stage, x: float, y: float) -> None:
    for turn, long in ((-58, 20), (-28, 26), (0, 30), (28, 26), (58, 20)):
        stage.sheet.canvas.save()
        stage.sheet.canvas.translate(x, y - 10)
        stage.sheet.canvas.rotate(turn)
        leaf = skia.Path()
        leaf.moveTo(0, 0)
        leaf.quadTo(-5.2, -long * 0.55, 0, -long)
        leaf.quadTo(5.2, -long * 0.55, 0, 0)
        stage.sheet.fill(leaf, mixed("#2f7a55", "#7fae72", abs(turn) / 90))
        stage.sheet.canvas.restore()
    stage.box(x - 6, y - 11, 12, 13, mixed(stage.accent(1), "#ffffff", 0.12), 2)


def _armchair(stage: Stage, x: float) -> None:
    cloth = stage.accent(3)
    stage.box(x - 17, GROUND - 40, 15, 36, mixed(cloth, _DEEP, 0.12), 6)
    stage.box(x - 17, GROUND - 21, 30, 15, cloth, 4)
    for leg in (-14.0, 8.0):
        stage.box(x + leg, GROUND - 7, 2.6, 8, "#6b4a33", 1)


def _bench(stage: Stage, x: float) -> None:
    wood = "#9c6b43"
    for leg in (-19.0, 19.0):
        stage.box(x + leg, GROUND - 17, 2.2, 18, "#3a3f4a", 0.8)
    stage.box(x - 24, GROUND - 36, 50, 5, wood, 1.6)
    stage.box(x - 24, GROUND - 29, 50, 5, wood, 1.6)
    stage.box(x - 26, GROUND - 19, 54, 4.4, mixed(wood, "#ffffff", 0.12), 1.6)


def _house(stage: Stage, x: float, wide: float, tall: float, kind: int, sky: str) -> None:
    tone = mixed(mixed(stage.accent(kind), "#ffffff", 0.34), sky, 0.18)
    top = 79 - tall
    stage.box(x, top, wide + 0.3, tall + 1, tone)
    stage.box(x, top - 1.6, wide + 0.3, 2.6, mixed(tone, _DEEP, 0.3))
    pane, rows = mixed(sky, _DEEP, 0.34), int((tall - 26) // 14)
    for row in range(max(1, rows)):
        for share in (0.2, 0.6):
            stage.box(x + wide * share, top + 6 + row * 14, wide * 0.22, 8.6, pane, 0.8)
    stage.box(x + wide * 0.12, 62, wide * 0.44, 13, mixed(pane, "#ffe9bd", 0.45), 0.6)
    stage.box(x + wide * 0.66, 61, wide * 0.22, 18, mixed(tone, _DEEP, 0.5), 0.8)
    for stripe in range(6):
        colour = "#fff8ee" if stripe % 2 else stage.accent(kind + 1)
        stage.box(x + wide * (0.08 + 0.085 * stripe), 57.4, wide * 0.086, 5.4, colour, 0.5)


def _lamp(stage: Stage, x: float, colour: str, glow: str | None) -> None:
    if glow:
        stage.glow(x, 32.5, 34, glow, 0.5)
    stage.box(x - 0.8, 32, 1.6, 55, colour)
    stage.box(x - 2.2, 84, 4.4, 4, colour, 1)
    stage.box(x - 3.4, 29, 6.8, 7, glow or "#fff1cf", 2)
    stage.box(x - 4, 27.4, 8, 2.2, colour, 1)


def _lit(stage: Stage, house: Box, dice: np.random.Generator) -> None:
    y = house.y + 4
    while y < 72:
        x = house.x + 3
        while x < house.right - 4:
            if dice.uniform() < 0.4:
                stage.box(x, y, 2.2, 3, "#ffd77f")
            x += 5
        y += 6.4


def _hill(stage: Stage, x: float, top: float, wide: float, colour: str) -> None:
    out = skia.Path()
    out.moveTo(x - wide, 100)
    out.cubicTo(x - wide * 0.5, 100 - (100 - top) * 1.02, x - wide * 0.2, top, x, top)
    out.cubicTo(x + wide * 0.2, top, x + wide * 0.5, 100 - (100 - top) * 1.02, x + wide, 100)
    out.close()
    stage.sheet.fill(out, colour)


def _cloud(stage: Stage, x: float, y: float, colour: str, size: float = 1.0) -> None:
    stage.box(x - 11 * size, y, 24 * size, 6 * size, colour, 3 * size)
    stage.blob(x - 2 * size, y + 0.6 * size, 5.4 * size, colour)
    stage.blob(x + 5 * size, y + 1.6 * size, 3.8 * size, colour)


def _tree(stage: Stage, x: float, foot: float, tall: float, colour: str) -> None:
    stage.box(x - tall * 0.035, foot - tall * 0.5, tall * 0.07, tall * 0.55, "#7a5638", 1)
    stage.blob(x, foot - tall * 0.68, tall * 0.3, colour)
    stage.blob(x - tall * 0.16, foot - tall * 0.5, tall * 0.22, colour)
    stage.blob(x + tall * 0.17, foot - tall * 0.52, tall * 0.21, colour)
    stage.blob(x + tall * 0.06, foot - tall * 0.74, tall * 0.17, mixed(colour, "#ffffff", 0.12))
    stage.blob(x - tall * 0.1, foot - tall * 0.56, math.sqrt(tall) * 0.6, mixed(colour, "#ffffff", 0.07))
