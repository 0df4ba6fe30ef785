"""What the template tags say: prices, times, lengths, headlines."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import User

from editor.templatetags import studio
from sessions.models import Action, Turn
from tests.web import rows

NOW = datetime(2026, 11, 25, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("amount", "said"),
    [(Decimal("0"), "$0.000"), (Decimal("0.1014"), "$0.101"), (Decimal("1234.5"), "$1,234.500"), (None, "–")],
)
def test_prices_have_three_decimals(amount: Decimal | None, said: str) -> None:
    assert studio.usd(amount) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.04, "0.0 s"), (0.94, "0.9 s"), (9.96, "10 s"), (41.2, "41 s"), (119.6, "2 min 00 s"), (125, "2 min 05 s")],
)
def test_lengths_of_time_read_naturally(seconds: float, said: str) -> None:
    assert studio.took(seconds) == said


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (-1, "just now"),
        (0.5, "just now"),
        (1, "1 minute ago"),
        (59, "59 minutes ago"),
        (60, "14:00 UTC"),
        (24 * 60, "24 Nov"),
        (400 * 24 * 60, "21 Oct 2025"),
    ],
)
def test_times_are_relative_under_an_hour(minutes: float, said: str) -> None:
    assert studio.ago(NOW - timedelta(minutes=minutes), NOW) == said


@pytest.mark.parametrize(("ratio", "size"), [("1:1", ("12.50", "12.50")), ("8:1", ("12.50", "2.50"))])
def test_shape_has_the_ratio_and_stays_visible(ratio: str, size: tuple[str, str]) -> None:
    width, height = size
    assert f'width="{width}" height="{height}" rx' in studio.shape(ratio)


def test_icon_is_silent_beside_its_word_and_speaks_alone() -> None:
    assert 'aria-hidden="true"' in studio.icon("lock", "s")
    assert 'role="img" aria-label="Locked"' in studio.icon("lock", "s", "Locked")


def test_icon_name_cannot_carry_markup() -> None:
    assert '"><b' not in studio.icon("lock", '"><b', '"><b')


@pytest.mark.parametrize(
    ("action", "brief", "said"),
    [
        (Action.ADJUST, {"instruction": "warmer\n light"}, "warmer light"),
        (Action.ADJUST, {"instruction": "", "change": ["green glass", "gold cap"]}, "green glass, gold cap"),
        (Action.UPLOAD, {"file_name": "cat.png"}, "cat.png"),
        (Action.FINALIZE, {"instruction": "Render this same picture again at 4K."}, "Finalize"),
        (Action.CRITIQUE, {}, "Critique"),
    ],
)
def test_headline_says_what_the_turn_is_about(action: Action, brief: dict[str, object], said: str) -> None:
    assert studio.headline(Turn(action=action, brief=brief)) == said


def test_headline_of_a_stored_turn(alice: User) -> None:
    assert studio.headline(rows.turn(rows.session(alice), None, words="make it green")) == "make it green"


@pytest.mark.parametrize(("count", "said"), [(1_400_000, "1.4 MB"), (100_000, "0.1 MB"), (5_300, "5 kB")])
def test_lengths_in_bytes_carry_a_unit(count: int, said: str) -> None:
    assert studio.megabytes(count) == said
