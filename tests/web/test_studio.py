"""The studio page: what it says, what it keeps to its owner, how many queries it takes."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from editor.templatetags import figures
from editor.web import desk, rails
from sessions.models import OPEN, Action, Outcome, Session, Stage, Status, Turn
from sessions.services import events, heads, tree, turns
from sessions.services.turns import Ending, Opening
from tests import factories
from tests.web import rows

HTMX = {"HX-Request": "true"}


def body(response: Any) -> str:
    return response.content.decode()


@pytest.fixture
def session(alice: User) -> Session:
    return rows.session(alice, "Nocturne launch bottle")


@pytest.fixture
def path(session: Session) -> list[Turn]:
    """v1, v2 and v3 in a line; the head at v3."""
    found: list[Turn] = []
    for words, size in (("a bottle", (64, 64)), ("sand backdrop", (60, 40)), ("green glass", (40, 60))):
        found.append(rows.turn(session, rows.asset(*size), parent=found[-1] if found else None, words=words))
    session.refresh_from_db()
    return found


def ending(session: Session, status: Status, parent: Turn | None = None, **how: Any) -> Turn:
    """A turn that ended without becoming the head."""
    opening = Opening(
        Action.ADJUST, session.owner, uuid.uuid4().hex, parent, {"instruction": "add a hand"}, "add a hand"
    )
    return turns.finish(turns.open_turn(session, opening), Ending(status, **how))


def flying(session: Session, parent: Turn | None = None, **how: Any) -> Turn:
    """A turn that is being made: it waits in line."""
    opening = Opening(
        Action.ADJUST if parent else Action.CREATE,
        session.owner,
        uuid.uuid4().hex,
        parent,
        {"instruction": "taller"},
        "taller",
        **{"model": "overpaint-embedded-1", "surface": "embedded", "aspect_ratio": "4:5", "image_size": "2K", **how},
    )
    turn = turns.open_turn(session, opening)
    events.append(turn, Stage.WAITING, place=1)
    return turn


def address(session: Session, look: Turn | None = None) -> str:
    return f"/sessions/{session.pk}" + (f"?look={look.pk}" if look else "")


def test_studio_of_another_person_is_not_there(bobs_browser: Client, session: Session, path: list[Turn]) -> None:
    assert bobs_browser.get(address(session)).status_code == 404
    assert bobs_browser.get(f"/sessions/{session.pk}/tree").status_code == 404
    assert bobs_browser.post(f"/sessions/{session.pk}/undo").status_code == 404
    assert bobs_browser.post(f"/sessions/{session.pk}/settings", {"title": "mine"}).status_code == 404


def test_studio_says_what_the_next_edit_starts_from(alices_browser: Client, session: Session, path: list[Turn]) -> None:
    page = body(alices_browser.get(address(session)))
    assert 'Next edit starts from <b class="strong">v3</b>' in page
    assert f'action="/turns/{path[2].pk}/adjust"' in page
    assert page.count(' id="s-') == 3


def test_empty_session_offers_the_first_picture(alices_browser: Client, session: Session) -> None:
    page = body(alices_browser.get(address(session)))
    assert 'Makes the <b class="strong">first picture</b>' in page
    assert f'action="/sessions/{session.pk}/create"' in page


def test_looking_leaves_the_head_where_it_is(alices_browser: Client, session: Session, path: list[Turn]) -> None:
    page = body(alices_browser.get(address(session, path[0])))
    assert "Looking at v1." in page
    assert "still starts from v3" in page
    assert "Continue from v1" in page
    session.refresh_from_db()
    assert session.head_id == path[2].pk


def test_looking_at_another_sessions_turn_is_a_404(
    alices_browser: Client, alice: User, session: Session, path: list[Turn]
) -> None:
    other = rows.turn(rows.session(alice, "Other"), rows.asset())
    assert alices_browser.get(address(session, other)).status_code == 404
    assert alices_browser.get(f"/sessions/{session.pk}?look=nonsense").status_code == 200


def test_htmx_gets_the_regions_and_keeps_the_typed_words(
    alices_browser: Client, session: Session, path: list[Turn]
) -> None:
    part = body(alices_browser.get(address(session), headers=HTMX))
    for region in ("topbar", "strip", "stage", "composer-from", "inspector"):
        assert f'hx-target="#{region}"' in part
    assert "<textarea id=" not in part.split('id="inspector"')[0]
    assert "<html" not in part


def test_page_that_the_browser_goes_back_to_is_whole(alices_browser: Client, session: Session) -> None:
    page = body(alices_browser.get(address(session), headers={**HTMX, "HX-History-Restore-Request": "true"}))
    assert "<html" in page


def test_next_edit_keeps_the_frame_of_what_it_changes(alices_browser: Client, session: Session) -> None:
    rows.turn(session, rows.asset(96, 64))
    page = body(alices_browser.get(address(session)))
    assert 'data-ratio="3:2"' in page
    assert 'value="3:2" aria-label="3:2, Print landscape" checked' in page


def test_labels_say_who_made_the_picture(alices_browser: Client, session: Session, path: list[Turn]) -> None:
    page = body(alices_browser.get(address(session)))
    assert "AI generated" in page
    assert 'title="Made by the embedded engine, by rules' in page


def test_render_under_way_stands_beside_its_parent(alices_browser: Client, session: Session, path: list[Turn]) -> None:
    turn = flying(session, path[2])
    page = body(alices_browser.get(address(session)))
    assert f'class="hold ar-4-5" id="hold-{turn.pk}"' in page
    assert "v4 from v3 · 4:5 · 2K · 1856 × 2304" in page
    assert "v3, the start" in page
    assert "Next in line" in page
    assert "nothing is billed" in page
    assert f'id="s-{turn.pk}"' in page


def test_several_renders_under_way_are_all_in_the_strip(
    alices_browser: Client, session: Session, path: list[Turn]
) -> None:
    first, second = flying(session, path[2]), flying(session, path[2])
    page = body(alices_browser.get(address(session)))
    assert f'id="hold-{second.pk}"' in page
    assert f'id="hold-{first.pk}"' not in page
    assert f'id="s-{first.pk}"' in page
    assert 'data-busy="2"' in page


def test_refusal_shows_words_bill_and_ways_on(alices_browser: Client, session: Session, path: list[Turn]) -> None:
    turn = ending(session, Status.REFUSED, path[2], message="Stopped at the input.", provider_words="SAFETY <b>")
    page = body(alices_browser.get(address(session)))
    assert "v4 was refused" in page
    assert "Stopped at the input." in page
    assert "SAFETY &lt;b&gt;" in page
    assert f'action="/turns/{turn.pk}/retry"' in page
    assert "Rephrase" in page
    assert "Go back and branch from v3" in page


def test_old_failure_gives_way_once_the_head_moved(alices_browser: Client, session: Session, path: list[Turn]) -> None:
    ending(session, Status.FAILED, path[2], message="It broke off.")
    heads.move_to(session, path[1], session.owner)
    page = body(alices_browser.get(address(session)))
    assert f'data-turn="{path[1].pk}"' in page


def test_picture_that_came_back_different_can_be_kept(
    alices_browser: Client, session: Session, path: list[Turn]
) -> None:
    turn = ending(session, Status.NEEDS_REVIEW, path[2], output=rows.asset(48, 20))
    page = body(alices_browser.get(address(session)))
    assert "v4 came back as 48 × 20." in page
    assert f'action="/turns/{turn.pk}/keep"' in page
    assert f'action="/turns/{turn.pk}/retry"' in page


def test_critique_shows_its_pins_on_the_parents_picture(
    alices_browser: Client, session: Session, path: list[Turn]
) -> None:
    brief = {"instruction": "Warmer (at the centre).", "text": "", "pins": [{"x": 0.5, "y": 0.25, "text": "Warmer"}]}
    opening = Opening(Action.CRITIQUE, session.owner, uuid.uuid4().hex, path[2], brief, status=Status.DONE)
    turn = turns.open_turn(session, opening)
    heads.move_to(session, turn, session.owner)
    page = body(alices_browser.get(address(session)))
    assert 'data-x="0.5000" data-y="0.2500"' in page
    assert path[2].output is not None
    assert path[2].output.url in page
    assert "Apply as next adjust" in page
    assert f'action="/turns/{turn.pk}/adjust"' in page


def test_undo_and_redo_name_their_target(alices_browser: Client, session: Session, path: list[Turn]) -> None:
    assert "Undo: head to v2" in body(alices_browser.get(address(session)))
    alices_browser.post(f"/sessions/{session.pk}/undo")
    page = body(alices_browser.get(address(session)))
    assert "Redo: head to v3" in page
    assert "Undo: head to v1" in page
    part = body(alices_browser.post(f"/sessions/{session.pk}/redo", headers=HTMX))
    assert "head v3" in part


def test_renaming_changes_title_and_style(alices_browser: Client, session: Session) -> None:
    sent = {"title": "  New   name ", "style_instruction": "85 mm"}
    assert alices_browser.post(f"/sessions/{session.pk}/settings", sent).status_code == 302
    session.refresh_from_db()
    assert (session.title, session.style_instruction) == ("New name", "85 mm")
    assert alices_browser.post(f"/sessions/{session.pk}/settings", {"title": " "}).status_code == 422


def test_tree_draws_every_turn_with_its_branch(alices_browser: Client, session: Session, path: list[Turn]) -> None:
    heads.move_to(session, path[1], session.owner)
    rows.turn(session, rows.asset(), parent=path[1], words="amber glass")
    sheet = body(alices_browser.get(f"/sessions/{session.pk}/tree", headers=HTMX))
    assert sheet.count('role="treeitem"') == 4
    assert "version 4, child of 2, amber glass, done, embedded engine, head" in sheet
    assert "tn l1 onp cur" in sheet


def test_tree_without_scripts_is_the_studio_with_its_sheet_open(
    alices_browser: Client, session: Session, path: list[Turn]
) -> None:
    page = body(alices_browser.get(f"/sessions/{session.pk}/tree"))
    assert 'data-sheet="tree"' in page
    assert page.count('role="treeitem"') == 3


def test_long_tree_comes_in_windows(alices_browser: Client, session: Session) -> None:
    Turn.objects.bulk_create(
        Turn(session=session, number=n, action=Action.CREATE, author=session.owner, idempotency_key=f"w{n}")
        for n in range(1, 251)
    )
    first = body(alices_browser.get(f"/sessions/{session.pk}/tree", headers=HTMX))
    assert first.count('role="treeitem"') == 60
    assert f"/sessions/{session.pk}/tree?after=60" in first
    last = body(alices_browser.get(f"/sessions/{session.pk}/tree?after=240", headers=HTMX))
    assert last.count('role="treeitem"') == 10
    assert "tsheet" not in last


def test_long_path_is_folded_with_a_way_to_the_rest(alices_browser: Client, session: Session) -> None:
    asset, parent = rows.asset(), None
    for _ in range(63):
        parent = rows.turn(session, asset, parent=parent)
    page = body(alices_browser.get(address(session)))
    assert "last 60" in page
    assert "?strip=260" in page
    assert body(alices_browser.get(f"{address(session)}?strip=260")).count(' id="s-') == 63


@pytest.mark.parametrize(("length", "most"), [(1, 24), (40, 24)])
def test_queries_do_not_grow_with_the_session(
    alices_browser: Client,
    session: Session,
    length: int,
    most: int,
    django_assert_max_num_queries: Callable[[int], DjangoAssertNumQueries],
) -> None:
    asset, parent = rows.asset(), None
    for _ in range(length):
        parent = rows.turn(session, asset, parent=parent)
    with django_assert_max_num_queries(most):
        alices_browser.get(address(session))
    with django_assert_max_num_queries(12):
        alices_browser.get(f"/sessions/{session.pk}/tree", headers=HTMX)


def test_page_carries_no_inline_script_or_style(alices_browser: Client, session: Session, path: list[Turn]) -> None:
    flying(session, path[2])
    page = body(alices_browser.get(address(session)))
    assert " style=" not in page
    assert "<style" not in page
    assert "<script>" not in page
    assert " hx-on" not in page


def test_open_turns_are_those_the_strip_calls_under_way(session: Session, path: list[Turn]) -> None:
    assert flying(session, path[2]).status in OPEN


def test_tree_lines_follow_the_branches(session: Session, path: list[Turn]) -> None:
    heads.move_to(session, path[0], session.owner)
    rows.turn(session, rows.asset(), parent=path[0], words="amber")
    session.refresh_from_db()
    drawn = rails.draw(tree.rows(session).rows)
    assert [(each.row.turn.number, each.level, each.elbow, each.from_above) for each in drawn] == [
        (1, 0, None, False),
        (4, 1, 10, False),
        (2, 0, None, True),
        (3, 0, None, True),
    ]
    assert [[line.x for line in each.through] for each in drawn] == [[], [10], [], []]
    assert [each.is_path_below for each in drawn] == [True, False, False, False]


def test_words_of_a_turn_are_what_was_asked(session: Session, path: list[Turn]) -> None:
    assert figures.said(path[1]) == "sand backdrop"
    assert figures.said(Turn(action=Action.FINALIZE, image_size="4K", parent=path[1])) == "4K of v2"
    assert figures.said(Turn(action=Action.UPLOAD, brief={"file_name": "cat.png"})) == "cat.png"
    assert figures.said(Turn(action=Action.CREATE, brief={})) == "Create"


def test_unknown_outcome_is_told_with_the_bill(session: Session, path: list[Turn]) -> None:
    turn = ending(session, Status.FAILED, path[2])
    factories.called(turn, Outcome.UNKNOWN, model="overpaint-embedded-1", surface="embedded")
    assert figures.billed(turn) == "$0.000"
    factories.called(turn, Outcome.UNKNOWN)
    assert figures.billed(turn) == "$0.000; up to $0.034 more may have been, for a call whose outcome is unknown"
    factories.called(turn, Outcome.UNKNOWN)
    assert figures.billed(turn) == "$0.000; up to $0.067 more may have been, for 2 calls whose outcome is unknown"


def test_picture_that_lands_while_the_page_is_read_is_told_by_its_stream(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = factories.session(alice)
    turn = factories.queued(session)
    events.append(turn, Stage.WAITING, place=1)
    read = desk.flights_of
    landed: list[int] = []

    def land_then_read(*args: Any) -> Any:
        found = read(*args)
        landed.append(events.append(turn, Stage.DONE).pk)
        return found

    monkeypatch.setattr(desk, "flights_of", land_then_read)
    assert desk.lay_out(alice, session, None).last_event_id < landed[0]
