"""Forms read, limit and speak; they never write."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict

from editor.render.ask import Ask
from editor.web import forms
from editor.web.settings_form import SettingsForm

KEY = uuid.uuid4().hex


def sent(**fields: Any) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in {"key": KEY, **fields}.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def test_fresh_form_carries_a_fresh_key() -> None:
    first, second = (forms.AskForm()["key"].value() for _ in range(2))
    assert first != second
    assert forms.KEY_PATTERN.fullmatch(first)


def test_hidden_key_is_not_restored_by_the_browser() -> None:
    assert 'autocomplete="off"' in str(forms.KeyForm()["key"])


def test_ask_form_makes_an_ask() -> None:
    form = forms.AskForm(
        sent(
            prompt="  warmer light ",
            keep=["label  text", " "],
            change=["backdrop"],
            aspect_ratio="4:5",
            image_size="2K",
            choice="gemini:gemini-3-pro-image",
            seed="7",
        )
    )
    assert form.is_valid(), form.sentences
    model = "gemini-3-pro-image"
    assert form.ask() == Ask("warmer light", ("label text",), ("backdrop",), "4:5", "2K", model, "gemini", 7)


def test_ask_form_leaves_the_rest_to_the_session() -> None:
    form = forms.AskForm(sent(prompt="warmer"))
    assert form.is_valid()
    assert form.ask() == Ask("warmer", aspect_ratio="1:1", image_size="1K")


def test_change_list_alone_is_enough() -> None:
    assert forms.AskForm(sent(change=["forest green"])).is_valid()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Write what should change."),
        ({"prompt": "x", "keep": ["a"] * 13}, "13 things to keep. The limit is 12: join some."),
        ({"prompt": "x", "change": ["a" * 201]}, "A thing to change has at most 200 characters. Shorten it."),
        ({"prompt": "x", "seed": "many"}, "The seed is a whole number."),
        ({"prompt": "x", "image_size": "4K"}, "4K is made at Finalize only. Use 2K or less while you iterate."),
    ],
)
def test_ask_form_says_what_is_wrong(fields: dict[str, Any], sentence: str) -> None:
    form = forms.AskForm(sent(**fields))
    assert not form.is_valid()
    assert form.sentences == [sentence]


def test_start_form_with_a_picture_alone_asks_no_model() -> None:
    form = forms.StartForm(sent(), {"file": SimpleUploadedFile("a.png", b"x")})
    assert form.is_valid()
    assert form.first_ask() is None


def test_upload_form_needs_a_file() -> None:
    assert forms.UploadForm(sent(), {}).sentences == ["Choose a picture: PNG, JPEG or WebP."]


def test_empty_file_is_told() -> None:
    form = forms.UploadForm(sent(), {"file": SimpleUploadedFile("a.png", b"")})
    assert form.sentences == ["This file is empty. Choose another."]


def test_critique_takes_text_and_pins() -> None:
    pins = [{"x": 0.25, "y": 1, "text": " too  dark "}, {"x": 0, "y": 0, "text": ""}]
    form = forms.CritiqueForm(sent(text="Nice", pins=json.dumps(pins)))
    assert form.is_valid()
    assert form.cleaned_data["pins"] == [{"x": 0.25, "y": 1.0, "text": "too dark"}]


@pytest.mark.parametrize(
    "pins",
    ["{", "7", "[1]", '[{"x": 2, "y": 0}]', '[{"x": "NaN", "y": 0}]', '[{"y": 0}]', '[{"x": null, "y": 0}]', '["a"]'],
)
def test_pins_that_make_no_sense_are_told(pins: str) -> None:
    assert forms.CritiqueForm(sent(pins=pins)).sentences == ["The pins could not be read. Put them again."]


def test_critique_says_something_or_is_refused() -> None:
    assert forms.CritiqueForm(sent()).sentences == ["Write a remark, or put a pin on the picture."]


def test_too_many_pins_are_told() -> None:
    pins = json.dumps([{"x": 0, "y": 0, "text": "a"}] * 21)
    assert forms.CritiqueForm(sent(pins=pins)).sentences == ["21 pins. The limit is 20."]


def test_rerender_is_2k_unless_told() -> None:
    form, final = forms.RerenderForm(sent()), forms.RerenderForm(sent(image_size="4K"))
    assert form.is_valid()
    assert form.cleaned_data["image_size"] == "2K"
    assert final.sentences == ["Re-render makes 0.5K, 1K or 2K. 4K is made at Finalize."]


def test_finalize_names_model_and_surface() -> None:
    form = forms.FinalizeForm(sent(choice="gemini:gemini-3-pro-image"))
    assert form.is_valid()
    assert (form.surface, form.model) == ("gemini", "gemini-3-pro-image")


def test_settings_change_only_what_was_sent() -> None:
    form = SettingsForm({"title": " New   title "})
    assert form.is_valid()
    assert form.changes() == {"title": "New title"}


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"title": " "}, "A session needs a title. Write one, or leave it as it was."),
        ({"title": "x" * 121}, "A title has at most 120 characters."),
        ({"style_instruction": "x" * 2001}, "The style has 2,001 characters. The limit is 2,000."),
    ],
)
def test_settings_say_what_is_wrong(fields: dict[str, str], sentence: str) -> None:
    assert SettingsForm(fields).sentences == [sentence]
