"""Calls whose outcome nobody knows: listed with age and price until somebody resolves them."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from sessions.models import Attempt, Session, Status
from sessions.services import attempts, reconcile, turns
from tests import factories

pytestmark = pytest.mark.django_db
PRICE = Decimal("0.0336")


@pytest.fixture
def session(alice: User) -> Session:
    return factories.session(alice)


def test_unknown_calls_oldest_first_with_age_and_price(session: Session, bob: User) -> None:
    newer, older = factories.cut_off(session), factories.cut_off(session, Status.CANCELLED)
    his = factories.cut_off(factories.session(bob))
    now = timezone.now()
    for attempt, age_s in ((newer, 5), (older, 60), (his, 30)):
        Attempt.objects.filter(pk=attempt.pk).update(started_at=now - timedelta(seconds=age_s))
    assert [each.attempt for each in reconcile.unknown(now=now)] == [older, his, newer]
    mine = reconcile.unknown(session.owner, now=now)
    assert [(each.age_s, each.reserved_usd, each.is_running) for each in mine] == [
        (60.0, PRICE, False),
        (5.0, PRICE, False),
    ]


def test_unknown_call_of_a_turn_under_way_says_so(session: Session) -> None:
    running, cancelled = factories.queued(session), factories.queued(session)
    for turn in (running, cancelled):
        attempts.begin(turn, model="m", surface="gemini", input_sha256=[], reserve_usd=PRICE)
    turns.cancel(cancelled, "")
    assert [each.is_running for each in reconcile.unknown()] == [True, True]
    later = timezone.now() + timedelta(days=1)
    assert [each.is_running for each in reconcile.unknown(now=later)] == [True, False]
