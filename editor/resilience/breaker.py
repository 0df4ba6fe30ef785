"""A circuit breaker: closed while calls succeed, open after failures in a row, half open for one probe at a time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

State: TypeAlias = Literal["closed", "open", "half_open"]


@dataclass(frozen=True, slots=True)
class Rules:
    """`failures` in a row open it; it stays open `cool_down_s`, twice as long each time a probe fails, at most the cap.

    A probe that has not ended after `probe_s` is given up (its process may be dead) and another may go.
    """

    failures: int = 5
    cool_down_s: float = 15.0
    cool_down_cap_s: float = 240.0
    probe_s: float = 330.0


@dataclass(frozen=True, slots=True)
class Circuit:
    """The state of one route. Times are seconds of the caller's clock."""

    state: State = "closed"
    failures: int = 0
    opened_s: float = 0.0
    retry_s: float = 0.0
    probe_until_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Admission:
    """Whether a call may go now, and if not, how long to wait (seconds)."""

    circuit: Circuit
    wait_s: float = 0.0

    @property
    def may_go(self) -> bool:
        return self.wait_s == 0.0


def admit(circuit: Circuit, now_s: float, rules: Rules) -> Admission:
    """Ask to make a call. An open circuit whose time has come lets one call through as a probe."""
    if circuit.state == "closed":
        return Admission(circuit)
    until_s = circuit.retry_s if circuit.state == "open" else circuit.probe_until_s
    if now_s < until_s:
        # A probe under way may end any moment: look again soon rather than at its limit.
        return Admission(circuit, min(until_s - now_s, rules.cool_down_s))
    return Admission(replace(circuit, state="half_open", probe_until_s=now_s + rules.probe_s))


def succeeded() -> Circuit:
    """The service answered as a service should (a refusal is an answer, too)."""
    return Circuit()


def failed(circuit: Circuit, now_s: float, rules: Rules) -> Circuit:
    """A call failed on the service's side. Calls that left before it opened do not keep it open longer."""
    failures = circuit.failures + 1
    if circuit.state == "open":
        return replace(circuit, failures=failures)
    if circuit.state == "closed" and failures < rules.failures:
        return replace(circuit, failures=failures)
    cool_down_s = min(_cool_down_s(circuit, rules), rules.cool_down_cap_s)
    return Circuit("open", failures, now_s, now_s + cool_down_s)


def _cool_down_s(circuit: Circuit, rules: Rules) -> float:
    """Twice the last one after a failed probe."""
    if circuit.state != "half_open":
        return rules.cool_down_s
    return max(rules.cool_down_s, 2.0 * (circuit.retry_s - circuit.opened_s))
