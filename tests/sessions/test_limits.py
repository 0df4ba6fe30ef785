"""What left in a window of time: counted from the record, through its indexes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sessions.models import Attempt, Outcome, Session, Turn
from sessions.services import ledger, limits
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def session(alice: User) -> Session:
    return factories.session(alice)


def left(turn: Turn, at: datetime, outcome: Outcome = Outcome.PICTURE, surface: str = "gemini") -> datetime:
    """A call that left then."""
    made = factories.called(turn, outcome, "0", surface=surface)
    Attempt.objects.filter(pk=made.pk).update(started_at=at)
    return at


def test_calls_in_the_window_oldest_first(session: Session, now: datetime) -> None:
    turn = factories.opened(session)
    newer, older = left(turn, now), left(turn, now - timedelta(seconds=50))
    left(turn, now - timedelta(seconds=70))
    left(turn, now, surface="vertex")
    left(turn, now, Outcome.NOT_SENT)
    assert limits.started_since("gemini", now - timedelta(seconds=60)) == [older, newer]


def test_pictures_are_those_that_came_or_may_come(session: Session, now: datetime) -> None:
    turn = factories.opened(session)
    outcomes = (Outcome.PICTURE, Outcome.WRONG_PICTURE, Outcome.UNKNOWN)
    times = [left(turn, now + timedelta(seconds=n), outcome) for n, outcome in enumerate(outcomes)]
    for outcome in (Outcome.ERROR, Outcome.REFUSED, Outcome.NO_PICTURE, Outcome.NOT_SENT):
        left(turn, now, outcome)
    left(turn, now, surface="vertex")
    assert limits.pictures_since("gemini", now) == times


def test_repeats_are_told_from_first_calls(session: Session, now: datetime) -> None:
    asked_twice, elsewhere, never_left = (factories.opened(session) for _ in range(3))
    left(asked_twice, now, Outcome.ERROR), left(asked_twice, now)
    left(elsewhere, now, Outcome.ERROR, "vertex"), left(elsewhere, now)
    left(never_left, now, Outcome.NOT_SENT), left(never_left, now)
    assert limits.calls_since("gemini", now) == (3, 1)
    assert limits.calls_since("vertex", now) == (1, 0)
    assert limits.calls_since("gemini", now + timedelta(seconds=1)) == (0, 0)


def test_accounts_are_told_apart(session: Session, bob: User, now: datetime) -> None:
    hers, his = factories.opened(session), factories.opened(factories.session(bob))
    second = left(hers, now + timedelta(seconds=2))
    first = left(hers, now, surface="embedded")
    only = left(his, now)
    left(his, now, Outcome.NOT_SENT)
    assert limits.started_by_account_since(now) == {session.owner_id: [first, second], bob.pk: [only]}
    paid = limits.started_by_account_since(now, skip_surfaces=("embedded",))
    assert paid == {session.owner_id: [second], bob.pk: [only]}


def test_quota_counts_what_was_made_for_the_person(session: Session, bob: User, now: datetime) -> None:
    turn = factories.opened(session)
    left(turn, now), left(turn, now, Outcome.UNKNOWN), left(turn, now, Outcome.ERROR)
    left(turn, now - timedelta(days=2))
    assert limits.made_today(session.owner, now - timedelta(days=1)) == 2
    assert limits.made_today(bob, now - timedelta(days=1)) == 0


def plan(read: Callable[[], object]) -> str:
    """How SQLite finds the rows of the last query of `read`."""
    with CaptureQueriesContext(connection) as queries:
        read()
    assert len(queries) == 1
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {queries[0]['sql']}")
        return " | ".join(row[3] for row in cursor.fetchall())


@pytest.mark.parametrize(
    ("index", "read"),
    [
        ("attempt_surface_time", lambda user, at: limits.started_since("gemini", at)),
        ("attempt_surface_time", lambda user, at: limits.pictures_since("gemini", at)),
        ("attempt_surface_time", lambda user, at: limits.calls_since("gemini", at)),
        ("attempt_time", lambda user, at: limits.started_by_account_since(at)),
        ("attempt_unknown", lambda user, at: ledger.open_usd(user)),
        ("attempt_unknown", lambda user, at: ledger.open_usd()),
        ("ledger_owner_time", lambda user, at: ledger.total(user=user, since=at)),
    ],
)
def test_index_is_used(alice: User, now: datetime, index: str, read: Callable[[User, datetime], object]) -> None:
    found = plan(lambda: read(alice, now))
    assert index in found
    assert "SCAN" not in found
