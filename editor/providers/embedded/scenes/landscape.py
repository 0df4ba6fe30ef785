"""Scene two: a mountain valley in layers of ridges and mist."""

from dataclasses import dataclass

import cv2
import numpy as np

from editor.providers.embedded import finish, noise
from editor.providers.embedded.arrays import Picture, Plane
from editor.providers.embedded.recipe import Recipe
from editor.providers.embedded.scenes import ridges
from editor.providers.embedded.scenes.hours import HOURS, SEASONS, Hour, linear
from editor.providers.embedded.scenes.ridges import LAYERS, Ridge
from editor.providers.embedded.scenes.studio import smooth

_BAND = 256
_LOW = 120  # rows of the small picture that the bloom is taken from
_GRAIN = 0.0055


@dataclass(frozen=True, slots=True)
class _Valley:
    """The scene in unit space: height 1, width `aspect`."""

    recipe: Recipe
    hour: Hour
    aspect: float
    seed: int
    sun: tuple[float, float]
    horizon: float
    clouds: noise.Sheet
    bark: tuple[noise.Sheet, ...]
    mist: tuple[noise.Sheet, ...]

    def number(self, field: str) -> float:
        """A field of the recipe as a number."""
        return float(self.recipe.fields[field])


@dataclass(frozen=True, slots=True)
class _Easel:
    """The scene at one pixel size."""

    valley: _Valley
    width: int
    height: int
    ridges: tuple[Ridge, ...]
    clouds: noise.Sampled
    bark: tuple[noise.Sampled, ...]
    mist: tuple[noise.Sampled, ...]


def render(recipe: Recipe, width: int, height: int) -> Picture:
    """The picture of a landscape recipe, RGB."""
    valley = _valley(recipe, width / height)
    bloom = _bloom(valley)
    easel = _easel(valley, width, height)
    out = np.empty((height, width, 3), np.uint8)
    for top in range(0, height, _BAND):
        bottom = min(height, top + _BAND)
        light = _paint(easel, top, bottom)
        light += _stretch(bloom, width, height, top, bottom)
        light *= _grade(valley, width, height, top, bottom)
        out[top:bottom] = finish.to_bytes(finish.filmic(light), finish.grain(width, top, bottom, recipe.seed), _GRAIN)
    return out


def _valley(recipe: Recipe, aspect: float) -> _Valley:
    hour = HOURS[str(recipe.fields["time.of_day"])]
    seed = recipe.seed % 100_000 + 7
    horizon = 0.43 - 0.17 * float(recipe.fields["frame.y"])
    sun_y = hour.sun_y + (horizon - 0.43) * (1.0 if hour.sun_y > 0.3 else 0.4)
    sun = (aspect * (0.5 + 0.46 * float(recipe.fields["sun.x"])), sun_y)
    return _Valley(
        recipe, hour, aspect, seed, sun, horizon,
        clouds=noise.fbm(aspect, 5, 6, 0.55, 3.2, seed + 1),
        bark=tuple(noise.fbm(aspect, 14 + 22 * k, 5, 0.6, 1.1, seed * 77 + k) for k in range(LAYERS)),
        mist=tuple(noise.fbm(aspect, 4 + 2 * k, 5, 0.55, 4.0, seed * 131 + k) for k in range(LAYERS)),
    )  # fmt: skip


def _easel(valley: _Valley, width: int, height: int) -> _Easel:
    lines = ridges.draw(
        valley.seed, valley.aspect, width, valley.horizon, valley.number("mountains.height"),
        valley.number("trees.amount"),
        valley.sun[0] / valley.aspect,
    )  # fmt: skip
    return _Easel(
        valley,
        width,
        height,
        lines,
        valley.clouds.at(width, height),
        tuple(sheet.at(width, height) for sheet in valley.bark),
        tuple(sheet.at(width, height) for sheet in valley.mist),
    )


def _axes(valley: _Valley, width: int, height: int, top: int, bottom: int) -> tuple[Plane, Plane]:
    x = (np.arange(width, dtype=np.float32) + np.float32(0.5)) / np.float32(width) * np.float32(valley.aspect)
    y = (np.arange(top, bottom, dtype=np.float32) + np.float32(0.5)) / np.float32(height)
    return x[None, :], y[:, None]


def _paint(easel: _Easel, top: int, bottom: int) -> Plane:
    x, y = _axes(easel.valley, easel.width, easel.height, top, bottom)
    # A ridge that covers the whole band hides everything behind it.
    covering = [k for k, ridge in enumerate(easel.ridges) if ridge.lowest * easel.height < top - 1]
    first = max(covering, default=0)
    # In a narrow frame the glow is drawn in, or it would wash out everything.
    closer = np.float32(max(1.0, 1.25 / easel.valley.aspect) ** 0.55)
    away = closer * np.sqrt((x - np.float32(easel.valley.sun[0])) ** 2 + (y - np.float32(easel.valley.sun[1])) ** 2)
    light = (
        _sky(easel, y, away, closer, top, bottom)
        if not covering
        else np.zeros((bottom - top, easel.width, 3), np.float32)
    )
    for k in range(first, LAYERS):
        if easel.ridges[k].highest * easel.height < bottom + 1:
            _ridge(easel, light, k, x, y, top, bottom)
        _mist(easel, light, k, y, away, top, bottom)
    return light


def _sky(easel: _Easel, y: Plane, away: Plane, closer: np.float32, top: int, bottom: int) -> Plane:
    valley, hour = easel.valley, easel.valley.hour
    heights = [stop for stop, _ in hour.sky]
    lean = y[:, 0] - np.float32(valley.horizon - 0.43) * np.minimum(y[:, 0] / np.float32(valley.horizon), 1)
    bands = np.stack([np.interp(lean, heights, [linear(c)[k] for _, c in hour.sky]) for k in range(3)], -1)
    light = np.repeat(bands.astype(np.float32)[:, None], easel.width, 1)
    if hour.stars:
        _stars(easel, light, top)
    band = np.exp(-(((y - np.float32(0.20)) / np.float32(0.15)) ** 2))
    cloud = np.clip((easel.clouds.rows(top, bottom) - np.float32(0.48)) * np.float32(3.2), 0, 1) * band
    cloud = np.clip(cloud * np.float32(valley.number("clouds.amount")), 0, 1)
    light += (cloud * np.float32(0.58))[..., None] * (linear(hour.cloud) - light)
    light += (cloud * np.exp(-away * np.float32(2.2)) * np.float32(0.5))[..., None] * linear(hour.cloud_lit)
    if valley.recipe.fields["sun.on"]:
        glow = np.float32(0.95) * np.exp(-away * np.float32(hour.reach)) + np.float32(0.5) * np.exp(-away * away * 50)
        light += glow[..., None] * np.array(hour.glow, np.float32)
        disc = np.clip(
            (np.float32(hour.sun_radius) - away / closer) * np.float32(easel.height / 3) + np.float32(0.5), 0, 1
        )
        light += disc[..., None] * np.array(hour.disc, np.float32)
    return light


def _stars(easel: _Easel, light: Plane, top: int) -> None:
    draw = np.random.default_rng(easel.valley.seed + 5)
    count = int(260 * max(0.6, easel.valley.aspect))
    places = draw.random((count, 3))
    for across, down, bright in places:
        x, y = across * easel.width, down**1.2 * easel.valley.horizon * 0.95 * easel.height - top
        radius = easel.height * (0.0006 + 0.0009 * bright**3)
        reach = int(radius * 3) + 1
        left, up = int(x) - reach, int(y) - reach
        if up < 0 or left < 0 or up + 2 * reach >= light.shape[0] or left + 2 * reach >= light.shape[1]:
            continue
        span = np.arange(2 * reach + 1, dtype=np.float32) + 0.5
        spot = np.exp(-(((span - (x - left)) ** 2)[None] + ((span - (y - up)) ** 2)[:, None]) / (2 * radius**2))
        # Below one pixel a star spreads over the pixel and dims, so that every size shows the same sky.
        power = (0.15 + 0.75 * bright**2) * min(1.0, radius * 1.4)
        light[up : up + 2 * reach + 1, left : left + 2 * reach + 1] += (spot * power)[..., None].astype(np.float32)


def _ridge(easel: _Easel, light: Plane, k: int, x: Plane, y: Plane, top: int, bottom: int) -> None:
    valley, hour, ridge = easel.valley, easel.valley.hour, easel.ridges[k]
    t = ridge.near
    first = max(0, min(bottom - top, int(ridge.highest * easel.height) - 2 - top))
    rows = slice(first, bottom - top)
    if first >= bottom - top:
        return
    y = y[rows]
    cover = np.zeros((y.shape[0], easel.width), np.float32)
    for sky_line in ridge.lines:
        cover += np.clip((y - sky_line[None]) * np.float32(easel.height) + np.float32(0.5), 0, 1)
    cover /= np.float32(len(ridge.lines))
    depth = np.maximum(y - ridge.lines[0][None], 0)
    bark = easel.bark[k].rows(top + first, bottom)
    shade = np.float32(0.80) + np.float32(0.55 * (0.3 + t * 1.6)) * (bark - np.float32(0.5))
    body = _earth(valley, t)[None, None] * shade[..., None]
    lit = np.exp(-np.abs(x - np.float32(valley.sun[0])) * np.float32(1.1)) * np.exp(-depth * np.float32(16))
    if valley.recipe.fields["sun.on"]:
        body = body + (lit * np.float32((1 - t) ** 0.6))[..., None] * np.array(hour.warm, np.float32)
    if valley.recipe.fields["snow.on"]:
        body = _snowed(valley, body, depth, bark, t)
    target = light[rows]
    target += cover[..., None] * (body - target)


def _earth(valley: _Valley, t: float) -> Plane:
    tint, amount = SEASONS[str(valley.recipe.fields["season.name"])]
    near = linear(valley.hour.near)
    lit = linear(tint) * np.float32(0.9 if valley.hour.stars is False else 0.12)
    near = near + (lit - near) * np.float32(amount * 0.55)
    return np.asarray(linear(valley.hour.far) * np.float32((1 - t) ** 1.4) + near * np.float32(1 - (1 - t) ** 1.4))


def _snowed(valley: _Valley, body: Plane, depth: Plane, bark: Plane, t: float) -> Plane:
    reach = 0.075 if t < 0.45 else 0.030
    patchy = smooth(reach, reach * 0.15, depth + (bark - np.float32(0.5)) * np.float32(reach * 1.6))
    white = linear(valley.hour.mist) * np.float32(1.05 if t < 0.45 else 0.60)
    return np.asarray(body + (patchy * np.float32(0.85 if t < 0.45 else 0.42))[..., None] * (white - body))


def _mist(easel: _Easel, light: Plane, k: int, y: Plane, away: Plane, top: int, bottom: int) -> None:
    valley, hour, ridge = easel.valley, easel.valley.hour, easel.ridges[k]
    amount = valley.number("fog.amount")
    t = ridge.near
    rise = np.clip((y - np.float32(ridge.base - 0.015)) / np.float32(max(0.03, ridge.next_base - ridge.base)), 0, 1)
    if k == LAYERS - 1:
        amount -= 1  # the nearest trees stay dark unless the fog is thick
    if amount <= 0 or not rise.any():
        return
    patches = np.clip(np.float32(0.30) + np.float32(1.5) * (easel.mist[k].rows(top, bottom) - np.float32(0.36)), 0, 1)
    thick = np.clip(rise * patches * np.float32((0.92 - 0.70 * t) * min(amount, 1.0) ** 0.8), 0, 1)
    if amount > 1:
        thick = 1 - (1 - thick) ** np.float32(1 + 1.6 * (amount - 1))
    colour = linear(hour.mist) * np.float32(1 - t * 0.5) + linear(hour.mist_shade) * np.float32(t * 0.5)
    lit = np.exp(-away * np.float32(1.9)) if valley.recipe.fields["sun.on"] else np.zeros_like(away)
    lit_colour = np.array(hour.mist_lit, np.float32)
    for channel in range(3):
        plane = light[..., channel]
        plane += thick * (colour[channel] + lit * lit_colour[channel] - plane)


def _bloom(valley: _Valley) -> Plane:
    width = max(16, round(_LOW * valley.aspect))
    light = _paint(_easel(valley, width, _LOW), 0, _LOW)
    return np.asarray(cv2.GaussianBlur(np.clip(light - np.float32(0.62), 0, 4), (0, 0), 3.5)) * np.float32(0.55)


def _stretch(small: Plane, width: int, height: int, top: int, bottom: int) -> Plane:
    """Rows of the small picture enlarged to the full size, linearly."""
    wide = cv2.resize(small, (width, small.shape[0]), interpolation=cv2.INTER_LINEAR)
    at = np.clip((np.arange(top, bottom) + 0.5) * small.shape[0] / height - 0.5, 0, small.shape[0] - 1)
    low = np.minimum(at.astype(np.int64), small.shape[0] - 2)
    share = (at - low).astype(np.float32)[:, None, None]
    return np.asarray(wide[low] * (1 - share) + wide[low + 1] * share)


def _grade(valley: _Valley, width: int, height: int, top: int, bottom: int) -> Plane:
    x, y = _axes(valley, width, height, top, bottom)
    corner = 1 - np.float32(0.22) * (
        (x / np.float32(valley.aspect) - np.float32(0.5)) ** 2 + (y - np.float32(0.5)) ** 2
    )
    warmth = valley.number("light.warmth")
    target = np.array([1.12, 0.98, 0.80] if warmth > 0 else [0.84, 0.99, 1.20], np.float32)
    tint = 1 + (target - 1) * np.float32(abs(warmth))
    return np.asarray(corner[..., None] * tint * np.float32(valley.hour.exposure * 2 ** valley.number("light.level")))
