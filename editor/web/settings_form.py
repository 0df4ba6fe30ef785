"""What a person sets for a session. It reads and limits; `sessions.services` writes."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.conf import settings

from sessions.models import Retention

TITLE_MAX_CHARS: Final = 120


class SettingsForm(forms.Form):
    """What a session is called, the style every edit keeps to, and how long it is kept. Only what was sent changes."""

    title = forms.CharField(
        required=False,
        max_length=TITLE_MAX_CHARS,
        error_messages={"max_length": f"A title has at most {TITLE_MAX_CHARS} characters."},
    )
    style_instruction = forms.CharField(required=False, max_length=10**6)
    retention = forms.ChoiceField(choices=Retention.choices, required=False)
    may_fall_back = forms.TypedChoiceField(
        choices=[("yes", "Yes"), ("no", "No")], coerce=lambda said: said == "yes", required=False
    )

    def clean_title(self) -> str:
        """One line. An empty title cannot be found again."""
        title = " ".join(self.cleaned_data["title"].split())
        if "title" in self.data and not title:
            raise forms.ValidationError("A session needs a title. Write one, or leave it as it was.")
        return title

    def clean_style_instruction(self) -> str:
        """Within the limit."""
        style: str = self.cleaned_data["style_instruction"].strip()
        limit = settings.STYLE_MAX_CHARS
        if len(style) > limit:
            raise forms.ValidationError(f"The style has {len(style):,} characters. The limit is {limit:,}.")
        return style

    def changes(self) -> dict[str, Any]:
        """The fields that were sent, with their new values."""
        return {name: value for name, value in self.cleaned_data.items() if name in self.data}

    @property
    def sentences(self) -> list[str]:
        """Everything that is wrong, as sentences for the person."""
        return [str(error) for errors in self.errors.values() for error in errors]
