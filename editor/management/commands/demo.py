"""Fill a fresh database with one session per starter."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.utils.text import slugify

from editor import accounts, setup
from editor.providers.embedded import starters
from editor.render import submit
from editor.render.ask import Ask
from editor.render.wait import dispatching, until_ended
from sessions.models import Status, Turn
from sessions.services import heads

MODEL, SURFACE = "overpaint-embedded-1", "embedded"


class Command(BaseCommand):
    help = "Make one session per starter with the embedded engine: a picture, five edits, a branch."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        setup.prepare()
        user = accounts.local_account()
        with dispatching():
            for starter in starters.starters():
                last = until_ended(self._session(user, starter))
                if last.status != Status.DONE:
                    raise CommandError(f"{starter.title}: {last.message}")
                self.stdout.write(f"{starter.title}: {last.number} versions")

    def _session(self, user: User, starter: starters.Starter) -> Turn:
        """The starter, its edits one after another, and a branch from the second. The same keys: twice makes one."""
        key = f"demo-{slugify(starter.title)}"
        ask = Ask(starter.prompt, aspect_ratio=starter.aspect_ratio, model=MODEL, surface=SURFACE)
        turns = [submit.start(user, key=key, ask=ask, title=starter.title)]
        for number, words in enumerate(starter.five_edits):
            turns.append(submit.adjust(user, turns[-1], self._edit(words, starter), key=f"{key}-{number}"))
        last = until_ended(turns[-1])
        branch = submit.adjust(user, turns[1], self._edit(starter.five_edits[-1], starter), key=f"{key}-branch")
        until_ended(branch)
        if last.status == Status.DONE:
            heads.move_to(last.session, last, user)
        return last

    def _edit(self, words: str, starter: starters.Starter) -> Ask:
        return Ask(words, aspect_ratio=starter.aspect_ratio, model=MODEL, surface=SURFACE)
