"""How a request leaves: over connections of its own surface, or into the embedded engine in another process."""

from __future__ import annotations

import logging
import socket
import threading
import uuid
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Protocol

import httpx

from editor.providers.slip import SUFFIX, Slip

CHUNK_BYTES = 1 << 18
KEPT: Final = 16  # idle connections of a surface that are kept for the next calls
Answer = tuple[int, bytes]


# At DEBUG these libraries log what must not be logged, whatever the level: HTTP/2's header compression every header
# that goes out, the key among them, and the HTTP library every header that comes in, which may quote it.
_QUOTING: Final = ("receive_response_headers.complete", "receive_response_headers.failed")
for _name in ("hpack.hpack", "hpack.table"):
    logging.getLogger(_name).addFilter(lambda _record: False)
for _name in ("httpcore.http11", "httpcore.http2"):
    logging.getLogger(_name).addFilter(lambda record: not record.getMessage().startswith(_QUOTING))


class Lane:
    """One HTTP client with one connection, used by one call at a time and kept warm between calls."""

    def __init__(self, http: httpx.Client) -> None:
        self.http = http
        self._stream: Any = None

    def hear(self, event: str, info: Mapping[str, Any]) -> None:
        """Learn from the transport's steps which connection carries the call."""
        if event.endswith((".connect_tcp.complete", ".start_tls.complete")):
            self._stream = info.get("return_value")

    def is_stale(self) -> bool:
        """Whether the other side has closed or said something: an idle connection with news is not used again."""
        return self._stream is not None and bool(self._stream.get_extra_info("is_readable"))

    def cut(self) -> None:
        """End the connection under a thread that waits on it. Safe from any thread, and more than once."""
        held = self._stream.get_extra_info("socket") if self._stream is not None else None
        if isinstance(held, socket.socket):
            try:
                # The plain socket's own: the one of TLS also drops state that the waiting thread is using.
                socket.socket.shutdown(held, socket.SHUT_RDWR)
            except OSError:
                return  # it had ended by itself


class Lanes:
    """The connections of one surface: each call in flight has one of its own, and idle ones are used again.

    HTTP/2 could carry many calls on one connection, but not with this HTTP library: there one call's time-out or
    broken read ends every call of the connection, all of them paid for, and threads wait for each other's reads
    without a limit (tests/providers/test_http2.py measures both).
    """

    def __init__(self, make: Callable[[], httpx.Client], limit: int) -> None:
        self._make = make
        self._slots = threading.BoundedSemaphore(limit)
        self._idle: list[Lane] = []
        self._lock = threading.Lock()

    @contextmanager
    def one(self, wait_s: float) -> Iterator[Lane]:
        """A lane for one call. Raises `httpx.PoolTimeout` when none came free in time."""
        if not self._slots.acquire(timeout=wait_s):
            raise httpx.PoolTimeout("All connections are in use.")
        try:
            lane = self._take()
            try:
                yield lane
            finally:
                self._give_back(lane)
        finally:
            self._slots.release()

    def close(self) -> None:
        """Close the idle connections."""
        with self._lock:
            lanes, self._idle = self._idle, []
        for lane in lanes:
            lane.http.close()

    def _take(self) -> Lane:
        while True:
            with self._lock:
                lane = self._idle.pop() if self._idle else None
            if lane is None:
                return Lane(self._make())
            if not lane.is_stale():
                return lane
            lane.http.close()

    def _give_back(self, lane: Lane) -> None:
        with self._lock:
            is_kept = len(self._idle) < KEPT
            if is_kept:
                self._idle.append(lane)
        if not is_kept:
            lane.http.close()


class Run(Protocol):
    """Carries out a picklable call elsewhere (a process pool) and returns its result."""

    def __call__(self, call: Callable[[str, bytes, str], Answer], path: str, body: bytes, slip: str, /) -> Answer: ...


class EmbeddedTransport(httpx.BaseTransport):
    """Answers requests with the embedded engine. What is under way has its slips in `folder`."""

    def __init__(self, run: Run, folder: Path) -> None:
        self._run = run
        self._folder = folder

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        body = request.read()
        name = request.headers.get("x-request-id") or uuid.uuid4().hex
        # The network transport reports its steps this way; callers learn from it that the request is out.
        trace = request.extensions.get("trace", _unheard)
        trace("embedded.send_request_body.complete", {})
        with Slip(self._folder / f"{name}{SUFFIX}") as slip:
            trace("embedded.drawing.started", {"slip": slip})
            status, answer = self._draw(request, body, slip)
        headers = {"content-type": "application/json; charset=UTF-8", "content-length": str(len(answer))}
        return httpx.Response(status, headers=headers, stream=_Chunks(answer), request=request)

    def _draw(self, request: httpx.Request, body: bytes, slip: Slip) -> Answer:
        from editor.providers.embedded import engine  # only where it is used: a keyed installation never loads it

        try:
            status, answer = self._run(engine.answer, request.url.path, body, str(slip.path))
        except BrokenExecutor:
            raise httpx.ReadError("The embedded engine stopped.", request=request) from None
        if status == engine.STOPPED:
            raise httpx.ReadError("The drawing was stopped.", request=request)
        return status, answer


def _unheard(_event: str, _info: Mapping[str, Any]) -> None:
    """Nobody asked to hear of the steps."""


class _Chunks(httpx.SyncByteStream):
    """A body given out in pieces without copying it whole."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    def __iter__(self) -> Iterator[bytes]:
        for start in range(0, len(self._body), CHUNK_BYTES):
            yield self._body[start : start + CHUNK_BYTES]
