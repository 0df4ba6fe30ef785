"""The client over real TLS: HTTP/2 where it is offered, a connection for each call, limits that hold, small memory."""

from __future__ import annotations

import asyncio
import logging
import socket
import ssl
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
import trustme
from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.errors import ErrorCodes
from h2.events import StreamEnded

from editor.providers import catalogue, errors, surfaces
from editor.providers.call import Limits
from editor.providers.messages import Content, ImageRequest, PicturePart, TextPart
from editor.providers.surfaces import Key
from editor.providers.wire import Delivery, WireClient
from tests.providers.sources import FileSource
from tests.providers.tls import PIECE, Seen, Send, TlsServer, piece, running, start, trusting

MARKER = "marker-key-5f3a9"
MODEL = catalogue.model("gemini-3-pro-image")
REQUEST = ImageRequest(MODEL.id, (Content("user", (TextPart("a cup"),)),))
ANSWER = b'{"candidates":[]}'


async def good(_seen: Seen, send: Send) -> None:
    await start(send, len(ANSWER))
    await piece(send, ANSWER)


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TlsServer]:
    with running(tmp_path, good) as (found, authority):
        monkeypatch.setenv("SSL_CERT_FILE", str(authority))
        yield found


Make = Callable[..., WireClient]


@pytest.fixture
def client(server: TlsServer) -> Iterator[Make]:
    made: list[WireClient] = []

    def make(limits: Limits | None = None, **more: Any) -> WireClient:
        surface = surfaces.surface("gemini", {"GEMINI_BASE_URL": server.base_url})
        made.append(WireClient(surface, Key(MARKER), limits=limits or Limits(), **more))
        return made[-1]

    yield make
    for each in made:
        each.close()


def outcome(client: WireClient, spool: Path, **more: Any) -> Delivery | errors.ProviderError:
    try:
        return client.generate(REQUEST, MODEL, spool=spool, **more)
    except errors.ProviderError as problem:
        return problem


def test_http2_is_used_where_it_is_offered(server: TlsServer, client: Make, tmp_path: Path) -> None:
    sent: list[bool] = []
    told: list[tuple[int, int | None]] = []
    delivery = client().generate(
        REQUEST,
        MODEL,
        spool=tmp_path / "answer",
        request_id="attempt-7",
        on_sent=lambda: sent.append(True),
        on_bytes=lambda received, total: told.append((received, total)),
    )
    assert (tmp_path / "answer").read_bytes() == ANSWER
    assert (server.seen[0].version, server.seen[0].headers["x-request-id"]) == ("2", "attempt-7")
    assert delivery == Delivery(200, server.seen[0].body_bytes, len(ANSWER), delivery.first_byte_s)
    assert sent == [True]
    assert told == [(len(ANSWER), len(ANSWER))]


def test_http2_can_be_switched_off(server: TlsServer, client: Make, tmp_path: Path) -> None:
    client(is_http2=False).generate(REQUEST, MODEL, spool=tmp_path / "answer")
    assert server.seen[0].version == "1.1"


def test_calls_after_each_other_share_a_connection(server: TlsServer, client: Make, tmp_path: Path) -> None:
    one = client()
    for _ in range(3):
        one.generate(REQUEST, MODEL, spool=tmp_path / "answer")
    assert len({seen.port for seen in server.seen}) == 1


def test_a_stalled_call_ends_alone(server: TlsServer, client: Make, tmp_path: Path) -> None:
    async def script(seen: Seen, send: Send) -> None:
        await asyncio.sleep(3 if seen.headers["x-request-id"] == "0" else 0.8)
        await good(seen, send)

    server.script = script
    one = client(Limits(first_byte_s=1.2, total_s=10))
    with ThreadPoolExecutor(8) as threads:
        calls = [threads.submit(outcome, one, tmp_path / str(n), request_id=str(n)) for n in range(8)]
        ends = [call.result() for call in calls]
    assert type(ends[0]) is errors.TimedOutWaiting
    assert [end.status for end in ends[1:] if isinstance(end, Delivery)] == [200] * 7
    assert {seen.version for seen in server.seen} == {"2"}
    assert len({seen.port for seen in server.seen}) == 8


def test_why_calls_in_flight_do_not_share_a_connection(server: TlsServer, tmp_path: Path) -> None:
    """On a shared connection the HTTP library ends eight calls for one time-out. When this fails, it no longer does,
    and `Lanes` may be reconsidered.
    """

    async def script(seen: Seen, send: Send) -> None:
        await asyncio.sleep(1.5)
        await good(seen, send)

    def call(number: int) -> str:
        time.sleep(0.03 * number)  # the impatient one first, so that it is the one that reads
        limit = httpx.Timeout(5, read=0.5 if number == 0 else 5)
        try:
            return str(shared.post(server.base_url, content=b"x", timeout=limit).status_code)
        except httpx.HTTPError as fault:
            return type(fault).__name__

    with httpx.Client(http2=True, verify=trusting(tmp_path / "ca.pem")) as shared:
        assert shared.post(server.base_url, content=b"x").http_version == "HTTP/2"
        server.script = script
        with ThreadPoolExecutor(8) as threads:
            ends = list(threads.map(call, range(8)))
    assert ends == ["ReadTimeout"] * 8


@pytest.mark.parametrize(
    ("limits", "pause_s"), [(Limits(stall_s=0.4, total_s=9), 3.0), (Limits(stall_s=9, total_s=0.6), 0.1)]
)
def test_limits_inside_the_body_hold(
    server: TlsServer, client: Make, tmp_path: Path, limits: Limits, pause_s: float
) -> None:
    async def drip(_seen: Seen, send: Send) -> None:
        await start(send, 1000)
        for _ in range(30):
            await piece(send, b"x", more=True)
            await asyncio.sleep(pause_s)

    server.script = drip
    started_s = time.monotonic()
    end = outcome(client(limits), tmp_path / "answer")
    assert (type(end), getattr(end, "billed", "")) == (errors.TimedOutReceiving, "maybe")
    assert time.monotonic() - started_s < 1.5
    assert not list(tmp_path.glob("answer*"))


def test_a_reset_inside_the_body_is_a_broken_connection(server: TlsServer, client: Make, tmp_path: Path) -> None:
    async def script(_seen: Seen, send: Send) -> None:
        await start(send, 1000)
        await piece(send, b"x" * 10, more=True)
        raise ConnectionResetError

    server.script = script
    end = outcome(client(), tmp_path / "answer")
    assert (type(end), getattr(end, "billed", "")) == (errors.ConnectionBroken, "maybe")
    server.script = good
    assert isinstance(outcome(client(), tmp_path / "answer"), Delivery)


def resetting(listening: socket.socket, tls: ssl.SSLContext) -> None:
    """Answers the first request of one connection with the beginning of an answer and RST_STREAM."""
    with tls.wrap_socket(listening.accept()[0], server_side=True) as plain:
        state = H2Connection(H2Configuration(client_side=False))
        state.initiate_connection()
        plain.sendall(state.data_to_send())
        while data := plain.recv(65_536):
            for event in state.receive_data(data):
                if isinstance(event, StreamEnded):
                    state.send_headers(event.stream_id, [(":status", "200"), ("content-length", "1000")])
                    state.send_data(event.stream_id, b"x" * 10)
                    state.reset_stream(event.stream_id, ErrorCodes.INTERNAL_ERROR)
            plain.sendall(state.data_to_send())


def test_a_stream_that_is_reset_is_a_broken_connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("localhost").configure_cert(tls)
    tls.set_alpn_protocols(["h2"])
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=resetting, args=(listening, tls))
        thread.start()
        base_url = f"https://localhost:{listening.getsockname()[1]}"
        one = WireClient(surfaces.surface("gemini", {"GEMINI_BASE_URL": base_url}), Key(MARKER))
        end = outcome(one, tmp_path / "answer")
        one.close()
        thread.join(10)
    assert (type(end), getattr(end, "billed", "")) == (errors.ConnectionBroken, "maybe")
    assert not list(tmp_path.glob("answer*"))


def test_a_call_that_is_not_wanted_ends_while_it_waits(server: TlsServer, client: Make, tmp_path: Path) -> None:
    async def script(seen: Seen, send: Send) -> None:
        await asyncio.sleep(5)

    server.script = script
    wanted = threading.Event()
    wanted.set()
    threading.Timer(0.5, wanted.clear).start()
    one = client()
    started_s = time.monotonic()
    end = outcome(one, tmp_path / "answer", is_wanted=wanted.is_set)
    assert (type(end), getattr(end, "billed", ""), getattr(end, "retryable", None)) == (
        errors.NoLongerWanted,
        "maybe",
        False,
    )
    assert time.monotonic() - started_s < 2
    server.script = good
    assert isinstance(outcome(one, tmp_path / "answer"), Delivery)


def test_an_idle_connection_that_the_server_closed_is_not_used(server: TlsServer, client: Make, tmp_path: Path) -> None:
    """Its request would be lost, and with it the certainty that nothing was billed."""

    async def script(seen: Seen, send: Send) -> None:
        headers = [(b"content-length", b"2"), (b"connection", b"close")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await piece(send, b"{}")

    one = client(is_http2=False)
    server.script = script
    for _ in range(3):
        assert isinstance(outcome(one, tmp_path / "answer"), Delivery)
    assert len({seen.port for seen in server.seen}) == 3


def test_large_pictures_pass_through_without_being_held(server: TlsServer, client: Make, tmp_path: Path) -> None:
    size = 30 * 1024 * 1024

    async def script(_seen: Seen, send: Send) -> None:
        await start(send, size)
        for _ in range(size // PIECE):
            await piece(send, b"x" * PIECE, more=True)
        await piece(send, b"")

    server.script = script
    with (tmp_path / "picture").open("wb") as file:
        file.truncate(size)
    picture = PicturePart("image/png", source=FileSource(tmp_path / "picture"))
    request = ImageRequest(MODEL.id, (Content("user", (picture, TextPart("warmer"))),))
    one = client()
    outcome(one, tmp_path / "warm")
    tracemalloc.start()
    delivery = one.generate(request, MODEL, spool=tmp_path / "answer")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (tmp_path / "answer").stat().st_size == delivery.response_bytes == size
    assert server.seen[-1].body_bytes == delivery.request_bytes > size * 4 // 3
    assert peak < 12_000_000, f"{peak / 1e6:.1f} MB at once, both ends together"


def test_a_server_that_is_not_trusted_gets_nothing(
    server: TlsServer, client: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    end = outcome(client(), tmp_path / "answer")
    assert (type(end), getattr(end, "billed", "")) == (errors.ConnectionFailed, "no")
    assert server.seen == []


def test_no_log_line_of_http2_holds_the_key(
    client: Make, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("httpx", "httpcore.http2", "httpcore.connection", "hpack.hpack", "hpack.table", "h2"):
        logger = logging.getLogger(name)
        monkeypatch.setattr(logger, "disabled", False)
        monkeypatch.setattr(logger, "handlers", [caplog.handler])
        caplog.set_level(logging.DEBUG, logger=name)
    client().generate(REQUEST, MODEL, spool=tmp_path / "answer")
    assert {record.name for record in caplog.records} >= {"httpx", "httpcore.http2"}
    assert MARKER not in caplog.text
    assert MARKER.encode().hex() not in caplog.text
