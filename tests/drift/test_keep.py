"""Locked keep: outside the region every pixel is the parent's, bit for bit."""

import numpy as np
import pytest

from editor.drift.keep import NotAligned, put_back
from tests.drift.pictures import NAMES, moved, oval, packed, picture, recoloured, toned


@pytest.mark.parametrize("seed", range(20))
def test_outside_the_region_not_a_bit_changes(seed: int) -> None:
    parent = picture(NAMES[seed % len(NAMES)])
    region = oval(parent.shape, seed)
    chance = np.random.default_rng(seed)
    made, _ = moved(recoloured(parent, region), *chance.uniform(-9, 9, 2), scale=float(chance.uniform(0.985, 1.02)))
    kept = put_back(parent, packed(toned(made)), region)
    outside = region < 128
    assert np.array_equal(kept.picture[outside], parent[outside])
    assert kept.identical_share >= float(outside.mean())


@pytest.mark.parametrize("name", NAMES)
def test_inside_stands_what_was_made(name: str) -> None:
    parent = picture(name)
    region = oval(parent.shape, 3)
    wanted = recoloured(parent, region)
    made, _ = moved(wanted, 6, -4, 1.01)
    kept = put_back(parent, packed(toned(made), 95), region)
    deep = np.zeros_like(region)
    rows, columns = np.nonzero(region)
    deep[int(rows.mean()) - 12 : int(rows.mean()) + 12, int(columns.mean()) - 12 : int(columns.mean()) + 12] = 1
    off = np.abs(kept.picture.astype(int) - wanted)[deep > 0].mean()
    assert off < 0.35 * np.abs(parent.astype(int) - wanted)[deep > 0].mean()


def test_the_feather_lies_wholly_inside() -> None:
    parent = np.full((400, 400, 3), 90, np.uint8)
    region = np.zeros((400, 400), np.uint8)
    region[100:300, 100:300] = 255
    kept = put_back(parent, np.full((400, 400, 3), 200, np.uint8), region).picture[200, :, 0].astype(int)
    assert (kept[:100] == 90).all()
    assert (np.diff(kept[99:150]) >= 0).all()
    assert 90 <= kept[100] < 200
    assert kept[110] == 200


def test_a_tone_that_wandered_is_brought_back() -> None:
    parent = picture("coffee")
    region = oval(parent.shape, 1)
    kept = put_back(parent, toned(parent), region)
    assert kept.tone
    assert np.abs(kept.picture.astype(int) - parent).mean() < 1.0
    assert not put_back(parent, parent, region).tone


def test_another_picture_is_refused() -> None:
    with pytest.raises(NotAligned, match="agree by 0"):
        put_back(picture("bottle"), picture("popart"), oval(picture("bottle").shape))


def test_a_region_of_another_size_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="as large as"):
        put_back(picture("bottle"), picture("bottle"), np.zeros((10, 10), np.uint8))


def test_nothing_marked_gives_the_parent_back() -> None:
    parent = picture("valley")
    kept = put_back(parent, packed(toned(parent)), np.zeros(parent.shape[:2], np.uint8))
    assert np.array_equal(kept.picture, parent)
    assert kept.identical_share == 1
