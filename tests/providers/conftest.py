"""Recorded exchanges with the official SDK, for the tests of the wire."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

CAPTURES = Path(__file__).parent / "captures"
Exchanges = list[dict[str, Any]]


@pytest.fixture
def capture() -> Callable[[str], Exchanges]:
    """Reads the exchanges of one capture by its number."""

    def read(number: str) -> Exchanges:
        (path,) = CAPTURES.glob(f"{number}-*.json")
        exchanges: Exchanges = json.loads(path.read_text("utf-8"))["exchanges"]
        return exchanges

    return read
