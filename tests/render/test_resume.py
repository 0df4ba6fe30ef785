"""What a killed process left behind: its reply is used, its unknown calls are repeated at most once."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User

from editor.emulator.child import Emulator
from editor.render import call, pipeline, settle, submit
from sessions.models import Asset, Attempt, LedgerEntry, Outcome, Session, Status, Turn
from sessions.services import assets, attempts, jobs
from tests import factories
from tests.conftest import picture
from tests.render.carry import carry

pytestmark = pytest.mark.django_db
PRICE = Decimal("0.0336")


def left_behind(session: Session, *, surface: str = "gemini", reply: bytes | None = None, times: int = 1) -> Turn:
    """A turn whose worker was killed after it had sent the request, `times` times."""
    model = factories.EMBEDDED_MODEL if surface == "embedded" else factories.MODEL
    turn = factories.queued(session, surface=surface, model=model)
    factories.lease(turn, "in-process-1")
    Turn.objects.filter(pk=turn.pk).update(status=Status.RUNNING)
    for _ in range(times):
        attempt = attempts.begin(
            turn, model=model, surface=surface, image_size="1K", input_sha256=[], reserve_usd=PRICE
        )
    if reply is not None:
        spool = call.spool_path(attempt)
        spool.parent.mkdir(parents=True, exist_ok=True)
        spool.write_bytes(reply)
    jobs.take_over("in-process")
    return turn


def kinds() -> list[str]:
    return list(LedgerEntry.objects.order_by("pk").values_list("kind", flat=True))


def test_reply_in_the_spool_is_used(stub: Emulator, session: Session) -> None:
    turn = carry(left_behind(session, reply=factories.reply_body(picture(1024, 1024), text="[done] green")))
    assert (turn.status, turn.width_px, turn.clauses) == (
        Status.DONE,
        1024,
        [{"text": "green", "state": "done", "note": ""}],
    )
    assert (stub.calls(), kinds()) == ([], ["reserve", "settle"])
    assert not call.spool_path(Attempt.objects.get()).exists()


def test_picture_that_was_already_stored_is_recorded_once(stub: Emulator, session: Session) -> None:
    data = picture(1024, 1024, colour=(8, 8, 8))
    turn = left_behind(session, reply=factories.reply_body(data))
    facts = factories.measured(data)
    assets.store(facts)
    done = carry(turn)
    assert done.output is not None
    assert (done.output.sha256, Asset.objects.count()) == (facts.sha256, 1)


def test_refusal_in_the_spool_is_used(stub: Emulator, session: Session) -> None:
    turn = carry(left_behind(session, reply=factories.reply_body(finish="IMAGE_SAFETY")))
    assert (turn.status, stub.calls()) == (Status.REFUSED, [])


def test_wrong_picture_in_the_spool_is_tried_once_more(stub: Emulator, session: Session) -> None:
    turn = carry(left_behind(session, reply=factories.reply_body(picture(512, 512))))
    assert (turn.status, turn.width_px, len(stub.calls())) == (Status.DONE, 1024, 1)


def test_call_cut_off_once_is_made_again(stub: Emulator, session: Session) -> None:
    turn = carry(left_behind(session))
    assert (turn.status, len(stub.calls())) == (Status.DONE, 1)
    assert list(turn.attempts.values_list("outcome", flat=True)) == [Outcome.UNKNOWN, Outcome.PICTURE]
    assert kinds() == ["reserve", "reserve", "settle"]


def test_call_cut_off_twice_is_not_made_unasked(stub: Emulator, session: Session) -> None:
    turn = carry(left_behind(session, times=2))
    assert (turn.status, stub.calls()) == (Status.FAILED, [])
    assert "2 calls were cut off in flight" in turn.message
    assert kinds() == ["reserve", "reserve"]


def test_person_may_still_ask_for_it(stub: Emulator, session: Session, alice: User) -> None:
    turn = carry(left_behind(session, times=2))
    assert carry(submit.retry(alice, turn, key="again")).status == Status.DONE


def test_embedded_call_costs_nothing_and_is_made_again(session: Session) -> None:
    turn = left_behind(session, surface="embedded", times=3)
    assert call.resume(turn) is None
    assert set(turn.attempts.values_list("outcome", flat=True)) == {Outcome.ERROR}
    assert kinds() == ["reserve"] * 3 + ["release"] * 3


def test_newest_reply_wins(stub: Emulator, session: Session) -> None:
    turn = left_behind(session, times=2, reply=factories.reply_body(picture(1024, 1024)))
    done = carry(turn)
    assert (done.status, stub.calls()) == (Status.DONE, [])
    assert list(turn.attempts.values_list("outcome", flat=True)) == [Outcome.UNKNOWN, Outcome.PICTURE]


def test_half_a_reply_is_no_reply(stub: Emulator, session: Session) -> None:
    turn = left_behind(session)
    attempt = Attempt.objects.get()
    part = Path(settings.SPOOL_DIR) / f"{attempt.request_id}.json.part"
    part.parent.mkdir(parents=True, exist_ok=True)
    part.write_bytes(b'{"candidates"')
    assert carry(turn).status == Status.DONE
    assert len(stub.calls()) == 1
    assert not part.exists()


def test_reply_of_a_cancelled_turn_is_kept_after_a_kill(stub: Emulator, session: Session, alice: User) -> None:
    turn = left_behind(session, reply=factories.reply_body(picture(1024, 1024)))
    submit.cancel(alice, turn)
    pipeline.keep_late()
    late = Turn.objects.with_picture().get(pk=turn.pk)
    assert (late.status, late.width_px, late.is_usable) == (Status.CANCELLED, 1024, True)
    assert (stub.calls(), kinds()) == ([], ["reserve", "settle"])


def test_cancelled_drawing_of_the_engine_is_closed_after_a_kill(session: Session, alice: User) -> None:
    turn = left_behind(session, surface="embedded")
    submit.cancel(alice, turn)
    pipeline.keep_late()
    assert list(Attempt.objects.values_list("outcome", flat=True)) == [Outcome.ERROR]
    assert Turn.objects.get(pk=turn.pk).status == Status.CANCELLED


def test_wrong_picture_is_offered_though_a_kill_cut_off_the_second_try(stub: Emulator, session: Session) -> None:
    """The first picture came, a second call was cut off by a kill, and the repeat fails for good."""
    turn = left_behind(session, reply=factories.reply_body(picture(512, 512)))
    first = attempts.unsettled(turn)[0]
    attempts.settle(first, attempts.Result(Outcome.WRONG_PICTURE, price_usd=PRICE))
    attempts.begin(turn, model=factories.MODEL, surface="gemini", image_size="1K", input_sha256=[], reserve_usd=PRICE)
    offered = carry(turn)
    assert (offered.status, offered.width_px, stub.calls()) == (Status.NEEDS_REVIEW, 512, [])
    assert not call.spool_path(first).exists()


def spooled(attempt: Attempt, suffix: str = "") -> Path:
    path = call.spool_path(attempt)
    path.parent.mkdir(parents=True, exist_ok=True)
    path = path.with_name(path.name + suffix)
    path.write_bytes(b"{}")
    return path


def test_what_a_kill_left_after_the_end_is_swept_at_the_start(session: Session, alice: User) -> None:
    done, late = left_behind(session), factories.queued(session)
    settled = attempts.unsettled(done)[0]
    attempts.settle(settled, attempts.Result(Outcome.PICTURE, price_usd=PRICE))
    Turn.objects.filter(pk=done.pk).update(status=Status.DONE)
    unread = attempts.begin(late, model=factories.MODEL, surface="gemini", input_sha256=[], reserve_usd=PRICE)
    submit.cancel(alice, late)
    going = attempts.begin(
        factories.queued(session), model=factories.MODEL, surface="gemini", input_sha256=[], reserve_usd=PRICE
    )
    gone = [spooled(settled), spooled(settled, ".0"), spooled(going, ".part")]
    kept = [spooled(unread), spooled(going)]
    settle.sweep_all()
    assert [path.exists() for path in (*gone, *kept)] == [False, False, False, True, True]
