"""Assets: bytes under their hash, stored once, whole or not at all."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection

from sessions import blobs
from sessions.errors import AssetMissing
from sessions.models import Asset
from sessions.services import assets
from sessions.services.assets import Measured
from tests import factories
from tests.conftest import picture

pytestmark = pytest.mark.django_db


def fresh(shade: int) -> bytes:
    """A picture that no other test stores."""
    return picture(31, 17, colour=(shade, 77, 3))


def stored_files(facts: Measured) -> list[Path]:
    folder = Path(settings.STORAGES["default"]["OPTIONS"]["location"]) / facts.sha256[:2]
    return [path for path in folder.rglob("*") if facts.sha256 in path.name]


def test_bytes_lie_under_their_hash() -> None:
    facts = factories.measured(fresh(1), 31, 17)
    assets.store(facts)
    found = assets.record(facts)
    assert assets.blob_name(found) == f"{facts.sha256[:2]}/{facts.sha256[2:4]}/{facts.sha256}.png"
    assert assets.read(found) == fresh(1)
    assert not facts.path.exists()


def test_same_bytes_are_stored_once() -> None:
    first, second = (factories.measured(fresh(2)) for _ in range(2))
    made = []
    for facts in (first, second):
        assets.store(facts)
        made.append(assets.record(facts))
    assert made[0] == made[1]
    assert Asset.objects.count() == len(stored_files(first)) == 1
    assert not second.path.exists()


def test_crash_before_the_rename_leaves_no_half_file(monkeypatch: pytest.MonkeyPatch) -> None:
    facts = factories.measured(fresh(3))

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            default_storage.save(blobs.name_of(facts.sha256, "png"), ContentFile(fresh(3)))
        with pytest.raises(KeyboardInterrupt):
            assets.store(facts)
    assert stored_files(facts) == []
    assert facts.path.read_bytes() == fresh(3)
    assets.store(facts)
    assert len(stored_files(facts)) == 1


def test_storage_writes_bytes_before_it_names_them(monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    fsync, replace = os.fsync, os.replace
    monkeypatch.setattr(os, "fsync", lambda fd: (order.append("fsync"), fsync(fd))[1])
    monkeypatch.setattr(os, "replace", lambda a, b: (order.append("replace"), replace(a, b))[1])
    default_storage.save("zz/zz/order.png", ContentFile(b"x"))
    assert order == ["fsync", "replace", "fsync"]


@pytest.mark.django_db(transaction=True)
def test_concurrent_puts_of_the_same_bytes_agree() -> None:
    waiting = [factories.measured(fresh(4)) for _ in range(6)]
    made: list[Asset] = []

    def put(facts: Measured) -> None:
        assets.store(facts)
        made.append(assets.record(facts))
        connection.close()

    threads = [threading.Thread(target=put, args=(facts,)) for facts in waiting]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 6
    assert len(set(made)) == len(stored_files(waiting[0])) == 1


def test_missing_bytes_are_named() -> None:
    facts = factories.measured(fresh(5))
    with pytest.raises(AssetMissing, match=facts.sha256):
        assets.read(assets.record(facts))


def test_addresses() -> None:
    small, large = (
        factories.asset(64, 64),
        Asset(sha256="ab" * 32, width_px=4096, height_px=4096, media_type="image/png"),
    )
    assert small.preview == small.url
    assert large.preview == large.thumb_url(1600) != large.url
    assert small.suffix == "png"


class Remote:
    """A store without paths and without renames, as S3-like ones are."""

    def __init__(self) -> None:
        self.held: dict[str, bytes] = {}

    def exists(self, name: str) -> bool:
        return name in self.held

    def save(self, name: str, content: ContentFile) -> str:  # type: ignore[type-arg]
        self.held[name] = content.read()
        return name

    def path(self, name: str) -> str:
        raise NotImplementedError


def test_store_needs_only_the_storage_api(monkeypatch: pytest.MonkeyPatch) -> None:
    remote = Remote()
    monkeypatch.setattr(blobs, "default_storage", remote)
    facts = factories.measured(fresh(6))
    assets.store(facts)
    assert remote.held == {blobs.name_of(facts.sha256, "png"): fresh(6)}
    assert not facts.path.exists()
    assert blobs.local_path("any") is None
