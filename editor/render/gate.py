"""May a call leave now? Circuit breakers, retry budgets and rate limits, all read from the shared record.

A call that may not is put off, not failed: `Later` says until when and why, and the job waits in its queue without a
thread. The embedded engine is part of us and is never held back here.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from django.conf import settings
from django.utils import timezone

from editor.providers import surfaces
from editor.providers.errors import BadReply, CallFailed, ProviderError, ProviderFault, Refused
from editor.providers.surfaces import EMBEDDED
from editor.resilience import breaker, budget, pace
from editor.resilience.breaker import Circuit
from editor.resilience.tries import Route
from sessions.models import Breaker, Turn
from sessions.services import health, limits
from sessions.services.writing import writing

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
# What the service itself did wrong. Refusals and rate limits are the service at work.
_SERVICE_FAULTS: Final = (ProviderFault, CallFailed, BadReply)
BUDGET_WAIT_S: Final = 5.0
CHANCE: Final = random.Random()  # noqa: S311  (spreads waits; nothing secret hangs on it)


class Later(Exception):
    """The call may not leave now: wait `seconds`, because of `why` (a sentence for the person)."""

    def __init__(self, seconds: float, why: str) -> None:
        super().__init__(why)
        self.seconds = seconds
        self.why = why


def first_open(routes: Sequence[Route]) -> Route:
    """The first of these routes whose circuit lets a call through. Raises Later when none does."""
    now_s = timezone.now().timestamp()
    waits: dict[Route, float] = {}
    for route in routes:
        wait_s = breaker.admit(
            _circuit(health.breaker(route.surface, route.model)), now_s, settings.BREAKER_RULES
        ).wait_s
        if route.surface == EMBEDDED or wait_s == 0:
            return route
        waits[route] = wait_s
    soonest = min(waits, key=lambda route: waits[route])
    raise Later(
        _spread(waits[soonest]), f"{_label(soonest)} keeps failing. It is asked again when it may have recovered."
    )


def enter(route: Route, turn: Turn, *, is_repeat: bool) -> None:
    """Pass every gate, inside the transaction that writes the attempt. Raises Later."""
    if route.surface == EMBEDDED:
        return
    now = timezone.now()
    _keep_pace(route, turn, now)
    if is_repeat:
        _spend(route, now)
    _through(route, now)


def succeeded(route: Route) -> None:
    """A call was answered as a service should answer: the circuit closes. One read where all is well."""
    if route.surface == EMBEDDED or _circuit(health.breaker(route.surface, route.model)) == breaker.succeeded():
        return
    with writing():
        _store(health.lock(route.surface, route.model), breaker.succeeded(), "")


def failed(route: Route, problem: ProviderError) -> None:
    """Count a failure of the service. Its refusals close the circuit, for they are answers."""
    if route.surface == EMBEDDED:
        return
    if isinstance(problem, Refused):
        succeeded(route)
    if not isinstance(problem, _SERVICE_FAULTS):
        return
    with writing():
        row = health.lock(route.surface, route.model)
        circuit = breaker.failed(_circuit(row), timezone.now().timestamp(), settings.BREAKER_RULES)
        _store(row, circuit, problem.sentence)


def paused(now: datetime) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Surfaces and accounts whose minute is used up: the dispatcher leaves their jobs in line. No limits, no query."""
    limited = [name for name, rates in settings.SURFACE_RATES.items() if any(rates)]
    full = tuple(name for name in limited if _surface_wait_s(name, now) > 0)
    if not settings.ACCOUNT_PER_MINUTE:
        return full, ()
    started = _started_by_account(now)
    busy = [account for account, starts in started.items() if _wait_s(starts, settings.ACCOUNT_PER_MINUTE, now) > 0]
    return full, tuple(busy)


def _keep_pace(route: Route, turn: Turn, now: datetime) -> None:
    wait_s = _surface_wait_s(route.surface, now)
    if wait_s:
        label = surfaces.SURFACES[route.surface].label
        raise Later(_spread(wait_s), f"Waiting for the rate limit of {label}.")
    if not settings.ACCOUNT_PER_MINUTE:
        return
    mine = _started_by_account(now).get(turn.author_id, [])
    wait_s = _wait_s(mine, settings.ACCOUNT_PER_MINUTE, now)
    if wait_s:
        raise Later(_spread(wait_s), "Waiting for the rate limit of this account.")


def _started_by_account(now: datetime) -> dict[int, list[datetime]]:
    return limits.started_by_account_since(now - timedelta(seconds=pace.WINDOW_S), skip_surfaces=(EMBEDDED,))


def _surface_wait_s(surface: str, now: datetime) -> float:
    """The longer of two waits: for requests and for pictures. A request under way counts as a picture to come."""
    requests, pictures = settings.SURFACE_RATES.get(surface, (0, 0))
    since = now - timedelta(seconds=pace.WINDOW_S)
    waits = [_wait_s(limits.started_since(surface, since), requests, now)] if requests else []
    if pictures:
        waits.append(_wait_s(limits.pictures_since(surface, since), pictures, now))
    return max(waits, default=0.0)


def _wait_s(starts: Sequence[datetime], per_minute: int, now: datetime) -> float:
    return pace.wait_s([each.timestamp() for each in starts], per_minute, now.timestamp())


def tokens(surface: str, now: datetime) -> float:
    """What is left of the surface's retry budget, in calls."""
    first, repeats = limits.calls_since(surface, now - timedelta(seconds=budget.WINDOW_S))
    return budget.tokens(first, repeats, settings.RETRY_ALLOWANCE)


def _spend(route: Route, now: datetime) -> None:
    """A repeat takes a token of the surface's budget."""
    if tokens(route.surface, now) < 1:
        label = surfaces.SURFACES[route.surface].label
        raise Later(_spread(BUDGET_WAIT_S), f"{label} fails for many at once. Repeats wait, so as not to add to it.")


def _through(route: Route, now: datetime) -> None:
    """Past the circuit breaker, as the probe if it is half open."""
    if _circuit(health.breaker(route.surface, route.model)).state == "closed":
        return
    row = health.lock(route.surface, route.model)
    admission = breaker.admit(_circuit(row), now.timestamp(), settings.BREAKER_RULES)
    if not admission.may_go:
        raise Later(
            _spread(admission.wait_s), f"{_label(route)} keeps failing. It is asked again when it may have recovered."
        )
    _store(row, admission.circuit, row.reason)


def _spread(wait_s: float) -> float:
    """A little later than told, each by another amount: those who wait together must not come back together."""
    return wait_s + CHANCE.uniform(0.0, min(2.0, wait_s / 4))


def _label(route: Route) -> str:
    return f"{route.model} on {surfaces.SURFACES[route.surface].label}"


def _circuit(row: Breaker) -> Circuit:
    state: breaker.State = "open" if row.state == "open" else "half_open" if row.state == "half_open" else "closed"
    return Circuit(state, row.failures, _seconds(row.opened_at), _seconds(row.retry_at), _seconds(row.probe_until))


def _store(row: Breaker, circuit: Circuit, reason: str) -> None:
    if row.state != circuit.state:
        row.changed_at = timezone.now()
    row.state = circuit.state
    row.failures = circuit.failures
    row.opened_at, row.retry_at = _time(circuit.opened_s), _time(circuit.retry_s)
    row.probe_until = _time(circuit.probe_until_s)
    row.reason = reason
    health.save(row)


def _seconds(at: datetime | None) -> float:
    return at.timestamp() if at else 0.0


def _time(seconds: float) -> datetime | None:
    return EPOCH + timedelta(seconds=seconds) if seconds else None
