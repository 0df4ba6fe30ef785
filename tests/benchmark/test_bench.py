"""The benchmarks still run: their shortest runs, against the real server."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from PIL import Image

from editor.emulator.child import ROOT


@pytest.mark.process
@pytest.mark.parametrize("name", ["tree", "idle"])
def test_a_short_run_prints_a_table_and_keeps_the_figures(name: str, tmp_path: Path) -> None:
    command = [sys.executable, "manage.py", "bench", name, "--quick", "--out", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert f"bench {name}" in done.stdout
    assert json.loads((tmp_path / f"{name}.json").read_text())["table"]["rows"]


@pytest.mark.process
def test_the_showcase_leaves_pictures_that_can_be_looked_at(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "manage.py",
        "bench",
        "engine",
        "--only",
        "hex",
        "--ratio",
        "16:9",
        "--out",
        str(tmp_path),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    folder = tmp_path / "engine"
    (cell,) = json.loads((folder / "engine.json").read_text())["data"]["cells"]
    with Image.open(folder / "hex.png") as picture:
        assert picture.size == (cell["small"]["width_px"], cell["small"]["height_px"]) == (1376, 768)
    with Image.open(folder / "sheet.png") as sheet:
        assert sheet.width > 300
    assert json.loads((folder / "hex.json").read_text())["scene"] == "product"
    page = (folder / "index.html").read_text()
    assert cell["words"] in page
    assert 'class="done">done: ' in page
    assert "Slowest at 1K: hex" in done.stdout


def test_a_name_that_is_not_in_the_showcase_says_so() -> None:
    with pytest.raises(CommandError, match="No family or conversation is called nobody"):
        call_command("bench", "engine", only="nobody")
