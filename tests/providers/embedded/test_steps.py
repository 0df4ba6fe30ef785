"""How far a drawing has come: told in order, whatever it is made of."""

import hashlib

import numpy as np
import pytest

from editor.providers.embedded import drawing, fields, steps
from editor.providers.embedded.recipe import Layer, Recipe, Value
from editor.providers.embedded.scenes.product import picture
from tests.providers.embedded.exchange import coffee
from tests.providers.embedded.photos import png

_DRAWN: tuple[tuple[str, dict[str, Value]], ...] = (
    ("product", {"style.name": "watercolour", "finish.grain": 0.5, "text.words": "Hello"}),
    ("product", {"camera.lens": "macro"}),
    ("landscape", {"finish.vignette": 0.5, "text.words": "Hello"}),
    ("portrait", {"style.name": "duotone"}),
    ("layout", {"layout.kind": "gradient"}),
    ("photo", {"style.name": "halftone", "finish.grain": 0.5, "text.words": "Hello"}),
    ("photo", {"frame.extend": True, "frame.margin": 0.3, "light.level": 0.4}),
    ("photo", {"background.scene": "valley", "light.warmth": 0.5, "style.name": "line"}),
)


def _told(recipe: Recipe, marked: dict[str, bytes]) -> list[float]:
    shares: list[float] = []
    photo = coffee() if recipe.scene == "photo" else b""
    with steps.heard_by(lambda stage, share: shares.append(round(share, 6))):
        drawing.draw(recipe, "512", photo, marked=marked)
    return shares


def _recipe(scene: str, changes: dict[str, Value], layers: tuple[Layer, ...] = ()) -> Recipe:
    return Recipe(scene, "3:2", 1, {**fields.DEFAULTS[scene], **changes}, layers=layers)


@pytest.mark.parametrize(("scene", "changes"), _DRAWN)
def test_no_step_goes_back(scene: str, changes: dict[str, Value]) -> None:
    told = _told(_recipe(scene, changes), {})
    assert told == sorted(told)
    assert len(set(told)) > 3
    assert told[0] == 0
    assert 0.85 < told[-1] <= 1


def _column(left: int, right: int) -> bytes:
    """A mask of columns `left`..`right` of a 3:2 picture at 512."""
    area = np.zeros((424, 632), np.uint8)
    area[:, left:right] = 255
    return png(area)


@pytest.mark.parametrize("scene", ["product", "photo"])
def test_no_step_goes_back_where_masks_are_drawn_one_after_the_other(scene: str) -> None:
    marked = {hashlib.sha256(data).hexdigest(): data for data in (_column(0, 200), _column(100, 300))}
    layers = tuple(Layer(name, {"light.warmth": 0.2 * k}) for k, name in enumerate(marked, start=1))
    told = _told(_recipe(scene, {}, layers), marked)
    assert told == sorted(told)
    assert sum(0.2 < share < 0.8 for share in told) > 3


@pytest.mark.parametrize("width", [4096, 6336, 12288])
def test_no_band_of_a_large_product_is_long(width: int) -> None:
    """The drawing can stop no sooner than at its next step."""
    assert picture.rows_at_once(width) * width <= 600_000


def test_a_product_looks_whether_it_is_wanted_before_its_first_band() -> None:
    told: list[float] = []
    recipe = _recipe("product", {"ground.kind": "marble", "second.object.kind": "jar"})
    with steps.heard_by(lambda stage, share: told.append(share)):
        drawing.draw(recipe, "512", b"")
    assert told.count(0.0) > 4
