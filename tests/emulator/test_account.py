"""The emulator's own account of calls: complete, free of secrets, and on disk before the caller can know."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from editor.emulator.child import ROOT, Emulator

MODEL = "gemini-nano-banana-2.1"
KEY = "marker-key-5f1c"
WORDS = "a bottle whose words nobody keeps"


def body(text: str = WORDS) -> dict[str, Any]:
    config = {"imageConfig": {"aspectRatio": "4:5", "imageSize": "2K"}}
    return {"contents": [{"role": "user", "parts": [{"text": text}]}], "generationConfig": config}


def ask(url: str, request_id: str = "", timeout_s: float = 10, **headers: str) -> httpx.Response:
    address = f"{url}/v1beta/models/{MODEL}:generateContent"
    told = {"x-goog-api-key": KEY, "x-request-id": request_id} | headers
    return httpx.post(address, json=body(), headers=told, timeout=timeout_s)


def lines(log: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.read_text().splitlines()]


def test_a_call_is_written_down_when_it_comes_and_when_it_ends(tmp_path: Path) -> None:
    log = tmp_path / "calls.jsonl"
    with Emulator(log=log) as emulator:
        assert ask(emulator.url, "r1").status_code == 200
        came, ended = lines(log)
    assert (came["request_id"], came["ended"], came["status"], came["billed_usd"]) == ("r1", "", None, "")
    assert (ended["request_id"], ended["ended"], ended["status"], ended["number"]) == ("r1", "complete", 200, 1)
    assert (ended["ratio"], ended["size"], ended["surface"], ended["made"]) == ("4:5", "2K", "gemini", 1)
    assert float(ended["billed_usd"]) > 0.05


def test_neither_keys_nor_words_nor_pictures_are_kept(tmp_path: Path) -> None:
    log = tmp_path / "calls.jsonl"
    with Emulator(log=log) as emulator:
        ask(emulator.url, "r1")
        address = f"{emulator.url}/v1beta/models/{MODEL}:generateContent?key={KEY}"
        httpx.post(address, json=body(), headers={"authorization": f"Bearer {KEY}", "x-request-id": f"{KEY} and more"})
        told = json.dumps(emulator.calls()) + log.read_text()
    assert KEY not in told
    assert "nobody keeps" not in told
    assert "iVBOR" not in told


def test_a_caller_who_is_killed_leaves_a_charged_call_behind(tmp_path: Path) -> None:
    """The log outlives whoever asked: the call is on it while under way, and ended once they are gone."""
    log = tmp_path / "calls.jsonl"
    with Emulator(30, log=log) as emulator:
        code = f"import sys; sys.path[:0] = ['{ROOT}']; from tests.emulator import test_account as t; "
        caller = subprocess.Popen([sys.executable, "-c", code + f"t.ask('{emulator.url}', 'killed', 60)"])
        _until(lambda: log.exists() and len(lines(log)) == 1)
        os.kill(caller.pid, signal.SIGKILL)
        caller.wait()
        _until(lambda: len(lines(log)) == 2)
        ended = lines(log)[-1]
    assert (ended["request_id"], ended["ended"], ended["made"]) == ("killed", "client left", 1)
    assert float(ended["billed_usd"]) > 0.05


def _until(true: Any) -> None:
    deadline = time.monotonic() + 20
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.01)  # a poll of a file that another process writes


def test_the_end_is_on_the_log_before_the_last_byte_is_sent(tmp_path: Path) -> None:
    """Whoever has the whole answer finds the whole account, without waiting."""
    log = tmp_path / "calls.jsonl"
    with Emulator(log=log) as emulator:
        for number in range(20):
            ask(emulator.url, f"r{number}")
            assert lines(log)[-1]["ended"] == "complete"


def test_forgetting_empties_the_list_and_the_plan_but_not_the_log(tmp_path: Path) -> None:
    log = tmp_path / "calls.jsonl"
    with Emulator(log=log) as emulator:
        emulator.script("internal-500:3")
        assert ask(emulator.url).status_code == 500
        emulator.forget()
        assert emulator.calls() == []
        assert ask(emulator.url).status_code == 200
        assert [row["number"] for row in lines(log)] == [1, 1, 2, 2]


def test_surfaces_are_told_apart_by_their_addresses(emulator: Emulator) -> None:
    prefix = emulator.wisdom_env["WISDOM_GATE_BASE_URL"]
    assert ask(prefix).status_code == 200
    assert ask(f"{emulator.url}/some/proxy").status_code == 200
    assert [call["surface"] for call in emulator.calls()] == ["wisdom-gate", "gemini"]
    # On Wisdom Gate /v1 is another, OpenAI-shaped service.
    assert httpx.post(f"{prefix}/v1/models/{MODEL}:generateContent", json=body()).status_code == 404


def test_a_request_above_the_limit_is_refused_and_counted(emulator: Emulator) -> None:
    """Wisdom Gate takes 20 MB."""
    address = f"{emulator.wisdom_env['WISDOM_GATE_BASE_URL']}/v1beta/models/{MODEL}:generateContent"
    answer = httpx.post(address, content=bytes(20_000_001), headers={"x-goog-api-key": "any"}, timeout=30)
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, 413)
    assert emulator.calls()[-1]["body_bytes"] == 20_000_001


@pytest.mark.parametrize("path", ["/", "/v1beta/models", "/v1beta/files", "/v1beta/batches/x"])
def test_only_requests_for_pictures_are_on_the_account(emulator: Emulator, path: str) -> None:
    httpx.get(emulator.url + path, headers={"x-goog-api-key": "any"})
    assert emulator.calls() == []


def test_answers_are_made_side_by_side(emulator: Emulator) -> None:
    from concurrent.futures import ThreadPoolExecutor

    emulator.latency(0.5)
    started = time.monotonic()
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: ask(emulator.url).status_code, range(8)))
    assert answers == [200] * 8
    assert time.monotonic() - started < 2.5
