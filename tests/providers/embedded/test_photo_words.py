"""What can be said of a photograph, and what it comes to."""

import pytest

from editor.providers.embedded import fields
from editor.providers.embedded.parse.edits import apply
from editor.providers.embedded.recipe import Value
from tests.providers.embedded.photos import recipe


@pytest.mark.parametrize(
    ("prompt", "wanted"),
    [
        ("swap the background for a misty valley", {"background.scene": "valley"}),
        ("put it on a beach at sunset", {"background.scene": "beach", "background.hour": "dusk"}),
        ("cut it out on white", {"background.scene": "plain", "background.colour": "#ffffff"}),
        ("cut the cup out on navy", {"background.scene": "plain", "background.colour": "#1c2b4f"}),
        (
            "replace the background with a pink gradient",
            {"background.scene": "gradient", "background.colour": "#e59ab0"},
        ),
        ("make the table blue", {"background.dye": "#2f62a8"}),
        ("make the background blue", {"background.colour": "#2f62a8"}),
        ("tint the background green", {"background.dye": "#2f7a4a"}),
        ("remove the spoon", {"remove.on": True}),
        ("get rid of the logo on the wall", {"remove.on": True}),
        ("remove the background", {"background.scene": "plain", "background.colour": "#ffffff"}),
        ("make it look like a watercolour", {"style.name": "watercolour"}),
        ("turn it into a pen drawing", {"style.name": "line"}),
        ("black & white", {"style.name": "mono"}),
        ("more contrast", {"tone.contrast": 0.3}),
        ("less saturated", {"tone.saturation": -0.3}),
        ("open up the shadows", {"tone.shadows": 0.4}),
        ("recover the highlights", {"tone.highlights": -0.4}),
        ("make the top half warmer", {"region.top.warmth": 0.45}),
        ("brighten the left side", {"region.left.level": 0.5}),
        ("make the upper left corner blue", {"region.top-left.colour": "#2f62a8"}),
        ("bokeh", {"background.blur": 0.6}),
        ("slightly blur the background", {"background.blur": 0.3}),
        ("outpaint", {"frame.extend": True}),
        (
            "make the background a soft gradient from navy to teal",
            {"background.scene": "gradient", "background.colour": "#1c2b4f", "background.to": "#1f7276"},
        ),
        (
            "replace the background with a navy-to-teal gradient",
            {"background.scene": "gradient", "background.colour": "#1c2b4f", "background.to": "#1f7276"},
        ),
        ("change the cup from red to teal", {"subject.colour": "#1f7276"}),
        ("make the cup darker", {"subject.level": -0.5}),
        ("darken the background", {"background.level": -0.5}),
        ("make the table less saturated", {"background.saturation": -0.35}),
        ("make it darker", {"light.level": -0.5}),
        ("put it on a beach at golden hour", {"background.scene": "beach", "background.hour": "golden"}),
        ("a golden hour background", {"background.scene": "golden"}),
        ("replace the background with a twilight sky", {"background.scene": "sunset"}),
        ("make it a vintage travel poster", {"style.name": "poster"}),
        ("leave space for text on the right", {"frame.extend": True, "frame.room": "right", "frame.margin": 0.15}),
        ("halftone with larger dots", {"style.name": "halftone", "style.size": 0.6}),
        ("pop art with very large dots", {"style.name": "popart", "style.size": 1.2}),
        ("pen drawing with finer lines", {"style.name": "line", "style.size": -0.6}),
        ("poster with less detail", {"style.name": "poster", "style.detail": -0.5}),
        ('"HELLO" with a bit of shadow', {"text.words": "HELLO", "text.shade": "shadow"}),
        ('"HELLO" on a dark plate', {"text.words": "HELLO", "text.shade": "plate"}),
        ("more room on the left", {"frame.extend": True, "frame.room": "left", "frame.margin": 0.15}),
    ],
)
def test_photographs_understand(prompt: str, wanted: dict[str, Value]) -> None:
    adjusted = apply(recipe({}), prompt)
    start = fields.DEFAULTS["photo"]
    changed = {name: value for name, value in adjusted.recipe.fields.items() if value != start[name]}
    assert changed == wanted
    assert [outcome.clause.state for outcome in adjusted.outcomes] == ["done"]


@pytest.mark.parametrize(
    "prompt", ["extend to 16:9", "extend it to 16:9", "outpaint to 16:9", "expand the picture to 16:9"]
)
def test_extending_to_a_ratio_is_no_crop(prompt: str) -> None:
    adjusted = apply(recipe({}), prompt, ratio="16:9")
    assert adjusted.recipe.fields["frame.extend"] is True
    assert adjusted.outcomes[0].clause.state == "done"


def test_two_parts_keep_their_own_light() -> None:
    first = apply(recipe({}), "make the top half warmer").recipe
    second = apply(first, "make the bottom half cooler").recipe
    assert (second.fields["region.top.warmth"], second.fields["region.bottom.warmth"]) == (0.45, -0.45)


@pytest.mark.parametrize(
    ("start", "prompt", "why"),
    [
        ({"background.scene": "valley"}, "blur the background", "out of focus already"),
        ({"background.colour": "#1c2b4f"}, "blur the background", "nothing on that background"),
        ({"background.colour": "#1c2b4f"}, "tint the background green", "covers the old one"),
        ({}, "keep its own light", "only a place"),
        ({"style.name": "mono"}, "style in coral", "take inks that are named"),
        ({}, "larger dots", "have dots"),
        ({"style.name": "duotone"}, "make the dots bigger", "have dots"),
        ({"style.name": "halftone"}, "more detail", "a matter of"),
        ({"style.name": "line"}, "less blotchy", "more or less evenly"),
        ({}, "a plate behind the text", "no words over the picture"),
        ({}, "wider crop", "as far as it goes"),
        ({}, "less grain", "as far as it goes"),
    ],
)
def test_what_would_not_show_is_said_and_not_done(start: dict[str, Value], prompt: str, why: str) -> None:
    before = recipe(start)
    adjusted = apply(before, prompt)
    assert adjusted.recipe.fields == before.fields
    (outcome,) = adjusted.outcomes
    assert outcome.clause.state == "not possible"
    assert why in outcome.clause.note


@pytest.mark.parametrize(
    ("prompt", "inks"),
    [
        ("halftone, black on cream", ("#1c1c1e", "#efe3c8", "")),
        ("a black halftone on cream paper", ("#1c1c1e", "#efe3c8", "")),
        ("halftone in navy dots on pink", ("#1c2b4f", "#e59ab0", "")),
        ("poster in navy, coral and cream", ("#1c2b4f", "#efe3c8", "#e87a62")),
        ("pop art in teal and yellow", ("#1f7276", "#e8bf36", "")),
        ("black and white halftone", ("#1c1c1e", "", "")),
    ],
)
def test_a_restyle_takes_its_inks_and_leaves_the_background(prompt: str, inks: tuple[str, str, str]) -> None:
    after = apply(recipe({}), prompt)
    assert tuple(after.recipe.fields[f"style.{name}"] for name in ("ink", "paper", "third")) == inks
    assert after.recipe.fields["background.colour"] == ""
    assert {outcome.clause.state for outcome in after.outcomes} == {"done"}


@pytest.mark.parametrize(
    ("style", "prompt", "wanted"),
    [
        ("halftone", "larger dots", {"style.size": 0.6}),
        ("halftone", "the dots are too small", {"style.size": 0.6}),
        ("popart", "make the dots smaller", {"style.size": -0.6}),
        ("line", "the lines are too thick", {"style.size": -0.6}),
        ("watercolour", "it looks blotchy", {"style.even": 0.5}),
        ("poster", "too much detail", {"style.detail": -0.5}),
    ],
)
def test_a_restyle_is_adjusted_and_the_camera_stays(style: str, prompt: str, wanted: dict[str, Value]) -> None:
    before = recipe({"style.name": style})
    after = apply(before, prompt)
    assert {name: value for name, value in after.recipe.fields.items() if value != before.fields[name]} == wanted
    assert [outcome.clause.state for outcome in after.outcomes] == ["done"]


def test_a_new_place_may_leave_the_subject_its_own_light() -> None:
    adjusted = apply(recipe({}), "swap the background for a beach, keep its own light")
    assert adjusted.recipe.fields["background.match"] == 0.0
    assert [outcome.clause.state for outcome in adjusted.outcomes] == ["done", "done"]


def test_a_shadow_that_a_new_ground_has_anyway_is_kept() -> None:
    adjusted = apply(recipe({}), "replace the background with sand and keep a contact shadow")
    assert adjusted.recipe.fields["background.colour"] == "#d8c8aa"
    assert [outcome.clause.state for outcome in adjusted.outcomes] == ["done", "done"]


def test_one_colour_ends_a_gradient_of_two() -> None:
    two = apply(recipe({}), "make the background navy and teal").recipe
    assert two.fields["background.to"] == "#1f7276"
    one = apply(two, "make the background green").recipe
    assert (one.fields["background.colour"], one.fields["background.to"]) == ("#2f7a4a", "")
