"""What the status page reads: circuits as the gate sees them, the last hour by route, limits and queues."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.utils import timezone

from editor.providers.surfaces import EMBEDDED
from editor.render import recent, status
from editor.render.recent import Recent
from editor.render.status import RouteStatus, SurfaceStatus
from editor.resilience.tries import Route
from sessions.models import Attempt, Breaker, Job, JobState, Outcome, Queue, Turn
from tests import factories

NOW = timezone.now
ROUTE = Route(factories.MODEL, factories.SURFACE)


@pytest.fixture(autouse=True)
def _gemini_alone(settings: LazySettings) -> None:
    settings.PROVIDER_ENV = {"GEMINI_API_KEY": "k"}


@pytest.fixture
def turn(alice: User) -> Turn:
    return factories.opened(factories.session(alice))


def timed(turn: Turn, seconds: float | None, outcome: Outcome = Outcome.PICTURE, **facts: Any) -> Attempt:
    call = factories.called(turn, outcome)
    Attempt.objects.filter(pk=call.pk).update(latency_s=seconds, **facts)
    return call


def surface(name: str = factories.SURFACE) -> SurfaceStatus:
    return next(each for each in status.read().surfaces if each.name == name)


def route(model: str = factories.MODEL) -> RouteStatus:
    return next(each for each in surface().routes if each.model == model)


def lately() -> Recent:
    return recent.by_route(NOW())[ROUTE]


@pytest.mark.parametrize(
    ("seconds", "median"), [((7,), 7), ((9, 1), 5), ((30, 1, 2), 2), ((4, 1, 3, 2), 2.5), ((5, 5, 5, 5, 99), 5)]
)
def test_median_is_that_of_the_middle(turn: Turn, seconds: tuple[float, ...], median: float) -> None:
    for each in seconds:
        timed(turn, each)
    assert lately().median_s == median


def test_each_route_has_its_own_median(turn: Turn) -> None:
    timed(turn, 10)
    timed(turn, 2, surface="wisdom-gate")
    found = recent.by_route(NOW())
    assert {each.surface: one.median_s for each, one in found.items()} == {"gemini": 10, "wisdom-gate": 2}


@pytest.mark.parametrize(
    ("outcome", "failed"),
    [
        (Outcome.PICTURE, 0),
        (Outcome.REFUSED, 0),
        (Outcome.ERROR, 1),
        (Outcome.NO_PICTURE, 1),
        (Outcome.WRONG_PICTURE, 1),
        (Outcome.UNKNOWN, 1),
    ],
)
def test_refusal_is_an_answer_and_no_failure(turn: Turn, outcome: Outcome, failed: int) -> None:
    timed(turn, 3, outcome)
    assert (lately().ended, lately().failed, lately().failed_share) == (1, failed, float(failed))


def test_call_that_never_left_does_not_count(turn: Turn) -> None:
    timed(turn, 3, Outcome.NOT_SENT)
    assert recent.by_route(NOW()) == {}


def test_what_a_person_gave_up_is_no_failure_of_the_service(turn: Turn) -> None:
    timed(turn, 3)
    timed(turn, 1, Outcome.ERROR, failure="NoLongerWanted")
    assert (lately().ended, lately().failed) == (1, 0)


def test_call_of_two_hours_ago_does_not_count(turn: Turn) -> None:
    timed(turn, 3, started_at=NOW() - timedelta(hours=2))
    assert recent.by_route(NOW()) == {}


def test_call_without_an_end_is_under_way(turn: Turn) -> None:
    timed(turn, None, Outcome.UNKNOWN)
    assert lately() == Recent(ended=0, failed=0, under_way=1, median_s=None)
    assert lately().failed_share is None


def test_call_that_nobody_can_still_wait_for_was_cut_off(turn: Turn, settings: LazySettings) -> None:
    settings.PROVIDER_TIMEOUT_S = 60
    timed(turn, None, Outcome.UNKNOWN, started_at=NOW() - timedelta(seconds=61))
    assert (lately().ended, lately().failed, lately().under_way) == (1, 1, 0)


@pytest.mark.parametrize(
    ("state", "retry_in_s", "probe_in_s", "stand"),
    [
        ("closed", 60, 60, "closed"),
        ("open", 60, 0, "open"),
        ("open", -1, 0, "due"),
        ("half_open", -60, 60, "probing"),
        ("half_open", -60, -1, "due"),
    ],
)
@pytest.mark.django_db
def test_circuit_stands_as_the_gate_would_answer(state: str, retry_in_s: int, probe_in_s: int, stand: str) -> None:
    now = NOW()
    Breaker.objects.create(
        surface=ROUTE.surface,
        model=ROUTE.model,
        state=state,
        retry_at=now + timedelta(seconds=retry_in_s),
        probe_until=now + timedelta(seconds=probe_in_s),
    )
    assert route().circuit.stand == stand
    assert (route().circuit.wait_s > 0) == (stand in ("open", "probing"))
    assert bool(surface().paused) == (stand in ("open", "probing"))


@pytest.mark.django_db
def test_route_that_never_failed_is_closed() -> None:
    assert (route().circuit.stand, route().circuit.failures, route().recent) == ("closed", 0, Recent())


def test_surface_without_a_key_still_shows_what_was_called(turn: Turn) -> None:
    timed(turn, 3, surface="wisdom-gate")
    found = surface("wisdom-gate")
    assert found.missing.startswith("Wisdom Gate needs")
    assert [each.model for each in found.routes] == [factories.MODEL]
    assert surface("vertex").routes == ()


def test_model_that_the_registry_no_longer_knows_is_named_by_its_id(turn: Turn) -> None:
    timed(turn, 3, model="gone-1")
    assert route("gone-1").label == "gone-1"


def test_repeats_are_taken_from_the_budget(turn: Turn) -> None:
    before = surface().repeats_left
    timed(turn, 3)
    timed(turn, 3)
    assert surface().repeats_left == before + 0.25 - 1


def test_use_of_the_last_minute_stands_beside_its_limit(turn: Turn, settings: LazySettings) -> None:
    settings.SURFACE_RATES = {"gemini": (3, 1)}
    timed(turn, 3)
    timed(turn, 3, Outcome.ERROR)
    timed(turn, 3, started_at=NOW() - timedelta(seconds=61))
    found = surface()
    assert (found.requests.used, found.requests.is_full) == (2, False)
    assert (found.pictures.used, found.pictures.is_full) == (1, True)


def test_engine_is_part_of_us_and_has_no_limits(turn: Turn) -> None:
    timed(turn, 3, surface=EMBEDDED)
    assert (surface(EMBEDDED).is_gated, surface(EMBEDDED).requests.used) == (False, 0)


def test_queues_tell_what_runs_waits_and_was_put_off(alice: User) -> None:
    session = factories.session(alice)
    running, put_off, waiting = (factories.queued(session) for _ in range(3))
    ended = factories.queued(session, queue=Queue.FINAL)
    Job.objects.filter(turn=running).update(state=JobState.LEASED)
    Job.objects.filter(turn=put_off).update(run_after=NOW() + timedelta(minutes=1))
    Job.objects.filter(turn=waiting).update(created_at=NOW() - timedelta(seconds=30))
    Job.objects.filter(turn=ended).update(state=JobState.ENDED)
    previews, finals = status.read().lines
    assert (previews.running, previews.waiting, previews.put_off) == (1, 1, 1)
    assert previews.oldest_s == pytest.approx(30, abs=5)
    assert (finals.running, finals.waiting, finals.put_off, finals.oldest_s) == (0, 0, 0, None)


def test_mine_counts_only_my_calls_and_never_the_engines(alice: User, bob: User, settings: LazySettings) -> None:
    settings.ACCOUNT_PER_MINUTE = 2
    turn = factories.queued(factories.session(alice))
    timed(turn, 3)
    timed(turn, 3, surface=EMBEDDED)
    timed(factories.opened(factories.session(bob)), 3)
    found = status.mine(alice)
    assert (found.open_turns, found.requests.used, found.requests.limit) == (1, 1, 2)


def test_reading_asks_as_many_queries_for_many_routes(
    turn: Turn, django_assert_num_queries: Callable[..., Any]
) -> None:
    for number in range(12):
        timed(turn, 3, model=f"model-{number}")
        Breaker.objects.create(surface="gemini", model=f"model-{number}", state="open")
    # Breakers, counts, medians, queues; and for each of three surfaces: calls, pictures, repeats.
    with django_assert_num_queries(13):
        status.read()
