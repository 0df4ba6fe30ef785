"""Job: the leased, fenced right to carry one turn to its end."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from sessions.models.turn import Turn


class Queue(models.TextChoices):
    """Finals wait apart, so that a 4K final never delays an edit."""

    PREVIEW = "preview", "Preview"
    FINAL = "final", "Final"


class JobState(models.TextChoices):
    READY = "ready", "Ready"
    LEASED = "leased", "Leased"
    ENDED = "ended", "Ended"


class Job(models.Model):
    """Written in the transaction that opens the turn. Results commit only where `fence` still matches."""

    turn = models.OneToOneField(Turn, on_delete=models.CASCADE, related_name="job")
    queue = models.CharField(max_length=8, choices=Queue.choices)
    state = models.CharField(max_length=8, choices=JobState.choices, default=JobState.READY)
    fence = models.PositiveIntegerField(default=0)
    worker = models.CharField(max_length=80, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    run_after = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["state", "queue", "id"], name="job_claim")]
