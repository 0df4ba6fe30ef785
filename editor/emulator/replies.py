"""A good answer before it is written out, so that it can be spoilt, streamed or sent; and the ways to make one."""

from __future__ import annotations

import base64
import io
import itertools
import json
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from PIL import Image

from editor.emulator import pictures
from editor.emulator.pictures import Built
from editor.providers.embedded.envelope import envelope
from editor.providers.embedded.recipe import Recipe
from editor.providers.embedded.request import Request, parse
from editor.providers.embedded.rules import Rules
from editor.providers.embedded.signature import sign, unbase64

_SERIAL: Final = itertools.count(1)
_TICKET: Final = f"picture-{secrets.token_hex(8)}-"
_TICKETS: Final = re.compile(f'"({_TICKET}\\d+)"'.encode())

Json = dict[str, Any]


@dataclass(slots=True)
class Reply:
    """An answer as JSON. A picture's base64 may be a ticket: its pieces lie in `held` and are sent as they are."""

    content: Json
    held: dict[str, tuple[bytes, ...]] = field(default_factory=dict)

    @property
    def candidate(self) -> Json:
        """The only candidate."""
        found: Json = self.content["candidates"][0]
        return found

    @property
    def parts(self) -> list[Json]:
        """Its parts, to be read and changed."""
        found: list[Json] = self.candidate["content"]["parts"]
        return found

    @property
    def usage(self) -> Json:
        """The token counts."""
        found: Json = self.content.setdefault("usageMetadata", {})
        return found

    @property
    def pictures(self) -> list[Json]:
        """The parts that hold a picture that is meant to be one."""
        said = self.content.get("candidates") or []
        parts = said[0].get("content", {}).get("parts", []) if said else []
        return [part for part in parts if "inlineData" in part and not part.get("thought")]

    def data(self, part: Json) -> bytes:
        """The bytes of a picture part."""
        text = part["inlineData"]["data"]
        return unbase64(b"".join(self.held[text]).decode() if text in self.held else text)

    def put(self, part: Json, data: bytes) -> None:
        """Other bytes in place of a picture's."""
        part["inlineData"]["data"] = base64.b64encode(data).decode()

    def hold(self, built: Built) -> Json:
        """A part with a picture that was built before."""
        serial = next(_SERIAL)
        ticket = f"{_TICKET}{serial}"
        self.held[ticket] = built.base64(serial)
        return {"inlineData": {"mimeType": "image/png", "data": ticket}}


def written(content: Any, held: dict[str, tuple[bytes, ...]]) -> Iterator[bytes]:
    """JSON in pieces, with the held pictures in their places."""
    text = json.dumps(content, separators=(",", ":")).encode()
    at = 0
    for ticket in _TICKETS.finditer(text):
        yield text[at : ticket.start() + 1]
        yield from held[ticket[1].decode()]
        at = ticket.end() - 1
    for start in range(at, len(text), pictures.PIECE_BYTES):
        yield text[start : start + pictures.PIECE_BYTES]


def streamed(reply: Reply) -> list[Json]:
    """The answer as the chunks of a stream: text by the sentence, each picture whole, the end and the bill last."""
    shared = {name: value for name, value in reply.content.items() if name not in ("candidates", "usageMetadata")}
    if not reply.content.get("candidates"):
        return [reply.content]
    ends = {name: value for name, value in reply.candidate.items() if name not in ("content", "index")}
    chunks: list[Json] = []
    for part in reply.candidate.get("content", {}).get("parts", []):
        chunks.extend(
            shared | {"candidates": [{"content": {"role": "model", "parts": [piece]}, "index": 0}]}
            for piece in _sentences(part)
        )
    if not chunks:
        return [reply.content]
    chunks[-1]["candidates"][0] |= ends
    counted = {"promptTokenCount": reply.usage.get("promptTokenCount", 0)}
    for chunk in chunks[:-1]:
        chunk["usageMetadata"] = counted | {"totalTokenCount": counted["promptTokenCount"]}
    chunks[-1]["usageMetadata"] = reply.usage
    return chunks


def _sentences(part: Json) -> list[Json]:
    """A text part in its sentences. What is signed is signed once: on the first."""
    if "text" not in part or part.get("thought"):
        return [part]
    said = re.findall(r"[^.\n]+[.\n]*|\n+", part["text"]) or [part["text"]]
    return [part | {"text": said[0]}, *({"text": each} for each in said[1:])]


def plain(body: bytes, rules: Rules) -> Reply:
    """A prebuilt picture of exactly the pixels asked, for a request that was read as strictly as any."""
    request = parse(body, rules)
    width_px, height_px = rules.pixels(request.ratio or _ratio_of_input(request) or "1:1", request.size)
    reply = Reply({})
    picture = reply.hold(pictures.build(width_px, height_px))
    words = "Here is the picture." if request.wants_text else ""
    signed = {"thoughtSignature": _signature(rules)} if rules.signatures else {}
    parts: list[Json] = [{"text": "Choosing the light.", "thought": True}] if request.shows_thoughts else []
    parts += [{"text": words, **signed}] if words else []
    parts.append(picture | signed)
    candidate = {"content": {"role": "model", "parts": parts}, "finishReason": "STOP", "index": 0}
    reply.content = envelope(request, secrets.token_bytes(16), candidate, words, rules.tokens[request.size])
    return _placed(reply, rules)


def drawn(answer: bytes, rules: Rules) -> Reply:
    """What the engine drew, as an answer with an id of its own: the engine says the same words to the same request."""
    reply = Reply(json.loads(answer))
    reply.content["responseId"] = secrets.token_urlsafe(16)
    return _placed(reply, rules)


def _placed(reply: Reply, rules: Rules) -> Reply:
    """What Vertex AI adds (facts: wire format section 9)."""
    if rules.is_vertex:
        reply.content["createTime"] = datetime.now(UTC).isoformat().replace("+00:00", "Z")
        reply.usage["trafficType"] = "ON_DEMAND"
    return reply


def _signature(rules: Rules) -> str:
    return sign(Recipe("plain", "", next(_SERIAL)), rules.seal)


def _ratio_of_input(request: Request) -> str:
    """A request that names no ratio follows its last picture."""
    sent = [part for turn in request.turns for part in turn.parts if part.data and not part.thought]
    if not sent:
        return ""
    with Image.open(io.BytesIO(sent[-1].picture())) as image:
        return request.rules.nearest(*image.size)
