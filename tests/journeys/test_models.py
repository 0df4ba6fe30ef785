"""In a browser: from a model that has ended to its successor, and from Flash to Pro, with one click each."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import ROOT, Server, free_port, start_server, stop_server

pytestmark = pytest.mark.browser
KEYS = {"GEMINI_API_KEY": "dummy", "GEMINI_BASE_URL": "http://127.0.0.1:9"}  # ready, and never called
SEED = """
from django.contrib.auth.models import User
from tests.web import rows
made = rows.session(User.objects.get(username="local"), "Bottle")
made.model, made.surface = "gemini-3.1-flash-image", "gemini"
made.save()
rows.turn(made, rows.asset(64, 80))
print(f"session={made.pk}")
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = start_server(tmp_path_factory.mktemp("home"), free_port(), **KEYS)
    yield running
    stop_server(running)


@pytest.fixture(scope="module")
def ended_url(server: Server) -> str:
    """A session whose model its surface serves no more."""
    env = {**os.environ, **KEYS, "OVERPAINT_HOME": str(server.home)}
    seeded = subprocess.run(
        [sys.executable, "manage.py", "shell", "-c", SEED],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    return f"{server.origin}/sessions/{seeded.stdout.rpartition('session=')[2].strip()}"


def model_now(page: Page) -> str:
    return page.locator("#composer-form input[name=choice]:checked").get_attribute("value") or ""


def test_one_click_leads_from_an_ended_model_to_its_successor(page: Page, ended_url: str) -> None:
    page.goto(ended_url)
    expect(page.locator("#hint")).to_contain_text("retired on 29 October 2026")
    expect(page.locator("[data-run] [data-price]")).to_have_text("retired")
    page.locator("#hint [data-switch]").click()
    expect(page.locator("[data-run] [data-price]")).to_have_text("$0.034")
    expect(page.locator("#hint")).not_to_contain_text("retired")
    assert model_now(page) == "gemini:gemini-nano-banana-2.1"
    expect(page.locator("[data-models] > summary")).to_be_focused()


def test_pro_is_suggested_while_writing_and_taken_with_one_click(page: Page, ended_url: str) -> None:
    page.goto(ended_url)
    page.locator("#hint [data-switch]").click()
    page.fill("#prompt", 'A label that says "EAU DE NUIT"')
    expect(page.locator("#hint")).to_contain_text("Pro suggested: the picture holds text. $0.134")
    expect(page.locator("#prompt")).to_be_focused()
    page.get_by_role("button", name="Use Pro").click()
    expect(page.locator("[data-run] [data-price]")).to_have_text("$0.134")
    expect(page.locator("#hint")).not_to_contain_text("Pro suggested")
    assert page.input_value("#prompt") == 'A label that says "EAU DE NUIT"'


def test_line_leaves_the_page_alone_while_somebody_writes(page: Page, ended_url: str) -> None:
    page.goto(ended_url)
    page.evaluate("document.getElementById('stage').dataset.mark = 'kept'")
    with page.expect_response("**/hint"):
        page.locator("#prompt").press_sequentially("warmer")
    expect(page.locator("#stage")).to_have_attribute("data-mark", "kept")


def test_settings_stay_within_a_phone(page: Page, ended_url: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(ended_url)
    page.locator('summary[aria-label="Session settings"]').click()
    box = page.locator(".named-pop").get_by_role("button", name="Save").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert box["y"] + box["height"] <= 844


def test_columns_of_every_surface_stand_under_each_other(page: Page, server: Server) -> None:
    page.goto(f"{server.origin}/models")
    lefts = page.evaluate(
        "[...document.querySelectorAll('.side thead')].map(head => "
        "[...head.querySelectorAll('th')].map(cell => Math.round(cell.getBoundingClientRect().left)).join(' '))"
    )
    assert len(lefts) == 4
    assert len(set(lefts)) == 1
