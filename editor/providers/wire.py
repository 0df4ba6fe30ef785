"""The one client for `generateContent`: sends a request, streams the answer to a spool file, names every failure."""

from __future__ import annotations

import os
import time
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import BinaryIO, Final
from urllib.parse import quote

import httpx

from editor.providers import codec, errors, outgoing
from editor.providers.call import Call, Clock, Limits, OnBytes, OnSent, named_failures, too_slow
from editor.providers.catalogue import ImageModel
from editor.providers.messages import ImageRequest
from editor.providers.surfaces import Key, Surface

ERROR_BYTES_MAX: Final = 1_000_000
PROGRESS_EVERY_S: Final = 0.25


class _KeyHeader(httpx.Auth):
    """Puts the key into its header at the last moment, so that no request we build holds it."""

    def __init__(self, header: str, key: Key) -> None:
        self._header = header
        self._key = key

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        if self._header and self._key.reveal():
            request.headers[self._header] = self._key.reveal()
        yield request


class WireClient:
    """One surface's client: one connection pool, safe to use from many threads."""

    def __init__(
        self,
        surface: Surface,
        key: Key,
        transport: httpx.BaseTransport | None = None,
        limits: Limits | None = None,
        *,
        clock: Clock = time.monotonic,
    ) -> None:
        self._surface = surface
        self._key = key
        self._limits = limits or Limits()
        self._clock = clock
        self._http = httpx.Client(
            transport=transport,
            auth=_KeyHeader(surface.header, key),
            headers={"user-agent": "overpaint/0.1", "content-type": "application/json"},
            limits=httpx.Limits(max_connections=self._limits.connections, keepalive_expiry=60.0),
            follow_redirects=False,
        )

    def generate(
        self,
        request: ImageRequest,
        model: ImageModel,
        *,
        spool: Path,
        on_bytes: OnBytes = lambda _received, _total: None,
        on_sent: OnSent = lambda: None,
    ) -> int:
        """Ask for a picture and leave the whole 200 answer in `spool`; returns the HTTP status.

        `on_sent` is called once the request is out, `on_bytes` with the bytes received and expected about four times
        a second and at the end. Until the answer is complete its bytes are in `<spool>.part`. Raises `ProviderError`.
        """
        call = Call(self._surface, model, self._limits, self._clock, on_bytes, on_sent, self._clock())
        limits = self._limits
        call.timeouts |= {"connect": limits.connect_s, "pool": limits.connect_s, "write": limits.send_s}
        call.timeouts["read"] = min(limits.first_byte_s, limits.total_s)
        with named_failures(call):
            outgoing = self._http.build_request(
                "POST",
                self._surface.url(request.model),
                content=outgoing.encode(request, model),
                # The dictionary itself is handed on: `_receive` shortens the read limit in it once the answer begins.
                extensions={"timeout": call.timeouts, "trace": call.trace},
            )
            answer = self._http.send(outgoing, stream=True)
            try:
                return self._receive(call, answer, spool)
            finally:
                answer.close()

    def close(self) -> None:
        """Close the pool, once no call is under way."""
        self._http.close()

    def _receive(self, call: Call, answer: httpx.Response, spool: Path) -> int:
        call.has_answer = True
        call.timeouts["read"] = min(call.limits.stall_s, max(call.limits.total_s - call.elapsed_s(), 0.001))
        if answer.status_code != 200:
            body = self._without_key(_error_body(call, answer))
            raise codec.error_from(
                answer.status_code, body, answer.headers, surface=self._surface, model=call.model
            ) from None
        call.total = _length(answer)
        part = spool.with_name(spool.name + ".part")
        try:
            self._spool(call, answer, part)
            part.replace(spool)
        except OSError as fault:
            raise errors.SpoolFailed(f"The answer could not be written: {fault.strerror}.", http_status=200) from None
        finally:
            part.unlink(missing_ok=True)
        return answer.status_code

    def _spool(self, call: Call, answer: httpx.Response, part: Path) -> None:
        """Stream the body into a file and make it durable."""
        with part.open("w+b") as file:
            written = _write(call, answer, file)
            if written <= ERROR_BYTES_MAX:  # small enough to be an error in the clothes of a 200
                file.seek(0)
                body = file.read()
                clean = self._without_key(body)
                if clean != body:
                    file.seek(0)
                    file.truncate()
                    file.write(clean)
            file.flush()
            os.fsync(file.fileno())
        call.on_bytes(call.received, call.total)

    def _without_key(self, body: bytes) -> bytes:
        """Some services quote the key they refuse."""
        secret = self._key.reveal()
        for form in {secret, secret.replace("/", "\\/"), quote(secret, safe="")} - {""}:
            body = body.replace(form.encode(), b"***")
        return body


def _write(call: Call, answer: httpx.Response, file: BinaryIO) -> int:
    """Write the body as it comes, telling progress on the way; returns its bytes."""
    told_s = call.clock()
    written = 0
    for chunk in answer.iter_bytes():
        file.write(chunk)
        written += len(chunk)
        call.received = answer.num_bytes_downloaded
        _check(call, written)
        if call.clock() - told_s >= PROGRESS_EVERY_S:
            told_s = call.clock()
            call.on_bytes(call.received, call.total)
    return written


def _check(call: Call, written: int) -> None:
    if written > call.limits.reply_bytes:
        limit_mb = call.limits.reply_bytes / 1e6
        sentence = f"{call.surface.label} sent more than {limit_mb:.0f} MB. The rest was not taken."
        raise errors.ReplyTooLarge(sentence, reason="REPLY_TOO_LARGE", http_status=200)
    if call.elapsed_s() > call.limits.total_s:
        raise too_slow(call)


def _error_body(call: Call, answer: httpx.Response) -> bytes:
    """The beginning of an error answer. An answer that breaks off is still an error of this status."""
    body = bytearray()
    for chunk in _until_broken(answer.iter_bytes()):
        body += chunk
        if len(body) >= ERROR_BYTES_MAX or call.elapsed_s() > call.limits.total_s:
            break
    return bytes(body[:ERROR_BYTES_MAX])


def _until_broken(chunks: Iterator[bytes]) -> Iterator[bytes]:
    try:
        yield from chunks
    except httpx.HTTPError:
        return


def _length(answer: httpx.Response) -> int | None:
    value = answer.headers.get("content-length", "")
    return int(value) if value.isdecimal() else None
