"""How people go on from the last change, name what they see by its colour, and leave out quotes."""

import pytest

from editor.providers.embedded import fields, layers
from editor.providers.embedded.parse import edits, subject, unquoted, wording
from editor.providers.embedded.parse.outcomes import Adjusted
from editor.providers.embedded.recipe import Recipe, Value

PHOTO = "photo"


def _talk(*said: str, scene: str = "") -> Adjusted:
    """The newest answer of a conversation, each instruction read as the engine reads it."""
    family = scene or subject.family(said[0])
    recipe = Recipe(family, "1:1", 1, dict(fields.DEFAULTS[family]))
    if not scene:
        recipe = edits.with_kind(recipe, said[0])
    for number, prompt in enumerate(said):
        adjusted = layers.apply(recipe, prompt, number == 0 and not scene, "1:1", "")
        recipe = adjusted.recipe
    return adjusted


def _states(adjusted: Adjusted) -> list[str]:
    return [str(each.clause.state) for each in adjusted.outcomes]


WARMTH = "light.warmth"


def _warmth(*said: str) -> float:
    adjusted = _talk("A white mug on a grey seamless", "warmer light", *said)
    assert _states(adjusted) == ["done"], adjusted.outcomes
    return float(adjusted.recipe.fields[WARMTH])


def test_a_bit_more_goes_half_as_far_again_and_more_as_far() -> None:
    once = _warmth()
    assert _warmth("a bit more") == pytest.approx(1.5 * once)
    assert _warmth("more") == pytest.approx(2 * once)


def test_too_much_goes_half_the_way_back() -> None:
    assert _warmth("more", "ok too much, half way back please") == pytest.approx(1.5 * _warmth())


def test_further_than_there_is_says_so() -> None:
    adjusted = _talk("A white mug on a grey seamless", "warmer light", "more", "even more", "even more", "even more")
    assert _states(adjusted) == ["not possible"]
    assert adjusted.outcomes[0].clause.note == "that is as far as it goes"


def test_more_of_what_has_no_degrees_asks_back() -> None:
    adjusted = _talk("A white mug on a grey seamless", "make the mug red", "a bit more")
    assert _states(adjusted) == ["not possible"]


def test_the_other_one_takes_what_the_first_gives_back() -> None:
    after = _talk("Two mugs, black and cream", "make the second one terracotta", "no, the other one").recipe.fields
    assert (after["body.colour"], after["second.body.colour"]) == ("#c4694a", "#efe3c8")


def test_the_other_of_three_is_asked_for() -> None:
    adjusted = _talk("A bottle, a jar and a tube", "make the jar red", "no, the other one")
    assert _states(adjusted) == ["not possible"]


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
    adjusted = _talk(*said)
    assert {name: adjusted.recipe.fields[name] for name in then} == then
    assert set(_states(adjusted)) == {"done"}


def test_a_photographs_ground_is_named_by_its_colour() -> None:
    after = _talk("replace the background with plain pink", "try a sky blue instead of the pink", scene=PHOTO)
    assert after.recipe.fields["background.colour"] == "#8fbfe0"
    assert after.recipe.fields["subject.colour"] == ""


def test_a_palette_colours_what_nothing_else_does() -> None:
    made = _talk("Retro poster portrait of a man, grey hair, green suit, muted seventies palette").recipe.fields
    assert made["hair.colour"] == "#9b9da0"
    assert made["background.colour"] == "#eaa63c"


@pytest.mark.parametrize(
    ("prompt", "read"),
    [
        ("add the title DUST ROAD in white", 'add the title "DUST ROAD" in white'),
        ("write GOOD NIGHT, PARIS small at the bottom", 'write "GOOD NIGHT, PARIS" small at the bottom'),
        ("label them: Plan, Build / Launch", 'labels: "Plan", "Build", "Launch"'),
        ("box text: 速い / 簡単 / 安心", 'labels: "速い", "簡単", "安心"'),
        ("Headline: 三つの理由. Dark mode", 'Headline: "三つの理由". Dark mode'),
        ("kraft label with МЁД written on it", 'kraft label with "МЁД" written on it'),
        ('text "Eid Mubarak" and underneath عيد مبارك', 'text "Eid Mubarak" and underneath "عيد مبارك"'),
        ('a label that says "МЁД"', 'a label that says "МЁД"'),
        ("красная бутылка на столе", "красная бутылка на столе"),
        ("make the LABEL bigger", "make the LABEL bigger"),
        ("make the label red, green or blue", "make the label red, green or blue"),
    ],
)
def test_words_to_be_set_need_no_quotes_where_nothing_else_is_meant(prompt: str, read: str) -> None:
    assert unquoted.quoted(prompt) == read


@pytest.mark.parametrize(
    ("said", "then"),
    [
        (
            ("Infographic with three slots", "label them: Plan, Build, Launch"),
            {"label.1.text": "Plan", "label.2.text": "Build", "label.3.text": "Launch", "text.words": ""},
        ),
        (
            ("Storyboard with three panels and captions", "write the captions in Russian: Стресс, Решение, Покой"),
            {"caption.1.text": "Стресс", "caption.2.text": "Решение", "caption.3.text": "Покой", "text.words": ""},
        ),
        (
            ("A mug on grey", 'add the headline "Hear the room."', 'add "From €149" underneath it'),
            {"text.words": "Hear the room.", "text.sub": "From €149"},
        ),
        (
            ("City skyline by day", "write GOOD NIGHT, PARIS at the bottom in white"),
            {"text.words": "GOOD NIGHT, PARIS", "time.of_day": "noon"},
        ),
    ],
    ids=lambda each: each[-1] if isinstance(each, tuple) else "",
)
def test_texts_go_where_they_are_said_to(said: tuple[str, ...], then: dict[str, Value]) -> None:
    after = _talk(*said).recipe.fields
    assert {name: after[name] for name in then} == then


@pytest.mark.parametrize(
    ("prompt", "absent"),
    [
        ("A bottle with a label, and can the type be in a dark brown?", "object.kind=can"),
        ("A phone on grey. Soft box from above", "second.object.kind=carton"),
    ],
)
def test_no_thing_is_drawn_that_was_not_named(prompt: str, absent: str) -> None:
    name, _, value = absent.partition("=")
    assert _talk(prompt).recipe.fields[name] != value


def test_two_things_move_aside_together() -> None:
    after = _talk("A bottle and a jar on grey", "move both to the left").recipe.fields
    assert float(after["frame.x"]) < 0


def test_larger_dots_bring_no_camera_closer() -> None:
    adjusted = _talk("turn it into a halftone", "larger specks", scene=PHOTO)
    assert adjusted.recipe.fields["frame.zoom"] == fields.DEFAULTS[PHOTO]["frame.zoom"]
    assert _states(adjusted) == ["not possible"]


def test_a_courtesy_is_no_clause() -> None:
    assert [each.clause.text for each in _talk("A mug on grey", "hmm no, make it red").outcomes] == ["make it red"]
    assert wording.plain("can i see it as a line drawing").split() == ["it", "as", "a", "line", "drawing"]


@pytest.mark.parametrize(
    "say", ["too dark, I can't see the mug", "make it warmer so it feels cosy", "brighter, it needs to shout"]
)
def test_a_reason_belongs_to_its_wish(say: str) -> None:
    adjusted = _talk("A mug on oak", say)
    assert [each.clause.text for each in adjusted.outcomes] == [say]
    assert _states(adjusted) == ["done"]


def test_two_inks_change_places() -> None:
    after = _talk("make it a duotone, deep purple and peach", "other way round", scene=PHOTO).recipe.fields
    assert (after["style.ink"], after["style.paper"]) == ("#f2bd9a", "#442863")


def test_everything_is_undone_and_what_follows_is_done() -> None:
    adjusted = _talk("warm it up, grain, halftone", "undo everything, original photo, just brighten it", scene=PHOTO)
    changed = {n: v for n, v in adjusted.recipe.fields.items() if v != fields.DEFAULTS[PHOTO][n]}
    assert changed == {"light.level": 0.4}
    assert set(_states(adjusted)) == {"done"}


def test_a_colour_after_two_texts_is_theirs() -> None:
    prompt = 'Add "Neue Röstung" big at the top and "ab 3. März" smaller below it, cream colour, something elegant'
    after = _talk(prompt, scene=PHOTO).recipe.fields
    assert (after["text.colour"], after["text.face"], after["subject.colour"]) == ("#efe3c8", "serif", "")


@pytest.mark.parametrize(
    ("said", "name", "less"),
    [("the grain is way too strong", "finish.grain", 0.9), ("the vignette is too heavy", "finish.vignette", 0.85)],
)
def test_a_finish_that_is_too_strong_is_taken_back(said: str, name: str, less: float) -> None:
    after = _talk("A mug on grey, strong grain and a strong vignette", said).recipe.fields
    assert 0 < float(after[name]) < less


def test_a_layout_has_no_light_to_darken() -> None:
    adjusted = _talk("Infographic with three slots", "the accents are too warm-looking, too yellow")
    assert "the light of the whole picture was changed" not in str(adjusted.outcomes)


@pytest.mark.parametrize(
    ("prompt", "then"),
    [
        ("A lamp in glossy orange on a walnut table", {"body.colour": "#dd7325", "ground.colour": "#5f3f2a"}),
        ('A red book, title "QUIET" in gold', {"label.text": "QUIET", "label.ink": "#c79a46", "text.words": ""}),
        ('A carton with a leaf logo and the text "OAT"', {"label.text": "OAT", "text.words": ""}),
        ('A mug on grey, text "HELLO"', {"text.words": "HELLO", "label.on": False}),
        ("A frosted jar", {"body.colour": "#dfe9e6", "body.material": "frosted"}),
        ("A mug and a frosted jar", {"second.body.colour": "#dfe9e6"}),
    ],
)
def test_what_is_said_of_a_thing_goes_on_it(prompt: str, then: dict[str, Value]) -> None:
    made = _talk(prompt).recipe.fields
    assert {name: made[name] for name in then} == then


def test_a_colour_leads_back_to_what_had_it() -> None:
    said = ("replace the background with plain pink", "try a sky blue instead of the pink", "go back to pink")
    after = _talk(*said, scene=PHOTO).recipe.fields
    assert (after["background.colour"], after["subject.colour"]) == ("#e59ab0", "")


def test_it_is_the_headline_while_nothing_else_was_changed() -> None:
    said = ('headline: "Naps" in dark green', "it's getting lost on the background, make it white")
    after = _talk(*said, scene=PHOTO).recipe.fields
    assert (after["text.colour"], after["subject.colour"]) == ("#f2f1ee", "")


def test_a_stop_of_light_is_no_word_and_to_stop_the_rain_is_one() -> None:
    after = _talk("City skyline in the rain at night", "stop the rain and brighten it half a stop")
    assert after.recipe.fields["weather.name"] == "clear"
    assert set(_states(after)) == {"done"}


def test_colours_alone_after_a_restyle_are_its_inks() -> None:
    after = _talk("make it a halftone", "black on cream", scene=PHOTO).recipe.fields
    assert (after["style.ink"], after["style.paper"], after["background.colour"]) == ("#1c1c1e", "#efe3c8", "")


def test_two_colours_before_one_thing_are_its_own() -> None:
    made = _talk("Calm sea with a pink and orange sky").recipe.fields
    assert (made["sky.tint"], made["sky.low"], made["water.tint"]) == ("#e59ab0", "#dd7325", "")


def test_one_of_several_gets_smaller_and_the_others_stay() -> None:
    after = _talk("A bottle, a jar and a tube", "make the jar smaller").recipe.fields
    assert float(after["second.size"]) < 1
    assert after["frame.zoom"] == 1


def test_what_is_said_before_a_name_is_said_of_it() -> None:
    made = _talk("A speckled cream vase and a speckled green mug").recipe.fields
    assert (made["body.speckle"], made["second.body.speckle"]) == (1, 1)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("remove the bowl, it's distracting", ["remove the bowl, it's distracting"]),
        ("I preferred the old one, make it blue", ["I preferred the old one, make it blue"]),
        ("there's a scratch, make it green", ["there's a scratch, make it green"]),
        ("make it red, it's too wobbly", ["make it red", "it's too wobbly"]),
    ],
)
def test_a_remark_is_told_with_its_wish_and_a_fault_by_itself(said: str, told: list[str]) -> None:
    assert [each.clause.text for each in _talk("A bottle and a bowl on oak", said).outcomes] == told


@pytest.mark.parametrize(
    "prompt",
    [
        "gig poster, duotone navy + coral, an older man with a beard, moody",
        "flat illustration, avatar style: young woman with a bun, soft pastel palette",
    ],
)
def test_a_style_here_and_somebody_there_is_a_portrait(prompt: str) -> None:
    assert subject.family(prompt) == "portrait"
    assert subject.family("A photo of a woman on a horse") == ""


def test_a_seamless_turned_into_marble_is_a_ground_of_marble() -> None:
    assert _talk("A mug on grey", "turn the seamless into white marble").recipe.fields["ground.kind"] == "marble"


@pytest.mark.parametrize(
    ("said", "then"),
    [
        (
            ("An amber bottle on a cream seamless", "Client hates the cream. Try #d8c3a5 for the backdrop"),
            {"body.colour": "#b8600f", "backdrop.colour": "#d8c3a5"},
        ),
        (("Two mugs, one navy one mustard",), {"body.colour": "#1c2b4f", "second.body.colour": "#c2922e"}),
        (
            ("Two mugs, one navy one mustard", "put 'monday' on the navy one and 'friday' on the mustard one"),
            {"label.text": "monday", "second.label.text": "friday", "backdrop.colour": "#c9b79a"},
        ),
        (("A carton, upright, like a tea box",), {"object.kind": "carton", "second.object.kind": ""}),
        (("A tube and a jar on grey", "lose the shadow under the jar"), {"second.object.kind": "jar"}),
        (("Misty valley at dawn", "show it in deep winter"), {"light.level": 0.0, "season.name": "winter"}),
        (
            ("A speaker and a phone on grey", "Phone's competing with the speaker. Make it smaller"),
            {"third.object.kind": ""},
        ),
        (("A bottle on grey", "add a smaller candle next to it"), {"second.size": 0.8, "frame.zoom": 1.0}),
        (
            ("An amber bottle", "make the bottle green", "add a candle", "go back to the amber"),
            {"body.colour": "#b8600f", "second.object.kind": "candle"},
        ),
        (("City skyline at noon", "band name MIDNIGHT ARCADE at the top"), {"time.of_day": "noon"}),
    ],
    ids=lambda each: each[-1] if isinstance(each, tuple) else "",
)
def test_nothing_is_done_that_was_not_asked(said: tuple[str, ...], then: dict[str, Value]) -> None:
    after = _talk(*said).recipe.fields
    assert {name: after[name] for name in then} == then


def test_going_back_to_what_nobody_knows_undoes_nothing() -> None:
    adjusted = _talk("A bottle on grey", "add a candle", "go back to the flurb")
    assert adjusted.recipe.fields["second.object.kind"] == "candle"
    assert _states(adjusted) == ["not possible"]
