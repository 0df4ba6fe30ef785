"""A snapshot shows one moment, and holds up nobody."""

from __future__ import annotations

import threading

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction

from sessions.errors import AssetMissing
from sessions.services import reconcile
from sessions.services.writing import snapshot
from tests import factories


@pytest.mark.django_db(transaction=True)
def test_snapshot_does_not_see_or_hold_up_what_is_written_meanwhile(alice: User) -> None:
    session = factories.session(alice)
    factories.rendered(session)

    def write() -> None:
        with transaction.atomic():
            factories.rendered(session)
        connection.close()

    with snapshot():
        before = reconcile.counts()
        writer = threading.Thread(target=write)
        writer.start()
        writer.join(timeout=10)
        assert not writer.is_alive()
        assert reconcile.counts() == before
        assert list(reconcile.differences()) == []
    assert reconcile.counts()["turns"] == 2


@pytest.mark.django_db(transaction=True)
def test_snapshot_ends_when_its_reader_fails(alice: User) -> None:
    def fail() -> None:
        with snapshot():
            raise AssetMissing

    with pytest.raises(AssetMissing):
        fail()
    factories.rendered(factories.session(alice))
    assert reconcile.counts()["turns"] == 1
