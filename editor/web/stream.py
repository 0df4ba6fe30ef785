"""One progress event as the HTML that every open studio of the session receives.

Rendered once per event for all streams, so it holds nothing of a viewer: each piece names the element it replaces, and
a page that does not show that element leaves the piece out.
"""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils import timezone

from editor import progress
from editor.web import stages
from sessions.models import FINAL_STAGES, Event


def render_event(event: Event) -> str:
    """The `<hx-partial>` pieces of one stage: the list of stages, the words in strip and activity, the picture."""
    events = [each for each in progress.timeline(event.turn) if each.pk <= event.pk]
    context = {
        "event": event,
        "turn": event.turn,
        "flight": stages.progress(event.turn, events, timezone.now()),
        "is_final": event.stage in FINAL_STAGES,
    }
    return render_to_string("studio/progress.html#event", context)
