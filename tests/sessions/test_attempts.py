"""Attempts and the ledger: a row and a reservation before the call, exactly one close after it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError

from sessions.errors import ReadOnly
from sessions.models import Attempt, LedgerEntry, LedgerKind, Outcome, Turn
from sessions.services import attempts, ledger
from sessions.services.attempts import Result
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
    attempts.settle(attempt, Result(Outcome.UNKNOWN, error="cut off"))
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
