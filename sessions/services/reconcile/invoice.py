"""The provider's own list of calls, held against ours. JSON lines or CSV: request_id, model, status, billed_usd, at.

`at` is ISO 8601 or seconds since 1970. A service may write one line when a call comes in and another when it ends: a
line whose `ended` is empty, or that has neither `ended` nor a status, says only that the call came in. Two calls under
one request id are told apart by `number` where the list has it. Other columns are not read.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from sessions.errors import InvoiceUnreadable

PLACES = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Charge:
    """One call as the provider lists it. USD; None where the list does not say. `times` it was received."""

    request_id: str
    model: str = ""
    status: int | None = None
    billed_usd: Decimal | None = None
    at: datetime | None = None
    number: str = ""
    times: int = 1
    has_ended: bool = True


Invoice = dict[str, Charge]


def read(path: Path) -> Invoice:
    """The calls of a file by their request id. Raises InvoiceUnreadable, naming the line."""
    ended: dict[tuple[str, str], Charge] = {}
    try:
        with path.open(newline="", encoding="utf-8") as file:
            for line, row in _rows(file, is_csv=path.suffix.lower() == ".csv"):
                _add(ended, _charge(row, line))
    except (OSError, UnicodeDecodeError) as problem:
        raise InvoiceUnreadable(f"{path.name} cannot be read: {problem}") from problem
    invoice: Invoice = {}
    for charge in ended.values():
        known = invoice.get(charge.request_id)
        invoice[charge.request_id] = _both(known, charge) if known else charge
    return invoice


def _rows(file: Iterable[str], *, is_csv: bool) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Every row with the number of its line."""
    if is_csv:
        table = csv.DictReader(file)
        yield from ((table.line_num, row) for row in table)
        return
    for line, text in enumerate(file, start=1):
        if text.strip():
            yield line, _object(text, line)


def _object(text: str, line: int) -> Mapping[str, Any]:
    try:
        row = json.loads(text, parse_float=Decimal)
    except ValueError as problem:
        raise InvoiceUnreadable(f"Line {line} is not JSON: {problem}") from problem
    if not isinstance(row, dict):
        raise InvoiceUnreadable(f"Line {line} is not a JSON object")
    return row


def _charge(row: Mapping[str, Any], line: int) -> Charge:
    if "request_id" not in row:
        raise InvoiceUnreadable(f"Line {line} has no request_id")
    try:
        charge = Charge(
            request_id=_text(row["request_id"]),
            model=_text(row.get("model")),
            status=_whole(_text(row.get("status"))),
            billed_usd=_usd(_text(row.get("billed_usd"))),
            at=_time(_text(row.get("at"))),
            number=_text(row.get("number")),
        )
    except (ValueError, InvalidOperation, OverflowError) as problem:
        raise InvoiceUnreadable(f"Line {line} has a figure that cannot be read: {problem}") from problem
    has_ended = bool(_text(row["ended"])) if "ended" in row else charge.status is not None or bool(charge.billed_usd)
    return charge if has_ended else replace(charge, billed_usd=None, has_ended=False)


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


def _whole(text: str) -> int | None:
    return int(text) if text else None


def _usd(text: str) -> Decimal | None:
    return Decimal(text).quantize(PLACES) if text else None


def _time(text: str) -> datetime | None:
    """ISO 8601, or seconds since 1970; UTC where no zone is named."""
    if not text:
        return None
    if text.replace(".", "", 1).isdigit():
        return datetime.fromtimestamp(float(text), UTC)
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _add(ended: dict[tuple[str, str], Charge], charge: Charge) -> None:
    """Take in one line: the rest of a call that is known already, or a call."""
    key = (charge.request_id, charge.number)
    known = ended.get(key)
    if known is None:
        ended[key] = charge
    elif not known.has_ended or charge.number:
        ended[key] = replace(charge, at=known.at or charge.at, times=known.times)
    else:
        ended[key] = _both(known, charge)


def _both(one: Charge, other: Charge) -> Charge:
    """Two calls under one request id."""
    known = [each.billed_usd for each in (one, other) if each.billed_usd is not None]
    billed_usd = sum(known, Decimal(0)) if known else None
    return replace(other, billed_usd=billed_usd, at=one.at or other.at, times=one.times + other.times)
