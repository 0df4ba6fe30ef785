"""A progress event as HTML: for every viewer the same, each piece for the element it replaces."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from editor.web import stages
from editor.web.stream import render_event, superseded
from sessions.models import Action, Event, Outcome, Stage, Status, Turn
from sessions.services import events, turns
from sessions.services.turns import Ending, Opening
from tests import factories
from tests.web import rows


@pytest.fixture
def turn(alice: User) -> Turn:
    asked = {"model": "overpaint-embedded-1", "surface": "embedded", "aspect_ratio": "1:1", "image_size": "1K"}
    session = rows.session(alice)
    brief = {"instruction": "a <green> bottle"}
    return turns.open_turn(session, Opening(Action.CREATE, alice, uuid.uuid4().hex, brief=brief, **asked))


def said(turn: Turn, stage: Stage, **data: Any) -> str:
    return render_event(events.append(turn, stage, **data))


def told(turn: Turn, *steps: tuple[Stage, dict[str, Any]]) -> stages.Progress:
    """Progress after steps one second apart."""
    start = timezone.now()
    made = [
        Event(turn=turn, stage=s, data=d, created_at=start + timedelta(seconds=i)) for i, (s, d) in enumerate(steps)
    ]
    turn.created_at = start
    return stages.progress(turn, made, start + timedelta(seconds=len(steps)))


def test_stage_replaces_the_list_of_its_turn(turn: Turn) -> None:
    html = said(turn, Stage.ASKING, **{"try": 1, "surface_label": "Embedded engine"})
    assert f'hx-target="#stages-{turn.pk}"' in html
    assert "Asking Embedded engine" in html
    assert f'data-turn="{turn.pk}"' in html
    assert 'data-final="no"' in html
    assert "<img" not in html


def test_done_brings_the_picture_itself(turn: Turn) -> None:
    asset = rows.asset(64, 48)
    turn = turns.finish(turn, Ending(Status.DONE, output=asset))
    html = said(turn, Stage.DONE, url=asset.url, width=64, height=48, sha256=asset.sha256)
    assert f'hx-target="#hold-{turn.pk}"' in html
    assert f'src="{asset.url}" width="64" height="48"' in html
    assert "a &lt;green&gt; bottle" in html
    assert 'data-final="yes"' in html
    assert "v1: is ready" in html


@pytest.mark.parametrize("stage", [Stage.REFUSED, Stage.FAILED, Stage.CANCELLED, Stage.NEEDS_REVIEW])
def test_other_ends_bring_no_picture(turn: Turn, stage: Stage) -> None:
    html = said(turn, stage, message="no")
    assert "<img" not in html
    assert 'data-final="yes"' in html


def test_event_is_told_as_it_was_not_as_it_became(turn: Turn) -> None:
    first = events.append(turn, Stage.WAITING, place=3)
    events.append(turn, Stage.ASKING, **{"try": 1})
    assert "Number 3 in line" in render_event(first)


def test_steps_are_done_now_and_ahead(turn: Turn) -> None:
    found = told(turn, (Stage.WAITING, {"place": 1}), (Stage.ASKING, {"try": 1, "surface_label": "Wisdom Gate"}))
    assert [(step.label, step.state) for step in found.steps] == [
        ("Waiting in line", "done"),
        ("Asking Wisdom Gate", "now"),
        ("Receiving", "ahead"),
        ("Checking", "ahead"),
        ("Saving", "ahead"),
    ]
    assert [step.seconds for step in found.steps[:2]] == [1, 1]
    assert found.elapsed_s == 2


def test_bytes_of_one_download_are_one_step(turn: Turn) -> None:
    found = told(
        turn,
        (Stage.ASKING, {"try": 1}),
        (Stage.RECEIVING, {"bytes": 100_000, "total": 2_300_000}),
        (Stage.RECEIVING, {"bytes": 1_200_000, "total": 2_300_000}),
    )
    assert [step.detail for step in found.steps if step.state == "now"] == ["1.2 of 2.3 MB"]
    assert found.headline == "The picture is arriving"


def test_second_try_is_a_step_of_its_own(turn: Turn) -> None:
    found = told(turn, (Stage.ASKING, {"try": 1}), (Stage.CHECKING, {}), (Stage.ASKING, {"try": 2}))
    assert [(step.label, step.detail) for step in found.steps[:3]] == [
        ("Asked the model", ""),
        ("Checked", ""),
        ("Asking the model", "try 2"),
    ]


def test_cancel_is_honest_about_the_bill(turn: Turn) -> None:
    waiting = told(turn, (Stage.WAITING, {"place": 1}))
    assert "nothing is billed" in waiting.cancel
    turn.model_asked, turn.surface_asked = "gemini-nano-banana-2.1", "gemini"
    sent = told(turn, (Stage.WAITING, {"place": 1}), (Stage.ASKING, {"try": 1}))
    assert sent.is_sent
    assert "may still be billed" in sent.cancel


def test_waiting_for_a_parent_names_it(turn: Turn) -> None:
    opening = Opening(Action.ADJUST, turn.author, uuid.uuid4().hex, turn, {"instruction": "taller"})
    child = turns.open_turn(turn.session, opening)
    assert told(child, (Stage.WAITING, {"place": 1})).headline == "Waits for v1"


def test_upload_has_no_model_to_ask(turn: Turn) -> None:
    turn.action = Action.UPLOAD
    found = told(turn, (Stage.WAITING, {"place": 1}))
    assert [step.label for step in found.steps] == ["Waiting in line", "Checking", "Saving"]


def test_only_the_newest_stage_of_a_batch_is_drawn_and_every_end(turn: Turn) -> None:
    order = (Stage.WAITING, Stage.RECEIVING, Stage.CHECKING, Stage.DONE)
    found = [events.append(turn, stage) for stage in order]
    assert superseded(found) == {event.pk for event in found[:3]}
    assert superseded(found[:2]) == {found[0].pk}
    assert superseded(found[3:]) == set()


def waits(turn: Turn, **data: Any) -> stages.Progress:
    """Progress while the turn waits after its first call."""
    return told(turn, (Stage.WAITING, {"place": 1}), (Stage.ASKING, {"try": 1}), (Stage.WAITING, data))


@pytest.mark.parametrize(
    ("outcome", "price", "words"),
    [
        (Outcome.ERROR, "0", "What was sent so far cost nothing. Stopping sends no other."),
        (Outcome.WRONG_PICTURE, "0.0336", "What was sent so far cost $0.034. Stopping sends no other."),
        (Outcome.UNKNOWN, "0", "A call broke off and may have been billed ($0.034). Stopping sends no other."),
    ],
)
def test_stopping_between_two_tries_tells_what_they_cost(turn: Turn, outcome: Outcome, price: str, words: str) -> None:
    factories.called(turn, outcome, price)
    found = waits(turn, why="Gemini API is overloaded.", again_in_s=4)
    assert (found.stop, found.cancel) == ("Stop", words)
    assert (found.headline, found.short) == ("Gemini API is overloaded", "Waiting")
    assert not found.is_sent


def test_what_is_under_way_is_cancelled_not_stopped(turn: Turn) -> None:
    assert told(turn, (Stage.ASKING, {"try": 1})).stop == "Cancel"


def test_a_wait_brings_the_calls_along_without_a_question(turn: Turn) -> None:
    failed = factories.called(turn, Outcome.UNKNOWN, error="It broke off.", failure="ConnectionBroken")
    html = said(turn, Stage.WAITING, why="It broke off.", again_in_s=4)
    assert f'hx-target="#calls-{turn.pk}"' in html
    assert failed.request_id in html
    assert f'<hx-partial hx-target=".stop-{turn.pk}" hx-swap="innerHTML settle:0">' in html
    assert "csrfmiddlewaretoken" not in html


def test_calls_stay_out_of_an_ordinary_stage(
    turn: Turn, django_assert_num_queries: Callable[[int], DjangoAssertNumQueries]
) -> None:
    event = events.append(turn, Stage.ASKING, **{"try": 1})
    with django_assert_num_queries(0):
        html = render_event(event, [event])
    assert "#calls-" not in html
    assert f'data-event="{event.pk}"' in html


def test_a_second_try_shows_how_the_first_ended(turn: Turn) -> None:
    factories.called(turn, Outcome.ERROR, "0", failure="Overloaded", error="Gemini API is overloaded.")
    assert "Gemini API is overloaded." in said(turn, Stage.ASKING, **{"try": 2})


def test_a_list_says_which_event_it_is_drawn_from(turn: Turn) -> None:
    first, second = events.append(turn, Stage.WAITING, place=1), events.append(turn, Stage.ASKING)
    now = timezone.now()
    assert stages.progress(turn, [first, second], now).event_id == second.pk
    assert stages.progress(turn, [], now).event_id == 0


def drawn(share: float) -> tuple[Stage, dict[str, Any]]:
    return Stage.ASKING, {"try": 1, "surface_label": "Embedded engine", "step": "Drawing", "share": share}


def test_a_drawing_says_its_share_in_one_step_and_what_it_still_takes(turn: Turn) -> None:
    begun = (Stage.ASKING, {"try": 1, "surface_label": "Embedded engine"})
    flight = told(turn, (Stage.WAITING, {}), begun, drawn(0.1), drawn(0.3), drawn(0.5))
    assert [(step.label, step.detail, step.state) for step in flight.steps][:2] == [
        ("Waiting in line", "", "done"),
        ("Asking Embedded engine", "Drawing 50 %", "now"),
    ]
    assert (flight.share, flight.short) == (0.5, "Drawing 50 %")
    assert flight.left_s == pytest.approx(0.5 / 0.2 - 1)  # a fifth a second, and one second has gone since
    assert flight.announcement == "v1: The engine is drawing"


def test_nothing_is_estimated_before_a_drawing_has_moved(turn: Turn) -> None:
    begun = (Stage.ASKING, {"try": 1, "surface_label": "Embedded engine"})
    assert (told(turn, begun).share, told(turn, begun).left_s) == (None, None)
    assert told(turn, begun, drawn(0.1)).left_s is None
    assert told(turn, begun, drawn(0.1), drawn(0.12)).left_s is None
    after = told(turn, begun, drawn(0.1), drawn(0.9), (Stage.CHECKING, {}))
    assert (after.share, after.left_s) == (None, None)


def test_a_share_is_drawn_as_a_bar_with_a_name(turn: Turn) -> None:
    events.append(turn, Stage.ASKING, **{"try": 1, "surface_label": "Embedded engine"})
    html = said(turn, *drawn(0.43)[:1], **drawn(0.43)[1])
    assert '<progress max="1" value="0.430" aria-label="v1 is drawn">' in html
    assert "43 %" in html
