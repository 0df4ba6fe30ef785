"""Landscapes: a place, an hour and a weather in, a picture out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from editor.providers.embedded import finish, steps
from editor.providers.embedded.scenes.hours import linear
from editor.providers.embedded.scenes.landscape import (
    air,
    city,
    dunes,
    forest,
    grade,
    mountains,
    sea,
    valley,
    weather,
)
from editor.providers.embedded.scenes.landscape.view import Frame, View, view

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.providers.embedded.arrays import Picture, Plane
    from editor.providers.embedded.recipe import Recipe

_BAND = 256
_LOW = 150  # rows of the small picture that the bloom is taken from
_GRAIN = 0.0055
_SMALL = 0.7e6  # pictures of fewer pixels are drawn at twice their size and shrunk, so that they show the same detail


# How far below the horizon the ground begins that fog lies on, in heights of the frame.
_GROUND = {"valley": 0.26, "mountains": 0.15, "sea": 0.0, "dunes": 0.05, "forest": 0.20, "city": 0.22}

# A view in; out comes what puts it on a frame, and that gives what paints rows `top`..`bottom` in linear light.
_PLACES: dict[str, Callable[[View], Callable[[Frame], Callable[[int, int], Plane]]]] = {
    "valley": valley.place, "mountains": mountains.place, "sea": sea.place, "dunes": dunes.place,
    "forest": forest.place, "city": city.place,
}  # fmt: skip


def render(recipe: Recipe, width: int, height: int) -> Picture:
    """The picture of a landscape recipe, RGB."""
    scene = view(recipe, width / height)
    brushes = _PLACES[scene.word("place.kind")](scene)
    finer = 2 if width * height < _SMALL else 1
    frame = Frame(width * finer, height * finer)
    low = Frame(max(16, round(_LOW * scene.aspect)), _LOW, is_draft=True)
    shine = grade.bloom(brushes(low)(0, _LOW))
    brush = brushes(frame)
    falling = weather.falling(scene.word("weather.name"), width, height, scene.seed)
    out = np.empty((height, width, 3), np.uint8)
    for top in range(0, height, _BAND):
        bottom = min(height, top + _BAND)
        light = brush(top * finer, bottom * finer)
        if finer > 1:
            light = np.asarray(cv2.resize(light, (width, bottom - top), interpolation=cv2.INTER_AREA))
        out[top:bottom] = _developed(scene, light, shine, Frame(width, height), top, falling)
        steps.done(bottom / height)
    return out


def _developed(view: View, light: Plane, shine: Plane, frame: Frame, top: int, falling: Picture | None) -> Picture:
    """A band of light with what is in the air and in the camera, as bytes."""
    bottom = top + light.shape[0]
    if view.number("fog.ground") > 0:
        x, y = frame.axes(top, bottom)
        light = air.on_ground(view, light, x, y, _GROUND[view.word("place.kind")])
    if falling is not None:
        mist = linear(view.hour.mist) * np.float32(1.25 if view.word("weather.name") == "snow" else 0.95)
        share = falling[top:bottom, :, None].astype(np.float32) * np.float32(1 / 255)
        # Mixed by how bright they look: drawn finer, the same drops look no brighter.
        seen = np.sqrt(np.maximum(light, 0))
        light = np.square(seen + share * (np.sqrt(mist) - seen))
    light = light + grade.stretched(shine, frame, top, bottom)
    light *= grade.exposed(view, frame, top, bottom)
    if view.hour.dark > 0.8:
        light = grade.dim_eyed(view, light, frame, top)
    noise = finish.grain(frame.width, top, bottom, view.recipe.seed)
    return finish.to_bytes(finish.filmic(light), noise, _GRAIN)
