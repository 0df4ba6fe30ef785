"""Plan -> Answer: every try becomes an Attempt before it leaves, every reply a file before it is read."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from django.conf import settings

from editor import pool
from editor.progress import Stages
from editor.providers import surfaces
from editor.providers.errors import ProviderError, Refused, RetiredModel
from editor.providers.messages import ImageRequest
from editor.providers.surfaces import EMBEDDED
from editor.providers.wire import WireClient
from editor.render import clients, plan, receive
from editor.render.plan import Plan
from editor.render.receive import Received
from sessions.models import Attempt, Outcome, Queue, Stage, Turn
from sessions.services import attempts
from sessions.services.attempts import Result
from sessions.services.writing import writing

TRIES = 3
WAIT_MAX_S = 30.0
LISTEN_S = 1.0


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply that arrived, and the attempt that brought it (still unsettled)."""

    attempt: Attempt
    received: Received
    http_status: int


class Abandoned(Exception):
    """The lease is gone (cancelled or taken over): stop quietly."""


class OutcomeUnknown(Exception):
    """Two calls of this turn were cut off. Nobody knows whether they were billed; a third is not made unasked."""


def spool_path(attempt: Attempt) -> Path:
    """Where the reply of an attempt is kept until it is settled."""
    return Path(settings.SPOOL_DIR) / f"{attempt.request_id}.json"


def clear(attempt: Attempt) -> None:
    """Remove the reply of an attempt and what was unpacked from it: the record holds it, or it never became whole."""
    spool = spool_path(attempt)
    for path in spool.parent.glob(f"{spool.name}*"):
        path.unlink(missing_ok=True)


def resume(turn: Turn) -> Answer | None:
    """The answer that a killed process left behind, if its bytes arrived.

    A call that was cut off in flight stays "unknown, may have been billed" and is made again at most once; on the
    embedded engine nothing is billed, so such a call simply counts as failed. Raises OutcomeUnknown after the second.
    """
    cut_off = attempts.unsettled(turn)
    for attempt in reversed(cut_off):
        path = spool_path(attempt)
        if path.exists():
            return Answer(attempt, _decode(turn, path), 200)
    close_free(cut_off, "The server stopped while the engine was drawing.")
    if len([attempt for attempt in cut_off if attempt.surface != EMBEDDED]) >= 2:
        raise OutcomeUnknown
    return None


def close_free(cut_off: list[Attempt], why: str) -> None:
    """Settle calls that can have cost nothing: those of the embedded engine."""
    for attempt in cut_off:
        clear(attempt)
        if attempt.surface == EMBEDDED:
            attempts.settle(attempt, Result(Outcome.ERROR, error=why, price_usd=Decimal(0)))


def ask(planned: Plan, stages: Stages, *, pause: Callable[[float], None] | None = None) -> Answer:
    """Ask the model, again where that costs nothing, until an answer arrived.

    Raises ProviderError with the last failure, Abandoned when the lease is lost.
    """
    wait = pause or _pause
    for number in range(1, TRIES + 1):
        try:
            return _once(planned, stages)
        except ProviderError as problem:
            if number == TRIES or not problem.retryable or problem.billed != "no":
                raise
            _wait(stages, min(problem.retry_after_s or 2.0 ** (number - 1), WAIT_MAX_S), wait)
    raise AssertionError("the loop above returns or raises")


def _wait(stages: Stages, seconds: float, pause: Callable[[float], None]) -> None:
    """Wait before the next try, in steps, so that a cancel is heard. Raises Abandoned."""
    left = seconds
    held = stages.say(Stage.WAITING, again_in_s=round(seconds))
    while held and left > 0:
        pause(min(left, LISTEN_S))
        left -= LISTEN_S
        held = stages.is_held()
    if not held:
        raise Abandoned


def _pause(seconds: float) -> None:
    threading.Event().wait(seconds)


def _once(planned: Plan, stages: Stages) -> Answer:
    turn = planned.turn
    # Both may fail (a key that is gone, a picture that is missing): before the attempt, because nothing leaves then.
    client = clients.client_for(planned.surface, Queue(turn.job.queue))
    asked = plan.request(planned)
    label = surfaces.SURFACES[planned.surface].label
    with writing():
        attempt = attempts.begin(
            turn,
            model=planned.model.id,
            surface=planned.surface,
            input_sha256=planned.input_sha256,
            reserve_usd=planned.price_usd,
        )
        is_held = stages.say(Stage.ASKING, **{"try": attempt.number, "surface_label": label})
        if not is_held:
            attempts.settle(attempt, Result(Outcome.NOT_SENT, error="Cancelled before it was sent."))
    if not is_held:
        raise Abandoned
    try:
        status = _send(client, asked, planned, attempt, stages)
    except ProviderError as problem:
        attempts.settle(attempt, _result_of(problem, planned))
        raise
    del asked  # the pictures of the path: decoding needs the room
    stages.say(Stage.CHECKING)
    return Answer(attempt, _decode(turn, spool_path(attempt)), status)


def _decode(turn: Turn, path: Path) -> Received:
    """Parse and decode in another process; finals in the slow one, so that they never hold up an edit."""
    worker = pool.final if turn.job.queue == Queue.FINAL else pool.imaging
    return worker.run(receive.decode, str(path))


def _send(client: WireClient, asked: ImageRequest, planned: Plan, attempt: Attempt, stages: Stages) -> int:
    path = spool_path(attempt)
    path.parent.mkdir(parents=True, exist_ok=True)
    return client.generate(
        asked,
        planned.model,
        spool=path,
        on_bytes=lambda received, total: _count(stages, received, total),
        on_sent=lambda: None,
    )


def _count(stages: Stages, received: int, total: int | None) -> None:
    """The last bytes are told with the check, which begins at once."""
    tell = stages.hold if received == total else stages.say
    tell(Stage.RECEIVING, bytes=received, total=total)


def _result_of(problem: ProviderError, planned: Plan) -> Result:
    """A failed call. Where it may have been billed the outcome stays unknown and the reservation stays open."""
    outcome = (
        Outcome.UNKNOWN
        if problem.billed == "maybe"
        else Outcome.REFUSED
        if isinstance(problem, Refused)
        else Outcome.ERROR
    )
    retired = f" Successor: {problem.successor}." if isinstance(problem, RetiredModel) and problem.successor else ""
    return Result(
        outcome,
        http_status=problem.http_status,
        finish_reason=problem.reason,
        error=problem.sentence + retired,
        price_usd=planned.price_usd if problem.billed == "yes" else Decimal(0),
    )
