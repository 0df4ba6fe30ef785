"""Progress as server-sent events, through a Channels consumer that sees its disconnects.

The pump is a task and `http_request` returns, so that the consumer's dispatch loop lives on to receive
`http.disconnect`; a loop inside `handle()` never would, and every closed stream would stay (django/channels #1249).
One follower per process reads new rows once for all streams; each stream has a bounded queue.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import parse_qs

from asgiref.sync import sync_to_async
from channels.exceptions import StopConsumer
from channels.generic.http import AsyncHttpConsumer
from django.db import DatabaseError, close_old_connections, connection

from editor import progress
from editor.web.stream import render_event, superseded
from sessions.models import FINAL_STAGES, Event, Session
from sessions.services import events

log = logging.getLogger(__name__)
HEARTBEAT_S = 15.0
LOOK_S = 1.0
# Between two looks, so that what a crowd says at one moment is read at once. One person's stages are further apart.
GAP_S = 0.02
QUEUE_MAX = 256
BATCH = 1000
HEADERS = [
    (b"Content-Type", b"text/event-stream"),
    (b"Cache-Control", b"no-cache, no-transform"),
    (b"X-Accel-Buffering", b"no"),
]
Message = tuple[int, bytes]


def encode(found: Sequence[Event]) -> Iterator[Message]:
    """Events on the wire, oldest first: the id, and the HTML of the stage.

    A stage that a later one in `found` replaces is an id alone: it can be resumed after, and nobody would see it.
    """
    skipped = superseded(found)
    shown = {event.turn_id for event in found if event.pk not in skipped and event.stage not in FINAL_STAGES}
    pasts = events.timelines(shown)
    for event in found:
        data = ""
        if event.pk not in skipped:
            lines = render_event(event, pasts.get(event.turn_id)).strip().splitlines() or [""]
            data = "".join(f"data: {line}\n" for line in lines)
        yield event.pk, f"id: {event.pk}\n{data}\n".encode()


class Follower:
    """Reads new stages once per process and hands them to the streams of their session."""

    def __init__(self) -> None:
        self.streams: dict[int, set[asyncio.Queue[Message | None]]] = {}
        self._task: asyncio.Task[None] | None = None
        self._woken = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._last_id = 0

    async def join(self, session_id: int) -> asyncio.Queue[Message | None]:
        """A queue that receives every stage of the session from now on; None in it means: reconnect."""
        queue: asyncio.Queue[Message | None] = asyncio.Queue(QUEUE_MAX)
        self.streams.setdefault(session_id, set()).add(queue)
        if self._task is None:
            newest = await sync_to_async(_last_id)()
            if self._task is None:  # still: another stream may have joined meanwhile, and must not lose its place
                self._last_id = newest
                progress.on_nudge(self._nudged)
                self._task = asyncio.create_task(self._follow())
        return queue

    def leave(self, session_id: int, queue: asyncio.Queue[Message | None]) -> None:
        """Forget a stream; the last one out stops the reading."""
        streams = self.streams.get(session_id, set())
        streams.discard(queue)
        if not streams:
            self.streams.pop(session_id, None)
        if not self.streams and self._task is not None:
            progress.off_nudge(self._nudged)
            self._task.cancel()
            self._task = None

    def _nudged(self) -> None:
        self._loop.call_soon_threadsafe(self._woken.set)

    async def _follow(self) -> None:
        while True:
            try:
                async with asyncio.timeout(LOOK_S):
                    await self._woken.wait()
            except TimeoutError:
                pass  # nothing in this process; another one may have written rows
            self._woken.clear()
            await self._read()
            await asyncio.sleep(GAP_S)

    async def _read(self) -> None:
        """Hand out every new stage. What cannot be read now is read at the next look."""
        try:
            is_more = True
            while is_more:
                newest, new, is_more = await sync_to_async(_new)(self._last_id, frozenset(self.streams))
                for session_id, message in new:
                    self._last_id = message[0]
                    self._hand_out(session_id, message)
                self._last_id = newest
        except DatabaseError:
            log.exception("progress could not be read after event %s", self._last_id)
        except Exception:  # broad on purpose: one stage that cannot be shown must not end the progress of everybody
            log.exception("a stage after event %s could not be shown", self._last_id)
            self._last_id = await sync_to_async(_last_id)()
            for queue in [queue for queues in self.streams.values() for queue in queues]:
                _interrupt(queue)

    def _hand_out(self, session_id: int, message: Message) -> None:
        for queue in self.streams.get(session_id, ()):
            if queue.qsize() >= QUEUE_MAX - 1:
                _interrupt(queue)  # a reader this slow
            else:
                queue.put_nowait(message)


def _interrupt(queue: asyncio.Queue[Message | None]) -> None:
    """Make a stream's reader reconnect; it resumes from its last id, out of the rows."""
    while not queue.empty():
        queue.get_nowait()
    queue.put_nowait(None)


def _last_id() -> int:
    try:
        return events.last_id()
    finally:
        close_old_connections()


def _new(after_id: int, session_ids: frozenset[int]) -> tuple[int, list[tuple[int, Message]], bool]:
    """The newest id, the stages of these sessions after `after_id`, and whether there may be more.

    The connection stays open for the next look. After an error it goes, so that a lost database is found again.
    """
    try:
        found = events.since(after_id, limit=BATCH)
        if not found:
            return after_id, [], False
        heard = [event for event in found if event.session_id in session_ids]
        sessions = [event.session_id for event in heard]
        return found[-1].pk, list(zip(sessions, encode(heard), strict=True)), len(found) == BATCH
    except DatabaseError:
        connection.close()
        raise


def _past(session_id: int, after_id: int) -> list[Message]:
    try:
        return list(encode(events.since(after_id, session_id=session_id)))
    finally:
        close_old_connections()


def _is_owner(user: Any, session_id: int) -> bool:
    try:
        return bool(user.is_authenticated) and Session.objects.owned_by(user).filter(pk=session_id).exists()
    finally:
        close_old_connections()


_followers: dict[asyncio.AbstractEventLoop, Follower] = {}


def follower() -> Follower:
    """This event loop's follower."""
    loop = asyncio.get_running_loop()
    if loop not in _followers:
        _followers.clear()
        _followers[loop] = Follower()
    return _followers[loop]


def end_all() -> None:
    """End every open stream, so that a stop need not wait for them; their readers reconnect and resume."""
    for each in _followers.values():
        for queue in [queue for queues in each.streams.values() for queue in queues]:
            _interrupt(queue)


class ProgressConsumer(AsyncHttpConsumer):
    """The stream of one session, for its owner only. Resumes after `Last-Event-ID`, or after `?after=`."""

    channel_layer_alias = None  # the follower carries the stages, not a channel layer
    queue: asyncio.Queue[Message | None] | None = None
    pump: asyncio.Task[None] | None = None

    async def http_request(self, message: dict[str, Any]) -> None:
        """Check the owner, send the headers, start the pump, and return to the dispatch loop."""
        if message.get("more_body"):
            return
        self.session_id = int(self.scope["url_route"]["kwargs"]["session_id"])
        if self.scope["method"] != "GET" or not await sync_to_async(_is_owner)(self.scope["user"], self.session_id):
            await self.send_headers(status=404, headers=[(b"Content-Type", b"text/plain")])
            await self.send_body(b"Not found")
            raise StopConsumer
        await self.send_headers(headers=HEADERS)
        self.queue = await follower().join(self.session_id)
        self.pump = asyncio.create_task(self._stream())

    def _after(self) -> int:
        headers = dict(self.scope["headers"])
        query = parse_qs(self.scope["query_string"].decode("latin-1"))
        text = headers.get(b"last-event-id", b"").decode("latin-1") or query.get("after", ["0"])[0]
        return int(text) if text.isdecimal() else 0

    async def _stream(self) -> None:
        """Pump until the reader has to reconnect; an error ends the answer, so that the reader notices."""
        try:
            await self._pump()
        except Exception:
            log.exception("a progress stream of session %s broke", self.session_id)
        await self.send_body(b"")

    async def _pump(self) -> None:
        """First what happened since the client's last event, then what happens; each once, in order."""
        assert self.queue is not None
        await self.send_body(b"retry: 2000\n: connected\n\n", more_body=True)
        sent = self._after()
        while past := await sync_to_async(_past)(self.session_id, sent):
            for number, body in past:
                await self.send_body(body, more_body=True)
                sent = number
        while True:
            try:
                async with asyncio.timeout(HEARTBEAT_S):
                    message = await self.queue.get()
            except TimeoutError:
                await self.send_body(b": still here\n\n", more_body=True)
                continue
            gathered = [message]
            while gathered[-1] is not None and not self.queue.empty():  # behind None there is a gap
                gathered.append(self.queue.get_nowait())
            fresh = [each for each in gathered if each is not None and each[0] > sent]
            if fresh:  # what has gathered leaves at once: a write costs more than its bytes
                sent = fresh[-1][0]
                await self.send_body(b"".join(body for _, body in fresh), more_body=True)
            if None in gathered:
                return

    async def http_disconnect(self, message: dict[str, Any]) -> None:
        """The reader is gone: nothing of the stream stays."""
        if self.pump:
            self.pump.cancel()
        if self.queue is not None:
            follower().leave(self.session_id, self.queue)
        raise StopConsumer
