"""What a request costs, in the words of the pages."""

from __future__ import annotations

from decimal import Decimal

from editor.providers import catalogue
from editor.providers.messages import SIZES, Size
from editor.templatetags.studio import usd
from sessions.models import Turn


def words(model: str, surface: str, size: str) -> str:
    """$0.101, or `up to` the maker's list price where the seller's own is not known; empty where nothing is known."""
    item, known = catalogue.MODELS.get(model), size_named(size)
    return text(item.price_usd(known, surface), item.price_usd(known)) if item and known else ""


def text(price_usd: Decimal | None, list_price_usd: Decimal | None) -> str:
    """The same of the surface's own price and the maker's list price, in USD."""
    if price_usd is not None:
        return usd(price_usd)
    return f"up to {usd(list_price_usd)}" if list_price_usd is not None else ""


def of(turn: Turn) -> str:
    """What the turn's picture costs where it was asked."""
    return words(turn.model_asked, turn.surface_asked, turn.image_size)


def size_named(name: str) -> Size | None:
    """The size of this name; None for a turn without one."""
    return next((each for each in SIZES if each == name), None)
