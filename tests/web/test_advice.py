"""The line under the prompt: what a request takes, when Pro is offered, and the way on from a model that has ended."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from editor.providers import catalogue
from editor.render.choices import choices
from editor.render.hints import Draft, hint
from editor.web import instead
from sessions.models import Session, Turn
from tests import factories

HTMX = {"HX-Request": "true"}
TEXT = 'A label that says "EAU DE NUIT"'
FLASH, PRO = "gemini:gemini-nano-banana-2.1", "gemini:gemini-3-pro-image"


@pytest.fixture(autouse=True)
def _gemini_is_ready(settings: LazySettings) -> None:
    settings.PROVIDER_ENV = {"GEMINI_API_KEY": "dummy"}


@pytest.fixture
def session(alice: User) -> Session:
    return factories.session(alice)


def line(browser: Client, session: Session, **sent: Any) -> str:
    return browser.post(f"/sessions/{session.pk}/hint", {"choice": FLASH, **sent}, headers=HTMX).content.decode()


def test_text_in_the_picture_suggests_pro_with_its_price(alices_browser: Client, session: Session) -> None:
    said = line(alices_browser, session, prompt=TEXT, image_size="2K")
    assert "Pro suggested: the picture holds text. $0.134" in said
    assert f'data-switch="{PRO}"' in said


def test_usual_time_of_pro_stands_beside_its_price(alices_browser: Client, session: Session) -> None:
    turn = factories.done(session)
    took = timedelta(seconds=31)
    Turn.objects.filter(pk=turn.pk).update(
        model_used="gemini-3-pro-image", started_at=turn.created_at, finished_at=turn.created_at + took
    )
    assert "$0.134, about 31 s" in line(alices_browser, session, prompt=TEXT)


@pytest.mark.parametrize("sent", [{"prompt": "warmer light"}, {"prompt": TEXT, "choice": PRO}, {"prompt": ""}])
def test_nothing_is_suggested_without_need_or_on_pro_itself(
    alices_browser: Client, session: Session, sent: dict[str, str]
) -> None:
    assert "Pro suggested" not in line(alices_browser, session, **sent)


def test_pro_that_is_not_ready_is_not_suggested(
    alices_browser: Client, session: Session, settings: LazySettings
) -> None:
    settings.PROVIDER_ENV = {}
    said = line(alices_browser, session, prompt=TEXT, choice="embedded:overpaint-embedded-1")
    assert "Pro suggested" not in said


def test_size_that_pro_does_not_make_is_named(alices_browser: Client, session: Session) -> None:
    assert "$0.134 at 1K" in line(alices_browser, session, prompt=TEXT, image_size="0.5K")


def test_line_of_anothers_session_is_not_there(bobs_browser: Client, session: Session) -> None:
    assert bobs_browser.post(f"/sessions/{session.pk}/hint", headers=HTMX).status_code == 404


def test_without_scripts_the_page_comes_back_with_the_words_and_the_model(
    alices_browser: Client, session: Session
) -> None:
    page = alices_browser.post(f"/sessions/{session.pk}/hint", {"prompt": TEXT, "choice": FLASH, "switch": PRO})
    said = page.content.decode()
    assert page.status_code == 200
    assert "EAU DE NUIT" in said
    assert 'aria-label="Model: gemini-3-pro-image on Gemini API"' in said
    assert not Turn.objects.exists()


def test_start_page_has_the_line_too(alices_browser: Client) -> None:
    sent = {"prompt": "A hero shot of a woman", "choice": FLASH}
    assert (
        "people are in it, and it is a final hero picture"
        in alices_browser.post("/sessions/hint", sent, headers=HTMX).content.decode()
    )
    assert "A hero shot of a woman" in alices_browser.post("/sessions/hint", sent).content.decode()


def test_model_that_has_ended_says_so_and_offers_its_successor(alices_browser: Client, session: Session) -> None:
    Session.objects.filter(pk=session.pk).update(model="gemini-3.1-flash-image")
    page = alices_browser.get(f"/sessions/{session.pk}").content.decode()
    assert "gemini-3.1-flash-image on Gemini API: retired on 29 October 2026." in page
    assert "Use gemini-nano-banana-2.1, $0.034" in page


def test_model_that_the_registry_never_knew_is_shown_as_ended(session: Session) -> None:
    session.model = "gemini-9-of-another-time"
    offered = choices(session)
    assert offered.gone is not None
    assert (offered.gone.id, offered.gone.life.tone) == ("gemini-9-of-another-time", "ended")
    assert offered.default.id == offered.gone.life.successor == factories.MODEL


def test_tokens_are_told_from_half_of_the_models_room_on(session: Session) -> None:
    item = catalogue.model(factories.MODEL)
    turn = None
    for _ in range(item.input_token_limit // item.picture_tokens // 2):
        turn = factories.done(session, turn, output=turn.output if turn else None)
    session.refresh_from_db()
    draft = Draft("x" * 4000, choice=FLASH)
    few = hint(Draft("", choice=FLASH), choices(session), session)
    more = hint(draft, choices(session), session)
    assert (few.tokens, more.tokens_limit) == (0, item.input_token_limit)
    assert item.input_token_limit / 2 < more.tokens < item.input_token_limit * 0.6
    assert not more.will_collapse


def test_history_that_does_not_fit_is_told_before_it_collapses(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    turn = None
    for _ in range(4):
        turn = factories.done(session, turn, output=turn.output if turn else None)
    session.refresh_from_db()
    monkeypatch.setattr(catalogue, "tokens_of", lambda text, pictures, item: pictures * item.input_token_limit // 2)
    found = hint(Draft("warmer", choice=FLASH), choices(session), session)
    assert found.will_collapse


def test_change_of_model_counts_the_last_picture_alone(session: Session) -> None:
    turn = factories.done(session)
    for _ in range(80):
        turn = factories.done(session, turn, output=turn.output)
    session.refresh_from_db()
    assert hint(Draft("x", choice=FLASH), choices(session), session).tokens > 0
    assert hint(Draft("x", choice=PRO), choices(session), session).tokens == 0


def test_line_costs_few_queries(
    alices_browser: Client, session: Session, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    turn = factories.done(session)
    for _ in range(20):
        turn = factories.done(session, turn, output=turn.output)
    with django_assert_max_num_queries(6):  # the person, the session, the medians, the path
        line(alices_browser, session, prompt=TEXT)


def test_what_comes_after_a_failure_is_priced_in_the_line(alices_browser: Client, session: Session) -> None:
    Session.objects.update(may_fall_back=True)
    assert "If it fails: Nano Banana 2 Lite, $0.034." in line(alices_browser, session, image_size="1K")
    at_2k = line(alices_browser, session, choice=PRO, image_size="2K", prompt="warmer")
    assert "If it fails: Nano Banana 2.1, $0.050" in at_2k


def test_other_surface_is_named_and_a_long_list_is_counted(
    alices_browser: Client, session: Session, settings: LazySettings
) -> None:
    settings.PROVIDER_ENV = {"GEMINI_API_KEY": "dummy", "VERTEX_AMBIENT": "yes", "VERTEX_PROJECT": "studio"}
    Session.objects.update(may_fall_back=True)
    said = line(alices_browser, session)
    assert "Nano Banana 2 Lite, $0.034, then Nano Banana 2.1 on Vertex AI, $0.034, and 1 more." in said


def test_nothing_comes_after_a_failure_unless_the_session_allows_it(alices_browser: Client, session: Session) -> None:
    assert "If it fails" not in line(alices_browser, session, prompt="warmer")
    assert "If it fails" not in alices_browser.post("/sessions/hint", {"choice": FLASH}, headers=HTMX).content.decode()


def test_page_as_it_is_drawn_says_the_same_as_the_line(alices_browser: Client, session: Session) -> None:
    factories.done(session)
    Session.objects.update(may_fall_back=True)
    assert "If it fails: Nano Banana 2 Lite" in alices_browser.get(f"/sessions/{session.pk}").content.decode()


def test_price_that_the_seller_does_not_state_is_a_limit(settings: LazySettings, session: Session) -> None:
    settings.PROVIDER_ENV = {"WISDOM_GATE_KEY": "dummy"}
    session.model, session.surface = "gemini-3.1-flash-image-preview", "wisdom-gate"
    (_, previews), (_, finals) = instead.of(session)
    assert {each.surface_label for each in (*previews, *finals)} == {"Wisdom Gate"}
    assert [each.price for each in finals] == ["up to $0.240"]
    assert previews
    assert all(each.price.startswith("up to $") for each in previews)


def test_fallbacks_name_the_model_that_they_replace(session: Session) -> None:
    assert [title for title, _ in instead.of(session)] == [
        "For previews on Nano Banana 2.1",
        "For 4K finals on Nano Banana 2.1",
    ]


def test_model_that_its_surface_never_served_leads_to_the_one_it_serves(
    alices_browser: Client, session: Session, settings: LazySettings
) -> None:
    settings.PROVIDER_ENV = {"WISDOM_GATE_KEY": "dummy"}
    Session.objects.update(surface="wisdom-gate")
    page = alices_browser.get(f"/sessions/{session.pk}").content.decode()
    assert "gemini-nano-banana-2.1 on Wisdom Gate: not served here." in page
    assert "Use gemini-3.1-flash-image-preview, up to $0.067" in page
    assert ">not served<" in page
    assert ">retired<" not in page


def test_smaller_size_of_what_comes_after_is_named(
    alices_browser: Client, session: Session, settings: LazySettings
) -> None:
    settings.PROVIDER_ENV = {"WISDOM_GATE_KEY": "dummy"}
    Session.objects.update(may_fall_back=True)
    said = line(alices_browser, session, choice="wisdom-gate:gemini-3.1-flash-image-preview", image_size="2K")
    assert "If it fails: Nano Banana, up to $0.039 at 1K." in said


def test_history_is_counted_once_something_is_written(
    session: Session, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    factories.done(session)
    session.refresh_from_db()
    offered = choices(session)
    with django_assert_num_queries(0):
        hint(Draft("  ", choice=FLASH), offered, session)
    with django_assert_num_queries(2):
        hint(Draft("warmer", choice=FLASH), offered, session)
