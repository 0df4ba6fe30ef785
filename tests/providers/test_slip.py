"""The slip between the server and the process that draws: steps one way, a stop the other, and nothing left over."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from editor.pool import Pool
from editor.providers import catalogue, errors, surfaces
from editor.providers.embedded import conversation, engine, steps
from editor.providers.messages import Content, ImageRequest, TextPart
from editor.providers.slip import Slip, pen
from editor.providers.transport import EmbeddedTransport
from editor.providers.wire import WireClient

MODEL = catalogue.model("overpaint-embedded-1")
REQUEST = ImageRequest(MODEL.id, (Content("user", (TextPart("a cup"),)),), "1:1", "1K")
Heard = list[tuple[str, float]]


def draw_for_ever(path: str, body: bytes, slip: str) -> tuple[int, bytes]:
    """The engine in a worker, with a drawing that only a stop ends; its body is the worker's process id."""
    conversation.answer = _for_ever
    return engine.answer(path, body, slip)


def _for_ever(_path: str, _body: bytes) -> tuple[int, bytes]:
    for number in range(10_000):
        with steps.span("Drawing", 0.0, 1.0):
            steps.done(number / 10_000)
        time.sleep(0.01)
    return 200, b"{}"


def my_pid() -> int:
    return os.getpid()


@pytest.fixture
def worker() -> Iterator[Pool]:
    pool = Pool(1)
    yield pool
    pool.close()


@pytest.fixture
def slip(tmp_path: Path) -> Iterator[Slip]:
    with Slip(tmp_path / "call.slip") as made:
        yield made


def heard(slip: Slip) -> Heard:
    found: Heard = []
    slip.tell(lambda stage, share: found.append((stage, round(share, 3))))
    return found


def test_a_step_is_heard_once(slip: Slip) -> None:
    with pen(str(slip.path), steps.Unwanted) as write:
        assert write is not None
        assert heard(slip) == []
        write("Drawing", 0.25)
        assert heard(slip) == [("Drawing", 0.25)]
        assert heard(slip) == []


def test_a_step_too_small_to_see_is_no_news_but_a_new_stage_is(slip: Slip) -> None:
    with pen(str(slip.path), steps.Unwanted) as write:
        assert write is not None
        write("Drawing", 0.25)
        heard(slip)
        write("Drawing", 0.255)
        assert heard(slip) == []
        write("Finishing", 0.255)
        assert heard(slip) == [("Finishing", 0.255)]


def test_a_stop_ends_the_drawing_at_its_next_step_and_keeps_what_was_told(slip: Slip) -> None:
    with pen(str(slip.path), steps.Unwanted) as write:
        assert write is not None
        write("Drawing", 0.5)
        slip.stop()
        slip.stop()
        with pytest.raises(steps.Unwanted):
            write("Drawing", 0.6)
    assert heard(slip) == [("Drawing", 0.5)]


def test_nothing_is_left_and_nothing_is_told_after_the_call(tmp_path: Path) -> None:
    with Slip(tmp_path / "call.slip") as slip, pen(str(slip.path), steps.Unwanted) as write:
        assert write is not None
        write("Drawing", 0.5)
    assert heard(slip) == []
    slip.stop()
    assert list(tmp_path.iterdir()) == []


def test_who_has_no_slip_draws_in_silence(tmp_path: Path) -> None:
    with pen(str(tmp_path / "gone.slip"), steps.Unwanted) as write:
        assert write is None
    with pen("", steps.Unwanted) as write:
        assert write is None


def test_a_folder_that_cannot_be_written_costs_the_steps_and_not_the_drawing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with Slip(tmp_path / "file" / "call.slip") as slip:
        slip.stop()
        assert heard(slip) == []


def test_a_call_that_is_given_up_frees_its_worker_and_costs_nothing(worker: Pool, tmp_path: Path) -> None:
    before = worker.run(my_pid)
    shares: Heard = []
    enough = threading.Event()

    def hear(stage: str, share: float) -> None:
        shares.append((stage, share))
        if len(shares) == 3:
            enough.set()

    def run(_answer: object, path: str, body: bytes, slip: str) -> tuple[int, bytes]:
        return worker.run(draw_for_ever, path, body, slip)

    client = WireClient(surfaces.surface("embedded", {}), surfaces.NO_KEY, EmbeddedTransport(run, tmp_path))
    with pytest.raises(errors.NoLongerWanted, match=r"The drawing was given up") as caught:
        client.generate(REQUEST, MODEL, spool=tmp_path / "answer", is_wanted=lambda: not enough.is_set(), on_step=hear)
    assert caught.value.billed == "no"
    assert [stage for stage, _ in shares][-1] == "Drawing"
    assert [share for _, share in shares] == sorted({share for _, share in shares})
    assert worker.run(my_pid) == before
    assert list(tmp_path.iterdir()) == []
