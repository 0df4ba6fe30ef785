"""The page Models: every model of every surface side by side, from the registry and from what was measured here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from editor.providers import catalogue, surfaces
from editor.providers.catalogue import ImageModel
from editor.providers.messages import SIZES
from editor.render import choices
from editor.render.choices import Life
from editor.templatetags.studio import took
from editor.web import prices
from editor.web.htmx import PersonRequest

TIERS: Final = {"pro": "Pro", "flash": "Flash", "lite": "Lite", "embedded": "Engine"}
# In the order of their width, so that the ends of the list are the ends of what a model makes.
BY_WIDTH: Final = sorted(catalogue.RATIOS, key=lambda ratio: int(ratio.split(":")[0]) / int(ratio.split(":")[1]))


@dataclass(frozen=True, slots=True)
class Price:
    """What one picture costs at a size, in words; `is_made` false where the model makes none."""

    size: str
    text: str
    is_made: bool


@dataclass(frozen=True, slots=True)
class Column:
    """One model on one surface, as the page says it."""

    anchor: str
    item: ImageModel
    tier: str
    is_default: bool
    median: str
    prices: tuple[Price, ...]
    price_note: str
    largest: str
    ratios: str
    thinking: str
    life: Life


@dataclass(frozen=True, slots=True)
class Shelf:
    """One surface: `missing` says what to set before it can be called; `ended` are models that it serves no more."""

    name: str
    label: str
    missing: str
    models: tuple[Column, ...]
    ended: tuple[Column, ...]

    @property
    def price_notes(self) -> list[str]:
        """Where the prices were read, each source said once, by the day."""
        read: dict[date, dict[str, None]] = {}
        for each in self.models:
            read.setdefault(each.item.price_read, {})[each.item.price_source] = None
        return [f"Prices read on {day:%-d %B %Y}: {' · '.join(sources)}" for day, sources in read.items()]


@never_cache
@require_safe
@login_required
def show(request: PersonRequest) -> HttpResponse:
    """Every surface, ready or not: what a key would open can be read before it is bought."""
    today, times = timezone.now().date(), choices.medians()
    shelves = [shelf(name, today, times) for name in surfaces.SURFACES]
    context = {"shelves": shelves, "sizes": SIZES, "here": "models", "has_key": any(_is_paid(each) for each in shelves)}
    return render(request, "models/show.html", context)


def _is_paid(each: Shelf) -> bool:
    return not each.missing and each.name != surfaces.EMBEDDED


def shelf(name: str, today: date, times: dict[tuple[str, str], float]) -> Shelf:
    """A surface with its models, the living first."""
    found = [_column(item, name, today, times) for item in catalogue.for_surface(name)]
    return Shelf(
        name=name,
        label=surfaces.SURFACES[name].label,
        missing=surfaces.missing(name, settings.PROVIDER_ENV),
        models=tuple(each for each in found if each.life.tone != "ended"),
        ended=tuple(each for each in found if each.life.tone == "ended"),
    )


def _column(item: ImageModel, surface: str, today: date, times: dict[tuple[str, str], float]) -> Column:
    median_s = times.get((item.id, surface))
    return Column(
        anchor=f"{surface}-{item.id}",
        item=item,
        tier=TIERS.get(item.tier, item.tier),
        is_default=catalogue.default_model(surface).id == item.id,
        median=took(median_s) if median_s is not None else "",
        prices=tuple(_price(item, surface, size) for size in SIZES),
        price_note=f"Price read on {item.price_read:%-d %B %Y}: {item.price_source}",
        largest=_largest(item),
        ratios=_ratios(item.ratios),
        thinking=_thinking(item),
        life=choices.life(item, surface, today),
    )


def _price(item: ImageModel, surface: str, size: str) -> Price:
    made = next((each for each in item.sizes if each == size), None)
    if made is None:
        return Price(size, "–", False)
    return Price(size, prices.text(item.price_usd(made, surface), item.price_usd(made)) or "not known", True)


def _largest(item: ImageModel) -> str:
    """The square at the largest size, in pixels: the other ratios have about as many."""
    size = item.sizes[-1]
    width, height = item.pixels("1:1" if "1:1" in item.ratios else item.ratios[0], size)
    return f"{size}, {width:,} × {height:,}"


def _ratios(ratios: tuple[str, ...]) -> str:
    ordered = [ratio for ratio in BY_WIDTH if ratio in ratios]
    return f"{len(ordered)}, {ordered[0]} to {ordered[-1]}" if len(ordered) > 1 else ordered[0]


def _thinking(item: ImageModel) -> str:
    if item.thinking:
        return f"{', '.join(item.thinking)} (usually {item.thinking_default})"
    return {"always": "always, no level to set"}.get(item.thinking_default, item.thinking_default)
