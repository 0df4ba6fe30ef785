"""Calls whose outcome nobody knows: they count against the budget until somebody resolves them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.contrib.auth.models import User
from django.utils import timezone

from sessions.models import OPEN, Attempt, LedgerEntry, LedgerKind, Outcome
from sessions.services import attempts


@dataclass(frozen=True, slots=True)
class Unknown:
    """A call (with its turn) whose outcome nobody knows. Age in seconds, USD as reserved.

    `is_running` while its turn is being made or its answer may still come: then nobody may resolve it yet.
    """

    attempt: Attempt
    age_s: float
    reserved_usd: Decimal
    is_running: bool


def unknown(user: User | None = None, *, now: datetime | None = None) -> list[Unknown]:
    """The unknown calls in sessions of `user`, or of everybody, oldest first. Two queries."""
    now = now or timezone.now()
    found = Attempt.objects.filter(outcome=Outcome.UNKNOWN).select_related("turn__session").order_by("started_at")
    if user is not None:
        found = found.filter(turn__session__owner=user)
    lines = LedgerEntry.objects.filter(attempt__outcome=Outcome.UNKNOWN, kind=LedgerKind.RESERVE)
    reserved = dict(lines.values_list("attempt_id", "amount_usd"))
    return [_unknown(each, reserved.get(each.pk, Decimal(0)), now) for each in found]


def _unknown(attempt: Attempt, reserved_usd: Decimal, now: datetime) -> Unknown:
    is_running = attempt.turn.status in OPEN or attempts.may_be_in_flight(attempt, now)
    return Unknown(attempt, (now - attempt.started_at).total_seconds(), reserved_usd, is_running)
