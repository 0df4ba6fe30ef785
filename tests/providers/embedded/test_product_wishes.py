"""What a designer asks of a set: larger labels, a lower camera, room between things, a glaze, light in a colour."""

import numpy as np
import pytest
from numpy.typing import NDArray

from editor.providers.embedded import fields
from editor.providers.embedded.parse import edits
from editor.providers.embedded.recipe import Recipe, Value
from editor.providers.embedded.scenes import scene
from editor.providers.embedded.scenes.lathe import Turned
from editor.providers.embedded.scenes.product.arrangement import Stage, arrange
from editor.providers.embedded.scenes.profiles import BODY
from editor.providers.embedded.words.product import KINDS
from editor.providers.embedded.words.product_shapes import SHAPED
from tests.providers.embedded.exchange import similarity

_TRIO: dict[str, Value] = {"second.object.kind": "jar", "third.object.kind": "tube"}
_BLUE, _MAGENTA = "#2b5cff", "#ff1fb0"


def _recipe(kind: str, **changes: Value) -> Recipe:
    return Recipe("product", "1:1", 1, fields.DEFAULTS["product"] | KINDS[kind] | {"object.kind": kind} | changes)


def _stage(kind: str, **changes: Value) -> Stage:
    return arrange(_recipe(kind, **changes), 512, 512)


def _drawn(recipe: Recipe, size: int = 160) -> NDArray[np.int64]:
    return np.asarray(scene("product")(recipe, size, size), np.int64)


@pytest.mark.parametrize("kind", KINDS)
def test_a_label_grows_and_shrinks_on_every_kind(kind: str) -> None:
    areas = []
    for size in (0.6, 1.0, 1.25, 1.5):
        thing = _stage(kind, **{"label.size": size}).placed[0].thing
        assert thing.bearer is not None
        wide, tall = thing.solids[thing.bearer].sheet
        areas.append(wide * tall)
    assert areas == sorted(set(areas))


@pytest.mark.parametrize("kind", ["bottle", "jar", "mug", "can", "vase", "bowl", "glass"])
def test_the_largest_label_stays_on_the_body(kind: str) -> None:
    turned = _stage(kind, **{"label.size": 1.5}).placed[0].thing.solids[-1]
    assert isinstance(turned, Turned)
    outline = turned.outline
    body = outline.y[(outline.part == BODY) & (outline.side > 0)]
    low, high = outline.label
    assert body.min() < low < high < body.max()


@pytest.mark.parametrize("kind", KINDS)
def test_the_camera_goes_down_and_up_by_steps_and_by_degrees(kind: str) -> None:
    tilts = [_stage(kind, **{"camera.lift": lift}).view.tilt for lift in (-1.0, -0.5, 0.0, 0.25, 1.0)]
    assert tilts == sorted(set(tilts))
    assert np.degrees(_stage(kind, **{"camera.angle": "45"}).view.tilt) == pytest.approx(45)
    assert _stage(kind, **{"camera.angle": "eye"}).view.tilt == pytest.approx(tilts[0])


@pytest.mark.parametrize("place", ["left", "front", "behind"])
def test_things_move_apart_and_together(place: str) -> None:
    def gaps(spacing: float) -> float:
        placed = _stage("bottle", **_TRIO, **{"third.place": place, "set.spacing": spacing}).placed
        at = {each.prefix: each for each in placed}
        return at["second."].left - at[""].right + abs(at["third."].x - at[""].x)

    assert gaps(0.4) < gaps(1.0) < gaps(2.2)


def test_a_small_thing_stands_on_the_same_floor() -> None:
    large, small = (_stage("bottle", **_TRIO, **{"second.size": size}) for size in (1.0, 0.72))
    found = [next(each for each in stage.placed if each.prefix) for stage in (large, small)]
    assert found[1].size == pytest.approx(found[0].size * 0.72)
    for stage, each in zip((large, small), found, strict=True):
        on_floor = stage.view.y + each.z * np.sin(stage.view.tilt) * stage.view.scale
        assert each.view(stage.view).y == pytest.approx(on_floor)


@pytest.mark.parametrize("kind", sorted(SHAPED))
def test_squat_and_slim_change_the_proportions(kind: str) -> None:
    shapes = [_stage(kind, **{"object.slim": slim}).placed[0].thing for slim in (-0.8, 0.0, 0.6)]
    ratios = [each.height / each.right for each in shapes]
    assert ratios[0] * 1.15 < ratios[1] < ratios[2] / 1.15


def test_specks_are_strewn_alike_at_every_size() -> None:
    plain, speckled = (_recipe("mug", **{"body.speckle": amount}) for amount in (0.0, 1.0))
    small, large = _drawn(speckled, 512), _drawn(speckled, 1024)
    darker = (_drawn(plain, 512) - small).sum(2) > 60
    assert 0.002 < darker.mean() < 0.06
    assert similarity(large.astype(np.uint8), small.astype(np.uint8)) >= 0.95


def test_light_is_coloured_by_a_gel() -> None:
    white, blue = (_drawn(_recipe("mug", **{"light.gel": gel})).mean((0, 1)) for gel in ("", _BLUE))
    assert blue[2] - blue[0] > 60 > abs(white[2] - white[0])
    rim = _drawn(_recipe("can", **{"light.gel": _MAGENTA, "light.kind": "rim"})).mean((0, 1))
    assert rim[0] > rim[1] * 1.2


def test_a_tube_that_is_taken_away_leaves_its_colour_nowhere() -> None:
    recipe = _recipe("can", **{"light.kind": "neon", "light.tint": _BLUE, "light.tint2": _MAGENTA})
    both = _drawn(recipe)
    less = edits.apply(recipe, "lose the magenta").recipe
    assert less.fields["light.without"]
    red = (both[..., 0] > both[..., 2] + 20).mean(), (_drawn(less)[..., 0] > _drawn(less)[..., 2] + 20).mean()
    assert red[0] > 0.1
    assert red[1] == 0


@pytest.mark.parametrize(
    ("kind", "prompt", "state"),
    [("can", "make it taller", "not possible"), ("can", "spread them out", "not possible"),
     ("glass", "a speckled glaze", "not possible"), ("bottle", "lose the magenta", "not possible"),
     ("mug", "blue light on a white background", "partly")],
)  # fmt: skip
def test_what_would_not_show_is_not_called_done(kind: str, prompt: str, state: str) -> None:
    outcomes = edits.apply(_recipe(kind), prompt).outcomes
    assert [outcome.clause.state for outcome in outcomes] == [state]
