"""A marker in place of the key, every way in which a call can fail, and then a look at everything the product wrote."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from editor.emulator.child import Emulator
from editor.emulator.faults import FAULTS
from tests.process.house import House, check

pytestmark = [pytest.mark.process]
MARKER = f"AIza-marker-{uuid.uuid4().hex}"
# The service quotes the key back, whatever it answers.
QUOTED = [{"status": status, "message": f"The key {MARKER} is bad."} for status in (400, 401, 403, 404, 413, 429, 500)]
# Those that end a turn within seconds; a stalled call is one of them because the limits below are short.
NAMES = [name for name in FAULTS if name not in ("status", "limited-429-retry-info")]
LIMITS = {
    "OVERPAINT_PROVIDER_TIMEOUT_S": "4",
    "OVERPAINT_PROVIDER_FIRST_BYTE_S": "2",
    "OVERPAINT_PROVIDER_STALL_S": "1",
    "OVERPAINT_BREAKER_FAILURES": "100",
    "OVERPAINT_TRIES": "2",
}
PAGES = ("/sessions", "/status", "/costs", "/models", "/healthz")


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with Emulator(prebuild=[(1024, 1024)]) as running:
        yield running


@pytest.fixture
def house(emulator: Emulator, tmp_path: Path) -> Iterator[House]:
    found = House(tmp_path / "home", emulator.env | LIMITS | {"GEMINI_API_KEY": MARKER})
    found.start()
    yield found
    found.leave()


def test_the_key_is_in_nothing_that_was_written(house: House, emulator: Emulator, tmp_path: Path) -> None:
    turns = []
    for fault in [*QUOTED, *NAMES]:
        emulator.script(fault)
        turns.append(house.begin())
        assert house.ended(turns[-1]), fault
    calls = emulator.calls()
    assert len(calls) >= len(turns)
    assert all(call["key_seen"] for call in calls)
    check(house, len(calls))
    seen = "".join(_pages(house))
    assert "The key *** is bad." in seen
    house.stop()
    assert MARKER not in seen
    held = [path for path in tmp_path.rglob("*") if path.is_file() and MARKER.encode() in path.read_bytes()]
    assert held == []
    assert (house.home / "logs" / "overpaint.log").stat().st_size > 1000


def _pages(house: House) -> Iterator[str]:
    """Every page that a person may look at, and the studio of every session."""
    assert house.http is not None
    sessions = [row[0] for row in house.rows("select id from edit_sessions_session")]
    for path in (*PAGES, *(f"/sessions/{each}" for each in sessions)):
        answer = house.http.get(path)
        yield answer.text + json.dumps(dict(answer.headers))
