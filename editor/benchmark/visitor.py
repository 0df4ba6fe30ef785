"""A person at a browser, as far as the wire shows: signs in, keeps the progress stream open, posts forms."""

from __future__ import annotations

import queue
import re
import threading
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import httpx

from editor.benchmark.server import Server

_TOKEN: Final = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_STAGE: Final = re.compile(r'data-turn="(\d+)" data-number="\d+" data-stage="(\w+)"[^>]* data-final="(yes|no)"')
_ASSET: Final = re.compile(r"/assets/([0-9a-f]{64})")
_SESSION: Final = re.compile(r"/sessions/(\d+)")
WAIT_S: Final = 600.0


@dataclass(frozen=True, slots=True)
class Told:
    """A stage that came through the stream. `at` is the Unix time of its last byte."""

    turn_id: int
    stage: str
    is_final: bool
    sha256: str
    at: float


@dataclass(frozen=True, slots=True)
class Made:
    """One picture from click to bytes. Unix times: POST sent, POST answered, told that it is done, bytes here."""

    turn_id: int
    tag: str
    posted: float
    answered: float
    told: float
    fetched: float
    byte_count: int
    sha256: str
    first_told: float


class Account:
    """The signed-in cookies of an account: the local one, or the one that `link` opens."""

    def __init__(self, server: Server, link: str = "") -> None:
        self.url = server.url
        with httpx.Client(base_url=self.url, follow_redirects=True, timeout=60) as client:
            client.get(link or server.link).raise_for_status()
            page = client.get("/sessions/new").raise_for_status()
            found = _TOKEN.search(page.text)
            if found is None:
                raise RuntimeError("The start page has no CSRF token: did the sign-in fail?")
            self.token = found[1]
            self.cookies = {cookie.name: cookie.value or "" for cookie in client.cookies.jar}

    def client(self) -> httpx.Client:
        """A browser of this account."""
        headers = {"X-CSRFToken": self.token, "HX-Request": "true", "Referer": f"{self.url}/sessions"}
        return httpx.Client(base_url=self.url, cookies=self.cookies, headers=headers, timeout=WAIT_S)


class Visitor:
    """Opens one session and makes pictures in it, one after another."""

    def __init__(self, account: Account, choice: str) -> None:
        self._account = account
        self._choice = choice
        self._http = account.client()
        self._told: queue.Queue[Told] = queue.Queue()
        self.session_id = 0
        self.last_turn = 0

    def enter(self) -> Made:
        """Start the session with a 1K picture and listen from then on."""
        tag, posted = _tag(), time.time()
        form = self._form("1K", tag)
        answer = self._http.post("/sessions/start", data=form).raise_for_status()
        answered = time.time()
        found = _SESSION.search(answer.headers["HX-Redirect"])
        assert found is not None
        self.session_id = int(found[1])
        threading.Thread(target=self._listen, daemon=True).start()
        return self._await_picture(tag, posted, answered)

    def create(self, size: str) -> Made:
        """A new picture from words alone: the request holds no picture."""
        return self._make(f"/sessions/{self.session_id}/create", size)

    def adjust(self, size: str, parent: int) -> Made:
        """An edit: the request holds the parent's whole path."""
        return self._make(f"/turns/{parent}/adjust", size)

    def finalize(self, parent: int) -> Made:
        """The parent's picture again at 4K."""
        return self._make(f"/turns/{parent}/finalize", "4K")

    def open_page(self, session_id: int) -> float:
        """Seconds that a studio page takes, regions only, as after an act."""
        started = time.perf_counter()
        self._http.get(f"/sessions/{session_id}").raise_for_status()
        return time.perf_counter() - started

    def _make(self, path: str, size: str) -> Made:
        tag, posted = _tag(), time.time()
        self._http.post(path, data=self._form(size, tag)).raise_for_status()
        return self._await_picture(tag, posted, time.time())

    def _form(self, size: str, tag: str) -> dict[str, str]:
        key = {"key": uuid.uuid4().hex}
        if size == "4K":
            return key
        words = f"A green bottle on grey paper, {tag}"
        return key | {"prompt": words, "image_size": size, "aspect_ratio": "1:1", "choice": self._choice}

    def _await_picture(self, tag: str, posted: float, answered: float) -> Made:
        first = 0.0
        while True:
            told = self._told.get(timeout=WAIT_S)
            if told.turn_id <= self.last_turn:
                continue
            first = first or told.at
            if told.is_final:
                break
        self.last_turn = told.turn_id
        if told.stage != "done":
            raise RuntimeError(f"Turn {told.turn_id} ended as {told.stage}.")
        picture = self._http.get(f"/assets/{told.sha256}.png").raise_for_status()
        fetched, size = time.time(), len(picture.content)
        return Made(told.turn_id, tag, posted, answered, told.at, fetched, size, told.sha256, first)

    def _listen(self) -> None:
        """Read the stream as a browser does, for as long as the process lives."""
        address = f"/sessions/{self.session_id}/events?after=0"
        with self._account.client() as client, client.stream("GET", address) as stream:
            lines: list[str] = []
            for line in _until_closed(stream.iter_lines()):
                if line:
                    lines.append(line)
                    continue
                told = _read("\n".join(lines))
                lines.clear()
                if told:
                    self._told.put(told)


def key_form(choice: str, key: str = "") -> dict[str, str]:
    """The form of a new picture from words, under this idempotency key or a new one."""
    words = {"prompt": "A green bottle on grey paper", "image_size": "1K", "aspect_ratio": "1:1", "choice": choice}
    return words | {"key": key or uuid.uuid4().hex}


def _until_closed(lines: Iterator[str]) -> Iterator[str]:
    try:
        yield from lines
    except httpx.HTTPError:
        return  # the server ended; a picture that is still awaited times out


def _read(text: str) -> Told | None:
    stage = _STAGE.search(text)
    if stage is None:
        return None
    asset = _ASSET.search(text)
    return Told(int(stage[1]), stage[2], stage[3] == "yes", asset[1] if asset else "", time.time())


def _tag() -> str:
    """A word by which the stub recognises the request of one turn."""
    return f"bench-{uuid.uuid4().hex[:12]}"
