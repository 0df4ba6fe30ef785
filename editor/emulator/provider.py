"""The provider itself: an ASGI application that routes, admits, answers, fails as told, and keeps its account."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final
from urllib.parse import parse_qsl

from editor.emulator import answers, desk, listing, models, places, refusals
from editor.emulator.answers import Answer
from editor.emulator.batches import Batches
from editor.emulator.calls import Call, Calls
from editor.emulator.doors import Doors
from editor.emulator.line import Exchange, Receive, Send
from editor.emulator.places import Place
from editor.emulator.replies import Json, Reply
from editor.emulator.script import Planned, Script
from editor.emulator.workshop import Workshop
from editor.providers.catalogue import ImageModel
from editor.providers.embedded.request import not_found
from editor.providers.embedded.spelling import WireError, bad
from editor.providers.surfaces import SURFACES

BATCH_PAUSE_S: Final = 0.2
BATCH_SHARE: Final = Decimal("0.5")  # of the price (facts: wire format section 6)
NO_SUCH_PAGE: Final = {"error": {"code": 404, "message": "Not found", "status": "NOT_FOUND"}}


@dataclass(slots=True)
class Answered:
    """An answer, what it is charged, how many pictures it holds, and how long it takes to begin, in seconds."""

    answer: Answer
    billed_usd: Decimal = Decimal(0)
    made: int = 0
    first_byte_s: float = 0.0


class Provider:
    """Everything that one running emulator knows."""

    def __init__(
        self, script: Script, calls: Calls, workshop: Workshop, *, latency_s: float, retired_gone: bool
    ) -> None:
        self.script = script
        self.calls = calls
        self.workshop = workshop
        self.latency_s = latency_s
        self.doors = Doors()
        self._retired_gone = retired_gone
        self._batches = Batches(lambda: max(BATCH_PAUSE_S, self.latency_s))

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            return
        exchange = Exchange(scope, receive, send)
        place = places.find(exchange.path)
        limit = SURFACES[place.surface if place else "gemini"].inline_limit_bytes
        try:
            body, count = await exchange.body(limit)
            if exchange.gone.is_set():
                return
            await self._route(exchange, place, body, count)
        finally:
            exchange.close()

    async def _route(self, exchange: Exchange, place: Place | None, body: bytes, count: int) -> None:
        if exchange.path.startswith(desk.PREFIX):
            await exchange.send(desk.answer(self, exchange.method, exchange.path, body), _nobody)
        elif (exchange.method, exchange.path) == ("POST", "/token"):
            status, told = self.doors.token(dict(parse_qsl(body.decode("latin-1"))))
            await exchange.send(answers.of_json(told, status), _nobody)
        elif place is None:
            await exchange.send(answers.of_json(NO_SUCH_PAGE, 404), _nobody)
        elif place.is_paid and exchange.method == "POST":
            await self._paid(exchange, place, body, count)
        else:
            await exchange.send(self._free(exchange, place), _nobody)

    def _free(self, exchange: Exchange, place: Place) -> Answer:
        """Lists of models, and what became of batches."""
        try:
            self.doors.check(place, exchange.headers, exchange.query)
            match exchange.method, place.verb:
                case "GET", "list" | "get":
                    return answers.of_json(listing.answer(place, exchange.query, retired_gone=self._retired_gone))
                case "GET", "batch-list":
                    return answers.of_json(self._batches.page())
                case "GET", "batch-get":
                    return answers.of_json(self._batches.get(place.batch))
                case "POST", "batch-cancel":
                    return answers.of_json(self._batches.cancel(place.batch))
                case "DELETE", "batch-get":
                    return answers.of_json(self._batches.delete(place.batch))
        except WireError as error:
            return answers.of_error(error)
        return answers.of_json(NO_SUCH_PAGE, 404)

    async def _paid(self, exchange: Exchange, place: Place, body: bytes, count: int) -> None:
        """A request for pictures: written down first, then answered, then written down again."""
        call = self.calls.received(place, exchange.headers, body, count)
        is_stream = place.verb == "streamGenerateContent"
        stream = ("sse" if exchange.query.get("alt") == "sse" else "array") if is_stream else ""
        planned = self.script.take() if place.verb != "batchGenerateContent" else Planned()
        call.fault = planned.fault.name if planned.fault else ""
        latency_s = self.latency_s if planned.latency_s is None else planned.latency_s
        try:
            self._admit(exchange, place, count)
            found = await self._answered(place, planned, body, call, stream)
        except WireError as error:
            found = Answered(refusals.answer(error, planned.arguments, in_array=stream == "array"))
        self.calls.answered(call, found.answer.status, made=found.made, billed_usd=found.billed_usd)
        await exchange.wait(max(latency_s, found.first_byte_s) - (time.time() - call.at))
        if exchange.gone.is_set():
            self.calls.ended(call, "client left")
            return
        call.answered_at = time.time()
        await exchange.send(found.answer, lambda how: self.calls.ended(call, how))

    def _admit(self, exchange: Exchange, place: Place, count: int) -> None:
        """Raise what stands before any model: the caller's leave, and the size of the request."""
        self.doors.check(place, exchange.headers, exchange.query)
        if count > SURFACES[place.surface].inline_limit_bytes:
            raise refusals.too_large({})

    async def _answered(self, place: Place, planned: Planned, body: bytes, call: Call, stream: str) -> Answered:
        fault = planned.fault
        if fault and fault.refuse:
            raise fault.refuse(planned.arguments)
        if fault and fault.page:
            return Answered(fault.page())
        if fault and fault.name == "retired-404":
            raise not_found(place.model, place.version)
        item = models.find(place.model, place.surface, place.version, retired_gone=self._retired_gone)
        if place.verb == "batchGenerateContent":
            return Answered(answers.of_json(self._batch(place, item, body, call)))
        reply = await self.workshop.make(body, models.rules_of(item, place.surface))
        return await asyncio.to_thread(
            self._finished, reply, planned, stream, lambda: self._bill(reply, item, call.size)
        )

    def _finished(self, reply: Reply, planned: Planned, stream: str, bill: Callable[[], Decimal]) -> Answered:
        """The good answer as this call is to have it, written out: tens of megabytes, so never on the event loop."""
        fault = planned.fault
        if fault and fault.spoil and (reply.pictures or not fault.needs_picture):
            fault.spoil(reply, planned.arguments)
        answer = answers.of_reply(reply, stream)
        if fault is None:
            return Answered(answer, bill(), len(reply.pictures))
        if fault.garble:
            answer = replace(answer, pieces=fault.garble(list(answer.pieces)))
        answer = replace(answer, ending=fault.ending, ends_after=planned.arguments.get("after"))
        first_byte_s = float(planned.arguments.get("seconds", fault.first_byte_s)) if fault.first_byte_s else 0.0
        return Answered(answer, bill() if fault.bills else Decimal(0), len(reply.pictures), first_byte_s)

    def _bill(self, reply: Reply, item: ImageModel, size: str) -> Decimal:
        return models.bill_usd(reply.content.get("usageMetadata") or {}, item, size, len(reply.pictures))

    def _batch(self, place: Place, item: ImageModel, body: bytes, call: Call) -> Json:
        """Take a batch in. It is charged, at its own price, when it ends."""
        try:
            content = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise bad(f"Invalid JSON payload received. {error}") from error
        rules = models.rules_of(item, place.surface)

        async def carry(request: Json) -> Reply:
            return await self.workshop.make(json.dumps(request).encode(), rules)

        def told(good: list[Reply]) -> None:
            total = sum((self._bill(reply, item, call.size) for reply in good), Decimal(0)) * BATCH_SHARE
            self.calls.answered(call, 200, made=sum(len(reply.pictures) for reply in good), billed_usd=total)
            self.calls.ended(call, "complete")

        return self._batches.create(place.model, content, carry, told, self.script.take_batch())


def _nobody(_how: str) -> None:
    """Nobody keeps an account of this answer."""
