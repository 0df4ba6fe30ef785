"""The pictures of the start page are what the engine draws of the starters today."""

from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image

from editor.benchmark.cells import similarity
from editor.management.commands import starter_pictures as command
from editor.providers.embedded.starters import Starter, starters
from editor.web import starter_pictures

ALIKE = 0.95  # a WebP of the picture at less than half its size; another picture gives far less


def _as_png(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.convert("RGB").save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize("starter", starters(), ids=lambda each: each.slug)
def test_the_picture_of_a_starter_is_the_one_it_makes(starter: Starter) -> None:
    with Image.open(Path(settings.BASE_DIR, "static", starter_pictures.address(starter))) as picture:
        assert picture.size == starter_pictures.size_px(starter)
        assert similarity(_as_png(picture), command.drawn(starter)) >= ALIKE


def test_every_row_of_the_page_is_equally_wide() -> None:
    widths = [starter_pictures.size_px(each)[0] for each in starters()]
    first, second = sum(widths[:3]), sum(widths[3:])
    assert len(widths) == 6
    assert abs(first - second) < 0.02 * first
