"""The client against a real HTTP server that misbehaves in every way seen in the wild."""

from __future__ import annotations

import gzip
import json
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from editor.providers import errors, outgoing, surfaces
from editor.providers.call import Limits
from editor.providers.messages import Content, ImageRequest, PicturePart, Source, TextPart
from editor.providers.surfaces import Key
from editor.providers.tokens import KeyHeader
from editor.providers.wire import WireClient
from tests.providers.sources import FileSource
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
    reset,
)


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


def test_a_delivery_tells_bytes_and_the_first_of_them(trial: Trial) -> None:
    def script(handler: Handler) -> None:
        time.sleep(0.2)
        good(handler)

    delivery = trial.call(script, request_id="attempt-7")
    ((_, headers, body),) = trial.server.seen
    assert (delivery.status, delivery.request_bytes, delivery.response_bytes) == (200, len(body), len(BODY))
    assert 0.2 <= delivery.first_byte_s < 1
    assert headers["x-request-id"] == "attempt-7"


def test_the_length_of_a_request_is_announced(trial: Trial, tmp_path: Path) -> None:
    (tmp_path / "picture").write_bytes(b"\x89PNG" * 100_000)
    trial.call(good, with_picture(FileSource(tmp_path / "picture")))
    ((_, headers, body),) = trial.server.seen
    assert int(headers["content-length"]) == len(body) > 530_000
    assert {"transfer-encoding", "x-request-id"}.isdisjoint(name.lower() for name in headers)


def with_picture(source: Source) -> ImageRequest:
    return ImageRequest(MODEL.id, (Content("user", (PicturePart("image/png", source=source), TextPart("warmer"))),))


def test_what_the_surface_would_refuse_is_not_sent(trial: Trial, tmp_path: Path) -> None:
    (tmp_path / "picture").write_bytes(b"x" * 3_000_000)
    request = with_picture(FileSource(tmp_path / "picture"))
    trial.terms = {"inline_limit_bytes": 4_000_000}
    error = trial.fail(good, request)
    assert error.sentence == "The request is 4.0 MB: Wisdom Gate takes up to 4 MB."
    trial.terms = {"file_limit_bytes": 2_000_000}
    other = trial.fail(good, request)
    assert other.sentence == "A picture of 3.0 MB cannot be sent: Wisdom Gate takes up to 2 MB each."
    for each in (error, other):
        assert (type(each), each.billed, each.http_status) == (errors.RequestTooLarge, "no", None)
    trial.terms = {"inline_limit_bytes": 4_000_400, "file_limit_bytes": 3_000_000}
    trial.call(good, request)
    assert len(trial.server.seen) == 1
    assert trial.sent == [0]


def test_a_picture_that_cannot_be_read_ends_the_call_unbilled(trial: Trial, tmp_path: Path) -> None:
    (tmp_path / "picture").write_bytes(b"x" * 1_000_000)

    class Shrinking(FileSource):
        @property
        def byte_count(self) -> int:
            return 2_000_000

    error = trial.fail(good, with_picture(Shrinking(tmp_path / "picture")))
    assert (type(error), error.billed, error.retryable) == (errors.PictureUnreadable, "no", False)
    assert trial.sent == []


def wait_forever(_handler: Handler) -> None:
    time.sleep(4)


def stall_inside(handler: Handler) -> None:
    handler.start()
    handler.wfile.write(BODY[:500])
    time.sleep(4)


def stall_without_length(handler: Handler) -> None:
    handler.start(length=None, Connection="close")
    handler.wfile.write(BODY[:500])
    time.sleep(4)


@pytest.mark.parametrize("script", [wait_forever, stall_inside, stall_without_length])
def test_a_call_that_is_given_up_ends_soon_wherever_it_waits(trial: Trial, script: Script) -> None:
    trial.limits = Limits()
    asked_s: list[float] = []
    started_s = time.monotonic()
    error = trial.fail(script, is_wanted=lambda: asked_s.append(time.monotonic()) or time.monotonic() < started_s + 0.6)
    ended_s = time.monotonic()
    assert (type(error), error.billed, error.retryable) == (errors.NoLongerWanted, "maybe", False)
    assert error.sentence == "The call to Wisdom Gate was given up after 1 s."
    assert ended_s - started_s < 1.7
    assert all(asked < ended_s for asked in asked_s)


@pytest.mark.parametrize(
    ("limits", "is_wanted", "kind"),
    [
        (Limits(), False, errors.NoLongerWanted),
        (Limits(total_s=0.7), True, errors.TimedOutSending),
        (Limits(send_s=0.5), True, errors.TimedOutSending),
    ],
)
def test_a_service_that_stops_reading_gets_no_more_time(
    trial: Trial, tmp_path: Path, limits: Limits, is_wanted: bool, kind: type[errors.ProviderError]
) -> None:
    with (tmp_path / "picture").open("wb") as file:
        file.truncate(12_000_000)
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen(1)  # takes connections into its queue, and reads nothing
        place = trial.surface(base_url=f"http://127.0.0.1:{deaf.getsockname()[1]}")
        client = WireClient(place, Key(MARKER), limits=limits)
        request = with_picture(FileSource(tmp_path / "picture"))
        started_s = time.monotonic()
        with pytest.raises(errors.CallFailed) as caught:
            client.generate(request, MODEL, spool=trial.spool, is_wanted=lambda: is_wanted)
        client.close()
    assert (type(caught.value), caught.value.billed) == (kind, "no")
    assert time.monotonic() - started_s < 2


def test_the_total_ends_a_wait_for_the_first_byte(trial: Trial) -> None:
    trial.limits = Limits(total_s=0.5)
    error = trial.fail(wait_forever)
    assert (type(error), error.billed) == (errors.TimedOutWaiting, "maybe")


def test_a_model_may_have_less_time_than_others(trial: Trial) -> None:
    trial.limits, trial.model = Limits(), replace(MODEL, timeout_s=0.5)
    started_s = time.monotonic()
    assert type(trial.fail(wait_forever)) is errors.TimedOutWaiting
    assert time.monotonic() - started_s < 2


def test_the_next_call_after_a_cut_has_a_new_connection(trial: Trial) -> None:
    trial.server.script = stall_inside
    client = trial.client()
    with pytest.raises(errors.TimedOutReceiving):
        client.generate(REQUEST, MODEL, spool=trial.spool)
    trial.server.script = good
    assert client.generate(REQUEST, MODEL, spool=trial.spool).status == 200
    client.close()


def test_a_call_waits_for_a_connection_no_longer_than_for_connecting(trial: Trial) -> None:
    trial.limits = Limits(connections=1, connect_s=0.3)
    trial.server.script = wait_forever
    client = trial.client()
    wanted = threading.Event()
    wanted.set()
    ends: list[Exception] = []

    def first() -> None:
        try:
            client.generate(REQUEST, MODEL, spool=trial.spool, on_sent=sent.set, is_wanted=wanted.is_set)
        except errors.ProviderError as problem:
            ends.append(problem)

    sent = threading.Event()
    thread = threading.Thread(target=first)
    thread.start()
    assert sent.wait(5)
    with pytest.raises(errors.TimedOutConnecting):
        client.generate(REQUEST, MODEL, spool=trial.spool)
    wanted.clear()
    thread.join()
    client.close()
    assert [type(end) for end in ends] == [errors.NoLongerWanted]


class Renewing(KeyHeader):
    """An access whose refused secret can be renewed, once."""

    renewals = 1

    def refused(self, request: httpx.Request) -> bool:
        self.renewals -= 1
        return self.renewals >= 0

    def accepted(self) -> None:
        self.renewals = 1


def test_a_refused_token_makes_one_more_try_worth_while(trial: Trial) -> None:
    trial.access = Renewing("authorization", Key(MARKER))
    refused = answer(401, b'{"error":{"message":"expired"}}')
    assert [trial.fail(refused).retryable for _ in range(2)] == [True, False]
    trial.call(good)
    trial.spool.unlink()
    assert trial.fail(refused).retryable
    trial.access = None
    assert not trial.fail(refused).retryable


def test_the_connect_of_a_proxy_is_not_our_request(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test server is the proxy, and refuses to connect anywhere."""
    monkeypatch.setenv("HTTPS_PROXY", trial.base_url)
    trial.terms = {"base_url": "https://provider.invalid"}
    error = trial.fail(good)
    assert (type(error), error.billed) == (errors.ConnectionFailed, "no")
    assert trial.sent == []
