"""The page Models: every surface side by side, ready or not, living or ended."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.conf import LazySettings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from editor.providers import catalogue, surfaces
from editor.render.choices import SOON_DAYS, life
from editor.web import models

TODAY = date(2026, 11, 25)


@pytest.fixture
def page(alices_browser: Client, settings: LazySettings) -> str:
    settings.PROVIDER_ENV = {"GEMINI_API_KEY": "dummy"}
    return alices_browser.get("/models").content.decode()


def test_every_model_of_every_surface_stands_there_once(page: str) -> None:
    for name in surfaces.SURFACES:
        for item in catalogue.for_surface(name):
            assert page.count(f'id="{name}-{item.id}"') == 1


def test_surface_that_lacks_a_key_says_what_to_set(page: str) -> None:
    assert "Wisdom Gate needs WISDOM_GATE_KEY" in page
    assert "Gemini API needs" not in page


def test_ended_model_names_its_date_and_leads_to_its_successor(page: str) -> None:
    assert "Retired on 2 October 2026: use" in page
    assert 'href="#gemini-gemini-nano-banana-2.1">gemini-nano-banana-2.1</a>' in page


def test_page_holds_the_installation_without_any_key(alices_browser: Client, settings: LazySettings) -> None:
    settings.PROVIDER_ENV = {}
    assert "No key is set, so the embedded engine draws" in alices_browser.get("/models").content.decode()


def test_page_is_for_people_who_signed_in(client: Client, db: None) -> None:
    assert client.get("/models").status_code == 302


def test_page_carries_no_inline_script_or_style(page: str) -> None:
    assert " style=" not in page
    assert "<script>" not in page


def test_page_reads_the_record_twice(
    alices_browser: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(3):  # the login session, the person, the medians
        alices_browser.get("/models")


def test_surface_that_serves_nothing_says_so(monkeypatch: pytest.MonkeyPatch, alices_browser: Client) -> None:
    served = catalogue.for_surface
    monkeypatch.setattr(catalogue, "for_surface", lambda name, *day: () if name == "vertex" else served(name, *day))
    assert "No model of the registry is served here today." in alices_browser.get("/models").content.decode()


def test_price_is_exact_where_known_and_a_limit_where_it_is_not() -> None:
    gate, google = (models.shelf(name, TODAY, {}) for name in ("wisdom-gate", "gemini"))
    assert [each.text for each in gate.models[0].prices] == [
        "up to $0.045",
        "up to $0.067",
        "up to $0.101",
        "up to $0.151",
    ]
    assert [each.text for each in google.models[0].prices] == ["–", "$0.034", "$0.050", "$0.076"]
    assert [each.is_made for each in google.models[0].prices] == [False, True, True, True]


def test_facts_of_a_model_are_said_in_words() -> None:
    shown = models.shelf("gemini", TODAY, {("gemini-nano-banana-2.1", "gemini"): 9.2}).models[0]
    assert (shown.median, shown.largest, shown.ratios) == ("9.2 s", "4K, 4,096 × 4,096", "14, 1:8 to 8:1")
    assert shown.thinking == "minimal, medium, high (usually medium)"
    assert shown.is_default


@pytest.mark.parametrize(
    ("days", "tone", "text"),
    [
        (0, "ended", "Retired on 2 October 2026"),
        (-1, "soon", "Retires on 2 October 2026"),
        (1 - SOON_DAYS, "soon", "Retires on 2 October 2026"),
        (-SOON_DAYS, "", "Retires on 2 October 2026"),
    ],
)
def test_end_is_told_in_time(days: int, tone: str, text: str) -> None:
    item = catalogue.model("gemini-2.5-flash-image").on("gemini")
    found = life(item, "gemini", date(2026, 10, 2) + timedelta(days=days))
    assert (found.tone, found.text) == (tone, text)
    assert found.note == (f"{text}: use gemini-nano-banana-2.1" if tone == "ended" else text)


def test_promise_to_serve_is_told_while_it_holds() -> None:
    item = catalogue.model("gemini-3-pro-image").on("vertex")
    assert life(item, "vertex", TODAY).text == "Served until 28 May 2027 at least"
    assert life(item, "vertex", date(2027, 5, 28)).text == ""
    assert life(item, "wisdom-gate", TODAY).text == "Not served here"


def test_days_on_which_prices_were_read_are_told_once_with_their_sources() -> None:
    (said,) = models.shelf("vertex", TODAY, {}).price_notes
    assert said.startswith("Prices read on 23 November 2026: ")
    assert len(set(said.split(" · "))) == len(said.split(" · ")) > 1
