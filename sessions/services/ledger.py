"""The ledger: reserve before a call, settle or release after it, all in USD. Days are UTC."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from django.contrib.auth.models import User
from django.db.models import CharField, Count, F, Q, QuerySet, Sum
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Substr

from sessions.models import Attempt, LedgerEntry, LedgerKind, Outcome, Session

CLOSING = (LedgerKind.SETTLE, LedgerKind.RELEASE)
PICTURES = (Outcome.PICTURE, Outcome.WRONG_PICTURE)
CENT_FRACTION = Decimal("0.000001")


def reserve(attempt: Attempt, amount_usd: Decimal) -> LedgerEntry:
    """Set aside what the call may cost. Call in the transaction that writes the attempt."""
    return _enter(attempt, LedgerKind.RESERVE, amount_usd, "")


def settle(attempt: Attempt, amount_usd: Decimal, note: str = "") -> LedgerEntry:
    """Turn the reservation into a cost."""
    return _enter(attempt, LedgerKind.SETTLE, amount_usd, note)


def release(attempt: Attempt, note: str = "") -> LedgerEntry:
    """Give the reservation back: nothing was billed."""
    return _enter(attempt, LedgerKind.RELEASE, Decimal(0), note)


def reserved_usd(attempt: Attempt) -> Decimal:
    """What was set aside for this call."""
    return _sum(LedgerEntry.objects.filter(attempt=attempt, kind=LedgerKind.RESERVE))


def spent_usd(session: Session) -> Decimal:
    """What the session's settled calls cost."""
    return _sum(LedgerEntry.objects.filter(turn__session=session, kind=LedgerKind.SETTLE))


def open_usd(user: User | None = None) -> Decimal:
    """What is set aside for calls that nobody has closed, of `user` or of all: it counts against the budget."""
    found = LedgerEntry.objects.filter(kind=LedgerKind.RESERVE, attempt__outcome=Outcome.UNKNOWN)
    if user is None:
        return _sum(found)
    # Not the plain column: its index would be chosen, and leads through everything the person ever paid for.
    return _sum(found.alias(whose=F("owner_id") + 0).filter(whose=user.pk))


class By(StrEnum):
    """What the rows of `totals` stand for, and so what their `key` is."""

    DAY = "day"  # "2026-11-25", UTC
    MODEL = "model"
    SURFACE = "surface"
    AUTHOR = "author"  # id of the account that asked
    SESSION = "session"  # id of the session


@dataclass(frozen=True, slots=True)
class Total:
    """One row of a costs page, in USD.

    `calls` that left, `pictures` they brought, what was `settled`, and what is still `open` because nobody knows.
    `key` is what the rows stand for; `label` is for people.
    """

    key: str
    label: str
    calls: int
    pictures: int
    settled_usd: Decimal
    open_usd: Decimal


_KEYS: dict[By, Combinable] = {
    # Text of a UTC time begins with its day, on SQLite as on PostgreSQL; TruncDate would call Python for every row.
    By.DAY: Substr(Cast("created_at", CharField()), 1, 10),
    By.MODEL: F("attempt__model"),
    By.SURFACE: F("attempt__surface"),
    By.AUTHOR: F("turn__author_id"),
    By.SESSION: F("turn__session_id"),
}
_LABELS: dict[By, Combinable] = {By.AUTHOR: F("turn__author__username"), By.SESSION: F("turn__session__title")}


def totals(
    by: By, *, user: User | None = None, since: datetime | None = None, until: datetime | None = None
) -> list[Total]:
    """The account of `user`, or of everybody, from `since` to before `until`: days in order, the rest dearest first."""
    lines = entries(user, since, until).filter(attempt__isnull=False)
    grouped = lines.values(key=_KEYS[by], label=_LABELS.get(by, _KEYS[by])).annotate(**_figures()).order_by()
    rows = [_total(row) for row in grouped]
    if by == By.DAY:
        return sorted(rows, key=lambda row: row.key)
    return sorted(rows, key=lambda row: (-row.settled_usd - row.open_usd, row.label))


def total(*, user: User | None = None, since: datetime | None = None, until: datetime | None = None) -> Total:
    """All of it in one row."""
    return _total({"key": "", "label": "", **entries(user, since, until).aggregate(**_figures())})


def entries(
    user: User | None = None, since: datetime | None = None, until: datetime | None = None
) -> QuerySet[LedgerEntry]:
    """The lines of the account of `user`, or of everybody, oldest first. Read many with `.iterator()`."""
    found = LedgerEntry.objects.select_related("attempt", "turn__session", "turn__author", "owner")
    if user is not None:
        found = found.filter(owner=user)
    if since is not None:
        found = found.filter(created_at__gte=since)
    return found if until is None else found.filter(created_at__lt=until)


def _figures() -> dict[str, Combinable]:
    reserved = Q(kind=LedgerKind.RESERVE)
    return {
        "calls": Count("pk", filter=reserved & ~Q(attempt__outcome=Outcome.NOT_SENT)),
        "pictures": Count("pk", filter=Q(kind__in=CLOSING, attempt__outcome__in=PICTURES)),
        "settled": Sum("amount_usd", filter=Q(kind=LedgerKind.SETTLE)),
        "open": Sum("amount_usd", filter=reserved & Q(attempt__outcome=Outcome.UNKNOWN)),
    }


def _total(row: Mapping[str, object]) -> Total:
    return Total(
        key=str(row["key"]),
        label=str(row["label"]),
        calls=int(str(row["calls"])),
        pictures=int(str(row["pictures"])),
        settled_usd=_usd(row["settled"]),
        open_usd=_usd(row["open"]),
    )


def _usd(value: object) -> Decimal:
    """SQLite adds in floating point: the sum is exact again once it is rounded to the columns' six places."""
    return Decimal(str(value or 0)).quantize(CENT_FRACTION)


def _sum(lines: QuerySet[LedgerEntry]) -> Decimal:
    return _usd(lines.aggregate(total=Sum("amount_usd"))["total"])


def _enter(attempt: Attempt, kind: LedgerKind, amount_usd: Decimal, note: str) -> LedgerEntry:
    owner_id = attempt.turn.session.owner_id
    return LedgerEntry.objects.create(
        owner_id=owner_id, turn_id=attempt.turn_id, attempt=attempt, kind=kind, amount_usd=amount_usd, note=note[:200]
    )
