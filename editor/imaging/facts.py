"""Measure a picture that a model made, and write its small versions, in one decode."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from editor.imaging import chunks, opening, previews
from editor.imaging.errors import CUT_OFF, BadPicture

# The largest edge that is shown as it is: 2K at 16:9. Larger pictures are shown through a preview.
SCREEN_EDGE_PX = 2752
STRIP_EDGE_PX = 256
PREVIEW_EDGE_PX = 1600
# A model's own picture may be larger than an upload may be: 8:1 at 4K is 12288 x 1536, 4:3 at 4K 17.2 megapixels.
MODEL_MAX_MEGAPIXELS = 80


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


def inspect(path: str, max_megapixels: float = MODEL_MAX_MEGAPIXELS, *, sha256: str = "") -> Facts:
    """Decode the file in full and measure it; `sha256` is its hash where the caller knows it. Raises BadPicture.

    The previews that the studio shows at once are made here, because the picture is decoded already: a second decode
    costs 24 ms at 1K, a second at 4K.
    """
    source = Path(path)
    with opening.open_picture(source) as image:
        opening.check_size(image, max_megapixels)
        name, size = str(image.format), image.size
        is_large = max(size) > SCREEN_EDGE_PX
        edges = (PREVIEW_EDGE_PX, STRIP_EDGE_PX) if is_large else (STRIP_EDGE_PX,)
        _check_end(source, name)
        turned, made = _decode(source, image, f"{path}.", edges)
    width, height = opening.upright(size, turned)
    digest = sha256 or opening.sha256_of(source)
    return Facts(path, digest, width, height, opening.MEDIA_TYPES[name], source.stat().st_size, previews=made)


def thumbnails(source: str, folder: str, edges_px: tuple[int, ...]) -> dict[int, str]:
    """Write WebP files whose longer edge is at most so many pixels, decoding once. Returns the path per edge."""
    path = Path(source)
    with opening.open_picture(path) as image:
        return _decode(path, image, f"{folder}/", edges_px)[1]


def _decode(path: Path, image: Image.Image, prefix: str, edges_px: tuple[int, ...]) -> tuple[int, dict[int, str]]:
    """The EXIF orientation, and the small versions by edge."""
    whole = previews.reduced(path, image, max(edges_px))
    turned = opening.orientation(image, path)
    return turned, previews.shrink(whole, turned, prefix, edges_px, previews.said(image))


def _check_end(path: Path, name: str) -> None:
    """Pillow takes a PNG that breaks off behind its pixels; a reply that does so is not whole."""
    if name == "PNG":
        with path.open("rb") as file:
            if not chunks.is_whole(file):
                raise BadPicture(CUT_OFF)
