"""Pixels: 2 % of the ratio, 2 % of an edge, larger is fine."""

from __future__ import annotations

import pytest

from editor.providers import catalogue
from editor.render import judge


@pytest.mark.parametrize(
    ("expected", "got"),
    [
        ((1024, 1024), (1024, 1024)),
        ((1024, 1024), (1024, 1004)),
        ((1024, 1024), (1040, 1024)),
        ((1024, 1024), (2048, 2048)),
        ((1376, 768), (1360, 760)),
        ((1376, 768), (1349, 753)),
    ],
)
def test_right_sizes(expected: tuple[int, int], got: tuple[int, int]) -> None:
    assert judge.wrong_size(expected, got) == ""


@pytest.mark.parametrize(
    ("expected", "got"),
    [
        ((1024, 1024), (1024, 1003)),
        ((1024, 1024), (1045, 1024)),
        ((1024, 1024), (1000, 1000)),
        ((1024, 1024), (1376, 768)),
        ((4096, 4096), (1024, 1024)),
        ((768, 1376), (1376, 768)),
        ((1376, 768), (1300, 726)),
    ],
)
def test_wrong_sizes_are_said_in_pixels(expected: tuple[int, int], got: tuple[int, int]) -> None:
    words = judge.wrong_size(expected, got)
    assert words == f"Asked for {expected[0]} × {expected[1]}, it came back as {got[0]} × {got[1]}."


@pytest.mark.parametrize("model", catalogue.models(), ids=lambda model: model.id)
def test_every_size_a_model_offers_is_its_own_and_no_smaller_one(model: catalogue.ImageModel) -> None:
    for ratio in model.ratios:
        for size in model.sizes:
            assert judge.wrong_size(model.pixels(ratio, size), model.pixels(ratio, size)) == ""
        for smaller, larger in zip(model.sizes, model.sizes[1:], strict=False):
            assert judge.wrong_size(model.pixels(ratio, larger), model.pixels(ratio, smaller))
