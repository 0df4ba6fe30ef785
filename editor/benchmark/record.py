"""The record of a home as another process sees it: what its database holds, and what `manage.py reconcile` says."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings


def rows(home: Path, query: str, *values: Any) -> list[Any]:
    """The rows of one query, each to be read by place or by name."""
    found = sqlite3.connect(home / "overpaint.sqlite3", timeout=20)
    found.row_factory = sqlite3.Row
    try:
        return found.execute(query, values).fetchall()
    finally:
        found.close()


def reconciled(home: Path, log: Path, *options: str) -> dict[str, Any]:
    """The product's own proof, of the record and of the provider's list of calls in `log`; also beside a live server.

    Raises RuntimeError where it says nothing.
    """
    command = [sys.executable, "manage.py", "reconcile", "--json", "--provider", str(log), *options]
    env = os.environ | {"OVERPAINT_HOME": str(home)}
    done = subprocess.run(command, cwd=settings.BASE_DIR, env=env, capture_output=True, text=True, check=False)
    if not done.stdout:
        raise RuntimeError(f"reconcile said nothing: {done.stderr[-500:]}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found
