"""What every start needs: the schema, the local account, collected static files, a clean spool."""

from __future__ import annotations

import time
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from editor.accounts import local_account
from sessions.models import OPEN, Attempt, Outcome, Turn

SPOOL_KEEP_S = 24 * 3600


def prepare() -> None:
    """Bring the data folder up to date. Fast when there is nothing to do."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
    local_account()
    sweep_spool()


def collect_static() -> None:
    """Copy static files under hashed names, if any is newer than the last time."""
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    sources = [path for folder in settings.STATICFILES_DIRS for path in Path(folder).rglob("*") if path.is_file()]
    newest = max((path.stat().st_mtime for path in sources), default=0.0)
    if not manifest.exists() or manifest.stat().st_mtime < newest:
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)


def sweep_spool() -> None:
    """Remove spool files that nobody waits for: older than a day, and of no open turn's call or upload."""
    calls = Attempt.objects.filter(outcome=Outcome.UNKNOWN, turn__status__in=OPEN)
    waiting = {f"{row}.json" for row in calls.values_list("request_id", flat=True)}
    uploads = Turn.objects.filter(action="upload", status__in=OPEN).values_list("brief")
    waiting |= {brief["spool"] for (brief,) in uploads}
    stems = {name.split(".")[0] for name in waiting}
    now = time.time()
    for path in Path(settings.SPOOL_DIR).rglob("*"):
        is_awaited = path.name.split(".")[0] in stems
        if path.is_file() and not is_awaited and now - path.stat().st_mtime > SPOOL_KEEP_S:
            path.unlink(missing_ok=True)
