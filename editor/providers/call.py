"""One call under way: its limits, what is known of it so far, and the name of whatever ends it early."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

import httpx

from editor.providers import errors
from editor.providers.catalogue import ImageModel
from editor.providers.slip import OnStep, Slip
from editor.providers.surfaces import EMBEDDED, Surface

OnBytes: TypeAlias = Callable[[int, int | None], None]
OnSent: TypeAlias = Callable[[], None]
IsWanted: TypeAlias = Callable[[], bool]
Clock: TypeAlias = Callable[[], float]

_SENDING: Final = ".send_request_body.started"
_SENT: Final = ".send_request_body.complete"
_DRAWS: Final = ".drawing.started"
LOOK_EVERY_S: Final = 0.5
LOOK_AT_DRAWING_S: Final = 0.25  # it tells of its steps, and a stop of it is meant to be felt


@dataclass(frozen=True, slots=True)
class Limits:
    """How long each stage may take, in seconds, and how large an answer may be, in bytes.

    A pause inside the body may last `stall_s`. The total holds from the first attempt to connect to the last byte;
    a model may have a lower one of its own.
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
    """What is known of one call while it runs. `cut_for` says why the watch ended it, if it did."""

    surface: Surface
    model: ImageModel
    limits: Limits
    clock: Clock
    on_bytes: OnBytes
    on_sent: OnSent
    is_wanted: IsWanted
    on_step: OnStep
    started_s: float
    is_for_proxy: bool = False
    is_sent: bool = False
    has_answer: bool = False
    received: int = 0
    total: int | None = None
    cut_for: Literal["", "total", "unwanted"] = ""
    timeouts: dict[str, float] = field(default_factory=dict)
    slip: Slip | None = None

    def hear(self, event: str, info: Mapping[str, object]) -> None:
        """Hear the transport's steps: the last byte of the request going out, and the slip of a drawing."""
        if event.endswith(_SENDING):
            # A proxy is first sent a CONNECT, whose last byte is not ours.
            self.is_for_proxy = getattr(info.get("request"), "method", b"") == b"CONNECT"
        elif event.endswith(_SENT) and not self.is_for_proxy and not self.is_sent:
            self.is_sent = True
            self.on_sent()
        elif event.endswith(_DRAWS):
            slip = info.get("slip")
            self.slip = slip if isinstance(slip, Slip) else None

    def elapsed_s(self) -> float:
        return self.clock() - self.started_s

    @property
    def look_every_s(self) -> float:
        """Seconds between two looks of the watch."""
        return LOOK_AT_DRAWING_S if self.surface.name == EMBEDDED else LOOK_EVERY_S

    @property
    def total_s(self) -> float:
        """The limit of the whole call: the model's own, or ours where that is lower."""
        return min(self.limits.total_s, self.model.timeout_s)


@contextmanager
def watched(call: Call, cut: Callable[[], None]) -> Iterator[None]:
    """Cut the connection of a call that is no longer wanted or has had its time, whatever it is waiting for.

    The reading thread cannot look up while it waits, and a shorter read limit would lose the answer: another thread
    looks twice a second. It has ended when this returns, so it never touches the connection's next call.
    A drawing of the embedded engine tells the same watch how far it has come, and ends at its next step.
    """
    is_over = threading.Event()

    def look() -> None:
        while not is_over.wait(min(call.look_every_s, max(call.total_s - call.elapsed_s(), 0.05))):
            if not call.cut_for and call.elapsed_s() > call.total_s:
                call.cut_for = "total"
            if not call.cut_for and not call.is_wanted():
                call.cut_for = "unwanted"
            if call.cut_for:  # again and again: there may have been no connection yet
                cut()
            if call.slip and call.cut_for:
                call.slip.stop()
            elif call.slip:
                call.slip.tell(call.on_step)

    watch = threading.Thread(target=look, name="wire-watch", daemon=True)
    watch.start()
    try:
        yield
    finally:
        is_over.set()
        watch.join()


@contextmanager
def named_failures(call: Call) -> Iterator[None]:
    """Give the HTTP library's exceptions our names. Their chain is cut: it holds the request."""
    try:
        yield
    except (httpx.HTTPError, httpx.InvalidURL) as fault:
        raise ended(call) or _named(call, fault) from None


def ended(call: Call) -> errors.CallFailed | None:
    """The error of a call that the watch ended, if it did."""
    match call.cut_for:
        case "total":
            return too_slow(call)
        case "unwanted":
            billed: errors.Billed = "maybe" if call.is_sent else "no"
            what = "The drawing" if call.slip else f"The call to {call.surface.label}"
            sentence = f"{what} was given up after {call.elapsed_s():.0f} s."
            return errors.NoLongerWanted(sentence, billed=billed)
    return None


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
    """The time-out of the stage that the call had come to."""
    label, after = call.surface.label, f"{call.elapsed_s():.0f} s"
    if call.has_answer:
        return errors.TimedOutReceiving(f"{label} did not finish its answer in {after}. {_arrived(call)}")
    if not call.is_sent:
        return errors.TimedOutSending(f"{label} had not taken the whole request after {after}.")
    return errors.TimedOutWaiting(f"{label} did not begin to answer in {after}. Nothing arrived.")


def _arrived(call: Call) -> str:
    if not call.received:
        return "Nothing arrived."
    of = f" of {call.total / 1e6:.1f}" if call.total else ""
    return f"{call.received / 1e6:.1f}{of} MB arrived, too little to show."
