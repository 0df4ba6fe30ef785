"""The walk through a turn's calls: where it goes on, and when it stops."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.resilience import steps
from editor.resilience.retry import Policy
from editor.resilience.steps import Place
from editor.resilience.tries import Ended, Route, Terrain, Try

FLASH, LITE, ELSEWHERE = Route("flash", "gemini"), Route("lite", "gemini"), Route("flash", "vertex")
SIZES = {FLASH: ("1K", "2K", "4K"), LITE: ("1K",), ELSEWHERE: ("1K", "2K", "4K")}
ALONE = Terrain((FLASH,), "2K", SIZES, may_shrink=True)
WITH_MORE = Terrain((FLASH, LITE, ELSEWHERE), "2K", SIZES, may_shrink=True)
FINAL = Terrain((FLASH,), "4K", SIZES, may_shrink=False)
POLICY = Policy()


def busy(route: Route = FLASH, **more: object) -> Try:
    return replace(Try(route, "2K", "failed", is_retryable=True, is_route_fault=True), **more)  # type: ignore[arg-type]


def at(terrain: Terrain, *tries: Try, policy: Policy = POLICY) -> Place:
    return steps.place(terrain, tries, policy)


def test_it_begins_where_it_was_asked() -> None:
    assert at(ALONE) == Place(FLASH, "2K")


def test_a_failure_that_may_pass_is_tried_again_on_the_same_route() -> None:
    found = at(ALONE, busy())
    assert (found.route, found.size, found.why, found.halt) == (FLASH, "2K", "again", "")


def test_tries_are_used_up() -> None:
    assert at(ALONE, *[busy()] * 3).halt == ""
    assert at(ALONE, *[busy()] * 4).halt == "tries used up"


def test_when_tries_are_used_up_the_next_route_is_taken() -> None:
    found = at(WITH_MORE, *[busy()] * 4)
    assert (found.route, found.size, found.why, found.here) == (LITE, "1K", "elsewhere", 0)


def test_the_size_asked_for_comes_back_on_a_route_that_makes_it() -> None:
    found = at(WITH_MORE, *[busy()] * 4, *[busy(LITE, size="1K")] * 4)
    assert (found.route, found.size) == (ELSEWHERE, "2K")


def test_after_the_last_route_it_stops() -> None:
    tries = [*[busy()] * 4, *[busy(LITE)] * 4, *[busy(ELSEWHERE)] * 4]
    assert at(WITH_MORE, *tries).halt == "tries used up"


def test_a_refusal_is_never_repeated_nor_taken_elsewhere() -> None:
    assert at(WITH_MORE, Try(FLASH, "2K", "refused", is_retryable=True, is_route_fault=True)).halt == "refused"


def test_a_request_that_is_wrong_is_wrong_everywhere() -> None:
    assert at(WITH_MORE, Try(FLASH, "2K", "failed")).halt == "no use"


def test_a_retired_model_is_left_for_the_next_route_at_once() -> None:
    dead = Try(FLASH, "2K", "failed", is_route_fault=True)
    assert at(WITH_MORE, dead).route == LITE
    assert at(ALONE, dead).halt == "no use"


def test_a_call_that_may_have_been_billed_is_made_again_once() -> None:
    unknown = Try(FLASH, "2K", "unknown", is_retryable=True)
    once, twice = at(WITH_MORE, unknown), at(WITH_MORE, unknown, unknown)
    assert (once.route, once.why, once.halt) == (FLASH, "repeated", "")
    assert twice.halt == "repeated once already"


@pytest.mark.parametrize("other", ["poor", "unknown"])
def test_all_costly_calls_count_together(other: Ended) -> None:
    tries = [Try(FLASH, "2K", "poor", is_retryable=True), busy(), Try(FLASH, "2K", other, is_retryable=True)]
    assert at(ALONE, *tries).halt == "repeated once already"


def test_nothing_costly_is_repeated_where_the_policy_forbids_it() -> None:
    unknown = Try(FLASH, "2K", "unknown", is_retryable=True)
    assert at(ALONE, unknown, policy=Policy(costly_repeats=0)).halt == "repeated once already"


def test_a_reply_that_will_not_change_is_not_asked_for_again() -> None:
    assert at(ALONE, Try(FLASH, "2K", "poor")).halt == "no use"


def test_a_lost_signature_costs_the_history_once() -> None:
    lost = Try(FLASH, "2K", "failed", is_history_fault=True)
    assert (at(ALONE, lost).is_bare, at(ALONE, lost).why) == (True, "without history")
    assert at(ALONE, lost, lost).halt == "no use"


def test_a_reply_that_misses_the_signature_is_asked_for_again_without_history() -> None:
    lost = Try(FLASH, "2K", "poor", is_history_fault=True)
    assert (at(ALONE, lost).is_bare, at(ALONE, lost).why) == (True, "without history")
    assert at(ALONE, lost, lost).halt


def test_overload_makes_a_preview_smaller() -> None:
    overload = busy(is_overload=True)
    assert at(ALONE, overload).size == "2K"
    found = at(ALONE, overload, overload)
    assert (found.size, found.why) == ("1K", "smaller")
    # 1K is the least that the model makes: from there on it is only tried again.
    assert at(ALONE, *[overload] * 4).size == "1K"


def test_a_final_is_never_made_smaller() -> None:
    overload = busy(is_overload=True, size="4K")
    assert {at(FINAL, *[overload] * count).size for count in range(5)} == {"4K"}


def test_a_wait_beyond_reason_is_not_waited_for() -> None:
    assert at(ALONE, busy(asked_wait_s=3600.0)).halt == "asked to wait too long"
    assert at(WITH_MORE, busy(asked_wait_s=3600.0)).route == LITE


def test_a_call_past_an_open_circuit_goes_on_from_there() -> None:
    found = at(WITH_MORE, busy(ELSEWHERE))
    assert (found.route, found.here) == (ELSEWHERE, 1)


def test_the_wait_is_the_providers_or_a_backoff_or_none() -> None:
    chance = random.Random(1)
    asked = busy(asked_wait_s=26.0)
    assert 26.0 <= steps.pause_s(at(ALONE, asked), asked, POLICY, chance) <= 27.0
    assert 0 <= steps.pause_s(at(ALONE, busy()), busy(), POLICY, chance) <= POLICY.base_s
    dead = Try(FLASH, "2K", "failed", is_route_fault=True)
    assert steps.pause_s(at(WITH_MORE, dead), dead, POLICY, chance) == 0
    assert steps.pause_s(at(ALONE), None, POLICY, chance) == 0


TRIES = st.builds(
    Try,
    route=st.sampled_from([FLASH, LITE, ELSEWHERE]),
    size=st.sampled_from(["1K", "2K"]),
    ended=st.sampled_from(["failed", "refused", "unknown", "poor"]),
    is_retryable=st.booleans(),
    is_route_fault=st.booleans(),
    is_overload=st.booleans(),
    is_history_fault=st.booleans(),
    asked_wait_s=st.none() | st.floats(0, 4000),
)


@given(st.lists(TRIES, max_size=30))
def test_every_walk_ends_and_pays_at_most_twice(chosen: list[Try]) -> None:
    """A turn that follows its place and meets any failures makes a bounded number of calls."""
    made: list[Try] = []
    for each in [*chosen, *[busy()] * 40]:
        here = at(WITH_MORE, *made)
        if here.halt:
            break
        made.append(replace(each, route=here.route, size=here.size))
    assert at(WITH_MORE, *made).halt
    assert len(made) <= 3 * POLICY.tries + POLICY.costly_repeats + 3 * 4
    assert sum(each.is_costly for each in made) <= 1 + POLICY.costly_repeats
    assert all(each.size in SIZES[each.route] for each in made)
