"""Which call meets which fault: a list that is used up, and a share of the rest at random."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from editor.emulator.faults import BATCH_FAULTS, FAULTS, MIX, Fault

ALWAYS: Final = "always"


class UnknownFault(ValueError):
    """No fault has this name."""


@dataclass(slots=True)
class Planned:
    """What the next call, or the next few, meet. `latency_s` replaces the usual one."""

    fault: Fault | None = None
    arguments: dict[str, Any] = field(default_factory=dict)
    latency_s: float | None = None
    left: float = 1


class Script:
    """The faults to come. Not thread-safe: the event loop alone reads and writes it."""

    def __init__(self) -> None:
        self._planned: deque[Planned] = deque()
        self._batches: deque[str] = deque()
        self._share = 0.0
        self._chance = random.Random(0)  # noqa: S311  (repeatable is the point)

    def add(self, items: Iterable[str | dict[str, Any]]) -> None:
        """Queue faults; raises UnknownFault, and then queues none of them.

        An item is `NAME`, `NAME:TIMES`, `NAME:always`, or an object with `fault`, `times` and the fault's own
        arguments; `{"status": N}` is any HTTP status, `{"latency_s": N}` no fault but a time.
        """
        read = [_read(item) for item in items]
        self._batches.extend(each for each in read if isinstance(each, str))
        self._planned.extend(each for each in read if isinstance(each, Planned))

    def mix(self, share: float, seed: int) -> None:
        """Let this share of the calls that meet nothing else meet a fault of the mix."""
        self._share = share
        self._chance = random.Random(seed)  # noqa: S311  (repeatable is the point)

    def take(self) -> Planned:
        """What this call meets."""
        if self._planned:
            found = self._planned[0]
            found.left -= 1
            if found.left <= 0:
                self._planned.popleft()
            return found
        if self._share and self._chance.random() < self._share:
            mixed = _read(self._chance.choice(MIX))
            assert isinstance(mixed, Planned)
            return mixed
        return Planned()

    def take_batch(self) -> str:
        """The state in which the batch that is being made will end, where that is not a good end; else nothing."""
        return BATCH_FAULTS[self._batches.popleft()] if self._batches else ""

    def clear(self) -> None:
        """No faults from here on."""
        self._planned.clear()
        self._batches.clear()
        self._share = 0.0


def _read(item: str | dict[str, Any]) -> Planned | str:
    if isinstance(item, str):
        name, _, times = item.partition(":")
        return _planned(name, {"times": times} if times else {})
    arguments = dict(item)
    if "status" in arguments:
        return _planned("status", arguments)
    name = arguments.pop("fault", "")
    if not name and "latency_s" in arguments:
        return Planned(latency_s=float(arguments["latency_s"]), left=_times(arguments))
    return _planned(str(name), arguments)


def _planned(name: str, arguments: dict[str, Any]) -> Planned | str:
    if name in BATCH_FAULTS:
        return name
    if name not in FAULTS or (name == "status" and "status" not in arguments):
        raise UnknownFault(f"There is no fault called {name}. Known: {', '.join((*FAULTS, *BATCH_FAULTS))}.")
    latency_s = arguments.get("latency_s")
    return Planned(FAULTS[name], arguments, None if latency_s is None else float(latency_s), _times(arguments))


def _times(arguments: dict[str, Any]) -> float:
    times = arguments.pop("times", 1)
    if times == ALWAYS:
        return float("inf")
    if not str(times).isdecimal() or int(times) < 1:
        raise UnknownFault(f"A fault happens a whole number of times, or {ALWAYS}: {times!r} is neither.")
    return int(times)
