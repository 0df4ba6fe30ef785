"""Take the base64 pictures of a JSON answer straight from its bytes, without copying them through JSON strings."""

from __future__ import annotations

import binascii
import re
from mmap import mmap
from typing import Final, TypeAlias

Buffer: TypeAlias = bytes | mmap
Span: TypeAlias = tuple[int, int]

CUT_MIN: Final = 1024  # characters: below this JSON itself is as good

_KEY: Final = b'"data"'
_VALUE: Final = re.compile(rb'[ \t\r\n]*:[ \t\r\n]*"')
_URL_SAFE: Final = bytes.maketrans(b"-_", b"+/")


def cut(body: Buffer) -> tuple[bytes, list[Span]]:
    """The JSON with each long `data` string replaced by a number, and where that string begins and ends.

    Quotes inside a JSON string are escaped, so the quoted word followed by a colon can only be a name.
    """
    pieces: list[bytes] = []
    spans: list[Span] = []
    done = 0
    at = body.find(_KEY)
    while at >= 0:
        value = _VALUE.match(body, at + len(_KEY))
        at += len(_KEY)
        if value:
            start = value.end()
            end = body.find(b'"', start)
            if end - start >= CUT_MIN and body.find(b"\\", start, end) < 0:
                pieces += [body[done : start - 1], str(len(spans)).encode()]
                spans.append((start, end))
                at = done = end + 1
        at = body.find(_KEY, at)
    pieces.append(body[done:])
    return b"".join(pieces), spans


def decode(body: Buffer, span: Span) -> bytes:
    """Bytes from base64 in either alphabet, padded or not. Strict: a wrong character raises `ValueError`."""
    start, end = span
    lacking = -(end - start) % 4
    if lacking or body.find(b"-", start, end) >= 0 or body.find(b"_", start, end) >= 0:
        return binascii.a2b_base64(body[start:end].translate(_URL_SAFE) + b"=" * lacking, strict_mode=True)
    with memoryview(body) as whole, whole[start:end] as view:
        return binascii.a2b_base64(view, strict_mode=True)
