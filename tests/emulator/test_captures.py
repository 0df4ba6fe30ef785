"""What the official SDK once sent, sent again: the emulator takes it, or refuses it for the reason Google would."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from editor.emulator.child import Emulator

CAPTURES = Path(__file__).parents[1] / "providers" / "captures"
# Requests whose refusal is right: 04 echoes signatures that this emulator never gave out, 07 asks for 7:3 at "2k",
# 10 points to a file in a bucket.
REFUSED = {
    ("04-chat-three-turns-signatures", 1): "Corrupted thought signature.",
    ("04-chat-three-turns-signatures", 2): "Corrupted thought signature.",
    ("07-size-ratio-each-model", 7): "Invalid value at 'generation_config.image_config.aspect_ratio'",
    ("10-vertex-oauth", 3): "Cannot fetch content from the provided URL.",
}


def captured() -> list[tuple[str, int, dict[str, Any]]]:
    found = []
    for path in sorted(CAPTURES.glob("*.json")):
        exchanges = json.loads(path.read_text())["exchanges"]
        found += [(path.stem, number, each["request"]) for number, each in enumerate(exchanges)]
    return found


@pytest.fixture(scope="session")
def token(_plain: Emulator, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A token of the emulator's own desk."""
    from google.auth.transport.requests import Request
    from google.oauth2 import service_account

    from editor.emulator.doors import SCOPE

    file = _plain.vertex_env(tmp_path_factory.mktemp("account"))["VERTEX_CREDENTIALS_FILE"]
    credentials = service_account.Credentials.from_service_account_file(file, scopes=[SCOPE])  # type: ignore[no-untyped-call]
    credentials.refresh(Request())
    return str(credentials.token)


@pytest.mark.parametrize(
    ("name", "number", "request_sent"), captured(), ids=[f"{name}-{number}" for name, number, _ in captured()]
)
def test_every_captured_request_is_understood(
    emulator: Emulator, token: str, name: str, number: int, request_sent: dict[str, Any]
) -> None:
    is_vertex = "/publishers/google/" in request_sent["path"]
    headers = {"authorization": f"Bearer {token}"} if is_vertex else {"x-goog-api-key": "any"}
    answer = httpx.post(emulator.url + request_sent["path"], json=request_sent["body"], headers=headers, timeout=30)
    words = REFUSED.get((name, number))
    if words:
        assert answer.status_code == 400
        assert answer.json()["error"]["message"].startswith(words)
    else:
        assert answer.status_code == 200, answer.text[:300]
        assert emulator.calls()[-1]["made"] == 1
