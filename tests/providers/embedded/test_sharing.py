"""A row of names shares its verb and its description, so no name of a row is called done and left as it was."""

import pytest

from editor.providers.embedded import fields
from editor.providers.embedded.parse import edits, subject
from editor.providers.embedded.recipe import Recipe, Value


def _after(*said: str) -> tuple[dict[str, Value], list[tuple[str, str]]]:
    """The fields after a conversation, and what was told of its last instruction."""
    scene = subject.family(said[0])
    recipe = edits.with_kind(Recipe(scene, "1:1", 1, dict(fields.DEFAULTS[scene])), said[0])
    told: list[tuple[str, str]] = []
    for number, prompt in enumerate(said):
        adjusted = edits.apply(recipe, prompt, creating=number == 0)
        recipe, told = adjusted.recipe, [(each.clause.text, str(each.clause.state)) for each in adjusted.outcomes]
    return recipe.fields, told


def _colours(found: dict[str, Value], part: str) -> list[Value]:
    return [found[f"{slot}{part}.colour"] for slot in ("", "second.", "third.")]


SAGE, GOLD, BLACK, TERRACOTTA = "#9cab8a", "#c79a46", "#1c1c1e", "#c4694a"
TRIO = "A bottle, a jar and a tube in sage green with gold caps on white marble"


def test_a_colour_said_once_is_the_colour_of_the_whole_row() -> None:
    found, told = _after(TRIO)
    assert _colours(found, "body") == [SAGE] * 3
    assert _colours(found, "cap") == [GOLD] * 3
    assert {state for _, state in told} == {"done"}


def test_one_cap_is_the_cap_of_the_last() -> None:
    found, _ = _after("A bottle and a jar with a gold lid")
    assert found["second.cap.colour"] == GOLD
    assert found["cap.colour"] != GOLD


def test_an_object_with_a_colour_of_its_own_ends_the_row() -> None:
    found, _ = _after("A black bottle, a jar and a tube in terracotta")
    assert _colours(found, "body") == [BLACK, TERRACOTTA, TERRACOTTA]


def test_a_description_after_the_row_is_of_all_of_it() -> None:
    found, _ = _after("A bottle and a jar, matte black, with white labels")
    assert (found["body.colour"], found["second.body.colour"]) == (BLACK, BLACK)
    assert found["label.on"]
    assert found["second.label.on"]


def test_an_instruction_to_a_row_reaches_each_of_it() -> None:
    found, told = _after(TRIO, "make the bottle, the jar and the tube terracotta")
    assert _colours(found, "body") == [TERRACOTTA] * 3
    assert told == [("make the bottle", "done"), ("the jar", "done"), ("the tube terracotta", "done")]


@pytest.mark.parametrize(
    ("said", "then"),
    [
        ((TRIO, "remove the jar and the tube"), {"second.object.kind": "", "third.object.kind": ""}),
        (("A bottle on paper", "add a mug and a bowl"), {"second.object.kind": "mug", "third.object.kind": "bowl"}),
        (
            ('A bottle with a label that reads "X" and a reflection below', "remove the label and the reflection"),
            {"label.on": False, "reflection.level": 0.0},
        ),
        (("Misty valley with fog", "remove the fog and the trees"), {"fog.amount": 0.0, "trees.amount": 0.0}),
        (
            ("Pop-art portrait of a woman with glasses and a hat", "remove the glasses and the hat"),
            {"glasses.on": False, "hat.kind": "none"},
        ),
        (("Pop-art portrait of a woman with glasses and a hat",), {"glasses.on": True, "hat.kind": "beret"}),
        (("A bottle with a gold cap and a label on marble",), {"label.on": True, "ground.kind": "marble"}),
    ],
    ids=lambda each: each[-1] if isinstance(each, tuple) else "",
)
def test_the_verb_of_a_row_is_said_once(said: tuple[str, ...], then: dict[str, Value]) -> None:
    found, told = _after(*said)
    assert {name: found[name] for name in then} == then
    assert {state for _, state in told} == {"done"}


def test_a_wish_after_a_removal_is_not_removed() -> None:
    found, told = _after("A bottle with a label", "remove the label, warm light")
    assert found["label.on"] is False
    assert float(found["light.warmth"]) > 0
    assert [state for _, state in told] == ["done", "done"]
