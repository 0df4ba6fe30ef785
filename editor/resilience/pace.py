"""Rate limits that make a caller wait instead of failing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

WINDOW_S: Final = 60.0


def wait_s(starts_s: Sequence[float], per_minute: int, now_s: float) -> float:
    """Seconds until one more call keeps within `per_minute` in any window of a minute; 0 is now, or no limit.

    `starts_s` are the times of earlier calls, oldest first, on the same clock as `now_s`.
    """
    if per_minute <= 0 or len(starts_s) < per_minute:
        return 0.0
    return max(0.0, starts_s[-per_minute] + WINDOW_S - now_s)
