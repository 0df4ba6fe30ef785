"""Breakers and retry budgets: one row per route, shared, and never half-read."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from sessions.models import Breaker, BreakerState
from sessions.services import health
from sessions.services.writing import writing


@pytest.mark.django_db
def test_route_that_never_failed_is_closed_and_not_stored() -> None:
    found = health.breaker("gemini", "m")
    assert (found.pk, found.state, found.failures) == (None, BreakerState.CLOSED, 0)
    assert health.breakers() == []


@pytest.mark.django_db
def test_breaker_is_kept_per_surface_and_model() -> None:
    for surface, model in (("vertex", "b"), ("gemini", "b"), ("gemini", "a")):
        found = health.breaker(surface, model)
        found.state, found.reason = BreakerState.OPEN, f"{surface} fails."
        health.save(found)
    assert [(each.surface, each.model) for each in health.breakers()] == [
        *(("gemini", "a"), ("gemini", "b")),
        ("vertex", "b"),
    ]
    assert health.breaker("vertex", "b").reason == "vertex fails."


@pytest.mark.django_db
def test_saving_keeps_the_time_of_the_last_change() -> None:
    first = health.breaker("gemini", "m")
    health.save(first)
    again = health.breaker("gemini", "m")
    again.failures = 3
    health.save(again)
    assert Breaker.objects.get().changed_at == first.changed_at


@pytest.mark.django_db(transaction=True)
def test_lock_outside_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError):
        health.lock("gemini", "m")
    assert not Breaker.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_failures_counted_at_once_are_all_counted() -> None:
    def count() -> None:
        for _ in range(5):
            with writing():
                found = health.lock("gemini", "m")
                found.failures += 1
                health.save(found)
        connection.close()

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert health.breaker("gemini", "m").failures == 20
