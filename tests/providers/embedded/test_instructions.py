"""Instructions written by somebody who saw neither the parser nor its tests, and what a fair report says of each."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from editor.providers.clauses import render
from editor.providers.embedded import fields, layers
from editor.providers.embedded.parse import edits, people, ratios, subject
from editor.providers.embedded.recipe import Recipe
from editor.providers.embedded.sound import sound
from tests.providers.embedded.exchange import Chat, coffee

_CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("instructions.toml").read_text("utf-8"))["case"]


def _begun(prompt: str) -> tuple[Recipe, edits.Adjusted] | None:
    """The recipe that a first prompt makes and its report; None where the engine refuses the subject."""
    family = subject.family(prompt)
    if people.named_person(prompt) or not family:
        return None
    start = edits.with_kind(Recipe(family, ratios.asked(prompt) or "1:1", 1, dict(fields.DEFAULTS[family])), prompt)
    adjusted = layers.apply(start, prompt, True, start.ratio, "")
    return adjusted.recipe, adjusted


def _edited(recipe: Recipe, prompt: str) -> edits.Adjusted:
    ratio = ratios.asked(prompt) or recipe.ratio
    return layers.apply(recipe, prompt, False, ratio, "")


def _said(case: dict[str, Any]) -> edits.Adjusted | None:
    """What is said of the last instruction of a case; None where it is refused before it is read."""
    if not case["before"]:
        begun = _begun(case["say"])
        return begun[1] if begun else None
    if case["before"] == "photo":
        recipe = Recipe("photo", "3:2", 1, dict(fields.DEFAULTS["photo"]))
    else:
        begun = _begun(case["before"])
        assert begun, f"refused: {case['before']}"
        recipe = begun[0]
    for prompt in case.get("then", ()):
        recipe = _edited(recipe, prompt).recipe
    return None if people.named_person(case["say"]) else _edited(recipe, case["say"])


def _plain(text: str) -> str:
    return text.lower().replace("’", "'")


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case["say"].strip().splitlines()[0][:60])
def test_a_blind_instruction_is_reported_fairly(case: dict[str, Any]) -> None:
    adjusted = _said(case)
    if adjusted is None:
        assert case.get("refused"), "refused, though it can be drawn"
        return
    assert sound(adjusted.recipe) == adjusted.recipe, "the next turn would not read it back as it is"
    clauses = tuple(outcome.clause for outcome in adjusted.outcomes)
    if case["before"] == "photo" and case.get("refused"):  # only the photograph itself shows what cannot be taken out
        reply = Chat(ratio="").say(case["say"], coffee())
        assert reply.candidate["finishReason"] == "NO_IMAGE"
        clauses = reply.clauses
    elif case.get("refused"):
        assert not adjusted.carried_out, render(clauses)
    for words, state in case["expect"]:
        met = [clause for clause in clauses if _plain(words) in _plain(clause.text)]
        assert met, f"nothing is said of {words!r}:\n{render(clauses)}"
        assert {clause.state for clause in met} == {state}, f"{words!r} is not {state!r}:\n{render(clauses)}"
