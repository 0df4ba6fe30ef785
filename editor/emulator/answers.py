"""What is sent back to a caller: a status, bytes in pieces, and how the sending ends."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from editor.emulator.replies import Reply, streamed, written
from editor.providers.embedded.spelling import WireError

Ending = Literal["complete", "cut", "reset", "stall"]

JSON: Final = b"application/json; charset=UTF-8"
SSE: Final = b"text/event-stream"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. Where `ending` is not complete it ends after `ends_after` bytes, by default in the middle.

    A stream does not say its length.
    """

    status: int
    pieces: Sequence[bytes]
    media_type: bytes = JSON
    headers: tuple[tuple[bytes, bytes], ...] = ()
    ending: Ending = "complete"
    ends_after: int | None = None
    has_length: bool = True

    @property
    def byte_count(self) -> int:
        """Length of the whole body in bytes."""
        return sum(len(piece) for piece in self.pieces)


def of_json(value: Any, status: int = 200) -> Answer:
    """A small JSON answer."""
    return Answer(status, [json.dumps(value).encode()])


def of_error(error: WireError, *, in_array: bool = False, headers: tuple[tuple[bytes, bytes], ...] = ()) -> Answer:
    """An error in Google's shape; a JSON stream wraps it in an array."""
    content = [error.content] if in_array else error.content
    return Answer(error.code, [json.dumps(content).encode()], headers=headers)


def of_reply(reply: Reply, stream: str = "") -> Answer:
    """A good answer, whole or as a stream (`sse` or `array`)."""
    if not stream:
        return Answer(200, list(written(reply.content, reply.held)))
    chunks = streamed(reply)
    if stream == "sse":
        return Answer(200, list(_events(chunks, reply)), SSE, has_length=False)
    return Answer(200, list(_array(chunks, reply)), has_length=False)


def _events(chunks: list[dict[str, Any]], reply: Reply) -> Iterator[bytes]:
    for chunk in chunks:
        yield b"data: "
        yield from written(chunk, reply.held)
        yield b"\r\n\r\n"


def _array(chunks: list[dict[str, Any]], reply: Reply) -> Iterator[bytes]:
    for number, chunk in enumerate(chunks):
        yield b",\r\n" if number else b"["
        yield from written(chunk, reply.held)
    yield b"]"
