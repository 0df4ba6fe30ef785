"""Transactions that write: inside one process they queue up instead of polling for SQLite's one write lock."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

_turnstile = threading.RLock()


@contextmanager
def writing() -> Iterator[None]:
    """A transaction, begun when the writers before it are through.

    SQLite's own way of waiting is to look again after naps of up to 100 ms, which is slow and not fair: with 16 users
    a stage took 40 ms to write, nearly all of it naps. Inside a transaction this only nests: its write lock is held
    already, and queueing with it would wait for somebody who waits for us. Never held across a provider call.
    """
    if connection.in_atomic_block or connection.vendor != "sqlite":
        with transaction.atomic():
            yield
        return
    with _turnstile, transaction.atomic():
        yield
