"""Figures of a benchmark: percentiles, plain tables, JSON, and how busy the machine was meanwhile."""

from __future__ import annotations

import json
import os
import platform
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0 to 1) of the values lie; nearest rank."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))]


def median(values: Sequence[float]) -> float:
    """The middle value."""
    return percentile(values, 0.5)


def verdict(value: float, target: float, *, at_least: bool = False) -> str:
    """In a word: whether a figure meets its target."""
    return "hit" if (value >= target if at_least else value <= target) else "MISS"


@dataclass(slots=True)
class Report:
    """What a benchmark found: a title, a table, notes under it, and everything for machines in `data`."""

    name: str
    columns: tuple[str, ...]
    rows: list[tuple[str, ...]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    data: dict[str, Any] = field(default_factory=dict)

    def add(self, *cells: object) -> None:
        """One row of the table."""
        self.rows.append(tuple(str(cell) for cell in cells))

    def text(self) -> str:
        """The table as plain text."""
        widths = [max(len(row[i]) for row in [self.columns, *self.rows]) for i in range(len(self.columns))]
        lines = ["  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in self.rows]
        head = "  ".join(cell.rjust(width) for cell, width in zip(self.columns, widths, strict=True))
        return "\n".join([f"bench {self.name}", head, *lines, *self.notes])

    def write(self, folder: Path) -> Path:
        """Keep the figures as <folder>/<name>.json."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{self.name}.json"
        table = {"columns": self.columns, "rows": self.rows}
        whole = {"name": self.name, "machine": machine(), "notes": self.notes, "table": table, "data": self.data}
        path.write_text(json.dumps(whole, indent=1))
        return path


def machine() -> dict[str, Any]:
    """Where and when: cores, load averages over 1, 5 and 15 minutes, Python."""
    return {
        "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "cores": os.cpu_count(),
        "load": [round(load, 2) for load in os.getloadavg()],
        "python": platform.python_version(),
    }


def load_note(before: tuple[float, float, float]) -> str:
    """Other work on the machine shows here: load over one minute, before and after."""
    return f"Load over 1 min: {before[0]:.1f} before, {os.getloadavg()[0]:.1f} after, on {os.cpu_count()} cores."


def ms(seconds: float) -> str:
    """Seconds as milliseconds, for a cell."""
    return f"{seconds * 1000:.0f}" if seconds >= 0.0995 else f"{seconds * 1000:.1f}"
