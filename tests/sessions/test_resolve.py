"""A call nobody can settle any more is settled or released by a person, once, and that is on record."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.utils import timezone

from sessions.errors import TurnConflict
from sessions.models import Attempt, AuditEvent, Billed, LedgerEntry, LedgerKind, Outcome, Status, Turn
from sessions.services import attempts, ledger, turns
from sessions.services.turns import Ending
from tests import factories

pytestmark = pytest.mark.django_db
PRICE = Decimal("0.0336")


@pytest.fixture
def turn(alice: User) -> Turn:
    return factories.opened(factories.session(alice))


def entries() -> list[tuple[str, Decimal]]:
    return list(LedgerEntry.objects.values_list("kind", "amount_usd"))


def test_resolved_as_billed_settles_what_was_reserved(alice: User) -> None:
    attempt = factories.cut_off(factories.session(alice))
    attempts.resolve(attempt, actor=alice, billed=True, note="on the invoice")
    attempt.refresh_from_db()
    assert (attempt.outcome, attempt.price_usd, attempt.billed) == (Outcome.ERROR, PRICE, Billed.YES)
    assert attempt.resolved_by == alice
    assert attempt.resolved_at is not None
    assert entries() == [(LedgerKind.RESERVE, PRICE), (LedgerKind.SETTLE, PRICE)]
    assert LedgerEntry.objects.last().note == "on the invoice"  # type: ignore[union-attr]
    assert Turn.objects.get().cost_usd == PRICE


def test_resolved_at_what_the_invoice_says(alice: User) -> None:
    attempt = factories.cut_off(factories.session(alice))
    attempts.resolve(attempt, actor=None, billed=True, amount_usd=Decimal("0.05"))
    assert entries()[1] == (LedgerKind.SETTLE, Decimal("0.05"))
    assert Turn.objects.get().cost_usd == Decimal("0.05")


def test_resolved_as_free_releases(alice: User) -> None:
    attempt = factories.cut_off(factories.session(alice))
    attempts.resolve(attempt, actor=alice, billed=False, amount_usd=PRICE)
    attempt.refresh_from_db()
    assert (attempt.outcome, attempt.billed, attempt.failure) == (Outcome.ERROR, Billed.NO, "CutOff")
    assert entries()[1] == (LedgerKind.RELEASE, Decimal(0))
    assert Turn.objects.get().cost_usd == ledger.open_usd() == 0


def test_resolving_is_audited(alice: User) -> None:
    attempt = factories.cut_off(factories.session(alice))
    attempts.resolve(attempt, actor=alice, billed=True)
    event = AuditEvent.objects.get(verb="attempt.resolve")
    assert (event.actor, event.session) == (alice, attempt.turn.session)
    assert event.detail == {"turn": 1, "request_id": attempt.request_id, "billed": True, "usd": "0.033600"}


def test_known_outcome_is_not_resolved(alice: User) -> None:
    attempt = factories.cut_off(factories.session(alice))
    attempts.resolve(attempt, actor=alice, billed=False)
    with pytest.raises(TurnConflict):
        attempts.resolve(attempt, actor=alice, billed=True)
    assert len(entries()) == 2


@pytest.mark.parametrize("status", [Status.QUEUED, Status.RUNNING])
def test_call_of_a_running_turn_is_not_resolved(turn: Turn, status: Status) -> None:
    attempt = factories.called(turn, Outcome.UNKNOWN, "0")
    Turn.objects.filter(pk=turn.pk).update(status=status)
    with pytest.raises(TurnConflict):
        attempts.resolve(attempt, actor=None, billed=False)
    assert AuditEvent.objects.count() == 0


def test_cancelled_call_may_be_resolved_once_no_answer_can_come(turn: Turn, settings: LazySettings) -> None:
    settings.PROVIDER_TIMEOUT_S = 300
    attempt = attempts.begin(turn, model="m", surface="gemini", input_sha256=[], reserve_usd=PRICE)
    turns.cancel(turn, "")
    with pytest.raises(TurnConflict, match="may still be answered"):
        attempts.resolve(attempt, actor=None, billed=False)
    Attempt.objects.update(started_at=timezone.now() - timedelta(seconds=301))
    attempts.resolve(attempt, actor=None, billed=False)
    assert Attempt.objects.get().outcome == Outcome.ERROR


def test_call_that_a_kill_cut_off_may_be_resolved_at_once(turn: Turn) -> None:
    attempt = attempts.begin(turn, model="m", surface="gemini", input_sha256=[], reserve_usd=PRICE)
    turns.finish(turn, Ending(Status.FAILED))
    attempts.resolve(attempt, actor=None, billed=False)
    assert Attempt.objects.get().outcome == Outcome.ERROR
