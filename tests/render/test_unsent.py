"""A cancel while the request is still leaving: it is given up, and costs nothing."""

from __future__ import annotations

import io
import os
import socket

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from PIL import Image

from editor.render import clients, submit
from sessions.models import Asset, LedgerEntry, Outcome, Session, Status, Turn
from sessions.services import assets
from tests import factories
from tests.render.carry import rendering, until

pytestmark = pytest.mark.django_db(transaction=True)
EDGE_PX = 2400  # noise of this size has some 17 MB: more than any socket holds back


def noise() -> Asset:
    """A picture that does not pack."""
    out = io.BytesIO()
    Image.frombytes("RGB", (EDGE_PX, EDGE_PX), os.urandom(3 * EDGE_PX * EDGE_PX)).save(out, "PNG", compress_level=0)
    facts = factories.measured(out.getvalue(), EDGE_PX, EDGE_PX)
    assets.store(facts)
    return assets.record(facts)


def test_a_request_that_has_not_left_is_given_up(session: Session, alice: User, settings: LazySettings) -> None:
    output = noise()
    parent = factories.done(session, output=output, reply=[factories.picture_part(output.sha256, "c2ln")])
    with socket.create_server(("127.0.0.1", 0)) as deaf:  # it takes the connection, and never reads
        url = f"http://127.0.0.1:{deaf.getsockname()[1]}"
        settings.PROVIDER_ENV = {"GEMINI_API_KEY": "dummy", "GEMINI_BASE_URL": url}
        clients.close_all()
        turn = factories.queued(session, parent)
        with rendering(factories.lease(turn)):
            until(turn.attempts.exists)
            submit.cancel(alice, Turn.objects.get(pk=turn.pk))
    clients.close_all()
    assert list(turn.attempts.values_list("outcome", "failure", "billed")) == [(Outcome.ERROR, "NoLongerWanted", "no")]
    assert list(LedgerEntry.objects.order_by("pk").values_list("kind", flat=True)) == ["reserve", "release"]
    assert Turn.objects.get(pk=turn.pk).status == Status.CANCELLED
