"""Holding the registry's data against its schema, and saying in words what does not fit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from importlib import resources
from typing import Any, Final, TypeAlias

from editor.providers.image_model import BadCatalogue

_Row: TypeAlias = Mapping[str, Any]
SENTENCES_MAX: Final = 5


def check(data: _Row, where: str, *, is_whole: bool) -> None:
    """Hold the data against the schema; in a file that corrects another, every part is optional.

    Raises BadCatalogue that names file, model and field, and says what is allowed.
    """
    # Both here: a start without a file of the operator's does not pay for them.
    import json

    import jsonschema

    schema = json.loads(resources.files(__package__).joinpath("models.schema.json").read_text("utf-8"))
    if not is_whole:
        schema["required"] = []
        schema["$defs"]["model"]["required"] = ["id"]
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
    found = list(validator.iter_errors(_with_text_dates(data)))
    sentences = list(dict.fromkeys(_sentence(each, data) for each in found)) or _told_twice(data)
    if sentences:
        more = len(sentences) - SENTENCES_MAX
        rest = [f"And {more} more."] if more > 0 else []
        raise BadCatalogue(f"{where}: " + " ".join([*sentences[:SENTENCES_MAX], *rest]))


def _told_twice(data: _Row) -> list[str]:
    ids = Counter(row["id"] for row in data.get("model", []))
    return [f"model {name} is there {times} times." for name, times in ids.items() if times > 1]


def _with_text_dates(value: Any) -> Any:
    """JSON has no dates: they are checked as the text that TOML writes."""
    if isinstance(value, dict):
        return {name: _with_text_dates(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_with_text_dates(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def _sentence(error: Any, data: _Row) -> str:
    """What is wrong, where: `model gemini-x, sizes, 0: '8K' is not one of 0.5K, 1K, 2K, 4K.`"""
    steps = list(error.absolute_path)
    where = [str(step) for step in steps]
    if len(steps) > 1 and steps[0] == "model":
        row = data["model"][steps[1]]
        name = row.get("id") if isinstance(row, dict) else None
        where = [f"model {name or f'number {steps[1] + 1}'}", *where[2:]]
    return f"{', '.join(where) or 'the file'}: {_complaint(error)}."


def _complaint(error: Any) -> str:
    if error.validator == "required":
        return f"lacks {_listed(name for name in error.validator_value if name not in error.instance)}"
    if error.validator == "dependentRequired":
        needs = ((name, other) for name, others in error.validator_value.items() for other in others)
        lacking = [other for name, other in needs if name in error.instance and other not in error.instance]
        return f"{_listed(error.validator_value)} stated here needs {_listed(lacking)} beside it"
    if error.validator == "additionalProperties":
        known = error.schema["properties"]
        return f"{_listed(set(error.instance) - set(known))} is not known; allowed are {_listed(known)}"
    if error.validator == "enum":
        return f"{error.instance!r} is not one of {', '.join(error.validator_value)}"
    return f"{error.instance!r} does not fit; allowed is {error.schema['description']}"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
