"""A surface's own list of models, over real HTTP, beside the registry."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from editor.providers import errors, listing
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
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
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
        {"models": [{"name": "models/gemini-3-pro-image"}, {"name": 7}, "x"]},
    ],
)
def test_other_shapes_are_understood(service: Service, page: dict[str, Any]) -> None:
    service.pages = {"": page}
    assert service.listed() == ("gemini-3-pro-image",)


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


@pytest.mark.parametrize("raw", [b"<html>", b"[]", b""])
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


def test_a_list_like_ours_agrees() -> None:
    live = ("gemini-3-pro-image", "gemini-nano-banana-2.1", "gemini-3.1-flash-lite-image", "text-embedding-4")
    assert listing.compare("gemini", live, TODAY).agrees
