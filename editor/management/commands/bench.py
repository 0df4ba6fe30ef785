"""Measure the product as it runs: overhead, page, tree, sse, idle, faults, chaos; and what the engine draws."""

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
from django.core.management.base import BaseCommand, CommandError

from editor.benchmark.figures import Report
from editor.emulator.child import ROOT
from editor.providers import catalogue

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
ENGINE: Final = "engine"  # it needs no data folder: it draws what it is asked, and leaves the pictures to be looked at


class Command(BaseCommand):
    help = "Measure. Prints a plain table and writes var/bench/<name>.json. Runs in a data folder of its own."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", choices=[*MODULES, ENGINE])
        parser.add_argument("--quick", action="store_true", help="A short run, to see that it works.")
        parser.add_argument("--out", type=Path, default=settings.HOME / "bench", help="Folder of the JSON.")
        parser.add_argument("--full", action="store_true", help="engine: draw every cell at 4K too.")
        parser.add_argument("--only", default="", metavar="NAME", help="engine: one family or conversation.")
        parser.add_argument(
            "--ratio", default="", choices=catalogue.model("overpaint-embedded-1").ratios, help="engine: for all cells."
        )
        parser.add_argument("--jobs", type=int, default=1, help="engine: processes that draw at a time.")
        parser.add_argument("--scratch", action="store_true", help="Use this very data folder (set by the command).")

    def handle(self, *args: Any, name: str, quick: bool, out: Path, scratch: bool, **options: Any) -> None:
        if name == ENGINE:
            out /= ENGINE
            self._tell(self._showcase(out, quick=quick, **options), out)
        elif not scratch:
            self._again_in_scratch(name, quick, out)
        else:
            self._tell(import_module(f"editor.benchmark.{MODULES[name]}").run(settings.HOME, quick=quick), out)

    def _tell(self, report: Report, out: Path) -> None:
        self.stdout.write(report.text())
        self.stdout.write(f"Figures: {report.write(out)}")

    def _showcase(self, out: Path, *, quick: bool, full: bool, only: str, ratio: str, jobs: int, **_: Any) -> Report:
        from editor.benchmark import engine  # it loads the drawing libraries

        wish = engine.Wish(only, ratio, jobs, is_full=full, is_quick=quick)
        try:
            return engine.run(out, wish, self.stdout.write)
        except engine.NoSuchCell as problem:
            raise CommandError(str(problem)) from problem

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
