"""The whole story of one render, readable on one screen.

Nothing here holds a database transaction while a provider is asked. Every step may be killed: what was committed, and
the reply in its spool file, is enough to go on (call.resume).
"""

from __future__ import annotations

import logging

from django.conf import settings

from editor import imaging, pool
from editor.progress import Stages
from editor.providers.errors import ProviderError, Refused
from editor.providers.surfaces import SurfaceNotReady
from editor.render import call, judge, plan, settle
from editor.render.call import Abandoned, Answer, OutcomeUnknown
from editor.render.errors import RenderError
from editor.render.judge import Verdict
from editor.render.plan import Plan
from sessions.errors import AssetMissing, FenceLost, TurnConflict
from sessions.models import Action, Outcome, Stage, Status, Turn
from sessions.services import attempts, turns
from sessions.services.jobs import Lease
from sessions.services.turns import Ending

log = logging.getLogger(__name__)
OURS = "Something broke on our side; it is in the log. Nothing you made is lost. Try again."


def render(lease: Lease) -> None:
    """Carry one turn to its end. Returns quietly when the turn was cancelled or taken over meanwhile."""
    turn = turns.begin(lease.turn_id)
    if turn is None:
        return
    try:
        ended = _take_in(turn, lease) if turn.action == Action.UPLOAD else _make(turn, lease)
    except (Abandoned, FenceLost, TurnConflict):
        log.info("render abandoned turn=%s fence=%s", lease.turn_id, lease.fence)
        return
    except Exception:  # the one broad catch: a defect of ours must end the turn with a sentence, never leave it running
        call.close_free(attempts.unsettled(turn), OURS)
        settle.fail(turn, lease, Ending(Status.FAILED, OURS))
        raise
    log.info("render ended turn=%s status=%s seconds=%.3f", ended.pk, ended.status, ended.seconds or 0)


def keep_late() -> None:
    """Take in replies of cancelled turns that arrived in full before a kill; close what can have cost nothing."""
    for turn in turns.cancelled_with_open_calls():
        try:
            answer = call.resume(turn)
            if answer is not None:
                planned = plan.make(turn)
                settle.keep_late(planned, answer, judge.judge(planned, answer))
        except (RenderError, AssetMissing, OutcomeUnknown) as problem:
            log.warning("late reply not taken in turn=%s error=%s", turn.pk, problem)


def _make(turn: Turn, lease: Lease) -> Turn:
    stages = Stages(turn, lease)
    try:
        planned = plan.make(turn)
        if planned.notes or planned.prompt != turn.prompt:
            turns.set_prompt(turn, planned.prompt, planned.notes)
        answer = call.resume(turn) or call.ask(planned, stages)
        verdict = judge.judge(planned, answer)
        if verdict.has_picture and not verdict.as_asked and not _tried_twice(turn):
            settle.record_wrong(planned, answer, verdict)
            answer, verdict = _second_try(planned, stages) or (answer, verdict)
        return settle.settle(planned, answer, verdict, lease)
    except ProviderError as problem:
        return settle.fail(turn, lease, _provider_ending(turn, problem))
    except (RenderError, SurfaceNotReady, AssetMissing, OutcomeUnknown) as problem:
        return settle.fail(turn, lease, _own_ending(turn, problem))


def _second_try(planned: Plan, stages: Stages) -> tuple[Answer, Verdict] | None:
    """One more answer; None if it has no picture, because the first, which has one, is then what can be offered."""
    try:
        answer = call.ask(planned, stages)
    except ProviderError as problem:
        log.warning("second try failed turn=%s error=%s", planned.turn.pk, problem.sentence)
        return None
    verdict = judge.judge(planned, answer)
    if not verdict.has_picture:
        settle.record_wrong(planned, answer, verdict)
        return None
    return answer, verdict


def _tried_twice(turn: Turn) -> bool:
    return turn.attempts.filter(outcome=Outcome.WRONG_PICTURE).exists()


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


def _provider_ending(turn: Turn, problem: ProviderError) -> Ending:
    billed = {
        "no": "Nothing was billed.",
        "maybe": "Outcome unknown, may have been billed.",
        "yes": "It was billed.",
    }[problem.billed]
    return Ending(
        Status.REFUSED if isinstance(problem, Refused) else Status.FAILED,
        f"{problem.sentence} {billed} {problem.advice}",
        provider_words=problem.words,
        model_used=turn.model_asked,
        surface_used=turn.surface_asked,
    )


def _own_ending(turn: Turn, problem: Exception) -> Ending:
    if isinstance(problem, OutcomeUnknown):
        sentence = (
            "Two calls were cut off in flight. Outcome unknown, they may have been billed, so no third was made. "
            "Try again if you want one."
        )
    elif isinstance(problem, AssetMissing):
        sentence = (
            "A picture of this path is missing from the store, so nothing was sent. Continue from another version."
        )
    else:
        sentence = str(problem)
    return Ending(Status.FAILED, sentence)
