"""Table of contents of the record."""

from sessions.models.asset import Asset
from sessions.models.attempt import Attempt, Billed, Outcome
from sessions.models.audit import AuditEvent
from sessions.models.breaker import Breaker, BreakerState
from sessions.models.event import FINAL_STAGES, Event, Stage
from sessions.models.job import Job, JobState, Queue
from sessions.models.ledger import Kind as LedgerKind
from sessions.models.ledger import LedgerEntry
from sessions.models.session import Retention, Session
from sessions.models.turn import ENDED, OPEN, Action, HeadMove, Reply, Status, Turn

__all__ = [
    "ENDED",
    "FINAL_STAGES",
    "OPEN",
    "Action",
    "Asset",
    "Attempt",
    "AuditEvent",
    "Billed",
    "Breaker",
    "BreakerState",
    "Event",
    "HeadMove",
    "Job",
    "JobState",
    "LedgerEntry",
    "LedgerKind",
    "Outcome",
    "Queue",
    "Reply",
    "Retention",
    "Session",
    "Stage",
    "Status",
    "Turn",
]
