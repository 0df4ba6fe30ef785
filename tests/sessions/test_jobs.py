"""Jobs: claimed once, in a fair order, and ended only by whoever holds the fence."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.utils import timezone

from sessions.errors import FenceLost
from sessions.models import Job, JobState, Queue, Session, Status, Turn
from sessions.services import jobs, turns
from sessions.services.turns import Ending
from tests import factories

pytestmark = pytest.mark.django_db


def take(worker: str = "w", queue: Queue = Queue.PREVIEW, *, lease_s: float = 30, skip: tuple[str, ...] = ()) -> int:
    """Id of the turn that is claimed next, 0 for none."""
    lease = jobs.claim(worker, queue, lease_s=lease_s, skip_surfaces=skip)
    return lease.turn_id if lease else 0


def take_all(queue: Queue = Queue.PREVIEW) -> list[int]:
    found = []
    while turn_id := take(queue=queue):
        found.append(turn_id)
    return found


def make_late(turn: Turn) -> None:
    Job.objects.filter(turn=turn).update(leased_until=timezone.now() - timedelta(seconds=1))


def test_first_come_first_served(alice: User) -> None:
    session = factories.session(alice)
    made = [factories.queued(session).pk for _ in range(4)]
    assert take_all() == made
    assert take() == 0


def test_two_people_take_turns(alice: User, bob: User) -> None:
    hers, his = factories.session(alice), factories.session(bob)
    a = [factories.queued(hers).pk for _ in range(4)]
    b = [factories.queued(his).pk for _ in range(2)]
    assert take_all() == [a[0], b[0], a[1], b[1], a[2], a[3]]


def test_a_lease_that_ran_out_counts_for_nobody(alice: User, bob: User) -> None:
    first = factories.queued(factories.session(alice))
    second, third = factories.queued(factories.session(alice)), factories.queued(factories.session(bob))
    assert take() == first.pk
    turns.cancel(first, "")
    assert [take(), take()] == [second.pk, third.pk]


def test_finals_wait_in_their_own_queue(alice: User) -> None:
    session = factories.session(alice)
    final = factories.queued(session, queue=Queue.FINAL)
    preview = factories.queued(session)
    assert (take(queue=Queue.PREVIEW), take(queue=Queue.PREVIEW)) == (preview.pk, 0)
    assert take(queue=Queue.FINAL) == final.pk


@pytest.mark.parametrize("status", [Status.QUEUED, Status.RUNNING])
def test_child_waits_for_its_parent(alice: User, status: Status) -> None:
    session = factories.session(alice)
    parent = factories.opened(session)
    Turn.objects.filter(pk=parent.pk).update(status=status)
    child = factories.queued(session, parent)
    assert take() == 0
    turns.finish(parent, Ending(Status.DONE, output=factories.asset()))
    assert take() == child.pk


def test_full_surface_is_passed_over(alice: User) -> None:
    session = factories.session(alice)
    factories.queued(session, surface="embedded")
    other = factories.queued(session, surface="gemini")
    assert not jobs.has_ready(Queue.PREVIEW, skip_surfaces=("embedded", "gemini"))
    assert jobs.has_ready(Queue.PREVIEW, skip_surfaces=("embedded",))
    assert take(skip=("embedded",)) == other.pk
    assert take(skip=("embedded",)) == 0


def test_fence_grows_with_every_claim(alice: User) -> None:
    turn = factories.queued(factories.session(alice))
    first = factories.lease(turn)
    make_late(turn)
    second = factories.lease(turn, "other")
    assert (first.fence, second.fence) == (1, 2)
    assert not jobs.is_held(first)
    assert jobs.is_held(second)


def test_lost_fence_writes_nothing(alice: User) -> None:
    turn = factories.queued(factories.session(alice))
    lost = factories.lease(turn)
    make_late(turn)
    held = factories.lease(turn, "other")

    @transaction.atomic
    def commit() -> None:
        turns.finish(turn, Ending(Status.DONE, output=factories.asset()))
        jobs.end(lost)

    with pytest.raises(FenceLost):
        commit()
    assert Turn.objects.get().status == Status.QUEUED
    assert Session.objects.get().head is None
    jobs.end(held)


def test_job_ends_once(alice: User) -> None:
    lease = factories.lease(factories.queued(factories.session(alice)))
    jobs.end(lease)
    with pytest.raises(FenceLost):
        jobs.end(lease)


def test_renewed_lease_is_not_taken(alice: User) -> None:
    turn = factories.queued(factories.session(alice))
    lease = factories.lease(turn, "me")
    make_late(turn)
    jobs.renew("me", [lease.job_id], lease_s=30)
    assert not jobs.has_ready(Queue.PREVIEW)
    assert take() == 0


def test_only_the_holder_renews(alice: User) -> None:
    turn = factories.queued(factories.session(alice))
    lease = factories.lease(turn, "me")
    make_late(turn)
    jobs.renew("somebody else", [lease.job_id], lease_s=30)
    assert take() == turn.pk


def test_take_over_frees_the_dead_and_spares_the_rest(alice: User) -> None:
    session = factories.session(alice)
    mine, others, ended = (factories.queued(session) for _ in range(3))
    take("in-process-1"), take("celery-1")
    jobs.end(jobs.claim("in-process-1", Queue.PREVIEW, lease_s=30))  # type: ignore[arg-type]
    assert jobs.take_over("in-process") == 1
    states = {turn.pk: Job.objects.get(turn=turn).state for turn in (mine, others, ended)}
    assert list(states.values()) == [JobState.READY, JobState.LEASED, JobState.ENDED]


def test_line_and_place(alice: User) -> None:
    session = factories.session(alice)
    made = [factories.queued(session) for _ in range(3)]
    take()
    assert [job.turn for job in jobs.line(Queue.PREVIEW)] == made[1:]
    assert jobs.place_in_line(made[2].job) == 2
    assert jobs.open_count(alice) == 3


def test_account_is_passed_over(alice: User, bob: User) -> None:
    factories.queued(factories.session(alice))
    his = factories.queued(factories.session(bob), surface="embedded")
    assert not jobs.has_ready(Queue.PREVIEW, skip_accounts=(alice.pk, bob.pk))
    assert not jobs.has_ready(Queue.PREVIEW, skip_accounts=(alice.pk,), skip_surfaces=("embedded",))
    assert jobs.has_ready(Queue.PREVIEW, skip_accounts=(alice.pk,))
    lease = jobs.claim("w", Queue.PREVIEW, lease_s=30, skip_accounts=(alice.pk,), skip_surfaces=("gemini",))
    assert lease is not None
    assert lease.turn_id == his.pk
    assert jobs.claim("w", Queue.PREVIEW, lease_s=30, skip_accounts=(alice.pk, bob.pk)) is None


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_take_the_same_job(alice: User) -> None:
    session = factories.session(alice)
    made = {factories.queued(session).pk for _ in range(40)}
    taken: list[list[int]] = [[], [], [], []]

    def work(mine: list[int], name: str) -> None:
        while turn_id := take(name):
            mine.append(turn_id)
        connection.close()

    threads = [threading.Thread(target=work, args=(mine, f"w{n}")) for n, mine in enumerate(taken)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    flat = [turn_id for mine in taken for turn_id in mine]
    assert sorted(flat) == sorted(made)
    assert set(Job.objects.values_list("fence", flat=True)) == {1}
