"""Limits: what left in a window of time, for rate limits and quotas. Times only: the limits are the caller's."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from sessions.models import Attempt, Outcome

# An unknown call may bring a picture yet, and the provider counts it from the moment it left.
MAY_BE_PICTURES = (Outcome.PICTURE, Outcome.WRONG_PICTURE, Outcome.UNKNOWN)


def started_since(surface: str, since: datetime) -> list[datetime]:
    """When each call left for `surface`, oldest first."""
    return list(_left(since).filter(surface=surface).values_list("started_at", flat=True).order_by("started_at"))


def pictures_since(surface: str, since: datetime) -> list[datetime]:
    """When each call left for `surface` that brought a picture, or still may, oldest first."""
    made = Attempt.objects.filter(surface=surface, started_at__gte=since, outcome__in=MAY_BE_PICTURES)
    return list(made.values_list("started_at", flat=True).order_by("started_at"))


def calls_since(surface: str, since: datetime) -> tuple[int, int]:
    """How many calls left for `surface`: first ones, and repeats (their turn had asked the same surface before)."""
    earlier = Attempt.objects.filter(turn=OuterRef("turn"), surface=surface, number__lt=OuterRef("number"))
    counts = _left(since).filter(surface=surface).annotate(is_repeat=Exists(earlier.exclude(outcome=Outcome.NOT_SENT)))
    found = counts.aggregate(first=Count("pk", filter=Q(is_repeat=False)), again=Count("pk", filter=Q(is_repeat=True)))
    return found["first"], found["again"]


def started_by_account_since(since: datetime, *, skip_surfaces: tuple[str, ...] = ()) -> dict[int, list[datetime]]:
    """When each call left, oldest first, by the id of the account that asked for it; `skip_surfaces` do not count."""
    found: dict[int, list[datetime]] = defaultdict(list)
    left = _left(since).exclude(surface__in=skip_surfaces) if skip_surfaces else _left(since)
    for author_id, started_at in left.values_list("turn__author_id", "started_at").order_by("started_at"):
        found[author_id].append(started_at)
    return dict(found)


def made_today(user: User, since: datetime) -> int:
    """How many pictures calls of `user` have brought since then, or still may."""
    return Attempt.objects.filter(started_at__gte=since, turn__author=user, outcome__in=MAY_BE_PICTURES).count()


def _left(since: datetime) -> QuerySet[Attempt]:
    """Calls that left: one that was cancelled before it was sent counts for nothing."""
    return Attempt.objects.filter(started_at__gte=since).exclude(outcome=Outcome.NOT_SENT)
