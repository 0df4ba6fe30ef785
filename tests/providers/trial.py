"""A real HTTP server that misbehaves to order, and a call against it."""

from __future__ import annotations

import json
import socket
import struct
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from editor.providers import catalogue, errors, surfaces
from editor.providers.call import Limits
from editor.providers.catalogue import ImageModel
from editor.providers.messages import Content, ImageRequest, TextPart
from editor.providers.surfaces import Key, Surface
from editor.providers.tokens import Access
from editor.providers.wire import Delivery, WireClient

MARKER = "marker/key-5f3a9"
MODEL = catalogue.model("gemini-3.1-flash-image-preview")
REQUEST = ImageRequest(MODEL.id, (Content("user", (TextPart("a cup"),)),), "1:1", "1K")
BODY = json.dumps({"candidates": [{"finishReason": "NO_IMAGE"}], "responseId": "r" * 1000}).encode()
QUICK = Limits(connect_s=2, send_s=2, first_byte_s=0.3, stall_s=0.3, total_s=3)

Script = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.seen.append((self.path, dict(self.headers), body))
        self.server.script(self)

    def start(self, status: int = 200, length: int | None = len(BODY), **headers: str) -> None:
        self.send_response(status)
        if length is not None:
            self.send_header("Content-Length", str(length))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    script: Script
    seen: list[tuple[str, dict[str, str], bytes]]

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass


@dataclass
class Trial:
    """One call against the server, and what came of it."""

    server: Server
    spool: Path
    limits: Limits = QUICK
    name: str = "wisdom-gate"
    access: Access | None = None
    model: ImageModel = MODEL
    terms: dict[str, Any] = field(default_factory=dict)
    progress: list[tuple[int, int | None]] = field(default_factory=list)
    sent: list[int] = field(default_factory=list)

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def surface(self, **terms: Any) -> Surface:
        found = surfaces.surface(
            self.name, {"VERTEX_PROJECT": "demo", surfaces.SURFACES[self.name].base_url_env: self.base_url}
        )
        return replace(found, **(self.terms | terms))

    def client(self) -> WireClient:
        return WireClient(self.surface(), self.access or Key(MARKER), limits=self.limits)

    def call(self, script: Script, request: ImageRequest = REQUEST, **more: Any) -> Delivery:
        self.server.script = script
        client = self.client()
        try:
            return client.generate(
                request,
                self.model,
                spool=self.spool,
                on_bytes=lambda received, total: self.progress.append((received, total)),
                on_sent=lambda: self.sent.append(len(self.progress)),
                **more,
            )
        finally:
            client.close()

    def fail(self, script: Script, request: ImageRequest = REQUEST, **more: Any) -> errors.ProviderError:
        """The error of a call that must fail, must leave no file and must not show the key anywhere."""
        with pytest.raises(errors.ProviderError) as caught:
            self.call(script, request, **more)
        error = caught.value
        assert list(self.spool.parent.iterdir()) == []
        shown = "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())
        assert MARKER not in f"{error!r} {error} {vars(error)} {shown}"
        assert error.__context__ is error.__cause__ is None
        return error


def good(handler: Handler) -> None:
    handler.start()
    handler.wfile.write(BODY)


def answer(status: int, body: bytes, **headers: str) -> Script:
    def script(handler: Handler) -> None:
        handler.start(status, len(body), **headers)
        handler.wfile.write(body)

    return script


def cut(handler: Handler) -> None:
    handler.start()
    handler.wfile.write(BODY[:500])
    handler.close_connection = True


def cut_chunked(handler: Handler) -> None:
    handler.start(length=None, Transfer_Encoding="chunked")
    handler.wfile.write(b"1f4\r\n" + BODY[:500] + b"\r\n")
    handler.close_connection = True


def reset(handler: Handler) -> None:
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()
    handler.close_connection = True


def hang_up(handler: Handler) -> None:
    handler.close_connection = True


def garbage(handler: Handler) -> None:
    handler.wfile.write(b"SSH-2.0-OpenSSH\r\n\r\n")
    handler.close_connection = True
