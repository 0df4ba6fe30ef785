"""Decoding a photograph that came with the request."""

import io

import numpy as np
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from editor.providers.embedded.arrays import Picture
from editor.providers.embedded.masks import MOST_PIXELS
from editor.providers.embedded.spelling import bad

_BAND = 256
_MORE_BITS = ("I;16", "I;16L", "I;16B", "I", "F")  # modes that Pillow would cut off at 255 instead of scaling down


def decode(data: bytes) -> Picture:
    """The photograph upright in sRGB, transparency on white; raises WireError for anything that is no picture."""
    try:
        with Image.open(io.BytesIO(data), formats=["PNG", "JPEG", "WEBP"]) as image:
            if image.width * image.height > MOST_PIXELS:
                raise bad(f"Unable to process input image: {image.width} x {image.height} pixels are too many.")
            image.load()
            # In place and in bands: every copy of so many pixels is as large again.
            ImageOps.exif_transpose(image, in_place=True)
            return _pixels(image)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise bad("Unable to process input image.") from error


def _pixels(image: Image.Image) -> Picture:
    """The pixels of a picture that lies there decoded."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        clear = _in_srgb(image.convert("RGBA"), "RGBA")
        image = Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear)
    elif image.mode not in _MORE_BITS:
        image = _in_srgb(image, "RGB")
    out = np.empty((image.height, image.width, 3), np.uint8)
    for top in range(0, image.height, _BAND):
        band = image.crop((0, top, image.width, min(image.height, top + _BAND)))
        out[top : top + band.height] = _grey(band) if image.mode in _MORE_BITS else np.asarray(band.convert("RGB"))
    return out


def _grey(band: Image.Image) -> Picture:
    """16 bits a pixel scaled down to 8 (rows x columns x 1)."""
    return np.clip(np.asarray(band, np.float64) / 257 + 0.5, 0, 255).astype(np.uint8)[..., None]


def _in_srgb(image: Image.Image, mode: str) -> Image.Image:
    """The picture by its own colour profile, where it has one that can be read: without, wide colours look dull."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "RGBA", "CMYK"):
        return image
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if "srgb" in ImageCms.getProfileDescription(own).lower():
            return image
        found = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image  # a broken profile is no reason to refuse the picture
    return found or image
