"""Each call against its lines in the ledger: one reservation, closed once, at the call's own price."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Exists, OuterRef

from sessions.models import Attempt, Billed, LedgerEntry, LedgerKind, Outcome
from sessions.services.ledger import CLOSING
from sessions.services.reconcile.difference import CHUNK, Difference, by_key, usd


class _Call(NamedTuple):
    """An attempt with what its ledger lines must agree with."""

    pk: int
    request_id: str
    turn_id: int
    outcome: str
    billed: str
    price_usd: Decimal | None
    owner_id: int


class _Line(NamedTuple):
    attempt_id: int
    kind: str
    amount_usd: Decimal
    turn_id: int
    owner_id: int


def differences() -> Iterator[Difference]:
    """Each attempt against its ledger lines."""
    fields = ("pk", "request_id", "turn_id", "outcome", "billed", "price_usd", "turn__session__owner_id")
    columns = ("attempt_id", "kind", "amount_usd", "turn_id", "owner_id")
    for first, last in by_key(Attempt.objects.all()):
        entered = LedgerEntry.objects.filter(attempt_id__gte=first, attempt_id__lte=last).values_list(*columns)
        lines: dict[int, list[_Line]] = defaultdict(list)
        for line in map(_Line._make, entered.order_by("pk")):
            lines[line.attempt_id].append(line)
        rows = Attempt.objects.filter(pk__range=(first, last)).order_by("pk").values_list(*fields)
        for call in map(_Call._make, rows):
            for words in _of_call(call, lines.get(call.pk, [])):
                yield Difference("attempt", f"Call {call.request_id}", words)


def _of_call(call: _Call, lines: list[_Line]) -> Iterator[str]:
    """What is wrong with one call."""
    reserves = [line for line in lines if line.kind == LedgerKind.RESERVE]
    closes = [line for line in lines if line.kind in CLOSING]
    if len(reserves) != 1:
        yield "nothing was reserved for it." if not reserves else f"it was reserved {len(reserves)} times."
    if call.outcome == Outcome.UNKNOWN and closes:
        yield f"its outcome is unknown, yet the ledger closed it: {_said(closes[0])}."
    if call.outcome != Outcome.UNKNOWN and len(closes) != 1:
        closed = "its reservation is still open" if not closes else f"it was closed {len(closes)} times"
        yield f"it ended as {call.outcome}, yet {closed}."
    if call.outcome != Outcome.UNKNOWN and len(closes) == 1:
        yield from _of_price(call, closes[0])
    for line in lines:
        yield from _of_line(call, line)


def _of_price(call: _Call, close: _Line) -> Iterator[str]:
    """A closed call: does the ledger say what its own row says?"""
    price = call.price_usd or Decimal(0)
    if close.amount_usd != price:
        yield f"its row says {usd(price)}, the ledger {_said(close)}."
    elif (close.kind == LedgerKind.SETTLE) != bool(price):
        yield f"the ledger has it as {_said(close)}."
    # Rows from before this was recorded say nothing.
    if call.billed and call.billed != (Billed.YES if price else Billed.NO):
        yield f"its row says billed: {call.billed}, the ledger {_said(close)}."


def _of_line(call: _Call, line: _Line) -> Iterator[str]:
    what = f"its {line.kind} of {usd(line.amount_usd)}"
    if line.amount_usd < 0:
        yield f"{what} is negative."
    if line.turn_id != call.turn_id:
        yield f"{what} is entered under turn {line.turn_id}, the call belongs to turn {call.turn_id}."
    if line.owner_id != call.owner_id:
        yield f"{what} is on account {line.owner_id}, the session belongs to account {call.owner_id}."


def strays() -> Iterator[Difference]:
    """Ledger lines that no attempt stands behind."""
    rows = LedgerEntry.objects.filter(~Exists(Attempt.objects.filter(pk=OuterRef("attempt_id"))))
    columns = ("pk", "kind", "amount_usd")
    for pk, kind, amount_usd in rows.order_by("pk").values_list(*columns).iterator(CHUNK):
        yield Difference("ledger", f"Ledger line {pk}", f"no call stands behind its {kind} of {usd(amount_usd)}.")


def _said(line: _Line) -> str:
    return f"{line.kind} {usd(line.amount_usd)}"
