"""Attempts: a row before the request leaves, its outcome afterwards."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils import timezone

from sessions.models import Attempt, Outcome, Turn
from sessions.services import ledger
from sessions.services.writing import writing


@dataclass(frozen=True, slots=True)
class Result:
    """How a call ended: seconds, HTTP status, tokens, USD."""

    outcome: Outcome
    http_status: int | None = None
    finish_reason: str = ""
    usage: dict[str, Any] = field(default_factory=dict)
    price_usd: Decimal | None = None
    error: str = ""
    note: str = ""


def begin(turn: Turn, *, model: str, surface: str, input_sha256: list[str], reserve_usd: Decimal) -> Attempt:
    """Write the attempt and reserve its price, committed before anything is sent."""
    with writing():
        attempt = Attempt.objects.create(
            turn=turn,
            number=turn.attempts.count() + 1,
            request_id=str(uuid.uuid4()),
            model=model,
            surface=surface,
            input_sha256=input_sha256,
        )
        ledger.reserve(attempt, reserve_usd)
    return attempt


def settle(attempt: Attempt, result: Result) -> None:
    """Write how the call ended and close its reservation, once. UNKNOWN leaves the reservation open."""
    with writing():
        latency = (timezone.now() - attempt.started_at).total_seconds()
        unsettled = Attempt.objects.filter(pk=attempt.pk, outcome=Outcome.UNKNOWN)
        changed = unsettled.update(
            outcome=result.outcome,
            http_status=result.http_status,
            finish_reason=result.finish_reason[:60],
            usage=result.usage,
            price_usd=result.price_usd,
            error=result.error,
            latency_s=attempt.latency_s or latency,
        )
        if changed != 1 or result.outcome == Outcome.UNKNOWN:
            return
        if result.price_usd:
            ledger.settle(attempt, result.price_usd, result.note)
        else:
            ledger.release(attempt, result.note)


def cost_usd(turn: Turn) -> Decimal:
    """What the settled calls of this turn cost."""
    prices = turn.attempts.exclude(outcome=Outcome.UNKNOWN).values_list("price_usd", flat=True)
    return sum((price for price in prices if price), Decimal(0))


def unsettled(turn: Turn) -> list[Attempt]:
    """Calls of this turn whose outcome nobody knows, oldest first."""
    return list(turn.attempts.filter(outcome=Outcome.UNKNOWN))
