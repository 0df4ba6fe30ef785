"""`manage.py up` and its companions, as a person at a shell meets them."""

from __future__ import annotations

import json
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from editor.emulator.child import Emulator
from tests.conftest import picture
from tests.process.house import House, check, until

pytestmark = [pytest.mark.process]


@pytest.fixture(scope="module")
def stub() -> Iterator[Emulator]:
    with Emulator(prebuild=[(1024, 1024)]) as stub:
        yield stub


@pytest.fixture
def house(stub: Emulator, tmp_path: Path) -> Iterator[House]:
    stub.forget()
    found = House(tmp_path / "home", stub.env)
    yield found
    found.leave()


def test_second_start_keeps_everything(house: House, record_property: pytest.FixtureRequest) -> None:
    first_s = house.start()
    turn_id = house.begin()
    assert house.ended(turn_id) == "done"
    house.stop()
    second_s = house.start()
    record_property("starts_s", f"{first_s:.2f} {second_s:.2f}")  # type: ignore[operator]
    print(f"\nfirst start {first_s:.2f} s, second {second_s:.2f} s")  # noqa: T201  (a measurement to report)
    assert house.http is not None
    page = house.http.get("/sessions")
    assert page.status_code == 200, "the sign-in outlives the restart"
    assert "a green bottle" in page.text
    sha256 = house.value("select sha256 from edit_sessions_asset")
    answer = house.http.get(f"/assets/{sha256}.png")
    assert (answer.status_code, len(answer.content)) == (200, house.value("select byte_count from edit_sessions_asset"))


def test_link_signs_in_once(house: House) -> None:
    house.start()
    with httpx.Client(base_url=house.url, follow_redirects=True) as first:
        assert first.get(house.link).status_code == 200
        assert "/sign-in" not in str(first.get("/sessions").url)
    with httpx.Client(base_url=house.url, follow_redirects=True) as second:
        assert second.get(house.link).status_code == 410
        assert "/sign-in" in str(second.get("/sessions").url)


def test_stranger_gets_nothing(house: House) -> None:
    house.start()
    turn_id = house.begin()
    house.ended(turn_id)
    sha256 = house.value("select sha256 from edit_sessions_asset")
    with httpx.Client(base_url=house.url, follow_redirects=False) as stranger:
        for path in ("/sessions", "/sessions/1", f"/assets/{sha256}.png", "/turns/1/download"):
            assert stranger.get(path).status_code in (302, 404), path
        assert stranger.get("/sessions/1/events").status_code == 404


def test_second_server_over_the_same_folder_is_refused(house: House) -> None:
    house.start()
    other = house.manage("up", "--no-open", "--port", "0")
    assert other.returncode == 1
    assert "Another process works on" in other.stderr


def test_port_in_use_says_what_to_do(house: House, tmp_path: Path) -> None:
    house.start()
    other = House(tmp_path / "elsewhere", {})
    answer = other.manage("up", "--no-open", "--port", str(house.port))
    assert answer.returncode == 1
    assert "make run PORT=8001" in answer.stderr


def test_render_beside_a_running_server(house: House, tmp_path: Path) -> None:
    house.start()
    out = tmp_path / "bottle.png"
    answer = house.manage(
        "render",
        "a bottle",
        "--json",
        "--out",
        str(out),
        "--model",
        "gemini-nano-banana-2.1",
        "--surface",
        "gemini",
        "--size",
        "1K",
    )
    assert answer.returncode == 0, answer.stderr
    told = json.loads(answer.stdout)
    assert (told["status"], told["width"], told["file"], told["attempts"]) == ("done", 1024, str(out), 1)
    assert out.stat().st_size == house.value("select byte_count from edit_sessions_asset")
    worker = house.value("select worker from edit_sessions_job")
    assert worker.endswith(str(house.pid))


def test_render_without_a_server(house: House, tmp_path: Path) -> None:
    source = tmp_path / "cat.png"
    source.write_bytes(picture(300, 200))
    answer = house.manage("render", "--image", str(source), "--json")
    assert answer.returncode == 0, answer.stderr
    told = json.loads(answer.stdout)
    assert (told["status"], told["width"], told["height"], told["attempts"]) == ("done", 300, 200, 0)
    check(house, 0)


def test_stream_brings_progress_before_the_picture(house: House, stub: Emulator) -> None:
    house.start()
    stub.latency(1.0)
    turn_id = house.begin()
    session_id = house.value("select session_id from edit_sessions_turn where id=?", turn_id)
    stages: list[tuple[str, float]] = []
    assert house.http is not None
    began = time.monotonic()
    with house.http.stream("GET", f"/sessions/{session_id}/events?after=0", timeout=30) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        assert stream.headers["x-accel-buffering"] == "no"
        for line in stream.iter_lines():
            if "data-stage=" in line:
                stages.append((line.split('data-stage="')[1].split('"')[0], time.monotonic() - began))
            if stages and stages[-1][0] == "done":
                break
    stub.latency(0)
    names = [name for name, _ in stages]
    assert names.index("asking") < names.index("checking") < names.index("done")
    assert stages[-1][1] - stages[names.index("asking")][1] > 0.5


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl+C", "kill"])
def test_stop_waits_for_a_call_that_may_be_billed(house: House, stub: Emulator, how: signal.Signals) -> None:
    house.start()
    stub.latency(2.0)
    turn_id = house.begin()
    until(stub.calls, "the call has left")
    code = house.ask_to_stop(how)
    stub.latency(0)
    assert code == 0
    assert (house.status(turn_id), house.outcomes(turn_id), len(stub.calls())) == ("done", ["picture"], 1)


def test_stop_does_not_wait_for_an_open_stream(house: House, stub: Emulator) -> None:
    house.start()
    turn_id = house.begin()
    house.ended(turn_id)
    session_id = house.value("select session_id from edit_sessions_turn where id=?", turn_id)
    assert house.http is not None
    with house.http.stream("GET", f"/sessions/{session_id}/events?after=0", timeout=30) as stream:
        assert next(stream.iter_lines()).startswith("retry:")
        code = house.ask_to_stop(signal.SIGINT)
    assert code == 0
    assert "graceful shutdown exceeded" not in (house.home.parent / "server.log").read_text()
