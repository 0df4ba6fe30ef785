"""The pictures of the start page are what the engine draws of the starters today."""

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from django.conf import settings
from numpy.typing import NDArray
from PIL import Image

from editor.benchmark.likeness import similarity
from editor.management.commands import starter_pictures as command
from editor.providers.embedded.starters import Starter, starters
from editor.web import starter_pictures

ALIKE = 0.95  # a WebP of the picture at less than half its size; another picture gives far less


def _pixels(picture: Image.Image) -> NDArray[np.uint8]:
    return np.asarray(picture.convert("RGB"))


@pytest.mark.parametrize("starter", starters(), ids=lambda each: each.slug)
def test_the_picture_of_a_starter_is_the_one_it_makes(starter: Starter) -> None:
    with Image.open(Path(settings.BASE_DIR, "static", starter_pictures.address(starter))) as picture:
        assert picture.size == starter_pictures.size_px(starter)
        shown = _pixels(picture)
    with Image.open(BytesIO(command.drawn(starter))) as picture:
        assert similarity(shown, _pixels(picture)) >= ALIKE


def test_every_row_of_the_page_is_equally_wide() -> None:
    widths = [starter_pictures.size_px(each)[0] for each in starters()]
    first, second = sum(widths[:3]), sum(widths[3:])
    assert len(widths) == 6
    assert abs(first - second) < 0.02 * first
