"""The head: roll-back, branch, undo and redo, and new turns that take it only if nobody moved it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import transaction

from sessions.errors import TurnConflict
from sessions.models import HeadMove, Session, Status, Turn
from sessions.services import heads, turns
from sessions.services.turns import Ending
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(alice: User) -> list[Turn]:
    """v1 to v4, one after another."""
    session = factories.session(alice)
    made = [factories.done(session)]
    for _ in range(3):
        made.append(factories.done(session, made[-1]))
    return made


def fresh(turn: Turn) -> Session:
    return Session.objects.select_related("head", "head_move").get(pk=turn.session_id)


def finish(turn: Turn) -> None:
    with transaction.atomic():
        turns.finish(turn, Ending(Status.DONE, output=factories.asset()))


def test_finished_turn_takes_the_head(path: list[Turn]) -> None:
    assert fresh(path[0]).head == path[3]


def test_roll_back_deletes_nothing(path: list[Turn], alice: User) -> None:
    heads.move_to(fresh(path[0]), path[1], alice)
    assert fresh(path[0]).head == path[1]
    assert Turn.objects.count() == 4


def test_undo_and_redo_of_a_roll_back(path: list[Turn], alice: User) -> None:
    heads.move_to(fresh(path[0]), path[1], alice)
    assert heads.undo_target(fresh(path[0])) == path[3]
    assert heads.undo(fresh(path[0]), alice).head == path[3]
    assert heads.redo_target(fresh(path[0])) == path[1]
    assert heads.redo(fresh(path[0]), alice).head == path[1]


def test_undo_walks_the_whole_stack_and_back(path: list[Turn], alice: User) -> None:
    seen = [heads.undo(fresh(path[0]), alice).head for _ in range(3)]
    assert seen == [path[2], path[1], path[0]]
    with pytest.raises(TurnConflict, match="nothing to undo"):
        heads.undo(fresh(path[0]), alice)
    assert [heads.redo(fresh(path[0]), alice).head for _ in range(3)] == [path[1], path[2], path[3]]
    with pytest.raises(TurnConflict, match="nothing to redo"):
        heads.redo(fresh(path[0]), alice)


def test_branch_after_undo_replaces_what_redo_would_do(path: list[Turn], alice: User) -> None:
    heads.undo(fresh(path[0]), alice)
    heads.undo(fresh(path[0]), alice)
    branch = factories.done(fresh(path[0]), path[1])
    assert fresh(path[0]).head == branch
    assert heads.redo_target(fresh(path[0])) is None
    assert heads.undo(fresh(path[0]), alice).head == path[1]
    assert heads.redo(fresh(path[0]), alice).head == branch


def test_every_move_is_logged_in_order(path: list[Turn], alice: User) -> None:
    heads.move_to(fresh(path[0]), path[0], alice)
    heads.undo(fresh(path[0]), alice)
    heads.redo(fresh(path[0]), alice)
    kinds = list(HeadMove.objects.values_list("kind", flat=True))
    assert kinds == ["advance"] * 4 + ["roll_back", "undo", "redo"]


def test_moving_to_where_it_stands_is_no_move(path: list[Turn], alice: User) -> None:
    heads.move_to(fresh(path[0]), path[3], alice)
    assert HeadMove.objects.count() == 4


def test_head_stays_where_a_person_put_it(path: list[Turn], alice: User) -> None:
    running = factories.opened(fresh(path[0]), path[3])
    heads.move_to(fresh(path[0]), path[1], alice)
    finish(running)
    assert fresh(path[0]).head == path[1]


def test_head_stays_after_an_undo_that_led_back(path: list[Turn], alice: User) -> None:
    first, second = (factories.opened(fresh(path[0]), path[3]) for _ in range(2))
    finish(first)
    heads.undo(fresh(path[0]), alice)
    finish(second)
    assert fresh(path[0]).head == path[3]


def test_chain_sent_at_once_carries_the_head_to_its_end(alice: User) -> None:
    session = factories.session(alice)
    first = factories.opened(session)
    second = factories.opened(session, first)
    third = factories.opened(session, second)
    for turn in (first, second, third):
        finish(turn)
        assert fresh(first).head == turn


def test_head_never_goes_back_to_an_older_turn_by_itself(path: list[Turn]) -> None:
    older, newer = (factories.opened(fresh(path[0]), path[3]) for _ in range(2))
    finish(newer)
    finish(older)
    assert fresh(path[0]).head == newer


def test_failed_turn_leaves_the_head(path: list[Turn]) -> None:
    turn = factories.opened(fresh(path[0]), path[3])
    turns.finish(turn, Ending(Status.FAILED))
    assert fresh(path[0]).head == path[3]


@pytest.mark.parametrize("status", [Status.FAILED, Status.REFUSED, Status.NEEDS_REVIEW])
def test_head_moves_to_good_turns_only(path: list[Turn], alice: User, status: Status) -> None:
    turn = factories.opened(fresh(path[0]), path[3])
    bad = turns.finish(turn, Ending(status))
    with pytest.raises(TurnConflict, match="no finished picture"):
        heads.move_to(fresh(path[0]), bad, alice)


def test_head_never_leaves_its_session(path: list[Turn], alice: User) -> None:
    other = factories.done(factories.session(alice))
    with pytest.raises(TurnConflict, match="another session"):
        heads.move_to(fresh(path[0]), other, alice)


def test_move_takes_the_same_queries_at_any_length(path: list[Turn], alice: User, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    session = fresh(path[0])
    with django_assert_num_queries(5):  # savepoint, session, move, session, release
        heads.move_to(session, path[1], alice)
