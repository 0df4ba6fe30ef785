"""Rows made plainly: sessions, turns, jobs, without any worker. Bytes are real pictures."""

from __future__ import annotations

import hashlib
import json
import tempfile
import uuid
from base64 import b64encode
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from editor.render.ask import Ask
from sessions.models import Action, Asset, Attempt, Job, JobState, Outcome, Queue, Session, Status, Turn
from sessions.services import assets, attempts, jobs, turns
from sessions.services.assets import Measured
from sessions.services.attempts import Result
from sessions.services.jobs import Lease
from sessions.services.turns import Ending, Opening
from tests.conftest import picture

MODEL, SURFACE = "gemini-nano-banana-2.1", "gemini"
EMBEDDED_MODEL = "overpaint-embedded-1"


def key() -> str:
    return uuid.uuid4().hex


def measured(data: bytes, width: int = 64, height: int = 64, media_type: str = "image/png") -> Measured:
    path = Path(tempfile.mkdtemp()) / "picture"
    path.write_bytes(data)
    return Measured(path, hashlib.sha256(data).hexdigest(), width, height, media_type, len(data))


def asset(width: int = 64, height: int = 64, colour: tuple[int, int, int] = (90, 140, 60)) -> Asset:
    facts = measured(picture(width, height, colour=colour), width, height)
    assets.store(facts)
    return assets.record(facts)


def session(owner: User, **fields: Any) -> Session:
    values = {"title": "Bottle", "model": MODEL, "surface": SURFACE, **fields}
    return Session.objects.create(owner=owner, **values)


def opened(of: Session, parent: Turn | None = None, *, action: Action | None = None, **fields: Any) -> Turn:
    """A queued turn without a job."""
    values: dict[str, Any] = {
        "brief": {"instruction": "make it green"},
        "prompt": "make it green",
        "model": MODEL,
        "surface": SURFACE,
        "aspect_ratio": "1:1",
        "image_size": "1K",
        **fields,
    }
    action = action or (Action.ADJUST if parent else Action.CREATE)
    with transaction.atomic():
        return turns.open_turn(of, Opening(action, of.owner, values.pop("key", key()), parent=parent, **values))


def done(of: Session, parent: Turn | None = None, *, reply: list[dict[str, Any]] | None = None, **fields: Any) -> Turn:
    """A finished turn with a picture; the head moves to it."""
    output = fields.pop("output", None) or asset(colour=(of.last_number % 250, 9, 9))
    turn = opened(of, parent, **fields)
    ending = Ending(Status.DONE, model_used=MODEL, surface_used=SURFACE, output=output, reply=reply)
    with transaction.atomic():
        return turns.finish(turn, ending)


def queued(of: Session, parent: Turn | None = None, *, queue: Queue = Queue.PREVIEW, **fields: Any) -> Turn:
    """A turn with its job, as submit leaves it."""
    with transaction.atomic():
        turn = opened(of, parent, **fields)
        jobs.enqueue(turn, queue)
    return turn


def called(turn: Turn, outcome: Outcome = Outcome.PICTURE, price_usd: str = "0.0336", **facts: Any) -> Attempt:
    """A call of this turn that ended so; UNKNOWN leaves its reservation of $0.0336 open."""
    route = {name: facts.pop(name) for name in ("model", "surface") if name in facts}
    begun = attempts.begin(
        turn, **{"model": MODEL, "surface": SURFACE, **route}, input_sha256=[], reserve_usd=Decimal("0.0336")
    )
    attempts.settle(begun, Result(outcome, price_usd=Decimal(price_usd), **facts))
    begun.refresh_from_db()
    return begun


def rendered(of: Session, parent: Turn | None = None, *, price_usd: str = "0.0336", **route: Any) -> Turn:
    """A turn as the pipeline leaves it: one call, its bill, its picture, its job ended."""
    turn = queued(of, parent)
    output = asset(colour=(of.last_number % 250, 7, 7))
    with transaction.atomic():
        called(turn, Outcome.PICTURE, price_usd, http_status=200, **route)
        Job.objects.filter(turn=turn).update(state=JobState.ENDED)
        return turns.finish(turn, Ending(Status.DONE, output=output, cost_usd=Decimal(price_usd)))


def cut_off(of: Session, status: Status = Status.FAILED, **route: Any) -> Attempt:
    """A call with an unknown outcome, of a turn that has ended."""
    turn = queued(of)
    with transaction.atomic():
        found = called(turn, Outcome.UNKNOWN, failure="CutOff", **route)
        Job.objects.filter(turn=turn).update(state=JobState.ENDED)
        turns.finish(turn, Ending(status))
    return found


def lease(turn: Turn, worker: str = "w", lease_s: float = 30) -> Lease:
    """Claim the job of exactly this turn: nothing else may be ready."""
    found = jobs.claim(worker, Queue(turn.job.queue), lease_s=lease_s)
    assert found is not None
    assert found.turn_id == turn.pk
    return found


def ask(prompt: str = "a black bottle", **fields: Any) -> Ask:
    values: dict[str, Any] = {"model": MODEL, "surface": SURFACE, "aspect_ratio": "1:1", **fields}
    return Ask(prompt, **values)


def file(data: bytes, name: str = "cat.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def picture_part(sha256: str = "", signature: str = "", **fields: Any) -> dict[str, Any]:
    """A picture as `Reply.parts` stores it."""
    plain = {"kind": "picture", "text": "", "media_type": "image/png", "thought": False}
    return {**plain, "sha256": sha256, "signature": signature, **fields}


def text_part(text: str, signature: str = "", **fields: Any) -> dict[str, Any]:
    """Words as `Reply.parts` stores them."""
    plain = {"kind": "text", "sha256": "", "media_type": "", "thought": False}
    return {**plain, "text": text, "signature": signature, **fields}


def reply_body(*pictures: bytes, text: str = "", signature: str = "c2ln", finish: str = "STOP") -> bytes:
    """A provider's answer with these pictures."""
    parts: list[dict[str, Any]] = [{"text": text}] if text else []
    for data in pictures:
        held = {"mimeType": "image/png", "data": b64encode(data).decode()}
        parts.append({"inlineData": held, "thoughtSignature": signature})
    candidate = {"content": {"parts": parts, "role": "model"}, "finishReason": finish}
    return json.dumps({"candidates": [candidate], "usageMetadata": {"totalTokenCount": 1300}}).encode()


def stages(turn: Turn) -> Sequence[str]:
    """The stages a turn told so far, each once where it was told several times in a row."""
    told = [event.stage for event in turn.events.order_by("pk")]
    return [stage for index, stage in enumerate(told) if index == 0 or told[index - 1] != stage]
