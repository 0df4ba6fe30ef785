"""How the surfaces are doing, read from the record: circuits, calls of the last hour, limits, lines, open calls."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from statistics import median
from typing import Final

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Count, Q

from editor.providers import catalogue, surfaces
from editor.providers.surfaces import EMBEDDED
from editor.render import gate
from editor.resilience import budget, pace
from sessions.models import Attempt, Breaker, BreakerState, Job, JobState, Outcome, Queue
from sessions.services import health, limits
from sessions.services.reconcile import still_open
from sessions.services.reconcile.still_open import Unknown

HOUR: Final = timedelta(hours=1)
# The median of an hour needs no more calls than this.
TIMED_CALLS: Final = 1000
_FAILED: Final = Q(outcome__in=(Outcome.ERROR, Outcome.UNKNOWN, Outcome.NO_PICTURE, Outcome.WRONG_PICTURE)) & ~Q(
    failure=""
)


@dataclass(frozen=True, slots=True)
class RouteStatus:
    """One model on one surface. `median_s` in seconds; `until` is when an open circuit asks again.

    `is_offered` is false for a model that was called in the last hour and is served no more.
    """

    model: str
    surface: str
    state: str
    until: datetime | None
    since: datetime | None
    reason: str
    calls: int
    failed: int
    median_s: float | None

    @property
    def failed_percent(self) -> int:
        """Share of calls that failed, of a hundred."""
        return round(100 * self.failed / self.calls) if self.calls else 0


@dataclass(frozen=True, slots=True)
class Pace:
    """What left within the last minute, of how many that may; a limit of 0 is none of ours."""

    used: int
    limit: int

    @property
    def is_full(self) -> bool:
        """True when the next one has to wait."""
        return bool(self.limit) and self.used >= self.limit


@dataclass(frozen=True, slots=True)
class SurfaceStatus:
    """One surface. `missing` names what to set, and is empty when it is ready; `repeats` are left in its budget."""

    name: str
    label: str
    missing: str
    routes: tuple[RouteStatus, ...]
    requests: Pace
    pictures: Pace
    repeats: float
    is_billed: bool

    @property
    def open_routes(self) -> int:
        """How many circuits are not closed."""
        return sum(route.state != BreakerState.CLOSED for route in self.routes)


@dataclass(frozen=True, slots=True)
class Line:
    """One queue: jobs that may run now, that run, and that were put off."""

    label: str
    waiting: int
    running: int
    deferred: int


@dataclass(frozen=True, slots=True)
class Status:
    """Everything the status page shows to one person. USD in `open_usd`."""

    now: datetime
    surfaces: tuple[SurfaceStatus, ...]
    lines: tuple[Line, ...]
    account: Pace
    today: Pace
    unknown: tuple[Unknown, ...]

    @property
    def open_usd(self) -> Decimal:
        """What the person's unknown calls may have cost."""
        return sum((each.reserved_usd for each in self.unknown), Decimal(0))


def status(user: User, now: datetime) -> Status:
    """Read everything, in a number of queries that does not grow with the record."""
    counts, times = _counts(now - HOUR), _times(now - HOUR)
    circuits = {(row.surface, row.model): row for row in health.breakers()}
    return Status(
        now=now,
        surfaces=tuple(_surface(name, now, counts, times, circuits) for name in surfaces.SURFACES),
        lines=tuple(_lines(now)),
        account=_account(user, now),
        today=_today(user, now),
        unknown=tuple(still_open.unknown(user, now=now)),
    )


_Route = tuple[str, str]


def _counts(since: datetime) -> dict[_Route, tuple[int, int]]:
    left = Attempt.objects.filter(started_at__gte=since).exclude(outcome=Outcome.NOT_SENT).order_by()
    rows = left.values_list("surface", "model").annotate(calls=Count("pk"), failed=Count("pk", filter=_FAILED))
    return {(surface, model): (calls, failed) for surface, model, calls, failed in rows}


def _times(since: datetime) -> dict[_Route, float]:
    ended = Attempt.objects.filter(started_at__gte=since, outcome=Outcome.PICTURE, latency_s__isnull=False)
    seconds: dict[_Route, list[float]] = {}
    for surface, model, took_s in ended.order_by("-started_at").values_list("surface", "model", "latency_s")[
        :TIMED_CALLS
    ]:
        seconds.setdefault((surface, model), []).append(took_s or 0.0)
    return {route: median(values) for route, values in seconds.items()}


def _surface(
    name: str,
    now: datetime,
    counts: dict[_Route, tuple[int, int]],
    times: dict[_Route, float],
    circuits: dict[_Route, Breaker],
) -> SurfaceStatus:
    known = surfaces.SURFACES[name]
    since = now - timedelta(seconds=pace.WINDOW_S)
    requests, pictures = settings.SURFACE_RATES.get(name, (0, 0))
    is_billed = name != EMBEDDED
    return SurfaceStatus(
        name=name,
        label=known.label,
        missing=surfaces.missing(name, settings.PROVIDER_ENV),
        routes=tuple(_route(each, counts, times, circuits) for each in _routes(name, now, (counts, circuits))),
        requests=Pace(len(limits.started_since(name, since)), requests),
        pictures=Pace(len(limits.pictures_since(name, since)) if pictures else 0, pictures),
        repeats=gate.tokens(name, now) if is_billed else budget.tokens(0, 0, settings.RETRY_ALLOWANCE),
        is_billed=is_billed,
    )


def _routes(name: str, now: datetime, told: Iterable[Iterable[_Route]]) -> list[_Route]:
    """What the surface offers today, then what else the record knows of it."""
    offered = [(name, item.id) for item in catalogue.for_surface(name, now.date())]
    others = sorted({route for routes in told for route in routes if route[0] == name} - set(offered))
    return [*offered, *others]


def _route(
    route: _Route, counts: dict[_Route, tuple[int, int]], times: dict[_Route, float], circuits: dict[_Route, Breaker]
) -> RouteStatus:
    row = circuits.get(route)
    calls, failed = counts.get(route, (0, 0))
    state = BreakerState(row.state) if row else BreakerState.CLOSED
    return RouteStatus(
        model=route[1],
        surface=route[0],
        state=state,
        until=row.retry_at if row and state == BreakerState.OPEN else None,
        since=row.opened_at if row and state != BreakerState.CLOSED else None,
        reason=row.reason if row and state != BreakerState.CLOSED else "",
        calls=calls,
        failed=failed,
        median_s=times.get(route),
    )


def _lines(now: datetime) -> list[Line]:
    ready, late = Q(state=JobState.READY), Q(run_after__gt=now)
    rows = Job.objects.exclude(state=JobState.ENDED).order_by().values("queue")
    found = {
        row["queue"]: row
        for row in rows.annotate(
            waiting=Count("pk", filter=ready & ~late),
            running=Count("pk", filter=Q(state=JobState.LEASED)),
            deferred=Count("pk", filter=ready & late),
        )
    }
    none = {"waiting": 0, "running": 0, "deferred": 0}
    told = [(queue, found.get(queue, none)) for queue in Queue]
    return [Line(queue.label, row["waiting"], row["running"], row["deferred"]) for queue, row in told]


def _account(user: User, now: datetime) -> Pace:
    if not settings.ACCOUNT_PER_MINUTE:
        return Pace(0, 0)
    since = now - timedelta(seconds=pace.WINDOW_S)
    mine = limits.started_by_account_since(since, skip_surfaces=(EMBEDDED,)).get(user.pk, [])
    return Pace(len(mine), settings.ACCOUNT_PER_MINUTE)


def _today(user: User, now: datetime) -> Pace:
    if not settings.ACCOUNT_PER_DAY:
        return Pace(0, 0)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return Pace(limits.made_today(user, midnight), settings.ACCOUNT_PER_DAY)


def policy() -> list[str]:
    """What happens when a call fails, as this installation is set, in sentences."""
    rules, breaker, allowance = settings.RETRY_POLICY, settings.BREAKER_RULES, settings.RETRY_ALLOWANCE
    repeats = {0: "is not made again", 1: "is made again at most once"}.get(
        rules.costly_repeats, f"is made again at most {rules.costly_repeats} times"
    )
    return [
        f"A call that is cut off may have been billed: it {repeats}, and its turn says so. Until somebody knows, what "
        "it may have cost counts as spent.",
        f"A call that cost nothing is tried up to {rules.tries} times on a route, after a random wait that grows to "
        f"{rules.cap_s:.0f} s, or after the wait that the provider asks for.",
        "A refusal by the provider’s rules is never tried again, nor taken elsewhere.",
        f"Repeats are a share of calls: {allowance.standing:.0f} and one for every {1 / allowance.per_call:.0f} first "
        "calls of the last minute. Beyond that they wait.",
        f"A route that fails {breaker.failures} times in a row is left alone for {breaker.cool_down_s:.0f} s, then asked "
        f"by one call; each time that fails, twice as long, up to {breaker.cool_down_cap_s:.0f} s.",
        "What is over a rate limit waits in line. Nothing is lost by it.",
        f"A turn that could not be made within {rules.patience_s / 60:.0f} minutes fails and says why.",
    ]
