"""`manage.py models`: the registry as a table, and beside a surface's own list."""

from __future__ import annotations

import io
import json

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command

from editor.providers import catalogue, listing


def said(*arguments: str) -> str:
    out = io.StringIO()
    call_command("models", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def keyed(settings: LazySettings) -> None:
    settings.PROVIDER_ENV = {"GEMINI_API_KEY": "dummy", "GEMINI_BASE_URL": "http://127.0.0.1:9"}


@pytest.fixture
def live(keyed: None, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The surface's list; the network itself is tried in tests/providers/test_listing.py."""
    found = ["gemini-3-pro-image", "gemini-nano-banana-2.1", "gemini-3.1-flash-lite-image"]
    monkeypatch.setattr(listing, "listed", lambda *_: tuple(found))
    return found


def test_the_table_shows_every_model_of_every_surface(settings: LazySettings) -> None:
    settings.PROVIDER_ENV = {}
    text = said()
    assert all(model.id in text for model in catalogue.models())
    assert "Gemini API (gemini): Gemini API needs GEMINI_API_KEY" in text
    assert "Embedded engine (embedded): ready" in text
    assert "retired 29 Oct 2026: use gemini-nano-banana-2.1" in text
    assert "4K $0.0756" in text


def test_the_table_is_there_for_machines_too() -> None:
    rows = json.loads(said("--json"))
    assert set(rows) == {"wisdom-gate", "gemini", "vertex", "embedded"}
    assert rows["gemini"][0]["model"] == "gemini-nano-banana-2.1"


def test_pixels_of_one_model() -> None:
    assert "21:9   1536 x 672" in said("--pixels", "gemini-2.5-flash-image")
    assert json.loads(said("--pixels", "gemini-3-pro-image", "--json"))["1:1"]["4K"] == "4096 x 4096"
    with pytest.raises(CommandError, match="no model called gemini-9"):
        said("--pixels", "gemini-9")


def test_agreement_is_success(live: list[str]) -> None:
    assert said("--check", "gemini").endswith("The registry agrees.\n")


def test_a_difference_is_printed_and_fails(live: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    live[:] = ["gemini-3-pro-image", "gemini-3.1-flash-image", "gemini-nano-banana-3"]
    out = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("models", "--check", "gemini", stdout=out)
    assert ended.value.code == 1
    text = out.getvalue()
    assert "gemini-nano-banana-2.1: in the registry as alive, not listed by Gemini API" in text
    assert "gemini-3.1-flash-image: retired in the registry, still listed by Gemini API (29 Oct 2026)" in text
    assert "gemini-nano-banana-3: listed by Gemini API, missing from the registry" in text


def test_a_surface_that_does_not_answer_is_told(keyed: None) -> None:
    with pytest.raises(CommandError, match="could not be asked for its models"):
        said("--check", "gemini")


def test_a_surface_without_a_key_is_told(settings: LazySettings) -> None:
    settings.PROVIDER_ENV = {}
    with pytest.raises(CommandError, match="needs WISDOM_GATE_KEY"):
        said("--check", "wisdom-gate")
