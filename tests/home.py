"""Pytest plugin, loaded before Django: every test process works in a data folder of its own."""

import os
import tempfile
from pathlib import Path

base = os.environ.get("OVERPAINT_TEST_BASE") or tempfile.mkdtemp(prefix="overpaint-tests-")
os.environ["OVERPAINT_TEST_BASE"] = base
home = Path(base) / os.environ.get("PYTEST_XDIST_WORKER", "main")
home.mkdir(parents=True, exist_ok=True)
os.environ["OVERPAINT_HOME"] = str(home)
OURS = ("WISDOM_GATE_", "GEMINI_", "VERTEX_", "GOOGLE_APPLICATION_CREDENTIALS", "OVERPAINT_MODELS_FILE")
for name in [each for each in os.environ if each.startswith(OURS)]:
    del os.environ[name]
