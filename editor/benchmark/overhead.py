"""What the product adds to the provider's own time, beside a floor measured in the same run."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final, TypeVar

from django.contrib.auth.models import User

from editor import accounts
from editor.benchmark import memory
from editor.benchmark.figures import Report, load_note, median, ms, percentile, verdict
from editor.benchmark.floor import Bare, Floor, body_of
from editor.benchmark.server import Server, cpu_s, tree_pids
from editor.benchmark.visitor import Account, Made, Visitor
from editor.emulator import pictures
from editor.emulator.child import Emulator
from editor.providers.messages import Size

MODEL: Final = "gemini-nano-banana-2.1"
CHOICE: Final = f"gemini:{MODEL}"
EDGES_PX: Final[dict[Size, int]] = {"1K": 1024, "2K": 2048, "4K": 4096}
# Aims of the issue: times the floor, one user.
AIMS: Final[dict[tuple[Size, int], float]] = {("1K", 1): 2.0, ("4K", 1): 1.2}
THROUGHPUT_AIM: Final = 0.9
REALISTIC_LATENCY_S: Final = 2.0
PAGE_EVERY_S: Final = 0.25
PAGE_AIM_S: Final = 0.1
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Steps:
    """Seconds: POST sent to the provider having the request; its answer to `done` told; `done` to the bytes here.

    These three make up what the product adds. `post_s` runs beside them: until the POST is answered.
    """

    ask_s: float
    keep_s: float
    get_s: float
    post_s: float


@dataclass(slots=True)
class Cell:
    """One size with so many users: seconds per picture of the floor and of the product, without the provider's."""

    kind: str
    size: Size
    users: int
    floor_s: list[float] = field(default_factory=list)
    product_s: list[float] = field(default_factory=list)
    steps: list[Steps] = field(default_factory=list)
    cpu_s: float = 0.0


class Bench:
    """The running pieces: stub, server, visitors, floor."""

    def __init__(self, stub: Emulator, server: Server, folder: Path, users: int) -> None:
        self.stub = stub
        self.server = server
        self.account = Account(server)
        others = [Account(server, _link(server, number)) for number in range(1, users)]
        self.visitors = [Visitor(account, CHOICE) for account in [self.account, *others]]
        self.floors = [Floor(stub.url, MODEL, folder) for _ in range(users)]
        self.parents = [made.turn_id for made in together([visitor.enter for visitor in self.visitors])]
        self.sample = pictures.build(1024, 1024).png(0)

    @contextmanager
    def reader(self) -> Iterator[list[float]]:
        """While open, somebody else opens the studio again and again; yields the seconds each page took."""
        pages: list[float] = []
        stop = threading.Event()

        def read() -> None:
            visitor = Visitor(self.account, CHOICE)
            while not stop.wait(PAGE_EVERY_S):
                pages.append(visitor.open_page(self.visitors[0].session_id))

        thread = threading.Thread(target=read)
        thread.start()
        try:
            yield pages
        finally:
            stop.set()
            thread.join()

    def measure(self, kind: str, size: Size, users: int, rounds: int) -> Cell:
        """Batches of the floor and of the product in turn, `users` at a time."""
        cell = Cell(kind, size, users)
        body = body_of(MODEL, size, None if kind == "create" else self.sample)
        for _ in range(rounds):
            self.stub.forget()
            bare = together([lambda floor=floor: floor.run(body) for floor in self.floors[:users]])  # type: ignore[misc]
            cell.floor_s += self._without_provider([(each.tag, each.seconds) for each in bare])
            self.stub.forget()
            before = cpu_s(tree_pids(self.server.pid))
            made = together([self._act(kind, size, number) for number in range(users)])
            cell.cpu_s += (cpu_s(tree_pids(self.server.pid)) - before) / (rounds * users)
            cell.product_s += self._without_provider([(each.tag, each.fetched - each.posted) for each in made])
            cell.steps += [steps for each in made if (steps := self._steps(each))]
        return cell

    def _act(self, kind: str, size: Size, number: int) -> Callable[[], Made]:
        visitor, parent = self.visitors[number], self.parents[number]
        match kind:
            case "create":
                return lambda: visitor.create(size)
            case "adjust":
                return lambda: visitor.adjust(size, parent)
        return lambda: visitor.finalize(parent)

    def _without_provider(self, timed: Sequence[tuple[str, float]]) -> list[float]:
        """Take off what the stub itself took: of the very call where its tag is known, else on average."""
        took = {call["tag"]: call["answered_at"] - call["at"] for call in self.stub.calls() if call["answered_at"]}
        usual = sum(took.values()) / len(took)
        return [seconds - took.get(tag, usual) for tag, seconds in timed]

    def _steps(self, made: Made) -> Steps | None:
        """Where the time went. A final carries no tag: its call is known only where it is the one call there was."""
        calls = self.stub.calls()
        call = next((call for call in calls if call["tag"] == made.tag), calls[0] if len(calls) == 1 else None)
        if call is None:
            return None
        answered = call["answered_at"]
        return Steps(
            call["at"] - made.posted, made.told - answered, made.fetched - made.told, made.answered - made.posted
        )


def _link(server: Server, number: int) -> str:
    """A sign-in link for one more account: no account may take every slot."""
    return server.url + accounts.link_path(User.objects.create_user(f"bench-{number}"))


def together(acts: Sequence[Callable[[], T]]) -> list[T]:
    """Start all at one moment, each in its thread; the results in order."""
    gate = threading.Barrier(len(acts))

    def start(act: Callable[[], T]) -> T:
        gate.wait()
        return act()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(start, acts))


@dataclass(frozen=True, slots=True)
class Pace:
    """Pictures per second, one after another for every user: bare, and by the product.

    `pages_s`: seconds that another visitor's studio page took meanwhile.
    """

    users: int
    floor: float
    product: float
    cpu_per_picture_s: float
    pages_s: list[float]


def _pace(bench: Bench, users: int, each: int) -> Pace:
    """Throughput at a realistic latency. Every user makes `each` pictures without a pause."""
    bench.stub.latency(REALISTIC_LATENCY_S)
    body = body_of(MODEL, "1K")

    def bare(floor: Floor) -> list[Bare]:
        return [floor.run(body) for _ in range(each)]

    def whole(visitor: Visitor) -> list[Made]:
        return [visitor.create("1K") for _ in range(each)]

    started = time.perf_counter()
    together([lambda floor=floor: bare(floor) for floor in bench.floors[:users]])  # type: ignore[misc]
    floor_s = time.perf_counter() - started
    before, started = cpu_s(tree_pids(bench.server.pid)), time.perf_counter()
    with bench.reader() as pages:
        together([lambda visitor=visitor: whole(visitor) for visitor in bench.visitors[:users]])  # type: ignore[misc]
    product_s = time.perf_counter() - started
    used = cpu_s(tree_pids(bench.server.pid)) - before
    bench.stub.latency(0)
    count = users * each
    return Pace(users, count / floor_s, count / product_s, used / count, pages)


def run(home: Path, *, quick: bool = False) -> Report:
    """All sizes, 1, 8 and 32 users, then the pace at 32 users. `quick` is one round of the smallest."""
    load = os.getloadavg()
    users = 8 if quick else 32
    columns = ("what", "users", "n", "floor ms", "product ms", "p95 ms", "times floor", "aim", "met")
    report = Report("overhead", (*columns, "ask + keep + get ms", "post ms", "server cpu ms"))
    with (
        Emulator(prebuild=[(edge, edge) for edge in EDGES_PX.values()]) as stub,
        Server(home, stub.env) as server,
    ):
        bench = Bench(stub, server, home / "floor", users)
        for kind, size, count, rounds in _plan(quick):
            _tell(report, bench.measure(kind, size, count, rounds))
        pace = _pace(bench, users, 2 if quick else 5)
    _tell_pace(report, pace)
    lines, weights = memory.run_memory(home / "memory", rounds=1 if quick else 3)
    report.notes += lines
    report.data["memory"] = weights
    report.notes.append("As many accounts as users, one browser each; each browser keeps its progress stream open.")
    report.notes.append(load_note(load))
    return report


def _plan(quick: bool) -> list[tuple[str, Size, int, int]]:
    if quick:
        return [("create", "1K", 1, 5), ("create", "1K", 8, 1), ("finalize", "4K", 1, 1)]
    return [
        ("create", "1K", 1, 30),
        ("adjust", "1K", 1, 20),
        ("create", "2K", 1, 15),
        ("finalize", "4K", 1, 8),
        ("create", "1K", 8, 5),
        ("create", "2K", 8, 2),
        ("finalize", "4K", 8, 1),
        ("create", "1K", 32, 3),
        ("create", "2K", 32, 1),
        ("finalize", "4K", 32, 1),
    ]


def _tell(report: Report, cell: Cell) -> None:
    floor, product = median(cell.floor_s), median(cell.product_s)
    aim = AIMS.get((cell.size, cell.users)) if cell.kind != "adjust" else None
    parts = [[step.ask_s, step.keep_s, step.get_s, step.post_s] for step in cell.steps]
    ask, keep, get, post = [ms(median(values)) for values in zip(*parts, strict=True)] or ["-"] * 4
    report.add(
        f"{cell.kind} {cell.size}",
        cell.users,
        len(cell.product_s),
        ms(floor),
        ms(product),
        ms(percentile(cell.product_s, 0.95)),
        f"{product / floor:.2f}",
        f"{aim:g}" if aim else "-",
        verdict(product / floor, aim) if aim else "",
        f"{ask} + {keep} + {get}",
        post,
        ms(cell.cpu_s),
    )
    report.data[f"{cell.kind}-{cell.size}-{cell.users}"] = {
        "floor_s": cell.floor_s,
        "product_s": cell.product_s,
        "steps_s": [asdict(step) for step in cell.steps],
        "cpu_s": cell.cpu_s,
    }


def _tell_pace(report: Report, pace: Pace) -> None:
    share = pace.product / pace.floor
    met = verdict(share, THROUGHPUT_AIM, at_least=True)
    report.notes += [
        f"Pace at {pace.users} users, 1K, provider {REALISTIC_LATENCY_S:g} s, in pictures per second: "
        f"floor {pace.floor:.2f}, product {pace.product:.2f}.",
        f"Share {share:.2f}, aim {THROUGHPUT_AIM:g}: {met}. Server CPU per picture {ms(pace.cpu_per_picture_s)} ms.",
    ]
    middle = median(pace.pages_s)
    report.notes.append(
        f"Studio page of another browser meanwhile: median {ms(middle)}, p95 {ms(percentile(pace.pages_s, 0.95))} ms, "
        f"aim {PAGE_AIM_S * 1000:.0f}: {verdict(middle, PAGE_AIM_S)}."
    )
    report.data["pace"] = asdict(pace)
