"""Edits inside a mask, and the way back: at the level of recipes, without drawing."""

import json
from dataclasses import replace

import pytest

from editor.providers.embedded import fields, layers
from editor.providers.embedded.recipe import Layer, Recipe, dump, load

_ONE, _OTHER = "a" * 64, "b" * 64


def _scene(name: str = "landscape") -> Recipe:
    return Recipe(name, "1:1", 1, dict(fields.DEFAULTS[name]))


def _said(recipe: Recipe, prompt: str, mask: str = "", ratio: str = "") -> Recipe:
    return layers.apply(recipe, prompt, False, ratio or recipe.ratio, mask).recipe


def test_an_edit_inside_a_mask_leaves_the_fields_of_the_picture_alone() -> None:
    before = _scene()
    after = _said(before, "make it night", _ONE)
    assert after.fields == before.fields
    assert after.layers == (Layer(_ONE, {"time.of_day": "night"}),)
    assert load(dump(after)) == after


def test_edits_inside_the_same_mask_become_one_layer() -> None:
    twice = _said(_said(_scene(), "make it night", _ONE), "more fog", _ONE)
    assert len(twice.layers) == 1
    assert set(twice.layers[0].fields) == {"time.of_day", "fog.amount"}
    back = _said(twice, "make it sunrise", _ONE)
    assert set(back.layers[0].fields) == {"fog.amount"}


def test_an_edit_inside_another_mask_lies_on_top() -> None:
    both = _said(_said(_scene(), "make it night", _ONE), "more fog", _OTHER)
    assert [layer.mask for layer in both.layers] == [_ONE, _OTHER]


def test_a_change_of_the_whole_picture_ends_what_the_layers_said_of_the_same_field() -> None:
    marked = _said(_said(_scene(), "make it night", _ONE), "more fog", _ONE)
    after = _said(marked, "make it dusk")
    assert after.fields["time.of_day"] == "dusk"
    assert after.layers == (Layer(_ONE, {"fog.amount": marked.layers[0].fields["fog.amount"]}),)
    assert _said(after, "less fog").layers == ()


def test_another_ratio_leaves_the_marked_edits_out_and_says_so() -> None:
    marked = _said(_scene(), "make it night", _ONE)
    adjusted = layers.apply(marked, "warmer light", False, "16:9", "")
    assert adjusted.recipe.layers == ()
    first = adjusted.outcomes[0].clause
    assert (first.text, first.state) == ("the marked edits", "partly")
    assert "16:9" in first.note


def test_no_more_areas_than_can_be_drawn() -> None:
    recipe = _scene()
    for number in range(layers.MOST):
        recipe = _said(recipe, "make it night", f"{number}" * 64)
    refused = layers.apply(recipe, "more fog", False, "1:1", _ONE)
    assert refused.hopeless
    assert refused.recipe == recipe
    assert str(layers.MOST) in refused.outcomes[0].clause.note
    assert len(_said(recipe, "more fog", recipe.layers[-1].mask).layers) == layers.MOST


def test_a_refused_edit_makes_no_layer() -> None:
    adjusted = layers.apply(_scene(), "add a castle", False, "1:1", _ONE)
    assert adjusted.recipe.layers == ()
    assert not adjusted.carried_out


@pytest.mark.parametrize(
    ("changes", "undo", "back"),
    [
        (["make the bottle red"], "undo that", {"body.colour"}),
        (["make the bottle red", "light from the right"], "undo the colour", {"body.colour"}),
        (["make the bottle red", "light from the right"], "undo the light", {"light.side"}),
        (["make the bottle red, light from the right"], "undo", {"body.colour", "light.side"}),
        (["make the bottle red", "gold cap"], "go back", {"cap.colour", "cap.material"}),
        (['a label that reads "SOL"', 'change the label to "LUNA"'], "restore the label", {"label.text"}),
        (['a label that reads "SOL"', 'label "LUNA"'], "put the label back as it was", {"label.text"}),
        (['headline "Now" at the bottom', 'change the headline to "Then"'], "undo the headline", {"text.words"}),
    ],
)  # fmt: skip
def test_undo_leads_to_the_value_before_the_newest_change(changes: list[str], undo: str, back: set[str]) -> None:
    recipe = _scene("product")
    steps = [recipe]
    for prompt in changes:
        recipe = _said(recipe, prompt)
        steps.append(recipe)
    after = _said(recipe, undo)
    moved = {name for name, value in after.fields.items() if value != recipe.fields[name]}
    assert moved == back
    for name in back:
        before_it = next(step for step in reversed(steps) if step.fields[name] != recipe.fields[name])
        assert after.fields[name] == before_it.fields[name]


def test_undo_goes_to_the_value_before_and_not_to_the_beginning() -> None:
    red = _said(_scene("product"), "make the bottle red")
    green = _said(red, "make the bottle green")
    assert _said(green, "undo the colour").fields["body.colour"] == red.fields["body.colour"]
    assert _said(green, "reset the bottle").fields["body.colour"] == fields.DEFAULTS["product"]["body.colour"]


def test_there_is_nothing_to_undo_before_the_first_change() -> None:
    adjusted = layers.apply(_scene("product"), "undo that", False, "1:1", "")
    assert [outcome.clause.state for outcome in adjusted.outcomes] == ["not possible"]
    made = layers.apply(_scene("product"), "a red bottle", True, "1:1", "").recipe
    assert made.past == ()
    assert layers.apply(made, "undo", False, "1:1", "").recipe.fields == made.fields


def test_undo_leads_back_step_by_step_after_any_kind_of_turn() -> None:
    recipe = layers.apply(_scene("product"), "a red bottle", True, "1:1", "").recipe
    turns = (
        ("make it brass", "", "1:1"), ("more shadow", _ONE, "1:1"), ("make it blue", _ONE, "1:1"),
        ("green", _OTHER, "1:1"), ("light from the right", "", "1:1"), ("add a mug", "", "1:1"),
        ("16:9", "", "16:9"), ("label \"SOL\"", "", "16:9"),
    )  # fmt: skip
    steps = [recipe]
    for prompt, mask, ratio in turns:
        recipe = replace(layers.apply(recipe, prompt, False, ratio, mask).recipe, ratio=ratio)
        assert load(dump(recipe)) == recipe
        steps.append(recipe)
    for before in reversed(steps[:-1]):
        adjusted = layers.apply(recipe, "undo that", False, recipe.ratio, "")
        recipe = adjusted.recipe
        assert [outcome.clause.state for outcome in adjusted.outcomes] == ["done"]
        assert adjusted.carried_out
        assert (recipe.fields, recipe.layers, recipe.ratio) == (before.fields, before.layers, before.ratio)
    assert layers.apply(recipe, "undo", False, recipe.ratio, "").hopeless


def test_a_mask_that_comes_with_undo_marks_nothing() -> None:
    marked = _said(_scene("product"), "make it blue", _ONE)
    assert _said(marked, "undo that", _ONE).layers == ()
    assert _said(marked, "undo the colour").layers == ()


def test_undo_and_something_else_is_one_step_from_what_was_put_back() -> None:
    red = _said(_scene("product"), "make the bottle red")
    blue = _said(red, "undo that, make the bottle blue")
    assert _said(blue, "undo").fields == _scene("product").fields


@pytest.mark.parametrize(
    ("changes", "undo", "back"),
    [
        (["make it brass"], "undo the colour", {"body.colour", "body.material"}),
        (["make it brass", "light from the right"], "undo the colour", {"body.colour", "body.material"}),
        (["make the bottle red, blue cap", "warmer light"], "undo the colour", {"body.colour", "cap.colour"}),
        (["make the bottle red", "on an oak table"], "undo the colour", {"body.colour"}),
        (["the bottle red and the mug blue", "warmer light"], "undo the colour", {"body.colour", "second.body.colour"}),
    ],
)  # fmt: skip
def test_undo_of_the_colour_takes_back_what_that_instruction_coloured(
    changes: list[str], undo: str, back: set[str]
) -> None:
    recipe = layers.apply(_scene("product"), 'a black bottle and a white mug, label "SOL"', True, "1:1", "").recipe
    before = recipe.fields
    for prompt in changes:
        recipe = _said(recipe, prompt)
    after = _said(recipe, undo).fields
    moved = {name for name, value in after.items() if value != recipe.fields[name]}
    assert moved == back
    assert all(after[name] == before[name] for name in back)


def test_undo_of_the_colour_goes_further_back_each_time() -> None:
    red = _said(_scene("product"), "make the bottle red")
    green = _said(_said(red, "make the bottle green"), "warmer light")
    once = _said(green, "undo the colour")
    assert once.fields["body.colour"] == red.fields["body.colour"]
    assert _said(once, "undo the colour").fields["body.colour"] == _scene("product").fields["body.colour"]


def test_a_recipe_of_before_can_still_be_undone() -> None:
    red = _said(_scene("product"), "make the bottle red")
    content = json.loads(dump(red))
    del content["past"]
    old = load(json.dumps({**content, "was": {"body.colour": "#2a2b2e", "cap.colour": ""}}).encode())
    assert _said(old, "undo").fields == _scene("product").fields


def test_an_object_that_was_taken_out_comes_back_as_it_was() -> None:
    both = layers.apply(_scene("product"), "a blue mug and a red book", True, "1:1", "").recipe
    without = _said(both, "remove the book")
    assert without.fields["second.object.kind"] == ""
    assert _said(without, "undo that").fields == both.fields
