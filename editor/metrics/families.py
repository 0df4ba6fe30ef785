"""The record as metric families: their names, their labels, and what is summed for them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db.models import Aggregate, BigIntegerField, Count, F, FloatField, Min, Q, Sum, Value
from django.db.models.functions import Cast, Greatest, Round
from django.utils import timezone
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric

from editor.metrics.tally import Key, Sums, Tally, grouped
from editor.providers.surfaces import EMBEDDED, SURFACES
from editor.render import gate
from sessions.models import ENDED, Attempt, BreakerState, Job, JobState, Outcome, Queue, Turn
from sessions.services import health, ledger

BUCKETS_S: Final = (0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 60, 120, 300)
STATES: Final = {BreakerState.CLOSED: 0.0, BreakerState.HALF_OPEN: 0.5, BreakerState.OPEN: 1.0}
TOKENS: Final = {"prompt": "promptTokenCount", "output": "candidatesTokenCount", "thought": "thoughtsTokenCount"}
BYTES: Final = {"sent": "request_bytes", "received": "response_bytes"}
CALL: Final = ("surface", "model", "image_size", "outcome", "failure")
ROUTE: Final = ("surface", "model")
MILLION: Final = 1e6

Values = dict[Key, float]


def _spread(name: str, column: str) -> dict[str, Aggregate]:
    """What a histogram of `column` needs. Zero is no measurement: an answer read after a restart has none."""
    measured = Q(**{f"{column}__gt": 0})
    within = {
        f"{name}_le_{bound:g}": Count("pk", filter=measured & Q(**{f"{column}__lte": bound})) for bound in BUCKETS_S
    }
    return within | {f"{name}_count": Count("pk", filter=measured), f"{name}_sum": _micro(column)}


def _micro(column: str) -> Aggregate:
    """In millionths, as whole numbers: sums of fractions differ by the order they are added in, and seem to fall."""
    millionths = Round(Cast(F(column), FloatField()) * Value(MILLION))
    return Sum(Cast(millionths, BigIntegerField()))


def _tokens(name: str) -> Aggregate:
    """`usage` is the provider's own JSON: text is read as a number, nonsense as nothing, and no counter falls."""
    return Sum(Greatest(Cast(F(f"usage__{name}"), BigIntegerField()), Value(0)))


class Record:
    """What the record says, as metric families; a collector of the Prometheus client."""

    def __init__(self) -> None:
        sums: dict[str, Aggregate] = {"calls": Count("pk"), "usd": _micro("price_usd")}
        sums |= {way: Sum(column) for way, column in BYTES.items()}
        sums |= {kind: _tokens(name) for kind, name in TOKENS.items()}
        sums |= _spread("call", "latency_s") | _spread("first_byte", "first_byte_s")
        unknown = Q(outcome=Outcome.UNKNOWN)
        self._calls = Tally(Attempt.objects.all(), CALL, sums, born="started_at", is_open=unknown)
        unfinished = ~Q(status__in=ENDED)
        counts = {"turns": Count("pk")}
        self._turns = Tally(Turn.objects.all(), ("action", "status"), counts, born="created_at", is_open=unfinished)

    def collect(self) -> Iterable[Metric]:
        """Every family as of now."""
        now = timezone.now()
        yield from _calls(self._calls.read(now))
        yield from _turns(self._turns.read(now))
        yield _open_money()
        yield from _queues(now)
        yield _circuits()
        yield _allowances(now)


def _calls(calls: Sums) -> Iterable[Metric]:
    """A call counts once its outcome is known, so that no series of a counter ever falls."""
    known = {key: figures for key, figures in calls.items() if key[3] != Outcome.UNKNOWN}
    unknown = {key: figures for key, figures in calls.items() if key[3] == Outcome.UNKNOWN}
    routes = grouped(known, 0, 1)
    labels = (*ROUTE, "size", "outcome", "failure")
    yield _counter("overpaint_calls", "Calls to providers by how they ended", labels, _one("calls", known))
    yield _gauge(
        "overpaint_calls_unknown",
        "Calls under way, or cut off and nobody knows whether they were billed",
        (*ROUTE, "failure"),
        _one("calls", grouped(unknown, 0, 1, 4)),
    )
    # The seconds of a call stay when its outcome becomes known: a time-out counts at once.
    yield _histogram("overpaint_call_seconds", "Seconds from sending a call to its end", "call", calls)
    yield _histogram("overpaint_first_byte_seconds", "Seconds until an answer began", "first_byte", known)
    yield _counter("overpaint_call_bytes", "Bytes on the wire", (*ROUTE, "direction"), _each(BYTES, routes))
    yield _counter("overpaint_tokens", "Tokens as providers count them", (*ROUTE, "kind"), _each(TOKENS, routes))
    costs: Values = {key: value / MILLION for key, value in _one("usd", routes).items()}
    yield _counter("overpaint_cost_usd", "USD of calls that were billed", ROUTE, costs)


def _turns(turns: Sums) -> Iterable[Metric]:
    labels = ("action", "status")
    counts = _one("turns", turns)
    ended = {key: value for key, value in counts.items() if key[1] in ENDED}
    yield _counter("overpaint_turns", "Turns that ended, by action and how", labels, ended)
    unfinished = {key: value for key, value in counts.items() if key[1] not in ENDED}
    yield _gauge("overpaint_turns_open", "Turns that wait, run, or need a person", labels, unfinished)


def _open_money() -> Metric:
    says = "USD set aside for calls whose outcome is unknown: they may have been billed"
    return _gauge("overpaint_open_unknown_usd", says, (), {(): float(ledger.open_usd())})


def _queues(now: datetime) -> Iterable[Metric]:
    """Every queue is there when it is empty, too: an alert on nothing never fires."""
    states = (JobState.READY, JobState.LEASED)
    jobs: Values = {(queue.value, state.value): 0.0 for queue in Queue for state in states}
    found = Job.objects.filter(state__in=states).order_by()
    jobs |= {
        (row["queue"], row["state"]): row["count"] for row in found.values("queue", "state").annotate(count=Count("pk"))
    }
    yield _gauge("overpaint_queue_jobs", "Jobs that wait or run", ("queue", "state"), jobs)
    ages: Values = {(queue.value,): 0.0 for queue in Queue}
    due = found.filter(state=JobState.READY, run_after__lte=now).values("queue").annotate(oldest=Min("created_at"))
    ages |= {(row["queue"],): max((now - row["oldest"]).total_seconds(), 0.0) for row in due}
    yield _gauge("overpaint_queue_oldest_seconds", "Age of the oldest job that may run now", ("queue",), ages)


def _circuits() -> Metric:
    states: Values = {(row.surface, row.model): STATES[BreakerState(row.state)] for row in health.breakers()}
    return _gauge("overpaint_circuit_open", "0 closed, 0.5 half-open, 1 open", ROUTE, states)


def _allowances(now: datetime) -> Metric:
    left: Values = {(name,): gate.tokens(name, now) for name in SURFACES if name != EMBEDDED}
    return _gauge("overpaint_retry_tokens", "Repeats that a surface may still take", ("surface",), left)


def _one(figure: str, sums: Sums) -> Values:
    return {key: figures[figure] for key, figures in sums.items()}


def _each(figures: Iterable[str], sums: Sums) -> Values:
    """Several figures as one family: their names become the last label."""
    return {(*key, name): row[name] for key, row in sums.items() for name in figures}


def _counter(name: str, says: str, labels: tuple[str, ...], values: Values) -> Metric:
    return _filled(CounterMetricFamily(name, says, labels=labels), values)


def _gauge(name: str, says: str, labels: tuple[str, ...], values: Values) -> Metric:
    return _filled(GaugeMetricFamily(name, says, labels=labels), values)


def _filled(family: CounterMetricFamily | GaugeMetricFamily, values: Values) -> CounterMetricFamily | GaugeMetricFamily:
    for key, value in values.items():
        family.add_metric(key, value)
    return family


def _histogram(name: str, says: str, figure: str, calls: Sums) -> Metric:
    family = HistogramMetricFamily(name, says, labels=(*ROUTE, "size"))
    for key, figures in grouped(calls, 0, 1, 2).items():
        count = figures[f"{figure}_count"]
        buckets = [(f"{bound:g}", figures[f"{figure}_le_{bound:g}"]) for bound in BUCKETS_S]
        if count:
            family.add_metric(key, [*buckets, ("+Inf", count)], figures[f"{figure}_sum"] / MILLION)
    return family
