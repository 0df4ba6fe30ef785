"""What a composer may offer: models that are ready, their ratios, sizes, prices and usual times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import quantiles

from django.conf import settings
from django.utils import timezone

from editor.providers import catalogue, surfaces
from editor.providers.catalogue import ImageModel
from editor.providers.messages import Size
from sessions.models import Session, Status, Turn

PREVIEW_SIZES: tuple[Size, ...] = ("0.5K", "1K", "2K")
FINAL_SIZE: Size = "4K"
HISTORY = 20


@dataclass(frozen=True, slots=True)
class Estimate:
    """Seconds that this model's last renders at this size took: 10th, 50th and 90th percentile of `count`."""

    low_s: float
    median_s: float
    high_s: float
    count: int


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """One row of the model picker. Prices in USD per picture; None where the surface's price is not known."""

    id: str
    label: str
    surface: str
    surface_label: str
    ratios: tuple[str, ...]
    sizes: tuple[Size, ...]
    prices: dict[str, Decimal | None]
    list_prices: dict[str, Decimal | None]
    median_s: float | None
    retires_on: date | None
    note: str


@dataclass(frozen=True, slots=True)
class Choices:
    """Every model of every ready surface, and the one a new request starts with."""

    models: tuple[ModelChoice, ...]
    default: ModelChoice
    missing: tuple[tuple[str, str], ...]

    def find(self, model: str, surface: str) -> ModelChoice | None:
        """The row of a model on a surface."""
        return next((row for row in self.models if (row.id, row.surface) == (model, surface)), None)


def choices(session: Session | None = None) -> Choices:
    """What may be chosen now. Surfaces without a key are listed in `missing` with a sentence."""
    env = settings.PROVIDER_ENV
    today = timezone.now().date()
    ready = [name for name in surfaces.SURFACES if surfaces.ready(name, env)]
    medians = _medians()
    rows = tuple(_row(item, name, today, medians) for name in ready for item in catalogue.for_surface(name, today))
    missing = tuple((surfaces.SURFACES[name].label, surfaces.missing(name, env)) for name in surfaces.SURFACES)
    found = Choices(rows, rows[0], tuple(pair for pair in missing if pair[1]))
    wanted = found.find(session.model, session.surface) if session else None
    first = found.find(catalogue.default_model(ready[0]).id, ready[0])
    return Choices(rows, wanted or first or rows[0], found.missing)


def _row(item: ImageModel, surface: str, today: date, medians: dict[tuple[str, str], float]) -> ModelChoice:
    retires_on = item.retired_on(surface)
    return ModelChoice(
        id=item.id,
        label=item.label,
        surface=surface,
        surface_label=surfaces.SURFACES[surface].label,
        ratios=item.ratios,
        sizes=tuple(size for size in PREVIEW_SIZES if size in item.sizes),
        prices={size: item.price_usd(size, surface) for size in item.sizes},
        list_prices={size: item.price_usd(size) for size in item.sizes},
        median_s=medians.get((item.id, surface)),
        retires_on=retires_on,
        note=f"Retires on {retires_on:%-d %B %Y}" if retires_on and (retires_on - today).days < 60 else "",
    )


def _durations(model: str, surface: str, image_size: str) -> list[float]:
    made = Turn.objects.filter(model_used=model, surface_used=surface, image_size=image_size)
    done = made.filter(status=Status.DONE, started_at__isnull=False)
    times = done.order_by("-finished_at").values_list("started_at", "finished_at")[:HISTORY]
    return [(end - start).total_seconds() for start, end in times if start and end]


def _medians() -> dict[tuple[str, str], float]:
    recent = Turn.objects.filter(status=Status.DONE, started_at__isnull=False).exclude(model_used="")
    rows = recent.order_by("-id").values_list("model_used", "surface_used", "started_at", "finished_at")[:200]
    times: dict[tuple[str, str], list[float]] = {}
    for model, surface, start, end in rows:
        if start and end:
            times.setdefault((model, surface), []).append((end - start).total_seconds())
    return {key: sorted(values[:HISTORY])[len(values[:HISTORY]) // 2] for key, values in times.items()}


def estimate(model: str, surface: str, image_size: str) -> Estimate | None:
    """What is usual for this model at this size, from its own history; None below three renders."""
    times = sorted(_durations(model, surface, image_size))
    if len(times) < 3:
        return None
    deciles = quantiles(times, n=10, method="inclusive")
    return Estimate(deciles[0], times[len(times) // 2], deciles[8], len(times))


def nearest_ratio(width_px: int, height_px: int, ratios: tuple[str, ...]) -> str:
    """The ratio of `ratios` closest to a picture of this size."""

    def distance(ratio: str) -> float:
        across, down = (int(part) for part in ratio.split(":"))
        wanted, real = across / down, width_px / height_px
        return max(wanted, real) / min(wanted, real)

    return min(ratios, key=distance)
