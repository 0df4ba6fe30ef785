"""The image models: what each can make, what it costs, where it is served and until when."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib import resources
from types import MappingProxyType
from typing import Any, Final

from editor.providers.messages import SIZES, Size

# The order a picker shows them in: the usual first, the extremes last.
COMMON_RATIOS: Final = ("1:1", "4:5", "3:4", "2:3", "9:16", "5:4", "4:3", "3:2", "16:9", "21:9")
EXTREME_RATIOS: Final = ("1:4", "1:8", "4:1", "8:1")
RATIOS: Final = COMMON_RATIOS + EXTREME_RATIOS
_RATIO_SETS: Final = {"common": COMMON_RATIOS, "all": RATIOS}

# Where a model is free or its price is the list price itself. Other sellers set their own.
LIST_PRICE_SURFACES: Final = frozenset({"gemini", "vertex", "embedded"})


class UnknownModel(KeyError):
    """The catalogue has no model of this id."""

    def __init__(self, model_id: str) -> None:
        super().__init__(model_id)
        self.model_id = model_id

    def __str__(self) -> str:
        return f"The catalogue has no model called {self.model_id}."


class BadCatalogue(ValueError):
    """The data file contradicts itself."""


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
class Service:
    """A model on one surface: the day it ends there, if known, and what to use then."""

    surface: str
    retired_on: date | None = None
    replaced_by: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class ImageModel:
    """One model. Pictures are width x height in pixels, money is USD for one picture."""

    id: str
    label: str
    tier: str
    services: Mapping[str, Service]
    ratios: tuple[str, ...]
    sizes: tuple[Size, ...]
    supports_size: bool
    pixel_table: Mapping[str, Mapping[Size, tuple[int, int]]]
    price_table: Mapping[Size, Decimal]
    price_read: date
    output_tokens: Mapping[Size, int]
    references: int
    references_note: str
    input_token_limit: int
    output_token_limit: int
    thinking: tuple[str, ...]
    thinking_default: str
    signatures: bool

    @property
    def surfaces(self) -> tuple[str, ...]:
        """Names of the surfaces that serve it, or once did."""
        return tuple(self.services)

    def pixels(self, ratio: str, size: Size) -> tuple[int, int]:
        """Width and height of a picture, exactly as the model makes it."""
        if ratio not in self.ratios or size not in self.sizes:
            raise ValueError(f"{self.label} makes no {ratio} picture at {size}.")
        return self.pixel_table[ratio][size]

    def price_usd(self, size: Size, surface: str = "gemini") -> Decimal | None:
        """Price of one picture; nothing where the surface's own price is not known. The default asks for the list."""
        return self.price_table.get(size) if surface in LIST_PRICE_SURFACES else None

    def is_retired(self, surface: str, today: date) -> bool:
        """Whether the surface has ended it: from the day itself on, and wherever it was never served."""
        service = self.services.get(surface)
        return service is None or (service.retired_on is not None and service.retired_on <= today)

    def retired_on(self, surface: str) -> date | None:
        """The day the surface ends it, if one is known."""
        service = self.services.get(surface)
        return service.retired_on if service else None

    def replaced_by(self, surface: str) -> str:
        """Id of the model to use instead on this surface, or nothing."""
        service = self.services.get(surface)
        return service.replaced_by if service else ""


def models() -> tuple[ImageModel, ...]:
    """Every model, the recommended first."""
    return tuple(MODELS.values())


def model(model_id: str) -> ImageModel:
    """The model of this id."""
    if model_id not in MODELS:
        raise UnknownModel(model_id)
    return MODELS[model_id]


def for_surface(name: str, today: date | None = None) -> tuple[ImageModel, ...]:
    """The models of a surface; with a day, only those alive on it."""
    served = tuple(item for item in models() if name in item.services)
    return served if today is None else tuple(item for item in served if not item.is_retired(name, today))


def default_model(surface: str) -> ImageModel:
    """The model a new session starts with on this surface."""
    if surface not in _DEFAULTS:
        raise UnknownModel(f"default of {surface}")
    return model(_DEFAULTS[surface])


def successor(model_id: str, surface: str) -> str:
    """The id to use on this surface instead of one that does not answer there, or nothing."""
    known = MODELS.get(model_id)
    named = known.replaced_by(surface) if known else ""
    fallback = _DEFAULTS.get(surface, "")
    return named or (fallback if fallback != model_id else "")


def read(text: str) -> tuple[Mapping[str, ImageModel], Mapping[str, str]]:
    """The models and the defaults written in a TOML text; `BadCatalogue` where it contradicts itself."""
    data = tomllib.loads(text)
    tables = {name: _pixel_table(rows) for name, rows in data["pixels"].items()}
    found = {row["id"]: _model(row, tables) for row in data["model"]}
    defaults: dict[str, str] = dict(data["default"])
    named = {service.replaced_by for item in found.values() for service in item.services.values()} - {""}
    unknown = (named | set(defaults.values())) - set(found)
    if unknown:
        raise BadCatalogue(f"Named but not described: {', '.join(sorted(unknown))}.")
    return MappingProxyType(found), MappingProxyType(defaults)


def _pixel_table(rows: Mapping[str, Any]) -> Mapping[str, Mapping[Size, tuple[int, int]]]:
    return MappingProxyType(
        {
            ratio: MappingProxyType({size: (row[size][0], row[size][1]) for size in SIZES if size in row})
            for ratio, row in rows.items()
        }
    )


def _model(row: Mapping[str, Any], tables: Mapping[str, Mapping[str, Mapping[Size, tuple[int, int]]]]) -> ImageModel:
    sizes = tuple(size for size in SIZES if size in row["sizes"])
    ratios = _RATIO_SETS[row["ratios"]]
    table = tables[row["pixels"]]
    lacking = [f"{ratio} at {size}" for ratio in ratios for size in sizes if size not in table.get(ratio, {})]
    if lacking:
        raise BadCatalogue(f"{row['id']} has no pixels for {', '.join(lacking)}.")
    plain = ("label", "tier", "supports_size", "price_read", "references", "references_note", "input_token_limit")
    more = ("output_token_limit", "thinking_default", "signatures")
    return ImageModel(
        id=row["id"],
        services=MappingProxyType({name: Service(name, **terms) for name, terms in row["surfaces"].items()}),
        ratios=ratios,
        sizes=sizes,
        pixel_table=table,
        price_table=MappingProxyType({size: Decimal(row["price_usd"][size]) for size in sizes}),
        output_tokens=MappingProxyType({size: int(row["output_tokens"][size]) for size in sizes}),
        thinking=tuple(row["thinking"]),
        **{name: row[name] for name in plain + more},
    )


MODELS, _DEFAULTS = read(resources.files(__package__).joinpath("models.toml").read_text("utf-8"))
