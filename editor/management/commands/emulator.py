"""Serve the Gemini wire from the embedded engine, with faults on demand."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from editor.emulator import serving
from editor.emulator.script import UnknownFault


class Command(BaseCommand):
    help = "Serve the Gemini wire on 127.0.0.1 from the embedded engine, with faults on demand (docs/emulator.md)."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        serving.add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            app = serving.provider(Namespace(**options))
        except UnknownFault as problem:
            raise CommandError(str(problem)) from problem
        try:
            serving.serve(app, options["port"], self._announce)
        except SystemExit as problem:
            raise CommandError(f"Port {options['port']} cannot be used. Choose another with --port.") from problem

    def _announce(self, port: int) -> None:
        url = f"http://127.0.0.1:{port}"
        self.stdout.write(f"The emulator answers at {url} for every model of the registry. In another shell:\n")
        self.stdout.write(f"    GEMINI_API_KEY=any GEMINI_BASE_URL={url} make run\n")
        self.stdout.write(f"Its account: {url}/emulator/calls. Ctrl+C stops it.")
        self.stdout.flush()
