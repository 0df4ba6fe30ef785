"""The lines of the tree sheet: one column per branch, drawn row by row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sessions.services.tree import Row, TreePage

RAILS_MAX = 7
STEP_PX = 20
FIRST_PX = 10


@dataclass(frozen=True, slots=True)
class Line:
    """A vertical line through a row at `x` pixels; `is_path` when it leads to the head."""

    x: int
    is_path: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """A row with its lines. `x` is the column of its dot in pixels, `elbow` where its line leaves another branch."""

    row: Row
    level: int
    x: int
    through: tuple[Line, ...]
    elbow: int | None
    from_above: bool
    goes_on: bool
    is_path_below: bool

    @property
    def width(self) -> int:
        """Pixels that the lines need."""
        return FIRST_PX + STEP_PX * (RAILS_MAX + 1)

    @property
    def bend(self) -> int:
        """Where the elbow ends and its level line begins, in pixels."""
        return (self.elbow or 0) + 8


@dataclass(frozen=True, slots=True)
class Sheet:
    """A window of the tree, drawn: `total` turns in all, `next` the offset of the next window or None."""

    session_id: int
    drawn: list[Drawn]
    total: int
    next: int | None


@dataclass(slots=True)
class _Open:
    """A turn whose later children are still to be drawn."""

    rail: int
    left: int
    on_path: bool
    path_child_left: bool


def sheet(session_id: int, page: TreePage) -> Sheet:
    """The sheet of a window that was read."""
    return Sheet(session_id, draw(page.rows), page.total, page.next)


def draw(rows: Iterable[Row]) -> list[Drawn]:
    """Add lines to a window of rows, which come parents first, branches to the right."""
    pending: list[_Open] = []
    drawn: list[Drawn] = []
    for row in rows:
        if not drawn:
            # Within a later window the branches left of the first row are still open somewhere below.
            pending = [_Open(rail, 1, row.on_path, row.on_path) for rail in range(row.rail)]
            is_root_window = row.parent_number is None
            pending = [] if is_root_window else pending
        drawn.append(_draw_row(row, pending))
    return drawn


def _draw_row(row: Row, pending: list[_Open]) -> Drawn:
    while pending and pending[-1].left == 0:
        pending.pop()
    parent = pending[-1] if pending and row.parent_number is not None else None
    if parent:
        parent.left -= 1
        parent.path_child_left = parent.path_child_left and not row.on_path
    through = tuple(Line(_x(each.rail), each.path_child_left) for each in pending if each.left)
    parent_rail = parent.rail if parent else row.rail
    is_path_below = row.on_path and not row.is_head
    if row.child_count:
        pending.append(_Open(row.rail, row.child_count, row.on_path, is_path_below))
    return Drawn(
        row=row,
        level=min(row.rail, RAILS_MAX),
        x=_x(row.rail),
        through=through,
        elbow=_x(parent_rail) if _x(parent_rail) != _x(row.rail) else None,
        from_above=row.parent_number is not None and _x(parent_rail) == _x(row.rail),
        goes_on=row.child_count > 0,
        is_path_below=is_path_below,
    )


def _x(rail: int) -> int:
    return FIRST_PX + STEP_PX * min(rail, RAILS_MAX)
