"""The one door for untrusted bytes: look at the header, decode in full, measure, hash, make thumbnails.

Pure and light (Pillow only): these functions run in the imaging processes, values in and values out. Why decode in
full: only `Image.open(formats=...).load()` is strict about truncation and about what the bytes really are
(facts/imaging.md section 3, Safety).
"""

from __future__ import annotations

import hashlib
import io
import os
import warnings
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageCms, ImageFile, ImageOps, UnidentifiedImageError

FORMATS = ("PNG", "JPEG", "WEBP")
MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp"}
ORIENTATION = 0x0112  # EXIF tag 274
# A model's own picture may be larger than an upload may be: 8:1 at 4K is 12288 x 1536, 4:3 at 4K 17.2 megapixels.
MODEL_MAX_MEGAPIXELS = 80

ImageFile.LOAD_TRUNCATED_IMAGES = False
Image.MAX_IMAGE_PIXELS = None  # our own limit is checked on the header, with a sentence


class BadPicture(Exception):
    """The bytes are not a picture we take. `sentence` says why, for the person who brought them."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Facts:
    """What decoding found: hash, width x height in pixels, media type, length in bytes, and what was changed."""

    path: str
    sha256: str
    width_px: int
    height_px: int
    media_type: str
    byte_count: int
    changed: str = ""


def glance(head: Image.Image | Path, *, max_megapixels: float) -> tuple[str, int, int]:
    """Format, width and height from the header alone: fast, before anything is decoded.

    Raises BadPicture for other formats and for more than `max_megapixels`.
    """
    image = head if isinstance(head, Image.Image) else _open(head)
    width, height = image.size
    if width * height > max_megapixels * 1_000_000:
        name = image.format or "picture"
        raise BadPicture(
            f"This {name} says {width * height / 1e6:,.0f} megapixels. The limit is {max_megapixels:,.0f}. "
            "Make it smaller, or choose another."
        )
    return str(image.format), *_upright(image)


def _upright(image: Image.Image) -> tuple[int, int]:
    """Width and height as a person sees the picture: EXIF orientations 5 to 8 lie on their side."""
    width, height = image.size
    return (height, width) if image.getexif().get(ORIENTATION, 1) >= 5 else (width, height)


def _open(path: Path) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # our limits speak instead
            return Image.open(path, formats=FORMATS)
    except UnidentifiedImageError as problem:
        raise BadPicture("This file is not a PNG, JPEG or WebP picture. Choose another.") from problem
    except (OSError, SyntaxError, ValueError) as problem:
        raise BadPicture("This picture is damaged at its start and cannot be read. Choose another.") from problem


def _load(image: Image.Image) -> None:
    try:
        image.load()
    except (OSError, SyntaxError, ValueError, EOFError) as problem:
        raise BadPicture(
            "This picture is cut off or damaged, so it was not taken. Save it again and retry."
        ) from problem


def inspect(path: str, max_megapixels: float = MODEL_MAX_MEGAPIXELS) -> Facts:
    """Decode the file in full and measure it. Raises BadPicture."""
    source = Path(path)
    with _open(source) as image:
        name, width, height = glance(image, max_megapixels=max_megapixels)
        _load(image)
    return Facts(path, sha256_of(source), width, height, MEDIA_TYPES[name], source.stat().st_size)


def take_in(path: str, max_megapixels: float) -> Facts:
    """Judge an upload by decoding it; stand it upright and in plain sRGB if it is not.

    The bytes are kept as they are unless the picture lies on its side (EXIF orientation), is not 8-bit RGB, grey or
    RGBA, or has several frames: models and browsers disagree about those. The file itself stays as it is: a process
    that is killed before the result is recorded starts again from it. Raises BadPicture.
    """
    source = Path(path)
    with _open(source) as image:
        name, width, height = glance(image, max_megapixels=max_megapixels)
        _load(image)
        changed = _reasons(image)
        if not changed:
            return Facts(path, sha256_of(source), width, height, MEDIA_TYPES[name], source.stat().st_size)
        upright = ImageOps.exif_transpose(image)
        plain = _to_srgb(upright, image.info.get("icc_profile"))
    target = source.with_suffix(".upright.png")
    plain.save(target, "PNG", compress_level=1)
    _sync(target)
    width, height = plain.size
    return Facts(str(target), sha256_of(target), width, height, "image/png", target.stat().st_size, ", ".join(changed))


def _reasons(image: Image.Image) -> list[str]:
    found = []
    if image.getexif().get(ORIENTATION, 1) not in (0, 1):
        found.append("turned upright")
    if image.mode not in ("RGB", "RGBA", "L", "P"):
        found.append(f"converted from {image.mode} to 8-bit RGB")
    if getattr(image, "n_frames", 1) > 1:
        found.append("first frame taken")
    return found


def _to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    mode = "RGBA" if "A" in image.mode else "RGB"
    if image.mode == "CMYK" and profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
            return converted or image.convert("RGB")
        except (ImageCms.PyCMSError, OSError):
            return image.convert("RGB")
    return image.convert(mode)


def thumbnails(source: str, folder: str, edges_px: tuple[int, ...]) -> dict[int, str]:
    """Write WebP files whose longer edge is at most so many pixels, decoding once. Returns the path per edge."""
    made: dict[int, str] = {}
    with _open(Path(source)) as original:
        largest = max(edges_px)
        original.draft("RGB", (largest * 2, largest * 2))
        _load(original)
        image = ImageOps.exif_transpose(original)
        image = image if image.mode in ("RGB", "RGBA") else image.convert("RGBA" if "A" in image.mode else "RGB")
    for edge in sorted(edges_px, reverse=True):
        image.thumbnail((edge, edge), Image.Resampling.LANCZOS, reducing_gap=2.0)
        made[edge] = str(Path(folder) / f"{edge}.webp")
        image.save(made[edge], "WEBP", quality=82, method=2)
    return made


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
