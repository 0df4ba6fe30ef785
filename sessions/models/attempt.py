"""Attempt: one provider call. The row is written before the request leaves."""

from __future__ import annotations

from django.conf import settings
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


class Billed(models.TextChoices):
    """Whether the provider asks money for the call. MAYBE keeps its reservation open until somebody knows."""

    NO = "no", "Not billed"
    MAYBE = "maybe", "May have been billed"
    YES = "yes", "Billed"


class Attempt(models.Model):
    """One provider call. Never holds bytes or keys: inputs are listed by hash.

    Times are seconds, sizes bytes, prices USD. `failure` names the typed error (RateLimited), `error` says it in words.
    """

    turn = models.ForeignKey(Turn, on_delete=models.CASCADE, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    request_id = models.CharField(max_length=36, unique=True)
    model = models.CharField(max_length=100)
    surface = models.CharField(max_length=30)
    image_size = models.CharField(max_length=4, blank=True)
    started_at = models.DateTimeField(default=timezone.now)
    first_byte_s = models.FloatField(null=True, blank=True)
    latency_s = models.FloatField(null=True, blank=True)
    request_bytes = models.PositiveBigIntegerField(null=True, blank=True)
    response_bytes = models.PositiveBigIntegerField(null=True, blank=True)
    http_status = models.PositiveSmallIntegerField(null=True, blank=True)
    response_id = models.CharField(max_length=100, blank=True)
    finish_reason = models.CharField(max_length=60, blank=True)
    usage = models.JSONField(default=dict)
    price_usd = models.DecimalField(max_digits=12, decimal_places=6, null=True, blank=True)
    outcome = models.CharField(max_length=14, choices=Outcome.choices, default=Outcome.UNKNOWN)
    failure = models.CharField(max_length=40, blank=True)
    error = models.TextField(blank=True)
    is_retryable = models.BooleanField(default=False)
    retry_after_s = models.FloatField(null=True, blank=True)
    billed = models.CharField(max_length=5, choices=Billed.choices, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    resolved_at = models.DateTimeField(null=True, blank=True)
    input_sha256 = models.JSONField(default=list)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["turn", "number"], name="attempt_number_once")]
        indexes = [
            # Rate windows ask for the last minute of one surface, and of every account.
            models.Index(fields=["surface", "started_at"], name="attempt_surface_time"),
            models.Index(fields=["started_at"], name="attempt_time"),
            # Open reservations are few among many calls, and every submit asks for them.
            models.Index(fields=["outcome"], condition=models.Q(outcome="unknown"), name="attempt_unknown"),
        ]
