"""No counter falls, old rows are read once, and every process counts the same."""

from __future__ import annotations

import random

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from editor import metrics
from editor.metrics import tally
from editor.metrics.families import Record
from editor.metrics.tally import Tally
from sessions.models import Attempt, Outcome, Status, Turn
from sessions.services import attempts, turns
from sessions.services.attempts import Result
from sessions.services.turns import Ending
from tests import factories
from tests.scrapes import PRICE, ROUTE, USAGE, Samples, age, begun, by, called, samples

pytestmark = pytest.mark.django_db


@pytest.fixture
def turn(alice: User) -> Turn:
    return factories.queued(factories.session(alice))


def test_an_unknown_call_is_counted_when_its_outcome_is_known_and_no_counter_falls(turn: Turn) -> None:
    record = Record()
    attempt = called(turn, outcome=Outcome.UNKNOWN, price_usd=None, failure="TimedOut")
    age(attempt)
    before = samples(record)
    assert "overpaint_calls_total" not in before
    turns.finish(turn, Ending(Status.FAILED, "no"))
    attempts.resolve(attempt, actor=None, billed=True)
    after = samples(record)
    assert after["overpaint_calls_total"] == {by(**ROUTE, size="1K", outcome="error", failure="TimedOut"): 1}
    assert after["overpaint_cost_usd_total"] == {by(**ROUTE): 0.0336}
    # The time-out was in the histogram from the beginning, and is in it once.
    assert before["overpaint_call_seconds_bucket"] == after["overpaint_call_seconds_bucket"]
    assert "overpaint_calls_unknown" not in after


def test_what_ended_long_ago_is_read_once(turn: Turn) -> None:
    record = Record()
    age(called(turn))
    assert samples(record)["overpaint_calls_total"] == {by(**ROUTE, size="1K", outcome="picture", failure=""): 1}
    Attempt.objects.update(model="another")  # nobody does: a second reading would show it
    assert samples(record)["overpaint_cost_usd_total"] == {by(**ROUTE): 0.0336}
    assert by(surface="gemini", model="another") in samples()["overpaint_cost_usd_total"]


def test_a_scrape_asks_as_little_of_many_calls_as_of_few(turn: Turn) -> None:
    record = Record()
    age(called(turn))
    metrics.text(record)
    with CaptureQueriesContext(connection) as few:
        metrics.text(record)
    age(*(called(turn) for _ in range(20)))
    metrics.text(record)
    with CaptureQueriesContext(connection) as many:
        metrics.text(record)
    assert len(many) == len(few) <= 12
    # No query groups the whole table: each begins behind the last row that was read.
    last = Attempt.objects.order_by("-pk").values_list("pk", flat=True)[0]
    grouping = [
        each["sql"] for each in many.captured_queries if "GROUP BY" in each["sql"] and "latency_s" in each["sql"]
    ]
    assert [f'"id" > {last}' in sql for sql in grouping] == [True]


@pytest.mark.parametrize(("seed", "step", "open_max"), [(1, 1, 5000), (2, 3, 5000), (3, 20_000, 5000), (4, 2, 1)])
def test_a_process_counts_what_a_new_one_counts_whatever_happened(
    turn: Turn, monkeypatch: pytest.MonkeyPatch, seed: int, step: int, open_max: int
) -> None:
    monkeypatch.setattr(tally, "STEP", step)
    monkeypatch.setattr(tally, "OPEN_MAX", open_max)
    chance, record, waiting, told = random.Random(seed), Record(), [], 0.0
    for _ in range(20):
        match chance.choice(("begin", "begin", "settle", "age")):
            case "begin":
                waiting.append(begun(turn))
            case "settle" if waiting:
                ended = waiting.pop(chance.randrange(len(waiting)))
                attempts.settle(ended, Result(Outcome.PICTURE, price_usd=PRICE, usage=USAGE))
            case "age":
                age(*Attempt.objects.order_by("pk")[: chance.randrange(1 + Attempt.objects.count())])
        seen, fresh = samples(record), samples(Record())
        assert without_ages(seen) == without_ages(fresh)
        counted = sum(seen.get("overpaint_calls_total", {}).values())
        assert counted >= told
        told = counted


def without_ages(found: Samples) -> Samples:
    return {name: values for name, values in found.items() if name != "overpaint_queue_oldest_seconds"}


def test_a_call_that_ends_while_it_is_read_is_counted_once(turn: Turn, monkeypatch: pytest.MonkeyPatch) -> None:
    attempt, record = begun(turn), Record()
    age(attempt)
    keep = Tally._keep

    def end_first(self: Tally, which: Q) -> None:
        attempts.settle(attempt, Result(Outcome.PICTURE, price_usd=PRICE))
        keep(self, which)

    monkeypatch.setattr(Tally, "_keep", end_first)
    for _ in range(3):
        assert samples(record)["overpaint_cost_usd_total"] == {by(**ROUTE): 0.0336}
