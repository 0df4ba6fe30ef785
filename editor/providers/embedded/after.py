"""What is done to a finished picture, whatever it shows: a restyle, a vignette, grain, and words over it."""

from __future__ import annotations

import numpy as np

from editor.providers.embedded import colours, finish, steps
from editor.providers.embedded.arrays import Picture, Plane
from editor.providers.embedded.recipe import Recipe
from editor.providers.embedded.words.common import NATIVE_STYLES

_BAND = 256
_FINISH = ("finish.saturation", "finish.contrast", "finish.vignette", "finish.grain")
_GREY = np.array(colours.LUMINANCE, np.float32)  # of light, by Rec. 709
_STRONGEST_GRAIN = 0.055  # standard deviation in display values


def apply(recipe: Recipe, picture: Picture) -> Picture:
    """The picture of a recipe's scene with everything that its `style`, `finish` and `text` fields ask for."""
    fields = recipe.fields
    style = str(fields.get("style.name", ""))
    if style and style not in NATIVE_STYLES.get(recipe.scene, ()):
        with steps.span("Restyling", 0.0, 0.7):
            picture = _restyled(style, picture, recipe)
    if any(float(fields.get(name, 0)) for name in _FINISH):
        picture = _finished(picture, recipe)
    sets_own = recipe.scene == "layout" or bool(fields.get("poster.on"))  # the words belong to the composition
    if (fields.get("text.words") or fields.get("text.sub")) and not sets_own:
        from editor.providers.embedded import lettering

        with steps.span("Setting the text", 0.8, 1.0):
            picture = lettering.overlay(picture, fields)
    return picture


def _restyled(style: str, picture: Picture, recipe: Recipe) -> Picture:
    from editor.providers.embedded.edits import restyle

    return restyle.apply(style, restyle.asked(picture, None, recipe.fields))


def _finished(picture: Picture, recipe: Recipe) -> Picture:
    saturation, contrast, vignette, grain = (float(recipe.fields.get(name, 0)) for name in _FINISH)
    height, width = picture.shape[:2]
    across = ((np.arange(width, dtype=np.float32) + np.float32(0.5)) / np.float32(width) * 2 - 1)[None]
    out = np.empty_like(picture)
    for top in range(0, height, _BAND):
        bottom = min(height, top + _BAND)
        shown = picture[top:bottom].astype(np.float32) / np.float32(255)
        shown = _graded(shown, saturation, contrast)
        if vignette:
            down = ((np.arange(top, bottom, dtype=np.float32) + np.float32(0.5)) / np.float32(height) * 2 - 1)[:, None]
            far = np.clip((across**2 + down**2) / 2, 0, 1)
            shown *= (1 - np.float32(0.72 * vignette) * far**1.5)[..., None]
        noise = finish.film(width, height, top, bottom, recipe.seed) if grain else None
        out[top:bottom] = finish.to_bytes(shown, noise, grain * _STRONGEST_GRAIN)
        steps.done(0.7 + 0.1 * bottom / height)
    return out


def _graded(shown: Plane, saturation: float, contrast: float) -> Plane:
    """Display values with more or less colour and contrast, each -1 to 1; none of it clips."""
    if saturation:
        grey = (shown @ _GREY)[..., None]
        shown = np.clip(grey + (shown - grey) * np.float32(1 + saturation * (1 if saturation < 0 else 0.7)), 0, 1)
    if contrast > 0:
        return shown + np.float32(0.8 * contrast) * (shown * shown * (3 - 2 * shown) - shown)
    return shown if not contrast else 0.5 + (shown - 0.5) * np.float32(1 + 0.6 * contrast)
