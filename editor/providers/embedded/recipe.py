"""The recipe of a picture: everything needed to draw it again, at any size."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import Any

VERSION = 2

Value = str | float | bool


@dataclass(frozen=True, slots=True)
class Layer:
    """Fields that hold only inside a mask: the SHA-256 of the mask's file, and the fields that differ there."""

    mask: str
    fields: dict[str, Value]


@dataclass(frozen=True, slots=True)
class Before:
    """What one instruction changed, as it was before: fields, and the layers (else None) and ratio (else "")."""

    fields: dict[str, Value]
    layers: tuple[Layer, ...] | None = None
    ratio: str = ""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a picture is made of.

    `fields` says how the scene looks, or which edits are made to the photograph whose SHA-256 is `base` (see `fields`);
    edits are always made from that photograph anew. `layers` hold what is different inside a mask. `locked` names the
    fields that the newest instruction asked to keep, `style` is the style text already applied. `past` holds what each
    instruction changed, the newest last: what "undo" needs. `last` names the fields that the newest one changed.
    """

    scene: str
    ratio: str
    seed: int
    fields: dict[str, Value] = field(default_factory=dict)
    locked: tuple[str, ...] = ()
    base: str = ""
    style: str = ""
    layers: tuple[Layer, ...] = ()
    past: tuple[Before, ...] = ()
    last: tuple[str, ...] = ()

    def with_fields(self, changes: dict[str, Value]) -> Recipe:
        """The same recipe with some fields changed."""
        return replace(self, fields={**self.fields, **changes})


class UnreadableRecipe(Exception):
    """The text is no recipe of this version."""


def dump(recipe: Recipe) -> bytes:
    """Canonical JSON: the same recipe gives the same bytes."""
    content = {
        "version": VERSION,
        "scene": recipe.scene,
        "ratio": recipe.ratio,
        "seed": recipe.seed,
        "fields": recipe.fields,
        "locked": list(recipe.locked),
        "base": recipe.base,
        "style": recipe.style,
        "layers": _layers_out(recipe.layers),
        "past": [
            {
                "fields": step.fields,
                "layers": None if step.layers is None else _layers_out(step.layers),
                "ratio": step.ratio,
            }
            for step in recipe.past
        ],
        "last": list(recipe.last),
    }
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def load(data: bytes) -> Recipe:
    """The recipe in canonical JSON, of this version or the one before; raises UnreadableRecipe for anything else."""
    try:
        content = _upgraded(json.loads(data))
        if not isinstance(content["fields"], dict) or not isinstance(content["seed"], int):
            raise UnreadableRecipe("its fields or its seed are of another kind")
        return Recipe(
            scene=content["scene"],
            ratio=content["ratio"],
            seed=content["seed"],
            fields=content["fields"],
            locked=tuple(content["locked"]),
            base=content["base"],
            style=content["style"],
            layers=_layers_in(content["layers"]),
            past=_past_in(content),
            last=tuple(content["last"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableRecipe(f"not a recipe: {error}") from error


def _layers_out(layers: tuple[Layer, ...]) -> list[dict[str, Any]]:
    return [{"mask": layer.mask, "fields": layer.fields} for layer in layers]


def _layers_in(content: list[Any]) -> tuple[Layer, ...]:
    return tuple(Layer(str(each["mask"]), dict(each["fields"])) for each in content)


def _past_in(content: dict[str, Any]) -> tuple[Before, ...]:
    """The way back; a recipe from before there was a whole way knows the values before its newest change alone."""
    if "past" in content:
        return tuple(
            Before(dict(step["fields"]), None if step["layers"] is None else _layers_in(step["layers"]), step["ratio"])
            for step in content["past"]
        )
    was = {name: content["was"][name] for name in content["last"] if name in content["was"]}
    return (Before(was),) if was else ()


def _upgraded(content: dict[str, Any]) -> dict[str, Any]:
    """A recipe of version 1 as one of version 2: pictures made before keep their recipes."""
    if content["version"] == VERSION:
        return content
    if content["version"] != 1:
        raise UnreadableRecipe(f"recipe version {content['version']!r}, this engine reads 1 and {VERSION}")
    scene, fields = content["scene"], content["fields"]
    if scene == "popart":  # its glasses were sunglasses
        scene, fields = "portrait", {"glasses.kind": "sun", **fields}
    return {**content, "version": VERSION, "scene": scene, "fields": fields, "layers": [], "was": {}, "last": []}
