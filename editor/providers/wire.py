"""The one client for `generateContent`: sends a request, streams the answer to a spool file, names every failure."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import httpx

from editor.providers import codec, errors, outgoing
from editor.providers.call import (
    Call,
    Clock,
    IsWanted,
    Limits,
    OnBytes,
    OnSent,
    ended,
    named_failures,
    too_slow,
    watched,
)
from editor.providers.catalogue import ImageModel
from editor.providers.messages import ImageRequest
from editor.providers.outgoing import Body
from editor.providers.slip import OnStep
from editor.providers.surfaces import EMBEDDED, Surface
from editor.providers.tokens import Access, Key, KeyHeader, Scrubber
from editor.providers.transport import Lane, Lanes

ERROR_BYTES_MAX: Final = 1_000_000
PROGRESS_EVERY_S: Final = 0.25
KEPT_ALIVE_S: Final = 60.0


@dataclass(frozen=True, slots=True)
class Delivery:
    """An answer that arrived whole: its HTTP status, bytes on the wire both ways, seconds until it began."""

    status: int
    request_bytes: int
    response_bytes: int
    first_byte_s: float


class WireClient:
    """One surface's client, safe to use from many threads. `is_http2` lets a TLS server choose HTTP/2."""

    def __init__(
        self,
        surface: Surface,
        access: Access | Key,
        transport: httpx.BaseTransport | None = None,
        limits: Limits | None = None,
        *,
        is_http2: bool = True,
        clock: Clock = time.monotonic,
    ) -> None:
        self._surface = surface
        self._access = access if isinstance(access, Access) else KeyHeader(surface.header, access)
        self._transport = transport
        self._limits = limits or Limits()
        self._is_http2 = is_http2
        self._clock = clock
        # Made once and for the network alone: reading the system's certificates takes longer than a connection.
        self._tls = httpx.create_ssl_context() if transport is None else True
        self._lanes = Lanes(self._http, self._limits.connections)

    def generate(
        self,
        request: ImageRequest,
        model: ImageModel,
        *,
        spool: Path,
        request_id: str = "",
        on_bytes: OnBytes = lambda _received, _total: None,
        on_sent: OnSent = lambda: None,
        is_wanted: IsWanted = lambda: True,
        on_step: OnStep = lambda _stage, _share: None,
    ) -> Delivery:
        """Ask for a picture and leave the whole 200 answer in `spool`. Raises `ProviderError`.

        `on_sent` is called once the request is out, `on_bytes` with the bytes received and expected about four times
        a second and at the end. `is_wanted` is asked twice a second from another thread; once it says no, the call
        ends with `NoLongerWanted`. `on_step` hears from that thread how far the embedded engine has come. Until the
        answer is complete its bytes are in `<spool>.part`.
        """
        body = outgoing.encode(request, model)
        _check_size(body, self._surface)
        hears = (on_bytes, on_sent, is_wanted, on_step)
        call = Call(self._surface, model, self._limits, self._clock, *hears, started_s=self._clock())
        try:
            return self._carry(call, body, request_id, spool)
        except errors.ProviderError as fault:
            # The frames and exceptions below go: they hold the request, and what was received, which may quote the key.
            fault.__context__ = None
            if self._surface.name == EMBEDDED:
                fault.billed = "no"  # whatever ended it
            raise fault.with_traceback(None) from None

    def close(self) -> None:
        """Close the connections, once no call is under way."""
        self._lanes.close()

    def _carry(self, call: Call, body: Body, request_id: str, spool: Path) -> Delivery:
        limits = self._limits
        call.timeouts |= {"connect": limits.connect_s, "pool": limits.connect_s, "write": limits.send_s}
        call.timeouts["read"] = min(limits.first_byte_s, call.total_s)
        with named_failures(call), self._lanes.one(limits.connect_s) as lane, watched(call, lane.cut):
            answer = lane.http.send(self._outgoing(call, lane, body, request_id), stream=True)
            first_byte_s = call.elapsed_s()
            try:
                self._receive(call, answer, spool)
            finally:
                answer.close()
        return Delivery(answer.status_code, body.byte_count, call.received, first_byte_s)

    def _http(self) -> httpx.Client:
        return httpx.Client(
            transport=self._transport,
            auth=self._access,
            headers={"user-agent": "overpaint/0.1", "content-type": "application/json"},
            verify=self._tls,
            http2=self._is_http2,
            limits=httpx.Limits(max_connections=1, keepalive_expiry=KEPT_ALIVE_S),
            follow_redirects=False,
        )

    def _outgoing(self, call: Call, lane: Lane, body: Body, request_id: str) -> httpx.Request:
        def trace(event: str, info: Mapping[str, Any]) -> None:
            lane.hear(event, info)
            call.hear(event, info)

        headers = {"content-length": str(body.byte_count)}
        if request_id:
            headers["x-request-id"] = request_id
        return lane.http.build_request(
            "POST",
            self._surface.url(call.model.wire_id(self._surface.name)),
            content=body,
            headers=headers,
            # The dictionary itself is handed on: `_receive` shortens the read limit in it once the answer begins.
            extensions={"timeout": call.timeouts, "trace": trace},
        )

    def _receive(self, call: Call, answer: httpx.Response, spool: Path) -> None:
        call.has_answer = True
        call.timeouts["read"] = min(call.limits.stall_s, max(call.total_s - call.elapsed_s(), 0.001))
        if answer.status_code != 200:
            raise self._refusal(call, answer) from None
        self._access.accepted()
        call.total = _length(answer)
        part = spool.with_name(spool.name + ".part")
        try:
            self._spool(call, answer, part)
            part.replace(spool)
        except OSError as fault:
            raise errors.SpoolFailed(f"The answer could not be written: {fault.strerror}.", http_status=200) from None
        finally:
            part.unlink(missing_ok=True)

    def _refusal(self, call: Call, answer: httpx.Response) -> errors.ProviderError:
        body = Scrubber(self._access.secrets()).whole(_error_body(call, answer))
        error = codec.error_from(answer.status_code, body, answer.headers, surface=self._surface, model=call.model)
        if answer.status_code == 401:
            error.retryable = self._access.refused(answer.request)
        return error

    def _spool(self, call: Call, answer: httpx.Response, part: Path) -> None:
        """Stream the body into a file and make it durable. Some services quote the key they were sent."""
        with part.open("wb") as file:
            for chunk in Scrubber(self._access.secrets()).stream(_arriving(call, answer)):
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        call.on_bytes(call.received, call.total)


def _check_size(body: Body, surface: Surface) -> None:
    """Refuse here what the surface would refuse after the upload."""
    limit, file_limit = surface.inline_limit_bytes, surface.file_limit_bytes
    sentence = ""
    if file_limit and body.largest_file_bytes > file_limit:
        size_mb, label = body.largest_file_bytes / 1e6, surface.label
        sentence = f"A picture of {size_mb:.1f} MB cannot be sent: {label} takes up to {file_limit / 1e6:.0f} MB each."
    elif body.byte_count > limit:
        sentence = f"The request is {body.byte_count / 1e6:.1f} MB: {surface.label} takes up to {limit / 1e6:.0f} MB."
    if sentence:
        raise errors.RequestTooLarge(sentence, reason="TOO_LARGE_TO_SEND")


def _arriving(call: Call, answer: httpx.Response) -> Iterator[bytes]:
    """The body as it comes, telling progress on the way."""
    told_s = call.clock()
    unpacked = 0
    for chunk in answer.iter_bytes():
        unpacked += len(chunk)
        call.received = answer.num_bytes_downloaded
        _check(call, unpacked)
        yield chunk
        if call.clock() - told_s >= PROGRESS_EVERY_S:
            told_s = call.clock()
            call.on_bytes(call.received, call.total)
    # A body without a stated length ends where the connection does, also where the watch cut it.
    cut = ended(call) if call.total is None else None
    if cut:
        raise cut


def _check(call: Call, unpacked: int) -> None:
    if unpacked > call.limits.reply_bytes:
        limit_mb = call.limits.reply_bytes / 1e6
        sentence = f"{call.surface.label} sent more than {limit_mb:.0f} MB. The rest was not taken."
        raise errors.ReplyTooLarge(sentence, reason="REPLY_TOO_LARGE", http_status=200)
    if call.elapsed_s() > call.total_s:
        raise too_slow(call)


def _error_body(call: Call, answer: httpx.Response) -> bytes:
    """The beginning of an error answer. An answer that breaks off is still an error of this status."""
    body = bytearray()
    for chunk in _until_broken(answer.iter_bytes()):
        body += chunk
        if len(body) >= ERROR_BYTES_MAX or call.elapsed_s() > call.total_s:
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
