"""Event: ordered progress of a turn. Its id is the id of the server-sent event."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from sessions.models.session import Session
from sessions.models.turn import Turn


class Stage(models.TextChoices):
    """Stages that a person understands, in the order they happen."""

    WAITING = "waiting", "Waiting"
    ASKING = "asking", "Asking the model"
    RECEIVING = "receiving", "Receiving"
    CHECKING = "checking", "Checking"
    SAVING = "saving", "Saving"
    DONE = "done", "Done"
    NEEDS_REVIEW = "needs_review", "Came back different"
    REFUSED = "refused", "Refused"
    FAILED = "failed", "Failed"
    CANCELLED = "cancelled", "Cancelled"


FINAL_STAGES = (Stage.DONE, Stage.NEEDS_REVIEW, Stage.REFUSED, Stage.FAILED, Stage.CANCELLED)


class Event(models.Model):
    """One step of a turn. `data` holds what the stage says: place in line, try, bytes so far."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="events")
    turn = models.ForeignKey(Turn, on_delete=models.CASCADE, related_name="events")
    stage = models.CharField(max_length=12, choices=Stage.choices)
    data = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["session", "id"], name="event_session")]
