"""Restyles of photographs and of drawn pictures."""

import cv2
import numpy as np
import pytest

from editor.providers.embedded.edits import restyle
from editor.providers.embedded.recipe import Value
from tests.providers.embedded.exchange import coffee, photograph, similarity
from tests.providers.embedded.photos import edit

_STYLES = tuple(restyle.STYLES)


@pytest.mark.parametrize("style", _STYLES)
def test_styles_look_the_same_at_every_size(style: str) -> None:
    small = edit({"style.name": style}, coffee(), "512").picture
    large = edit({"style.name": style}, coffee(), "1K").picture
    # Dots are finer than the pixels of the smaller picture: what they add up to is compared.
    dotted = style in ("halftone", "popart")
    if dotted:
        small, large = (cv2.GaussianBlur(each, (0, 0), blur) for each, blur in ((small, 5), (large, 10)))
    assert similarity(small, large) > 0.8


def test_styles_differ_from_each_other_and_from_the_photograph() -> None:
    shown = [edit({"style.name": style}, photograph()).picture for style in _STYLES]
    for place, one in enumerate([edit({}, photograph()).picture, *shown]):
        for other in shown[place:]:
            assert np.abs(one.astype(int) - other).mean() > 4


def test_styles_work_on_drawn_pictures_without_a_subject() -> None:
    picture = np.full((240, 320, 3), (200, 210, 220), np.uint8)
    picture[60:180, 100:220] = (40, 70, 50)
    for style in _STYLES:
        after = restyle.apply(style, restyle.Source(picture, None))
        assert after.shape == picture.shape
        assert not np.array_equal(after, picture)
        assert np.array_equal(after, restyle.apply(style, restyle.Source(picture, None)))


def test_duotone_uses_the_inks_that_were_named() -> None:
    changes: dict[str, Value] = {"style.name": "duotone", "style.ink": "#0000ff", "style.paper": "#ffff00"}
    after = edit(changes, coffee()).picture
    grey = cv2.cvtColor(edit({}, coffee()).picture, cv2.COLOR_RGB2GRAY)
    lights, shadows = (after[where].mean(0) for where in (grey > 252, grey < 3))
    assert np.abs(lights - (255, 255, 0)).max() < 8
    assert np.abs(shadows - (0, 0, 255)).max() < 8
