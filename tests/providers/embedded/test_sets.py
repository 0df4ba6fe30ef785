"""The set of a product picture: grounds, lights, materials and labels."""

import hashlib

import numpy as np
import pytest
from numpy.typing import NDArray

from editor.providers.embedded import fields, finish, noise
from editor.providers.embedded.parse import edits, reading
from editor.providers.embedded.recipe import Recipe, Value
from editor.providers.embedded.scenes import grounds, label, logos, product, studio, surface, walls
from editor.providers.embedded.scenes.product import ground
from editor.providers.embedded.words import product_set, product_walls
from tests.providers.embedded.exchange import similarity

_GROUNDS = (grounds.PAPER, *grounds.STUFF)


def _fields(**changes: Value) -> dict[str, Value]:
    return {**fields.DEFAULTS["product"], **{name.replace("__", "."): value for name, value in changes.items()}}


def _drawn(size: int, **changes: Value) -> NDArray[np.uint8]:
    return product.render(Recipe("product", "1:1", 1, _fields(**changes)), size, size)


def _empty(size: int, tilt: float = studio.TILT, **changes: Value) -> NDArray[np.float32]:
    """Wall and ground alone, in linear light, 4 units across and as many high."""
    row = ((np.arange(size, dtype=np.float32) + np.float32(0.5)) / np.float32(size) * 2 - 1)[None]
    chosen = _fields(**changes)
    x, y = row * 2, np.float32(1.5) - row.T * 2
    return np.asarray(studio.behind(x, y, chosen, studio.light_of(chosen), row, row.T, tilt), np.float32)


@pytest.mark.parametrize("kind", _GROUNDS)
def test_every_ground_is_the_same_at_every_size(kind: str) -> None:
    small, large = _drawn(512, ground__kind=kind), _drawn(1024, ground__kind=kind)
    assert similarity(small, large) >= 0.95


@pytest.mark.parametrize("kind", grounds.STUFF)
def test_a_table_seen_from_above_is_the_same_at_every_size(kind: str) -> None:
    small, large = (finish.to_bytes(finish.tone(_empty(size, 0.7, ground__kind=kind))) for size in (512, 1024))
    assert similarity(small, large) >= 0.95


@pytest.mark.parametrize("kind", studio.RIGS)
def test_every_light_is_the_same_at_every_size(kind: str) -> None:
    small, large = (_drawn(size, light__kind=kind, body__material="gloss") for size in (512, 1024))
    assert similarity(small, large) >= 0.95


@pytest.mark.parametrize("kind", grounds.STUFF)
def test_the_same_ground_gives_the_same_bytes(kind: str) -> None:
    one, two = (hashlib.sha256(_drawn(256, ground__kind=kind, light__kind="neon").tobytes()) for _ in range(2))
    assert one.digest() == two.digest()


def test_grounds_and_lights_differ_from_each_other() -> None:
    pictures = [_drawn(256, ground__kind=kind) for kind in _GROUNDS]
    pictures += [_drawn(256, light__kind=kind) for kind in studio.RIGS if kind != "softbox"]
    for number, one in enumerate(pictures):
        for other in pictures[number + 1 :]:
            assert np.abs(one.astype(int) - other.astype(int)).mean() > 2


def test_a_table_has_a_wall_of_the_backdrops_colour_behind_it() -> None:
    light = _empty(256, ground__kind="wood", ground__colour="#101010", backdrop__colour="#b3262b")
    wall, table = light[40:120].mean((0, 1)), light[220:].mean((0, 1))
    assert wall[0] > 4 * wall[2]
    assert table.max() < 0.05


@pytest.mark.parametrize("wall", walls.KINDS)
def test_a_wall_shows_what_it_is_built_of_at_every_size(wall: str) -> None:
    built: dict[str, Value] = {
        "ground__wall": wall,
        "backdrop__colour": product_walls.OWN[wall],
        "ground__kind": "wood",
    }
    small, large = _drawn(256, **built), _drawn(512, **built)
    assert similarity(small, large) >= 0.95
    plain = _drawn(256, **{**built, "ground__wall": ""}).astype(int)
    assert np.abs(plain - small)[:120].mean() > 2
    assert np.abs(plain - small)[220:, :20].mean() < 1  # a table mirrors a little of it


def test_walls_before_plain_paper_stand_on_a_floor() -> None:
    light = _empty(256, ground__wall="brick", backdrop__colour="#8e5444")
    wall, floor = (np.abs(np.diff(light[rows], axis=1)).max() for rows in (slice(40, 140), slice(230, 256)))
    assert wall > 10 * floor


def test_light_from_above_falls_on_both_sides_alike() -> None:
    light = _empty(256, light__side="top", light__kind="hard")
    assert np.allclose(light, light[:, ::-1], atol=1e-3)


def test_warmer_and_cooler_are_seen_in_every_light() -> None:
    for kind in studio.RIGS:
        warm, plain, cool = (
            _drawn(256, light__kind=kind, light__warmth=warmth).astype(int) for warmth in (0.45, 0.0, -0.45)
        )
        red, blue = ((shown[..., 0] - shown[..., 2]).mean() for shown in (warm, cool))
        middle = (plain[..., 0] - plain[..., 2]).mean()
        assert red > middle + 1.5, kind
        assert blue < middle - 1.5, kind


def test_a_long_shadow_reaches_farther() -> None:
    for kind, least in (("mug", 90), ("bottle", 20)):
        usual, long = (
            _drawn(256, object__kind=kind, light__kind="hard", shadow__length=length).astype(int)
            for length in (1.0, 1.7)
        )
        assert (usual - long).sum(2)[180:, 190:].max() > least


def test_a_label_that_nobody_papered_fits_its_ink() -> None:
    for ink in ("#efd95a", "#f2f1ee", "#1c1c1e"):
        shown = _drawn(256, label__on=True, label__text="YUZU", label__ink=ink)[150:190, 100:156].astype(float)
        assert np.ptp(shown.mean(2)) > 60


def test_what_a_light_cannot_show_is_said_and_not_done() -> None:
    neon = Recipe("product", "1:1", 1, _fields(light__kind="neon"))
    adjusted = edits.apply(neon, "light from above")
    assert "neon" in adjusted.outcomes[0].clause.note
    assert adjusted.recipe.fields["light.side"] == "left"
    (blurred,) = edits.apply(Recipe("product", "1:1", 1, _fields()), "blurred background").outcomes
    assert blurred.clause.state == "not possible"


def test_the_grounds_own_pattern_takes_any_colour() -> None:
    dark, pale = (_empty(128, ground__kind="marble", ground__colour=paint)[100:] for paint in ("#1c1c1e", "#eeecea"))
    assert dark.mean() < 0.3 * pale.mean()
    assert dark.max() > 3 * np.median(dark)  # white veins in black stone


def test_how_much_a_ground_mirrors() -> None:
    figures = {kind: studio.gloss(_fields(ground__kind=kind)) for kind in _GROUNDS}
    assert figures == {"paper": 0.0, "wood": 0.12, "marble": 0.30, "concrete": 0.05, "fabric": 0.0}
    assert studio.gloss(_fields(ground__kind="marble", reflection__level=0.0)) == 0.0
    assert studio.gloss(_fields(reflection__level=0.4)) == 0.4


@pytest.mark.parametrize(("side", "warm"), [("left", slice(0, 40)), ("right", slice(-40, None))])
def test_neon_lights_wall_and_ground_in_its_tints_from_either_side(side: str, warm: slice) -> None:
    light = _empty(256, light__kind="neon", light__side=side, light__tint="#ff2020", light__tint2="#2020ff")
    near = light[:, warm].mean((0, 1))
    far = np.flip(light, 1)[:, warm].mean((0, 1))
    assert near[0] > 2 * near[2]
    assert far[2] > 2 * far[0]


def test_neon_tints_the_product_from_either_side() -> None:
    picture = _drawn(
        512, light__kind="neon", light__tint="#ff2020", light__tint2="#2020ff", body__colour="#f2f1ee"
    ).astype(int)
    body = picture[250:420, 180:332]
    assert body[:, :40, 0].mean() > body[:, :40, 2].mean() + 40
    assert body[:, -40:, 2].mean() > body[:, -40:, 0].mean() + 40


def test_hard_light_throws_the_crispest_shadow_and_a_low_sun_the_longest() -> None:
    across = np.linspace(0, 5, 500, dtype=np.float32)[None]
    row = np.full_like(across, -0.02)

    def thrown(kind: str) -> NDArray[np.float32]:
        light = studio.light_of(_fields(light__kind=kind))
        return np.asarray(ground.shadow(across, row, ground.Foot(0.5), 2.0, light, studio.TILT)[0], np.float32)

    soft, hard, golden = (thrown(kind) for kind in ("softbox", "hard", "golden"))
    assert np.abs(np.diff(hard))[100:].max() > 4 * np.abs(np.diff(soft))[100:].max()
    assert golden[200:].sum() > 1.5 * soft[200:].sum()


@pytest.mark.parametrize("material", [name for name in surface.MATERIALS if name not in ("liquid", "wax", "paper")])
def test_materials_can_be_told_apart(material: str) -> None:
    shown = _drawn(256, body__material=material, body__colour="#2f7a4a").astype(int)
    others = [name for name in surface.MATERIALS if name not in (material, "liquid", "wax", "paper")]
    nearest = min(
        np.abs(shown - _drawn(256, body__material=name, body__colour="#2f7a4a").astype(int))[90:220, 90:166].mean()
        for name in others
    )
    assert nearest > 2


@pytest.mark.parametrize("logo", logos.KINDS)
@pytest.mark.parametrize("text", ["", "NORTH"])
def test_a_label_carries_its_logo(logo: str, text: str) -> None:
    plain, marked = (label.draw(text, "#ffffff", "#000000", 300, 200, mark) for mark in ("", logo))
    assert plain.shape == marked.shape == (200, 300, 3)
    inked = (marked[20:120, 90:210] < 0.5).any(-1)
    assert 0.01 < inked.mean() < 0.6
    assert np.abs(plain - marked).max() > 0.5


@pytest.mark.parametrize(
    "text", ["SOL", "NOCTURNE", "Wild honey from the hills", "A long text that runs on over lines"]
)
def test_text_stays_on_the_readable_part_of_a_label(text: str) -> None:
    sheet = label.draw(text, "#ffffff", "#000000", 400, 240)
    inked = np.flatnonzero((sheet < 0.5).any(-1).any(0))
    assert inked[0] > 400 * 0.19
    assert inked[-1] < 400 * 0.81


def test_cells_finer_than_a_pixel_fade_from_noise() -> None:
    places = np.linspace(0, 8, 64, dtype=np.float32)[None].repeat(4, 0)
    near, far = (
        noise.Ground(places, places, np.full_like(places, size), np.full_like(places, size)).noise(4, 4, 1)
        for size in (0.01, 1.0)
    )
    assert near.std() > 0.1
    assert not far.any()


_SAID: dict[str, dict[str, Value]] = {
    "on an oak table": {"ground.kind": "wood", "ground.colour": product_set.OWN["wood"]},
    "standing on a walnut tabletop": {"ground.kind": "wood", "ground.colour": "#5f3f2a"},
    "on a marble countertop": {"ground.kind": "marble", "ground.colour": product_set.OWN["marble"]},
    "on black marble": {"ground.kind": "marble", "ground.colour": "#1c1c1e"},
    "on a concrete slab": {"ground.kind": "concrete", "ground.colour": product_set.OWN["concrete"]},
    "on a linen cloth": {"ground.kind": "fabric", "ground.colour": product_set.OWN["fabric"]},
    "on a blue tablecloth": {"ground.kind": "fabric", "ground.colour": "#2f62a8"},
    "rim light": {"light.kind": "rim"}, "low key": {"light.kind": "rim"}, "golden hour": {"light.kind": "golden"},
    "hard light from the right": {"light.kind": "hard", "light.side": "right"},
    "neon": {"light.kind": "neon"}, "softbox lighting": {"light.kind": "softbox", "light.soft": 0.85},
    "neon pink and blue": {
        "light.kind": "neon", "light.tint": "#ff2f92", "light.tint2": "#2b5cff", "light.without": "", "light.gel": "",
    },
    "with a leaf logo": {"label.logo": "leaf", "label.on": True},
    "a logo of a star": {"label.logo": "star", "label.on": True},
    "monogram": {"label.logo": "monogram", "label.on": True},
    "in front of a brick wall": {"ground.wall": "brick", "backdrop.colour": product_walls.OWN["brick"]},
    "against a sage plaster wall": {"ground.wall": "plaster", "backdrop.colour": "#9cab8a"},
    "change the background to a concrete wall": {
        "ground.wall": "concrete", "backdrop.colour": product_walls.OWN["concrete"],
    },
    "make the neon green": {"light.kind": "neon", "light.tint": "#27ff6e", "light.without": ""},
    "long soft shadow": {"shadow.length": 1.7, "light.soft": 0.75},
    "harsh noon sun": {"light.kind": "hard"},
    "on pale pink fabric": {"ground.kind": "fabric", "ground.colour": "#efcfd0"},
    "swap the marble for dark wood": {"ground.kind": "wood", "ground.colour": "#5f3f2a"},
    "morning light from a window on the right": {
        "light.window": True, "light.warmth": 0.4, "light.soft": 0.35, "light.side": "right",
    },
    "studio key light": {"light.kind": "softbox", "light.soft": 0.85},
    "with a reflection": {"reflection.level": 0.3}, "no reflection": {"reflection.level": 0.0},
    "on a glossy floor": {"reflection.level": 0.4}, "on a mirror-like surface": {"reflection.level": 0.8},
}  # fmt: skip


def test_the_stuff_of_a_box_is_told_before_its_name() -> None:
    assert (
        edits.apply(Recipe("product", "1:1", 1, _fields()), "a kraft jar", True).recipe.fields["body.material"]
        == "kraft"
    )
    flacon = Recipe("product", "1:1", 1, {**_fields(), "object.shape": "flacon"})
    assert edits.apply(flacon, "make it a plain bottle").recipe.fields["object.shape"] == ""


@pytest.mark.parametrize("phrase", _SAID)
def test_phrases_of_the_set(phrase: str) -> None:
    read = reading.read(phrase, reading.Situation("product", dict(fields.DEFAULTS["product"])))
    assert read.changes == _SAID[phrase]
    assert not read.unknown


def test_a_colour_called_neon_is_no_light() -> None:
    adjusted = edits.apply(Recipe("product", "1:1", 1, _fields()), "make the bottle neon green").recipe.fields
    assert adjusted["light.kind"] == "softbox"
    assert adjusted["body.colour"] != _fields()["body.colour"]
