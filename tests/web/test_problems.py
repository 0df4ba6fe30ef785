"""Errors become a page, or for htmx a notice; forms are told in place."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from editor.render.errors import BadAsk, NothingToEdit, RenderError
from editor.web import problems
from editor.web.forms import KeyForm
from sessions.errors import AssetMissing, FenceLost, SessionsError, TurnConflict

HTMX = {"HX-Request": "true"}


def processed(problem: Exception, **headers: str) -> HttpResponse | None:
    middleware = problems.ProblemMiddleware(lambda request: HttpResponse())
    return middleware.process_exception(RequestFactory().get("/", headers=headers), problem)


@pytest.mark.parametrize(
    ("problem", "status"),
    [
        (BadAsk("Write what should change."), 422),
        (NothingToEdit("v3 has no picture yet."), 409),
        (TurnConflict("v3 has already ended"), 409),
        (FenceLost("gone"), 409),
        (AssetMissing("no bytes"), 410),
        (SessionsError("other"), 500),
    ],
)
def test_every_error_of_ours_has_its_status_and_words(problem: Exception, status: int) -> None:
    page = processed(problem, **HTMX)
    assert page is not None
    assert page.status_code == status
    assert str(problem).rstrip(".") in page.content.decode()


def test_unknown_errors_stay_faults() -> None:
    assert processed(ValueError("a bug")) is None


def test_htmx_gets_a_notice_that_leaves_the_page_alone() -> None:
    page = processed(RenderError("No."), **HTMX)
    assert page is not None
    assert (page["HX-Retarget"], page["HX-Reswap"]) == ("#problem", "innerHTML")
    assert b"<html" not in page.content


def test_form_is_told_and_the_act_gives_nothing() -> None:
    def refuse() -> None:
        raise BadAsk("Write what should change.")

    form = KeyForm()
    assert problems.told(form, refuse) is None
    assert form.sentences == ["Write what should change."]


def test_form_that_is_not_refused_gets_the_result() -> None:
    assert problems.told(KeyForm(), lambda: 7) == 7


def test_unknown_address_speaks_in_our_voice(alices_browser: Client) -> None:
    page = alices_browser.get("/nothing-here")
    assert page.status_code == 404
    assert b"There is nothing at this address" in page.content


def test_form_from_elsewhere_is_refused_with_a_remedy(db: None) -> None:
    page = Client(enforce_csrf_checks=True).post("/sign-in", {"username": "a", "password": "b"})
    assert page.status_code == 403
    assert b"Reload and send it again" in page.content


def test_fault_page_needs_nothing_that_could_be_at_fault() -> None:
    page = problems.server_error(RequestFactory().get("/"))
    assert page.status_code == 500
    assert b"A fault in Overpaint" in page.content


def test_fault_page_for_htmx_is_a_notice() -> None:
    page = problems.server_error(RequestFactory().get("/", headers=HTMX))
    assert page["HX-Retarget"] == "#problem"
