"""The list of sessions, the start page, and the form that opens a session."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sessions.models import Action, Session, Turn
from tests.conftest import picture
from tests.web import rows

HTMX = {"HX-Request": "true"}


def body(response: Any) -> str:
    return response.content.decode()


def form(**fields: Any) -> dict[str, Any]:
    return {"key": uuid.uuid4().hex, "prompt": "a black bottle", "image_size": "0.5K", "aspect_ratio": "1:1", **fields}


def test_front_door_leads_to_the_sessions(alices_browser: Client) -> None:
    assert alices_browser.get("/").headers["Location"] == "/sessions"


def test_list_asks_for_a_sign_in(client: Client) -> None:
    assert client.get("/sessions").headers["Location"].startswith("/sign-in")


def test_without_a_session_the_list_is_the_start_page(alices_browser: Client) -> None:
    page = body(alices_browser.get("/sessions"))
    assert "Start with a picture or a sentence" in page
    assert page.count("data-starter") == 6
    assert "the embedded engine draws. It costs nothing" in page


def test_list_shows_title_head_turns_and_pictures(alices_browser: Client, alice: User) -> None:
    session = rows.session(alice, "Nocturne launch bottle")
    first = rows.turn(session, rows.asset(60, 40))
    second = rows.turn(session, rows.asset(40, 60), parent=first, words="window light from the left")
    page = body(alices_browser.get("/sessions"))
    assert "Nocturne launch bottle" in page
    assert "v2 · window light from the left" in page
    assert second.output is not None
    assert f'<img src="{second.output.thumb}" alt="" width="40" height="60" loading="lazy" class="head">' in page
    assert "embedded engine" in page


def test_list_shows_only_ones_own(bobs_browser: Client, alice: User) -> None:
    rows.session(alice, "Secret launch")
    assert "Secret launch" not in body(bobs_browser.get("/sessions"))


def test_title_cannot_carry_markup(alices_browser: Client, alice: User) -> None:
    rows.session(alice, "<script>alert(1)</script>")
    assert "<script>alert" not in body(alices_browser.get("/sessions"))


def test_search_finds_title_and_prompt(alices_browser: Client, alice: User) -> None:
    rows.turn(rows.session(alice, "Bottle"), rows.asset(), words="terracotta backdrop")
    rows.session(alice, "Valley")
    by_title, by_prompt = (body(alices_browser.get("/sessions", {"q": q})) for q in ("vall", "terracotta"))
    assert ("Valley" in by_title, ">Bottle<" in by_title) == (True, False)
    assert (">Valley<" in by_prompt, "Bottle" in by_prompt) == (False, True)


def test_search_without_a_find_says_so(alices_browser: Client, alice: User) -> None:
    rows.session(alice)
    assert "No session has “zebra”" in body(alices_browser.get("/sessions", {"q": "zebra"}))


def test_htmx_gets_the_rows_alone(alices_browser: Client, alice: User) -> None:
    rows.session(alice)
    part = body(alices_browser.get("/sessions", headers=HTMX))
    assert part.lstrip().startswith('<div id="session-rows"')
    assert "<html" not in part


@pytest.mark.parametrize("after", ["x", "-1", "9999999999", "²"])
def test_nonsense_in_the_address_is_the_first_page(alices_browser: Client, alice: User, after: str) -> None:
    rows.session(alice, "Bottle")
    assert "Bottle" in body(alices_browser.get("/sessions", {"after": after}))


def test_long_lists_come_in_pages(alices_browser: Client, alice: User) -> None:
    for number in range(52):
        rows.session(alice, f"Session {number}")
    first, second = (body(alices_browser.get("/sessions", {"after": after})) for after in ("0", "50"))
    assert "1 to 50 of 52" in first
    assert "51 to 52 of 52" in second
    assert ">Session 0<" in second


def test_list_asks_few_queries(
    alices_browser: Client, alice: User, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for number in range(10):
        session = rows.session(alice, f"Session {number}")
        rows.turn(session, rows.asset(colour=(number, 9, 9)), parent=rows.turn(session, rows.asset()))
    with django_assert_max_num_queries(18):  # 8 for the page, and the recursive path query of each session
        alices_browser.get("/sessions")


def test_start_page_asks_few_queries(alices_browser: Client, django_assert_max_num_queries: Callable[..., Any]) -> None:
    with django_assert_max_num_queries(4):
        alices_browser.get("/sessions/new")


def test_page_has_no_inline_script_or_style(alices_browser: Client, alice: User) -> None:
    rows.turn(rows.session(alice), rows.asset())
    for address in ("/sessions", "/sessions/new", "/nothing-here"):
        page = body(alices_browser.get(address))
        assert not re.search(r"\sstyle=|\son\w+=|hx-on|<style|<script>(?!</)", page), address


def test_starter_fills_the_form_without_javascript(alices_browser: Client) -> None:
    page = body(alices_browser.get("/sessions/new", {"starter": "landscape"}))
    assert 'value="21:9" aria-label="21:9, Banner" checked' in page
    assert not re.search(r"<textarea[^>]*></textarea>", page)


@pytest.mark.django_db(transaction=True)
def test_prompt_opens_a_session_and_goes_to_its_studio(alices_browser: Client, alice: User) -> None:
    answer = alices_browser.post("/sessions/start", form())
    turn = Turn.objects.get()
    assert answer.headers["Location"] == f"/sessions/{turn.session_id}"
    assert (turn.action, turn.prompt, turn.image_size) == (Action.CREATE, "a black bottle", "0.5K")
    assert turn.session.owner == alice


@pytest.mark.django_db(transaction=True)
def test_htmx_is_sent_to_the_studio(alices_browser: Client) -> None:
    answer = alices_browser.post("/sessions/start", form(), headers=HTMX)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, f"/sessions/{Session.objects.get().pk}")


@pytest.mark.django_db(transaction=True)
def test_same_form_twice_opens_one_session(alices_browser: Client) -> None:
    sent = form()
    first, second = (alices_browser.post("/sessions/start", sent) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert Turn.objects.count() == Session.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_picture_alone_is_opened(alices_browser: Client) -> None:
    file = SimpleUploadedFile("cat.png", picture(80, 60), "image/png")
    alices_browser.post("/sessions/start", form(prompt="", file=file))
    assert Turn.objects.get().action == Action.UPLOAD


@pytest.mark.django_db(transaction=True)
def test_picture_and_prompt_make_two_turns(alices_browser: Client) -> None:
    file = SimpleUploadedFile("cat.png", picture(80, 60), "image/png")
    alices_browser.post("/sessions/start", form(prompt="blur the background", file=file))
    upload, adjust = Turn.objects.order_by("number")
    assert (upload.action, adjust.action, adjust.parent) == (Action.UPLOAD, Action.ADJUST, upload)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"prompt": " "}, "Write what you want to see, or bring a picture."),
        ({"prompt": "x" * 4001}, "The prompt has 4,001 characters. The limit is 4,000."),
        ({"image_size": "4K"}, "4K is made at Finalize only."),
        ({"image_size": "9K"}, "There is no size 9K."),
        ({"aspect_ratio": "wide"}, "The ratio reads like 4:5."),
        ({"aspect_ratio": "7:3"}, "does not make 7:3 pictures"),
        ({"choice": "embedded:nobody"}, "There is no model called nobody."),
        ({"choice": "gemini:gemini-nano-banana-2.1"}, "GEMINI_API_KEY"),
        ({"key": "short"}, "This form has no valid key."),
    ],
)
def test_refused_form_comes_back_with_its_words(alices_browser: Client, fields: dict[str, str], sentence: str) -> None:
    answer = alices_browser.post("/sessions/start", form(**fields))
    assert answer.status_code == 422
    assert sentence in body(answer)
    assert (fields.get("prompt", "a black bottle").strip() or "<textarea") in body(answer)
    assert not Session.objects.exists()


def test_htmx_gets_the_sentence_alone(alices_browser: Client) -> None:
    answer = alices_browser.post("/sessions/start", form(prompt=""), headers=HTMX)
    assert answer.status_code == 422
    assert body(answer).lstrip().startswith('<div id="start-problem"')


def test_file_that_is_no_picture_is_refused(alices_browser: Client) -> None:
    file = SimpleUploadedFile("cat.png", b"<svg onload=alert(1)>", "image/png")
    answer = alices_browser.post("/sessions/start", form(prompt="", file=file))
    assert answer.status_code == 422
    assert not Session.objects.exists()


def test_file_over_the_limit_is_refused(alices_browser: Client, settings: LazySettings) -> None:
    settings.UPLOAD_MAX_BYTES = 1024 * 1024
    file = SimpleUploadedFile("big.png", b"\0" * (1024 * 1024 + 1), "image/png")
    answer = alices_browser.post("/sessions/start", form(prompt="", file=file))
    assert "This file is 1.0 MB. The limit is 1 MB. Choose another." in body(answer)


def test_prices_are_shown_with_three_decimals(alices_browser: Client, alice: User) -> None:
    rows.session(alice)
    assert "$0.000" in body(alices_browser.get("/sessions"))
