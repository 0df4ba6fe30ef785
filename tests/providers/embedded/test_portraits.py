"""Illustrated portraits: every choice is seen, everything stays inside the frame, nothing else moves."""

import hashlib
import json
from itertools import product

import numpy as np
import pytest

from editor.providers.embedded import fields, pixels
from editor.providers.embedded.arrays import Picture
from editor.providers.embedded.parse import edits, subject
from editor.providers.embedded.recipe import Recipe, Value, load
from editor.providers.embedded.scenes import portrait, scene
from editor.providers.embedded.scenes.portrait import layout, poster, setting
from editor.providers.embedded.scenes.portrait.look import GROUNDS, HAIR, HATS, KINDS, MOODS, STYLES, TOPS, Look
from editor.providers.embedded.sound import sound
from tests.providers.embedded.exchange import similarity

_DEFAULTS = fields.DEFAULTS["portrait"]
_SMALL = (128, 128)


def _recipe(ratio: str = "1:1", **changes: Value) -> Recipe:
    named = {name.replace("__", "."): value for name, value in changes.items()}
    return Recipe("portrait", ratio, 1, {**_DEFAULTS, **named})


def _draw(size: tuple[int, int] = _SMALL, **changes: Value) -> Picture:
    return scene("portrait")(_recipe(**changes), *size)


def _digest(picture: Picture) -> str:
    return hashlib.sha256(picture.tobytes()).hexdigest()


@pytest.mark.parametrize("style", STYLES)
def test_every_hair_and_mood_is_drawn_and_is_like_no_other(style: str) -> None:
    pairs = list(product(HAIR, MOODS))
    if style in ("duotone", "line"):  # every hair and every mood, but not every pair of them
        pairs = [(hair, MOODS[n % len(MOODS)]) for n, hair in enumerate(HAIR)]
    seen = {_digest(_draw(style__name=style, hair__style=hair, mood__name=mood)) for hair, mood in pairs}
    assert len(seen) == len(pairs)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("top.kind", TOPS), ("ground.kind", GROUNDS), ("hat.kind", HATS), ("person.kind", KINDS),
        ("person.age", ("young", "adult", "old")), ("head.turn", (-0.8, 0.0, 0.8)),
        ("top.pattern", ("", "dots", "stripes", "check")), ("earrings.kind", ("disc", "hoop", "stud", "pearl")),
    ],
)  # fmt: skip
def test_every_choice_is_seen_in_every_style(style: str, field: str, values: tuple[Value, ...]) -> None:
    seen = {_digest(_draw(style__name=style, **{field: value})) for value in values}
    # A style that shades everything by hand may draw a fade and a halftone fade alike.
    assert len(seen) >= len(values) - (field == "ground.kind")


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    "change",
    [
        {"beard.on": True}, {"moustache.on": True}, {"freckles.on": True}, {"earrings.on": False},
        {"glasses.on": True}, {"glasses.on": True, "glasses.kind": "square"},
        {"glasses.on": True, "glasses.kind": "sun"}, {"brows.weight": 1.5}, {"word.on": True}, {"poster.on": True},
        {"hair.colour": "#2f62a8"}, {"top.colour": "#2f7a4a"}, {"skin.colour": "#5f3a27"}, {"light.level": 0.5},
    ],
)  # fmt: skip
def test_every_switch_and_colour_is_seen_in_every_style(style: str, change: dict[str, Value]) -> None:
    assert _digest(_draw(style__name=style, **change)) != _digest(_draw(style__name=style))


@pytest.mark.parametrize("style", STYLES)
def test_half_and_full_size_show_the_same_picture(style: str) -> None:
    small, large = (_draw(size, style__name=style, word__on=True) for size in ((512, 512), (1024, 1024)))
    assert similarity(small, large) >= 0.95


@pytest.mark.parametrize("style", STYLES)
def test_the_same_recipe_gives_the_same_bytes(style: str) -> None:
    one, two = (_draw((256, 320), style__name=style, hair__style="curly", poster__on=True) for _ in range(2))
    assert one.shape == (320, 256, 3)
    assert one.tobytes() == two.tobytes()


@pytest.mark.parametrize("style", STYLES)
def test_other_hair_leaves_the_background_alone(style: str) -> None:
    before = _draw((512, 512), style__name=style, hair__style="bob")
    after = _draw((512, 512), style__name=style, hair__style="bob", hair__colour="#2f62a8")
    moved = np.abs(before.astype(int) - after.astype(int)).max(axis=2) > 0
    assert moved.any()
    assert not moved[:, :80].any()
    assert not moved[:, -80:].any()
    assert not moved[:20].any()


@pytest.mark.parametrize("ratio", pixels.RATIOS)
@pytest.mark.parametrize("hair", ["bob", "bun", "afro"])
@pytest.mark.parametrize("text", ["POW!", "A REMARKABLY LONG THING TO SHOUT"])
def test_the_burst_stays_inside_the_frame(ratio: str, hair: str, text: str) -> None:
    width, height = pixels.pixels(ratio, "512")
    look = Look.of(_recipe(ratio, word__on=True, word__text=text, hair__style=hair), _DEFAULTS)
    place = layout.figure((0, 0, width, height), look)
    assert place.burst is not None
    left, top, right, bottom = place.box
    assert left + 10 < place.burst.x - place.burst.rx
    assert place.burst.x + place.burst.rx + 10 < right
    assert top + 10 < place.burst.y - place.burst.ry
    assert place.burst.y + place.burst.ry < bottom


@pytest.mark.parametrize(
    "text",
    ["POW!", "A REMARKABLY LONG THING TO SHOUT", "Unbelievablyundividable", "so very many little words to set " * 4],
)
def test_a_block_of_words_fits_its_room(text: str) -> None:
    bounds = setting.whole(setting.block(text, 400, 200, 150)).computeTightBounds()
    assert bounds.width() <= 401
    assert bounds.height() <= 230  # descenders may hang a little below


@pytest.mark.parametrize("ratio", pixels.RATIOS)
@pytest.mark.parametrize("place", ["top", "bottom", "left", "right"])
def test_the_words_of_a_poster_stay_inside_their_room_and_off_the_picture(ratio: str, place: str) -> None:
    width, height = pixels.pixels(ratio, "512")
    look = Look.of(_recipe(ratio, poster__on=True, text__words="Night Market", text__place=place), _DEFAULTS)
    sheet = layout.sheet(width, height, look)
    left, top, right, bottom = sheet.words
    assert 0 < left < right < width
    assert 0 < top < bottom < height
    a, b, c, d = sheet.panel
    assert c <= left or right <= a or d <= top or bottom <= b
    room = (bottom - top) / sheet.unit - poster.FOOT - poster.AIR + 0.5
    title = setting.whole(poster.title(look, (right - left) / sheet.unit, room)).computeTightBounds()
    assert title.width() <= (right - left) / sheet.unit
    assert title.height() <= room * 1.12


@pytest.mark.parametrize("ratio", ["1:1", "9:16", "16:9", "1:8", "8:1"])
@pytest.mark.parametrize("style", STYLES)
def test_a_poster_keeps_its_margin_clear(ratio: str, style: str) -> None:
    width, height = pixels.pixels(ratio, "512")
    words = {"text.words": "Night Market", "text.sub": "Every Friday"}
    picture = _draw((width, height), ratio=ratio, style__name=style, poster__on=True, **words)
    rim = max(2, round(0.02 * min(width, height)))
    border = np.concatenate([picture[:rim].reshape(-1, 3), picture[-rim:].reshape(-1, 3)])
    assert len(np.unique(border, axis=0)) == 1


def test_a_recipe_from_before_is_drawn_with_its_sunglasses() -> None:
    old = {"hair.style": "bob", "glasses.on": True, "rays.on": True}
    content = {
        "version": 1,
        "scene": "popart",
        "ratio": "1:1",
        "seed": 1,
        "fields": old,
        "locked": [],
        "base": "",
        "style": "",
    }
    read = sound(load(json.dumps(content).encode()))
    assert read is not None
    look = Look.of(read, _DEFAULTS)
    assert (look.hair, look.glasses, look.ground) == ("bob", "sun", "rays")


def _fields(prompt: str, creating: bool = True) -> dict[str, Value]:
    adjusted = edits.apply(Recipe("portrait", "1:1", 1, dict(_DEFAULTS)), prompt, creating=creating)
    assert {outcome.clause.state for outcome in adjusted.outcomes} == {"done"}, adjusted.outcomes
    return {name: value for name, value in adjusted.recipe.fields.items() if _DEFAULTS[name] != value}


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        (
            "Flat style portrait of a man, curly black hair, olive turtleneck, gold earrings, calm mood",
            {"style.name": "flat", "person.kind": "man", "hair.style": "curly", "hair.colour": "#1c1c1e",
             "top.kind": "turtleneck", "top.colour": "#6c6a35", "earrings.colour": "#c79a46"},
        ),
        ("Line drawing of a man with a ginger beard",
         {"style.name": "line", "beard.on": True, "hair.colour": "#c2622c"}),
        ("Risograph poster of an old woman with a bun and round glasses",
         {"style.name": "duotone", "poster.on": True, "person.age": "old", "hair.style": "bun", "glasses.on": True}),
        ("Flat illustration of a woman, freckles, polka dot dress, green leaves behind her",
         {"freckles.on": True, "top.kind": "dress", "top.pattern": "dots", "ground.kind": "leaves",
          "leaves.colour": "#2f7a4a"}),
        ("Portrait of a black woman with an afro, gold hoop earrings, plain mustard background",
         {"skin.colour": "#5f3a27", "hair.style": "afro", "earrings.kind": "hoop", "earrings.colour": "#c79a46",
          "ground.kind": "plain", "background.colour": "#c2922e"}),
        ("Avatar of a woman in a purple headscarf, pastel palette",
         {"hat.kind": "headscarf", "hat.colour": "#5f3a86", "background.colour": "#bfe3de"}),
    ],
)  # fmt: skip
def test_a_first_prompt_is_read(prompt: str, expected: dict[str, Value]) -> None:
    found = _fields(prompt)
    assert {name: found.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("make the shirt green", {"top.kind": "shirt", "top.colour": "#2f7a4a"}),
        ("red sunglasses", {"glasses.on": True, "glasses.kind": "sun", "glasses.colour": "#b3262b"}),
        ("a red beret", {"hat.kind": "beret", "hat.colour": "#b3262b"}),
        ("striped shirt, winking", {"top.kind": "shirt", "top.pattern": "stripes", "mood.name": "wink"}),
        ("make it line art", {"style.name": "line"}), ("facing right", {"head.turn": 0.8}),
        ("bald with a moustache", {"hair.style": "bald", "moustache.on": True}),
        ("turn it into a poster", {"poster.on": True}), ("remove the earrings", {"earrings.on": False}),
        ("keep the rays", {}),
        ("Pink background, white rays", {"background.colour": "#e59ab0", "rays.colour": "#f2f1ee"}),
    ],
)  # fmt: skip
def test_an_edit_moves_what_it_names_and_nothing_else(prompt: str, expected: dict[str, Value]) -> None:
    assert _fields(prompt, creating=False) == expected


def _said(*prompts: str) -> edits.Adjusted:
    """The last of several instructions; the first one begins a portrait."""
    adjusted = edits.apply(Recipe("portrait", "1:1", 1, dict(_DEFAULTS)), prompts[0], creating=True)
    for prompt in prompts[1:]:
        adjusted = edits.apply(adjusted.recipe, prompt)
    return adjusted


@pytest.mark.parametrize(
    ("prompts", "why"),
    [
        (("Flat portrait of a bald man", "make his hair blue"), "no hair on a bald head"),
        (("Portrait of a woman in a headscarf", "make her hair blue"), "covers the hair"),
        (("Portrait of a woman with sunglasses", "green eyes"), "hide the eyes"),
        (("Portrait of a woman in a headscarf", "gold earrings"), "headscarf covers it"),
        (("Flat portrait of a man", "more dots"), "ask for pop art"),
        (("Pop art portrait of a man", "make the paper cream"), "have inks of their own"),
        (("Flat portrait of a man with a beard", "add a moustache"), "moustache already"),
        (("Flat portrait of a man", "in a single ink colour"), "ask for a line drawing"),
    ],
)
def test_what_would_not_be_seen_is_said_and_left_alone(prompts: tuple[str, str], why: str) -> None:
    before, after = _said(prompts[0]), _said(*prompts)
    assert [outcome.clause.state for outcome in after.outcomes] == ["not possible"]
    assert why in after.outcomes[0].clause.note
    assert after.recipe.fields == before.recipe.fields


def test_a_duotone_says_that_a_colour_becomes_a_tone() -> None:
    outcomes = _said("Duotone portrait of a man", "make his hair blue").outcomes
    assert [(outcome.clause.state, outcome.clause.note) for outcome in outcomes] == [
        ("partly", "a duotone shows it as a tone of its two inks")
    ]


@pytest.mark.parametrize("style", ["Flat", "Duotone", "Line drawing"])
def test_the_loud_red_hair_is_pop_arts_alone(style: str) -> None:
    look = Look.of(_said(f"{style} portrait of a woman").recipe, _DEFAULTS)
    red, green, blue = (int(look.colour("hair")[at : at + 2], 16) for at in (1, 3, 5))
    assert max(red, green, blue) - min(red, green, blue) < 60
    named = Look.of(_said(f"{style} portrait of a woman with pink hair").recipe, _DEFAULTS)
    assert named.colour("hair") == "#e59ab0"


@pytest.mark.parametrize("top", [top for top in TOPS if top != "suit"])
def test_a_tie_is_worn_with_a_collar_whatever_was_worn(top: str) -> None:
    before, after = (
        _said(f"Flat portrait of a man in a {top}"),
        _said(f"Flat portrait of a man in a {top}", "a red tie"),
    )
    assert [outcome.clause.state for outcome in after.outcomes] == ["done"]
    look = Look.of(after.recipe, _DEFAULTS)
    assert (look.top, look.has_tie) == ("shirt", True)
    one, other = (scene("portrait")(each.recipe, *_SMALL) for each in (before, after))
    assert not np.array_equal(one, other)
    assert not Look.of(_said("Portrait of a man in a suit", "remove the tie").recipe, _DEFAULTS).has_tie


def test_two_colours_are_the_inks_of_a_print_and_the_ground_of_anything_else() -> None:
    printed, loud = (
        _said(f"{prompt} in navy and coral").recipe.fields
        for prompt in ("Duotone portrait of a man with short hair", "Pop art portrait of a man")
    )
    assert (printed["style.ink"], printed["style.paper"]) == ("#1c2b4f", "#e87a62")
    assert (loud["background.colour"], loud["rays.colour"]) == ("#1c2b4f", "#e87a62")


def test_a_line_drawing_of_one_ink_holds_nothing_but_ink_and_paper() -> None:
    recipe = _said("Line drawing portrait of a woman, single ink colour on cream paper, red top").recipe
    picture = scene("portrait")(recipe, 256, 256).astype(float)
    ink, paper = (np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) for colour in ("#1b1b3a", "#efe3c8"))
    share = ((picture - paper) @ (ink - paper)) / ((ink - paper) @ (ink - paper))
    assert np.abs(picture - (paper + share[..., None] * (ink - paper))).max() < 12


def test_a_palette_leaves_alone_what_a_first_prompt_names() -> None:
    fields = _said("Flat portrait of a woman in a yellow raincoat, teal palette").recipe.fields
    assert (fields["top.colour"], fields["background.colour"]) == ("#e8bf36", "#00a6a6")


def test_what_no_pen_can_do_is_refused() -> None:
    adjusted = edits.apply(Recipe("portrait", "1:1", 1, dict(_DEFAULTS)), "make it photorealistic")
    assert [outcome.clause.state for outcome in adjusted.outcomes] == ["not possible"]


@pytest.mark.parametrize(
    "prompt",
    ["portrait of a man", "pop art", "comic face", "poster of a woman", "avatar", "illustrated face",
     "line drawing of a man", "duotone portrait"],
)  # fmt: skip
def test_first_prompts_that_open_a_portrait(prompt: str) -> None:
    assert portrait.portrait.WORDS.opens is not None
    assert portrait.portrait.WORDS.opens.search(prompt)


def test_the_starter_still_opens_a_portrait() -> None:
    assert subject.family("Pop-art portrait of a woman with red hair") == "portrait"


def test_a_background_is_not_worn_and_young_is_an_age() -> None:
    assert _fields("striped background", creating=False) == {"ground.kind": "stripes"}
    assert _fields("portrait of a young man")["person.age"] == "young"


@pytest.mark.parametrize(
    ("first", "then", "changed"),
    [
        (
            "Pop art portrait of a woman",
            "swap background & top colours",
            {"background.colour": "#e4572e", "top.colour": "#00a6a6"},
        ),
        ("Pop art portrait of a woman", "add a fedora in black", {"hat.kind": "brim", "hat.colour": "#1c1c1e"}),
        ("Pop art portrait of a woman", "a woolly hat", {"hat.kind": "beanie"}),
        ("Pop art portrait of a woman", "a raincoat in yellow", {"top.kind": "raincoat", "top.colour": "#e8bf36"}),
        ("Pop art portrait of a woman", "bob with a fringe", {"hair.style": "bob", "hair.fringe": True}),
        ("Line drawing of a woman", "thicker lines", {"ink.weight": 1.4}),
        ("Line drawing of a woman", "she looks a bit sad", {"mood.name": "happy"}),
        ('Film poster of a man, title "NOIR"', "bolder lettering", {"poster.weight": 0.5}),
    ],
)
def test_what_is_said_of_a_portrait_moves_its_fields(first: str, then: str, changed: dict[str, Value]) -> None:
    adjusted = _said(first, then)
    assert {name: adjusted.recipe.fields[name] for name in changed} == changed
    assert {outcome.clause.state for outcome in adjusted.outcomes} == {"done"}


@pytest.mark.parametrize(
    "prompt",
    [
        "simple line drawing avatar of a girl with a bob and round glasses, black line on off white, friendly",
        "avatar of a boy with a cap", "headshot of a lady in a hoodie", "flat character of a man with a beard",
        "illustrated gentleman with a fedora", "retro travel poster style portrait of an older gentleman, green suit",
        "Gig poster: flat illustration of a bearded man in a denim jacket",
    ],
)  # fmt: skip
def test_other_names_of_a_portrait_open_it(prompt: str) -> None:
    assert subject.family(prompt) == "portrait"
    assert {outcome.clause.state for outcome in _said(prompt).outcomes} == {"done"}


@pytest.mark.parametrize("style", STYLES)
def test_words_of_the_papers_colour_stand_on_a_sheet_of_ink(style: str) -> None:
    asked: dict[str, Value] = {"style__name": style, "poster__on": True, "text__words": "WINTER"}
    plain, pale = (_draw((256, 256), **asked, text__colour=colour).astype(int) for colour in ("", "#f4efe4"))
    assert plain[2, 2].sum() > 550 > 300 > pale[2, 2].sum()
    title = pale[12:60, 12:244].sum(axis=2)
    assert title.max() - title.min() > 350


def test_heavier_letters_and_lines_take_more_ink() -> None:
    asked: dict[str, Value] = {"style__name": "flat", "poster__on": True, "text__words": "NOIR"}
    heavy = [_draw((256, 256), **asked, poster__weight=weight)[10:58].mean() for weight in (-0.5, 0.0, 1.0)]
    lines = [_draw((256, 256), style__name="line", ink__weight=weight).mean() for weight in (0.6, 1.0, 1.8)]
    assert heavy == sorted(heavy, reverse=True)
    assert lines == sorted(lines, reverse=True)
    assert len({*heavy, *lines}) == 6
