"""What a call cost, from the token counts that the provider reports: `usageMetadata` is the bill."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from editor.providers.catalogue import ImageModel

_MILLION: Final = Decimal(1_000_000)


def usd(usage: Mapping[str, object], model: ImageModel, *, has_picture: bool) -> Decimal | None:
    """Price of a reply in USD at list prices per token.

    None where that cannot be told: no counts, no prices, or a picture that the counts do not mention.

    Pictures are the IMAGE entry of `candidatesTokensDetails`, which may count drafts too; the rest of the output and
    the thoughts are text. A blocked reply repeats its thoughts as output: they are counted once (facts: wire format
    section 3, usageMetadata).
    """
    rates = model.token_prices
    if rates is None or not usage:
        return None
    output, thoughts = _count(usage, "candidatesTokenCount"), _count(usage, "thoughtsTokenCount")
    pictures = _pictures(usage)
    text = max(output - pictures, 0)
    if has_picture and not pictures:
        return None
    if not pictures and output == thoughts:
        text = 0
    billed = (
        _count(usage, "promptTokenCount") * rates.input_usd
        + (text + thoughts) * rates.text_usd
        + pictures * rates.image_usd
    )
    return (billed / _MILLION).quantize(Decimal("0.000001"))


def _pictures(usage: Mapping[str, object]) -> int:
    details = usage.get("candidatesTokensDetails")
    rows = [row for row in details if isinstance(row, Mapping)] if isinstance(details, list) else []
    return sum(_count(row, "tokenCount") for row in rows if str(row.get("modality", "")).upper() == "IMAGE")


def _count(row: Mapping[str, object], name: str) -> int:
    """A token count; 64-bit numbers come as strings."""
    value = row.get(name)
    if isinstance(value, str) and value.isdecimal():
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0
