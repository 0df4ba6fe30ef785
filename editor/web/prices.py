"""What a request costs, in the words of the pages."""

from __future__ import annotations

from editor.providers import catalogue
from editor.providers.messages import SIZES, Size
from editor.templatetags.studio import usd
from sessions.models import Turn


def words(model: str, surface: str, size: str) -> str:
    """$0.101, or `up to` the maker's list price where the seller's own is not known; empty where nothing is known."""
    item, known = catalogue.MODELS.get(model), size_named(size)
    if item is None or known is None:
        return ""
    price, listed = item.price_usd(known, surface), item.price_usd(known)
    if price is not None:
        return usd(price)
    return f"up to {usd(listed)}" if listed is not None else ""


def of(turn: Turn) -> str:
    """What the turn's picture costs where it was asked."""
    return words(turn.model_asked, turn.surface_asked, turn.image_size)


def size_named(name: str) -> Size | None:
    """The size of this name; None for a turn without one."""
    return next((each for each in SIZES if each == name), None)
