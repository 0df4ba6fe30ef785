"""Print the registry of models, and compare it with what a surface says it serves."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from editor.providers import catalogue, listing, surfaces
from editor.providers.catalogue import ImageModel, UnknownModel
from editor.providers.errors import ProviderError
from editor.providers.surfaces import EMBEDDED, SURFACES, SurfaceNotReady

COLUMNS: Final = (
    "model",
    "name",
    "tier",
    "ratios",
    "price per picture",
    "read",
    "refs",
    "tokens in/out",
    "thinking",
    "life",
)


class Command(BaseCommand):
    help = (
        "Print the registry of models; --check SURFACE compares it with the surface's live list (exit code 1: differs)."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        chosen = parser.add_mutually_exclusive_group()
        chosen.add_argument("--check", choices=[name for name in SURFACES if name != EMBEDDED], metavar="SURFACE")
        chosen.add_argument("--pixels", metavar="MODEL", help="Width x height of every ratio and size of one model.")
        parser.add_argument("--json", action="store_true", help="The same for machines.")

    def handle(self, *args: Any, check: str | None, pixels: str | None, json: bool, **options: Any) -> None:
        if check:
            self._check(check, as_json=json)
        elif pixels:
            self._pixels(pixels, as_json=json)
        else:
            self._table(as_json=json)

    def _table(self, *, as_json: bool) -> None:
        today = timezone.now().date()
        rows = {name: [row(item, name, today) for item in catalogue.for_surface(name)] for name in SURFACES}
        if as_json:
            self.stdout.write(json.dumps(rows, indent=1))
            return
        for name, found in rows.items():
            missing = surfaces.missing(name, settings.PROVIDER_ENV)
            self.stdout.write(f"\n{SURFACES[name].label} ({name}): {missing or 'ready'}")
            self._lines([COLUMNS, *(tuple(each.values()) for each in found)])

    def _pixels(self, model_id: str, *, as_json: bool) -> None:
        try:
            item = catalogue.model(model_id)
        except UnknownModel as problem:
            raise CommandError(f"{problem} Known: {', '.join(catalogue.MODELS)}.") from problem
        rows = {
            ratio: {size: "{} x {}".format(*item.pixels(ratio, size)) for size in item.sizes} for ratio in item.ratios
        }
        if as_json:
            self.stdout.write(json.dumps(rows, indent=1))
            return
        self._lines([("ratio", *item.sizes), *((ratio, *found.values()) for ratio, found in rows.items())])

    def _check(self, name: str, *, as_json: bool) -> None:
        env = settings.PROVIDER_ENV
        try:
            live = listing.listed(surfaces.surface(name, env), surfaces.authenticate(name, env))
        except SurfaceNotReady as problem:
            raise CommandError(str(problem)) from problem
        except ProviderError as problem:
            raise CommandError(f"{problem.sentence} {problem.advice}") from problem
        found = listing.compare(name, live, timezone.now().date())
        if as_json:
            fields = ("alive", "not_listed", "not_known", "retired_but_listed")
            self.stdout.write(json.dumps({field: getattr(found, field) for field in fields}, indent=1))
        else:
            self._tell(name, found)
        if not found.agrees:
            raise SystemExit(1)

    def _tell(self, name: str, found: listing.Comparison) -> None:
        label = SURFACES[name].label
        for ids, words in (
            (found.alive, "alive, on both"),
            (found.not_listed, f"in the registry as alive, not listed by {label}"),
            (found.retired_but_listed, f"retired in the registry, still listed by {label}"),
            (found.not_known, f"listed by {label}, missing from the registry"),
        ):
            for each in ids:
                self.stdout.write(f"{each}: {words}{self._when(each, name)}")
        verdict = (
            "The registry agrees" if found.agrees else "The registry differs; OVERPAINT_MODELS_FILE can correct it"
        )
        self.stdout.write(f"{verdict}.")

    def _when(self, model_id: str, surface: str) -> str:
        item = catalogue.MODELS.get(model_id)
        ends = item.retired_on(surface) if item else None
        return f" ({ends:%-d %b %Y})" if ends else ""

    def _lines(self, rows: list[tuple[str, ...]]) -> None:
        widths = [max(len(str(row[index])) for row in rows) for index in range(len(rows[0]))]
        for row in rows:
            line = "  ".join(str(cell).ljust(width) for cell, width in zip(row, widths, strict=True))
            self.stdout.write(f"  {line}".rstrip())


def row(item: ImageModel, surface: str, today: date) -> dict[str, str]:
    """One model on one surface, as text."""
    prices = {size: item.price_usd(size, surface) for size in item.sizes}
    cells = (
        item.id,
        item.label,
        item.tier,
        str(len(item.ratios)),
        " ".join(f"{size} {f'${price}' if price is not None else '?'}" for size, price in prices.items()),
        f"{item.price_read:%Y-%m-%d}",
        str(item.references),
        f"{item.input_token_limit}/{item.output_token_limit}",
        " ".join(item.thinking) or item.thinking_default,
        life(item, surface, today),
    )
    return dict(zip(COLUMNS, cells, strict=True))


def life(item: ImageModel, surface: str, today: date) -> str:
    """How long the surface serves it, in words."""
    service = item.services[surface]
    if item.is_retired(surface, today):
        instead = catalogue.successor(item.id, surface)
        return f"retired {service.retired_on:%-d %b %Y}" + (f": use {instead}" if instead else "")
    if service.retired_on:
        return f"retires on {service.retired_on:%-d %b %Y}"
    if service.deprecated_on and service.deprecated_on <= today:
        return f"deprecated since {service.deprecated_on:%-d %b %Y}"
    return f"until {service.kept_until:%-d %b %Y} or later" if service.kept_until else ""
