"""The tree: right paths, siblings and rows, at the same number of queries for 10 and for 10,000 turns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User

from sessions.models import Action, Session, Status, Turn
from sessions.services import tree
from tests import factories

pytestmark = pytest.mark.django_db
MANY = 10_000


def plant(session: Session, count: int, parent_of: Callable[[int], int | None]) -> list[Turn]:
    """`count` done turns at once; `parent_of` maps a position to its parent's position."""
    first = (Turn.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    rows = [
        Turn(
            pk=first + place,
            session=session,
            number=place + 1,
            parent_id=None if parent_of(place) is None else first + int(parent_of(place) or 0),
            action=Action.ADJUST,
            status=Status.DONE,
            author=session.owner,
            idempotency_key=f"plant-{first + place}",
        )
        for place in range(count)
    ]
    Turn.objects.bulk_create(rows, batch_size=2000)
    session.head = rows[-1]
    session.last_number = count
    session.save()
    return rows


def chain(place: int) -> int | None:
    return place - 1 if place else None


def fan(place: int) -> int | None:
    return 0 if place else None


@pytest.fixture
def branchy(alice: User) -> dict[str, Turn]:
    """a - b - c - d, with e beside c, f below e, and a second root r."""
    session = factories.session(alice)
    found: dict[str, Turn] = {}
    for name, parent in [("a", ""), ("b", "a"), ("c", "b"), ("d", "c"), ("e", "b"), ("f", "e"), ("r", "")]:
        found[name] = factories.done(session, found.get(parent))
    return found


def names(found: dict[str, Turn], turns: list[Turn]) -> str:
    by_id = {turn.pk: name for name, turn in found.items()}
    return "".join(by_id[turn.pk] for turn in turns)


@pytest.mark.parametrize(("tip", "path"), [("a", "a"), ("d", "abcd"), ("f", "abef"), ("r", "r")])
def test_path_is_exactly_the_ancestors(branchy: dict[str, Turn], tip: str, path: str) -> None:
    assert names(branchy, tree.path(branchy[tip])) == path


@pytest.mark.parametrize(("limit", "path"), [(1, "d"), (2, "cd"), (4, "abcd"), (9, "abcd")])
def test_path_can_be_cut(branchy: dict[str, Turn], limit: int, path: str) -> None:
    assert names(branchy, tree.path(branchy["d"], limit)) == path


def test_siblings_are_counted(branchy: dict[str, Turn]) -> None:
    counts = [turn.siblings for turn in tree.path(branchy["f"])]  # type: ignore[attr-defined]
    assert counts == [1, 0, 1, 0]
    assert tree.path(branchy["f"], 2)[0].siblings == 1  # type: ignore[attr-defined]


def test_subtree_is_everything_below(branchy: dict[str, Turn]) -> None:
    assert set(tree.subtree_ids(branchy["b"].pk)) == {branchy[name].pk for name in "bcdef"}


def test_rows_show_parents_above_children_and_mark_the_path(branchy: dict[str, Turn]) -> None:
    session = Session.objects.get(pk=branchy["a"].session_id)
    session.head = branchy["f"]
    page = tree.rows(session)
    order = names(branchy, [row.turn for row in page.rows])
    assert sorted(order) == list("abcdefr")
    assert all(order.index(parent) < order.index(child) for parent, child in ("ab", "bc", "cd", "be", "ef"))
    assert "".join(sorted(order[i] for i, row in enumerate(page.rows) if row.on_path)) == "abef"
    assert [order[i] for i, row in enumerate(page.rows) if row.is_head] == ["f"]
    assert {row.parent_number for row in page.rows if row.rail} == {branchy["b"].number, branchy["e"].number, None}


def test_first_branch_goes_on_in_its_parents_rail(branchy: dict[str, Turn]) -> None:
    page = tree.rows(Session.objects.get(pk=branchy["a"].session_id))
    rails = {name: next(row.rail for row in page.rows if row.turn == turn) for name, turn in branchy.items()}
    assert [rails[name] for name in "abcd"] == [0, 0, 0, 0]
    assert rails["e"] == rails["f"] == 1


def test_rows_come_in_windows(branchy: dict[str, Turn]) -> None:
    session = Session.objects.get(pk=branchy["a"].session_id)
    whole = [row.turn for row in tree.rows(session).rows]
    first, second, third = (tree.rows(session, after=start, limit=3) for start in (0, 3, 6))
    assert [row.turn for page in (first, second, third) for row in page.rows] == whole
    assert (first.next, second.next, third.next, first.total) == (3, 6, None, 7)


def test_critique_shows_the_picture_above_it(branchy: dict[str, Turn]) -> None:
    remark = factories.opened(branchy["a"].session, branchy["d"], action=Action.CRITIQUE, status=Status.DONE)
    second = factories.opened(branchy["a"].session, remark, action=Action.CRITIQUE, status=Status.DONE)
    assert tree.picture_turn(second) == branchy["d"]
    assert tree.picture_turn(branchy["b"]) == branchy["b"]
    assert tree.picture_turn(factories.opened(branchy["a"].session)) is None


@pytest.mark.parametrize("shape", [chain, fan])
def test_ten_thousand_turns_take_as_many_queries_as_ten(
    alice: User, shape: Callable[[int], int | None], django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for count in (10, MANY):
        planted = plant(factories.session(alice), count, shape)
        session = planted[0].session
        with django_assert_max_num_queries(4):  # ancestors, turns, siblings, roots
            path = tree.path(planted[-1])
        assert len(path) == (min(count, 60) if shape is chain else 2)
        assert path[-1] == planted[-1]
        with django_assert_max_num_queries(3):  # places, turns, ancestors
            page = tree.rows(session)
        assert page.total == count
        with django_assert_max_num_queries(1):
            assert tree.picture_turn(planted[-1]) is None
        assert len(tree.subtree_ids(planted[0].pk)) == count


def test_siblings_of_a_wide_tree(alice: User) -> None:
    planted = plant(factories.session(alice), 1000, fan)
    assert tree.path(planted[-1])[-1].siblings == 998  # type: ignore[attr-defined]
