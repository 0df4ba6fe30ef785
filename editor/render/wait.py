"""Carry turns to their end from a command: with a running server's dispatcher, or with one of our own."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator

from editor.render.dispatch import AlreadyRunning, Dispatcher
from sessions.models import OPEN, Turn

LOOK_S = 0.05


@contextlib.contextmanager
def dispatching() -> Iterator[bool]:
    """Make sure that somebody carries jobs out. Yields whether it is this process."""
    dispatcher = Dispatcher()
    try:
        dispatcher.__enter__()
    except AlreadyRunning:
        yield False
        return
    try:
        yield True
    finally:
        dispatcher.__exit__(None, None, None)


def until_ended(turn: Turn, *, limit_s: float = 900) -> Turn:
    """Wait for a turn's end, at most `limit_s` seconds. Raises TimeoutError; the turn itself goes on."""
    deadline = time.monotonic() + limit_s
    while time.monotonic() < deadline:
        fresh = Turn.objects.with_picture().get(pk=turn.pk)
        if fresh.status not in OPEN:
            return fresh
        time.sleep(LOOK_S)  # a poll of the row, which is the only thing that both kinds of dispatcher share
    raise TimeoutError(f"v{turn.number} has not ended after {limit_s:.0f} s; it goes on in the background.")
