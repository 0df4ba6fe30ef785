"""The emulator as a child process: with flat pictures, and with the engine's drawings."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from editor.emulator.child import Emulator


@pytest.fixture(scope="session")
def _plain() -> Iterator[Emulator]:
    with Emulator(prebuild=[(1024, 1024), (512, 512)]) as running:
        yield running


@pytest.fixture(scope="session")
def _drawing() -> Iterator[Emulator]:
    with Emulator(plain=False) as running:
        yield running


@pytest.fixture
def emulator(_plain: Emulator) -> Emulator:
    """Flat pictures; its memory is empty and nothing is planned."""
    _plain.forget()
    _plain.latency(0)
    return _plain


@pytest.fixture
def drawing(_drawing: Emulator) -> Emulator:
    """Pictures drawn by the embedded engine."""
    _drawing.forget()
    return _drawing
