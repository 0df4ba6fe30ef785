"""Jobs: enqueue with the turn, claim by lease, renew, end where the fence still matches.

The claim is one UPDATE over a sub-select, so two workers never take the same row (facts/stack.md section 2). The fence
grows with every claim; whoever holds an older fence can no longer write a result.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.utils import timezone

from sessions.errors import FenceLost
from sessions.models import Job, JobState, Queue, Status, Turn


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to carry `turn_id` to its end, while `fence` is the job's fence."""

    job_id: int
    turn_id: int
    fence: int


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
    AND j.queue = %s {skip}
    AND (p.id IS NULL OR p.status NOT IN ('queued', 'running'))
    AND {running} < %s
  ORDER BY {running}, j.id
  LIMIT 1 {lock}
)
RETURNING id, turn_id, fence
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
    per_account: int = NO_CAP,
    now: datetime | None = None,
) -> Lease | None:
    """Take the next job of `queue` for `lease_s` seconds, or None.

    Turns on `skip_surfaces` stay in line, and so do those of an account that already runs `per_account` jobs.
    """
    now = now or timezone.now()
    skip = f"AND t.surface_asked NOT IN ({', '.join(['%s'] * len(skip_surfaces))})" if skip_surfaces else ""
    lock = "FOR UPDATE OF j SKIP LOCKED" if connection.vendor == "postgresql" else ""
    values: list[Any] = [worker, now + timedelta(seconds=lease_s), now, now, queue.value, *skip_surfaces]
    values += [now, per_account, now]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(CLAIM.format(skip=skip, lock=lock, running=RUNNING), values)
        row = cursor.fetchone()
    return Lease(*row) if row else None


def has_ready(queue: Queue, *, skip_surfaces: tuple[str, ...] = ()) -> bool:
    """True if `claim` might find something: a read, so that an idle dispatcher never takes the write lock."""
    now = timezone.now()
    rows = Job.objects.filter(queue=queue).exclude(turn__surface_asked__in=skip_surfaces)
    ready = rows.filter(state=JobState.READY, run_after__lte=now)
    return ready.exists() or rows.filter(state=JobState.LEASED, leased_until__lt=now).exists()


def renew(worker: str, job_ids: list[int], *, lease_s: float) -> None:
    """Keep this worker's leases alive."""
    held = Job.objects.filter(pk__in=job_ids, worker=worker, state=JobState.LEASED)
    held.update(leased_until=timezone.now() + timedelta(seconds=lease_s))


def renew_late(worker: str, job_ids: list[int], *, lease_s: float) -> None:
    """Renew those of this worker's leases that have run out, as they do while a machine sleeps."""
    late = Job.objects.filter(pk__in=job_ids, worker=worker, state=JobState.LEASED, leased_until__lt=timezone.now())
    if late.exists():
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


def put_back(lease: Lease, *, delay_s: float = 0) -> None:
    """Give the job back, to be claimed again after `delay_s` seconds."""
    mine = Job.objects.filter(pk=lease.job_id, fence=lease.fence, state=JobState.LEASED)
    mine.update(state=JobState.READY, leased_until=None, run_after=timezone.now() + timedelta(seconds=delay_s))


def is_held(lease: Lease) -> bool:
    """True while the fence still matches."""
    return Job.objects.filter(pk=lease.job_id, fence=lease.fence, state=JobState.LEASED).exists()


def place_in_line(job: Job) -> int:
    """1 for the job that is claimed next in its queue."""
    ahead = Job.objects.filter(queue=job.queue, state=JobState.READY, pk__lt=job.pk)
    return ahead.count() + 1


def line(queue: Queue, limit: int = 20) -> list[Job]:
    """The first jobs that wait in `queue`, next one first."""
    waiting = Job.objects.filter(queue=queue, state=JobState.READY, turn__status=Status.QUEUED)
    return list(waiting.select_related("turn").order_by("pk")[:limit])


def open_count(user: User) -> int:
    """Renders of `user` that wait or run now."""
    return Job.objects.filter(turn__session__owner=user).exclude(state=JobState.ENDED).count()
