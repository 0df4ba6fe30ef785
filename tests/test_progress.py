"""Progress: rows first, then the stream: each stage once, in order, to the owner only, and nothing left behind."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.conf import LazySettings
from django.contrib.auth.models import AnonymousUser, User
from django.db import OperationalError, connection, connections, transaction

from editor import progress
from editor.progress import Stages
from editor.web import progress as streams
from sessions.models import Event, Session, Stage, Turn
from sessions.services import events, turns
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
LIMIT_S = 10
in_thread = sync_to_async


@pytest.fixture(autouse=True)
def _plain_static_names(settings: LazySettings) -> None:
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


@pytest.fixture
async def no_connection_stays() -> AsyncIterator[None]:
    yield
    await in_thread(connections.close_all)()


@pytest.fixture
def turn(alice: User) -> Turn:
    return factories.queued(factories.session(alice))


class Reader:
    """A browser's end of one stream, without a network."""

    def __init__(self, session: Session, user: Any, *, last_id: str | None = None, query: str = "") -> None:
        headers = [(b"last-event-id", last_id.encode("latin-1"))] if last_id is not None else []
        self.scope = {
            "type": "http",
            "method": "GET",
            "headers": headers,
            "query_string": query.encode(),
            "url_route": {"kwargs": {"session_id": session.pk}},
            "user": user,
        }
        self.incoming: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.messages: list[dict[str, Any]] = []
        self.may_read = asyncio.Event()
        self.may_read.set()
        self.arrived = asyncio.Event()
        self.task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Reader:
        self.incoming.put_nowait({"type": "http.request", "body": b"", "more_body": False})
        application = streams.ProgressConsumer.as_asgi()
        self.task = asyncio.create_task(application(self.scope, self.incoming.get, self._send))
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self.task is not None
        if not self.task.done():
            self.incoming.put_nowait({"type": "http.disconnect"})
        await asyncio.wait_for(self.task, LIMIT_S)

    async def _send(self, message: dict[str, Any]) -> None:
        await self.may_read.wait()
        self.messages.append(message)
        self.arrived.set()

    @property
    def text(self) -> str:
        return b"".join(each.get("body", b"") for each in self.messages).decode()

    @property
    def ids(self) -> list[int]:
        return [int(found) for found in re.findall(r"^id: (\d+)$", self.text, re.MULTILINE)]

    @property
    def has_ended(self) -> bool:
        return bool(self.messages) and self.messages[-1].get("more_body") is False

    async def until(self, true: Any) -> None:
        async with asyncio.timeout(LIMIT_S):
            while not true():
                self.arrived.clear()
                await self.arrived.wait()


@in_thread
def say(turn: Turn, count: int = 1) -> list[int]:
    """Publish as a worker does: committed row first, nudge after."""
    try:
        return [progress.publish(turn, Stage.RECEIVING, bytes=number).pk for number in range(count)]
    finally:
        connection.close()


def test_stage_is_a_row_before_anybody_is_told(turn: Turn) -> None:
    heard: list[int] = []
    listener = lambda: heard.append(Event.objects.count())  # noqa: E731
    progress.on_nudge(listener)
    with transaction.atomic():
        progress.publish(turn, Stage.ASKING)
        assert heard == []
    progress.off_nudge(listener)
    assert heard == [1]
    progress.nudge()
    assert heard == [1]


def test_rolled_back_stage_is_never_told(turn: Turn) -> None:
    heard: list[int] = []
    progress.on_nudge(lambda: heard.append(1))
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        progress.publish(turn, Stage.ASKING) and 1 / 0
    progress._listeners.clear()
    assert (heard, Event.objects.count()) == ([], 0)


def test_worker_falls_silent_when_its_lease_is_lost(turn: Turn) -> None:
    stages = Stages(turn, factories.lease(turn))
    assert stages.say(Stage.ASKING)
    turns.cancel(turn, "stopped")
    assert not stages.say(Stage.SAVING)
    assert [event.stage for event in progress.timeline(turn)] == [Stage.ASKING]
    assert progress.latest(turn) == Event.objects.get()


def test_stage_that_was_held_back_is_told_with_the_next(turn: Turn) -> None:
    stages = Stages(turn, factories.lease(turn))
    stages.hold(Stage.RECEIVING, bytes=5, total=5)
    assert progress.timeline(turn) == []
    assert stages.say(Stage.CHECKING)
    assert [event.stage for event in progress.timeline(turn)] == [Stage.RECEIVING, Stage.CHECKING]


def test_events_are_read_in_order_from_anywhere(turn: Turn, bob: User) -> None:
    other = factories.queued(factories.session(bob))
    made = [progress.publish(each, Stage.WAITING) for each in (turn, other, turn, other)]
    assert events.since(made[0].pk) == made[1:]
    assert events.since(made[0].pk, session_id=turn.session_id) == [made[2]]
    assert progress.last_event_id(turn.session) == made[2].pk
    assert events.last_id() == made[3].pk


@pytest.mark.usefixtures("no_connection_stays")
async def test_stream_brings_what_was_and_what_comes(turn: Turn, alice: User) -> None:
    past = await say(turn, 2)
    async with Reader(turn.session, alice) as reader:
        await reader.until(lambda: reader.ids == past)
        fresh = await say(turn)
        await reader.until(lambda: reader.ids == past + fresh)
        head = reader.messages[0]
    assert head["status"] == 200
    assert dict(head["headers"])[b"X-Accel-Buffering"] == b"no"
    assert dict(head["headers"])[b"Content-Type"] == b"text/event-stream"


@pytest.mark.parametrize("how", ["header", "query"])
@pytest.mark.usefixtures("no_connection_stays")
async def test_stream_resumes_without_a_gap_or_a_repeat(turn: Turn, alice: User, how: str) -> None:
    made = await say(turn, 6)
    known = {"last_id": str(made[2])} if how == "header" else {"query": f"after={made[2]}"}
    async with Reader(turn.session, alice, **known) as reader:
        writing = asyncio.create_task(say(turn, 30))
        await reader.until(lambda: len(reader.ids) == 33)
        assert reader.ids == made[3:] + await writing


@pytest.mark.usefixtures("no_connection_stays")
async def test_resume_over_thousands_has_no_gap(turn: Turn, alice: User) -> None:
    def plant() -> None:
        rows = [Event(session_id=turn.session_id, turn=turn, stage=Stage.RECEIVING, data={}) for _ in range(1203)]
        Event.objects.bulk_create(rows)

    await in_thread(plant)()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(streams, "render_event", lambda event, past: "x")
        async with Reader(turn.session, alice) as reader:
            await reader.until(lambda: len(reader.ids) >= 1203)
            assert reader.ids == list(range(reader.ids[0], reader.ids[0] + 1203))


@pytest.mark.parametrize("nonsense", ["²", "-1", "abc", "", "99999999999999999999"])
@pytest.mark.usefixtures("no_connection_stays")
async def test_nonsense_as_last_id_is_taken_calmly(turn: Turn, alice: User, nonsense: str) -> None:
    await say(turn)
    async with Reader(turn.session, alice, last_id=nonsense) as reader:
        await reader.until(lambda: "connected" in reader.text)
        if not nonsense.startswith("99"):
            await reader.until(lambda: len(reader.ids) == 1)
        assert not reader.has_ended


@pytest.mark.usefixtures("no_connection_stays")
async def test_stranger_finds_nothing(turn: Turn, bob: User) -> None:
    await say(turn)
    for stranger in (bob, AnonymousUser()):
        async with Reader(turn.session, stranger) as reader:
            await reader.until(lambda: reader.has_ended)
        assert reader.messages[0]["status"] == 404
        assert reader.ids == []


@pytest.mark.usefixtures("no_connection_stays")
async def test_other_sessions_stay_other_sessions(turn: Turn, alice: User) -> None:
    other = await in_thread(lambda: factories.queued(factories.session(alice)))()
    async with Reader(turn.session, alice) as reader, Reader(other.session, alice) as second:
        await second.until(lambda: "connected" in second.text)
        await reader.until(lambda: "connected" in reader.text)
        mine, theirs = await say(turn), await say(other)
        await second.until(lambda: second.ids == theirs)
        await reader.until(lambda: reader.ids == mine)


@pytest.mark.usefixtures("no_connection_stays")
async def test_heartbeat(turn: Turn, alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "HEARTBEAT_S", 0.02)
    async with Reader(turn.session, alice) as reader:
        await reader.until(lambda: reader.text.count(": still here") >= 2)


@pytest.mark.usefixtures("no_connection_stays")
async def test_rows_of_another_process_are_found_without_a_nudge(
    turn: Turn, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "LOOK_S", 0.05)
    async with Reader(turn.session, alice) as reader:
        await reader.until(lambda: "connected" in reader.text)
        event = await in_thread(lambda: events.append(turn, Stage.CHECKING))()
        await reader.until(lambda: reader.ids == [event.pk])


@pytest.mark.usefixtures("no_connection_stays")
async def test_nothing_of_a_closed_stream_stays(turn: Turn, alice: User) -> None:
    readers = [Reader(turn.session, alice) for _ in range(20)]
    for reader in readers:
        await reader.__aenter__()
    for reader in readers:
        await reader.until(lambda reader=reader: "connected" in reader.text)  # type: ignore[misc]
    assert sum(len(each) for each in streams.follower().streams.values()) == 20
    for reader in readers:
        await reader.__aexit__()
    await asyncio.sleep(0)
    assert streams.follower().streams == {}
    assert progress._listeners == []
    left = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    assert left == []


@pytest.mark.usefixtures("no_connection_stays")
async def test_slow_reader_is_sent_away_and_resumes_whole(
    turn: Turn, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "render_event", lambda event, past: "x")
    async with Reader(turn.session, alice) as reader:
        first = await say(turn, 3)
        await reader.until(lambda: reader.ids == first)
        reader.may_read.clear()
        made = first + await say(turn, 400)
        async with asyncio.timeout(LIMIT_S):
            while streams.follower()._last_id < made[-1]:
                await asyncio.sleep(0.01)
        reader.may_read.set()
        await reader.until(lambda: reader.has_ended)
    got = reader.ids
    assert got == made[: len(got)]
    async with Reader(turn.session, alice, last_id=str(got[-1] if got else 0)) as again:
        await again.until(lambda: len(got) + len(again.ids) == 403)
        assert got + again.ids == made


@pytest.mark.usefixtures("no_connection_stays")
async def test_locked_database_delays_a_stage_and_loses_none(
    turn: Turn, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "LOOK_S", 0.05)
    new, failed = streams._new, []

    def locked_once(*args: Any) -> Any:
        if not failed:
            failed.append(1)
            raise OperationalError("database is locked")
        return new(*args)

    async with Reader(turn.session, alice) as reader:
        await reader.until(lambda: "connected" in reader.text)
        monkeypatch.setattr(streams, "_new", locked_once)
        made = await say(turn, 3)
        await reader.until(lambda: reader.ids == made)
    assert failed


@pytest.mark.usefixtures("no_connection_stays")
async def test_stage_that_cannot_be_shown_ends_the_stream_not_the_follower(
    turn: Turn, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(event: Event, past: object) -> str:
        raise ZeroDivisionError

    async with Reader(turn.session, alice) as reader:
        await reader.until(lambda: "connected" in reader.text)
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(streams, "render_event", broken)
            bad = await say(turn)
            await reader.until(lambda: reader.has_ended)
    async with Reader(turn.session, alice) as again:
        good = await say(turn)
        await again.until(lambda: again.ids == bad + good)
