"""Turn: one node of a session's tree."""

from __future__ import annotations

from typing import NoReturn

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone

from sessions.errors import TurnConflict
from sessions.models.session import Session


class Action(models.TextChoices):
    """What the turn is: where its picture comes from, or that it has none (critique)."""

    CREATE = "create", "Create"
    UPLOAD = "upload", "Upload"
    CRITIQUE = "critique", "Critique"
    ADJUST = "adjust", "Adjust"
    RERENDER = "rerender", "Re-render"
    FINALIZE = "finalize", "Finalize"


class Status(models.TextChoices):
    """The turn's life. The last four are final; a finished turn is never edited."""

    QUEUED = "queued", "Queued"
    RUNNING = "running", "Running"
    NEEDS_REVIEW = "needs_review", "Needs review"
    DONE = "done", "Done"
    REFUSED = "refused", "Refused"
    FAILED = "failed", "Failed"
    CANCELLED = "cancelled", "Cancelled"


OPEN = (Status.QUEUED, Status.RUNNING)
ENDED = (Status.DONE, Status.REFUSED, Status.FAILED, Status.CANCELLED)


class TurnQuerySet(models.QuerySet["Turn"]):
    def owned_by(self, user: User) -> TurnQuerySet:
        """Only turns of sessions of `user`: every look-up starts here."""
        return self.filter(session__owner=user)

    def delete(self) -> NoReturn:
        """Refused, as for one turn."""
        raise TurnConflict("Turns are never deleted by an edit; retention deletes whole sessions")

    def for_strip(self) -> TurnQuerySet:
        """With what a strip, a list or a tree shows of each turn."""
        return self.select_related("output", "parent")

    def with_picture(self) -> TurnQuerySet:
        """With what a page shows of each turn, in one query."""
        return self.select_related("output", "author", "session", "parent")


class Turn(models.Model):
    """One node of the tree. `number` is the version people see (v4); sizes are pixels; cost is USD."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="turns")
    number = models.PositiveIntegerField()
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    action = models.CharField(max_length=10, choices=Action.choices)
    brief = models.JSONField(default=dict)
    prompt = models.TextField(blank=True)
    model_asked = models.CharField(max_length=100, blank=True)
    surface_asked = models.CharField(max_length=30, blank=True)
    model_used = models.CharField(max_length=100, blank=True)
    surface_used = models.CharField(max_length=30, blank=True)
    aspect_ratio = models.CharField(max_length=8, blank=True)
    image_size = models.CharField(max_length=4, blank=True)
    image_size_used = models.CharField(max_length=4, blank=True)
    width_px = models.PositiveIntegerField(null=True, blank=True)
    height_px = models.PositiveIntegerField(null=True, blank=True)
    seed = models.IntegerField(null=True, blank=True)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.QUEUED)
    message = models.TextField(blank=True)
    provider_words = models.TextField(blank=True)
    clauses = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    output = models.ForeignKey("Asset", on_delete=models.PROTECT, null=True, blank=True, related_name="turns")
    image_url = models.CharField(max_length=200, blank=True)
    cost_usd = models.DecimalField(max_digits=12, decimal_places=6, default=0)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    idempotency_key = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = TurnQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["session", "number"], name="turn_number_once")]
        indexes = [
            models.Index(fields=["session", "status"], name="turn_session_status"),
            models.Index(fields=["model_used", "image_size", "-finished_at"], name="turn_model_history"),
        ]

    def __str__(self) -> str:
        return f"v{self.number}"

    def save(self, *args: object, **kwargs: object) -> None:
        """Refuse to rewrite a finished turn. Writes to an open turn go through `sessions.services.turns`."""
        if self.pk and not self._state.adding:
            raise TurnConflict("Turns are written by sessions.services.turns, never by save()")
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def delete(self, *args: object, **kwargs: object) -> tuple[int, dict[str, int]]:
        raise TurnConflict("A turn is never deleted by an edit; retention deletes whole sessions")

    @property
    def is_open(self) -> bool:
        """True while a worker may still change the turn."""
        return self.status in OPEN

    @property
    def is_usable(self) -> bool:
        """True when an edit may start here: it ended well, or its picture arrived after a cancel."""
        return self.status == Status.DONE or (self.status == Status.CANCELLED and self.output_id is not None)

    @property
    def waits_for_person(self) -> bool:
        """True when a picture came back that is not what was asked: keep it, or try again."""
        return self.status == Status.NEEDS_REVIEW

    @property
    def seconds(self) -> float | None:
        """Seconds from the click to the end; None while it runs."""
        return (self.finished_at - self.created_at).total_seconds() if self.finished_at else None


class Reply(models.Model):
    """What the model answered, part by part, echoed verbatim in later requests of the same path.

    `parts`: list of {"kind": "text"|"picture", "text", "sha256", "media_type", "signature", "thought"}; the bytes of
    pictures are assets, signatures are base64 exactly as received (facts: wire format, thought signatures).
    """

    turn = models.OneToOneField(Turn, on_delete=models.CASCADE, related_name="reply")
    parts = models.JSONField(default=list)


class HeadMove(models.Model):
    """One move of a session's head. `previous` is the move that undo returns to; rows are never changed."""

    class Kind(models.TextChoices):
        ADVANCE = "advance", "New turn"
        ROLL_BACK = "roll_back", "Roll back"
        UNDO = "undo", "Undo"
        REDO = "redo", "Redo"

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="head_moves")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    from_turn = models.ForeignKey(Turn, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    to_turn = models.ForeignKey(Turn, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    previous = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="nexts")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["session", "id"], name="head_move_session")]
