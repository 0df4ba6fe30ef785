"""The least that any product must do: ask, decode base64, hash, write durably. Nothing can be faster by design."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import time
import uuid
from dataclasses import dataclass
from pathlib import Path

import httpx

from editor.providers import catalogue, outgoing
from editor.providers.messages import Content, ImageRequest, PicturePart, Size, TextPart


@dataclass(frozen=True, slots=True)
class Bare:
    """One call without a product around it: seconds in all, and the tag the stub saw."""

    tag: str
    seconds: float


def body_of(model: str, size: Size, picture: bytes | None = None) -> bytes:
    """A request body as the product would send it, with `@tag@` where the tag goes."""
    words = TextPart("A green bottle on grey paper, @tag@")
    # As the person's own picture: one of the model's would need its signature, which nobody else can make.
    parts = (PicturePart("image/png", picture), words) if picture else (words,)
    request = ImageRequest(model, (Content("user", parts),), "1:1", size)
    return bytes(outgoing.encode(request, catalogue.model(model)))


class Floor:
    """The bare path, with a warm connection of its own."""

    def __init__(self, stub_url: str, model: str, folder: Path) -> None:
        self._address = f"{stub_url}/v1beta/models/{model}:generateContent"
        self._http = httpx.Client(headers={"x-goog-api-key": "dummy", "content-type": "application/json"}, timeout=600)
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def run(self, body: bytes) -> Bare:
        """Ask, decode, hash, write, sync, rename."""
        tag = f"bench-{uuid.uuid4().hex[:12]}"
        sent = body.replace(b"@tag@", tag.encode())
        started = time.perf_counter()
        answer = self._http.post(self._address, content=sent).raise_for_status().content
        parts = json.loads(answer)["candidates"][0]["content"]["parts"]
        picture = base64.b64decode(parts[-1]["inlineData"]["data"])
        digest = hashlib.sha256(picture).hexdigest()
        temporary = self._folder / f"{tag}.part"
        with temporary.open("wb") as file:
            file.write(picture)
            file.flush()
            os.fsync(file.fileno())
        final = self._folder / digest
        temporary.replace(final)
        seconds = time.perf_counter() - started
        final.unlink()
        return Bare(tag, seconds)
