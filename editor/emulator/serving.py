"""Start the emulator: its options, and the server around it."""

from __future__ import annotations

import sys
import threading
from argparse import ArgumentParser, Namespace
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import uvicorn

from editor.emulator import pictures
from editor.emulator.calls import Calls
from editor.emulator.faults import BATCH_FAULTS, FAULTS
from editor.emulator.line import Line
from editor.emulator.provider import Provider
from editor.emulator.script import Script
from editor.emulator.workshop import Workshop

HOST: Final = "127.0.0.1"


def add_arguments(parser: ArgumentParser) -> None:
    """What both ways of starting it take: the management command, and `python -m editor.emulator`."""
    known = ", ".join((*FAULTS, *BATCH_FAULTS)).replace("%", "%%")
    parser.add_argument("--port", type=int, default=8010, help="Port on 127.0.0.1; 0 takes a free one.")
    parser.add_argument("--latency", type=float, default=0.0, metavar="S", help="Seconds until an answer begins.")
    parser.add_argument(
        "--fault",
        action="append",
        default=[],
        metavar="NAME[:TIMES]",
        help=f"Met by the next calls, in order: {known}.",
    )
    parser.add_argument("--mix", type=float, default=0.0, metavar="SHARE", help="Share of calls that meet some fault.")
    parser.add_argument("--seed", type=int, default=1, help="Makes the mix repeatable.")
    parser.add_argument("--plain", action="store_true", help="Flat pictures instead of drawn ones: for load tests.")
    parser.add_argument("--retired", choices=("served", "gone"), default="served", help="Models that were shut down.")
    parser.add_argument("--log", type=Path, metavar="FILE", help="Append every call as a line of JSON.")


def provider(chosen: Namespace) -> Provider:
    """The application for these options. Raises UnknownFault."""
    script = Script()
    script.add(chosen.fault)
    script.mix(chosen.mix, chosen.seed)
    gone = chosen.retired == "gone"
    calls, workshop = Calls(chosen.log), Workshop(plain=chosen.plain)
    return Provider(script, calls, workshop, latency_s=chosen.latency, retired_gone=gone)


def serve(app: Provider, port: int, announce: Any, *, until_eof: bool = False) -> None:
    """Serve until stopped, or until standard input ends; `announce` hears the port once it answers."""
    config = uvicorn.Config(
        app,
        host=HOST,
        port=port,
        http=Line,
        log_level="critical",
        loop="uvloop",
        lifespan="off",
        ws="none",
        timeout_graceful_shutdown=1,  # a stalled answer holds nobody up
    )
    server = _Announcing(config, announce)
    if until_eof:
        threading.Thread(target=_end_with_input, args=(server,), daemon=True, name="until-eof").start()
    try:
        with suppress(KeyboardInterrupt):  # passed on once everything has ended: somebody pressed Ctrl+C
            server.run()
    finally:
        app.workshop.close()


def prebuild(sizes: str) -> None:
    """Make flat pictures before the first call: `1024x1024,4096x4096`."""
    for text in filter(None, sizes.split(",")):
        width_px, _, height_px = text.partition("x")
        pictures.build(int(width_px), int(height_px))


def _end_with_input(server: uvicorn.Server) -> None:
    """Stop when whoever started this process closes its standard input, or is killed."""
    sys.stdin.read()
    server.should_exit = True


class _Announcing(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, announce: Any) -> None:
        super().__init__(config)
        self._announce = announce

    async def startup(self, sockets: list[Any] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._announce(self.servers[0].sockets[0].getsockname()[1])
