"""App config; registers the system checks."""

from django.apps import AppConfig


class EditorConfig(AppConfig):
    name = "editor"
    verbose_name = "Overpaint"

    def ready(self) -> None:
        from editor import checks  # noqa: F401  (registering is the import's only purpose)
