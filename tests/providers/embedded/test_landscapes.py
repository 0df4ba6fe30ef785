"""The landscapes: every place at every hour, the same at every size, and the words that lead there."""

import hashlib
from itertools import pairwise
from types import ModuleType

import numpy as np
import pytest
from numpy.typing import NDArray

from editor.providers.embedded import fields
from editor.providers.embedded.parse import edits
from editor.providers.embedded.pixels import pixels
from editor.providers.embedded.recipe import Value
from editor.providers.embedded.scenes import scene
from editor.providers.embedded.scenes.hours import HOURS
from editor.providers.embedded.scenes.landscape import dunes, mountains
from editor.providers.embedded.scenes.landscape.view import view
from editor.providers.embedded.scenes.landscape.weather import WEATHERS
from editor.providers.embedded.words.landscape import WORDS
from editor.providers.embedded.words.places import NOT_IN, NOT_WHEN
from tests.providers.embedded.exchange import similarity
from tests.providers.embedded.landscapes import THUMB, Changes, drawn, recipe

PLACES = ("valley", "mountains", "sea", "dunes", "forest", "city")


def difference(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    """The mean difference in steps of 255."""
    return float(np.abs(one.astype(np.int16) - other.astype(np.int16)).mean())


@pytest.mark.parametrize("place", PLACES)
def test_every_place_at_every_hour_is_a_picture_of_its_own(place: str) -> None:
    shown = [drawn(recipe(place, time__of_day=hour)) for hour in HOURS]
    for picture in shown:
        assert picture.shape == (THUMB[1], THUMB[0], 3)
        assert picture.std() > 12  # never an empty or a blown-out frame
    assert all(difference(one, other) > 3 for k, one in enumerate(shown) for other in shown[k + 1 :])


def test_places_differ_under_one_sky() -> None:
    shown = [drawn(recipe(place, time__of_day="noon")) for place in PLACES]
    assert all(difference(one, other) > 5 for k, one in enumerate(shown) for other in shown[k + 1 :])


@pytest.mark.parametrize("place", PLACES)
def test_weathers_differ(place: str) -> None:
    shown = [drawn(recipe(place, weather__name=weather)) for weather in WEATHERS]
    assert all(difference(one, other) > 2 for k, one in enumerate(shown) for other in shown[k + 1 :])


@pytest.mark.parametrize(
    ("place", "changes", "sizes"),
    [
        ("valley", {}, ("512", "1K")), ("dunes", {"time.of_day": "night"}, ("512", "1K")),
        ("forest", {}, ("512", "1K")), ("mountains", {"season.name": "winter", "snow.on": True}, ("512", "1K")),
        ("sea", {"weather.name": "storm"}, ("1K", "2K")),
        ("city", {"weather.name": "rain", "time.of_day": "night"}, ("1K", "4K")),
    ],
)  # fmt: skip
def test_a_larger_size_shows_the_same_picture(place: str, changes: Changes, sizes: tuple[str, str]) -> None:
    made = recipe(place).with_fields(changes)
    small, large = (scene("landscape")(made, *pixels("3:2", size)) for size in sizes)
    assert similarity(small, large) >= 0.95


@pytest.mark.parametrize("place", PLACES)
def test_same_recipe_same_pixels(place: str) -> None:
    made = recipe(place, weather__name="snow", time__of_day="night")
    one, two = (hashlib.sha256(scene("landscape")(made, *THUMB).tobytes()).hexdigest() for _ in range(2))
    assert one == two


@pytest.mark.parametrize("ratio", ["8:1", "1:8"])
@pytest.mark.parametrize("place", PLACES)
def test_extreme_frames_are_filled(place: str, ratio: str) -> None:
    """Down to the lower edge there is ground: no row repeats the one above, no quarter of the frame is flat."""
    width, height = pixels(ratio, "512")
    picture = scene("landscape")(recipe(place, ratio), width // 2, height // 2).astype(np.float32)
    quarters = [part for half in np.array_split(picture, 4) for part in np.array_split(half, 2, axis=1)]
    assert all(part.std() > 2.5 for part in quarters)
    assert all((one != other).any() for one, other in pairwise(picture))


@pytest.mark.parametrize("place", [dunes, mountains])
def test_an_edit_of_the_sky_leaves_the_land_alone(place: ModuleType) -> None:
    before = recipe(place.__name__.rpartition(".")[2])
    after = edits.apply(before, "purple sky, more clouds, add the moon, darker sky").recipe
    assert before.fields != after.fields
    one, two = (place._relief(view(each, 1.5)).edge for each in (before, after))
    assert np.array_equal(one, two)


def test_a_tinted_sky_takes_the_colour_and_the_ground_hardly() -> None:
    plain = drawn(recipe("sea", time__of_day="noon", clouds__amount=0.0))
    tinted = drawn(recipe("sea", time__of_day="noon", clouds__amount=0.0, sky__tint="#b3262b"))
    sky = tinted[:20].astype(np.int16) - plain[:20].astype(np.int16)
    assert sky[..., 0].mean() > 40
    assert sky[..., 2].mean() < -40


# (place, the field, a value for it, what else is wanted for it to show)
_DEGREES: list[tuple[str, str, Value, Changes]] = [
    ("valley", "mountains.height", 1.7, {}), ("valley", "trees.amount", 0.0, {}), ("valley", "fog.amount", 0.0, {}),
    ("valley", "season.name", "autumn", {}), ("valley", "snow.on", True, {}), ("valley", "clouds.amount", 2.0, {}),
    ("mountains", "mountains.height", 0.4, {}), ("mountains", "snow.on", True, {}),
    ("mountains", "trees.amount", 0.0, {}),
    ("mountains", "season.name", "winter", {}), ("mountains", "fog.amount", 2.0, {}),
    ("sea", "water.calm", 0.0, {}), ("sea", "shore.on", True, {}), ("sea", "mountains.height", 1.8, {}),
    ("sea", "fog.amount", 2.0, {}), ("sea", "snow.on", True, {}),
    ("dunes", "dunes.ripples", 0.0, {}), ("dunes", "mountains.height", 1.7, {}), ("dunes", "snow.on", True, {}),
    ("dunes", "fog.amount", 2.0, {}),
    ("forest", "season.name", "autumn", {}), ("forest", "trees.amount", 0.2, {}), ("forest", "snow.on", True, {}),
    ("forest", "fog.amount", 0.0, {}),
    ("city", "city.height", 1.8, {}), ("city", "city.lights", 2.0, {"time.of_day": "night"}),
    ("city", "water.calm", 0.0, {}),
    ("city", "mountains.height", 1.8, {}), ("city", "snow.on", True, {}), ("city", "fog.amount", 0.0, {}),
    *((place, name, "#b3262b", also) for place, names, also in (
        ("valley", ("mountains.tint", "trees.tint"), {}),
        ("mountains", ("mountains.tint", "trees.tint", "grass.tint"), {"time.of_day": "noon"}),
        ("sea", ("water.tint", "mountains.tint"), {}), ("sea", ("sand.tint",), {"shore.on": True}),
        ("dunes", ("sand.tint",), {"time.of_day": "night"}), ("forest", ("trees.tint", "grass.tint"), {}),
        ("city", ("water.tint", "city.tint"), {"time.of_day": "night"})) for name in names),
    ("city", "city.neon", True, {"time.of_day": "night"}),
    ("forest", "shadows.long", True, {"time.of_day": "golden"}), ("dunes", "shadows.long", True, {}),
    ("mountains", "snow.trees", True, {"snow.on": True}), ("sea", "clouds.gap", "right", {"weather.name": "storm"}),
    ("city", "frame.zoom", 1.4, {}), ("dunes", "frame.zoom", 0.7, {}), ("forest", "fog.ground", 0.9, {}),
    *((place, name, value, {"time.of_day": "night"}) for place in PLACES for name, value in (
        ("stars.amount", 0.0), ("moon.on", False), ("moon.size", 3.0), ("moon.phase", "crescent"))),
    *((place, name, value, {}) for place in PLACES for name, value in (
        ("sun.x", -0.45), ("sun.on", False), ("frame.y", -0.6), ("moon.day", True), ("sky.level", -0.6),
        ("light.level", 0.5), ("light.warmth", 0.8))),
]  # fmt: skip


@pytest.mark.parametrize(("place", "name", "value", "also"), _DEGREES)
def test_a_field_shows_in_a_place_that_does_not_disown_it(place: str, name: str, value: Value, also: Changes) -> None:
    assert name not in NOT_IN[place]
    before = recipe(place).with_fields(also)
    one, two = drawn(before), drawn(before.with_fields({name: value}))
    assert (np.abs(one.astype(np.int16) - two.astype(np.int16)).max(-1) > 6).mean() > 0.0008


@pytest.mark.parametrize("place", PLACES)
def test_disowned_fields_do_nothing_there(place: str) -> None:
    """The sentences would be untrue otherwise."""
    values: Changes = {"season.name": "autumn"}
    started = fields.DEFAULTS["landscape"]
    likely: dict[type, Value] = {str: "#b3262b", bool: True, float: 1.6}
    disowned = {name: values.get(name, likely[type(started[name])]) for name in NOT_IN[place]}
    assert difference(drawn(recipe(place)), drawn(recipe(place).with_fields(disowned))) < 0.5
    assert all(sentence[0].islower() for sentence in NOT_IN[place].values())


_OTHERWISE: Changes = {
    "sun.on": False, "moon.day": True, "moon.size": 2.5, "moon.phase": "crescent", "stars.amount": 0.0,
    "city.lights": 2.0, "snow.on": True, "moon.tint": "#b3262b", "city.tint": "#b3262b", "city.neon": True,
    "shadows.long": True, "sun.y": 0.1, "clouds.gap": "right",
}  # fmt: skip


@pytest.mark.parametrize(("ruling", "value"), [(ruling, value) for ruling, rows in NOT_WHEN.items() for value in rows])
def test_fields_that_an_hour_or_a_weather_disowns_do_nothing_in_it(ruling: str, value: str) -> None:
    before = recipe("city").with_fields({"time.of_day": "night", ruling: value})
    disowned = {name: _OTHERWISE[name] for name in NOT_WHEN[ruling][value]}
    assert difference(drawn(before), drawn(before.with_fields(disowned))) < 0.5


@pytest.mark.parametrize(
    ("prompt", "wanted"), [("remove the stars", {"stars.amount": 0.0}), ("too many stars", {"stars.amount": 0.5})]
)
def test_stars_are_for_the_night(prompt: str, wanted: Changes) -> None:
    before = recipe("dunes").with_fields({"time.of_day": "night"})
    after = edits.apply(before, prompt).recipe.fields
    assert {name: value for name, value in after.items() if value != before.fields[name]} == wanted


def test_every_sentence_is_about_a_field_and_a_value_that_exist() -> None:
    known = fields.DEFAULTS["landscape"]
    values = {"time.of_day": set(HOURS), "weather.name": set(WEATHERS)}
    assert set(NOT_IN) == set(PLACES)
    assert all(name in known for sentences in NOT_IN.values() for name in sentences)
    for ruling, by_value in NOT_WHEN.items():
        assert set(by_value) <= values[ruling]
        assert all(name in known for sentences in by_value.values() for name in sentences)


def _made(prompt: str) -> dict[str, Value]:
    return edits.apply(recipe("valley"), prompt, creating=True).recipe.fields


@pytest.mark.parametrize(
    ("prompt", "wanted"),
    [
        ("Seascape at golden hour", {"place.kind": "sea", "time.of_day": "golden"}),
        ("Calm ocean at blue hour", {"place.kind": "sea", "time.of_day": "blue", "water.calm": 0.92}),
        ("A beach at noon", {"place.kind": "sea", "shore.on": True, "time.of_day": "noon"}),
        ("Desert at dusk", {"place.kind": "dunes", "time.of_day": "dusk"}),
        ("Sand dunes at sunrise, thin mist", {"place.kind": "dunes", "fog.amount": 0.7}),
        ("Woods in autumn mist", {"place.kind": "forest", "season.name": "autumn"}),
        ("Edge of a forest at dawn", {"place.kind": "forest", "time.of_day": "sunrise"}),
        ("City skyline at night", {"place.kind": "city", "time.of_day": "night"}),
        ("Cityscape in the rain at dusk", {"place.kind": "city", "weather.name": "rain", "time.of_day": "dusk"}),
        ("Alpine landscape in winter", {"place.kind": "mountains", "season.name": "winter", "snow.on": True}),
        ("Mountains in summer", {"place.kind": "mountains", "snow.on": False}),
        ("Stormy sea at noon", {"place.kind": "sea", "weather.name": "storm", "water.calm": 0.1}),
        ("Misty mountain valley at sunrise with pines", {"place.kind": "valley"}),
        ("Valley with mountains behind, at dusk", {"place.kind": "valley", "time.of_day": "dusk"}),
        ("Rolling hills in spring", {"place.kind": "valley", "season.name": "spring", "mountains.height": 0.65}),
    ],
)
def test_a_first_prompt_finds_its_place(prompt: str, wanted: Changes) -> None:
    assert WORDS.opens is not None
    assert WORDS.opens.search(prompt)
    made = _made(prompt)
    assert {name: made[name] for name in wanted} == wanted


@pytest.mark.parametrize(
    ("place", "prompt", "wanted"),
    [
        ("valley", "add the moon", {"moon.day": True}),
        ("valley", "no clouds", {"clouds.amount": 0.0}),
        ("sea", "calmer sea", {"water.calm": 0.85}),
        ("sea", "make the sea calmer", {"water.calm": 0.85}),
        ("sea", "higher waves", {"water.calm": 0.35}),
        ("sea", "the sea is too rough", {"water.calm": 0.85}),
        ("city", "taller towers", {"city.height": 1.35}),
        ("city", "more windows lit", {"city.lights": 1.6}),
        ("city", "dark windows", {"city.lights": 0.0}),
        ("forest", "it is raining", {"weather.name": "rain"}),
        ("forest", "light snowfall", {"weather.name": "snow"}),
        ("valley", "thunderstorm", {"weather.name": "storm"}),
        ("valley", "overcast", {"weather.name": "cloudy", "clouds.amount": 1.4}),
        ("valley", "make the sky purple", {"sky.tint": "#5f3a86"}),
        ("valley", "darker sky", {"sky.level": -0.4}),
        ("valley", "the sky is too dark", {"sky.level": 0.4}),
        ("mountains", "make the mountains taller", {"mountains.height": 1.4}),
        ("mountains", "crescent moon", {"moon.phase": "crescent", "moon.day": True}),
        ("mountains", "a bigger moon", {"moon.size": 1.8, "moon.day": True}),
        ("dunes", "move the moon to the left", {"moon.day": True, "moon.place": "left"}),
        ("dunes", "bigger moon, and move it lower", {"moon.day": True, "moon.size": 1.8, "moon.y": -0.08}),
        ("city", "a crescent moon top right", {"moon.day": True, "moon.phase": "crescent", "moon.place": "top right"}),
        ("sea", "move the sun a bit higher", {"sun.y": 0.08}),
        ("valley", "make the mountains blue", {"mountains.tint": "#2f62a8"}),
        ("valley", "blue mountains", {"mountains.tint": "#2f62a8"}),
        ("dunes", "make the sand pinkish and the sky deep purple", {"sand.tint": "#d9a0a6", "sky.tint": "#442863"}),
        ("dunes", "pink dunes", {"mountains.tint": "#e59ab0"}),
        ("sea", "teal sea", {"water.tint": "#1f7276"}),
        ("forest", "golden grass", {"grass.tint": "#c79a46"}),
        ("sea", "warm oranges and pinks", {"sky.low": "#f08a35", "sky.tint": "#e08aa6"}),
        ("sea", "horizon low in the frame", {"frame.y": -0.8}),
        ("sea", "grey and windy", {"sky.tint": "#868d95", "clouds.amount": 1.3, "water.calm": 0.35}),
        ("mountains", "snow on the trees", {"snow.on": True, "snow.trees": True}),
        ("forest", "some ground fog", {"fog.ground": 0.9}),
        ("city", "zoom out", {"frame.zoom": 0.85}),
        ("sea", "remove the islands", {"mountains.height": 0.0}),
        ("sea", "thin clouds", {"clouds.amount": 0.7}),
        ("sea", "windy", {"water.calm": 0.35}),
        ("city", "reflections in the river", {"water.calm": 0.8}),
        ("sea", "low orange sun", {"light.warmth": 0.35}),
        ("dunes", "long rippled shadows", {"dunes.ripples": 1.5}),
        ("dunes", "deeper ripples in the sand", {"dunes.ripples": 1.5}),
        ("dunes", "higher dunes", {"mountains.height": 1.4}),
        ("valley", "make it a desert", {"place.kind": "dunes"}),
        ("valley", "red sunset", {"time.of_day": "dusk", "sky.tint": "#b3262b"}),
        ("valley", "fewer trees, thicker fog", {"trees.amount": 0.5, "fog.amount": 1.5}),
    ],
)
def test_an_instruction_moves_its_fields_and_no_others(place: str, prompt: str, wanted: Changes) -> None:
    before = recipe(place)
    after = edits.apply(before, prompt)
    moved = {name: value for name, value in after.recipe.fields.items() if value != before.fields[name]}
    assert moved == wanted
    assert [outcome.clause.state for outcome in after.outcomes] == ["done"] * len(after.outcomes)


@pytest.mark.parametrize("phrase", ["the rain", "the storm", "the snowfall"])
def test_weather_is_taken_off_again(phrase: str) -> None:
    before = recipe("sea", weather__name="rain")
    assert edits.apply(before, f"remove {phrase}").recipe.fields["weather.name"] == "clear"


def test_speaking_of_the_mountains_in_a_valley_leads_nowhere_else() -> None:
    for prompt in ("make the mountains taller", "Keep: the mountains", "more trees behind the forest", "add the moon"):
        assert edits.apply(recipe("valley"), prompt).recipe.fields["place.kind"] == "valley"


@pytest.mark.parametrize(
    ("before", "prompt", "sentence"),
    [
        ("City skyline at noon", "more windows lit", "no window is lit by daylight; ask for dusk or night"),
        ("Misty valley at noon", "calmer sea", "there is no water in this place"),
        ("Stormy sea at night", "move the moon to the left", "the clouds of this weather hide it"),
        ("Calm sea at noon", "a break in the clouds", "the sky is open as it is; ask for clouds, rain or a storm"),
        ("Forest edge at noon", "long shadows", "the sun stands too high for long shadows; ask for golden hour"),
        ("City skyline at noon", "neon glow", "no window is lit by daylight; ask for dusk or night"),
        ("Misty valley at noon", "teal water", "there is no water in this place"),
        ("Stormy sea at night", "more stars", "the clouds of this weather hide it"),
        ("Misty valley at sunrise", "too many stars", "no stars show by daylight; ask for night"),
        ("Misty valley at noon", "smaller moon", "no moon stands in the sky by day; ask for the moon"),
        ("Misty valley at noon in the rain", "add the moon", "the clouds of this weather hide it"),
        ("Misty valley at noon in the rain", "no clouds", "rain and snow fall out of clouds; ask for clear weather"),
    ],
)
def test_what_a_picture_cannot_show_is_said_and_left_alone(before: str, prompt: str, sentence: str) -> None:
    start = edits.apply(recipe("valley"), before, creating=True).recipe
    adjusted = edits.apply(start, prompt)
    assert [(o.clause.state, o.clause.note) for o in adjusted.outcomes] == [("not possible", sentence)]
    assert adjusted.recipe.fields == start.fields


def test_what_shows_once_another_change_is_made_with_it_is_carried_out() -> None:
    start = edits.apply(recipe("valley"), "City skyline at noon", creating=True).recipe
    adjusted = edits.apply(start, "make it night with more windows lit")
    assert {o.clause.state for o in adjusted.outcomes} == {"done"}
