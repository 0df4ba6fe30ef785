"""What is done to a finished picture, whatever it shows: a restyle, a vignette, grain, and words over it."""

from __future__ import annotations

import numpy as np

from editor.providers.embedded import finish, steps
from editor.providers.embedded.arrays import Picture
from editor.providers.embedded.recipe import Recipe
from editor.providers.embedded.words.common import NATIVE_STYLES

_BAND = 256
_STRONGEST_GRAIN = 0.055  # standard deviation in display values


def apply(recipe: Recipe, picture: Picture) -> Picture:
    """The picture of a recipe's scene with everything that its `style`, `finish` and `text` fields ask for."""
    fields = recipe.fields
    style = str(fields.get("style.name", ""))
    if style and style not in NATIVE_STYLES.get(recipe.scene, ()):
        with steps.span("Restyling", 0.0, 0.7):
            picture = _restyled(style, picture, recipe)
    if float(fields.get("finish.vignette", 0)) or float(fields.get("finish.grain", 0)):
        picture = _finished(picture, float(fields["finish.vignette"]), float(fields["finish.grain"]), recipe.seed)
    sets_own = recipe.scene == "layout" or bool(fields.get("poster.on"))  # the words belong to the composition
    if (fields.get("text.words") or fields.get("text.sub")) and not sets_own:
        from editor.providers.embedded import lettering

        with steps.span("Setting the text", 0.8, 1.0):
            picture = lettering.overlay(picture, fields)
    return picture


def _restyled(style: str, picture: Picture, recipe: Recipe) -> Picture:
    from editor.providers.embedded.edits import restyle

    inks = (str(recipe.fields.get("style.ink", "")), str(recipe.fields.get("style.paper", "")))
    return restyle.apply(style, restyle.Source(picture, None, inks))


def _finished(picture: Picture, vignette: float, grain: float, seed: int) -> Picture:
    height, width = picture.shape[:2]
    across = ((np.arange(width, dtype=np.float32) + np.float32(0.5)) / np.float32(width) * 2 - 1)[None]
    out = np.empty_like(picture)
    for top in range(0, height, _BAND):
        bottom = min(height, top + _BAND)
        shown = picture[top:bottom].astype(np.float32) / np.float32(255)
        if vignette:
            down = ((np.arange(top, bottom, dtype=np.float32) + np.float32(0.5)) / np.float32(height) * 2 - 1)[:, None]
            far = np.clip((across**2 + down**2) / 2, 0, 1)
            shown *= (1 - np.float32(0.72 * vignette) * far**1.5)[..., None]
        noise = finish.film(width, height, top, bottom, seed) if grain else None
        out[top:bottom] = finish.to_bytes(shown, noise, grain * _STRONGEST_GRAIN)
        steps.done(0.7 + 0.1 * bottom / height)
    return out
