"""The things of the studio: each fits every frame, keeps its look beside others, and is known by its names."""

import hashlib
from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from editor.providers.embedded import fields, pixels
from editor.providers.embedded.parse import edits
from editor.providers.embedded.recipe import Recipe, Value
from editor.providers.embedded.scenes import scene
from editor.providers.embedded.scenes.product import solid
from editor.providers.embedded.scenes.product.arrangement import Placed, arrange
from editor.providers.embedded.words.product import FALSE_FRIENDS, KINDS, OBJECTS, shows
from tests.providers.embedded.exchange import similarity

_SHAPES = ("", "flacon", "dropper", "wine")
_PLACES = ("left", "right", "behind", "front")
_GROUP: dict[str, Value] = {
    "second.object.kind": "mug", "second.place": "front", "third.object.kind": "carton", "third.place": "behind",
    "reflection.level": 0.5, "label.on": True, "label.text": "NOCTURNE",
}  # fmt: skip


def _recipe(kind: str, ratio: str = "1:1", **changes: Value) -> Recipe:
    own = fields.DEFAULTS["product"] | KINDS[kind] | {"object.kind": kind} | changes
    return Recipe("product", ratio, 1, own)


def _drawn(recipe: Recipe, size: str = "512") -> NDArray[np.uint8]:
    return np.asarray(scene("product")(recipe, *pixels.pixels(recipe.ratio, size)))


def _assert_inside(recipe: Recipe) -> None:
    width, height = pixels.pixels(recipe.ratio, "512")
    for model in solid.models(arrange(recipe, width, height)):
        for part in model.parts:
            left, top, right, bottom = part.sight.bounds
            assert left >= 0
            assert top >= 0
            assert right <= width
            assert bottom <= height


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("ratio", pixels.RATIOS)
def test_every_kind_fits_every_frame(kind: str, ratio: str) -> None:
    for angle in ("eye", "raised", "high"):
        _assert_inside(_recipe(kind, ratio, **{"camera.angle": angle}))


@pytest.mark.parametrize("shape", _SHAPES)
def test_every_shape_of_a_bottle_fits(shape: str) -> None:
    for ratio in pixels.RATIOS:
        _assert_inside(_recipe("bottle", ratio, **{"object.shape": shape}))


@pytest.mark.parametrize("ratio", pixels.RATIOS)
def test_three_things_fit_every_frame(ratio: str) -> None:
    _assert_inside(_recipe("bottle", ratio, **_GROUP))
    _assert_inside(_recipe("bowl", ratio, **{"second.object.kind": "lamp", "third.object.kind": "book"}))


def _apart(one: Placed, other: Placed) -> bool:
    depth = one.thing.depth * one.size + other.thing.depth * other.size
    return one.right <= other.left or other.right <= one.left or abs(one.z - other.z) >= depth


@pytest.mark.parametrize("second", _PLACES)
@pytest.mark.parametrize("third", _PLACES)
def test_things_never_stand_in_one_another(second: str, third: str) -> None:
    for kinds in (("mug", "bowl", "phone"), ("book", "vase", "speaker"), ("can", "can", "lamp")):
        first, *others = kinds
        changes: dict[str, Value] = {
            "second.object.kind": others[0], "second.place": second, "second.size": 1.3,
            "third.object.kind": others[1], "third.place": third,
        }  # fmt: skip
        placed = arrange(_recipe(first, **changes), 512, 512).placed
        assert all(_apart(one, other) for one, other in combinations(placed, 2))


@pytest.mark.parametrize(
    ("place", "axis", "sign"), [("left", "x", -1), ("right", "x", 1), ("behind", "z", -1), ("front", "z", 1)]
)
def test_a_thing_stands_where_it_was_put(place: str, axis: str, sign: int) -> None:
    placed = arrange(_recipe("bottle", **{"second.object.kind": "mug", "second.place": place}), 512, 512).placed
    (mug,) = (each for each in placed if each.prefix == "second.")
    assert getattr(mug, axis) * sign > 0
    assert [each.z for each in placed] == sorted(each.z for each in placed)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_the_same_at_half_and_full_size(kind: str) -> None:
    recipe = _recipe(kind, **{"label.on": True, "label.text": "NOCTURNE"})
    assert similarity(_drawn(recipe), _drawn(recipe, "1K")) >= 0.95


@pytest.mark.parametrize(
    "changes",
    [_GROUP, {"camera.lens": "macro"}, {"camera.lens": "wide", "camera.angle": "high"},
     {"object.shape": "flacon", "camera.blur": 1.0, "ground.kind": "wood"}],
)  # fmt: skip
def test_groups_and_lenses_are_the_same_at_half_and_full_size(changes: dict[str, Value]) -> None:
    recipe = _recipe("bottle", **changes)
    assert similarity(_drawn(recipe), _drawn(recipe, "1K")) >= 0.95


@pytest.mark.parametrize(
    ("kind", "shape", "turn"),
    [("bottle", "flacon", 0.0), ("tube", "", 0.0), ("carton", "", 40.0), ("phone", "", -40.0)],
)
@pytest.mark.parametrize("ratio", ["1:1", "21:9"])
def test_a_close_up_shows_the_label_in_the_middle(kind: str, shape: str, turn: float, ratio: str) -> None:
    own: dict[str, Value] = {
        "object.shape": shape, "object.turn": turn, "camera.lens": "macro", "label.on": True, "label.text": "NOCTURNE",
    }  # fmt: skip
    width, height = (300, 300) if ratio == "1:1" else (560, 240)
    one, two = (
        scene("product")(_recipe(kind, ratio, **own, **{"label.colour": paint}), width, height).astype(int)
        for paint in ("#ffffff", "#b3262b")
    )
    down, across = np.nonzero(np.abs(one - two).max(2) > 40)
    assert len(down) > 0.06 * width * height
    assert abs((down.min() + down.max()) / 2 / height - 0.5) < 0.12
    assert abs((across.min() + across.max()) / 2 / width - 0.5) < 0.12


def test_a_close_up_goes_to_the_part_that_was_named() -> None:
    start = _recipe("bottle", **{"label.on": True, "cap.colour": "#b3262b"})
    label, cap = (_drawn(edits.apply(start, f"macro shot of the {part}").recipe) for part in ("label", "cap"))
    red = [(shown[..., 0].astype(int) - shown[..., 1] > 60).mean() for shown in (label, cap)]
    assert red[0] == 0
    assert red[1] > 0.05


@pytest.mark.parametrize("kind", ["book", "phone"])
def test_what_lies_darkens_the_ground_under_all_of_it(kind: str) -> None:
    (placed,) = arrange(_recipe(kind, **{"object.pose": "lying", "object.turn": 0.0}), 256, 256).placed
    assert placed.thing.foot.deep == pytest.approx(placed.thing.depth, abs=0.05)
    assert placed.thing.foot.wide == pytest.approx(placed.thing.left, abs=0.05)


def test_the_far_edge_of_a_box_is_as_soft_as_its_slope_asks() -> None:
    (model,) = solid.models(arrange(_recipe("carton"), 512, 512))
    sight = model.parts[0].sight
    left, top, right, _ = sight.bounds
    cover = sight.patch((left + 100, top, right - 6, top + 60)).cover
    height = cover.sum(0)
    rising = np.diff(height)
    assert np.abs(rising - np.median(rising)).max() < 0.08


def test_the_words_on_a_phone_can_be_read() -> None:
    own: dict[str, Value] = {"label.on": True, "label.text": "", "object.turn": 0.0, "camera.lens": "macro"}
    blank = _drawn(_recipe("phone", **own)).astype(int).sum(2)
    own["label.text"] = "NOCTURNE"
    worded = _drawn(_recipe("phone", **own)).astype(int).sum(2)
    ink = (blank - worded) > 60
    assert ink.mean() > 0.004
    assert np.percentile(worded[ink], 20) < 0.45 * blank[ink].mean()


def test_three_things_are_the_same_bytes_every_time() -> None:
    recipe = _recipe("bottle", "4:5", **_GROUP)
    one, two = (hashlib.sha256(_drawn(recipe).tobytes()).hexdigest() for _ in range(2))
    assert one == two


@pytest.mark.parametrize("place", _PLACES)
def test_recolouring_the_second_leaves_the_first_alone(place: str) -> None:
    """Every pixel that the first thing alone covers is the same, bit for bit."""
    changes: dict[str, Value] = {"second.object.kind": "mug", "second.place": place}
    recipe = _recipe("bottle", **changes)
    before, after = _drawn(recipe), _drawn(recipe.with_fields({"second.body.colour": "#b3262b"}))
    models = solid.models(arrange(recipe, 512, 512))
    pieces = solid.visible(models, 0, 512, 512)
    own, other = np.zeros((512, 512), bool), np.zeros((512, 512), bool)
    for model, found in zip(models, pieces, strict=True):
        for piece in found:
            left, top, right, bottom = piece.box
            where = other if model.placed.prefix else own
            where[top:bottom, left:right] |= piece.patch.cover > (0 if model.placed.prefix else 0.999)
    core = own & ~other
    assert core.sum() > 5000
    assert np.array_equal(before[core], after[core])
    assert not np.array_equal(before[other], after[other])


def test_another_thing_looks_as_its_kind_does_until_it_is_coloured() -> None:
    named: dict[str, Value] = {
        f"second.{name}": value for name, value in KINDS["jar"].items() if name != "backdrop.colour"
    }
    plain = _recipe("bottle", **{"second.object.kind": "jar"})
    assert np.array_equal(_drawn(plain), _drawn(plain.with_fields(named)))


@pytest.mark.parametrize(
    ("kind", "change"),
    [("mug", {"object.handle": False}), ("candle", {"object.flame": False}), ("lamp", {"object.lit": False}),
     ("book", {"object.pose": "lying"}), ("carton", {"object.turn": -30.0}), ("phone", {"fill.colour": "#dd7325"}),
     ("speaker", {"fill.colour": "#e8bf36"}), ("bottle", {"object.shape": "wine"}), ("tube", {"cap.colour": "#b3262b"}),
     ("mug", {"camera.angle": "high"}), ("can", {"camera.angle": "eye"}), ("jar", {"camera.lens": "macro"}),
     ("jar", {"camera.lens": "wide"}), ("jar", {"camera.lens": "tele"})],
)  # fmt: skip
def test_what_is_asked_of_a_thing_is_seen(kind: str, change: dict[str, Value]) -> None:
    before = _recipe(kind)
    assert np.abs(_drawn(before).astype(int) - _drawn(before.with_fields(change))).max() > 40
    assert all(shows(kind, name) for name in change)


@pytest.mark.parametrize("kind", KINDS)
def test_what_shows_nothing_of_a_kind_is_known(kind: str) -> None:
    idle: dict[str, Value] = {
        "object.shape": "wine", "object.pose": "lying", "object.turn": -40.0, "object.handle": False,
        "object.flame": False, "object.lit": False, "fill.colour": "#00ff00", "cap.colour": "#00ff00",
    }  # fmt: skip
    recipe = _recipe(kind)
    changes = {name: value for name, value in idle.items() if not shows(kind, name)}
    assert np.array_equal(_drawn(recipe), _drawn(recipe.with_fields(changes)))


def test_a_reflection_lies_under_its_thing_and_fades() -> None:
    recipe = _recipe("can", **{"body.colour": "#1c1c1e", "cap.colour": "#1c1c1e", "backdrop.colour": "#f2f1ee"})
    dull, glossy = (_drawn(recipe.with_fields({"reflection.level": level})).astype(int).sum(2) for level in (0.0, 0.9))
    darker = (dull - glossy)[:, 256]
    foot = int(np.flatnonzero(darker > 30)[0])
    assert foot > 300
    assert darker[foot + 5 : foot + 20].mean() > darker[-10:].mean()
    assert np.array_equal(dull[:300], glossy[:300])


@pytest.mark.parametrize(
    ("prompt", "kind"),
    [("a kraft carton", "carton"), ("white packaging", "carton"), ("gift box in red", "carton"),
     ("navy hardcover", "book"), ("a notebook", "book"), ("black smartphone", "phone"), ("loudspeaker", "speaker"),
     ("a bluetooth speaker", "speaker"),
     ("soup bowl", "bowl"), ("table lamp", "lamp"), ("bedside lamp, sage", "lamp"), ("lotion tube", "tube"),
     ("toothpaste tube, mint", "tube"), ("a flacon", "bottle"), ("coffee mug", "mug")],
)  # fmt: skip
def test_things_are_known_by_their_names(prompt: str, kind: str) -> None:
    start = _recipe("vase")
    adjusted = edits.apply(start, prompt, creating=True)
    assert adjusted.recipe.fields["object.kind"] == kind
    assert {outcome.clause.state for outcome in adjusted.outcomes} == {"done"}


@pytest.mark.parametrize(
    ("kind", "prompt", "changed"),
    [
        ("bottle", "make it a flacon", {"object.shape": "flacon"}),
        ("bottle", "a dropper bottle", {"object.shape": "dropper"}),
        ("lamp", "red lampshade", {"cap.colour": "#b3262b"}),
        ("lamp", "switch the lamp off", {"object.lit": False}),
        ("phone", "purple screen", {"fill.colour": "#5f3a86"}),
        ("speaker", "beige grille", {"cap.colour": "#d9c9aa"}),
        ("speaker", "yellow cone", {"fill.colour": "#e8bf36"}),
        ("book", "lay the book flat", {"object.pose": "lying"}),
        ("book", "a book lying flat", {"object.pose": "lying"}),
        ("carton", "turn it left", {"object.turn": 40.0}),
        ("carton", "facing the camera", {"object.turn": 0.0}),
        ("bowl", "filled with tomato soup", {"fill.colour": "#b8391f"}),
        ("candle", "blow out the candle", {"object.flame": False}),
        ("bottle", "at eye level", {"camera.lift": -1.0}),
        ("bottle", "high angle", {"camera.angle": "high"}),
        ("bottle", "a slightly lower angle", {"camera.lift": -0.5}),
        ("bottle", "drop the camera a touch", {"camera.lift": -0.5}),
        ("bottle", "raise the camera", {"camera.lift": 0.25}),
        ("bottle", "more like 45°", {"camera.angle": "45"}),
        ("bottle", "tilt it 15 degrees", {}),
        ("mug", "the front mug would be nice", {}),
        ("bottle", "remove the wall", {"backdrop.colour": "#b4b6b8", "ground.wall": ""}),
        ("jar", "the label is too small", {"label.size": 1.25}),
        ("jar", "a smaller label", {"label.size": 0.8}),
        ("jar", "swap the leaf for a circle", {"label.logo": "circle", "label.on": True}),
        ("vase", "make it squat", {"object.slim": -0.6}),
        ("mug", "a speckled glaze", {"body.speckle": 1.0}),
        ("glass", "red wine in the glass", {"fill.colour": "#4a1220"}),
        ("can", "magenta rim light", {"light.kind": "rim", "light.gel": "#ff1fb0"}),
        ("bottle", "85mm lens", {"camera.lens": "tele"}),
        ("bottle", "wide-angle lens", {"camera.lens": "wide"}),
        ("bottle", "macro shot", {"camera.lens": "macro"}),
        (
            "bottle",
            "brick wall, blurred background",
            {"ground.wall": "brick", "backdrop.colour": "#8e5444", "camera.blur": 0.7},
        ),
        ("bottle", "light from above", {"light.side": "top"}),
        ("bottle", "macro shot of the lid", {"camera.lens": "macro", "camera.focus": "top"}),
    ],
)
def test_words_of_things_and_camera_move_their_fields(kind: str, prompt: str, changed: dict[str, Value]) -> None:
    walled: dict[str, Value] = (
        {"ground.wall": "brick", "backdrop.colour": "#8e5444"} if "remove the wall" in prompt else {}
    )
    before = _recipe(kind, **walled)
    after = edits.apply(before, prompt).recipe.fields
    assert {name: after[name] for name in after if after[name] != before.fields[name]} == changed


@pytest.mark.parametrize(
    "words",
    ["test tube", "street lamp", "keynote speaker", "mailbox", "box office", "bookshelf", "phone booth", "toilet bowl",
     "wolf pack", "can opener"],
)  # fmt: skip
def test_what_only_sounds_like_a_thing_is_none(words: str) -> None:
    assert FALSE_FRIENDS.search(words)


def test_no_thing_is_called_by_a_false_friend() -> None:
    assert [noun for noun in OBJECTS if FALSE_FRIENDS.search(noun)] == []
