"""Plain pictures: PNGs of exact pixels, built once, made unique for every answer at no cost."""

from __future__ import annotations

import base64
import io
import threading
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageChops

PIECE_BYTES: Final = 256 * 1024
# Grain of this strength costs about 1.5 bytes a pixel in PNG: 1.6 MB at 1K, 25 MB at 4K, as real answers are.
GRAIN: Final = 1.5
# Signature and header chunk of a PNG: 33 bytes, so that what follows starts on a boundary of base64.
HEAD_BYTES: Final = 33


@dataclass(frozen=True, slots=True)
class Built:
    """A PNG in two parts; between them goes a comment that makes each answer's bytes, and so its hash, its own."""

    head: bytes
    tail: bytes
    tail_base64: tuple[bytes, ...]

    def base64(self, serial: int) -> tuple[bytes, ...]:
        """The picture in base64, in pieces; only the short first one is made now."""
        return base64.b64encode(self.head + _comment(serial)), *self.tail_base64

    def png(self, serial: int) -> bytes:
        """The picture's bytes."""
        return self.head + _comment(serial) + self.tail


def _comment(serial: int) -> bytes:
    """A tEXt chunk of 36 bytes, a multiple of three."""
    chunk = b"tEXtComment\x00" + f"{serial:016x}".encode()
    return (24).to_bytes(4, "big") + chunk + zlib.crc32(chunk).to_bytes(4, "big")


def _paint(width_px: int, height_px: int) -> Image.Image:
    """Slow ramps of colour under fine grain: as hard to pack as a photograph."""
    grain = Image.effect_noise((width_px, height_px), GRAIN)
    ramp = Image.linear_gradient("L").point([64 + value // 2 for value in range(256)])
    turned = (ramp, ramp.transpose(Image.Transpose.ROTATE_90), ramp.transpose(Image.Transpose.ROTATE_180))
    bands = [
        ImageChops.add(each.resize((width_px, height_px)), ImageChops.offset(grain, 7 * number, 11 * number), 1.0, -128)
        for number, each in enumerate(turned)
    ]
    return Image.merge("RGB", bands)


_built: dict[tuple[int, int], Built] = {}
_lock = threading.Lock()


def build(width_px: int, height_px: int) -> Built:
    """The picture of these pixels, made at the first call."""
    with _lock:
        found = _built.get((width_px, height_px))
        if found is None:
            out = io.BytesIO()
            _paint(width_px, height_px).save(out, "PNG", compress_level=1)
            png = out.getvalue()
            tail = png[HEAD_BYTES:]
            pieces = tuple(_cut(base64.b64encode(tail)))
            found = _built[width_px, height_px] = Built(png[:HEAD_BYTES], tail, pieces)
    return found


def _cut(data: bytes) -> Iterator[bytes]:
    for start in range(0, len(data), PIECE_BYTES):
        yield data[start : start + PIECE_BYTES]
