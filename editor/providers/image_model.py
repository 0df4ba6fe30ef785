"""What is known of one image model: sizes, prices, limits, and its life on each surface."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from editor.providers.messages import Size

# The order a picker shows them in: the usual first, the extremes last.
COMMON_RATIOS: Final = ("1:1", "4:5", "3:4", "2:3", "9:16", "5:4", "4:3", "3:2", "16:9", "21:9")
EXTREME_RATIOS: Final = ("1:4", "1:8", "4:1", "8:1")
RATIOS: Final = COMMON_RATIOS + EXTREME_RATIOS
RATIO_SETS: Final = {"common": COMMON_RATIOS, "all": RATIOS}

# Where a model is free or its price is the list price itself. Other sellers set their own.
LIST_PRICE_SURFACES: Final = frozenset({"gemini", "vertex", "embedded"})


class BadCatalogue(ValueError):
    """The registry's data breaks its schema or contradicts itself; the sentence says where and what is allowed."""


@dataclass(frozen=True, slots=True)
class RatioPreset:
    """A use that people know by name, and its ratio."""

    name: str
    ratio: str


RATIO_PRESETS: Final = (
    RatioPreset("Square", "1:1"),
    RatioPreset("Feed", "4:5"),
    RatioPreset("Story", "9:16"),
    RatioPreset("Widescreen", "16:9"),
    RatioPreset("Banner", "21:9"),
    RatioPreset("Print portrait", "2:3"),
    RatioPreset("Print landscape", "3:2"),
    RatioPreset("Catalogue portrait", "3:4"),
    RatioPreset("Catalogue landscape", "4:3"),
    RatioPreset("Frame landscape", "5:4"),
    RatioPreset("Skyscraper", "1:4"),
    RatioPreset("Ribbon upright", "1:8"),
    RatioPreset("Masthead", "4:1"),
    RatioPreset("Ribbon", "8:1"),
)


@dataclass(frozen=True, slots=True)
class TokenPrices:
    """USD for a million tokens: of input, of text and thoughts, and of pictures that come out."""

    input_usd: Decimal
    text_usd: Decimal
    image_usd: Decimal


@dataclass(frozen=True, slots=True)
class Service:
    """A model on one surface: its life there, what to use afterwards, and the terms that differ there.

    `kept_until` is a promise that it lives at least so long; `retired_on` the day it ends; `wire_id` what the surface
    calls it, where that is another name; `own_prices` the sizes whose price was stated for this surface.
    """

    surface: str
    deprecated_on: date | None = None
    retired_on: date | None = None
    kept_until: date | None = None
    replaced_by: str = ""
    wire_id: str = ""
    own_prices: frozenset[str] = frozenset()
    terms: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class ImageModel:
    """One model. Pictures are width x height in pixels, money is USD for one picture, times are seconds."""

    id: str
    label: str
    tier: str
    strengths: str
    services: Mapping[str, Service]
    ratios: tuple[str, ...]
    sizes: tuple[Size, ...]
    supports_size: bool
    pixel_table: Mapping[str, Mapping[Size, tuple[int, int]]]
    price_table: Mapping[Size, Decimal]
    price_read: date
    price_source: str
    output_tokens: Mapping[Size, int]
    references: int
    references_note: str
    input_token_limit: int
    output_token_limit: int
    picture_tokens: int
    thinking: tuple[str, ...]
    thinking_default: str
    signatures: bool
    token_prices: TokenPrices | None = None
    fallback: tuple[str, ...] = ()
    final_fallback: tuple[str, ...] = ()
    timeout_s: float = 300.0
    apart: ImageModel | None = None  # the model apart from any surface, where this is one surface's view of it

    @property
    def surfaces(self) -> tuple[str, ...]:
        """Names of the surfaces that serve it, or once did."""
        return tuple(self.services)

    def on(self, surface: str) -> ImageModel:
        """The model as this surface offers it, whichever surface's view this is."""
        origin, service = self.apart or self, self.services.get(surface)
        return replace(origin, **service.terms, apart=origin) if service and service.terms else origin

    def wire_id(self, surface: str) -> str:
        """What the surface calls it, for the address of a request."""
        service = self.services.get(surface)
        return service.wire_id if service and service.wire_id else self.id

    def pixels(self, ratio: str, size: Size) -> tuple[int, int]:
        """Width and height of a picture, exactly as the model makes it."""
        if ratio not in self.ratios or size not in self.sizes:
            raise ValueError(f"{self.label} makes no {ratio} picture at {size}.")
        return self.pixel_table[ratio][size]

    def price_usd(self, size: Size, surface: str = "gemini") -> Decimal | None:
        """Price of one picture; nothing where the surface's own price is not known. The default asks for the list."""
        service = self.services.get(surface)
        is_known = surface in LIST_PRICE_SURFACES or (service is not None and size in service.own_prices)
        return self.on(surface).price_table.get(size) if is_known else None

    def is_retired(self, surface: str, today: date) -> bool:
        """Whether the surface has ended it: from the day itself on, and wherever it was never served."""
        service = self.services.get(surface)
        return service is None or (service.retired_on is not None and service.retired_on <= today)

    def deprecated_on(self, surface: str) -> date | None:
        """The day from which the surface advises against it, if one is known."""
        service = self.services.get(surface)
        return service.deprecated_on if service else None

    def retired_on(self, surface: str) -> date | None:
        """The day the surface ends it, if one is known."""
        service = self.services.get(surface)
        return service.retired_on if service else None

    def replaced_by(self, surface: str) -> str:
        """Id of the model to use instead on this surface, or nothing."""
        service = self.services.get(surface)
        return service.replaced_by if service else ""


@dataclass(frozen=True, slots=True)
class Registry:
    """Every model, the default of every surface, and where else a surface's models may be asked."""

    models: Mapping[str, ImageModel]
    defaults: Mapping[str, str]
    surface_fallback: Mapping[str, tuple[str, ...]]
