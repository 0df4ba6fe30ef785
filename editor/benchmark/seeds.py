"""Rows of large sessions, written straight into the scratch data folder of a benchmark."""

from __future__ import annotations

import hashlib
import itertools
import uuid
from datetime import timedelta
from decimal import Decimal
from typing import Final, Literal, TypeAlias

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from sessions.models import (
    Action,
    Asset,
    Attempt,
    Event,
    Job,
    JobState,
    LedgerEntry,
    LedgerKind,
    Outcome,
    Queue,
    Session,
    Stage,
    Status,
    Turn,
)

Shape: TypeAlias = Literal["chain", "wide"]
MODEL: Final = "gemini-nano-banana-2.1"
STAGES: Final = (Stage.WAITING, Stage.ASKING, Stage.RECEIVING, Stage.CHECKING, Stage.SAVING, Stage.DONE)
ASSETS: Final = 100
BATCH: Final = 500


def grown(user: User, count: int, shape: Shape) -> Session:
    """A session of `count` finished turns, each with its call, its bill and its stages.

    `chain`: every turn edits the one before. `wide`: a hundred edits of each of the turns above, breadth first.
    """
    with transaction.atomic():
        session = Session.objects.create(
            owner=user, title=f"{count} turns, {shape}", model=MODEL, surface="gemini", last_number=count
        )
        assets = _assets()
        first = (Turn.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
        made = [_turn(session, user, assets, first, number, shape) for number in range(1, count + 1)]
        Turn.objects.bulk_create(made, BATCH)
        attempts = Attempt.objects.bulk_create([_attempt(turn) for turn in made], BATCH)
        LedgerEntry.objects.bulk_create(itertools.chain.from_iterable(_bill(user, each) for each in attempts), BATCH)
        Event.objects.bulk_create([_event(turn, stage) for turn in made for stage in STAGES], BATCH)
        Job.objects.bulk_create([Job(turn=turn, queue=Queue.PREVIEW, state=JobState.ENDED) for turn in made], BATCH)
        Session.objects.filter(pk=session.pk).update(head=made[-1])
    session.refresh_from_db()
    return session


def waiting(user: User, count: int) -> list[Turn]:
    """As many sessions, each with one turn in line that no dispatcher will take: a made-up worker holds its job."""
    with transaction.atomic():
        turns = []
        for _ in range(count):
            session = Session.objects.create(owner=user, title="A stream", model=MODEL, surface="gemini", last_number=1)
            turns.append(_open_turn(session, user))
        Turn.objects.bulk_create(turns, BATCH)
        later = timezone.now() + timedelta(days=1)
        jobs = [
            Job(turn=turn, queue=Queue.PREVIEW, state=JobState.LEASED, worker="bench", leased_until=later)
            for turn in turns
        ]
        Job.objects.bulk_create(jobs, BATCH)
    return turns


def _assets() -> list[Asset]:
    names = [hashlib.sha256(f"bench {number}".encode()).hexdigest() for number in range(ASSETS)]
    rows = [
        Asset(sha256=name, width_px=1024, height_px=1024, media_type="image/png", byte_count=1_600_000)
        for name in names
    ]
    Asset.objects.bulk_create(rows, ignore_conflicts=True)
    return list(Asset.objects.filter(sha256__in=names))


def _turn(session: Session, user: User, assets: list[Asset], first: int, number: int, shape: Shape) -> Turn:
    above = number - 1 if shape == "chain" else (number + 98) // 100
    asset = assets[number % len(assets)]
    return Turn(
        pk=first + number - 1,
        session=session,
        number=number,
        parent_id=first + above - 1 if number > 1 else None,
        action=Action.ADJUST if number > 1 else Action.CREATE,
        brief={"instruction": "make the light warmer", "keep": [], "change": []},
        prompt="make the light warmer",
        model_asked=MODEL,
        surface_asked="gemini",
        model_used=MODEL,
        surface_used="gemini",
        aspect_ratio="1:1",
        image_size="1K",
        width_px=1024,
        height_px=1024,
        status=Status.DONE,
        output=asset,
        image_url=asset.url,
        cost_usd=Decimal("0.0336"),
        author=user,
        idempotency_key=uuid.uuid4().hex,
        started_at=timezone.now(),
        finished_at=timezone.now(),
    )


def _open_turn(session: Session, user: User) -> Turn:
    return Turn(
        session=session,
        number=1,
        action=Action.CREATE,
        brief={"instruction": "a bottle", "keep": [], "change": []},
        prompt="a bottle",
        model_asked=MODEL,
        surface_asked="gemini",
        aspect_ratio="1:1",
        image_size="1K",
        status=Status.QUEUED,
        author=user,
        idempotency_key=uuid.uuid4().hex,
    )


def _attempt(turn: Turn) -> Attempt:
    return Attempt(
        turn=turn,
        number=1,
        request_id=str(uuid.uuid4()),
        model=MODEL,
        surface="gemini",
        latency_s=4.0,
        http_status=200,
        outcome=Outcome.PICTURE,
        price_usd=Decimal("0.0336"),
    )


def _bill(user: User, attempt: Attempt) -> list[LedgerEntry]:
    return [
        LedgerEntry(owner=user, turn=attempt.turn, attempt=attempt, amount_usd=Decimal("0.0336"), kind=kind)
        for kind in (LedgerKind.RESERVE, LedgerKind.SETTLE)
    ]


def _event(turn: Turn, stage: Stage) -> Event:
    return Event(session_id=turn.session_id, turn=turn, stage=stage, data={})
