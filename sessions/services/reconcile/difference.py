"""A difference, in words, and what all checks share: chunks of keys, USD as the ledger keeps them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import TypeVar

from django.db.models import Model, QuerySet

CHUNK = 2000
Row = TypeVar("Row", bound=Model)
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that does not agree: what kind of thing, which one, and what is wrong with it."""

    kind: str
    subject: str
    words: str

    def __str__(self) -> str:
        return f"{self.subject}: {self.words}"


def by_key(rows: QuerySet[Row]) -> Iterator[tuple[int, int]]:
    """First and last key of every chunk of a table, in order."""
    last = 0
    while keys := list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:CHUNK]):
        yield keys[0], keys[-1]
        last = keys[-1]


def chunked(items: Iterable[Item]) -> Iterator[list[Item]]:
    """The items, a chunk at a time."""
    left = iter(items)
    while chunk := list(islice(left, CHUNK)):
        yield chunk


def usd(amount: Decimal) -> str:
    """USD with the six places that the ledger keeps."""
    return f"${amount:.6f}"
