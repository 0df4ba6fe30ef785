"""Where a turn may go and where it stands: the record's calls, read as the resilience room reads them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from django.conf import settings
from django.utils import timezone

from editor.providers import catalogue, surfaces
from editor.providers.catalogue import ImageModel
from editor.providers.messages import SIZES, Size
from editor.providers.surfaces import EMBEDDED
from editor.resilience import steps
from editor.resilience.steps import Place
from editor.resilience.tries import Ended, Route, Terrain, Try
from sessions.models import Action, Attempt, Outcome, Turn

# Failures that say something about the route, not about the request: another route may do.
_ROUTE_FAULTS: Final = frozenset(
    {
        "RetiredModel",
        "QuotaUsedUp",
        "NotOffered",
        "KeyRefused",
        "RateLimited",
        "Overloaded",
        "ProviderFault",
        "ConnectionFailed",
        "TimedOutConnecting",
        "TimedOutSending",
    }
)
_SKIPPED: Final = (Outcome.NOT_SENT, Outcome.PICTURE)
_ENDED: Final[dict[Outcome, Ended]] = {
    Outcome.UNKNOWN: "unknown",
    Outcome.REFUSED: "refused",
    Outcome.NO_PICTURE: "poor",
    Outcome.WRONG_PICTURE: "poor",
    Outcome.ERROR: "failed",
}


@dataclass(frozen=True, slots=True)
class Priced:
    """A route that may be taken, with the size it would make and its price in USD (None where it is not known)."""

    route: Route
    label: str
    surface_label: str
    size: Size
    price_usd: Decimal | None


def terrain(turn: Turn) -> Terrain:
    """The routes of a turn: the one asked for, then those that its session allows."""
    asked = Route(turn.model_asked, turn.surface_asked)
    is_final = turn.action == Action.FINALIZE
    more = allowed(asked, turn.image_size, turn.aspect_ratio, is_final=is_final) if turn.session.may_fall_back else ()
    routes = (asked, *more)
    return Terrain(routes, turn.image_size, {route: _model(route).sizes for route in routes}, may_shrink=not is_final)


def place(turn: Turn, calls: Iterable[Attempt]) -> Place:
    """Where the turn stands after these calls, oldest first."""
    return steps.place(terrain(turn), tries(calls), settings.RETRY_POLICY)


def tries(calls: Iterable[Attempt]) -> tuple[Try, ...]:
    """The calls that brought no picture as asked."""
    return tuple(_try(each) for each in calls if each.outcome not in _SKIPPED)


def of(attempt: Attempt) -> Route:
    """The route of a call."""
    return Route(attempt.model, attempt.surface)


def planned(asked: Route, size: str, ratio: str = "", *, is_final: bool) -> list[Priced]:
    """The routes that would be taken if this one fails, in order, each priced before it is taken."""
    found = []
    for route in allowed(asked, size, ratio, is_final=is_final):
        item = _model(route)
        makes = size_on(item, size)
        price = item.price_usd(makes, route.surface)
        found.append(Priced(route, item.label, surfaces.SURFACES[route.surface].label, makes, price))
    return found


def size_on(item: ImageModel, size: str) -> Size:
    """The size, or the next smaller one that the model makes."""
    below = [each for each in reversed(SIZES) if SIZES.index(each) <= _rank(size) and each in item.sizes]
    return below[0] if below else item.sizes[0]


def _rank(size: str) -> int:
    return next((index for index, each in enumerate(SIZES) if each == size), 0)


def allowed(asked: Route, size: str, ratio: str, *, is_final: bool) -> tuple[Route, ...]:
    """Other models of the surface first, then the same models on other surfaces; all of them make the ratio.

    A final is never made smaller. The embedded engine is no fallback and has none: its pictures are of another kind.
    """
    if asked.surface == EMBEDDED or asked.model not in catalogue.MODELS:
        return ()
    item = catalogue.model(asked.model)
    models = item.final_fallback if is_final else item.fallback
    others = [Route(each, asked.surface) for each in models]
    elsewhere = [Route(each, name) for name in catalogue.surface_fallback(asked.surface) for each in (item.id, *models)]
    today = timezone.now().date()
    usable = [route for route in (*others, *elsewhere) if route != asked and _is_usable(route, today)]
    fitting = [
        route
        for route in usable
        if (not is_final or size in _model(route).sizes) and (not ratio or ratio in _model(route).ratios)
    ]
    return tuple(dict.fromkeys(fitting))


def _is_usable(route: Route, today: date) -> bool:
    item = catalogue.MODELS.get(route.model)
    served = item is not None and route.surface in item.services and not item.is_retired(route.surface, today)
    return served and surfaces.ready(route.surface, settings.PROVIDER_ENV)


def _model(route: Route) -> ImageModel:
    return catalogue.model(route.model).on(route.surface)


def _try(attempt: Attempt) -> Try:
    ended = _ENDED[Outcome(attempt.outcome)]
    return Try(
        route=of(attempt),
        size=attempt.image_size,
        ended=ended,
        is_retryable=attempt.is_retryable or ended == "unknown" or attempt.outcome == Outcome.WRONG_PICTURE,
        is_route_fault=attempt.failure in _ROUTE_FAULTS,
        is_overload=attempt.failure == "Overloaded",
        is_history_fault=attempt.failure == "SignatureLost" or attempt.finish_reason == "MISSING_THOUGHT_SIGNATURE",
        was_billed=bool(attempt.price_usd),
        asked_wait_s=attempt.retry_after_s,
    )
