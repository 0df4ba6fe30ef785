"""How people go on from the last change, go back, and name what they see by its colour."""

import pytest

from editor.providers.embedded import fields
from editor.providers.embedded.recipe import Value
from tests.providers.embedded.talks import PHOTO, states, talk

WARMTH = "light.warmth"


def _warmth(*said: str) -> float:
    adjusted = talk("A white mug on a grey seamless", "warmer light", *said)
    assert states(adjusted) == ["done"], adjusted.outcomes
    return float(adjusted.recipe.fields[WARMTH])


def test_a_bit_more_goes_half_as_far_again_and_more_as_far() -> None:
    once = _warmth()
    assert _warmth("a bit more") == pytest.approx(1.5 * once)
    assert _warmth("more") == pytest.approx(2 * once)


def test_too_much_goes_half_the_way_back() -> None:
    assert _warmth("more", "ok too much, half way back please") == pytest.approx(1.5 * _warmth())


def test_further_than_there_is_says_so() -> None:
    adjusted = talk("A white mug on a grey seamless", "warmer light", "more", "even more", "even more", "even more")
    assert states(adjusted) == ["not possible"]
    assert adjusted.outcomes[0].clause.note == "that is as far as it goes"


def test_more_of_what_has_no_degrees_asks_back() -> None:
    adjusted = talk("A white mug on a grey seamless", "make the mug red", "a bit more")
    assert states(adjusted) == ["not possible"]


def test_the_other_one_takes_what_the_first_gives_back() -> None:
    after = talk("Two mugs, black and cream", "make the second one terracotta", "no, the other one").recipe.fields
    assert (after["body.colour"], after["second.body.colour"]) == ("#c4694a", "#efe3c8")


def test_the_other_of_three_is_asked_for() -> None:
    adjusted = talk("A bottle, a jar and a tube", "make the jar red", "no, the other one")
    assert states(adjusted) == ["not possible"]


@pytest.mark.parametrize(
    ("said", "then"),
    [
        (("A bottle on a pale pink seamless", "swap the pink for sage"), {"backdrop.colour": "#9cab8a"}),
        (("An amber glass bottle", "swap the amber for forest green please"), {"body.colour": "#1f4f37"}),
        (("A bottle on a pale pink seamless", "try a sky blue instead of the pink"), {"backdrop.colour": "#8fbfe0"}),
        (("Two mugs, black and cream", "change the cream to navy"), {"second.body.colour": "#1c2b4f"}),
        (("Duotone portrait of a man in navy and orange", "change the orange to hot pink"), {"style.paper": "#e04f8c"}),
        (
            ("Seamless pattern in coral, mint, navy on cream", "Drop the navy and use mustard instead"),
            {"pattern.1": "#e87a62", "pattern.2": "#a9d6bf", "pattern.3": "#c2922e", "background.colour": "#efe3c8"},
        ),
        (
            ("Gradient background, lavender into mint", "midnight to emerald"),
            {"gradient.1": "#171f3a", "gradient.2": "#1c7f5c"},
        ),
    ],
    ids=lambda each: each[-1] if isinstance(each, tuple) else "",
)
def test_what_is_there_is_named_by_its_colour(said: tuple[str, ...], then: dict[str, Value]) -> None:
    adjusted = talk(*said)
    assert {name: adjusted.recipe.fields[name] for name in then} == then
    assert set(states(adjusted)) == {"done"}


def test_a_photographs_ground_is_named_by_its_colour() -> None:
    after = talk("replace the background with plain pink", "try a sky blue instead of the pink", scene=PHOTO)
    assert after.recipe.fields["background.colour"] == "#8fbfe0"
    assert after.recipe.fields["subject.colour"] == ""


def test_two_inks_change_places() -> None:
    after = talk("make it a duotone, deep purple and peach", "other way round", scene=PHOTO).recipe.fields
    assert (after["style.ink"], after["style.paper"]) == ("#f2bd9a", "#442863")


def test_everything_is_undone_and_what_follows_is_done() -> None:
    adjusted = talk("warm it up, grain, halftone", "undo everything, original photo, just brighten it", scene=PHOTO)
    changed = {n: v for n, v in adjusted.recipe.fields.items() if v != fields.DEFAULTS[PHOTO][n]}
    assert changed == {"light.level": 0.4}
    assert set(states(adjusted)) == {"done"}


@pytest.mark.parametrize(
    ("said", "name", "less"),
    [("the grain is way too strong", "finish.grain", 0.9), ("the vignette is too heavy", "finish.vignette", 0.85)],
)
def test_a_finish_that_is_too_strong_is_taken_back(said: str, name: str, less: float) -> None:
    after = talk("A mug on grey, strong grain and a strong vignette", said).recipe.fields
    assert 0 < float(after[name]) < less


def test_a_colour_leads_back_to_what_had_it() -> None:
    said = ("replace the background with plain pink", "try a sky blue instead of the pink", "go back to pink")
    after = talk(*said, scene=PHOTO).recipe.fields
    assert (after["background.colour"], after["subject.colour"]) == ("#e59ab0", "")


def test_colours_alone_after_a_restyle_are_its_inks() -> None:
    after = talk("make it a halftone", "black on cream", scene=PHOTO).recipe.fields
    assert (after["style.ink"], after["style.paper"], after["background.colour"]) == ("#1c1c1e", "#efe3c8", "")


def test_going_back_to_what_nobody_knows_undoes_nothing() -> None:
    adjusted = talk("A bottle on grey", "add a candle", "go back to the flurb")
    assert adjusted.recipe.fields["second.object.kind"] == "candle"
    assert states(adjusted) == ["not possible"]
