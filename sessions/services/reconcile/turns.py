"""Each turn against its calls, its picture and its job."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from sessions.models import OPEN, Action, Attempt, JobState, Outcome, Status, Turn
from sessions.services.reconcile.difference import Difference, by_key, usd

# Turns whose picture no call brought: a person did, or there is none.
WITHOUT_CALL = (Action.UPLOAD, Action.CRITIQUE)
WITH_PICTURE = (Status.DONE, Status.NEEDS_REVIEW)
NODE = (
    *("pk", "session_id", "number", "action", "status", "cost_usd", "width_px", "height_px"),
    *("output_id", "output__width_px", "output__height_px", "job__state"),
)


class _Node(NamedTuple):
    """A turn with what its calls, its picture and its job must agree with."""

    pk: int
    session_id: int
    number: int
    action: str
    status: str
    cost_usd: Decimal
    width_px: int | None
    height_px: int | None
    output_id: int | None
    output_width_px: int | None
    output_height_px: int | None
    job_state: str | None


class _Ended(NamedTuple):
    turn_id: int
    outcome: str
    price_usd: Decimal | None


def differences() -> Iterator[Difference]:
    """Each turn against its calls, its picture and its job."""
    for first, last in by_key(Turn.objects.all()):
        made = Attempt.objects.filter(turn_id__gte=first, turn_id__lte=last).exclude(outcome=Outcome.UNKNOWN)
        calls: dict[int, list[_Ended]] = defaultdict(list)
        for call in map(_Ended._make, made.order_by().values_list("turn_id", "outcome", "price_usd")):
            calls[call.turn_id].append(call)
        rows = Turn.objects.filter(pk__range=(first, last)).order_by("pk").values_list(*NODE)
        for node in map(_Node._make, rows):
            for words in _of_turn(node, calls.get(node.pk, [])):
                yield Difference("turn", f"v{node.number} of session {node.session_id}", words)


def _of_turn(node: _Node, calls: Sequence[_Ended]) -> Iterator[str]:
    """What is wrong with one turn."""
    is_live = node.job_state in (JobState.READY, JobState.LEASED)
    if node.status in OPEN:
        if not is_live:
            yield f"it is {node.status}, yet no job will carry it to its end."
        return
    if is_live:
        yield f"it has ended ({node.status}), yet its job is {node.job_state}."
    spent = sum((call.price_usd for call in calls if call.price_usd), Decimal(0))
    if node.cost_usd != spent:
        yield f"it says it cost {usd(node.cost_usd)}, its calls cost {usd(spent)}."
    yield from _of_picture(node, [call.outcome for call in calls])


def _of_picture(node: _Node, outcomes: list[str]) -> Iterator[str]:
    """An ended turn: is its picture the one that a call brought?"""
    good, wrong = outcomes.count(Outcome.PICTURE), outcomes.count(Outcome.WRONG_PICTURE)
    if good > 1:
        yield f"{good} calls brought a picture for it."
    if node.output_id is None:
        if good:
            yield "a call brought its picture, yet it shows none."
        elif node.status in WITH_PICTURE and node.action != Action.CRITIQUE:
            yield f"it ended as {node.status} without a picture."
        return
    if not good and not wrong and node.action not in WITHOUT_CALL:
        yield "it has a picture, yet no call brought one."
    if (node.width_px, node.height_px) != (node.output_width_px, node.output_height_px):
        shown = f"{node.width_px} x {node.height_px}"
        yield f"it says {shown}, its picture has {node.output_width_px} x {node.output_height_px} pixels."
