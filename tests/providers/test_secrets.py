"""A marker key on every surface, down every way a call can end: it is in the request's header and nowhere else."""

from __future__ import annotations

import json
import logging
import pickle
import socket
import traceback
from collections.abc import Callable, Iterator, MutableMapping
from dataclasses import dataclass
from datetime import datetime

import httpx
import pytest

from editor.providers import errors
from editor.providers.call import Limits
from editor.providers.surfaces import Key
from editor.providers.tokens import Access, Ask, Bearer, KeyHeader
from tests.providers.trial import (
    BODY,
    MARKER,
    MODEL,
    REQUEST,
    Handler,
    Script,
    Trial,
    answer,
    cut,
    cut_chunked,
    garbage,
    good,
    hang_up,
)

SPELLINGS = (MARKER, MARKER.replace("/", "\\/"), MARKER.replace("/", "%2F"))
LOUD = ("httpx", "httpcore", "hpack", "h2", "h11", "google", "asyncio", "editor")


@dataclass
class Marked:
    """Credentials whose one token is the marker."""

    token: str | None = None
    expiry: datetime | None = None

    def refresh(self, request: Ask) -> None:
        self.token = MARKER

    def apply(self, headers: MutableMapping[str, str]) -> None:
        headers["authorization"] = f"Bearer {self.token}"


ACCESS: dict[str, Callable[[], Access]] = {
    "wisdom-gate": lambda: KeyHeader("x-goog-api-key", Key(MARKER)),
    "gemini": lambda: KeyHeader("x-goog-api-key", Key(MARKER)),
    "vertex": lambda: Bearer("Vertex AI", Marked),
}


@pytest.fixture(params=ACCESS)
def marked(request: pytest.FixtureRequest, trial: Trial) -> Trial:
    trial.name, trial.access = request.param, ACCESS[request.param]()
    trial.limits = Limits(connect_s=1, send_s=1, first_byte_s=0.2, stall_s=0.2, total_s=2, reply_bytes=3_000_000)
    return trial


@pytest.fixture
def heard(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.LogCaptureFixture]:
    """Everything that any library in play says, at its loudest."""
    names = [name for name in logging.root.manager.loggerDict if name.partition(".")[0] in LOUD]
    for name in {*names, "httpx", "httpcore.http11", "httpcore.connection", "google.auth"}:
        logger = logging.getLogger(name)
        monkeypatch.setattr(logger, "disabled", False)
        monkeypatch.setattr(logger, "propagate", False)
        monkeypatch.setattr(logger, "handlers", [caplog.handler])
        caplog.set_level(logging.DEBUG, logger=name)
    return caplog


def is_clean(text: str) -> bool:
    return not any(form in text for form in SPELLINGS) and MARKER.encode().hex() not in text


def all_of(error: BaseException, trial: Trial) -> str:
    """All that a log, a tracker or another process could make of an error."""
    whole = traceback.TracebackException.from_exception(error, capture_locals=True)
    plain = traceback.format_exception(error)
    return "".join([*whole.format(), *plain, repr(error), str(vars(error)), repr(trial.client())])


def quoting(status: int) -> Script:
    words = " ".join(SPELLINGS)
    body = json.dumps({"error": {"code": status, "message": f"key {words}", "status": words, "details": [words]}})
    return answer(status, body.encode(), Location=f"/?key={MARKER}", Retry_After=MARKER, X_Key=MARKER)


def page(handler: Handler) -> None:
    answer(502, f"<html><title>{MARKER}</title>{MARKER}</html>".encode())(handler)


def slow(handler: Handler) -> None:
    handler.start()
    handler.wfile.write(MARKER.encode())
    handler.server.shutdown_request(handler.connection)


def too_large(handler: Handler) -> None:
    handler.start(length=4_000_000)
    handler.wfile.write(MARKER.encode() * 250_000)


def not_packed(handler: Handler) -> None:
    handler.start(length=len(MARKER), Content_Encoding="gzip")
    handler.wfile.write(MARKER.encode())


def strange_status(handler: Handler) -> None:
    handler.wfile.write(f"HTTP/1.1 9{MARKER} {MARKER}\r\n\r\n".encode())
    handler.close_connection = True


FAILING: tuple[Script, ...] = (
    *(quoting(status) for status in (204, 302, 307, 400, 401, 402, 403, 404, 408, 413, 429, 499, 500, 502, 503, 504)),
    *(page, slow, too_large, not_packed, strange_status, cut, cut_chunked, garbage, hang_up),
)


@pytest.mark.parametrize("script", FAILING)
def test_no_failure_shows_the_key(marked: Trial, heard: pytest.LogCaptureFixture, script: Script) -> None:
    error = marked.fail(script)
    assert is_clean(all_of(error, marked))
    assert is_clean(repr(pickle.dumps(error)))
    assert is_clean(heard.text)
    assert marked.server.seen
    assert any(MARKER in value for value in marked.server.seen[0][1].values())


def unreachable(_trial: Trial) -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}"


PLACES: tuple[Callable[[Trial], str], ...] = (
    unreachable,
    lambda trial: trial.base_url.replace("http:", "https:"),  # no TLS there
    lambda _trial: "http://no-such-host.invalid",
    lambda _trial: "ftp://127.0.0.1",
    lambda _trial: "http://[::1",
    lambda _trial: "http://127.0.0.1:99999",
)


@pytest.mark.parametrize("place", PLACES)
def test_no_failed_connection_shows_the_key(
    marked: Trial, heard: pytest.LogCaptureFixture, place: Callable[[Trial], str]
) -> None:
    marked.terms = {"base_url": place(marked)}
    error = marked.fail(good)
    assert type(error) is errors.ConnectionFailed
    assert is_clean(all_of(error, marked) + heard.text)


def test_a_stop_in_the_middle_shows_no_key(marked: Trial) -> None:
    def stop(_received: int, _total: int | None) -> None:
        raise KeyboardInterrupt

    marked.server.script = good
    client = marked.client()
    with pytest.raises(KeyboardInterrupt) as caught:
        client.generate(REQUEST, MODEL, spool=marked.spool, on_bytes=stop)
    client.close()
    assert is_clean(all_of(caught.value, marked))


@pytest.mark.parametrize("form", SPELLINGS)
def test_an_error_that_quotes_the_key_keeps_its_other_words(trial: Trial, form: str) -> None:
    error = trial.fail(answer(403, b'{"error":{"message":"key ' + form.encode() + b' is wrong"}}'))
    assert (type(error), error.words) == (errors.KeyRefused, "key *** is wrong")


def test_a_200_of_any_size_is_spooled_without_the_key(marked: Trial, heard: pytest.LogCaptureFixture) -> None:
    body = b"x" * 1_500_000 + MARKER.encode() + b"y" * 70_000 + SPELLINGS[2].encode()

    def script(handler: Handler) -> None:
        handler.start(length=len(body))
        for start in range(0, len(body), 65_521):  # cuts the key somewhere
            handler.wfile.write(body[start : start + 65_521])

    marked.call(script)
    assert marked.spool.read_bytes() == b"x" * 1_500_000 + b"***" + b"y" * 70_000 + b"***"
    assert is_clean(heard.text)


def test_the_key_is_in_its_header_alone(marked: Trial, heard: pytest.LogCaptureFixture) -> None:
    marked.call(good)
    ((path, headers, body),) = marked.server.seen
    name = "authorization" if marked.name == "vertex" else "x-goog-api-key"
    assert [header for header, value in headers.items() if MARKER in value] == [name]
    assert is_clean(path + body.decode())
    assert marked.spool.read_bytes() == BODY
    assert {record.name for record in heard.records} >= {"httpx", "httpcore.http11"}
    assert is_clean(heard.text)


def test_a_request_that_was_signed_is_not_kept(marked: Trial) -> None:
    marked.server.script = good
    client = marked.client()
    client.generate(REQUEST, MODEL, spool=marked.spool)
    lanes = vars(client)["_lanes"]
    held = [vars(lane) for lane in vars(lanes)["_idle"]]
    client.close()
    assert held
    assert is_clean(f"{vars(client)} {vars(lanes)} {held}")
    assert not any(isinstance(value, httpx.Request) for row in held for value in row.values())
