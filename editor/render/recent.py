"""What the calls of the last hour say about each route."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from editor.providers.errors import NoLongerWanted
from editor.resilience.tries import Route
from sessions.models import Attempt, Outcome

RECENT: Final = timedelta(hours=1)
# A refusal is an answer: the service works.
ANSWERED: Final = (Outcome.PICTURE, Outcome.REFUSED)


@dataclass(frozen=True, slots=True)
class Recent:
    """Calls of the last hour. `failed` of those that `ended` brought no answer; `median_s` is of all that ended."""

    ended: int = 0
    failed: int = 0
    under_way: int = 0
    median_s: float | None = None

    @property
    def failed_share(self) -> float | None:
        """Between 0 and 1; None where nothing has ended."""
        return self.failed / self.ended if self.ended else None


def by_route(now: datetime) -> dict[Route, Recent]:
    """The last hour by route. A call without an end is under way, or cut off once no process can still wait for it."""
    young = now - timedelta(seconds=settings.PROVIDER_TIMEOUT_S)
    open_now = Q(outcome=Outcome.UNKNOWN, latency_s=None, started_at__gte=young)
    counts = _calls(now).values("model", "surface").order_by()
    counts = counts.annotate(
        under_way=Count("pk", filter=open_now),
        ended=Count("pk", filter=~open_now),
        failed=Count("pk", filter=~open_now & ~Q(outcome__in=ANSWERED)),
    )
    medians = _medians(now)
    return {
        (route := Route(row["model"], row["surface"])): Recent(
            row["ended"], row["failed"], row["under_way"], medians.get(route)
        )
        for row in counts
    }


def _medians(now: datetime) -> dict[Route, float]:
    """The median seconds of each route, found where the rows are: an hour may hold many thousands."""
    route = [F("model"), F("surface")]
    ranked = (
        _calls(now)
        .exclude(latency_s=None)
        .order_by()
        .annotate(
            rank=Window(RowNumber(), partition_by=route, order_by="latency_s"),
            count=Window(Count("pk"), partition_by=route),
        )
    )
    middle = ranked.filter(rank__gte=F("count") / 2.0, rank__lte=F("count") / 2.0 + 1)
    found: dict[Route, list[float]] = {}
    for model, surface, latency_s in middle.values_list("model", "surface", "latency_s"):
        found.setdefault(Route(model, surface), []).append(latency_s or 0.0)
    return {each: sum(values) / len(values) for each, values in found.items()}


def _calls(now: datetime) -> QuerySet[Attempt]:
    """Those that say something of the service: not what never left, nor what a person gave up."""
    given_up = Q(outcome=Outcome.NOT_SENT) | Q(failure=NoLongerWanted.__name__)
    return Attempt.objects.filter(started_at__gte=now - RECENT).exclude(given_up)
