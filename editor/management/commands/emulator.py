"""Serve the Gemini wire from the embedded engine, with faults on demand."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from editor.emulator import serving
from editor.emulator.doors import TOKEN_LIFE_S, service_account
from editor.emulator.provider import Provider
from editor.emulator.script import UnknownFault


class Command(BaseCommand):
    help = "Serve the Gemini wire on 127.0.0.1 from the embedded engine, with faults on demand (docs/emulator.md)."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        serving.add_arguments(parser)
        parser.add_argument(
            "--vertex", type=Path, metavar="FOLDER", help="Write a throwaway service account there, for Vertex AI."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["vertex"] and not options["vertex"].is_dir():
            raise CommandError(f"There is no folder {options['vertex']}.")
        try:
            app = serving.provider(Namespace(**options))
        except UnknownFault as problem:
            raise CommandError(str(problem)) from problem
        try:
            serving.serve(app, options["port"], lambda port: self._announce(app, port, options["vertex"]))
        except SystemExit as problem:
            raise CommandError(f"Port {options['port']} cannot be used. Choose another with --port.") from problem

    def _announce(self, app: Provider, port: int, folder: Path | None) -> None:
        url = f"http://127.0.0.1:{port}"
        settings = [f"GEMINI_API_KEY=any GEMINI_BASE_URL={url}"]
        if folder:
            file, email, public_key = service_account(url, folder)
            app.doors.admit(email, public_key, TOKEN_LIFE_S)
            settings.append(f"VERTEX_CREDENTIALS_FILE={file} VERTEX_BASE_URL={url}")
        self.stdout.write(f"The emulator answers at {url} for every model of the registry. In another shell:\n")
        for each in settings:
            self.stdout.write(f"    {each} make run\n")
        self.stdout.write(f"Its account: {url}/emulator/calls. Ctrl+C stops it.")
        self.stdout.flush()
