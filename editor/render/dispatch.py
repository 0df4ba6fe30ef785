"""The dispatcher: claims jobs and runs them in threads of this process.

Threads, because waiting on a provider costs nothing but memory; what costs time runs in process pools. One dispatcher
lives per data folder, proved by a file lock, so a restarted process takes over its former self's jobs at once instead
of waiting for their leases. A seam: anything that calls `pipeline.render` with a lease may stand here.
"""

from __future__ import annotations

import fcntl
import logging
import os
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import IO

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from editor import progress
from editor.providers.surfaces import EMBEDDED
from editor.render import gate, pipeline, settle
from sessions.models import Queue, Stage
from sessions.services import jobs
from sessions.services.jobs import Lease
from sessions.services.writing import writing

log = logging.getLogger(__name__)
WORKER = "in-process"
LOOK_S = 0.5
_wake = threading.Event()


def wake() -> None:
    """Tell this process's dispatcher, after commit, that there may be work."""
    transaction.on_commit(_wake.set)


class AlreadyRunning(Exception):
    """Another process dispatches for this data folder."""


class Dispatcher:
    """Context manager: while it is open, jobs of this data folder are carried out here."""

    def __init__(self) -> None:
        self._worker = f"{WORKER}-{os.getpid()}"
        self._stop = threading.Event()
        self._held: dict[int, tuple[Lease, Queue]] = {}
        self._guard = threading.Lock()
        self._lock_file: IO[str] | None = None
        self._threads: list[threading.Thread] = []
        self._executors = {
            Queue.PREVIEW: ThreadPoolExecutor(settings.PREVIEW_THREADS, "preview"),
            Queue.FINAL: ThreadPoolExecutor(settings.FINAL_THREADS, "final"),
        }
        self._slots = {Queue.PREVIEW: settings.PREVIEW_THREADS, Queue.FINAL: settings.FINAL_THREADS}
        self._engine_slots = {Queue.PREVIEW: settings.ENGINE_PROCESSES, Queue.FINAL: 1}

    def __enter__(self) -> Dispatcher:
        self._lock_file = _lock()
        taken = jobs.take_over(WORKER)
        if taken:
            log.info("took over %s jobs of a former process", taken)
        settle.sweep_all()
        self._executors[Queue.FINAL].submit(_keep_late)
        for target in (self._look, self._renew):
            thread = threading.Thread(target=target, name=f"dispatch{target.__name__}", daemon=True)
            thread.start()
            self._threads.append(thread)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop claiming and wait for what is in flight. (`up` ends without this: a restart takes its jobs over.)"""
        self._stop.set()
        _wake.set()
        for thread in self._threads:
            thread.join(timeout=5)
        for executor in self._executors.values():
            executor.shutdown(wait=True, cancel_futures=True)
        if self._lock_file:
            self._lock_file.close()

    def drain(self, limit_s: float) -> int:
        """Claim nothing more and wait, at most `limit_s` seconds, for calls that a provider may bill.

        Returns how many are still in flight. Drawings of the embedded engine are not waited for: they cost nothing.
        """
        self._stop.set()
        deadline = time.monotonic() + limit_s
        while self.billable() and time.monotonic() < deadline:
            _wake.wait(LOOK_S)
            _wake.clear()
        return self.billable()

    def billable(self) -> int:
        """Calls in flight on surfaces that bill."""
        with self._guard:
            return sum(lease.surface not in ("", EMBEDDED) for lease, _ in self._held.values())

    def _look(self) -> None:
        while not self._stop.is_set():
            _wake.wait(LOOK_S)
            _wake.clear()
            try:
                # Before any claim: a call in flight must not be claimed, and made, a second time by ourselves.
                jobs.renew_late(self._worker, self._held_ids(), lease_s=settings.LEASE_S)
                for queue in (Queue.PREVIEW, Queue.FINAL):
                    claimed = 0
                    while not self._stop.is_set() and self._claim_one(queue):
                        claimed += 1
                    if claimed:  # once, not after each: 32 requests at one moment would tell 14 places per turn
                        self._tell_line(queue)
            except DatabaseError:  # a full disk, a lock held too long: the next look tries again
                log.exception("the dispatcher could not claim")
                connection.close()
        connection.close()

    def _held_ids(self) -> list[int]:
        with self._guard:
            return list(self._held)

    def _claim_one(self, queue: Queue) -> bool:
        full = self._full_surfaces(queue)
        if full is None:
            return False
        paced, accounts = gate.paused(timezone.now())
        skip = (*full, *paced)
        if not jobs.has_ready(queue, skip_surfaces=skip, skip_accounts=accounts):
            return False
        # One account never takes every slot: somebody else's edit always finds one free.
        per_account = max(1, self._slots[queue] * 3 // 4)
        lease = jobs.claim(
            self._worker,
            queue,
            lease_s=settings.LEASE_S,
            skip_surfaces=skip,
            skip_accounts=accounts,
            per_account=per_account,
        )
        if lease is None:
            return False
        with self._guard:
            self._held[lease.job_id] = (lease, queue)
        self._executors[queue].submit(_run, lease).add_done_callback(lambda future: self._ended(lease, future))
        return True

    def _full_surfaces(self, queue: Queue) -> tuple[str, ...] | None:
        """Surfaces that take no more jobs of this queue now; None when the queue itself is full."""
        with self._guard:
            held = [lease.surface for lease, each in self._held.values() if each == queue]
        if len(held) >= self._slots[queue]:
            return None
        return (EMBEDDED,) if held.count(EMBEDDED) >= self._engine_slots[queue] else ()

    def _tell_line(self, queue: Queue) -> None:
        """Everyone who still waits has moved up. In one transaction, so that nobody is cancelled between the lines."""
        if not jobs.has_ready(queue):
            return
        with writing():
            for place, job in enumerate(jobs.line(queue), start=1):
                progress.publish(job.turn, Stage.WAITING, place=place)

    def _ended(self, lease: Lease, future: Future[None]) -> None:
        with self._guard:
            self._held.pop(lease.job_id, None)
        problem = future.exception() if not future.cancelled() else None
        if problem:
            log.error("render broke turn=%s", lease.turn_id, exc_info=problem)
        _wake.set()

    def _renew(self) -> None:
        while not self._stop.wait(settings.LEASE_S / 3):
            held = self._held_ids()
            try:
                if held:
                    jobs.renew(self._worker, held, lease_s=settings.LEASE_S)
            except DatabaseError:
                log.exception("the dispatcher could not renew its leases")
                connection.close()
        connection.close()


def _run(lease: Lease) -> None:
    try:
        pipeline.render(lease)
    finally:
        connection.close()


def _keep_late() -> None:
    """Replies that arrived for cancelled turns just before the former process was killed."""
    try:
        pipeline.keep_late()
    finally:
        connection.close()


def _lock() -> IO[str]:
    """The proof that no other dispatcher lives. Raises AlreadyRunning."""
    path = settings.HOME / "dispatcher.lock"
    file = path.open("w")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as problem:
        file.close()
        raise AlreadyRunning(f"Another process works on {settings.HOME}") from problem
    return file
