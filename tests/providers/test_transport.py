"""The embedded engine stands behind the same wire as the network."""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import BrokenExecutor
from pathlib import Path
from types import ModuleType

import pytest

from editor.providers import catalogue, embedded, errors, outgoing, surfaces
from editor.providers.messages import Content, ImageRequest, TextPart
from editor.providers.transport import EmbeddedTransport
from editor.providers.wire import WireClient

MODEL = catalogue.model("overpaint-embedded-1")
REQUEST = ImageRequest(MODEL.id, (Content("user", (TextPart("a cup"),)),), "1:1", "1K")


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Stands in for the engine, which has tests of its own; only its place in the wire is tried here."""
    module = ModuleType("editor.providers.embedded.engine")
    monkeypatch.setattr(module, "answer", lambda path, body: (200, path.encode() + body), raising=False)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setattr(embedded, "engine", module, raising=False)
    return module


def embedded_client(run: Callable[..., tuple[int, bytes]]) -> WireClient:
    return WireClient(surfaces.surface("embedded", {}), surfaces.NO_KEY, EmbeddedTransport(run))


@pytest.mark.usefixtures("engine")
def test_the_embedded_engine_answers_on_the_same_wire(tmp_path: Path) -> None:
    sent: list[bool] = []
    client = embedded_client(lambda call, path, body: call(path, body))
    assert client.generate(REQUEST, MODEL, spool=tmp_path / "answer", on_sent=lambda: sent.append(True)).status == 200
    path = f"/v1beta/models/{MODEL.id}:generateContent".encode()
    assert (tmp_path / "answer").read_bytes() == path + bytes(outgoing.encode(REQUEST, MODEL))
    assert sent == [True]


@pytest.mark.usefixtures("engine")
def test_an_error_of_the_embedded_engine_is_an_error_of_the_wire(tmp_path: Path) -> None:
    body = b'{"error":{"code":400,"message":"Corrupted thought signature.","status":"INVALID_ARGUMENT"}}'
    with pytest.raises(errors.SignatureLost, match="Embedded engine"):
        embedded_client(lambda *_: (400, body)).generate(REQUEST, MODEL, spool=tmp_path / "answer")


@pytest.mark.usefixtures("engine")
def test_a_lost_worker_process_is_a_broken_connection(tmp_path: Path) -> None:
    def run(*_: object) -> tuple[int, bytes]:
        raise BrokenExecutor

    with pytest.raises(errors.ConnectionBroken):
        embedded_client(run).generate(REQUEST, MODEL, spool=tmp_path / "answer")
