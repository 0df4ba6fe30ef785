"""In a browser: a 4K final of the embedded engine shows how far it has come, and a cancel frees the engine."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Server

pytestmark = pytest.mark.browser
PROMPT = "Matte black bottle on a grey seamless, soft studio light from the left, product photo"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}
RENDER_MS = 60_000


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_a_final_shows_its_share_and_is_cancelled(page: Page, server: Server, width: int, height: int) -> None:
    page.goto(f"{server.origin}/sessions/new")
    page.fill("#id_prompt", PROMPT)
    page.locator("[data-run]").click()
    expect(page.locator("#stage[data-number='1'][data-status='done'] img.p")).to_be_visible(timeout=RENDER_MS)
    page.get_by_text("Finalize 4K").first.click()
    page.get_by_role("button", name=re.compile("Make the 4K")).click()
    expect(page.locator("#stage .stages-share")).to_have_text(re.compile(r"\d+ %"), timeout=RENDER_MS)
    expect(page.get_by_role("progressbar", name="v2 is drawn")).to_be_attached()
    page.set_viewport_size({"width": width, "height": height})
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert Axe().run(page, options=RULES).violations_count == 0
    page.locator("#stage [data-cancel] button").click()
    card = page.locator("#stage .card")
    expect(card).to_contain_text("Cancelled while the embedded engine was drawing. Nothing was billed.")
    page.fill("#prompt", "make the bottle forest green")
    page.locator("#composer [data-run]").click()
    expect(page.locator("#stage[data-number='3'][data-status='done'] img.p")).to_be_visible(timeout=RENDER_MS)
