"""Owner-scoped look-ups: the only way a view fetches a row. A stranger's row is a 404, never a 403."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from sessions.models import Asset, Attempt, Session, Turn

Person = AbstractBaseUser | AnonymousUser


def _signed_in(user: Person) -> User:
    """Views are behind `login_required`, so anybody else here is a stranger: 404."""
    if not isinstance(user, User):
        raise Http404
    return user


def session_for(user: Person, session_id: int) -> Session:
    """The session, if it is this person's. Raises Http404 otherwise."""
    return get_object_or_404(
        Session.objects.owned_by(_signed_in(user)).select_related("head__output", "head_move"), pk=session_id
    )


def turn_for(user: Person, turn_id: int) -> Turn:
    """The turn with its session and picture, if it is this person's. Raises Http404 otherwise."""
    return get_object_or_404(Turn.objects.owned_by(_signed_in(user)).with_picture(), pk=turn_id)


def asset_for(user: Person, sha256: str) -> Asset:
    """The asset, if a turn of this person's holds it. Raises Http404 otherwise."""
    mine = Turn.objects.owned_by(_signed_in(user)).filter(output__sha256=sha256)
    return get_object_or_404(Asset.objects.filter(Q(pk__in=mine.values("output"))), sha256=sha256)


def attempt_for(user: Person, attempt_id: int) -> Attempt:
    """The call with its turn and session, if the session is this person's. Raises Http404 otherwise."""
    mine = Attempt.objects.filter(turn__session__owner=_signed_in(user)).select_related("turn__session")
    return get_object_or_404(mine, pk=attempt_id)


def own_ids(user: Person, session_ids: Iterable[int]) -> frozenset[int]:
    """Those of these sessions that are this person's."""
    mine = Session.objects.owned_by(_signed_in(user)).filter(pk__in=list(session_ids))
    return frozenset(mine.values_list("pk", flat=True))
