"""Metrics in the Prometheus text format, counted from the record when they are asked for.

Counted, not kept in memory: several processes write the record, any of them may be killed, and a counter that lives in
one of them would start again at nothing. Labels are routes, sizes and outcomes: bounded, and nobody's name.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from django.db.models import Count, F, FloatField, Min, Q, Sum
from django.db.models.functions import Cast
from django.utils import timezone
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric

from editor.providers.surfaces import EMBEDDED, SURFACES
from editor.render import gate
from sessions.models import Attempt, Job, JobState, LedgerEntry, LedgerKind, Turn
from sessions.services import health, ledger

BUCKETS_S: Final = (0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 60, 120, 300)
ROUTE: Final = ("surface", "model")
STATES: Final = {"closed": 0.0, "half_open": 0.5, "open": 1.0}


class Record:
    """What the record says, as metric families."""

    def collect(self) -> Iterable[Metric]:
        """Every family, freshly counted."""
        yield from _calls()
        yield _seconds("overpaint_call_seconds", "Seconds from sending to the end of a call", "latency_s")
        yield _seconds("overpaint_first_byte_seconds", "Seconds until an answer began", "first_byte_s")
        yield _money()
        yield _turns()
        yield from _queues(timezone.now())
        yield _circuits()
        yield _allowances(timezone.now())


def text() -> bytes:
    """All metrics in the text format."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(Record())
    return generate_latest(registry)


def _calls() -> Iterable[Metric]:
    calls = CounterMetricFamily(
        "overpaint_calls", "Calls to providers by how they ended", labels=[*ROUTE, "size", "outcome", "failure"]
    )
    kinds = ("surface", "model", "image_size", "outcome", "failure")
    for row in Attempt.objects.order_by().values(*kinds).annotate(count=Count("pk")):
        calls.add_metric([row[kind] for kind in kinds], row["count"])
    yield calls
    sums = {"sent": Sum("request_bytes"), "received": Sum("response_bytes")}
    octets = CounterMetricFamily("overpaint_call_bytes", "Bytes on the wire", labels=[*ROUTE, "direction"])
    tokens = CounterMetricFamily("overpaint_tokens", "Tokens as providers count them", labels=[*ROUTE, "kind"])
    names = {"prompt": "promptTokenCount", "output": "candidatesTokenCount", "thought": "thoughtsTokenCount"}
    # `usage` is the provider's own record as JSON; a count that is text is read as a number all the same.
    sums |= {kind: Sum(Cast(F(f"usage__{name}"), FloatField())) for kind, name in names.items()}
    for row in Attempt.objects.order_by().values(*ROUTE).annotate(**sums):
        route = [row["surface"], row["model"]]
        for direction in ("sent", "received"):
            octets.add_metric([*route, direction], row[direction] or 0)
        for kind in names:
            tokens.add_metric([*route, kind], row[kind] or 0)
    yield octets
    yield tokens


def _seconds(name: str, says: str, column: str) -> Metric:
    family = HistogramMetricFamily(name, says, labels=[*ROUTE, "size"])
    counts: dict[str, Any] = {
        f"b{index}": Count("pk", filter=Q(**{f"{column}__lte": bound})) for index, bound in enumerate(BUCKETS_S)
    }
    kinds = ("surface", "model", "image_size")
    rows = Attempt.objects.exclude(**{column: None}).order_by().values(*kinds)
    for row in rows.annotate(**counts, count=Count("pk"), total=Sum(column)):
        buckets = [(str(bound), row[f"b{index}"]) for index, bound in enumerate(BUCKETS_S)]
        family.add_metric([row[kind] for kind in kinds], [*buckets, ("+Inf", row["count"])], row["total"])
    return family


def _money() -> Metric:
    family = CounterMetricFamily("overpaint_cost_usd", "USD settled", labels=ROUTE)
    settled = LedgerEntry.objects.filter(kind=LedgerKind.SETTLE).order_by()
    for row in settled.values("attempt__surface", "attempt__model").annotate(total=Sum("amount_usd")):
        family.add_metric([row["attempt__surface"], row["attempt__model"]], float(row["total"]))
    return family


def _turns() -> Metric:
    family = GaugeMetricFamily("overpaint_turns", "Turns by action and status", labels=["action", "status"])
    for row in Turn.objects.order_by().values("action", "status").annotate(count=Count("pk")):
        family.add_metric([row["action"], row["status"]], row["count"])
    return family


def _queues(now: datetime) -> Iterable[Metric]:
    jobs = GaugeMetricFamily("overpaint_queue_jobs", "Jobs that wait or run", labels=["queue", "state"])
    oldest = GaugeMetricFamily("overpaint_queue_oldest_seconds", "Age of the oldest job that may run", labels=["queue"])
    open_jobs = Job.objects.filter(state__in=(JobState.READY, JobState.LEASED)).order_by()
    for row in open_jobs.values("queue", "state").annotate(count=Count("pk")):
        jobs.add_metric([row["queue"], row["state"]], row["count"])
    due = Job.objects.filter(state=JobState.READY, run_after__lte=now).order_by()
    for first in due.values("queue").annotate(oldest=Min("created_at")):
        oldest.add_metric([first["queue"]], (now - first["oldest"]).total_seconds())
    unknown = GaugeMetricFamily("overpaint_open_unknown_usd", "USD of calls that may have been billed")
    unknown.add_metric([], float(ledger.open_usd()))
    yield from (jobs, oldest, unknown)


def _circuits() -> Metric:
    family = GaugeMetricFamily("overpaint_circuit_open", "0 closed, 0.5 half open, 1 open", labels=ROUTE)
    for row in health.breakers():
        family.add_metric([row.surface, row.model], STATES[row.state])
    return family


def _allowances(now: datetime) -> Metric:
    family = GaugeMetricFamily("overpaint_retry_tokens", "Repeats that a surface may still take", labels=["surface"])
    for name in SURFACES:
        if name != EMBEDDED:
            family.add_metric([name], gate.tokens(name, now))
    return family
