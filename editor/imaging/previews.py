"""Every pixel decoded, few of them kept: a picture on its way to the small WebP files that pages show."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image

from editor.imaging import colour, opening, strips
from editor.imaging.errors import damage_named

# Larger pictures are never held whole. 1K and 2K are: that is a little faster, and costs 17 MB at the most.
WHOLE_MAX_PIXELS: Final = 6_000_000
# A preview of this edge or more is large enough to be saved as a picture: it keeps what the original says of its maker.
SAID_MIN_EDGE_PX: Final = 512
SAID_MAX_BYTES: Final = 64 * 1024
_HAMMING: Final = Image.Resampling.HAMMING
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Reduced:
    """A picture that was decoded in full, in plain colour and perhaps smaller. `box` is what the whole covers of it.

    `size` is that of the original in pixels, as it lies in the file.
    """

    image: Image.Image
    box: Box
    size: tuple[int, int]


def reduced(path: Path, image: Image.Image, edge_px: int, *, whole_max_pixels: int = WHOLE_MAX_PIXELS) -> Reduced:
    """Decode every pixel for previews of at most `edge_px`. Raises BadPicture."""
    size = image.size
    is_large = size[0] * size[1] > whole_max_pixels
    if is_large and image.format == "PNG":
        head = strips.header(path)
        if strips.fits(image, head):
            return _in_strips(path, image, head, edge_px)
    box: Box | None = None
    if image.format == "JPEG":
        # libjpeg reads every block whatever the scale. One step less of gap halves the memory of a large picture.
        gap = 1 if is_large else 2
        drafted = image.draft(None, (edge_px * gap, edge_px * gap))
        box = drafted[1] if drafted else None
    opening.load(image)
    return Reduced(colour.plain(image), box or (0, 0, *image.size), size)


def _in_strips(path: Path, image: Image.Image, head: strips.Header, edge_px: int) -> Reduced:
    """The picture reduced by a whole number, as `resize(reducing_gap=1)` begins, without ever holding all of it."""
    wanted = fitted(image.size, edge_px)
    across, down = (max(1, int(full / small)) for full, small in zip(image.size, wanted, strict=True))
    canvas: Image.Image | None = None
    row = 0
    with damage_named():
        for strip in strips.strips(path, image, head, multiple=down):
            small = colour.premultiplied(colour.plain(strip)).reduce((across, down))
            canvas = canvas or Image.new(small.mode, (small.width, -(-head.height // down)))
            canvas.paste(small, (0, row))
            row += small.height
    assert canvas is not None  # a PNG without rows is refused by its header
    return Reduced(canvas, (0, 0, head.width / across, head.height / down), image.size)


def fitted(size: tuple[int, int], edge_px: int) -> tuple[int, int]:
    """Width and height of the same shape whose longer edge is at most `edge_px`."""
    longer = max(size)
    if longer <= edge_px:
        return size
    width, height = (max(1, round(each * edge_px / longer)) for each in size)
    return width, height


def said(image: Image.Image) -> bytes:
    """The XMP of a picture: who made it, and by what means. Empty where it has none, or too much to be only that."""
    found = image.info.get("xmp", b"")
    return found if isinstance(found, bytes) and len(found) <= SAID_MAX_BYTES else b""


def shrink(whole: Reduced, turned: int, prefix: str, edges_px: tuple[int, ...], xmp: bytes = b"") -> dict[int, str]:
    """Write `<prefix><edge>.webp` for each edge, standing up, from the largest down: each starts from few pixels.

    The large ones carry `xmp`.

    Boxes first, then a Hamming window: at these factors it looks like Lanczos and takes a quarter of its time.
    """
    made: dict[int, str] = {}
    image, box = whole.image, whole.box
    for edge in sorted(edges_px, reverse=True):
        target = fitted(whole.size, edge)
        if image.size != target:
            image = image.resize(target, _HAMMING, box, reducing_gap=1.0)
        image = colour.straight(image)
        box = (0, 0, *image.size)
        made[edge] = f"{prefix}{edge}.webp"
        words = xmp if edge >= SAID_MIN_EDGE_PX else b""
        opening.stand_up(image, turned).save(made[edge], "WEBP", quality=82, method=2, xmp=words)
    return made
