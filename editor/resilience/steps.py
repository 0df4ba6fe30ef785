"""The next step of a turn, computed from the calls it has made: the same history gives the same place.

Only the wait depends on chance, so a process that takes over after a kill goes on exactly where the other one was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from editor.resilience import degrade
from editor.resilience.retry import Chance, Policy, wait_s
from editor.resilience.tries import Route, Terrain, Try

Why: TypeAlias = Literal["", "again", "repeated", "smaller", "elsewhere", "without history"]
Halt: TypeAlias = Literal["", "refused", "no use", "tries used up", "repeated once already", "asked to wait too long"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a turn stands: what to ask next, or why to ask no more (`halt`).

    `here` counts the failures since the route, size or history last changed; `costly` those that may have been billed.
    """

    route: Route
    size: str
    is_bare: bool = False
    here: int = 0
    overloads: int = 0
    costly: int = 0
    why: Why = ""
    halt: Halt = ""


def place(terrain: Terrain, tries: Sequence[Try], policy: Policy) -> Place:
    """Walk through the calls made so far."""
    at = Place(terrain.routes[0], _size_on(terrain, terrain.routes[0], terrain.size))
    for each in tries:
        at = _after(_joined(at, each), each, terrain, policy)
    return at


def pause_s(at: Place, last: Try | None, policy: Policy, chance: Chance) -> float:
    """Seconds to wait before the next call from `at`: none after a change of route or of request."""
    if last is None or at.why in ("", "elsewhere", "without history"):
        return 0.0
    if last.ended == "poor":
        return 0.0
    return wait_s(max(at.here, 1), last.asked_wait_s, policy, chance)


def _joined(at: Place, each: Try) -> Place:
    """A call may have gone elsewhere than the walk says: past an open circuit."""
    if each.route == at.route:
        return at
    return replace(at, route=each.route, size=each.size, here=0, overloads=0)


def _after(at: Place, each: Try, terrain: Terrain, policy: Policy) -> Place:
    at = replace(at, here=at.here + 1, costly=at.costly + each.is_costly, overloads=at.overloads + each.is_overload)
    if each.ended == "refused":
        return replace(at, halt="refused")
    if each.is_costly:
        return _repeat(at, each, policy)
    if each.is_history_fault and not at.is_bare:
        return replace(at, is_bare=True, here=0, why="without history")
    if not each.is_retryable:
        return _elsewhere(at, terrain, "no use") if each.is_route_fault else replace(at, halt="no use")
    smaller = degrade.smaller(at.size, terrain.sizes.get(at.route, ())) if terrain.may_shrink else None
    if smaller and at.overloads >= policy.overloads_before_smaller:
        return replace(at, size=smaller, here=1, overloads=0, why="smaller")
    if at.here >= policy.tries:
        return _elsewhere(at, terrain, "tries used up")
    if (each.asked_wait_s or 0.0) > policy.longest_wait_s:
        return _elsewhere(at, terrain, "asked to wait too long")
    return replace(at, why="again")


def _repeat(at: Place, each: Try, policy: Policy) -> Place:
    """A call that may have been billed is made again as it was, and no oftener than the policy says."""
    if each.is_history_fault and not at.is_bare and at.costly <= policy.costly_repeats:
        return replace(at, is_bare=True, here=0, why="without history")
    if not each.is_retryable and each.ended != "unknown":
        return replace(at, halt="no use")
    return (
        replace(at, halt="repeated once already") if at.costly > policy.costly_repeats else replace(at, why="repeated")
    )


def _elsewhere(at: Place, terrain: Terrain, halt: Halt) -> Place:
    """The next route, unless this was the last."""
    behind = terrain.routes.index(at.route) + 1 if at.route in terrain.routes else len(terrain.routes)
    return moved(at, terrain.routes[behind], terrain) if behind < len(terrain.routes) else replace(at, halt=halt)


def moved(at: Place, route: Route, terrain: Terrain) -> Place:
    """The same turn on another route, with the size asked for."""
    size = _size_on(terrain, route, terrain.size)
    return replace(at, route=route, size=size, here=0, overloads=0, is_bare=False, why="elsewhere")


def _size_on(terrain: Terrain, route: Route, size: str) -> str:
    """The size asked for, or the next smaller one that the route makes."""
    makes = terrain.sizes.get(route, (size,))
    return size if size in makes else degrade.smaller(size, makes) or makes[0]
