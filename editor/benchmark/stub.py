"""A stand-in for `generateContent` over real HTTP, in a process of its own.

    python -m editor.benchmark.stub --port 0 --latency-s 0

`POST /v1beta/models/{model}:generateContent` answers a picture of exactly the pixels asked. `POST /script` takes a list
of faults, used up one per call. `GET /calls` tells what was asked and when it was answered; `DELETE /calls` forgets.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Final

import httpx
import uvicorn

from editor.benchmark import pictures
from editor.providers import catalogue

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Fault = dict[str, Any]

ROOT: Final = Path(__file__).resolve().parents[2]
_PATH: Final = re.compile(r"^/v1(?:beta)?/models/([^/:]+):generateContent$")
_RATIO: Final = re.compile(rb'"(?:aspectRatio|aspect_ratio)"\s*:\s*"([^"]+)"')
_SIZE: Final = re.compile(rb'"(?:imageSize|image_size)"\s*:\s*"([^"]+)"')
_TAG: Final = re.compile(rb"bench-[0-9a-f]{12}")
CONFIG_BYTES: Final = 4096  # generationConfig follows the contents: it is looked for at the body's end only
STATUS_WORDS: Final = {400: "INVALID_ARGUMENT", 403: "PERMISSION_DENIED", 404: "NOT_FOUND", 429: "RESOURCE_EXHAUSTED"}


@dataclass(slots=True)
class Seen:
    """One call. `at` and `answered_at` are Unix times: the request was complete, the answer begins to leave."""

    model: str
    ratio: str
    size: str
    at: float
    answered_at: float | None
    key_seen: bool
    body_bytes: int
    pictures: int
    tag: str
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent back. After `cut_after` bytes of the body the connection is closed."""

    status: int
    pieces: list[bytes]
    outcome: str
    headers: tuple[tuple[bytes, bytes], ...] = ()
    cut_after: int | None = None


class App:
    """The ASGI application and its memory."""

    def __init__(self, latency_s: float) -> None:
        self.latency_s = latency_s
        self.calls: list[Seen] = []
        self.script: deque[Fault] = deque()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Route by method and path."""
        if scope["type"] != "http":
            return
        body = await _read(receive)
        called = _PATH.match(scope["path"])
        match scope["method"], scope["path"]:
            case "POST", _ if called:
                await self._generate(called[1], dict(scope["headers"]), body, send)
            case "GET", "/calls":
                await _send(send, _json(200, [asdict(call) for call in self.calls]))
            case "DELETE", "/calls":
                self.calls.clear()
                await _send(send, _json(200, []))
            case "POST", "/script":
                self.script.extend(json.loads(body))
                await _send(send, _json(200, {"waiting": len(self.script)}))
            case "POST", "/latency":
                self.latency_s = float(json.loads(body)["latency_s"])
                await _send(send, _json(200, {}))
            case _:
                await _send(send, _json(404, {"error": {"code": 404, "message": "Not found", "status": "NOT_FOUND"}}))

    async def _generate(self, model: str, headers: dict[bytes, bytes], body: bytes, send: Send) -> None:
        config = body[-CONFIG_BYTES:]
        ratio, size = _first(_RATIO, config) or "1:1", _first(_SIZE, config) or "1K"
        key_seen = bool(headers.get(b"x-goog-api-key"))
        held = body.count(b'"inlineData"')
        tags = _TAG.findall(config)
        tag = tags[-1].decode() if tags else ""
        seen = Seen(model, ratio, size, time.time(), None, key_seen, len(body), held, tag)
        self.calls.append(seen)
        fault = self.script.popleft() if self.script else {}
        prepared = await asyncio.to_thread(_answer, model, ratio, size, fault, len(body))
        await asyncio.sleep(max(0.0, float(fault.get("latency_s", self.latency_s)) - (time.time() - seen.at)))
        seen.answered_at, seen.outcome = time.time(), prepared.outcome
        await _send(send, prepared)


def _answer(model: str, ratio: str, size: str, fault: Fault, body_bytes: int) -> Answer:
    tokens = body_bytes // 4000
    if "status" in fault:
        return _error(int(fault["status"]), fault.get("retry_after_s"))
    if fault.get("garbage"):
        return Answer(200, [b'{"candidates":[{"content":{"parts":[{"inl'], "garbage")
    if "block" in fault:
        return _json(200, {"promptFeedback": {"blockReason": fault["block"]}, "modelVersion": model})
    if "finish" in fault:
        return _json(200, {"candidates": [{"finishReason": fault["finish"], "index": 0}], "modelVersion": model})
    if fault.get("text_only"):
        parts = [{"text": "I cannot draw that, but here is what I would do."}]
        return _json(200, pictures.envelope(model, parts, tokens, 0))
    try:
        width_px, height_px = fault["size"] if "size" in fault else _pixels(model, ratio, size)
    except (catalogue.UnknownModel, ValueError, KeyError) as problem:
        return _json(400, {"error": {"code": 400, "message": str(problem), "status": "INVALID_ARGUMENT"}})
    pieces = pictures.reply(pictures.build(int(width_px), int(height_px)), model, tokens)
    return Answer(200, pieces, "picture", cut_after=fault.get("cut_after"))


def _pixels(model: str, ratio: str, size: str) -> tuple[int, int]:
    item = catalogue.model(model)
    wire = {"512": "0.5K"}.get(size, size)
    return item.pixels(ratio, next(each for each in item.sizes if each == wire or not item.supports_size))


def _error(status: int, retry_after_s: float | None) -> Answer:
    words = STATUS_WORDS.get(status, "UNAVAILABLE" if status >= 500 else "UNKNOWN")
    error: dict[str, Any] = {"code": status, "message": f"The stub was told to answer {status}.", "status": words}
    if retry_after_s is None:
        return _json(status, {"error": error})
    error["details"] = [{"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": f"{retry_after_s}s"}]
    plain = _json(status, {"error": error})
    return Answer(status, plain.pieces, plain.outcome, ((b"retry-after", f"{retry_after_s:.0f}".encode()),))


def _json(status: int, value: Any) -> Answer:
    return Answer(status, [json.dumps(value).encode()], str(status))


def _first(pattern: re.Pattern[bytes], text: bytes) -> str:
    found = pattern.search(text)
    return found[1].decode() if found else ""


async def _read(receive: Receive) -> bytes:
    pieces = []
    while True:
        message = await receive()
        pieces.append(message.get("body", b""))
        if not message.get("more_body"):
            return b"".join(pieces)


async def _send(send: Send, answer: Answer) -> None:
    length = sum(len(piece) for piece in answer.pieces)
    headers = [
        (b"content-type", b"application/json; charset=UTF-8"),
        (b"content-length", str(length).encode()),
        *answer.headers,
    ]
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    left = length if answer.cut_after is None else answer.cut_after
    for piece in answer.pieces:
        await send({"type": "http.response.body", "body": piece[:left], "more_body": True})
        left -= len(piece[:left])
        if left <= 0 and answer.cut_after is not None:
            return  # an answer that ends early: uvicorn closes the connection
    await send({"type": "http.response.body", "body": b""})


class _Announcing(uvicorn.Server):
    async def startup(self, sockets: list[Any] | None = None) -> None:
        await super().startup(sockets)
        print(self.servers[0].sockets[0].getsockname()[1], flush=True)  # noqa: T201  (the port is this program's output)


def _end_with_parent() -> None:
    sys.stdin.read()
    os._exit(0)


def main(arguments: Sequence[str] | None = None) -> None:
    """Serve until stopped; print the port when ready."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--latency-s", type=float, default=0.0)
    parser.add_argument("--prebuild", default="", help="Pictures to make before serving: 1024x1024,4096x4096")
    parser.add_argument("--until-eof", action="store_true", help="End when standard input does.")
    chosen = parser.parse_args(arguments)
    for text in filter(None, chosen.prebuild.split(",")):
        width_px, _, height_px = text.partition("x")
        pictures.build(int(width_px), int(height_px))
    if chosen.until_eof:
        threading.Thread(target=_end_with_parent, daemon=True).start()
    config = uvicorn.Config(
        App(chosen.latency_s), host="127.0.0.1", port=chosen.port, log_level="critical", loop="uvloop", lifespan="off"
    )
    _Announcing(config).run()


class Stub:
    """Context manager: the stub as a child process that answers from `__enter__` to `__exit__`."""

    def __init__(self, latency_s: float = 0.0, *, prebuild: Sequence[tuple[int, int]] = ()) -> None:
        sizes = ",".join(f"{width_px}x{height_px}" for width_px, height_px in prebuild)
        options = ["--latency-s", str(latency_s), "--prebuild", sizes, "--until-eof"]
        self._command = [sys.executable, "-m", "editor.benchmark.stub", *options]
        self._process: subprocess.Popen[str] | None = None
        self.url = ""

    def __enter__(self) -> Stub:
        self._process = subprocess.Popen(
            self._command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None
        port = self._process.stdout.readline().strip()
        if not port:
            raise RuntimeError("The stub provider ended before it was ready.")
        self.url = f"http://127.0.0.1:{port}"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process is not None
        self._process.kill()
        self._process.communicate()

    @property
    def env(self) -> dict[str, str]:
        """What the product needs in its environment to call the stub instead of the Gemini API."""
        return {"GEMINI_API_KEY": "dummy", "GEMINI_BASE_URL": self.url}

    def calls(self) -> list[dict[str, Any]]:
        """What was asked so far, oldest first."""
        found: list[dict[str, Any]] = httpx.get(f"{self.url}/calls").raise_for_status().json()
        return found

    def forget(self) -> None:
        """Empty the list of calls."""
        httpx.delete(f"{self.url}/calls").raise_for_status()

    def script(self, *faults: Fault) -> None:
        """Queue faults, one per call to come."""
        httpx.post(f"{self.url}/script", json=list(faults)).raise_for_status()

    def latency(self, latency_s: float) -> None:
        """Change how long answers take from now on."""
        httpx.post(f"{self.url}/latency", json={"latency_s": latency_s}).raise_for_status()


if __name__ == "__main__":
    main()
