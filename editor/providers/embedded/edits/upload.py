"""Decoding a photograph that came with the request."""

import io

import numpy as np
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from editor.providers.embedded.arrays import Picture
from editor.providers.embedded.spelling import bad

_MOST_PIXELS = 50_000_000
_DEEP = ("I;16", "I;16L", "I;16B", "I", "F")  # modes that Pillow would cut off at 255 instead of scaling down


def decode(data: bytes) -> Picture:
    """The photograph upright in sRGB, transparency on white; raises WireError for anything that is no picture."""
    try:
        with Image.open(io.BytesIO(data), formats=["PNG", "JPEG", "WEBP"]) as image:
            if image.width * image.height > _MOST_PIXELS:
                raise bad(f"Unable to process input image: {image.width} x {image.height} pixels are too many.")
            image.load()
            upright = ImageOps.exif_transpose(image)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise bad("Unable to process input image.") from error
    if upright.mode in _DEEP:
        grey = np.clip(np.asarray(upright, np.float64) / 257 + 0.5, 0, 255).astype(np.uint8)
        return np.repeat(grey[..., None], 3, axis=-1)
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        clear = _in_srgb(upright.convert("RGBA"), "RGBA")
        upright = Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear)
    return np.asarray(_in_srgb(upright, "RGB").convert("RGB"))


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
