"""PNGs of every kind that the format knows, made byte by byte: what Pillow itself would never write is in them."""

from __future__ import annotations

import random
import struct
import zlib
from dataclasses import dataclass
from typing import Final

from editor.imaging.chunks import SIGNATURE, chunk

CHANNELS: Final = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
# Every pair of bit depth and colour type that PNG allows.
KINDS: Final = (
    *((depth, 0) for depth in (1, 2, 4, 8, 16)),
    *((depth, 3) for depth in (1, 2, 4, 8)),
    *((depth, colour) for colour in (2, 4, 6) for depth in (8, 16)),
)


@dataclass(frozen=True)
class Png:
    """A PNG in parts, so that a test may change one and still have right checksums."""

    head: bytes
    before: bytes
    rows: bytes
    idat_bytes: int = 8192
    after: bytes = b""

    def written(self, packed: bytes | None = None) -> bytes:
        """The file, with `packed` as its compressed pixels if given."""
        packed = zlib.compress(self.rows, 1) if packed is None else packed
        cut = (packed[at : at + self.idat_bytes] for at in range(0, len(packed), self.idat_bytes))
        middle = b"".join(chunk(b"IDAT", piece) for piece in cut)
        return SIGNATURE + chunk(b"IHDR", self.head) + self.before + middle + self.after + chunk(b"IEND", b"")


def png(
    depth: int, colour: int, size: tuple[int, int], *, seed: int = 1, extra: bytes = b"", see_through: bytes = b""
) -> Png:
    """Random pixels under random filters, all five of them. `extra` and tRNS go before the pixels."""
    dice = random.Random(seed)
    width, height = size
    row_bytes = (width * CHANNELS[colour] * depth + 7) // 8
    rows = b"".join(bytes([dice.randrange(5)]) + _row(dice, row_bytes) for _ in range(height))
    before = extra
    if colour == 3:
        before += chunk(b"PLTE", dice.randbytes(3 * 2**depth))
    if see_through:
        before += chunk(b"tRNS", see_through)
    return Png(struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0), before, rows)


def _row(dice: random.Random, count: int) -> bytes:
    """Small differences mostly, as filtered rows have them, and wild ones at times."""
    return dice.randbytes(count) if dice.randrange(4) == 0 else bytes(dice.choices((0, 1, 2, 254, 255), k=count))
