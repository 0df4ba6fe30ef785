"""Start the whole product in one process: pages, progress streams and the dispatcher."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import socket
import sys
import threading
import webbrowser
from argparse import ArgumentParser
from typing import Any

import uvicorn
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from editor import accounts, pool, setup
from editor.providers import surfaces
from editor.render.dispatch import AlreadyRunning, Dispatcher

HOST = "127.0.0.1"
DRAIN_S = 120


def has_screen() -> bool:
    """Whether a browser can open here."""
    return sys.platform == "darwin" or bool({"DISPLAY", "WAYLAND_DISPLAY"} & set(os.environ))


def surface_lines() -> list[str]:
    """What can draw now, and what is missing for the rest."""
    missing = [surfaces.missing(name, settings.PROVIDER_ENV) for name in surfaces.SURFACES]
    ready = [surfaces.SURFACES[name].label for name, gap in zip(surfaces.SURFACES, missing, strict=True) if not gap]
    return [f"Ready: {', '.join(ready)}", *(f"Not yet: {gap}" for gap in missing if gap)]


class Announcing(uvicorn.Server):
    """Says where the product is once it really answers."""

    def __init__(self, config: uvicorn.Config, announce: Any) -> None:
        super().__init__(config)
        self._announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._announce()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        from editor.web.progress import end_all  # here: only a server that started has pages

        end_all()
        await super().shutdown(sockets)


class Command(BaseCommand):
    help = "Start Overpaint on 127.0.0.1 and print a one-time sign-in link."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument(
            "--host", default=HOST, help="Address to listen on; put TLS in front of any other than this."
        )
        parser.add_argument("--no-open", action="store_true", help="Do not open a browser.")

    def handle(self, *args: Any, port: int, host: str, no_open: bool, **options: Any) -> None:
        listening = self._listen(host, port)
        setup.prepare()
        setup.collect_static()
        dispatcher = Dispatcher()
        try:
            dispatcher.__enter__()
        except AlreadyRunning as problem:
            raise CommandError(f"{problem}. Stop it, or set OVERPAINT_HOME to another folder.") from problem
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # `kill` and Ctrl+C say the same farewell
        with contextlib.suppress(KeyboardInterrupt):  # uvicorn raises it again after its own farewell
            self._serve(listening, f"http://{host}:{port}", no_open)
        self._drain(dispatcher)
        self.stdout.write("Stopped. Everything is kept; what was in flight goes on at the next start.")
        sys.stdout.flush()
        logging.shutdown()
        # Crash-only: nothing is flushed by a slow farewell, and renders in flight are taken over at the next start.
        os._exit(0)

    def _drain(self, dispatcher: Dispatcher) -> None:
        """A call that is cut off may be paid twice, so wait for those in flight, unless Ctrl+C comes again."""
        waiting = dispatcher.billable()
        if not waiting:
            return
        calls = f"{waiting} call{'s' if waiting > 1 else ''}"
        self.stdout.write(f"Waiting for {calls} in flight, at most {DRAIN_S} s. Ctrl+C again leaves without.")
        self.stdout.flush()
        with contextlib.suppress(KeyboardInterrupt):
            dispatcher.drain(DRAIN_S)

    def _listen(self, host: str, port: int) -> socket.socket:
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, port))
        except (OSError, OverflowError) as problem:
            raise CommandError(
                f"Port {port} cannot be used ({problem}). Choose another: make run PORT=8001"
            ) from problem
        listening.set_inheritable(False)
        return listening

    def _serve(self, listening: socket.socket, origin: str, no_open: bool) -> None:
        from editor.asgi import application  # here: building it imports the pages, which only a server needs

        config = uvicorn.Config(
            application,
            log_config=None,
            access_log=False,
            loop="uvloop",
            http="httptools",
            ws="none",
            lifespan="off",
            server_header=False,
            timeout_keep_alive=30,
            timeout_graceful_shutdown=2,
        )
        link = origin + accounts.link_path(accounts.local_account())

        def announce() -> None:
            self.stdout.write(f"\nOverpaint is ready: {origin}\nSign in once with this link:\n\n    {link}\n\n")
            for line in surface_lines():
                self.stdout.write(line)
            self.stdout.write("\nCtrl+C stops it. Another link: .venv/bin/python manage.py link\n")
            self.stdout.flush()
            pool.warm()
            if not no_open and has_screen():
                threading.Thread(target=webbrowser.open, args=(link,), daemon=True).start()

        Announcing(config, announce).run(sockets=[listening])
