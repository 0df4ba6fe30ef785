"""The real product as a process that can be killed at an instant, looked at from outside through its files."""

from __future__ import annotations

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
LINK = re.compile(r"http://\S+/sign-in/\S+")
CHOICE = "gemini:gemini-nano-banana-2.1"
LOOK_S = 0.002
ROOT = Path(__file__).resolve().parents[2]


def until(true: Callable[[], Any], what: str = "", limit_s: float = 60) -> Any:
    """Poll from outside; there is nothing to wait on in another process."""
    deadline = time.monotonic() + limit_s
    while not (found := true()):
        assert time.monotonic() < deadline, what
        time.sleep(LOOK_S)
    return found


class House:
    """A data folder and the server that may be running over it."""

    def __init__(self, home: Path, env: dict[str, str]) -> None:
        self.home = home
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.link = ""
        self.http: httpx.Client | None = None
        self._env = {**os.environ, "OVERPAINT_HOME": str(home), **env}
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> float:
        """Start the server; seconds until a page comes."""
        started = time.perf_counter()
        log = (self.home.parent / "server.log").open("a+")
        position = log.seek(0, os.SEEK_END)
        command = [sys.executable, "manage.py", "up", "--no-open", "--port", str(self.port)]
        self._process = subprocess.Popen(command, cwd=ROOT, env=self._env, stdout=log, stderr=log, text=True)
        process = self._process

        def found() -> re.Match[str] | None:
            assert process.poll() is None, (self.home.parent / "server.log").read_text()[-3000:]
            log.seek(position)
            return LINK.search(log.read())

        self.link = until(found, "the server prints its link")[0]
        log.close()
        httpx.get(f"{self.url}/healthz").raise_for_status()
        return time.perf_counter() - started

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def kill(self) -> None:
        """kill -9."""
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def ask_to_stop(self, how: signal.Signals) -> int:
        """Ask the server to end; its exit code."""
        assert self._process is not None
        self._process.send_signal(how)
        return self._process.wait(timeout=60)

    def stop(self) -> None:
        """Ctrl+C, kindly."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            try:
                self._process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                self.kill()

    def leave(self) -> None:
        self.stop()
        if self.http:
            self.http.close()

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Another `manage.py` command over the same data folder."""
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(
            command, cwd=ROOT, env=self._env, capture_output=True, text=True, timeout=120, check=False
        )

    def sign_in(self) -> None:
        self.http = httpx.Client(base_url=self.url, follow_redirects=True, timeout=60)
        self.http.get(self.link).raise_for_status()
        found = TOKEN.search(self.http.get("/sessions/new").text)
        assert found is not None
        self.http.headers.update({"X-CSRFToken": found[1], "Referer": f"{self.url}/sessions"})

    def post(self, path: str, **fields: Any) -> httpx.Response:
        if self.http is None:
            self.sign_in()
        assert self.http is not None
        data = {"key": uuid.uuid4().hex, **fields}
        file = data.pop("file", None)
        files = {"file": ("cat.png", file, "image/png")} if file else None
        answer = self.http.post(path, data=data, files=files, follow_redirects=False)
        assert answer.status_code < 400, answer.text[:500]
        return answer

    def begin(self, **fields: Any) -> int:
        """Start a session; the id of its newest turn."""
        form = {"prompt": "a green bottle", "image_size": "1K", "aspect_ratio": "1:1", "choice": CHOICE, **fields}
        self.post("/sessions/start", **form)
        return int(self.value("select max(id) from edit_sessions_turn"))

    def finalize(self, turn_id: int) -> int:
        self.post(f"/turns/{turn_id}/finalize")
        return int(self.value("select max(id) from edit_sessions_turn"))

    @contextmanager
    def database(self) -> Iterator[sqlite3.Connection]:
        found = sqlite3.connect(self.home / "overpaint.sqlite3", timeout=20)
        found.row_factory = sqlite3.Row
        try:
            yield found
            found.commit()
        finally:
            found.close()

    def rows(self, query: str, *values: Any) -> list[sqlite3.Row]:
        with self.database() as database:
            return database.execute(query, values).fetchall()

    def value(self, query: str, *values: Any) -> Any:
        found = self.rows(query, *values)
        return found[0][0] if found else None

    def change(self, query: str, *values: Any) -> None:
        with self.database() as database:
            database.execute(query, values)

    def status(self, turn_id: int) -> str:
        return str(self.value("select status from edit_sessions_turn where id=?", turn_id))

    def ended(self, turn_id: int, limit_s: float = 90) -> str:
        """Wait for a turn's end; its status."""
        until(lambda: self.status(turn_id) not in ("queued", "running"), f"turn {turn_id} ends", limit_s)
        return self.status(turn_id)

    def outcomes(self, turn_id: int) -> list[str]:
        query = "select outcome from edit_sessions_attempt where turn_id=? order by id"
        return [row[0] for row in self.rows(query, turn_id)]

    def spooled(self, pattern: str = "*.json") -> list[Path]:
        return list((self.home / "spool").glob(pattern))

    def asset_path(self, sha256: str, suffix: str = "png") -> Path:
        return self.home / "assets" / sha256[:2] / sha256[2:4] / f"{sha256}.{suffix}"


def check(house: House, calls: int) -> None:
    """What must hold after any number of kills, once every turn has ended."""
    assert house.value("select count(*) from edit_sessions_turn where status in ('queued', 'running')") == 0
    assert house.value("select count(*) from edit_sessions_job where state != 'ended'") == 0
    assert house.value("select count(*) from edit_sessions_attempt where surface='gemini'") == calls
    doubled = "select turn_id from edit_sessions_attempt where outcome='picture' group by turn_id having count(*) > 1"
    assert house.rows(doubled) == []
    closes = (
        "select a.outcome, sum(l.kind='reserve'), sum(l.kind!='reserve') from edit_sessions_attempt a"
        " join edit_sessions_ledgerentry l on l.attempt_id=a.id group by a.id"
    )
    for outcome, reserved, closed in house.rows(closes):
        assert (reserved, closed) == (1, 0 if outcome == "unknown" else 1)
    pictured = "select t.status, a.sha256 from edit_sessions_turn t left join edit_sessions_asset a on a.id=t.output_id"
    for status, sha256 in house.rows(pictured):
        assert (sha256 is not None) == (status in ("done", "needs_review"))
        assert sha256 is None or house.asset_path(sha256).exists()
    said = (
        "select turn_id from edit_sessions_event where stage in ('done', 'failed') group by turn_id having count(*) > 1"
    )
    assert house.rows(said) == []
    # Swept just after the commit that ends the turn.
    left = ("*.json", "*.part", "*.slip")
    until(lambda: not any(house.spooled(each) for each in left), "the spool is swept", limit_s=10)
