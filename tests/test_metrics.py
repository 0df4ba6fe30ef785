"""Metrics counted from the record, and the door in front of them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from prometheus_client.parser import text_string_to_metric_families

from editor import metrics
from sessions.models import Attempt, Breaker, Outcome, Turn
from sessions.services import attempts
from sessions.services.attempts import Result
from tests import factories

pytestmark = pytest.mark.django_db
USAGE = {"promptTokenCount": 1130, "candidatesTokenCount": "1120", "thoughtsTokenCount": 40}
Labels = frozenset[tuple[str, str]]
Samples = dict[str, dict[Labels, float]]
ROUTE = {"surface": "gemini", "model": factories.MODEL}
NONE: Labels = frozenset()


def by(**labels: str) -> Labels:
    return frozenset(labels.items())


def called(turn: Turn, latency_s: float = 3.0, **facts: object) -> Attempt:
    begun = attempts.begin(
        turn, model=factories.MODEL, surface="gemini", image_size="1K", input_sha256=[], reserve_usd=Decimal("0.0336")
    )
    begun.latency_s = latency_s
    attempts.settle(begun, Result(**{"outcome": Outcome.PICTURE, "price_usd": Decimal("0.0336"), **facts}))  # type: ignore[arg-type]
    return begun


def samples() -> Samples:
    """Every sample by its name and its labels."""
    found: Samples = {}
    for family in text_string_to_metric_families(metrics.text().decode()):
        for sample in family.samples:
            found.setdefault(sample.name, {})[by(**sample.labels)] = sample.value
    return found


@pytest.fixture
def turn(alice: User) -> Turn:
    return factories.queued(factories.session(alice))


def test_an_empty_record_is_readable() -> None:
    found = samples()
    assert found["overpaint_open_unknown_usd"] == {NONE: 0}
    assert found["overpaint_retry_tokens"][by(surface="gemini")] > 0


def test_calls_bytes_tokens_and_money_are_counted(turn: Turn) -> None:
    called(turn, usage=USAGE, request_bytes=500, response_bytes=2_000_000, first_byte_s=1.5)
    called(turn, outcome=Outcome.ERROR, price_usd=Decimal(0), failure="RateLimited")
    found = samples()
    assert found["overpaint_calls_total"] == {
        by(**ROUTE, size="1K", outcome="picture", failure=""): 1,
        by(**ROUTE, size="1K", outcome="error", failure="RateLimited"): 1,
    }
    assert found["overpaint_call_bytes_total"] == {
        by(**ROUTE, direction="sent"): 500,
        by(**ROUTE, direction="received"): 2_000_000,
    }
    assert found["overpaint_tokens_total"] == {
        by(**ROUTE, kind="prompt"): 1130,
        by(**ROUTE, kind="output"): 1120,
        by(**ROUTE, kind="thought"): 40,
    }
    assert found["overpaint_cost_usd_total"] == {by(**ROUTE): 0.0336}
    assert found["overpaint_first_byte_seconds_count"] == {by(**ROUTE, size="1K"): 1}


def test_seconds_fall_into_buckets(turn: Turn) -> None:
    for latency_s in (0.2, 3.0, 3.0, 400.0):
        called(turn, latency_s)
    found, key = samples(), by(**ROUTE, size="1K")
    buckets = {dict(labels)["le"]: value for labels, value in found["overpaint_call_seconds_bucket"].items()}
    assert (buckets["0.25"], buckets["2.5"], buckets["5"], buckets["300"], buckets["+Inf"]) == (1, 1, 3, 3, 4)
    assert found["overpaint_call_seconds_sum"][key] == pytest.approx(406.2)


def test_open_money_queues_and_circuits_show(turn: Turn) -> None:
    called(turn, outcome=Outcome.UNKNOWN, price_usd=None)
    Breaker.objects.create(surface="gemini", model=factories.MODEL, state="open", failures=5)
    found = samples()
    assert found["overpaint_open_unknown_usd"] == {NONE: 0.0336}
    assert found["overpaint_queue_jobs"] == {by(queue="preview", state="ready"): 1}
    assert found["overpaint_queue_oldest_seconds"][by(queue="preview")] >= 0
    assert found["overpaint_circuit_open"] == {by(**ROUTE): 1}


def test_no_name_prompt_or_key_is_a_label(turn: Turn) -> None:
    called(turn)
    said = metrics.text().decode()
    assert "make it green" not in said
    assert "alice" not in said
