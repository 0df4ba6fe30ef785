"""Reading the registry: the shipped data file, and a file of the operator's that corrects or extends it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from editor.providers import schema
from editor.providers.image_model import RATIO_SETS, BadCatalogue, ImageModel, Registry, Service, TokenPrices
from editor.providers.messages import SIZES, Size

_Row: TypeAlias = Mapping[str, Any]
_Pixels: TypeAlias = Mapping[str, Mapping[Size, tuple[int, int]]]
_LIFE: Final = frozenset({"deprecated_on", "retired_on", "kept_until", "replaced_by", "wire_id"})
_DAYS: Final = frozenset({"deprecated_on", "retired_on", "kept_until", "price_read"})
_PLAIN: Final = (
    "label",
    "tier",
    "strengths",
    "supports_size",
    "price_read",
    "price_source",
    "references",
    "references_note",
    "input_token_limit",
    "output_token_limit",
    "picture_tokens",
    "thinking_default",
    "signatures",
    "timeout_s",
)


def shipped() -> Registry:
    """The registry as it comes with the product."""
    return build(tomllib.loads(_text("models.toml")), "models.toml")


def corrected(path: Path) -> Registry:
    """The shipped registry with the operator's file laid over it. Raises BadCatalogue with sentences."""
    try:
        more = tomllib.loads(path.read_text("utf-8"))
    except OSError as problem:
        raise BadCatalogue(f"{path} cannot be read: {problem.strerror}.") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise BadCatalogue(f"{path} is not TOML: {problem}.") from None
    schema.check(more, str(path), is_whole=False)
    merged = merge(tomllib.loads(_text("models.toml")), more)
    schema.check(merged, str(path), is_whole=True)
    return build(merged, str(path))


def merge(base: _Row, more: _Row) -> dict[str, Any]:
    """`more` over `base`: models by id, everything else name by name."""
    models = {row["id"]: row for row in base["model"]}
    for row in more.get("model", []):
        models[row["id"]] = _laid_over(models.get(row["id"], {}), row)
    plain = _laid_over({k: v for k, v in base.items() if k != "model"}, {k: v for k, v in more.items() if k != "model"})
    return plain | {"model": list(models.values())}


def build(data: _Row, where: str) -> Registry:
    """The registry that the data describes. Raises BadCatalogue where it contradicts itself."""
    tables = {name: _pixel_table(rows) for name, rows in data["pixels"].items()}
    found: dict[str, ImageModel] = {}
    for row in data["model"]:
        try:
            found[row["id"]] = _model(row, tables)
        except ValueError as problem:
            raise BadCatalogue(f"{where}: model {row['id']}: {problem}") from None
    registry = Registry(
        MappingProxyType(found),
        MappingProxyType(dict(data["default"])),
        MappingProxyType({name: tuple(others) for name, others in data.get("surface_fallback", {}).items()}),
    )
    contradictions = list(_contradictions(registry))
    if contradictions:
        raise BadCatalogue(f"{where}: " + " ".join(contradictions))
    return registry


def _contradictions(registry: Registry) -> Iterator[str]:
    """Models that are named where they do not exist or do not answer, and lives that end before they decline."""
    for surface, name in registry.defaults.items():
        if name not in registry.models or surface not in registry.models[name].services:
            yield f"default, {surface}: {name} is not a model of this surface."
    for surface, others in registry.surface_fallback.items():
        if surface in others:
            yield f"surface_fallback, {surface}: names itself."
    for item in registry.models.values():
        yield from (f"model {item.id}, {sentence}" for sentence in _contradictions_of(item, registry.models))


def _contradictions_of(item: ImageModel, models: Mapping[str, ImageModel]) -> Iterator[str]:
    for field, others in (("fallback", item.fallback), ("final_fallback", item.final_fallback)):
        for name in others:
            if name == item.id or name not in models:
                yield f"{field}: {name} is {'the model itself' if name == item.id else 'not described'}."
    for surface, service in item.services.items():
        other = service.replaced_by
        if other and (other == item.id or other not in models or surface not in models[other].services):
            yield f"surfaces, {surface}, replaced_by: {other} is not another model of this surface."
        if service.deprecated_on and service.retired_on and service.deprecated_on > service.retired_on:
            yield f"surfaces, {surface}: deprecated_on is later than retired_on."
        offered = item.on(surface)
        if offered.thinking_default not in (offered.thinking or ("none", "always")):
            allowed = ", ".join(offered.thinking or ("none", "always"))
            yield f"surfaces, {surface}: thinking_default is {offered.thinking_default}; allowed here are {allowed}."


def _model(row: _Row, tables: Mapping[str, _Pixels]) -> ImageModel:
    services = {name: _service(name, terms, row, tables) for name, terms in row["surfaces"].items()}
    return ImageModel(
        id=row["id"],
        services=MappingProxyType(services),
        fallback=tuple(row.get("fallback", ())),
        final_fallback=tuple(row.get("final_fallback", ())),
        **_plain(row),
        **_terms(row, tables),
    )


def _service(name: str, terms: _Row, row: _Row, tables: Mapping[str, _Pixels]) -> Service:
    """A model on one surface, and only those terms that differ there."""
    own = {key: value for key, value in terms.items() if key not in _LIFE}
    life: dict[str, Any] = {key: _day(value) if key in _DAYS else value for key, value in terms.items() if key in _LIFE}
    plain = _plain(own)
    changed = _terms(_laid_over(row, own), tables) if set(own) - set(plain) else {}
    if "price_usd" in own and "token_usd" not in own:
        # The maker's prices per token are no part of what another seller asks for a picture.
        changed["token_prices"] = None
    own_prices = frozenset(own.get("price_usd", ()))
    return Service(name, **life, own_prices=own_prices, terms=MappingProxyType({**plain, **changed}))


def _plain(row: _Row) -> dict[str, Any]:
    """The parts of a model that are one field each."""
    return {name: _day(row[name]) if name in _DAYS else row[name] for name in _PLAIN if name in row}


def _day(value: date | str) -> date:
    """A day, which TOML writes bare and people write in quotes too."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def _terms(row: _Row, tables: Mapping[str, _Pixels]) -> dict[str, Any]:
    """The parts of a model that are made from several fields."""
    sizes = tuple(size for size in SIZES if size in row["sizes"])
    ratios = RATIO_SETS[row["ratios"]] if isinstance(row["ratios"], str) else tuple(row["ratios"])
    if row["pixels"] not in tables:
        raise ValueError(f"pixels: there is no table {row['pixels']}; allowed are {', '.join(tables)}.")
    table = tables[row["pixels"]]
    lacking = [f"{ratio} at {size}" for ratio in ratios for size in sizes if size not in table.get(ratio, {})]
    lacking += [f"a price at {size}" for size in sizes if size not in row["price_usd"]]
    lacking += [f"output tokens at {size}" for size in sizes if size not in row["output_tokens"]]
    if lacking:
        raise ValueError(f"lacks {', '.join(lacking)}.")
    rates = row.get("token_usd")
    return {
        "ratios": ratios,
        "sizes": sizes,
        "pixel_table": table,
        "price_table": MappingProxyType({size: Decimal(row["price_usd"][size]) for size in sizes}),
        "output_tokens": MappingProxyType({size: int(row["output_tokens"][size]) for size in sizes}),
        "thinking": tuple(row["thinking"]),
        "token_prices": TokenPrices(*(Decimal(rates[kind]) for kind in ("input", "text", "image"))) if rates else None,
    }


def _pixel_table(rows: _Row) -> _Pixels:
    return MappingProxyType(
        {
            ratio: MappingProxyType({size: (row[size][0], row[size][1]) for size in SIZES if size in row})
            for ratio, row in rows.items()
        }
    )


def _laid_over(base: _Row, more: _Row) -> dict[str, Any]:
    """Tables are joined name by name, everything else is replaced."""
    found = dict(base)
    for name, value in more.items():
        below = found.get(name)
        found[name] = _laid_over(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return found


def _text(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text("utf-8")
