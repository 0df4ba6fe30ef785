"""What is said is done to the thing that is meant, and nothing is done that was not asked."""

import pytest

from editor.providers.embedded import fields
from editor.providers.embedded.parse import subject, wording
from editor.providers.embedded.recipe import Value
from tests.providers.embedded.talks import PHOTO, states, talk


def test_a_palette_colours_what_nothing_else_does() -> None:
    made = talk("Retro poster portrait of a man, grey hair, green suit, muted seventies palette").recipe.fields
    assert made["hair.colour"] == "#9b9da0"
    assert made["background.colour"] == "#eaa63c"


@pytest.mark.parametrize(
    ("prompt", "absent"),
    [
        ("A bottle with a label, and can the type be in a dark brown?", "object.kind=can"),
        ("A phone on grey. Soft box from above", "second.object.kind=carton"),
    ],
)
def test_no_thing_is_drawn_that_was_not_named(prompt: str, absent: str) -> None:
    name, _, value = absent.partition("=")
    assert talk(prompt).recipe.fields[name] != value


def test_two_things_move_aside_together() -> None:
    after = talk("A bottle and a jar on grey", "move both to the left").recipe.fields
    assert float(after["frame.x"]) < 0


def test_larger_dots_bring_no_camera_closer() -> None:
    adjusted = talk("turn it into a halftone", "larger specks", scene=PHOTO)
    assert adjusted.recipe.fields["frame.zoom"] == fields.DEFAULTS[PHOTO]["frame.zoom"]
    assert states(adjusted) == ["not possible"]


def test_a_courtesy_is_no_clause() -> None:
    assert [each.clause.text for each in talk("A mug on grey", "hmm no, make it red").outcomes] == ["make it red"]
    assert wording.plain("can i see it as a line drawing").split() == ["it", "as", "a", "line", "drawing"]


@pytest.mark.parametrize(
    "say", ["too dark, I can't see the mug", "make it warmer so it feels cosy", "brighter, it needs to shout"]
)
def test_a_reason_belongs_to_its_wish(say: str) -> None:
    adjusted = talk("A mug on oak", say)
    assert [each.clause.text for each in adjusted.outcomes] == [say]
    assert states(adjusted) == ["done"]


def test_a_layout_has_no_light_to_darken() -> None:
    adjusted = talk("Infographic with three slots", "the accents are too warm-looking, too yellow")
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
    made = talk(prompt).recipe.fields
    assert {name: made[name] for name in then} == then


def test_a_stop_of_light_is_no_word_and_to_stop_the_rain_is_one() -> None:
    after = talk("City skyline in the rain at night", "stop the rain and brighten it half a stop")
    assert after.recipe.fields["weather.name"] == "clear"
    assert set(states(after)) == {"done"}


def test_two_colours_before_one_thing_are_its_own() -> None:
    made = talk("Calm sea with a pink and orange sky").recipe.fields
    assert (made["sky.tint"], made["sky.low"], made["water.tint"]) == ("#e59ab0", "#dd7325", "")


def test_one_of_several_gets_smaller_and_the_others_stay() -> None:
    after = talk("A bottle, a jar and a tube", "make the jar smaller").recipe.fields
    assert float(after["second.size"]) < 1
    assert after["frame.zoom"] == 1


def test_what_is_said_before_a_name_is_said_of_it() -> None:
    made = talk("A speckled cream vase and a speckled green mug").recipe.fields
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
    assert [each.clause.text for each in talk("A bottle and a bowl on oak", said).outcomes] == told


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
    assert talk("A mug on grey", "turn the seamless into white marble").recipe.fields["ground.kind"] == "marble"


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
    after = talk(*said).recipe.fields
    assert {name: after[name] for name in then} == then
