"""Reconcile looks into the store and the spool: every picture there and whole, and what nobody needs any more."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, default_storage

from sessions import blobs
from sessions.models import Action, Asset, Outcome, Status, Turn
from sessions.services import assets, reconcile, turns
from sessions.services.reconcile import shelves
from sessions.services.turns import Ending
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_store(settings: LazySettings, tmp_path: Path) -> None:
    own = {"BACKEND": "sessions.blobs.DurableStorage", "OPTIONS": {"location": tmp_path / "store"}}
    settings.STORAGES = {**settings.STORAGES, "default": own}


@pytest.fixture
def asset() -> Asset:
    return factories.asset(colour=(1, 2, 3))


def found(*, deep: bool = False) -> list[str]:
    return [str(each) for each in reconcile.differences(deep=deep)]


def path_of(asset: Asset) -> Path:
    path = blobs.local_path(assets.blob_name(asset))
    assert path is not None
    return path


def test_whole_pictures_say_nothing(asset: Asset) -> None:
    factories.asset(colour=(4, 5, 6))
    assert found(deep=True) == []
    assert list(shelves.left_over()) == []


def test_missing_picture(asset: Asset) -> None:
    path_of(asset).unlink()
    assert found() == [f"Picture {asset.sha256[:12]}: the store does not hold it."]


def test_cut_picture(asset: Asset) -> None:
    path_of(asset).write_bytes(b"short")
    assert found() == [f"Picture {asset.sha256[:12]}: its row says {asset.byte_count} bytes, the store holds 5."]


def test_changed_bytes_are_found_by_reading_them(asset: Asset) -> None:
    path_of(asset).write_bytes(b"x" * asset.byte_count)
    assert found() == []
    assert found(deep=True) == [f"Picture {asset.sha256[:12]}: the bytes in the store have another hash."]


def test_type_that_is_never_stored(asset: Asset) -> None:
    Asset.objects.update(media_type="image/gif")
    assert found() == [f"Picture {asset.sha256[:12]}: its type image/gif is none that is stored."]


def test_store_without_paths_is_looked_into_too(settings: LazySettings) -> None:
    remote = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = {**settings.STORAGES, "default": remote}
    asset = factories.asset()
    assert found(deep=True) == []
    default_storage.delete(assets.blob_name(asset))
    assert found() == [f"Picture {asset.sha256[:12]}: the store does not hold it."]
    assert isinstance(default_storage._wrapped, InMemoryStorage)  # type: ignore[attr-defined]


def test_picture_without_a_row_is_left_over_not_wrong(asset: Asset) -> None:
    name = assets.blob_name(asset)
    Asset.objects.all().delete()
    assert found() == []
    assert list(shelves.left_over()) == [f"Store: {name} belongs to no picture."]


def test_half_written_file_is_left_over(asset: Asset) -> None:
    half = path_of(asset).parent / ".writing-abc"
    half.write_bytes(b"half")
    (left,) = shelves.left_over()
    assert left.endswith(".writing-abc was never finished.")


def test_thumbnails_are_nobodys_business(asset: Asset) -> None:
    default_storage.save(f"thumbs/ab/{asset.sha256}-256.webp", ContentFile(b"small"))
    assert list(shelves.left_over()) == []


def test_store_that_does_not_exist_yet_is_empty() -> None:
    assert list(blobs.names()) == []
    assert blobs.size_of("ab/cd/ef.png") is None


def test_names_are_those_of_every_folder(asset: Asset) -> None:
    other = factories.asset(colour=(7, 8, 9))
    assert sorted(blobs.names()) == sorted(assets.blob_name(each) for each in (asset, other))
    assert blobs.size_of(assets.blob_name(other)) == other.byte_count


def spool(settings: LazySettings, name: str) -> None:
    path = Path(settings.SPOOL_DIR) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"bytes")


def test_replies_that_somebody_waits_for_are_not_left_over(alice: User, settings: LazySettings) -> None:
    session = factories.session(alice)
    running = factories.called(factories.queued(session), Outcome.WRONG_PICTURE)
    for attempt in (running, factories.cut_off(session)):
        spool(settings, f"{attempt.request_id}.json")
        spool(settings, f"{attempt.request_id}.json.0")
    assert list(shelves.left_over()) == []


def test_reply_of_a_turn_that_has_ended_is_left_over(alice: User, settings: LazySettings) -> None:
    turn = factories.rendered(factories.session(alice))
    name = f"{turn.attempts.get().request_id}.json"
    spool(settings, name)
    spool(settings, "nobody.json")
    assert list(shelves.left_over()) == [f"Spool: nobody waits for {each}." for each in sorted((name, "nobody.json"))]


def test_upload_is_awaited_until_its_turn_ends(alice: User, settings: LazySettings) -> None:
    upload: Turn = factories.opened(factories.session(alice), action=Action.UPLOAD, brief={"spool": "abc"})
    spool(settings, "uploads/abc")
    assert list(shelves.left_over()) == []
    turns.finish(upload, Ending(Status.FAILED))
    assert list(shelves.left_over()) == ["Spool: nobody waits for uploads/abc."]
