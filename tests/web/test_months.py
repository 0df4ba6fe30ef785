"""Months of the costs page, and how the reports say their figures."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from editor.templatetags import reports
from editor.web.months import Month

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-1", "2026-00", "2026-13", "1999-12", "9999-01", "2026-12", "٢٠٢٦-١٠"]
)
def test_what_is_no_past_month_is_read_as_this_one(text: str) -> None:
    assert Month.read(text, TODAY) == Month(2026, 11)


@pytest.mark.parametrize("text", ["2026-11", "2026-10", "2000-01"])
def test_month_reads_as_it_is_written(text: str) -> None:
    assert str(Month.read(text, TODAY)) == text


def test_year_turns_with_its_months() -> None:
    assert (Month(2026, 1).before, Month(2025, 12).after) == (Month(2025, 12), Month(2026, 1))


def test_month_ends_where_the_next_one_begins() -> None:
    assert Month(2025, 12).until == Month(2026, 1).since == datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(("year", "month", "days"), [(2026, 2, 28), (2028, 2, 29), (2026, 11, 30), (2026, 12, 31)])
def test_month_has_all_its_days(year: int, month: int, days: int) -> None:
    found = Month(year, month).days
    assert (len(found), found[0].day, found[-1].day) == (days, 1, days)


def test_month_holds_its_days_alone() -> None:
    assert Month(2026, 11).holds(TODAY)
    assert not Month(2025, 11).holds(TODAY)


@pytest.mark.parametrize(
    ("share", "text"), [(None, "–"), (0, "0 %"), (0.004, "under 1 %"), (0.01, "1 %"), (0.145, "14 %"), (1, "100 %")]
)
def test_shares_are_said_in_whole_percent(share: float | None, text: str) -> None:
    assert reports.percent(share) == text


@pytest.mark.parametrize(("count", "text"), [(9.75, 9), (10.0, 10), (0.4, 0), (-2.5, 0)])
def test_part_of_a_repeat_is_none(count: float, text: int) -> None:
    assert reports.whole(count) == text


@pytest.mark.parametrize(("seconds", "text"), [(15, "15 s"), (240, "4 min"), (90, "1 min 30 s"), (0, "0 s")])
def test_round_times_are_said_shortly(seconds: float, text: str) -> None:
    assert reports.span(seconds) == text


def test_surfaces_are_named_for_people() -> None:
    assert (reports.surface("gemini"), reports.surface("gone")) == ("Gemini API", "gone")


def test_what_one_picture_cost_is_not_known_of_none() -> None:
    assert reports.each_usd(Decimal("1.2"), 4) == Decimal("0.3")
    assert reports.each_usd(Decimal("1.2"), 0) is None


def test_open_part_of_a_bar_stands_at_its_end() -> None:
    drawn = reports.bar(80.0, 20.0)
    assert '<rect class="paid" width="60.00%"' in drawn
    assert '<rect class="open" x="60.00%" y="50%" width="20.00%"' in drawn
    assert 'aria-hidden="true"' in drawn
