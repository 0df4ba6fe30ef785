"""Opening turns: what each action writes, and every sentence for what cannot be asked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.utils import timezone

from editor.providers import catalogue
from editor.render import ask as asking
from editor.render import choices, submit
from editor.render.errors import BadAsk, NothingToEdit, NotReady
from sessions.models import Action, AuditEvent, Event, Job, Queue, Session, Stage, Status, Turn
from sessions.services import turns
from sessions.services.turns import Ending
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _key_is_there(settings: LazySettings) -> None:
    settings.PROVIDER_ENV = {"GEMINI_API_KEY": "dummy", "GEMINI_BASE_URL": "http://127.0.0.1:9"}


@pytest.fixture
def parent(session: Session) -> Turn:
    return factories.done(session, output=factories.asset(928, 1152))


def failed(session: Session, **fields: Any) -> Turn:
    return turns.finish(factories.opened(session, **fields), Ending(Status.FAILED))


def test_start_writes_session_turn_job_event_and_audit(alice: User) -> None:
    turn = submit.start(alice, key="k", ask=factories.ask(seed=7), style="  calm ", title="Launch")
    session = turn.session
    assert (session.title, session.style_instruction, session.owner) == ("Launch", "calm", alice)
    assert (turn.number, turn.action, turn.status, turn.seed) == (1, Action.CREATE, Status.QUEUED, 7)
    assert turn.prompt == "a black bottle\nStyle: calm"
    assert (turn.job.queue, Event.objects.get().stage) == (Queue.PREVIEW, Stage.WAITING)
    assert AuditEvent.objects.get().verb == "session.start"


def test_start_of_nothing_is_refused(alice: User) -> None:
    with pytest.raises(BadAsk, match="Write what you want to see"):
        submit.start(alice, key="k")


@pytest.mark.parametrize(
    ("fields", "error", "words"),
    [
        ({"prompt": "  "}, BadAsk, "Write what should change"),
        ({"prompt": "x" * 4001}, BadAsk, "4,001 characters"),
        ({"image_size": "4K"}, BadAsk, "Finalize only"),
        ({"image_size": "0.5K"}, BadAsk, "does not make 0.5K"),
        ({"aspect_ratio": "7:3"}, BadAsk, "does not make 7:3"),
        ({"model": "nobody"}, BadAsk, "no model called nobody"),
        ({"surface": "nowhere"}, BadAsk, "no surface called nowhere"),
        ({"surface": "wisdom-gate"}, NotReady, "WISDOM_GATE_KEY"),
        ({"surface": "embedded"}, NotReady, "not served on Embedded engine"),
        ({"keep": ("x",) * 13}, BadAsk, "At most 12"),
        ({"change": ("x" * 201,)}, BadAsk, "at most 200 characters"),
    ],
)
def test_bad_ask_opens_nothing(alice: User, fields: dict[str, Any], error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        submit.start(alice, key="k", ask=factories.ask(**fields))
    assert (Turn.objects.count(), Job.objects.count(), Event.objects.count()) == (0, 0, 0)


def test_adjust_follows_the_ratio_of_the_picture(alice: User, parent: Turn) -> None:
    turn = submit.adjust(alice, parent, factories.ask(aspect_ratio="", model="", surface=""), key="k")
    assert (turn.aspect_ratio, turn.parent, turn.model_asked) == ("4:5", parent, factories.MODEL)


def test_adjust_remembers_what_was_chosen(alice: User, parent: Turn) -> None:
    submit.adjust(alice, parent, factories.ask(aspect_ratio="16:9", image_size="2K"), key="k")
    session = Session.objects.get()
    assert (session.aspect_ratio, session.image_size) == ("16:9", "2K")


def test_adjust_of_a_turn_under_way_waits_in_line(alice: User, session: Session) -> None:
    first = factories.queued(session)
    assert submit.adjust(alice, first, factories.ask(), key="k").parent == first


def test_adjust_of_a_failed_turn_is_refused(alice: User, session: Session) -> None:
    with pytest.raises(NothingToEdit, match="v1 has no finished picture"):
        submit.adjust(alice, failed(session), factories.ask(), key="k")


def test_critique_is_done_at_once_and_takes_the_head(alice: User, parent: Turn) -> None:
    pins = [{"x": 0.9, "y": 0.1, "text": "too bright"}]
    turn = submit.critique(alice, parent, text=" More air ", pins=pins, key="k")
    assert (turn.action, turn.status, turn.output) == (Action.CRITIQUE, Status.DONE, None)
    assert turn.brief["instruction"] == "More air\ntoo bright (at the upper right)."
    assert turn.brief["pins"] == pins
    assert Session.objects.get().head == turn
    assert not Job.objects.exists()


@pytest.mark.parametrize(("text", "words"), [("  ", "Write a remark"), ("x" * 4001, "4,001 characters")])
def test_critique_needs_words_within_reason(alice: User, parent: Turn, text: str, words: str) -> None:
    with pytest.raises(BadAsk, match=words):
        submit.critique(alice, parent, text=text, key="k")


def test_edit_after_a_critique_edits_the_picture_above_it(alice: User, parent: Turn) -> None:
    remark = submit.critique(alice, parent, text="More air", key="k")
    turn = submit.adjust(alice, remark, factories.ask(aspect_ratio=""), key="k2")
    assert (turn.parent, turn.aspect_ratio) == (remark, "4:5")


def test_critique_of_a_turn_under_way_is_refused(alice: User, session: Session) -> None:
    with pytest.raises(NothingToEdit):
        submit.critique(alice, factories.queued(session), text="too dark", key="k")


def test_final_is_4k_in_the_slow_queue_and_leaves_the_session_as_it_is(alice: User, parent: Turn) -> None:
    turn = submit.finalize(alice, parent, key="k")
    assert (turn.action, turn.image_size, turn.aspect_ratio, turn.job.queue) == (
        Action.FINALIZE,
        "4K",
        "4:5",
        Queue.FINAL,
    )
    assert "4K" in turn.prompt
    assert Session.objects.get().image_size == "1K"


def test_rerender_is_a_preview(alice: User, parent: Turn) -> None:
    turn = submit.rerender(alice, parent, key="k")
    assert (turn.action, turn.image_size, turn.job.queue) == (Action.RERENDER, "2K", Queue.PREVIEW)


def test_final_of_a_turn_under_way_is_refused(alice: User, session: Session) -> None:
    with pytest.raises(NothingToEdit):
        submit.finalize(alice, factories.queued(session), key="k")


def test_retry_is_a_sibling_with_the_same_request(alice: User, session: Session, parent: Turn) -> None:
    turn = failed(session, parent=parent, seed=5)
    again = submit.retry(alice, turn, key="k")
    same = ("parent", "action", "prompt", "model_asked", "aspect_ratio", "image_size", "seed")
    assert [getattr(again, name) for name in same] == [getattr(turn, name) for name in same]
    assert Turn.objects.get(pk=turn.pk).status == Status.FAILED


def test_retry_of_a_final_stays_a_final(alice: User, parent: Turn) -> None:
    turn = submit.finalize(alice, parent, key="k")
    turns.finish(turn, Ending(Status.FAILED))
    again = submit.retry(alice, Turn.objects.get(pk=turn.pk), key="k2")
    assert (again.image_size, again.job.queue) == ("4K", Queue.FINAL)


def test_retry_of_what_has_not_failed_is_refused(alice: User, parent: Turn, session: Session) -> None:
    for turn in (parent, factories.queued(session)):
        with pytest.raises(BadAsk, match="has not failed"):
            submit.retry(alice, turn, key=factories.key())


def test_cancel_is_told_and_recorded(alice: User, session: Session) -> None:
    turn = submit.cancel(alice, factories.queued(session))
    assert turn.status == Status.CANCELLED
    assert Event.objects.get().stage == Stage.CANCELLED
    assert AuditEvent.objects.get().detail == {"turn": 1}
    with pytest.raises(BadAsk, match="already ended"):
        submit.cancel(alice, turn)


def test_retired_model_names_its_successor(alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = next(
        (m, s, end) for m in catalogue.models() for s in m.surfaces if s == "gemini" and (end := m.retired_on(s))
    )
    model, surface, end = gone
    later = timezone.now().replace(year=end.year, month=end.month, day=end.day) + timedelta(days=2)
    monkeypatch.setattr(asking.timezone, "now", lambda: later)
    with pytest.raises(NotReady, match=r"is not served on Gemini API any more\. Use "):
        submit.start(alice, key="k", ask=factories.ask(model=model.id, surface=surface))


def test_choices_are_ready_models_with_preview_sizes() -> None:
    found = choices.choices()
    assert found.default.surface == "gemini"
    assert found.default.id == factories.MODEL
    assert all("4K" not in row.sizes for row in found.models)
    assert {surface for surface, _ in found.missing} == {"Wisdom Gate", "Vertex AI"}
    assert found.find("nobody", "gemini") is None


def test_without_a_key_the_embedded_engine_is_offered(settings: LazySettings) -> None:
    settings.PROVIDER_ENV = {}
    assert choices.choices().default.id == factories.EMBEDDED_MODEL


def test_session_starts_with_its_own_model(session: Session) -> None:
    session.model = "gemini-3-pro-image"
    assert choices.choices(session).default.id == "gemini-3-pro-image"
    session.model = "gone"
    assert choices.choices(session).default.id == factories.MODEL


def test_estimate_comes_from_this_models_own_history(session: Session) -> None:
    assert choices.estimate(factories.MODEL, "gemini", "1K") is None
    now = timezone.now()
    for seconds in range(1, 11):
        turn = factories.done(session)
        begun = now - timedelta(seconds=seconds)
        Turn.objects.filter(pk=turn.pk).update(started_at=begun, finished_at=now)
    found = choices.estimate(factories.MODEL, "gemini", "1K")
    assert found is not None
    assert (round(found.low_s, 1), found.median_s, round(found.high_s, 1), found.count) == (1.9, 6.0, 9.1, 10)
    assert choices.estimate(factories.MODEL, "gemini", "2K") is None
    assert choices.estimate("gemini-3-pro-image", "gemini", "1K") is None


@pytest.mark.parametrize(
    ("width", "height", "ratio"), [(100, 100, "1:1"), (1920, 1080, "16:9"), (1080, 1920, "9:16"), (4000, 500, "8:1")]
)
def test_nearest_ratio(width: int, height: int, ratio: str) -> None:
    assert choices.nearest_ratio(width, height, catalogue.model(factories.MODEL).ratios) == ratio
