"""Look at a picture from outside: format, size, orientation, hash. Nothing is decoded here but the header."""

from __future__ import annotations

import hashlib
import warnings
from pathlib import Path

from PIL import Image, ImageFile, UnidentifiedImageError

from editor.imaging import chunks
from editor.imaging.errors import DAMAGE, BadPicture, damage_named

FORMATS = ("PNG", "JPEG", "WEBP")
MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp"}
ORIENTATION = 0x0112  # EXIF tag 274
_T = Image.Transpose
TURNS = {
    1: None,
    2: _T.FLIP_LEFT_RIGHT,
    3: _T.ROTATE_180,
    4: _T.FLIP_TOP_BOTTOM,
    5: _T.TRANSPOSE,
    6: _T.ROTATE_270,
    7: _T.TRANSVERSE,
    8: _T.ROTATE_90,
}

ImageFile.LOAD_TRUNCATED_IMAGES = False
Image.MAX_IMAGE_PIXELS = None  # our own limit is checked on the header, with a sentence


def glance(path: Path, *, max_megapixels: float) -> tuple[str, int, int]:
    """Format, width and height in pixels from the header alone, as a person sees the picture: fast, nothing is decoded.

    Raises BadPicture for other formats and for more than `max_megapixels`.
    """
    with open_picture(path) as image:
        check_size(image, max_megapixels)
        return str(image.format), *upright(image.size, orientation(image, path))


def open_picture(path: Path) -> Image.Image:
    """The picture with its header read. Raises BadPicture for other bytes."""
    with damage_named("This picture is damaged at its start and cannot be read. Choose another."):
        try:
            image = Image.open(path, formats=FORMATS)
        except UnidentifiedImageError as problem:
            raise BadPicture("This file is not a PNG, JPEG or WebP picture. Choose another.") from problem
        if image.mode == "P" and image.palette is None:
            image.close()
            raise OSError("a palette is used and there is none")  # Pillow reads on, and fails when it needs a colour
        return image


def check_size(image: Image.Image, max_megapixels: float) -> None:
    """Raise BadPicture where the header says more than `max_megapixels` (10**6 pixels)."""
    width, height = image.size
    if width * height > max_megapixels * 1_000_000:
        name = image.format or "picture"
        raise BadPicture(
            f"This {name} says {width * height / 1e6:,.0f} megapixels. The limit is {max_megapixels:,.0f}. "
            "Make it smaller, or choose another."
        )


def load(image: Image.Image) -> None:
    """Decode every pixel. Raises BadPicture."""
    with damage_named():
        image.load()


def upright(size: tuple[int, int], turned: int) -> tuple[int, int]:
    """Width and height as a person sees the picture: EXIF orientations 5 to 8 lie on their side."""
    return (size[1], size[0]) if turned >= 5 else size


def orientation(image: Image.Image, path: Path) -> int:
    """EXIF orientation, 1 (upright) to 8; upright where the EXIF is damaged or says something else.

    A PNG may keep its EXIF behind its pixels, and Pillow decodes them all to get there: ask a PNG without pixels,
    unless they are decoded already.
    """
    is_decoded = not getattr(image, "tile", ())
    if is_decoded or image.format != "PNG" or "exif" in image.info:
        return _stated(image)
    try:
        with path.open("rb") as file, Image.open(chunks.without_pixels(file), formats=("PNG",)) as words:
            return _stated(words)
    except DAMAGE:
        return 1


def _stated(image: Image.Image) -> int:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            value = image.getexif().get(ORIENTATION, 1)
    except DAMAGE:
        return 1
    return value if isinstance(value, int) and value in TURNS else 1


def stand_up(image: Image.Image, turned: int) -> Image.Image:
    """The picture as a person sees it, for an EXIF orientation."""
    turn = TURNS[turned]
    return image if turn is None else image.transpose(turn)


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
