"""One progress event as the HTML that every open studio of the session receives.

Rendered once per event for all streams, so it holds nothing of a viewer: each piece names the element it replaces, and
a page that does not show that element leaves the piece out.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.template.loader import render_to_string
from django.utils import timezone

from editor import progress
from editor.web import calls, stages
from sessions.models import FINAL_STAGES, Event, Stage


def render_event(event: Event, past: Sequence[Event] | None = None) -> str:
    """The `<hx-partial>` pieces of one stage: the list of stages, the words in strip and activity, the picture.

    `past` are the events of its turn, read here if not given. An end replaces the list, so it needs none. The calls
    come along where one of them has ended and another follows.
    """
    is_final = event.stage in FINAL_STAGES
    known = [event] if is_final else progress.timeline(event.turn) if past is None else past
    follows = _follows_another(event)
    if follows:
        calls.read([event.turn])
    now = timezone.now()
    context = {
        "event": event,
        "turn": event.turn,
        "flight": stages.progress(event.turn, [each for each in known if each.pk <= event.pk], now),
        "is_final": is_final,
        "calls": calls.told(event.turn, now) if follows else [],
    }
    return render_to_string("studio/progress.html#event", context)


def superseded(found: Sequence[Event]) -> set[int]:
    """Ids of the stages in `found` (oldest first) that a later one of the same turn replaces, list and all."""
    newest = {event.turn_id: event.pk for event in found}
    return {event.pk for event in found if event.stage not in FINAL_STAGES and newest[event.turn_id] != event.pk}


def _follows_another(event: Event) -> bool:
    """Whether a call of the turn has ended without its picture, and the turn goes on."""
    waits = event.stage == Stage.WAITING and "again_in_s" in event.data
    begins = event.stage == Stage.ASKING and "share" not in event.data
    return waits or (begins and event.data.get("try", 1) > 1)
