"""The system checks say what can be used, what is missing and how settings were read; no call, no secret."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.checks import CheckMessage, run_checks

from editor import checks

MARKER = "marker-key-5f3a9"


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("A check touched the network.")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


Said = Callable[..., list[CheckMessage]]


@pytest.fixture
def said(settings: LazySettings) -> Said:
    """What the checks of the surfaces say for an environment."""

    def run(**env: str) -> list[CheckMessage]:
        settings.PROVIDER_ENV = env
        return [*checks.surfaces_are_ready(None), *checks.settings_of_surfaces_are_single(None)]

    return run


def lines(messages: list[CheckMessage]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for message in messages:
        found.setdefault(str(message.id), []).append(str(message.msg))
    return found


def test_every_surface_has_its_line(said: Said) -> None:
    found = lines(said())
    assert found["overpaint.I002"] == ["Surface embedded is ready."]
    assert [line.partition(":")[0] for line in found["overpaint.I001"]] == [
        "Surface wisdom-gate",
        "Surface gemini",
        "Surface vertex",
    ]


def test_what_is_set_is_ready_and_never_shown(said: Said, tmp_path: Path) -> None:
    account = {"type": "service_account", "client_email": "a@b", "private_key": MARKER, "token_uri": "http://t"}
    (tmp_path / "account.json").write_text(json.dumps(account | {"project_id": "demo"}))
    (tmp_path / "key").write_text(MARKER)
    messages = said(
        WISDOM_GATE_KEY=MARKER,
        GEMINI_API_KEY_FILE=str(tmp_path / "key"),
        GOOGLE_APPLICATION_CREDENTIALS=str(tmp_path / "account.json"),
    )
    assert list(lines(messages)) == ["overpaint.I002"]
    assert len(messages) == 4
    assert MARKER not in repr(messages)


def test_a_key_that_comes_two_ways_says_which_is_used(said: Said) -> None:
    found = lines(said(GEMINI_API_KEY=MARKER, GEMINI_API_KEY_FILE="/nowhere"))
    assert found["overpaint.W001"] == [
        "GEMINI_API_KEY and GEMINI_API_KEY_FILE are both set: GEMINI_API_KEY is used, the file is not read."
    ]
    assert "Surface gemini is ready." in found["overpaint.I002"]


def test_the_checks_run_at_every_start() -> None:
    assert {"overpaint.I002"} <= {str(message.id) for message in run_checks()}
