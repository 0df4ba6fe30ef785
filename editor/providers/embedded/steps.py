"""How far a drawing has come, told to whoever asked for it; and the moment to stop when nobody does any more."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Hears a stage in a few plain words and the share of the whole, 0..1. May raise Unwanted.
Listener = Callable[[str, float], None]


class Unwanted(Exception):
    """The picture is no longer wanted: drawing ends at the next step."""


_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)
_told: ContextVar[float] = ContextVar("told", default=0.0)
_span: ContextVar[tuple[str, float, float]] = ContextVar("span", default=("Drawing", 0.0, 1.0))


@contextmanager
def heard_by(listener: Listener | None) -> Iterator[None]:
    """Tell every step made inside to `listener`."""
    token, told = _listener.set(listener), _told.set(0.0)
    try:
        yield
    finally:
        _listener.reset(token)
        _told.reset(told)


@contextmanager
def span(stage: str, start: float, end: float) -> Iterator[None]:
    """Steps made inside belong to `stage` and fill the part `start`..`end` of what is around them."""
    _, low, high = _span.get()
    token = _span.set((stage, low + (high - low) * start, low + (high - low) * end))
    try:
        done(0.0)
        yield
    finally:
        _span.reset(token)


def done(share: float) -> None:
    """`share` (0..1) of the stage at hand is done. Raises Unwanted where the picture is no longer wanted.

    Every loop over bands of rows calls this once a band: it costs nothing where nobody listens.
    """
    listener = _listener.get()
    if listener is not None:
        stage, low, high = _span.get()
        _told.set(low + (high - low) * min(1.0, max(0.0, share)))
        listener(stage, _told.get())


def go_on() -> None:
    """Raises Unwanted where the picture is no longer wanted; no more is done than was told last."""
    listener = _listener.get()
    if listener is not None:
        listener(_span.get()[0], _told.get())
