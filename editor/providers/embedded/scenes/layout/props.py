"""Things and weather of a storyboard's panel: what stands behind the figure, and what falls or lies before it."""

from __future__ import annotations

import numpy as np
import skia

from editor.providers.embedded.colours import mixed
from editor.providers.embedded.scenes.layout.places import GROUND, Stage

_WOOD, _DEEP = "#a9764a", "#141a33"


def behind(stage: Stage, prop: str, x: float, weather: str) -> None:
    """What is behind a figure that stands at `x`."""
    if weather in ("rain", "snow"):
        stage.sheet.fill(_whole(stage), mixed("#5d6f86", "#ffffff", 0.2 if weather == "rain" else 0.65), 0.34)
    if prop == "sofa":
        _sofa(stage, x)
    if prop == "desk":
        _chair(stage, x)
    if prop == "puddle" or weather == "rain":
        _puddle(stage, x, 1.0 if prop == "puddle" else 0.7)


def before(stage: Stage, prop: str, x: float, weather: str) -> None:
    """What is before the figure."""
    if prop == "desk":
        _desk(stage, x)
    if weather == "rain":
        _rain(stage)
    if weather == "snow":
        _snow(stage)


def _whole(stage: Stage) -> skia.Path:
    out = skia.Path()
    out.addRect(skia.Rect.MakeWH(stage.wide, 100))
    return out


def _sofa(stage: Stage, x: float) -> None:
    cloth = stage.accent(3)
    dark = mixed(cloth, _DEEP, 0.16)
    for leg in (-29.0, 36.0):
        stage.box(x + leg, GROUND - 6, 2.6, 7, "#6b4a33", 1)
    stage.box(x - 31, GROUND - 41, 72, 32, dark, 7)
    for left in (-28.0, 5.0):
        stage.box(x + left, GROUND - 38, 32, 20, mixed(cloth, _DEEP, 0.06), 5)
    stage.box(x - 30, GROUND - 21, 70, 15, cloth, 5)
    stage.box(x - 35, GROUND - 29, 10, 24, mixed(cloth, "#ffffff", 0.1), 5)
    stage.box(x + 35, GROUND - 29, 10, 24, mixed(cloth, "#ffffff", 0.1), 5)
    stage.sheet.canvas.save()
    stage.sheet.canvas.translate(x + 24, GROUND - 28)
    stage.sheet.canvas.rotate(14)
    stage.box(-7, -7, 14, 14, stage.accent(1), 3.4)
    stage.sheet.canvas.restore()


def _chair(stage: Stage, x: float) -> None:
    stage.box(x - 16, GROUND - 40, 4, 26, mixed(stage.accent(0), _DEEP, 0.3), 2)
    stage.box(x - 15, GROUND - 19, 24, 4, mixed(stage.accent(0), _DEEP, 0.3), 2)
    for leg in (-13.0, 5.0):
        stage.box(x + leg, GROUND - 16, 2, 17, "#3a3f4a", 0.8)


def _desk(stage: Stage, x: float) -> None:
    top = GROUND - 33
    for leg in (13.0, 57.0):
        stage.box(x + leg, top, 2.6, 34, mixed(_WOOD, _DEEP, 0.28), 0.8)
    stage.box(x + 9, top, 56, 3.6, _WOOD, 1.4)
    screen = skia.Path()
    screen.moveTo(x + 33, top)
    screen.lineTo(x + 39.6, top - 16)
    screen.lineTo(x + 41.8, top - 15.6)
    screen.lineTo(x + 35.6, top)
    screen.close()
    stage.sheet.fill(screen, "#2b303b")
    stage.box(x + 20, top - 1.6, 15, 1.7, "#3a404d", 0.6)
    stage.box(x + 48, top - 6.6, 5.4, 6.6, stage.accent(1), 1)
    for number, tone in enumerate((stage.accent(2), "#f6f1e6", stage.accent(3))):
        stage.box(x + 55 - number * 0.6, top - 2.2 - number * 2.2, 9, 2.2, tone, 0.5)


def _puddle(stage: Stage, x: float, size: float) -> None:
    water = "#7fb0cf"
    for dx, y, wide, tall in ((-4.0, 88.6, 46.0, 7.4), (14.0, 92.0, 34.0, 5.0)):
        out = skia.Path()
        out.addOval(skia.Rect.MakeXYWH(x + (dx - wide / 2) * size, y - tall / 2, wide * size, tall))
        stage.sheet.fill(out, water)
    shine = skia.Path()
    shine.addOval(skia.Rect.MakeXYWH(x - 18 * size, 87.0, 15 * size, 1.5))
    stage.sheet.fill(shine, "#e7f4fb", 0.8)


def _rain(stage: Stage) -> None:
    dice = np.random.default_rng((23, stage.number))
    for _ in range(int(stage.wide * 0.62)):
        x, y, long = (float(each) for each in dice.uniform((0, -4, 4), (stage.wide + 8, 92, 8)))
        drop = skia.Path()
        drop.moveTo(x, y)
        drop.lineTo(x - long * 0.28, y + long)
        stage.sheet.line(drop, 0.55, "#e3f0f8", 0.75)


def _snow(stage: Stage) -> None:
    dice = np.random.default_rng((29, stage.number))
    stage.sheet.fill(_drift(stage), "#f7fafc", 0.92)
    for _ in range(int(stage.wide * 0.6)):
        x, y, size = (float(each) for each in dice.uniform((0, 0, 0.5), (stage.wide, 92, 1.3)))
        stage.blob(x, y, size, "#ffffff", 0.94)


def _drift(stage: Stage) -> skia.Path:
    out = skia.Path()
    out.moveTo(0, 93)
    out.cubicTo(stage.wide * 0.3, 88.6, stage.wide * 0.6, 96, stage.wide, 91)
    out.lineTo(stage.wide, 101)
    out.lineTo(0, 101)
    out.close()
    return out
