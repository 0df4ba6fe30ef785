"""Where answers are made: prebuilt pictures in a thread, or the engine's drawings in processes of their own."""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import os
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Final

from editor.emulator import replies
from editor.emulator.replies import Reply
from editor.providers.embedded import engine
from editor.providers.embedded.rules import Rules
from editor.providers.embedded.spelling import WireError

PROCESSES: Final = 2


class Workshop:
    """Makes the good answer to a request. With `plain` no drawing library is ever loaded."""

    def __init__(self, *, plain: bool) -> None:
        self._plain = plain
        self._pool: ProcessPoolExecutor | None = None

    async def make(self, body: bytes, rules: Rules) -> Reply:
        """The answer; raises WireError where the request is not accepted."""
        if self._plain:
            return await asyncio.to_thread(replies.plain, body, rules)
        try:
            status, answer = await self._draw(body, rules)
        except BrokenProcessPool:
            self._pool = None
            raise WireError(500, "INTERNAL", "Internal error encountered.") from None
        if status != 200:
            error = json.loads(answer)["error"]
            raise WireError(status, error["status"], error["message"], tuple(error.get("details", ())))
        return await asyncio.to_thread(replies.drawn, answer, rules)

    def close(self) -> None:
        """Let the processes go."""
        if self._pool:
            self._pool.shutdown(wait=False, cancel_futures=True)

    async def _draw(self, body: bytes, rules: Rules) -> tuple[int, bytes]:
        if self._pool is None:
            spawn = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(PROCESSES, spawn, _follow_parent, (os.getpid(),))
        return await asyncio.get_running_loop().run_in_executor(self._pool, engine.stand_in, body, rules)


def _follow_parent(parent_pid: int) -> None:
    """Runs first in every process: end when the emulator ends, even if it was killed."""

    def watch() -> None:
        while os.getppid() == parent_pid:
            time.sleep(1.0)  # a poll, not a race: no portable signal tells of a parent's death
        os._exit(1)

    threading.Thread(target=watch, daemon=True, name="follow-parent").start()
