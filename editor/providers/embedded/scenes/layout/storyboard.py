"""Storyboards: panels in which one character goes through a day, each with its caption below."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

import skia

from editor.providers.embedded import colours
from editor.providers.embedded import steps as progress
from editor.providers.embedded.arrays import Picture
from editor.providers.embedded.lettering import BOLD, REGULAR, Box, Manner, Setting, block
from editor.providers.embedded.recipe import Recipe, Value
from editor.providers.embedded.scenes.layout import acting, figure, ground, header, palettes, places, plan, props
from editor.providers.embedded.scenes.layout.palettes import Palette
from editor.providers.embedded.scenes.layout.sheet import Sheet, corner, disc, rounded

FEWEST, MOST = 2, 8

# A day in eight panels: where, doing what, how tall in the panel (over 80: from the knees up), how far along, mirrored.
_DAY: tuple[tuple[str, str, float, float, bool], ...] = (
    ("indoors", "waving", 64, 0.56, False), ("street", "walking", 62, 0.44, False),
    ("park", "sitting", 68, 0.46, False), ("night", "pointing", 96, 0.34, False),
    ("indoors", "thinking", 98, 0.5, True), ("park", "cheering", 62, 0.48, False),
    ("street", "waving", 96, 0.56, True), ("night", "sitting", 66, 0.52, False),
)  # fmt: skip
_CAPTION = 32.0
_RIM = 12.0  # of the card round a panel


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel: its picture and the box of its caption, which begins after the panel's number."""

    picture: Box
    number: Box
    caption: Box


def render(recipe: Recipe, width: int, height: int) -> Picture:
    """The picture of a storyboard recipe, RGB."""
    fields = recipe.fields
    below = ground.laid(recipe, width, height)
    sheet, look = below.sheet, below.cards
    parts = _areas(sheet.frame, fields)
    if parts.header.height:
        below.title(parts.header, fields)
    panels = arranged(sheet.frame, fields)
    texts = [str(fields[f"caption.{number}.text"]) for number in range(1, len(panels) + 1)]
    size = _caption_size(sheet.frame, panels, texts, fields)
    who = character(fields, look)
    ink = look.card_ink if below.kind else look.ink
    for number, panel in enumerate(panels):
        if below.kind:
            _card(sheet, panel, look)
        _panel(sheet, panel, number, (fields, look, who))
        if fields["captions.on"]:
            if fields["numbers.on"]:
                _number(sheet, panel.number, number, look)
            _caption(sheet, panel, texts[number], size, (replace(look, ink=ink), bool(fields["captions.bold"])))
        progress.done((number + 1) / len(panels))
    return sheet.picture()


def _card(sheet: Sheet, panel: Panel, look: Palette) -> None:
    """A card that holds a panel and its caption, where the ground is of many colours."""
    box = panel.picture
    whole = Box(box.x, box.y, box.width, panel.caption.bottom - box.y).inset(-_RIM, -_RIM)
    sheet.fill(rounded(whole, min(24.0, box.height * 0.06) + _RIM), look.card)


def arranged(frame: Box, fields: Mapping[str, Value]) -> tuple[Panel, ...]:
    """The panels in a frame whose shorter side has 1000 units."""
    count = min(MOST, max(FEWEST, round(float(fields["panels.count"]))))
    body = _areas(frame, fields).body
    gap = min(34.0 * float(fields["cards.gap"]), body.width * 0.07)
    cells = plan.cells(body, count, 1.12, gap, round(float(fields["columns.count"])))
    times = max(1.0, float(fields["captions.size"]))
    strip = min(104.0, max(58.0, cells[0].height * 0.2)) * times if fields["captions.on"] else 0.0
    out = []
    for cell in cells:
        tall = min(cell.height - strip, cell.width * 1.5)
        wide = min(cell.width, tall * 2.3)
        box = Box(cell.x + (cell.width - wide) / 2, cell.y + (cell.height - tall - strip) / 2, wide, tall)
        under = Box(box.x, box.bottom + strip * 0.18, wide, strip * 0.72)
        badge = min(44.0, under.height * 0.62)
        taken = badge + 16 if fields["numbers.on"] else 0.0
        text = Box(under.x + taken, under.y, under.width - taken, under.height)
        out.append(Panel(box, Box(under.x, under.y, badge, under.height), text))
    return tuple(out)


def character(fields: Mapping[str, Value], look: Palette) -> figure.Character:
    """The one who appears in every panel."""
    skin, hair = str(fields["figure.skin"]) or "#eeb38f", str(fields["figure.hair"]) or "#3b2723"
    top = str(fields["figure.top"]) or look.accent(1)
    bottoms = colours.mixed(look.accent(0), "#16203a", 0.35)
    build = figure.BUILDS.get(str(fields["figure.kind"]), figure.BUILDS["girl"])
    build = replace(build, cut=str(fields["figure.cut"]) or build.cut)
    return figure.Character(
        skin, hair, top, bottoms, "#1d2030", build, str(fields["figure.scarf"]), str(fields["figure.wear"]),
        str(fields["figure.beard"]), bool(fields["figure.glasses"]),
    )  # fmt: skip


def _areas(frame: Box, fields: Mapping[str, Value]) -> plan.Areas:
    """Captions carry the story: the title takes less room than elsewhere, and none where there is no title."""
    said = fields["text.words"] or fields["text.sub"]
    return plan.areas(frame, str(fields["text.place"]), 0.84 * header.share(fields) if said else 0.0)


def _panel(
    sheet: Sheet, panel: Panel, number: int, story: tuple[Mapping[str, Value], Palette, figure.Character]
) -> None:
    fields, look, who = story
    box = panel.picture
    shape = rounded(box, corner(box, fields, 24.0, 0.06))
    sheet.shadow(shape, colours.mixed(look.ground, "#0b0d12", 0.75), 12, 7, 0.14 if look.is_light else 0.3)
    where, doing, tall, along, flip = shot(fields, number)
    canvas = sheet.canvas
    canvas.save()
    canvas.clipPath(shape, skia.ClipOp.kIntersect, True)
    canvas.translate(box.x, box.y)
    canvas.scale(box.height / 100, box.height / 100)
    wide = box.width / box.height * 100
    at = (wide * along, places.GROUND if tall < 80 else places.GROUND + tall * 0.3)
    prop, weather = str(fields[f"prop.{number + 1}"]), str(fields[f"weather.{number + 1}"])
    stage = places.Stage(sheet, wide, look, number, at[0] if doing == "sitting" else None, prop)
    places.PLACES[where](stage)
    props.behind(stage, prop, at[0], weather)
    if tall < 80:
        _shade(sheet, at, tall)
    figure.draw(sheet, acting.acted(figure.POSES[doing], fields, number), who, at, tall, flip)
    props.before(stage, prop, at[0], weather)
    canvas.restore()


def shot(fields: Mapping[str, Value], number: int) -> tuple[str, str, float, float, bool]:
    """Panel `number`, from 0: place, pose, the figure's height in hundredths of the panel, how far along, mirrored."""
    where, doing, tall, along, flip = _DAY[number % len(_DAY)]
    asked = str(fields[f"pose.{number + 1}"])
    if asked in figure.POSES and asked != doing:
        doing, tall, flip = asked, min(tall, 68.0), False
    prop, weather = (str(fields[f"{what}.{number + 1}"]) for what in ("prop", "weather"))
    if prop or weather:  # what lies on the ground or falls on it wants the whole figure
        tall, flip = 70.0, False
    if prop in ("desk", "sofa"):
        along = 0.3 if prop == "desk" else 0.42
    if prop in acting.HELD and not asked:
        doing = "standing"
    setting = str(fields[f"place.{number + 1}"])
    return setting if setting in places.PLACES else where, doing, tall, along, flip


def _shade(sheet: Sheet, at: tuple[float, float], tall: float) -> None:
    below = skia.Path()
    below.addOval(skia.Rect.MakeXYWH(at[0] - tall * 0.2, at[1] - 1.6, tall * 0.42, 4))
    sheet.fill(below, "#0b0d12", 0.16)


def _caption_size(frame: Box, panels: tuple[Panel, ...], texts: list[str], fields: Mapping[str, Value]) -> float:
    """The size in which every caption fits its box."""
    times, setting = float(fields["captions.size"]), _setting(bool(fields["captions.bold"]))
    usual = _CAPTION * times * (math.sqrt(frame.width * frame.height) / 1000) ** 0.7
    largest = min(usual, panels[0].caption.height * 0.44 * min(1.3, max(1.0, times)))
    said = [(panel, text) for panel, text in zip(panels, texts, strict=True) if text]
    return min((block(text, panel.caption, largest, setting).size for panel, text in said), default=largest)


def _number(sheet: Sheet, box: Box, number: int, look: Palette) -> None:
    radius = box.width / 2
    sheet.fill(disc(box.x + radius, box.y + box.height / 2, radius), look.accent(0))
    digits = Setting(Manner("sans", BOLD), "centre")
    tone = palettes.on(look.accent(0), palettes.SMALL)
    sheet.words(str(number + 1), box.inset(radius * 0.3, 0), radius * 1.06, tone, digits)


def _caption(sheet: Sheet, panel: Panel, text: str, size: float, inked: tuple[Palette, bool]) -> None:
    look, is_bold = inked
    if text:
        ink = palettes.ink(look.ground) if is_bold else look.ink
        sheet.words(text, panel.caption, size, ink, _setting(is_bold))
    else:
        sheet.bars(panel.caption, size * 0.82, look.tint(0.15), (0.92, 0.58), "left")


def _setting(is_bold: bool) -> Setting:
    return Setting(Manner("sans", BOLD if is_bold else REGULAR, -0.004), "start", "middle", 1.26, 3)
