"""Measure the product as it runs: overhead, page, tree, sse, idle, faults, chaos."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand

from editor.emulator.child import ROOT

# Loaded by name: `page` needs Playwright, which only the tests install.
MODULES: Final = {
    "overhead": "overhead",
    "page": "page",
    "tree": "tree",
    "sse": "streams",
    "idle": "idle",
    "faults": "faults",
    "chaos": "chaos",
}


class Command(BaseCommand):
    help = "Measure. Prints a plain table and writes var/bench/<name>.json. Runs in a data folder of its own."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", choices=MODULES)
        parser.add_argument("--quick", action="store_true", help="A short run, to see that it works.")
        parser.add_argument("--out", type=Path, default=settings.HOME / "bench", help="Folder of the JSON.")
        parser.add_argument("--scratch", action="store_true", help="Use this very data folder (set by the command).")

    def handle(self, *args: Any, name: str, quick: bool, out: Path, scratch: bool, **options: Any) -> None:
        if not scratch:
            self._again_in_scratch(name, quick, out)
            return
        report = import_module(f"editor.benchmark.{MODULES[name]}").run(settings.HOME, quick=quick)
        self.stdout.write(report.text())
        self.stdout.write(f"Figures: {report.write(out)}")

    def _again_in_scratch(self, name: str, quick: bool, out: Path) -> None:
        """The same command with a fresh OVERPAINT_HOME, which goes away afterwards."""
        with tempfile.TemporaryDirectory(prefix="overpaint-bench-", ignore_cleanup_errors=True) as home:
            command = [sys.executable, "manage.py", "bench", name, "--scratch", "--out", str(out.resolve())]
            command += ["--quick"] if quick else []
            done = subprocess.run(command, cwd=ROOT, env=_plain_env() | {"OVERPAINT_HOME": home}, check=False)
        if done.returncode:
            raise SystemExit(done.returncode)


def _plain_env() -> dict[str, str]:
    """The environment without anybody's keys: a benchmark never calls a real provider."""
    return {name: value for name, value in os.environ.items() if "KEY" not in name}
