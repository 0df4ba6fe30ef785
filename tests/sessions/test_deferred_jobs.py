"""A job that must wait goes back in line without a thread, and is claimed again when its time has come."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from sessions.errors import FenceLost
from sessions.models import Job, JobState, Queue, Status, Turn
from sessions.services import jobs, turns
from tests import factories

pytestmark = pytest.mark.django_db


def take(worker: str = "w", queue: Queue = Queue.PREVIEW, *, lease_s: float = 30, skip: tuple[str, ...] = ()) -> int:
    """Id of the turn that is claimed next, 0 for none."""
    lease = jobs.claim(worker, queue, lease_s=lease_s, skip_surfaces=skip)
    return lease.turn_id if lease else 0


def make_late(turn: Turn) -> None:
    Job.objects.filter(turn=turn).update(leased_until=timezone.now() - timedelta(seconds=1))


def defer(turn: Turn, seconds: float) -> None:
    turns.begin(turn.pk)
    jobs.defer(factories.lease(turn), timezone.now() + timedelta(seconds=seconds))


def test_deferred_job_waits_its_time(alice: User) -> None:
    turn = factories.queued(factories.session(alice))
    defer(turn, 60)
    assert Turn.objects.get().status == Status.QUEUED
    assert (Job.objects.get().worker, Job.objects.get().leased_until) == ("", None)
    assert not jobs.has_ready(Queue.PREVIEW)
    assert take() == 0
    later = timezone.now() + timedelta(seconds=61)
    lease = jobs.claim("w", Queue.PREVIEW, lease_s=30, now=later)
    assert lease is not None
    assert (lease.turn_id, lease.fence) == (turn.pk, 2)


def test_deferred_turn_begins_again_at_its_first_time(alice: User) -> None:
    turn = factories.queued(factories.session(alice))
    defer(turn, -1)
    before = Turn.objects.get().started_at
    assert take() == turn.pk
    begun = turns.begin(turn.pk)
    assert begun is not None
    assert (begun.status, begun.started_at) == (Status.RUNNING, before)


def test_defer_without_the_fence_writes_nothing(alice: User) -> None:
    turn = factories.queued(factories.session(alice))
    lost = factories.lease(turn)
    turns.begin(turn.pk)
    make_late(turn)
    held = factories.lease(turn, "other")
    with pytest.raises(FenceLost):
        jobs.defer(lost, timezone.now())
    assert jobs.is_held(held)
    assert Turn.objects.get().status == Status.RUNNING


def test_cancelled_job_is_not_deferred(alice: User) -> None:
    turn = factories.queued(factories.session(alice))
    lease = factories.lease(turn)
    turns.cancel(turn, "")
    with pytest.raises(FenceLost):
        jobs.defer(lease, timezone.now())
    assert Turn.objects.get().status == Status.CANCELLED


def test_cancel_reaches_a_deferred_job(alice: User) -> None:
    turn = factories.queued(factories.session(alice))
    defer(turn, 60)
    turns.cancel(turn, "")
    assert not Job.objects.filter(state=JobState.READY).exists()
    assert jobs.open_count(alice) == 0


def test_deferred_jobs_are_open_but_not_in_line(alice: User) -> None:
    session = factories.session(alice)
    first = factories.queued(session)
    defer(first, 60)
    second = factories.queued(session)
    assert [job.turn for job in jobs.line(Queue.PREVIEW)] == [second]
    assert jobs.place_in_line(second.job) == 1
    assert (jobs.open_count(alice), jobs.open_count_of_all()) == (2, 2)


def test_child_waits_for_a_deferred_parent(alice: User) -> None:
    session = factories.session(alice)
    parent = factories.queued(session)
    defer(parent, 60)
    factories.queued(session, parent)
    assert take() == 0
