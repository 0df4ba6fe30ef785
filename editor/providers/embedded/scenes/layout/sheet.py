"""The sheet a layout is drawn on: shapes, soft shadows, set words, and grey bars where words may come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import skia

from editor.providers.embedded.arrays import Picture
from editor.providers.embedded.lettering import Block, Box, Setting, block
from editor.providers.embedded.recipe import Value
from editor.providers.embedded.scenes import pen


@dataclass(frozen=True, slots=True)
class Sheet:
    """A canvas in units of which the picture's shorter side has 1000."""

    surface: skia.Surface
    canvas: skia.Canvas
    frame: Box

    def fill(self, shape: skia.Path, colour: str, alpha: float = 1.0) -> None:
        """Fill a shape."""
        self.canvas.drawPath(shape, skia.Paint(AntiAlias=True, Color=pen.paint(colour, alpha)))

    def line(self, shape: skia.Path, width: float, colour: str, alpha: float = 1.0, dash: float = 0.0) -> None:
        """Draw a shape's outline with round ends, dashed at intervals of `dash` units."""
        stroke = skia.Paint(
            AntiAlias=True,
            Color=pen.paint(colour, alpha),
            Style=skia.Paint.kStroke_Style,
            StrokeWidth=width,
            StrokeCap=skia.Paint.kRound_Cap,
            StrokeJoin=skia.Paint.kRound_Join,
        )
        if dash:
            stroke.setPathEffect(skia.DashPathEffect.Make([dash * 0.02, dash], 0))
        self.canvas.drawPath(shape, stroke)

    def shadow(self, shape: skia.Path, colour: str, blur: float, drop: float, alpha: float) -> None:
        """A soft shadow below a shape."""
        cast = skia.Path(shape)
        cast.offset(0, drop)
        soft = skia.Paint(AntiAlias=True, Color=pen.paint(colour, alpha))
        soft.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
        self.canvas.drawPath(cast, soft)

    def words(self, text: str, box: Box, size: float, colour: str, setting: Setting) -> Block:
        """Set words inside a box."""
        found = block(text, box, size, setting)
        self.fill(found.path, colour)
        return found

    def bars(self, box: Box, size: float, colour: str, shares: tuple[float, ...], align: str) -> None:
        """Bars of shares of the box's width, where words of this size may come."""
        tall = size * 0.52
        step = size * 1.12
        top = box.y + (box.height - step * (len(shares) - 1) - tall) / 2
        for number, share in enumerate(shares):
            wide = box.width * share
            x = box.x + {"left": 0.0, "centre": 0.5}[align] * (box.width - wide)
            self.fill(rounded(Box(x, top + number * step, wide, tall), tall / 2), colour)

    def picture(self) -> Picture:
        """What has been drawn, RGB."""
        return np.ascontiguousarray(self.surface.toarray(colorType=skia.kRGBA_8888_ColorType)[..., :3])


def new(width: int, height: int, ground: str) -> Sheet:
    """An empty sheet of width x height pixels."""
    surface = skia.Surface(width, height)
    canvas = surface.getCanvas()
    canvas.clear(pen.paint(ground, 1.0))
    unit = min(width, height) / 1000
    canvas.scale(unit, unit)
    return Sheet(surface, canvas, Box(0, 0, width / unit, height / unit))


def over(picture: Picture) -> Sheet:
    """A sheet on which a picture lies already."""
    height, width = picture.shape[:2]
    sheet = new(width, height, "#ffffff")
    opaque = np.dstack([picture, np.full((height, width), 255, np.uint8)])
    unit = width / sheet.frame.width
    sheet.canvas.save()
    sheet.canvas.scale(1 / unit, 1 / unit)
    sheet.canvas.drawImage(skia.Image.fromarray(opaque, colorType=skia.kRGBA_8888_ColorType), 0, 0)
    sheet.canvas.restore()
    return sheet


def rounded(box: Box, radius: float) -> skia.Path:
    """A box with round corners."""
    out = skia.Path()
    out.addRoundRect(skia.Rect.MakeXYWH(box.x, box.y, box.width, box.height), radius, radius)
    return out


def corner(box: Box, fields: Mapping[str, Value], usual: float, share: float) -> float:
    """The radius of a box's corners: `usual` units, at most `share` of its height, in parts that were asked for."""
    asked = float(fields["cards.corner"])
    return min(min(usual, box.height * share) * asked, min(box.width, box.height) / 2)


def disc(x: float, y: float, radius: float) -> skia.Path:
    """A circle."""
    out = skia.Path()
    out.addCircle(x, y, radius)
    return out
