"""A drawing of the embedded engine: it tells how far it has come, and a cancel ends it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User

from editor import pool
from editor.providers.embedded import conversation, steps
from editor.render import clients, settle, submit
from sessions.models import Attempt, Event, LedgerEntry, Outcome, Session, Stage, Status, Turn
from tests import factories
from tests.render.carry import rendering, until

PROMPT = "Matte black bottle on a grey seamless, soft studio light from the left, product photo"
ROUTE = {"model": factories.EMBEDDED_MODEL, "surface": "embedded", "image_size": "0.5K"}
pytestmark = pytest.mark.django_db(transaction=True)


class Drawing:
    """The engine in this process, held up between two steps until `go`, and then for ever if it is `endless`."""

    def __init__(self) -> None:
        self.went = threading.Event()
        self.is_endless = False

    def answer(self, path: str, body: bytes) -> tuple[int, bytes]:
        with steps.span("Drawing", 0.0, 0.5):
            for share in (0.1, 0.4, 0.8):
                steps.done(share)
                self._wait_until_told(share / 2)
            while self.is_endless:
                steps.done(0.9)
                self.went.wait(0.01)
        with steps.span("Drawing", 0.5, 1.0):  # what comes after goes on from there, as it does in one drawing
            return REAL(path, body)

    def _wait_until_told(self, share: float) -> None:
        for _ in range(1000):
            if any(event >= share - 0.01 for event in shares()):
                return
            self.went.wait(0.02)
        raise AssertionError(f"{share} was never told")


REAL = conversation.answer


@pytest.fixture
def drawing(monkeypatch: pytest.MonkeyPatch) -> Iterator[Drawing]:
    held = Drawing()
    monkeypatch.setattr(conversation, "answer", held.answer)
    monkeypatch.setattr(pool.engine, "run", lambda call, *args: call(*args))
    clients.close_all()
    yield held
    clients.close_all()


def shares() -> list[float]:
    found = Event.objects.filter(stage=Stage.ASKING).order_by("pk")
    return [event.data["share"] for event in found if "share" in event.data]


def slips() -> list[Path]:
    return list(Path(settings.SPOOL_DIR).glob("*.slip"))


@pytest.mark.usefixtures("drawing")
def test_a_drawing_tells_how_far_it_has_come(session: Session) -> None:
    turn = factories.queued(session, brief={"instruction": PROMPT}, **ROUTE)
    with rendering(factories.lease(turn)):
        pass
    told = shares()
    assert len(told) >= 3
    assert told == sorted(told)
    asking = list(Event.objects.filter(stage=Stage.ASKING).order_by("pk"))
    assert "share" not in asking[0].data
    assert asking[-1].data["surface_label"] == "Embedded engine"
    assert asking[-1].data["step"]
    stages = factories.stages(turn)
    assert stages.index("receiving") > max(at for at, stage in enumerate(stages) if stage == "asking")
    assert Turn.objects.get().status == Status.DONE
    assert slips() == []


def test_a_cancel_ends_the_drawing_and_costs_nothing(drawing: Drawing, session: Session, alice: User) -> None:
    drawing.is_endless = True
    turn = factories.queued(session, brief={"instruction": PROMPT}, **ROUTE)
    with rendering(factories.lease(turn)):
        until(lambda: any(share >= 0.39 for share in shares()))
        cancelled = submit.cancel(alice, Turn.objects.get())
        assert cancelled.message == "Cancelled while the embedded engine was drawing. Nothing was billed."
        call = Attempt.objects.get()
        assert (call.outcome, call.failure, call.billed) == (Outcome.ERROR, "NoLongerWanted", "no")
    ended = Turn.objects.with_picture().get()
    assert (ended.status, ended.output, ended.cost_usd) == (Status.CANCELLED, None, 0)
    assert Attempt.objects.get().error == "The drawing was stopped. Nothing was billed."
    assert [entry.kind for entry in LedgerEntry.objects.order_by("pk")] == ["reserve", "release"]
    assert factories.stages(turn)[-1] == "cancelled"
    assert list(Path(settings.SPOOL_DIR).glob("*")) == []


def test_a_slip_that_a_kill_left_is_swept() -> None:
    left = Path(settings.SPOOL_DIR) / "5d0c.slip"
    left.parent.mkdir(parents=True, exist_ok=True)
    left.touch()
    settle.sweep_all()
    assert slips() == []
