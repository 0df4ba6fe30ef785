"""Sessions: open one, change its settings, list them for their owner."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count, Q, QuerySet, Sum

from sessions.models import Action, Asset, LedgerEntry, LedgerKind, Session, Status, Turn
from sessions.services import audit, tree

STRIP_PICTURES = 5


@dataclass(frozen=True, slots=True)
class Summary:
    """One line of the sessions list: turns, USD spent, kept pictures; `shown` are the newest of the path with one."""

    session: Session
    turn_count: int
    spend_usd: Decimal
    kept: int
    shown: list[Turn]

    @property
    def pictures(self) -> list[Asset]:
        """What is shown of the path, oldest first."""
        return [turn.output for turn in self.shown if turn.output]

    @property
    def surfaces(self) -> frozenset[str]:
        """What made those pictures; an uploaded one has the empty name."""
        return frozenset(turn.surface_used for turn in self.shown)

    @property
    def per_kept_usd(self) -> Decimal | None:
        """USD per kept (finalized) picture; None while nothing is kept."""
        return self.spend_usd / self.kept if self.kept else None


def title_from(text: str) -> str:
    """A session's first title: the first words of what was asked, at most 60 characters."""
    words = " ".join(text.split())
    if len(words) <= 60:
        return words or "Untitled"
    return words[:59].rsplit(" ", 1)[0] + "…"


def change(session: Session, actor: User, changes: dict[str, Any]) -> None:
    """Change title, style instruction, retention class or leave to fall back. Who did it is recorded, not the words."""
    for name, value in changes.items():
        setattr(session, name, value)
    with transaction.atomic():
        session.save(update_fields=[*changes, "updated_at"])
        audit.record(actor, "session.change", session, fields=sorted(changes))


def _matching(user: User, query: str) -> QuerySet[Session]:
    found = Session.objects.owned_by(user)
    if query:
        prompts = Turn.objects.filter(prompt__icontains=query, session__owner=user)
        found = found.filter(Q(title__icontains=query) | Q(pk__in=prompts.values("session")))
    return found


def count(user: User, query: str = "") -> int:
    """How many sessions match."""
    return _matching(user, query).count()


def summaries(user: User, query: str = "", *, limit: int = 50, offset: int = 0) -> list[Summary]:
    """The person's sessions, newest first, with what the list shows; a fixed number of queries plus one per path."""
    found = list(_matching(user, query).select_related("head__output")[offset : offset + limit])
    ids = [session.pk for session in found]
    spend = _sums(ids)
    kept = _kept(ids)
    shown = _shown(found)
    return [
        Summary(s, s.last_number, spend.get(s.pk, Decimal(0)), kept.get(s.pk, 0), shown.get(s.pk, [])) for s in found
    ]


def _sums(ids: list[int]) -> dict[int, Decimal]:
    rows = LedgerEntry.objects.filter(turn__session_id__in=ids, kind=LedgerKind.SETTLE)
    return dict(rows.values_list("turn__session_id").annotate(total=Sum("amount_usd")).order_by())


def _kept(ids: list[int]) -> dict[int, int]:
    rows = Turn.objects.filter(session_id__in=ids, action=Action.FINALIZE, status=Status.DONE)
    return dict(rows.values_list("session_id").annotate(n=Count("id")).order_by())


def _shown(found: list[Session]) -> dict[int, list[Turn]]:
    paths = {s.pk: tree.ancestor_ids(s.head_id, STRIP_PICTURES) for s in found if s.head_id}
    wanted = [pk for ids in paths.values() for pk in ids]
    turns = Turn.objects.filter(pk__in=wanted, output__isnull=False).select_related("output").in_bulk()
    return {pk: [turns[i] for i in ids if i in turns] for pk, ids in paths.items()}
