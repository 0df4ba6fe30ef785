"""The gates before a call: circuit breakers, retry budgets, rate limits, all through the shared record."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.utils import timezone

from editor.providers import errors
from editor.render import gate
from editor.render.gate import Later
from editor.resilience.breaker import Rules
from editor.resilience.budget import Allowance
from editor.resilience.tries import Route
from sessions.models import Attempt, Breaker, Outcome, Session, Turn
from sessions.services.writing import writing
from tests import factories

pytestmark = pytest.mark.django_db
HERE = Route(factories.MODEL, "gemini")
ELSEWHERE = Route(factories.MODEL, "vertex")
FAULT = errors.ProviderFault("The Gemini API failed on its own side (HTTP 500).", billed="no")


@pytest.fixture
def turn(session: Session) -> Turn:
    return factories.queued(session)


def enter(turn: Turn, *, is_repeat: bool = False, route: Route = HERE) -> None:
    with writing():
        gate.enter(route, turn, is_repeat=is_repeat)


def fail(times: int, problem: errors.ProviderError = FAULT) -> None:
    for _ in range(times):
        gate.failed(HERE, problem)


def called(turn: Turn, *ages_s: float, outcome: Outcome = Outcome.PICTURE) -> None:
    """Calls of this turn that left so many seconds ago."""
    for age_s in ages_s:
        number = turn.attempts.count() + 1
        Attempt.objects.create(
            turn=turn,
            number=number,
            request_id=f"{turn.pk}-{number}",
            model=HERE.model,
            surface=HERE.surface,
            outcome=outcome,
            started_at=timezone.now() - timedelta(seconds=age_s),
        )


def pass_time(seconds: float) -> None:
    """Move what the breaker remembers into the past."""
    back = timedelta(seconds=seconds)
    row = Breaker.objects.get()
    times = {name: getattr(row, name) for name in ("opened_at", "retry_at", "probe_until")}
    Breaker.objects.update(**{name: at - back for name, at in times.items() if isinstance(at, datetime)})


def test_failures_in_a_row_open_the_circuit_and_calls_wait(turn: Turn, settings: LazySettings) -> None:
    settings.BREAKER_RULES = Rules(failures=3, cool_down_s=15)
    fail(2)
    enter(turn)
    fail(1)
    with pytest.raises(Later, match="keeps failing") as later:
        enter(turn)
    assert 10 < later.value.seconds < 20
    row = Breaker.objects.get()
    assert (row.state, row.failures, row.reason) == ("open", 3, FAULT.sentence)


def test_another_route_is_taken_past_an_open_circuit(settings: LazySettings) -> None:
    settings.BREAKER_RULES = Rules(failures=1)
    assert gate.first_open([HERE, ELSEWHERE]) == HERE
    fail(1)
    assert gate.first_open([HERE, ELSEWHERE]) == ELSEWHERE
    with pytest.raises(Later):
        gate.first_open([HERE])


def test_one_probe_goes_and_its_success_closes_the_circuit(turn: Turn, settings: LazySettings) -> None:
    settings.BREAKER_RULES = Rules(failures=1, cool_down_s=15)
    fail(1)
    pass_time(20)
    enter(turn)
    assert Breaker.objects.get().state == "half_open"
    with pytest.raises(Later):
        enter(turn)
    gate.succeeded(HERE)
    assert (Breaker.objects.get().state, Breaker.objects.get().failures) == ("closed", 0)
    enter(turn)


@pytest.mark.parametrize(
    "problem",
    [
        errors.RateLimited("slow down"),
        errors.KeyRefused("no"),
        errors.RequestRefused("no"),
        errors.Refused("no", at_input=True, reason="SAFETY", billed="no"),
    ],
)
def test_a_service_that_says_no_is_not_broken(problem: errors.ProviderError, settings: LazySettings) -> None:
    settings.BREAKER_RULES = Rules(failures=1)
    fail(5, problem)
    assert gate.first_open([HERE]) == HERE


def test_the_embedded_engine_has_no_gates(turn: Turn, settings: LazySettings) -> None:
    settings.BREAKER_RULES = Rules(failures=1)
    settings.ACCOUNT_PER_MINUTE = 1
    engine = Route(factories.EMBEDDED_MODEL, "embedded")
    gate.failed(engine, FAULT)
    called(turn, 1, 2)
    enter(turn, route=engine, is_repeat=True)
    assert not Breaker.objects.exists()


def test_a_success_costs_one_query_where_all_is_well(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        gate.succeeded(HERE)


def test_repeats_wait_when_the_budget_is_spent(turn: Turn, settings: LazySettings) -> None:
    settings.RETRY_ALLOWANCE = Allowance(per_call=0.5, standing=1)
    called(turn, 50, 40)
    assert gate.tokens("gemini", timezone.now()) == 0.5
    enter(turn)
    with pytest.raises(Later, match="Repeats wait"):
        enter(turn, is_repeat=True)


def test_the_budget_comes_back_with_time(turn: Turn, settings: LazySettings) -> None:
    settings.RETRY_ALLOWANCE = Allowance(per_call=0, standing=1)
    called(turn, 300, 200, 100)
    enter(turn, is_repeat=True)


def test_requests_of_a_surface_wait_for_its_minute(turn: Turn, settings: LazySettings) -> None:
    settings.SURFACE_RATES = {"gemini": (2, 0)}
    called(turn, 50)
    enter(turn)
    called(turn, 10, outcome=Outcome.ERROR)
    with pytest.raises(Later, match="rate limit of Gemini API") as later:
        enter(turn)
    assert 9 < later.value.seconds < 14
    assert gate.paused(timezone.now()) == (("gemini",), ())
    assert gate.paused(timezone.now() + timedelta(seconds=11)) == ((), ())


def test_pictures_have_a_limit_of_their_own(turn: Turn, settings: LazySettings) -> None:
    settings.SURFACE_RATES = {"gemini": (0, 1)}
    called(turn, 5, outcome=Outcome.ERROR)
    enter(turn)
    called(turn, 5, outcome=Outcome.UNKNOWN)
    with pytest.raises(Later):
        enter(turn)


def test_an_account_waits_for_its_own_minute_only(turn: Turn, bob: User, settings: LazySettings) -> None:
    settings.ACCOUNT_PER_MINUTE = 2
    called(turn, 5, 4)
    with pytest.raises(Later, match="this account"):
        enter(turn)
    enter(factories.queued(factories.session(bob)))
    assert gate.paused(timezone.now()) == ((), (turn.author_id,))


def test_without_limits_nothing_is_counted(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert gate.paused(timezone.now()) == ((), ())
