"""Audit: who did what."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User

from sessions.models import AuditEvent, Session


def record(actor: User | None, verb: str, session: Session | None = None, **detail: Any) -> AuditEvent:
    """Append one act. `detail` never holds prompts, bytes or keys."""
    return AuditEvent.objects.create(actor=actor, verb=verb, session=session, detail=detail)
