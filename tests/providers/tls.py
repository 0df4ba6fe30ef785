"""A real TLS server that offers HTTP/2 and HTTP/1.1, with answers to order."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import trustme
from hypercorn.asyncio import serve
from hypercorn.config import Config, Sockets

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Script = Callable[["Seen", Send], Awaitable[None]]

PIECE = 64 * 1024


@dataclass
class Seen:
    """One request as it came: which version of HTTP, from which port of the client, with which body."""

    version: str
    port: int
    headers: dict[str, str]
    body_bytes: int


@dataclass
class TlsServer:
    """Answers with `script`; notes what it saw."""

    port: int
    script: Script
    seen: list[Seen] = field(default_factory=list)

    @property
    def base_url(self) -> str:
        return f"https://localhost:{self.port}"

    async def app(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            while True:
                message = await receive()
                await send({"type": f"{message['type']}.complete"})
                if message["type"] == "lifespan.shutdown":
                    return
        length = 0
        while True:
            message = await receive()
            length += len(message.get("body", b""))
            if message["type"] != "http.request" or not message.get("more_body"):
                break
        headers = {name.decode(): value.decode() for name, value in scope["headers"]}
        seen = Seen(scope["http_version"], scope["client"][1], headers, length)
        self.seen.append(seen)
        await self.script(seen, send)


async def start(send: Send, length: int, status: int = 200) -> None:
    headers = [(b"content-type", b"application/json"), (b"content-length", str(length).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})


async def piece(send: Send, body: bytes, *, more: bool = False) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": more})


@contextmanager
def running(folder: Path, script: Script) -> Iterator[tuple[TlsServer, Path]]:
    """The server on a port of its own, and the certificate authority to trust."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(folder / "ca.pem")
    issued = authority.issue_cert("localhost")
    issued.private_key_and_cert_chain_pem.write_to_path(folder / "server.pem")
    config = Config()
    config.bind = ["127.0.0.1:0"]
    config.certfile = config.keyfile = str(folder / "server.pem")
    config.graceful_timeout = 0.1
    config.accesslog = config.errorlog = None
    config.keep_alive_timeout = 0.5
    sockets = config.create_sockets()
    for each in sockets.secure_sockets:
        each.listen()  # calls may queue up before the loop runs
    server = TlsServer(sockets.secure_sockets[0].getsockname()[1], script)
    thread = _Loop(server, config, sockets)
    thread.start()
    try:
        yield server, folder / "ca.pem"
    finally:
        thread.stop()


class _Loop(threading.Thread):
    def __init__(self, server: TlsServer, config: Config, sockets: Sockets) -> None:
        super().__init__(daemon=True, name="tls-server")
        self._server, self._config = server, config
        config.create_sockets = lambda: sockets  # type: ignore[method-assign]
        self._loop = asyncio.new_event_loop()
        self._over = asyncio.Event()

    def run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(
            serve(self._server.app, self._config, shutdown_trigger=self._over.wait)  # type: ignore[arg-type]
        )
        self._loop.close()

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._over.set)
        self.join(10)


def trusting(authority: Path) -> ssl.SSLContext:
    """A client's context that trusts the server."""
    return ssl.create_default_context(cafile=str(authority))
