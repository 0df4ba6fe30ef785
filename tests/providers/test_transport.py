"""The embedded engine stands behind the same wire as the network."""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable
from concurrent.futures import BrokenExecutor
from contextlib import ExitStack
from pathlib import Path
from types import ModuleType

import httpx
import pytest

from editor.providers import catalogue, embedded, errors, outgoing, surfaces
from editor.providers.messages import Content, ImageRequest, TextPart
from editor.providers.transport import KEPT, EmbeddedTransport, Lane, Lanes, Run
from editor.providers.wire import WireClient

MODEL = catalogue.model("overpaint-embedded-1")
REQUEST = ImageRequest(MODEL.id, (Content("user", (TextPart("a cup"),)),), "1:1", "1K")


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Stands in for the engine, which has tests of its own; only its place in the wire is tried here."""
    module = ModuleType("editor.providers.embedded.engine")
    monkeypatch.setattr(module, "answer", lambda path, body, _slip: (200, path.encode() + body), raising=False)
    monkeypatch.setattr(module, "STOPPED", 499, raising=False)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setattr(embedded, "engine", module, raising=False)
    return module


@pytest.fixture
def client_of(tmp_path: Path) -> Callable[[Run], WireClient]:
    """A client of an engine that runs like this; its slips lie beside its answers."""
    place = surfaces.surface("embedded", {})
    return lambda run: WireClient(place, surfaces.NO_KEY, EmbeddedTransport(run, tmp_path / "slips"))


@pytest.mark.usefixtures("engine")
def test_the_embedded_engine_answers_on_the_same_wire(tmp_path: Path, client_of: Callable[[Run], WireClient]) -> None:
    sent: list[bool] = []
    client = client_of(lambda call, path, body, slip: call(path, body, slip))
    assert client.generate(REQUEST, MODEL, spool=tmp_path / "answer", on_sent=lambda: sent.append(True)).status == 200
    path = f"/v1beta/models/{MODEL.id}:generateContent".encode()
    assert (tmp_path / "answer").read_bytes() == path + bytes(outgoing.encode(REQUEST, MODEL))
    assert sent == [True]
    assert list((tmp_path / "slips").iterdir()) == []


@pytest.mark.usefixtures("engine")
def test_an_error_of_the_embedded_engine_is_an_error_of_the_wire(
    tmp_path: Path, client_of: Callable[[Run], WireClient]
) -> None:
    body = b'{"error":{"code":400,"message":"Corrupted thought signature.","status":"INVALID_ARGUMENT"}}'
    with pytest.raises(errors.SignatureLost, match="Embedded engine"):
        client_of(lambda *_: (400, body)).generate(REQUEST, MODEL, spool=tmp_path / "answer")


@pytest.mark.usefixtures("engine")
def test_a_lost_worker_process_is_a_broken_connection_that_costs_nothing(
    tmp_path: Path, client_of: Callable[[Run], WireClient]
) -> None:
    def run(*_: object) -> tuple[int, bytes]:
        raise BrokenExecutor

    with pytest.raises(errors.ConnectionBroken) as caught:
        client_of(run).generate(REQUEST, MODEL, spool=tmp_path / "answer")
    assert caught.value.billed == "no"
    assert list((tmp_path / "slips").iterdir()) == []


def plain() -> httpx.Client:
    return httpx.Client(transport=httpx.MockTransport(lambda _request: httpx.Response(200)))


def test_calls_at_once_have_lanes_of_their_own_and_the_last_used_is_used_next() -> None:
    lanes = Lanes(plain, 3)
    with lanes.one(1) as first, lanes.one(1) as second:
        assert first is not second
    with lanes.one(1) as third:
        assert third is first
    lanes.close()
    assert first.http.is_closed
    assert second.http.is_closed


def test_no_more_idle_lanes_are_kept_than_are_of_use() -> None:
    lanes = Lanes(plain, KEPT + 4)
    with ExitStack() as calls:
        opened = [calls.enter_context(lanes.one(1)) for _ in range(KEPT + 4)]
    assert sum(lane.http.is_closed for lane in opened) == 4
    lanes.close()
    assert all(lane.http.is_closed for lane in opened)


def test_a_lane_that_fails_gives_its_place_back() -> None:
    lanes = Lanes(plain, 1)
    with pytest.raises(ZeroDivisionError), lanes.one(1):
        raise ZeroDivisionError
    with lanes.one(0.1), pytest.raises(httpx.PoolTimeout), lanes.one(0.1):
        pass
    lanes.close()


class Stream:
    """What the HTTP library tells of a connection."""

    def __init__(self, held: socket.socket) -> None:
        self.held = held

    def get_extra_info(self, name: str) -> object:
        return self.held if name == "socket" else None


def test_a_cut_ends_a_waiting_read_and_may_come_too_late() -> None:
    lane = Lane(plain())
    lane.cut()  # before there is a connection
    ours, other = socket.socketpair()
    lane.hear("connection.connect_tcp.complete", {"return_value": Stream(ours)})
    lane.cut()
    assert ours.recv(1) == b""
    ours.close()
    lane.cut()
    other.close()
    lane.http.close()
