"""Transactions: those that write queue up inside one process instead of polling for SQLite's one write lock."""

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


@contextmanager
def snapshot() -> Iterator[None]:
    """Reads that all see one moment, while others go on writing. Nothing can be written inside.

    Not `atomic()`: that takes SQLite's write lock at once. Inside a transaction this only nests.
    """
    if connection.in_atomic_block:
        yield
        return
    is_sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED" if is_sqlite else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")
