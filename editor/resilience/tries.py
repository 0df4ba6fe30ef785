"""What the decisions are made from: where a turn may go, and the calls it has made."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

# Largest first: the order in which a preview may be made smaller.
SIZES: Final = ("4K", "2K", "1K", "0.5K")

Ended: TypeAlias = Literal["failed", "refused", "unknown", "poor"]


@dataclass(frozen=True, slots=True)
class Route:
    """A model on a surface."""

    model: str
    surface: str


@dataclass(frozen=True, slots=True)
class Try:
    """One call that brought no picture as asked.

    `ended`: "failed" for certain, "refused" by the provider's rules, "unknown" where it may have been billed and nobody
    knows, "poor" where a reply came that is not what was asked. `may_help` says what could: the same again, another
    route, or the request without its history. `asked_wait_s` is the wait the provider asked for, in seconds.
    """

    route: Route
    size: str
    ended: Ended
    is_retryable: bool = False
    is_route_fault: bool = False
    is_overload: bool = False
    is_history_fault: bool = False
    was_billed: bool = False
    asked_wait_s: float | None = None

    @property
    def is_costly(self) -> bool:
        """Whether repeating it may pay twice."""
        return self.ended in ("unknown", "poor") or self.was_billed


@dataclass(frozen=True, slots=True)
class Terrain:
    """Where a turn may go: its routes in order, the sizes that each makes, and whether a smaller picture will do."""

    routes: tuple[Route, ...]
    size: str
    sizes: dict[Route, tuple[str, ...]] = field(default_factory=dict)
    may_shrink: bool = False
