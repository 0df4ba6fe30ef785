"""Open a turn: one function per action. One transaction writes the turn, its job and its first stage; nothing waits.

Every function takes an idempotency `key`: the same key gives the same turn, whatever was clicked twice or sent again.
All raise RenderError with a sentence for the person.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from editor import progress
from editor.prompt import RERENDER, Brief, Pin, build, critique_instruction
from editor.providers.errors import NoLongerWanted
from editor.providers.surfaces import EMBEDDED
from editor.render import choices, dispatch
from editor.render.ask import Ask, Ready, brief_of, check_parent, checked, default, model_on, ratio_of, with_session
from editor.render.errors import BadAsk, NothingToEdit, NotReady
from editor.render.incoming import Incoming, forget, receive
from sessions.errors import TurnConflict
from sessions.models import OPEN, Action, Outcome, Queue, Session, Stage, Status, Turn
from sessions.services import attempts, audit, heads, jobs, limits, tree, turns
from sessions.services.attempts import Result
from sessions.services.sessions import title_from
from sessions.services.turns import Opening
from sessions.services.writing import writing

KEY_MAX_CHARS = 40


def start(
    user: User,
    *,
    key: str,
    ask: Ask | None = None,
    file: UploadedFile[Any] | None = None,
    style: str = "",
    title: str = "",
) -> Turn:
    """A new session from a prompt, a picture, or a picture and what to change in it. Returns its newest turn."""
    if ask is None and file is None:
        raise BadAsk("Write what you want to see, or bring a picture.")
    ready = checked(ask) if ask else default()
    incoming = receive(file) if file else None
    words = title or (ask.prompt if ask else (file.name if file else "") or "")

    def make() -> Turn:
        session = Session.objects.create(
            owner=user,
            title=title_from(words),
            style_instruction=style.strip()[: settings.STYLE_MAX_CHARS],
            model=ready.model.id,
            surface=ready.surface,
            aspect_ratio=ready.ratio_for(incoming),
            image_size=ready.size,
        )
        audit.record(user, "session.start", session)
        turn = _open_upload(user, session, incoming, key=f"{key}-u" if ask else key) if incoming else None
        if ask is None:
            assert turn is not None
            return turn
        asked = replace(ready, ratio=session.aspect_ratio)
        action = Action.ADJUST if turn else Action.CREATE
        return _open_render(user, session, action, brief_of(ask, session), asked, parent=turn, key=key, seed=ask.seed)

    return _once(user, key, make, incoming)


def create(user: User, session: Session, ask: Ask, *, key: str) -> Turn:
    """A new root in a session: a picture from words alone."""
    ready = checked(with_session(ask, session))
    ready = replace(ready, ratio=ready.ratio or "1:1")
    return _once(user, key, lambda: _open_ask(user, session, Action.CREATE, ask, ready, None, key))


def upload(user: User, session: Session, file: UploadedFile[Any], *, key: str) -> Turn:
    """A new root in a session: a picture that somebody brings."""
    incoming = receive(file)
    return _once(user, key, lambda: _open_upload(user, session, incoming, key=key), incoming)


def adjust(user: User, parent: Turn, ask: Ask, *, key: str) -> Turn:
    """An edit of the parent's picture. A parent that is still being made is waited for."""
    check_parent(parent)
    ready = checked(with_session(ask, parent.session))
    ready = replace(ready, ratio=ready.ratio or ratio_of(parent, ready.model))
    return _once(user, key, lambda: _open_ask(user, parent.session, Action.ADJUST, ask, ready, parent, key))


def critique(user: User, parent: Turn, *, text: str, pins: Sequence[dict[str, Any]] = (), key: str) -> Turn:
    """Remarks on the parent's picture: a turn without a picture that is done at once and takes the head."""
    check_parent(parent, finished=True)
    marks = [Pin(float(pin["x"]), float(pin["y"]), str(pin["text"])) for pin in pins]
    instruction = critique_instruction(text, marks)
    if not instruction:
        raise BadAsk("Write a remark, or put a pin on the picture.")
    if len(instruction) > settings.PROMPT_MAX_CHARS:
        raise BadAsk(f"The critique has {len(instruction):,} characters. The limit is {settings.PROMPT_MAX_CHARS:,}.")
    brief = {
        "instruction": instruction,
        "text": text.strip(),
        "pins": [{"x": pin.x, "y": pin.y, "text": pin.text} for pin in marks],
    }

    def make() -> Turn:
        opening = Opening(Action.CRITIQUE, user, key, parent, brief, status=Status.DONE)
        turn = turns.open_turn(parent.session, opening)
        heads.move_to(parent.session, turn, user)
        return turn

    return _once(user, key, make)


def finalize(user: User, parent: Turn, *, key: str, model: str = "", surface: str = "") -> Turn:
    """The parent's picture again at 4K; the parent stays."""
    return _again(user, parent, Action.FINALIZE, choices.FINAL_SIZE, model, surface, key)


def rerender(user: User, parent: Turn, *, key: str, image_size: str = "2K") -> Turn:
    """The parent's picture again, clean, at a preview size."""
    return _again(user, parent, Action.RERENDER, image_size, "", "", key)


def retry(user: User, turn: Turn, *, key: str) -> Turn:
    """The same request once more, as a sibling. The turn that failed stays in the tree."""
    if turn.status in (*OPEN, Status.DONE):
        raise BadAsk(f"v{turn.number} has not failed, so there is nothing to try again.")
    if turn.action == Action.UPLOAD:
        raise BadAsk("Choose the picture again: what was uploaded could not be read.")
    size = "4K" if turn.action == Action.FINALIZE else turn.image_size
    ask = Ask("retry", (), (), turn.aspect_ratio, size, turn.model_asked, turn.surface_asked)
    ready = checked(ask, final=turn.action == Action.FINALIZE)
    if turn.parent:
        check_parent(turn.parent)
    action = Action(turn.action)
    brief = Brief.from_json(turn.brief)
    return _once(
        user,
        key,
        lambda: _open_render(user, turn.session, action, brief, ready, parent=turn.parent, key=key, seed=turn.seed),
    )


def cancel(user: User, turn: Turn) -> Turn:
    """Stop waiting for a turn. Raises BadAsk if it has already ended."""
    try:
        with transaction.atomic():
            # In here, and under the row's lock, so that no call begins or ends between the message and the cancel.
            Turn.objects.select_for_update(of=("self",)).get(pk=turn.pk)
            message = _cancelled(turn)
            _give_up_drawing(turn)
            ended = turns.cancel(turn, message, attempts.cost_usd(turn))
            progress.publish_end(ended, Stage.CANCELLED)
            audit.record(user, "turn.cancel", turn.session, turn=turn.number)
    except TurnConflict as problem:
        raise BadAsk(f"v{turn.number} has already ended.") from problem
    dispatch.wake()
    return ended


def _give_up_drawing(turn: Turn) -> None:
    """Settle a call of the embedded engine at once: it stops at its next step, and cannot have cost anything."""
    stopped = Result(Outcome.ERROR, price_usd=Decimal(0), failure=NoLongerWanted.__name__, billed="no")
    for attempt in attempts.unsettled(turn):
        if attempt.surface == EMBEDDED:
            attempts.settle(attempt, replace(stopped, error="The drawing was stopped. Nothing was billed."))


def _cancelled(turn: Turn) -> str:
    """What a cancel now means for the bill."""
    if attempts.unsettled(turn):
        if turn.surface_asked == EMBEDDED:
            return "Cancelled while the embedded engine was drawing. Nothing was billed."
        return "Already sent. The wait is stopped; it may still be billed. A late picture is kept here."
    spent = attempts.cost_usd(turn)
    if spent:
        return f"Stopped before another try. The earlier one was billed: ${spent:.3f}."
    if turn.attempts.exists():
        return "Stopped before another try. Nothing was billed."
    return "Taken out of the queue. Nothing was sent, nothing billed."


def keep(user: User, turn: Turn) -> Turn:
    """Take a picture that came back different from what was asked."""
    try:
        with transaction.atomic():
            kept = turns.keep(turn)
            progress.publish_end(kept, Stage.DONE)
            audit.record(user, "turn.keep", turn.session, turn=turn.number)
    except TurnConflict as problem:
        raise BadAsk(f"v{turn.number} does not wait for a decision.") from problem
    return kept


def _once(user: User, key: str, make: Callable[[], Turn], incoming: Incoming | None = None) -> Turn:
    """Run `make` unless this key already opened a turn; then wake the dispatcher. A second copy of a file goes."""
    if not key or len(key) > KEY_MAX_CHARS:
        raise BadAsk("This form was sent without its key. Reload the page and send it again.")
    known = None
    try:
        with writing():
            known = turns.existing(user, key)
            turn = known or make()
    except IntegrityError:  # another process opened it at the same moment: PostgreSQL lets two writers in
        known = turns.existing(user, key)
        if known is None:
            raise
        turn = known
    if known is None:
        dispatch.wake()
    elif incoming:
        forget(incoming)
    return turn


def _open_ask(
    user: User, session: Session, action: Action, ask: Ask, ready: Ready, parent: Turn | None, key: str
) -> Turn:
    Session.objects.filter(pk=session.pk).update(
        model=ready.model.id, surface=ready.surface, aspect_ratio=ready.ratio, image_size=ready.size
    )
    return _open_render(user, session, action, brief_of(ask, session), ready, parent=parent, key=key, seed=ask.seed)


def _open_render(
    user: User,
    session: Session,
    action: Action,
    brief: Brief,
    ready: Ready,
    *,
    parent: Turn | None,
    key: str,
    seed: int | None = None,
) -> Turn:
    _within_quota(user, ready.surface)
    opening = Opening(
        action=action,
        author=user,
        key=key,
        parent=parent,
        brief=brief.as_json(),
        prompt=build(brief),
        model=ready.model.id,
        surface=ready.surface,
        aspect_ratio=ready.ratio,
        image_size=ready.size,
        seed=seed,
    )
    turn = turns.open_turn(session, opening)
    return _line_up(turn, Queue.FINAL if action == Action.FINALIZE else Queue.PREVIEW)


def _within_quota(user: User, surface: str) -> None:
    """Raise NotReady when the account has had its pictures of the day (UTC). The embedded engine is never counted."""
    allowance = settings.ACCOUNT_PER_DAY
    if not allowance or surface == EMBEDDED:
        return
    midnight = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    if limits.made_today(user, midnight) + jobs.open_count(user) >= allowance:
        raise NotReady(
            f"This account has had its {allowance:,} pictures of today. The next day begins at midnight UTC. "
            "The embedded engine is not counted."
        )


def _open_upload(user: User, session: Session, incoming: Incoming, *, key: str) -> Turn:
    brief = {"spool": incoming.spool_name, "file_name": incoming.file_name}
    turn = turns.open_turn(session, Opening(Action.UPLOAD, user, key, brief=brief))
    return _line_up(turn, Queue.PREVIEW)


def _line_up(turn: Turn, queue: Queue) -> Turn:
    job = jobs.enqueue(turn, queue)
    progress.publish(turn, Stage.WAITING, place=jobs.place_in_line(job))
    return turn


def _again(user: User, parent: Turn, action: Action, size: str, model: str, surface: str, key: str) -> Turn:
    check_parent(parent, finished=True)
    source = tree.picture_turn(parent)
    if source is None or source.output is None:
        raise NothingToEdit(f"v{parent.number} has no picture.")
    session = parent.session
    model_id = model or source.model_used or session.model
    surface = surface or source.surface_used or session.surface
    item = model_on(model_id, surface)
    ratio = ratio_of(source, item)
    instruction = RERENDER.format(size=size)
    ready = checked(Ask(instruction, (), (), ratio, size, model_id, surface), final=action == Action.FINALIZE)
    brief = Brief(instruction)
    return _once(
        user, key, lambda: _open_render(user, session, action, brief, ready, parent=parent, key=key, seed=source.seed)
    )
