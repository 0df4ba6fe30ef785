"""A PNG as the row of chunks that it is (https://www.w3.org/TR/png-3/#5Chunk-layout), read in pieces."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Final

SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
PIECE_BYTES: Final = 64 * 1024
# Where EXIF and XMP may stand. Larger ones than this say nothing that we need.
_WORDS: Final = frozenset({b"eXIf", b"iTXt", b"tEXt", b"zTXt"})
_WORDS_MAX_BYTES: Final = 1024 * 1024


def pixel_data(file: BinaryIO) -> Iterator[bytes]:
    """The compressed pixels, piece by piece; every checksum is checked, to the closing chunk. Raises OSError."""
    seen, previous = False, b""
    for kind, length in headers(file):
        is_pixels = kind == b"IDAT"
        if is_pixels and seen and previous != kind:
            raise OSError("the pixels are not in one run of chunks")
        checksum = zlib.crc32(kind)
        for piece in _body(file, length):
            checksum = zlib.crc32(piece, checksum)
            if is_pixels:
                yield piece
        if _exactly(file, 4) != checksum.to_bytes(4, "big"):
            raise OSError(f"checksum of {kind!r} is wrong")
        seen, previous = seen or is_pixels, kind


def is_whole(file: BinaryIO) -> bool:
    """Whether the row of chunks reaches its closing one. Only lengths are looked at."""
    try:
        for _, length in headers(file):
            file.seek(length, io.SEEK_CUR)
            _exactly(file, 4)
    except OSError:
        return False
    return True


def without_pixels(file: BinaryIO) -> io.BytesIO:
    """A PNG of one pixel that carries the words (EXIF, XMP) of this one."""
    out = io.BytesIO()
    out.write(SIGNATURE + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)))
    try:
        for kind, length in headers(file):
            if kind in _WORDS and length <= _WORDS_MAX_BYTES - out.tell():
                out.write(length.to_bytes(4, "big") + kind + _exactly(file, length + 4))
            else:
                file.seek(length + 4, io.SEEK_CUR)
    except OSError:
        pass  # damaged further on: whoever decodes the pixels finds it
    out.write(chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b""))
    out.seek(0)
    return out


def chunk(kind: bytes, data: bytes) -> bytes:
    """One chunk with its length and checksum."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def headers(file: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """Kind and length of each chunk through IEND; whoever asks for the next has read or passed body and checksum."""
    if _exactly(file, len(SIGNATURE)) != SIGNATURE:
        raise OSError("not a PNG")
    kind = b""
    while kind != b"IEND":
        head = _exactly(file, 8)
        kind = head[4:]
        yield kind, int.from_bytes(head[:4], "big")


def _body(file: BinaryIO, length: int) -> Iterator[bytes]:
    while length:
        piece = _exactly(file, min(length, PIECE_BYTES))
        length -= len(piece)
        yield piece


def _exactly(file: BinaryIO, count: int) -> bytes:
    data = file.read(count)
    if len(data) < count:
        raise OSError("the file ends too soon")
    return data
