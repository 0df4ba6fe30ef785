"""The client against a real HTTP server that misbehaves in every way seen in the wild."""

from __future__ import annotations

import gzip
import json
import logging
import socket
import struct
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from editor.providers import catalogue, errors, outgoing, surfaces
from editor.providers.call import Limits
from editor.providers.messages import Content, ImageRequest, TextPart
from editor.providers.surfaces import Key
from editor.providers.wire import Delivery, WireClient

MARKER = "marker/key-5f3a9"
MODEL = catalogue.model("gemini-3.1-flash-image-preview")
REQUEST = ImageRequest(MODEL.id, (Content("user", (TextPart("a cup"),)),), "1:1", "1K")
BODY = json.dumps({"candidates": [{"finishReason": "NO_IMAGE"}], "responseId": "r" * 1000}).encode()
QUICK = Limits(connect_s=2, send_s=2, first_byte_s=0.3, stall_s=0.3, total_s=3)

Script = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.seen.append((self.path, dict(self.headers), body))
        self.server.script(self)

    def start(self, status: int = 200, length: int | None = len(BODY), **headers: str) -> None:
        self.send_response(status)
        if length is not None:
            self.send_header("Content-Length", str(length))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    script: Script
    seen: list[tuple[str, dict[str, str], bytes]]

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass


@dataclass
class Trial:
    """One call against the server, and what came of it."""

    server: Server
    spool: Path
    limits: Limits = QUICK
    progress: list[tuple[int, int | None]] = field(default_factory=list)
    sent: list[int] = field(default_factory=list)

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def client(self) -> WireClient:
        surface = surfaces.surface("wisdom-gate", {"WISDOM_GATE_BASE_URL": self.base_url})
        return WireClient(surface, Key(MARKER), limits=self.limits)

    def call(self, script: Script) -> Delivery:
        self.server.script = script
        client = self.client()
        try:
            return client.generate(
                REQUEST,
                MODEL,
                spool=self.spool,
                on_bytes=lambda received, total: self.progress.append((received, total)),
                on_sent=lambda: self.sent.append(len(self.progress)),
            )
        finally:
            client.close()

    def fail(self, script: Script) -> errors.ProviderError:
        """The error of a call that must fail, must leave no file and must not show the key anywhere."""
        with pytest.raises(errors.ProviderError) as caught:
            self.call(script)
        error = caught.value
        assert list(self.spool.parent.iterdir()) == []
        shown = "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())
        assert MARKER not in f"{error!r} {error} {vars(error)} {shown}"
        assert error.__suppress_context__ or error.__context__ is None
        return error


@pytest.fixture
def trial(tmp_path: Path) -> Iterator[Trial]:
    server = Server(("127.0.0.1", 0), Handler)
    server.seen = []
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    (tmp_path / "spool").mkdir()
    yield Trial(server, tmp_path / "spool" / "answer")
    server.shutdown()
    server.server_close()


def good(handler: Handler) -> None:
    handler.start()
    handler.wfile.write(BODY)


def test_the_answer_is_spooled_byte_for_byte(trial: Trial) -> None:
    assert trial.call(good).status == 200
    assert trial.spool.read_bytes() == BODY
    assert [path.name for path in trial.spool.parent.iterdir()] == ["answer"]
    assert trial.progress[-1] == (len(BODY), len(BODY))
    assert trial.sent == [0]


def test_the_request_is_the_encoded_one_and_the_key_is_in_its_header_alone(trial: Trial) -> None:
    trial.call(good)
    ((path, headers, body),) = trial.server.seen
    assert path == f"/v1beta/models/{MODEL.id}:generateContent"
    assert body == bytes(outgoing.encode(REQUEST, MODEL))
    assert [name for name, value in headers.items() if MARKER in value] == ["x-goog-api-key"]
    assert {name.lower() for name in headers}.isdisjoint({"authorization", "cookie"})


def test_a_compressed_answer_is_spooled_plain(trial: Trial) -> None:
    packed = gzip.compress(BODY)

    def script(handler: Handler) -> None:
        handler.start(length=len(packed), Content_Encoding="gzip")
        handler.wfile.write(packed)

    trial.call(script)
    assert trial.spool.read_bytes() == BODY
    assert trial.progress[-1] == (len(packed), len(packed))


def test_progress_comes_about_four_times_a_second(trial: Trial) -> None:
    def script(handler: Handler) -> None:
        handler.start(length=60_000)
        for _ in range(60):
            handler.wfile.write(b"x" * 1000)
            time.sleep(0.01)

    trial.call(script)
    assert 2 <= len(trial.progress) <= 5
    assert trial.progress[-1] == (60_000, 60_000)


def test_one_client_serves_many_threads_over_kept_connections(trial: Trial) -> None:
    trial.server.script = good
    client = trial.client()
    spools = [trial.spool.with_name(f"answer-{number}") for number in range(16)]
    threads = [
        threading.Thread(target=client.generate, args=(REQUEST, MODEL), kwargs={"spool": spool}) for spool in spools
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    client.close()
    assert [spool.read_bytes() for spool in spools] == [BODY] * 16


def test_a_refused_connection_sends_nothing(trial: Trial) -> None:
    trial.server.server_close()
    error = trial.fail(good)
    assert (type(error), error.billed, error.retryable) == (errors.ConnectionFailed, "no", True)
    assert error.sentence == "Wisdom Gate could not be reached. Nothing was sent."
    assert trial.sent == []


def test_a_connection_that_is_never_accepted_times_out_connecting(trial: Trial) -> None:
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        with socket.create_connection(full.getsockname()):
            surface = surfaces.surface("gemini", {"GEMINI_BASE_URL": f"http://127.0.0.1:{full.getsockname()[1]}"})
            client = WireClient(surface, Key(MARKER), limits=Limits(connect_s=0.2))
            with pytest.raises(errors.TimedOutConnecting) as caught:
                client.generate(REQUEST, MODEL, spool=trial.spool)
            client.close()
    assert (caught.value.billed, caught.value.retryable) == ("no", True)


def test_a_slow_first_byte_times_out_waiting(trial: Trial) -> None:
    error = trial.fail(lambda _handler: time.sleep(0.6))
    assert (type(error), error.billed) == (errors.TimedOutWaiting, "maybe")
    assert error.sentence == "Wisdom Gate did not begin to answer in 0 s. Nothing arrived."
    assert trial.sent == [0]


def test_a_stall_inside_the_body_times_out_receiving(trial: Trial) -> None:
    trial.limits = Limits(first_byte_s=5, stall_s=0.3, total_s=10)

    def script(handler: Handler) -> None:
        handler.start()
        handler.wfile.write(BODY[:500])
        time.sleep(1.5)

    started_s = time.monotonic()
    error = trial.fail(script)
    assert (type(error), error.billed) == (errors.TimedOutReceiving, "maybe")
    assert time.monotonic() - started_s < 1.2


def test_a_drip_runs_into_the_total(trial: Trial) -> None:
    trial.limits = Limits(first_byte_s=1, stall_s=1, total_s=0.5)

    def script(handler: Handler) -> None:
        handler.start()
        for _ in range(20):
            handler.wfile.write(b"x")
            time.sleep(0.1)

    started_s = time.monotonic()
    assert type(trial.fail(script)) is errors.TimedOutReceiving
    assert time.monotonic() - started_s < 1.2


def cut(handler: Handler) -> None:
    handler.start()
    handler.wfile.write(BODY[:500])
    handler.close_connection = True


def cut_chunked(handler: Handler) -> None:
    handler.start(length=None, Transfer_Encoding="chunked")
    handler.wfile.write(b"1f4\r\n" + BODY[:500] + b"\r\n")
    handler.close_connection = True


def reset(handler: Handler) -> None:
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()
    handler.close_connection = True


def hang_up(handler: Handler) -> None:
    handler.close_connection = True


def garbage(handler: Handler) -> None:
    handler.wfile.write(b"SSH-2.0-OpenSSH\r\n\r\n")
    handler.close_connection = True


@pytest.mark.parametrize("script", [cut, cut_chunked, reset, hang_up, garbage])
def test_a_broken_connection_may_be_billed(trial: Trial, script: Script) -> None:
    error = trial.fail(script)
    assert (type(error), error.billed, error.retryable) == (errors.ConnectionBroken, "maybe", True)
    assert trial.sent == [0]


def test_a_cut_body_says_how_much_arrived(trial: Trial) -> None:
    assert trial.fail(cut).sentence == (
        "The call to Wisdom Gate broke off after 0 s. 0.0 of 0.0 MB arrived, too little to show."
    )


def test_a_body_that_cannot_be_unpacked_is_a_bad_reply(trial: Trial) -> None:
    def script(handler: Handler) -> None:
        handler.start(Content_Encoding="gzip")
        handler.wfile.write(BODY)

    assert type(trial.fail(script)) is errors.BadReply


def test_an_answer_over_the_limit_is_not_taken(trial: Trial) -> None:
    trial.limits = Limits(reply_bytes=500)
    error = trial.fail(good)
    assert (type(error), error.billed, error.retryable) == (errors.ReplyTooLarge, "maybe", False)


def answer(status: int, body: bytes, **headers: str) -> Script:
    def script(handler: Handler) -> None:
        handler.start(status, len(body), **headers)
        handler.wfile.write(body)

    return script


def test_429_keeps_the_wait_it_asks_for(trial: Trial, capture: Callable[[str], list[dict[str, Any]]]) -> None:
    body = json.dumps(capture("24")[0]["response"]["body"]).encode()
    error = trial.fail(answer(429, body, Retry_After="22"))
    assert (type(error), error.retry_after_s, error.http_status) == (errors.RateLimited, 22.0, 429)
    assert "Wisdom Gate" in error.sentence


def test_a_page_instead_of_json_is_a_fault_of_the_provider(trial: Trial) -> None:
    error = trial.fail(answer(502, b"<html><h1>Bad Gateway</h1></html>"))
    assert (type(error), error.words) == (errors.ProviderFault, "Bad Gateway")


def test_redirects_are_not_followed(trial: Trial) -> None:
    error = trial.fail(answer(307, b"", Location=f"{trial.base_url}/elsewhere"))
    assert type(error) is errors.RequestRefused
    assert len(trial.server.seen) == 1


def test_an_error_that_quotes_the_key_does_not_pass_it_on(trial: Trial) -> None:
    for form in (MARKER, MARKER.replace("/", "\\/"), MARKER.replace("/", "%2F")):
        error = trial.fail(answer(403, b'{"error":{"message":"key ' + form.encode() + b' is wrong"}}'))
        assert (type(error), error.words) == (errors.KeyRefused, "key *** is wrong")


def test_a_200_that_quotes_the_key_is_spooled_without_it(trial: Trial) -> None:
    trial.call(answer(200, b'{"error":"key ' + MARKER.encode() + b' is wrong"}'))
    assert trial.spool.read_bytes() == b'{"error":"key *** is wrong"}'


def test_an_error_answer_is_read_up_to_its_limit(trial: Trial) -> None:
    def script(handler: Handler) -> None:
        handler.start(500, 50_000_000)
        for _ in range(800):
            handler.wfile.write(b"x" * 62_500)

    assert len(trial.fail(script).words) == 1000


def test_an_error_answer_that_breaks_off_keeps_its_status(trial: Trial) -> None:
    def script(handler: Handler) -> None:
        handler.start(503, 5000)
        handler.wfile.write(b"busy")
        handler.close_connection = True

    error = trial.fail(script)
    assert (type(error), error.words) == (errors.Overloaded, "busy")


def test_a_spool_that_cannot_be_written_is_named(trial: Trial) -> None:
    trial.spool = trial.spool.parent / "missing" / "answer"
    with pytest.raises(errors.SpoolFailed, match="could not be written") as caught:
        trial.call(good)
    assert caught.value.billed == "yes"


def test_a_callback_that_stops_the_call_leaves_no_file(trial: Trial) -> None:
    def stop(_received: int, _total: int | None) -> None:
        raise KeyboardInterrupt

    trial.server.script = good
    client = trial.client()
    with pytest.raises(KeyboardInterrupt):
        client.generate(REQUEST, MODEL, spool=trial.spool, on_bytes=stop)
    client.close()
    assert list(trial.spool.parent.iterdir()) == []


def test_no_log_line_holds_the_key(
    trial: Trial, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("httpx", "httpcore", "httpcore.http11", "httpcore.connection"):
        logger = logging.getLogger(name)  # the project's own logging settings quiet these: here they may talk
        monkeypatch.setattr(logger, "disabled", False)
        monkeypatch.setattr(logger, "propagate", False)
        monkeypatch.setattr(logger, "handlers", [caplog.handler])
        caplog.set_level(logging.DEBUG, logger=name)
    trial.fail(answer(403, b'{"error":{"message":"no"}}'))
    trial.call(good)
    assert {record.name for record in caplog.records} >= {"httpx", "httpcore.http11"}
    assert MARKER not in caplog.text
