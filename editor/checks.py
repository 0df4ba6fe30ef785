"""System checks, run at every start: the label, the data folder, which surfaces are ready and what the others lack."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Warning, register

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
    """Say which surfaces can be used and what the others lack, without calling them."""
    return [_state(name) for name in surfaces.SURFACES]


@register
def settings_of_surfaces_are_single(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """A setting that was given twice or oddly works, and says how it was read."""
    remarks = [remark for name in surfaces.SURFACES for remark in surfaces.remarks(name, settings.PROVIDER_ENV)]
    return [Warning(remark, id="overpaint.W001") for remark in remarks]


def _state(name: str) -> Info:
    missing = surfaces.missing(name, settings.PROVIDER_ENV)
    if missing:
        return Info(f"Surface {name}: {missing}", id="overpaint.I001")
    return Info(f"Surface {name} is ready.", id="overpaint.I002")
