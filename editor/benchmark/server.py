"""The real server as a child process, and what it weighs."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Final

import httpx

from editor.emulator.child import ROOT

_LINK: Final = re.compile(r"http://\S+/sign-in/\S+")
START_MAX_S: Final = 60.0


class Server:
    """Context manager: `manage.py up` on a free port. `program` may wrap it (editor.benchmark.watched)."""

    def __init__(self, home: Path, env: Mapping[str, str], program: tuple[str, ...] = ("manage.py",)) -> None:
        self.home = home
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.link = ""
        self.ready_s = 0.0
        self._command = [sys.executable, *program, "up", "--no-open", "--port", str(self.port)]
        self._env = {**os.environ, **env, "OVERPAINT_HOME": str(home)}
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Server:
        self.again()
        return self

    def again(self) -> None:
        """Start it, also after a kill: on the same port, over the same data folder."""
        started = time.perf_counter()
        self._process = subprocess.Popen(
            self._command, cwd=ROOT, env=self._env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self._wait_for_link()
        threading.Thread(target=_drain, args=(self._process,), daemon=True).start()
        httpx.get(f"{self.url}/sign-in").raise_for_status()
        self.ready_s = time.perf_counter() - started

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process is not None
        self._process.terminate()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    @property
    def pid(self) -> int:
        """Process id of the server."""
        assert self._process is not None
        return self._process.pid

    def _wait_for_link(self) -> None:
        assert self._process is not None
        assert self._process.stdout is not None
        said = []
        for line in self._process.stdout:
            said.append(line)
            found = _LINK.search(line)
            if found:
                self.link = found[0]
                return
        raise RuntimeError("The server ended before it was ready:\n" + "".join(said[-20:]))


def _drain(process: subprocess.Popen[str]) -> None:
    """Read on, so that a talkative server never waits for its reader."""
    assert process.stdout is not None
    for line in process.stdout:
        sys.stderr.write(f"[server] {line}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def tree_pids(root: int) -> list[int]:
    """The process and everything that descends from it."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue  # it ended while we looked
    found = [root]
    for pid in found:
        found.extend(child for child, parent in parents.items() if parent == pid)
    return found


def pss_mb(pids: list[int]) -> dict[int, float]:
    """Proportional memory of each process in MB (10**6 bytes): shared pages are counted once, by shares."""
    found = {}
    for pid in pids:
        try:
            text = Path(f"/proc/{pid}/smaps_rollup").read_text()
        except OSError:
            continue
        line = next((line for line in text.splitlines() if line.startswith("Pss:")), "Pss: 0 kB")
        found[pid] = int(line.split()[1]) * 1024 / 1e6
    return found


def cpu_s(pids: list[int]) -> float:
    """Processor seconds, user and system, that the processes have used."""
    total = 0
    for pid in pids:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += int(fields[11]) + int(fields[12])
    return total / os.sysconf("SC_CLK_TCK")


def name_of(pid: int) -> str:
    """What a process is, for people."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace").split("\0")
    except OSError:
        return "gone"
    text = " ".join(words)
    if "resource_tracker" in text:
        return "resource tracker"
    return "pool worker" if "spawn_main" in text else "server"
