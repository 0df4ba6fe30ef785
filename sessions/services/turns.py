"""Turns: open once per idempotency key, start, finish, cancel, keep. A finished turn is never edited."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import DateTimeField, F, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from sessions.errors import TurnConflict
from sessions.models import OPEN, Action, Asset, Job, JobState, Outcome, Reply, Session, Status, Turn
from sessions.services import heads
from sessions.services.writing import writing


@dataclass(frozen=True, slots=True)
class Opening:
    """What a new turn is asked to be. Sizes as the catalogue names them (1K), ratios as 4:5."""

    action: Action
    author: User
    key: str
    parent: Turn | None = None
    brief: dict[str, Any] = field(default_factory=dict)
    prompt: str = ""
    model: str = ""
    surface: str = ""
    aspect_ratio: str = ""
    image_size: str = ""
    seed: int | None = None
    status: Status = Status.QUEUED


@dataclass(frozen=True, slots=True)
class Ending:
    """How a turn ended. Sizes in pixels, cost in USD."""

    status: Status
    message: str = ""
    provider_words: str = ""
    model_used: str = ""
    surface_used: str = ""
    image_size_used: str = ""
    output: Asset | None = None
    cost_usd: Decimal = Decimal(0)
    clauses: list[dict[str, str]] = field(default_factory=list)
    notes: list[dict[str, str]] = field(default_factory=list)
    reply: list[dict[str, Any]] | None = None


def stored_key(author: User, key: str) -> str:
    """The idempotency key as stored: a person's key can never collide with, or reveal, another person's turn."""
    return f"{author.pk}-{key}"[:64]


def existing(author: User, key: str) -> Turn | None:
    """The turn that this key already opened, if any."""
    return Turn.objects.with_picture().filter(idempotency_key=stored_key(author, key)).first()


def open_turn(session: Session, opening: Opening) -> Turn:
    """Add a node to the tree. The caller holds the transaction and has asked `existing` inside it."""
    Session.objects.filter(pk=session.pk).update(last_number=F("last_number") + 1, updated_at=timezone.now())
    number = Session.objects.values_list("last_number", flat=True).get(pk=session.pk)
    return Turn.objects.create(
        session=session,
        number=number,
        parent=opening.parent,
        action=opening.action,
        brief=opening.brief,
        prompt=opening.prompt,
        model_asked=opening.model,
        surface_asked=opening.surface,
        aspect_ratio=opening.aspect_ratio,
        image_size=opening.image_size,
        seed=opening.seed,
        status=opening.status,
        author=opening.author,
        idempotency_key=stored_key(opening.author, opening.key),
        finished_at=timezone.now() if opening.status == Status.DONE else None,
    )


def begin(turn_id: int, *, now: datetime | None = None) -> Turn | None:
    """Mark the turn running and return it; None if it is no longer open (cancelled meanwhile).

    A turn that was deferred begins again: `started_at` stays the first time.
    """
    started_at = Coalesce("started_at", Value(now or timezone.now(), output_field=DateTimeField()))
    with writing():
        begun = Turn.objects.filter(pk=turn_id, status__in=OPEN).update(status=Status.RUNNING, started_at=started_at)
    if begun != 1:
        return None
    return Turn.objects.select_related("session", "parent", "job").get(pk=turn_id)


def set_prompt(turn: Turn, prompt: str, notes: list[dict[str, str]]) -> None:
    """Record the exact prompt before it is sent."""
    with writing():
        Turn.objects.filter(pk=turn.pk, status__in=OPEN).update(prompt=prompt, notes=notes)


def has_ended(turn: Turn) -> bool:
    """True when the record says so now, whatever `turn` says."""
    return not Turn.objects.filter(pk=turn.pk, status__in=OPEN).exists()


def set_cost(turn: Turn, cost_usd: Decimal) -> None:
    """Bring the cost of an ended turn up to date: one of its calls was settled later. Nothing else of it changes."""
    Turn.objects.filter(pk=turn.pk).exclude(status__in=OPEN).update(cost_usd=cost_usd)


def finish(turn: Turn, ending: Ending) -> Turn:
    """Write the result of an open turn, once; move the head to it if its picture is good.

    Call inside a transaction that also ends the job. Raises TurnConflict if the turn is not open any more.
    """
    if Turn.objects.filter(pk=turn.pk, status__in=OPEN).update(**_fields(ending)) != 1:
        raise TurnConflict(f"v{turn.number} has already ended")
    if ending.reply is not None:
        Reply.objects.create(turn=turn, parts=ending.reply)
    fresh = Turn.objects.get(pk=turn.pk)
    fresh.output = ending.output
    if ending.status == Status.DONE:
        heads.advance(fresh)
    return fresh


def _fields(ending: Ending) -> dict[str, Any]:
    output = ending.output
    return {
        "status": ending.status,
        "message": ending.message,
        "provider_words": ending.provider_words,
        "model_used": ending.model_used,
        "surface_used": ending.surface_used,
        "image_size_used": ending.image_size_used,
        "output": output,
        "width_px": output.width_px if output else None,
        "height_px": output.height_px if output else None,
        "image_url": output.url if output else "",
        "cost_usd": ending.cost_usd,
        "clauses": ending.clauses,
        "notes": ending.notes,
        "finished_at": timezone.now(),
    }


def cancel(turn: Turn, message: str, cost_usd: Decimal = Decimal(0)) -> Turn:
    """End an open turn now; whoever works on it finds its fence gone. Raises TurnConflict if it has ended.

    `cost_usd` is what its calls cost so far.
    """
    with transaction.atomic():
        ended = Turn.objects.filter(pk=turn.pk, status__in=OPEN).update(
            status=Status.CANCELLED, message=message, cost_usd=cost_usd, finished_at=timezone.now()
        )
        if ended != 1:
            raise TurnConflict(f"v{turn.number} has already ended")
        Job.objects.filter(turn=turn).update(state=JobState.ENDED, leased_until=None)
    return Turn.objects.with_picture().get(pk=turn.pk)


def cancelled_with_open_calls() -> list[Turn]:
    """Cancelled turns with a call whose outcome nobody has written yet."""
    found = Turn.objects.with_picture().filter(status=Status.CANCELLED, attempts__outcome=Outcome.UNKNOWN, output=None)
    return list(found.distinct())


def attach_late(turn: Turn, ending: Ending) -> None:
    """Keep a picture that arrived after the cancel: the turn stays cancelled, the picture is not lost."""
    late = Turn.objects.filter(pk=turn.pk, status=Status.CANCELLED, output=None)
    fields = _fields(ending) | {"status": Status.CANCELLED, "finished_at": turn.finished_at or timezone.now()}
    if late.update(**fields) == 1 and ending.reply is not None:
        Reply.objects.get_or_create(turn=turn, defaults={"parts": ending.reply})


def keep(turn: Turn) -> Turn:
    """A person takes a picture that came back different. Raises TurnConflict unless it waits for that decision."""
    with transaction.atomic():
        waits = Turn.objects.filter(pk=turn.pk, status=Status.NEEDS_REVIEW, output__isnull=False)
        if waits.update(status=Status.DONE, message="Kept as it came back.") != 1:
            raise TurnConflict(f"v{turn.number} does not wait for a decision")
        fresh = Turn.objects.with_picture().get(pk=turn.pk)
        heads.advance(fresh)
    return fresh
