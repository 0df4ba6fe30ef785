"""A thousand progress streams in one process: what each weighs, how late an event is, what a closed one leaves."""

from __future__ import annotations

import asyncio
import os
import resource
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import httpx

from editor import accounts, setup
from editor.benchmark import seeds, watched
from editor.benchmark.figures import Report, load_note, ms, percentile
from editor.benchmark.server import Server, pss_mb
from editor.benchmark.visitor import Account
from editor.emulator.child import ROOT
from sessions.models import Event, Turn

STREAMS: Final = 1_000
RATE_PER_S: Final = 200.0
SECONDS: Final = 15.0
CANCELS: Final = 200
SETTLE_S: Final = 4.0  # before memory is weighed or late events are counted: what is measured must have come to rest
CANCEL_EVERY_S: Final = 0.05
AT_ONCE: Final = 50
SPARE_FILES: Final = 500


@dataclass(slots=True)
class Heard:
    """What the streams brought: per event id, the Unix times at which its bytes arrived."""

    times: dict[int, list[float]] = field(default_factory=dict)
    open: int = 0
    broken: int = 0

    def late_s(self, rows: Sequence[tuple[int, float]]) -> list[float]:
        """Seconds from the row to the client, for those that arrived."""
        return [self.times[pk][0] - at for pk, at in rows if pk in self.times]


class Crowd:
    """Keeps streams open in a thread of its own."""

    def __init__(self, server: Server, account: Account, sessions: Sequence[int]) -> None:
        self.heard = Heard()
        self._port = server.port
        self._cookie = "; ".join(f"{name}={value}" for name, value in account.cookies.items())
        self._sessions = sessions
        self._loop = asyncio.new_event_loop()
        self._tasks: list[asyncio.Task[None]] = []
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def open(self) -> None:
        """Open every stream and wait until each says that it is connected."""
        asyncio.run_coroutine_threadsafe(self._open(), self._loop).result(timeout=300)

    def close(self) -> None:
        """Hang up, all at once."""
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(timeout=60)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    async def _open(self) -> None:
        for start in range(0, len(self._sessions), AT_ONCE):
            group = self._sessions[start : start + AT_ONCE]
            connected = await asyncio.gather(*(self._connect(session) for session in group))
            self._tasks += [asyncio.create_task(self._read(reader, writer)) for reader, writer in connected]

    async def _connect(self, session: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        head = (
            f"GET /sessions/{session}/events HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\nCookie: {self._cookie}\r\n\r\n"
        )
        writer.write(head.encode())
        await reader.readuntil(b": connected\n\n")
        self.heard.open += 1
        return reader, writer

    async def _read(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while line := await reader.readline():
                if line.startswith(b"id: "):
                    self.heard.times.setdefault(int(line[4:]), []).append(time.time())
            self.heard.broken += 1
        finally:
            writer.close()

    async def _close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


def run(home: Path, *, quick: bool = False) -> Report:
    """Open, weigh, publish from another process, then from the server itself, close, count what is left."""
    load = os.getloadavg()
    count = _allowed(100 if quick else STREAMS)
    setup.prepare()
    turns = seeds.waiting(accounts.local_account(), count)
    report = Report("sse", ("path", "streams", "events", "per s", "p50 ms", "p99 ms", "max ms", "lost", "twice"))
    with Server(home, {}, ("-m", "editor.benchmark.watched")) as server:
        account = Account(server)
        _once_round(server, account, turns[:1])
        before = pss_mb([server.pid])[server.pid]
        crowd = Crowd(server, account, [turn.session_id for turn in turns])
        crowd.open()
        time.sleep(SETTLE_S)
        during = pss_mb([server.pid])[server.pid]
        seconds = 3.0 if quick else SECONDS
        _phase(report, crowd, "other process (look every 1 s)", lambda: _other_process(seconds))
        _phase(report, crowd, "server itself (nudge)", lambda: _cancels(account, turns[: 20 if quick else CANCELS]))
        busy = pss_mb([server.pid])[server.pid]
        crowd.close()
        time.sleep(SETTLE_S)
        left = httpx.get(server.url + watched.PATH).json()
        after = pss_mb([server.pid])[server.pid]
    per_stream = (during - before) / count * 1000
    report.notes += [
        f"Server PSS: {before:.0f} MB before, {during:.0f} with {count} streams, {busy:.0f} after events, "
        f"{after:.0f} when all had closed.",
        f"Memory per stream: {per_stream:.0f} kB.",
        f"Streams that broke on their own: {crowd.heard.broken}.",
        f"Left after close: {left['queues']} queues, {left['consumers']} consumers "
        f"({'hit' if not any(left.values()) else 'MISS'}, aim none).",
        load_note(load),
    ]
    report.data |= {"before_mb": before, "during_mb": during, "busy_mb": busy, "after_mb": after, "left": left}
    return report


def _allowed(wanted: int) -> int:
    """As many streams as the limit on open files lets this process and its child hold."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return min(wanted, max(hard if hard > 0 else soft, SPARE_FILES + 1) - SPARE_FILES)


def _once_round(server: Server, account: Account, turns: Sequence[Turn]) -> None:
    """One stream opened and closed: what the first one costs is not counted for each."""
    crowd = Crowd(server, account, [turn.session_id for turn in turns])
    crowd.open()
    crowd.close()
    time.sleep(SETTLE_S)


def _phase(report: Report, crowd: Crowd, name: str, act: Callable[[], None]) -> None:
    last = Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    started = time.perf_counter()
    act()
    seconds = time.perf_counter() - started
    time.sleep(SETTLE_S)
    rows = [(pk, at.timestamp()) for pk, at in Event.objects.filter(pk__gt=last).values_list("pk", "created_at")]
    late, arrived = crowd.heard.late_s(rows), Counter(len(crowd.heard.times.get(pk, ())) for pk, _ in rows)
    figures = [ms(percentile(late, share)) for share in (0.5, 0.99, 1.0)]
    twice = sum(number for times, number in arrived.items() if times > 1)
    report.add(name, crowd.heard.open, len(rows), f"{len(rows) / seconds:.0f}", *figures, arrived[0], twice)
    report.data[name] = {"late_s": late, "lost": arrived[0], "twice": twice}


def _other_process(seconds: float) -> None:
    command = [sys.executable, "-m", "editor.benchmark.publisher", str(RATE_PER_S), str(seconds)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def _cancels(account: Account, turns: Sequence[Turn]) -> None:
    """Cancel turns through the pages: each writes one stage inside the server."""
    with account.client() as client:
        del client.headers["HX-Request"]  # a redirect is enough of an answer here
        for turn in turns:
            started = time.perf_counter()
            client.post(f"/turns/{turn.pk}/cancel")
            time.sleep(max(0.0, CANCEL_EVERY_S - (time.perf_counter() - started)))
