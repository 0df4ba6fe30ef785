"""Every way in which a provider fails, one by one: what the product makes of it, beside what a bare client does.

The product is the real server; the provider is the emulator, which keeps an account of its own. The two accounts are
compared by `manage.py reconcile` after every fault.
"""

from __future__ import annotations

import base64
import binascii
import io
import json
import os
import sqlite3
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import httpx
from django.conf import settings
from PIL import Image, UnidentifiedImageError

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
QUICK: Final = ("limited-429-retry-info", "internal-500", "cut", "truncated-picture", "finish-IMAGE_SAFETY")


@dataclass(frozen=True, slots=True)
class Row:
    """One fault. `calls` are those the provider received; `broken`: a bad picture is stored as good."""

    fault: str
    outcome: str
    message: str
    calls: int
    differences: tuple[str, ...]
    broken: bool
    bare: str


def run(home: Path, *, quick: bool = False) -> Report:
    """All faults, or a handful with `quick`."""
    load, names = os.getloadavg(), [name for name in (QUICK if quick else FAULTS) if name != "status"]
    log = home / "provider.jsonl"
    with Emulator(prebuild=[(1024, 1024), (512, 512)], log=log) as emulator, Server(home, emulator.env | ENV) as server:
        bench = Bench(emulator, server, home)
        rows = [bench.meet(name) for name in names]
    report = Report("faults", ("fault", "the product", "calls", "ledger", "broken kept", "a bare client"))
    for row in rows:
        report.add(
            row.fault,
            row.outcome,
            row.calls,
            "agrees" if not row.differences else "DIFFERS",
            _yes(row.broken),
            row.bare,
        )
    wrong, differing = sum(row.broken for row in rows), sum(bool(row.differences) for row in rows)
    bare = sum("broken" in row.bare for row in rows)
    report.notes += [
        f"{len(rows)} faults. Broken pictures stored as good: {wrong}: {verdict(wrong, 0)}. "
        f"Ledger differences: {differing}: {verdict(differing, 0)}.",
        f"Recovered without a person: {sum(row.outcome.startswith('recovered') for row in rows)}; "
        f"the rest ended with a sentence. The bare client kept {bare} broken pictures.",
        *(f"{row.fault}: {difference}" for row in rows for difference in row.differences),
        load_note(load),
    ]
    report.data["rows"] = [{"fault": row.fault, "message": row.message, "outcome": row.outcome} for row in rows]
    return report


class Bench:
    """The running pieces."""

    def __init__(self, emulator: Emulator, server: Server, home: Path) -> None:
        self._emulator = emulator
        self._home = home
        self._database = home / "overpaint.sqlite3"
        self._http = Account(server).client()
        started = self._http.post("/sessions/start", data=key_form(CHOICE)).raise_for_status()
        self._session = int(started.headers["HX-Redirect"].rsplit("/", 1)[-1])
        self._ended(self._newest())

    def meet(self, name: str) -> Row:
        """One render of the product and one call of the bare client, each meeting the fault once."""
        self._emulator.forget()
        self._emulator.script(told(name))
        self._http.post(f"/sessions/{self._session}/create", data=key_form(CHOICE)).raise_for_status()
        turn = self._ended(self._newest())
        calls = len(self._emulator.calls())
        differences = self._differences()
        self._emulator.script(told(name))
        bare = bare_client(self._emulator.url)
        return Row(name, outcome(turn, calls), turn["message"], calls, differences, self._broken(turn), bare)

    def _newest(self) -> int:
        return int(self._rows("select max(id) as id from edit_sessions_turn")[0]["id"])

    def _ended(self, turn_id: int) -> dict[str, Any]:
        deadline = time.monotonic() + END_S
        while time.monotonic() < deadline:
            query = (
                "select t.status, t.message, t.notes, a.sha256, a.width_px, a.height_px, a.media_type"
                " from edit_sessions_turn t left join edit_sessions_asset a on a.id = t.output_id where t.id = ?"
            )
            (turn,) = self._rows(query, turn_id)
            if turn["status"] not in ("queued", "running"):
                return turn
            time.sleep(POLL_S)  # a poll of the row: there is nothing to wait on in another process
        raise TimeoutError(f"Turn {turn_id} did not end.")

    def _differences(self) -> tuple[str, ...]:
        command = [sys.executable, "manage.py", "reconcile", "--json", "--provider", str(self._home / "provider.jsonl")]
        env = os.environ | {"OVERPAINT_HOME": str(self._home)}
        done = subprocess.run(command, cwd=settings.BASE_DIR, env=env, capture_output=True, text=True, check=False)
        return tuple(str(each) for each in json.loads(done.stdout)["differences"])

    def _broken(self, turn: dict[str, Any]) -> bool:
        """Whether what is shown as done does not decode, or is not what was asked."""
        if turn["status"] != "done":
            return False
        sha256 = turn["sha256"]
        suffix = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}[turn["media_type"]]
        path = self._home / "assets" / sha256[:2] / sha256[2:4] / f"{sha256}.{suffix}"
        return not sound(path.read_bytes(), (1024, 1024))

    def _rows(self, query: str, *values: Any) -> list[dict[str, Any]]:
        found = sqlite3.connect(self._database, timeout=20)
        found.row_factory = sqlite3.Row
        try:
            return [dict(row) for row in found.execute(query, values)]
        finally:
            found.close()


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
    return "good" if sound(data, (1024, 1024)) else "kept a broken picture"


def sound(data: bytes, size: tuple[int, int]) -> bool:
    """Whether the bytes decode in full to a picture of this size (width x height in pixels)."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            image.load()
            return image.size == size
    except (OSError, UnidentifiedImageError, SyntaxError):
        return False


def _yes(value: bool) -> str:
    return "YES" if value else "no"
