"""The ledger read back: what is open, and what was spent by day, model, surface, account and session."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from pytest_django import DjangoAssertNumQueries

from sessions.models import Attempt, LedgerEntry, Outcome, Session
from sessions.services import attempts, ledger
from sessions.services.ledger import By, Total
from tests import factories

pytestmark = pytest.mark.django_db
PRICE = Decimal("0.0336")
MIDNIGHT = datetime(2026, 11, 25, tzinfo=UTC)


@pytest.fixture
def session(alice: User) -> Session:
    return factories.session(alice)


def entered(at: datetime, *made: Attempt) -> None:
    """These calls' lines were written then."""
    LedgerEntry._base_manager.filter(attempt__in=made).update(created_at=at)


def call(session: Session, outcome: Outcome = Outcome.PICTURE, price: str = "0.0336", **facts: str) -> Attempt:
    return factories.called(factories.opened(session), outcome, price, **facts)


def test_open_is_what_nobody_has_closed(session: Session, bob: User) -> None:
    mine = factories.cut_off(session)
    factories.cut_off(factories.session(bob))
    call(session), call(session, Outcome.ERROR, "0")
    assert ledger.open_usd(session.owner) == PRICE == ledger.reserved_usd(mine)
    assert ledger.open_usd() == 2 * PRICE
    attempts.resolve(mine, actor=None, billed=True, amount_usd=Decimal("0.05"))
    assert ledger.open_usd(session.owner) == 0


def test_one_row_says_it_all(session: Session) -> None:
    call(session), call(session, Outcome.WRONG_PICTURE), call(session, Outcome.UNKNOWN, "0")
    call(session, Outcome.ERROR, "0"), call(session, Outcome.REFUSED, "0.002"), call(session, Outcome.NOT_SENT, "0")
    found = ledger.total(user=session.owner)
    assert found == Total("", "", calls=5, pictures=2, settled_usd=Decimal("0.0692"), open_usd=PRICE)


def test_nothing_spent_is_a_row_of_noughts(alice: User) -> None:
    assert ledger.total(user=alice) == Total("", "", 0, 0, Decimal(0), Decimal(0))
    assert ledger.totals(By.DAY, user=alice) == []


def test_free_pictures_count_as_pictures(session: Session) -> None:
    call(session, price="0", surface="embedded")
    (row,) = ledger.totals(By.SURFACE)
    assert (row.key, row.calls, row.pictures, row.settled_usd) == ("embedded", 1, 1, 0)


def test_days_are_utc_and_in_order(session: Session) -> None:
    entered(MIDNIGHT, call(session), call(session))
    entered(MIDNIGHT - timedelta(microseconds=1), call(session, price="0.1"))
    entered(MIDNIGHT + timedelta(hours=23, minutes=59), call(session, Outcome.UNKNOWN, "0"))
    rows = ledger.totals(By.DAY)
    assert [(row.key, row.settled_usd, row.open_usd) for row in rows] == [
        ("2026-11-24", Decimal("0.1"), 0),
        ("2026-11-25", 2 * PRICE, PRICE),
    ]


def test_window_begins_with_its_first_moment_and_ends_before_its_last(session: Session) -> None:
    entered(MIDNIGHT, call(session))
    assert ledger.total(since=MIDNIGHT, until=MIDNIGHT + timedelta(days=1)).calls == 1
    assert ledger.total(since=MIDNIGHT - timedelta(days=1), until=MIDNIGHT).calls == 0


def test_dearest_model_comes_first(session: Session) -> None:
    call(session, model="cheap"), call(session, price="0.134", model="dear"), call(session, price="0", model="free")
    assert [row.label for row in ledger.totals(By.MODEL)] == ["dear", "cheap", "free"]


def test_authors_and_sessions_have_names(session: Session, bob: User) -> None:
    call(session)
    his = factories.session(bob, title="Poster")
    call(his, price="1")
    assert [(row.key, row.label) for row in ledger.totals(By.AUTHOR)] == [
        (str(bob.pk), "bob"),
        (str(session.owner_id), "alice"),
    ]
    assert [(row.key, row.label) for row in ledger.totals(By.SESSION)] == [
        (str(his.pk), "Poster"),
        (str(session.pk), "Bottle"),
    ]


def test_nobody_sees_another_persons_account(session: Session, bob: User) -> None:
    call(session)
    for by in By:
        assert ledger.totals(by, user=bob) == []
    assert not ledger.entries(bob).exists()


def test_sums_of_many_small_prices_are_exact(session: Session) -> None:
    turn = factories.opened(session)
    for _ in range(30):
        factories.called(turn, price_usd="0.000001")
        factories.called(turn, price_usd="0.1")
    assert ledger.total().settled_usd == ledger.spent_usd(session) == Decimal("3.00003")
    assert str(ledger.total().settled_usd) == "3.000030"  # not 3.00003000000000


@pytest.mark.parametrize("count", [1, 20])
def test_totals_are_one_query_each(
    session: Session, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        call(session)
    with django_assert_num_queries(len(By) + 1):
        for by in By:
            ledger.totals(by, user=session.owner)
        ledger.total()


def test_lines_come_oldest_first_with_what_a_table_shows(
    session: Session, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first, second = call(session), call(session)
    with django_assert_num_queries(1):
        lines = [(line.attempt, line.turn.session, line.turn.author) for line in ledger.entries(session.owner)]
    assert [attempt for attempt, _, _ in lines] == [first, first, second, second]
