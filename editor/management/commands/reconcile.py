"""Prove that calls, ledger and pictures agree, with each other and with the provider's list; print every difference."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict, dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from sessions.errors import InvoiceUnreadable, TurnConflict
from sessions.models import Attempt
from sessions.services import attempts, ledger, reconcile
from sessions.services.reconcile import Difference, Unknown, invoice, provider, shelves
from sessions.services.reconcile.difference import usd
from sessions.services.reconcile.invoice import Charge, Invoice
from sessions.services.writing import snapshot

BY_HAND = "Resolved from the command line"


@dataclass(slots=True)
class Report:
    """What was read and what was found. USD is what unknown calls keep reserved."""

    rows: dict[str, int]
    open_usd: Decimal
    differences: list[Difference]
    unknown: list[Unknown]
    notes: list[str]
    resolved: list[Charge] = field(default_factory=list)


class Command(BaseCommand):
    help = "Prove that calls, ledger and pictures agree, and print every difference. Exit code 1 if there is one."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="Print one JSON object.")
        parser.add_argument("--deep", action="store_true", help="Read every picture again and compare its hash.")
        parser.add_argument(
            "--provider", type=Path, metavar="FILE", help="The provider's list of calls: JSON lines, or .csv."
        )
        parser.add_argument("--surface", default="", metavar="NAME", help="The surface that the list is of.")
        parser.add_argument("--apply", action="store_true", help="Resolve unknown calls as the provider's list says.")
        parser.add_argument("--resolve", default="", metavar="REQUEST_ID", help="Resolve one unknown call.")
        said = parser.add_mutually_exclusive_group()
        said.add_argument("--billed", metavar="USD", help="With --resolve: what it cost.")
        said.add_argument("--free", action="store_true", help="With --resolve: it was not billed.")

    def handle(self, *args: Any, **options: Any) -> None:
        _check_schema()
        if options["resolve"]:
            self.stdout.write(_resolve(options["resolve"], options["billed"], is_free=options["free"]))
            return
        if options["billed"] is not None or options["free"]:
            raise CommandError("--billed and --free need --resolve REQUEST_ID.")
        if options["apply"] and options["provider"] is None:
            raise CommandError("--apply needs --provider FILE.")
        charges = _read(options["provider"]) if options["provider"] else None
        resolved = provider.apply(charges) if charges is not None and options["apply"] else []
        report = _look(charges, deep=options["deep"], surface=options["surface"])
        report.resolved = resolved
        self.stdout.write(_as_json(report) if options["json"] else _as_text(report))
        if report.differences:
            raise SystemExit(1)


def _check_schema() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CommandError("The data folder holds no record, or one of an older version. Run manage.py migrate first.")


def _read(path: Path) -> Invoice:
    try:
        return invoice.read(path)
    except InvoiceUnreadable as problem:
        raise CommandError(f"{problem}.") from problem


def _look(charges: Invoice | None, *, deep: bool, surface: str) -> Report:
    """Read everything within one snapshot."""
    with snapshot():
        differences = list(reconcile.differences(deep=deep))
        notes = list(shelves.left_over())
        if charges is not None:
            differences += provider.compare(charges, surface=surface)
            notes += provider.remarks(charges)
        return Report(reconcile.counts(), ledger.open_usd(), differences, reconcile.unknown(), notes)


def _resolve(request_id: str, billed: str | None, *, is_free: bool) -> str:
    if billed is None and not is_free:
        raise CommandError("Say what it cost (--billed USD), or that it was not billed (--free).")
    attempt = Attempt.objects.filter(request_id=request_id).first()
    if attempt is None:
        raise CommandError(f"There is no call {request_id}.")
    amount = _amount(billed) if billed is not None else Decimal(0)
    try:
        attempts.resolve(attempt, actor=None, billed=not is_free, amount_usd=amount, note=BY_HAND)
    except TurnConflict as problem:
        raise CommandError(f"{problem}.") from problem
    return f"Call {request_id}: " + (
        "not billed, its reservation is released." if is_free else f"billed {usd(amount)}."
    )


def _amount(text: str) -> Decimal:
    """USD from the command line, more than nothing."""
    try:
        amount = Decimal(text.removeprefix("$"))
    except InvalidOperation as problem:
        raise CommandError(f"{text} is not an amount in USD.") from problem
    if not amount.is_finite() or not 0 < amount < 1_000_000:
        raise CommandError("--billed must be more than nothing and less than a million USD.")
    return amount


def _as_text(report: Report) -> str:
    rows = report.rows
    lines = [str(each) for each in report.differences]
    lines += [f"Resolved: call {each.request_id}, {usd(each.billed_usd or Decimal(0))}." for each in report.resolved]
    lines += [_said(each) for each in report.unknown]
    lines += report.notes
    nouns = {"attempts": "call", "ledger_lines": "ledger line", "turns": "turn", "assets": "picture"}
    read = ", ".join(_counted(rows[name], noun) for name, noun in nouns.items())
    found = _counted(len(report.differences), "difference") if report.differences else "No differences"
    lines.append(f"{read}. {found}.")
    if report.unknown:
        lines.append(f"{usd(report.open_usd)} may have been billed by calls whose outcome is unknown.")
    return "\n".join(lines)


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _said(each: Unknown) -> str:
    call = each.attempt
    where = f"v{call.turn.number} of session {call.turn.session_id}, {call.model} on {call.surface}"
    state = " It is still being made." if each.is_running else ""
    return f"Call {call.request_id}: outcome unknown for {_age(each.age_s)}, {usd(each.reserved_usd)} ({where}).{state}"


def _age(seconds: float) -> str:
    """Seconds in the largest unit that leaves a whole number of them."""
    for unit, length in (("day", 86_400), ("hour", 3600), ("minute", 60)):
        if seconds >= length:
            return _counted(int(seconds // length), unit)
    return f"{max(0, int(seconds))} s"


def _as_json(report: Report) -> str:
    facts = {
        **report.rows,
        "open_usd": f"{report.open_usd:.6f}",
        "differences": [asdict(each) for each in report.differences],
        "unknown": [_unknown_facts(each) for each in report.unknown],
        "resolved": [{"request_id": each.request_id, "usd": f"{each.billed_usd:.6f}"} for each in report.resolved],
        "notes": report.notes,
    }
    return json.dumps(facts, ensure_ascii=False)


def _unknown_facts(each: Unknown) -> dict[str, Any]:
    call = each.attempt
    return {
        "request_id": call.request_id,
        "session": call.turn.session_id,
        "turn": call.turn_id,
        "model": call.model,
        "surface": call.surface,
        "started_at": call.started_at.isoformat(),
        "age_s": round(each.age_s, 1),
        "usd": f"{each.reserved_usd:.6f}",
        "is_running": each.is_running,
    }
