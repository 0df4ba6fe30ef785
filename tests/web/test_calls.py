"""What a turn says of its calls: waits, detours, open bills, and what would be used if the model fails."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from editor.web import stages
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
