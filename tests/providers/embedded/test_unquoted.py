"""Words to be set: without quotes where nothing else can be meant, and where they were said to go."""

import pytest

from editor.providers.embedded.parse import unquoted
from editor.providers.embedded.recipe import Value
from tests.providers.embedded.talks import PHOTO, talk


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
    after = talk(*said).recipe.fields
    assert {name: after[name] for name in then} == then


def test_a_colour_after_two_texts_is_theirs() -> None:
    prompt = 'Add "Neue Röstung" big at the top and "ab 3. März" smaller below it, cream colour, something elegant'
    after = talk(prompt, scene=PHOTO).recipe.fields
    assert (after["text.colour"], after["text.face"], after["subject.colour"]) == ("#efe3c8", "serif", "")


def test_it_is_the_headline_while_nothing_else_was_changed() -> None:
    said = ('headline: "Naps" in dark green', "it's getting lost on the background, make it white")
    after = talk(*said, scene=PHOTO).recipe.fields
    assert (after["text.colour"], after["subject.colour"]) == ("#f2f1ee", "")
