"""Turn -> Answer: every call becomes an Attempt before it leaves, every reply a file before it is read.

How often, how soon and where a call is made again is decided by the resilience room from the calls on record, so a
process that takes over goes on where the other one was killed. Waits are not slept here: `Later` puts the job off.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from editor import pool, tracing
from editor.progress import Stages
from editor.providers import surfaces
from editor.providers.errors import ProviderError, Refused, RetiredModel
from editor.providers.messages import ImageRequest
from editor.providers.surfaces import EMBEDDED
from editor.providers.wire import Delivery, WireClient
from editor.render import clients, gate, plan, receive, routes
from editor.render.errors import Halted
from editor.render.gate import Later
from editor.render.plan import Plan
from editor.render.receive import Received
from editor.resilience import steps
from editor.resilience.steps import Place
from editor.resilience.tries import Terrain, Try
from sessions.models import Attempt, Outcome, Queue, Stage, Turn
from sessions.services import attempts, turns
from sessions.services.attempts import Result
from sessions.services.writing import writing

INTERRUPTED = "Interrupted"


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply that arrived, what was asked for it, and the attempt that brought it (still unsettled)."""

    attempt: Attempt
    planned: Plan
    received: Received
    delivery: Delivery


class Abandoned(Exception):
    """The lease is gone (cancelled or taken over): stop quietly."""


def spool_path(attempt: Attempt) -> Path:
    """Where the reply of an attempt is kept until its turn has ended."""
    return Path(settings.SPOOL_DIR) / f"{attempt.request_id}.json"


def clear(attempt: Attempt) -> None:
    """Remove the reply of an attempt and what was unpacked from it: the record holds it, or it never became whole."""
    spool = spool_path(attempt)
    for path in spool.parent.glob(f"{spool.name}*"):
        path.unlink(missing_ok=True)


def resume(turn: Turn) -> Answer | None:
    """The answer that a killed process left behind, if its bytes arrived.

    A call that was cut off in flight stays "unknown, may have been billed"; on the embedded engine nothing is billed,
    so there it counts as failed.
    """
    cut_off = attempts.unsettled(turn)
    for attempt in reversed(cut_off):
        if spool_path(attempt).exists():
            return _read(turn, attempt)
    close_free(cut_off, "The server stopped while the engine was drawing.")
    return None


def earlier(turn: Turn) -> Answer | None:
    """The newest reply of this turn whose picture was not as asked: what can be offered when nothing better came."""
    for attempt in reversed(attempts.history(turn)):
        if attempt.outcome == Outcome.WRONG_PICTURE and spool_path(attempt).exists():
            return _read(turn, attempt)
    return None


def close_free(cut_off: list[Attempt], why: str) -> None:
    """Settle calls that can have cost nothing: those of the embedded engine."""
    for attempt in cut_off:
        if attempt.surface == EMBEDDED:
            clear(attempt)
            free = Result(Outcome.ERROR, error=why, price_usd=Decimal(0), failure=INTERRUPTED, is_retryable=True)
            attempts.settle(attempt, replace(free, billed="no"))


def ask(turn: Turn, stages: Stages) -> Answer:
    """Make the next call, or the next ones where no wait lies between, until an answer arrived.

    Raises the last ProviderError when nothing is left to try, Halted when that was so before, Later when a call must
    wait, Abandoned when the lease is lost.
    """
    ground = routes.terrain(turn)
    at, _ = _stand(turn, ground)
    if at.halt:
        raise Halted(at.halt, attempts.history(turn))
    while True:
        try:
            return _once(turn, _past_open_circuits(ground, at), stages)
        except ProviderError as problem:
            at, last = _stand(turn, ground)
            if at.halt or is_out_of_patience(turn):
                raise
            pause_s = steps.pause_s(at, last, settings.RETRY_POLICY, gate.CHANCE)
            if pause_s > 0:
                raise Later(pause_s, problem.sentence) from problem


def may_repeat(turn: Turn, answer: Answer, result: Result) -> bool:
    """Whether a reply that is not what was asked leads to another call, were it settled like this."""
    calls = attempts.history(turn)
    settled = [attempts.as_settled(each, result) if each.pk == answer.attempt.pk else each for each in calls]
    return not routes.place(turn, settled).halt and not is_out_of_patience(turn)


def is_out_of_patience(turn: Turn) -> bool:
    """Whether the turn has waited longer than a person would."""
    return timezone.now() - turn.created_at > timedelta(seconds=settings.RETRY_POLICY.patience_s)


def _stand(turn: Turn, ground: Terrain) -> tuple[Place, Try | None]:
    tries = routes.tries(attempts.history(turn))
    return steps.place(ground, tries, settings.RETRY_POLICY), tries[-1] if tries else None


def _past_open_circuits(ground: Terrain, at: Place) -> Place:
    """The same place, or the first route behind it whose circuit is closed. Raises Later when there is none."""
    behind = ground.routes[ground.routes.index(at.route) :] if at.route in ground.routes else (at.route,)
    route = gate.first_open(behind)
    return at if route == at.route else steps.moved(at, route, ground)


def _once(turn: Turn, at: Place, stages: Stages) -> Answer:
    # All three may fail (a key that is gone, a picture that is missing): before the attempt, for nothing leaves then.
    planned = plan.make(turn, at)
    client = clients.client_for(planned.surface, Queue(turn.job.queue))
    asked = plan.request(planned)
    attempt = _begin(turn, planned, at, stages)
    try:
        with tracing.call(attempt):
            delivery = _send(client, asked, planned, attempt, stages)
    except ProviderError as problem:
        result = _result_of(problem, planned)
        attempts.settle(attempt, result)
        tracing.tell(attempts.as_settled(attempt, result))
        gate.failed(at.route, problem)
        raise
    del asked  # the pictures of the path: decoding needs the room
    gate.succeeded(at.route)
    stages.say(Stage.CHECKING)
    return Answer(attempt, planned, _decode(turn, spool_path(attempt)), delivery)


def _begin(turn: Turn, planned: Plan, at: Place, stages: Stages) -> Attempt:
    """Through the gates, then the attempt and its reservation: one transaction, committed before anything is sent."""
    with writing():
        gate.enter(at.route, turn, is_repeat=at.why in ("again", "repeated", "smaller"))
        if planned.notes or planned.prompt != turn.prompt:
            turns.set_prompt(turn, planned.prompt, planned.notes)
        attempt = attempts.begin(
            turn,
            model=planned.model.id,
            surface=planned.surface,
            image_size=planned.image_size,
            input_sha256=planned.input_sha256,
            reserve_usd=planned.reserve_usd,
        )
        is_held = stages.say(Stage.ASKING, **_asking(attempt))
        if not is_held:
            attempts.settle(attempt, Result(Outcome.NOT_SENT, error="Cancelled before it was sent."))
    if not is_held:
        raise Abandoned
    return attempt


def _asking(attempt: Attempt) -> dict[str, Any]:
    """What is told of a call from its beginning to its answer."""
    return {"try": attempt.number, "surface_label": surfaces.SURFACES[attempt.surface].label}


def _read(turn: Turn, attempt: Attempt) -> Answer:
    """A reply that lies in the spool, with the plan that asked for it."""
    path = spool_path(attempt)
    at = Place(routes.of(attempt), attempt.image_size or turn.image_size)
    size = path.stat().st_size
    return Answer(
        attempt, plan.make(turn, at), _decode(turn, path), Delivery(200, attempt.request_bytes or 0, size, 0.0)
    )


def _decode(turn: Turn, path: Path) -> Received:
    """Parse and decode in another process; finals in the slow one, so that they never hold up an edit."""
    worker = pool.final if turn.job.queue == Queue.FINAL else pool.imaging
    return worker.run(receive.decode, str(path))


def _send(client: WireClient, asked: ImageRequest, planned: Plan, attempt: Attempt, stages: Stages) -> Delivery:
    path = spool_path(attempt)
    path.parent.mkdir(parents=True, exist_ok=True)
    sent = threading.Event()
    is_free = planned.surface == EMBEDDED
    return client.generate(
        asked,
        planned.model,
        spool=path,
        request_id=attempt.request_id,
        on_bytes=lambda received, total: _count(stages, received, total),
        on_sent=sent.set,
        is_wanted=lambda: (sent.is_set() and not is_free) or _is_held(stages),
        on_step=lambda step, share: _step(stages, attempt, step, share),
    )


def _is_held(stages: Stages) -> bool:
    """Whether a request is still wanted where giving it up costs nothing: one that has not left, or is drawn here.

    Once another one has left it may be paid for, so its answer is waited for and kept.
    """
    return _from_the_watch(stages.is_held)


def _step(stages: Stages, attempt: Attempt, step: str, share: float) -> None:
    """How far the embedded engine has come: `share` (0..1) of the whole."""
    said = {**_asking(attempt), "step": step, "share": round(share, 3)}
    _from_the_watch(lambda: stages.say(Stage.ASKING, **said))


def _from_the_watch(ask: Callable[[], bool]) -> bool:
    """What `ask` finds in the record; true where the record does not answer, and the call goes on as it is.

    The client's watch asks from a thread of its own, whose connection to the database is closed again.
    """
    try:
        return ask()
    except DatabaseError:
        return True
    finally:
        connection.close()


def _count(stages: Stages, received: int, total: int | None) -> None:
    """The last bytes are told with the check, which begins at once."""
    tell = stages.hold if received == total else stages.say
    tell(Stage.RECEIVING, bytes=received, total=total)


def _result_of(problem: ProviderError, planned: Plan) -> Result:
    """A failed call. Where it may have been billed the outcome stays unknown and the reservation stays open."""
    retired = f" Successor: {problem.successor}." if isinstance(problem, RetiredModel) and problem.successor else ""
    return Result(
        _outcome(problem),
        http_status=problem.http_status,
        finish_reason=problem.reason,
        error=problem.sentence + retired,
        price_usd=planned.price_usd if problem.billed == "yes" else Decimal(0),
        failure=type(problem).__name__,
        is_retryable=problem.retryable,
        retry_after_s=problem.retry_after_s,
        billed=problem.billed,
    )


def _outcome(problem: ProviderError) -> Outcome:
    if problem.billed == "maybe":
        return Outcome.UNKNOWN
    return Outcome.REFUSED if isinstance(problem, Refused) else Outcome.ERROR
