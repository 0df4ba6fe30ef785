"""What is said of a layout's parts comes true: counts, boxes, words, gradients, motifs and a story's people."""

import itertools

import numpy as np
import pytest

from editor.providers.embedded import pixels
from editor.providers.embedded.arrays import Picture
from editor.providers.embedded.lettering import Box
from editor.providers.embedded.parse import edits
from editor.providers.embedded.recipe import Recipe, Value
from editor.providers.embedded.scenes import layout
from editor.providers.embedded.scenes.layout import acting, figure, infographic, palettes, pattern, storyboard
from editor.providers.embedded.words import layout as words


def _recipe(ratio: str = "1:1", **changes: Value) -> Recipe:
    """A layout recipe; `layout_kind` stands for `layout.kind` and so on."""
    asked = {name.replace("_", "."): value for name, value in changes.items()}
    assert set(asked) <= set(words.DEFAULTS)
    return Recipe("layout", ratio, 3, {**words.DEFAULTS, **asked})


def _drawn(recipe: Recipe) -> Picture:
    return layout.render(recipe, 256, 256)


def _said(*prompts: str) -> edits.Adjusted:
    """The last of several instructions; the first one begins a layout."""
    adjusted = edits.apply(_recipe(), prompts[0], creating=True)
    for prompt in prompts[1:]:
        adjusted = edits.apply(adjusted.recipe, prompt)
    return adjusted


def _states(adjusted: edits.Adjusted) -> list[str]:
    return [outcome.clause.state for outcome in adjusted.outcomes]


_ICONS = "Infographic with four icon slots"
_STORY = "Storyboard of four panels about a girl in a yellow raincoat"
_GREETING = 'Gradient from navy to coral with the title "Eid Mubarak" and underneath "عيد مبارك"'


@pytest.mark.parametrize(
    ("first", "then", "name", "value"),
    [
        (_ICONS, "five, not four", "slots.count", 5.0),
        (_STORY, "make it six", "panels.count", 6.0),
        (_STORY, "reduce to 3 panels", "panels.count", 3.0),
        (_STORY, "2x2", "columns.count", 2.0),
        (_ICONS, "one more", "slots.count", 5.0),
        (_ICONS, "the boxes have rounder corners", "cards.corner", 2.0),
        (_ICONS, "sharp corners", "cards.corner", 0.0),
        (_ICONS, "put the icon slots on the right-hand side", "icons.side", "right"),
        (_ICONS, "make it vertical", "columns.count", 1.0),
        (_ICONS, "more breathing space between the boxes", "cards.gap", 1.8),
        (f'{_ICONS}, title "Care"', "the title be right aligned", "text.place", "top-right"),
        (f'{_ICONS}, title "Care"', "headline a bit smaller", "text.size", 0.8),
        (_ICONS, "darker", "light.level", -0.5),
        (_STORY, "make the raincoat red in all panels", "figure.top", "#b3262b"),
        (_STORY, "captions are hard to read, make em larger and darker", "captions.bold", True),
        (_STORY, "give him a grey beard", "figure.beard", "#9b9da0"),
        (_STORY, "no panel numbers", "numbers.on", False),
        (_STORY, "panel 2: she is sad", "mood.2", "sad"),
        (_STORY, "snow in every panel", "weather.4", "snow"),
        (_GREETING, "flip the gradient direction", "gradient.flipped", True),
        (_GREETING, "aurora gradient", "gradient.4", "#a98be0"),
        (_GREETING, "swap the title with the subtitle", "text.sub", "Eid Mubarak"),
        (_GREETING, "the arabic should be the big one, english small underneath", "text.words", "عيد مبارك"),
        ("Memphis pattern in coral and mint", "only circles", "pattern.only", "circles"),
        ("Memphis pattern in coral and mint", "fewer of them", "pattern.amount", 0.7),
        (
            "Memphis pattern in coral and mint",
            'put a white box in the middle with the text "नमस्ते" in navy',
            "text.place",
            "middle",
        ),
    ],
)
def test_what_is_said_of_a_part_moves_its_field(first: str, then: str, name: str, value: Value) -> None:
    adjusted = _said(first, then)
    assert adjusted.recipe.fields[name] == value
    assert set(_states(adjusted)) == {"done"}


def test_icons_are_named_in_a_row_of_clauses() -> None:
    fields = _said(_ICONS, "fill the slots with real icons - magnifier, calendar, pencil, rocket").recipe.fields
    assert [fields[f"icon.{each}"] for each in (1, 2, 3, 4)] == ["search", "calendar", "pencil", "rocket"]
    fields = _said(_ICONS, "icons: rocket, heart, lock").recipe.fields
    assert [fields[f"icon.{each}"] for each in (1, 2, 3)] == ["rocket", "heart", "lock"]


def test_a_story_tells_moods_things_and_weather_in_order() -> None:
    told = "walks home, finds a puddle, gets wet, laughs, drinks hot chocolate at home"
    fields = _said(f"Storyboard, 5 panels, a girl in a yellow raincoat {told}").recipe.fields
    assert (fields["prop.2"], fields["weather.3"], fields["mood.4"], fields["prop.5"]) == (
        "puddle",
        "rain",
        "laughing",
        "cup",
    )
    assert fields["place.5"] == "indoors"


@pytest.mark.parametrize(
    ("kind", "then"), [("Gradient", "rounder corners"), (_STORY, "only circles"), ("Chevron pattern", "fewer of them")]
)
def test_what_a_layout_does_not_have_is_said(kind: str, then: str) -> None:
    before, after = _said(kind), _said(kind, then)
    assert _states(after) == ["not possible"]
    assert before.recipe.fields == after.recipe.fields


def test_a_shorter_row_of_colours_leaves_none_of_the_longer_one() -> None:
    fields = _said("Sunset gradient", "from midnight to emerald").recipe.fields
    assert [bool(fields[f"gradient.{each}"]) for each in (1, 2, 3, 4)] == [True, True, False, False]


def _box(slot: infographic.Slot) -> Box:
    return Box(slot.x - slot.radius, slot.y - slot.radius, 2 * slot.radius, 2 * slot.radius)


@pytest.mark.parametrize("ratio", pixels.RATIOS)
@pytest.mark.parametrize("side", ["left", "right"])
def test_icons_stand_on_the_side_that_was_asked_for(ratio: str, side: str) -> None:
    width, height = pixels.pixels(ratio, "1K")
    unit = min(width, height) / 1000
    frame = Box(0, 0, width / unit, height / unit)
    for count, gap in itertools.product((2, 5, 8), (0.2, 4.0)):
        slots = infographic.arranged(
            frame, _recipe(ratio, slots_count=float(count), icons_side=side, cards_gap=gap).fields
        )
        for slot in slots:
            disc = _box(slot)
            assert disc.right <= slot.label.x if side == "left" else slot.label.right <= disc.x + 1e-6
            assert slot.card is not None
            assert frame.x <= slot.card.x
            assert slot.card.bottom <= frame.bottom
            assert slot.label.width > 0 < slot.label.height
        cards = [slot.card for slot in slots if slot.card is not None]
        for one, other in itertools.combinations(cards, 2):
            across = one.right <= other.x + 1e-6 or other.right <= one.x + 1e-6
            assert across or one.bottom <= other.y + 1e-6 or other.bottom <= one.y + 1e-6


@pytest.mark.parametrize(
    ("kind", "name", "values"),
    [
        ("storyboard", "figure_wear", ("", "coat", "dress", "hoodie", "suit", "plain")),
        ("storyboard", "figure_cut", figure.CUTS),
        ("storyboard", "mood_1", ("", *acting.MOODS)),
        ("storyboard", "prop_1", ("", "phone", "cup", "desk", "sofa", "puddle", "umbrella")),
        ("storyboard", "weather_1", ("", "rain", "snow")),
        ("storyboard", "figure_glasses", (False, True)),
        ("storyboard", "figure_beard", ("", "#9b9da0")),
        ("storyboard", "numbers_on", (True, False)),
        ("storyboard", "captions_size", (1.0, 1.5)),
        ("storyboard", "columns_count", (2.0, 4.0)),
        ("infographic", "cards_corner", (0.0, 1.0, 3.0)),
        ("infographic", "cards_gap", (0.5, 1.0, 2.5)),
        ("infographic", "light_level", (-1.0, -0.5, 0.0, 0.5)),
        ("infographic", "icons_side", ("left", "right")),
    ],
)
def test_every_choice_is_seen(kind: str, name: str, values: tuple[Value, ...]) -> None:
    seen = {_drawn(_recipe(**{"layout_kind": kind, name: value})).tobytes() for value in values}
    assert len(seen) == len(values)


@pytest.mark.parametrize("motif", ["geometric", "memphis"])
def test_a_motif_is_of_one_shape_and_as_many_as_asked_for(motif: str) -> None:
    shapes = ("", "circles", "triangles", "squares", "half circles", "petals")
    asked = {"layout_kind": "pattern", "pattern_kind": motif}
    assert len({_drawn(_recipe(**asked, pattern_only=shape)).tobytes() for shape in shapes}) == len(shapes)
    ground = palettes.palette(_recipe().fields, 3).ground
    bare = np.array([int(ground[at : at + 2], 16) for at in (1, 3, 5)])
    shares = [
        (_drawn(_recipe(**asked, pattern_amount=amount)) == bare).all(axis=2).mean() for amount in (1.3, 1.0, 0.4)
    ]
    assert shares[1] < shares[2]
    assert motif == "geometric" or shares[0] < shares[1]
    assert motif in pattern.KINDS


def test_a_flipped_gradient_runs_the_other_way_and_a_plate_carries_its_words() -> None:
    run = {"layout_kind": "gradient", "gradient_1": "#102040", "gradient_2": "#f0d0b0", "gradient_angle": 0.0}
    plain, flipped = (_drawn(_recipe(**run, gradient_flipped=turned)).astype(int) for turned in (False, True))
    assert plain[128, 4].sum() < 200 < flipped[128, 4].sum()
    plated = _drawn(_recipe(**run, plate_on=True, plate_colour="#ffffff", text_words="Hello", text_place="middle"))
    assert (plated[96:160, 64:192] > 250).all(axis=2).mean() > 0.4


@pytest.mark.parametrize("ratio", ["1:1", "16:9", "9:16", "1:8", "8:1"])
def test_larger_captions_stay_in_the_frame(ratio: str) -> None:
    width, height = pixels.pixels(ratio, "1K")
    unit = min(width, height) / 1000
    frame = Box(0, 0, width / unit, height / unit)
    for panel in storyboard.arranged(frame, _recipe(ratio, captions_size=2.0, cards_gap=4.0).fields):
        assert panel.caption.bottom <= frame.bottom
        assert panel.picture.height > 60 < panel.picture.width
