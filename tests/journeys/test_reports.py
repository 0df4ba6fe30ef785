"""Status and costs in a real browser: the page renews itself under one's hands, and an open call is answered."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.conftest import ROOT, Server

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}
CUT_OFF = """
import django; django.setup()
from editor.accounts import local_account
from tests import factories
factories.cut_off(factories.session(local_account(), title="Nocturne"))
"""


@pytest.fixture
def open_call(server: Server) -> None:
    """A call of the local account that was cut off."""
    env = {**os.environ, "OVERPAINT_HOME": str(server.home), "DJANGO_SETTINGS_MODULE": "editor.settings"}
    subprocess.run([sys.executable, "-c", CUT_OFF], cwd=ROOT, env=env, check=True, timeout=60)


@pytest.mark.usefixtures("open_call")
def test_focus_survives_the_renewal_and_an_answer_closes_the_call(page: Page, server: Server) -> None:
    page.goto(f"{server.origin}/status")
    answer = page.get_by_role("button", name="It was not billed")
    answer.focus()
    # A mark in the page rather than wait_for_function: that one evaluates text, which the page's policy forbids.
    page.evaluate("document.addEventListener('htmx:after:swap', () => document.body.setAttribute('data-renewed', ''))")
    expect(page.locator("body[data-renewed]")).to_be_attached(timeout=30_000)
    expect(answer).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#status-said")).to_have_text("The call of v1 in Nocturne is recorded as not billed.")
    expect(page.get_by_text("every call of yours is accounted for")).to_be_visible()
    expect(page.locator("#h-unknown")).to_be_focused()
    page.goto(f"{server.origin}/costs")
    expect(page.get_by_text("Every call is accounted for")).to_be_visible()


@pytest.mark.usefixtures("open_call")
@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_reports_pass_the_rules_for_everyone(page: Page, server: Server, width: int, scheme: str) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for address in ("status", "costs"):
        page.goto(f"{server.origin}/{address}")
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), address
        found = Axe().run(page, options=RULES)
        assert found.violations_count == 0, found.generate_report()


@pytest.mark.usefixtures("open_call")
def test_account_menu_leads_to_the_reports(page: Page, server: Server) -> None:
    page.goto(f"{server.origin}/sessions")
    for name in ("Status", "Costs"):
        page.locator("summary", has_text="ME").click()
        page.get_by_role("link", name=name, exact=True).click()
        expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()


@pytest.mark.usefixtures("open_call")
def test_csv_is_downloaded(page: Page, server: Server) -> None:
    page.goto(f"{server.origin}/costs")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="CSV").click()
    head, *lines = waiting.value.path().read_text().splitlines()
    assert head.startswith("time_utc,kind,usd,")
    assert any(",Nocturne,v1,local," in line for line in lines)
