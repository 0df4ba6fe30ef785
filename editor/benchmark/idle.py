"""What the whole product weighs while nobody works, and how soon it answers after a restart."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Final

from editor.benchmark.figures import Report, load_note, verdict
from editor.benchmark.server import Server, name_of, pss_mb, tree_pids
from editor.benchmark.visitor import Account, Visitor

AIM_MB: Final = 250.0
RESTART_AIM_S: Final = 3.0
SETTLE_S: Final = 8.0  # what only the start takes is over
REST_S: Final = 75.0  # drawing workers go after a minute of rest
CHOICE: Final = "embedded:overpaint-embedded-1"


def run(home: Path, *, quick: bool = False) -> Report:
    """Start, weigh, make one picture, weigh, rest, weigh; then restart three times."""
    load = os.getloadavg()
    report = Report("idle", ("moment", "processes", "PSS MB", "server", "workers", "aim MB", "met"))
    with Server(home, {}) as server:
        first_s = server.ready_s
        time.sleep(SETTLE_S)
        _weigh(report, server, "just started")
        visitor = Visitor(Account(server), CHOICE)
        visitor.enter()
        time.sleep(1)
        _weigh(report, server, "after a picture")
        if not quick:
            time.sleep(REST_S)
            _weigh(report, server, "after a minute of rest")
    restarts = []
    for _ in range(1 if quick else 3):
        with Server(home, {}) as server:
            restarts.append(server.ready_s)
    worst = max(restarts)
    report.notes.append(f"First start on an empty data folder to the first page: {first_s:.2f} s.")
    seconds = ", ".join(f"{each:.2f}" for each in restarts)
    met = verdict(worst, RESTART_AIM_S)
    report.notes.append(f"Restart to the first page: {seconds} s, aim under {RESTART_AIM_S:g}: {met}.")
    report.notes.append("PSS of the server and all its children: pages they share are counted once.")
    report.notes.append(load_note(load))
    report.data["first_start_s"], report.data["restart_s"] = first_s, restarts
    return report


def _weigh(report: Report, server: Server, moment: str) -> None:
    weights = pss_mb(tree_pids(server.pid))
    whole = sum(weights.values())
    workers = [f"{weight:.0f}" for pid, weight in weights.items() if name_of(pid) == "pool worker"]
    own = f"{weights.get(server.pid, 0):.0f}"
    report.add(
        moment, len(weights), f"{whole:.0f}", own, "+".join(workers) or "-", f"{AIM_MB:.0f}", verdict(whole, AIM_MB)
    )
    report.data[moment] = {name_of(pid) + f" {pid}": weight for pid, weight in weights.items()}
