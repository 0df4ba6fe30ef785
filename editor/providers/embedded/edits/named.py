"""Prints in inks that were named: a one- or two-ink halftone, a poster of flat inks, the palettes of pop art."""

import cv2
import numpy as np

from editor.providers.embedded import colours
from editor.providers.embedded.arrays import Picture, Plane
from editor.providers.embedded.edits import easel, enlarge, screens, strokes
from editor.providers.embedded.edits.easel import Source

SHEET = "#faf6ed"  # what is printed on where no paper was named
_KEY = "#1b1b3a"
_SOLID = 0.96  # amount of ink above which its dots have run together


def halftone(source: Source, tones: Plane, pitch: float) -> Picture:
    """Dots of the named ink on the named paper, a third colour between the two as a plate of its own.

    Light ink on dark paper prints the lights, dark ink on light paper the shadows.
    """
    pen, paper, third = source.inks
    sheet = paper or SHEET
    if third:
        pen, third, sheet = sorted((pen, sheet, third), key=colours.luminance)
    is_light = colours.luminance(pen) > colours.luminance(sheet)
    tone = _levelled(np.asarray(cv2.cvtColor(tones, cv2.COLOR_RGB2GRAY), np.float32))
    plates = [(third, 75.0, np.clip((0.95 - tone) * 1.25, 0, _SOLID))] if third else []
    share = tone if is_light else 1 - tone
    plates.append((pen, 45.0, np.clip(share * 1.5 - 0.62, 0, 1) if third else np.power(share, 1.15)))
    ground = np.array(colours.rgb(sheet), np.float32)

    def paint(top: int, bottom: int) -> Plane:
        out = np.broadcast_to(ground, (bottom - top, source.size[0], 3)).copy()
        for colour, angle, amount in plates:
            shown = np.clip(easel.rows(np.asarray(amount, np.float32), source, top, bottom), 0, 1)
            dots = screens.inked(screens.screen(shown.shape, top, pitch, angle), shown, pitch)[..., None]
            out += dots * (np.array(colours.rgb(colour), np.float32) - out)
        return out

    return easel.bands(source, paint)


def poster(source: Source, flat: Picture) -> Picture:
    """The picture's tones cut into flat areas of the named inks, the darkest for the shadows, with a key line."""
    inks = _flats([each for each in source.inks if each])
    side = max(flat.shape[:2])
    grey = _levelled(enlarge.soft(easel.grey(flat), side / 420))
    cuts = easel.steps(grey, [(place + 1) / len(inks) for place in range(len(inks) - 1)])
    steep, drawn = easel.slope(grey), strokes.edges(flat)
    dark = np.array(inks[0], np.float32)

    def paint(top: int, bottom: int) -> Plane:
        tone = easel.rows(grey, source, top, bottom)
        soft = easel.hair(easel.rows(steep, source, top, bottom), source, 0.022)
        out = np.broadcast_to(dark, (*tone.shape, 3)).copy()
        for cut, ink in zip(cuts, inks[1:], strict=True):
            out += easel.sharp(tone, cut, soft)[..., None] * (np.array(ink, np.float32) - out)
        line = (1 - easel.sharp(easel.rows(drawn, source, top, bottom), -0.0065, 0.004))[..., None]
        return np.asarray(out + line * (dark - out))

    return easel.bands(source, paint)


def popart(inks: tuple[str, str, str], usual: tuple[tuple[str, ...], tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """The inks of the subject, dark to light, and of what is behind it: those that were named, else the usual ones.

    The first is the subject's, the second lies behind it, the third is the subject's in the light.
    """
    ink, paper, third = inks
    subject, ground = usual
    if ink:
        light = third or _mixed(ink, "#fff6dd", 0.72)
        subject = (_KEY, _mixed(_KEY, ink, 0.62), ink, _mixed(ink, light, 0.45), light, _mixed(light, "#fff6dd", 0.6))
    if paper:
        # Darkened as light is, not with the key: yellow would go brown.
        ground = (_dimmed(paper, 0.68), _dimmed(paper, 0.86), paper, _mixed(paper, "#fff6dd", 0.4))
    return subject, ground


def _flats(named: list[str]) -> list[tuple[float, float, float]]:
    """The flat inks of a poster, dark to light: a single ink in tints, two with what they print over each other."""
    named.sort(key=colours.luminance)
    if len(named) == 1:
        (ink,) = named
        named = [_mixed(_KEY, ink, 0.45), ink, _mixed(ink, SHEET, 0.5), SHEET]
    elif len(named) == 2:
        dark, light = named
        named = [dark, _mixed(dark, light, 0.36), _mixed(dark, light, 0.7), light]
    return [colours.rgb(ink) for ink in named]


def _mixed(one: str, other: str, share: float) -> str:
    """A colour between two, as light as the share says: mixed in Lab, where the middle does not go muddy."""
    ends = cv2.cvtColor(np.array([[colours.rgb(one), colours.rgb(other)]], np.float32), cv2.COLOR_RGB2LAB)[0]
    between = (ends[0] + np.float32(share) * (ends[1] - ends[0]))[None, None].astype(np.float32)
    red, green, blue = np.clip(cv2.cvtColor(between, cv2.COLOR_LAB2RGB)[0, 0], 0, 1)
    return colours.to_hex((float(red), float(green), float(blue)))


def _dimmed(colour: str, share: float) -> str:
    red, green, blue = colours.rgb(colour)
    return colours.to_hex((red * share, green * share, blue * share))


def _levelled(grey: Plane) -> Plane:
    """Brightness 0..1 spread over the whole range: few inks have to show all of a dark photograph."""
    low, high = np.quantile(grey[::4, ::4], [0.01, 0.985])
    return np.asarray(np.clip((grey - low) / max(float(high - low), 0.1), 0, 1), np.float32)
