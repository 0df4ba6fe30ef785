"""What a person does with turns: one turn per form, words that stay when something is refused, heads that move."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sessions.models import Action, HeadMove, Session, Status, Turn
from sessions.services import turns
from sessions.services.turns import Ending, Opening
from tests.conftest import picture
from tests.web import rows

HTMX = {"HX-Request": "true"}


def body(response: Any) -> str:
    return response.content.decode()


def ask(**fields: Any) -> dict[str, Any]:
    return {
        "key": uuid.uuid4().hex,
        "prompt": "make it terracotta",
        "image_size": "0.5K",
        "aspect_ratio": "1:1",
        "choice": "embedded:overpaint-embedded-1",
        **fields,
    }


@pytest.fixture
def session(alice: User) -> Session:
    return rows.session(alice)


@pytest.fixture
def first(session: Session) -> Turn:
    return rows.turn(session, rows.asset())


def ended(session: Session, status: Status, parent: Turn, **how: Any) -> Turn:
    brief = {"instruction": "add a hand", "keep": ["label"], "change": [], "style": ""}
    asked = {"model": "overpaint-embedded-1", "surface": "embedded", "aspect_ratio": "1:1", "image_size": "0.5K"}
    opening = Opening(Action.ADJUST, session.owner, uuid.uuid4().hex, parent, brief, "add a hand", **asked)
    return turns.finish(turns.open_turn(session, opening), Ending(status, **how))


def test_adjust_opens_a_child_and_answers_with_its_place(alices_browser: Client, session: Session, first: Turn) -> None:
    answer = alices_browser.post(f"/turns/{first.pk}/adjust", ask(keep=["label", "cap"]), headers=HTMX)
    turn = session.turns.get(number=2)
    assert answer.status_code == 200
    assert turn.parent == first
    assert turn.brief["keep"] == ["label", "cap"]
    assert f'id="hold-{turn.pk}"' in body(answer)
    assert answer.headers["HX-Replace-Url"] == f"/sessions/{session.pk}"


def test_adjust_without_scripts_leads_back_to_the_studio(alices_browser: Client, session: Session, first: Turn) -> None:
    answer = alices_browser.post(f"/turns/{first.pk}/adjust", ask())
    assert answer.headers["Location"] == f"/sessions/{session.pk}"


def test_form_sent_twice_makes_one_turn(alices_browser: Client, session: Session, first: Turn) -> None:
    sent = ask()
    for _ in range(2):
        assert alices_browser.post(f"/turns/{first.pk}/adjust", sent, headers=HTMX).status_code == 200
    assert session.turns.count() == 2


def test_answer_leaves_the_composer_alone(alices_browser: Client, first: Turn) -> None:
    sent = ask()
    answer = body(alices_browser.post(f"/turns/{first.pk}/adjust", sent, headers=HTMX))
    assert 'id="prompt"' not in answer
    assert sent["key"] not in answer


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"prompt": " "}, "Write what should change."),
        ({"prompt": "x" * 4001}, "The prompt has 4,001 characters."),
        ({"image_size": "4K"}, "4K is made at Finalize only."),
        ({"choice": "embedded:nothing"}, "There is no model called nothing."),
    ],
)
def test_refused_request_says_why_beside_the_words(
    alices_browser: Client, session: Session, first: Turn, fields: dict[str, str], words: str
) -> None:
    answer = alices_browser.post(f"/turns/{first.pk}/adjust", ask(**fields), headers=HTMX)
    assert answer.status_code == 422
    assert words in body(answer)
    assert 'hx-target="#composer-problem"' in body(answer)
    assert session.turns.count() == 1


def test_refused_request_without_scripts_keeps_what_was_typed(alices_browser: Client, first: Turn) -> None:
    answer = alices_browser.post(
        f"/turns/{first.pk}/adjust", ask(image_size="4K", prompt="keep my words", keep=["cap"])
    )
    assert answer.status_code == 422
    assert ">keep my words</textarea>" in body(answer)
    assert "&quot;text&quot;:&quot;cap&quot;" in body(answer)


def test_create_opens_a_new_root(alices_browser: Client, session: Session, first: Turn) -> None:
    alices_browser.post(f"/sessions/{session.pk}/create", ask(prompt="a valley"), headers=HTMX)
    turn = session.turns.get(number=2)
    assert (turn.parent, turn.action) == (None, Action.CREATE)


def test_upload_opens_a_new_root(alices_browser: Client, session: Session) -> None:
    file = SimpleUploadedFile("cat.png", picture(), "image/png")
    answer = alices_browser.post(f"/sessions/{session.pk}/upload", {"key": uuid.uuid4().hex, "file": file})
    assert answer.status_code == 302
    assert session.turns.get().action == Action.UPLOAD


def test_upload_that_is_no_picture_is_said(alices_browser: Client, session: Session) -> None:
    file = SimpleUploadedFile("cat.png", b"not a picture", "image/png")
    answer = alices_browser.post(
        f"/sessions/{session.pk}/upload", {"key": uuid.uuid4().hex, "file": file}, headers=HTMX
    )
    assert answer.status_code == 422
    assert 'role="alert"' in body(answer)
    assert not session.turns.exists()


def test_critique_is_a_turn_of_its_own_and_becomes_the_next_adjust(
    alices_browser: Client, session: Session, first: Turn
) -> None:
    pins = json.dumps([{"x": 0.5, "y": 0.5, "text": "warmer here"}])
    sent = {"key": uuid.uuid4().hex, "text": "Less glare", "pins": pins}
    page = body(alices_browser.post(f"/turns/{first.pk}/critique", sent, headers=HTMX))
    critique = session.turns.get(number=2)
    assert (critique.action, critique.status) == (Action.CRITIQUE, Status.DONE)
    assert "Apply as next adjust" in page
    applied = ask(prompt=critique.brief["instruction"])
    answer = alices_browser.post(f"/turns/{critique.pk}/adjust", applied, headers=HTMX)
    assert session.turns.get(number=3).parent == critique
    assert answer.status_code == 200


def test_empty_critique_says_what_is_missing(alices_browser: Client, session: Session, first: Turn) -> None:
    sent = {"key": uuid.uuid4().hex, "text": "", "pins": "[]"}
    answer = alices_browser.post(f"/turns/{first.pk}/critique", sent, headers=HTMX)
    assert answer.status_code == 422
    assert "Write a remark, or put a pin on the picture." in body(answer)
    assert alices_browser.post(f"/turns/{first.pk}/critique", sent).status_code == 422


def test_finalize_asks_for_4k_as_a_new_turn(alices_browser: Client, session: Session, first: Turn) -> None:
    alices_browser.post(f"/turns/{first.pk}/finalize", {"key": uuid.uuid4().hex}, headers=HTMX)
    turn = session.turns.get(number=2)
    assert (turn.action, turn.image_size, turn.parent) == (Action.FINALIZE, "4K", first)


def test_rerender_asks_for_2k(alices_browser: Client, session: Session, first: Turn) -> None:
    alices_browser.post(f"/turns/{first.pk}/rerender", {"key": uuid.uuid4().hex}, headers=HTMX)
    assert session.turns.get(number=2).image_size == "2K"


def test_retry_makes_a_sibling_of_the_failed_turn(alices_browser: Client, session: Session, first: Turn) -> None:
    failed = ended(session, Status.FAILED, first, message="It broke off.")
    alices_browser.post(f"/turns/{failed.pk}/retry", {"key": uuid.uuid4().hex}, headers=HTMX)
    turn = session.turns.get(number=3)
    assert (turn.parent, turn.brief["instruction"]) == (first, "add a hand")


def test_cancel_says_what_it_costs(alices_browser: Client, session: Session, first: Turn) -> None:
    alices_browser.post(f"/turns/{first.pk}/adjust", ask(), headers=HTMX)
    turn = session.turns.get(number=2)
    answer = alices_browser.post(f"/turns/{turn.pk}/cancel", headers=HTMX)
    assert "Taken out of the queue. Nothing was sent, nothing billed." in body(answer)
    turn.refresh_from_db()
    assert turn.status == Status.CANCELLED


def test_keeping_a_different_picture_makes_it_the_head(alices_browser: Client, session: Session, first: Turn) -> None:
    turn = ended(session, Status.NEEDS_REVIEW, first, output=rows.asset(48, 20))
    answer = alices_browser.post(f"/turns/{turn.pk}/keep")
    assert answer.headers["Location"] == f"/sessions/{session.pk}?look={turn.pk}"
    session.refresh_from_db()
    assert session.head_id == turn.pk


def test_continue_moves_the_head_and_deletes_nothing(alices_browser: Client, session: Session, first: Turn) -> None:
    rows.turn(session, rows.asset(), parent=first)
    alices_browser.post(f"/turns/{first.pk}/continue", headers=HTMX)
    session.refresh_from_db()
    assert session.head_id == first.pk
    assert session.turns.count() == 2
    assert HeadMove.objects.filter(session=session, kind=HeadMove.Kind.ROLL_BACK).count() == 1


@pytest.mark.parametrize("act", ["adjust", "critique", "finalize", "rerender", "retry", "cancel", "keep", "continue"])
def test_turns_of_another_person_are_not_there(bobs_browser: Client, first: Turn, act: str) -> None:
    assert bobs_browser.post(f"/turns/{first.pk}/{act}", ask()).status_code == 404


@pytest.mark.parametrize("act", ["adjust", "critique", "finalize", "rerender", "retry", "cancel", "keep", "continue"])
def test_acts_are_posts(alices_browser: Client, first: Turn, act: str) -> None:
    assert alices_browser.get(f"/turns/{first.pk}/{act}").status_code == 405


@pytest.mark.parametrize("act", ["finalize", "rerender", "retry"])
def test_form_without_its_key_does_nothing(alices_browser: Client, session: Session, first: Turn, act: str) -> None:
    assert alices_browser.post(f"/turns/{first.pk}/{act}", headers=HTMX).status_code == 422
    assert session.turns.count() == 1
