"""Every way in which a provider fails, one by one: what the product makes of it, beside what a bare client does.

The product is the real server; the provider is the emulator, which keeps an account of its own. The two accounts are
compared by `manage.py reconcile` after every fault.
"""

from __future__ import annotations

import base64
import binascii
import io
import os
import time
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import httpx
from PIL import Image, UnidentifiedImageError

from editor.benchmark import record
from editor.benchmark.figures import Report, load_note, verdict
from editor.benchmark.overhead import CHOICE, MODEL
from editor.benchmark.server import Server
from editor.benchmark.visitor import Account, key_form
from editor.emulator.child import Emulator
from editor.emulator.faults import FAULTS
from editor.providers import catalogue, outgoing
from editor.providers.messages import Content, ImageRequest, TextPart

# Short limits, so that a fault costs seconds; the rules are the product's own. Waits that a provider asks for are 1 s.
ENV: Final = {
    "OVERPAINT_PROVIDER_TIMEOUT_S": "6",
    "OVERPAINT_PROVIDER_FIRST_BYTE_S": "2",
    "OVERPAINT_PROVIDER_STALL_S": "2",
    # Faults come one upon the other here: none of them must open the circuit for the next.
    "OVERPAINT_BREAKER_FAILURES": "100",
}
BARE_TIMEOUT_S: Final = 4.0
END_S: Final = 90.0
POLL_S: Final = 0.05
# Only an edit of an earlier picture can meet these.
OF_HISTORY: Final = ("signature-400", "finish-MISSING_THOUGHT_SIGNATURE")
QUICK: Final = ("limited-429-retry-info", "internal-500", "cut", "truncated-picture", "finish-IMAGE_SAFETY")


@dataclass(frozen=True, slots=True)
class Row:
    """One fault. `calls` are those the provider received; `broken`: a picture that is not one is shown as good."""

    fault: str
    outcome: str
    message: str
    calls: int
    differences: tuple[str, ...]
    broken: bool
    bare: str


@dataclass(frozen=True, slots=True)
class Accounts:
    """Both sides' sums in USD, after the calls that were `unknown` were resolved by the provider's list."""

    ours_usd: Decimal
    provider_usd: Decimal
    unknown: int


def run(home: Path, *, quick: bool = False) -> Report:
    """All faults, or a handful with `quick`."""
    load, names = os.getloadavg(), [name for name in (QUICK if quick else FAULTS) if name != "status"]
    log, sizes = home / "provider.jsonl", [(1024, 1024), (512, 512)]
    with (
        Emulator(prebuild=sizes, log=log) as emulator,
        Emulator(prebuild=sizes) as other,  # the bare client's own: its calls are on no record of ours
        Server(home, emulator.env | ENV) as server,
    ):
        bench = Bench(emulator, other, server, home)
        rows = [bench.meet(name) for name in names]
        accounts = bench.settle()
    return _report(rows, accounts, load)


def _report(rows: list[Row], accounts: Accounts, load: tuple[float, float, float]) -> Report:
    columns = ("fault", "the product", "calls", "ledger", "broken kept", "a bare client", "the product says")
    report = Report("faults", columns)
    for row in rows:
        agrees = "DIFFERS" if row.differences else "agrees"
        said = row.message.partition(". ")[0].rstrip(".")
        report.add(row.fault, row.outcome, row.calls, agrees, "YES" if row.broken else "no", row.bare, said)
    broken, differing = sum(row.broken for row in rows), sum(bool(row.differences) for row in rows)
    recovered = sum(row.outcome.startswith(("good", "recovered")) for row in rows)
    apart = abs(accounts.ours_usd - accounts.provider_usd)
    kept, good = sum("kept" in row.bare for row in rows), sum(row.bare == "good" for row in rows)
    report.notes += [
        f"{len(rows)} faults. Broken pictures kept as good: {broken}: {verdict(broken, 0)}. "
        f"Faults after which the ledger differs: {differing}: {verdict(differing, 0)}.",
        f"{recovered} brought the picture without a person, the rest ended with a sentence. The bare client brought "
        f"{good} and kept {kept} that are not what was asked.",
        f"Unknown calls that may have been billed: {accounts.unknown}. Resolved by the provider's list: ours "
        f"${accounts.ours_usd}, the provider's ${accounts.provider_usd}: {verdict(float(apart), 0)}.",
        *(f"{row.fault}: {difference}" for row in rows for difference in row.differences),
        load_note(load),
    ]
    report.data["rows"] = [asdict(row) for row in rows]
    report.data["accounts"] = {name: str(value) for name, value in asdict(accounts).items()}
    return report


class Bench:
    """The running pieces."""

    def __init__(self, emulator: Emulator, other: Emulator, server: Server, home: Path) -> None:
        self._emulator = emulator
        self._other = other
        self._home = home
        self._http = Account(server).client()
        started = self._http.post("/sessions/start", data=key_form(CHOICE)).raise_for_status()
        self._session = int(started.headers["HX-Redirect"].rsplit("/", 1)[-1])
        self._first = self._newest()
        self._ended(self._first)

    def meet(self, name: str) -> Row:
        """One render of the product and one call of the bare client, each meeting the fault once."""
        before = len(self._emulator.calls())
        self._emulator.script(told(name))
        self._http.post(self._path(name), data=key_form(CHOICE)).raise_for_status()
        turn = self._ended(self._newest())
        calls = len(self._emulator.calls()) - before
        differences = tuple(str(each) for each in self._reconciled()["differences"])
        self._other.script(told(name))
        bare = bare_client(self._other.url)
        return Row(name, outcome(turn, calls), turn["message"], calls, differences, self._broken(turn), bare)

    def settle(self) -> Accounts:
        """Resolve what stayed unknown by the provider's list; then both sides must have the same sum."""
        unknown = len(self._reconciled()["unknown"])
        self._reconciled("--apply")
        query = "select coalesce(sum(amount_usd), 0) as usd from edit_sessions_ledgerentry where kind = 'settle'"
        ours = Decimal(str(record.rows(self._home, query)[0]["usd"]))
        theirs = sum((Decimal(call["billed_usd"]) for call in self._emulator.calls()), Decimal(0))
        return Accounts(ours.quantize(theirs), theirs, unknown)

    def _path(self, name: str) -> str:
        """A new picture; where it is about the earlier turns, an edit of the first one."""
        return f"/turns/{self._first}/adjust" if name in OF_HISTORY else f"/sessions/{self._session}/create"

    def _newest(self) -> int:
        return int(record.rows(self._home, "select max(id) as id from edit_sessions_turn")[0]["id"])

    def _ended(self, turn_id: int) -> dict[str, Any]:
        deadline = time.monotonic() + END_S
        while time.monotonic() < deadline:
            query = (
                "select t.status, t.message, t.notes, a.sha256, a.width_px, a.height_px, a.media_type"
                " from edit_sessions_turn t left join edit_sessions_asset a on a.id = t.output_id where t.id = ?"
            )
            turn: dict[str, Any] = dict(record.rows(self._home, query, turn_id)[0])
            if turn["status"] not in ("queued", "running"):
                return turn
            time.sleep(POLL_S)  # a poll of the row: there is nothing to wait on in another process
        raise TimeoutError(f"Turn {turn_id} did not end.")

    def _reconciled(self, *options: str) -> dict[str, Any]:
        return record.reconciled(self._home, self._home / "provider.jsonl", *options)

    def _broken(self, turn: dict[str, Any]) -> bool:
        """Whether what is shown as done does not decode, or is not what was asked."""
        if turn["status"] != "done":
            return False
        sha256 = turn["sha256"]
        suffix = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}[turn["media_type"]]
        path = self._home / "assets" / sha256[:2] / sha256[2:4] / f"{sha256}.{suffix}"
        return bool(flaw(path.read_bytes(), (1024, 1024)))


def told(name: str) -> dict[str, Any]:
    """The fault as the emulator is told: a wait that it asks for is one second."""
    return {"fault": name} | ({"seconds": 1} if name == "limited-429-retry-info" else {})


def outcome(turn: dict[str, Any], calls: int) -> str:
    """What became of the turn, in a word or three."""
    if turn["status"] == "done":
        return "good" if calls == 1 else "recovered"
    return {"failed": "told", "refused": "refused, told", "needs_review": "offered to a person"}[turn["status"]]


def bare_client(url: str) -> str:
    """What a few lines around an HTTP library do: post, take the first picture, save it."""
    words = TextPart("A green bottle on grey paper")
    request = ImageRequest(MODEL, (Content("user", (words,)),), "1:1", "1K")
    body = bytes(outgoing.encode(request, catalogue.model(MODEL)))
    headers = {"x-goog-api-key": "dummy", "content-type": "application/json"}
    try:
        answer = httpx.post(
            f"{url}/v1beta/models/{MODEL}:generateContent", content=body, headers=headers, timeout=BARE_TIMEOUT_S
        )
        answer.raise_for_status()
        parts = answer.json()["candidates"][0]["content"]["parts"]
        data = base64.b64decode(next(part["inlineData"]["data"] for part in parts if "inlineData" in part))
    except httpx.HTTPError as problem:
        return f"lost: {type(problem).__name__}"
    except (ValueError, KeyError, IndexError, StopIteration, binascii.Error) as problem:
        return f"crashed: {type(problem).__name__}"
    found = flaw(data, (1024, 1024))
    return f"kept a {found} picture" if found else "good"


def flaw(data: bytes, size: tuple[int, int]) -> str:
    """What is wrong with a picture that should have this width and height in pixels: broken, wrong, or nothing."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            image.load()
            return "" if image.size == size else "wrong"
    except (OSError, UnidentifiedImageError, SyntaxError):
        return "broken"
