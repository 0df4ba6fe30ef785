"""Run one turn from the shell, through the same pipeline as the browser."""

from __future__ import annotations

import json
import shutil
import uuid
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management.base import BaseCommand, CommandError

from editor import accounts, setup
from editor.render import submit
from editor.render.ask import Ask
from editor.render.errors import RenderError
from editor.render.wait import dispatching, until_ended
from sessions import blobs
from sessions.models import Status, Turn
from sessions.services import assets

# The object that --json prints when no turn was opened: the same keys, and the message.
NOTHING: dict[str, Any] = {
    "session": None,
    "turn": None,
    "status": "not_started",
    "sha256": None,
    "width": None,
    "height": None,
    "model": None,
    "surface": None,
    "attempts": 0,
    "cost_usd": "0.000000",
    "seconds": 0,
    "file": None,
    "message": "",
    "clauses": [],
}


class Command(BaseCommand):
    help = "Make one picture: from words, from a picture (--image), or as an edit of a turn (--parent)."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("prompt", nargs="?", default="")
        parser.add_argument("--image", type=Path, metavar="FILE", help="Start from this PNG, JPEG or WebP.")
        parser.add_argument("--parent", type=int, metavar="TURN", help="Edit the picture of this turn (its id).")
        parser.add_argument("--ratio", default="", help="Aspect ratio, such as 4:5.")
        parser.add_argument("--size", default="", help="0.5K, 1K or 2K; 4K comes from --finalize.")
        parser.add_argument("--model", default="", metavar="ID")
        parser.add_argument("--surface", default="", metavar="NAME")
        parser.add_argument("--seed", type=int)
        parser.add_argument("--finalize", action="store_true", help="Make the parent's picture again at 4K.")
        parser.add_argument("--out", type=Path, metavar="FILE", help="Copy the picture here.")
        parser.add_argument("--json", action="store_true", help="Print one JSON object.")

    def handle(self, *args: Any, **options: Any) -> None:
        setup.prepare()
        user = accounts.local_account()
        try:
            with dispatching():
                turn = until_ended(self._submit(user, options))
        except (RenderError, TimeoutError) as problem:
            if options["json"]:
                self.stdout.write(json.dumps({**NOTHING, "message": str(problem)}, ensure_ascii=False))
                raise SystemExit(1) from problem
            raise CommandError(str(problem)) from problem
        file = self._copy(turn, options["out"])
        self._tell(turn, file, as_json=options["json"])
        if turn.status != Status.DONE:
            raise SystemExit(1)

    def _submit(self, user: User, options: dict[str, Any]) -> Turn:
        key = uuid.uuid4().hex
        parent = self._parent(user, options["parent"]) if options["parent"] else None
        if options["finalize"]:
            if parent is None:
                raise CommandError("--finalize needs --parent TURN.")
            return submit.finalize(user, parent, key=key, model=options["model"], surface=options["surface"])
        ask = self._ask(options, parent)
        if parent is not None:
            if ask is None:
                raise CommandError("Say what should change, or use --finalize.")
            return submit.adjust(user, parent, ask, key=key)
        return submit.start(user, key=key, ask=ask, file=self._file(options["image"]))

    def _ask(self, options: dict[str, Any], parent: Turn | None) -> Ask | None:
        if not options["prompt"]:
            return None
        session = parent.session if parent else None
        return Ask(
            options["prompt"],
            aspect_ratio=options["ratio"],
            image_size=options["size"] or (session.image_size if session else "1K"),
            model=options["model"],
            surface=options["surface"],
            seed=options["seed"],
        )

    def _file(self, path: Path | None) -> SimpleUploadedFile | None:
        if path is None:
            return None
        try:
            return SimpleUploadedFile(path.name, path.read_bytes())
        except OSError as problem:
            raise CommandError(f"{path} cannot be read: {problem.strerror}.") from problem

    def _parent(self, user: User, pk: int) -> Turn:
        turn = Turn.objects.owned_by(user).with_picture().filter(pk=pk).first()
        if turn is None:
            raise CommandError(f"There is no turn {pk}.")
        return turn

    def _copy(self, turn: Turn, out: Path | None) -> str:
        if turn.output is None:
            return ""
        if out is None:
            return str(blobs.local_path(assets.blob_name(turn.output)) or "")
        with assets.open_asset(turn.output) as source, out.open("wb") as target:
            shutil.copyfileobj(source, target)
        return str(out)

    def _tell(self, turn: Turn, file: str, *, as_json: bool) -> None:
        facts = {
            "session": turn.session_id,
            "turn": turn.pk,
            "status": turn.status,
            "sha256": turn.output.sha256 if turn.output else None,
            "width": turn.width_px,
            "height": turn.height_px,
            "model": turn.model_used or turn.model_asked,
            "surface": turn.surface_used or turn.surface_asked,
            "attempts": turn.attempts.count(),
            "cost_usd": f"{turn.cost_usd:.6f}",
            "seconds": round(turn.seconds or 0, 3),
            "file": file or None,
            "message": turn.message,
            "clauses": turn.clauses,
        }
        if as_json:
            self.stdout.write(json.dumps(facts, ensure_ascii=False))
            return
        if turn.status != Status.DONE:
            self.stderr.write(f"v{turn.number}: {turn.get_status_display()}. {turn.message}")
        else:
            size = f"{turn.width_px} x {turn.height_px}"
            self.stdout.write(
                f"Turn {turn.pk} (v{turn.number}), {size}, ${turn.cost_usd:.3f}, {turn.seconds:.1f} s: {file}"
            )
        for clause in turn.clauses:
            self.stdout.write(
                f"  [{clause['state']}] {clause['text']}" + (f": {clause['note']}" if clause["note"] else "")
            )
