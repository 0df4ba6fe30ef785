"""`manage.py bench faults`: what it holds the product and the bare client to."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from editor.benchmark import faults
from editor.emulator.child import ROOT, Emulator
from tests.conftest import picture


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with Emulator(prebuild=[(1024, 1024)]) as running:
        yield running


@pytest.mark.parametrize(
    ("fault", "becomes"),
    [
        ({"latency_s": 0}, "good"),
        ("limited-429-retry-info", "lost: HTTPStatusError"),
        ("cut", "lost: RemoteProtocolError"),
        ("malformed-json", "crashed: JSONDecodeError"),
        ("finish-NO_IMAGE", "crashed: KeyError"),
        ("no-picture", "crashed: StopIteration"),
        ("not-a-picture", "kept a broken picture"),
        ("truncated-picture", "kept a broken picture"),
        ("wrong-size", "kept a wrong picture"),
        ("two-pictures", "kept a wrong picture"),
    ],
)
def test_a_bare_client_is_judged_by_what_it_saves(
    emulator: Emulator, fault: str | dict[str, float], becomes: str
) -> None:
    emulator.script(fault)
    assert faults.bare_client(emulator.url) == becomes


def test_flaws_are_told_apart() -> None:
    sound = picture(64, 48)
    assert faults.flaw(sound, (64, 48)) == ""
    assert faults.flaw(sound, (48, 64)) == "wrong"
    assert faults.flaw(sound[: len(sound) // 2], (64, 48)) == "broken"
    assert faults.flaw(b"", (64, 48)) == "broken"


@pytest.mark.parametrize(
    ("status", "calls", "words"),
    [("done", 1, "good"), ("done", 2, "recovered"), ("failed", 1, "told"), ("refused", 1, "refused, told")],
)
def test_outcomes_are_named(status: str, calls: int, words: str) -> None:
    assert faults.outcome({"status": status}, calls) == words


@pytest.mark.process
def test_a_short_run_agrees_with_the_provider_and_keeps_nothing_broken(tmp_path: Path) -> None:
    command = [sys.executable, "manage.py", "bench", "faults", "--quick", "--out", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads((tmp_path / "faults.json").read_text())["data"]
    assert [row["fault"] for row in found["rows"]] == list(faults.QUICK)
    assert not any(row["differences"] or row["broken"] for row in found["rows"])
    assert found["accounts"]["ours_usd"] == found["accounts"]["provider_usd"] != "0"
    assert "MISS" not in done.stdout
