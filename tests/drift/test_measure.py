"""The drift number against known edits: what nobody sees counts nothing, what changed counts by its area."""

import numpy as np
import pytest

from editor.drift.measure import measure
from tests.drift.pictures import NAMES, moved, oval, packed, picture, recoloured, toned

NOTHING = 1.5


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("what", ["same", "jpeg", "shift", "scale", "noise"])
def test_what_nobody_sees_is_no_drift(name: str, what: str) -> None:
    shown = picture(name)
    grain = np.random.default_rng(0).normal(0, 4, shown.shape)
    made = {
        "same": shown, "jpeg": packed(shown, 75), "shift": moved(shown, 3, -2)[0],
        "scale": packed(moved(shown, 2, 3, 1.02)[0]), "noise": np.clip(shown + grain, 0, 255).astype(np.uint8),
    }[what]  # fmt: skip
    assert measure(shown, made).score < NOTHING


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("share", [0.02, 0.1, 0.3])
def test_an_edit_counts_by_its_area(name: str, share: float) -> None:
    shown = picture(name)
    height, width = shown.shape[:2]
    half = round((share * height * width) ** 0.5 / 2)
    where = np.zeros((height, width), np.uint8)
    where[height // 2 - half : height // 2 + half, width // 2 - half : width // 2 + half] = 255
    found = measure(shown, recoloured(shown, where))
    assert found.score == pytest.approx(100 * share, rel=0.45)
    x, y = found.worst
    assert abs(x - 0.5) < half / width + 0.03
    assert abs(y - 0.5) < half / height + 0.03


@pytest.mark.parametrize("name", NAMES)
def test_what_was_meant_to_change_is_left_out(name: str) -> None:
    shown = picture(name)
    region = oval(shown.shape, 2)
    found = measure(shown, packed(recoloured(shown, region)), region)
    assert found.score < NOTHING
    assert found.kept_share < 1


@pytest.mark.parametrize("name", NAMES)
def test_more_of_a_tone_is_more_drift(name: str) -> None:
    shown = picture(name)
    once, twice = toned(shown), toned(toned(shown))
    first, second = measure(shown, once).score, measure(shown, twice).score
    assert NOTHING < first < second


def test_another_picture_has_drifted_altogether() -> None:
    found = measure(picture("bottle"), picture("popart"))
    assert found.alignment is None
    assert found.score > 60


def test_another_shape_is_compared_as_it_is() -> None:
    shown = picture("valley")
    assert measure(shown, np.ascontiguousarray(np.rot90(shown))).alignment is None


def test_the_heat_shows_where() -> None:
    shown = picture("coffee")
    where = np.zeros(shown.shape[:2], np.uint8)
    where[:120, :160] = 255
    heat = measure(shown, recoloured(shown, where)).heat
    rows, columns = round(heat.shape[0] * 120 / shown.shape[0]), round(heat.shape[1] * 160 / shown.shape[1])
    assert heat[:rows, :columns].mean() > 20 * heat[rows + 6 :, columns + 6 :].mean()
