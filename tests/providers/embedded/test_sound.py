"""A recipe from a file that anybody may have written: only what this engine could have set is drawn."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.providers.embedded import fields, finish
from editor.providers.embedded.parse import edits, lexicon
from editor.providers.embedded.recipe import Recipe, Value, dump
from editor.providers.embedded.sound import sound
from tests.providers.embedded.exchange import Chat, ask, inline, send

_HOSTILE: tuple[tuple[str, Value], ...] = (
    ("frame.zoom", 60.0), ("frame.zoom", 0.0), ("frame.zoom", float("inf")), ("body.colour", "zzz"),
    ("body.colour", "#12"), ("light.level", -900.0), ("second.size", 0.0), ("label.text", " " * 90),
    ("label.text", "x" * 9000), ("label.on", "yes"), ("frame.x", True), ("style.name", "foo"), ("light.kind", "lava"),
    ("text.colour", "red"), ("object.kind", "dragon"), ("second.place", "orbit"), ("body.material", "../x"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "value"), _HOSTILE)
def test_a_value_that_was_never_written_is_not_drawn(name: str, value: Value) -> None:
    recipe = sound(Recipe("product", "1:1", 1, {**fields.DEFAULTS["product"], name: value}))
    assert recipe is not None
    assert recipe.fields[name] != value
    assert type(recipe.fields[name]) is type(fields.DEFAULTS["product"][name])


def test_a_forged_picture_is_drawn_from_what_is_sound_in_it() -> None:
    picture = ask("Green bottle").pixels
    forged = {
        "frame.zoom": 60.0,
        "body.colour": "zzz",
        "label.on": True,
        "label.text": "A" * 5000,
        "camera.lens": "macro",
    }
    recipe = Recipe("product", "1:1", 1, {**fields.DEFAULTS["product"], **forged})
    file = finish.png(picture, dump(recipe), own_scene=True)
    reply = send([{"role": "user", "parts": [inline(file), {"text": "warmer light"}]}])
    assert reply.status == 200
    assert reply.pixels.shape == (512, 512, 3)


@pytest.mark.parametrize("scene", fields.SCENES)
def test_what_is_there_at_first_is_sound(scene: str) -> None:
    recipe = Recipe(scene, "1:1", 1, dict(fields.DEFAULTS[scene]))
    assert sound(recipe) == recipe


def _phrases(scene: str) -> list[str]:
    words = lexicon.of(scene)
    said = [
        "bigger",
        "smaller",
        "too dark",
        "too small",
        "warmer",
        "much brighter",
        "move it left",
        "more air above",
        "too soft",
    ]
    return [*said, *(f"too much {thing}" for thing in words.things), *(f"not enough {thing}" for thing in words.things)]


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(fields.SCENES), st.data())
def test_whatever_an_instruction_sets_is_sound(scene: str, data: st.DataObject) -> None:
    recipe = Recipe(scene, "1:1", 1, dict(fields.DEFAULTS[scene]))
    for prompt in data.draw(st.lists(st.sampled_from(_phrases(scene)), min_size=1, max_size=6)):
        recipe = edits.apply(recipe, prompt).recipe
    assert sound(recipe) == recipe


def test_a_conversation_keeps_what_it_set() -> None:
    chat = Chat()
    chat.say('Two red mugs on marble, neon light, a label that reads "ÅNGSTRÖM"')
    first = chat.say("macro lens, a leaf logo").pixels
    again = chat.say("Render this same picture again. Change nothing.")
    assert json.dumps([clause.state for clause in again.clauses]) == '["done", "done"]'
    assert (first == again.pixels).all()
