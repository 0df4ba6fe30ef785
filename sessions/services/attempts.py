"""Attempts: a row before the request leaves, its outcome afterwards."""

from __future__ import annotations

import copy
import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.utils import timezone

from sessions.errors import TurnConflict
from sessions.models import OPEN, Attempt, Billed, Outcome, Status, Turn
from sessions.services import audit, ledger, turns
from sessions.services.writing import writing

# What the call's own clock and wire measured: a later settle that knows less does not wipe it out.
MEASURED = ("request_bytes", "response_bytes", "first_byte_s")


@dataclass(frozen=True, slots=True)
class Result:
    """How a call ended: seconds, HTTP status, tokens, USD, bytes.

    `failure` is the class name of the typed error. `billed` is recorded as the ledger has it: an UNKNOWN call "maybe",
    one with a price "yes", any other "no", unless it says "maybe" here, which reconcile then shows.
    """

    outcome: Outcome
    http_status: int | None = None
    finish_reason: str = ""
    usage: dict[str, Any] = field(default_factory=dict)
    price_usd: Decimal | None = None
    error: str = ""
    note: str = ""
    failure: str = ""
    is_retryable: bool = False
    retry_after_s: float | None = None
    billed: str = ""
    response_id: str = ""
    request_bytes: int | None = None
    response_bytes: int | None = None
    first_byte_s: float | None = None


def begin(
    turn: Turn, *, model: str, surface: str, image_size: str = "", input_sha256: list[str], reserve_usd: Decimal
) -> Attempt:
    """Write the attempt and reserve its price, committed before anything is sent."""
    with writing():
        attempt = Attempt.objects.create(
            turn=turn,
            number=turn.attempts.count() + 1,
            request_id=str(uuid.uuid4()),
            model=model,
            surface=surface,
            image_size=image_size,
            input_sha256=input_sha256,
        )
        ledger.reserve(attempt, reserve_usd)
    return attempt


def settle(attempt: Attempt, result: Result) -> None:
    """Write how the call ended and close its reservation, once. UNKNOWN leaves the reservation open.

    A call that stayed UNKNOWN may be settled again by a reply that turns up later.
    """
    with writing():
        if not _write(attempt, _facts(attempt, result)) or result.outcome == Outcome.UNKNOWN:
            return
        _close(attempt, result.price_usd, result.note)


def as_settled(attempt: Attempt, result: Result) -> Attempt:
    """A copy of `attempt` as it would read after `settle`. Nothing is written."""
    settled = copy.copy(attempt)
    if attempt.outcome == Outcome.UNKNOWN:
        for name, value in _facts(attempt, result).items():
            setattr(settled, name, value)
    return settled


def _facts(attempt: Attempt, result: Result) -> dict[str, Any]:
    measured = {name: getattr(result, name) for name in MEASURED if getattr(result, name) is not None}
    return {
        "outcome": result.outcome,
        "http_status": result.http_status,
        "finish_reason": result.finish_reason[:60],
        "usage": result.usage,
        "price_usd": result.price_usd,
        "error": result.error,
        "latency_s": attempt.latency_s or (timezone.now() - attempt.started_at).total_seconds(),
        "failure": result.failure[:40],
        "is_retryable": result.is_retryable,
        "retry_after_s": result.retry_after_s,
        "billed": _billed(result),
        "response_id": result.response_id[:100],
        **measured,
    }


def _billed(result: Result) -> Billed:
    if result.outcome == Outcome.UNKNOWN:
        return Billed.MAYBE
    if result.price_usd:
        return Billed.YES
    return Billed.MAYBE if result.billed == Billed.MAYBE else Billed.NO


def _write(attempt: Attempt, facts: dict[str, Any]) -> bool:
    """Change a call that nobody has closed. False if somebody has."""
    return Attempt.objects.filter(pk=attempt.pk, outcome=Outcome.UNKNOWN).update(**facts) == 1


def _close(attempt: Attempt, price_usd: Decimal | None, note: str) -> None:
    """Close the reservation, and bring the turn's cost up to date if it has ended meanwhile."""
    if not price_usd:
        ledger.release(attempt, note)
        return
    ledger.settle(attempt, price_usd, note)
    if turns.has_ended(attempt.turn):
        turns.set_cost(attempt.turn, cost_usd(attempt.turn))


def resolve(
    attempt: Attempt, *, actor: User | None, billed: bool, amount_usd: Decimal | None = None, note: str = ""
) -> None:
    """Say of a call with an unknown outcome that it was billed (at `amount_usd`, else what was reserved), or was not.

    Raises TurnConflict when its outcome is known, or while somebody may still learn it.
    """
    with writing():
        fresh = Attempt.objects.select_for_update(of=("self",)).select_related("turn__session").get(pk=attempt.pk)
        _check_resolvable(fresh)
        price = (ledger.reserved_usd(fresh) if amount_usd is None else amount_usd) if billed else Decimal(0)
        said = {"outcome": Outcome.ERROR, "price_usd": price, "billed": Billed.YES if price else Billed.NO}
        if not _write(fresh, said | {"resolved_by": actor, "resolved_at": timezone.now()}):
            raise TurnConflict("The outcome of that call is known")
        _close(fresh, price, note)
        detail = {"request_id": fresh.request_id, "billed": bool(price), "usd": f"{price:.6f}"}
        audit.record(actor, "attempt.resolve", fresh.turn.session, turn=fresh.turn.number, **detail)


def _check_resolvable(attempt: Attempt) -> None:
    if attempt.outcome != Outcome.UNKNOWN:
        raise TurnConflict("The outcome of that call is known")
    if attempt.turn.status in OPEN:
        raise TurnConflict(f"v{attempt.turn.number} is still being made: its outcome may yet become known")
    if may_be_in_flight(attempt):
        raise TurnConflict(f"The call of v{attempt.turn.number} was cancelled but may still be answered. Wait for it")


def may_be_in_flight(attempt: Attempt, now: datetime | None = None) -> bool:
    """True while a process may still wait for the answer, though the turn was cancelled."""
    if attempt.outcome != Outcome.UNKNOWN or attempt.latency_s is not None:
        return False
    if attempt.turn.status in OPEN:
        return True
    longest = timedelta(seconds=settings.PROVIDER_TIMEOUT_S)
    is_young = (now or timezone.now()) - attempt.started_at < longest
    return attempt.turn.status == Status.CANCELLED and is_young


def cost_usd(turn: Turn) -> Decimal:
    """What the settled calls of this turn cost."""
    prices = turn.attempts.exclude(outcome=Outcome.UNKNOWN).values_list("price_usd", flat=True)
    return sum((price for price in prices if price), Decimal(0))


def history(turn: Turn) -> list[Attempt]:
    """Every call of this turn, oldest first, as the record has it now."""
    return list(turn.attempts.order_by("number"))


def unsettled(turn: Turn) -> list[Attempt]:
    """Calls of this turn whose outcome nobody knows, oldest first."""
    return list(turn.attempts.filter(outcome=Outcome.UNKNOWN))
