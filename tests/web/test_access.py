"""Look-ups start from the owner: a stranger's row is not there."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.http import Http404

from editor.web import access
from tests.web import rows


def test_owner_finds_session_turn_and_asset(alice: User) -> None:
    session = rows.session(alice)
    turn = rows.turn(session, rows.asset())
    assert turn.output is not None
    assert access.session_for(alice, session.pk) == session
    assert access.turn_for(alice, turn.pk) == turn
    assert access.asset_for(alice, turn.output.sha256) == turn.output


@pytest.mark.parametrize("who", ["bob", "nobody"])
def test_stranger_finds_nothing(alice: User, bob: User, who: str) -> None:
    turn = rows.turn(rows.session(alice), rows.asset())
    assert turn.output is not None
    person = bob if who == "bob" else AnonymousUser()
    for look_up, key in (
        (access.session_for, turn.session_id),
        (access.turn_for, turn.pk),
        (access.asset_for, turn.output.sha256),
    ):
        with pytest.raises((Http404, TypeError)):
            look_up(person, key)  # type: ignore[operator]


def test_asset_that_no_turn_shows_is_nobodys(alice: User) -> None:
    with pytest.raises(Http404):
        access.asset_for(alice, rows.asset(5, 5).sha256)
