"""What a turn says of its calls: waits, detours, open bills, and what would be used if the model fails."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from editor.web import calls, stages
from editor.web.calls import Call
from sessions.models import Attempt, AuditEvent, Event, LedgerEntry, Outcome, Session, Stage, Status, Turn
from sessions.services import attempts
from sessions.services.attempts import Result
from tests import factories

pytestmark = pytest.mark.django_db
PRICE = Decimal("0.0336")


@pytest.fixture
def session(alice: User) -> Session:
    return factories.session(alice)


@pytest.fixture
def failed(session: Session) -> Turn:
    """A turn that ended with one call whose bill nobody knows."""
    turn = factories.queued(session)
    begun = attempts.begin(
        turn, model=factories.MODEL, surface="gemini", image_size="1K", input_sha256=[], reserve_usd=PRICE
    )
    attempts.settle(begun, Result(Outcome.UNKNOWN, error="The call broke off.", failure="ConnectionBroken"))
    Turn.objects.filter(pk=turn.pk).update(status=Status.FAILED, message="It broke off.", finished_at=timezone.now())
    return Turn.objects.get(pk=turn.pk)


def say(browser: Client, turn: Turn, billed: str) -> int:
    attempt = Attempt.objects.get()
    return browser.post(f"/turns/{turn.pk}/calls/{attempt.pk}", {"billed": billed}).status_code


@pytest.mark.parametrize(("said", "kind", "cost"), [("yes", "settle", PRICE), ("no", "release", Decimal(0))])
def test_the_owner_says_whether_a_call_was_billed(
    alices_browser: Client, failed: Turn, said: str, kind: str, cost: Decimal
) -> None:
    assert say(alices_browser, failed, said) == 302
    assert list(LedgerEntry.objects.order_by("pk").values_list("kind", flat=True)) == ["reserve", kind]
    assert Turn.objects.get(pk=failed.pk).cost_usd == cost
    assert AuditEvent.objects.filter(verb="attempt.resolve").count() == 1
    assert say(alices_browser, failed, said) == 409


def test_nobody_else_and_nothing_else_is_heard(alices_browser: Client, bobs_browser: Client, failed: Turn) -> None:
    assert say(bobs_browser, failed, "yes") == 404
    assert say(alices_browser, failed, "perhaps") == 422
    assert LedgerEntry.objects.count() == 1


def test_the_question_stands_on_the_turn_until_it_is_answered(alices_browser: Client, failed: Turn) -> None:
    page = alices_browser.get(f"/sessions/{failed.session_id}?look={failed.pk}").content.decode()
    assert "It was not billed" in page
    assert "up to $0.034" in page
    say(alices_browser, failed, "no")
    page = alices_browser.get(f"/sessions/{failed.session_id}?look={failed.pk}").content.decode()
    assert "It was not billed" not in page


def test_a_wait_says_why_and_counts_down(session: Session) -> None:
    turn, now = factories.queued(session), timezone.now()
    why = "Gemini API is taking no more calls for the moment. It asks to wait 26 s."
    event = Event(
        session=session, turn=turn, stage=Stage.WAITING, data={"why": why, "again_in_s": 26.4}, created_at=now
    )
    found = stages.progress(turn, [event], now + timedelta(seconds=10))
    assert found.headline == why.rstrip(".")
    assert found.steps[0].left_s == pytest.approx(16.4)
    assert stages.progress(turn, [event], now + timedelta(seconds=40)).steps[0].left_s == 0


def test_detours_are_told_in_words(alices_browser: Client, session: Session) -> None:
    turn = factories.done(session)
    notes = [{"kind": "degraded", "text": "Preview made at 1K instead of 2K: Gemini API is overloaded. $0.034."}]
    Turn.objects.filter(pk=turn.pk).update(notes=notes)
    page = alices_browser.get(f"/sessions/{session.pk}?look={turn.pk}").content.decode()
    assert '<li data-note="degraded">Preview made at 1K' in page


def test_fallbacks_are_shown_with_their_price_before_they_are_allowed(
    alices_browser: Client, session: Session, settings: LazySettings
) -> None:
    settings.PROVIDER_ENV = {"GEMINI_API_KEY": "dummy"}
    factories.done(session)
    page = alices_browser.get(f"/sessions/{session.pk}").content.decode()
    menu = page[page.index("If the model fails") :][:2000]
    assert "Nano Banana 2 Lite" in menu
    assert "$0.034" in menu
    assert "Nano Banana Pro" in menu
    assert "$0.240" in menu
    assert not Session.objects.get().may_fall_back


@pytest.mark.parametrize(("said", "may"), [("yes", True), ("no", False)])
def test_leave_to_fall_back_is_given_and_taken_back(
    alices_browser: Client, session: Session, said: str, may: bool
) -> None:
    Session.objects.update(may_fall_back=not may)
    assert alices_browser.post(f"/sessions/{session.pk}/settings", {"may_fall_back": said}).status_code == 302
    assert Session.objects.get().may_fall_back is may
    alices_browser.post(f"/sessions/{session.pk}/settings", {"title": "Other"})
    assert Session.objects.get().may_fall_back is may


def told(turn: Turn) -> Call:
    fresh = Turn.objects.get(pk=turn.pk)
    calls.read([fresh])
    (found,) = calls.told(fresh, timezone.now())
    return found


@pytest.mark.parametrize(
    ("outcome", "price", "words", "costs"),
    [
        (Outcome.PICTURE, "0.0336", "Picture", "$0.034"),
        (Outcome.WRONG_PICTURE, "0.0336", "Picture not as asked", "$0.034"),
        (Outcome.REFUSED, "0.0056", "Refused", "$0.006"),
        (Outcome.NO_PICTURE, "0", "No picture", "$0.000"),
        (Outcome.ERROR, "0", "Failed", "$0.000"),
        (Outcome.NOT_SENT, "0", "Never left", "$0.000"),
        (Outcome.UNKNOWN, "0", "Unknown, may have been billed", "up to $0.034"),
    ],
)
def test_every_end_of_a_call_has_words_and_a_price(
    session: Session, outcome: Outcome, price: str, words: str, costs: str
) -> None:
    turn = factories.queued(session)
    factories.called(turn, outcome, price)
    Turn.objects.filter(pk=turn.pk).update(status=Status.FAILED)
    found = told(turn)
    assert (found.outcome, found.price) == (words, costs)
    assert found.is_asked is (outcome == Outcome.UNKNOWN)


@pytest.mark.parametrize(
    ("status", "words"), [(Status.RUNNING, "Under way"), (Status.CANCELLED, "Its answer may still come")]
)
def test_a_call_that_may_still_be_answered_asks_nothing(session: Session, status: Status, words: str) -> None:
    turn = factories.queued(session)
    attempts.begin(turn, model=factories.MODEL, surface="gemini", input_sha256=[], reserve_usd=PRICE)
    Turn.objects.filter(pk=turn.pk).update(status=status)
    found = told(turn)
    assert (found.outcome, found.is_under_way, found.is_asked) == (words, True, False)


def test_a_call_of_the_embedded_engine_asks_nothing(session: Session) -> None:
    attempt = factories.cut_off(session, model=factories.EMBEDDED_MODEL, surface="embedded")
    assert not told(attempt.turn).is_asked


def test_a_drawing_that_was_given_up_reads_as_cancelled(session: Session) -> None:
    turn = factories.queued(session, surface="embedded", model=factories.EMBEDDED_MODEL)
    attempt = factories.called(turn, Outcome.ERROR, surface="embedded", failure="NoLongerWanted")
    call = told(attempt.turn)
    assert (call.outcome, call.tone, call.is_under_way) == ("Cancelled", "mute", False)


def test_an_answer_stays_with_the_call(alices_browser: Client, failed: Turn) -> None:
    say(alices_browser, failed, "yes")
    page = alices_browser.get(f"/sessions/{failed.session_id}?look={failed.pk}").content.decode()
    assert "Recorded as billed by alice" in page


def test_calls_of_many_turns_are_read_in_few_queries(
    alices_browser: Client, session: Session, django_assert_max_num_queries: Callable[[int], DjangoAssertNumQueries]
) -> None:
    factories.done(session)
    for _ in range(12):
        turn = factories.queued(session)
        for _ in range(3):
            factories.called(turn, Outcome.UNKNOWN, error="It broke off.")
        Turn.objects.filter(pk=turn.pk).update(status=Status.FAILED, finished_at=timezone.now())
    with django_assert_max_num_queries(28):
        alices_browser.get(f"/sessions/{session.pk}?look={turn.pk}")


def test_every_id_of_the_page_is_there_once(alices_browser: Client, failed: Turn) -> None:
    page = alices_browser.get(f"/sessions/{failed.session_id}?look={failed.pk}").content.decode()
    found = re.findall(r' id="([^"]+)"', page)
    assert sorted(found) == sorted(set(found))


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        ({"SURFACE_RATES": {"gemini": (1, 0)}}, "Waiting for the rate limit of Gemini API"),
        ({"ACCOUNT_PER_MINUTE": 1}, "Waiting for the rate limit of this account"),
        ({}, "Next in line"),
    ],
)
def test_a_turn_in_line_says_which_limit_it_waits_for(
    alices_browser: Client, session: Session, settings: LazySettings, limits: dict[str, object], words: str
) -> None:
    for name, value in limits.items():
        setattr(settings, name, value)
    factories.rendered(session)
    turn = factories.queued(session)
    Event.objects.create(session=session, turn=turn, stage=Stage.WAITING, data={"place": 1})
    page = alices_browser.get(f"/sessions/{session.pk}").content.decode()
    assert f'data-usual="{words}"' in page


def test_a_smaller_preview_offers_the_size_that_was_asked_for(
    alices_browser: Client, session: Session, settings: LazySettings
) -> None:
    settings.PROVIDER_ENV = {"GEMINI_API_KEY": "dummy"}
    turn = factories.done(session, image_size="2K")
    notes = [{"kind": "degraded", "text": "Preview made at 1K instead of 2K: Gemini API is overloaded. $0.034."}]
    Turn.objects.filter(pk=turn.pk).update(notes=notes, image_size_used="1K")
    page = alices_browser.get(f"/sessions/{session.pk}").content.decode()
    assert "Made at 1K, not 2K" in page
    assert "Make it at 2K, $0.050" in page
    settings.PROVIDER_ENV = {}
    assert "Make it at 2K" not in alices_browser.get(f"/sessions/{session.pk}").content.decode()


def test_a_final_is_not_offered_where_its_model_has_ended(
    alices_browser: Client, session: Session, settings: LazySettings
) -> None:
    settings.PROVIDER_ENV = {"GEMINI_API_KEY": "dummy"}
    turn = factories.done(session)
    address = f"/sessions/{session.pk}"
    assert "/finalize" in alices_browser.get(address).content.decode()
    Turn.objects.filter(pk=turn.pk).update(model_used="gemini-3.1-flash-image")
    page = alices_browser.get(address).content.decode()
    assert "/finalize" not in page
    assert "is not served any more where it made this picture" in page
