"""The registry's models as the emulator serves them: what each takes, and what a call to it costs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Final

from editor.providers import catalogue
from editor.providers.catalogue import ImageModel
from editor.providers.embedded.request import not_found
from editor.providers.embedded.rules import OWN, OWN_MODEL, Rules
from editor.providers.messages import Size
from editor.providers.surfaces import SURFACES

WIRE_SIZES: Final[dict[Size, str]] = {"0.5K": "512", "1K": "1K", "2K": "2K", "4K": "4K"}
# How many tokens a level thinks is not published: figures of the order that was reported, the same every time.
THOUGHT_TOKENS: Final = {"minimal": 0, "low": 120, "medium": 300, "high": 900, "always": 600}
_MILLION: Final = Decimal(1_000_000)
_PLACES: Final = Decimal("0.000001")


def served(surface: str, *, retired_gone: bool) -> tuple[ImageModel, ...]:
    """The models that a surface answers for: all of the registry, or those alive there today."""
    today = datetime.now(UTC).date()
    return tuple(
        item.on(surface)
        for item in catalogue.models()
        if not retired_gone or (surface in item.services and not item.is_retired(surface, today))
    )


def find(name: str, surface: str, version: str, *, retired_gone: bool) -> ImageModel:
    """The model that a request's path names; raises Google's 404."""
    for item in served(surface, retired_gone=retired_gone):
        if name in (item.id, item.wire_id(surface)):
            return item
    raise not_found(name, version)


def rules_of(model: ImageModel, surface: str) -> Rules:
    """What the model takes on this surface, for the engine's reader."""
    if model.id == OWN_MODEL:
        return OWN
    sizes = {size: WIRE_SIZES[size] for size in model.sizes}
    table = {ratio: {sizes[size]: model.pixels(ratio, size) for size in model.sizes} for ratio in model.ratios}
    default = model.thinking_default
    return Rules(
        model=model.id,
        pixel_table=table,
        tokens={sizes[size]: model.output_tokens[size] for size in model.sizes},
        levels={level: THOUGHT_TOKENS[level] for level in (*model.thinking, default) if level in THOUGHT_TOKENS},
        level=default if default in THOUGHT_TOKENS else "",
        thinking="levels" if model.thinking else "ignored" if default == "always" else "refused",
        file_bytes=SURFACES[surface].file_limit_bytes,
        signatures=model.signatures,
        is_vertex=surface == "vertex",
    )


def bill_usd(usage: Mapping[str, Any], model: ImageModel, size: str, pictures: int) -> Decimal:
    """What the provider charges in USD: its token counts at the list price, or the price of the pictures."""
    rates = model.token_prices
    if rates is None:
        price = next((model.price_table[each] for each in model.sizes if WIRE_SIZES[each] == size), Decimal(0))
        return (price * pictures).quantize(_PLACES)
    image = sum(row["tokenCount"] for row in usage.get("candidatesTokensDetails", []) if row["modality"] == "IMAGE")
    thoughts = usage.get("thoughtsTokenCount", 0)
    words = usage.get("candidatesTokenCount", 0) - image
    if not image and words == thoughts:
        words = 0  # a blocked answer counts its thoughts twice and charges them once
    prompt = usage.get("promptTokenCount", 0)
    total: Decimal = prompt * rates.input_usd + (words + thoughts) * rates.text_usd + image * rates.image_usd
    return (total / _MILLION).quantize(_PLACES)
