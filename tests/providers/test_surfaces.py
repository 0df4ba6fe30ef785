"""Surfaces say what they lack by the name of the setting, and keys never show."""

from __future__ import annotations

import pickle
from pathlib import Path

import httpx
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


@pytest.mark.parametrize("ending", ["/v1beta", "/v1", "/v1/", "/v1beta1", "/v1alpha"])
@pytest.mark.parametrize("prefix", ["", "/proxy"])
def test_a_version_copied_into_a_base_url_is_left_out_and_said(ending: str, prefix: str) -> None:
    env = {"GEMINI_API_KEY": MARKER, "GEMINI_BASE_URL": f"https://gate{prefix}{ending}"}
    assert surfaces.surface("gemini", env).url("m") == f"https://gate{prefix}/v1beta/models/m:generateContent"
    assert surfaces.ready("gemini", env)
    assert surfaces.remarks("gemini", env) == (
        "GEMINI_BASE_URL ends in a version of the API, which was left out: the calls bring their own.",
    )


@pytest.mark.parametrize("path", ["/v1betas", "/v1/proxy", "/api1", "/v2"])
def test_a_path_that_is_no_version_of_ours_is_kept(path: str) -> None:
    env = {"GEMINI_BASE_URL": f"https://gate{path}"}
    assert surfaces.surface("gemini", env).url("m") == f"https://gate{path}/v1beta/models/m:generateContent"
    assert surfaces.remarks("gemini", env) == ()


@pytest.mark.parametrize(
    "address", ["https://u:p@gate", "https://gate?key=x", "https://gate#x", "https://", "https://gate?", "https://[::1"]
)
def test_a_base_url_is_an_address_alone(address: str) -> None:
    fault = surfaces.missing("gemini", {"GEMINI_API_KEY": MARKER, "GEMINI_BASE_URL": address.replace("x", MARKER)})
    assert fault.startswith(("Gemini API needs GEMINI_BASE_URL to be", "Gemini API cannot use GEMINI_BASE_URL"))
    assert MARKER not in fault


@pytest.mark.parametrize(
    ("address", "is_open"),
    [
        ("http://gate:8080", True),
        ("http://10.0.0.1", True),
        ("http://localhost:9", False),
        ("http://127.0.0.1", False),
        ("http://[::1]:9", False),
        ("https://gate", False),
    ],
)
def test_a_key_that_crosses_the_network_in_the_open_is_told(address: str, is_open: bool) -> None:
    said = surfaces.remarks("wisdom-gate", {"WISDOM_GATE_BASE_URL": address})
    assert [line for line in said if "unencrypted" in line] == list(said)
    assert bool(said) == is_open


def test_two_ways_for_one_key_are_told(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("other")
    env = {"GEMINI_API_KEY": MARKER, "GEMINI_API_KEY_FILE": str(tmp_path / "key")}
    assert surfaces.key("gemini", env).reveal() == MARKER
    assert surfaces.remarks("gemini", env) == (
        "GEMINI_API_KEY and GEMINI_API_KEY_FILE are both set: GEMINI_API_KEY is used, the file is not read.",
    )
    for name in ("GEMINI_API_KEY", "GEMINI_API_KEY_FILE"):
        assert surfaces.remarks("gemini", {name: env[name]}) == ()


def test_no_more_of_a_key_file_is_read_than_a_key_can_be(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("k" * 10_000)
    assert surfaces.key("gemini", {"GEMINI_API_KEY_FILE": str(tmp_path / "key")}).reveal() == "k" * 4096


HOSTS = {
    "": "https://aiplatform.googleapis.com",
    "global": "https://aiplatform.googleapis.com",
    "us": "https://aiplatform.us.rep.googleapis.com",
    "eu": "https://aiplatform.eu.rep.googleapis.com",
    "europe-west4": "https://europe-west4-aiplatform.googleapis.com",
}


@pytest.mark.parametrize(("location", "host"), HOSTS.items())
def test_vertex_has_a_host_for_each_location(location: str, host: str) -> None:
    place = surfaces.surface("vertex", {"VERTEX_PROJECT": "demo", "VERTEX_LOCATION": location})
    models = f"{host}/v1beta1/projects/demo/locations/{location or 'global'}/publishers/google/models"
    assert place.url("m") == f"{models}/m:generateContent"
    assert place.models_url == f"{host}/v1beta1/publishers/google/models"


def test_a_base_url_of_vertex_replaces_the_host_alone() -> None:
    env = {"VERTEX_PROJECT": "demo", "VERTEX_LOCATION": "us", "VERTEX_BASE_URL": "http://localhost:9/gate/v1beta1"}
    assert surfaces.surface("vertex", env).url("m") == (
        "http://localhost:9/gate/v1beta1/projects/demo/locations/us/publishers/google/models/m:generateContent"
    )


def test_vertex_says_what_it_lacks(tmp_path: Path) -> None:
    assert surfaces.missing("vertex", {}) == (
        "Vertex AI needs VERTEX_CREDENTIALS_FILE or GOOGLE_APPLICATION_CREDENTIALS in the environment, a gcloud login "
        "on this machine, or VERTEX_AMBIENT=yes on one of Google's."
    )
    machine = {"VERTEX_AMBIENT": "yes"}
    assert surfaces.missing("vertex", machine) == (
        "Vertex AI needs VERTEX_PROJECT in the environment: the credentials name no project."
    )
    assert surfaces.ready("vertex", machine | {"VERTEX_PROJECT": "demo"})
    fault = surfaces.missing("vertex", machine | {"VERTEX_PROJECT": "demo", "VERTEX_LOCATION": "a/../b"})
    assert fault == "Vertex AI cannot use VERTEX_LOCATION: it takes small letters, digits and hyphens."
    gone = {"VERTEX_CREDENTIALS_FILE": str(tmp_path / "none")}
    assert surfaces.missing("vertex", gone) == "Vertex AI cannot read the file that VERTEX_CREDENTIALS_FILE names."
    with pytest.raises(surfaces.SurfaceNotReady, match="cannot read"):
        surfaces.authenticate("vertex", gone)


def test_every_surface_that_is_ready_signs_its_calls() -> None:
    request = httpx.Request("POST", "https://x.invalid")
    access = surfaces.authenticate("wisdom-gate", {"WISDOM_GATE_KEY": MARKER})
    assert next(access.auth_flow(request)).headers["x-goog-api-key"] == MARKER
    plain = httpx.Request("POST", "https://x.invalid")
    assert next(surfaces.authenticate("embedded", {}).auth_flow(plain)).headers == plain.headers
    with pytest.raises(surfaces.SurfaceNotReady, match="WISDOM_GATE_KEY"):
        surfaces.authenticate("wisdom-gate", {})


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
