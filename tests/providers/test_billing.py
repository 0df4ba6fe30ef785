"""The bill, from token counts as services really send them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from editor.providers import billing, catalogue

FLASH = "gemini-nano-banana-2.1"  # 1.50 in, 7.50 text, 30 pictures, USD per million (facts: wire format section 6)


def usage(prompt: int, output: int, picture: int, thoughts: int = 0) -> dict[str, Any]:
    row: dict[str, Any] = {"promptTokenCount": prompt, "candidatesTokenCount": output, "thoughtsTokenCount": thoughts}
    return row | ({"candidatesTokensDetails": [{"modality": "IMAGE", "tokenCount": picture}]} if picture else {})


def usd(row: dict[str, Any], model: str = FLASH, *, has_picture: bool = True) -> Decimal | None:
    return billing.usd(row, catalogue.model(model), has_picture=has_picture)


def test_a_picture_alone_costs_its_list_price() -> None:
    assert usd(usage(0, 1120, 1120)) == Decimal("0.033600")


def test_words_thoughts_and_input_are_billed_too() -> None:
    found = usd(usage(1000, 1220, 1120, thoughts=200))
    assert found == Decimal("0.0336") + Decimal(1000 * 1.5 + 300 * 7.5) / 1_000_000


def test_drafts_are_billed_as_the_provider_counts_them() -> None:
    assert usd(usage(0, 2240, 2240)) == Decimal("0.067200")


def test_a_blocked_reply_counts_its_thoughts_once() -> None:
    assert usd(usage(100, 300, 0, thoughts=300), has_picture=False) == Decimal(100 * 1.5 + 300 * 7.5) / 1_000_000


def test_numbers_may_come_as_strings() -> None:
    row = {"candidatesTokenCount": "1120", "candidatesTokensDetails": [{"modality": "image", "tokenCount": "1120"}]}
    assert usd(row) == Decimal("0.033600")


@pytest.mark.parametrize("row", [{}, {"promptTokenCount": 5}, {"candidatesTokenCount": 1120}])
def test_a_picture_that_the_counts_do_not_mention_has_no_bill(row: dict[str, Any]) -> None:
    assert usd(row) is None


def test_nonsense_is_no_bill() -> None:
    row = {"candidatesTokenCount": -4, "promptTokenCount": True, "candidatesTokensDetails": "many"}
    assert usd(row, has_picture=False) == 0


def test_the_embedded_engine_bills_nothing() -> None:
    assert usd(usage(10, 1120, 1120), "overpaint-embedded-1") is None
