"""The base64 pictures of a JSON answer: found and decoded in pieces, so that no picture is ever held whole."""

from __future__ import annotations

import binascii
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final, cast

CUT_MIN: Final = 1024  # characters: below this JSON itself is as good
# Characters at a time; a multiple of four, so that base64 is cut between its groups.
PIECE_BYTES: Final = 256 * 1024
FIRST_BYTES: Final = 1024  # the first piece: who only looks at the type of a picture decodes no more
# What an answer may hold beside its pictures. Signatures are the largest: tens to hundreds of KB (facts/wire.md, 2).
WORDS_MAX_BYTES: Final = 8 * 1024 * 1024

_BEFORE: Final = re.compile(rb'(?<!\\)"data"[ \t\r\n]*:[ \t\r\n]*$')
_LOOK_BACK: Final = 256
_URL_SAFE: Final = bytes.maketrans(b"-_", b"+/")
_SPACES: Final = b" \t\r\n"
_ESCAPE_MAX: Final = 6  # \u003d


class TooManyWords(ValueError):
    """More than `WORDS_MAX_BYTES` beside the pictures."""


@dataclass(frozen=True, slots=True)
class Span:
    """Where a base64 string lies in the answer, without its quotes; `is_escaped` if JSON escapes are in it."""

    start: int
    end: int
    is_escaped: bool = False


@dataclass(frozen=True, slots=True)
class SpooledSource:
    """A picture that lies as base64 in a spooled answer. A stream of it raises ValueError where that is malformed."""

    path: Path
    span: Span

    @property
    def byte_count(self) -> int:
        """Length of the picture's file in bytes; found by decoding it."""
        with self.path.open("rb") as file:
            return sum(len(piece) for piece in pieces(file, self.span))

    def open(self) -> BinaryIO:
        """A stream of the picture's bytes from the start; the caller closes it."""
        return cast(BinaryIO, _Decoded(self.path.open("rb"), self.span))


class _Decoded(io.RawIOBase):
    """The picture of a span as a file to read from. Closes the answer's file with itself."""

    def __init__(self, file: BinaryIO, span: Span) -> None:
        self._file = file
        self._pieces = pieces(file, span)
        self._held = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # what RawIOBase really calls it with
        if not self._held:
            self._held = memoryview(next(self._pieces, b""))
        count = min(len(buffer), len(self._held))
        buffer[:count] = self._held[:count]
        self._held = self._held[count:]
        return count

    def close(self) -> None:
        self._file.close()
        super().close()


@dataclass(slots=True)
class _Cutter:
    """Reads JSON as text between quotes and strings within them, and leaves out the long strings named `data`."""

    skeleton: bytearray = field(default_factory=bytearray)
    spans: list[Span] = field(default_factory=list)
    in_string: bool = False
    is_data: bool = False
    start: int = 0
    is_escaped: bool = False
    backslashes: int = 0
    held: bytearray = field(default_factory=bytearray)

    def take(self, chunk: bytes, offset: int) -> None:
        """The next bytes of the answer, which begin at `offset`."""
        at = 0
        while at < len(chunk):
            at = self._string(chunk, at, offset) if self.in_string else self._between(chunk, at, offset)
            if len(self.skeleton) > WORDS_MAX_BYTES:
                raise TooManyWords

    def _between(self, chunk: bytes, at: int, offset: int) -> int:
        quote = chunk.find(b'"', at)
        if quote < 0:
            self.skeleton += chunk[at:]
            return len(chunk)
        self.skeleton += chunk[at:quote]
        self.is_data = _BEFORE.search(self.skeleton[-_LOOK_BACK:]) is not None
        self.skeleton += b'"'
        self.in_string, self.start, self.is_escaped, self.backslashes = True, offset + quote + 1, False, 0
        return quote + 1

    def _string(self, chunk: bytes, at: int, offset: int) -> int:
        end = self._closing(chunk, at)
        stop = len(chunk) if end < 0 else end
        if not self.is_data:
            self.skeleton += chunk[at:stop]
        else:
            self.is_escaped = self.is_escaped or chunk.find(b"\\", at, stop) >= 0
            self.held += chunk[at : min(stop, at + CUT_MIN - len(self.held))]
        if end < 0:
            return len(chunk)
        self._close(offset + end)
        return end + 1

    def _closing(self, chunk: bytes, at: int) -> int:
        """The quote that ends the string, behind an even run of backslashes, which may begin in an earlier chunk."""
        begin = at
        while True:
            quote = chunk.find(b'"', at)
            stop = len(chunk) if quote < 0 else quote
            run = stop - begin - len(chunk[begin:stop].rstrip(b"\\")) if chunk[stop - 1 : stop] == b"\\" else 0
            run += self.backslashes if run == stop - begin else 0
            if quote < 0:
                self.backslashes = run
                return -1
            if run % 2 == 0:
                return quote
            self.backslashes = 0
            begin = at = quote + 1

    def _close(self, end: int) -> None:
        self.in_string = False
        if self.is_data and end - self.start >= CUT_MIN:
            self.skeleton[-1:] = str(len(self.spans)).encode()
            self.spans.append(Span(self.start, end, self.is_escaped))
        else:
            self.skeleton += self.held + b'"'
        self.held.clear()


def cut(body: BinaryIO) -> tuple[bytes, list[Span]]:
    """The JSON with each long `data` string replaced by a number, and where that string begins and ends.

    Raises TooManyWords.
    """
    cutter = _Cutter()
    offset = 0
    while chunk := body.read(PIECE_BYTES):
        cutter.take(chunk, offset)
        offset += len(chunk)
    return bytes(cutter.skeleton), cutter.spans


def pieces(body: BinaryIO, span: Span) -> Iterator[bytes]:
    """Decode base64 piece by piece: either alphabet, padded or not, in one line or wrapped.

    Strict: a wrong character, too. Raises `ValueError`.
    """
    held = b""
    for text in _characters(body, span):
        whole = held + (text.translate(_URL_SAFE) if b"-" in text or b"_" in text else text)
        padding = whole.find(b"=")
        # Padding may only end the last group, so a group with padding waits for the end.
        ready = (len(whole) if padding < 0 else padding) & ~3
        held = whole[ready:]
        if len(held) > 4:
            raise ValueError("characters follow the padding")
        if ready:
            yield binascii.a2b_base64(whole[:ready], strict_mode=True)
    if held:
        yield binascii.a2b_base64(held + b"=" * (-len(held) % 4), strict_mode=True)


def _characters(body: BinaryIO, span: Span) -> Iterator[bytes]:
    """The string as JSON means it, in pieces. Raises ValueError where an escape is wrong."""
    body.seek(span.start)
    left, count = span.end - span.start, FIRST_BYTES
    held = b""
    while left:
        raw = body.read(min(left, count))
        if not raw:
            raise ValueError("the answer ends too soon")
        left, count = left - len(raw), PIECE_BYTES
        if not span.is_escaped:
            yield raw
            continue
        text = held + raw
        split = _split(text) if left else len(text)
        held = text[split:]
        plain: str = json.loads(b'"' + text[:split] + b'"')
        yield plain.encode("ascii").translate(None, _SPACES)


def _split(text: bytes) -> int:
    """Where to cut so that no escape is cut in two."""
    last = text.rfind(b"\\", max(0, len(text) - _ESCAPE_MAX + 1))
    if last < 0:
        return len(text)
    is_whole = len(text) - last >= 2 and text[last + 1 : last + 2] != b"u"
    return len(text) if is_whole else last
