"""The image of the things in a glossy floor: seen from below, turned over, fading and softer with its depth."""

import cv2
import numpy as np

from editor.providers.embedded import colours
from editor.providers.embedded.arrays import Plane
from editor.providers.embedded.scenes import studio
from editor.providers.embedded.scenes.lathe import View
from editor.providers.embedded.scenes.product import optics, solid
from editor.providers.embedded.scenes.product.arrangement import Stage

_MOST = 800  # longest side at which a reflection is drawn: no floor is a perfect mirror
_FADE = 1.15  # scene units in which it falls to a third
_STRENGTH = 0.8  # of the light in the image, at the full level


class Mirror:
    """The reflection of a stage; nothing where its floor is dull."""

    def __init__(self, stage: Stage) -> None:
        self._level = studio.gloss(stage.fields)
        self._layer = None if self._level <= 0.01 else self._drawn(stage.small(_MOST), stage.width, stage.height)

    def lay_on(self, light: Plane, top: int, bottom: int) -> None:
        """Lay the reflection on the rows `top`..`bottom` of the ground, linear RGB."""
        if self._layer is None:
            return
        image = self._layer.rows(top, bottom)
        share = image[..., 3:] * np.float32(self._level * _STRENGTH)
        light *= 1 - share
        light += image[..., :3] * np.float32(self._level * _STRENGTH)

    def _drawn(self, stage: Stage, width: int, height: int) -> optics.Layer:
        image, depth = _below(stage)
        soft = stage.view.scale * (0.035 + 0.16 * (1 - self._level))
        near, far = (_soft(image, max(0.6, soft * part)) for part in (0.28, 1.0))
        mix = np.clip(depth / np.float32(1.4), 0, 1)[..., None]
        return optics.Layer(near + (far - near) * mix, width, height)


def _soft(image: Plane, sigma: float) -> Plane:
    """A wide blur is made on a smaller picture: nothing fine is left in it."""
    if sigma < 8:
        return np.asarray(cv2.GaussianBlur(image, (0, 0), sigma))
    height, width = image.shape[:2]
    small = cv2.resize(image, (max(1, width // 4), max(1, height // 4)), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.resize(cv2.GaussianBlur(small, (0, 0), sigma / 4), (width, height)))


def _below(stage: Stage) -> tuple[Plane, Plane]:
    """Colour and cover (premultiplied, fading) of the image, and how deep under the floor each row lies."""
    view = stage.view
    under = View(view.scale, view.x, stage.height - view.y, -view.tilt)
    image = np.zeros((stage.height, stage.width, 4), np.float32)
    depth = np.zeros((stage.height, stage.width), np.float32)
    models = solid.models(stage, under)
    for model, pieces in zip(models, solid.visible(models, 0, stage.height, stage.width), strict=True):
        if pieces:
            _lay(model, pieces, image, depth)
    return np.ascontiguousarray(image[::-1]), cv2.GaussianBlur(depth[::-1], (0, 0), max(0.6, view.scale * 0.03))


def _lay(model: solid.Model, pieces: list[solid.Piece], image: Plane, depth: Plane) -> None:
    top, bottom = min(piece.box[1] for piece in pieces), max(piece.box[3] for piece in pieces)
    block = np.zeros((bottom - top, image.shape[1], 3), np.float32)
    paper = np.full_like(block, colours.linear(model.floor)) * np.float32(0.8)
    cover = np.zeros(block.shape[:2], np.float32)
    solid.draw(model, pieces, block, paper, top, solid.Trace(cover, np.zeros_like(cover)))
    up = (np.float32(model.view.y) - np.arange(top, bottom, dtype=np.float32)) / np.float32(model.view.scale)
    up = np.maximum(up * np.float32(model.placed.size), 0)[:, None]
    fade = np.exp(-up / np.float32(_FADE))
    into = image[top:bottom]
    into *= 1 - (cover * fade)[..., None]
    into[..., :3] += block * fade[..., None]
    into[..., 3] += cover * fade
    deep = depth[top:bottom]
    deep += cover * (up - deep)
