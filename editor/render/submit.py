"""Open a turn: one function per action. One transaction writes the turn, its job and its first stage; nothing waits.

Every function takes an idempotency `key`: the same key gives the same turn, whatever was clicked twice or sent again.
All raise RenderError with a sentence for the person.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from editor import imaging, progress
from editor.prompt import RERENDER, Brief, Pin, build, critique_instruction
from editor.providers import catalogue, surfaces
from editor.providers.catalogue import ImageModel, UnknownModel
from editor.providers.messages import SIZES, Size
from editor.render import choices, dispatch
from editor.render.errors import BadAsk, NothingToEdit, NotReady
from sessions.errors import TurnConflict
from sessions.models import OPEN, Action, Queue, Session, Stage, Status, Turn
from sessions.services import attempts, audit, heads, jobs, tree, turns
from sessions.services.sessions import title_from
from sessions.services.turns import Opening

KEY_MAX_CHARS = 40


@dataclass(frozen=True, slots=True)
class Ask:
    """What a person asks for. Empty model and surface mean the session's (or the first ready) ones.

    An empty ratio means the picture's own: that of the upload or of the parent's picture, else 1:1.
    """

    prompt: str
    keep: tuple[str, ...] = ()
    change: tuple[str, ...] = ()
    aspect_ratio: str = ""
    image_size: str = "1K"
    model: str = ""
    surface: str = ""
    seed: int | None = None


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
    ready = _ready(ask) if ask else _default()
    incoming = _receive(file) if file else None
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
        return _open_render(user, session, action, _brief(ask, session), asked, parent=turn, key=key, seed=ask.seed)

    return _once(user, key, make, incoming)


def create(user: User, session: Session, ask: Ask, *, key: str) -> Turn:
    """A new root in a session: a picture from words alone."""
    ready = _ready(_with_session(replace(ask, aspect_ratio=ask.aspect_ratio or "1:1"), session))
    return _once(user, key, lambda: _open_ask(user, session, Action.CREATE, ask, ready, None, key))


def upload(user: User, session: Session, file: UploadedFile[Any], *, key: str) -> Turn:
    """A new root in a session: a picture that somebody brings."""
    incoming = _receive(file)
    return _once(user, key, lambda: _open_upload(user, session, incoming, key=key), incoming)


def adjust(user: User, parent: Turn, ask: Ask, *, key: str) -> Turn:
    """An edit of the parent's picture. A parent that is still being made is waited for."""
    _check_parent(parent)
    ready = _ready(_with_session(ask, parent.session))
    ready = replace(ready, ratio=ready.ratio or _ratio_of(parent, ready.model))
    return _once(user, key, lambda: _open_ask(user, parent.session, Action.ADJUST, ask, ready, parent, key))


def critique(user: User, parent: Turn, *, text: str, pins: Sequence[dict[str, Any]] = (), key: str) -> Turn:
    """Remarks on the parent's picture: a turn without a picture that is done at once and takes the head."""
    _check_parent(parent, finished=True)
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
    ready = _ready(ask, final=turn.action == Action.FINALIZE)
    if turn.parent:
        _check_parent(turn.parent)
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
            # In here, because no call can begin between what the message says and the cancel.
            message = _cancelled(turn)
            ended = turns.cancel(turn, message, attempts.cost_usd(turn))
            progress.publish(ended, Stage.CANCELLED, message=message)
            audit.record(user, "turn.cancel", turn.session, turn=turn.number)
    except TurnConflict as problem:
        raise BadAsk(f"v{turn.number} has already ended.") from problem
    dispatch.wake()
    return ended


def _cancelled(turn: Turn) -> str:
    """What a cancel now means for the bill."""
    if attempts.unsettled(turn):
        if turn.surface_asked == "embedded":
            return "Cancelled while the embedded engine was drawing. Nothing is billed; a late picture is kept here."
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
            progress.publish(kept, Stage.DONE, **done_data(kept))
            audit.record(user, "turn.keep", turn.session, turn=turn.number)
    except TurnConflict as problem:
        raise BadAsk(f"v{turn.number} does not wait for a decision.") from problem
    return kept


def done_data(turn: Turn) -> dict[str, Any]:
    """What the last stage of a good turn tells: where the picture is, its pixels and its hash."""
    asset = turn.output
    if asset is None:
        return {}
    return {"url": asset.url, "width": asset.width_px, "height": asset.height_px, "sha256": asset.sha256}


@dataclass(frozen=True, slots=True)
class _Ready:
    """A checked request: a live model on a ready surface, with a ratio and size it makes."""

    model: ImageModel
    surface: str
    ratio: str
    size: Size

    def ratio_for(self, incoming: _Incoming | None) -> str:
        """The ratio that was asked for, else that of the uploaded picture, else 1:1."""
        if self.ratio or incoming is None:
            return self.ratio or "1:1"
        return choices.nearest_ratio(incoming.width_px, incoming.height_px, self.model.ratios)


@dataclass(frozen=True, slots=True)
class _Incoming:
    spool_name: str
    file_name: str
    width_px: int
    height_px: int


def _once(user: User, key: str, make: Callable[[], Turn], incoming: _Incoming | None = None) -> Turn:
    """Run `make` unless this key already opened a turn; then wake the dispatcher. A second copy of a file goes."""
    if not key or len(key) > KEY_MAX_CHARS:
        raise BadAsk("This form was sent without its key. Reload the page and send it again.")
    with transaction.atomic():
        known = turns.existing(user, key)
        turn = known or make()
    if known is None:
        dispatch.wake()
    elif incoming:
        (settings.SPOOL_DIR / "uploads" / incoming.spool_name).unlink(missing_ok=True)
    return turn


def _with_session(ask: Ask, session: Session) -> Ask:
    return replace(ask, model=ask.model or session.model, surface=ask.surface or session.surface)


def _default() -> _Ready:
    first = choices.choices().default
    return _Ready(catalogue.model(first.id), first.surface, "", "1K" if "1K" in first.sizes else first.sizes[0])


def _ready(ask: Ask, *, final: bool = False) -> _Ready:
    """Check every part of the request that can be checked before it leaves."""
    if not ask.prompt.strip() and not ask.change:
        raise BadAsk("Write what should change.")
    if len(ask.prompt) > settings.PROMPT_MAX_CHARS:
        raise BadAsk(f"The prompt has {len(ask.prompt):,} characters. The limit is {settings.PROMPT_MAX_CHARS:,}.")
    if not ask.model and not ask.surface:
        first = choices.choices().default
        ask = replace(ask, model=first.id, surface=first.surface)
    model = _model_on(ask.model, ask.surface)
    if ask.image_size == choices.FINAL_SIZE and not final:
        raise BadAsk("4K is made at Finalize only. Use 2K or less while you iterate.")
    if ask.image_size not in model.sizes:
        raise BadAsk(f"{model.label} does not make {ask.image_size} pictures. It makes {', '.join(model.sizes)}.")
    if ask.aspect_ratio and ask.aspect_ratio not in model.ratios:
        raise BadAsk(f"{model.label} does not make {ask.aspect_ratio} pictures. Choose another ratio.")
    return _Ready(model, ask.surface, ask.aspect_ratio, next(size for size in SIZES if size == ask.image_size))


def _model_on(model_id: str, surface: str) -> ImageModel:
    try:
        model = catalogue.model(model_id)
    except UnknownModel as problem:
        raise BadAsk(f"There is no model called {model_id}.") from problem
    if surface not in surfaces.SURFACES:
        raise BadAsk(f"There is no surface called {surface}.")
    missing = surfaces.missing(surface, settings.PROVIDER_ENV)
    if missing:
        raise NotReady(f"{missing} Or use the embedded engine, which needs no key.")
    if model.is_retired(surface, timezone.now().date()):
        label, other = surfaces.SURFACES[surface].label, catalogue.successor(model_id, surface)
        raise NotReady(f"{model_id} is not served on {label} any more." + (f" Use {other}." if other else ""))
    return model


def _check_parent(parent: Turn, *, finished: bool = False) -> None:
    if parent.status in OPEN and not finished:
        return
    if not parent.is_usable:
        raise NothingToEdit(f"v{parent.number} has no finished picture. Continue from another version.")
    if tree.picture_turn(parent) is None:
        raise NothingToEdit(f"v{parent.number} has no picture yet.")


def _ratio_of(parent: Turn, model: ImageModel) -> str:
    """The model's ratio nearest to the parent's picture; the session's while that picture is still being made."""
    source = tree.picture_turn(parent)
    if source is None or source.output is None:
        return parent.session.aspect_ratio if parent.session.aspect_ratio in model.ratios else "1:1"
    return choices.nearest_ratio(source.output.width_px, source.output.height_px, model.ratios)


def _brief(ask: Ask, session: Session) -> Brief:
    items = (*ask.keep, *ask.change)
    longest = settings.LIST_ITEM_MAX_CHARS
    if len(ask.keep) > settings.LIST_MAX_ITEMS or len(ask.change) > settings.LIST_MAX_ITEMS:
        raise BadAsk(f"At most {settings.LIST_MAX_ITEMS} things to keep and {settings.LIST_MAX_ITEMS} to change.")
    if any(len(item) > longest for item in items):
        raise BadAsk(f"A thing to keep or change has at most {longest} characters.")
    clean = [tuple(" ".join(item.split()) for item in group if item.strip()) for group in (ask.keep, ask.change)]
    return Brief(ask.prompt.strip(), clean[0], clean[1], session.style_instruction)


def _open_ask(
    user: User, session: Session, action: Action, ask: Ask, ready: _Ready, parent: Turn | None, key: str
) -> Turn:
    Session.objects.filter(pk=session.pk).update(
        model=ready.model.id, surface=ready.surface, aspect_ratio=ready.ratio, image_size=ready.size
    )
    return _open_render(user, session, action, _brief(ask, session), ready, parent=parent, key=key, seed=ask.seed)


def _open_render(
    user: User,
    session: Session,
    action: Action,
    brief: Brief,
    ready: _Ready,
    *,
    parent: Turn | None,
    key: str,
    seed: int | None = None,
) -> Turn:
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


def _open_upload(user: User, session: Session, incoming: _Incoming, *, key: str) -> Turn:
    brief = {"spool": incoming.spool_name, "file_name": incoming.file_name}
    turn = turns.open_turn(session, Opening(Action.UPLOAD, user, key, brief=brief))
    return _line_up(turn, Queue.PREVIEW)


def _line_up(turn: Turn, queue: Queue) -> Turn:
    job = jobs.enqueue(turn, queue)
    progress.publish(turn, Stage.WAITING, place=jobs.place_in_line(job))
    return turn


def _again(user: User, parent: Turn, action: Action, size: str, model: str, surface: str, key: str) -> Turn:
    _check_parent(parent, finished=True)
    source = tree.picture_turn(parent)
    if source is None or source.output is None:
        raise NothingToEdit(f"v{parent.number} has no picture.")
    session = parent.session
    model_id = model or source.model_used or session.model
    surface = surface or source.surface_used or session.surface
    item = _model_on(model_id, surface)
    ratio = _ratio_of(source, item)
    instruction = RERENDER.format(size=size)
    ready = _ready(Ask(instruction, (), (), ratio, size, model_id, surface), final=action == Action.FINALIZE)
    brief = Brief(instruction)
    return _once(
        user, key, lambda: _open_render(user, session, action, brief, ready, parent=parent, key=key, seed=source.seed)
    )


def _receive(file: UploadedFile[Any]) -> _Incoming:
    """Keep the uploaded bytes on disk and look at the header. The full judgement is a job."""
    limit = settings.UPLOAD_MAX_BYTES
    if (file.size or 0) > limit:
        raise BadAsk(f"This file has {(file.size or 0) / 1048576:,.1f} MB. The limit is {limit // 1048576} MB.")
    if not file.size:
        raise BadAsk("This file is empty. Choose another.")
    folder = settings.SPOOL_DIR / "uploads"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / uuid.uuid4().hex
    with path.open("wb") as target:
        for chunk in file.chunks():
            target.write(chunk)
        target.flush()
        os.fsync(target.fileno())
    try:
        _, width, height = imaging.glance(path, max_megapixels=settings.UPLOAD_MAX_MEGAPIXELS)
    except imaging.BadPicture as problem:
        path.unlink()
        raise BadAsk(problem.sentence) from problem
    return _Incoming(path.name, Path(file.name or "").name[:120], width, height)
