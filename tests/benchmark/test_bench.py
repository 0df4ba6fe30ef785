"""The benchmarks still run: their shortest runs, against the real server."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from editor.emulator.child import ROOT


@pytest.mark.process
@pytest.mark.parametrize("name", ["tree", "idle"])
def test_a_short_run_prints_a_table_and_keeps_the_figures(name: str, tmp_path: Path) -> None:
    command = [sys.executable, "manage.py", "bench", name, "--quick", "--out", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert f"bench {name}" in done.stdout
    assert json.loads((tmp_path / f"{name}.json").read_text())["table"]["rows"]
