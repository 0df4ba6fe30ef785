"""The advice to use a Pro model: what shows the need, and what only looks like it."""

from __future__ import annotations

import pytest

from editor.prompt.advice import suggests_pro


def needs(prompt: str) -> list[str]:
    return [reason.need for reason in suggests_pro(prompt)]


@pytest.mark.parametrize(
    "prompt",
    [
        'A bottle whose label says "NOCTURNE"',
        "A poster with the words “Open all night”",
        "Ein Schild mit der Aufschrift „Heute frische Brezeln vom Bäcker“",
        "Une affiche « Grande Fête du Printemps »",
        "a sign reading 'closed'",
        "Add a label reading EAU DE NUIT to the bottle",
        "the headline: SUMMER SALE, on plain ground",
        "An infographic about bees",
        "Change the typography to something older",
        'Keep the logo text "Halden & Co"',
        '"SALE" in the corner',
        '"Nocturne" written on the cap',
    ],
)
def test_words_to_be_set_in_the_picture_are_seen(prompt: str) -> None:
    assert needs(prompt) == ["text"]


@pytest.mark.parametrize(
    "prompt",
    [
        'Give it a "vintage" look',
        'Light it like "golden hour"',
        "No text on the bottle",
        'Remove the "SALE" sticker',
        "Without any lettering or logo",
        "The texture of the label is linen",
        "In other words, make it warmer",
        "A designer's chair, the rug's edge isn't straight",
        "Make the paint read as wet",
        "A desk by the window, signature style of the house",
        "Blank label, natural light",
        "Don't change the bottle's label",
        "5' tall and 6' wide",
    ],
)
def test_what_only_looks_like_text_is_left_alone(prompt: str) -> None:
    assert "text" not in needs(prompt)


@pytest.mark.parametrize(
    "prompt",
    [
        "A woman in a red coat",
        "Two friends at a table by the sea",
        "Portrait of Ada Lovelace",
        "A chef plating a dessert",
        "a hand holding the bottle",
        "Make her face warmer",
        "A crowd under umbrellas",
        "No text, but a couple in the foreground",
    ],
)
def test_people_are_seen(prompt: str) -> None:
    assert needs(prompt) == ["people"]


@pytest.mark.parametrize(
    "prompt",
    [
        "Women's shoes on a grey seamless",
        "A children's book on a shelf",
        "A man-made lake at dusk",
        "Portrait format, please",
        "Portrait of a cat",
        "The clock face in brass",
        "A couple of lemons",
        "An empty street without people",
        "Remove the two people in the background",
        "A snowman with a carrot",
        "Mother-of-pearl inlay",
        "Hand-made paper, second-hand frame",
        "A new model of the car",
        "Baby blue walls",
        "Mannequin in the window",
        "The surface of the manhole cover",
    ],
)
def test_what_is_only_named_after_people_is_left_alone(prompt: str) -> None:
    assert "people" not in needs(prompt)


@pytest.mark.parametrize(
    "prompt",
    [
        "Six bottles in a row",
        "12 different sneakers on a white wall",
        "A dozen tulips",
        "Dozens of small lanterns over the water",
        "A lamp, a vase, two books, a cup and a plant on a desk",
        "Add a lamp, a vase, two books, a cup, and a plant",
    ],
)
def test_many_subjects_are_seen(prompt: str) -> None:
    assert needs(prompt) == ["subjects"]


@pytest.mark.parametrize(
    "prompt",
    [
        "Two bottles and a lemon",
        "Soft, warm, moody, dim, cinematic light",
        "85 mm lens, f/8, 5600 K",
        "Turn it 15 degrees",
        "A 4:5 frame, 16:9 for the banner",
        "Make it 10 times brighter",
        "1950s diner, 70s colours",
        "Raise the light by 20 percent",
        "Six panes of glass in the window",
        "Without the seven lamps",
        "A bottle, a lemon and a knife",
        "Warmer, and the cap gold, and the ground darker, and less grain, and more contrast",
    ],
)
def test_measures_and_short_lists_are_not_many_subjects(prompt: str) -> None:
    assert "subjects" not in needs(prompt)


@pytest.mark.parametrize(
    "prompt", ["The hero shot for the launch", "Print-ready, deep blacks", "Key visual of the spring campaign"]
)
def test_final_hero_pictures_are_seen(prompt: str) -> None:
    assert needs(prompt) == ["final"]


@pytest.mark.parametrize(
    "prompt",
    ["A superhero cape on a hook", "Final touches: less grain", "A fingerprint on the glass", "Blueprint grid"],
)
def test_what_only_sounds_final_is_left_alone(prompt: str) -> None:
    assert needs(prompt) == []


def test_reasons_come_most_telling_first_with_what_was_seen() -> None:
    found = suggests_pro('Hero shot: a woman beside a sign that says "Grand opening"')
    assert [(reason.need, reason.seen) for reason in found] == [
        ("text", "Grand opening"),
        ("people", "woman"),
        ("final", "Hero shot"),
    ]
    assert found[0].because == "the picture holds text"


def test_lists_to_keep_and_change_are_read_too() -> None:
    assert [reason.need for reason in suggests_pro("warmer", keep=["label text NOCTURNE"])] == ["text"]
    assert [reason.need for reason in suggests_pro("warmer", change=["add a child"])] == ["people"]


@pytest.mark.parametrize("prompt", ["", "warmer", "Make the bottle forest green", "Matte black bottle on grey"])
def test_everyday_edits_get_no_advice(prompt: str) -> None:
    assert needs(prompt) == []


def test_long_requests_are_read_in_time() -> None:
    assert suggests_pro(("a lamp no " * 400)[:4000]) == []
    assert suggests_pro('"' * 4000) == []
    assert suggests_pro("a, " * 1300) == []
