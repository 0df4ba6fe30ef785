"""What a person asks for, and every check that can be made before anything leaves."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.conf import settings
from django.utils import timezone

from editor.prompt import Brief, frame
from editor.providers import catalogue, surfaces
from editor.providers.catalogue import ImageModel, UnknownModel
from editor.providers.messages import SIZES, Size
from editor.render import choices
from editor.render.errors import BadAsk, NothingToEdit, NotReady
from editor.render.incoming import Incoming
from sessions.models import OPEN, Session, Turn
from sessions.services import tree


@dataclass(frozen=True, slots=True)
class Ask:
    """What a person asks for. Empty model and surface mean the session's (or the first ready) ones.

    An empty ratio means the one that the prompt names, else the picture's own: that of the upload or of the parent's
    picture, else 1:1.
    """

    prompt: str
    keep: tuple[str, ...] = ()
    change: tuple[str, ...] = ()
    aspect_ratio: str = ""
    image_size: str = "1K"
    model: str = ""
    surface: str = ""
    seed: int | None = None


@dataclass(frozen=True, slots=True)
class Ready:
    """A checked request: a live model on a ready surface, with a ratio and size it makes."""

    model: ImageModel
    surface: str
    ratio: str
    size: Size

    def ratio_for(self, incoming: Incoming | None) -> str:
        """The ratio that was asked for, else that of the uploaded picture, else 1:1."""
        if self.ratio or incoming is None:
            return self.ratio or "1:1"
        return choices.nearest_ratio(incoming.width_px, incoming.height_px, self.model.ratios)


def with_session(ask: Ask, session: Session) -> Ask:
    """The request with the session's model and surface where none was chosen."""
    return replace(ask, model=ask.model or session.model, surface=ask.surface or session.surface)


def default() -> Ready:
    """What is asked when only a picture is brought: the first ready model, for the edits that follow."""
    first = choices.choices().default
    return Ready(catalogue.model(first.id), first.surface, "", "1K" if "1K" in first.sizes else first.sizes[0])


def checked(ask: Ask, *, final: bool = False) -> Ready:
    """Check every part of the request that can be checked before it leaves. Raises BadAsk or NotReady."""
    if not ask.prompt.strip() and not ask.change:
        raise BadAsk("Write what should change.")
    if len(ask.prompt) > settings.PROMPT_MAX_CHARS:
        raise BadAsk(f"The prompt has {len(ask.prompt):,} characters. The limit is {settings.PROMPT_MAX_CHARS:,}.")
    if not ask.model and not ask.surface:
        first = choices.choices().default
        ask = replace(ask, model=first.id, surface=first.surface)
    model = model_on(ask.model, ask.surface)
    tokens = catalogue.tokens_of(" ".join((ask.prompt, *ask.keep, *ask.change)), 1, model)
    if tokens > model.input_token_limit:
        raise BadAsk(f"The request has about {tokens:,} tokens. {model.label} takes {model.input_token_limit:,}.")
    if ask.image_size == choices.FINAL_SIZE and not final:
        raise BadAsk("4K is made at Finalize only. Use 2K or less while you iterate.")
    if ask.image_size not in model.sizes:
        raise BadAsk(f"{model.label} does not make {ask.image_size} pictures. It makes {', '.join(model.sizes)}.")
    if ask.aspect_ratio and ask.aspect_ratio not in model.ratios:
        raise BadAsk(f"{model.label} does not make {ask.aspect_ratio} pictures. Choose another ratio.")
    ratio = ask.aspect_ratio or frame.ratio_said(ask.prompt, model.ratios)
    return Ready(model, ask.surface, ratio, next(size for size in SIZES if size == ask.image_size))


def model_on(model_id: str, surface: str) -> ImageModel:
    """The model, if the surface is ready and still serves it. Raises BadAsk or NotReady."""
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


def check_parent(parent: Turn, *, finished: bool = False) -> None:
    """Raise NothingToEdit unless the parent has a picture; one that is still being made will do unless `finished`."""
    if parent.status in OPEN and not finished:
        return
    if not parent.is_usable:
        raise NothingToEdit(f"v{parent.number} has no finished picture. Continue from another version.")
    if tree.picture_turn(parent) is None:
        raise NothingToEdit(f"v{parent.number} has no picture yet.")


def ratio_of(parent: Turn, model: ImageModel) -> str:
    """The model's ratio nearest to the parent's picture; the session's while that picture is still being made."""
    source = tree.picture_turn(parent)
    if source is None or source.output is None:
        return parent.session.aspect_ratio if parent.session.aspect_ratio in model.ratios else "1:1"
    return choices.nearest_ratio(source.output.width_px, source.output.height_px, model.ratios)


def brief_of(ask: Ask, session: Session) -> Brief:
    """The brief with its lists within their limits. Raises BadAsk."""
    items = (*ask.keep, *ask.change)
    longest = settings.LIST_ITEM_MAX_CHARS
    if len(ask.keep) > settings.LIST_MAX_ITEMS or len(ask.change) > settings.LIST_MAX_ITEMS:
        raise BadAsk(f"At most {settings.LIST_MAX_ITEMS} things to keep and {settings.LIST_MAX_ITEMS} to change.")
    if any(len(item) > longest for item in items):
        raise BadAsk(f"A thing to keep or change has at most {longest} characters.")
    clean = [tuple(" ".join(item.split()) for item in group if item.strip()) for group in (ask.keep, ask.change)]
    return Brief(ask.prompt.strip(), clean[0], clean[1], session.style_instruction)
