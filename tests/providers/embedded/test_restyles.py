"""Restyles of photographs and of drawn pictures."""

import cv2
import numpy as np
import pytest

from editor.providers.embedded import colours, edits, fields
from editor.providers.embedded.arrays import Picture
from editor.providers.embedded.edits import restyle
from editor.providers.embedded.recipe import Value
from editor.providers.embedded.words import photo_styles
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


_FIELDS = {"style.size": (0.6,), "style.detail": (0.5, -0.5), "style.even": (0.5,)}


@pytest.fixture(scope="module")
def small() -> Picture:
    return np.asarray(cv2.resize(edits.decode(coffee()), (225, 150)), np.uint8)


def _styled(picture: Picture, style: str, **changes: Value) -> Picture:
    asked = {f"style.{name}": value for name, value in changes.items()}
    return restyle.apply(style, restyle.asked(picture, None, asked))


@pytest.mark.parametrize("style", _STYLES)
def test_what_is_asked_of_a_style_shows_where_it_is_not_said_to_be_hidden(style: str, small: Picture) -> None:
    usual = _styled(small, style)
    for name, values in _FIELDS.items():
        hidden = photo_styles.hides(fields.DEFAULTS["photo"] | {"style.name": style}, name)
        for value in values:
            moved = np.abs(_styled(small, style, **{name.removeprefix("style."): value}).astype(int) - usual).mean()
            assert (moved < 0.5) if hidden else (moved > 1), (name, value, moved)


@pytest.mark.parametrize(("ink", "paper"), [("#1c1c1e", "#efe3c8"), ("#f2f1ee", "#1c2b4f")])
def test_a_halftone_prints_the_ink_on_the_paper_that_were_named(ink: str, paper: str, small: Picture) -> None:
    after = _styled(small, "halftone", ink=ink, paper=paper, size=1.5).reshape(-1, 3).astype(float)
    ends = [np.array(colours.rgb(each)) * 255 for each in (ink, paper)]
    along = (after - ends[0]) @ (ends[1] - ends[0]) / ((ends[1] - ends[0]) ** 2).sum()
    assert np.abs(after - ends[0] - along[:, None] * (ends[1] - ends[0])).max() < 3  # no third colour
    assert min((along < 0.1).mean(), (along > 0.9).mean()) > 0.1
    tone = cv2.GaussianBlur(_styled(small, "halftone", ink=ink, paper=paper), (0, 0), 4).mean(-1)
    grey = cv2.GaussianBlur(small, (0, 0), 4).mean(-1)
    assert np.corrcoef(tone.ravel(), grey.ravel())[0, 1] > 0.9  # light ink prints the lights


def test_a_poster_has_the_inks_that_were_named_and_no_other(small: Picture) -> None:
    named = ("#1c2b4f", "#e87a62", "#efe3c8")
    after = _styled(small, "poster", ink=named[0], paper=named[1], third=named[2]).astype(float)
    near = np.stack([np.abs(after - np.array(colours.rgb(ink)) * 255).max(-1) < 4 for ink in named])
    assert near.any(0).mean() > 0.85
    assert near.mean((1, 2)).min() > 0.08


def test_pop_art_has_the_named_colours_on_the_subject_and_behind_it(small: Picture) -> None:
    mask = np.zeros(small.shape[:2], np.float32)
    mask[:, :110] = 1
    inks = ("#1f7276", "#e8bf36", "")
    after = restyle.apply("popart", restyle.Source(small, mask, inks)).astype(float)
    subject, ground = after[:, :105].reshape(-1, 3).mean(0), after[:, 115:].reshape(-1, 3).mean(0)
    assert subject[2] > subject[0] + 15  # teal
    assert ground[0] > ground[2] + 60  # yellow


def test_larger_dots_are_larger(small: Picture) -> None:
    changes = [
        np.abs(np.diff(_styled(small, "halftone", ink="#1c1c1e", size=size).astype(int), axis=1)).mean()
        for size in (0.6, 1.8)
    ]
    assert changes[1] < 0.8 * changes[0]


def test_a_duotone_the_other_way_round_is_lit_where_it_was_dark() -> None:
    rows = np.repeat(np.linspace(20, 235, 160, dtype=np.uint8)[:, None, None], 3, axis=2)
    ramp = np.broadcast_to(rows, (160, 120, 3)).copy()
    one, other = (
        restyle.apply("duotone", restyle.Source(ramp, None, inks)).mean(axis=(1, 2))
        for inks in (("#442863", "#f2bd9a", ""), ("#f2bd9a", "#442863", ""))
    )
    assert one[0] < one[-1]
    assert other[0] > other[-1]


def test_duotone_uses_the_inks_that_were_named() -> None:
    changes: dict[str, Value] = {"style.name": "duotone", "style.ink": "#0000ff", "style.paper": "#ffff00"}
    after = edit(changes, coffee()).picture
    grey = cv2.cvtColor(edit({}, coffee()).picture, cv2.COLOR_RGB2GRAY)
    lights, shadows = (after[where].mean(0) for where in (grey > 252, grey < 3))
    assert np.abs(lights - (255, 255, 0)).max() < 8
    assert np.abs(shadows - (0, 0, 255)).max() < 8
