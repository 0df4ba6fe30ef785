"""The door in front of the metrics."""

from __future__ import annotations

import pytest
from django.conf import LazySettings
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("token", "given", "status"),
    [("", "Bearer x", 404), ("t0ken", "", 401), ("t0ken", "Bearer no", 401), ("t0ken", "Bearer t0ken", 200)],
)
def test_the_door(client: Client, settings: LazySettings, token: str, given: str, status: int) -> None:
    settings.METRICS_TOKEN = token
    answer = client.get("/metrics", headers={"authorization": given} if given else {})
    assert answer.status_code == status
    assert (b"overpaint_turns" in answer.content) == (status == 200)
