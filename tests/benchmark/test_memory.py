"""The scales weigh what they should: a whole tree of processes, at its heaviest moment."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from editor.benchmark import memory
from editor.emulator.child import ROOT

GROW_MIB = 60
CHILD = f"""
import sys
for line in sys.stdin:
    held = b"x" * ({GROW_MIB} << 20)
    del held
    print("done", flush=True)
"""
PARENT = f"""
import subprocess, sys
subprocess.run([sys.executable, "-c", {CHILD!r}])
"""


@pytest.fixture(params=[CHILD, PARENT], ids=["itself", "its child"])
def process(request: pytest.FixtureRequest) -> Iterator[subprocess.Popen[str]]:
    """Takes 60 MiB for a moment whenever a line comes, itself or in a child."""
    command = [sys.executable, "-c", request.param]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as found:
        yield found
        assert found.stdin is not None
        found.stdin.close()


def grow(process: subprocess.Popen[str], times: int) -> None:
    assert process.stdin is not None
    assert process.stdout is not None
    for _ in range(times):
        process.stdin.write("\n")
        process.stdin.flush()
        assert process.stdout.readline() == "done\n"


@pytest.mark.process
def test_a_moment_of_a_process_or_its_child_is_seen(process: subprocess.Popen[str]) -> None:
    grow(process, 1)
    peak = memory.peak_of_tree(process.pid, lambda: grow(process, 30))
    assert peak.looks > 1
    assert peak.above_mib == pytest.approx(GROW_MIB, abs=8)
    assert peak.high_water_mib == pytest.approx(GROW_MIB, abs=8)
    assert sum(peak.of.values()) == pytest.approx(peak.above_mib, abs=1)


@pytest.mark.process
def test_rest_is_not_a_peak(process: subprocess.Popen[str]) -> None:
    grow(process, 1)
    assert memory.peak_of_tree(process.pid, lambda: None).above_mib == pytest.approx(0, abs=2)


@pytest.mark.process
def test_a_4k_picture_takes_at_most_64_mib_above_idle(tmp_path: Path) -> None:
    program = "import json, pathlib, sys; from editor.benchmark import memory; "
    program += "print(json.dumps(memory.run_memory(pathlib.Path(sys.argv[1]), rounds=1)))"
    command = [sys.executable, "-c", program, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    lines, data = json.loads(done.stdout)
    (peak,) = data["peaks"]
    assert peak["peak_mib"] - peak["idle_mib"] <= memory.AIM_MIB
    assert "MiB above idle, aim at most 64: hit." in lines[0]
    assert peak["looks"] > 10
