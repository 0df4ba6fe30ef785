"""In a browser, against a provider that fails: waits that count down, detours that are told, bills that are asked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from editor.emulator.child import Emulator
from tests.journeys.conftest import Server, free_port, start_server, stop_server

pytestmark = pytest.mark.browser
PROMPT = "Matte black bottle on a grey seamless, soft studio light from the left, product photo"


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with Emulator(prebuild=[(1024, 1024)]) as running:
        yield running


@pytest.fixture(scope="module")
def server(emulator: Emulator, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = start_server(tmp_path_factory.mktemp("home"), free_port(), **emulator.env)
    yield running
    stop_server(running)


@pytest.fixture
def studio(page: Page, server: Server, emulator: Emulator) -> Page:
    """A session on the Gemini API with one picture."""
    emulator.forget()
    page.goto(f"{server.origin}/sessions/new")
    page.fill("#id_prompt", PROMPT)
    page.locator("[data-run]").click()
    expect(page.locator("#stage[data-number='1'][data-status='done'] img.p")).to_be_visible()
    return page


def edit(page: Page, words: str) -> None:
    page.fill("#prompt", words)
    page.locator("[data-run]").click()


def test_a_rate_limit_is_waited_for_in_sight(studio: Page, emulator: Emulator) -> None:
    emulator.script({"fault": "limited-429-retry-info", "seconds": 4})
    edit(studio, "Warm sand backdrop")
    expect(studio.locator(".stages-title")).to_contain_text("It asks to wait 4 s")
    expect(studio.locator("[data-left]")).to_contain_text("again in")
    expect(studio.locator("#topbar")).to_contain_text("head v2", timeout=20_000)
    calls = studio.locator("#panel-turn .calls > li")
    expect(calls).to_have_count(2)
    expect(calls.first).to_contain_text("HTTP 429")
    expect(calls.last).to_contain_text("Picture")


def test_an_overload_makes_the_preview_smaller_and_says_so(studio: Page, emulator: Emulator) -> None:
    emulator.script("overloaded-503:2")
    studio.locator("label", has_text="2K").first.click()
    edit(studio, "Forest green bottle")
    notes = studio.locator("#panel-turn .notes")
    expect(notes).to_contain_text("Preview made at 1K instead of 2K: Gemini API is overloaded.", timeout=20_000)


def test_a_call_that_may_have_been_billed_asks_its_owner(studio: Page, emulator: Emulator) -> None:
    emulator.script("cut:2")
    edit(studio, "Terracotta bottle")
    card = studio.locator("#stage .card")
    expect(card).to_contain_text("may have been billed", timeout=20_000)
    expect(card.locator(".ways button")).to_have_count(3)
    expect(card.get_by_role("button", name="It was not billed")).to_have_count(2)
    card.get_by_role("button", name="It was not billed").first.click()
    expect(card.get_by_role("button", name="It was not billed")).to_have_count(1)
    card.get_by_role("button", name="It was billed").first.click()
    expect(card.get_by_role("button", name="It was billed")).to_have_count(0)
    expect(card).to_contain_text("$0.03")


def test_fallbacks_are_allowed_with_their_prices_in_sight(studio: Page, emulator: Emulator) -> None:
    studio.locator('summary[aria-label="Session settings"]').click()
    menu = studio.locator(".named-pop")
    expect(menu).to_contain_text("Nano Banana 2 Lite")
    expect(menu).to_contain_text("$0.240")
    menu.get_by_text("Then use another").click()
    menu.get_by_role("button", name="Save").click()
    emulator.script("retired-404")
    edit(studio, "Cobalt blue bottle")
    expect(studio.locator("#panel-turn .notes")).to_contain_text("Sent to gemini-3.1-flash-lite-image", timeout=20_000)
