"""Recorded exchanges with the official SDK, for the tests of the wire."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.providers.trial import Handler, Server, Trial

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


@pytest.fixture
def trial(tmp_path: Path) -> Iterator[Trial]:
    server = Server(("127.0.0.1", 0), Handler)
    server.seen = []
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    (tmp_path / "spool").mkdir()
    yield Trial(server, tmp_path / "spool" / "answer")
    server.shutdown()
    server.server_close()
