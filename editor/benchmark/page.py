"""In a real browser: from the click to the first progress, from the provider's answer to the painted picture."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Page, sync_playwright

from editor.benchmark.figures import Report, load_note, median, ms, percentile, verdict
from editor.benchmark.overhead import CHOICE
from editor.benchmark.server import Server
from editor.benchmark.visitor import Account, Visitor
from editor.emulator.child import Emulator

BROWSER: Final = "/usr/bin/chromium"
ARGUMENTS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
PROBE: Final = Path(__file__).with_name("probe.js")
LATENCY_S: Final = 0.7  # long enough for the click's own answer to have been drawn
TYPING_S: Final = 0.3  # a person's pause between typing and running
REST_S: Final = 0.7  # the page comes to rest before the next edit is timed
PER_SESSION: Final = 4  # every edit sends the path so far: a long one would measure its own request
PROGRESS_AIM_S: Final = 0.05
PICTURE_AIM_S: Final = 0.14


@dataclass(frozen=True, slots=True)
class Seen:
    """Seconds: click to progress; answer to the picture being in the page, and to it being painted."""

    progress_s: float
    inserted_s: float
    painted_s: float


def run(home: Path, *, quick: bool = False) -> Report:
    """Edit again and again in the studio, at 1K."""
    load = os.getloadavg()
    with (
        Emulator(LATENCY_S, prebuild=[(1024, 1024)]) as stub,
        Server(home, stub.env) as server,
        sync_playwright() as playwright,
    ):
        account = Account(server)
        browser = playwright.chromium.launch(executable_path=BROWSER, args=list(ARGUMENTS))
        context = browser.new_context(viewport={"width": 1440, "height": 900}, base_url=server.url)
        context.add_cookies([{"name": k, "value": v, "url": server.url} for k, v in account.cookies.items()])
        context.add_init_script(path=PROBE)
        seen = []
        for _ in range(1 if quick else 6):
            visitor = Visitor(account, CHOICE)
            visitor.enter()
            seen += _session(context.new_page(), stub, visitor.session_id)
        version = browser.version
        browser.close()
    report = _report(seen)
    report.notes += [f"Chromium {version}, 1440 x 900, loopback.", load_note(load)]
    return report


def _session(page: Page, stub: Emulator, session_id: int) -> list[Seen]:
    page.goto(f"/sessions/{session_id}")
    found = []
    for number in range(PER_SESSION + 1):
        page.fill("#prompt", f"Make the light a little warmer, step {number}")
        time.sleep(TYPING_S)
        stub.forget()
        page.click("#composer [data-run]")
        probe = _painted(page)
        answered = stub.calls()[-1]["answered_at"]
        progress = (probe["progress"] - probe["clicked"]) / 1000
        found.append(Seen(progress, probe["inserted"] / 1000 - answered, probe["painted"] / 1000 - answered))
        time.sleep(REST_S)
    page.close()
    return found[1:]  # the first fills caches


def _painted(page: Page) -> dict[str, float]:
    """The probe's times, once the picture is painted. Asked now and then: waiting in the page needs eval there."""
    for _ in range(400):
        probe: dict[str, float] = page.evaluate("window.overpaintProbe")
        if probe["painted"]:
            return probe
        time.sleep(0.05)
    raise RuntimeError("No picture was painted within 20 seconds.")


def _report(seen: list[Seen]) -> Report:
    report = Report("page", ("what", "n", "median ms", "p95 ms", "worst ms", "aim ms", "met"))
    rows: tuple[tuple[str, list[float], float | None], ...] = (
        ("click to first progress", [each.progress_s for each in seen], PROGRESS_AIM_S),
        ("answer to picture in page", [each.inserted_s for each in seen], None),
        ("answer to picture painted", [each.painted_s for each in seen], PICTURE_AIM_S),
    )
    for name, values, aim in rows:
        middle = median(values)
        met = verdict(middle, aim) if aim else ""
        late, worst = percentile(values, 0.95), max(values)
        report.add(name, len(values), ms(middle), ms(late), ms(worst), f"{aim * 1000:.0f}" if aim else "-", met)
        report.data[name] = values
    return report
