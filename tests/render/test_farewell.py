"""What a stop, a cancel in a wait, and a kill after a cancel leave behind."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from editor.render import pipeline, plan
from editor.render.errors import NothingToEdit
from sessions.models import Queue, Status, Turn
from sessions.services import jobs
from tests import factories


@pytest.mark.django_db
def test_one_account_never_takes_every_slot(alice: User, bob: User) -> None:
    mine = [factories.queued(factories.session(alice)) for _ in range(3)]
    theirs = factories.queued(factories.session(bob))

    def claim() -> int | None:
        lease = jobs.claim("w", Queue.PREVIEW, lease_s=30, per_account=2)
        return lease.turn_id if lease else None

    assert [claim() for _ in range(4)] == [mine[0].pk, theirs.pk, mine[1].pk, None]


@pytest.mark.django_db
def test_edit_of_a_picture_that_waits_for_a_decision_says_so(alice: User) -> None:
    parent = factories.queued(factories.session(alice))
    child = factories.queued(parent.session, parent=parent)
    Turn.objects.filter(pk=parent.pk).update(status=Status.NEEDS_REVIEW)
    with pytest.raises(NothingToEdit, match="waits for your decision"):
        plan.make(Turn.objects.get(pk=child.pk))


@pytest.mark.django_db(transaction=True)  # the watch of a drawing reads the record from a thread of its own
def test_engine_that_cannot_draw_advises_what_helps(alice: User) -> None:
    turn = factories.queued(factories.session(alice), surface="embedded", model=factories.EMBEDDED_MODEL)
    Turn.objects.filter(pk=turn.pk).update(brief={"instruction": "A cat in a hat"})
    pipeline.render(factories.lease(turn))
    refused = Turn.objects.get(pk=turn.pk)
    assert refused.status == Status.REFUSED
    assert refused.message.startswith("The embedded engine made no picture.")
    assert "draws up to three products" in refused.provider_words
    assert refused.clauses[0]["state"] == "not possible"
