"""Stages out and in: a row first, then a nudge; streams follow the rows.

One follower per process reads new rows once for all its streams. In the process that writes, a nudge wakes it at once;
rows of other processes are found by a look every second, which is also what carries the stream if a nudge is lost.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from django.db import transaction

from sessions.models import Event, Session, Stage, Turn
from sessions.services import events, jobs
from sessions.services.jobs import Lease
from sessions.services.writing import writing

_listeners: list[Callable[[], None]] = []
_lock = threading.Lock()


def on_nudge(listener: Callable[[], None]) -> None:
    """Call `listener` (from any thread) after every commit that wrote a stage in this process."""
    with _lock:
        _listeners.append(listener)


def off_nudge(listener: Callable[[], None]) -> None:
    """Stop calling `listener`."""
    with _lock:
        _listeners.remove(listener)


def nudge() -> None:
    """Wake this process's followers."""
    with _lock:
        listeners = list(_listeners)
    for listener in listeners:
        listener()


def publish(turn: Turn, stage: Stage, **data: Any) -> Event:
    """Write a stage; followers hear of it when the transaction commits."""
    event = events.append(turn, stage, **data)
    transaction.on_commit(nudge)
    return event


def publish_end(turn: Turn, stage: Stage) -> Event:
    """Write the last stage of a turn: what it says and, if it has a picture to look at, where that is."""
    data: dict[str, Any] = {"message": turn.message}
    if turn.output and stage in (Stage.DONE, Stage.NEEDS_REVIEW):
        asset = turn.output
        data |= {"url": asset.url, "width": asset.width_px, "height": asset.height_px, "sha256": asset.sha256}
    return publish(turn, stage, **data)


class Stages:
    """Tells the stages of one render, and falls silent once its lease is lost (cancelled, or taken over)."""

    def __init__(self, turn: Turn, lease: Lease) -> None:
        self.turn = turn
        self.lease = lease
        self._held_back: list[tuple[Stage, dict[str, Any]]] = []

    def is_held(self) -> bool:
        """Whether the lease is still ours."""
        return jobs.is_held(self.lease)

    def hold(self, stage: Stage, **data: Any) -> None:
        """Publish together with the next stage, which follows within milliseconds."""
        self._held_back.append((stage, data))

    def say(self, stage: Stage, **data: Any) -> bool:
        """Publish while the lease is held. Returns whether it is."""
        with writing():
            if not jobs.is_held(self.lease):
                return False
            for each, said in (*self._held_back, (stage, data)):
                publish(self.turn, each, **said)
        self._held_back.clear()
        return True


def latest(turn: Turn) -> Event | None:
    """The newest stage of a turn."""
    return events.latest(turn)


def timeline(turn: Turn) -> list[Event]:
    """All stages of a turn, oldest first."""
    return events.timeline(turn)


def last_event_id(session: Session) -> int:
    """Where a stream of this session starts, so that it brings only what the page does not show yet."""
    return events.last_id(session)
