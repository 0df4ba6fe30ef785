"""What the studio shows: the facts of every region, read once, in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from editor import progress
from editor.providers import catalogue
from editor.render import choices
from editor.web import again, calls, instead, prices, stages, ways
from editor.web.again import Again, Band
from editor.web.calls import Call
from editor.web.flights import RECENT_TURNS, flights_of
from editor.web.instead import Instead
from editor.web.stages import Progress
from editor.web.ways import Way
from sessions.models import Action, Session, Status, Turn
from sessions.services import heads, jobs, ledger, tree

STRIP_TURNS = 60
STRIP_MOST = 2000


@dataclass(frozen=True, slots=True)
class Desk:
    """One session as it lies on the desk.

    `look` is the turn on the screen, `base` the one the next edit starts from, `picture` the turn whose picture is
    shown, `start` the one whose picture stands beside a turn that has none yet.
    """

    session: Session
    look: Turn | None
    is_following: bool
    base: Turn | None
    picture: Turn | None
    start: Turn | None
    path: list[Turn]
    strip: int
    flights: list[Progress]
    recent: list[Turn]
    calls: list[Call]
    undo: Turn | None
    redo: Turn | None
    spend_usd: Decimal
    queue_mine: int
    queue_all: int
    band: Band | None
    final: Again
    clean: Again
    last_event_id: int

    @property
    def flight(self) -> Progress | None:
        """The progress of the turn on the screen, while it is being made."""
        return next((each for each in self.flights if self.look and each.turn.pk == self.look.pk), None)

    @property
    def is_elsewhere(self) -> bool:
        """True when the turn on the screen is finished and not the one the next edit starts from."""
        look = self.look
        return look is not None and look.status == Status.DONE and (self.base is None or look.pk != self.base.pk)

    @property
    def is_card(self) -> bool:
        """True when the turn on the screen ended without a picture."""
        return self.look is not None and _has_failed(self.look)

    @property
    def ways(self) -> dict[int, tuple[Way, Way, Way]]:
        """The three ways on from every turn shown as a card, by turn."""
        shown = [*([self.look] if self.look else []), *self.recent]
        head, today = self.session.head, timezone.now().date()
        return {turn.pk: ways.ways(turn, list(turn.attempts.all()), head, today) for turn in shown if _has_failed(turn)}

    @property
    def full(self) -> Again | None:
        """The picture on the screen at the size that was asked for, where it was made smaller; None if it cannot be."""
        look = self.look
        if look is None or look.image_size_used in ("", look.image_size) or look.status != Status.DONE:
            return None
        size = prices.size_named(look.image_size)
        found = again.again(self.session, look, size) if size else None
        return found if found and not found.reason else None

    @property
    def asked_pixels(self) -> tuple[int, int] | None:
        """Width and height in pixels that the turn on the screen was asked to have."""
        return stages.pixels(self.look) if self.look else None

    @property
    def asked_price(self) -> str:
        """What the turn on the screen costs where it was asked, in words; empty where that is not known."""
        return prices.of(self.look) if self.look else ""

    @property
    def is_exact(self) -> bool:
        """True when the picture has just the pixels that were asked for."""
        look = self.look
        return look is not None and (look.width_px, look.height_px) == self.asked_pixels

    @property
    def may_be_remarked(self) -> bool:
        """True when the picture on the screen can take a critique: it is finished."""
        return self.picture is not None and self.picture.status == Status.DONE

    @property
    def base_picture(self) -> Turn | None:
        """The turn whose picture the next edit changes: the base, or the one above it that it remarks on."""
        if self.base is not None and self.base.output_id:
            return self.base
        return next((turn for turn in reversed(self.path) if turn.output_id), None)

    @property
    def fallbacks(self) -> list[tuple[str, list[Instead]]]:
        """What would be used if the session's model fails, for previews and for finals, priced before it is taken."""
        return instead.of(self.session)

    @property
    def ratio(self) -> str:
        """The ratio that keeps the frame of what the next edit changes; the session's before there is a picture."""
        turn = self.base_picture
        if turn is None or turn.output is None:
            return (self.base.aspect_ratio if self.base else "") or self.session.aspect_ratio
        size = (turn.output.width_px, turn.output.height_px)
        return turn.aspect_ratio or choices.nearest_ratio(*size, catalogue.RATIOS)

    @property
    def has_earlier(self) -> bool:
        """True when the path goes further up than the strip shows. (Counting it would cost what the length costs.)"""
        return bool(self.path) and self.path[0].parent_id is not None

    @property
    def strip_query(self) -> str:
        """Keeps a strip that was unfolded unfolded."""
        return f"&strip={self.strip}" if self.strip != STRIP_TURNS else ""

    @property
    def pins(self) -> list[dict[str, Any]]:
        """The pins of the critique on the screen."""
        return list(self.look.brief.get("pins", [])) if self.look and self.look.action == Action.CRITIQUE else []


def lay_out(user: User, session: Session, look: Turn | None, *, strip: int = STRIP_TURNS) -> Desk:
    """Read everything the studio shows of `session`, with `look` on the screen (None follows the work)."""
    # First of all: what happens while the rest is read is then told by the stream. Read last, a picture that landed in
    # between would be on neither, and the page would wait for it for ever.
    told_until = progress.last_event_id(session)
    session = Session.objects.select_related("head__output", "head_move").get(pk=session.pk)
    recent = _recent(session)
    seen = look or _newest_worth_seeing(session, recent)
    if seen is not None:
        calls.read([seen])
    flights = flights_of(session, recent)
    base = session.head or next((each.turn for each in flights), None)
    path = tree.path(session.head, strip, known=recent) if session.head else []
    picture = _picture(seen, path)
    open_look = seen if seen is not None and seen.is_open else None
    return Desk(
        session=session,
        look=seen,
        is_following=look is None,
        base=base,
        picture=picture,
        start=_start(seen, path) if picture is None else None,
        path=path,
        strip=strip,
        flights=flights,
        recent=recent,
        calls=calls.told(seen, timezone.now()) if seen else [],
        undo=heads.undo_target(session),
        redo=heads.redo_target(session),
        spend_usd=ledger.spent_usd(session),
        queue_mine=jobs.open_count(user),
        queue_all=jobs.open_count_of_all(),
        band=again.band(open_look),
        final=again.again(session, picture, again.FINAL),
        clean=again.again(session, picture, again.CLEAN),
        last_event_id=told_until,
    )


def _recent(session: Session) -> list[Turn]:
    newest = Turn.objects.for_strip().filter(session=session).order_by("-number")
    found = list(newest.prefetch_related(calls.ALL)[:RECENT_TURNS])
    for turn in found:
        turn.session = session
    return found


def _has_failed(turn: Turn) -> bool:
    """True for a turn that ended without the picture it was to bring: it is shown as a card."""
    return turn.action != Action.CRITIQUE and not turn.is_open and turn.output_id is None


def _newest_worth_seeing(session: Session, recent: list[Turn]) -> Turn | None:
    """The head, unless something newer waits for a look: a render under way, or one that ended badly."""
    head, newest = session.head, recent[0] if recent else None
    if newest is None or head is None:
        return newest
    is_newer = newest.number > head.number and newest.status != Status.DONE
    # A person who moved the head since has seen it.
    return newest if is_newer and not heads.was_moved_since(newest) else _whole(head, recent)


def _whole(turn: Turn, recent: list[Turn]) -> Turn:
    found = next((each for each in recent if each.pk == turn.pk), None)
    return found or Turn.objects.for_strip().get(pk=turn.pk)


def _picture(turn: Turn | None, path: list[Turn]) -> Turn | None:
    """The turn whose picture is shown for `turn`; a critique shows its parent's."""
    if turn is None or turn.output_id or turn.action != Action.CRITIQUE:
        return turn if turn is not None and turn.output_id else None
    return _above(turn, path)


def _start(turn: Turn | None, path: list[Turn]) -> Turn | None:
    return _above(turn.parent, path) if turn is not None and turn.parent else None


def _above(turn: Turn, path: list[Turn]) -> Turn | None:
    """The nearest picture at or above `turn`: from the path that is already read, else by a query."""
    ids = [each.pk for each in path]
    if turn.pk in ids:
        above = [each for each in path[: ids.index(turn.pk) + 1] if each.output_id]
        if above:
            return above[-1]
    return tree.picture_turn(turn)
