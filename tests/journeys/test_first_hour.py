"""What a designer does in the first hour: five edits, a roll-back, a branch, a 4K final, four times over."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from editor.providers import catalogue
from editor.providers.embedded.starters import PHOTO_COFFEE_EDITS, Starter, starters
from tests.journeys.conftest import ROOT, Server

pytestmark = pytest.mark.browser
PHOTO = ROOT / "tests" / "journeys" / "photo-coffee.jpg"
RENDER_MS = 60_000
FINAL_MS = 180_000


# Notes in the page itself what came first: a fast picture may land between two looks from outside.
WATCH = """() => {
  window.watcher?.disconnect();
  window.seen = [];
  const note = (what, selector) => {
    if (!window.seen.includes(what) && document.querySelector(selector)) window.seen.push(what);
  };
  const before = document.querySelector("#stage").dataset.number;
  window.watcher = new MutationObserver(() => {
    note("progress", ".stages");
    const landed = `img.landed, #stage[data-status=done]:not([data-number="${before}"]) img.p`;
    note("picture", landed);
  });
  window.watcher.observe(document.body, { childList: true, subtree: true, attributes: true });
}"""


def run(page: Page, words: str, number: int) -> None:
    """Ask for an edit and see progress before the picture, then the picture as the new head."""
    page.fill("#prompt", words)
    page.evaluate(WATCH)
    page.keyboard.press("Control+Enter")
    see(page, number)
    assert page.evaluate("window.seen") == ["progress", "picture"]


def see(page: Page, number: int, limit_ms: int = RENDER_MS) -> None:
    """The turn ends well and its picture is on the screen."""
    ended = "[data-status]:not([data-status='queued']):not([data-status='running'])"
    stage = page.locator(f"#stage[data-number='{number}']{ended}")
    expect(stage).to_be_visible(timeout=limit_ms)
    assert stage.get_attribute("data-status") == "done", stage.inner_text()
    expect(page.get_by_text(f"head v{number}", exact=True).first).to_be_visible()
    page.wait_for_function("() => document.querySelector('#stage img.p').naturalWidth > 0")


def roll_back(page: Page, number: int) -> None:
    """Looking changes nothing; one verb moves the head."""
    head = page.locator("#stage").get_attribute("data-number")
    page.locator(f"#path a[aria-label^='v{number},']").click()
    expect(page.get_by_text(f"Looking at v{number}.")).to_be_visible()
    expect(page.get_by_text(f"still starts from v{head}")).to_be_visible()
    page.locator("#continue button").click()
    expect(page.locator("#composer")).to_contain_text(f"Next edit starts from v{number}")


def finalize(page: Page, number: int) -> bytes:
    """Make the 4K and download it."""
    page.get_by_text("Finalize 4K").first.click()
    page.evaluate(WATCH)
    page.get_by_role("button", name=re.compile("Make the 4K")).click()
    see(page, number, FINAL_MS)
    assert page.evaluate("window.seen") == ["progress", "picture"]
    with page.expect_download() as waiting:
        page.get_by_text("Download 4K").click()
    return Path(waiting.value.path()).read_bytes()


def edit_and_finalize(page: Page, edits: tuple[str, ...], ratio: str, first: int = 1) -> None:
    """Five edits, back to the second version, a branch, undo and redo, and the final's pixels."""
    for offset, words in enumerate(edits, start=1):
        run(page, words, first + offset)
    last = first + len(edits)
    roll_back(page, first + 1)
    run(page, edits[-1], last + 1)
    page.locator("body").click(position={"x": 5, "y": 5})
    page.keyboard.press("Control+z")
    expect(page.get_by_text(f"head v{first + 1}", exact=True).first).to_be_visible()
    page.keyboard.press("Control+Shift+z")
    expect(page.get_by_text(f"head v{last + 1}", exact=True).first).to_be_visible()
    final = Image.open(io.BytesIO(finalize(page, last + 2)))
    final.load()
    assert final.size == catalogue.model("overpaint-embedded-1").pixels(ratio, "4K")


# The others differ in what they ask of the engine alone, which `test_parser` and `test_starter_pictures` see to.
@pytest.mark.parametrize("starter", starters()[:3], ids=lambda each: each.title)
def test_a_starter_is_edited_rolled_back_branched_and_finalized(page: Page, server: Server, starter: Starter) -> None:
    page.goto(f"{server.origin}/sessions/new")
    page.get_by_text(starter.title).click()
    expect(page.locator("#id_prompt")).to_have_value(starter.prompt)
    page.get_by_role("button", name=re.compile("^Run")).click()
    page.wait_for_url(re.compile(r"/sessions/\d+"))
    see(page, 1)
    expect(page.locator("#stage").get_by_text("Embedded engine").first).to_be_visible()
    expect(page.get_by_text("AI generated").first).to_be_visible()
    edit_and_finalize(page, starter.five_edits, starter.aspect_ratio)


def test_a_photograph_is_edited_rolled_back_branched_and_finalized(page: Page, server: Server) -> None:
    page.goto(f"{server.origin}/sessions/new")
    page.set_input_files("input[type=file]", PHOTO)
    page.get_by_role("button", name="Open picture").click()
    page.wait_for_url(re.compile(r"/sessions/\d+"))
    expect(page.locator("#stage[data-number='1'][data-status='done'] img.p")).to_be_visible()
    ratio = "3:2"
    edit_and_finalize(page, PHOTO_COFFEE_EDITS, ratio)


def test_a_ratio_in_the_words_is_the_ratio_that_is_made(page: Page, server: Server) -> None:
    page.goto(f"{server.origin}/sessions/new")
    page.locator("#id_prompt").press_sequentially("A red mug on grey, 4:5")
    expect(page.locator("input[name=aspect_ratio][value='4:5']")).to_be_checked()
    expect(page.locator("[data-ratio-taken]")).to_have_text("4:5, as you wrote")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/sessions/\d+"))
    see(page, 1)
    page.fill("#prompt", "make it 16:9")
    expect(page.locator("#composer [data-ratio-taken]")).to_have_text("16:9, as you wrote")
    page.keyboard.press("Control+Enter")
    see(page, 2)
    wide = catalogue.model("overpaint-embedded-1").pixels("16:9", "1K")
    expect(page.locator("#stage .true")).to_have_text(f"{wide[0]} × {wide[1]}")
    page.locator("#composer [data-ratios] label", has=page.locator("input[value='1:1']")).click()
    page.locator("#prompt").press_sequentially("warmer")
    expect(page.locator("#composer input[name=aspect_ratio][value='1:1']")).to_be_checked()
