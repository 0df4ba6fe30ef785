"""Conversations that a designer wrote without having seen the vocabulary: what was promised is carried out in full."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from editor.providers.embedded import fields, layers
from editor.providers.embedded.parse import edits, people, subject
from editor.providers.embedded.recipe import Recipe
from editor.providers.embedded.sound import sound

_CHAINS: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "conversations.toml").read_text("utf-8")
)["chain"]  # fmt: skip
_ELSEWHERE = "beside the prompt"  # a ratio is set by the picker, which takes it from the words


def _begun(prompt: str, ratio: str) -> Recipe:
    scene = subject.family(prompt)
    assert scene, f"refused: {prompt}"
    return edits.with_kind(Recipe(scene, ratio, 1, dict(fields.DEFAULTS[scene])), prompt)


@pytest.mark.parametrize("chain", _CHAINS, ids=lambda chain: chain["turn"][0]["say"][:50])
def test_what_was_promised_is_carried_out(chain: dict[str, Any]) -> None:
    recipe: Recipe | None = None
    if chain["family"] == "photograph":
        recipe = Recipe("photo", chain["ratio"], 1, dict(fields.DEFAULTS["photo"]))
    for turn in chain["turn"]:
        if people.named_person(turn["say"]):
            continue
        creating = recipe is None
        recipe = recipe or _begun(turn["say"], chain["ratio"])
        adjusted = layers.apply(recipe, turn["say"], creating, chain["ratio"], "")
        recipe = adjusted.recipe
        assert sound(recipe) == recipe, turn["say"]
        short = [
            f"{each.clause.text}: {each.clause.note or each.clause.state}"
            for each in adjusted.outcomes
            if each.clause.state != "done" and _ELSEWHERE not in each.clause.note
        ]
        assert adjusted.outcomes, turn["say"]
        if turn["promised"] is True:
            assert bool(short) == bool(turn.get("short")), f"{turn['say']}\n" + "\n".join(short)
