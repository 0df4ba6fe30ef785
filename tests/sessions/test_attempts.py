"""Attempts and the ledger: a row and a reservation before the call, exactly one close after it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError

from sessions.errors import ReadOnly
from sessions.models import Attempt, Billed, LedgerEntry, LedgerKind, Outcome, Status, Turn
from sessions.services import attempts, ledger, turns
from sessions.services.attempts import Result
from sessions.services.turns import Ending
from tests import factories

pytestmark = pytest.mark.django_db
PRICE = Decimal("0.0336")


@pytest.fixture
def turn(alice: User) -> Turn:
    return factories.opened(factories.session(alice))


def begin(turn: Turn) -> Attempt:
    return attempts.begin(turn, model="m", surface="gemini", input_sha256=["ab"], reserve_usd=PRICE)


def entries() -> list[tuple[str, Decimal]]:
    return list(LedgerEntry.objects.values_list("kind", "amount_usd"))


def test_begin_reserves_in_the_same_breath(turn: Turn, alice: User) -> None:
    attempt = begin(turn)
    assert (attempt.number, attempt.outcome, attempt.input_sha256) == (1, Outcome.UNKNOWN, ["ab"])
    assert entries() == [(LedgerKind.RESERVE, PRICE)]
    assert LedgerEntry.objects.get().owner == alice


def test_attempts_are_numbered(turn: Turn) -> None:
    assert [begin(turn).number for _ in range(3)] == [1, 2, 3]


def test_picture_settles_its_price(turn: Turn) -> None:
    attempt = begin(turn)
    attempts.settle(attempt, Result(Outcome.PICTURE, 200, "STOP", {"totalTokenCount": 9}, PRICE))
    attempt.refresh_from_db()
    assert (attempt.outcome, attempt.http_status, attempt.usage) == (Outcome.PICTURE, 200, {"totalTokenCount": 9})
    assert attempt.latency_s is not None
    assert entries() == [(LedgerKind.RESERVE, PRICE), (LedgerKind.SETTLE, PRICE)]
    assert ledger.spent_usd(turn.session) == attempts.cost_usd(turn) == PRICE


def test_failure_without_a_bill_releases(turn: Turn) -> None:
    attempts.settle(begin(turn), Result(Outcome.ERROR, 429, price_usd=Decimal(0)))
    assert entries() == [(LedgerKind.RESERVE, PRICE), (LedgerKind.RELEASE, Decimal(0))]
    assert ledger.spent_usd(turn.session) == attempts.cost_usd(turn) == 0


def test_unknown_leaves_the_reservation_open(turn: Turn) -> None:
    attempt = begin(turn)
    attempts.settle(attempt, Result(Outcome.UNKNOWN, error="cut off", price_usd=PRICE))
    assert entries() == [(LedgerKind.RESERVE, PRICE)]
    assert attempts.unsettled(turn) == [attempt]
    assert attempts.cost_usd(turn) == 0


@pytest.mark.parametrize("again", [Outcome.ERROR, Outcome.PICTURE, Outcome.UNKNOWN])
def test_reservation_is_closed_exactly_once(turn: Turn, again: Outcome) -> None:
    attempt = begin(turn)
    attempts.settle(attempt, Result(Outcome.PICTURE, price_usd=PRICE))
    attempts.settle(attempt, Result(again, price_usd=PRICE))
    assert len(entries()) == 2
    assert Attempt.objects.get().outcome == Outcome.PICTURE


def test_unknown_call_can_be_settled_later(turn: Turn) -> None:
    attempt = begin(turn)
    attempts.settle(attempt, Result(Outcome.UNKNOWN))
    attempts.settle(attempt, Result(Outcome.PICTURE, price_usd=PRICE))
    assert len(entries()) == 2


def test_ledger_is_append_only(turn: Turn) -> None:
    begin(turn)
    entry = LedgerEntry.objects.get()
    entry.amount_usd = Decimal(0)
    for change in (entry.save, entry.delete):
        with pytest.raises(ReadOnly):
            change()
    assert entries() == [(LedgerKind.RESERVE, PRICE)]


def test_ledger_is_append_only_for_many_at_once(turn: Turn) -> None:
    begin(turn)
    with pytest.raises(ReadOnly):
        LedgerEntry.objects.all().update(amount_usd=0)
    with pytest.raises(ReadOnly):
        LedgerEntry.objects.all().delete()
    assert entries() == [(LedgerKind.RESERVE, PRICE)]


def test_database_itself_refuses_a_second_close(turn: Turn) -> None:
    attempt = begin(turn)
    ledger.release(attempt)
    with pytest.raises(IntegrityError):
        ledger.settle(attempt, PRICE)


def test_everything_a_call_tells_is_kept(turn: Turn) -> None:
    attempt = attempts.begin(turn, model="m", surface="gemini", image_size="2K", input_sha256=[], reserve_usd=PRICE)
    told = Result(
        *(Outcome.ERROR, 429),
        failure="RateLimited",
        is_retryable=True,
        retry_after_s=7.5,
        response_id="r" * 120,
        request_bytes=2_000,
        response_bytes=300,
        first_byte_s=0.25,
    )
    attempts.settle(attempt, told)
    kept = Attempt.objects.get()
    assert (kept.image_size, kept.failure, kept.is_retryable, kept.retry_after_s) == ("2K", "RateLimited", True, 7.5)
    assert (kept.request_bytes, kept.response_bytes, kept.first_byte_s) == (2_000, 300, 0.25)
    assert kept.response_id == "r" * 100


@pytest.mark.parametrize(
    ("result", "billed"),
    [
        (Result(Outcome.PICTURE, price_usd=PRICE), Billed.YES),
        (Result(Outcome.PICTURE, price_usd=PRICE, billed="no"), Billed.YES),
        (Result(Outcome.PICTURE, price_usd=Decimal(0), billed="yes"), Billed.NO),
        (Result(Outcome.ERROR), Billed.NO),
        (Result(Outcome.UNKNOWN, billed="no"), Billed.MAYBE),
        (Result(Outcome.NO_PICTURE, price_usd=Decimal(0), billed="maybe"), Billed.MAYBE),
    ],
)
def test_billed_is_what_the_ledger_has(turn: Turn, result: Result, billed: Billed) -> None:
    attempts.settle(begin(turn), result)
    assert Attempt.objects.get().billed == billed


def test_unknown_call_keeps_what_is_known_of_it(turn: Turn) -> None:
    attempts.settle(begin(turn), Result(Outcome.UNKNOWN, 502, error="cut off", failure="ProviderFault"))
    kept = Attempt.objects.get()
    assert (kept.http_status, kept.error, kept.failure) == (502, "cut off", "ProviderFault")
    assert kept.latency_s is not None


def test_late_picture_does_not_wipe_out_what_was_measured(turn: Turn) -> None:
    attempt = begin(turn)
    attempts.settle(attempt, Result(Outcome.UNKNOWN, request_bytes=9, first_byte_s=0.5, failure="CutOff"))
    attempt.refresh_from_db()
    attempts.settle(attempt, Result(Outcome.PICTURE, price_usd=PRICE, response_bytes=70))
    kept = Attempt.objects.get()
    assert (kept.request_bytes, kept.first_byte_s, kept.response_bytes) == (9, 0.5, 70)
    assert (kept.failure, kept.latency_s) == ("", attempt.latency_s)


def test_call_settled_after_its_turn_ended_counts_for_the_turn(turn: Turn) -> None:
    attempt = begin(turn)
    turns.finish(turn, Ending(Status.FAILED))
    attempts.settle(attempt, Result(Outcome.PICTURE, price_usd=PRICE))
    assert Turn.objects.get().cost_usd == PRICE


def test_history_is_every_call_in_order(turn: Turn) -> None:
    made = [begin(turn) for _ in range(3)]
    attempts.settle(made[1], Result(Outcome.ERROR))
    history = attempts.history(turn)
    assert history == made
    assert [each.outcome for each in history] == [Outcome.UNKNOWN, Outcome.ERROR, Outcome.UNKNOWN]


def test_copy_as_settled_writes_nothing(turn: Turn) -> None:
    attempt = begin(turn)
    copy = attempts.as_settled(attempt, Result(Outcome.WRONG_PICTURE, price_usd=PRICE, failure="WrongSize"))
    assert (copy.pk, copy.outcome, copy.failure, copy.price_usd) == (attempt.pk, "wrong_picture", "WrongSize", PRICE)
    assert attempt.outcome == Attempt.objects.get().outcome == Outcome.UNKNOWN
    assert len(entries()) == 1


def test_copy_of_a_closed_call_stays_as_it_is(turn: Turn) -> None:
    closed = factories.called(turn, Outcome.ERROR, "0")
    assert attempts.as_settled(closed, Result(Outcome.PICTURE)).outcome == Outcome.ERROR
