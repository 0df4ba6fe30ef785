"""For everyone: by keyboard alone, on a phone, with a screen reader's rules, through double clicks and reloads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.conftest import Server
from tests.journeys.test_first_hour import see

pytestmark = pytest.mark.browser
BOTTLE = "Matte black bottle on a grey seamless"


@pytest.fixture(scope="module")
def session_url(browser: Browser, server: Server, signed_in: Path) -> Iterator[str]:
    """A session with one picture, shared by the looks of this module."""
    context = browser.new_context(storage_state=signed_in)
    page = context.new_page()
    page.goto(f"{server.origin}/sessions/new")
    page.fill("#id_prompt", BOTTLE)
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/sessions/\d+"))
    see(page, 1)
    yield page.url
    context.close()


def turns(page: Page) -> int:
    """How many turns the session has, as its page says."""
    return int(page.locator("[data-do='tree'] .count, a:has-text('Tree') .count").first.inner_text())


def test_keyboard_alone_starts_edits_and_undoes(page: Page, server: Server, session_url: str) -> None:
    page.goto(f"{server.origin}/sessions")
    for _ in range(12):
        page.keyboard.press("Tab")
        if "New session" in (page.evaluate("document.activeElement.innerText") or ""):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/sessions/new")
    expect(page.locator("#id_prompt")).to_be_focused()
    page.keyboard.type(BOTTLE)
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/sessions/\d+"))
    see(page, 1)
    page.locator("body").focus()
    page.keyboard.press("/")
    expect(page.locator("#prompt")).to_be_focused()
    page.keyboard.type("Make the bottle forest green")
    page.keyboard.press("Control+Enter")
    see(page, 2)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Control+z")
    expect(page.get_by_text("head v1", exact=True).first).to_be_visible()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_a_double_click_makes_one_turn(page: Page, session_url: str) -> None:
    page.goto(session_url)
    before = turns(page)
    page.fill("#prompt", "Warm sand backdrop")
    page.locator("#composer [data-run], #composer .run").first.dblclick()
    expect(page.locator(f"#stage[data-number='{before + 1}'][data-status='done'] img.p")).to_be_visible(timeout=60_000)
    page.reload()
    assert turns(page) == before + 1


def test_a_reload_in_the_middle_loses_nothing(page: Page, session_url: str) -> None:
    page.goto(session_url)
    number = turns(page) + 1
    page.fill("#prompt", "Terracotta backdrop")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".stages")).to_be_visible()
    page.reload()
    expect(page.locator(f"#stage[data-number='{number}'][data-status='done'] img.p")).to_be_visible(timeout=60_000)


def test_a_refusal_says_why_and_what_to_do(page: Page, session_url: str) -> None:
    page.goto(session_url)
    number = turns(page) + 1
    page.fill("#prompt", "A portrait of Albert Einstein")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#stage")).to_contain_text(f"v{number} was refused", timeout=60_000)
    for way in ("Try again", "Rephrase", "Go back and branch"):
        expect(page.locator("#stage")).to_contain_text(way)
    expect(page.locator("#stage")).to_contain_text("$0.000")
    page.goto(session_url)


def test_a_critique_with_a_pin_becomes_the_next_edit(page: Page, session_url: str) -> None:
    page.goto(session_url)
    # What ended badly waits for a look; the picture of the head is one key away.
    page.locator("#path a").last.click()
    page.locator("#tab-critique").click()
    box = page.locator("#pic").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 5)
    page.keyboard.type("Make the cap gold")
    page.get_by_role("button", name="Add critique").click()
    expect(page.get_by_text("with its remarks").first).to_be_visible()
    page.get_by_role("button", name=re.compile("Apply as next adjust")).first.click()
    expect(page.locator(".stages")).to_be_visible()
    expect(page.locator("#stage[data-status='done'] img.p")).to_be_visible(timeout=60_000)


def test_an_empty_prompt_is_answered_in_place(page: Page, session_url: str) -> None:
    page.goto(session_url)
    before = turns(page)
    page.focus("#prompt")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#composer-problem")).to_contain_text("Write what should change")
    page.reload()
    assert turns(page) == before


def test_another_person_finds_nothing(browser: Browser, session_url: str) -> None:
    stranger = browser.new_context()
    page = stranger.new_page()
    page.goto(session_url)
    assert "/sign-in" in page.url
    stranger.close()


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_pages_keep_the_rules_of_accessibility(
    browser: Browser, server: Server, signed_in: Path, session_url: str, theme: str, width: int, height: int
) -> None:
    context: BrowserContext = browser.new_context(
        storage_state=signed_in,
        viewport={"width": width, "height": height},
        color_scheme=theme,  # type: ignore[arg-type]
        has_touch=width < 600,
    )
    page = context.new_page()
    found: list[str] = []
    for address in (f"{server.origin}/sessions", f"{server.origin}/sessions/new", session_url, f"{session_url}/tree"):
        page.goto(address)
        for violation in Axe().run(page).response["violations"]:
            where = [node["target"] for node in violation["nodes"]]
            found.append(f"{address} {theme} {width}: {violation['id']} at {where}")
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if overflow > 0:
            found.append(f"{address} {theme} {width}: {overflow} px wider than the window")
    context.close()
    assert found == []


def test_a_phone_edits_and_opens_its_sheets(
    browser: Browser, server: Server, signed_in: Path, session_url: str
) -> None:
    context = browser.new_context(
        storage_state=signed_in, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(session_url)
    number = turns(page) + 1
    page.fill("#prompt", "Make the bottle teal")
    page.locator("#composer [data-run], #composer .run").first.tap()
    expect(page.locator(f"#stage[data-number='{number}'][data-status='done'] img.p")).to_be_visible(timeout=60_000)
    for tab in ("Tree", "Details", "Activity"):
        page.get_by_role("button", name=tab).or_(page.get_by_role("link", name=tab)).last.tap()
        expect(page.get_by_text("v1").first).to_be_visible()
    context.close()
