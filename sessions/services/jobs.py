"""Jobs: enqueue with the turn, claim by lease, renew, end where the fence still matches.

The claim is one UPDATE over a sub-select, so two workers never take the same row (facts/stack.md section 2). The fence
grows with every claim; whoever holds an older fence can no longer write a result.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from sessions.errors import FenceLost
from sessions.models import Job, JobState, Queue, Status, Turn
from sessions.services.writing import writing

log = logging.getLogger(__name__)
# Named one by one: "not ended" would read the whole table instead of the index.
UNENDED = (JobState.READY, JobState.LEASED)


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to carry `turn_id`, asked of `surface`, to its end, while `fence` is the job's fence."""

    job_id: int
    turn_id: int
    fence: int
    surface: str = ""


def enqueue(turn: Turn, queue: Queue) -> Job:
    """Write the job of `turn`. Call inside the transaction that opens the turn."""
    return Job.objects.create(turn=turn, queue=queue)


# A turn whose parent is still being made waits for it; the account with the fewest running jobs goes first.
CLAIM = """
UPDATE edit_sessions_job SET state = 'leased', worker = %s, leased_until = %s, fence = fence + 1
WHERE id = (
  SELECT j.id FROM edit_sessions_job j
  JOIN edit_sessions_turn t ON t.id = j.turn_id
  LEFT JOIN edit_sessions_turn p ON p.id = t.parent_id
  WHERE ((j.state = 'ready' AND j.run_after <= %s) OR (j.state = 'leased' AND j.leased_until < %s))
    AND j.queue = %s {skip_surfaces} {skip_accounts}
    AND (p.id IS NULL OR p.status NOT IN ('queued', 'running'))
    AND {running} < %s
  ORDER BY {running}, j.id
  LIMIT 1 {lock}
)
RETURNING id, turn_id, fence, (SELECT surface_asked FROM edit_sessions_turn WHERE id = edit_sessions_job.turn_id)
"""
RUNNING = """(
    SELECT count(*) FROM edit_sessions_job r JOIN edit_sessions_turn rt ON rt.id = r.turn_id
    WHERE r.state = 'leased' AND r.leased_until >= %s AND rt.author_id = t.author_id
  )"""
NO_CAP = 1_000_000


def claim(
    worker: str,
    queue: Queue,
    *,
    lease_s: float,
    skip_surfaces: tuple[str, ...] = (),
    skip_accounts: tuple[int, ...] = (),
    per_account: int = NO_CAP,
    now: datetime | None = None,
) -> Lease | None:
    """Take the next job of `queue` for `lease_s` seconds, or None.

    Turns on `skip_surfaces` or of `skip_accounts` (ids of their authors) stay in line, and so do those of an account
    that already runs `per_account` jobs.
    """
    now = now or timezone.now()
    lock = "FOR UPDATE OF j SKIP LOCKED" if connection.vendor == "postgresql" else ""
    values: list[Any] = [worker, now + timedelta(seconds=lease_s), now, now, queue.value]
    values += [*skip_surfaces, *skip_accounts, now, per_account, now]
    with writing(), connection.cursor() as cursor:
        cursor.execute(CLAIM.format(**_skips(skip_surfaces, skip_accounts), lock=lock, running=RUNNING), values)
        row = cursor.fetchone()
    return Lease(*row) if row else None


READY = """
SELECT EXISTS (
  SELECT 1 FROM edit_sessions_job j JOIN edit_sessions_turn t ON t.id = j.turn_id
  WHERE j.state IN ('ready', 'leased') AND j.queue = %s {skip_surfaces} {skip_accounts}
    AND CASE j.state WHEN 'ready' THEN j.run_after <= %s ELSE j.leased_until < %s END
)
"""


def has_ready(queue: Queue, *, skip_surfaces: tuple[str, ...] = (), skip_accounts: tuple[int, ...] = ()) -> bool:
    """True if `claim` might find something: a read, so that an idle dispatcher never takes the write lock.

    Hand-written: it is asked several times per picture, and building it cost ten times what it takes.
    """
    now = timezone.now()
    values: list[Any] = [queue.value, *skip_surfaces, *skip_accounts, now, now]
    with connection.cursor() as cursor:
        cursor.execute(READY.format(**_skips(skip_surfaces, skip_accounts)), values)
        return bool(cursor.fetchone()[0])


def _skips(surfaces: tuple[str, ...], accounts: tuple[int, ...]) -> dict[str, str]:
    return {
        "skip_surfaces": _not_in("t.surface_asked", len(surfaces)),
        "skip_accounts": _not_in("t.author_id", len(accounts)),
    }


def _not_in(column: str, count: int) -> str:
    return f"AND {column} NOT IN ({', '.join(['%s'] * count)})" if count else ""


def renew(worker: str, job_ids: list[int], *, lease_s: float) -> None:
    """Keep this worker's leases alive."""
    held = Job.objects.filter(pk__in=job_ids, worker=worker, state=JobState.LEASED)
    held.update(leased_until=timezone.now() + timedelta(seconds=lease_s))


def renew_late(worker: str, job_ids: list[int], *, lease_s: float) -> None:
    """Renew those of this worker's leases that have run out, as they do while a machine sleeps."""
    late = "SELECT 1 FROM edit_sessions_job WHERE state = 'leased' AND worker = %s AND leased_until < %s LIMIT 1"
    with connection.cursor() as cursor:
        cursor.execute(late, [worker, timezone.now()])
        found = cursor.fetchone()
    if found:
        renew(worker, job_ids, lease_s=lease_s)


def take_over(worker_prefix: str) -> int:
    """Make every job leased by a dead worker of this kind ready again. Returns how many.

    Only call with proof that no such worker lives (the dispatcher holds a file lock).
    """
    dead = Job.objects.filter(state=JobState.LEASED, worker__startswith=worker_prefix)
    return dead.update(state=JobState.READY, leased_until=None)


def end(lease: Lease) -> None:
    """Close the job inside the transaction that writes its result.

    Raises FenceLost when the job was cancelled or another worker holds it; the transaction then writes nothing.
    """
    mine = Job.objects.filter(pk=lease.job_id, fence=lease.fence, state=JobState.LEASED)
    if mine.update(state=JobState.ENDED, leased_until=None) != 1:
        raise FenceLost(f"Job {lease.job_id} is no longer held under fence {lease.fence}")


def defer(lease: Lease, until: datetime, reason: str = "") -> None:
    """Give the job back, not to be claimed before `until`; its turn waits in line again.

    Call inside the transaction that tells why. Raises FenceLost, and writes nothing, when the job was cancelled or
    another worker holds it. `reason` goes to the log: what the person sees is the stage that the caller publishes.
    """
    mine = Job.objects.filter(pk=lease.job_id, fence=lease.fence, state=JobState.LEASED)
    if mine.update(state=JobState.READY, run_after=until, leased_until=None, worker="") != 1:
        raise FenceLost(f"Job {lease.job_id} is no longer held under fence {lease.fence}")
    Turn.objects.filter(pk=lease.turn_id, status=Status.RUNNING).update(status=Status.QUEUED)
    log.info("job deferred turn=%s until=%s reason=%s", lease.turn_id, until.isoformat(), reason)


def is_held(lease: Lease) -> bool:
    """True while the fence still matches. Hand-written: every stage asks."""
    held = "SELECT 1 FROM edit_sessions_job WHERE id = %s AND fence = %s AND state = 'leased'"
    with connection.cursor() as cursor:
        cursor.execute(held, [lease.job_id, lease.fence])
        return cursor.fetchone() is not None


def place_in_line(job: Job) -> int:
    """1 for the job that is claimed next in its queue. Deferred jobs are not in line."""
    ahead = _due(Queue(job.queue)).filter(pk__lt=job.pk)
    return ahead.count() + 1


def line(queue: Queue, limit: int = 20) -> list[Job]:
    """The first jobs that wait in `queue`, next one first. Deferred jobs are not in line."""
    waiting = _due(queue).filter(turn__status=Status.QUEUED)
    return list(waiting.select_related("turn").order_by("pk")[:limit])


def _due(queue: Queue) -> QuerySet[Job]:
    return Job.objects.filter(queue=queue, state=JobState.READY, run_after__lte=timezone.now())


def open_count(user: User) -> int:
    """Renders of `user` that wait or run now."""
    return Job.objects.filter(state__in=UNENDED, turn__session__owner=user).count()


def open_count_of_all() -> int:
    """Renders of everybody that wait or run now."""
    return Job.objects.filter(state__in=UNENDED).count()
