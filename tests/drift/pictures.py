"""Pictures to move, tint and compare: two photographs and two drawings, and what a model does to them by itself."""

from functools import cache
from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from editor.drift.arrays import Mask, Matrix, Picture
from editor.providers.embedded import drawing, fields
from editor.providers.embedded.recipe import Recipe

LONG_PX = 640
ROOT = Path(__file__).parents[2]
NAMES = ("coffee", "bottle", "valley", "popart")


@cache
def picture(name: str) -> Picture:
    """A picture at most LONG_PX long: a photograph, or one that the embedded engine draws."""
    if name == "coffee":
        with Image.open(ROOT / "tests" / "journeys" / "photo-coffee.jpg") as photo:
            photo.thumbnail((LONG_PX, LONG_PX))
            return np.asarray(photo.convert("RGB"))
    scene = {"bottle": "product", "valley": "landscape", "popart": "portrait"}[name]
    recipe = Recipe(scene, "4:3", 7, dict(fields.DEFAULTS[scene]))
    with Image.open(BytesIO(drawing.draw(recipe, "512", b"").png)) as drawn:
        return np.asarray(drawn.convert("RGB"))


def oval(shape: tuple[int, ...], seed: int = 0) -> Mask:
    """An oval somewhere near the middle, as a person would mark a thing; the same for the same seed."""
    chance = np.random.default_rng(seed)
    height, width = shape[:2]
    mask = np.zeros((height, width), np.uint8)
    middle = (round(width * chance.uniform(0.35, 0.65)), round(height * chance.uniform(0.35, 0.65)))
    axes = (round(width * chance.uniform(0.08, 0.22)), round(height * chance.uniform(0.1, 0.25)))
    cv2.ellipse(mask, middle, axes, float(chance.uniform(0, 180)), 0, 360, 255, -1)
    return mask


def moved(shown: Picture, x: float = 0, y: float = 0, scale: float = 1, turn: float = 0) -> tuple[Picture, Matrix]:
    """The picture shifted by pixels, scaled and turned by degrees about its middle, and where each pixel went."""
    height, width = shown.shape[:2]
    matrix = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), turn, scale)
    matrix[:, 2] += (x, y)
    out = cv2.warpAffine(shown, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT)
    return np.asarray(out), np.asarray(matrix)


def toned(shown: Picture) -> Picture:
    """A warmer, brighter rendering, as models drift to over the turns."""
    return np.clip(shown * np.array([1.06, 1.0, 0.9]) + 6, 0, 255).astype(np.uint8)


def packed(shown: Picture, quality: int = 85) -> Picture:
    """The picture after JPEG."""
    _, data = cv2.imencode(".jpg", cv2.cvtColor(shown, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.cvtColor(cv2.imdecode(data, cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB))


def recoloured(shown: Picture, where: Mask, by: int = 60) -> Picture:
    """The picture with the hues where the mask is white turned by degrees / 2."""
    hsv = cv2.cvtColor(shown, cv2.COLOR_RGB2HSV)
    hsv[..., 0] = (hsv[..., 0].astype(int) + by) % 180
    hsv[..., 1:] = np.maximum(hsv[..., 1:], 110)  # grey and black have no hue to turn
    other = cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB)
    return np.where((where >= 128)[..., None], other, shown)


def corners(shape: tuple[int, ...]) -> NDArray[np.float64]:
    """Four points of a frame as columns (x, y, 1)."""
    height, width = shape[:2]
    return np.array([[x * width, y * height, 1.0] for x in (0.1, 0.9) for y in (0.1, 0.9)]).T
