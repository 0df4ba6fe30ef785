"""System checks, run at every start: the label, the data folder, which surfaces are ready and what the others lack."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, register

from editor.providers import surfaces


@register
def label_is_ours(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """The record's label must not be the one of Django's login sessions."""
    if apps.get_app_config("edit_sessions").name == "sessions":
        return []
    return [Error("The app `sessions` must keep the label edit_sessions.", id="overpaint.E001")]


@register
def data_folder_is_writable(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Everything a person makes is written below OVERPAINT_HOME."""
    if os.access(settings.HOME, os.W_OK):
        return []
    hint = "Set OVERPAINT_HOME to a folder that this account may write."
    return [Error(f"The data folder {settings.HOME} cannot be written.", hint=hint, id="overpaint.E002")]


@register
def surfaces_are_ready(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Say which surfaces can be used, without calling them."""
    lines = [(name, surfaces.missing(name, settings.PROVIDER_ENV)) for name in surfaces.SURFACES]
    return [Info(f"Surface {name}: {missing}", id="overpaint.I001") for name, missing in lines if missing]
