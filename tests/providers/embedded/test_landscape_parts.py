"""What stands in a landscape: snow, stars, firs and what was taken out, where and as it should be."""

import numpy as np
import pytest

from editor.providers.embedded.parse import edits
from editor.providers.embedded.scenes.landscape import conifers, dunes, mountains
from editor.providers.embedded.scenes.landscape.sky import sky
from editor.providers.embedded.scenes.landscape.view import Frame, view
from tests.providers.embedded.landscapes import drawn, recipe


def test_snow_lies_where_it_was_asked_for_whatever_the_season() -> None:
    """On the peaks in summer as in winter, on the firs in front of them in winter; nowhere where it was taken off."""
    noon = recipe("mountains", time__of_day="noon")
    named = {
        (season, snow): drawn(noon.with_fields({"season.name": season, "snow.on": snow}), (96, 160)).mean(-1)
        for season in ("summer", "winter")
        for snow in (False, True)
    }
    rows = {"peaks": slice(30, 65), "firs": slice(110, 160)}
    whiter = {
        (season, part): (named[season, True] - named[season, False])[rows[part]].mean()
        for season in ("summer", "winter") for part in rows
    }  # fmt: skip
    assert whiter["summer", "peaks"] > 10
    assert whiter["winter", "peaks"] > 10
    assert whiter["winter", "firs"] > 20
    assert abs(whiter["summer", "firs"]) < 2


@pytest.mark.parametrize("size", [(256, 160), (1024, 640)])
def test_stars_are_whole_however_the_sky_is_cut(size: tuple[int, int]) -> None:
    above = sky(view(recipe("dunes", time__of_day="night"), 1.6), 0.5)
    frame = Frame(*size)
    whole = above.rows(frame, 0, size[1] // 2)
    cut = [above.rows(frame, top, min(top + 37, size[1] // 2)) for top in range(0, size[1] // 2, 37)]
    assert np.allclose(np.vstack(cut), whole, atol=1e-5)


def test_firs_stand_in_groups() -> None:
    """A tall fir stands among tall ones: neighbours are more alike than any two."""
    scenery = view(recipe("mountains"), 3.0)
    for row in conifers.rows(scenery, mountains.feet(scenery), 1.0):
        tall = row.trees[row.trees[:, 0].argsort(), 2]
        assert np.corrcoef(tall[1:], tall[:-1])[0, 1] > 0.15


@pytest.mark.parametrize("moved", [-1.0, 0.0, 1.0])
def test_firs_keep_below_a_moved_horizon(moved: float) -> None:
    scenery = view(recipe("mountains", frame__y=moved), 1.5)
    first, *_ = mountains.feet(scenery)
    assert 0.1 < first - scenery.horizon < 0.25


def test_what_was_taken_out_is_gone() -> None:
    """The islands from the sea, the clouds from a grey sky: nothing but the plain sky stands over the horizon."""
    made = recipe("sea", time__of_day="noon", sun__on=False, fog__amount=0.0, weather__name="cloudy")
    for prompt in ("remove the islands", "no clouds"):
        made = edits.apply(made, prompt).recipe
    above = drawn(made)[8:66].astype(np.float32)
    assert (above.std(axis=1) < 5).all()


def test_the_moon_stands_where_it_was_put_and_the_land_stays() -> None:
    """Left or right and higher or lower in the sky; by night as well, when it is the moon that gives the light."""
    plain = recipe("dunes", time__of_day="night", stars__amount=0.0, clouds__amount=0.0)
    found = {}
    for prompt in ("bigger moon, and move it to the left", "bigger moon on the right", "bigger moon, move it lower"):
        made = edits.apply(plain, prompt).recipe
        sky_light = drawn(made)[:60].mean(-1)
        rows, columns = np.nonzero(sky_light > 0.85 * sky_light.max())
        found[prompt.rpartition(" ")[2]] = rows.mean(), columns.mean()
        shapes = (dunes._relief(view(each, 1.0)).edge for each in (plain, made))
        assert np.array_equal(*shapes)
    assert found["left"][1] < 60
    assert found["right"][1] > 100
    assert found["lower"][0] > found["right"][0] + 5
