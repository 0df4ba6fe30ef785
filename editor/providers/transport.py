"""The embedded engine behind the same wire: an httpx transport that calls it in another process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor
from typing import Protocol

import httpx

CHUNK_BYTES = 1 << 18
Answer = tuple[int, bytes]


class Run(Protocol):
    """Carries out a picklable call elsewhere (a process pool) and returns its result."""

    def __call__(self, call: Callable[[str, bytes], Answer], path: str, body: bytes, /) -> Answer: ...


class EmbeddedTransport(httpx.BaseTransport):
    """Answers requests with the embedded engine."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        from editor.providers.embedded import engine  # only where it is used: a keyed installation never loads it

        body = request.read()
        # The network transport reports its steps this way; callers learn from it that the request is out.
        trace = request.extensions.get("trace")
        if trace is not None:
            trace("embedded.send_request_body.complete", {})
        try:
            status, answer = self._run(engine.answer, request.url.path, body)
        except BrokenExecutor:
            raise httpx.ReadError("The embedded engine stopped.", request=request) from None
        headers = {"content-type": "application/json; charset=UTF-8", "content-length": str(len(answer))}
        return httpx.Response(status, headers=headers, stream=_Chunks(answer), request=request)


class _Chunks(httpx.SyncByteStream):
    """A body given out in pieces without copying it whole."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    def __iter__(self) -> Iterator[bytes]:
        for start in range(0, len(self._body), CHUNK_BYTES):
            yield self._body[start : start + CHUNK_BYTES]
