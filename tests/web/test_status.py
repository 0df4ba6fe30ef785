"""The status page: what it says of surfaces, routes, limits, queues and open calls, and who may answer for a call."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from sessions.models import Attempt, AuditEvent, Breaker, LedgerEntry, Outcome, Status
from sessions.services import ledger
from tests import factories

HTMX = {"HX-Request": "true"}
KEY = "AIza-this-must-never-be-shown"


@pytest.fixture(autouse=True)
def _gemini_alone(settings: LazySettings) -> None:
    settings.PROVIDER_ENV = {"GEMINI_API_KEY": KEY}


def body(response: Any) -> str:
    return " ".join(response.content.decode().split())


def opened_circuit(wait_s: float = 60, **fields: Any) -> Breaker:
    values = {"surface": factories.SURFACE, "model": factories.MODEL, "state": "open", "failures": 5, **fields}
    values.setdefault("retry_at", timezone.now() + timedelta(seconds=wait_s))
    return Breaker.objects.create(opened_at=timezone.now(), reason="The service answered 503.", **values)


def said(browser: Client, attempt: Attempt, answer: str = "yes", **how: Any) -> Any:
    return browser.post(f"/status/calls/{attempt.pk}", {"billed": answer}, **how)


def test_status_asks_for_a_sign_in(client: Client, db: None) -> None:
    assert client.get("/status").headers["Location"].startswith("/sign-in")


def test_ready_surfaces_and_what_the_others_lack_are_told(alices_browser: Client) -> None:
    page = body(alices_browser.get("/status"))
    assert "Ready: Gemini API, Embedded engine." in page
    assert "Wisdom Gate needs WISDOM_GATE_KEY (or WISDOM_GATE_KEY_FILE) in the environment." in page


def test_no_key_is_on_the_page(alices_browser: Client, alice: User) -> None:
    factories.cut_off(factories.session(alice))
    opened_circuit()
    assert KEY not in body(alices_browser.get("/status"))


def test_open_circuit_says_why_and_when_it_is_asked_again(alices_browser: Client) -> None:
    opened_circuit(wait_s=100)
    page = body(alices_browser.get("/status"))
    assert re.search(r"Open, asked again in (100|99) s", page)
    assert "The service answered 503. 5 failures in a row, changed" in page
    assert re.search(r"Nano Banana \S+ on Gemini API keeps failing", page)


def test_circuit_whose_time_has_come_lets_a_probe_through(alices_browser: Client) -> None:
    opened_circuit(wait_s=-1)
    page = body(alices_browser.get("/status"))
    assert "Half open, the next call is a probe" in page
    assert "keeps failing" not in page


def test_two_open_circuits_are_counted(alices_browser: Client) -> None:
    opened_circuit()
    opened_circuit(model="gemini-3-pro-image")
    page = body(alices_browser.get("/status"))
    assert "2 routes keep failing" in page
    assert "2 of " in page


def test_calls_of_the_last_hour_are_counted(alices_browser: Client, alice: User) -> None:
    turn = factories.opened(factories.session(alice))
    for outcome in (Outcome.PICTURE, Outcome.REFUSED, Outcome.PICTURE, Outcome.ERROR):
        factories.called(turn, outcome)
    Attempt.objects.update(latency_s=14)
    page = body(alices_browser.get("/status"))
    assert 'data-label="Calls, last hour">4<' in page
    assert "1 · 25 %" in page
    assert 'data-label="Median">14 s<' in page


def test_full_rate_limit_is_told(alices_browser: Client, alice: User, settings: LazySettings) -> None:
    settings.SURFACE_RATES = {"gemini": (2, 0)}
    turn = factories.opened(factories.session(alice))
    factories.called(turn)
    factories.called(turn)
    page = body(alices_browser.get("/status"))
    assert "2 of 2 calls per minute" in page
    assert "Calls wait for the rate limit of Gemini API." in page


def test_limits_of_the_account_are_told(alices_browser: Client, alice: User, settings: LazySettings) -> None:
    settings.ACCOUNT_PER_MINUTE, settings.ACCOUNT_PER_DAY = 6, 100
    factories.called(factories.opened(factories.session(alice)))
    page = body(alices_browser.get("/status"))
    assert ("1 of 6" in page, "1 of 100" in page) == (True, True)


def test_policy_is_told_from_the_settings(alices_browser: Client) -> None:
    page = body(alices_browser.get("/status"))
    assert "it is made again at most once, and the version says so" in page
    assert "5 failures in a row open it" in page


def test_open_call_is_listed_with_its_price_and_two_answers(alices_browser: Client, alice: User) -> None:
    call = factories.cut_off(factories.session(alice, title="Nocturne"))
    page = body(alices_browser.get("/status"))
    assert "1 call of yours may have been billed, $0.034." in page
    assert "v1 in Nocturne" in page
    assert page.count(f'action="/status/calls/{call.pk}"') == 1
    assert ("It was billed" in page, "It was not billed" in page) == (True, True)


def test_call_that_may_still_be_answered_has_no_buttons(alices_browser: Client, alice: User) -> None:
    call = factories.called(factories.queued(factories.session(alice)), Outcome.UNKNOWN)
    page = body(alices_browser.get("/status"))
    assert f'id="call-{call.pk}"' in page
    assert "Its answer may still come" in page
    assert "/status/calls/" not in page


def test_strangers_calls_are_not_listed(bobs_browser: Client, alice: User) -> None:
    factories.cut_off(factories.session(alice, title="Secret launch"))
    page = body(bobs_browser.get("/status"))
    assert "Secret launch" not in page
    assert "every call of yours is accounted for" in page


def test_owner_says_that_it_was_billed(alices_browser: Client, alice: User) -> None:
    call = factories.cut_off(factories.session(alice))
    answer = said(alices_browser, call, "yes")
    call.refresh_from_db()
    assert answer.headers["Location"] == "/status#unknown"
    assert (call.price_usd, call.resolved_by) == (Decimal("0.0336"), alice)
    assert (ledger.open_usd(alice), ledger.total(user=alice).settled_usd) == (0, Decimal("0.0336"))
    assert AuditEvent.objects.filter(verb="attempt.resolve", actor=alice).count() == 1


def test_owner_says_that_it_was_not_billed(alices_browser: Client, alice: User) -> None:
    said(alices_browser, factories.cut_off(factories.session(alice)), "no")
    assert (ledger.open_usd(alice), ledger.total(user=alice).settled_usd) == (0, 0)


def test_htmx_gets_the_part_and_hears_what_was_recorded(alices_browser: Client, alice: User) -> None:
    call = factories.cut_off(factories.session(alice, title="Nocturne"))
    part = body(said(alices_browser, call, "yes", headers=HTMX))
    assert "The call of v1 in Nocturne is recorded as billed, $0.034." in part
    assert 'id="status-live"' in part
    assert "<html" not in part


@pytest.mark.parametrize("answer", ["", "maybe", "YES"])
def test_nonsense_changes_nothing(alices_browser: Client, alice: User, answer: str) -> None:
    call = factories.cut_off(factories.session(alice))
    assert said(alices_browser, call, answer).status_code == 422
    call.refresh_from_db()
    assert call.outcome == Outcome.UNKNOWN


def test_stranger_may_not_answer(bobs_browser: Client, alice: User) -> None:
    call = factories.cut_off(factories.session(alice))
    assert said(bobs_browser, call).status_code == 404
    assert LedgerEntry.objects.count() == 1


def test_second_answer_is_a_conflict(alices_browser: Client, alice: User) -> None:
    call = factories.cut_off(factories.session(alice))
    first, second = said(alices_browser, call, "yes"), said(alices_browser, call, "no")
    assert (first.status_code, second.status_code) == (302, 409)
    assert "The outcome of that call is known" in body(second)
    assert ledger.total(user=alice).settled_usd == Decimal("0.0336")


def test_call_in_flight_may_not_be_answered(alices_browser: Client, alice: User) -> None:
    call = factories.called(factories.queued(factories.session(alice)), Outcome.UNKNOWN)
    assert said(alices_browser, call).status_code == 409


def test_answer_needs_a_post(alices_browser: Client, alice: User) -> None:
    call = factories.cut_off(factories.session(alice))
    assert alices_browser.get(f"/status/calls/{call.pk}").status_code == 405


def test_part_renews_itself_and_keeps_what_has_focus(alices_browser: Client) -> None:
    part = body(alices_browser.get("/status", headers=HTMX))
    assert 'hx-trigger="every 10s"' in part
    assert 'hx-swap="outerMorph"' in part
    assert "<html" not in part


def test_page_has_no_inline_script_or_style(alices_browser: Client, alice: User) -> None:
    factories.cut_off(factories.session(alice))
    opened_circuit()
    page = body(alices_browser.get("/status"))
    assert not re.search(r"\sstyle=|\son\w+=|hx-on|<style|<script>(?!</)", page)


def test_title_cannot_carry_markup(alices_browser: Client, alice: User) -> None:
    call = factories.cut_off(factories.session(alice, title="<img src=x>"))
    assert "<img src=x" not in body(alices_browser.get("/status"))
    assert "<img src=x" not in body(said(alices_browser, call, headers=HTMX))


def test_long_lists_show_the_oldest(alices_browser: Client, alice: User) -> None:
    session = factories.session(alice)
    for _ in range(52):
        factories.cut_off(session)
    page = body(alices_browser.get("/status"))
    assert "The oldest 50 of 52" in page
    assert page.count("It was not billed") == 51  # once more in the explanation


def test_status_asks_few_queries(
    alices_browser: Client, alice: User, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    session = factories.session(alice)
    for status in (Status.FAILED, Status.CANCELLED, Status.FAILED):
        factories.cut_off(session, status)
    opened_circuit()
    # Two for the reader, nine for three surfaces' windows, and one each for the rest: none per route or per call.
    with django_assert_max_num_queries(20):
        alices_browser.get("/status")
