"""The whole story of one render, readable on one screen.

Nothing here holds a database transaction while a provider is asked. Every step may be killed: what was committed, and
the reply in its spool file, is enough to go on (call.resume).
"""

from __future__ import annotations

import logging
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from editor import imaging, pool, progress, tracing
from editor.progress import Stages
from editor.providers.errors import ProviderError, Refused
from editor.providers.surfaces import SurfaceNotReady
from editor.render import call, judge, settle
from editor.render.call import Abandoned, Answer
from editor.render.errors import RenderError
from editor.render.gate import Later
from editor.render.judge import Verdict
from sessions.errors import AssetMissing, FenceLost, TurnConflict
from sessions.models import Action, Stage, Status, Turn
from sessions.services import attempts, jobs, turns
from sessions.services.jobs import Lease
from sessions.services.turns import Ending
from sessions.services.writing import writing

log = logging.getLogger(__name__)
OURS = "Something broke on our side; it is in the log. Nothing you made is lost. Try again."


def render(lease: Lease) -> None:
    """Carry one turn to its end. Returns quietly when the turn was cancelled or taken over meanwhile."""
    turn = turns.begin(lease.turn_id)
    if turn is None:
        return
    try:
        with tracing.render(turn.pk, turn.action):
            ended = _take_in(turn, lease) if turn.action == Action.UPLOAD else _make(turn, lease)
    except (Abandoned, FenceLost, TurnConflict):
        log.info("render abandoned turn=%s fence=%s", lease.turn_id, lease.fence)
        return
    except Exception:  # the one broad catch: a defect of ours must end the turn with a sentence, never leave it running
        call.close_free(attempts.unsettled(turn), OURS)
        settle.fail(turn, lease, Ending(Status.FAILED, OURS))
        raise
    if ended.finished_at is None:
        log.info("render put off turn=%s", ended.pk)
    else:
        log.info("render ended turn=%s status=%s seconds=%.3f", ended.pk, ended.status, ended.seconds or 0)


def keep_late() -> None:
    """Take in replies of cancelled turns that arrived in full before a kill; close what can have cost nothing."""
    for turn in turns.cancelled_with_open_calls():
        try:
            answer = call.resume(turn)
            if answer is not None:
                settle.keep_late(answer, judge.judge(answer))
        except (RenderError, AssetMissing) as problem:
            log.warning("late reply not taken in turn=%s error=%s", turn.pk, problem)


def _make(turn: Turn, lease: Lease) -> Turn:
    stages = Stages(turn, lease)
    try:
        while True:
            answer = call.resume(turn) or call.ask(turn, stages)
            verdict = judge.judge(answer)
            if verdict.as_asked or not call.may_repeat(turn, answer, judge.result_of(answer, verdict)):
                return _settle(turn, answer, verdict, lease)
            settle.record_poor(answer, verdict)
    except Later as later:
        return _put_off(turn, lease, later)
    except (ProviderError, RenderError, SurfaceNotReady, AssetMissing) as problem:
        return _offer_earlier(turn, lease) or settle.fail(turn, lease, _ending(turn, problem))


def _settle(turn: Turn, answer: Answer, verdict: Verdict, lease: Lease) -> Turn:
    """Write the reply. One without a picture gives way to an earlier one whose picture was not as asked."""
    if not verdict.has_picture and call.earlier(turn):
        settle.record_poor(answer, verdict)
        return _offer_earlier(turn, lease) or settle.settle(answer, verdict, lease)
    return settle.settle(answer, verdict, lease)


def _offer_earlier(turn: Turn, lease: Lease) -> Turn | None:
    """End the turn with a picture that came and was not as asked, for a person to judge; None if there is none."""
    answer = call.earlier(turn)
    return settle.settle(answer, judge.judge(answer), lease) if answer else None


def _put_off(turn: Turn, lease: Lease, later: Later) -> Turn:
    """Back into the queue until a call may be made; a turn that has waited too long fails instead."""
    if call.is_out_of_patience(turn):
        ending = Ending(Status.FAILED, f"{later.why} Nothing more is tried. Try again, or use another model.")
        return _offer_earlier(turn, lease) or settle.fail(turn, lease, ending)
    with writing():
        jobs.defer(lease, timezone.now() + timedelta(seconds=later.seconds))
        progress.publish(turn, Stage.WAITING, why=later.why, again_in_s=round(later.seconds, 1))
    return turn


def _take_in(turn: Turn, lease: Lease) -> Turn:
    """Judge an upload by decoding it."""
    Stages(turn, lease).say(Stage.CHECKING)
    path = settle.upload_path(turn)
    try:
        facts = pool.imaging.run(imaging.take_in, str(path), settings.UPLOAD_MAX_MEGAPIXELS)
    except imaging.BadPicture as problem:
        ended = settle.fail(turn, lease, Ending(Status.FAILED, problem.sentence))
        settle.clear_upload(turn)
        return ended
    return settle.settle_upload(turn, facts, lease)


def _ending(turn: Turn, problem: Exception) -> Ending:
    """How the turn ends without a picture: what happened, what was billed, what to do next."""
    if isinstance(problem, AssetMissing):
        sentence = (
            "A picture of this path is missing from the store, so nothing was sent. Continue from another version."
        )
        return Ending(Status.FAILED, sentence)
    if not isinstance(problem, ProviderError):
        return Ending(Status.FAILED, str(problem))
    calls = attempts.history(turn)
    return Ending(
        Status.REFUSED if isinstance(problem, Refused) else Status.FAILED,
        f"{problem.sentence} {settle.BILLED[problem.billed]} {problem.advice}",
        provider_words=problem.words,
        model_used=calls[-1].model if calls else turn.model_asked,
        surface_used=calls[-1].surface if calls else turn.surface_asked,
    )
