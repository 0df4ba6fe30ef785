"""Infographics: slots of an icon and a label box each, along steps, in columns or round a circle."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise

import skia

from editor.providers.embedded import colours
from editor.providers.embedded import steps as progress
from editor.providers.embedded.arrays import Picture
from editor.providers.embedded.lettering import BOLD, REGULAR, Box, Manner, Setting, block
from editor.providers.embedded.recipe import Recipe, Value
from editor.providers.embedded.scenes.layout import ground, header, icons, palettes, plan
from editor.providers.embedded.scenes.layout.ground import Ground
from editor.providers.embedded.scenes.layout.palettes import Palette
from editor.providers.embedded.scenes.layout.plan import Slot
from editor.providers.embedded.scenes.layout.sheet import Sheet, corner, disc, rounded

FEWEST, MOST = 2, 8
_FLOWS = {"steps": plan.steps, "circle": plan.circle}
_SHORT = 30  # letters up to which a label is set bold
_LARGEST_LABEL = 42.0


def render(recipe: Recipe, width: int, height: int) -> Picture:
    """The picture of an infographic recipe, RGB."""
    fields = recipe.fields
    below = ground.laid(recipe, width, height)
    sheet, look = below.sheet, below.cards
    slots = arranged(sheet.frame, fields)
    if not below.kind:
        _discs(sheet, look)
    _way(below, slots, fields)
    texts = [str(fields[f"label.{number}.text"]) for number in range(1, len(slots) + 1)]
    size, weight = _label_size(sheet.frame, slots, texts, float(fields["labels.size"]))
    for number, slot in enumerate(slots):
        _slot(below, slot, number, fields)
        _label(sheet, slot, texts[number], (size, weight), look)
        progress.done((number + 1) / len(slots))
    return sheet.picture()


def arranged(frame: Box, fields: Mapping[str, Value]) -> tuple[Slot, ...]:
    """The slots in a frame whose shorter side has 1000 units."""
    body = _areas(frame, fields).body
    flow = str(fields["layout.flow"])
    air = float(fields["cards.gap"])
    if flow in _FLOWS:
        return _FLOWS[flow](body, count(fields), air)
    return plan.columns(body, count(fields), round(float(fields["columns.count"])), air, str(fields["icons.side"]))


def count(fields: Mapping[str, Value]) -> int:
    """How many slots the fields ask for, within what is drawn."""
    return min(MOST, max(FEWEST, round(float(fields["slots.count"]))))


def _areas(frame: Box, fields: Mapping[str, Value]) -> plan.Areas:
    return plan.areas(
        frame, str(fields["text.place"]), 0.0 if fields["layout.flow"] == "circle" else header.share(fields)
    )


def _discs(sheet: Sheet, look: Palette) -> None:
    """Two large quiet discs that run off the frame, so that the ground is not bare."""
    frame = sheet.frame
    reach = 0.62 * math.sqrt(frame.width * frame.height)
    sheet.fill(disc(frame.width - reach * 0.12, -reach * 0.16, reach * 0.6), look.tint(0.035))
    sheet.fill(disc(-reach * 0.1, frame.height + reach * 0.06, reach * 0.42), look.tint(0.035))


def _way(below: Ground, slots: tuple[Slot, ...], fields: Mapping[str, Value]) -> None:
    """The header, and the dotted way from station to station of steps and circles."""
    flow = str(fields["layout.flow"])
    sheet, look = below.sheet, below.look
    body = _areas(sheet.frame, fields)
    if flow != "circle":
        below.title(body.header, fields)
    way = skia.Path()
    if flow == "circle":
        found = plan.ring(body.body, len(slots))
        way.addOval(skia.Rect.MakeXYWH(found.oval.x, found.oval.y, found.oval.width, found.oval.height))
        below.title(found.hub, fields, "centre")
    if flow == "steps":
        for here, after in pairwise(slots):
            _between(way, here, after)
    sheet.line(way, 6, look.tint(0.28 if flow == "circle" else 0.2), dash=18 if flow == "circle" else 0.0)


def _between(way: skia.Path, here: Slot, after: Slot) -> None:
    """The way from one station's rim to the next one's."""
    long = math.hypot(after.x - here.x, after.y - here.y)
    across, down = (after.x - here.x) / long, (after.y - here.y) / long
    clear = here.radius + 13
    way.moveTo(here.x + across * clear, here.y + down * clear)
    way.lineTo(after.x - across * clear, after.y - down * clear)


def _slot(below: Ground, slot: Slot, number: int, fields: Mapping[str, Value]) -> None:
    """The card and the icon on its disc."""
    sheet, look = below.sheet, below.cards
    accent = look.accent(number)
    if slot.card is not None:
        shape = rounded(slot.card, corner(slot.card, fields, 26.0, 0.2))
        sheet.shadow(shape, colours.mixed(look.ground, "#0b0d12", 0.75), 13, 8, 0.1 if look.is_light else 0.3)
        sheet.fill(shape, look.card)
    if fields["layout.flow"] == "circle" or (below.kind and slot.number is not None):
        # The ring stops short of its stations, and a disc of the ground's own colour keeps a rim.
        sheet.fill(disc(slot.x, slot.y, slot.radius + 9), look.card if below.kind else look.ground)
    solid = fields["icons.style"] == "solid"
    pale = colours.mixed(look.card, accent, 0.2)
    sheet.fill(disc(slot.x, slot.y, slot.radius), accent if not solid else pale)
    side = slot.radius * 1.12
    box = Box(slot.x - side / 2, slot.y - side / 2, side, side)
    ink = palettes.on(accent) if not solid else _on_pale(accent, pale, look)
    icons.draw(sheet, icon_name(fields, number), box, ink, solid)
    if slot.number is not None and fields["numbers.on"]:
        setting = Setting(Manner("sans", BOLD, -0.01), slot.align)
        tone = palettes.readable(accent, look.card, palettes.LARGE)
        sheet.words(f"{number + 1}", slot.number, min(46.0, slot.number.height), tone, setting)


def _on_pale(accent: str, pale: str, look: Palette) -> str:
    return palettes.readable(colours.mixed(accent, look.ink, 0.25), pale, palettes.LARGE)


def icon_name(fields: Mapping[str, Value], number: int) -> str:
    """The icon of slot `number`, from 0: the one asked for, or a usual one that no other slot was asked to show."""
    asked = [str(fields[f"icon.{each}"]) for each in range(1, MOST + 1)]
    if asked[number] in icons.NAMES:
        return asked[number]
    usual = icons.USUAL[number % len(icons.USUAL)]
    others = [name for name in icons.NAMES if name not in (*icons.USUAL, *asked)]
    return usual if usual not in asked else others[number % len(others)]


def _label_size(frame: Box, slots: tuple[Slot, ...], texts: list[str], times: float) -> tuple[float, int]:
    """One size and weight for all labels: the largest in which every one of them fits its box."""
    said = [(slot, text) for slot, text in zip(slots, texts, strict=True) if text]
    weight = BOLD if all(len(text) <= _SHORT for text in texts) else REGULAR
    mean = math.sqrt(frame.width * frame.height) / 1000
    largest = min(_LARGEST_LABEL * mean**0.8, min(slot.label.height for slot in slots) * 0.42) * times
    sizes = [block(text, slot.label, largest, _setting(slot, weight)).size for slot, text in said]
    return min(sizes, default=largest), weight


def _label(sheet: Sheet, slot: Slot, text: str, size: tuple[float, int], look: Palette) -> None:
    if text:
        sheet.words(text, slot.label, size[0], look.card_ink, _setting(slot, size[1]))
        return
    align = "left" if slot.align == "start" else slot.align
    tone = colours.mixed(look.card, look.ink, 0.15)
    rows = (0.86, 0.6) if slot.label.height > size[0] * 1.5 else (0.8,)
    sheet.bars(slot.label.inset(slot.label.width * 0.04, 0), min(size[0] * 0.8, 40), tone, rows, align)


def _setting(slot: Slot, weight: int) -> Setting:
    upright = "top" if slot.number is not None and slot.align == "centre" else "middle"
    return Setting(Manner("sans", weight, -0.008), slot.align, upright, 1.2, 4)
