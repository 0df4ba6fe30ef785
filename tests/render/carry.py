"""The pipeline as the dispatcher runs it: in the test's own thread, waits taken as waited, or in one beside it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection
from django.utils import timezone

from editor.render import pipeline
from sessions.models import OPEN, Job, Turn
from sessions.services.jobs import Lease
from tests import factories

ROUNDS_MAX = 12
LOOK_S = 0.01


def once(turn: Turn) -> Turn:
    """One run of the pipeline: the turn ends, or its job is put off."""
    pipeline.render(factories.lease(turn))
    return Turn.objects.with_picture().get(pk=turn.pk)


def carry(turn: Turn) -> Turn:
    """Run the pipeline until the turn has ended."""
    for _ in range(ROUNDS_MAX):
        ended = once(turn)
        if ended.status not in OPEN:
            return ended
        Job.objects.filter(turn=turn).update(run_after=timezone.now())
    raise AssertionError(f"v{turn.number} was put off {ROUNDS_MAX} times")


@contextmanager
def rendering(lease: Lease) -> Iterator[None]:
    """Run the pipeline in a thread of its own, which has ended when this returns."""

    def work() -> None:
        pipeline.render(lease)
        connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    yield
    thread.join(timeout=60)
    assert not thread.is_alive()


def until(true: Callable[[], bool], limit_s: float = 20) -> None:
    """Wait for what another thread brings about: a poll, since it shows only in the database or at the stub."""
    deadline = time.monotonic() + limit_s
    while not true():
        assert time.monotonic() < deadline
        time.sleep(LOOK_S)
