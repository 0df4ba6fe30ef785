"""Figures are counted and shown as they are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from editor.benchmark.figures import Report, median, ms, percentile, verdict


def test_percentiles_are_values_that_were_measured() -> None:
    values = [float(number) for number in range(1, 101)]
    assert (median(values), percentile(values, 0.95), percentile(values, 1.0)) == (51.0, 96.0, 100.0)


@pytest.mark.parametrize(
    ("value", "target", "at_least", "word"),
    [(2.0, 2.0, False, "hit"), (2.1, 2.0, False, "MISS"), (0.9, 0.9, True, "hit"), (0.89, 0.9, True, "MISS")],
)
def test_a_miss_is_called_a_miss(value: float, target: float, at_least: bool, word: str) -> None:
    assert verdict(value, target, at_least=at_least) == word


def test_milliseconds_keep_a_digit_only_where_it_says_something() -> None:
    assert (ms(0.0123), ms(0.5)) == ("12.3", "500")


def test_a_report_is_a_table_and_a_file(tmp_path: Path) -> None:
    report = Report("thing", ("what", "ms"), notes=["A note."], data={"raw": [0.1]})
    report.add("open", 12)
    assert report.text().splitlines() == ["bench thing", "what  ms", "open  12", "A note."]
    written = json.loads(report.write(tmp_path).read_text())
    assert written["data"] == {"raw": [0.1]}
    assert written["machine"]["cores"] >= 1
