"""Layouts: as many slots and panels as were asked for, all words inside their boxes, the same at every size."""

import hashlib
import itertools

import numpy as np
import pytest

from editor.providers.embedded import colours, drawing, pixels
from editor.providers.embedded.arrays import Picture
from editor.providers.embedded.lettering import Block, Box, Setting
from editor.providers.embedded.parse import edits
from editor.providers.embedded.recipe import Recipe, Value
from editor.providers.embedded.scenes import layout
from editor.providers.embedded.scenes.layout import (
    figure,
    gradient,
    icons,
    infographic,
    palettes,
    pattern,
    places,
    storyboard,
)
from editor.providers.embedded.scenes.layout.sheet import Sheet
from editor.providers.embedded.words import layout as words
from editor.providers.embedded.words import layout_kinds
from tests.providers.embedded.exchange import similarity

_LONG = "Rinse the paper filter with plenty of hot water"
_FLOWS = ("columns", "steps", "circle")


def _recipe(ratio: str = "1:1", seed: int = 3, **changes: Value) -> Recipe:
    """A layout recipe; `layout_kind` stands for `layout.kind` and so on."""
    asked = {name.replace("_", "."): value for name, value in changes.items()}
    assert set(asked) <= set(words.DEFAULTS)
    return Recipe("layout", ratio, seed, {**words.DEFAULTS, **asked})


def _drawn(recipe: Recipe, size: str = "512") -> Picture:
    return layout.render(recipe, *pixels.pixels(recipe.ratio, size))


def _frame(ratio: str) -> Box:
    width, height = pixels.pixels(ratio, "1K")
    unit = min(width, height) / 1000
    return Box(0, 0, width / unit, height / unit)


def _inside(inner: Box, outer: Box, slack: float = 1e-3) -> bool:
    across = inner.x >= outer.x - slack and inner.right <= outer.right + slack
    return across and inner.y >= outer.y - slack and inner.bottom <= outer.bottom + slack


def _apart(one: Box, other: Box) -> bool:
    across = one.right <= other.x + 1e-6 or other.right <= one.x + 1e-6
    return across or one.bottom <= other.y + 1e-6 or other.bottom <= one.y + 1e-6


@pytest.mark.parametrize("ratio", pixels.RATIOS)
@pytest.mark.parametrize("flow", _FLOWS)
def test_slots_are_as_many_as_asked_for_and_apart(ratio: str, flow: str) -> None:
    for count in range(2, 9):
        fields = _recipe(ratio, slots_count=float(count), layout_flow=flow).fields
        slots = infographic.arranged(_frame(ratio), fields)
        assert len(slots) == count
        for slot in slots:
            disc = Box(slot.x - slot.radius, slot.y - slot.radius, 2 * slot.radius, 2 * slot.radius)
            assert _inside(disc, _frame(ratio))
            assert _inside(slot.label, _frame(ratio))
            assert _apart(disc, slot.label)
        for one, other in itertools.combinations(slots, 2):
            assert _apart(one.label, other.label)
            assert np.hypot(one.x - other.x, one.y - other.y) > one.radius + other.radius


@pytest.mark.parametrize("ratio", pixels.RATIOS)
def test_panels_are_as_many_as_asked_for_and_apart(ratio: str) -> None:
    for count, title in itertools.product(range(2, 9), ("", "A day with Mara")):
        fields = _recipe(ratio, panels_count=float(count), text_words=title).fields
        panels = storyboard.arranged(_frame(ratio), fields)
        boxes = [panel.picture for panel in panels] + [panel.caption for panel in panels]
        assert len(panels) == count
        assert all(_inside(box, _frame(ratio)) for box in boxes)
        assert all(_apart(one, other) for one, other in itertools.combinations(boxes, 2))


_TEXTS = ("Grind", _LONG, "コーヒーをゆっくり淹れる", "صبّ الماء ببطء في دوائر", "धीरे-धीरे पानी डालें", "เทน้ำช้าๆ เป็นวงกลม")


@pytest.mark.parametrize("ratio", ["1:1", "16:9", "9:16", "8:1", "1:8", "21:9"])
@pytest.mark.parametrize("look", [*_FLOWS, "storyboard"])
def test_all_words_lie_inside_their_boxes(ratio: str, look: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[Box, Block]] = []
    print_words = Sheet.words

    def noted(self: Sheet, text: str, box: Box, size: float, colour: str, setting: Setting) -> Block:
        found = print_words(self, text, box, size, colour, setting)
        seen.append((box, found))
        return found

    monkeypatch.setattr(Sheet, "words", noted)
    kind = {"layout_kind": "storyboard"} if look == "storyboard" else {"layout_flow": look}
    texts = {f"{part}.{number + 1}.text": text for part in ("label", "caption") for number, text in enumerate(_TEXTS)}
    recipe = _recipe(
        ratio, text_words="Une matinée sans hâte", text_sub=_LONG, slots_count=6.0, panels_count=6.0, **kind
    )
    _drawn(recipe.with_fields(dict(texts)))
    assert len(seen) >= 8
    for box, found in seen:
        assert _inside(found.ink, box)
        assert _inside(found.ink, _frame(ratio))


@pytest.mark.parametrize("flow", _FLOWS)
def test_a_label_moves_nothing_else(flow: str) -> None:
    """Naming one slot changes that slot's box and nothing around it."""
    with_it = _recipe(layout_flow=flow).with_fields({"label.2.text": "Brew"})
    before, after = _drawn(_recipe(layout_flow=flow)), _drawn(with_it)
    box = infographic.arranged(_frame("1:1"), with_it.fields)[1].label
    rows, columns = np.nonzero((before != after).any(axis=2))
    unit = 512 / 1000
    assert rows.min() >= box.y * unit - 1
    assert rows.max() <= box.bottom * unit + 1
    assert columns.min() >= box.x * unit - 1
    assert columns.max() <= box.right * unit + 1


def test_there_are_two_dozen_icons_and_no_two_alike() -> None:
    wanted = (
        "leaf drop sun cart chart gear heart clock phone mail pin star lightning shield cup book camera bulb truck "
        "globe user lock check coin"
    )
    assert set(wanted.split()) <= set(icons.NAMES)
    assert set(words.ICONS.values()) == set(icons.NAMES)
    pictures = {_drawn(_recipe(slots_count=2.0, icon_1=name)).tobytes() for name in icons.NAMES}
    assert len(pictures) == len(icons.NAMES)


def test_solid_icons_are_other_icons() -> None:
    assert not np.array_equal(_drawn(_recipe()), _drawn(_recipe(icons_style="solid")))


def test_the_character_is_the_same_in_every_panel() -> None:
    """Every panel shows the colours of hair, skin and jumper; what differs is where and how it stands."""
    recipe = _recipe(
        layout_kind="storyboard", panels_count=8.0, figure_top="#c01888", figure_hair="#18a0c0", figure_skin="#8a5a3c"
    )
    picture = _drawn(recipe, "1K")
    unit = picture.shape[0] / 1000
    crops = []
    for panel in storyboard.arranged(_frame("1:1"), recipe.fields):
        box = panel.picture
        crop = picture[round(box.y * unit) : round(box.bottom * unit), round(box.x * unit) : round(box.right * unit)]
        for colour in ((0xC0, 0x18, 0x88), (0x18, 0xA0, 0xC0), (0x8A, 0x5A, 0x3C)):
            assert (np.abs(crop.astype(int) - colour).sum(axis=2) < 12).sum() > 20
        crops.append(crop.tobytes())
    assert len(set(crops)) == 8


@pytest.mark.parametrize("pose", figure.NAMES)
@pytest.mark.parametrize("place", places.NAMES)
def test_every_pose_is_drawn_at_every_place(pose: str, place: str) -> None:
    fields = _recipe(layout_kind="storyboard", pose_1=pose, place_1=place).fields
    assert storyboard.shot(fields, 0)[:2] == (place, pose)
    other = _drawn(_recipe(layout_kind="storyboard", panels_count=2.0))
    shown = _drawn(_recipe(layout_kind="storyboard", panels_count=2.0, pose_1=pose, place_1=place))
    assert (pose, place) == ("waving", "indoors") or not np.array_equal(shown, other)


@pytest.mark.parametrize("shape", gradient.SHAPES)
def test_a_gradient_has_no_bands(shape: str) -> None:
    """Between two near tones the picture never holds one value for long: noise stands in for the missing steps."""
    picture = _drawn(
        _recipe(layout_kind="gradient", gradient_shape=shape, gradient_1="#f4f4f4", gradient_2="#e8e8e8"), "1K"
    )
    row = picture[500, :, 0].astype(int)
    longest = max(len(list(same)) for _, same in itertools.groupby(row))
    assert 3 < len(np.unique(row)) < 30
    assert longest < 40


def test_a_gradient_runs_between_the_colours_that_were_named() -> None:
    picture = _drawn(_recipe(layout_kind="gradient", gradient_angle=0.0, gradient_1="#e87a62", gradient_2="#5f3a86"))
    for column, colour in ((slice(0, 4), (0xE8, 0x7A, 0x62)), (slice(-4, None), (0x5F, 0x3A, 0x86))):
        assert np.abs(picture[:, column].reshape(-1, 3).mean(axis=0) - colour).max() < 4


def test_patterns_differ_and_take_the_colours_that_were_named() -> None:
    pictures = {kind: _drawn(_recipe(layout_kind="pattern", pattern_kind=kind)).tobytes() for kind in pattern.KINDS}
    assert len(set(pictures.values())) == len(pattern.KINDS) == 11
    picture = _drawn(_recipe(layout_kind="pattern", pattern_kind="stripes", pattern_1="#1c2b4f", pattern_2="#efe3c8"))
    found = {tuple(colour) for colour in picture.reshape(-1, 3)[::7]}
    assert {(0x1C, 0x2B, 0x4F), (0xEF, 0xE3, 0xC8)} <= found


def test_a_title_on_a_pattern_stands_on_a_plate() -> None:
    plain = _drawn(_recipe(layout_kind="pattern", pattern_kind="terrazzo", text_place="middle"))
    titled = _drawn(_recipe(layout_kind="pattern", pattern_kind="terrazzo", text_place="middle", text_words="Menu"))
    assert np.array_equal(plain[:100], titled[:100])
    middle = titled[200:312].reshape(-1, 3)
    ground = np.array([round(part * 255) for part in colours.rgb(palettes.palette(_recipe().fields, 3).ground)])
    assert (np.abs(middle.astype(int) - ground).sum(axis=1) < 4).mean() > 0.35


_LOOKS: dict[str, dict[str, Value]] = {
    **{flow: {"layout_flow": flow, "text_words": "The slow pour"} for flow in _FLOWS},
    "storyboard": {"layout_kind": "storyboard", "text_words": "A day with Mara", "panels_count": 6.0},
    **{f"{shape} gradient": {"layout_kind": "gradient", "gradient_shape": shape} for shape in gradient.SHAPES},
    **{kind: {"layout_kind": "pattern", "pattern_kind": kind} for kind in pattern.KINDS},
}


@pytest.mark.parametrize("look", _LOOKS)
def test_half_and_full_size_show_the_same_layout(look: str) -> None:
    recipe = _recipe("16:9", **_LOOKS[look])
    assert similarity(_drawn(recipe), _drawn(recipe, "1K")) >= 0.95


@pytest.mark.parametrize("look", ["columns", "storyboard", "mesh gradient", "terrazzo"])
def test_the_final_shows_the_layout_of_its_preview(look: str) -> None:
    recipe = _recipe("1:1", **_LOOKS[look])
    assert similarity(_drawn(recipe, "1K"), _drawn(recipe, "4K")) >= 0.95


@pytest.mark.parametrize("look", ["steps", "storyboard", "mesh gradient", "leaves"])
def test_same_layout_same_bytes(look: str) -> None:
    recipe = _recipe("4:5", **_LOOKS[look])
    one, two = (hashlib.sha256(drawing.draw(recipe, "512", b"").png).hexdigest() for _ in range(2))
    assert one == two


def test_another_palette_is_another_look_and_a_named_accent_wins() -> None:
    looks = {palettes.palette(_recipe(palette_name=name).fields, 1) for name in palettes.NAMED}
    assert len(looks) == len(palettes.NAMED)
    assert palettes.palette(_recipe(accent_colour="#1f7276", palette_name="berry").fields, 1).accents == ("#1f7276",)


_PAINTS = [f"#{red:02x}{green:02x}{blue:02x}" for red, green, blue in itertools.product(range(0, 256, 51), repeat=3)]


def test_words_read_on_any_background() -> None:
    for paint in [*_PAINTS, *(palette.ground for palette in palettes.NAMED.values())]:
        look = palettes.palette(_recipe(background_colour=paint).fields, 1)
        assert palettes.contrast(look.ink, look.ground) >= 4.5
        assert palettes.contrast(look.card_ink, look.card) >= 4.5
        assert palettes.contrast(palettes.readable(look.tint(0.74), look.ground), look.ground) >= 4.5


def test_icons_and_numbers_read_on_any_accent() -> None:
    for paint in [*_PAINTS, *(accent for palette in palettes.NAMED.values() for accent in palette.accents)]:
        assert palettes.contrast(palettes.on(paint), paint) >= 3
        assert palettes.contrast(palettes.on(paint, palettes.SMALL), paint) >= 4.5
        assert palettes.contrast(palettes.readable(paint, "#fdfdfd", palettes.LARGE), "#fdfdfd") >= 3


def _said(*prompts: str, kind: str = "infographic") -> edits.Adjusted:
    """The last of several instructions on a fresh layout; the first one creates it."""
    adjusted = edits.apply(_recipe(layout_kind=kind), prompts[0], creating=True)
    for prompt in prompts[1:]:
        adjusted = edits.apply(adjusted.recipe, prompt)
    return adjusted


@pytest.mark.parametrize(
    ("prompts", "kind", "ground"),
    [
        (("Infographic with 4 steps on a gradient from navy to teal",), "infographic", "gradient"),
        (("Infographic with 4 steps", "put it on a terrazzo background"), "infographic", "pattern"),
        (("Infographic on a soft gradient", "swap the gradient for stripes"), "infographic", "pattern"),
        (("Gradient background from navy to teal", "swap the gradient for stripes"), "pattern", "pattern"),
        (("Polka dots", "turn it into a gradient"), "gradient", "gradient"),
        (("Infographic on a gradient", "plain background"), "infographic", ""),
        (("Storyboard with a boy, on polka dots",), "storyboard", "pattern"),
    ],
)
def test_a_gradient_or_a_pattern_may_lie_behind(prompts: tuple[str, ...], kind: str, ground: str) -> None:
    adjusted = _said(*prompts)
    assert {outcome.clause.state for outcome in adjusted.outcomes} == {"done"}
    assert (layout_kinds.shown(adjusted.recipe.fields), adjusted.recipe.fields["background.kind"]) == (kind, ground)
    if "stripes" in prompts[-1]:
        assert adjusted.recipe.fields["pattern.kind"] == "stripes"


@pytest.mark.parametrize("kind", ["infographic", "storyboard"])
def test_what_lies_behind_is_seen_round_the_cards(kind: str) -> None:
    behind = {"background_kind": "gradient", "gradient_1": "#1c2b4f", "gradient_2": "#1f7276", "gradient_angle": 0.0}
    picture = _drawn(_recipe(layout_kind=kind, text_words="Rise", **behind))
    for column, colour in ((picture[:, :4], (0x1C, 0x2B, 0x4F)), (picture[:, -4:], (0x1F, 0x72, 0x76))):
        assert np.abs(column.reshape(-1, 3).mean(axis=0) - colour).max() < 8


@pytest.mark.parametrize("kind", ["infographic", "storyboard", "pattern", "gradient"])
def test_a_subtitle_is_drawn_without_a_title(kind: str) -> None:
    plain, told = (_drawn(_recipe(layout_kind=kind, text_sub=sub), "512") for sub in ("Four quiet mornings", "Four"))
    assert not np.array_equal(plain, told)


@pytest.mark.parametrize(
    "prompts",
    [
        ("Infographic, navy and amber accents, cream background", "forest palette"),
        ("Gradient from navy to teal", "berry palette"), ("Gradient from navy to teal", "dark mode"),
        ("Polka dots in red and cream", "another palette"), ("Infographic in forest colours", "another palette"),
        ("Infographic, teal accents", "warmer palette"), ("Storyboard with a girl", "another palette"),
    ],
)  # fmt: skip
def test_a_palette_asked_for_later_wins_and_is_seen(prompts: tuple[str, str]) -> None:
    before, after = _said(prompts[0]), _said(*prompts)
    assert {outcome.clause.state for outcome in after.outcomes} == {"done"}
    one, other = (_drawn(each.recipe, "512").astype(int) for each in (before, after))
    assert (np.abs(one - other).max(axis=2) > 12).mean() > 0.02
    if "dark" in prompts[1]:
        assert other.mean() < 90


@pytest.mark.parametrize(
    ("prompt", "wanted"),
    [
        ("Gradient background from deep violet to peach", ("gradient.1", "gradient.2")),
        ("Pattern background in blue and white", ("pattern.1", "pattern.2")),
        ('Infographic, title "Bread", navy and amber', ("accent.colour", "accent.2")),
        ("Geometric pattern of circles and triangles in terracotta, cream and navy", ("pattern.1", "pattern.3")),
    ],
)
def test_colours_in_a_row_go_where_they_are_seen(prompt: str, wanted: tuple[str, ...]) -> None:
    adjusted = _said(prompt)
    assert {outcome.clause.state for outcome in adjusted.outcomes} == {"done"}
    assert all(adjusted.recipe.fields[name] for name in wanted)


def test_one_more_colour_is_added_to_the_row() -> None:
    fields = _said("Gradient background from navy to cream", "add teal").recipe.fields
    assert [fields[f"gradient.{each}"] for each in (1, 2, 3)] == ["#1c2b4f", "#efe3c8", "#1f7276"]


def test_no_icon_is_shown_twice() -> None:
    fields = _recipe(slots_count=8.0, icon_1="clock", icon_2="heart", icon_3="bulb").fields
    assert len({infographic.icon_name(fields, number) for number in range(8)}) == 8


def test_icons_named_one_by_one_and_columns_are_read() -> None:
    fields = _said("Infographic with a leaf icon and a cup icon", "six slots in two columns").recipe.fields
    assert (fields["icon.1"], fields["icon.2"], fields["icon.3"]) == ("leaf", "cup", "")
    assert len({round(slot.x) for slot in infographic.arranged(_frame("1:1"), fields)}) == 2
    assert fields["slots.count"] == 6


@pytest.mark.parametrize("kind", figure.KINDS)
def test_a_story_is_told_in_order_of_the_one_who_was_named(kind: str) -> None:
    story = f"a {kind} with a blue scarf walks in the city, finds a cat, sits in the rain, waves at home"
    adjusted = _said(f"Storyboard of four panels: {story}")
    fields = adjusted.recipe.fields
    assert [fields[f"pose.{each}"] for each in (1, 2, 3, 4)] == ["walking", "", "sitting", "waving"]
    assert (fields["place.1"], fields["place.4"]) == ("street", "indoors")
    assert (fields["figure.kind"], fields["figure.scarf"]) == (kind, "#2f62a8")
    assert [o.clause.text for o in adjusted.outcomes if o.clause.state != "done"] == ["finds a cat"]
    assert fields["weather.3"] == "rain"


def test_nobody_looks_like_another() -> None:
    pictures = {_drawn(_recipe(layout_kind="storyboard", figure_kind=kind)).tobytes() for kind in figure.KINDS}
    scarf = _drawn(_recipe(layout_kind="storyboard", figure_scarf="#2f62a8")).tobytes()
    assert len({*pictures, scarf}) == len(figure.KINDS) + 1


@pytest.mark.parametrize(
    ("prompts", "why"),
    [
        (("Radial gradient from navy to teal", "at 45 degrees"), "runs in no direction"),
        (("Infographic as a circle", "title at the bottom"), "in the middle of the circle"),
        (("Gradient from navy to teal", "make the background red"), "name its colours"),
        (("Storyboard with a man", "she walks a dog"), "say of which one"),
    ],
)
def test_what_would_not_be_seen_is_said(prompts: tuple[str, ...], why: str) -> None:
    adjusted = _said(*prompts)
    assert why in " ".join(outcome.clause.note for outcome in adjusted.outcomes)
    assert not any(outcome.clause.state == "done" for outcome in adjusted.outcomes)


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("infographic with 4 steps", {"layout.flow": "steps", "slots.count": 4.0}),
        ("an infographic background with five icon slots and label boxes", {"slots.count": 5.0}),
        ("infographic as a circle", {"layout.flow": "circle"}),
        ("six cards", {"slots.count": 6.0}),
        ("one more step", {"slots.count": 5.0}),
        ("solid icons", {"icons.style": "solid"}),
        ("the third icon is coffee", {"icon.3": "cup"}),
        ("storyboard of 6 panels", {"layout.kind": "storyboard", "panels.count": 6.0}),
        ("an eight-panel storyboard", {"layout.kind": "storyboard", "panels.count": 8.0}),
        ("panel 2: she is walking in the park", {"pose.2": "walking", "place.2": "park"}),
        ("the first panel plays at night", {"place.1": "night"}),
        ("without captions", {"captions.on": False}),
        ("red jumper", {"figure.top": "#b3262b"}),
        ("radial gradient", {"layout.kind": "gradient", "gradient.shape": "radial"}),
        ("mesh gradient in four colours", {"gradient.shape": "mesh", "gradient.colours": 4.0}),
        ("terrazzo pattern", {"layout.kind": "pattern", "pattern.kind": "terrazzo"}),
        ("polka dots", {"layout.kind": "pattern", "pattern.kind": "dots"}),
        ("gingham", {"pattern.kind": "checks"}),
        ("larger dots", {"pattern.scale": 1.4}),
        ("forest palette", {"palette.name": "forest"}),
        ("make the background navy", {"background.colour": "#1c2b4f"}),
        ("teal accents", {"accent.colour": "#1f7276"}),
        ('change the title to "Slow days"', {"text.words": "Slow days"}),
    ],
)
def test_what_is_said_is_what_is_set(said: str, wanted: dict[str, Value]) -> None:
    group = next(iter(wanted)).partition(".")[0]
    kind = {
        "pose": "storyboard",
        "place": "storyboard",
        "captions": "storyboard",
        "figure": "storyboard",
        "pattern": "pattern",
    }
    adjusted = edits.apply(_recipe(layout_kind=kind.get(group, "infographic")), said, creating=True)
    assert {name: adjusted.recipe.fields[name] for name in wanted} == wanted
    assert {outcome.clause.state for outcome in adjusted.outcomes} == {"done"}


@pytest.mark.parametrize(
    ("kind", "said", "words_of_it"),
    [
        ("infographic", "one more panel", "belongs to a storyboard"),
        ("storyboard", "solid icons", "belongs to an infographic"),
        ("gradient", "larger dots", "belongs to a pattern"),
        ("infographic", "without numbers", "only steps are numbered"),
    ],
)
def test_what_a_layout_has_not_is_said_and_left_alone(kind: str, said: str, words_of_it: str) -> None:
    before = _recipe(layout_kind=kind)
    adjusted = edits.apply(before, said)
    assert adjusted.recipe.fields == before.fields
    assert [outcome.clause.state for outcome in adjusted.outcomes] == ["not possible"]
    assert words_of_it in adjusted.outcomes[0].clause.note


@pytest.mark.parametrize("said", ["use a leaf icon for the second box", "make the icons green", "a grid background"])
def test_a_word_that_could_be_a_pattern_turns_no_layout_into_one(said: str) -> None:
    assert edits.apply(_recipe(), said).recipe.fields["layout.kind"] == "infographic"
    assert edits.apply(_recipe(), said).recipe.fields["icon.1"] == ""


def test_every_field_that_words_may_fill_is_there() -> None:
    for name in (
        *words.WORDS_ORDER,
        *words.CAPTIONS_ORDER,
        *words.ICON_ORDER,
        *itertools.chain(*words.COLOUR_LISTS.values()),
    ):
        assert words.DEFAULTS[name] == ""
