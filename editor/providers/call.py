"""One call under way: its limits, what is known of it so far, and the name of whatever ends it early."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final, TypeAlias

import httpx

from editor.providers import errors
from editor.providers.catalogue import ImageModel
from editor.providers.surfaces import Surface

OnBytes: TypeAlias = Callable[[int, int | None], None]
OnSent: TypeAlias = Callable[[], None]
Clock: TypeAlias = Callable[[], float]

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


@dataclass(slots=True)
class Call:
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


@contextmanager
def named_failures(call: Call) -> Iterator[None]:
    """Give the HTTP library's exceptions our names. Their chain is cut: it holds the request."""
    try:
        yield
    except (httpx.HTTPError, httpx.InvalidURL) as fault:
        raise _named(call, fault) from None


def _named(call: Call, fault: httpx.HTTPError | httpx.InvalidURL) -> errors.ProviderError:
    label, after = call.surface.label, f"after {call.elapsed_s():.0f} s"
    match fault:
        case httpx.ConnectTimeout() | httpx.PoolTimeout():
            return errors.TimedOutConnecting(f"{label} could not be reached within {call.limits.connect_s:.0f} s.")
        case httpx.WriteTimeout():
            return errors.TimedOutSending(f"{label} stopped taking the request {after}.")
        case httpx.ReadTimeout():
            return too_slow(call)
        case httpx.ConnectError() | httpx.ProxyError() | httpx.UnsupportedProtocol() | httpx.InvalidURL():
            return errors.ConnectionFailed(f"{label} could not be reached. Nothing was sent.")
        case httpx.DecodingError():
            return errors.BadReply(f"{label} sent an answer that cannot be unpacked.", reason="NOT_DECODABLE")
    billed: errors.Billed = "maybe" if call.is_sent else "no"
    sentence = f"The call to {label} broke off {after}. {_arrived(call)}"
    return errors.ConnectionBroken(sentence, reason=type(fault).__name__, billed=billed)


def too_slow(call: Call) -> errors.TimedOut:
    after = f"{call.elapsed_s():.0f} s"
    if call.has_answer:
        return errors.TimedOutReceiving(f"{call.surface.label} did not finish its answer in {after}. {_arrived(call)}")
    return errors.TimedOutWaiting(f"{call.surface.label} did not begin to answer in {after}. Nothing arrived.")


def _arrived(call: Call) -> str:
    if not call.received:
        return "Nothing arrived."
    of = f" of {call.total / 1e6:.1f}" if call.total else ""
    return f"{call.received / 1e6:.1f}{of} MB arrived, too little to show."
