"""The scenes: deterministic, the same at every size, honest refusals in place of wrong pictures."""

import hashlib

import numpy as np
import pytest

from editor.providers.clauses import Clause
from editor.providers.embedded import drawing, fields
from editor.providers.embedded.recipe import Recipe
from tests.providers.embedded.exchange import Chat, ask, similarity

_PROMPTS = {
    "product": 'Green glass bottle with a gold cap and a cream label that reads "NOCTURNE", sand backdrop',
    "landscape": "Misty valley at sunrise",
    "portrait": 'Pop-art portrait, "POW!"',
}


@pytest.mark.parametrize("scene", _PROMPTS)
def test_half_and_full_size_show_the_same_picture(scene: str) -> None:
    small, large = ask(_PROMPTS[scene], "1:1", "512"), ask(_PROMPTS[scene], "1:1", "1K")
    assert similarity(small.pixels, large.pixels) >= 0.95


@pytest.mark.parametrize("hour", ["noon", "dusk", "night"])
def test_every_hour_is_the_same_at_every_size(hour: str) -> None:
    prompt = f"Misty valley at {hour}"
    assert similarity(ask(prompt, "1:1", "512").pixels, ask(prompt, "1:1", "1K").pixels) >= 0.95


@pytest.mark.parametrize("scene", _PROMPTS)
def test_same_recipe_same_bytes(scene: str) -> None:
    recipe = Recipe(scene, "4:5", 3, dict(fields.DEFAULTS[scene]))
    one, two = (hashlib.sha256(drawing.draw(recipe, "512", b"").png).hexdigest() for _ in range(2))
    assert one == two


def test_an_edit_leaves_the_rest_of_the_picture_alone() -> None:
    chat = Chat()
    before = chat.say("Green bottle on a grey seamless").pixels
    after = chat.say("gold cap").pixels
    assert np.array_equal(before[300:], after[300:])
    assert not np.array_equal(before[:200], after[:200])


@pytest.mark.parametrize("prompt", ["a dog on a beach", "quarterly figures", ""])
def test_unknown_subject_gives_no_picture_and_says_what_could(prompt: str) -> None:
    reply = ask(prompt)
    assert reply.candidate["finishReason"] == "NO_IMAGE"
    assert "misty mountain valley" in reply.candidate["finishMessage"]
    assert "key" in reply.candidate["finishMessage"]
    assert not reply.png
    assert reply.clauses[0].state == "not possible"


def test_named_person_is_refused_with_a_reason() -> None:
    reply = ask("Pop art portrait of Marilyn Monroe")
    assert reply.candidate["finishReason"] == "IMAGE_PROHIBITED_CONTENT"
    assert "Marilyn Monroe" in reply.candidate["finishMessage"]
    assert not reply.png


def test_an_edit_of_which_nothing_can_be_done_gives_no_picture() -> None:
    chat = Chat()
    chat.say("Green bottle")
    reply = chat.say("add a dog")
    assert reply.candidate["finishReason"] == "NO_IMAGE"
    assert not reply.png
    assert [clause.state for clause in reply.clauses] == ["not possible"]


def test_the_ratio_alone_is_an_edit() -> None:
    chat = Chat()
    chat.say("Green bottle")
    chat.ratio = "4:5"
    assert chat.say("make it 4:5").pixels.shape == (576, 464, 3)


def test_the_setting_wins_over_a_ratio_in_words() -> None:
    clauses = ask("Green bottle, 16:9", "1:1").clauses
    assert [clause.state for clause in clauses] == ["done", "not possible"]
    assert clauses[-1] == Clause("16:9", "not possible", "the ratio is set beside the prompt: 1:1")


@pytest.mark.parametrize("words", ["Make it 4:5 for the feed", "portrait format please", "make it 7:3"])
def test_a_ratio_in_words_that_was_not_set_is_refused_in_one_clause_without_a_picture(words: str) -> None:
    chat = Chat()
    chat.say("Green bottle")
    reply = chat.say(words)
    assert reply.candidate["finishReason"] == "NO_IMAGE"
    assert not reply.png
    (clause,) = reply.clauses
    assert clause.state == "not possible"
    assert "1:1" in clause.note


def test_a_ratio_in_words_that_was_set_is_done_in_one_clause() -> None:
    chat = Chat()
    chat.say("Green bottle")
    chat.ratio = "4:5"
    reply = chat.say("Make it 4:5 for the feed")
    assert [clause.state for clause in reply.clauses] == ["done"]
    assert reply.pixels.shape == (576, 464, 3)


def test_the_rest_of_an_instruction_is_carried_out_beside_a_refused_ratio() -> None:
    chat = Chat()
    chat.say("Green bottle")
    reply = chat.say("Make it 4:5 for the feed, gold cap")
    assert [clause.state for clause in reply.clauses] == ["not possible", "done"]
    assert reply.png


def test_letters_no_font_holds_are_left_out_and_said() -> None:
    reply = ask('Green bottle with a label that reads "\U00013000\U00013001"')
    assert any(clause.state == "partly" and "font" in clause.note for clause in reply.clauses)


def test_style_instruction_is_applied_once() -> None:
    from tests.providers.embedded.exchange import post

    style = {"parts": [{"text": "warm light"}]}
    body = {"contents": [{"role": "user", "parts": [{"text": "Green bottle"}]}], "systemInstruction": style}
    first = post({**body, "generationConfig": {"imageConfig": {"imageSize": "512"}}})
    assert [clause.state for clause in first.clauses] == ["done", "done"]
    again = [*body["contents"], first.turn, {"role": "user", "parts": [{"text": "red cap"}]}]  # type: ignore[misc]
    second = post(
        {"contents": again, "systemInstruction": style, "generationConfig": {"imageConfig": {"imageSize": "512"}}}
    )
    assert len(second.clauses) == 1


def test_a_sessions_style_comes_with_every_prompt_and_is_applied_once() -> None:
    chat = Chat()
    chat.say("Green bottle\nStyle: warmer light, watercolour paper")
    first = chat.say("gold cap\nStyle: warmer light, watercolour paper")
    assert [clause.state for clause in first.clauses] == ["done"]
    assert [clause.state for clause in chat.say("red cap\nStyle: cooler light").clauses] == ["done", "done"]


@pytest.mark.parametrize("scene", _PROMPTS)
def test_rendering_again_larger_changes_nothing(scene: str) -> None:
    chat = Chat()
    before = chat.say(_PROMPTS[scene])
    chat.size = "1K"
    after = chat.say("Render this same picture again at 1K. Change nothing.")
    assert {clause.state for clause in after.clauses} == {"done"}
    assert similarity(before.pixels, after.pixels) >= 0.95


def test_the_rim_of_a_drink_is_drawn_soft() -> None:
    pixels_of = ask("a white mug, black coffee", size="1K").pixels.astype(int).sum(2)
    column = pixels_of[:, 512]
    steps = np.abs(np.diff(column[200:420]))
    assert steps.max() < 330  # no jump from white to black within one pixel


def test_a_glass_holds_what_was_asked() -> None:
    water, wine = (ask(f"a glass of {drink}").pixels.astype(int) for drink in ("water", "red wine"))
    assert water[330, 256].min() > 120
    assert wine[330, 256][0] > wine[330, 256][1] + 20
    level = water[150:300, 256].sum(1)
    assert np.abs(np.diff(level)).max() > 15  # the line of the water's surface
