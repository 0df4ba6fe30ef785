"""The circuit breaker, with a clock of numbers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from editor.resilience import breaker
from editor.resilience.breaker import Circuit, Rules

RULES = Rules(failures=3, cool_down_s=15, cool_down_cap_s=100, probe_s=60)


def failing(times: int, circuit: Circuit | None = None, now_s: float = 100) -> Circuit:
    found = circuit or Circuit()
    for _ in range(times):
        found = breaker.failed(found, now_s, RULES)
    return found


def test_it_opens_after_failures_in_a_row() -> None:
    assert failing(2).state == "closed"
    assert failing(3) == Circuit("open", 3, 100, 115)


def test_a_success_between_starts_the_count_anew() -> None:
    assert failing(2, breaker.succeeded()).state == "closed"
    assert failing(2) != breaker.succeeded()


def test_while_open_nothing_goes_and_the_wait_is_told() -> None:
    admission = breaker.admit(failing(3), 105, RULES)
    assert (admission.may_go, admission.wait_s) == (False, 10)


def test_calls_that_left_before_it_opened_do_not_keep_it_open() -> None:
    assert failing(20).retry_s == 115


def test_one_probe_goes_at_a_time() -> None:
    first = breaker.admit(failing(3), 116, RULES)
    assert (first.may_go, first.circuit.state) == (True, "half_open")
    second = breaker.admit(first.circuit, 117, RULES)
    assert (second.may_go, second.wait_s) == (False, 15)


def test_a_probe_whose_process_died_is_given_up() -> None:
    probing = breaker.admit(failing(3), 116, RULES).circuit
    assert breaker.admit(probing, 116 + 61, RULES).may_go


def test_a_failed_probe_doubles_the_time_up_to_the_cap() -> None:
    circuit, now_s, lengths = failing(3), 100.0, []
    for _ in range(5):
        lengths.append(circuit.retry_s - now_s)
        now_s = circuit.retry_s
        circuit = breaker.failed(breaker.admit(circuit, now_s, RULES).circuit, now_s, RULES)
    assert lengths == [15, 30, 60, 100, 100]


def test_a_good_probe_closes_it() -> None:
    assert breaker.admit(breaker.succeeded(), 116, RULES).may_go


@given(st.lists(st.tuples(st.sampled_from(["ask", "fail", "succeed"]), st.floats(0, 50)), max_size=60))
def test_it_never_stays_shut_for_ever(events: list[tuple[str, float]]) -> None:
    circuit, now_s = Circuit(), 0.0
    for event, pause_s in events:
        now_s += pause_s
        match event:
            case "ask":
                circuit = breaker.admit(circuit, now_s, RULES).circuit
            case "fail":
                circuit = breaker.failed(circuit, now_s, RULES)
            case _:
                circuit = breaker.succeeded()
    assert breaker.admit(circuit, now_s + RULES.cool_down_cap_s + RULES.probe_s, RULES).may_go
