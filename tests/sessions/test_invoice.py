"""The provider's list of calls, read from a file: JSON lines or a table, one line a call or two."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from sessions.errors import InvoiceUnreadable
from sessions.services.reconcile import invoice
from sessions.services.reconcile.invoice import Charge

PRICE = Decimal("0.0336")
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def written(folder: Path, *rows: dict[str, Any] | str, name: str = "calls.jsonl") -> Path:
    path = folder / name
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows) + "\n")
    return path


def test_json_lines_are_read(tmp_path: Path) -> None:
    row = {"request_id": "a", "model": "m", "status": 200, "billed_usd": 0.0336, "at": "2026-11-25T12:00:00Z"}
    found = invoice.read(written(tmp_path, row, "", {"request_id": "b"}))
    assert found["a"] == Charge("a", "m", 200, PRICE, NOON)
    assert found["b"] == Charge("b", has_ended=False)


def test_table_is_read(tmp_path: Path) -> None:
    rows = ("at,request_id,status,billed_usd,region", "1795608000,a,200,0.0336,eu", "2026-11-25 12:00:00,b,429,,eu")
    found = invoice.read(written(tmp_path, *rows, name="calls.CSV"))
    assert found == {"a": Charge("a", "", 200, PRICE, NOON), "b": Charge("b", "", 429, None, NOON)}


def test_price_is_read_as_it_is_written(tmp_path: Path) -> None:
    found = invoice.read(written(tmp_path, '{"request_id": "a", "status": 200, "billed_usd": 0.134}'))
    assert found["a"].billed_usd == Decimal("0.134")


@pytest.mark.parametrize(
    "rows",
    [
        # as a service writes them that also says how each call ended
        (
            {
                "request_id": "a",
                "number": 1,
                "at": "2026-11-25T12:00:00Z",
                "ended": "",
                "status": None,
                "billed_usd": 0,
            },
            {"request_id": "a", "number": 1, "ended": "cut", "status": 200, "billed_usd": 0.0336},
        ),
        # as one that has neither numbers nor ends
        (
            {"request_id": "a", "at": "2026-11-25T12:00:00Z"},
            {"request_id": "a", "status": 200, "billed_usd": 0.0336, "at": "2026-11-25T12:00:09Z"},
        ),
    ],
)
def test_line_at_the_end_completes_the_one_at_the_start(tmp_path: Path, rows: tuple[dict[str, Any], ...]) -> None:
    charge = invoice.read(written(tmp_path, *rows))["a"]
    assert (charge.status, charge.billed_usd, charge.at, charge.times) == (200, PRICE, NOON, 1)
    assert charge.has_ended


def test_call_that_never_ended_has_no_price(tmp_path: Path) -> None:
    charge = invoice.read(written(tmp_path, {"request_id": "a", "number": 1, "ended": None, "billed_usd": 0}))["a"]
    assert (charge.billed_usd, charge.has_ended) == (None, False)


def test_line_that_is_written_again_is_the_same_call(tmp_path: Path) -> None:
    row = {"request_id": "a", "number": 1, "status": 200, "billed_usd": 0.0336}
    charge = invoice.read(written(tmp_path, row, row | {"billed_usd": 0.05}))["a"]
    assert (charge.times, charge.billed_usd) == (1, Decimal("0.05"))


@pytest.mark.parametrize("numbers", [({"number": 1}, {"number": 2}), ({}, {})])
def test_two_calls_under_one_id_are_added_up(tmp_path: Path, numbers: tuple[dict[str, int], ...]) -> None:
    plain = {"request_id": "a", "status": 200, "billed_usd": 0.0336}
    charge = invoice.read(written(tmp_path, *(plain | number for number in numbers)))["a"]
    assert (charge.times, charge.billed_usd) == (2, 2 * PRICE)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("{", "Line 2 is not JSON"),
        ("[1]", "Line 2 is not a JSON object"),
        ('{"id": "a"}', "Line 2 has no request_id"),
        ('{"request_id": "a", "status": "ok"}', "Line 2 has a figure that cannot be read"),
        ('{"request_id": "a", "billed_usd": "much"}', "Line 2 has a figure that cannot be read"),
        ('{"request_id": "a", "at": "yesterday"}', "Line 2 has a figure that cannot be read"),
    ],
)
def test_line_that_cannot_be_read_is_named(tmp_path: Path, row: str, words: str) -> None:
    with pytest.raises(InvoiceUnreadable, match=words):
        invoice.read(written(tmp_path, {"request_id": "ok"}, row))


def test_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "picture.jsonl").write_bytes(b"\x89PNG\xff")
    for name in ("none.jsonl", "picture.jsonl"):
        with pytest.raises(InvoiceUnreadable, match=f"{name} cannot be read"):
            invoice.read(tmp_path / name)
