"""How long to wait, and how often to try."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class Chance(Protocol):
    """Where randomness comes from: `random.Random`, or a fixed sequence in tests."""

    def uniform(self, a: float, b: float, /) -> float:
        """A number between `a` and `b`."""


@dataclass(frozen=True, slots=True)
class Policy:
    """The rules. Times in seconds.

    `tries` per route; `costly_repeats` is how often a call that may have been billed is made again, in all; a wait that
    the provider asks for is kept up to `longest_wait_s`; `patience_s` is how long a turn may wait in all.
    """

    tries: int = 4
    costly_repeats: int = 1
    overloads_before_smaller: int = 2
    base_s: float = 1.0
    cap_s: float = 60.0
    longest_wait_s: float = 300.0
    patience_s: float = 900.0


def backoff_s(failures: int, policy: Policy, chance: Chance) -> float:
    """Exponential back-off with full jitter: between nothing and base times 2 for every failure, at most the cap.

    Full jitter, because callers that failed together must not come back together (Marc Brooker, "Exponential Backoff
    And Jitter", AWS Architecture Blog 2015).
    """
    return chance.uniform(0.0, min(policy.cap_s, policy.base_s * 2.0 ** max(failures - 1, 0)))


def wait_s(failures: int, asked_wait_s: float | None, policy: Policy, chance: Chance) -> float:
    """The wait before the next try: what the provider asked for and never less, else the back-off.

    Up to a tenth and a second on top, since many callers were told the same moment.
    """
    if asked_wait_s is None:
        return backoff_s(failures, policy, chance)
    return asked_wait_s + chance.uniform(0.0, min(1.0, asked_wait_s / 10))
