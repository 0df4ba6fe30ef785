"""The pipeline against a provider that answers over HTTP: every way a turn can end, and what the record says then."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import LazySettings, settings
from django.contrib.auth.models import User
from django.core.files.storage import default_storage
from django.utils import timezone

from editor import thumbs
from editor.emulator.child import Emulator
from editor.providers import billing, catalogue
from editor.render import pipeline, plan, submit
from editor.resilience.breaker import Rules
from editor.resilience.retry import Policy
from sessions.models import Attempt, Event, Job, JobState, LedgerEntry, Outcome, Session, Status, Turn
from sessions.services import assets, attempts, jobs, ledger
from tests import factories
from tests.conftest import picture
from tests.render.carry import carry, once, rendering, until

pytestmark = pytest.mark.django_db
PRICE = Decimal("0.0336")


def outcomes(turn: Turn) -> list[str]:
    return list(turn.attempts.values_list("outcome", flat=True))


def entries() -> list[str]:
    return list(LedgerEntry.objects.order_by("pk").values_list("kind", flat=True))


def spool_files() -> list[Path]:
    folder = Path(settings.SPOOL_DIR)
    return [path for path in folder.glob("*") if path.is_file()]


@pytest.fixture(autouse=True)
def _spool_is_left_clean() -> None:
    for path in spool_files():
        path.unlink()


def test_good_picture(stub: Emulator, session: Session) -> None:
    turn = carry(factories.queued(session))
    assert (turn.status, turn.width_px, turn.height_px) == (Status.DONE, 1024, 1024)
    assert (turn.model_used, turn.surface_used, turn.cost_usd) == (factories.MODEL, "gemini", bill(turn))
    assert outcomes(turn) == [Outcome.PICTURE]
    assert entries() == ["reserve", "settle"]
    assert len(stub.calls()) == 1
    assert Session.objects.get().head == turn
    assert Job.objects.get().state == JobState.ENDED
    assert spool_files() == []
    assert turn.output is not None
    assert len(assets.read(turn.output)) == turn.output.byte_count


def test_stages_are_told_in_order(stub: Emulator, session: Session) -> None:
    turn = carry(factories.queued(session))
    assert factories.stages(turn) == ["asking", "receiving", "checking", "saving", "done"]
    last = Event.objects.order_by("pk").last()
    assert last is not None
    assert turn.output is not None
    assert last.data | {"message": ""} == {
        "message": "",
        "url": turn.output.url,
        "width": 1024,
        "height": 1024,
        "sha256": turn.output.sha256,
    }


def test_edit_sends_the_path(stub: Emulator, session: Session) -> None:
    first = carry(factories.queued(session))
    second = carry(factories.queued(session, first))
    assert second.status == Status.DONE
    assert [each["pictures"] for each in stub.calls()] == [0, 1]
    assert second.attempts.get().input_sha256 == [first.output.sha256]  # type: ignore[union-attr]


@pytest.mark.parametrize("fault", ["finish-IMAGE_SAFETY", "blocked-PROHIBITED_CONTENT", "no-picture"])
def test_refusal_ends_the_turn_with_its_reason(stub: Emulator, session: Session, fault: dict[str, object]) -> None:
    stub.script(fault)
    turn = carry(factories.queued(session))
    assert turn.status == Status.REFUSED
    assert turn.message
    assert turn.output is None
    assert len(entries()) == 2
    assert Session.objects.get().head is None
    assert spool_files() == []


@pytest.mark.parametrize("status", [400, 403])
def test_refused_request_is_not_repeated(stub: Emulator, session: Session, status: int) -> None:
    stub.script({"status": status})
    turn = carry(factories.queued(session))
    assert (turn.status, len(stub.calls())) == (Status.FAILED, 1)
    assert "Nothing was billed." in turn.message
    assert entries() == ["reserve", "release"]


def bill(*turns: Turn) -> Decimal:
    """What these turns' pictures cost by the token counts of their replies."""
    rows = Attempt.objects.filter(turn__in=turns, outcome__in=[Outcome.PICTURE, Outcome.WRONG_PICTURE])
    prices = [billing.usd(row.usage, catalogue.model(row.model), has_picture=True) for row in rows]
    assert prices
    assert all(price is not None and price >= PRICE for price in prices)
    return sum((price for price in prices if price), Decimal(0))


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_what_may_pass_is_tried_again(stub: Emulator, session: Session, status: int) -> None:
    stub.script({"status": status})
    turn = carry(factories.queued(session))
    assert (turn.status, outcomes(turn)) == (Status.DONE, [Outcome.ERROR, Outcome.PICTURE])
    assert entries() == ["reserve", "release", "reserve", "settle"]


def test_waits_and_tries_are_recorded(stub: Emulator, session: Session) -> None:
    stub.script({"status": 429, "retry_after_s": 7}, {"status": 503})
    turn = carry(factories.queued(session))
    assert (turn.status, turn.cost_usd) == (Status.DONE, bill(turn))
    facts = turn.attempts.values_list("number", "outcome", "http_status", "failure", "is_retryable", "retry_after_s")
    assert list(facts) == [
        (1, Outcome.ERROR, 429, "RateLimited", True, 7.0),
        (2, Outcome.ERROR, 503, "Overloaded", True, None),
        (3, Outcome.PICTURE, 200, "", True, None),
    ]
    tries = [event.data["try"] for event in turn.events.filter(stage="asking")]
    assert tries == [1, 2, 3]


def test_the_wait_that_the_provider_asks_for_is_kept_without_a_thread(stub: Emulator, session: Session) -> None:
    stub.script({"status": 429, "retry_after_s": 26})
    turn = once(factories.queued(session))
    job, now = Job.objects.get(), timezone.now()
    assert (turn.status, job.state) == (Status.QUEUED, JobState.READY)
    assert timedelta(seconds=25) < job.run_after - now < timedelta(seconds=28)
    said = turn.events.order_by("pk").last()
    assert said is not None
    assert (said.stage, said.data["why"]) == (
        "waiting",
        "Gemini API is taking no more calls for the moment. It asks to wait 26 s.",
    )
    assert 26 <= said.data["again_in_s"] <= 27


def test_a_cancel_during_the_wait_sends_no_other_call(stub: Emulator, session: Session, alice: User) -> None:
    stub.script({"status": 429, "retry_after_s": 26})
    turn = once(factories.queued(session))
    ended = submit.cancel(alice, turn)
    assert ended.message == "Stopped before another try. Nothing was billed."
    assert (Job.objects.get().state, len(stub.calls())) == (JobState.ENDED, 1)


def test_tries_are_used_up(stub: Emulator, session: Session) -> None:
    stub.script(*[{"status": 429, "retry_after_s": 1}] * 4)
    turn = carry(factories.queued(session))
    assert (turn.status, len(stub.calls())) == (Status.FAILED, 4)
    assert "Nothing was billed." in turn.message


def test_a_wait_beyond_reason_is_told_instead(stub: Emulator, session: Session) -> None:
    stub.script({"status": 429, "retry_after_s": 3600})
    turn = carry(factories.queued(session))
    assert (turn.status, len(stub.calls())) == (Status.FAILED, 1)
    assert "It asks to wait 3600 s." in turn.message


def test_patience_ends(stub: Emulator, session: Session, settings: LazySettings) -> None:
    settings.RETRY_POLICY = Policy(base_s=0, patience_s=0)
    stub.script({"status": 429, "retry_after_s": 5})
    turn = carry(factories.queued(session))
    assert (turn.status, len(stub.calls())) == (Status.FAILED, 1)


def test_broken_off_answer_is_unknown_and_made_again_once(stub: Emulator, session: Session) -> None:
    stub.script({"fault": "cut", "after": 5000})
    turn = carry(factories.queued(session))
    assert (turn.status, len(stub.calls())) == (Status.DONE, 2)
    assert outcomes(turn) == [Outcome.UNKNOWN, Outcome.PICTURE]
    assert [note["kind"] for note in turn.notes] == ["repeated"]
    assert turn.notes[0]["text"] == "A call broke off and may have been billed ($0.034). It was made again, once."
    assert entries() == ["reserve", "reserve", "settle"]
    assert turn.cost_usd == bill(turn)


def test_broken_off_twice_is_not_made_a_third_time(stub: Emulator, session: Session) -> None:
    stub.script({"fault": "cut", "after": 5000}, {"fault": "cut", "after": 5000})
    turn = carry(factories.queued(session))
    assert (turn.status, len(stub.calls()), outcomes(turn)) == (Status.FAILED, 2, [Outcome.UNKNOWN] * 2)
    assert "may have been billed" in turn.message
    assert entries() == ["reserve"] * 2
    assert spool_files() == []


def test_garbage_is_made_again_once_and_leaves_nothing(stub: Emulator, session: Session) -> None:
    stub.script("malformed-json")
    assert carry(factories.queued(session)).status == Status.DONE
    stub.script("malformed-json", "malformed-json")
    turn = carry(factories.queued(session))
    assert (turn.status, len(turn.attempts.all())) == (Status.FAILED, 2)
    assert spool_files() == []


def test_unreachable_provider_bills_nothing(session: Session, settings: LazySettings, stub: Emulator) -> None:
    settings.PROVIDER_ENV = {**stub.env, "GEMINI_BASE_URL": "http://127.0.0.1:9"}
    turn = carry(factories.queued(session))
    assert (turn.status, outcomes(turn)) == (Status.FAILED, [Outcome.ERROR] * 4)
    assert "Nothing was sent. Nothing was billed." in turn.message
    assert entries() == ["reserve", "release"] * 4


def test_an_open_circuit_puts_the_turn_off_before_anything_is_sent(
    stub: Emulator, session: Session, settings: LazySettings
) -> None:
    settings.BREAKER_RULES = Rules(failures=1, cool_down_s=30)
    stub.script({"status": 500})
    turn = once(factories.queued(session))
    assert (turn.status, len(stub.calls())) == (Status.QUEUED, 1)
    said = turn.events.order_by("pk").last()
    assert said is not None
    assert "keeps failing" in said.data["why"]


def test_wrong_size_is_tried_once_more(stub: Emulator, session: Session) -> None:
    stub.script({"fault": "wrong-size", "size": [1408, 768]})
    turn = carry(factories.queued(session))
    assert (turn.status, turn.width_px) == (Status.DONE, 1024)
    assert outcomes(turn) == [Outcome.WRONG_PICTURE, Outcome.PICTURE]
    assert turn.cost_usd == bill(turn) == ledger.spent_usd(session)


def test_wrong_size_twice_waits_for_a_person(stub: Emulator, session: Session, alice: User) -> None:
    stub.script({"fault": "wrong-size", "size": [1408, 768]}, {"fault": "wrong-size", "size": [512, 512]})
    turn = carry(factories.queued(session))
    assert (turn.status, turn.width_px, turn.height_px) == (Status.NEEDS_REVIEW, 512, 512)
    assert turn.message == "Asked for 1024 × 1024, it came back as 512 × 512. Keep it, or try again."
    assert outcomes(turn) == [Outcome.WRONG_PICTURE] * 2
    assert Session.objects.get().head is None
    kept = submit.keep(alice, turn)
    assert kept.status == Status.DONE
    assert Session.objects.get().head == turn
    with pytest.raises(submit.BadAsk, match="does not wait"):
        submit.keep(alice, turn)


def test_wrong_picture_can_be_tried_again_as_a_sibling(stub: Emulator, session: Session, alice: User) -> None:
    stub.script({"fault": "wrong-size", "size": [512, 512]}, {"fault": "wrong-size", "size": [512, 512]})
    turn = carry(factories.queued(session))
    again = carry(submit.retry(alice, turn, key="again"))
    assert (again.status, again.parent, again.prompt) == (Status.DONE, turn.parent, turn.prompt)
    assert Turn.objects.get(pk=turn.pk).status == Status.NEEDS_REVIEW


@pytest.mark.parametrize("fault", [{"status": 400}, "finish-IMAGE_SAFETY", "malformed-json"])
def test_paid_picture_is_offered_when_the_second_try_fails(
    stub: Emulator, session: Session, fault: dict[str, object]
) -> None:
    stub.script({"fault": "wrong-size", "size": [512, 512]}, fault)
    turn = carry(factories.queued(session))
    assert (turn.status, turn.width_px) == (Status.NEEDS_REVIEW, 512)
    assert len(stub.calls()) == 2
    assert assets.read(turn.output)  # type: ignore[arg-type]
    assert turn.cost_usd >= PRICE
    assert spool_files() == []


def test_paid_picture_too_large_for_a_screen_is_offered_too(stub: Emulator, session: Session) -> None:
    stub.script({"fault": "wrong-size", "size": [3000, 600]}, {"status": 400})
    turn = carry(factories.queued(session))
    assert (turn.status, turn.width_px, turn.height_px) == (Status.NEEDS_REVIEW, 3000, 600)
    assert turn.output is not None
    assert default_storage.exists(thumbs.name_of(turn.output, 1600))


def test_key_that_is_gone_sends_nothing(stub: Emulator, session: Session, settings: LazySettings) -> None:
    turn = factories.queued(session)
    settings.PROVIDER_ENV = {}
    done = carry(turn)
    assert done.status == Status.FAILED
    assert "GEMINI_API_KEY" in done.message
    assert (outcomes(done), entries()) == ([], [])


def test_missing_picture_of_the_path_sends_nothing(stub: Emulator, session: Session) -> None:
    lost = assets.record(factories.measured(picture(7, 7, colour=(7, 7, 7))))
    parent = factories.done(session, output=lost, reply=[factories.picture_part(lost.sha256)])
    turn = carry(factories.queued(session, parent))
    assert turn.status == Status.FAILED
    assert "missing from the store" in turn.message
    assert (outcomes(turn), stub.calls()) == ([], [])


def test_child_of_a_failed_parent_says_so(stub: Emulator, session: Session) -> None:
    stub.script({"status": 400})
    parent = carry(factories.queued(session))
    turn = carry(factories.queued(session, parent))
    assert turn.status == Status.FAILED
    assert "nothing to edit" in turn.message
    assert len(stub.calls()) == 1


def test_defect_of_ours_ends_the_turn_with_a_sentence(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(plan, "make", broken)
    turn = factories.queued(session)
    with pytest.raises(ZeroDivisionError):
        pipeline.render(factories.lease(turn))
    turn = Turn.objects.get()
    assert (turn.status, turn.message) == (Status.FAILED, pipeline.OURS)


def test_cancelled_before_it_begins_does_nothing(stub: Emulator, session: Session, alice: User) -> None:
    turn = factories.queued(session)
    lease = factories.lease(turn)
    ended = submit.cancel(alice, turn)
    pipeline.render(lease)
    assert (ended.status, ended.message) == (
        Status.CANCELLED,
        "Taken out of the queue. Nothing was sent, nothing billed.",
    )
    assert stub.calls() == []


def test_cancelled_just_before_it_is_sent_is_never_sent(stub: Emulator, session: Session, alice: User) -> None:
    turn = factories.queued(session)
    lease = factories.lease(turn)
    begin = attempts.begin

    def cancel_meanwhile(*args: object, **kwargs: object) -> Attempt:
        attempt = begin(*args, **kwargs)  # type: ignore[arg-type]
        submit.cancel(alice, turn)
        return attempt

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(attempts, "begin", cancel_meanwhile)
        pipeline.render(lease)
    assert (stub.calls(), outcomes(turn), entries()) == ([], [Outcome.NOT_SENT], ["reserve", "release"])


def test_cancelled_between_two_tries_tells_what_was_billed(stub: Emulator, session: Session, alice: User) -> None:
    stub.script({"fault": "wrong-size", "size": [512, 512]})
    turn = factories.queued(session)
    lease = factories.lease(turn)
    record_poor = pipeline.settle.record_poor

    def cancel_after(*args: object) -> None:
        record_poor(*args)  # type: ignore[arg-type]
        submit.cancel(alice, turn)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pipeline.settle, "record_poor", cancel_after)
        pipeline.render(lease)
    turn = Turn.objects.get()
    price = bill(turn)
    assert (turn.message, turn.cost_usd) == (
        f"Stopped before another try. The earlier one was billed: ${price:.3f}.",
        price,
    )
    assert len(stub.calls()) == 1


@pytest.mark.django_db(transaction=True)
def test_late_picture_is_kept_on_the_cancelled_turn(stub: Emulator, session: Session, alice: User) -> None:
    stub.latency(0.5)
    turn = factories.queued(session)
    with rendering(factories.lease(turn)):
        until(lambda: len(stub.calls()) == 1)
        cancelled = submit.cancel(alice, Turn.objects.get())
        assert "Already sent" in cancelled.message
    late = Turn.objects.with_picture().get()
    assert (late.status, late.width_px, late.cost_usd) == (Status.CANCELLED, 1024, bill(late))
    assert late.message == "v1 arrived after you cancelled. It was made, so it is kept here."
    assert (outcomes(late), entries()) == ([Outcome.PICTURE], ["reserve", "settle"])
    assert Session.objects.get().head is None
    assert late.is_usable
    assert spool_files() == []
    assert factories.stages(late)[-1] == "cancelled"


@pytest.mark.django_db(transaction=True)
def test_overtaken_worker_writes_nothing(stub: Emulator, session: Session) -> None:
    """A worker whose lease ran out comes back after another one took the job."""
    stub.latency(0.5)
    turn = factories.queued(session)
    with rendering(factories.lease(turn, "slow", lease_s=0.0)):
        until(lambda: len(stub.calls()) == 1)
        fast = factories.lease(turn, "fast")
    assert Turn.objects.get().status == Status.RUNNING
    assert outcomes(turn) == [Outcome.UNKNOWN]
    pipeline.render(fast)
    done = Turn.objects.get()
    assert (done.status, outcomes(done), len(stub.calls())) == (Status.DONE, [Outcome.PICTURE], 1)
    assert jobs.open_count(session.owner) == 0


@pytest.mark.django_db(transaction=True)  # the watch of a drawing reads the record from a thread of its own
def test_embedded_engine_edits_with_its_own_signatures(session: Session) -> None:
    route = {"model": factories.EMBEDDED_MODEL, "surface": "embedded", "image_size": "0.5K"}
    words = "Matte black bottle on a grey seamless, soft studio light from the left, product photo"
    first = carry(factories.queued(session, brief={"instruction": words}, **route))
    second = carry(factories.queued(session, first, brief={"instruction": "Warm sand backdrop"}, **route))
    assert (first.status, second.status) == (Status.DONE, Status.DONE), (first.message, second.message)
    assert (second.width_px, second.height_px, second.cost_usd) == (512, 512, 0)
    assert second.clauses
    assert all(clause["state"] == "done" for clause in second.clauses)
    assert [part["signature"] != "" for part in first.reply.parts if part["kind"] == "picture"] == [True]
    assert entries() == ["reserve", "release"] * 2


@pytest.mark.django_db(transaction=True)  # the watch of a drawing reads the record from a thread of its own
def test_embedded_engine_says_what_it_cannot(session: Session) -> None:
    route = {"model": factories.EMBEDDED_MODEL, "surface": "embedded", "image_size": "0.5K"}
    turn = carry(factories.queued(session, brief={"instruction": "a photo of a giraffe on the moon"}, **route))
    assert (turn.status, turn.output) == (Status.REFUSED, None)
    assert {clause["state"] for clause in turn.clauses} == {"not possible"}
    assert turn.message
