"""One exchange on the line: the request read, the answer sent, and the ways in which a real line fails."""

from __future__ import annotations

import asyncio
import os
import socket
import struct
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, Final, cast
from urllib.parse import parse_qsl

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from editor.emulator.answers import Answer

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

TRANSPORT: Final = "emulator.transport"
# Linger on, for no time: closing sends RST at once instead of FIN (man 7 socket).
_ABORT: Final = struct.pack("ii", 1, 0)


class Line(HttpToolsProtocol):
    """uvicorn's connection, which also hands its transport to the application."""

    def on_message_begin(self) -> None:
        super().on_message_begin()
        cast("dict[str, Any]", self.scope)["extensions"] = {TRANSPORT: self.transport}


class Exchange:
    """A request and the way back to whoever sent it."""

    def __init__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        self.method: str = scope["method"]
        self.path: str = scope["path"]
        self.headers: dict[str, str] = {name.decode(): value.decode("latin-1") for name, value in scope["headers"]}
        self.query = dict(parse_qsl(scope["query_string"].decode("latin-1")))
        self.gone = asyncio.Event()
        self._transport: asyncio.Transport = scope["extensions"][TRANSPORT]
        self._receive = receive
        self._send = send
        self._watch: asyncio.Task[None] | None = None

    async def body(self, limit_bytes: int) -> tuple[bytes, int]:
        """The body, and its length; of one that is longer than the limit nothing is kept."""
        pieces: list[bytes] = []
        count = 0
        while True:
            message = await self._receive()
            if message["type"] == "http.disconnect":
                self.gone.set()
                return b"", count
            piece = message.get("body", b"")
            count += len(piece)
            pieces.append(piece)
            if count > limit_bytes:
                pieces.clear()
            if not message.get("more_body"):
                self._watch = asyncio.create_task(self._until_gone())
                return b"".join(pieces), count

    async def wait(self, seconds: float) -> None:
        """Let the time pass, or less where the caller leaves."""
        with suppress(TimeoutError):
            async with asyncio.timeout(max(0.0, seconds)):
                await self.gone.wait()

    async def send(self, answer: Answer, at_end: Callable[[str], None]) -> None:
        """Send an answer as it is meant to go. `at_end` learns how it ended, before the caller can know."""
        await self._start(answer)
        left = answer.byte_count if answer.ending == "complete" else _ends_after(answer)
        last = len(answer.pieces) - 1 if answer.ending == "complete" else -1
        for number, piece in enumerate(answer.pieces):
            if self.gone.is_set():
                return at_end("client left")
            if number == last:
                at_end("complete")
            await self._send({"type": "http.response.body", "body": piece[:left], "more_body": number != last})
            left -= len(piece[:left])
            if left <= 0 and answer.ending != "complete":
                break
        if answer.ending != "complete":
            await self._break_off(answer, at_end)
        return None

    def close(self) -> None:
        """End the watch over the caller."""
        if self._watch:
            self._watch.cancel()

    async def _start(self, answer: Answer) -> None:
        headers = [(b"content-type", answer.media_type), *answer.headers]
        if answer.has_length:
            headers.append((b"content-length", str(answer.byte_count).encode()))
        if answer.ending != "complete":
            self._transport.set_write_buffer_limits(high=0)  # so that each send waits until the bytes have left
        await self._send({"type": "http.response.start", "status": answer.status, "headers": headers})

    async def _break_off(self, answer: Answer, at_end: Callable[[str], None]) -> None:
        await self._send({"type": "http.response.body", "body": b"", "more_body": True})
        at_end("client left" if self.gone.is_set() else "cut")
        match answer.ending:
            case "stall":
                await self.gone.wait()
                at_end("client left")
            case "reset":
                _reset_at_close(self._transport)
                self._transport.abort()
            case _:
                self._transport.close()

    async def _until_gone(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self.gone.set()


def _ends_after(answer: Answer) -> int:
    return answer.byte_count // 2 if answer.ends_after is None else min(answer.ends_after, answer.byte_count - 1)


def _reset_at_close(transport: asyncio.Transport) -> None:
    """The option belongs to the connection, not to the descriptor: a second one sets it and is closed again."""
    ours = socket.socket(fileno=os.dup(transport.get_extra_info("socket").fileno()))
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _ABORT)
    ours.close()
