"""Rows for the page tests: a session whose turns have real pictures, made without any worker."""

from __future__ import annotations

import hashlib
import tempfile
import uuid
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from sessions.models import Action, Asset, Session, Turn
from sessions.services import assets, turns
from sessions.services.assets import Measured
from sessions.services.turns import Ending, Opening
from tests.conftest import picture

MEDIA = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp"}


def asset(width: int = 64, height: int = 64, *, kind: str = "PNG", data: bytes | None = None, **how: Any) -> Asset:
    """A stored picture and its row."""
    data = data or picture(width, height, kind=kind, **how)
    path = Path(tempfile.mkdtemp()) / "picture"
    path.write_bytes(data)
    measured = Measured(path, hashlib.sha256(data).hexdigest(), width, height, MEDIA[kind], len(data))
    assets.store(measured)
    path.parent.rmdir()
    return assets.record(measured)


def session(owner: User, title: str = "Bottle") -> Session:
    """A session without a turn."""
    return Session.objects.create(owner=owner, title=title, model="overpaint-embedded-1", surface="embedded")


def turn(of: Session, output: Asset | None, *, parent: Turn | None = None, words: str = "make it green") -> Turn:
    """A finished turn with this picture; the head moves to it."""
    action = Action.ADJUST if parent else Action.CREATE
    brief = {"instruction": words}
    with transaction.atomic():
        opened = turns.open_turn(
            of, Opening(action, of.owner, uuid.uuid4().hex, parent=parent, brief=brief, prompt=words)
        )
        ending = Ending(turns.Status.DONE, model_used="overpaint-embedded-1", surface_used="embedded", output=output)
        return turns.finish(opened, ending)
