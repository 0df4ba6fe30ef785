"""Masks that come with an instruction: white may change, everything else stays bit for bit."""

from __future__ import annotations

import io

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from editor.providers.embedded.arrays import Picture, Plane
from editor.providers.embedded.spelling import bad

MOST_PIXELS = 52_000_000  # cameras that are sold as having 50 million have up to 51.2
_FEATHER = 0.0016  # of the longer side: how far inside the mask the change fades in


def decode(data: bytes) -> Picture:
    """A mask's file as 0 and 255 (rows x columns): white, or opaque white where it has an alpha channel.

    Raises WireError for anything that is no picture.
    """
    try:
        with Image.open(io.BytesIO(data), formats=["PNG", "JPEG", "WEBP"]) as image:
            if image.width * image.height > MOST_PIXELS:
                raise bad(f"Unable to process input image: {image.width} x {image.height} pixels are too many.")
            image.load()
            clear = image.convert("RGBA")
            grey = np.asarray(Image.alpha_composite(Image.new("RGBA", clear.size, "black"), clear).convert("L"))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise bad("Unable to process input image.") from error
    return np.where(grey > 127, np.uint8(255), np.uint8(0))


def fitted(mask: Picture, width: int, height: int) -> NDArray[np.bool_]:
    """The mask at the picture's size; no pixel is taken in that the mask does not wholly cover."""
    if mask.shape == (height, width):
        return mask > 0
    shrinks = width < mask.shape[1] or height < mask.shape[0]
    how = cv2.INTER_AREA if shrinks else cv2.INTER_NEAREST
    return np.asarray(cv2.resize(mask, (width, height), interpolation=how) == 255)


def members(shapes: list[NDArray[np.bool_]]) -> NDArray[np.uint8]:
    """For every pixel, bit k set where it lies in the k-th mask."""
    out = np.zeros(shapes[0].shape, np.uint8)
    for k, shape in enumerate(shapes):
        out |= shape.astype(np.uint8) << k
    return out


def laid_in(picture: Picture, inner: Picture, inside: NDArray[np.bool_]) -> Picture:
    """`inner` laid into `picture` where `inside`, fading in over a few pixels that all lie inside."""
    blank = np.pad(inside.astype(np.uint8), 1, mode="edge")  # the frame's own edge is no edge of the mask
    depth = cv2.distanceTransform(blank, cv2.DIST_L2, 3)[1:-1, 1:-1]
    reach = max(1.0, _FEATHER * max(picture.shape[:2]))
    share: Plane = np.clip(depth / np.float32(reach), 0, 1)
    out = picture.copy()
    rim = inside & (share < 1)
    core = inside & ~rim
    out[core] = inner[core]
    part = share[rim][:, None]
    mixed = picture[rim].astype(np.float32) * (1 - part) + inner[rim].astype(np.float32) * part
    out[rim] = np.clip(mixed + np.float32(0.5), 0, 255).astype(np.uint8)
    return out
