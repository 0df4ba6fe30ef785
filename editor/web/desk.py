"""What the studio shows: the facts of every region, read once, in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from editor import progress
from editor.providers import catalogue
from editor.providers.messages import Size
from editor.render import choices, routes
from editor.render.choices import Estimate
from editor.render.routes import Priced
from editor.resilience.tries import Route
from editor.web import stages
from editor.web.stages import Progress
from sessions.models import OPEN, Action, Attempt, Session, Status, Turn
from sessions.services import events, heads, jobs, ledger, tree

STRIP_TURNS = 60
STRIP_MOST = 2000
RECENT_TURNS = 12
BAND_WIDE = 300
FINAL: Size = choices.FINAL_SIZE
CLEAN: Size = "2K"


@dataclass(frozen=True, slots=True)
class Again:
    """The picture made again at `size`: width x height in pixels, USD; `reason` when it cannot be done."""

    size: str
    label: str = ""
    width_px: int = 0
    height_px: int = 0
    price_usd: Decimal | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """What is usual, drawn 300 wide: `x` and `width` of the usual stretch, `scale_s` seconds at its right end."""

    estimate: Estimate
    x: float
    width: float
    scale_s: float


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
    attempts: list[Attempt]
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
        look = self.look
        return look is not None and look.action != Action.CRITIQUE and not look.is_open and look.output_id is None

    @property
    def asked_pixels(self) -> tuple[int, int] | None:
        """Width and height in pixels that the turn on the screen was asked to have."""
        return stages.pixels(self.look) if self.look else None

    @property
    def asked_price_usd(self) -> Decimal | None:
        """USD that the turn on the screen was asked for."""
        return stages.price_usd(self.look) if self.look else None

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
    def fallbacks(self) -> list[tuple[str, list[Priced]]]:
        """What would be used if the session's model fails, for previews and for finals, priced before it is taken."""
        asked = Route(self.session.model, self.session.surface)
        previews = routes.planned(asked, self.session.image_size, self.session.aspect_ratio, is_final=False)
        finals = routes.planned(asked, choices.FINAL_SIZE, self.session.aspect_ratio, is_final=True)
        return [("For previews", previews), ("For 4K finals", finals)]

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
    flights = _flights(session, recent)
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
        attempts=list(seen.attempts.all()) if seen else [],
        undo=heads.undo_target(session),
        redo=heads.redo_target(session),
        spend_usd=ledger.spent_usd(session),
        queue_mine=jobs.open_count(user),
        queue_all=jobs.open_count_of_all(),
        band=_band(open_look),
        final=_again(session, picture, FINAL),
        clean=_again(session, picture, CLEAN),
        last_event_id=told_until,
    )


def _recent(session: Session) -> list[Turn]:
    newest = Turn.objects.for_strip().filter(session=session).order_by("-number")
    found = list(newest.prefetch_related("attempts")[:RECENT_TURNS])
    for turn in found:
        turn.session = session
    return found


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


def _flights(session: Session, recent: list[Turn]) -> list[Progress]:
    """The open turns, oldest first. The newest turns are read already; only a long line of edits reaches further."""
    found = [turn for turn in reversed(recent) if turn.is_open]
    if len(recent) == RECENT_TURNS:
        older = Turn.objects.for_strip().filter(session=session, status__in=OPEN, number__lt=recent[-1].number)
        found = [*older.order_by("number"), *found]
    pasts, now = events.timelines([turn.pk for turn in found]), timezone.now()
    return [stages.progress(turn, pasts[turn.pk], now) for turn in found]


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


def _band(turn: Turn | None) -> Band | None:
    """The usual time of a render under way; None below three renders of its kind."""
    if turn is None or turn.action == Action.UPLOAD:
        return None
    usual = choices.estimate(turn.model_asked, turn.surface_asked, turn.image_size)
    if usual is None:
        return None
    scale_s = max(usual.high_s * 1.5, 0.1)
    x, end = (round(seconds / scale_s * BAND_WIDE, 1) for seconds in (usual.low_s, usual.high_s))
    return Band(usual, x, max(end - x, 2.0), scale_s)


def _again(session: Session, picture: Turn | None, size: Size) -> Again:
    if picture is None or picture.output is None:
        return Again(size, reason="There is no picture to make again yet.")
    item = catalogue.MODELS.get(picture.model_used or session.model)
    if item is None:
        return Again(size, reason="The model of this picture is not known here any more.")
    if size not in item.sizes:
        return Again(size, reason=f"{item.label} makes no {size} pictures. Continue with another model first.")
    ratio = choices.nearest_ratio(picture.output.width_px, picture.output.height_px, item.ratios)
    width, height = item.pixels(ratio, size)
    price = item.price_usd(size, picture.surface_used or session.surface)
    return Again(size, item.label, width, height, price)
