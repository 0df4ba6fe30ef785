"""Batches of requests: made at once, carried out later, asked about until they end (facts: wire format section 8)."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from editor.emulator.replies import Json, Reply
from editor.providers.embedded import spelling
from editor.providers.embedded.spelling import WireError, bad

_TYPE: Final = "type.googleapis.com/google.ai.generativelanguage.v1beta.GenerateContentBatch"
_OUTPUT_TYPE: Final = "type.googleapis.com/google.ai.generativelanguage.v1beta.GenerateContentBatchOutput"
_BATCH: Final = frozenset({"name", "model", "displayName", "inputConfig", "priority"})
_OPEN: Final = ("PENDING", "RUNNING")

Carry = Callable[[Json], Awaitable[Reply]]
Told = Callable[[list[Reply]], None]


@dataclass(slots=True)
class Batch:
    """One batch: what was asked, and what came of it so far. `carry` answers one request, `told` hears of the end."""

    name: str
    model: str
    label: str
    requests: list[Json]
    carry: Carry
    told: Told
    fate: str = ""
    state: str = "PENDING"
    created: str = field(default_factory=lambda: _now())
    updated: str = field(default_factory=lambda: _now())
    ended: str = ""
    results: list[Json] = field(default_factory=list)
    good: list[Reply] = field(default_factory=list)

    def move(self, state: str) -> None:
        """Enter a state; of the last ones there is no way out."""
        if self.state in _OPEN:
            self.state, self.updated = state, _now()
            if state not in _OPEN:
                self.ended = self.updated
                self.told(self.good)

    def operation(self) -> Json:
        """The batch as the long-running operation that the service shows. Its counts are 64-bit: text."""
        failed = sum("error" in each for each in self.results)
        counts = {
            "requestCount": len(self.requests),
            "successfulRequestCount": len(self.results) - failed,
            "failedRequestCount": failed,
            "pendingRequestCount": len(self.requests) - len(self.results),
        }
        metadata: Json = {
            "@type": _TYPE,
            "model": f"models/{self.model}",
            "displayName": self.label,
            "createTime": self.created,
            "updateTime": self.updated,
            "batchStats": {name: str(count) for name, count in counts.items() if count},
            "state": f"BATCH_STATE_{self.state}",
            "name": self.name,
        }
        return {"name": self.name, "metadata": metadata, **self._end(metadata)}

    def _end(self, metadata: Json) -> Json:
        """The end of it: results both in the metadata, where the SDK looks, and in the response."""
        if self.state in _OPEN:
            return {}
        metadata["endTime"] = self.ended
        if self.state != "SUCCEEDED":
            code = {"FAILED": 13, "CANCELLED": 1, "EXPIRED": 4}[self.state]
            return {"done": True, "error": {"code": code, "message": f"The batch ended as {self.state.lower()}."}}
        output = {"inlinedResponses": {"inlinedResponses": self.results}}
        metadata["output"] = output
        return {"done": True, "response": {"@type": _OUTPUT_TYPE, **output}}


class Batches:
    """All batches. `pause_s` is how long each state lasts at least."""

    def __init__(self, pause_s: Callable[[], float]) -> None:
        self._all: dict[str, Batch] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._pause_s = pause_s

    def create(self, model: str, content: Any, carry: Carry, told: Told, fate: str) -> Json:
        """Take a batch in; raises WireError where it is not accepted."""
        batch = spelling.fields(spelling.fields(content, frozenset({"batch"}), "").get("batch") or {}, _BATCH, "batch")
        made = Batch(
            name=f"batches/{secrets.token_hex(12)}",
            model=model,
            label=str(batch.get("displayName", "")),
            requests=_requests(batch.get("inputConfig") or {}),
            carry=carry,
            told=told,
            fate=fate,
        )
        self._all[made.name] = made
        task = asyncio.create_task(self._run(made))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return made.operation()

    def get(self, batch_id: str) -> Json:
        """One batch."""
        return self._find(batch_id).operation()

    def page(self) -> Json:
        """Every batch, the newest first."""
        return {"operations": [each.operation() for each in reversed(self._all.values())]}

    def cancel(self, batch_id: str) -> Json:
        """End a batch early."""
        self._find(batch_id).move("CANCELLED")
        return {}

    def delete(self, batch_id: str) -> Json:
        """Forget a batch."""
        found = self._find(batch_id)
        found.move("CANCELLED")
        del self._all[found.name]
        return {}

    def _find(self, batch_id: str) -> Batch:
        found = self._all.get(f"batches/{batch_id}")
        if found is None:
            raise WireError(404, "NOT_FOUND", "Requested entity was not found.")
        return found

    async def _run(self, batch: Batch) -> None:
        await asyncio.sleep(self._pause_s())
        batch.move("RUNNING")
        await asyncio.sleep(self._pause_s())
        if batch.fate:
            batch.move(batch.fate)
        for row in batch.requests:
            if batch.state != "RUNNING":
                return
            batch.results.append(await _carried(batch, row))
        batch.move("SUCCEEDED")


async def _carried(batch: Batch, row: Json) -> Json:
    """One request of a batch: its answer, or its error, under its own key."""
    kept = {"metadata": row["metadata"]} if "metadata" in row else {}
    try:
        reply = await batch.carry(row.get("request") or {})
    except WireError as error:
        status = {400: 3, 404: 5}.get(error.code, 13)
        return kept | {"error": {"code": status, "message": error.message}}
    batch.good.append(reply)
    return kept | {"response": reply.content}


def _requests(config: Any) -> list[Json]:
    source = spelling.fields(config, frozenset({"requests", "fileName"}), "batch.input_config")
    if source.get("fileName"):
        raise bad("The emulator keeps no files: send the requests in the batch itself.")
    listed = spelling.fields(source.get("requests") or {}, frozenset({"requests"}), "batch.input_config.requests")
    rows = spelling.items(listed.get("requests"), "batch.input_config.requests.requests")
    if not rows:
        raise bad("* BatchGenerateContentRequest.batch.input_config: no requests")
    known = frozenset({"request", "metadata"})
    return [spelling.fields(row, known, "batch.input_config.requests.requests[]") for row in rows]


def _now() -> str:
    return datetime.now(UTC).isoformat().replace("+00:00", "Z")
