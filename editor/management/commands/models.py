"""Print the registry of models, and compare it with what a surface says it serves."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from editor.providers import catalogue, listing, surfaces
from editor.providers.catalogue import ImageModel, UnknownModel
from editor.providers.errors import ProviderError
from editor.providers.messages import Size
from editor.providers.surfaces import EMBEDDED, SURFACES, SurfaceNotReady
from editor.render import choices

COLUMNS: Final = (
    "model",
    "name",
    "tier",
    "ratios",
    "sizes and prices",
    "read",
    "refs",
    "tokens in/out",
    "thinking",
    "life",
)
# Fields of a model that the output for machines gives as they are.
_FIELDS: Final = (
    "id",
    "label",
    "tier",
    "strengths",
    "ratios",
    "sizes",
    "references",
    "input_token_limit",
    "output_token_limit",
    "thinking",
    "thinking_default",
    "timeout_s",
    "price_source",
)


class Command(BaseCommand):
    help = (
        "Print the registry of models; --check SURFACE compares it with the surface's live list (exit code 1: differs)."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        chosen = parser.add_mutually_exclusive_group()
        chosen.add_argument(
            "--check",
            choices=[name for name in SURFACES if name != EMBEDDED],
            metavar="SURFACE",
            help=f"One of {', '.join(name for name in SURFACES if name != EMBEDDED)}; asks it for its models.",
        )
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
        if as_json:
            found = {name: [record(item, name) for item in catalogue.for_surface(name)] for name in SURFACES}
            self.stdout.write(json.dumps(found, indent=1))
            return
        for name, surface in SURFACES.items():
            missing = surfaces.missing(name, settings.PROVIDER_ENV)
            self.stdout.write(f"\n{surface.label} ({name}): {missing or 'ready'}")
            self._lines([COLUMNS, *(row(item, name, today) for item in catalogue.for_surface(name))])

    def _pixels(self, model_id: str, *, as_json: bool) -> None:
        try:
            item = catalogue.model(model_id)
        except UnknownModel as problem:
            raise CommandError(f"{problem} Known: {', '.join(catalogue.MODELS)}.") from problem
        if as_json:
            found = {ratio: {size: item.pixels(ratio, size) for size in item.sizes} for ratio in item.ratios}
            self.stdout.write(json.dumps(found, indent=1))
            return
        rows = ((ratio, *(_edges(item, ratio, size) for size in item.sizes)) for ratio in item.ratios)
        self._lines([("ratio", *item.sizes), *rows])

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
                self.stdout.write(f"{each}: {words}{self._life(each, name)}")
        verdict = (
            "The registry agrees" if found.agrees else "The registry differs; OVERPAINT_MODELS_FILE can correct it"
        )
        self.stdout.write(f"{verdict}.")

    def _life(self, model_id: str, surface: str) -> str:
        """Our dates, in brackets."""
        item = catalogue.MODELS.get(model_id)
        said = choices.life(item, surface, timezone.now().date()).note if item and surface in item.services else ""
        return f" ({said})" if said else ""

    def _lines(self, rows: list[tuple[str, ...]]) -> None:
        widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
        for each in rows:
            line = "  ".join(cell.ljust(width) for cell, width in zip(each, widths, strict=True))
            self.stdout.write(f"  {line}".rstrip())


def row(item: ImageModel, surface: str, today: date) -> tuple[str, ...]:
    """One model on one surface, as text: a cell for each of COLUMNS."""
    return (
        item.id,
        item.label,
        item.tier,
        str(len(item.ratios)),
        "  ".join(f"{size} {_price(item, size, surface)}" for size in item.sizes),
        f"{item.price_read:%Y-%m-%d}",
        str(item.references),
        f"{item.input_token_limit}/{item.output_token_limit}",
        " ".join(item.thinking) or item.thinking_default,
        choices.life(item, surface, today).note,
    )


def record(item: ImageModel, surface: str) -> dict[str, Any]:
    """One model on one surface, for machines. Prices are USD for one picture, as text; unknown ones are null."""
    service = item.services[surface]
    return {
        **{name: getattr(item, name) for name in _FIELDS},
        "price_usd": _texts((size, item.price_usd(size, surface)) for size in item.sizes),
        "list_price_usd": _texts((size, item.price_usd(size)) for size in item.sizes),
        "price_read": str(item.price_read),
        **_texts((name, getattr(service, name)) for name in ("deprecated_on", "retired_on", "kept_until")),
        "replaced_by": service.replaced_by or None,
        "wire_id": item.wire_id(surface),
    }


def _texts(pairs: Iterable[tuple[str, object]]) -> dict[str, str | None]:
    return {name: None if value is None else str(value) for name, value in pairs}


def _price(item: ImageModel, size: Size, surface: str) -> str:
    """Like the pages: `up to` the maker's list price where the seller's own is not known."""
    price, listed = item.price_usd(size, surface), item.price_usd(size)
    if price is not None:
        return f"${price}"
    return f"up to ${listed}" if listed is not None else "not known"


def _edges(item: ImageModel, ratio: str, size: Size) -> str:
    width_px, height_px = item.pixels(ratio, size)
    return f"{width_px} x {height_px}"
