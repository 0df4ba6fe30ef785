"""Session: one picture's editing history."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models


class Retention(models.TextChoices):
    """How long a session is kept. The windows are settings; nothing is deleted by roll-back."""

    STANDARD = "standard", "Standard"
    LONG = "long", "Long"
    SHORT = "short", "Short"


class SessionQuerySet(models.QuerySet["Session"]):
    def owned_by(self, user: User) -> SessionQuerySet:
        """Only the sessions of `user`: every look-up starts here."""
        return self.filter(owner=user)


class Session(models.Model):
    """One picture's editing history. Defaults here fill the composer; each turn records what it really used."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="edit_sessions")
    title = models.CharField(max_length=120)
    style_instruction = models.TextField(blank=True, max_length=2000)
    model = models.CharField(max_length=100)
    surface = models.CharField(max_length=30)
    aspect_ratio = models.CharField(max_length=8, default="1:1")
    image_size = models.CharField(max_length=4, default="1K")
    may_fall_back = models.BooleanField(default=False)
    head = models.ForeignKey("Turn", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    head_move = models.ForeignKey("HeadMove", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    last_number = models.PositiveIntegerField(default=0)
    retention = models.CharField(max_length=10, choices=Retention.choices, default=Retention.STANDARD)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ["-updated_at", "-id"]
        indexes = [models.Index(fields=["owner", "-updated_at"], name="session_owner_recent")]

    def __str__(self) -> str:
        return self.title
