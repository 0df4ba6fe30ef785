"""The head: which turn a session shows and edits next. Every move is a row; nothing is deleted by moving."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q

from sessions.errors import TurnConflict
from sessions.models import HeadMove, Session, Turn

Kind = HeadMove.Kind
# A stack move is one that undo takes back; undo and redo themselves are logged beside the stack.
STACK = (Kind.ADVANCE, Kind.ROLL_BACK)


def move_to(session: Session, turn: Turn, actor: User) -> Session:
    """Roll back to, or branch from, any finished turn of the session.

    Raises TurnConflict for a turn of another session, or one without a result to continue from.
    """
    if turn.session_id != session.pk:
        raise TurnConflict("That version belongs to another session")
    if not turn.is_usable:
        raise TurnConflict(f"v{turn.number} has no finished picture to continue from")
    with transaction.atomic():
        fresh = Session.objects.select_for_update().get(pk=session.pk)
        if fresh.head_id == turn.pk:
            return fresh
        return _push(fresh, turn, actor.pk, Kind.ROLL_BACK)


def was_moved_since(turn: Turn) -> bool:
    """True if a person moved the head after `turn` was opened, or a turn opened later has taken it.

    Turns that were opened before this one and finished meanwhile do not count: a chain of edits that was sent at once
    carries the head to its end.
    """
    since = HeadMove.objects.filter(session_id=turn.session_id, created_at__gt=turn.created_at)
    return since.filter(~Q(kind=Kind.ADVANCE) | Q(to_turn__number__gt=turn.number)).exists()


def advance(turn: Turn) -> bool:
    """Move the head to a turn that just finished, unless somebody moved it meanwhile. Call inside its transaction."""
    session = Session.objects.select_for_update().get(pk=turn.session_id)
    if was_moved_since(turn):
        return False
    _push(session, turn, turn.author_id, Kind.ADVANCE)
    return True


def undo(session: Session, actor: User) -> Session:
    """Take back the last move of the head. Raises TurnConflict when there is none."""
    with transaction.atomic():
        fresh = Session.objects.select_for_update().get(pk=session.pk)
        move = fresh.head_move
        if move is None or move.from_turn is None:
            raise TurnConflict("There is nothing to undo")
        return _shift(fresh, move.from_turn, move.previous, actor, Kind.UNDO)


def redo(session: Session, actor: User) -> Session:
    """Repeat the move that was undone last. Raises TurnConflict when there is none."""
    with transaction.atomic():
        fresh = Session.objects.select_for_update().get(pk=session.pk)
        move = _next_move(fresh)
        if move is None or move.to_turn is None:
            raise TurnConflict("There is nothing to redo")
        return _shift(fresh, move.to_turn, move, actor, Kind.REDO)


def undo_target(session: Session) -> Turn | None:
    """The turn that undo would show, or None."""
    return session.head_move.from_turn if session.head_move else None


def redo_target(session: Session) -> Turn | None:
    """The turn that redo would show, or None."""
    move = _next_move(session)
    return move.to_turn if move else None


def _next_move(session: Session) -> HeadMove | None:
    """The newest stack move made from where the stack stands now."""
    moves = HeadMove.objects.filter(session=session, previous_id=session.head_move_id, kind__in=STACK)
    return moves.select_related("to_turn").order_by("-id").first()


def _push(session: Session, turn: Turn, actor_id: int, kind: Kind) -> Session:
    move = HeadMove.objects.create(
        session=session,
        kind=kind,
        from_turn_id=session.head_id,
        to_turn=turn,
        previous_id=session.head_move_id,
        actor_id=actor_id,
    )
    return _point(session, turn, move)


def _shift(session: Session, turn: Turn, move: HeadMove | None, actor: User, kind: Kind) -> Session:
    HeadMove.objects.create(session=session, kind=kind, from_turn_id=session.head_id, to_turn=turn, actor=actor)
    return _point(session, turn, move)


def _point(session: Session, turn: Turn, move: HeadMove | None) -> Session:
    session.head, session.head_move = turn, move
    session.save(update_fields=["head", "head_move", "updated_at"])
    return session
