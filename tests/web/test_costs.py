"""The costs page: whose money, which month, what it went to, and the same as CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import AsyncClient, Client
from django.utils import timezone

from editor.web import sheet
from sessions.models import Attempt, LedgerEntry, Outcome, Session
from tests import factories

OCTOBER = datetime(2026, 10, 5, 23, 59, tzinfo=UTC)


@pytest.fixture
def boss_browser(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_user("boss", is_staff=True))
    return client


def body(response: Any) -> str:
    return " ".join(response.content.decode().split())


def moved(attempt: Attempt, to: datetime) -> None:
    """Enter the lines of a call at another time: the ledger itself never does that."""
    LedgerEntry.objects.filter(attempt=attempt)._raw_delete(using="default")
    for kind, usd in (("reserve", "0.05"), ("settle", "0.04")):
        LedgerEntry.objects.create(
            owner=attempt.turn.session.owner,
            turn=attempt.turn,
            attempt=attempt,
            kind=kind,
            amount_usd=usd,
            created_at=to,
        )


def paid(of: Session, *, at: datetime | None = None, **how: Any) -> Attempt:
    call = factories.called(factories.opened(of), **how)
    if at:
        moved(call, at)
    return call


def lines(response: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())))


def this_month() -> str:
    return f"{timezone.now():%Y-%m}"


def test_costs_ask_for_a_sign_in(client: Client, db: None) -> None:
    assert client.get("/costs").headers["Location"].startswith("/sign-in")
    assert client.get("/costs/2026-11.csv").headers["Location"].startswith("/sign-in")


def test_without_a_call_the_page_says_so(alices_browser: Client) -> None:
    page = body(alices_browser.get("/costs"))
    assert "No call was made in" in page
    assert "Every call is accounted for" in page
    assert "<table" not in page


def test_month_is_summed_up(alices_browser: Client, alice: User) -> None:
    session = factories.session(alice, title="Nocturne")
    paid(session)
    paid(session, price_usd="0.1344", model="gemini-3-pro-image")
    page = body(alices_browser.get("/costs"))
    assert re.search(r'<dt>Spent this month</dt><dd class="num">\$0\.168<', page)
    assert "$0.084 each, from 2 calls" in page
    assert page.index("gemini-3-pro-image") < page.index(factories.MODEL)
    assert f'<a class="acc" href="/sessions/{session.pk}">Nocturne</a>' in page
    assert "Gemini API" in page


def test_failed_call_costs_nothing_and_counts(alices_browser: Client, alice: User) -> None:
    paid(factories.session(alice), outcome=Outcome.ERROR, price_usd="0")
    page = body(alices_browser.get("/costs"))
    assert re.search(r'<dt>Spent this month</dt><dd class="num">\$0\.000<', page)
    assert "– each, from 1 call<" in page


def test_open_call_is_told_apart_and_leads_to_where_it_is_resolved(alices_browser: Client, alice: User) -> None:
    factories.cut_off(factories.session(alice))
    page = body(alices_browser.get("/costs"))
    assert re.search(r'Open, may have been billed</dt><dd class="num">\$0\.034<', page)
    assert '<a class="acc" href="/status#unknown">Say what was billed</a>' in page


def test_open_calls_of_other_months_are_mentioned(alices_browser: Client, alice: User) -> None:
    factories.cut_off(factories.session(alice))
    assert "$0.034 with other months." in body(alices_browser.get("/costs", {"month": "2026-10"}))


def test_day_is_that_of_utc(alices_browser: Client, alice: User) -> None:
    paid(factories.session(alice), at=OCTOBER)
    page = body(alices_browser.get("/costs", {"month": "2026-10"}))
    assert '<time datetime="2026-10-05">Mon 5</time></th><td class="bar-cell"><svg class="bar"' in page
    day = re.search(r'datetime="2026-10-05".*?</tr>', page)
    assert day is not None
    assert "$0.040" in day[0]
    assert page.count("<time datetime=") == 31


def test_months_lead_to_each_other(alices_browser: Client, alice: User) -> None:
    paid(factories.session(alice), at=OCTOBER)
    october = body(alices_browser.get("/costs", {"month": "2026-10"}))
    november = body(alices_browser.get("/costs", {"month": "2026-11"}))
    assert ('href="?month=2026-11" rel="next"' in october, "Nothing before this month" in october) == (True, True)
    assert 'href="?month=2026-10" rel="prev"' in november


@pytest.mark.parametrize("month", ["", "x", "2026-13", "2999-01", "0001-01", "9999-12", "２０２６-10"])
def test_nonsense_is_this_month(alices_browser: Client, month: str) -> None:
    page = body(alices_browser.get("/costs", {"month": month}))
    assert "This is the month that runs now" in page


def test_strangers_costs_are_not_shown(bobs_browser: Client, alice: User) -> None:
    paid(factories.session(alice, title="Secret launch"))
    factories.cut_off(factories.session(alice))
    page = body(bobs_browser.get("/costs"))
    assert ("Secret launch" in page, "$0.034" in page) == (False, False)
    assert "By account" not in page


def test_everybody_cannot_be_asked_for_by_those_who_are_not_staff(bobs_browser: Client, alice: User) -> None:
    paid(factories.session(alice))
    assert "No call was made" in body(bobs_browser.get("/costs", {"whose": "all"}))
    assert lines(bobs_browser.get(f"/costs/{this_month()}.csv", {"whose": "all"})) == []


def test_staff_sees_everybody_by_account(boss_browser: Client, alice: User, bob: User) -> None:
    session = factories.session(alice, title="Nocturne")
    paid(session)
    paid(factories.session(bob), price_usd="0.2")
    page = body(boss_browser.get("/costs"))
    accounts = page[page.index("By account") : page.index("By model")]
    assert accounts.index(">bob<") < accounts.index(">alice<")
    assert "Nocturne" in page
    assert f'href="/sessions/{session.pk}"' not in page  # a stranger's session is a 404


def test_staff_may_look_at_their_own(boss_browser: Client, alice: User) -> None:
    paid(factories.session(alice))
    page = body(boss_browser.get("/costs", {"whose": "me"}))
    assert "No call was made" in page
    assert f"/costs/{this_month()}.csv?whose=me" in page


def test_sessions_past_the_twentieth_are_summed_up(alices_browser: Client, alice: User) -> None:
    for number in range(22):
        paid(factories.session(alice, title=f"Session {number}"), price_usd=f"{1 + number}")
    page = body(alices_browser.get("/costs"))
    assert "and 2 more, $3.000 together" in page


def test_csv_holds_every_line_of_the_month(alices_browser: Client, alice: User) -> None:
    call = paid(factories.session(alice, title="Nocturne"))
    paid(factories.session(alice), at=OCTOBER)
    answer = alices_browser.get(f"/costs/{this_month()}.csv")
    reserve, settle = lines(answer)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="overpaint-costs-{this_month()}.csv"'
    assert (reserve["kind"], settle["kind"], settle["usd"]) == ("reserve", "settle", "0.033600")
    assert (settle["session"], settle["version"], settle["request_id"]) == ("Nocturne", "v1", call.request_id)


def test_csv_is_one_persons(bobs_browser: Client, alice: User) -> None:
    paid(factories.session(alice))
    assert lines(bobs_browser.get(f"/costs/{this_month()}.csv")) == []


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_title_is_no_formula_in_a_spreadsheet(alices_browser: Client, alice: User, title: str) -> None:
    paid(factories.session(alice, title=title))
    assert lines(alices_browser.get(f"/costs/{this_month()}.csv"))[0]["session"] == f"'{title}"


def test_csv_comes_in_batches_without_loss(
    alices_browser: Client, alice: User, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Callable[..., Any]
) -> None:
    session = factories.session(alice)
    calls = [paid(session).request_id for _ in range(5)]
    monkeypatch.setattr(sheet, "BATCH", 4)
    answer = alices_browser.get(f"/costs/{this_month()}.csv")
    with django_assert_num_queries(4):
        found = lines(answer)
    assert [line["request_id"] for line in found] == [each for each in calls for _ in range(2)]


@pytest.mark.django_db(transaction=True)
async def test_csv_streams_under_asgi(alice: User) -> None:
    client = AsyncClient()
    await client.aforce_login(alice)
    answer = await client.get(f"/costs/{this_month()}.csv")
    pieces = [piece async for piece in answer.streaming_content]
    assert pieces == [",".join(sheet.HEAD).encode() + b"\r\n"]


@pytest.mark.parametrize("address", ["/costs/2026-13.csv", "/costs/9999-12.csv", "/costs/0-1.csv"])
def test_month_that_cannot_be_is_not_there(alices_browser: Client, address: str) -> None:
    assert alices_browser.get(address).status_code == 404


def test_page_has_no_inline_script_or_style(alices_browser: Client, alice: User) -> None:
    paid(factories.session(alice))
    page = body(alices_browser.get("/costs"))
    assert not re.search(r"\sstyle=|\son\w+=|hx-on|<style|<script>(?!</)", page)


def test_costs_ask_few_queries(
    alices_browser: Client, alice: User, boss_browser: Client, django_assert_num_queries: Callable[..., Any]
) -> None:
    for number in range(5):
        paid(factories.session(alice, title=f"Session {number}"))
    # Two for the reader; four tables, what is open, whose sessions they are, whether there is an earlier month.
    with django_assert_num_queries(9):
        alices_browser.get("/costs")
    with django_assert_num_queries(10):
        boss_browser.get("/costs")
