"""Sums over a growing table that never fall and stay cheap.

A row that has ended is never changed again, so each process reads it once and keeps the sum. Read at every scrape are
only the rows of the last minutes and those that have not ended. The sum is the same in every process and after every
restart, because all of it comes from the record.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Aggregate, Q, QuerySet

Key = tuple[str, ...]
Figures = dict[str, int]  # whole numbers: their sum does not depend on the order
Sums = dict[Key, Figures]

# Transactions are short: a row this old has been committed, and so has every row with a smaller id.
LAG: Final = timedelta(minutes=10)
STEP: Final = 20_000  # rows per query of the first scrape, also a bound of the parameters of one query
OPEN_MAX: Final = 5_000  # with more rows open than this, newer ones are counted anew each time: slower, never wrong


class Tally:
    """Sums of `rows`, grouped by the columns `keys`. `is_open` finds rows that may still change."""

    def __init__(
        self, rows: QuerySet[Any], keys: tuple[str, ...], sums: Mapping[str, Aggregate], *, born: str, is_open: Q
    ) -> None:
        self._rows = rows.order_by()
        self._keys = keys
        self._aggregates = dict(sums)
        self._born = born
        self._is_open = is_open
        self._lock = threading.Lock()
        self._ended: Sums = {}
        self._open_ids: set[int] = set()
        self._read_to = 0

    def read(self, now: datetime) -> Sums:
        """The sums of all rows as they are now, by the values of `keys`."""
        with self._lock:
            self._keep_late_ends()
            self._keep_older_than(now - LAG)
            # One statement, so one moment: a row that ends meanwhile is counted as it was or as it is, never twice.
            rest = self._sum(Q(pk__gt=self._read_to) | Q(pk__in=self._open_ids))
            return merged(self._ended, rest)

    def _keep_late_ends(self) -> None:
        if not self._open_ids:
            return
        ended = set(self._rows.filter(pk__in=self._open_ids).exclude(self._is_open).values_list("pk", flat=True))
        self._keep(Q(pk__in=ended))
        self._open_ids -= ended

    def _keep_older_than(self, moment: datetime) -> None:
        old = self._rows.filter(pk__gt=self._read_to, **{f"{self._born}__lt": moment})
        newest = old.order_by("-pk").values_list("pk", flat=True).first() or 0
        while self._read_to < newest and len(self._open_ids) < OPEN_MAX:
            until = min(newest, self._read_to + STEP)
            span = Q(pk__gt=self._read_to, pk__lte=until)
            still_open = set(self._rows.filter(span & self._is_open).values_list("pk", flat=True))
            # Left out by id: one of them may have ended since, and is then kept by the next scrape.
            self._keep(span & ~Q(pk__in=still_open))
            self._open_ids |= still_open
            self._read_to = until

    def _keep(self, which: Q) -> None:
        self._ended = merged(self._ended, self._sum(which))

    def _sum(self, which: Q) -> Sums:
        found = self._rows.filter(which).values(*self._keys).annotate(**self._aggregates)
        return {
            tuple(str(row[key]) for key in self._keys): {name: int(row[name] or 0) for name in self._aggregates}
            for row in found
        }


def merged(*parts: Sums) -> Sums:
    """The parts added up, key by key."""
    total: defaultdict[Key, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for part in parts:
        for key, figures in part.items():
            for name, value in figures.items():
                total[key][name] += value
    return {key: dict(figures) for key, figures in total.items()}


def grouped(sums: Sums, *places: int) -> Sums:
    """The same sums by fewer keys: those in these places."""
    return merged(*({tuple(key[place] for place in places): figures} for key, figures in sums.items()))
