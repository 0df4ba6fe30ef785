"""Print a fresh one-time sign-in link."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from editor import accounts, setup


class Command(BaseCommand):
    help = "Print a one-time sign-in link for the local account, or for a named one."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--user", default=accounts.LOCAL, help="User name.")
        parser.add_argument("--origin", default="http://127.0.0.1:8000", help="Where the product answers.")

    def handle(self, *args: Any, user: str, origin: str, **options: Any) -> None:
        setup.prepare()
        account = User.objects.filter(username=user, is_active=True).first()
        if account is None:
            raise CommandError(f"There is no account called {user}.")
        self.stdout.write(origin.rstrip("/") + accounts.link_path(account))
