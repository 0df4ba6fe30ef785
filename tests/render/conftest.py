"""A provider that answers over real HTTP, and the pipeline run in the test's own thread."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User

from editor.emulator.child import Emulator
from editor.render import clients
from editor.resilience.retry import Policy
from sessions.models import Session
from tests import factories


@pytest.fixture(scope="session")
def stub_process() -> Iterator[Emulator]:
    with Emulator(prebuild=[(1024, 1024)]) as stub:
        yield stub


@pytest.fixture
def stub(stub_process: Emulator, settings: LazySettings) -> Iterator[Emulator]:
    """The stub as the Gemini API of this test, its memory empty."""
    settings.PROVIDER_ENV = stub_process.env
    settings.RETRY_POLICY = Policy(base_s=0)  # no waits of our own; those that a provider asks for stay
    stub_process.forget()
    stub_process.latency(0)
    clients.close_all()
    yield stub_process
    clients.close_all()


@pytest.fixture
def session(alice: User) -> Session:
    return factories.session(alice)
