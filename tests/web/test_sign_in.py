"""Signing in by link and by password, and out again."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from editor.accounts import link_path, local_account


def test_password_opens_the_page_that_was_asked_for(client: Client, alice: User) -> None:
    alice.set_password("correct horse")
    alice.save()
    answer = client.post("/sign-in", {"username": "alice", "password": "correct horse", "next": "/sessions/new"})
    assert answer.headers["Location"] == "/sessions/new"
    assert client.get("/sessions").status_code == 200


def test_wrong_password_says_so_and_keeps_the_name(client: Client, alice: User) -> None:
    answer = client.post("/sign-in", {"username": "alice", "password": "wrong"})
    assert answer.status_code == 422
    assert b"No account has this name and password" in answer.content
    assert b'value="alice"' in answer.content
    assert b"wrong" not in answer.content.replace(b"No account has this name and password", b"")


def test_empty_form_says_what_is_missing(client: Client, db: None) -> None:
    answer = client.post("/sign-in", {})
    assert b"Write the account&#x27;s name." in answer.content


@pytest.mark.parametrize("wish", ["https://elsewhere.test/", "//elsewhere.test", "javascript:alert(1)", ""])
def test_sign_in_never_leads_away(client: Client, alice: User, wish: str) -> None:
    client.force_login(alice)
    assert client.get("/sign-in", {"next": wish}).headers["Location"] == "/sessions"


def test_fragment_asked_for_too_late_leads_the_whole_page_to_sign_in(client: Client, db: None) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/sessions/7?look=9"}
    answer = client.get("/sessions", headers=headers, follow=True)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, "/sign-in?next=%2Fsessions%2F7")


def test_page_tells_how_to_get_a_link(client: Client, db: None) -> None:
    page = client.get("/sign-in").content.decode()
    assert "make run" in page
    assert "python manage.py link" in page


def test_link_signs_in_once(db: None) -> None:
    address = link_path(local_account())
    first, second = Client().get(address), Client().get(address)
    assert (first.status_code, first.headers["Location"]) == (302, "/")
    assert second.status_code == 410
    assert b"python manage.py link" in second.content


@pytest.mark.parametrize("token", ["x", "1-x", "999999-x", "-"])
def test_made_up_link_signs_nobody_in(client: Client, db: None, token: str) -> None:
    assert client.get(f"/sign-in/{token}").status_code == 410
    assert client.get("/sessions").status_code == 302


def test_used_link_leads_on_whoever_is_signed_in(alices_browser: Client) -> None:
    assert alices_browser.get("/sign-in/1-used").headers["Location"] == "/"


def test_link_is_not_followed_by_a_look_ahead(db: None) -> None:
    address = link_path(local_account())
    assert Client().head(address).status_code == 405
    assert Client().get(address).status_code == 302


def test_sign_out_is_a_post(alices_browser: Client) -> None:
    assert alices_browser.get("/sign-out").status_code == 405
    assert alices_browser.post("/sign-out").headers["Location"] == "/sign-in"
    assert alices_browser.get("/sessions").status_code == 302


def test_sign_in_pages_are_never_kept(client: Client, db: None) -> None:
    assert "no-store" in client.get("/sign-in").headers["Cache-Control"]
