"""What would be used if a model fails, priced before it is taken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from editor.providers import catalogue
from editor.render import routes
from editor.render.choices import FINAL_SIZE
from editor.render.routes import Priced
from editor.resilience.tries import Route
from editor.web import prices
from sessions.models import Session


@dataclass(frozen=True, slots=True)
class Instead:
    """One model on one surface, and what one picture costs there, in words.

    `is_smaller`: not at the size that was asked for; `is_elsewhere`: not on the surface.
    """

    label: str
    surface_label: str
    size: str
    price: str
    is_smaller: bool
    is_elsewhere: bool


def rows(found: Iterable[Priced], size: str, surface: str) -> list[Instead]:
    """These routes as a page says them, for a picture of this size asked on this surface."""
    return [
        Instead(
            label=each.label,
            surface_label=each.surface_label,
            size=each.size,
            price=prices.words(each.route.model, each.route.surface, each.size) or "price not known",
            is_smaller=each.size != size,
            is_elsewhere=each.route.surface != surface,
        )
        for each in found
    ]


def of(session: Session) -> list[tuple[str, list[Instead]]]:
    """For previews and for finals of the session's model, each with a title."""
    asked = Route(session.model, session.surface)
    name = catalogue.model(session.model).label if session.model in catalogue.MODELS else session.model
    previews = routes.planned(asked, session.image_size, session.aspect_ratio, is_final=False)
    finals = routes.planned(asked, FINAL_SIZE, session.aspect_ratio, is_final=True)
    return [
        (f"For previews on {name}", rows(previews, session.image_size, session.surface)),
        (f"For 4K finals on {name}", rows(finals, FINAL_SIZE, session.surface)),
    ]
