"""Light and tone of the whole photograph, of the subject, of what is around it, and of named parts of the frame."""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from editor.providers.embedded.arrays import Picture, Plane
from editor.providers.embedded.edits import enlarge, light, places, tone
from editor.providers.embedded.edits.dyes import marked
from editor.providers.embedded.edits.table import Order, Table

_WHAT = ("warmth", "level", "saturation")  # the fields of a part
_TONES = ("contrast", "saturation", "shadows", "highlights")
_EVERYWHERE = ("light.warmth", "light.neutral", "light.level", *(f"tone.{what}" for what in _TONES))
_STILL = tone.Tone(0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Mood:
    """Light and tone where they are to change: `where` is a share 0..1 at working size, None for the whole picture."""

    where: Plane | None
    lamp: Picture | None
    tone: tone.Tone
    lift: Plane | None = None

    def rows(self, band: Picture, whole: tuple[int, int], top: int) -> Picture:
        """A band of rows from `top` of a picture of `whole` (width, height)."""
        bottom = top + band.shape[0]
        share = None if self.where is None else enlarge.rows(self.where, *whole, top, bottom)[..., None]
        if share is not None and not share.any():
            return band
        out = band if self.lamp is None else np.asarray(cv2.LUT(band, self.lamp), np.uint8)
        if self.tone:
            factors = None if self.lift is None else enlarge.rows(self.lift, *whole, top, bottom)
            shown = tone.apply(out.astype(np.float32) / 255, self.tone, factors)
            out = (shown * 255 + np.float32(0.5)).astype(np.uint8)
        if share is None:
            return out
        return np.asarray((band + share * (out.astype(np.float32) - band) + np.float32(0.5)).astype(np.uint8))


def all_of(order: Order, laid: Table, small: Picture) -> tuple[Mood, ...]:
    """Every mood that is asked for; `small` is the photograph at working size as it is by then."""
    found = [_whole(order, small)] if _is_whole_asked(order) else []
    size = small.shape[1::-1]
    sides = {"subject": laid.mask, "background": None if laid.mask is None else 1 - laid.mask}
    if order.is_covered:
        del sides["background"]
    for part, meant in sides.items():
        for what in _asked(order, part):
            where = marked(f"{part}.{what}", order, laid, meant)
            if where is not None:
                found.append(_of(where, small, what, order.number(f"{part}.{what}")))
    for name in places.PLACES:
        part = f"region.{name}"
        found += [
            _of(places.part(name, *size), small, what, order.number(f"{part}.{what}")) for what in _asked(order, part)
        ]
    return tuple(found)


def on_ground(order: Order, picture: Plane) -> Plane:
    """A new ground (0..255) in the light that is asked for behind the subject."""
    for what in _asked(order, "background"):
        amount, shown = order.number(f"background.{what}"), np.clip(picture / np.float32(255), 0, 1)
        if what == "saturation":
            shown = tone.apply(shown, tone.Tone(0.0, amount, 0.0, 0.0), None)
        else:
            shown = light.shown(shown, _gains((shown * 255).astype(np.uint8), what, amount))
        picture = np.asarray(shown * np.float32(255), np.float32)
    return picture


def _asked(order: Order, part: str) -> Iterator[str]:
    return (what for what in _WHAT if order.fields[f"{part}.{what}"])


def _of(where: Plane, small: Picture, what: str, amount: float) -> Mood:
    if what == "saturation":
        return Mood(where, None, tone.Tone(0.0, amount, 0.0, 0.0))
    return Mood(where, light.table(_gains(small, what, amount)), _STILL)


def _gains(small: Picture, what: str, amount: float) -> Plane:
    return light.gains(small, amount if what == "warmth" else 0.0, False, amount if what == "level" else 0.0)


def _is_whole_asked(order: Order) -> bool:
    return any(value for name, value in order.fields.items() if name in _EVERYWHERE)


def _whole(order: Order, small: Picture) -> Mood:
    """Tone is measured in the light that it comes after: contrast turns about what is in the middle by then."""
    warmth, neutral, level = (
        order.number("light.warmth"),
        bool(order.fields["light.neutral"]),
        order.number("light.level"),
    )
    lamp = light.table(light.gains(small, warmth, neutral, level)) if warmth or neutral or level else None
    lit = small if lamp is None else np.asarray(cv2.LUT(small, lamp), np.uint8)
    contrast, saturation, shadows, highlights = (order.number(f"tone.{what}") for what in _TONES)
    asked = tone.Tone(contrast, saturation, shadows, highlights, tone.pivot(lit))
    return Mood(None, lamp, asked, tone.lift(lit, asked))
