"""Attempt: one provider call. The row is written before the request leaves."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from sessions.models.turn import Turn


class Outcome(models.TextChoices):
    """How the call ended. UNKNOWN until settled: it left, and nobody knows yet whether it was billed."""

    UNKNOWN = "unknown", "Unknown, may have been billed"
    PICTURE = "picture", "Picture"
    REFUSED = "refused", "Refused"
    NO_PICTURE = "no_picture", "No picture"
    WRONG_PICTURE = "wrong_picture", "Picture not as asked"
    ERROR = "error", "Error"
    NOT_SENT = "not_sent", "Never left"


class Attempt(models.Model):
    """One provider call. Never holds bytes or keys: inputs are listed by hash."""

    turn = models.ForeignKey(Turn, on_delete=models.CASCADE, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    request_id = models.CharField(max_length=36, unique=True)
    model = models.CharField(max_length=100)
    surface = models.CharField(max_length=30)
    started_at = models.DateTimeField(default=timezone.now)
    latency_s = models.FloatField(null=True, blank=True)
    http_status = models.PositiveSmallIntegerField(null=True, blank=True)
    finish_reason = models.CharField(max_length=60, blank=True)
    usage = models.JSONField(default=dict)
    price_usd = models.DecimalField(max_digits=12, decimal_places=6, null=True, blank=True)
    outcome = models.CharField(max_length=14, choices=Outcome.choices, default=Outcome.UNKNOWN)
    error = models.TextField(blank=True)
    input_sha256 = models.JSONField(default=list)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["turn", "number"], name="attempt_number_once")]
