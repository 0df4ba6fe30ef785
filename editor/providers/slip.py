"""A slip of paper between the server and the process that draws: how far it has come one way, "stop" the other.

A small file, read and written in place, because nothing of it can be left broken: a killed worker leaves it to the
server, which removes it with the call, and a killed server leaves it to the sweep of the next start.
"""

from __future__ import annotations

import os
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Final, TypeAlias

# Hears the stage in a few plain words, and the share (0..1) of the whole drawing that is done.
OnStep: TypeAlias = Callable[[str, float], None]

SUFFIX: Final = ".slip"
LEAST_SHARE: Final = 0.01  # a smaller step is no news

# The server's byte comes first and the worker's part behind it: neither writes over the other.
_STOP: Final = b"\1"
_PART: Final = struct.Struct("<f28s")
_BLANK: Final = b"\0" + _PART.pack(0.0, b"")


class Slip:
    """The server's end of one call's slip, there while the call is. Safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._guard = threading.Lock()
        self._is_over = False
        self._told: tuple[str, float] = ("", 0.0)

    def __enter__(self) -> Slip:
        with suppress(OSError):  # a full disk: the drawing is made in silence
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.write_bytes(_BLANK)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing is told any more once this returns: what follows the drawing is never told before it."""
        with self._guard:
            self._is_over = True
        with suppress(OSError):
            self.path.unlink()

    def tell(self, on_step: OnStep) -> None:
        """Tell how far the drawing has come, if that is news."""
        with self._guard:
            now = None if self._is_over else self._read()
            if now is None or not now[0]:
                return
            if now[0] != self._told[0] or abs(now[1] - self._told[1]) >= LEAST_SHARE:
                self._told = now
                on_step(*now)

    def stop(self) -> None:
        """Let the drawing end at its next step. Twice is the same as once."""
        with suppress(OSError), self.path.open("r+b") as file:
            file.write(_STOP)

    def _read(self) -> tuple[str, float] | None:
        try:
            share, stage = _PART.unpack_from(self.path.read_bytes(), len(_STOP))
        except (OSError, struct.error):
            return None
        return stage.rstrip(b"\0").decode("ascii", "replace"), min(1.0, max(0.0, share))


@contextmanager
def pen(path: str, unwanted: type[Exception]) -> Iterator[OnStep | None]:
    """The worker's end: what to call at every step. It raises `unwanted` once the server says stop.

    None where there is no slip, or no longer one: then nobody waits to hear.
    """
    try:
        file = os.open(path, os.O_RDWR)
    except OSError:
        yield None
        return

    def write(stage: str, share: float) -> None:
        if os.pread(file, len(_STOP), 0) == _STOP:
            raise unwanted
        os.pwrite(file, _PART.pack(share, stage.encode("ascii", "replace")), len(_STOP))

    try:
        yield write
    finally:
        os.close(file)
