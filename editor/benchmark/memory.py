"""How much memory a 4K picture takes for a moment: the whole product's, above what it weighs at rest."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from editor.benchmark.figures import median, verdict
from editor.benchmark.server import Server, name_of, pss_mb, tree_pids
from editor.benchmark.visitor import Account, Visitor
from editor.emulator.child import Emulator

AIM_MIB: Final = 64.0
MIB_PER_MB: Final = 1e6 / 2**20
CHOICE: Final = "gemini:gemini-nano-banana-2.1"
EDGES_PX: Final = (1024, 4096)
EVERY_S: Final = 0.01  # between two looks: a peak is shorter than a person would notice
# The tree is looked up anew this often: a worker that starts meanwhile is weighed from then on.
LOOK_AGAIN: Final = 10
REST_S: Final = 3.0  # the last call's memory goes back before the tree is weighed at rest
IDLE_LOOKS: Final = 20


@dataclass(frozen=True, slots=True)
class Peak:
    """Proportional memory (PSS) of a process tree in MiB: at rest, and at its heaviest moment.

    `of` is the growth of each process at that moment. `high_water_mib` is the kernel's own bound: the sum of what each
    process grew to at its heaviest (RSS), whether or not that was at one time and whether or not anyone looked.
    """

    idle_mib: float
    peak_mib: float
    high_water_mib: float
    looks: int
    of: dict[str, float] = field(default_factory=dict)

    @property
    def above_mib(self) -> float:
        """The peak above idle."""
        return self.peak_mib - self.idle_mib


def peak_above_idle(server: Server, act: Callable[[], object]) -> Peak:
    """Weigh the server and all its children at rest, then every 10 ms while `act` runs."""
    return peak_of_tree(server.pid, act)


def peak_of_tree(root: int, act: Callable[[], object]) -> Peak:
    """Weigh a process and its descendants at rest, then every 10 ms while `act` runs."""
    at_rest = _rest(root)
    before = _reset_high_water(tree_pids(root))
    with _watched(root) as looks:
        act()
    heaviest = max(looks, key=_whole)
    grown = {pid: heaviest.get(pid, 0.0) - at_rest.get(pid, 0.0) for pid in {*heaviest, *at_rest}}
    return Peak(
        _whole(at_rest),
        _whole(heaviest),
        _high_water(tree_pids(root), before),
        len(looks),
        {f"{name_of(pid)} {pid}": mib for pid, mib in grown.items() if abs(mib) >= 0.5},
    )


def _rest(root: int) -> dict[int, float]:
    """The median look at a tree at rest, in MiB per process."""
    looks = []
    for _ in range(IDLE_LOOKS):
        looks.append(_weigh(tree_pids(root)))
        time.sleep(EVERY_S)
    middle = median([_whole(look) for look in looks])
    return min(looks, key=lambda look: abs(_whole(look) - middle))


@contextmanager
def _watched(root: int) -> Iterator[list[dict[int, float]]]:
    looks: list[dict[int, float]] = []
    stop = threading.Event()

    def watch() -> None:
        pids: list[int] = []
        while not stop.wait(EVERY_S) or not looks:
            if len(looks) % LOOK_AGAIN == 0:
                pids = tree_pids(root)
            looks.append(_weigh(pids))

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield looks
    finally:
        stop.set()
        thread.join()


def _weigh(pids: list[int]) -> dict[int, float]:
    return {pid: mb * MIB_PER_MB for pid, mb in pss_mb(pids).items()}


def _whole(look: dict[int, float]) -> float:
    return sum(look.values())


def _reset_high_water(pids: list[int]) -> dict[int, float]:
    """Let the kernel forget the peaks so far; what each process weighs now, in MiB of RSS."""
    for pid in pids:
        try:
            Path(f"/proc/{pid}/clear_refs").write_text("5")  # 5: reset the peak of RSS (man 5 proc)
        except OSError:
            continue  # it ended
    return {pid: _status_mib(pid, "VmRSS") for pid in pids}


def _high_water(pids: list[int], before: dict[int, float]) -> float:
    return sum(max(0.0, _status_mib(pid, "VmHWM") - before.get(pid, 0.0)) for pid in pids)


def _status_mib(pid: int, name: str) -> float:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{name}:")), 0.0)


def run_memory(home: Path, *, rounds: int = 3) -> tuple[list[str], dict[str, Any]]:
    """Finalize at 4K over real HTTP, once to warm up, then weighed `rounds` times. Lines to print, and the figures."""
    with Emulator(prebuild=[(edge, edge) for edge in EDGES_PX]) as stub, Server(home, stub.env) as server:
        visitor = Visitor(Account(server), CHOICE)
        parent = visitor.enter().turn_id
        time.sleep(REST_S)
        cold_mib = _whole(_rest(server.pid))
        visitor.finalize(parent)
        peaks = []
        for _ in range(rounds):
            time.sleep(REST_S)
            peaks.append(peak_above_idle(server, lambda: visitor.finalize(parent)))
    return _lines(peaks, cold_mib), {"cold_mib": cold_mib, "peaks": [asdict(peak) for peak in peaks]}


def _lines(peaks: list[Peak], cold_mib: float) -> list[str]:
    worst = max(peaks, key=lambda peak: peak.above_mib)
    each = ", ".join(f"{peak.above_mib:.0f}" for peak in peaks)
    parts = ", ".join(f"{name.rpartition(' ')[0]} {mib:+.0f}" for name, mib in worst.of.items())
    return [
        f"Memory of a 4K finalize over HTTP, server and all its children (PSS): {each} MiB above idle, "
        f"aim at most {AIM_MIB:g}: {verdict(worst.above_mib, AIM_MIB)}.",
        f"At its heaviest {worst.peak_mib:.0f} MiB ({parts}); at rest {worst.idle_mib:.0f} MiB, "
        f"before the first 4K picture {cold_mib:.0f} MiB. Looked at {worst.looks} times; the kernel's own bound "
        f"(RSS of each process at its own peak) is {worst.high_water_mib:.0f} MiB above idle.",
    ]
