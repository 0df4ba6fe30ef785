"""Any Django storage holds the pictures: here one that has no paths, as an object store has none."""

from __future__ import annotations

import io
from typing import Any, ClassVar

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.core.exceptions import ImproperlyConfigured
from django.core.files import File
from django.core.files.storage import Storage, default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from editor import settings as editor_settings
from editor import thumbs
from editor.render import pipeline, submit
from sessions.models import Status, Turn
from sessions.services import assets
from tests import factories
from tests.conftest import picture

REMOTE = "tests.render.test_storage.ObjectStore"


class ObjectStore(Storage):
    """As an object store: bytes by name, no paths on this machine."""

    kept: ClassVar[dict[str, bytes]] = {}

    def _save(self, name: str, content: File[Any]) -> str:
        self.kept[name] = content.read()
        return name

    def _open(self, name: str, mode: str = "rb") -> File[Any]:
        if name not in self.kept:
            raise FileNotFoundError(name)
        return File(io.BytesIO(self.kept[name]), name)

    def exists(self, name: str) -> bool:
        return name in self.kept


@pytest.mark.django_db(transaction=True)  # the watch of a drawing reads the record from a thread of its own
def test_pictures_live_in_a_store_without_paths(settings: LazySettings, alice: User) -> None:
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": REMOTE}}
    data = picture(640, 480)
    uploaded = submit.start(alice, key="k" * 32, file=SimpleUploadedFile("a.png", data))
    pipeline.render(factories.lease(uploaded))
    done = Turn.objects.with_picture().get(pk=uploaded.pk)
    assert done.status == Status.DONE
    assert done.output is not None
    assert assets.read(done.output) == data
    assert default_storage.exists(thumbs.ensure(done.output, 96))
    words = factories.ask("Neutral light", model=factories.EMBEDDED_MODEL, surface="embedded")
    edit = submit.adjust(alice, done, words, key="e" * 32)
    pipeline.render(factories.lease(edit))
    assert Turn.objects.get(pk=edit.pk).status == Status.DONE


def test_storage_is_a_setting(monkeypatch: pytest.MonkeyPatch, settings: LazySettings) -> None:
    monkeypatch.setenv("OVERPAINT_STORAGE", REMOTE)
    monkeypatch.setenv("OVERPAINT_STORAGE_OPTIONS", '{"base_url": "/x/"}')
    assert editor_settings.storage(settings.HOME) == {"BACKEND": REMOTE, "OPTIONS": {"base_url": "/x/"}}
    monkeypatch.setenv("OVERPAINT_STORAGE_OPTIONS", "{nonsense")
    with pytest.raises(ImproperlyConfigured, match="must be a JSON object"):
        editor_settings.storage(settings.HOME)
