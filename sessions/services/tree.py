"""Reading the tree: the path to a turn, and the rows of the tree sheet.

Ancestors come from a hand-written recursive query: 0.1 to 21 ms for 10,000 turns, where a tree package took seconds
(facts/stack.md section 4).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection
from django.db.models import Count

from sessions.models import Session, Turn

ANCESTORS = """
WITH RECURSIVE up(id, parent_id, depth) AS (
  SELECT id, parent_id, 0 FROM edit_sessions_turn WHERE id = {seed}
  UNION ALL
  SELECT t.id, t.parent_id, up.depth + 1 FROM edit_sessions_turn t JOIN up ON t.id = up.parent_id WHERE up.depth < %s
)
SELECT id FROM up ORDER BY depth DESC
"""
DESCENDANTS = """
WITH RECURSIVE down(id) AS (
  SELECT id FROM edit_sessions_turn WHERE id = {seed}
  UNION ALL
  SELECT t.id FROM edit_sessions_turn t JOIN down ON t.parent_id = down.id
)
SELECT id FROM down
"""
NEAREST_PICTURE = """
WITH RECURSIVE up(id, parent_id, output_id) AS (
  SELECT id, parent_id, output_id FROM edit_sessions_turn WHERE id = {seed}
  UNION ALL
  SELECT t.id, t.parent_id, t.output_id FROM edit_sessions_turn t JOIN up ON t.id = up.parent_id
  WHERE up.output_id IS NULL
)
SELECT id FROM up WHERE output_id IS NOT NULL
"""
NO_LIMIT = 1_000_000
WINDOW = 60


def _ids(query: str, values: list[int]) -> list[int]:
    # PostgreSQL cannot guess the type of a bare parameter in the seed of a recursive query.
    seed = "CAST(%s AS bigint)" if connection.vendor == "postgresql" else "%s"
    with connection.cursor() as cursor:
        cursor.execute(query.format(seed=seed), values)
        return [row[0] for row in cursor.fetchall()]


def ancestor_ids(turn_id: int, limit: int = NO_LIMIT) -> list[int]:
    """Ids from the root (or `limit` turns up) down to the turn itself."""
    return _ids(ANCESTORS, [turn_id, limit - 1])


def subtree_ids(turn_id: int) -> list[int]:
    """Ids of the turn and everything that grew from it, in no order."""
    return _ids(DESCENDANTS, [turn_id])


def path(turn: Turn, limit: int = 60, *, known: Iterable[Turn] = ()) -> list[Turn]:
    """The nearest `limit` turns from the root to `turn`, oldest first, each with `.siblings` (how many others).

    Turns that are `known`, with their pictures, are not read again.
    """
    ids = ancestor_ids(turn.pk, limit)
    found = {each.pk: each for each in known}
    missing = [pk for pk in ids if pk not in found]
    if missing:
        found |= Turn.objects.for_strip().in_bulk(missing)
    turns = [found[pk] for pk in ids]
    counts = _child_counts(turns)
    for each in turns:
        each.siblings = counts.get(each.parent_id, 1) - 1  # type: ignore[attr-defined]
    return turns


def _child_counts(turns: list[Turn]) -> dict[int | None, int]:
    parents = [each.parent_id for each in turns if each.parent_id]
    rows = Turn.objects.filter(parent_id__in=parents).values_list("parent_id").annotate(n=Count("id")).order_by()
    counts: dict[int | None, int] = dict(rows)
    if turns and turns[0].parent_id is None:
        counts[None] = Turn.objects.filter(session_id=turns[0].session_id, parent=None).count()
    return counts


def picture_turn(turn: Turn) -> Turn | None:
    """The turn whose picture is on the screen for `turn`: itself, or the nearest ancestor that has one."""
    if turn.output_id:
        return turn
    nearest = _ids(NEAREST_PICTURE, [turn.pk])
    return Turn.objects.with_picture().get(pk=nearest[0]) if nearest else None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the tree sheet. `rail` is the column: a straight line of edits stays in one column."""

    turn: Turn
    rail: int
    on_path: bool
    is_head: bool
    child_count: int
    parent_number: int | None


@dataclass(frozen=True, slots=True)
class TreePage:
    """A window of the tree: `total` rows in all, `next` the offset of the next window or None."""

    rows: list[Row]
    total: int
    next: int | None


class _Place(NamedTuple):
    """Ten thousand of these are made for one sheet, so it is a tuple."""

    turn_id: int
    rail: int
    child_count: int


def rows(session: Session, *, after: int = 0, limit: int = WINDOW) -> TreePage:
    """Rows `after` to `after + limit` of the whole tree, parents above children, branches side by side."""
    parents = _parents(session)
    places = _places(parents)
    window = places[after : after + limit]
    turns = Turn.objects.for_strip().in_bulk([place.turn_id for place in window])
    on_path = _up(parents, session.head_id)
    found = [_row(session, place, turns[place.turn_id], on_path) for place in window]
    following = after + limit if after + limit < len(places) else None
    return TreePage(found, len(places), following)


def _row(session: Session, place: _Place, turn: Turn, on_path: set[int]) -> Row:
    number = turn.parent.number if turn.parent else None
    return Row(turn, place.rail, turn.pk in on_path, turn.pk == session.head_id, place.child_count, number)


def _parents(session: Session) -> dict[int, int | None]:
    """The parent of every turn, in the order of their numbers. Plain rows: models of all would cost a second."""
    with connection.cursor() as cursor:
        query = "SELECT id, parent_id FROM edit_sessions_turn WHERE session_id = %s ORDER BY number"
        cursor.execute(query, [session.pk])
        return dict(cursor.fetchall())


def _up(parents: dict[int, int | None], turn_id: int | None) -> set[int]:
    """The turn and its ancestors."""
    found: set[int] = set()
    while turn_id is not None:
        found.add(turn_id)
        turn_id = parents[turn_id]
    return found


def _places(parents: dict[int, int | None]) -> list[_Place]:
    """Depth-first order with one rail per branch: the first child goes on in its parent's rail."""
    children: dict[int | None, list[int]] = defaultdict(list)
    for pk, parent_id in parents.items():
        children[parent_id].append(pk)
    order: list[_Place] = []
    stack = [(root, index) for index, root in reversed(list(enumerate(children[None])))]
    while stack:
        pk, rail = stack.pop()
        below = children.get(pk, ())
        order.append(_Place(pk, rail, len(below)))
        # Later branches are drawn first and further right, so that the oldest line stays straight below its parent.
        stack.extend([(child, rail + index) for index, child in enumerate(below)])
    return order
