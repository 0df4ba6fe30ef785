"""Opening a session and moving its head, with 10, 1,000 and 10,000 turns: it must not depend on the number."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from editor import accounts, setup
from editor.benchmark import seeds
from editor.benchmark.figures import Report, load_note, median, ms, percentile
from editor.benchmark.seeds import Shape
from sessions.models import Session, Turn

COUNTS: Final = (10, 1_000, 10_000)
SHAPES: Final[tuple[Shape, ...]] = ("chain", "wide")
PAGE_AIM_S: Final = 0.1
HTMX: Final = {"HX-Request": "true"}


@dataclass(frozen=True, slots=True)
class Act:
    """Something a person does to a session: its name, and the request, which returns its HTTP status."""

    name: str
    request: Callable[[], int]


def run(home: Path, *, quick: bool = False) -> Report:
    """Every act on every session. The pages are asked through Django's own handler, without a network."""
    load = os.getloadavg()
    setup.prepare()
    setup.collect_static()
    user = accounts.local_account()
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user)
    report = Report("tree", ("shape", "turns", "act", "queries", "ms median", "ms p95", "aim ms", "met"))
    for shape in SHAPES:
        for count in COUNTS[:2] if quick else COUNTS:
            session = seeds.grown(user, count, shape)
            for act in _acts(client, session):
                _measure(report, shape, count, act, 5 if quick else 25)
    report.notes.append("In one process, without a network: view, queries and templates.")
    report.notes.append(load_note(load))
    return report


def _acts(client: Client, session: Session) -> list[Act]:
    """The root and the newest turn are far apart, so that moving the head changes the whole path."""
    page = f"/sessions/{session.pk}"
    ends = list(Turn.objects.filter(session=session).order_by("number").values_list("pk", flat=True))
    turn_about, undo_about = deque([ends[len(ends) // 2], ends[-1]]), deque(["undo", "redo"])

    def move() -> int:
        turn_about.rotate()
        return client.post(f"/turns/{turn_about[0]}/continue", headers=HTMX).status_code

    def undo() -> int:
        undo_about.rotate()
        return client.post(f"{page}/{undo_about[-1]}", headers=HTMX).status_code

    return [
        Act("open studio", lambda: client.get(page).status_code),
        Act("open list", lambda: client.get("/sessions").status_code),
        Act("open tree sheet", lambda: client.get(f"{page}/tree", headers=HTMX).status_code),
        Act("move head", move),
        Act("undo, redo", undo),
    ]


def _measure(report: Report, shape: Shape, turns: int, act: Act, rounds: int) -> None:
    _ask(act)  # templates compile at their first use
    with CaptureQueriesContext(connection) as queries:
        _ask(act)
    count = len(queries)  # read now: the next request empties the list
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        _ask(act)
        times.append(time.perf_counter() - started)
    middle = median(times)
    met = "hit" if middle <= PAGE_AIM_S else "MISS"
    late = percentile(times, 0.95)
    report.add(shape, turns, act.name, count, ms(middle), ms(late), f"{PAGE_AIM_S * 1000:.0f}", met)
    report.data[f"{shape}-{turns}-{act.name}"] = {"queries": count, "seconds": times}


def _ask(act: Act) -> None:
    status = act.request()
    if status != 200:
        raise RuntimeError(f"{act.name} answered {status}")
