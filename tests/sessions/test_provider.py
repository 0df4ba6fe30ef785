"""Our calls against the provider's list of them: what only one side has, and what the sides price differently."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from sessions.models import Attempt, Billed, LedgerEntry, LedgerKind, Outcome, Session, Status, Turn
from sessions.services import attempts, ledger, reconcile
from sessions.services.reconcile import provider
from sessions.services.reconcile.invoice import Charge, Invoice
from tests import factories

pytestmark = pytest.mark.django_db
PRICE = Decimal("0.0336")


@pytest.fixture
def session(alice: User) -> Session:
    return factories.session(alice)


def listed(*calls: Attempt, **changes: Any) -> Invoice:
    """The list of a provider that agrees with us, but for the changes."""
    return {
        each.request_id: Charge(
            **{
                "request_id": each.request_id,
                "status": 200,
                "billed_usd": each.price_usd or Decimal(0),
                "at": each.started_at,
                **changes,
            }
        )
        for each in calls
    }


def compared(charges: Invoice, surface: str = "") -> list[str]:
    return [str(each) for each in provider.compare(charges, surface=surface)]


def call(session: Session, outcome: Outcome = Outcome.PICTURE, price: str = "0.0336", **facts: Any) -> Attempt:
    return factories.called(factories.opened(session), outcome, price, **facts)


def test_lists_that_agree_say_nothing(session: Session) -> None:
    calls = [call(session), call(session, Outcome.ERROR, "0", http_status=503), factories.cut_off(session)]
    assert compared(listed(*calls)) == []


def test_call_that_only_the_provider_has(session: Session) -> None:
    strange = {"x": Charge("x", "m", 200, PRICE), "y": Charge("y")}
    assert compared(listed(call(session)) | strange) == [
        "Call x: the provider lists it (m, billed $0.033600), we never made it.",
        "Call y: the provider lists it (no model), we never made it.",
    ]


def test_calls_without_an_id_count_when_they_were_billed() -> None:
    assert compared({"": Charge("", billed_usd=Decimal(0))}) == []
    nameless = {"": Charge("", billed_usd=PRICE, times=3)}
    assert compared(nameless) == ["Calls that the provider lists: 3 without a request id, $0.033600 in all."]


def test_price_that_differs(session: Session) -> None:
    dearer, free = call(session), call(session, Outcome.ERROR, "0")
    assert compared(listed(dearer, free, billed_usd=Decimal("0.05"))) == [
        f"Call {dearer.request_id}: the provider billed $0.050000, we have $0.033600.",
        f"Call {free.request_id}: the provider billed $0.050000, we have $0.000000.",
    ]
    assert compared(listed(dearer, free, billed_usd=None)) == []


def test_call_that_left_though_we_say_it_did_not(session: Session) -> None:
    kept = call(session, Outcome.NOT_SENT, "0")
    assert compared(listed(kept)) == [
        f"Call {kept.request_id}: we say that it never left, the provider lists it, billed $0.000000."
    ]


def test_call_that_was_received_twice(session: Session) -> None:
    twice = call(session)
    assert compared(listed(twice, times=2)) == [f"Call {twice.request_id}: the provider received it 2 times."]


def test_answered_call_that_the_provider_lacks(session: Session) -> None:
    first, lost, free = call(session), call(session), call(session, Outcome.ERROR, "0", http_status=500)
    call(session, Outcome.ERROR, "0"), call(session, Outcome.UNKNOWN, "0")  # these may never have arrived
    call(session, surface="vertex"), call(session, surface="embedded", price="0", http_status=200)
    last = call(session)
    assert compared(listed(first, last)) == [
        f"Call {lost.request_id}: it ended as picture ($0.033600), the provider does not list it.",
        f"Call {free.request_id}: it ended as error ($0.000000), the provider does not list it.",
    ]


def test_calls_outside_the_time_of_the_list_are_not_missed(session: Session) -> None:
    early, late, first, last = (call(session) for _ in range(4))
    for attempt, days in ((early, -9), (late, 9)):
        Attempt.objects.filter(pk=attempt.pk).update(started_at=timezone.now() + timedelta(days=days))
    assert compared(listed(first, last)) == []


def test_empty_list_of_a_named_surface_lacks_all_of_it(session: Session) -> None:
    lost = call(session)
    call(session, surface="vertex")
    assert compared({}) == []
    assert compared({}, "gemini") == [
        f"Call {lost.request_id}: it ended as picture ($0.033600), the provider does not list it."
    ]


def test_list_settles_or_releases_what_was_unknown(session: Session) -> None:
    billed, free = factories.cut_off(session), factories.cut_off(session)
    charges = listed(billed, billed_usd=Decimal("0.04")) | listed(free, billed_usd=Decimal(0))
    assert [each.request_id for each in provider.apply(charges)] == [billed.request_id, free.request_id]
    rows = Attempt.objects.order_by("pk").values_list("outcome", "billed", "price_usd")
    assert list(rows) == [(Outcome.ERROR, Billed.YES, Decimal("0.04")), (Outcome.ERROR, Billed.NO, 0)]
    assert list(Turn.objects.order_by("pk").values_list("cost_usd", flat=True)) == [Decimal("0.04"), 0]
    assert ledger.open_usd() == 0
    assert compared(charges) == []
    assert list(reconcile.differences()) == []
    settle = LedgerEntry.objects.get(kind=LedgerKind.SETTLE)
    assert settle.note == provider.NOTE


def test_list_changes_nothing_that_is_known_or_under_way(session: Session) -> None:
    known, unpriced, unlisted = call(session), factories.cut_off(session), factories.cut_off(session)
    running = attempts.begin(factories.queued(session), model="m", surface="gemini", input_sha256=[], reserve_usd=PRICE)
    charges = listed(known, running, billed_usd=Decimal(9)) | listed(unpriced, billed_usd=None)
    assert provider.apply(charges) == []
    assert set(attempts.history(known.turn)) == {known}
    still = Attempt.objects.filter(outcome=Outcome.UNKNOWN)
    assert set(still) == {unpriced, unlisted, running}
    assert ledger.open_usd() == 3 * PRICE


def test_remarks_say_what_the_list_knows_of_unknown_calls(session: Session) -> None:
    billed, unpriced, unlisted = (factories.cut_off(session, Status.CANCELLED) for _ in range(3))
    charges = listed(billed, billed_usd=PRICE) | listed(unpriced, billed_usd=None)
    assert list(provider.remarks(charges)) == [
        f"Call {billed.request_id}: outcome unknown, the provider billed $0.033600.",
        f"Call {unpriced.request_id}: outcome unknown, the provider lists it without a price.",
        f"Call {unlisted.request_id}: outcome unknown, the provider does not list it. It may never have arrived.",
    ]
