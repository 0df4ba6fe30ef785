"""Letters drawn as shapes: the font inside Pillow first, so that a bare machine sets the same type."""

import io
from functools import lru_cache

import numpy as np
import skia
from PIL import Image, ImageDraw, ImageFont

from editor.providers.embedded.arrays import Picture
from editor.providers.embedded.recipe import Value


def can_set(text: str) -> bool:
    """Whether a font on this machine holds every letter of `text` (no shaping of joined scripts is done)."""
    return _typeface_for(text) is not None


def outline(text: str, size: float, spacing: float = 0.0) -> skia.Path:
    """`text` as one path, its left edge at 0 and its baseline at 0; `spacing` between letters, in parts of `size`."""
    font = skia.Font(_typeface_for(text) or _own(), size)
    font.setSubpixel(True)
    glyphs = font.textToGlyphs(text)
    path = skia.Path()
    x = 0.0
    for glyph, width in zip(glyphs, font.getWidths(glyphs), strict=True):
        letter = font.getPath(glyph)
        if letter is not None:
            path.addPath(letter, x, 0)
        x += width + spacing * size
    return path


@lru_cache(maxsize=64)
def _typeface_for(text: str) -> skia.Typeface | None:
    for face in (_own(), *_installed()):
        if all(face.unicharsToGlyphs([ord(letter)])[0] for letter in text if letter != " "):
            return face
    return None


@lru_cache(maxsize=1)
def _own() -> skia.Typeface:
    source = ImageFont.load_default(20)
    if not isinstance(source, ImageFont.FreeTypeFont) or not isinstance(source.path, io.BytesIO):
        raise RuntimeError("Pillow came without its own font")
    return skia.Typeface.MakeFromData(skia.Data.MakeWithCopy(source.path.getvalue()))


@lru_cache(maxsize=1)
def _installed() -> tuple[skia.Typeface, ...]:
    names = ("Noto Sans", "DejaVu Sans")
    faces = (skia.Typeface.MakeFromName(name, skia.FontStyle.Bold()) for name in names)
    return tuple(face for face in faces if face is not None)


def overlay(picture: Picture, fields: dict[str, Value]) -> Picture:
    """The picture with the words of its `text` fields set over it."""
    image = Image.fromarray(picture)
    height, width = picture.shape[:2]
    size = max(8, round(min(width, height) * 0.08 * float(fields["text.size"])))
    pen = ImageDraw.Draw(image)
    at = {"top": 0.12, "middle": 0.5, "bottom": 0.88}.get(str(fields["text.place"]), 0.12)
    ink = str(fields["text.colour"]) or "#ffffff"
    pen.text((width / 2, height * at), str(fields["text.words"]), ink, ImageFont.load_default(size), anchor="mm")
    return np.asarray(image)
