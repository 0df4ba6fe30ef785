"""Scene three: an illustrated portrait of nobody in particular, alone or as a poster."""

from __future__ import annotations

import numpy as np
import skia

from editor.providers.embedded import steps
from editor.providers.embedded.arrays import Picture
from editor.providers.embedded.recipe import Recipe
from editor.providers.embedded.scenes import pen
from editor.providers.embedded.scenes.portrait import (
    burst,
    clothes,
    duotone,
    eyes,
    face,
    ground,
    hair,
    hats,
    layout,
    mouth,
    poster,
    worn,
)
from editor.providers.embedded.scenes.portrait.flat import Flat
from editor.providers.embedded.scenes.portrait.hand import Hand
from editor.providers.embedded.scenes.portrait.head import Head
from editor.providers.embedded.scenes.portrait.line import Line
from editor.providers.embedded.scenes.portrait.look import Look
from editor.providers.embedded.scenes.portrait.popart import Popart
from editor.providers.embedded.words import portrait

_HANDS: dict[str, type[Hand]] = {"popart": Popart, "flat": Flat, "line": Line, "duotone": duotone.Duotone}


def render(recipe: Recipe, width: int, height: int) -> Picture:
    """The picture of a portrait recipe, RGB, `width` x `height` pixels."""
    look = Look.of(recipe, portrait.DEFAULTS)
    times = duotone.scale(width, height) if look.style == "duotone" else 1
    surface = skia.Surface(width * times, height * times)
    if look.is_on("poster"):
        _poster(surface.getCanvas(), look, width * times, height * times)
    else:
        _figure(surface.getCanvas(), look, (0, 0, width * times, height * times))
    steps.done(0.4)
    drawn = np.ascontiguousarray(surface.toarray(colorType=skia.kRGBA_8888_ColorType)[..., :3])
    if look.style == "duotone":
        drawn = duotone.printed(drawn, look, width, height, recipe.seed)
    return _lit(drawn, look.number("light.level"))


def _poster(canvas: skia.Canvas, look: Look, width: int, height: int) -> None:
    sheet = layout.sheet(width, height, look)
    hand = _HANDS[look.style](canvas, look, (0, 0, width / sheet.unit, height / sheet.unit))
    canvas.save()
    canvas.scale(sheet.unit, sheet.unit)
    hand.solid(pen.box(-9, -9, width / sheet.unit + 9, height / sheet.unit + 9), _sheet(hand, look))
    canvas.restore()
    canvas.save()
    canvas.clipRect(skia.Rect.MakeLTRB(*sheet.panel), skia.ClipOp.kIntersect, True)
    _figure(canvas, look, sheet.panel)
    canvas.restore()
    canvas.save()
    canvas.scale(sheet.unit, sheet.unit)
    hand.outline(pen.box(*(side / sheet.unit for side in sheet.panel)), 12)
    if sheet.words[2]:
        left, top, right, bottom = (side / sheet.unit for side in sheet.words)
        poster.words(hand, look, (left, top, right, bottom))
    canvas.restore()


def _sheet(hand: Hand, look: Look) -> str:
    """The colour of a poster's sheet: paper, or ink under words that would not read on paper."""
    if not poster.is_reversed(hand, look):
        return hand.paper
    return "" if look.style in ("duotone", "line") else look.colour("ink")


def _figure(canvas: skia.Canvas, look: Look, panel: poster.Room) -> None:
    place = layout.figure(panel, look)
    canvas.save()
    canvas.translate(place.x, place.y)
    canvas.scale(place.unit, place.unit)
    hand = _HANDS[look.style](canvas, look, place.box)
    head = Head.of(look)
    ground.ground(hand, look)
    _person(hand, look, head)
    if place.burst:
        burst.burst(hand, look, place.burst)
    canvas.restore()


def _person(hand: Hand, look: Look, head: Head) -> None:
    """From back to front."""
    clothes.hood(hand, look, head)
    hair.behind(hand, look, head)
    worn.scarf_behind(hand, look, head)
    cut = hair.cut_of(look)
    if (cut is None or cut.ears) and look.hat != "headscarf":
        face.ears(hand, look, head)
    clothes.body(hand, look, head)
    steps.done(0.2)
    mass = hair.fringe(look, head)
    plane = face.plane(hand, look, head, hair.cast(mass))
    face.features(hand, look, head, plane)
    if look.glasses != "sun":
        eyes.eyes(hand, look, head)
    worn.beard(hand, look, head)
    mouth.mouth(hand, look, head)
    worn.scarf(hand, look, head)
    hair.front(hand, look, head, mass)
    worn.earrings(hand, look, head)
    hats.hat(hand, look, head)
    worn.glasses(hand, look, head)


def _lit(picture: Picture, level: float) -> Picture:
    if not level:
        return picture
    table = np.clip((np.arange(256) / 255) ** 2.2 * 2**level, 0, 1) ** (1 / 2.2) * 255 + 0.5
    return np.asarray(table.astype(np.uint8)[picture])
