"""The lists of models, as the Gemini API and as Vertex AI give them, page by page."""

from __future__ import annotations

from typing import Any, Final

from editor.emulator import models
from editor.emulator.places import Place
from editor.providers.catalogue import ImageModel
from editor.providers.embedded.request import not_found
from editor.providers.embedded.spelling import bad

_PAGE: Final = 50
_PAGE_MAX: Final = 1000


def answer(place: Place, query: dict[str, str], *, retired_gone: bool) -> dict[str, Any]:
    """A page of the surface's models, or one of them; raises Google's errors."""
    served = models.served(place.surface, retired_gone=retired_gone)
    if place.model:
        one = [item for item in served if place.model in (item.id, item.wire_id(place.surface))]
        if not one:
            raise not_found(place.model, place.version)
        return _described(one[0], place)
    first, size = _number(query, "pageToken", 0), _number(query, "pageSize", _PAGE) or _PAGE
    last = first + min(size, _PAGE_MAX)
    name = "publisherModels" if place.surface == "vertex" else "models"
    page: dict[str, Any] = {name: [_described(item, place) for item in served[first:last]]}
    return page | ({"nextPageToken": str(last)} if last < len(served) else {})


def _described(item: ImageModel, place: Place) -> dict[str, Any]:
    name = item.wire_id(place.surface)
    if place.surface == "vertex":
        stage = "PUBLIC_PREVIEW" if "preview" in name else "GA"
        return {"name": f"publishers/google/models/{name}", "versionId": "default", "launchStage": stage}
    return {
        "name": f"models/{name}",
        "version": "1.0",
        "displayName": item.label,
        "description": item.label,
        "inputTokenLimit": item.input_token_limit,
        "outputTokenLimit": item.output_token_limit,
        "supportedGenerationMethods": ["generateContent", "batchGenerateContent"],
        "thinking": item.thinking_default != "none",
    }


def _number(query: dict[str, str], name: str, otherwise: int) -> int:
    text = query.get(name, query.get("".join(f"_{c.lower()}" if c.isupper() else c for c in name), ""))
    if text and not text.isdecimal():
        raise bad(f"Invalid value at '{name}': {text!r}")
    return int(text) if text else otherwise
