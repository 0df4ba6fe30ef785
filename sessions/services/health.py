"""Health: the circuit breakers that all processes share."""

from __future__ import annotations

from django.db import connection

from sessions.models import Breaker
from sessions.services.writing import writing


def breaker(surface: str, model: str) -> Breaker:
    """The breaker of one route; closed, and not saved yet, when it has never failed."""
    return Breaker.objects.filter(surface=surface, model=model).first() or Breaker(surface=surface, model=model)


def breakers() -> list[Breaker]:
    """Every route that has failed at least once, by surface and model."""
    return list(Breaker.objects.all())


def lock(surface: str, model: str) -> Breaker:
    """The breaker of one route, made if need be, held until the transaction ends. Call inside `writing()`.

    Whoever reads it here and saves it before the end has read what everybody else wrote.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("A breaker is locked inside the transaction that changes it")
    Breaker.objects.get_or_create(surface=surface, model=model)
    return Breaker.objects.select_for_update().get(surface=surface, model=model)


def save(breaker: Breaker) -> None:
    """Write a breaker. `changed_at` is the caller's: when its state changed, not when a failure was counted."""
    with writing():
        breaker.save()
