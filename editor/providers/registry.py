"""Reading the registry: the shipped data file, and a file of the operator's that corrects or extends it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from editor.providers.image_model import RATIO_SETS, BadCatalogue, ImageModel, Registry, Service, TokenPrices
from editor.providers.messages import SIZES, Size

_Row: TypeAlias = Mapping[str, Any]
_Pixels: TypeAlias = Mapping[str, Mapping[Size, tuple[int, int]]]
_LIFE: Final = frozenset({"deprecated_on", "retired_on", "kept_until", "replaced_by", "wire_id"})
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
    check(more, str(path), is_whole=False)
    merged = merge(tomllib.loads(_text("models.toml")), more)
    check(merged, str(path), is_whole=True)
    return build(merged, str(path))


def check(data: _Row, where: str, *, is_whole: bool) -> None:
    """Hold the data against the schema. Raises BadCatalogue that names file, model, field and what is allowed."""
    import json  # both here: a start without a file of the operator's does not pay for them

    import jsonschema

    schema = json.loads(_text("models.schema.json"))
    if not is_whole:
        schema = schema | {"required": []}
        schema["$defs"]["model"] = schema["$defs"]["model"] | {"required": ["id"]}
    found = jsonschema.Draft202012Validator(schema).iter_errors(_with_text_dates(data))
    sentences = [_sentence(each, data) for each in sorted(found, key=lambda each: [str(step) for step in each.path])]
    if sentences:
        raise BadCatalogue(f"{where}: " + " ".join(sentences[:5]))


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
        except (KeyError, TypeError, ArithmeticError) as problem:
            raise BadCatalogue(f"{where}: model {row.get('id', '?')} cannot be read: {problem!r}.") from None
    registry = Registry(
        MappingProxyType(found),
        MappingProxyType(dict(data["default"])),
        MappingProxyType({name: tuple(others) for name, others in data.get("surface_fallback", {}).items()}),
    )
    _check_names(registry, where)
    return registry


def _check_names(registry: Registry, where: str) -> None:
    """Every model that is named is described."""
    named = set(registry.defaults.values())
    for item in registry.models.values():
        named |= {service.replaced_by for service in item.services.values()} | {*item.fallback, *item.final_fallback}
    unknown = named - {""} - set(registry.models)
    if unknown:
        raise BadCatalogue(f"{where}: named but not described: {', '.join(sorted(unknown))}.")


def _model(row: _Row, tables: Mapping[str, _Pixels]) -> ImageModel:
    plain = {name: row[name] for name in _PLAIN if name in row}
    return ImageModel(
        id=row["id"],
        services=MappingProxyType(
            {name: _service(name, terms, row, tables) for name, terms in row["surfaces"].items()}
        ),
        fallback=tuple(row.get("fallback", ())),
        final_fallback=tuple(row.get("final_fallback", ())),
        **plain,
        **_terms(row, tables),
    )


def _service(name: str, terms: _Row, row: _Row, tables: Mapping[str, _Pixels]) -> Service:
    """A model on one surface, and only those terms that differ there."""
    own = {key: value for key, value in terms.items() if key not in _LIFE}
    life = {key: value for key, value in terms.items() if key in _LIFE}
    plain: dict[str, Any] = {key: own[key] for key in _PLAIN if key in own}
    changed = _terms(_laid_over(row, own), tables) if set(own) - set(plain) else {}
    return Service(name, **life, own_price="price_usd" in own, terms=MappingProxyType({**plain, **changed}))


def _terms(row: _Row, tables: Mapping[str, _Pixels]) -> dict[str, Any]:
    """The parts of a model that are made from several fields."""
    sizes = tuple(size for size in SIZES if size in row["sizes"])
    ratios = RATIO_SETS[row["ratios"]] if isinstance(row["ratios"], str) else tuple(row["ratios"])
    table = tables.get(row["pixels"], {})
    lacking = [f"{ratio} at {size}" for ratio in ratios for size in sizes if size not in table.get(ratio, {})]
    lacking += [f"a price at {size}" for size in sizes if size not in row["price_usd"]]
    lacking += [f"output tokens at {size}" for size in sizes if size not in row["output_tokens"]]
    if lacking:
        raise BadCatalogue(f"{row['id']} lacks {', '.join(lacking)}.")
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


def _with_text_dates(value: Any) -> Any:
    """JSON has no dates: they are checked as the text that TOML writes."""
    if isinstance(value, dict):
        return {name: _with_text_dates(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_with_text_dates(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def _sentence(error: Any, data: _Row) -> str:
    """What is wrong, where: `model gemini-x, price_usd, 1K: 'cheap' does not match ...`."""
    steps = list(error.absolute_path)
    where = [str(step) for step in steps]
    if len(steps) > 1 and steps[0] == "model" and isinstance(steps[1], int):
        where = [f"model {data['model'][steps[1]].get('id', steps[1])}", *where[2:]]
    return f"{', '.join(where) or 'the file'}: {error.message}."


def _text(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text("utf-8")
