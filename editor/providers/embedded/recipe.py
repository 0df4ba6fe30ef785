"""The recipe of a picture: everything needed to draw it again, at any size."""

import json
from dataclasses import dataclass, field, replace

VERSION = 1

Value = str | float | bool


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a picture is made of.

    `fields` says how the scene looks, or which edits are made to the photograph whose SHA-256 is `base` (see `fields`);
    edits are always made from that photograph anew. `locked` names the fields that the newest instruction asked to
    keep, `style` is the style text already applied.
    """

    scene: str
    ratio: str
    seed: int
    fields: dict[str, Value] = field(default_factory=dict)
    locked: tuple[str, ...] = ()
    base: str = ""
    style: str = ""

    def with_fields(self, changes: dict[str, Value]) -> "Recipe":
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
    }
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def load(data: bytes) -> Recipe:
    """The recipe in canonical JSON; raises UnreadableRecipe for anything else."""
    try:
        content = json.loads(data)
        if content["version"] != VERSION:
            raise UnreadableRecipe(f"recipe version {content['version']!r}, this engine reads {VERSION}")
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
        )
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableRecipe(f"not a recipe: {error}") from error
