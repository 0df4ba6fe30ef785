"""Breaker: how each route to a provider is doing, shared by every process through these rows."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class BreakerState(models.TextChoices):
    """Closed lets calls through, open refuses them, half-open lets one probe through."""

    CLOSED = "closed", "Closed"
    OPEN = "open", "Open"
    HALF_OPEN = "half_open", "Half-open"


class Breaker(models.Model):
    """The circuit breaker of one model on one surface. `probe_until`: a half-open probe is under way until then."""

    surface = models.CharField(max_length=30)
    model = models.CharField(max_length=100)
    state = models.CharField(max_length=9, choices=BreakerState.choices, default=BreakerState.CLOSED)
    failures = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField(null=True, blank=True)
    retry_at = models.DateTimeField(null=True, blank=True)
    probe_until = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["surface", "model"]
        constraints = [models.UniqueConstraint(fields=["surface", "model"], name="breaker_once")]

    def __str__(self) -> str:
        return f"{self.surface} {self.model}: {self.get_state_display()}"
