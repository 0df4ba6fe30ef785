"""Decoding a photograph that came with the request."""

import io

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from editor.providers.embedded.arrays import Picture
from editor.providers.embedded.spelling import bad

_MOST_PIXELS = 50_000_000


def decode(data: bytes) -> Picture:
    """The photograph upright in RGB, transparency on white; raises WireError for anything that is no picture."""
    try:
        with Image.open(io.BytesIO(data), formats=["PNG", "JPEG", "WEBP"]) as image:
            if image.width * image.height > _MOST_PIXELS:
                raise bad(f"Unable to process input image: {image.width} x {image.height} pixels are too many.")
            image.load()
            upright = ImageOps.exif_transpose(image)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise bad("Unable to process input image.") from error
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        clear = upright.convert("RGBA")
        upright = Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear)
    return np.asarray(upright.convert("RGB"))
