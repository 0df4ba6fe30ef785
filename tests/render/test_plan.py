"""Plans: the conversation is exactly the ancestor path, echoed as it came, or the last picture with a note."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User

from editor.providers import catalogue, outgoing
from editor.providers.messages import PicturePart, TextPart
from editor.render import plan
from editor.render.errors import NothingToEdit
from editor.render.plan import Message, Plan
from sessions.errors import AssetMissing
from sessions.models import Action, Asset, Session, Status, Turn
from sessions.services import assets, turns
from sessions.services.turns import Ending
from tests import factories
from tests.conftest import picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(alice: User) -> Session:
    return factories.session(alice)


def words(message: Message) -> str:
    return " ".join(piece.text for piece in message.pieces if piece.text)


def spoken(planned: Plan) -> list[tuple[str, str]]:
    return [(message.role, words(message)) for message in planned.messages]


def made(session: Session, parent: Turn | None, prompt: str, **fields: Any) -> Turn:
    """A done turn that asked `prompt` and whose reply was a picture with a signature."""
    output = factories.asset(colour=(len(prompt), session.pk % 250, Turn.objects.count()))
    reply = [factories.text_part(f"about {prompt}"), factories.picture_part(output.sha256, f"sig {prompt}")]
    return factories.done(session, parent, prompt=prompt, output=output, reply=reply, **fields)


def planned(session: Session, parent: Turn | None = None, **fields: Any) -> Plan:
    turn = factories.opened(session, parent, brief={"instruction": "warmer"}, **fields)
    return plan.make(Turn.objects.with_picture().get(pk=turn.pk))


def test_first_turn_says_its_prompt_alone(session: Session) -> None:
    found = planned(session)
    assert spoken(found) == [("user", "warmer")]
    assert (found.expected_px, found.price_usd, found.notes) == ((1024, 1024), Decimal("0.0336"), [])


def test_brief_becomes_the_exact_prompt(session: Session) -> None:
    brief = {"instruction": "warmer", "keep": ["label"], "change": ["cap", "light"], "style": "calm"}
    turn = factories.opened(session, brief=brief)
    assert plan.make(turn).prompt == "warmer\nChange: cap; light\nKeep: label\nStyle: calm"


def test_conversation_is_exactly_the_ancestor_path(session: Session) -> None:
    root = made(session, None, "bottle")
    left = made(session, root, "green")
    made(session, left, "not on the path")
    right = made(session, root, "red")
    made(session, None, "another root")
    assert spoken(planned(session, right)) == [
        ("user", "bottle"),
        ("model", "about bottle"),
        ("user", "red"),
        ("model", "about red"),
        ("user", "warmer"),
    ]


def test_critique_carries_nothing(session: Session) -> None:
    root = made(session, None, "bottle")
    remark = factories.opened(session, root, action=Action.CRITIQUE, status=Status.DONE, prompt="too dark")
    assert spoken(planned(session, remark)) == spoken(planned(session, root))


def test_upload_rides_in_the_next_user_message(session: Session) -> None:
    brought = factories.done(session, action=Action.UPLOAD, prompt="")
    first = planned(session, brought)
    assert [(m.role, [p.asset for p in m.pieces], words(m)) for m in first.messages] == [
        ("user", [brought.output, None], "warmer")
    ]
    edited = made(session, brought, "green")
    second = planned(session, edited)
    assert [message.role for message in second.messages] == ["user", "model", "user"]
    assert second.messages[0].pieces[0].asset == brought.output
    assert all(piece.asset is None for piece in second.messages[2].pieces)


def test_signatures_return_verbatim_on_their_own_parts(session: Session) -> None:
    output = factories.asset()
    draft = factories.asset(colour=(1, 1, 1))
    reply = [
        factories.text_part("thinking", "never", thought=True),
        factories.text_part("first", "c2lnLXRleHQ="),
        factories.picture_part(draft.sha256, "ZHJhZnQ+/w=="),
        factories.text_part("", "YWxvbmU="),
        factories.picture_part(output.sha256, "ZmluYWw="),
    ]
    root = factories.done(session, output=output, reply=reply)
    request = plan.request(planned(session, root))
    parts = request.contents[1].parts
    assert [part.signature for part in parts] == ["c2lnLXRleHQ=", "ZHJhZnQ+/w==", "YWxvbmU=", "ZmluYWw="]
    assert [type(part) for part in parts] == [TextPart, PicturePart, TextPart, PicturePart]
    assert b'"thoughtSignature":"ZHJhZnQ+/w=="' in bytes(outgoing.encode(request, planned(session, root).model))


def test_pictures_leave_with_their_stored_bytes(session: Session) -> None:
    root = made(session, None, "bottle")
    found = planned(session, root)
    picture_parts = [p for c in plan.request(found).contents for p in c.parts if isinstance(p, PicturePart)]
    assert root.output is not None
    assert found.input_sha256 == [root.output.sha256]
    with picture_parts[0].open() as stored:
        assert stored.read().startswith(b"\x89PNG")


def test_another_models_past_is_not_echoed(session: Session) -> None:
    root = made(session, None, "bottle")
    found = planned(session, root, model="gemini-3-pro-image")
    assert spoken(found) == [("user", "warmer")]
    assert found.input_sha256 == [root.output.sha256]  # type: ignore[union-attr]
    assert found.notes[0]["kind"] == "collapsed"
    assert "made by gemini-nano-banana-2.1" in found.notes[0]["text"]


def test_another_surface_is_not_told_the_past(session: Session) -> None:
    root = made(session, None, "bottle")
    found = planned(session, root, model="overpaint-embedded-1", surface="embedded")
    assert len(found.messages) == 1


def test_history_that_is_too_large_is_left_out_with_a_note(session: Session) -> None:
    root = made(session, None, "bottle")
    Asset.objects.filter(pk=root.output_id).update(byte_count=80_000_000)
    found = planned(session, Turn.objects.get(pk=root.pk))
    assert spoken(found) == [("user", "warmer")]
    assert "would pass 100 MB" in found.notes[0]["text"]


def test_parent_without_a_picture_is_nothing_to_edit(session: Session) -> None:
    failed = turns.finish(factories.opened(session), Ending(Status.FAILED))
    with pytest.raises(NothingToEdit, match="v1 did not end with a picture"):
        planned(session, failed)


def test_late_picture_of_a_cancelled_turn_can_be_edited(session: Session) -> None:
    turn = turns.cancel(factories.queued(session, prompt="bottle"), "stopped")
    output = factories.asset()
    ending = Ending(Status.DONE, model_used=factories.MODEL, surface_used="gemini", output=output)
    turns.attach_late(turn, ending)
    assert planned(session, Turn.objects.get(pk=turn.pk)).messages[0].pieces[0].text == "bottle"


def test_missing_bytes_are_noticed_before_anything_leaves(session: Session) -> None:
    facts = factories.measured(picture(9, 9, colour=(3, 1, 4)))
    root = factories.done(session, action=Action.UPLOAD, output=assets.record(facts))
    found = planned(session, root)
    with pytest.raises(AssetMissing):
        plan.request(found)


def test_long_path_is_planned_in_few_queries(
    session: Session, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    tip = None
    for number in range(40):
        tip = made(session, tip, f"step {number}")
    turn = factories.opened(session, tip, brief={"instruction": "warmer"})
    turn = Turn.objects.with_picture().get(pk=turn.pk)
    with django_assert_max_num_queries(4):
        assert len(plan.make(turn).messages) == 81


def test_a_history_past_the_token_limit_is_collapsed(session: Session, tmp_path: Path) -> None:
    root = made(session, None, "bottle")
    path = tmp_path / "models.toml"
    path.write_text('[[model]]\nid = "gemini-nano-banana-2.1"\ninput_token_limit = 1000')
    catalogue.configure(path)
    try:
        found = planned(session, root)
    finally:
        catalogue.configure(None)
    assert len(found.messages) == 1
    assert "would pass 1,000 tokens" in found.notes[0]["text"]


def test_what_is_sent_is_reserved_with_the_picture(session: Session) -> None:
    found = planned(session, made(session, None, "bottle"))
    assert found.price_usd == Decimal("0.0336")
    assert found.price_usd + Decimal("0.00168") < found.reserve_usd < found.price_usd + Decimal("0.0018")
