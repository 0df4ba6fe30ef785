"""How the surfaces are doing now, read from the record for the status page. Nothing is written, nothing is called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final, Literal, TypeAlias

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Count, Min, Q
from django.utils import timezone

from editor.providers import catalogue, surfaces
from editor.providers.surfaces import EMBEDDED
from editor.render import gate, recent
from editor.render.recent import Recent
from editor.resilience import pace
from editor.resilience.tries import Route
from sessions.models import Breaker, BreakerState, Job, JobState, Queue
from sessions.services import health, jobs, limits

MINUTE: Final = timedelta(seconds=pace.WINDOW_S)
LINES: Final = {Queue.PREVIEW: "Edits and previews", Queue.FINAL: "Finals"}
# "probing": half open with a call under way; "due": open, but its time has come and the next call is let through.
Stand: TypeAlias = Literal["closed", "open", "due", "probing"]


@dataclass(frozen=True, slots=True)
class Circuit:
    """The circuit breaker of a route: failures in a row, why, since when, and the seconds until it is asked again."""

    stand: Stand = "closed"
    failures: int = 0
    wait_s: float = 0.0
    reason: str = ""
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RouteStatus:
    """A model on a surface: its circuit and its last hour."""

    model: str
    label: str
    circuit: Circuit
    recent: Recent


@dataclass(frozen=True, slots=True)
class Use:
    """What the last minute (or the day) took of a limit; a limit of 0 is none."""

    used: int
    limit: int

    @property
    def is_full(self) -> bool:
        """True where the next one waits."""
        return 0 < self.limit <= self.used


@dataclass(frozen=True, slots=True)
class SurfaceStatus:
    """One surface. `missing` says in a sentence what it lacks. `repeats_left` is its retry budget, in calls."""

    name: str
    label: str
    missing: str
    is_gated: bool
    requests: Use
    pictures: Use
    repeats_left: float
    routes: tuple[RouteStatus, ...]

    @property
    def paused(self) -> tuple[RouteStatus, ...]:
        """The routes that let nothing through now."""
        return tuple(route for route in self.routes if route.circuit.stand in ("open", "probing"))


@dataclass(frozen=True, slots=True)
class Line:
    """A queue: jobs that run, that may run next, and that were put off; age of the oldest that may run, in seconds."""

    label: str
    running: int
    waiting: int
    put_off: int
    oldest_s: float | None


@dataclass(frozen=True, slots=True)
class Status:
    """Everything the status page shows that is not one person's."""

    surfaces: tuple[SurfaceStatus, ...]
    lines: tuple[Line, ...]

    @property
    def paused(self) -> tuple[tuple[SurfaceStatus, RouteStatus], ...]:
        """Every route that lets nothing through now, with its surface."""
        return tuple((each, route) for each in self.surfaces for route in each.paused)


@dataclass(frozen=True, slots=True)
class Mine:
    """What one person has open, and how far the limits of the account are used."""

    open_turns: int
    requests: Use
    pictures: Use


def read(now: datetime | None = None) -> Status:
    """The surfaces, their routes and the queues as they stand."""
    now = now or timezone.now()
    circuits = {Route(row.model, row.surface): _circuit(row, now) for row in health.breakers()}
    lately = recent.by_route(now)
    found = tuple(_surface(name, now, circuits, lately) for name in surfaces.SURFACES)
    return Status(found, _lines(now))


def mine(user: User, now: datetime | None = None) -> Mine:
    """What `user` has open. Days are UTC; the embedded engine is not counted."""
    now = now or timezone.now()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    started = limits.started_by_account_since(now - MINUTE, skip_surfaces=(EMBEDDED,)).get(user.pk, [])
    return Mine(
        open_turns=jobs.open_count(user),
        requests=Use(len(started), settings.ACCOUNT_PER_MINUTE),
        pictures=Use(limits.made_today(user, midnight), settings.ACCOUNT_PER_DAY),
    )


def _surface(
    name: str, now: datetime, circuits: Mapping[Route, Circuit], lately: Mapping[Route, Recent]
) -> SurfaceStatus:
    per_minute = settings.SURFACE_RATES.get(name, (0, 0))
    missing = surfaces.missing(name, settings.PROVIDER_ENV)
    is_gated = name != EMBEDDED
    known = [route for route in (*circuits, *lately) if route.surface == name]
    routes = dict.fromkeys([*([] if missing else _offered(name, now.date())), *known])
    return SurfaceStatus(
        name=name,
        label=surfaces.SURFACES[name].label,
        missing=missing,
        is_gated=is_gated,
        requests=Use(len(limits.started_since(name, now - MINUTE)) if is_gated else 0, per_minute[0]),
        pictures=Use(len(limits.pictures_since(name, now - MINUTE)) if is_gated else 0, per_minute[1]),
        repeats_left=gate.tokens(name, now) if is_gated else 0.0,
        routes=tuple(_route(route, circuits, lately) for route in routes),
    )


def _offered(name: str, today: date) -> list[Route]:
    return [Route(item.id, name) for item in catalogue.for_surface(name, today)]


def _route(route: Route, circuits: Mapping[Route, Circuit], lately: Mapping[Route, Recent]) -> RouteStatus:
    item = catalogue.MODELS.get(route.model)
    label = item.label if item else route.model
    return RouteStatus(route.model, label, circuits.get(route, Circuit()), lately.get(route, Recent()))


def _circuit(row: Breaker, now: datetime) -> Circuit:
    """What `gate` would say to a call now."""
    until = {BreakerState.OPEN: row.retry_at, BreakerState.HALF_OPEN: row.probe_until}.get(BreakerState(row.state))
    wait_s = max((until - now).total_seconds(), 0.0) if until else 0.0
    stand: Stand = "closed"
    if row.state in (BreakerState.OPEN, BreakerState.HALF_OPEN):
        stand = "due" if not wait_s else "open" if row.state == BreakerState.OPEN else "probing"
    return Circuit(stand, row.failures, wait_s, row.reason, row.changed_at)


def _lines(now: datetime) -> tuple[Line, ...]:
    may_run = Q(state=JobState.READY, run_after__lte=now)
    open_jobs = Job.objects.filter(state__in=(JobState.READY, JobState.LEASED)).order_by()
    counts = open_jobs.values("queue").annotate(
        running=Count("pk", filter=Q(state=JobState.LEASED)),
        waiting=Count("pk", filter=may_run),
        put_off=Count("pk", filter=Q(state=JobState.READY, run_after__gt=now)),
        oldest=Min("created_at", filter=may_run),
    )
    found = {row["queue"]: row for row in counts}
    return tuple(_line(queue, found.get(queue.value), now) for queue in Queue)


def _line(queue: Queue, row: Mapping[str, Any] | None, now: datetime) -> Line:
    label = LINES[queue]
    if row is None:
        return Line(label, 0, 0, 0, None)
    oldest_s = (now - row["oldest"]).total_seconds() if row["oldest"] else None
    return Line(label, row["running"], row["waiting"], row["put_off"], oldest_s)
