"""Process pools: late start, rest, and a killed worker that costs nobody their work."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from editor.pool import Pool


def double(number: int) -> int:
    return number * 2


def my_pid() -> int:
    return os.getpid()


def niceness() -> int:
    return os.nice(0)


def fail() -> None:
    raise ValueError("mine")


def die_once(mark: str) -> str:
    """Kill the worker the first time."""
    path = Path(mark)
    if not path.exists():
        path.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "done"


def wait_then(seconds: float, value: int) -> int:
    time.sleep(seconds)
    return value


@pytest.fixture
def small() -> Iterator[Pool]:
    pool = Pool(1)
    yield pool
    pool.close()


def test_task_runs_in_another_process(small: Pool) -> None:
    assert small.run(double, 21) == 42
    assert small.run(my_pid) != os.getpid()


def test_errors_of_a_task_come_back(small: Pool) -> None:
    with pytest.raises(ValueError, match="mine"):
        small.run(fail)


def test_slow_pool_gives_way() -> None:
    pool = Pool(1, niceness=7)
    assert pool.run(niceness) == os.nice(0) + 7
    pool.close()


def test_killed_worker_is_replaced_and_the_task_done(small: Pool, tmp_path: Path) -> None:
    assert small.run(die_once, str(tmp_path / "mark")) == "done"


def test_killed_worker_takes_nobody_else_down(tmp_path: Path) -> None:
    pool = Pool(2)
    with ThreadPoolExecutor(6) as threads:
        others = [threads.submit(pool.run, wait_then, 0.3, number) for number in range(5)]
        died = threads.submit(pool.run, die_once, str(tmp_path / "mark"))
        assert died.result() == "done"
        assert [each.result() for each in others] == list(range(5))
    pool.close()


def test_worker_that_died_at_rest_is_replaced(small: Pool) -> None:
    os.kill(small.run(my_pid), signal.SIGKILL)
    for _ in range(5):
        assert small.run(double, 4) == 8


def test_resting_pool_ends_and_starts_again() -> None:
    pool = Pool(1, rest_s=0.05)
    first = pool.run(my_pid)
    deadline = time.monotonic() + 10
    while Path(f"/proc/{first}").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not Path(f"/proc/{first}").exists()
    assert pool.run(my_pid) != first
    pool.close()


def test_rest_never_interrupts_a_task() -> None:
    pool = Pool(1, rest_s=0.01)
    assert [pool.run(wait_then, 0.05, number) for number in range(8)] == list(range(8))
    pool.close()


def test_closed_pool_starts_again(small: Pool) -> None:
    small.run(double, 1)
    small.close()
    assert small.run(double, 2) == 4
