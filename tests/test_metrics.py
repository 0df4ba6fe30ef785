"""Metrics counted from the record: what is counted, and under which labels."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from editor import metrics
from editor.metrics.families import Record
from sessions.models import Attempt, Breaker, Job, Outcome, Status, Turn
from sessions.services import turns
from sessions.services.turns import Ending
from tests import factories
from tests.scrapes import NONE, ROUTE, USAGE, by, called, samples

pytestmark = pytest.mark.django_db


@pytest.fixture
def turn(alice: User) -> Turn:
    return factories.queued(factories.session(alice))


def test_an_empty_record_is_readable() -> None:
    found = samples()
    assert found["overpaint_open_unknown_usd"] == {NONE: 0}
    assert found["overpaint_retry_tokens"][by(surface="gemini")] > 0
    assert set(found["overpaint_queue_oldest_seconds"].values()) == {0}


def test_every_metric_is_explained(turn: Turn, settings: LazySettings) -> None:
    called(turn, usage=USAGE, first_byte_s=1.5)
    called(factories.done(turn.session), outcome=Outcome.UNKNOWN, price_usd=None)
    Breaker.objects.create(surface="gemini", model=factories.MODEL)
    families = list(text_string_to_metric_families(metrics.text(Record()).decode()))
    assert all(each.documentation and each.samples for each in families)
    explained = re.findall(r"^\| `(overpaint_\w+)` \| (\w+)", (settings.BASE_DIR / "docs/metrics.md").read_text(), re.M)
    assert sorted((each.name, each.type) for each in families) == sorted(
        (name.removesuffix("_total"), kind) for name, kind in explained
    )


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


@pytest.mark.parametrize("count", [-5, "-5", "many", None, [1], {"a": 1}, True])
def test_a_count_that_is_none_adds_nothing(turn: Turn, count: object) -> None:
    called(turn, usage={"promptTokenCount": count, "candidatesTokenCount": 7})
    found = samples()["overpaint_tokens_total"]
    assert (found[by(**ROUTE, kind="prompt")], found[by(**ROUTE, kind="output")]) == (0, 7)


def test_seconds_fall_into_buckets(turn: Turn) -> None:
    for latency_s in (0.2, 3.0, 3.0, 400.0):
        called(turn, latency_s)
    found, key = samples(), by(**ROUTE, size="1K")
    buckets = {dict(labels)["le"]: value for labels, value in found["overpaint_call_seconds_bucket"].items()}
    assert (buckets["0.25"], buckets["2.5"], buckets["5"], buckets["300"], buckets["+Inf"]) == (1, 1, 3, 3, 4)
    assert found["overpaint_call_seconds_sum"][key] == pytest.approx(406.2)


def test_an_answer_read_after_a_restart_has_no_first_byte(turn: Turn) -> None:
    called(turn, first_byte_s=0.0)
    assert "overpaint_first_byte_seconds_count" not in samples()


def test_open_money_queues_and_circuits_show(turn: Turn) -> None:
    called(turn, outcome=Outcome.UNKNOWN, price_usd=None, failure="TimedOut")
    Breaker.objects.create(surface="gemini", model=factories.MODEL, state="open", failures=5)
    Breaker.objects.create(surface="vertex", model=factories.MODEL, state="half_open", failures=5)
    found = samples()
    assert found["overpaint_open_unknown_usd"] == {NONE: 0.0336}
    assert found["overpaint_calls_unknown"] == {by(**ROUTE, failure="TimedOut"): 1}
    assert found["overpaint_circuit_open"] == {
        by(**ROUTE): 1,
        by(surface="vertex", model=factories.MODEL): 0.5,
    }


def test_empty_queues_are_shown_as_empty(turn: Turn) -> None:
    found = samples()
    assert found["overpaint_queue_jobs"] == {
        by(queue="preview", state="ready"): 1,
        by(queue="preview", state="leased"): 0,
        by(queue="final", state="ready"): 0,
        by(queue="final", state="leased"): 0,
    }
    assert found["overpaint_queue_oldest_seconds"][by(queue="final")] == 0


def test_a_job_that_is_put_off_is_not_late(turn: Turn) -> None:
    hour = timedelta(hours=1)
    Job.objects.update(created_at=timezone.now() - hour)
    assert samples()["overpaint_queue_oldest_seconds"][by(queue="preview")] == pytest.approx(3600, abs=60)
    Job.objects.update(run_after=timezone.now() + hour)
    assert samples()["overpaint_queue_oldest_seconds"][by(queue="preview")] == 0


def test_turns_are_counted_once_they_ended(turn: Turn) -> None:
    assert samples()["overpaint_turns_open"] == {by(action="create", status="queued"): 1}
    assert "overpaint_turns_total" not in samples()
    turns.finish(turn, Ending(Status.FAILED, "no"))
    found = samples()
    assert found["overpaint_turns_total"] == {by(action="create", status="failed"): 1}
    assert "overpaint_turns_open" not in found


def test_no_name_prompt_hash_or_key_is_a_label(turn: Turn) -> None:
    hashed = "ab" * 32
    attempt = called(turn, error="make it green", usage={"promptTokenCount": "make it green"})
    Attempt.objects.filter(pk=attempt.pk).update(input_sha256=[hashed])
    said = metrics.text(Record()).decode()
    assert not [word for word in ("make it green", "alice", hashed, attempt.request_id) if word in said]
