"""The parser: every clause is accounted for, keeps lock, starters are carried out in full."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from editor.providers.clauses import parse, render
from editor.providers.embedded import colours, fields, layers
from editor.providers.embedded.parse import clauses, edits, lexicon, page, people, subject
from editor.providers.embedded.recipe import Recipe
from editor.providers.embedded.sound import sound
from editor.providers.embedded.starters import PHOTO_COFFEE_EDITS, starters


def _fresh(scene: str) -> Recipe:
    return Recipe(scene, "1:1", 1, dict(fields.DEFAULTS[scene]))


def _made(prompt: str) -> Recipe:
    scene = subject.family(prompt)
    start = edits.with_kind(_fresh(scene), prompt)
    return edits.apply(start, prompt, creating=True).recipe


def _states(adjusted: edits.Adjusted) -> list[str]:
    return [outcome.clause.state for outcome in adjusted.outcomes]


def _vocabulary(scene: str) -> list[str]:
    words = lexicon.of(scene)
    objects = [*words.slots.nouns, *words.slots.kinds] if words.slots else []
    return sorted({*words.targets, *words.things, *lexicon.MATERIALS, *colours.SHADES, *objects})


_PHRASES = [
    "warmer light", "light from the right", "move it left", "bigger", "the second one", "both", "three", "another",
    "undo that", "undo the colour", "put it back", "reset", "too much", "not enough", "too dark", "at the top", "16:9",
    "for a story", "4K", "black and white", "in red, white and blue", "duotone navy and cream", "instead of",
    "from red to",
    "the one on the left", "next to it", "same again", "everything else", "a label that reads SOL", "POW!", "Keep the",
]  # fmt: skip
_NOISE = [
    "dog",
    "castle",
    "remove",
    "add",
    "keep",
    "make",
    "the",
    "a",
    "and",
    "with",
    "on",
    "in",
    "to",
    "without",
    "don't touch",
    "should stay as it is",
    "animate",
    "Nike logo",
    "#a1b2c3",
    "teh",
    "lemon",
    "no",
    "can",
    "my",
    "é",
    "🎉",
    "赤い",
    "قهوة",
    "it's",
]
_MARKS = [
    ",",
    ";",
    ".",
    "\n",
    "\n- ",
    "Keep:",
    "\nAvoid:",
    "\nText: ",
    "## Light\n",
    '"',
    "“x”",
    '"Hi: there"',
    ": ",
    "(",
    "!",
    "?",
    "—",
]


@st.composite
def _instructions(draw: st.DrawFn) -> tuple[str, str]:
    """A scene, and words of its vocabulary among noise, in no order that anybody would write."""
    scene = draw(st.sampled_from(fields.SCENES))
    words = st.one_of(
        st.sampled_from(_vocabulary(scene)), st.sampled_from(sorted(colours.NAMED)), st.sampled_from(_PHRASES),
        st.sampled_from(_NOISE), st.sampled_from(_MARKS), st.text(max_size=6),
    )  # fmt: skip
    return scene, " ".join(draw(st.lists(words, max_size=14)))


@settings(max_examples=200, deadline=None)
@given(_instructions(), st.booleans())
def test_any_instruction_is_accounted_for_clause_by_clause(instruction: tuple[str, str], creating: bool) -> None:
    scene, prompt = instruction
    before = _fresh(scene)
    adjusted = edits.apply(before, prompt, creating)
    report = tuple(outcome.clause for outcome in adjusted.outcomes)
    assert len(report) >= len(clauses.split(prompt))
    assert [clause.state for clause in parse(render(report))] == [clause.state for clause in report]
    assert parse(render(parse(render(report)))) == parse(render(report))
    assert set(adjusted.recipe.fields) == set(before.fields)
    for name, value in adjusted.recipe.fields.items():
        assert type(value) is type(before.fields[name]) or isinstance(value, int | float), name
    if adjusted.recipe.fields != before.fields:
        assert any(clause.state != "not possible" for clause in report)
    assert edits.apply(before, prompt, creating) == adjusted
    assert sound(adjusted.recipe) == adjusted.recipe


@settings(max_examples=100, deadline=None)
@given(_instructions(), st.data())
def test_what_is_to_be_kept_never_moves(instruction: tuple[str, str], data: st.DataObject) -> None:
    scene, prompt = instruction
    kept = data.draw(st.sampled_from(_vocabulary(scene)))
    before = _fresh(scene)
    after = edits.apply(before, f"{prompt}\nKeep: {kept}").recipe
    for name in after.locked:
        assert after.fields[name] == before.fields[name]


@settings(max_examples=100, deadline=None)
@given(_instructions())
def test_undo_after_one_change_leads_back(instruction: tuple[str, str]) -> None:
    scene, prompt = instruction
    before = _fresh(scene)
    after = layers.apply(before, prompt, False, "1:1", "").recipe
    assume(after.last)
    assert layers.apply(after, "undo that", False, "1:1", "").recipe.fields == before.fields


@pytest.mark.parametrize("starter", starters(), ids=lambda starter: starter.title)
def test_starters_and_their_five_edits_are_carried_out_in_full(starter: object) -> None:
    assert hasattr(starter, "prompt")
    recipe = edits.with_kind(_fresh(subject.family(starter.prompt)), starter.prompt)
    for number, prompt in enumerate((starter.prompt, *starter.five_edits)):  # type: ignore[attr-defined]
        adjusted = edits.apply(recipe, prompt, creating=number == 0)
        assert set(_states(adjusted)) == {"done"}, (prompt, adjusted.outcomes)
        assert adjusted.recipe.fields != recipe.fields or number == 0
        recipe = adjusted.recipe


def test_photograph_edits_are_understood() -> None:
    for prompt in PHOTO_COFFEE_EDITS:
        adjusted = edits.apply(_fresh("photo"), prompt)
        assert _states(adjusted) == ["done"], prompt


@pytest.mark.parametrize(
    ("prompt", "changed"),
    [
        ("Make the bottle forest green", {"body.colour": "#1f4f37"}),
        ("make it #335577", {"body.colour": "#335577"}),
        ("change the backdrop from terracotta to dusk blue", {"backdrop.colour": "#6480b3"}),
        ("gold cap", {"cap.colour": "#c79a46", "cap.material": "metal"}),
        ("a label that reads Nuit Blanche", {"label.on": True, "label.text": "Nuit Blanche"}),
        ("light from the right", {"light.side": "right"}),
        ("frosted glass", {"body.material": "frosted"}),
        ("move it left", {"frame.x": -0.3}),
        ("closer", {"frame.zoom": 1.22}),
        ("late sun through a window", {"light.window": True, "light.warmth": 0.55, "light.soft": 0.35}),
        ("make it a mug", {"object.kind": "mug"}),
    ],
)
def test_product_words_change_their_fields_and_nothing_else(prompt: str, changed: dict[str, object]) -> None:
    before = _fresh("product")
    after = edits.apply(before, prompt).recipe.fields
    assert {name: after[name] for name in after if after[name] != before.fields[name]} == changed


def test_a_colour_goes_to_the_noun_it_stands_by() -> None:
    recipe = _made("Forest green bottle with a gold cap on a terracotta backdrop and a cream label")
    assert recipe.fields["body.colour"] == "#1f4f37"
    assert recipe.fields["cap.colour"] == "#c79a46"
    assert recipe.fields["backdrop.colour"] == "#c4694a"
    assert recipe.fields["label.colour"] == "#efe3c8"


def test_keep_locks_what_it_names() -> None:
    before = _made("Green bottle with a gold cap and a cream label that reads NOCTURNE")
    adjusted = edits.apply(
        before, "Keep: Label text NOCTURNE; gold cap\nChange: silver cap; remove the label; red backdrop"
    )
    assert _states(adjusted) == ["done", "done", "not possible", "not possible", "done"]
    for name in ("cap.colour", "label.on", "label.text"):
        assert adjusted.recipe.fields[name] == before.fields[name]
    assert adjusted.recipe.fields["backdrop.colour"] == "#b3262b"
    assert "cap.colour" in adjusted.recipe.locked


def test_a_lock_lasts_one_instruction() -> None:
    before = _made("Green bottle with a gold cap")
    kept = edits.apply(before, "keep the cap, red backdrop").recipe
    assert edits.apply(kept, "silver cap").recipe.fields["cap.colour"] == "#c3c6ca"


def test_keep_and_change_in_one_sentence() -> None:
    before = _made("Green bottle")
    adjusted = edits.apply(before, "keep everything else the same, warmer light")
    assert _states(adjusted) == ["done", "done"]
    assert adjusted.recipe.fields["light.warmth"] == 0.45


def test_unknown_things_are_named_with_who_could() -> None:
    adjusted = edits.apply(_fresh("product"), "make it green and add a dog")
    done, refused = (outcome.clause for outcome in adjusted.outcomes)
    assert done.state == "done"
    assert refused.state == "not possible"
    assert "dog" in refused.note
    assert "gemini-nano-banana-2.1" in refused.note


def test_half_understood_is_partly() -> None:
    (outcome,) = edits.apply(_fresh("product"), "a red zesty bottle").outcomes
    assert outcome.clause.state == "partly"
    assert "zesty" in outcome.clause.note


@pytest.mark.parametrize("prompt", ["a quiet product photo", "soft, elegant, please"])
def test_harmless_words_make_no_noise_on_the_first_turn(prompt: str) -> None:
    assert "not possible" not in _states(edits.apply(_fresh("product"), prompt, creating=True))


def test_avoid_switches_off_and_never_draws() -> None:
    adjusted = edits.apply(_fresh("landscape"), "Avoid: people, fog")
    assert set(_states(adjusted)) == {"done"}
    assert adjusted.recipe.fields["fog.amount"] == 0


@pytest.mark.parametrize(
    ("prompt", "family"),
    [
        ("Matte black bottle on a grey seamless", "product"), ("misty valley at sunrise", "landscape"),
        ("pop art portrait", "portrait"),
        ("a dog", ""), ("a dog in a misty valley", ""), ("a castle on a mountain", ""),
        ("", ""), ("the annual report", ""), ("a zesty bottle", "product"),
    ],
)  # fmt: skip
def test_families(prompt: str, family: str) -> None:
    assert subject.family(prompt) == family


@pytest.mark.parametrize(
    ("prompt", "named"),
    [
        ("Pop art portrait of Marilyn Monroe", True), ("portrait of Jane Quimby Smith", True),
        ("make her look like Taylor Swift", True),
        ("a bottle with a label that reads \"Frida Kahlo\"", False),
        ("Pop-art portrait of a woman with red hair", False),
        ("pop art portrait in the style of Roy Lichtenstein", False), ("Portrait of a Woman", False),
    ],
)  # fmt: skip
def test_named_people_are_noticed(prompt: str, named: bool) -> None:
    assert bool(people.named_person(prompt)) is named


def test_the_vocabulary_is_published() -> None:
    text = page.PAGE.read_text("utf-8")
    assert page.renewed(text) == text, "run python -m editor.providers.embedded.parse.page"
    nouns = [noun for scene in fields.SCENES for noun in lexicon.of(scene).targets]
    for word in (*nouns, *colours.NAMED, *lexicon.MATERIALS, *fields.KINDS):
        assert word in text, word


def test_what_stands_beside_a_colour_gets_it_in_the_starters() -> None:
    bottle, _, face, *_ = starters()
    edited = edits.apply(_made(bottle.prompt), bottle.five_edits[1]).recipe.fields
    assert (edited["object.kind"], edited["body.colour"], edited["body.material"]) == ("bottle", "#174a33", "glass")
    assert (edited["cap.colour"], edited["cap.material"]) == ("#c79a46", "metal")
    portrait = _made(face.prompt).fields
    assert (portrait["hair.colour"], portrait["background.colour"]) == ("#b3262b", "#1f7276")
    assert (portrait["rays.colour"], portrait["word.text"]) == ("#e8bf36", "POW!")
