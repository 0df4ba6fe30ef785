"""Reconcile says nothing of sound books, and says every difference that is written behind the services' back."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.db.models import QuerySet
from pytest_django import DjangoAssertNumQueries

from sessions.models import Action, Attempt, Job, JobState, LedgerEntry, LedgerKind, Outcome, Session, Status, Turn
from sessions.services import attempts, reconcile, turns
from sessions.services.attempts import Result
from sessions.services.reconcile import difference
from sessions.services.turns import Ending
from sessions.services.writing import snapshot
from tests import factories

pytestmark = pytest.mark.django_db
PRICE = Decimal("0.0336")
LINES = LedgerEntry._base_manager  # the plain way in, past the append-only rows


@pytest.fixture
def session(alice: User) -> Session:
    return factories.session(alice)


@pytest.fixture
def turn(session: Session) -> Turn:
    """A sound turn, among others."""
    factories.rendered(session)
    found = factories.rendered(session)
    factories.rendered(session, price_usd="0", surface="embedded")
    return found


def found() -> list[str]:
    with snapshot():
        return [str(each) for each in reconcile.differences()]


def only_call(turn: Turn) -> Attempt:
    return turn.attempts.get()


def said_of_call(turn: Turn, words: str) -> list[str]:
    return [f"Call {only_call(turn).request_id}: {words}"]


def lines(turn: Turn, kind: LedgerKind) -> QuerySet[LedgerEntry]:
    return LINES.filter(turn=turn, kind=kind)


def test_sound_books_say_nothing(session: Session, turn: Turn) -> None:
    factories.cut_off(session)
    factories.cut_off(session, Status.CANCELLED)
    factories.queued(session, turn)
    factories.done(session, action=Action.UPLOAD)
    refused = factories.opened(session)
    factories.called(refused, Outcome.REFUSED, "0.002")
    turns.finish(refused, Ending(Status.REFUSED, cost_usd=Decimal("0.002")))
    assert found() == []
    assert reconcile.counts() == {"attempts": 6, "ledger_lines": 10, "turns": 8, "assets": 2}


def test_wrong_picture_that_was_kept_is_sound(session: Session) -> None:
    turn = factories.opened(session)
    for _ in range(2):
        factories.called(turn, Outcome.WRONG_PICTURE)
    turns.finish(turn, Ending(Status.NEEDS_REVIEW, output=factories.asset(), cost_usd=2 * PRICE))
    assert found() == []
    turns.keep(turn)
    assert found() == []


def test_late_picture_and_resolved_call_are_sound(session: Session) -> None:
    turn = factories.queued(session)
    attempt = attempts.begin(turn, model="m", surface="gemini", input_sha256=[], reserve_usd=PRICE)
    turns.cancel(turn, "")
    attempts.settle(attempt, Result(Outcome.PICTURE, price_usd=PRICE))
    turns.attach_late(turn, Ending(Status.DONE, output=factories.asset(), cost_usd=PRICE))
    attempts.resolve(factories.cut_off(session), actor=None, billed=True, amount_usd=Decimal("0.04"))
    assert found() == []


def test_call_without_a_reservation(turn: Turn) -> None:
    lines(turn, LedgerKind.RESERVE).delete()
    assert found() == said_of_call(turn, "nothing was reserved for it.")


def test_call_reserved_twice(turn: Turn) -> None:
    line = lines(turn, LedgerKind.RESERVE).get()
    line.pk = None
    LINES.bulk_create([line])
    assert found() == said_of_call(turn, "it was reserved 2 times.")


def test_ended_call_whose_reservation_is_open(turn: Turn) -> None:
    lines(turn, LedgerKind.SETTLE).delete()
    assert found() == said_of_call(turn, "it ended as picture, yet its reservation is still open.")


def test_call_closed_twice(turn: Turn) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX ledger_closed_once")  # what the database itself prevents
    line = lines(turn, LedgerKind.SETTLE).get()
    line.pk = None
    LINES.bulk_create([line])
    assert found() == said_of_call(turn, "it ended as picture, yet it was closed 2 times.")


def test_unknown_call_that_the_ledger_closed(session: Session) -> None:
    attempt = factories.cut_off(session)
    LINES.filter(attempt=attempt).update(kind=LedgerKind.RELEASE)
    assert found() == [
        f"Call {attempt.request_id}: nothing was reserved for it.",
        f"Call {attempt.request_id}: its outcome is unknown, yet the ledger closed it: release $0.033600.",
    ]


def test_price_that_the_ledger_does_not_have(turn: Turn) -> None:
    lines(turn, LedgerKind.SETTLE).update(amount_usd=Decimal("0.0337"))
    assert found() == said_of_call(turn, "its row says $0.033600, the ledger settle $0.033700.")


def test_release_that_carries_money(turn: Turn) -> None:
    lines(turn, LedgerKind.SETTLE).update(kind=LedgerKind.RELEASE)
    assert found() == said_of_call(turn, "the ledger has it as release $0.033600.")


@pytest.mark.parametrize("billed", ["no", "maybe"])
def test_call_that_says_otherwise_than_its_bill(turn: Turn, billed: str) -> None:
    Attempt.objects.filter(turn=turn).update(billed=billed)
    assert found() == said_of_call(turn, f"its row says billed: {billed}, the ledger settle $0.033600.")


def test_call_from_before_bills_were_recorded_is_sound(turn: Turn) -> None:
    Attempt.objects.update(billed="")
    assert found() == []


def test_line_under_another_turn(session: Session, turn: Turn) -> None:
    other = Turn.objects.filter(session=session).order_by("pk").first()
    assert other is not None
    lines(turn, LedgerKind.SETTLE).update(turn=other)
    words = f"its settle of $0.033600 is entered under turn {other.pk}, the call belongs to turn {turn.pk}."
    assert found() == said_of_call(turn, words)


def test_line_on_another_account(turn: Turn, bob: User) -> None:
    lines(turn, LedgerKind.RESERVE).update(owner=bob)
    mine = turn.session.owner_id
    words = f"its reserve of $0.033600 is on account {bob.pk}, the session belongs to account {mine}."
    assert found() == said_of_call(turn, words)


def test_negative_line(turn: Turn) -> None:
    lines(turn, LedgerKind.RESERVE).update(amount_usd=Decimal("-0.01"))
    assert found() == said_of_call(turn, "its reserve of $-0.010000 is negative.")


def test_line_that_no_call_stands_behind(turn: Turn) -> None:
    line = lines(turn, LedgerKind.SETTLE).get()
    line.pk, line.attempt = None, None
    LINES.bulk_create([line])
    stray = LINES.get(attempt=None)
    assert found() == [f"Ledger line {stray.pk}: no call stands behind its settle of $0.033600."]


def change_turn(turn: Turn, **values: object) -> None:
    Turn.objects.filter(pk=turn.pk).update(**values)


def test_turn_whose_cost_is_not_that_of_its_calls(turn: Turn) -> None:
    change_turn(turn, cost_usd=Decimal("0.0335"))
    words = "it says it cost $0.033500, its calls cost $0.033600."
    assert found() == [f"v2 of session {turn.session_id}: {words}"]


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda turn: change_turn(turn, output=None), "a call brought its picture, yet it shows none."),
        (lambda turn: change_turn(turn, width_px=63), "it says 63 x 64, its picture has 64 x 64 pixels."),
        (lambda turn: change_turn(turn, status=Status.RUNNING), "it is running, yet no job will carry it to its end."),
        (
            lambda turn: Attempt.objects.filter(turn=turn).update(outcome=Outcome.ERROR),
            "it has a picture, yet no call brought one.",
        ),
        (
            lambda turn: Job.objects.filter(turn=turn).update(state=JobState.READY),
            "it has ended (done), yet its job is ready.",
        ),
    ],
)
def test_turn_that_is_not_what_its_calls_made(turn: Turn, spoil: Callable[[Turn], object], words: str) -> None:
    spoil(turn)
    assert found() == [f"v2 of session {turn.session_id}: {words}"]


def test_second_picture_for_one_turn(turn: Turn) -> None:
    factories.called(turn, Outcome.PICTURE)
    assert found() == [f"v2 of session {turn.session_id}: 2 calls brought a picture for it."]


def test_finished_turn_without_a_picture(session: Session) -> None:
    turn = factories.opened(session)
    turns.finish(turn, Ending(Status.DONE))
    factories.opened(session, turn, action=Action.CRITIQUE, status=Status.DONE)
    assert found() == [f"v1 of session {session.pk}: it ended as done without a picture."]


def test_open_turn_whose_job_has_ended(session: Session) -> None:
    turn = factories.queued(session)
    Job.objects.filter(turn=turn).update(state=JobState.ENDED)
    assert found() == [f"v1 of session {session.pk}: it is queued, yet no job will carry it to its end."]


def test_every_chunk_is_read(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    made = [factories.rendered(session) for _ in range(5)]
    monkeypatch.setattr(difference, "CHUNK", 2)
    lines(made[0], LedgerKind.SETTLE).delete()
    lines(made[4], LedgerKind.SETTLE).delete()
    change_turn(made[2], cost_usd=0)
    assert len(found()) == 3


def test_queries_grow_with_chunks_not_with_calls(
    session: Session, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for count in (1, 6):
        for _ in range(count):
            factories.rendered(session)
        with django_assert_num_queries(4 + 1 + 4 + 3):
            assert found() == []
