"""Where the frame of a picture went, whatever its tone, and whether it is the same picture at all."""

import numpy as np
import pytest

from editor.drift.align import OtherShape, align
from tests.drift.pictures import NAMES, corners, moved, oval, packed, picture, recoloured, toned

PRECISE_PX = 1.0
MOVES = [(0, 0, 1, 0), (3, -2, 1, 0), (5, 3, 1.015, 0), (0, 0, 0.98, 0.6), (18, -11, 1, 0)]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("move", MOVES, ids=str)
def test_a_move_is_found_under_another_tone(name: str, move: tuple[float, float, float, float]) -> None:
    shown = picture(name)
    region = oval(shown.shape)
    made, matrix = moved(recoloured(shown, region), *move)
    found = align(shown, packed(toned(made)), region)
    points = corners(shown.shape)
    apart = np.linalg.norm(found.matrix @ points - matrix @ points, axis=0)
    assert found.is_found
    assert float(apart.max()) < PRECISE_PX


@pytest.mark.parametrize("name", NAMES)
def test_what_did_not_move_is_left_where_it_is(name: str) -> None:
    found = align(picture(name), packed(picture(name)))
    assert found.is_still
    assert found.scale == 1


@pytest.mark.parametrize(("one", "other"), [("bottle", "popart"), ("valley", "bottle"), ("popart", "valley")])
def test_another_picture_is_not_this_one_moved(one: str, other: str) -> None:
    assert not align(picture(one), picture(other)).is_found


def test_a_larger_rendering_lies_over_the_smaller_one() -> None:
    shown = picture("popart")
    large = np.repeat(np.repeat(shown, 2, axis=0), 2, axis=1)
    found = align(shown, large)
    assert found.is_found
    assert found.matrix @ np.array([100.0, 50.0, 1.0]) == pytest.approx([200.5, 100.5], abs=0.6)


def test_a_plain_wall_has_nothing_to_align_by_and_says_so() -> None:
    wall = np.full((200, 300, 3), 180, np.uint8)
    found = align(wall, wall)
    assert found.is_flat
    assert found.is_still


def test_another_ratio_is_another_frame() -> None:
    with pytest.raises(OtherShape, match="have different shapes"):
        align(picture("popart"), np.zeros((640, 480, 3), np.uint8))
