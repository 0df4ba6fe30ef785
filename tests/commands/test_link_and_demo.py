"""One-time links, and a demo that may be run twice."""

from __future__ import annotations

import io
import os
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from editor import accounts, setup
from editor.management.commands import demo
from sessions.models import AuditEvent, Job, JobState, Outcome, Session, Status, Turn
from sessions.services import attempts
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


def link(*arguments: str) -> str:
    out = io.StringIO()
    call_command("link", *arguments, stdout=out)
    return out.getvalue().strip()


def signed_in(address: str, client: Client) -> bool:
    path = address.removeprefix("http://127.0.0.1:8000")
    return client.get(path).status_code == 302 and "_auth_user_id" in client.session


def test_link_signs_the_local_account_in_once() -> None:
    address = link()
    assert address.startswith("http://127.0.0.1:8000/sign-in/")
    assert signed_in(address, Client())
    assert not signed_in(address, Client())
    assert AuditEvent.objects.filter(verb="sign-in.link").count() == 1


def test_new_link_works_until_another_is_used() -> None:
    time.sleep(0.01)
    first, second = link(), link()
    assert signed_in(second, Client())
    assert not signed_in(first, Client())


def test_link_of_a_named_account_and_origin(bob: User) -> None:
    address = link("--user", "bob", "--origin", "https://paint.example/")
    assert address.startswith(f"https://paint.example/sign-in/{bob.pk}-")
    with pytest.raises(CommandError, match="no account called nobody"):
        link("--user", "nobody")


@pytest.mark.parametrize("token", ["x", "²-a-b", "1-2", "99999999999999999999-a-b", "-"])
def test_made_up_link_is_refused(token: str, client: Client) -> None:
    accounts.local_account()
    assert client.get(f"/sign-in/{token}").status_code == 410


def test_local_account_has_no_password() -> None:
    assert accounts.local_account() == accounts.local_account()
    assert not accounts.local_account().has_usable_password()


def test_link_of_a_closed_account_is_refused(bob: User, client: Client) -> None:
    path = accounts.link_path(bob)
    User.objects.filter(pk=bob.pk).update(is_active=False)
    assert client.get(path).status_code == 410


def test_demo_twice_makes_one(monkeypatch: pytest.MonkeyPatch) -> None:
    first = demo.starters.starters()[:1]
    monkeypatch.setattr(demo.starters, "starters", lambda: first)
    for _ in range(2):
        call_command("demo", stdout=io.StringIO())
        assert (Session.objects.count(), Turn.objects.count()) == (1, 7)
    assert set(Turn.objects.values_list("status", flat=True)) == {Status.DONE}
    assert set(Job.objects.values_list("state", flat=True)) == {JobState.ENDED}
    assert all(session.head is not None and session.head.output for session in Session.objects.all())


def aged(name: str) -> Path:
    path = Path(settings.SPOOL_DIR) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")

    os.utime(path, (time.time() - 2 * setup.SPOOL_KEEP_S,) * 2)
    return path


def test_sweep_takes_what_nobody_waits_for(alice: User) -> None:
    session = factories.session(alice)
    waits = factories.queued(session)
    ended = factories.done(session)
    calls = [
        attempts.begin(turn, model="m", surface="gemini", input_sha256=[], reserve_usd=0)  # type: ignore[arg-type]
        for turn in (waits, ended)
    ]
    assert {call.outcome for call in calls} == {Outcome.UNKNOWN}
    awaited, stale = (aged(f"{call.request_id}.json.part") for call in calls)
    upload = factories.queued(session, action="upload", brief={"spool": "feed"})
    kept, orphan = aged("uploads/feed"), aged("uploads/dead")
    young = Path(settings.SPOOL_DIR) / "young.json"
    young.write_bytes(b"x")
    setup.sweep_spool()
    found = [path.exists() for path in (awaited, stale, kept, orphan, young)]
    assert found == [True, False, True, False, True]
    assert upload.brief["spool"] == "feed"
    for path in (awaited, kept, young):
        path.unlink()
