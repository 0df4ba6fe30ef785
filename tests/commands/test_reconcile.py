"""`manage.py reconcile`: silent when all agrees, otherwise every difference in words and exit code 1."""

from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from editor.management.commands import reconcile
from sessions.models import Attempt, AuditEvent, Billed, LedgerEntry, LedgerKind, Outcome, Session, Turn
from sessions.services import ledger
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(alice: User) -> Session:
    return factories.session(alice)


def run(*options: str) -> tuple[int, str]:
    """Exit code and output."""
    out = StringIO()
    try:
        call_command("reconcile", *options, stdout=out)
    except SystemExit as ended:
        return int(str(ended.code)), out.getvalue()
    return 0, out.getvalue()


def as_json(*options: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("--json", *options)[1])
    return found


def listed(folder: Path, *rows: dict[str, Any]) -> str:
    path = folder / "calls.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return str(path)


def test_books_that_agree(session: Session) -> None:
    factories.rendered(session)
    code, said = run()
    assert code == 0
    assert "1 call, 2 ledger lines, 1 turn, 1 picture. No differences." in said
    assert "may have been billed" not in said


def test_difference_is_said_and_ends_with_one(session: Session) -> None:
    turn = factories.rendered(session)
    Turn.objects.filter(pk=turn.pk).update(cost_usd=1)
    code, said = run()
    assert code == 1
    assert f"v1 of session {session.pk}: it says it cost $1.000000, its calls cost $0.033600." in said
    assert "1 difference." in said


def test_difference_as_json(session: Session) -> None:
    turn = factories.rendered(session)
    Turn.objects.filter(pk=turn.pk).update(cost_usd=1)
    code, said = run("--json")
    assert code == 1
    (found,) = json.loads(said)["differences"]
    assert (found["kind"], found["subject"]) == ("turn", f"v1 of session {session.pk}")


def test_unknown_calls_are_listed_and_are_no_difference(session: Session) -> None:
    attempt = factories.cut_off(session)
    Attempt.objects.update(started_at=timezone.now() - timedelta(hours=3))
    code, said = run()
    assert code == 0
    assert f"Call {attempt.request_id}: outcome unknown for 3 hours, $0.033600 (v1 of session {session.pk}" in said
    assert "$0.033600 may have been billed by calls whose outcome is unknown." in said
    (row,) = as_json()["unknown"]
    assert (row["request_id"], row["usd"], row["is_running"]) == (attempt.request_id, "0.033600", False)
    assert as_json()["open_usd"] == "0.033600"


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0 s"), (59, "59 s"), (60, "1 minute"), (7300, "2 hours"), (200_000, "2 days")]
)
def test_ages_are_told_in_one_unit(seconds: float, words: str) -> None:
    assert reconcile._age(seconds) == words


def test_deep_reads_the_bytes(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    factories.rendered(session)
    asked: list[bool] = []
    monkeypatch.setattr("sessions.services.reconcile.differences", lambda *, deep: asked.append(deep) or [])
    run()
    run("--deep")
    assert asked == [False, True]


def test_provider_that_disagrees(session: Session, tmp_path: Path) -> None:
    call = factories.rendered(session).attempts.get()
    same = {"request_id": call.request_id, "status": 200, "billed_usd": 0.0336}
    assert run("--provider", listed(tmp_path, same))[0] == 0
    code, said = run("--provider", listed(tmp_path, same | {"billed_usd": 0.05}, {"request_id": "x", "status": 200}))
    assert code == 1
    assert f"Call {call.request_id}: the provider billed $0.050000, we have $0.033600." in said
    assert "Call x: the provider lists it (no model), we never made it." in said


def test_provider_of_one_surface(session: Session, tmp_path: Path) -> None:
    factories.rendered(session)
    assert run("--provider", listed(tmp_path), "--surface", "vertex")[0] == 0
    assert run("--provider", listed(tmp_path), "--surface", "gemini")[0] == 1


def test_list_is_applied_only_when_asked(session: Session, tmp_path: Path) -> None:
    attempt = factories.cut_off(session)
    file = listed(tmp_path, {"request_id": attempt.request_id, "status": 200, "billed_usd": 0.0336})
    code, said = run("--provider", file)
    assert (code, ledger.open_usd()) == (0, Decimal("0.0336"))
    assert "outcome unknown, the provider billed $0.033600." in said
    assert as_json("--provider", file, "--apply")["resolved"] == [{"request_id": attempt.request_id, "usd": "0.033600"}]
    assert ledger.open_usd() == 0
    assert run("--provider", file)[0] == 0


def test_applied_list_says_what_it_resolved(session: Session, tmp_path: Path) -> None:
    attempt = factories.cut_off(session)
    file = listed(tmp_path, {"request_id": attempt.request_id, "status": 503, "billed_usd": 0})
    assert f"Resolved: call {attempt.request_id}, $0.000000." in run("--provider", file, "--apply")[1]


def test_one_call_is_resolved_by_hand(session: Session) -> None:
    billed, free = factories.cut_off(session), factories.cut_off(session)
    assert run("--resolve", billed.request_id, "--billed", "$0.04") == (
        0,
        f"Call {billed.request_id}: billed $0.040000.\n",
    )
    assert "its reservation is released" in run("--resolve", free.request_id, "--free")[1]
    rows = Attempt.objects.order_by("pk").values_list("outcome", "billed", "price_usd")
    assert list(rows) == [(Outcome.ERROR, Billed.YES, Decimal("0.04")), (Outcome.ERROR, Billed.NO, 0)]
    assert LedgerEntry.objects.get(kind=LedgerKind.SETTLE).note == reconcile.BY_HAND
    assert AuditEvent.objects.filter(verb="attempt.resolve", actor=None).count() == 2
    assert run()[0] == 0


def test_known_call_is_not_resolved(session: Session) -> None:
    call = factories.rendered(session).attempts.get()
    with pytest.raises(CommandError, match="outcome of that call is known"):
        run("--resolve", call.request_id, "--free")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--resolve", "x"), "Say what it cost"),
        (("--resolve", "x", "--free"), "There is no call x"),
        (("--resolve", "{}", "--billed", "much"), "much is not an amount"),
        (("--resolve", "{}", "--billed", "0"), "more than nothing"),
        (("--resolve", "{}", "--billed", "NaN"), "more than nothing"),
        (("--resolve", "{}", "--billed", "-1"), "more than nothing"),
        (("--free",), "need --resolve"),
        (("--billed", "1"), "need --resolve"),
        (("--apply",), "needs --provider"),
        (("--provider", "/nowhere/calls.jsonl"), "calls.jsonl cannot be read"),
    ],
)
def test_nonsense_is_refused_and_changes_nothing(session: Session, options: tuple[str, ...], words: str) -> None:
    attempt = factories.cut_off(session)
    with pytest.raises(CommandError, match=words):
        run(*(each.replace("{}", attempt.request_id) for each in options))
    assert ledger.open_usd() == Decimal("0.0336")


def test_record_of_an_older_version_is_not_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reconcile.MigrationExecutor, "migration_plan", lambda *_: [("0004", False)])
    with pytest.raises(CommandError, match=r"manage\.py migrate"):
        run()
