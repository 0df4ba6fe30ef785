"""Commands run in this process, over the test's database and the stub provider."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from django.db import connections

from editor.emulator.child import Emulator
from editor.render import clients


@pytest.fixture(autouse=True)
def _plain_static_names(settings: LazySettings) -> None:
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


@pytest.fixture(scope="session")
def stub_process() -> Iterator[Emulator]:
    with Emulator(prebuild=[(1024, 1024), (4096, 4096)]) as stub:
        yield stub


@pytest.fixture
def stub(stub_process: Emulator, settings: LazySettings) -> Iterator[Emulator]:
    settings.PROVIDER_ENV = stub_process.env
    stub_process.forget()
    clients.close_all()
    yield stub_process
    clients.close_all()
    connections.close_all()
