"""A surface's own list of models, over real HTTP, beside the registry."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from editor.providers import catalogue, errors, listing, surfaces
from editor.providers.surfaces import SURFACES, Surface
from editor.providers.tokens import Key, KeyHeader

TODAY = date(2026, 11, 25)
MARKER = "marker-key-4711"


@dataclass
class Service:
    """What the surface answers, and what it was asked."""

    pages: dict[str, Any] = field(default_factory=dict)
    status: int = 200
    raw: bytes | None = None
    location: str = ""
    asked: list[tuple[str, str]] = field(default_factory=list)
    url: str = ""

    def surface(self, name: str = "gemini") -> Surface:
        return replace(SURFACES[name], base_url=self.url)

    def listed(self, name: str = "gemini") -> tuple[str, ...]:
        return listing.listed(self.surface(name), KeyHeader("x-goog-api-key", Key(MARKER)))


@pytest.fixture
def service() -> Iterator[Service]:
    state = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            split = urlsplit(self.path)
            token = parse_qs(split.query).get("pageToken", [""])[0]
            state.asked.append((split.path, self.headers["x-goog-api-key"]))
            body = state.raw if state.raw is not None else json.dumps(state.pages.get(token, {})).encode()
            self.send_response(state.status)
            self.send_header("content-length", str(len(body)))
            if state.location:
                self.send_header("location", state.location)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield state
    server.shutdown()
    thread.join()
    server.server_close()


def test_all_pages_are_read(service: Service) -> None:
    service.pages = {
        "": {"models": [{"name": "models/gemini-3-pro-image"}], "nextPageToken": "2"},
        "2": {"models": [{"name": "models/gemini-nano-banana-2.1"}, {"name": "models/gemini-3-pro-image"}]},
    }
    assert service.listed() == ("gemini-3-pro-image", "gemini-nano-banana-2.1")
    assert service.asked == [("/v1beta/models", MARKER)] * 2


@pytest.mark.parametrize(
    "page",
    [
        {"publisherModels": [{"name": "publishers/google/models/gemini-3-pro-image"}]},
        {"data": [{"id": "gemini-3-pro-image", "object": "model"}]},
        {"data": [{"id": "google/gemini-3-pro-image", "supportedGenerationMethods": "generateContent"}]},
        {"models": [{"name": "models/gemini-3-pro-image"}, {"name": 7}, "x"], "data": {"id": "x"}},
    ],
)
def test_other_shapes_are_understood(service: Service, page: dict[str, Any]) -> None:
    service.pages = {"": page}
    assert service.listed() == ("gemini-3-pro-image",)


def test_models_that_take_no_prompt_are_left_out(service: Service) -> None:
    methods = {"models/imagen-5": ["predict"], "models/gemini-3-pro-image": ["generateContent", "countTokens"]}
    service.pages = {"": {"models": [{"name": n, "supportedGenerationMethods": m} for n, m in methods.items()]}}
    assert service.listed() == ("gemini-3-pro-image",)


def test_vertex_lists_the_models_of_the_publisher(service: Service) -> None:
    env = {"VERTEX_PROJECT": "demo", "VERTEX_LOCATION": "us", "VERTEX_BASE_URL": service.url}
    service.pages = {"": {"publisherModels": [{"name": "publishers/google/models/gemini-3-pro-image"}]}}
    access = KeyHeader("authorization", Key("Bearer x"))
    assert listing.listed(surfaces.surface("vertex", env), access) == ("gemini-3-pro-image",)
    assert [path for path, _ in service.asked] == ["/v1beta1/publishers/google/models"]


def test_a_list_without_an_end_is_not_read_for_ever(service: Service) -> None:
    service.pages = {"": {"nextPageToken": "x"}, "x": {"nextPageToken": "x"}}
    with pytest.raises(errors.BadReply, match="no last one"):
        service.listed()
    assert len(service.asked) == listing.PAGES_MAX


def test_a_refused_key_is_told_and_never_quoted(service: Service) -> None:
    service.status = 403
    service.raw = json.dumps({"error": {"code": 403, "message": f"bad key {MARKER}"}}).encode()
    with pytest.raises(errors.KeyRefused) as caught:
        service.listed()
    assert MARKER not in repr(vars(caught.value)) + str(caught.value)


def test_a_gateway_without_a_list_is_told(service: Service) -> None:
    service.status, service.raw = 404, b'{"error": {"message": "model not found"}}'
    with pytest.raises(errors.RequestRefused, match="no list of models at its address") as caught:
        service.listed("wisdom-gate")
    assert caught.value.http_status == 404


def test_a_redirect_takes_the_key_nowhere(service: Service) -> None:
    service.status, service.raw, service.location = 302, b"", "/elsewhere"
    with pytest.raises(errors.RequestRefused, match="pointed to another address"):
        service.listed()
    assert len(service.asked) == 1


def test_a_page_without_an_end_is_not_kept(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "PAGE_BYTES_MAX", 1000)
    service.raw = b"[" + b" " * 1000
    with pytest.raises(errors.BadReply, match="does not end"):
        service.listed()


@pytest.mark.parametrize("raw", [b"<html>", b"[]", b"", b"[" * 200_000])
def test_what_is_no_list_is_told(service: Service, raw: bytes) -> None:
    service.raw = raw
    with pytest.raises(errors.BadReply, match="no list of models"):
        service.listed()


def test_a_surface_that_is_not_there_is_told() -> None:
    gone = replace(SURFACES["gemini"], base_url="http://127.0.0.1:9")
    with pytest.raises(errors.ConnectionFailed, match="could not be asked"):
        listing.listed(gone, KeyHeader("x-goog-api-key", Key(MARKER)))


def test_the_comparison_names_every_difference() -> None:
    live = ("gemini-3-pro-image", "gemini-3.1-flash-image", "gemini-nano-banana-3", "gemini-2.5-pro")
    assert listing.compare("gemini", live, TODAY) == listing.Comparison(
        alive=("gemini-3-pro-image",),
        not_listed=("gemini-nano-banana-2.1", "gemini-3.1-flash-lite-image"),
        not_known=("gemini-nano-banana-3",),
        retired_but_listed=("gemini-3.1-flash-image",),
    )


@pytest.mark.parametrize(
    "name",
    ["gpt-image-1", "imagen-4.0-generate-001", "qwen-image-edit", "gemini-2.5-pro", "veo-3", "\x1b[2Jgemini-image"],
)
def test_models_of_another_wire_are_none_of_ours(name: str) -> None:
    assert listing.compare("gemini", (name,), TODAY).not_known == ()


@pytest.mark.parametrize("name", ["gemini-4-image", "gemini-3.5-flash-image-preview", "nano-banana-pro-preview"])
def test_a_new_model_of_our_wire_is_missed(name: str) -> None:
    assert listing.compare("gemini", (name,), TODAY).not_known == (name,)


def test_a_model_is_found_under_the_name_that_the_surface_gives_it(tmp_path: Path) -> None:
    path = tmp_path / "models.toml"
    path.write_text('[[model]]\nid = "gemini-nano-banana-2.1"\nsurfaces = { wisdom-gate = { wire_id = "banana-21" } }')
    catalogue.configure(path)
    try:
        found = listing.compare("wisdom-gate", ("banana-21", "gemini-2.5-flash-image"), TODAY)
    finally:
        catalogue.configure(None)
    assert found.alive == ("gemini-nano-banana-2.1", "gemini-2.5-flash-image")
    assert (found.not_known, found.retired_but_listed) == ((), ())


def test_a_list_like_ours_agrees() -> None:
    live = ("gemini-3-pro-image", "gemini-nano-banana-2.1", "gemini-3.1-flash-lite-image", "text-embedding-4")
    assert listing.compare("gemini", live, TODAY).agrees
