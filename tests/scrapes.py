"""Calls on the record, and the metrics that are counted from them, read back."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from editor import metrics
from editor.metrics.families import Record
from sessions.models import Attempt, Outcome, Turn
from sessions.services import attempts
from sessions.services.attempts import Result
from tests import factories

USAGE = {"promptTokenCount": 1130, "candidatesTokenCount": "1120", "thoughtsTokenCount": 40}
PRICE = Decimal("0.0336")
Labels = frozenset[tuple[str, str]]
Samples = dict[str, dict[Labels, float]]
ROUTE = {"surface": "gemini", "model": factories.MODEL}
NONE: Labels = frozenset()


def by(**labels: str) -> Labels:
    return frozenset(labels.items())


def begun(turn: Turn) -> Attempt:
    return attempts.begin(
        turn, model=factories.MODEL, surface="gemini", image_size="1K", input_sha256=[], reserve_usd=PRICE
    )


def called(turn: Turn, latency_s: float = 3.0, **facts: object) -> Attempt:
    attempt = begun(turn)
    attempt.latency_s = latency_s
    attempts.settle(attempt, Result(**{"outcome": Outcome.PICTURE, "price_usd": PRICE, **facts}))  # type: ignore[arg-type]
    return attempt


def age(*calls: Attempt) -> None:
    """Let these calls have left an hour ago."""
    hour = timezone.now() - timedelta(hours=1)
    Attempt.objects.filter(pk__in=[each.pk for each in calls]).update(started_at=hour)


def samples(record: Record | None = None) -> Samples:
    """Every sample by its name and its labels."""
    found: Samples = {}
    for family in text_string_to_metric_families(metrics.text(record or Record()).decode()):
        for sample in family.samples:
            found.setdefault(sample.name, {})[by(**sample.labels)] = sample.value
    return found
