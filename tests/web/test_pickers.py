"""The pickers show what the chosen model makes, and what it costs."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.template.loader import render_to_string

from editor.providers import catalogue
from editor.render.choices import Choices, Life, ModelChoice
from editor.web import pickers

EMBEDDED = ModelChoice(
    id="overpaint-embedded-1",
    label="Embedded",
    surface="embedded",
    surface_label="Embedded engine",
    ratios=catalogue.RATIOS,
    sizes=("0.5K", "1K", "2K"),
    prices={size: Decimal(0) for size in ("0.5K", "1K", "2K", "4K")},
    list_prices={},
    median_s=0.9,
    retires_on=None,
    note="",
)
SMALL = replace(
    EMBEDDED,
    id="gemini-2.5-flash-image",
    surface="wisdom-gate",
    surface_label="Wisdom Gate",
    ratios=catalogue.COMMON_RATIOS,
    sizes=("1K",),
    prices={"1K": None},
    list_prices={"1K": Decimal("0.039")},
    median_s=None,
    note="Retires on 1 December 2026",
)
CHOICES = Choices((SMALL, EMBEDDED), SMALL, (("Gemini API", "Gemini API needs GEMINI_API_KEY."),))


def test_default_model_is_chosen_and_its_list_price_is_a_limit() -> None:
    shown = pickers.build(CHOICES)
    assert (shown.chosen.id, shown.chosen.price) == ("gemini-2.5-flash-image", "up to $0.039")
    assert [model.checked for model in shown.models] == [True, False]


def test_price_follows_the_size() -> None:
    prices = json.loads(pickers.build(CHOICES).chosen.prices)
    assert prices == {"0.5K": "no 0.5K", "1K": "up to $0.039", "2K": "no 2K", "4K": "no 4K"}


def test_what_the_model_does_not_make_falls_back() -> None:
    shown = pickers.build(CHOICES, image_size="2K", aspect_ratio="8:1")
    assert shown.image_size == "1K"
    assert [ratio.value for ratio in shown.bar_ratios if ratio.checked] == ["1:1"]


def test_4k_is_locked_for_every_model() -> None:
    shown = pickers.build(CHOICES, image_size="4K", choice="embedded:overpaint-embedded-1")
    assert [(size.value, size.checked, size.why) for size in shown.sizes] == [
        ("0.5K", False, ""),
        ("1K", True, ""),
        ("2K", False, ""),
        ("4K", False, "4K only at Finalize"),
    ]


def test_rare_ratio_that_is_chosen_stands_in_the_bar() -> None:
    shown = pickers.build(CHOICES, aspect_ratio="21:9", choice="embedded:overpaint-embedded-1")
    assert shown.bar_ratios[-1] == pickers.RatioOption("21:9", "Banner", True, True)
    assert len(shown.bar_ratios) + len(shown.more_ratios) == len(catalogue.RATIOS)


@pytest.mark.parametrize("choice", ["nonsense", "embedded:nobody", ""])
def test_unknown_choice_is_the_default(choice: str) -> None:
    assert pickers.build(CHOICES, choice=choice).chosen.id == SMALL.id


def test_partial_shows_every_model_once_and_what_is_missing() -> None:
    html = render_to_string("partials/pickers.html", {"pickers": pickers.build(CHOICES), "up": True})
    assert html.count('name="choice"') == 2
    assert html.count('name="aspect_ratio"') == len(catalogue.RATIOS)
    assert "Gemini API needs GEMINI_API_KEY." in html
    assert "Retires on 1 December 2026" in html
    assert "style=" not in html


GONE = replace(
    SMALL,
    id="gemini-0",
    note="Retired on 1 May 2026: use gemini-2.5-flash-image",
    retires_on=date(2026, 5, 1),
    life=Life("Retired", "ended", successor=SMALL.id),
)


def test_model_that_has_ended_stays_chosen_and_cannot_be_chosen_again() -> None:
    shown = pickers.build(replace(CHOICES, gone=GONE))
    assert (shown.chosen.id, shown.chosen.is_gone, shown.chosen.price) == ("gemini-0", True, "retired")
    assert shown.successor is not None
    assert (shown.successor.id, shown.successor.price) == (SMALL.id, "up to $0.039")
    html = render_to_string("partials/pickers.html", {"pickers": shown})
    assert re.search(r'value="wisdom-gate:gemini-0"[^>]* checked disabled>', html)
    assert f'data-switch="wisdom-gate:{SMALL.id}">Use {SMALL.id}, up to $0.039<' in html


def test_successor_that_was_taken_is_chosen() -> None:
    shown = pickers.build(replace(CHOICES, gone=GONE), choice=f"wisdom-gate:{SMALL.id}")
    assert [(each.id, each.checked) for each in shown.models][:2] == [("gemini-0", False), (SMALL.id, True)]


def test_row_says_what_the_model_is_good_at_and_when_its_price_was_read() -> None:
    row = replace(SMALL, strengths="simple edits", price_note="Price read on 23 November 2026", life=Life("", "", True))
    html = render_to_string(
        "partials/pickers.html", {"pickers": pickers.build(replace(CHOICES, models=(row, EMBEDDED), default=row))}
    )
    assert "Wisdom Gate · simple edits" in html
    assert 'title="Price read on 23 November 2026"' in html
    assert html.count("Deprecated") == 1
