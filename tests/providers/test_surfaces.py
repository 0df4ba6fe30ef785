"""Surfaces say what they lack by the name of the setting, and keys never show."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from editor.providers import surfaces

MARKER = "marker-key-5f3a9"


def test_addresses_are_v1beta_and_can_be_moved() -> None:
    model = "gemini-3-pro-image"
    gate = surfaces.surface("wisdom-gate", {"WISDOM_GATE_BASE_URL": "http://localhost:9/base/"})
    assert gate.url(model) == f"http://localhost:9/base/v1beta/models/{model}:generateContent"
    plain = surfaces.surface("gemini", {"GEMINI_BASE_URL": " "})
    assert plain.url(model) == f"https://generativelanguage.googleapis.com/v1beta/models/{model}:generateContent"


def test_a_key_makes_a_surface_ready() -> None:
    env = {"WISDOM_GATE_KEY": f" {MARKER}\n"}
    assert surfaces.ready("wisdom-gate", env)
    assert surfaces.key("wisdom-gate", env).reveal() == MARKER
    assert not surfaces.ready("gemini", env)
    assert (
        surfaces.missing("gemini", env)
        == "Gemini API needs GEMINI_API_KEY (or GEMINI_API_KEY_FILE) in the environment."
    )


def test_a_key_can_come_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(MARKER + "\n")
    assert surfaces.key("gemini", {"GEMINI_API_KEY_FILE": str(tmp_path / "key")}).reveal() == MARKER
    fault = surfaces.missing("gemini", {"GEMINI_API_KEY_FILE": str(tmp_path / "none")})
    assert fault == "Gemini API cannot read the file that GEMINI_API_KEY_FILE names."


def test_the_embedded_engine_is_always_ready() -> None:
    assert surfaces.ready("embedded", {})
    assert surfaces.key("embedded", {}).reveal() == ""


@pytest.mark.parametrize("secret", ["two words", "clé", "a\nb"])
def test_a_key_that_no_header_takes_is_refused_unseen(secret: str) -> None:
    fault = surfaces.missing("gemini", {"GEMINI_API_KEY": secret})
    assert fault == "Gemini API cannot use GEMINI_API_KEY: it holds characters that no key has."


def test_a_base_url_needs_a_scheme() -> None:
    fault = surfaces.missing("gemini", {"GEMINI_API_KEY": MARKER, "GEMINI_BASE_URL": "localhost:9"})
    assert fault == "Gemini API needs GEMINI_BASE_URL to start with https:// or http://."


def test_keys_never_show() -> None:
    key = surfaces.Key(MARKER)
    assert MARKER not in f"{key} {key!r} {[key]}"
    with pytest.raises(TypeError):
        pickle.dumps(key)


def test_an_unknown_surface_is_named() -> None:
    with pytest.raises(surfaces.UnknownSurface, match="no surface called moon"):
        surfaces.ready("moon", {})
