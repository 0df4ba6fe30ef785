"""The fault matrix: every way in which a provider fails, over real HTTP, and what the product makes of it.

Each row ends in the right outcome (the picture, or a sentence), with the calls that the provider counts, with a ledger
that agrees with the provider's own, and with no broken picture kept as good.
"""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.db.models import Sum
from PIL import Image

from editor.emulator.child import Emulator
from editor.emulator.faults import FAULTS
from editor.render import clients
from editor.resilience.retry import Policy
from sessions.models import Asset, Attempt, LedgerEntry, LedgerKind, Session, Status, Turn
from sessions.services import assets
from tests import factories
from tests.render.carry import carry

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def provider_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("provider") / "calls.jsonl"


@pytest.fixture(scope="module")
def provider_process(provider_log: Path) -> Iterator[Emulator]:
    with Emulator(prebuild=[(1024, 1024), (512, 512)], log=provider_log) as running:
        yield running


@pytest.fixture
def provider(provider_process: Emulator, provider_log: Path, settings: LazySettings) -> Iterator[Emulator]:
    """The provider of this test alone, its list and its log empty. Time limits are short, waits of ours none."""
    settings.PROVIDER_ENV = provider_process.env
    settings.RETRY_POLICY = Policy(base_s=0)
    settings.PROVIDER_TIMEOUT_S, settings.PROVIDER_FIRST_BYTE_S, settings.PROVIDER_STALL_S = 5, 0.5, 0.5
    provider_process.forget()
    provider_log.write_text("")
    clients.close_all()
    yield provider_process
    clients.close_all()


# What the first call ends as, by outcome and by the name of the failure, where the second one brings the picture.
RECOVERED: Final = {
    "signature-400": ("error", "SignatureLost"),
    "limited-429": ("error", "RateLimited"),
    "limited-429-retry-info": ("error", "RateLimited"),
    "internal-500": ("error", "ProviderFault"),
    "bad-gateway-502": ("error", "ProviderFault"),
    "overloaded-503": ("error", "Overloaded"),
    "deadline-504": ("error", "ProviderFault"),
    "slow-first-byte": ("unknown", "TimedOutWaiting"),
    "stall": ("unknown", "TimedOutReceiving"),
    "reset": ("unknown", "ConnectionBroken"),
    "cut": ("unknown", "ConnectionBroken"),
    "malformed-json": ("unknown", "BadReply"),
    "not-a-picture": ("no_picture", "BadReply"),
    "truncated-picture": ("no_picture", "BadReply"),
    "wrong-size": ("wrong_picture", "WrongSize"),
    "finish-OTHER": ("no_picture", "NoPicture"),
    "finish-IMAGE_OTHER": ("no_picture", "NoPicture"),
    "finish-NO_IMAGE": ("no_picture", "NoPicture"),
    "finish-MALFORMED_RESPONSE": ("no_picture", "NoPicture"),
    "finish-MISSING_THOUGHT_SIGNATURE": ("no_picture", "NoPicture"),
}
# What looks odd and is right: the first call brings the picture.
GOOD: Final = ("wrong-type", "two-pictures", "thought-pictures")
# What asking again cannot mend: one call, then a sentence that says this.
TOLD: Final = {
    "key-400": "did not accept the key",
    "region-400": "does not offer this to the account",
    "key-401": "did not accept the key",
    "forbidden-403": "did not accept the key",
    "retired-404": f"does not serve {factories.MODEL}",
    "too-large-413": "larger than Gemini API takes",
    "day-429": "no more pictures today",
}
REFUSED: Final = {
    "no-picture": "answered in words",
    "finish-MAX_TOKENS": "ran out of room",
    "finish-SAFETY": "safety rules",
    "finish-RECITATION": "existing work",
    "finish-LANGUAGE": "Write the request in English",
    "finish-BLOCKLIST": "blocklist",
    "finish-PROHIBITED_CONTENT": "does not allow this content",
    "finish-SPII": "personal data",
    "finish-MALFORMED_FUNCTION_CALL": "tool instead of drawing",
    "finish-IMAGE_SAFETY": "safety check for pictures",
    "finish-IMAGE_PROHIBITED_CONTENT": "does not allow this picture",
    "finish-IMAGE_RECITATION": "close to an existing one",
    "finish-UNEXPECTED_TOOL_CALL": "tool instead of drawing",
    "finish-TOO_MANY_TOOL_CALLS": "tools instead of drawing",
    "finish-ESCALATION": "a closer look",
    "finish-PUP_LIMITED_DISABLED": "limited the account",
    "finish-CONTINUATION": "stopped at its limit",
    "finish-MODEL_ARMOR": "Model Armor",
    "blocked-SAFETY": "Stopped at the request, by the provider's safety rules",
    "blocked-OTHER": "a reason the provider does not give",
    "blocked-BLOCKLIST": "blocklist",
    "blocked-PROHIBITED_CONTENT": "does not allow this content",
    "blocked-IMAGE_SAFETY": "safety check for pictures",
    "blocked-MODEL_ARMOR": "Model Armor",
    "blocked-JAILBREAK": "get around the rules",
}


def told(name: str) -> dict[str, Any]:
    """The fault as the provider is told; a wait that it asks for is none, so that the test needs none."""
    return {"fault": name} | ({"seconds": 0} if name == "limited-429-retry-info" else {})


def met(provider: Emulator, session: Session, *names: str) -> Turn:
    """A turn whose calls meet these faults, one after another."""
    provider.script(*(told(name) for name in names))
    return carry(factories.queued(session))


def ends(turn: Turn) -> list[tuple[str, str]]:
    """How each call of the turn ended: its outcome, and the name of the failure."""
    return list(turn.attempts.order_by("pk").values_list("outcome", "failure"))


def check(provider: Emulator, log: Path) -> None:
    """What holds after every fault: both sides' accounts are the same, and what is kept as good is good."""
    calls = provider.calls()
    assert {call["request_id"] for call in calls} == set(Attempt.objects.values_list("request_id", flat=True))
    assert len(calls) == Attempt.objects.count()
    assert reconciled(log)["differences"] == []
    reconciled(log, "--apply")
    settled = LedgerEntry.objects.filter(kind=LedgerKind.SETTLE).aggregate(usd=Sum("amount_usd"))["usd"] or Decimal(0)
    assert settled == sum((Decimal(call["billed_usd"]) for call in calls), Decimal(0))
    assert reconciled(log)["unknown"] == []
    for kept in Asset.objects.all():
        with Image.open(io.BytesIO(assets.read(kept))) as image:
            image.load()
            assert image.size == (kept.width_px, kept.height_px)


def reconciled(log: Path, *options: str) -> dict[str, Any]:
    out = io.StringIO()
    with contextlib.suppress(SystemExit):  # there are differences: they are in what it says
        call_command("reconcile", "--json", "--deep", "--provider", str(log), *options, stdout=out)
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def test_the_matrix_knows_every_fault_once() -> None:
    rows = [*RECOVERED, *GOOD, *TOLD, *REFUSED]
    assert len(rows) == len(set(rows))
    assert set(rows) == FAULTS.keys() - {"status"}


@pytest.mark.parametrize("name", RECOVERED)
def test_recovered_by_one_more_call(provider: Emulator, provider_log: Path, session: Session, name: str) -> None:
    turn = met(provider, session, name)
    assert (turn.status, turn.width_px, turn.height_px) == (Status.DONE, 1024, 1024)
    assert ends(turn) == [RECOVERED[name], ("picture", "")]
    check(provider, provider_log)


@pytest.mark.parametrize("name", GOOD)
def test_odd_and_good(provider: Emulator, provider_log: Path, session: Session, name: str) -> None:
    turn = met(provider, session, name)
    assert turn.output is not None
    assert (turn.status, turn.width_px, turn.output.media_type) == (Status.DONE, 1024, "image/png")
    assert ends(turn) == [("picture", "")]
    check(provider, provider_log)


@pytest.mark.parametrize("name", TOLD)
def test_told_after_one_call(provider: Emulator, provider_log: Path, session: Session, name: str) -> None:
    turn = met(provider, session, name)
    assert (turn.status, turn.output, len(ends(turn))) == (Status.FAILED, None, 1)
    assert TOLD[name] in turn.message
    assert "Nothing was billed." in turn.message
    check(provider, provider_log)


@pytest.mark.parametrize("name", REFUSED)
def test_refusals_are_told_and_not_repeated(
    provider: Emulator, provider_log: Path, session: Session, name: str
) -> None:
    turn = met(provider, session, name)
    assert (turn.status, turn.output, len(ends(turn))) == (Status.REFUSED, None, 1)
    assert REFUSED[name] in turn.message
    check(provider, provider_log)


@pytest.mark.parametrize("name", ["cut", "reset", "stall", "slow-first-byte", "malformed-json"])
def test_what_may_have_been_billed_is_repeated_once_and_no_more(
    provider: Emulator, provider_log: Path, session: Session, name: str
) -> None:
    turn = met(provider, session, name, name, name)
    assert (turn.status, ends(turn)) == (Status.FAILED, [RECOVERED[name]] * 2)
    assert "may have been billed" in f"{turn.message} {turn.notes}"
    check(provider, provider_log)


def test_free_failures_are_tried_to_the_limit(provider: Emulator, provider_log: Path, session: Session) -> None:
    turn = met(provider, session, "limited-429", "internal-500", "bad-gateway-502", "overloaded-503", "deadline-504")
    assert (turn.status, len(ends(turn))) == (Status.FAILED, 4)
    check(provider, provider_log)


@pytest.mark.parametrize("name", ["signature-400", "internal-500", "cut", "truncated-picture", "wrong-size"])
def test_an_edit_recovers_as_well(provider: Emulator, provider_log: Path, session: Session, name: str) -> None:
    first = carry(factories.queued(session))
    provider.script(told(name))
    edit = carry(factories.queued(session, first))
    assert (edit.status, ends(edit)) == (Status.DONE, [RECOVERED[name], ("picture", "")])
    # Signatures went back as they came: the emulator reads them, and another's would not pass.
    sent = [call["pictures"] for call in provider.calls()]
    assert sent == [0, 1, 1]
    check(provider, provider_log)
