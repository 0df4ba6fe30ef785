"""Where the pictures of a request lie, in tests."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO


@dataclass(frozen=True, slots=True)
class FileSource:
    """Picture bytes in a file of this machine."""

    path: Path

    @property
    def byte_count(self) -> int:
        return self.path.stat().st_size

    def open(self) -> BinaryIO:
        return self.path.open("rb")
