"""The three ways on from a turn that ended without a picture: what helps against what happened, priced where it costs.

A pure reading of the turn, its calls and the registry; nothing is asked of the record beyond what was given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, TypeAlias

from django.conf import settings
from django.urls import reverse

from editor.providers import catalogue, surfaces
from editor.providers.messages import SIZES, Size
from editor.providers.surfaces import EMBEDDED
from editor.render import choices, routes
from editor.resilience.tries import Route
from editor.web import prices
from sessions.models import Action, Attempt, Status, Turn

# "form" posts `fields` to `address`; "link" leads there; "rephrase" opens the prompt with the turn's own words;
# "write" opens it empty; "upload" asks for a file.
Kind: TypeAlias = Literal["form", "link", "rephrase", "write", "upload"]
Field: TypeAlias = tuple[str, str]

# Where the words were not the trouble: another model or surface may do at once.
_ELSEWHERE: Final = frozenset(
    {
        "RetiredModel",
        "NotOffered",
        "KeyRefused",
        "QuotaUsedUp",
        "RateLimited",
        "RequestTooLarge",
        "RequestRefused",
        "Overloaded",
        "ProviderFault",
        "ConnectionFailed",
        "ConnectionBroken",
        "TimedOutConnecting",
        "TimedOutSending",
    }
)
# Where a smaller picture is the cure.
_SMALLER: Final = frozenset({"TimedOutWaiting", "TimedOutReceiving", "ReplyTooLarge", "SpoolFailed"})
# Where the same words are likely to end the same way: they are changed first.
_WORDS: Final = frozenset({"Refused", "NoPicture"})
_AGAIN: Final = (Action.FINALIZE, Action.RERENDER)


@dataclass(frozen=True, slots=True)
class Way:
    """One way on. `label` says what it does and what it costs, `note` what follows; `icon` names a Lucide icon."""

    kind: Kind
    icon: str
    label: str
    note: str
    address: str = ""
    fields: tuple[Field, ...] = ()


def ways(turn: Turn, calls: Sequence[Attempt], head: Turn | None, today: date) -> tuple[Way, Way, Way]:
    """Exactly three, the most promising first. `calls` are the turn's, oldest first; `head` is its session's."""
    if turn.action == Action.UPLOAD:
        return _another_picture(), _write(), _back(turn, head)
    last = calls[-1].failure if calls else "Refused" if turn.status == Status.REFUSED else ""
    best = _cures(turn, last, today)
    again = [] if _is_hopeless(turn, last, today) else [_retry(turn)]
    other = _smaller(turn) if turn.action in _AGAIN else [_rephrase()]
    usual = [*other, *again] if last in _WORDS and not _may_differ(calls) else [*again, *other]
    spare = [_write() if turn.action in _AGAIN else _another_picture(), _another_picture()]
    found = list(dict.fromkeys([*best, *usual, *spare]))
    return found[0], found[1], _back(turn, head)


def _cures(turn: Turn, last: str, today: date) -> list[Way]:
    """What helps against this failure in particular."""
    if turn.status == Status.CANCELLED:
        return []
    if last == "RetiredModel" or _is_retired(turn, today):
        return _successor(turn, today) or _elsewhere(turn)
    if last in _SMALLER:
        return _smaller(turn)
    return _elsewhere(turn) if last in _ELSEWHERE else []


def _is_hopeless(turn: Turn, last: str, today: date) -> bool:
    """Whether the same request can only end the same way."""
    if turn.surface_asked == EMBEDDED:
        return last == "NoPicture"  # it never changes its mind
    return last == "RetiredModel" or _is_retired(turn, today)


def _may_differ(calls: Sequence[Attempt]) -> bool:
    return bool(calls) and calls[-1].is_retryable


def _is_retired(turn: Turn, today: date) -> bool:
    item = catalogue.MODELS.get(turn.model_asked)
    return bool(turn.model_asked) and (item is None or item.is_retired(turn.surface_asked, today))


def _successor(turn: Turn, today: date) -> list[Way]:
    other = catalogue.MODELS.get(catalogue.successor(turn.model_asked, turn.surface_asked))
    is_served = other is not None and not other.is_retired(turn.surface_asked, today)
    if other is None or not is_served or not surfaces.ready(turn.surface_asked, settings.PROVIDER_ENV):
        return []
    offered = other.on(turn.surface_asked)
    fits = turn.aspect_ratio in offered.ratios and turn.image_size in offered.sizes
    return _with_model(turn, Route(other.id, turn.surface_asked), other.label, turn.image_size) if fits else []


def _elsewhere(turn: Turn) -> list[Way]:
    """The first other route that the registry knows and that is ready: the one a session may fall back to."""
    is_final = turn.action == Action.FINALIZE
    asked = Route(turn.model_asked, turn.surface_asked)
    found = routes.planned(asked, turn.image_size, turn.aspect_ratio, is_final=is_final)
    return _with_model(turn, found[0].route, found[0].label, found[0].size) if found else []


def _with_model(turn: Turn, route: Route, label: str, size: str) -> list[Way]:
    where = surfaces.SURFACES[route.surface].label
    choice = f"{route.surface}:{route.model}"
    words = _priced(f"Use {label}", route.model, route.surface, size)
    note = f"on {where}, at {size}, as a new turn"
    if turn.action == Action.FINALIZE and turn.parent_id:
        address = reverse("turn-finalize", args=[turn.parent_id])
        return [Way("form", "arrow-left-right", words, note, address, (("choice", choice),))]
    if turn.action in _AGAIN:
        return []  # a clean re-render is made by the model that made the picture
    return [Way("form", "arrow-left-right", words, note, _form(turn), _request(turn, choice, size))]


def _smaller(turn: Turn) -> list[Way]:
    size = _next_smaller(turn)
    if size is None:
        return []
    words = _priced(f"Make it at {size}", turn.model_asked, turn.surface_asked, size)
    note = f"instead of {turn.image_size}, as a new turn"
    if turn.action in _AGAIN and turn.parent_id:
        address = reverse("turn-rerender", args=[turn.parent_id])
        return [Way("form", "fold-vertical", words, note, address, (("image_size", size),))]
    choice = f"{turn.surface_asked}:{turn.model_asked}"
    return [Way("form", "fold-vertical", words, note, _form(turn), _request(turn, choice, size))]


def _next_smaller(turn: Turn) -> Size | None:
    item, asked = catalogue.MODELS.get(turn.model_asked), prices.size_named(turn.image_size)
    if item is None or asked is None:
        return None
    made = item.on(turn.surface_asked).sizes
    below = [each for each in SIZES[: SIZES.index(asked)] if each in made and each != choices.FINAL_SIZE]
    return below[-1] if below else None


def _form(turn: Turn) -> str:
    if turn.parent_id:
        return reverse("turn-adjust", args=[turn.parent_id])
    return reverse("turn-create", args=[turn.session_id])


def _request(turn: Turn, choice: str, size: str) -> tuple[Field, ...]:
    """The turn's own request, for another model or size."""
    brief = turn.brief or {}
    lists = [(name, str(text)) for name in ("keep", "change") for text in brief.get(name) or ()]
    seed = [("seed", str(turn.seed))] if turn.seed is not None else []
    plain = [("prompt", str(brief.get("instruction") or "")), ("image_size", size), ("choice", choice)]
    return (*plain, ("aspect_ratio", turn.aspect_ratio), *lists, *seed)


def _retry(turn: Turn) -> Way:
    words = "Make it again" if turn.status == Status.CANCELLED else "Try again"
    label = _priced(words, turn.model_asked, turn.surface_asked, turn.image_size)
    address = reverse("turn-retry", args=[turn.pk])
    return Way("form", "refresh-cw", label, "the same request, as a new turn", address)


def _rephrase() -> Way:
    return Way("rephrase", "pencil", "Rephrase", "opens the prompt, nothing is sent yet")


def _write() -> Way:
    return Way("write", "pencil", "Ask for something else", "opens the prompt, nothing is sent yet")


def _another_picture() -> Way:
    return Way("upload", "upload", "Bring another picture", "PNG, JPEG or WebP, as a new root")


def _back(turn: Turn, head: Turn | None) -> Way:
    stays = f"v{turn.number} stays in the tree"
    if turn.parent is not None:
        address = reverse("turn-continue", args=[turn.parent_id])
        label = f"Go back and branch from v{turn.parent.number}"
    elif head is not None and head.pk != turn.pk:
        address, label = reverse("turn-continue", args=[head.pk]), f"Go on from v{head.number}"
    else:
        return Way("link", "plus", "Start another session", f"v{turn.number} stays in this one", reverse("session-new"))
    return Way("form", "git-fork", label, stays, address, (("look", "parent"),))


def _priced(words: str, model: str, surface: str, size: str) -> str:
    price = prices.words(model, surface, size)
    return f"{words}, {price}" if price else words
