"""What a designer types, and what the report says: written down before the engine was asked."""

import numpy as np
import pytest

from editor.providers.clauses import render
from editor.providers.embedded import after, fields
from editor.providers.embedded.parse import edits, ratios, subject
from editor.providers.embedded.recipe import Recipe

D, P, N = "done", "partly", "not possible"

_BOTTLE = "Matte black bottle with a gold cap on a grey seamless, soft light from the left"
_MUG = "A white coffee mug on a warm grey backdrop"
_VALLEY = "Misty valley at first light, layered pine ridges, low sun on the right"
_FACE = 'Pop-art portrait of a woman with red hair, teal background with yellow rays, a burst that says "POW!"'

_PROMPTS = [
    ("Product shot of an amber glass dropper bottle on a beige backdrop, soft shadows", "product", [D, D]),
    ("Minimal packshot of a matte white cosmetic jar with a wooden lid, pastel pink background", "product", [D, P, D]),
    ("A water bottle in forest green on a light grey seamless, studio light from the right", "product", [D, D]),
    ("White coffee mug on a wooden table, morning light", "product", [D, D]),
    ("Hero shot of a soda can, bright red, hard light, blue background, no people", "product", [D, D, D, D, D]),
    ("Scented candle in a clear glass, warm evening light, taupe backdrop", "product", [D, D, D]),
    ("Terracotta flower vase against a cream wall with a soft shadow", "product", [D]),
    ("I'd like a perfume bottle, rose gold cap, blush backdrop, quiet and luxurious mood please", "product", [D] * 5),
    ("Foggy mountain valley at dusk with pines, for a website header with room for a headline", "landscape", [D, P]),
    ("Wide landscape, snowy peaks at night, full moon on the left", "landscape", [D, D, D]),
    ("Comic style portrait of a woman with short black hair and glasses, yellow background", "portrait", [D, D, D]),
    ("Pop art woman, surprised, pink hair, speech bubble saying \"OMG!\"", "portrait", [D] * 4),
]  # fmt: skip

_EDITS = [
    (_BOTTLE, "The cap is too dark (at the upper centre)", [D]),
    (_BOTTLE, "too big, move it left a bit (at the lower left)", [D, D]),
    (_BOTTLE, "The shadow is too hard", [D]),
    (_BOTTLE, "the picture is too warm and a little too bright", [D, D]),
    (_BOTTLE, "The bottle feels too small in the frame", [D]),
    (_BOTTLE, "Love it! Could we try the same in navy with a copper cap?", [D]),
    (_BOTTLE, "Can you swap the backdrop for something warmer, maybe sand?", [D, D]),
    (_BOTTLE, "put it on a marble plinth", [P]),
    (_BOTTLE, "add a sprig of lavender next to it", [N]),
    (_BOTTLE, "Client wants the label to say SOLSTICE in gold", [D]),
    (_BOTTLE, "a bit more contrast please", [D]),
    (_BOTTLE, "make it pop", [N]),
    (_BOTTLE, "warmer, softer light and more room above for copy", [D, D]),
    (_BOTTLE, "Remove the cap", [N]),
    (_BOTTLE, "matte white with a black cap", [D]),
    (_BOTTLE, "make the backdrop a bit warmer", [D]),
    (_BOTTLE, "add a red car on the left", [N]),
    (_BOTTLE, "the label is too big", [D]),
    (_BOTTLE, "space on the left for copy", [D]),
    (_MUG, "make the mug red and put the word HELLO on it", [D, D]),
    (_MUG, "lose the handle, lighter background", [D, D]),
    (_VALLEY, "too much fog", [D]),
    (_VALLEY, "It's too busy", [P]),
    (_VALLEY, "not enough fog and the sun is too big", [D, N]),
    (_VALLEY, "Push it towards autumn, warmer overall", [D, D]),
    (_VALLEY, "add a lake in the foreground", [N]),
    (_VALLEY, "no people, no buildings", [N, N]),
    (_FACE, "the hair is too dark", [D]),
    (_FACE, "make the background less busy", [P]),
    (_FACE, "give her round glasses and green earrings", [D, D]),
    (_FACE, "the burst is too small", [N]),
    (_FACE, "drop the text, make her smile", [D, D]),
]  # fmt: skip


def _made(prompt: str) -> Recipe:
    scene = subject.family(prompt)
    start = edits.with_kind(Recipe(scene, "1:1", 1, dict(fields.DEFAULTS[scene])), prompt)
    return edits.apply(start, prompt, creating=True).recipe


def _report(adjusted: edits.Adjusted) -> str:
    return render(tuple(outcome.clause for outcome in adjusted.outcomes))


@pytest.mark.parametrize(("prompt", "family", "states"), _PROMPTS)
def test_first_prompts_of_a_designer(prompt: str, family: str, states: list[str]) -> None:
    assert subject.family(prompt) == family
    start = edits.with_kind(Recipe(family, "1:1", 1, dict(fields.DEFAULTS[family])), prompt)
    adjusted = edits.apply(start, prompt, creating=True)
    assert [outcome.clause.state for outcome in adjusted.outcomes] == states, _report(adjusted)


@pytest.mark.parametrize(("before", "prompt", "states"), _EDITS)
def test_edits_of_a_designer(before: str, prompt: str, states: list[str]) -> None:
    recipe = _made(before)
    adjusted = edits.apply(recipe, prompt)
    assert [outcome.clause.state for outcome in adjusted.outcomes] == states, _report(adjusted)
    assert adjusted.carried_out == any(state != N for state in states)
    assert (adjusted.recipe.fields != recipe.fields) == adjusted.carried_out


def _changed(before: str, prompt: str) -> dict[str, object]:
    recipe = _made(before)
    after = edits.apply(recipe, prompt).recipe.fields
    return {name: value for name, value in after.items() if value != recipe.fields[name]}


def _notes(before: str, prompt: str) -> list[str]:
    return [outcome.clause.note for outcome in edits.apply(_made(before), prompt).outcomes]


@pytest.mark.parametrize(
    "name",
    ["water bottle", "perfume bottle", "olive oil bottle", "coffee mug", "tea cup", "flower vase",
     "soda can", "beer can", "candle jar", "spice jar", "bottle of wine", "scented candle", "teacup",
     "candle in a jar", "candle in a tin cup"],
)  # fmt: skip
def test_the_first_word_of_a_compound_name_belongs_to_the_object(name: str) -> None:
    prompt = f"A white {name} on a grey backdrop"
    (outcome,) = edits.apply(Recipe("product", "1:1", 1, dict(fields.DEFAULTS["product"])), prompt, True).outcomes
    assert outcome.clause.state == D, outcome
    made = _made(prompt).fields
    assert made["body.colour"] == "#f2f1ee"
    assert made["backdrop.colour"] == "#9b9da0"
    assert not made["second.object.kind"]


@pytest.mark.parametrize(
    ("ground", "note"),
    [
        ("on mossy rocks", "mossy rocks are not drawn: the object stands on a paper sweep"),
        ("on a stack of books", "a stack of books is not drawn: the object stands on a paper sweep"),
        ("on a blue beach", "a blue beach is not drawn: the object stands on a blue paper sweep"),
        ("on bathroom tiles", "bathroom tiles are not drawn: the object stands on concrete instead"),
        ("on a marble plinth", "a plinth is not drawn: the object stands on the ground itself"),
    ],
)  # fmt: skip
def test_a_ground_that_is_not_drawn_is_said_in_one_note(ground: str, note: str) -> None:
    recipe = Recipe("product", "1:1", 1, dict(fields.DEFAULTS["product"]))
    outcomes = edits.apply(recipe, f"A green bottle {ground}", True).outcomes
    assert outcomes[0].clause.text.startswith("A green bottle")
    assert outcomes[-1].clause.note == note
    assert outcomes[-1].clause.state != D


@pytest.mark.parametrize(
    ("ground", "kind"),
    [
        ("on a wooden table", "wood"), ("on marble", "marble"), ("on a white marble countertop", "marble"),
        ("on raw concrete", "concrete"), ("on a linen cloth", "fabric"),
    ],
)  # fmt: skip
def test_a_ground_that_is_drawn_needs_no_note(ground: str, kind: str) -> None:
    adjusted = edits.apply(
        Recipe("product", "1:1", 1, dict(fields.DEFAULTS["product"])), f"A green bottle {ground}", True
    )
    assert [(outcome.clause.state, outcome.clause.note) for outcome in adjusted.outcomes] == [(D, "")]
    assert adjusted.recipe.fields["ground.kind"] == kind


def test_colours_go_where_they_were_meant() -> None:
    assert _changed(_BOTTLE, "Love it! Could we try the same in navy with a copper cap?") == {
        "body.colour": "#1c2b4f", "cap.colour": "#b5693f",
    }  # fmt: skip
    assert set(_changed(_BOTTLE, "make the backdrop a bit warmer")) == {"backdrop.colour"}
    assert _changed(_BOTTLE, 'a label that says "SOL" in gold')["label.ink"] == "#c79a46"
    assert _changed(_BOTTLE, "add a red car on the left") == {}
    assert _changed(_BOTTLE, "make the cap silver instead of gold")["cap.colour"] == "#c3c6ca"
    assert _changed(_BOTTLE, "the logo is too small") == {}
    assert _changed(_MUG, "add water drops") == {}
    assert set(_changed(_FACE, "skin a bit darker")) == {"skin.colour"}
    assert _changed(_BOTTLE, "can we see it from above?") == {"camera.angle": "high"}
    assert set(_changed(_BOTTLE, "The bottle is too dark")) == {"body.colour"}
    assert _changed("a glass of water", "make it a glass of milk")["fill.colour"] == "#f4f1e8"


@pytest.mark.parametrize(
    ("before", "critique", "field", "up"),
    [
        (_BOTTLE, "too small", "frame.zoom", True), (_BOTTLE, "it is too big (at the centre)", "frame.zoom", False),
        (_BOTTLE, "too dark", "light.level", True), (_BOTTLE, "the light is too bright", "light.level", False),
        (_BOTTLE, "too warm", "light.warmth", False), (_BOTTLE, "a bit too cold", "light.warmth", True),
        (_BOTTLE, "the shadow is too dark", "shadow.level", False), (_BOTTLE, "shadow too weak", "shadow.level", True),
        (_BOTTLE, "the light is too harsh", "light.soft", True), (_BOTTLE, "too far to the left", "frame.x", True),
        (_BOTTLE, "not warm enough", "light.warmth", True), (_BOTTLE, "too low in the frame", "frame.y", True),
        (_VALLEY, "the fog is too thick", "fog.amount", False), (_VALLEY, "too many trees", "trees.amount", False),
        (_VALLEY, "not enough clouds", "clouds.amount", True), (_VALLEY, "too dark", "light.level", True),
        (_FACE, "the dots are too big", "dots.amount", False),
    ],
)  # fmt: skip
def test_critique_moves_the_field_it_is_about(before: str, critique: str, field: str, up: bool) -> None:
    recipe = _made(before)
    adjusted = edits.apply(recipe, critique)
    assert [outcome.clause.state for outcome in adjusted.outcomes] == [D], _report(adjusted)
    changed = _changed(before, critique)
    assert set(changed) == {field}
    assert (float(adjusted.recipe.fields[field]) > float(recipe.fields[field])) is up


def test_a_complaint_about_the_subject_of_a_photograph_lights_that_alone() -> None:
    recipe = Recipe("photo", "1:1", 1, dict(fields.DEFAULTS["photo"]))
    adjusted = edits.apply(recipe, "the cup is too dark")
    assert adjusted.recipe.fields["subject.level"] == 0.4
    assert (adjusted.recipe.fields["light.level"], adjusted.recipe.fields["subject.colour"]) == (0.0, "")
    assert edits.apply(recipe, "it is too dark").recipe.fields["light.level"] == 0.4


def test_notes_read_well() -> None:
    assert _notes(_BOTTLE, "top view please") == ["the camera keeps its place in this engine"]
    assert _notes(_BOTTLE, "make it pop") == [
        "“pop” leaves open what should change: name a colour, the light, a size or a place"
    ]
    assert _notes(_VALLEY, "no people") == ["there are no people in this picture"]
    assert _notes(_BOTTLE, "add a golden retriever") == [
        "“retriever” is more than this engine draws; gemini-nano-banana-2.1 would"
    ]


@pytest.mark.parametrize(
    "prompt",
    ["a watering can", "a tea pot", "a flower pot on a sill", "a cupcake", "an hour glass", "a candlestick"],
)  # fmt: skip
def test_what_only_sounds_like_an_object_is_no_product(prompt: str) -> None:
    assert subject.family(prompt) == ""


def _fields(before: str, *says: str) -> dict[str, object]:
    recipe = _made(before)
    for say in says:
        recipe = edits.apply(recipe, say).recipe
    return dict(recipe.fields)


def _kinds(found: dict[str, object]) -> list[object]:
    return [found[f"{prefix}object.kind"] for prefix in ("", "second.", "third.")]


def test_each_of_several_objects_gets_what_is_said_of_it() -> None:
    found = _fields("a blue mug and a red book")
    assert _kinds(found) == ["mug", "book", ""]
    assert (found["body.colour"], found["second.body.colour"]) == ("#2f62a8", "#b3262b")
    found = _fields("a blue mug and a red book", "make the book green and the mug white")
    assert (found["body.colour"], found["second.body.colour"]) == ("#f2f1ee", "#2f7a4a")
    found = _fields("three jars in red, white and blue")
    assert _kinds(found) == ["jar", "jar", "jar"]
    assert (found["third.place"], found["second.place"]) == ("left", "right")  # as they stand, from the left
    assert [found[f"{prefix}body.colour"] for prefix in ("third.", "", "second.")] == ["#b3262b", "#f2f1ee", "#2f62a8"]


@pytest.mark.parametrize(
    ("say", "slot"),
    [
        ("make the second one gold", "second."), ("the other one gold", "second."), ("the left one gold", "second."),
        ("make the one on the left gold", "second."), ("the first one gold", ""), ("the bowl gold", "second."),
        ("gold for the mug", ""), ("the right one gold", ""),
    ],
)  # fmt: skip
def test_one_of_two_objects_is_found(say: str, slot: str) -> None:
    before = _fields("White ceramic mug with a blue bowl to the left")
    after = _fields("White ceramic mug with a blue bowl to the left", say)
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {f"{slot}body.colour", f"{slot}body.material"}


@pytest.mark.parametrize("say", ["make both green", "make them green", "all of them green", "both objects in green"])
def test_all_objects_at_once(say: str) -> None:
    found = _fields("a white mug and a red book", say)
    assert found["body.colour"] == found["second.body.colour"] == "#2f7a4a"


def test_objects_come_and_go() -> None:
    assert _kinds(_fields("a white mug", "add a red book behind")) == ["mug", "book", ""]
    assert _fields("a white mug", "add a red book behind")["second.place"] == "behind"
    assert _kinds(_fields("a white mug", "add a second mug")) == ["mug", "mug", ""]
    assert _fields("a white mug", "add a second mug")["second.body.colour"] == "#f2f1ee"
    assert _kinds(_fields("a mug, a book and a jar", "remove the book")) == ["mug", "", "jar"]
    assert _kinds(_fields("a mug and a book", "replace the book with a jar")) == ["mug", "jar", ""]
    assert _fields("a mug and a book", "put the book on the left")["second.place"] == "left"


def test_no_more_than_three_objects() -> None:
    before = _fields("a mug, a book and a jar")
    assert _fields("a mug, a book and a jar", "add a red vase") == before
    recipe = _made("five bottles")
    assert _kinds(dict(recipe.fields)) == ["bottle", "bottle", "bottle"]
    assert "no mug" in edits.apply(_made("a red vase"), "make the mug blue").outcomes[0].clause.note


def test_words_go_where_the_noun_says() -> None:
    found = _fields(
        _BOTTLE, 'a label that reads "SOL"', 'add the headline "Now" at the bottom left in cream, in a serif'
    )
    assert (found["label.text"], found["text.words"]) == ("SOL", "Now")
    assert (found["text.place"], found["text.colour"], found["text.face"]) == ("bottom-left", "#efe3c8", "serif")
    assert _fields(_BOTTLE, 'text "A" at the top', 'change the text to "B"', "bigger text")["text.size"] == 1.3
    assert _fields(_BOTTLE, 'headline "A" and subline "B"')["text.sub"] == "B"
    gone = _fields(_BOTTLE, 'a label that reads "SOL"', 'headline "A"', "remove the headline")
    assert (gone["text.words"], gone["label.text"]) == ("", "SOL")
    assert _fields(_FACE, 'change the text to "WOW!"')["word.text"] == "WOW!"
    assert _fields(_VALLEY, 'caption "Нордлис" at the bottom')["text.place"] == "bottom"
    assert _fields(_BOTTLE, "bigger text") == _fields(_BOTTLE) | {"text.size": 1.3}
    assert _notes(_BOTTLE, "bigger text") == ["there are no words over the picture; say them in quotes"]


@pytest.mark.parametrize("before", [_BOTTLE, _VALLEY, _FACE])
def test_every_scene_takes_styles_and_finish(before: str) -> None:
    found = _fields(before, "as a watercolour, strong film grain and a subtle vignette")
    assert (found["style.name"], found["finish.grain"], found["finish.vignette"]) == ("watercolour", 0.9, 0.3)
    assert _fields(before, "strong film grain", "less grain")["finish.grain"] == 0.65
    assert _fields(before, "strong film grain", "remove the grain")["finish.grain"] == 0
    inks = _fields(before, "duotone in navy and cream")
    assert (inks["style.name"], inks["style.ink"], inks["style.paper"]) == ("duotone", "#1c2b4f", "#efe3c8")


def test_a_structured_brief_is_read_heading_by_heading() -> None:
    found = _fields(
        """Subject: forest green bottle with a gold cap
Composition: more space above

## Background
- pale blue
**Light:** from the right, warm
Text:
- headline "Winter"
- subline "2026"
Negative: people"""
    )
    assert (found["body.colour"], found["cap.colour"]) == ("#1f4f37", "#c79a46")
    assert found["backdrop.colour"] == "#8da9cf"
    assert (found["light.side"], found["light.warmth"]) == ("right", 0.45)
    assert (found["text.words"], found["text.sub"]) == ("Winter", "2026")


def test_a_brief_says_what_is_set_elsewhere() -> None:
    brief = "Subject: green bottle\nOutput: 4:5, 4K, PNG, transparent background\nPalette: navy and cream"
    adjusted = edits.apply(_made("green bottle"), brief, True, "1:1", "2K")
    report = [(outcome.clause.text, outcome.clause.state) for outcome in adjusted.outcomes]
    assert report == [
        ("green bottle", D), ("4:5", N), ("4K", N), ("PNG", D), ("transparent background", N), ("navy and cream", N),
    ]  # fmt: skip
    assert adjusted.recipe.fields["body.colour"] == "#2f7a4a"


@pytest.mark.parametrize(
    ("prompt", "ratio"),
    [
        ("crop to 4:5", "4:5"), ("square crop", "1:1"), ("for an Instagram story", "9:16"), ("for the feed", "4:5"),
        ("as a website banner", "21:9"), ("YouTube thumbnail", "16:9"), ("A4 poster", "3:4"),
        ("portrait format", "4:5"),
        ('a label that reads "4:5"', ""), ("portrait of a woman", ""), ("a bottle", ""),
    ],
)  # fmt: skip
def test_formats_have_ratios(prompt: str, ratio: str) -> None:
    assert ratios.asked(prompt) == ratio


@pytest.mark.parametrize(
    ("prompt", "note"),
    [
        ("animate it", "this engine makes still pictures"),
        ("mach die Flasche rot", "the embedded engine reads English"),
        ("сделай теплее", "the embedded engine reads English"),
        ("with the Nike logo", "the marks of brands are not drawn; upload the logo, or name a simple one"),
        ("combine it with the photo I sent", "this engine works on one picture at a time, the newest on this path"),
    ],
)  # fmt: skip
def test_what_is_refused_is_refused_in_one_sentence(prompt: str, note: str) -> None:
    adjusted = edits.apply(_made(_BOTTLE), prompt)
    assert [outcome.clause.note for outcome in adjusted.outcomes] == [note]
    assert adjusted.hopeless


def test_slips_of_the_keyboard_are_read() -> None:
    assert set(_changed(_BOTTLE, "pls chnage the botle to forest green")) == {"body.colour"}
    assert _changed(_BOTTLE, "add a boat on the left") == {}
    assert subject.family("a matte blakc botle") == "product"


@pytest.mark.parametrize(
    ("prompt", "field", "kept"),
    [
        ("Snowy mountains, calm sea before them, dusk", "place.kind", "mountains"),
    ],
)
def test_the_first_word_decides_what_a_picture_is_of_and_the_second_is_no_part_of_it(
    prompt: str, field: str, kept: str
) -> None:
    scene = subject.family(prompt)
    adjusted = edits.apply(Recipe(scene, "1:1", 1, dict(fields.DEFAULTS[scene])), prompt, creating=True)
    assert adjusted.recipe.fields[field] == kept
    second = adjusted.outcomes[1].clause
    assert second.state == N
    assert f"are not drawn in one picture: this is {kept}" in second.note


def test_a_complaint_moves_a_number_no_further_than_its_family_goes() -> None:
    recipe = _made(_FACE)
    for _ in range(4):
        recipe = edits.apply(recipe, "too dark").recipe
    assert recipe.fields["light.level"] == 1.0


def test_colour_and_contrast_go_by_degrees() -> None:
    rows = np.linspace(30, 220, 64, dtype=np.uint8)
    picture = np.stack([np.tile(rows, (64, 1)), np.tile(rows[:, None], (1, 64)), np.full((64, 64), 90, np.uint8)], -1)

    def spread(words: str) -> tuple[float, float]:
        shown = after.apply(_made("Misty valley").with_fields(_fields("Misty valley", words)), picture).astype(float)
        return float(np.ptp(shown, axis=2).mean()), float(shown.mean(axis=2).std())

    colour, contrast = spread("more fog")
    assert spread("muted colours")[0] < 0.8 * colour
    assert spread("more vivid colours")[0] > 1.1 * colour
    assert spread("more contrasty")[1] > 1.05 * contrast
    assert spread("flatter look")[1] < 0.9 * contrast
