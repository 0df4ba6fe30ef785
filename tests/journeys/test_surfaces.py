"""In a browser, against a provider that fails: waits that count down, detours that are told, bills that are asked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect

from editor.emulator.child import Emulator
from tests.journeys.conftest import Server, free_port, start_server, stop_server

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}
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
    emulator.script({"fault": "limited-429-retry-info", "seconds": 6})
    edit(studio, "Warm sand backdrop")
    expect(studio.locator(".stages-title")).to_contain_text("It asks to wait 6 s")
    expect(studio.locator("[data-left]")).to_contain_text("again in")
    expect(studio.locator("#stage [data-cancel] button")).to_contain_text("Stop")
    expect(studio.locator("#panel-turn .calls")).to_contain_text("HTTP 429")
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


def test_a_countdown_runs_in_silence(studio: Page, emulator: Emulator) -> None:
    emulator.script({"fault": "limited-429-retry-info", "seconds": 30})
    edit(studio, "Warm sand backdrop")
    left = studio.locator("[data-left]")
    expect(left).to_contain_text("again in")
    studio.evaluate("""() => {
      window.spoken = 0;
      new MutationObserver(() => { window.spoken += 1; }).observe(
        document.getElementById("live"), { childList: true, characterData: true, subtree: true });
    }""")
    before = left.inner_text()
    studio.wait_for_function("text => document.querySelector('[data-left]').textContent !== text", arg=before)
    assert studio.evaluate("window.spoken") == 0
    studio.locator("#stage").get_by_role("button", name="Stop").click()
    expect(studio.locator("#stage .card")).to_contain_text("Stopped before another try. Nothing was billed.")
    assert len(emulator.calls()) == 2


def test_a_wait_for_the_next_try_is_said_though_the_call_before_it_was_not(studio: Page) -> None:
    """On a busy machine the stages of one moment are told as the last of them: waiting follows waiting."""
    say = """([between, words]) => {
      document.getElementById("said").innerHTML = `<i data-turn="99" data-number="9" data-stage="waiting"
        data-between="${between}" data-event="1" data-final="no">${words}</i>`;
      document.dispatchEvent(new CustomEvent("htmx:after:swap", { detail: {} }));
    }"""
    live = studio.locator("#live")
    studio.evaluate(say, ["no", "v9: Number 2 in line"])
    expect(live).to_have_text("v9: Number 2 in line")
    studio.evaluate(say, ["no", "v9: Next in line"])
    expect(live).to_have_text("v9: Number 2 in line")
    studio.evaluate(say, ["yes", "v9: Gemini API is overloaded"])
    expect(live).to_have_text("v9: Gemini API is overloaded")


def test_a_stage_that_was_told_before_its_page_is_caught_up_with(studio: Page, emulator: Emulator) -> None:
    """The answer to the click is held back until the wait has been told to the page before it."""
    answers: list[str] = []

    def hold_back(route: Route) -> None:
        response = route.fetch()
        answers.append(response.text())
        studio.wait_for_function("() => document.getElementById('live').textContent.includes('asks to wait')")
        route.fulfill(response=response)

    studio.route("**/adjust", hold_back)
    emulator.script({"fault": "limited-429-retry-info", "seconds": 30})
    edit(studio, "Warm sand backdrop")
    expect(studio.locator(".stages-title")).to_contain_text("It asks to wait 30 s")
    assert "It asks to wait" not in answers[0]
    studio.locator("#stage").get_by_role("button", name="Stop").click()
    expect(studio.locator("#stage .card")).to_be_visible()


def test_a_way_on_makes_the_same_request_elsewhere(studio: Page, emulator: Emulator) -> None:
    emulator.script("day-429")
    edit(studio, "Cobalt blue bottle")
    card = studio.locator("#stage .card")
    card.get_by_role("button", name="Use Nano Banana 2 Lite, $0.034").click()
    expect(studio.locator("#topbar")).to_contain_text("head v3", timeout=20_000)
    expect(studio.locator("#panel-turn .said")).to_have_text("Cobalt blue bottle")
    expect(studio.locator("#panel-turn")).to_contain_text("gemini-3.1-flash-lite-image")


def test_an_answered_question_hands_the_focus_on(studio: Page, emulator: Emulator) -> None:
    emulator.script("cut:2")
    edit(studio, "Terracotta bottle")
    answers = studio.locator("#stage .card").get_by_role("button", name="It was not billed")
    expect(answers).to_have_count(2, timeout=20_000)
    answers.first.press("Enter")
    expect(answers).to_have_count(1)
    expect(studio.locator("#stage .card").get_by_role("button", name="It was billed")).to_be_focused()
    answers.first.press("Enter")
    expect(answers).to_have_count(0)
    expect(studio.locator("#stage .card [data-calls]")).to_be_focused()


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_a_card_passes_the_rules_for_everyone(studio: Page, emulator: Emulator, width: int, scheme: str) -> None:
    emulator.script("cut:2")
    edit(studio, "Terracotta bottle")
    card = studio.locator("#stage .card")
    expect(card).to_be_visible(timeout=20_000)
    studio.set_viewport_size({"width": width, "height": 900 if width == 1440 else 844})
    studio.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    card.locator("summary").click()
    assert not studio.evaluate("document.documentElement.scrollWidth > innerWidth")
    found = Axe().run(studio, options=RULES)
    assert found.violations_count == 0, found.generate_report()
