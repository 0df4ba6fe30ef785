"""The one error of this room, and the many that broken bytes cause underneath."""

from __future__ import annotations

import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

# What Pillow's readers raise for broken bytes, found by flipping them (tests/test_imaging.py).
DAMAGE = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    TypeError,
    IndexError,
    KeyError,
    OverflowError,
    struct.error,
    zlib.error,
)
CUT_OFF = "This picture is cut off or damaged, so it was not taken. Save it again and retry."


class BadPicture(Exception):
    """The bytes are not a picture we take. `sentence` says why, for the person who brought them."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@contextmanager
def damage_named(sentence: str = CUT_OFF) -> Iterator[None]:
    """Whatever broken bytes cause while decoding becomes BadPicture. Pillow's warnings are silent: our limits speak."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except DAMAGE as problem:
        raise BadPicture(sentence) from problem
