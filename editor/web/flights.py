"""The turns of a session that are being made, and why one in line is not taken yet."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.utils import timezone

from editor.providers import surfaces
from editor.render import gate
from editor.web import calls, stages
from editor.web.stages import Progress
from sessions.models import OPEN, Session, Status, Turn
from sessions.services import events

RECENT_TURNS: Final = 12


def flights_of(session: Session, recent: list[Turn]) -> list[Progress]:
    """The open turns, oldest first. The newest turns are read already; only a long line of edits reaches further."""
    found = [turn for turn in reversed(recent) if turn.is_open]
    if len(recent) == RECENT_TURNS:
        older = Turn.objects.for_strip().filter(session=session, status__in=OPEN, number__lt=recent[-1].number)
        found = [*older.order_by("number"), *found]
    calls.read(found)
    pasts, now = events.timelines([turn.pk for turn in found]), timezone.now()
    held = _held(found, now)
    return [stages.progress(turn, pasts[turn.pk], now, held.get(turn.pk, "")) for turn in found]


def _held(turns: list[Turn], now: datetime) -> dict[int, str]:
    """Why turns in line are not taken yet though their turn has come: a minute that is used up, by turn."""
    queued = [turn for turn in turns if turn.status == Status.QUEUED and turn.surface_asked in surfaces.SURFACES]
    if not queued:
        return {}
    full, busy = gate.paused(now)
    mine = {turn.pk: "Waiting for the rate limit of this account" for turn in queued if turn.author_id in busy}
    labels = {name: surfaces.SURFACES[name].label for name in full}
    theirs = {turn.pk: labels[turn.surface_asked] for turn in queued if turn.surface_asked in full}
    return mine | {pk: f"Waiting for the rate limit of {label}" for pk, label in theirs.items()}
