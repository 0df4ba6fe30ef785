"""Clouds: warped fractal noise on a plane overhead, lit from where the sun stands."""

from dataclasses import dataclass

import cv2
import numpy as np

from editor.providers.embedded import noise
from editor.providers.embedded.arrays import Plane
from editor.providers.embedded.noise import smooth
from editor.providers.embedded.scenes.hours import linear
from editor.providers.embedded.scenes.landscape.view import View
from editor.providers.embedded.scenes.landscape.weather import WEATHERS

_STEPS = (0.010, 0.024, 0.048, 0.085)  # how far towards the sun the cloud is looked through


@dataclass(frozen=True, slots=True)
class Clouds:
    """Colour in linear light and how much of the sky they cover, both over the frame's upper part."""

    colour: Plane
    cover: Plane


def drawn(view: View, x: Plane, y: Plane, away: Plane) -> Clouds:
    """The clouds at places `x`, `y` of the frame, `away` from the sun."""
    density = _density(view, x, y)
    thick = np.float32(15.0 if view.word("weather.name") == "storm" else 9.0)
    cover = 1 - np.exp(-np.maximum(density, 0) * thick)
    rise = (np.float32(view.horizon) - y) / np.float32(view.scale)
    cover = cover * smooth(-0.01, 0.10, rise)
    if view.word("weather.name") == "storm":  # the light breaks in below the edge of the front
        edge = 0.085 + 0.05 * np.sin(x * np.float32(2.1 / view.scale) + view.seed % 7)
        cover = cover * (np.float32(0.25) + np.float32(0.75) * smooth(edge - 0.05, edge + 0.05, rise))
    lit = np.exp(-_through(view, density, x, y) * np.float32(5.5))
    return Clouds(_colour(view, lit, cover, away), np.asarray(cover))


def _density(view: View, x: Plane, y: Plane) -> Plane:
    """Cloud where above 0; the plane overhead is seen at an angle, so that it draws together over the horizon."""
    weather = WEATHERS[view.word("weather.name")]
    much = 0.5 * view.number("clouds.amount") + weather.cover
    rise = np.maximum(np.float32(view.horizon) - y, 0) / np.float32(view.scale)
    rise = np.where(rise > 0.45, np.float32(0.45) * (1 + np.log(np.maximum(rise, 0.45) / np.float32(0.45))), rise)
    far = 1 / (rise + np.float32(0.17))
    across = (x - np.float32(view.aspect / 2)) / np.float32(view.scale) * far * np.float32(0.23)
    along = np.broadcast_to(far * np.float32(0.72), across.shape)
    coarse, fine = noise.tile(4, 4, 0.5, view.seed + 1), noise.tile(8, 6, 0.56, view.seed + 2)
    bend = coarse.at(across * 0.35, along * 0.35) - np.float32(0.5)
    sweep = coarse.at(across * 0.35 + 0.37, along * 0.35 + 0.61) - np.float32(0.5)
    body = fine.at(across * 0.42 + bend * 0.30, along * 0.42 + sweep * 0.30)
    lumps = coarse.at(across * 0.30 + 0.11, along * 0.30 + 0.83)
    mixed = np.float32(0.62) * body + np.float32(0.38) * lumps
    if view.number("clouds.amount") <= 0 and not weather.hides:  # grey light, but nothing to be seen in the sky
        return np.full_like(mixed, -1)
    return np.asarray((mixed - np.float32(0.610 - 0.150 * much)).astype(np.float32))


def _through(view: View, density: Plane, x: Plane, y: Plane) -> Plane:
    """How much cloud lies between each place and the sun."""
    rows, columns = density.shape
    step_x, step_y = np.float32(view.sun[0]) - x, np.float32(view.sun[1] - 0.10) - y
    length = np.sqrt(step_x**2 + step_y**2) + np.float32(0.05)
    unit = np.float32(rows) / (y[-1, 0] - y[0, 0] + np.float32(1e-6))
    columns_at, rows_at = np.meshgrid(np.arange(columns, dtype=np.float32), np.arange(rows, dtype=np.float32))
    total = np.zeros_like(density)
    inside = np.maximum(density, 0)
    for step in _STEPS:
        reach = np.float32(step * view.scale) * unit
        at_x, at_y = columns_at + step_x / length * reach, rows_at + step_y / length * reach
        total += cv2.remap(inside, at_x, at_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return total


def _colour(view: View, lit: Plane, cover: Plane, away: Plane) -> Plane:
    hour = view.hour
    shade, bright = linear(hour.cloud_shade), linear(hour.cloud) * np.float32(1.12)
    out = shade + (bright - shade) * lit[..., None]
    if view.luminary:
        rim = np.exp(-away * np.float32(2.2)) * (lit * np.float32(0.55) + cover * (1 - cover) * np.float32(0.9))
        out = out + rim[..., None] * linear(hour.cloud_lit) * np.float32(0.4 if view.night else 0.9)
    return np.asarray(out.astype(np.float32))
