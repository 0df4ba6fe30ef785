"""LedgerEntry: what every paid call did to the account. Append-only."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from sessions.errors import ReadOnly
from sessions.models.append_only import AppendOnlyQuerySet
from sessions.models.attempt import Attempt
from sessions.models.turn import Turn


class Kind(models.TextChoices):
    """Reserve before the call, settle or release after it."""

    RESERVE = "reserve", "Reserved"
    SETTLE = "settle", "Settled"
    RELEASE = "release", "Released"


class LedgerEntry(models.Model):
    """One line of the account in USD. A reservation is closed by exactly one settle or release."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    turn = models.ForeignKey(Turn, on_delete=models.PROTECT, related_name="ledger")
    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, null=True, blank=True, related_name="ledger")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    amount_usd = models.DecimalField(max_digits=12, decimal_places=6)
    note = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["owner", "created_at"], name="ledger_owner_time")]
        constraints = [
            models.UniqueConstraint(
                fields=["attempt"], condition=models.Q(kind__in=("settle", "release")), name="ledger_closed_once"
            )
        ]

    def save(self, *args: object, **kwargs: object) -> None:
        if not self._state.adding:
            raise ReadOnly("The ledger is append-only")
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def delete(self, *args: object, **kwargs: object) -> tuple[int, dict[str, int]]:
        raise ReadOnly("The ledger is append-only")
