"""Back-off, budget, pace and degradation: numbers in, numbers out."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.resilience import budget, degrade, pace, retry
from editor.resilience.budget import Allowance
from editor.resilience.retry import Policy

POLICY = Policy(base_s=1.0, cap_s=60.0)


class Most:
    """Chance at its longest."""

    def uniform(self, a: float, b: float, /) -> float:
        return b


def test_backoff_doubles_up_to_its_cap() -> None:
    longest = [retry.backoff_s(failures, POLICY, Most()) for failures in range(1, 9)]
    assert longest == [1, 2, 4, 8, 16, 32, 60, 60]


def test_jitter_is_full() -> None:
    chance = random.Random(7)
    waits = [retry.backoff_s(4, POLICY, chance) for _ in range(2000)]
    assert min(waits) < 0.1
    assert max(waits) > 7.9
    assert 3.7 < sum(waits) / len(waits) < 4.3


@given(st.floats(0, 300), st.integers(0, 2**32))
def test_the_provider_is_never_asked_sooner_than_it_said(asked_s: float, seed: int) -> None:
    wait_s = retry.wait_s(3, asked_s, POLICY, random.Random(seed))
    assert asked_s <= wait_s <= asked_s + 1


def test_repeats_are_a_share_of_calls() -> None:
    allowance = Allowance(per_call=0.25, standing=10)
    assert budget.tokens(0, 0, allowance) == 10
    assert budget.tokens(1000, 250, allowance) == 10
    assert budget.tokens(1000, 260, allowance) == 0


@given(st.integers(0, 10_000))
def test_an_outage_is_not_doubled(calls: int) -> None:
    """With every call failing, the repeats that the budget lets through stay within its share."""
    allowance, repeats = Allowance(), 0
    while budget.tokens(calls, repeats, allowance) >= 1:
        repeats += 1
    assert repeats <= allowance.standing + allowance.per_call * calls


@pytest.mark.parametrize(
    ("starts_s", "per_minute", "wait_s"),
    [([], 2, 0), ([100], 2, 0), ([100, 110], 2, 10), ([100, 110, 120], 2, 20), ([10, 20], 2, 0), ([149.0] * 9, 0, 0)],
)
def test_pace(starts_s: list[float], per_minute: int, wait_s: float) -> None:
    assert pace.wait_s(starts_s, per_minute, 150.0) == wait_s


@given(st.lists(st.floats(0, 600), max_size=60).map(sorted), st.integers(1, 10))
def test_no_window_of_a_minute_holds_more_than_the_limit(wished_s: list[float], per_minute: int) -> None:
    left: list[float] = []
    for wished in wished_s:
        now_s = max([wished, *left[-1:]])
        left.append(now_s + pace.wait_s(left, per_minute, now_s))
    late = [later - earlier for earlier, later in zip(left, left[per_minute:], strict=False)]
    assert all(gap >= pace.WINDOW_S - 1e-6 for gap in late)


@pytest.mark.parametrize(
    ("size", "makes", "smaller"),
    [
        ("4K", ("1K", "2K", "4K"), "2K"),
        ("2K", ("0.5K", "2K"), "0.5K"),
        ("1K", ("1K", "2K"), None),
        ("7K", ("1K",), None),
    ],
)
def test_smaller(size: str, makes: tuple[str, ...], smaller: str | None) -> None:
    assert degrade.smaller(size, makes) == smaller
