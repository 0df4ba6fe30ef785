"""Verdict -> records: bytes into the store, then one transaction for asset, attempt, ledger, turn, head and job."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

from django.conf import settings

from editor import imaging, progress, thumbs, tracing
from editor.providers.slip import SUFFIX
from editor.providers.surfaces import EMBEDDED
from editor.render.call import Answer, clear
from editor.render.judge import Verdict, result_of
from editor.render.plan import Plan
from editor.render.receive import Failure
from sessions import blobs
from sessions.errors import FenceLost
from sessions.models import OPEN, Asset, Attempt, Outcome, Stage, Status, Turn
from sessions.services import assets, attempts, jobs, turns
from sessions.services.assets import Measured
from sessions.services.jobs import Lease
from sessions.services.turns import Ending
from sessions.services.writing import writing

log = logging.getLogger(__name__)
BILLED = {
    "no": "Nothing was billed.",
    "maybe": "Outcome unknown, may have been billed.",
    "yes": "It was billed.",
}
STAGE_OF = {
    Status.DONE: Stage.DONE,
    Status.NEEDS_REVIEW: Stage.NEEDS_REVIEW,
    Status.REFUSED: Stage.REFUSED,
    Status.FAILED: Stage.FAILED,
    Status.CANCELLED: Stage.CANCELLED,
}


def settle(answer: Answer, verdict: Verdict, lease: Lease) -> Turn:
    """Write a reply that arrived. After a cancel the picture is kept on the cancelled turn. Raises FenceLost."""
    asked = answer.planned.turn
    is_remote = blobs.local_path("") is None
    if is_remote:
        progress.Stages(asked, lease).say(Stage.SAVING)
    pictures = _store(answer)
    try:
        with writing():
            jobs.end(lease)
            if not is_remote:  # saving is a rename, over before it could be shown alone
                progress.publish(asked, Stage.SAVING)
            turn = _write(answer, verdict, pictures)
            _announce(turn)
    except FenceLost:
        _write_late(answer, verdict, pictures)
        raise
    sweep(turn)
    if turn.output:
        _prepare_thumbs(turn.output)
    return turn


def settle_upload(turn: Turn, facts: imaging.Facts, lease: Lease) -> Turn:
    """Write an uploaded picture that was decoded in full. Its file stays until the record holds it."""
    picture = replace(measured(facts), path=_twin(Path(facts.path)))
    assets.store(picture)
    with writing():
        jobs.end(lease)
        notes = [{"kind": "upload", "text": f"The picture was {facts.changed}."}] if facts.changed else []
        done = turns.finish(turn, Ending(Status.DONE, output=assets.record(picture), notes=notes))
        _announce(done)
    clear_upload(turn)
    if done.output:
        _prepare_thumbs(done.output)
    return done


def upload_path(turn: Turn) -> Path:
    """Where the uploaded bytes wait for their judgement."""
    return Path(settings.SPOOL_DIR) / "uploads" / str(turn.brief["spool"])


def clear_upload(turn: Turn) -> None:
    """The upload has been taken in, or refused: its files have done their work."""
    path = upload_path(turn)
    for each in path.parent.glob(f"{path.name}*"):
        each.unlink(missing_ok=True)


def _twin(path: Path) -> Path:
    """A second name of the same bytes, which may be renamed into the store while the first stays."""
    twin = path.with_name(path.name + ".twin")
    twin.unlink(missing_ok=True)
    twin.hardlink_to(path)
    return twin


def fail(turn: Turn, lease: Lease, ending: Ending) -> Turn:
    """End a turn without a picture: what happened, the provider's words, what it cost."""
    with writing():
        jobs.end(lease)
        ended = turns.finish(turn, replace(ending, cost_usd=attempts.cost_usd(turn)))
        _announce(ended)
    sweep(ended)
    return ended


def sweep(turn: Turn) -> None:
    """Remove the replies of a turn that has ended from the spool; the record holds what was in them."""
    for attempt in attempts.history(turn):
        clear(attempt)


def sweep_all() -> None:
    """Remove what a kill left in the spool between a turn's end and its sweep, halves of replies, slips of drawings.

    Only while no call is under way. The reply of a cancelled turn stays if nobody has read it yet.
    """
    folder = Path(settings.SPOOL_DIR)
    for half in (*folder.glob("*.json.part"), *folder.glob(f"*{SUFFIX}")):
        half.unlink(missing_ok=True)
    ids = {path.name.partition(".")[0] for path in folder.glob("*.json*")}
    ended = Attempt.objects.filter(request_id__in=ids).exclude(turn__status__in=OPEN)
    for attempt in ended.exclude(turn__status=Status.CANCELLED, outcome=Outcome.UNKNOWN):
        clear(attempt)


def record_poor(answer: Answer, verdict: Verdict) -> None:
    """Settle a call whose reply is not what was asked, before one more try.

    A picture is stored and its reply stays in the spool until the turn ends: it may be all there is to offer.
    """
    _store(answer)
    _close(answer, verdict)
    if not verdict.has_picture:
        clear(answer.attempt)


def _store(answer: Answer) -> list[Measured]:
    """Move an answer's pictures and their previews into the store; doing it twice changes nothing."""
    pictures = [measured(facts) for facts in answer.received.pictures]
    for facts, each in zip(answer.received.pictures, pictures, strict=True):
        assets.store(each)
        thumbs.adopt(facts)
    return pictures


def measured(facts: imaging.Facts) -> Measured:
    """Decoded facts as the record stores them."""
    path = Path(facts.path)
    return Measured(path, facts.sha256, facts.width_px, facts.height_px, facts.media_type, facts.byte_count)


def _close(answer: Answer, verdict: Verdict) -> None:
    """Settle the call and say so in the log."""
    result = result_of(answer, verdict)
    attempts.settle(answer.attempt, result)
    tracing.tell(attempts.as_settled(answer.attempt, result))


def _write(answer: Answer, verdict: Verdict, pictures: list[Measured]) -> Turn:
    _close(answer, verdict)
    return turns.finish(answer.planned.turn, _ending(answer, verdict, pictures))


def _ending(answer: Answer, verdict: Verdict, pictures: list[Measured]) -> Ending:
    received, planned = answer.received, answer.planned
    rows = {each.sha256: assets.record(each) for each in pictures}
    common = Ending(
        Status.DONE,
        model_used=planned.model.id,
        surface_used=planned.surface,
        image_size_used=planned.image_size,
        cost_usd=attempts.cost_usd(planned.turn),
        clauses=received.clauses,
        notes=planned.notes,
    )
    if received.failure:
        failure = received.failure
        status = Status.REFUSED if failure.kind in ("Refused", "NoPicture") else Status.FAILED
        return replace(common, status=status, message=_what_now(planned, failure), provider_words=failure.words)
    assert received.result is not None
    good = replace(common, output=rows[received.result.sha256], reply=received.parts)
    if not verdict.as_asked:
        return replace(good, status=Status.NEEDS_REVIEW, message=f"{verdict.reason} Keep it, or try again.")
    return good


def _what_now(planned: Plan, failure: Failure) -> str:
    """What happened and what to do next. The embedded engine never changes its mind, so trying again is no advice."""
    if planned.surface == EMBEDDED and failure.kind == "NoPicture":
        return "The embedded engine made no picture. Ask for something it can do, or choose a model that needs a key."
    return f"{failure.sentence} {BILLED[failure.billed]} {failure.advice}"


def _announce(turn: Turn) -> None:
    progress.publish_end(turn, STAGE_OF[Status(turn.status)])


def keep_late(answer: Answer, verdict: Verdict) -> None:
    """Keep a reply whose turn was cancelled before a kill."""
    _write_late(answer, verdict, _store(answer))


def _write_late(answer: Answer, verdict: Verdict, pictures: list[Measured]) -> None:
    """The turn was cancelled while the picture was on its way: it was made, so it is kept, folded."""
    with writing():
        turn = Turn.objects.select_for_update().get(pk=answer.planned.turn.pk)
        if turn.status != Status.CANCELLED:
            return
        _close(answer, verdict)
        ending = _ending(answer, verdict, pictures)
        words = f"v{turn.number} arrived after you cancelled. It was made, so it is kept here."
        turns.attach_late(turn, replace(ending, message=words if ending.output else turn.message))
        if ending.output:
            _announce(Turn.objects.with_picture().get(pk=turn.pk))
    sweep(turn)


def _prepare_thumbs(asset: Asset) -> None:
    """Make what the studio shows at once, so that no page waits for it."""
    try:
        thumbs.prepare(asset)
    except (OSError, imaging.BadPicture) as problem:
        log.warning("thumbnail failed asset=%s error=%s", asset.sha256[:12], problem)
