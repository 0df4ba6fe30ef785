"""The door in front of the metrics."""

from __future__ import annotations

import pytest
from django.conf import LazySettings
from django.test import Client

pytestmark = pytest.mark.django_db
TOKEN = "t0ken"


@pytest.mark.parametrize(
    ("token", "given", "status"),
    [
        ("", "Bearer x", 404),
        ("", "", 404),
        ("", "Bearer ", 404),
        (TOKEN, "", 401),
        (TOKEN, "Bearer no", 401),
        (TOKEN, "Bearer tökén", 401),
        (TOKEN, f"Basic {TOKEN}", 401),
        (TOKEN, TOKEN, 401),
        (TOKEN, f"Bearer {TOKEN}", 200),
        (TOKEN, f"bearer {TOKEN}", 200),
    ],
)
def test_the_door_opens_to_the_token_alone(
    client: Client, settings: LazySettings, token: str, given: str, status: int
) -> None:
    settings.METRICS_TOKEN = token
    answer = client.get("/metrics", headers={"authorization": given} if given else {})
    assert answer.status_code == status
    assert (b"overpaint_turns" in answer.content) == (status == 200)
    assert TOKEN not in answer.content.decode()


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("127.0.0.1", 200),
        ("127.9.9.9", 200),
        ("::1", 200),
        ("::ffff:127.0.0.1", 200),
        ("10.0.0.7", 404),
        ("::ffff:10.0.0.7", 404),
        ("203.0.113.5", 404),
        ("", 404),
        ("localhost", 404),
    ],
)
def test_other_machines_find_nothing(client: Client, settings: LazySettings, address: str, status: int) -> None:
    settings.METRICS_TOKEN = TOKEN
    answer = client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"}, REMOTE_ADDR=address)
    assert answer.status_code == status


def test_metrics_are_read_only_and_never_cached(client: Client, settings: LazySettings) -> None:
    settings.METRICS_TOKEN = TOKEN
    answer = client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"})
    assert answer["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert "no-store" in answer["Cache-Control"]
    assert client.post("/metrics", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 405


def test_a_refusal_says_how_to_be_let_in(client: Client, settings: LazySettings) -> None:
    settings.METRICS_TOKEN = TOKEN
    answer = client.get("/metrics")
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    assert "no-store" in answer["Cache-Control"]
