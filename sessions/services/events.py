"""Events: append a stage of a turn, read them back in order."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Max

from sessions.models import Event, Session, Stage, Turn


def append(turn: Turn, stage: Stage, **data: Any) -> Event:
    """Write one stage. Its id orders it among all stages of the session."""
    return Event.objects.create(session_id=turn.session_id, turn=turn, stage=stage, data=data)


def since(after_id: int, *, session_id: int | None = None, limit: int = 1000) -> list[Event]:
    """Events with a larger id, oldest first; of one session or of all."""
    found = Event.objects.filter(pk__gt=after_id).select_related("turn__output", "turn__parent")
    if session_id is not None:
        found = found.filter(session_id=session_id)
    return list(found.order_by("pk")[:limit])


def last_id(session: Session | None = None) -> int:
    """Id of the newest event (of the session), 0 when there is none."""
    found = Event.objects.all() if session is None else Event.objects.filter(session=session)
    return found.aggregate(last=Max("pk"))["last"] or 0


def latest(turn: Turn) -> Event | None:
    """The newest stage of a turn."""
    return turn.events.order_by("-pk").first()


def timeline(turn: Turn) -> list[Event]:
    """All stages of a turn, oldest first."""
    return list(turn.events.order_by("pk"))


def timelines(turn_ids: Collection[int]) -> dict[int, list[Event]]:
    """All stages of these turns, oldest first, by turn."""
    found: dict[int, list[Event]] = {turn_id: [] for turn_id in turn_ids}
    for event in Event.objects.filter(turn_id__in=turn_ids).order_by("pk") if turn_ids else ():
        found[event.turn_id].append(event)
    return found
