"""A large PNG decoded strip by strip: Pillow keeps 4 bytes a pixel, 64 MiB at 4096 x 4096, which is never needed whole.

Python inflates the pixels in pieces and cuts them into strips of rows. Undoing the row filters is Pillow's work: each
strip goes through its own "zip" decoder as stored blocks, behind the row above it. So every strip comes out as the full
decode has it, and the decoder's own strictness stays.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from PIL import Image

from editor.imaging import chunks

STRIP_BYTES: Final = 1024 * 1024
_CHANNELS: Final = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_PLANE: Final = {1: "L", 2: "LA", 3: "RGB", 4: "RGBA"}
_STORED_MAX: Final = 65535
_ZLIB_HEADER: Final = b"\x78\x01"
_PALETTE: Final = 3


@dataclass(frozen=True, slots=True)
class Header:
    """What a PNG's IHDR says. Sizes in pixels, `depth` in bits per sample, `colour` as PNG numbers its types."""

    width: int
    height: int
    depth: int
    colour: int
    is_interlaced: bool

    @property
    def row_bytes(self) -> int:
        """Bytes of one row without its filter byte."""
        return (self.width * _CHANNELS[self.colour] * self.depth + 7) // 8


def header(path: Path) -> Header:
    """Read the IHDR of a file that Pillow took for a PNG: the first chunk, of fixed length."""
    with path.open("rb") as file:
        width, height, depth, colour, _, _, interlace = struct.unpack(">IIBBBBB", file.read(29)[16:])
    return Header(width, height, depth, colour, interlace != 0)


def fits(image: Image.Image, head: Header) -> bool:
    """Whether strips give what a full decode gives: one frame, rows in order, no single see-through colour."""
    see_through = "transparency" in image.info and head.colour != _PALETTE
    is_plain = not head.is_interlaced and not see_through and getattr(image, "n_frames", 1) == 1
    return is_plain and (head.width, head.height) == image.size


def strips(
    path: Path, image: Image.Image, head: Header, *, multiple: int, strip_bytes: int = STRIP_BYTES
) -> Iterator[Image.Image]:
    """The picture from top to bottom as images of full width; heights are multiples of `multiple` except the last.

    16-bit samples come as their upper 8 bits, as Pillow gives them for colour. The row above a strip is kept as bytes.
    Raises what broken bytes raise (`errors.DAMAGE`).
    """
    rows = max(1, strip_bytes // (head.row_bytes + 1) // multiple) * multiple
    above = b"\0" * _plane_bytes(head)
    for data in _filtered(path, head, rows):
        plane, count = _upper_bytes(data, head), len(data) // (head.row_bytes + 1)
        decoded = _unfilter(b"\0" + above, plane, head, count + 1)
        above = decoded.crop((0, count, decoded.width, count + 1)).tobytes()
        yield _as_picture(decoded.crop((0, 1, decoded.width, count + 1)), image, head)


def _filtered(path: Path, head: Header, rows: int) -> Iterator[bytes]:
    """The inflated rows, still filtered, `rows` at a time. Raises OSError for too few, too many or an open end."""
    step = head.row_bytes + 1
    left = head.height * step
    inflater = zlib.decompressobj()
    held = bytearray()
    with path.open("rb") as file:
        for piece in _inflated(inflater, file):
            held += piece
            left -= len(piece)
            if left < 0:
                raise OSError("more rows than the header says")
            while len(held) >= rows * step:
                yield bytes(held[: rows * step])
                del held[: rows * step]
    if left or not inflater.eof:
        raise OSError("fewer rows than the header says")
    if held:
        yield bytes(held)


def _inflated(inflater: zlib._Decompress, file: BinaryIO) -> Iterator[bytes]:
    """Inflate in pieces of bounded size, whatever the ratio. What follows the end of the stream is passed over."""
    for piece in chunks.pixel_data(file):
        left = piece
        while left and not inflater.eof:
            yield inflater.decompress(left, STRIP_BYTES)
            left = inflater.unconsumed_tail


def _plane_bytes(head: Header) -> int:
    return head.row_bytes // 2 if head.depth == 16 else head.row_bytes


def _upper_bytes(data: bytes, head: Header) -> bytes:
    """Of 16-bit samples the upper bytes alone: filters work byte by byte, and each byte only meets its own kind."""
    if head.depth != 16:
        return data
    step = head.row_bytes + 1
    rows = (data[start : start + step] for start in range(0, len(data), step))
    return b"".join(row[:1] + row[1::2] for row in rows)


def _unfilter(above: bytes, plane: bytes, head: Header, rows: int) -> Image.Image:
    """Decode a strip and the row above it. Samples of under 8 bits stay packed: to a filter they are bytes."""
    if head.depth < 8:
        mode, width = "L", head.row_bytes
    else:
        mode, width = "P" if head.colour == _PALETTE else _PLANE[_CHANNELS[head.colour]], head.width
    return Image.frombytes(mode, (width, rows), _stored(above, plane), "zip", mode)


def _stored(*pieces: bytes) -> bytes:
    """A zlib stream that holds the bytes uncompressed (RFC 1951, 3.2.4). The decoder stops at its last row."""
    out: list[bytes | memoryview] = [_ZLIB_HEADER]
    for piece in pieces:
        view = memoryview(piece)
        for start in range(0, len(view), _STORED_MAX):
            block = view[start : start + _STORED_MAX]
            out += [struct.pack("<BHH", 0, len(block), len(block) ^ 0xFFFF), block]
    return b"".join(out)


def _as_picture(strip: Image.Image, image: Image.Image, head: Header) -> Image.Image:
    """The strip in the mode of the whole picture, with its palette."""
    if head.depth < 8:
        size = (head.width, strip.height)
        letter = "P" if head.colour == _PALETTE else "L"
        raw = "1" if letter == "L" and head.depth == 1 else f"{letter};{head.depth}"
        strip = Image.frombytes("1" if raw == "1" else letter, size, strip.tobytes(), "raw", raw)
    if image.mode == "P" and image.palette:
        strip.palette = image.palette.copy()
        strip.info = {key: value for key, value in image.info.items() if key == "transparency"}
    return strip
