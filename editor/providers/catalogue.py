"""The image models: look one up, list those of a surface, name a successor."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from editor.providers import registry
from editor.providers.image_model import COMMON_RATIOS as COMMON_RATIOS
from editor.providers.image_model import RATIO_PRESETS as RATIO_PRESETS
from editor.providers.image_model import RATIOS as RATIOS
from editor.providers.image_model import BadCatalogue as BadCatalogue
from editor.providers.image_model import ImageModel as ImageModel

CHARS_PER_TOKEN: Final = 4


class UnknownModel(KeyError):
    """The catalogue has no model of this id."""

    def __init__(self, model_id: str) -> None:
        super().__init__(model_id)
        self.model_id = model_id

    def __str__(self) -> str:
        return f"The catalogue has no model called {self.model_id}."


def configure(path: Path | None) -> None:
    """Lay the operator's file over the shipped registry; without one, the shipped one. Raises BadCatalogue."""
    global MODELS, _registry
    _registry = registry.corrected(path) if path else registry.shipped()
    MODELS = _registry.models


def models() -> tuple[ImageModel, ...]:
    """Every model, the recommended first."""
    return tuple(MODELS.values())


def model(model_id: str) -> ImageModel:
    """The model of this id."""
    if model_id not in MODELS:
        raise UnknownModel(model_id)
    return MODELS[model_id]


def for_surface(name: str, today: date | None = None) -> tuple[ImageModel, ...]:
    """The models of a surface, as it offers them; with a day, only those alive on it."""
    served = tuple(item.on(name) for item in models() if name in item.services)
    return served if today is None else tuple(item for item in served if not item.is_retired(name, today))


def default_model(surface: str) -> ImageModel:
    """The model a new session starts with on this surface."""
    if surface not in _registry.defaults:
        raise UnknownModel(f"default of {surface}")
    return model(_registry.defaults[surface]).on(surface)


def surface_fallback(surface: str) -> tuple[str, ...]:
    """Where else the models of a surface may be asked, in order."""
    return _registry.surface_fallback.get(surface, ())


def successor(model_id: str, surface: str) -> str:
    """The id to use on this surface instead of one that does not answer there, or nothing."""
    known = MODELS.get(model_id)
    named = known.replaced_by(surface) if known else ""
    fallback = _registry.defaults.get(surface, "")
    return named or (fallback if fallback != model_id else "")


def tokens_of(text: str, pictures: int, item: ImageModel) -> int:
    """An upper estimate of the input tokens of a request: pictures as the model counts them, text by its script.

    About four characters make a token (ai.google.dev/gemini-api/docs/tokens), which holds for Latin letters; characters
    of all other scripts are counted one for one. `picture_tokens` is a figure of the registry (models.toml).
    """
    plain = sum(ord(char) < 0x250 for char in text)
    return pictures * item.picture_tokens + -(-plain // CHARS_PER_TOKEN) + len(text) - plain


_registry = registry.shipped()
MODELS = _registry.models
