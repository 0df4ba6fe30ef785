"""What a designer types, and what the report says: written down before the engine was asked."""

import pytest

from editor.providers.clauses import render
from editor.providers.embedded import fields
from editor.providers.embedded.parse import edits, subject
from editor.providers.embedded.recipe import Recipe

D, P, N = "done", "partly", "not possible"

_BOTTLE = "Matte black bottle with a gold cap on a grey seamless, soft light from the left"
_MUG = "A white coffee mug on a warm grey backdrop"
_VALLEY = "Misty valley at first light, layered pine ridges, low sun on the right"
_FACE = 'Pop-art portrait of a woman with red hair, teal background with yellow rays, a burst that says "POW!"'

_PROMPTS = [
    ("Product shot of an amber glass dropper bottle on a beige backdrop, soft shadows", "product", [P, D]),
    ("Minimal packshot of a matte white cosmetic jar with a wooden lid, pastel pink background", "product", [P, D]),
    ("A water bottle in forest green on a light grey seamless, studio light from the right", "product", [D, D]),
    ("White coffee mug on a wooden table, morning light", "product", [P, D]),
    ("Hero shot of a soda can, bright red, hard light, blue background, no people", "product", [D, D, D, D, D]),
    ("Scented candle in a clear glass, warm evening light, taupe backdrop", "product", [D, D, D]),
    ("Terracotta flower vase against a cream wall with a soft shadow", "product", [D]),
    ("I'd like a perfume bottle, rose gold cap, blush backdrop, quiet and luxurious mood please", "product", [D, D, D]),
    ("Foggy mountain valley at dusk with pines, for a website header with room for a headline", "landscape", [D, D]),
    ("Wide landscape, snowy peaks at night, full moon on the left", "landscape", [D, D, D]),
    ("Comic style portrait of a woman with short black hair and glasses, yellow background", "portrait", [D, D, D]),
    ("Pop art woman, surprised, pink hair, speech bubble saying \"OMG!\"", "portrait", [D, D, D, D]),
]  # fmt: skip

_EDITS = [
    (_BOTTLE, "The cap is too dark (at the upper centre)", [D]),
    (_BOTTLE, "too big, move it left a bit (at the lower left)", [D, D]),
    (_BOTTLE, "The shadow is too hard", [D]),
    (_BOTTLE, "the picture is too warm and a little too bright", [D, D]),
    (_BOTTLE, "The bottle feels too small in the frame", [D]),
    (_BOTTLE, "Love it! Could we try the same in navy with a copper cap?", [D]),
    (_BOTTLE, "Can you swap the backdrop for something warmer, maybe sand?", [D, D]),
    (_BOTTLE, "put it on a marble plinth", [N]),
    (_BOTTLE, "add a sprig of lavender next to it", [N]),
    (_BOTTLE, "Client wants the label to say SOLSTICE in gold", [D]),
    (_BOTTLE, "a bit more contrast please", [D]),
    (_BOTTLE, "make it pop", [N]),
    (_BOTTLE, "warmer, softer light and more room above for copy", [D, D]),
    (_BOTTLE, "Remove the cap", [N]),
    (_BOTTLE, "matte white with a black cap", [D]),
    (_BOTTLE, "make the backdrop a bit warmer", [D]),
    (_BOTTLE, "add a red car on the left", [N]),
    (_BOTTLE, "the label is too big", [N]),
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
    ["water bottle", "wine bottle", "perfume bottle", "olive oil bottle", "coffee mug", "tea cup", "flower vase",
     "soda can", "beer can", "candle jar", "spice jar", "bottle of wine", "scented candle", "teacup"],
)  # fmt: skip
def test_the_first_word_of_a_compound_name_belongs_to_the_object(name: str) -> None:
    prompt = f"A white {name} on a grey backdrop"
    (outcome,) = edits.apply(Recipe("product", "1:1", 1, dict(fields.DEFAULTS["product"])), prompt, True).outcomes
    assert outcome.clause.state == D, outcome
    made = _made(prompt).fields
    assert made["body.colour"] == "#f2f1ee"
    assert made["backdrop.colour"] == "#9b9da0"


@pytest.mark.parametrize(
    ("ground", "note"),
    [
        ("on a wooden table", "a wooden table is not drawn: the object stands on a paper sweep"),
        ("on marble", "marble is not drawn: the object stands on a paper sweep"),
        (
            "on a white marble countertop",
            "a white marble countertop is not drawn: the object stands on a white paper sweep",
        ),
        ("on a rough stone plinth", "a rough stone plinth is not drawn: the object stands on a paper sweep"),
        ("on mossy rocks", "mossy rocks are not drawn: the object stands on a paper sweep"),
        ("against a concrete wall", "a concrete wall is not drawn: the object stands on a paper sweep"),
    ],
)  # fmt: skip
def test_a_ground_that_is_not_drawn_is_said_in_one_note(ground: str, note: str) -> None:
    recipe = Recipe("product", "1:1", 1, dict(fields.DEFAULTS["product"]))
    (outcome,) = edits.apply(recipe, f"A green bottle {ground}", True).outcomes
    assert (outcome.clause.state, outcome.clause.note) == (P, note)
    assert outcome.fields


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
    assert _changed(_BOTTLE, "can we see it from above?") == {}
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


def test_shades_of_a_photograph_change_its_light_and_say_so() -> None:
    recipe = Recipe("photo", "1:1", 1, dict(fields.DEFAULTS["photo"]))
    adjusted = edits.apply(recipe, "the cup is too dark")
    assert adjusted.recipe.fields["light.level"] == 0.4
    assert adjusted.recipe.fields["subject.colour"] == ""
    assert adjusted.outcomes[0].clause.state == P


def test_notes_read_well() -> None:
    assert _notes(_BOTTLE, "top view please") == ["the camera keeps its place in this engine"]
    assert _notes(_VALLEY, "purple sky") == ["colours follow the hour and the season here"]
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
