"""A real server process with a data folder of its own, and a real Chromium signed in by its one-time link."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from editor.benchmark.page import ARGUMENTS, BROWSER

ROOT = Path(__file__).parents[2]
START_S = 60


@dataclass
class Server:
    """The product, started as `make run` starts it."""

    origin: str
    link: str
    home: Path
    process: subprocess.Popen[str]
    drain: threading.Thread


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def start_server(home: Path, port: int, **env: str) -> Server:
    """Start `manage.py up` and wait until it prints its sign-in link."""
    process = subprocess.Popen(
        [sys.executable, "manage.py", "up", "--no-open", "--port", str(port)],
        cwd=ROOT,
        env={**os.environ, "OVERPAINT_HOME": str(home), **env},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    watchdog = threading.Timer(START_S, process.kill)
    watchdog.start()
    said: list[str] = []
    assert process.stdout is not None
    for line in process.stdout:
        said.append(line)
        found = re.search(r"(http://[^/\s]+)(/sign-in/\S+)", line)
        if found:
            watchdog.cancel()
            drain = threading.Thread(target=process.stdout.read, daemon=True)
            drain.start()
            return Server(found[1], found[1] + found[2], home, process, drain)
    pytest.fail("The server did not start:\n" + "".join(said))


def stop_server(server: Server) -> None:
    """End it as Ctrl+C would."""
    server.process.send_signal(signal.SIGINT)
    server.process.wait(timeout=30)
    server.drain.join(timeout=5)
    assert server.process.stdout is not None
    server.process.stdout.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = start_server(tmp_path_factory.mktemp("home"), free_port())
    yield running
    stop_server(running)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    launched = playwright.chromium.launch(executable_path=BROWSER, args=ARGUMENTS)
    yield launched
    launched.close()


@pytest.fixture(scope="module")
def signed_in(browser: Browser, server: Server, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The browser's state after the one-time link was used."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(server.link)
    state = tmp_path_factory.mktemp("state") / "state.json"
    context.storage_state(path=state)
    context.close()
    return state


@pytest.fixture
def context(browser: Browser, signed_in: Path) -> Iterator[BrowserContext]:
    made = browser.new_context(storage_state=signed_in, viewport={"width": 1440, "height": 900}, accept_downloads=True)
    made.set_default_timeout(30_000)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, server: Server) -> Iterator[Page]:
    """A page that must not log one error, and must not run a script that the policy forbids."""
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    yield opened
    unexpected = [error for error in errors if "422 (Unprocessable" not in error]
    assert unexpected == []
