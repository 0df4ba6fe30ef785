"""Form fields of our own: lists of words, pins on a picture, pictures somebody brings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict

PINS_MAX_CHARS: Final = 100_000


class WordList(forms.Field):
    """A field sent several times under one name (keep=…&keep=…): a tuple of the entries that say something."""

    class Widget(forms.MultipleHiddenInput):
        """Reads every value of the name."""

        def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[str]:
            return data.getlist(name) if isinstance(data, MultiValueDict) else list(data.get(name, ()))

    widget = Widget

    def __init__(self, *, noun: str) -> None:
        super().__init__(required=False)
        self.noun = noun

    def to_python(self, value: list[str] | None) -> tuple[str, ...]:
        """The entries without their outer white space; empty ones are left out."""
        return tuple(" ".join(entry.split()) for entry in value or () if entry.strip())

    def validate(self, value: tuple[str, ...]) -> None:
        """At most LIST_MAX_ITEMS entries of LIST_ITEM_MAX_CHARS characters."""
        most, longest = settings.LIST_MAX_ITEMS, settings.LIST_ITEM_MAX_CHARS
        if len(value) > most:
            raise forms.ValidationError(f"{len(value)} things to {self.noun}. The limit is {most}: join some.")
        if any(len(entry) > longest for entry in value):
            raise forms.ValidationError(f"A thing to {self.noun} has at most {longest} characters. Shorten it.")


class Pins(forms.CharField):
    """Remarks at places, as JSON [{"x": 0..1, "y": 0..1, "text": "…"}]: a list of those that say something."""

    def __init__(self) -> None:
        super().__init__(required=False, max_length=PINS_MAX_CHARS)

    def clean(self, value: Any) -> list[dict[str, Any]]:
        """At most PINS_MAX pins, on the picture, of LIST_ITEM_MAX_CHARS characters."""
        try:
            pins = [_pin(entry) for entry in json.loads(super().clean(value) or "[]")]
        except (ValueError, TypeError, KeyError, AttributeError) as problem:
            raise forms.ValidationError("The pins could not be read. Put them again.") from problem
        most, longest = settings.PINS_MAX, settings.LIST_ITEM_MAX_CHARS
        if len(pins) > most:
            raise forms.ValidationError(f"{len(pins)} pins. The limit is {most}.")
        if any(len(pin["text"]) > longest for pin in pins):
            raise forms.ValidationError(f"A pin says at most {longest} characters. Shorten it.")
        return [pin for pin in pins if pin["text"]]


def _pin(entry: Mapping[str, Any]) -> dict[str, Any]:
    x, y = float(entry["x"]), float(entry["y"])
    if not (0 <= x <= 1 and 0 <= y <= 1):
        raise ValueError("outside the picture")
    return {"x": round(x, 4), "y": round(y, 4), "text": " ".join(str(entry.get("text", "")).split())}


class PictureField(forms.FileField):
    """A picture somebody brings. Its bytes are judged by decoding them, later; here only their number."""

    default_error_messages = {
        "required": "Choose a picture: PNG, JPEG or WebP.",
        "empty": "This file is empty. Choose another.",
        "missing": "No picture arrived. Choose it again.",
        "max_length": "The file's name is too long. Shorten it.",
    }

    def clean(self, data: Any, initial: Any = None) -> UploadedFile[Any] | None:
        """The file, if it is no larger than the limit."""
        file: UploadedFile[Any] | None = super().clean(data, initial)
        limit = settings.UPLOAD_MAX_BYTES
        if file and (file.size or 0) > limit:
            size_mb = (file.size or 0) / 1048576
            raise forms.ValidationError(
                f"This file is {size_mb:.1f} MB. The limit is {limit // 1048576} MB. Choose another."
            )
        return file
