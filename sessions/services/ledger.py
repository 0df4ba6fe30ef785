"""The ledger: reserve before a call, settle or release after it, all in USD."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import Sum

from sessions.models import Attempt, LedgerEntry, LedgerKind, Session


def reserve(attempt: Attempt, amount_usd: Decimal) -> LedgerEntry:
    """Set aside what the call may cost. Call in the transaction that writes the attempt."""
    return _enter(attempt, LedgerKind.RESERVE, amount_usd, "")


def settle(attempt: Attempt, amount_usd: Decimal, note: str = "") -> LedgerEntry:
    """Turn the reservation into a cost."""
    return _enter(attempt, LedgerKind.SETTLE, amount_usd, note)


def release(attempt: Attempt, note: str = "") -> LedgerEntry:
    """Give the reservation back: nothing was billed."""
    return _enter(attempt, LedgerKind.RELEASE, Decimal(0), note)


def spent_usd(session: Session) -> Decimal:
    """What the session's settled calls cost."""
    rows = LedgerEntry.objects.filter(turn__session=session, kind=LedgerKind.SETTLE)
    return rows.aggregate(total=Sum("amount_usd"))["total"] or Decimal(0)


def _enter(attempt: Attempt, kind: LedgerKind, amount_usd: Decimal, note: str) -> LedgerEntry:
    owner_id = attempt.turn.session.owner_id
    return LedgerEntry.objects.create(
        owner_id=owner_id, turn_id=attempt.turn_id, attempt=attempt, kind=kind, amount_usd=amount_usd, note=note
    )
