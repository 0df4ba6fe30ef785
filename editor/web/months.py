"""A month of the calendar, in UTC."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

_WRITTEN: Final = re.compile(r"([2-9]\d{3})-(0[1-9]|1[0-2])", re.ASCII)
_LAST_YEAR: Final = 9998  # the month after the last one must be a date, too


@dataclass(frozen=True, slots=True)
class Month:
    """Written as 2026-11. `since` is its first moment, `until` that of the next one."""

    year: int
    month: int

    @classmethod
    def read(cls, text: str, today: date) -> Month:
        """The month as written, or this one where it is nonsense or has not begun."""
        found = _WRITTEN.fullmatch(text)
        if not found or int(found[1]) > _LAST_YEAR:
            return cls(today.year, today.month)
        month = cls(int(found[1]), int(found[2]))
        return month if month.first <= today else cls(today.year, today.month)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def padded(self) -> str:
        """Its number in two digits, as addresses have it."""
        return f"{self.month:02d}"

    @property
    def days(self) -> list[date]:
        """All its days."""
        return [self.first.replace(day=number + 1) for number in range(monthrange(self.year, self.month)[1])]

    @property
    def before(self) -> Month:
        """The month before."""
        return Month(self.year - 1, 12) if self.month == 1 else Month(self.year, self.month - 1)

    @property
    def after(self) -> Month:
        """The month after."""
        return Month(self.year + 1, 1) if self.month == 12 else Month(self.year, self.month + 1)

    @property
    def since(self) -> datetime:
        """The moment it begins."""
        return datetime(self.year, self.month, 1, tzinfo=UTC)

    @property
    def until(self) -> datetime:
        """The moment the next one begins."""
        return self.after.since

    def holds(self, day: date) -> bool:
        """Whether the day is in it."""
        return (day.year, day.month) == (self.year, self.month)
