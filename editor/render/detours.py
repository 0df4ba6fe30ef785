"""What a turn says when its picture was not made just as asked: elsewhere, smaller, or by a call made again."""

from __future__ import annotations

from decimal import Decimal

from editor.providers import catalogue, surfaces
from editor.providers.messages import SIZES
from editor.resilience.steps import Place
from editor.resilience.tries import Route
from sessions.models import Action, Attempt, Outcome, Turn
from sessions.services import attempts


def notes(turn: Turn, at: Place) -> list[dict[str, str]]:
    """Sentences for the turn, each with its kind: fallback, degraded, repeated."""
    asked = Route(turn.model_asked, turn.surface_asked)
    calls = [each for each in attempts.history(turn) if each.outcome != Outcome.PICTURE]
    found = []
    if at.route != asked:
        found.append({"kind": "fallback", "text": _elsewhere(turn, asked, at, calls)})
    if at.size != turn.image_size:
        found.append({"kind": "degraded", "text": _smaller(turn, at, calls)})
    open_calls = [each for each in calls if each.outcome == Outcome.UNKNOWN]
    if open_calls:
        found.append({"kind": "repeated", "text": _repeated(open_calls)})
    return found


def _elsewhere(turn: Turn, asked: Route, at: Place, calls: list[Attempt]) -> str:
    failed = [each.error for each in calls if (each.model, each.surface) == (asked.model, asked.surface) and each.error]
    reason = failed[-1] if failed else f"{_label(asked)} keeps failing."
    instead = _price(asked, turn.image_size)
    return f"{reason} Sent to {_label(at.route)} instead: {_price(at.route, at.size)} in place of {instead}."


def _smaller(turn: Turn, at: Place, calls: list[Attempt]) -> str:
    where = surfaces.SURFACES[at.route.surface].label
    overloaded = any(each.failure == "Overloaded" for each in calls)
    reason = f"{where} is overloaded" if overloaded else f"{at.route.model} makes no {turn.image_size}"
    kind = "Picture" if turn.action == Action.FINALIZE else "Preview"
    return f"{kind} made at {at.size} instead of {turn.image_size}: {reason}. {_price(at.route, at.size)}."


def _repeated(calls: list[Attempt]) -> str:
    held = sum((entry.amount_usd for each in calls for entry in each.ledger.filter(kind="reserve")), Decimal(0))
    if len(calls) == 1:
        return f"A call broke off and may have been billed (${held:.3f}). It was made again, once."
    return f"{len(calls)} calls broke off and may have been billed (${held:.3f} in all)."


def _label(route: Route) -> str:
    return f"{route.model} on {surfaces.SURFACES[route.surface].label}"


def _price(route: Route, size: str) -> str:
    item = catalogue.model(route.model).on(route.surface)
    known = next((each for each in SIZES if each == size and each in item.sizes), None)
    price = (item.price_usd(known, route.surface) or item.price_usd(known)) if known else None
    return f"${price:.3f}" if price is not None else "an unknown price"
