"""Any mode of colour -> the plain 8-bit one that screens and models agree about."""

from __future__ import annotations

import io

from PIL import Image, ImageCms


def to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """8-bit sRGB; a CMYK picture goes through its own profile where that can be read."""
    if image.mode == "CMYK" and profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
            return converted or plain(image)
        except (ImageCms.PyCMSError, OSError):
            return plain(image)
    return plain(image)


def plain(image: Image.Image) -> Image.Image:
    """8-bit RGB or RGBA. A colour profile stays only where it still describes the pixels."""
    if image.mode in ("RGB", "RGBA"):
        return image
    info = image.info
    if image.mode.startswith("I"):
        # Pillow cuts 16-bit grey off at 255 instead of scaling it.
        image = image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    fits = image.mode == "P"
    flat = image.convert("RGBA" if image.has_transparency_data else "RGB")
    flat.info = {key: value for key, value in info.items() if key == "icc_profile" and fits}
    return flat


def premultiplied(image: Image.Image) -> Image.Image:
    """Plain colour, ready to be averaged: what lies under full transparency must not shine through."""
    return image.convert("RGBa") if image.mode == "RGBA" else image


def straight(image: Image.Image) -> Image.Image:
    """Plain colour again, after `premultiplied`."""
    return image.convert("RGBA") if image.mode == "RGBa" else image
