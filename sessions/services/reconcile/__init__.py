"""Reconcile: prove that attempts, ledger, turns and assets agree, and say every difference in words.

Nothing is changed here but by `provider.apply`. The books are read in chunks, within one snapshot, so that it may run
beside a busy server.
"""

from __future__ import annotations

from collections.abc import Iterator

from sessions.models import Asset, Attempt, LedgerEntry, Turn
from sessions.services.reconcile import calls, shelves, turns
from sessions.services.reconcile.difference import Difference
from sessions.services.reconcile.still_open import Unknown, unknown

__all__ = ["Difference", "Unknown", "counts", "differences", "unknown"]


def differences(*, deep: bool = False) -> Iterator[Difference]:
    """Every difference between attempts, ledger, turns, assets and the store. Read it within `writing.snapshot()`.

    `deep` reads every stored picture again and compares its hash.
    """
    yield from calls.differences()
    yield from calls.strays()
    yield from turns.differences()
    yield from shelves.differences(deep=deep)


def counts() -> dict[str, int]:
    """How many rows the books hold."""
    return {
        "attempts": Attempt.objects.count(),
        "ledger_lines": LedgerEntry.objects.count(),
        "turns": Turn.objects.count(),
        "assets": Asset.objects.count(),
    }
