"""App config; registers the system checks and lays the operator's registry over the shipped one."""

from pathlib import Path

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


class EditorConfig(AppConfig):
    name = "editor"
    verbose_name = "Overpaint"

    def ready(self) -> None:
        from editor import checks  # noqa: F401  (registering is the import's only purpose)
        from editor.providers import catalogue

        if settings.MODELS_FILE:
            try:
                catalogue.configure(Path(settings.MODELS_FILE))
            except catalogue.BadCatalogue as problem:
                raise ImproperlyConfigured(f"OVERPAINT_MODELS_FILE: {problem}") from problem
