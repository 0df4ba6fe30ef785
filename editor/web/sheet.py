"""Lines of the ledger as CSV, a few hundred at a time: a year of them never lies in memory."""

from __future__ import annotations

import csv
import io
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Final

from asgiref.sync import sync_to_async
from django.db.models import QuerySet

from sessions.models import LedgerEntry

BATCH: Final = 500
HEAD: Final = (
    "time_utc",
    "kind",
    "usd",
    "surface",
    "model",
    "size",
    "outcome",
    "billed",
    "session",
    "version",
    "account",
    "request_id",
    "response_id",
    "note",
)
# A spreadsheet runs a cell that begins so as a formula: titles and notes are other people's words.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines, oldest first, under their head. Amounts are exact USD with six places."""

    lines: QuerySet[LedgerEntry]

    def __iter__(self) -> Iterator[bytes]:
        yield _rows([HEAD])
        last = 0
        while batch := _after(self.lines, last):
            last = batch[-1].pk
            yield _rows([_cells(line) for line in batch])


@dataclass(frozen=True, slots=True)
class AsyncSheet:
    """The same for ASGI, where a plain iterator would be read whole into memory before the first byte leaves."""

    lines: QuerySet[LedgerEntry]

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield _rows([HEAD])
        last = 0
        while batch := await sync_to_async(_after)(self.lines, last):
            last = batch[-1].pk
            yield _rows([_cells(line) for line in batch])


def _after(lines: QuerySet[LedgerEntry], last: int) -> list[LedgerEntry]:
    """The next batch. Asked for anew each time, so that no read stays open while a slow reader takes its time."""
    return list(lines.filter(pk__gt=last).order_by("pk")[:BATCH])


def _cells(line: LedgerEntry) -> tuple[str, ...]:
    call = line.attempt
    return (
        line.created_at.isoformat(timespec="seconds"),
        line.kind,
        f"{line.amount_usd:.6f}",
        call.surface if call else "",
        call.model if call else "",
        call.image_size if call else "",
        call.outcome if call else "",
        call.billed if call else "",
        _plain(line.turn.session.title),
        f"v{line.turn.number}",
        _plain(line.turn.author.username),
        call.request_id if call else "",
        _plain(call.response_id) if call else "",
        _plain(line.note),
    )


def _plain(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _rows(rows: list[tuple[str, ...]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()
