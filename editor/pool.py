"""Small process pools for work that would hold the interpreter: drawing, decoding, thumbnails.

Three pools: `engine` draws previews, `final` draws 4K finals at low priority so that they never delay an edit,
`imaging` decodes and shrinks. A pool starts with its first task and, except `imaging`, ends after a minute of rest, so
that the idle product stays small. Tasks are top-level functions; values in, values out.
"""

from __future__ import annotations

import importlib
import multiprocessing
import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, ParamSpec, TypeVar

from django.conf import settings

P = ParamSpec("P")
R = TypeVar("R")
REST_S = 60.0


def _follow_parent(parent_pid: int, niceness: int) -> None:
    """Runs first in every worker: end when the server ends, even if it was killed."""
    if niceness:
        os.nice(niceness)

    def watch() -> None:
        while os.getppid() == parent_pid:
            time.sleep(1.0)  # a poll, not a race: no portable signal tells of a parent's death
        os._exit(1)

    threading.Thread(target=watch, daemon=True, name="follow-parent").start()


class Pool:
    """A process pool that starts late, survives a killed worker and goes away when nobody needs it."""

    def __init__(self, size: int, *, niceness: int = 0, rest_s: float | None = REST_S) -> None:
        self.size = size
        self._niceness = niceness
        self._rest_s = rest_s
        self._lock = threading.Lock()
        self._executor: ProcessPoolExecutor | None = None
        self._busy = 0
        self._rest: threading.Timer | None = None

    def run(self, task: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run `task` in a worker and wait. A worker that was killed is replaced and the task tried once more."""
        future, executor = self._submit(task, *args, **kwargs)
        try:
            return future.result()
        except BrokenProcessPool:
            self._drop(executor)
            return self.submit(task, *args, **kwargs).result()

    def submit(self, task: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """Start `task` in a worker and return its future."""
        return self._submit(task, *args, **kwargs)[0]

    def _submit(self, task: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> tuple[Future[R], ProcessPoolExecutor]:
        with self._lock:
            if self._rest:
                self._rest.cancel()
            executor = self._executor = self._executor or self._start()
            try:
                future = executor.submit(task, *args, **kwargs)
            except BrokenProcessPool:  # a worker was killed while nobody waited
                executor = self._executor = self._start()
                future = executor.submit(task, *args, **kwargs)
            self._busy += 1
        future.add_done_callback(self._ended)
        return future, executor

    def close(self) -> None:
        """Let the workers go. The next task starts new ones."""
        with self._lock:
            executor, self._executor = self._executor, None
        if executor:
            executor.shutdown(wait=False, cancel_futures=True)

    def _drop(self, broken: ProcessPoolExecutor) -> None:
        """Forget a pool that broke. Another thread may have replaced it already: the new one must live."""
        with self._lock:
            if self._executor is broken:
                self._executor = None
        broken.shutdown(wait=False)

    def _start(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self.size,
            mp_context=multiprocessing.get_context("spawn"),  # threads run here, so a fork could copy a held lock
            initializer=_follow_parent,
            initargs=(os.getpid(), self._niceness),
        )

    def _ended(self, _future: Future[Any]) -> None:
        with self._lock:
            self._busy -= 1
            if self._busy == 0 and self._rest_s is not None:
                self._rest = threading.Timer(self._rest_s, self._close_if_resting)
                self._rest.daemon = True
                self._rest.start()

    def _close_if_resting(self) -> None:
        with self._lock:
            if self._busy:
                return
            executor, self._executor = self._executor, None
        if executor:
            executor.shutdown(wait=False)


engine = Pool(settings.ENGINE_PROCESSES)
final = Pool(1, niceness=10)
imaging = Pool(1, rest_s=None)
POOLS = (engine, final, imaging)


def close_all() -> None:
    """End every worker, at shutdown."""
    for pool in POOLS:
        pool.close()


def warm() -> None:
    """Start the imaging worker and one drawing worker now, so that nobody waits for their first imports."""
    imaging.submit(_import, "editor.render.receive")
    engine.submit(_import, "editor.providers.embedded.engine", "cv2", "numpy")


def _import(*names: str) -> None:
    for name in names:
        importlib.import_module(name)
