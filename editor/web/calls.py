"""The calls of a turn as a person reads them: how each ended, what it cost, and whether its owner may answer for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from django.db.models import Prefetch, prefetch_related_objects

from editor.providers.errors import NoLongerWanted
from editor.providers.surfaces import EMBEDDED
from editor.templatetags.figures import reserved
from editor.templatetags.studio import usd
from sessions.models import Attempt, Outcome, Turn
from sessions.services import attempts

# Every call of a turn with what was set aside for it, and who answered for it.
ALL: Final = Prefetch(
    "attempts", queryset=Attempt.objects.select_related("resolved_by").prefetch_related("ledger").order_by("number")
)
# Tone and icon of each end.
_LOOKS: Final = {
    Outcome.PICTURE: ("ok", "check"),
    Outcome.WRONG_PICTURE: ("warn", "triangle-alert"),
    Outcome.UNKNOWN: ("warn", "circle-dashed"),
    Outcome.REFUSED: ("bad", "ban"),
    Outcome.NO_PICTURE: ("bad", "ban"),
    Outcome.ERROR: ("bad", "triangle-alert"),
    Outcome.NOT_SENT: ("mute", "x"),
}


@dataclass(frozen=True, slots=True)
class Call:
    """One call. `tone` and `icon` go with `outcome`; `price` is in words.

    `is_under_way` while its answer may still come; `is_asked` when nobody knows its bill and its owner may say.
    """

    attempt: Attempt
    tone: str
    icon: str
    outcome: str
    price: str
    is_under_way: bool
    is_asked: bool


def read(turns: Sequence[Turn]) -> None:
    """Read the calls of these turns, once for all of them; those that were read stay."""
    prefetch_related_objects(turns, ALL)


def told(turn: Turn, now: datetime) -> list[Call]:
    """The calls of a turn that `read` has read, oldest first."""
    return [_told(turn, attempt, now) for attempt in turn.attempts.all()]


def open_usd(turn: Turn) -> Decimal:
    """USD set aside for calls that may have been billed: nobody knows."""
    unknown = [each for each in turn.attempts.all() if each.outcome == Outcome.UNKNOWN]
    return sum((reserved(each) for each in unknown), Decimal(0))


def spent_usd(turn: Turn) -> Decimal:
    """USD that the turn's settled calls cost."""
    return sum((each.price_usd or Decimal(0) for each in turn.attempts.all()), Decimal(0))


def _told(turn: Turn, attempt: Attempt, now: datetime) -> Call:
    attempt.turn = turn
    outcome = Outcome(attempt.outcome)
    is_unknown = outcome == Outcome.UNKNOWN
    is_under_way = attempts.may_be_in_flight(attempt, now)
    tone, icon = ("acc", "circle-dashed") if is_under_way else _LOOKS[outcome]
    under_way = "Under way" if turn.is_open else "Its answer may still come"
    is_given_up = outcome == Outcome.ERROR and attempt.failure == NoLongerWanted.__name__
    if is_given_up:
        tone, icon = _LOOKS[Outcome.NOT_SENT]
    failed = "Cancelled" if is_given_up else "Failed"
    return Call(
        attempt=attempt,
        tone=tone,
        icon=icon,
        outcome=under_way if is_under_way else failed if outcome == Outcome.ERROR else outcome.label,
        price=f"up to {usd(reserved(attempt))}" if is_unknown else usd(attempt.price_usd or Decimal(0)),
        is_under_way=is_under_way,
        is_asked=is_unknown and not turn.is_open and not is_under_way and attempt.surface != EMBEDDED,
    )
