"""A ratio that the words name."""

import pytest

from editor.prompt import frame

RATIOS = ("1:1", "4:5", "16:9", "21:9")


@pytest.mark.parametrize(
    ("prompt", "ratio"),
    [
        ("16:9", "16:9"),
        ("make it 16:9 with room on the left", "16:9"),
        ("crop to 21:9, not 16:9", "21:9"),
        ("first 3:2, then 4:5", "4:5"),
        ("the clock shows 10:30", ""),
        ("at 12:16:9 sharp", ""),
        ("a scale of 1:1000", ""),
        ("no ratio at all", ""),
    ],
)
def test_the_first_ratio_on_offer_is_meant(prompt: str, ratio: str) -> None:
    assert frame.ratio_said(prompt, RATIOS) == ratio
