"""The one client for `generateContent`: sends a request, streams the answer to a spool file, names every failure."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeAlias

import httpx

from editor.providers import codec, errors
from editor.providers.catalogue import ImageModel
from editor.providers.messages import ImageRequest
from editor.providers.surfaces import Key, Surface

OnBytes: TypeAlias = Callable[[int, int | None], None]
OnSent: TypeAlias = Callable[[], None]
Clock: TypeAlias = Callable[[], float]

ERROR_BYTES_MAX: Final = 1_000_000
PROGRESS_EVERY_S: Final = 0.25
_SENT: Final = ".send_request_body.complete"


@dataclass(frozen=True, slots=True)
class Limits:
    """How long each stage may take, in seconds, and how large an answer may be, in bytes.

    A pause inside the body may last `stall_s`; the total is checked at every piece, so it is kept to within that.
    """

    connect_s: float = 10.0
    send_s: float = 60.0
    first_byte_s: float = 240.0
    stall_s: float = 30.0
    total_s: float = 300.0
    reply_bytes: int = 200_000_000
    connections: int = 64


class _KeyHeader(httpx.Auth):
    """Puts the key into its header at the last moment, so that no request we build holds it."""

    def __init__(self, header: str, key: Key) -> None:
        self._header = header
        self._key = key

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        if self._header and self._key.reveal():
            request.headers[self._header] = self._key.reveal()
        yield request


@dataclass(slots=True)
class _Call:
    """What is known of one call while it runs."""

    surface: Surface
    model: ImageModel
    limits: Limits
    clock: Clock
    on_bytes: OnBytes
    on_sent: OnSent
    started_s: float
    is_sent: bool = False
    has_answer: bool = False
    received: int = 0
    total: int | None = None
    timeouts: dict[str, float] = field(default_factory=dict)

    def trace(self, event: str, _info: object) -> None:
        """Hear the transport's steps; the one that counts is the last byte of the request going out."""
        if event.endswith(_SENT) and not self.is_sent:
            self.is_sent = True
            self.on_sent()

    def elapsed_s(self) -> float:
        return self.clock() - self.started_s


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
        call = _Call(self._surface, model, self._limits, self._clock, on_bytes, on_sent, self._clock())
        limits = self._limits
        call.timeouts |= {"connect": limits.connect_s, "pool": limits.connect_s, "write": limits.send_s}
        call.timeouts["read"] = min(limits.first_byte_s, limits.total_s)
        outgoing = self._http.build_request(
            "POST",
            self._surface.url(request.model),
            content=codec.encode(request, model),
            # The dictionary itself is handed on: `_receive` shortens the read limit in it once the answer begins.
            extensions={"timeout": call.timeouts, "trace": call.trace},
        )
        with _named_failures(call):
            answer = self._http.send(outgoing, stream=True)
            try:
                return self._receive(call, answer, spool)
            finally:
                answer.close()

    def close(self) -> None:
        """Close the pool. Calls that are under way end with `ConnectionBroken`."""
        self._http.close()

    def _receive(self, call: _Call, answer: httpx.Response, spool: Path) -> int:
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
            _write(call, answer, part)
            part.replace(spool)
        finally:
            part.unlink(missing_ok=True)
        return answer.status_code

    def _without_key(self, body: bytes) -> bytes:
        """Some services quote the key they refuse."""
        secret = self._key.reveal().encode()
        return body.replace(secret, b"***") if secret else body


def _write(call: _Call, answer: httpx.Response, part: Path) -> None:
    """Stream the body into a file and make it durable, telling progress on the way."""
    told_s = call.clock()
    written = 0
    with part.open("wb", buffering=0) as file:
        for chunk in answer.iter_bytes():
            file.write(chunk)
            written += len(chunk)
            call.received = answer.num_bytes_downloaded
            _check(call, written)
            if call.clock() - told_s >= PROGRESS_EVERY_S:
                told_s = call.clock()
                call.on_bytes(call.received, call.total)
        os.fsync(file.fileno())
    call.on_bytes(call.received, call.total)


def _check(call: _Call, written: int) -> None:
    if written > call.limits.reply_bytes:
        limit_mb = call.limits.reply_bytes / 1e6
        sentence = f"{call.surface.label} sent more than {limit_mb:.0f} MB. The rest was not taken."
        raise errors.ReplyTooLarge(sentence, reason="REPLY_TOO_LARGE", http_status=200)
    if call.elapsed_s() > call.limits.total_s:
        raise _too_slow(call)


def _error_body(call: _Call, answer: httpx.Response) -> bytes:
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


@contextmanager
def _named_failures(call: _Call) -> Iterator[None]:
    """Give the HTTP library's exceptions our names. Their chain is cut: it holds the request."""
    try:
        yield
    except httpx.HTTPError as fault:
        raise _named(call, fault) from None


def _named(call: _Call, fault: httpx.HTTPError) -> errors.ProviderError:
    label, after = call.surface.label, f"after {call.elapsed_s():.0f} s"
    match fault:
        case httpx.ConnectTimeout() | httpx.PoolTimeout():
            return errors.TimedOutConnecting(f"{label} could not be reached within {call.limits.connect_s:.0f} s.")
        case httpx.WriteTimeout():
            return errors.TimedOutSending(f"{label} stopped taking the request {after}.")
        case httpx.ReadTimeout():
            return _too_slow(call)
        case httpx.ConnectError() | httpx.ProxyError() | httpx.UnsupportedProtocol():
            return errors.ConnectionFailed(f"{label} could not be reached. Nothing was sent.")
        case httpx.DecodingError():
            return errors.BadReply(f"{label} sent an answer that cannot be unpacked.", reason="NOT_DECODABLE")
    billed: errors.Billed = "maybe" if call.is_sent else "no"
    sentence = f"The call to {label} broke off {after}. {_arrived(call)}"
    return errors.ConnectionBroken(sentence, reason=type(fault).__name__, billed=billed)


def _too_slow(call: _Call) -> errors.TimedOut:
    after = f"{call.elapsed_s():.0f} s"
    if call.has_answer:
        return errors.TimedOutReceiving(f"{call.surface.label} did not finish its answer in {after}. {_arrived(call)}")
    return errors.TimedOutWaiting(f"{call.surface.label} did not begin to answer in {after}. Nothing arrived.")


def _arrived(call: _Call) -> str:
    if not call.received:
        return "Nothing arrived."
    of = f" of {call.total / 1e6:.1f}" if call.total else ""
    return f"{call.received / 1e6:.1f}{of} MB arrived, too little to show."
