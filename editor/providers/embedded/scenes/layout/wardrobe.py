"""What a storyboard's character wears on the body and holds in the hand."""

from __future__ import annotations

import skia

from editor.providers.embedded.colours import mixed
from editor.providers.embedded.lettering import Box, pathdata
from editor.providers.embedded.scenes.layout.character import Character, Joint
from editor.providers.embedded.scenes.layout.sheet import Sheet, disc, rounded

_LOW = {"coat": 17.0, "dress": 15.0}  # how far below the hips a garment ends


def torso(sheet: Sheet, hips: Joint, neck: Joint, who: Character) -> None:
    """The body from the shoulders down, with what is worn on it."""
    low = hips[1] + min(_LOW.get(who.wear, 2.0), -hips[1] - 12)
    body = _body(hips, neck, who, low)
    if who.wear not in _LOW:
        sheet.fill(rounded(Box(hips[0] - 8.6, hips[1] - 3, 17.2, 8), 4), who.bottoms)
    sheet.fill(body, who.top)
    sheet.canvas.save()
    sheet.canvas.clipPath(body, skia.ClipOp.kIntersect, True)
    _TRIMS.get(who.wear, _stripes)(sheet, hips, neck, who)
    sheet.canvas.restore()


def _body(hips: Joint, neck: Joint, who: Character, low: float) -> skia.Path:
    out, wide = skia.Path(), who.build.shoulder
    flare = 9.6 + (low - hips[1] - 2.0) * (0.42 if who.wear == "dress" else 0.2)
    out.moveTo(neck[0] - wide, neck[1] + 5)
    out.cubicTo(neck[0] - wide + 0.5, neck[1] - 1.5, neck[0] + wide - 0.5, neck[1] - 1.5, neck[0] + wide, neck[1] + 5)
    out.lineTo(hips[0] + flare, low)
    out.quadTo(hips[0], low + 2.6, hips[0] - flare, low)
    out.close()
    return out


def _stripes(sheet: Sheet, hips: Joint, neck: Joint, who: Character) -> None:
    for stripe in (0.42, 0.66):
        y = neck[1] + (hips[1] - neck[1]) * stripe
        x = neck[0] + (hips[0] - neck[0]) * stripe
        sheet.fill(rounded(Box(x - 14, y, 28, 2.3), 0), mixed(who.top, "#ffffff", 0.72))


def _coat(sheet: Sheet, hips: Joint, neck: Joint, who: Character) -> None:
    """A front edge with buttons, and a collar."""
    dark = mixed(who.top, who.ink, 0.34)
    x = neck[0] + 3.4
    edge = skia.Path()
    edge.moveTo(x, neck[1] + 3)
    edge.lineTo(hips[0] + 3.4, hips[1] + 30)
    sheet.line(edge, 0.9, dark)
    for down in (9.0, 17.0, 25.0, 33.0):
        share = down / 25
        sheet.fill(disc(x + (hips[0] - neck[0]) * share + 2.6, neck[1] + down, 1.1), dark)
    for side, at in ((-1, neck[0] - 1), (1, neck[0] + 4)):
        sheet.line(_at(f"M0 0 L{side * 5} 3.6", at, neck[1] + 2.4), 2.6, mixed(who.top, who.ink, 0.16))
    sheet.line(_at("M-8.6 2 L-3.6 2.8", *hips), 1.2, dark)


def _dress(sheet: Sheet, hips: Joint, neck: Joint, who: Character) -> None:
    sheet.fill(rounded(Box(hips[0] - 14, hips[1] - 8.4, 28, 2.6), 0), mixed(who.top, who.ink, 0.3))


def _hoodie(sheet: Sheet, hips: Joint, neck: Joint, who: Character) -> None:
    dark = mixed(who.top, who.ink, 0.24)
    sheet.line(_at("M-1 3 L-1.6 11 M4 3 L4.6 10", *neck), 1.0, "#f4f1ea")
    sheet.fill(rounded(Box(hips[0] - 6, hips[1] - 8, 13, 7), 2.4), dark)


def _suit(sheet: Sheet, hips: Joint, neck: Joint, who: Character) -> None:
    front = skia.Path()
    front.moveTo(neck[0] - 3.4, neck[1])
    front.lineTo(neck[0] + 6.8, neck[1])
    front.lineTo(neck[0] + (hips[0] - neck[0]) * 0.6 + 2, neck[1] + 16)
    front.close()
    sheet.fill(front, "#f6f3ec")
    dark = mixed(who.top, who.ink, 0.34)
    sheet.line(
        pathdata.path(f"M{neck[0] + 2 + (hips[0] - neck[0]) * 0.6} {neck[1] + 16} L{hips[0] + 2} {hips[1] + 4}"),
        0.9,
        dark,
    )


def _plain(sheet: Sheet, hips: Joint, neck: Joint, who: Character) -> None:
    """A neckline."""
    sheet.line(_at("M-3.6 0 C-1 3.4 4 3.4 6 0", *neck), 1.3, mixed(who.top, who.ink, 0.3))


def _at(data: str, x: float, y: float) -> skia.Path:
    """Path data moved to a point."""
    out = pathdata.path(data)
    out.offset(x, y)
    return out


_TRIMS = {"coat": _coat, "dress": _dress, "hoodie": _hoodie, "suit": _suit, "plain": _plain, "jumper": _stripes}


def held(sheet: Sheet, thing: str, hand: Joint, who: Character) -> None:
    """A thing in the near hand."""
    x, y = hand
    if thing == "phone":
        sheet.canvas.save()
        sheet.canvas.translate(x, y - 2)
        sheet.canvas.rotate(12)
        sheet.fill(rounded(Box(-2.8, -7, 5.8, 10.4), 1.3), who.ink)
        sheet.fill(rounded(Box(-2.1, -5.9, 4.4, 8), 0.6), "#bfe6f2")
        sheet.canvas.restore()
    elif thing == "cup":
        sheet.fill(rounded(Box(x - 3.2, y - 7.6, 7, 7.8), 1.6), "#fbf6ec")
        sheet.line(_at("M3.8 -6 C6.8 -6 6.8 -2 3.8 -2", x, y), 1.2, "#fbf6ec")
        sheet.fill(rounded(Box(x - 3.2, y - 7.6, 7, 1.6), 0.8), "#7a4a2b")
        for dx in (-1.2, 1.8):
            sheet.line(_at("M0 0 C-1.2 -1.4 1.2 -2.4 0 -4", x + dx, y - 9.6), 0.8, "#ffffff", 0.8)
    else:
        _umbrella(sheet, x, y, who)


def _umbrella(sheet: Sheet, x: float, y: float, who: Character) -> None:
    sheet.line(_at("M0 4 L-3 -42", x, y), 1.4, who.ink)
    shade = "M-29 14 C-26 -8 20 -8 23 14"
    for right in (23.0, 14.3, 5.7, -3.0, -11.7, -20.3):
        shade += f" Q{right - 4.3} 10.4 {right - 8.67} 14"
    sheet.fill(_at(shade + " Z", x, y - 42), mixed(who.top, "#ffffff", 0.15))
