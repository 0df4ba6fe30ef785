"""Fallbacks: which routes a turn may take, priced before they are taken, and what it says afterwards."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.conf import LazySettings

from editor.emulator.child import Emulator
from editor.render import plan, routes
from editor.resilience.breaker import Rules
from editor.resilience.steps import Place
from editor.resilience.tries import Route
from sessions.models import Action, Outcome, Queue, Session, Status, Turn
from tests import factories
from tests.render.carry import carry

pytestmark = pytest.mark.django_db
FLASH, LITE, PRO = "gemini-nano-banana-2.1", "gemini-3.1-flash-lite-image", "gemini-3-pro-image"


@pytest.fixture
def free(session: Session) -> Session:
    """A session that may fall back."""
    Session.objects.update(may_fall_back=True)
    session.refresh_from_db()
    return session


def names(turn: Turn) -> list[str]:
    return [route.model for route in routes.terrain(turn).routes]


def test_without_leave_there_is_one_route(stub: Emulator, session: Session) -> None:
    assert names(factories.queued(session)) == [FLASH]


def test_a_preview_may_go_to_a_lighter_flash(stub: Emulator, free: Session) -> None:
    turn = factories.queued(free)
    assert names(turn)[:2] == [FLASH, LITE]
    assert PRO not in names(turn)


def test_a_final_may_go_to_pro_and_is_never_made_smaller(stub: Emulator, free: Session) -> None:
    turn = factories.queued(free, queue=Queue.FINAL, action=Action.FINALIZE, image_size="4K")
    ground = routes.terrain(turn)
    assert [route.model for route in ground.routes] == [FLASH, PRO]
    assert not ground.may_shrink
    assert all("4K" in ground.sizes[route] for route in ground.routes)


def test_a_route_makes_the_ratio_or_is_left_out(stub: Emulator, free: Session) -> None:
    final = {"queue": Queue.FINAL, "action": Action.FINALIZE, "image_size": "4K"}
    assert PRO not in names(factories.queued(free, aspect_ratio="1:8", **final))


def test_the_embedded_engine_is_no_fallback_and_has_none(stub: Emulator, free: Session) -> None:
    turn = factories.queued(free, surface="embedded", model=factories.EMBEDDED_MODEL)
    assert names(turn) == [factories.EMBEDDED_MODEL]


def test_routes_are_priced_before_they_are_taken(stub: Emulator) -> None:
    found = routes.planned(Route(FLASH, "gemini"), "2K", is_final=False)
    assert [(each.label, each.size, each.price_usd) for each in found][:1] == [
        ("Nano Banana 2 Lite", "1K", Decimal("0.0336"))
    ]


def test_a_surface_without_a_key_is_no_route(stub: Emulator, free: Session, settings: LazySettings) -> None:
    assert {route.surface for route in routes.terrain(factories.queued(free)).routes} == {"gemini"}


def test_after_the_tries_another_model_makes_it_and_the_turn_says_so(stub: Emulator, free: Session) -> None:
    stub.script(*[{"status": 500}] * 4)
    turn = carry(factories.queued(free))
    assert (turn.status, turn.model_asked, turn.model_used) == (Status.DONE, FLASH, LITE)
    assert [call["model"] for call in stub.calls()] == [FLASH] * 4 + [LITE]
    (note,) = turn.notes
    assert note["kind"] == "fallback"
    assert note["text"] == (
        "Gemini API failed on its own side (HTTP 500). "
        f"Sent to {LITE} on Gemini API instead: $0.034 in place of $0.034."
    )


def test_a_retired_model_gives_way_at_once(stub: Emulator, free: Session) -> None:
    stub.script("retired-404")
    turn = carry(factories.queued(free))
    assert (turn.status, turn.model_used, len(stub.calls())) == (Status.DONE, LITE, 2)


def test_a_refusal_is_not_shopped_around(stub: Emulator, free: Session) -> None:
    stub.script("finish-IMAGE_SAFETY")
    turn = carry(factories.queued(free))
    assert (turn.status, len(stub.calls())) == (Status.REFUSED, 1)


def test_an_open_circuit_is_passed_by(stub: Emulator, free: Session, settings: LazySettings) -> None:
    settings.BREAKER_RULES = Rules(failures=1, cool_down_s=60)
    stub.script({"status": 500})
    first = carry(factories.queued(free))
    second = carry(factories.queued(free))
    assert (first.model_used, second.model_used) == (LITE, LITE)
    assert [call["model"] for call in stub.calls()] == [FLASH, LITE, LITE]
    assert "keeps failing" in second.notes[0]["text"]


def test_overload_makes_a_preview_one_size_smaller_and_says_so(stub: Emulator, session: Session) -> None:
    stub.script({"status": 503}, {"status": 503})
    turn = carry(factories.queued(session, image_size="2K"))
    assert (turn.status, turn.width_px, turn.image_size, turn.image_size_used) == (Status.DONE, 1024, "2K", "1K")
    assert [call["size"] for call in stub.calls()] == ["2K", "2K", "1K"]
    assert turn.notes == [
        {"kind": "degraded", "text": "Preview made at 1K instead of 2K: Gemini API is overloaded. $0.034."}
    ]


def test_overload_never_makes_a_final_smaller(stub: Emulator, session: Session) -> None:
    stub.script(*[{"status": 503}] * 4)
    turn = carry(factories.queued(session, queue=Queue.FINAL, action=Action.FINALIZE, image_size="4K"))
    assert turn.status == Status.FAILED
    assert {call["size"] for call in stub.calls()} == {"4K"}


def test_a_lost_signature_costs_the_history_not_the_turn(stub: Emulator, session: Session) -> None:
    parent = carry(factories.queued(session))
    stub.forget()
    stub.script("signature-400")
    turn = carry(factories.queued(session, parent))
    assert (turn.status, len(stub.calls())) == (Status.DONE, 2)
    assert [note["kind"] for note in turn.notes] == ["collapsed"]
    assert "could not pick up from the earlier turns" in turn.notes[0]["text"]


def test_every_call_keeps_its_own_route_and_size(stub: Emulator, free: Session) -> None:
    stub.script({"status": 503}, {"status": 503}, {"status": 500}, {"status": 500}, {"status": 500}, {"status": 500})
    turn = carry(factories.queued(free, image_size="2K"))
    rows = turn.attempts.values_list("model", "image_size", "outcome")
    assert list(rows)[:3] == [(FLASH, "2K", Outcome.ERROR)] * 2 + [(FLASH, "1K", Outcome.ERROR)]
    assert list(rows)[-1] == (LITE, "1K", Outcome.PICTURE)


def test_the_plan_of_another_route_sends_the_last_picture_only(stub: Emulator, session: Session) -> None:
    parent = carry(factories.queued(session))
    turn = factories.queued(session, parent)
    found = plan.make(turn, Place(Route(LITE, "gemini"), "1K"))
    assert (found.model.id, len(found.messages)) == (LITE, 1)
    assert {note["kind"] for note in found.notes} == {"collapsed", "fallback"}
