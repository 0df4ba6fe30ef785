"""App config. The label differs from the package on purpose: Django's login sessions own "sessions"."""

from django.apps import AppConfig


class SessionsConfig(AppConfig):
    name = "sessions"
    label = "edit_sessions"
    verbose_name = "Editing sessions"
    default_auto_field = "django.db.models.BigAutoField"
