"""What to know before a request is sent: how long it is, what of the model's room it takes, whether Pro would help."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from editor.prompt.advice import Reason, suggests_pro
from editor.providers import catalogue
from editor.providers.messages import SIZES
from editor.providers.surfaces import EMBEDDED
from editor.render import routes
from editor.render.choices import Choices, ModelChoice
from editor.render.routes import Priced
from editor.resilience.tries import Route
from sessions.models import Action, Session, Turn
from sessions.services import tree

# Below this share of the model's room nobody needs to know.
WORTH_TELLING = 0.5


@dataclass(frozen=True, slots=True)
class Draft:
    """A request as it is being written, for a model ("surface:model" in `choice`) at a size."""

    prompt: str = ""
    keep: tuple[str, ...] = ()
    change: tuple[str, ...] = ()
    style: str = ""
    choice: str = ""
    image_size: str = "1K"
    aspect_ratio: str = ""

    @property
    def says_something(self) -> bool:
        """True once something was written."""
        return bool(self.prompt.strip() or self.keep or self.change)

    @property
    def text(self) -> str:
        """Every word that is sent."""
        return " ".join((self.prompt, *self.keep, *self.change, self.style))


@dataclass(frozen=True, slots=True)
class Pro:
    """A ready Pro model that the request calls for. `size` is the one asked for, or the smallest that it makes."""

    model: ModelChoice
    reasons: tuple[Reason, ...]
    size: str
    is_other_size: bool

    @property
    def because(self) -> str:
        """Why, as the end of a sentence."""
        return ", and ".join(reason.because for reason in self.reasons)

    @property
    def price_usd(self) -> Decimal | None:
        """USD for one picture; None where the surface's own price is not known."""
        return self.model.prices.get(self.size)

    @property
    def list_price_usd(self) -> Decimal | None:
        """The maker's list price in USD: the limit of what is known where the seller's own is not."""
        return self.model.list_prices.get(self.size)


@dataclass(frozen=True, slots=True)
class Hint:
    """What the line under the prompt says. `tokens` is 0 while the request takes less than half of the model's room.

    `will_collapse`: the earlier turns do not fit, so the last picture and the instruction go alone. `then` is what
    would be used, in order, if the chosen model fails; empty where the session allows no other.
    """

    chars: int
    size: str
    surface: str = ""
    tokens: int = 0
    tokens_limit: int = 0
    will_collapse: bool = False
    then: tuple[Priced, ...] = ()
    pro: Pro | None = None
    gone: ModelChoice | None = None
    successor: ModelChoice | None = None


def hint(draft: Draft, offered: Choices, session: Session | None = None) -> Hint:
    """Read a draft. At most two queries, and none before something was written or where there is no session."""
    surface, _, model_id = draft.choice.partition(":")
    chosen = offered.find(model_id, surface) or offered.gone or offered.default
    found = Hint(len(draft.prompt), draft.image_size, chosen.surface)
    if chosen is offered.gone:
        return replace(found, gone=offered.gone, successor=offered.successor)
    if draft.says_something:
        found = _with_tokens(found, draft, chosen, session)
    return replace(found, pro=_pro(draft, offered, chosen), then=_then(draft, chosen, session))


def _then(draft: Draft, chosen: ModelChoice, session: Session | None) -> tuple[Priced, ...]:
    if session is None or not session.may_fall_back:
        return ()
    asked = Route(chosen.id, chosen.surface)
    return tuple(routes.planned(asked, draft.image_size, draft.aspect_ratio, is_final=False))


def _pro(draft: Draft, offered: Choices, chosen: ModelChoice) -> Pro | None:
    """A Pro model is offered beside the embedded engine, too, where one is ready."""
    better = offered.pro(chosen.surface)
    if chosen.tier == "pro" or better is None:
        return None
    reasons = suggests_pro(draft.prompt, keep=draft.keep, change=draft.change)
    if not reasons:
        return None
    size = draft.image_size if draft.image_size in better.sizes else better.sizes[0]
    return Pro(better, tuple(reasons[:2]), size, size != draft.image_size and draft.image_size in SIZES)


def _with_tokens(found: Hint, draft: Draft, chosen: ModelChoice, session: Session | None) -> Hint:
    if chosen.surface == EMBEDDED or chosen.id not in catalogue.MODELS:
        return found
    item = catalogue.model(chosen.id).on(chosen.surface)
    words, pictures = _history(session, chosen) if session and session.head_id else ("", 0)
    tokens, limit = catalogue.tokens_of(draft.text + words, pictures, item), item.input_token_limit
    if tokens > limit and pictures > 1:
        alone = catalogue.tokens_of(draft.text, 1, item)
        return replace(found, tokens=alone, tokens_limit=limit, will_collapse=True)
    return replace(found, tokens=tokens, tokens_limit=limit) if tokens > limit * WORTH_TELLING else found


def _history(session: Session, chosen: ModelChoice) -> tuple[str, int]:
    """The words and the number of pictures that go along: the path, or the last picture after a change of model."""
    assert session.head_id is not None
    path = Turn.objects.filter(pk__in=tree.ancestor_ids(session.head_id)).exclude(action=Action.CRITIQUE)
    rows = list(path.values_list("prompt", "output_id", "model_used", "surface_used"))
    here = (chosen.id, chosen.surface)
    if any(model and (model, surface) != here for _, _, model, surface in rows):
        return "", 1
    return " ".join(prompt for prompt, *_ in rows), sum(output is not None for _, output, *_ in rows)
