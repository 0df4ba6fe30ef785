"""The dispatcher: one per data folder, takes over the dead, never starves a queue, outlives a database error."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.db import OperationalError, connections
from django.utils import timezone

from editor.emulator.child import Emulator
from editor.render import dispatch, plan, settle, submit
from editor.render.dispatch import AlreadyRunning, Dispatcher
from editor.render.wait import dispatching, until_ended
from sessions.models import Attempt, Job, JobState, Queue, Session, Stage, Status, Turn
from sessions.services import jobs
from sessions.services.jobs import Lease
from sessions.services.turns import Ending
from tests import factories
from tests.render.carry import until

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _threads_close_their_connections() -> Iterator[None]:
    yield
    connections.close_all()


def test_submitted_turn_is_carried_out(stub: Emulator, alice: User) -> None:
    with Dispatcher():
        turn = until_ended(submit.start(alice, key="k", ask=factories.ask()))
    assert turn.status == Status.DONE
    assert Session.objects.get().head == turn


def test_chain_sent_at_once_is_carried_to_its_end(stub: Emulator, alice: User) -> None:
    with Dispatcher():
        turn = submit.start(alice, key="k", ask=factories.ask())
        for number in range(3):
            turn = submit.adjust(alice, turn, factories.ask(f"step {number}"), key=f"k{number}")
        until_ended(turn)
    assert set(Turn.objects.values_list("status", flat=True)) == {Status.DONE}
    assert Session.objects.get().head == turn
    assert [each["pictures"] for each in stub.calls()] == [0, 1, 2, 3]


def test_only_one_dispatcher_per_data_folder() -> None:
    with Dispatcher():
        with pytest.raises(AlreadyRunning):
            Dispatcher().__enter__()
        with dispatching() as is_ours:
            assert not is_ours
    with dispatching() as is_ours:
        assert is_ours


def test_jobs_of_a_dead_process_are_taken_over_at_once(stub: Emulator, session: Session) -> None:
    turn = factories.queued(session)
    factories.lease(turn, "in-process-99999", lease_s=3600)
    with Dispatcher():
        assert until_ended(turn, limit_s=20).status == Status.DONE


def test_calls_run_side_by_side(stub: Emulator, alice: User, bob: User) -> None:
    stub.latency(4)
    made = [factories.queued(factories.session(user)) for user in (alice, bob) for _ in range(4)]
    with Dispatcher():
        for turn in made:
            assert until_ended(turn).status == Status.DONE
    calls = stub.calls()
    overlaps = [sum(other["at"] <= each["at"] < other["answered_at"] for other in calls) for each in calls]
    assert max(overlaps) >= 4


def test_full_engine_holds_up_nobody_else(
    session: Session, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.ENGINE_PROCESSES = 1
    go_on = threading.Event()

    def slow(lease: Lease) -> None:
        go_on.wait(20)
        settle.fail(Turn.objects.get(pk=lease.turn_id), lease, Ending(Status.FAILED))

    monkeypatch.setattr(dispatch.pipeline, "render", slow)
    drawn = [factories.queued(session, surface="embedded") for _ in range(3)]
    called = [factories.queued(session, surface="gemini") for _ in range(3)]
    with Dispatcher():
        until(lambda: Job.objects.filter(state=JobState.LEASED).count() == 4)
        leased = set(Job.objects.filter(state=JobState.LEASED).values_list("turn_id", flat=True))
        assert leased == {drawn[0].pk, *(turn.pk for turn in called)}
        go_on.set()
        until(lambda: not Job.objects.exclude(state=JobState.ENDED).exists())


def test_slow_final_delays_no_edit(stub: Emulator, session: Session, settings: LazySettings) -> None:
    settings.FINAL_THREADS = 1
    stub.script({"latency_s": 3})
    with Dispatcher():
        final = factories.queued(session, queue=Queue.FINAL)
        until(lambda: Attempt.objects.filter(turn=final).exists() and len(stub.calls()) == 1)
        edit = until_ended(factories.queued(session))
        assert edit.status == Status.DONE
        assert Turn.objects.get(pk=final.pk).status == Status.RUNNING
        assert until_ended(final).status == Status.DONE


def test_waiting_people_learn_their_place(
    stub: Emulator, session: Session, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.PREVIEW_THREADS = 1
    made = [factories.queued(session) for _ in range(3)]
    with Dispatcher():
        for turn in made:
            until_ended(turn)
    places = [event.data["place"] for event in made[2].events.filter(stage=Stage.WAITING)]
    assert places == [2, 1]


def test_database_error_does_not_end_the_dispatcher(
    stub: Emulator, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    has_ready, failed = jobs.has_ready, threading.Event()

    def locked_once(*args: object, **kwargs: object) -> bool:
        if not failed.is_set():
            failed.set()
            raise OperationalError("database is locked")
        return has_ready(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(dispatch.jobs, "has_ready", locked_once)
    turn = factories.queued(session)
    with Dispatcher():
        assert until_ended(turn).status == Status.DONE
    assert failed.is_set()


def test_render_that_breaks_ends_and_the_next_goes_on(
    stub: Emulator, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    make, first = plan.make, factories.queued(session)

    def broken_for_the_first(turn: Turn, *place: object) -> object:
        if turn.pk == first.pk:
            raise ZeroDivisionError
        return make(turn, *place)  # type: ignore[arg-type]

    monkeypatch.setattr(plan, "make", broken_for_the_first)
    second = factories.queued(session)
    with Dispatcher():
        assert until_ended(first).status == Status.FAILED
        assert until_ended(second).status == Status.DONE


def test_leases_are_renewed_while_a_call_lasts(stub: Emulator, session: Session, settings: LazySettings) -> None:
    settings.LEASE_S = 0.6
    stub.latency(1.5)
    turn = factories.queued(session)
    with Dispatcher():
        assert until_ended(turn).status == Status.DONE
    assert (len(stub.calls()), Job.objects.get().fence) == (1, 1)


def test_sleep_of_the_machine_makes_no_second_call(stub: Emulator, session: Session) -> None:
    stub.latency(1.5)
    turn = factories.queued(session)
    with Dispatcher():
        until(lambda: len(stub.calls()) == 1)
        Job.objects.update(leased_until=timezone.now() - timedelta(hours=8))
        dispatch.wake()
        assert until_ended(turn).status == Status.DONE
    assert (len(stub.calls()), Job.objects.get().fence) == (1, 1)


def test_stopping_waits_for_what_is_in_flight(stub: Emulator, session: Session) -> None:
    stub.latency(0.5)
    turn = factories.queued(session)
    with Dispatcher():
        until(lambda: len(stub.calls()) == 1)
    assert Turn.objects.get(pk=turn.pk).status == Status.DONE
    assert Job.objects.get().state == JobState.ENDED


def test_waiting_has_a_limit(session: Session) -> None:
    turn = factories.queued(session)
    with pytest.raises(TimeoutError, match="goes on in the background"):
        until_ended(turn, limit_s=0.1)
