"""`manage.py models`: the registry as a table, and beside a surface's own list."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command

from editor.emulator.child import Emulator
from editor.providers import catalogue
from editor.providers.messages import SIZES

GONE = "gemini-3.1-flash-image"


def said(*arguments: str) -> str:
    out = io.StringIO()
    call_command("models", *arguments, stdout=out)
    return out.getvalue()


def failed(*arguments: str) -> str:
    """What was printed before exit code 1."""
    out = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("models", *arguments, stdout=out)
    assert ended.value.code == 1
    return out.getvalue()


@pytest.fixture(scope="module")
def up_to_date() -> Iterator[Emulator]:
    """A service that serves what the registry says is alive."""
    with Emulator(retired="gone") as emulator:
        yield emulator


@pytest.fixture
def shipped_afterwards() -> Iterator[None]:
    yield
    catalogue.configure(None)


def test_the_table_shows_every_model_of_every_surface(settings: LazySettings) -> None:
    settings.PROVIDER_ENV = {}
    text = said()
    assert all(model.id in text for model in catalogue.models())
    assert "Gemini API (gemini): Gemini API needs GEMINI_API_KEY" in text
    assert "Embedded engine (embedded): ready" in text
    assert f"Retired on 29 October 2026: use {catalogue.successor(GONE, 'gemini')}" in text
    assert "1K $0.0336  2K $0.0504  4K $0.0756" in text


def test_a_price_that_is_not_known_is_bounded_by_the_list() -> None:
    gate = said().partition("(gemini)")[0]
    assert "0.5K up to $0.045  1K up to $0.067" in gate


def test_the_table_is_there_for_machines_too() -> None:
    rows = json.loads(said("--json"))
    assert set(rows) == {"wisdom-gate", "gemini", "vertex", "embedded"}
    gate = rows["wisdom-gate"][0]
    assert (gate["id"], gate["wire_id"], gate["sizes"]) == (2 * ("gemini-3.1-flash-image-preview",)) + (list(SIZES),)
    assert (gate["price_usd"]["1K"], gate["list_price_usd"]["1K"], gate["input_token_limit"]) == (None, "0.067", 131072)
    gone = next(row for row in rows["gemini"] if row["id"] == GONE)
    assert (gone["retired_on"], gone["replaced_by"]) == ("2026-10-29", "gemini-nano-banana-2.1")
    assert (gone["kept_until"], gone["deprecated_on"]) == (None, None)


def test_pixels_of_one_model() -> None:
    assert "21:9   1536 x 672" in said("--pixels", "gemini-2.5-flash-image")
    assert json.loads(said("--pixels", "gemini-3-pro-image", "--json"))["1:1"]["4K"] == [4096, 4096]
    with pytest.raises(CommandError, match="no model called gemini-9"):
        said("--pixels", "gemini-9")


@pytest.mark.process
def test_agreement_is_success(up_to_date: Emulator, settings: LazySettings) -> None:
    settings.PROVIDER_ENV = up_to_date.env
    text = said("--check", "gemini")
    assert "gemini-nano-banana-2.1: alive, on both\n" in text
    assert text.endswith("The registry agrees.\n")


@pytest.mark.process
def test_vertex_is_asked_with_a_token(up_to_date: Emulator, settings: LazySettings, tmp_path: Path) -> None:
    settings.PROVIDER_ENV = up_to_date.vertex_env(tmp_path)
    text = said("--check", "vertex")
    assert "gemini-3-pro-image: alive, on both" in text
    assert text.endswith("The registry agrees.\n")


@pytest.mark.process
def test_every_difference_is_printed_and_fails(
    up_to_date: Emulator, settings: LazySettings, tmp_path: Path, shipped_afterwards: None
) -> None:
    """The service knows the shipped registry; ours is changed, so that they differ both ways."""
    path = tmp_path / "models.toml"
    path.write_text("""
        [[model]]
        id = "gemini-3-pro-image"
        surfaces = { gemini = { retired_on = 2026-11-01, replaced_by = "gemini-nano-banana-2.1" } }
        [[model]]
        id = "gemini-3.1-flash-image"
        surfaces = { gemini = { retired_on = 2999-01-31 } }
        [[model]]
        id = "gemini-nano-banana-2.1"
        surfaces = { gemini = { wire_id = "banana" } }
    """)
    catalogue.configure(path)
    settings.PROVIDER_ENV = up_to_date.env
    text = failed("--check", "gemini")
    assert "gemini-nano-banana-2.1: in the registry as alive, not listed by Gemini API\n" in text
    assert "gemini-3.1-flash-image: in the registry as alive, not listed by Gemini API (Retires on 31 Jan" in text
    assert "gemini-3-pro-image: retired in the registry, still listed by Gemini API (Retired on 1 November 2026" in text
    assert text.endswith("OVERPAINT_MODELS_FILE can correct it.\n")
    assert json.loads(failed("--check", "gemini", "--json"))["retired_but_listed"] == ["gemini-3-pro-image"]


@pytest.mark.process
def test_a_model_that_the_registry_lacks_is_printed(stub: Emulator, settings: LazySettings) -> None:
    """On Wisdom Gate the emulator lists every model of the registry, more than Wisdom Gate is known to serve."""
    settings.PROVIDER_ENV = stub.wisdom_env
    text = failed("--check", "wisdom-gate")
    assert "gemini-2.5-flash-image: alive, on both\n" in text
    assert "gemini-3-pro-image: listed by Wisdom Gate, missing from the registry\n" in text
    assert "overpaint" not in text


def test_a_surface_that_does_not_answer_is_told(settings: LazySettings) -> None:
    settings.PROVIDER_ENV = {"GEMINI_API_KEY": "dummy", "GEMINI_BASE_URL": "http://127.0.0.1:9"}
    with pytest.raises(CommandError, match="could not be asked for its models"):
        said("--check", "gemini")


def test_a_surface_without_a_key_is_told(settings: LazySettings) -> None:
    settings.PROVIDER_ENV = {}
    with pytest.raises(CommandError, match="needs WISDOM_GATE_KEY"):
        said("--check", "wisdom-gate")
