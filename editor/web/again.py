"""A picture made once more, larger or clean, and how long a render usually takes."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.conf import settings
from django.utils import timezone

from editor.providers import catalogue, surfaces
from editor.providers.catalogue import ImageModel
from editor.providers.messages import Size
from editor.render import choices
from editor.render.choices import Estimate
from sessions.models import Action, Session, Turn

BAND_WIDE: Final = 300
FINAL: Final[Size] = choices.FINAL_SIZE
CLEAN: Final[Size] = "2K"


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


def band(turn: Turn | None) -> Band | None:
    """The usual time of a render under way; None below three renders of its kind."""
    if turn is None or turn.action == Action.UPLOAD:
        return None
    usual = choices.estimate(turn.model_asked, turn.surface_asked, turn.image_size)
    if usual is None:
        return None
    scale_s = max(usual.high_s * 1.5, 0.1)
    x, end = (round(seconds / scale_s * BAND_WIDE, 1) for seconds in (usual.low_s, usual.high_s))
    return Band(usual, x, max(end - x, 2.0), scale_s)


def again(session: Session, picture: Turn | None, size: Size) -> Again:
    """What `picture` made once more at `size` is, and costs; the reason where it cannot be done."""
    if picture is None or picture.output is None:
        return Again(size, reason="There is no picture to make again yet.")
    surface = picture.surface_used or session.surface
    item = catalogue.MODELS.get(picture.model_used or session.model)
    if item is None:
        return Again(size, reason="The model of this picture is not known here any more.")
    item = item.on(surface)
    reason = _hindrance(item, surface, size)
    if reason:
        return Again(size, reason=reason)
    ratio = choices.nearest_ratio(picture.output.width_px, picture.output.height_px, item.ratios)
    width, height = item.pixels(ratio, size)
    return Again(size, item.label, width, height, item.price_usd(size, surface))


def _hindrance(item: ImageModel, surface: str, size: Size) -> str:
    """Why this model makes no picture of this size now; empty when it does."""
    instead = "Continue with another model first."
    if surface not in surfaces.SURFACES or item.is_retired(surface, timezone.now().date()):
        return f"{item.label} is not served any more where it made this picture. {instead}"
    if size not in item.sizes:
        return f"{item.label} makes no {size} pictures. {instead}"
    return surfaces.missing(surface, settings.PROVIDER_ENV)
