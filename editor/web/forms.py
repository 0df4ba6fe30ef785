"""One form per thing a person does. They read and limit; writing is `render.submit`'s work.

Every form carries `key`, the idempotency key the server made when it drew the form: sent twice, it opens one turn.
"""

from __future__ import annotations

import re
import uuid
from typing import Any, Final

from django import forms
from django.conf import settings

from editor.render.ask import Ask
from editor.render.hints import Draft
from editor.web.fields import PictureField, Pins, WordList

KEY_PATTERN: Final = re.compile(r"[0-9a-f]{32}")
RATIO_PATTERN: Final = re.compile(r"[1-9]\d?:[1-9]\d?")
PREVIEW_SIZES: Final = ("0.5K", "1K", "2K")


def fresh_key() -> str:
    """A new idempotency key."""
    return uuid.uuid4().hex


class KeyForm(forms.Form):
    """The least a form has: its key. Enough for retry, rerender and finalize at their defaults."""

    key = forms.CharField(widget=forms.HiddenInput(attrs={"autocomplete": "off"}), max_length=32)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = False  # a page may hold several forms, and an id only once
        self.told: list[str] = []
        self.initial.setdefault("key", fresh_key())

    def clean_key(self) -> str:
        """The key as the server made it."""
        key: str = self.cleaned_data["key"]
        if not KEY_PATTERN.fullmatch(key):
            raise forms.ValidationError("This form has no valid key. Reload the page and send it again.")
        return key

    def tell(self, sentence: str) -> None:
        """Add what an act refused, in its own words; `problems.told` calls it."""
        self.told.append(sentence)

    @property
    def sentences(self) -> list[str]:
        """Everything that is wrong, as sentences for the person."""
        found = [str(error) for errors in self.errors.values() for error in errors] if self.is_bound else []
        return [*found, *self.told]


class AskForm(KeyForm):
    """The composer: what to change, what to keep, and how the picture is made."""

    prompt = forms.CharField(required=False, max_length=10**6, strip=True)
    keep = WordList(noun="keep")
    change = WordList(noun="change")
    image_size = forms.CharField(required=False, max_length=4)
    aspect_ratio = forms.CharField(required=False, max_length=5)
    choice = forms.CharField(required=False, max_length=140)
    seed = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=2**31 - 1,
        error_messages={"invalid": "The seed is a whole number."},
    )

    def clean_prompt(self) -> str:
        """Within the limit, which the sentence names."""
        prompt: str = self.cleaned_data["prompt"]
        limit = settings.PROMPT_MAX_CHARS
        if len(prompt) > limit:
            raise forms.ValidationError(f"The prompt has {len(prompt):,} characters. The limit is {limit:,}.")
        return prompt

    def clean_image_size(self) -> str:
        """A preview size; 4K belongs to Finalize."""
        size = self.cleaned_data["image_size"] or "1K"
        if size == "4K":
            raise forms.ValidationError("4K is made at Finalize only. Use 2K or less while you iterate.")
        if size not in PREVIEW_SIZES:
            raise forms.ValidationError(f"There is no size {size}. Choose {', '.join(PREVIEW_SIZES)}.")
        return size

    def clean_aspect_ratio(self) -> str:
        """A ratio; whether the model makes it is judged with the model."""
        ratio = self.cleaned_data["aspect_ratio"] or "1:1"
        if not RATIO_PATTERN.fullmatch(ratio):
            raise forms.ValidationError("The ratio reads like 4:5. Choose one of those shown.")
        return ratio

    def clean(self) -> dict[str, Any]:
        """Something has to be asked for."""
        data = super().clean() or self.cleaned_data
        if "prompt" not in self.errors and not self.says_something():
            self.add_error("prompt", "Write what should change.")
        return data

    def says_something(self) -> bool:
        """Whether there is a prompt or a change to make."""
        return bool(self.cleaned_data.get("prompt") or self.cleaned_data.get("change"))

    def ask(self) -> Ask:
        """The request as the renderer takes it. Empty model and surface mean the session's own."""
        data = self.cleaned_data
        surface, _, model = data["choice"].partition(":")
        return Ask(
            prompt=data["prompt"],
            keep=data["keep"],
            change=data["change"],
            aspect_ratio=data["aspect_ratio"],
            image_size=data["image_size"],
            model=model,
            surface=surface,
            seed=data["seed"],
        )


class HintForm(forms.Form):
    """A request that is still being written: read, never refused. `switch` is a model that was taken from the hint."""

    prompt = forms.CharField(required=False)
    keep = WordList(noun="keep")
    change = WordList(noun="change")
    image_size = forms.CharField(required=False)
    choice = forms.CharField(required=False)
    aspect_ratio = forms.CharField(required=False)
    switch = forms.CharField(required=False)

    def draft(self, style: str = "") -> Draft:
        """The request as the hint reads it. A list that is over its limits is left out: the real form says so."""
        self.is_valid()
        data = self.cleaned_data
        return Draft(
            prompt=data["prompt"],
            keep=data.get("keep", ()),
            change=data.get("change", ()),
            style=style,
            choice=data["switch"] or data["choice"],
            image_size=data["image_size"] or "1K",
            aspect_ratio=data["aspect_ratio"],
        )


class UploadForm(KeyForm):
    """A new root from a picture."""

    file = PictureField()


class StartForm(AskForm):
    """The start of a session: a sentence, a picture, or a picture and what to change in it."""

    file = PictureField(required=False)

    def clean(self) -> dict[str, Any]:
        """A picture alone is enough."""
        brings = self.says_something() or self.cleaned_data.get("file")
        if not brings and not self.errors:
            self.add_error(None, "Write what you want to see, or bring a picture.")
        return self.cleaned_data

    def first_ask(self) -> Ask | None:
        """What is asked for, or None when the picture is only opened."""
        return self.ask() if self.says_something() else None


class CritiqueForm(KeyForm):
    """Remarks on a picture: free text, and pins as JSON [{"x": 0..1, "y": 0..1, "text": "…"}]."""

    text = forms.CharField(required=False, max_length=10**6, strip=True)
    pins = Pins()

    def clean_text(self) -> str:
        """Within the limit of a prompt."""
        text: str = self.cleaned_data["text"]
        if len(text) > settings.PROMPT_MAX_CHARS:
            limit = settings.PROMPT_MAX_CHARS
            raise forms.ValidationError(f"The critique has {len(text):,} characters. The limit is {limit:,}.")
        return text

    def clean(self) -> dict[str, Any]:
        """A remark or a pin."""
        if not self.errors and not (self.cleaned_data["text"] or self.cleaned_data["pins"]):
            self.add_error(None, "Write a remark, or put a pin on the picture.")
        return self.cleaned_data


class RerenderForm(KeyForm):
    """The same picture again, at a preview size."""

    image_size = forms.ChoiceField(
        choices=[(size, size) for size in PREVIEW_SIZES],
        required=False,
        error_messages={"invalid_choice": "Re-render makes 0.5K, 1K or 2K. 4K is made at Finalize."},
    )

    def clean_image_size(self) -> str:
        """2K unless another size was chosen."""
        return self.cleaned_data["image_size"] or "2K"


class FinalizeForm(KeyForm):
    """The 4K final: on the turn's own model, or another that makes 4K."""

    choice = forms.CharField(required=False, max_length=140)

    @property
    def surface(self) -> str:
        """The surface that was chosen; empty for the turn's own."""
        return str(self.cleaned_data["choice"].partition(":")[0])

    @property
    def model(self) -> str:
        """The model that was chosen; empty for the turn's own."""
        return str(self.cleaned_data["choice"].partition(":")[2])


class SignInForm(forms.Form):
    """A named account and its password."""

    username = forms.CharField(
        max_length=150,
        widget=forms.TextInput(attrs={"class": "field", "autocomplete": "username", "autofocus": True}),
        error_messages={"required": "Write the account's name."},
    )
    password = forms.CharField(
        max_length=4096,
        strip=False,
        widget=forms.PasswordInput(attrs={"class": "field", "autocomplete": "current-password"}),
        error_messages={"required": "Write the password."},
    )
