"""`manage.py emulator` as somebody starts it; and how lightly the flat one starts."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from editor.emulator.child import ROOT, Emulator
from editor.providers import surfaces

OLD = "gemini-2.5-flash-image"


@contextmanager
def started(*options: str) -> Iterator[str]:
    """The command on a free port; yields its address."""
    command = [sys.executable, "manage.py", "emulator", "--port", "0", *options]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        found = re.search(r"http://127.0.0.1:\d+", process.stdout.readline())
        assert found is not None
        yield found[0]
    finally:
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=20)
        assert (process.returncode, said) == (0, "")


def ask(url: str, model: str, words: str = "Matte black bottle on a grey seamless") -> httpx.Response:
    address = f"{url}/v1beta/models/{model}:generateContent"
    body = {"contents": [{"role": "user", "parts": [{"text": words}]}]}
    return httpx.post(address, json=body, headers={"x-goog-api-key": "any"}, timeout=60)


@pytest.mark.process
def test_the_command_draws_fails_as_told_and_keeps_its_log(tmp_path: Path) -> None:
    log = tmp_path / "calls.jsonl"
    with started("--fault", "internal-500", "--fault", "key-401", "--log", str(log)) as url:
        answers = [ask(url, OLD) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [500, 401, 200]
    words, picture = answers[2].json()["candidates"][0]["content"]["parts"]
    assert "Matte black bottle" in words["text"]
    assert picture["inlineData"]["mimeType"] == "image/png"
    assert len(log.read_text().splitlines()) == 6


@pytest.mark.process
def test_retired_models_are_gone_where_that_is_asked_for() -> None:
    with started("--plain", "--retired", "gone") as url:
        answer = ask(url, OLD)
        assert answer.status_code == 404
        assert answer.json()["error"]["message"].startswith(f"models/{OLD} is not found for API version v1beta")
        assert ask(url, "gemini-nano-banana-2.1").status_code == 200
        listed = httpx.get(f"{url}/v1beta/models?key=any").json()["models"]
        assert f"models/{OLD}" not in [model["name"] for model in listed]


@pytest.mark.process
def test_vertex_is_open_to_the_account_that_the_command_wrote(tmp_path: Path) -> None:
    with started("--plain", "--vertex", str(tmp_path)) as url:
        env = {"VERTEX_CREDENTIALS_FILE": str(tmp_path / "service-account.json"), "VERTEX_BASE_URL": url}
        access = surfaces.authenticate("vertex", env)
        answer = httpx.get(surfaces.surface("vertex", env).models_url, auth=access)
        assert answer.status_code == 200
        assert "publishers/google/models/gemini-3-pro-image" in answer.text


@pytest.mark.process
@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--vertex", "/nowhere/at/all"], "There is no folder"),
        (["--fault", "nothing"], "There is no fault called nothing"),
        (["--fault", "cut:often"], "whole number"),
    ],
)
def test_a_fault_that_does_not_exist_is_said_at_the_start(options: list[str], words: str) -> None:
    command = [sys.executable, "manage.py", "emulator", *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert words in done.stderr


@pytest.mark.process
def test_a_port_that_is_taken_is_said_at_the_start() -> None:
    with Emulator() as running:
        command = [sys.executable, "manage.py", "emulator", "--port", running.url.rpartition(":")[2]]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "Choose another with --port" in done.stderr


def test_flat_pictures_load_no_drawing_library() -> None:
    code = (
        "import sys, argparse\nfrom editor.emulator import __main__, replies, serving\n"
        "from editor.emulator.models import rules_of\nfrom editor.providers import catalogue\n"
        'replies.plain(b\'{"contents": [{"parts": [{"text": "x"}]}]}\', '
        "rules_of(catalogue.model('gemini-3-pro-image'), 'gemini'))\n"
        "print(sorted({'numpy', 'cv2', 'skia', 'onnxruntime', 'django'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_child_ends_with_whoever_started_it() -> None:
    code = (
        "import os, time\nfrom editor.emulator.child import Emulator\n"
        "emulator = Emulator().__enter__()\nprint(emulator.url, flush=True)\nos.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    url = done.stdout.strip()
    assert done.returncode == -signal.SIGKILL
    for _ in range(100):
        try:
            httpx.get(f"{url}/emulator/calls", timeout=1)
        except httpx.HTTPError:
            return
    raise AssertionError("It still answers.")
