"""Turns open once per key, end once, and are never edited afterwards."""

from __future__ import annotations

import threading
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction

from editor.render import submit
from editor.render.ask import Ask
from sessions.errors import FenceLost, ReadOnly, TurnConflict
from sessions.models import OPEN, AuditEvent, Job, JobState, Session, Status, Turn
from sessions.services import audit, jobs, turns
from sessions.services.turns import Ending
from tests import factories

pytestmark = pytest.mark.django_db


def at_once(*calls: Callable[[], object]) -> list[object]:
    """Run the calls in threads that start together; their results, or what they raised."""
    barrier = threading.Barrier(len(calls))
    results: list[object] = [None] * len(calls)

    def run(index: int, call: Callable[[], object]) -> None:
        barrier.wait()
        try:
            results[index] = call()
        except Exception as problem:  # noqa: BLE001  (the test looks at it)
            results[index] = problem
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def embedded(prompt: str = "a bottle") -> Ask:
    return factories.ask(prompt, model=factories.EMBEDDED_MODEL, surface="embedded")


def test_same_key_twice_is_one_turn(alice: User) -> None:
    first, second = (submit.start(alice, key="once", ask=embedded()) for _ in range(2))
    assert first == second
    assert (Turn.objects.count(), Job.objects.count(), Session.objects.count()) == (1, 1, 1)


def test_another_persons_same_key_is_another_turn(alice: User, bob: User) -> None:
    first = submit.start(alice, key="once", ask=embedded())
    second = submit.start(bob, key="once", ask=embedded())
    assert (first.author, second.author) == (alice, bob)
    assert first != second


def test_one_key_of_two_actions_is_the_first_turn(alice: User) -> None:
    parent = factories.done(factories.session(alice, model=factories.EMBEDDED_MODEL, surface="embedded"))
    first = submit.adjust(alice, parent, embedded("greener"), key="tab")
    assert submit.critique(alice, parent, text="too dark", key="tab") == first


@pytest.mark.django_db(transaction=True)
def test_two_tabs_at_once_make_one_turn(alice: User) -> None:
    parent = factories.done(factories.session(alice))
    made = at_once(*[lambda: submit.adjust(alice, parent, embedded("greener"), key="tab")] * 6)
    assert len(set(made)) == 1
    assert (Turn.objects.exclude(pk=parent.pk).count(), Job.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_starts_at_once_make_one_session(alice: User) -> None:
    made = at_once(*[lambda: submit.start(alice, key="tab", ask=embedded())] * 4)
    assert len(set(made)) == 1
    assert Session.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_numbers_are_given_once_under_a_race(alice: User) -> None:
    session = factories.session(alice)
    at_once(*[lambda: factories.queued(session)] * 8)
    assert sorted(Turn.objects.values_list("number", flat=True)) == list(range(1, 9))


@pytest.mark.parametrize("bad", ["", "x" * 41])
def test_form_without_a_sound_key_is_refused(alice: User, bad: str) -> None:
    with pytest.raises(submit.BadAsk, match="without its key"):
        submit.start(alice, key=bad, ask=embedded())


def test_long_keys_of_one_person_stay_apart(alice: User) -> None:
    made = {submit.start(alice, key="k" * 39 + end, ask=embedded()) for end in "ab"}
    assert len(made) == 2


def test_saving_a_turn_again_is_refused(alice: User) -> None:
    turn = factories.done(factories.session(alice))
    turn.prompt = "rewritten"
    with pytest.raises(TurnConflict):
        turn.save()
    turn.refresh_from_db()
    assert turn.prompt == "make it green"


def test_deleting_a_turn_is_refused(alice: User) -> None:
    turn = factories.done(factories.session(alice))
    for doomed in (turn, Turn.objects.filter(pk=turn.pk)):
        with pytest.raises(TurnConflict):
            doomed.delete()


def test_audit_is_append_only(alice: User) -> None:
    event = audit.record(alice, "session.start", None, turn=1)
    for change in (event.save, event.delete, AuditEvent.objects.all().delete):
        with pytest.raises(ReadOnly):
            change()
    assert AuditEvent.objects.get().detail == {"turn": 1}


@pytest.mark.parametrize("status", [Status.DONE, Status.REFUSED, Status.FAILED, Status.CANCELLED, Status.NEEDS_REVIEW])
def test_ended_turn_cannot_end_again(alice: User, status: Status) -> None:
    turn = factories.opened(factories.session(alice))
    turns.finish(turn, Ending(status, message="first"))
    with pytest.raises(TurnConflict):
        turns.finish(turn, Ending(Status.DONE, message="second"))
    turn.refresh_from_db()
    assert (turn.status, turn.message) == (status, "first")


def test_prompt_of_an_ended_turn_stays(alice: User) -> None:
    turn = factories.done(factories.session(alice))
    turns.set_prompt(turn, "another", [])
    turn.refresh_from_db()
    assert turn.prompt == "make it green"


def test_beginning_twice_keeps_the_first_time(alice: User) -> None:
    turn = factories.opened(factories.session(alice))
    first, second = turns.begin(turn.pk), turns.begin(turn.pk)
    assert first is not None
    assert second is not None
    assert first.started_at == second.started_at
    assert second.status == Status.RUNNING


def test_cancelled_turn_does_not_begin(alice: User) -> None:
    turn = factories.queued(factories.session(alice))
    turns.cancel(turn, "stopped")
    assert turns.begin(turn.pk) is None
    assert turn.job.__class__.objects.get(pk=turn.job.pk).state == JobState.ENDED


def test_cancel_of_an_ended_turn_is_refused(alice: User) -> None:
    turn = factories.done(factories.session(alice))
    with pytest.raises(TurnConflict):
        turns.cancel(turn, "too late")


def test_cancel_takes_the_fence(alice: User) -> None:
    turn = factories.queued(factories.session(alice))
    lease = factories.lease(turn)
    turns.cancel(turn, "stopped")
    with pytest.raises(FenceLost), transaction.atomic():
        jobs.end(lease)


def test_late_picture_stays_on_the_cancelled_turn(alice: User) -> None:
    turn = turns.cancel(factories.queued(factories.session(alice)), "stopped")
    picture = factories.asset()
    turns.attach_late(turn, Ending(Status.DONE, message="kept", output=picture, reply=[]))
    turns.attach_late(turn, Ending(Status.DONE, message="again", output=factories.asset(colour=(1, 2, 3)), reply=[]))
    late = Turn.objects.get(pk=turn.pk)
    assert (late.status, late.output, late.message, late.is_usable) == (Status.CANCELLED, picture, "kept", True)


def test_late_picture_never_lands_on_another_status(alice: User) -> None:
    turn = factories.opened(factories.session(alice))
    turns.finish(turn, Ending(Status.FAILED))
    turns.attach_late(turn, Ending(Status.DONE, output=factories.asset()))
    assert Turn.objects.get(pk=turn.pk).output is None


def test_kept_picture_takes_the_head(alice: User) -> None:
    turn = factories.opened(factories.session(alice))
    turns.finish(turn, Ending(Status.NEEDS_REVIEW, output=factories.asset()))
    kept = turns.keep(turn)
    assert kept.status == Status.DONE
    assert Session.objects.get().head == turn
    with pytest.raises(TurnConflict):
        turns.keep(turn)


def test_turn_without_a_picture_cannot_be_kept(alice: User) -> None:
    turn = factories.opened(factories.session(alice))
    turns.finish(turn, Ending(Status.NEEDS_REVIEW))
    with pytest.raises(TurnConflict):
        turns.keep(turn)


def test_pixels_address_and_cost_come_from_the_ending(alice: User) -> None:
    turn = factories.done(factories.session(alice), output=factories.asset(80, 60))
    assert turn.output is not None
    assert (turn.width_px, turn.height_px, turn.image_url) == (80, 60, turn.output.url)
    assert turn.finished_at is not None
    assert turn.status not in OPEN


def test_size_that_was_made_is_kept(alice: User) -> None:
    turn = factories.opened(factories.session(alice))
    turns.finish(turn, Ending(Status.DONE, output=factories.asset(), image_size_used="0.5K"))
    assert (Turn.objects.get().image_size, Turn.objects.get().image_size_used) == ("1K", "0.5K")


def test_late_picture_says_what_size_it_was_made_at(alice: User) -> None:
    turn = turns.cancel(factories.queued(factories.session(alice)), "")
    turns.attach_late(turn, Ending(Status.DONE, output=factories.asset(), image_size_used="2K"))
    assert Turn.objects.get().image_size_used == "2K"


def test_cost_of_an_open_turn_waits_for_its_end(alice: User) -> None:
    session = factories.session(alice)
    running, ended = factories.opened(session), factories.done(session)
    for turn in (running, ended):
        turns.set_cost(turn, Decimal("0.5"))
    costs = Turn.objects.order_by("number").values_list("cost_usd", flat=True)
    assert list(costs) == [0, Decimal("0.5")]
    assert (turns.has_ended(running), turns.has_ended(ended)) == (False, True)
