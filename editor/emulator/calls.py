"""The emulator's own account of what it was asked and what it charged: the provider's side of the ledger."""

from __future__ import annotations

import json
import re
import time
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from editor.emulator.places import Place

_RATIO: Final = re.compile(rb'"(?:aspectRatio|aspect_ratio)"\s*:\s*"([^"]{1,8})"')
_SIZE: Final = re.compile(rb'"(?:imageSize|image_size)"\s*:\s*"([^"]{1,8})"')
_PICTURES: Final = (b'"inlineData"', b'"inline_data"')
_TAG: Final = re.compile(rb"bench-[0-9a-f]{12}")
_CONFIG_BYTES: Final = 4096  # where the settings are: at one end of the body, the pictures lie between
_ID: Final = re.compile(r"[\w.:-]{1,100}")


@dataclass(slots=True)
class Call:
    """One request for pictures. No key, no words and no picture is kept.

    `at` and `answered_at` are Unix times: the request was complete, the answer begins to leave. `ended` is empty while
    the call is under way, then "complete", "cut" (by a fault) or "client left". `pictures` counts those sent in, `made`
    those sent back. `billed_usd` is text, in USD.
    """

    number: int
    request_id: str
    model: str
    surface: str
    path: str
    ratio: str
    size: str
    at: float
    body_bytes: int
    pictures: int
    key_seen: bool
    tag: str
    answered_at: float | None = None
    status: int | None = None
    fault: str = ""
    ended: str = ""
    made: int = 0
    billed_usd: str = ""


class Calls:
    """Every call so far, and the log that outlives whoever asked."""

    def __init__(self, log: Path | None = None) -> None:
        self.rows: list[Call] = []
        self._log = log
        self._numbers = 0

    def received(self, place: Place, headers: dict[str, str], body: bytes, body_bytes: int) -> Call:
        """Write down a request before anything is done about it."""
        self._numbers += 1
        ends = body[:_CONFIG_BYTES] + b" " + body[-_CONFIG_BYTES:]
        asked_id = headers.get("x-request-id", "")
        call = Call(
            number=self._numbers,
            request_id=asked_id if _ID.fullmatch(asked_id) else "",
            model=place.model,
            surface=place.surface,
            path=place.path,
            ratio=_last(_RATIO, ends) or "1:1",
            size=_last(_SIZE, ends) or "1K",
            at=time.time(),
            body_bytes=body_bytes,
            pictures=sum(body.count(name) for name in _PICTURES),
            key_seen=bool(headers.get("x-goog-api-key") or headers.get("authorization")),
            tag=_last(_TAG, ends),
        )
        self.rows.append(call)
        self._write(call)
        return call

    def answered(self, call: Call, status: int, *, made: int, billed_usd: Decimal) -> None:
        """The answer is ready and begins to leave: what it costs is decided, whether or not it arrives."""
        call.answered_at, call.status, call.made, call.billed_usd = time.time(), status, made, f"{billed_usd:.6f}"

    def ended(self, call: Call, how: str) -> None:
        """The call is over, or broken off."""
        call.ended = how
        self._write(call)

    def as_json(self) -> list[dict[str, Any]]:
        """Every call, oldest first."""
        return [asdict(call) for call in self.rows]

    def forget(self) -> None:
        """Empty the list; the log stays as it is."""
        self.rows.clear()

    def _write(self, call: Call) -> None:
        if self._log:
            with self._log.open("a", encoding="utf-8") as file:
                file.write(json.dumps(asdict(call)) + "\n")


def _last(pattern: re.Pattern[bytes], text: bytes) -> str:
    """The last match: what the settings say, which come after the words, rather than the words."""
    found = pattern.findall(text)
    return found[-1].decode("ascii", "replace") if found else ""
