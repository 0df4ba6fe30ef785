"""Where everything stands: the panel of the picture, the figure in it, the burst, and a poster's words."""

from __future__ import annotations

from dataclasses import dataclass

from editor.providers.embedded.scenes.portrait import poster, setting
from editor.providers.embedded.scenes.portrait.burst import Burst, radii
from editor.providers.embedded.scenes.portrait.look import Look
from editor.providers.embedded.scenes.portrait.poster import Room

MARGIN = 46.0  # round a poster, design units
_TALL = 1075.0  # what a frame shows of the figure at least, from above the hair
_MARGIN = 28.0  # design units kept free between burst and frame
_AIR = 58.0  # above the hair
_CROWNS = {"short": 38, "afro": -42, "bun": -42, "curly": 34, "ponytail": 44, "bald": 168, "buzz": 144}
_HATS = {"beret": -6, "cap": 50, "headscarf": 104, "beanie": 26, "brim": 4}


@dataclass(frozen=True, slots=True)
class Figure:
    """The figure in its panel: pixels a design unit, the design's origin in pixels, what is seen of it, the burst."""

    unit: float
    x: float
    y: float
    box: Room
    burst: Burst | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A poster in pixels: the panel of the picture and the block of words, and their unit."""

    unit: float
    panel: Room
    words: Room


def crown(look: Look) -> float:
    """How high hair or hat reach, in design units."""
    hair = _CROWNS.get(look.hair, 82)
    return float(min(_HATS.get(look.hat, 200), hair if look.hat != "headscarf" else 200))


def figure(panel: Room, look: Look) -> Figure:
    """The figure's place in a panel (pixels)."""
    left, top, right, bottom = panel
    width, height = right - left, bottom - top
    unit = min(width / 1000, height / _TALL)
    half, tall = width / unit / 2, height / unit
    high = crown(look)
    drop = max((tall - _TALL) * 0.5, tall - 1600, 0.0) + max(0.0, _AIR - high)
    text = str(look.fields["word.text"]) if look.is_on("word") else ""
    across, burst = 0.0, None
    if text:
        across, drop, burst = _spoken(text, half, tall, drop, high)
    box = (-half - across, -drop, half - across, tall - drop)
    return Figure(unit, left + (half + across) * unit, top + drop * unit, box, burst)


def _spoken(text: str, half: float, tall: float, drop: float, high: float) -> tuple[float, float, Burst]:
    """The figure's shift and drop that leave room for a burst, and the burst."""
    if half > 640:  # a wide frame: beside the head
        rx, ry = radii(text, min(300.0, (half - 250) / 2))
        across = -min(120.0, max(0.0, 330 + 2 * rx + _MARGIN - half))
        x = min(300 - across + rx, half - rx - _MARGIN)
        return across, drop, Burst(x - across, max(ry + _MARGIN, 250) - drop, rx, ry)
    if tall > 1180:  # a tall frame: over the head
        rx, ry = radii(text, min(330.0, half - _MARGIN))
        drop = max(drop, min(2 * ry + _MARGIN - high - 30, tall - 700))
        x = min(half - rx - _MARGIN, 190.0)
        y = max(ry + _MARGIN, drop + high - 1.12 * ry)
        return (-70.0 if tall < 1400 else 0.0), drop, Burst(x + (70 if tall < 1400 else 0), y - drop, rx, ry)
    rx, ry = radii(text, 218.0)
    across, drop = -104.0, max(drop, 74.0)
    return across, drop, Burst(half - rx - _MARGIN - across, ry + _MARGIN - drop, rx, ry)


def sheet(width: int, height: int, look: Look) -> Sheet:
    """The panel and the words of a poster `width` x `height` pixels."""
    unit = min(width, height) / 1000
    margin = MARGIN * unit
    inner = (margin, margin, width - margin, height - margin)
    if not look.fields["text.words"] and not look.fields["text.sub"]:
        return Sheet(unit, inner, (0, 0, 0, 0))
    place = str(look.fields["text.place"])
    gap = 38 * unit
    if width > 1.3 * height or place in ("left", "right"):
        return Sheet(unit, *_beside(inner, gap, on_right=place == "right"))
    left, top, right, bottom = inner
    # As deep as its words want, so that no hole is left between title and rule.
    share = (0.27 if height > 1.15 * width else 0.16) * min(1.5, max(1.0, look.number("text.size")))
    title = setting.height(poster.title(look, (right - left) / unit, share * (bottom - top) / unit))
    band = (title + (poster.AIR if title else 0) + poster.FOOT) * unit
    if place in ("bottom", "middle"):
        return Sheet(unit, (left, top, right, bottom - band - gap), (left, bottom - band, right, bottom))
    return Sheet(unit, (left, top + band + gap, right, bottom), (left, top, right, top + band))


def _beside(inner: Room, gap: float, on_right: bool) -> tuple[Room, Room]:
    left, top, right, bottom = inner
    wide, tall = right - left, bottom - top
    picture = min(0.52 * wide, 1.3 * tall)
    if on_right:
        return (left, top, left + picture, bottom), (left + picture + gap, top, right, bottom)
    return (right - picture, top, right, bottom), (left, top, right - picture - gap, bottom)
