"""The standing cast and the tools every room's tests share."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.test import Client
from PIL import Image

from editor import pool


@pytest.fixture
def alice(db: None) -> User:
    return User.objects.create_user("alice", first_name="Alice")


@pytest.fixture
def bob(db: None) -> User:
    return User.objects.create_user("bob", first_name="Bob")


@pytest.fixture
def alices_browser(alice: User) -> Client:
    client = Client()
    client.force_login(alice)
    return client


@pytest.fixture
def bobs_browser(bob: User) -> Client:
    client = Client()
    client.force_login(bob)
    return client


def picture(
    width: int = 64, height: int = 64, *, kind: str = "PNG", colour: tuple[int, int, int] = (90, 140, 60)
) -> bytes:
    """Real bytes of a small real picture."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, kind)
    return out.getvalue()


@pytest.fixture(autouse=True)
def _own_spool(settings: LazySettings, tmp_path: Path) -> None:
    """No test finds what another one left in the spool."""
    settings.SPOOL_DIR = tmp_path / "spool"


@pytest.fixture(scope="session", autouse=True)
def _pools_end() -> Iterator[None]:
    yield
    pool.close_all()
