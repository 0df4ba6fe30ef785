"""What the weather does to a landscape: its light, and rain or snow in the air."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from editor.providers.embedded import colours
from editor.providers.embedded.scenes.hours import Hour, Light

if TYPE_CHECKING:
    from editor.providers.embedded.arrays import Picture, Plane

_SHIFT = 4  # binary places of the sub-pixel positions that OpenCV draws at
_FINEST = 3800  # pixels to a side of what rain and snow are drawn on, at most `_FINER` times the picture's own
_FINER = 6


@dataclass(frozen=True, slots=True)
class Weather:
    """How a weather changes an hour: greyer and darker sky, less sun, more cloud and mist."""

    grey: float = 0.0
    dim: float = 1.0
    sun: float = 1.0
    cover: float = 0.0  # added to the clouds
    mist: float = 0.0  # added to the fog
    cool: float = 0.0
    hides: bool = False  # the sun, the moon and the stars are behind cloud


WEATHERS: dict[str, Weather] = {
    "clear": Weather(),
    "cloudy": Weather(grey=0.30, dim=0.90, sun=0.50, cover=0.55),
    "rain": Weather(grey=0.88, dim=0.46, sun=0.10, cover=1.70, mist=0.50, cool=0.06, hides=True),
    "snow": Weather(grey=0.86, dim=0.84, sun=0.20, cover=1.60, mist=0.45, cool=0.05, hides=True),
    "storm": Weather(grey=0.66, dim=0.34, sun=0.55, cover=1.75, mist=0.15, cool=0.06, hides=True),
}


def over(hour: Hour, name: str) -> Hour:
    """The hour under a weather."""
    weather = WEATHERS[name]
    if name == "clear":
        return hour

    def wet(colour: str, share: float = 1.0, dim: float = 1.0) -> str:
        level = 0.3 * colours.rgb(colour)[0] + 0.59 * colours.rgb(colour)[1] + 0.11 * colours.rgb(colour)[2]
        cold = (1 - weather.cool, 1.0, 1 + weather.cool)
        parts = zip(colours.rgb(colour), cold, strict=True)
        mixed = [(own + (level * tone - own) * weather.grey * share) * dim**0.4545 for own, tone in parts]
        return colours.to_hex((mixed[0], mixed[1], mixed[2]))

    def sunlit(light: Light, share: float = 1.0) -> Light:
        factor = 1 + (weather.sun - 1) * share
        return (light[0] * factor, light[1] * factor, light[2] * factor)

    # Under a storm the light breaks in above the horizon, so the lowest sky is spared.
    spared = 0.34 if name == "storm" else 9.0
    sky = tuple(
        (stop, wet(colour, 1.0 if stop < spared else 0.25, weather.dim if stop < spared else 0.92))
        for stop, colour in hour.sky
    )
    return replace(
        hour, sky=sky, cloud=wet(hour.cloud, 1.0, weather.dim), cloud_lit=wet(hour.cloud_lit, 1.0, weather.sun),
        cloud_shade=wet(hour.cloud_shade, 1.0, weather.dim * (0.36 if name == "storm" else 0.55)),
        far=wet(hour.far, 1.0, weather.dim),
        near=wet(hour.near), mist=wet(hour.mist, 1.0, weather.dim), mist_shade=wet(hour.mist_shade, 1.0, weather.dim),
        key=sunlit(hour.key), fill=tuple(part * weather.dim**0.5 for part in hour.fill), glow=sunlit(hour.glow),
        warm=sunlit(hour.warm), mist_lit=sunlit(hour.mist_lit), disc=sunlit(hour.disc, 0.4),
        stars=0.0 if weather.hides else hour.stars * (1 - weather.grey), dark=min(1.0, hour.dark + weather.grey * 0.3),
    )  # fmt: skip


def falling(name: str, width: int, height: int, seed: int) -> Picture | None:
    """Rain or snow in the air as coverage 0..255 at a pixel size, or None.

    A small picture's is drawn as finely as a large one's and made small, so that every size shows the same.
    """
    draw = {"rain": _rain, "storm": _rain, "snow": _snow}.get(name)
    if draw is None:
        return None
    finer = max(1, min(_FINER, round(_FINEST / (width * height) ** 0.5)))
    out = draw(width * finer, height * finer, seed)
    return out if finer == 1 else np.asarray(cv2.resize(out, (width, height), interpolation=cv2.INTER_AREA))


def _rain(width: int, height: int, seed: int) -> Picture:
    out = np.zeros((height, width), np.uint8)
    draw = np.random.default_rng(seed + 71)
    for count, length, thick, strength in (
        (1500, 0.030, 0.0006, 36),
        (650, 0.055, 0.0010, 46),
        (170, 0.11, 0.0017, 40),
    ):
        many = int(count * max(0.3, width / height))
        places = draw.random((many, 4))
        pixels = thick * height
        wide = max(1, round(pixels))
        level = strength * pixels / wide  # lines are whole pixels wide: what that adds is made up for in their strength
        for across, down, long, bright in places:
            x, y = (across * 1.1 - 0.05) * width, (down * 1.2 - 0.1) * height
            reach = length * (0.6 + 0.8 * long) * height
            ends = _places([(x, y), (x - 0.16 * reach, y + reach)])
            value = int(level * (0.5 + bright))
            cv2.line(out, ends[0], ends[1], value, wide, cv2.LINE_AA, _SHIFT)
    return out


def _snow(width: int, height: int, seed: int) -> Picture:
    out = np.zeros((height, width), np.uint8)
    draw = np.random.default_rng(seed + 73)
    for count, radius, strength in ((2600, 0.0009, 110), (620, 0.0017, 165), (110, 0.0030, 190)):
        out = np.maximum(out, _flakes(draw.random((int(count * max(0.3, width / height)), 4)), radius, strength, out))
    near = _flakes(draw.random((int(20 * max(0.4, width / height)), 4)), 0.009, 95, out)
    soft = cv2.GaussianBlur(near, (0, 0), 0.0045 * height)  # out of focus, close to the lens
    return np.asarray(np.maximum(out, soft))


def _flakes(places: Plane, radius: float, strength: int, like: Picture) -> Picture:
    out = np.zeros_like(like)
    height, width = like.shape
    for across, down, size, bright in places:
        pixels = radius * (0.6 + 0.8 * size) * height
        level = strength * (0.55 + 0.45 * bright) * min(1.0, (2 * pixels) ** 2)
        (centre,) = _places([(across * width, down * height)])
        cv2.circle(out, centre, round(max(0.5, pixels) * 2**_SHIFT), int(level), -1, cv2.LINE_AA, _SHIFT)
    return out


def _places(points: list[tuple[float, float]]) -> list[tuple[int, int]]:
    return [(round(x * 2**_SHIFT), round(y * 2**_SHIFT)) for x, y in points]
