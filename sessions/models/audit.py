"""AuditEvent: who did what, when. Append-only."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from sessions.errors import ReadOnly
from sessions.models.append_only import AppendOnlyQuerySet
from sessions.models.session import Session


class AuditEvent(models.Model):
    """One act of a person: the verb, the object, and what a reader needs to understand it. No prompts, no bytes."""

    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    verb = models.CharField(max_length=40)
    session = models.ForeignKey(Session, on_delete=models.SET_NULL, null=True, blank=True, related_name="audit")
    detail = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def save(self, *args: object, **kwargs: object) -> None:
        if not self._state.adding:
            raise ReadOnly("The audit record is append-only")
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def delete(self, *args: object, **kwargs: object) -> tuple[int, dict[str, int]]:
        raise ReadOnly("The audit record is append-only")
