"""A soak: many renders against a provider that fails, while the web process is killed again and again.

What is asked: nothing lost, nothing made twice, and a ledger that agrees with the provider's own list of calls.
"""

from __future__ import annotations

import os
import signal
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import httpx

from editor.benchmark import record
from editor.benchmark.figures import Report, load_note, median, percentile, verdict
from editor.benchmark.overhead import CHOICE
from editor.benchmark.server import Server
from editor.benchmark.visitor import Account, key_form
from editor.emulator.child import Emulator

RENDERS: Final = 1000
AT_ONCE: Final = 8
FAULTS: Final = 0.2
KILL_EVERY_S: Final = 10.0
SEED: Final = 20261125
LIMIT_S: Final = 1500.0
POLL_S: Final = 0.1
# Short limits, so that a stalled call costs the soak seconds and not minutes; the rules are the product's own.
ENV: Final = {
    "OVERPAINT_PROVIDER_TIMEOUT_S": "8",
    "OVERPAINT_PROVIDER_FIRST_BYTE_S": "4",
    "OVERPAINT_PROVIDER_STALL_S": "2",
}
OPEN: Final = ("queued", "running")


@dataclass(slots=True)
class Soak:
    """The running server, its kills, and what every asked render became."""

    server: Server
    kills: int = 0
    asked: dict[str, float] = field(default_factory=dict)
    resent: int = 0
    stop: threading.Event = field(default_factory=threading.Event)
    up: threading.Event = field(default_factory=threading.Event)

    @property
    def home(self) -> Path:
        return self.server.home


def run(home: Path, *, quick: bool = False) -> Report:
    """1,000 renders, 8 at a time, 20 % of the calls with a fault, a kill every 10 seconds. `quick` is 60 renders."""
    load, count = os.getloadavg(), 60 if quick else RENDERS
    log = home / "provider.jsonl"
    with Emulator(0.3, prebuild=[(1024, 1024)], log=log) as emulator:
        started = time.perf_counter()
        with Server(home, emulator.env | ENV) as server:
            soak = Soak(server)
            account = Account(server)
            session_id = _begin(account)
            emulator.mix(FAULTS, SEED)
            soak.up.set()
            with _killer(soak, 3.0 if quick else KILL_EVERY_S):
                _ask_all(soak, account, session_id, count)
                _wait_for_all(soak, count)
            emulator.mix(0, SEED)
        seconds = time.perf_counter() - started
        calls = emulator.calls()
    differences = record.reconciled(home, log)
    return _report(soak, calls, differences, seconds, load)


def _begin(account: Account) -> int:
    """A session to work in; its first picture is made before the faults begin."""
    with account.client() as client:
        answer = client.post("/sessions/start", data=key_form(CHOICE)).raise_for_status()
    return int(answer.headers["HX-Redirect"].rsplit("/", 1)[-1])


def _ask_all(soak: Soak, account: Account, session_id: int, count: int) -> None:
    """Ask for every render, 8 people at a time, each sending again with the same key while the server is away."""
    keys = [uuid.uuid4().hex for _ in range(count)]
    with ThreadPoolExecutor(AT_ONCE) as people:
        list(people.map(lambda key: _ask(soak, account, session_id, key), keys))


def _ask(soak: Soak, account: Account, session_id: int, key: str) -> None:
    """One render, from the click to its end."""
    soak.asked[key] = time.time()
    with account.client() as client:
        _until(soak, lambda: _posted(soak, client, f"/sessions/{session_id}/create", key))
    _until(soak, lambda: _status(soak, key) not in (*OPEN, ""))


def _posted(soak: Soak, client: httpx.Client, path: str, key: str) -> bool:
    try:
        answer = client.post(path, data=key_form(CHOICE, key), timeout=10)
    except httpx.HTTPError:
        soak.resent += 1
        soak.up.wait(60)
        return False
    answer.raise_for_status()
    return True


def _until(soak: Soak, true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + LIMIT_S
    while not true():
        if time.monotonic() > deadline:
            raise TimeoutError("A render of the soak did not end.")
        soak.stop.wait(POLL_S)


@contextmanager
def _killer(soak: Soak, every_s: float) -> Iterator[None]:
    """kill -9 the web process every so often and start it again on the same port."""

    def work() -> None:
        while not soak.stop.wait(every_s):
            soak.up.clear()
            os.kill(soak.server.pid, signal.SIGKILL)
            soak.kills += 1
            soak.server.again()
            soak.up.set()

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        soak.stop.set()
        thread.join()


def _wait_for_all(soak: Soak, count: int) -> None:
    query = "select count(*) from edit_sessions_turn where status in ('queued', 'running')"
    _until(soak, lambda: _value(soak.home, query) == 0)


def _status(soak: Soak, key: str) -> str:
    query = "select status from edit_sessions_turn where idempotency_key like ?"
    return str(_value(soak.home, query, f"%-{key}") or "")


def _value(home: Path, query: str, *values: Any) -> Any:
    rows = record.rows(home, query, *values)
    return rows[0][0] if rows else None


def _report(
    soak: Soak,
    calls: list[dict[str, Any]],
    differences: dict[str, Any],
    seconds: float,
    load: tuple[float, float, float],
) -> Report:
    home = soak.home
    turns = dict(record.rows(home, "select substr(idempotency_key, -32), status from edit_sessions_turn"))
    lost = [key for key in soak.asked if turns.get(key, "") in ("", *OPEN)]
    doubled = record.rows(
        home,
        "select turn_id from edit_sessions_attempt where outcome = 'picture' group by turn_id having count(*) > 1",
    )
    missing = record.rows(
        home, "select id from edit_sessions_turn where status = 'done' and output_id is null and action = 'create'"
    )
    found = differences["differences"]
    report = Report("chaos", ("what", "figure", "aim", "met"))
    for what, figure in (
        ("renders without an end", len(lost)),
        ("renders made twice", len(doubled)),
        ("done without a picture", len(missing)),
        ("ledger differences", len(found)),
    ):
        report.add(what, figure, 0, verdict(figure, 0))
    statuses, outcomes = (
        Counter(turns[key] for key in soak.asked if key in turns),
        Counter(dict(record.rows(home, "select outcome, count(*) from edit_sessions_attempt group by outcome"))),
    )
    faults = Counter(call["fault"] or "none" for call in calls)
    times = _times(home)
    report.notes += [
        f"{len(soak.asked)} renders, {AT_ONCE} at a time, in {seconds:.0f} s; {soak.kills} kills; "
        f"{soak.resent} forms sent again with their key.",
        f"Ended as: {_counts(statuses)}.",
        f"Calls the provider received: {len(calls)}; on our record: {sum(outcomes.values())}, as {_counts(outcomes)}.",
        f"Faults met: {_counts(faults)}.",
        _cut_off(home, calls),
        f"Click to end: median {median(times):.1f} s, p95 {percentile(times, 0.95):.1f} s.",
        load_note(load),
        *(f"Difference: {each}" for each in found[:20]),
    ]
    report.data |= {
        "statuses": statuses,
        "outcomes": outcomes,
        "faults": faults,
        "differences": found,
        "times_s": times,
    }
    return report


def _cut_off(home: Path, calls: list[dict[str, Any]]) -> str:
    """Good pictures that the provider had sent to the last byte when a kill cut them off, and how their turns ended."""
    query = (
        "select a.request_id, t.status from edit_sessions_attempt a"
        " join edit_sessions_turn t on t.id = a.turn_id where a.outcome = 'unknown'"
    )
    unknown = dict(record.rows(home, query))
    good = [call for call in calls if call["ended"] == "complete" and call["made"] and not call["fault"]]
    ends = Counter(unknown[call["request_id"]] for call in good if call["request_id"] in unknown)
    sent = sum(ends.values())
    ended = f"; those turns ended as: {_counts(ends)}" if sent else ""
    return f"Sent in full and cut off by a kill before they were read: {sent}{ended}."


def _times(home: Path) -> list[float]:
    query = (
        "select (julianday(finished_at) - julianday(created_at)) * 86400 from edit_sessions_turn where finished_at > ''"
    )
    return [row[0] for row in record.rows(home, query)]


def _counts(counts: Counter[str]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.most_common())
