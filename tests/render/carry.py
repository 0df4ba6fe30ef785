"""The pipeline as the dispatcher runs it, in the test's own thread; waits are taken as waited."""

from __future__ import annotations

from django.utils import timezone

from editor.render import pipeline
from sessions.models import OPEN, Job, Turn
from tests import factories

ROUNDS_MAX = 12


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
