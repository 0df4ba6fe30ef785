"""The one door for untrusted bytes: look at the header, decode in full, measure, hash, make thumbnails.

Pure and light (Pillow only): these functions run in the imaging processes, values in and values out. Why decode in
full: only `Image.open(formats=...).load()` is strict about truncation and about what the bytes really are
(facts/imaging.md section 3, Safety).
"""

from __future__ import annotations

import hashlib
import io
import os
import struct
import warnings
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageCms, ImageFile, UnidentifiedImageError

FORMATS = ("PNG", "JPEG", "WEBP")
MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp"}
# The largest edge that is shown as it is: 2K at 16:9. Larger pictures are shown through a preview.
SCREEN_EDGE_PX = 2752
STRIP_EDGE_PX = 256
PREVIEW_EDGE_PX = 1600
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
# What Pillow's readers raise for broken bytes, found by flipping them (tests/test_imaging.py).
DAMAGE = (OSError, SyntaxError, ValueError, EOFError, TypeError, IndexError, KeyError, OverflowError, struct.error)
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
    previews: dict[int, str] = field(default_factory=dict)


def glance(path: Path, *, max_megapixels: float) -> tuple[str, int, int]:
    """Format, width and height from the header alone: fast, before anything is decoded.

    Raises BadPicture for other formats and for more than `max_megapixels`.
    """
    with _open(path) as image:
        return _glance(image, max_megapixels)


def _glance(image: Image.Image, max_megapixels: float) -> tuple[str, int, int]:
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
    return (height, width) if _orientation(image) >= 5 else (width, height)


def _orientation(image: Image.Image) -> int:
    """EXIF orientation, 1 (upright) to 8; upright where the EXIF is damaged or says something else."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            value = image.getexif().get(ORIENTATION, 1)
    except DAMAGE:
        return 1
    return value if isinstance(value, int) and value in TURNS else 1


def _stand_up(image: Image.Image) -> Image.Image:
    turn = TURNS[_orientation(image)]
    return image if turn is None else image.transpose(turn)


def _open(path: Path) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # our limits speak instead
            return Image.open(path, formats=FORMATS)
    except UnidentifiedImageError as problem:
        raise BadPicture("This file is not a PNG, JPEG or WebP picture. Choose another.") from problem
    except DAMAGE as problem:
        raise BadPicture("This picture is damaged at its start and cannot be read. Choose another.") from problem


def _load(image: Image.Image) -> None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image.load()
    except DAMAGE as problem:
        raise BadPicture(
            "This picture is cut off or damaged, so it was not taken. Save it again and retry."
        ) from problem


def inspect(path: str, max_megapixels: float = MODEL_MAX_MEGAPIXELS) -> Facts:
    """Decode the file in full and measure it. Raises BadPicture.

    The previews that the studio shows at once are made here, because the picture is decoded already: a second decode
    costs 24 ms at 1K, a second at 4K.
    """
    source = Path(path)
    with _open(source) as image:
        name, width, height = _glance(image, max_megapixels)
        _load(image)
        is_large = max(image.size) > SCREEN_EDGE_PX
        edges = (PREVIEW_EDGE_PX, STRIP_EDGE_PX) if is_large else (STRIP_EDGE_PX,)
        previews = _shrink(_plain(_stand_up(image)), f"{path}.", edges)
    size = source.stat().st_size
    return Facts(path, sha256_of(source), width, height, MEDIA_TYPES[name], size, previews=previews)


def take_in(path: str, max_megapixels: float) -> Facts:
    """Judge an upload by decoding it; stand it upright and in plain sRGB if it is not.

    The bytes are kept as they are unless the picture lies on its side (EXIF orientation), is not 8-bit RGB, grey or
    RGBA, or has several frames: models and browsers disagree about those. The file itself stays as it is: a process
    that is killed before the result is recorded starts again from it. Raises BadPicture.
    """
    source = Path(path)
    with _open(source) as image:
        name, width, height = _glance(image, max_megapixels)
        _load(image)
        changed = _reasons(image)
        if not changed:
            return Facts(path, sha256_of(source), width, height, MEDIA_TYPES[name], source.stat().st_size)
        plain = _to_srgb(_stand_up(image), image.info.get("icc_profile"))
    target = source.with_suffix(".upright.png")
    plain.save(target, "PNG", compress_level=1)
    _sync(target)
    width, height = plain.size
    return Facts(str(target), sha256_of(target), width, height, "image/png", target.stat().st_size, ", ".join(changed))


def _reasons(image: Image.Image) -> list[str]:
    found = []
    if _orientation(image) != 1:
        found.append("turned upright")
    if image.mode not in ("RGB", "RGBA", "L", "P"):
        found.append(f"converted from {image.mode} to 8-bit RGB")
    if getattr(image, "n_frames", 1) > 1:
        found.append("first frame taken")
    return found


def _to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    if image.mode == "CMYK" and profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
            return converted or _plain(image)
        except (ImageCms.PyCMSError, OSError):
            return _plain(image)
    return _plain(image)


def _plain(image: Image.Image) -> Image.Image:
    """8-bit RGB or RGBA. A colour profile stays only where it still describes the pixels."""
    if image.mode in ("RGB", "RGBA"):
        return image
    if image.mode.startswith("I"):
        # Pillow cuts 16-bit grey off at 255 instead of scaling it.
        image = image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    fits = image.mode == "P"
    plain = image.convert("RGBA" if image.has_transparency_data else "RGB")
    plain.info = {key: value for key, value in image.info.items() if key == "icc_profile" and fits}
    return plain


def thumbnails(source: str, folder: str, edges_px: tuple[int, ...]) -> dict[int, str]:
    """Write WebP files whose longer edge is at most so many pixels, decoding once. Returns the path per edge."""
    with _open(Path(source)) as original:
        largest = max(edges_px)
        original.draft("RGB", (largest * 2, largest * 2))
        _load(original)
        return _shrink(_plain(_stand_up(original)), f"{folder}/", edges_px)


def _shrink(image: Image.Image, prefix: str, edges_px: tuple[int, ...]) -> dict[int, str]:
    """Shrink in place from the largest edge down, so that each step starts from few pixels.

    Boxes first, then a Hamming window: at these factors it looks like Lanczos and takes a quarter of its time.
    """
    made: dict[int, str] = {}
    for edge in sorted(edges_px, reverse=True):
        image.thumbnail((edge, edge), Image.Resampling.HAMMING, reducing_gap=1.0)
        made[edge] = f"{prefix}{edge}.webp"
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
