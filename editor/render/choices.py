"""What a composer may offer: models that are ready, their ratios, sizes, prices and usual times."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
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
SOON_DAYS = 60  # the design turns a date amber from here on


@dataclass(frozen=True, slots=True)
class Estimate:
    """Seconds that this model's last renders at this size took: 10th, 50th and 90th percentile of `count`."""

    low_s: float
    median_s: float
    high_s: float
    count: int


@dataclass(frozen=True, slots=True)
class Life:
    """How long a surface serves a model, in words. `tone` is "ended", "soon" (within SOON_DAYS) or empty."""

    text: str = ""
    tone: str = ""
    is_deprecated: bool = False
    successor: str = ""

    @property
    def ending(self) -> str:
        """The text as the end of a sentence: retired on 2 October 2026."""
        return self.text[:1].lower() + self.text[1:]

    @property
    def note(self) -> str:
        """The text, and what to use instead of a model that has ended."""
        return f"{self.text}: use {self.successor}" if self.tone == "ended" and self.successor else self.text


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
    tier: str = ""
    strengths: str = ""
    references: int = 0
    price_note: str = ""
    life: Life = field(default_factory=Life)


@dataclass(frozen=True, slots=True)
class Choices:
    """Every model of every ready surface, and the one a new request starts with.

    `gone` is the session's own model where it is served no more: shown, never chosen. `default` is then its successor.
    """

    models: tuple[ModelChoice, ...]
    default: ModelChoice
    missing: tuple[tuple[str, str], ...]
    gone: ModelChoice | None = None

    def find(self, model: str, surface: str) -> ModelChoice | None:
        """The row of a model on a surface."""
        return next((row for row in self.models if (row.id, row.surface) == (model, surface)), None)

    @property
    def successor(self) -> ModelChoice | None:
        """What to use instead of the model that is gone; None where nothing is gone, or nothing replaces it."""
        return self.find(self.gone.life.successor, self.gone.surface) if self.gone else None

    def pro(self, surface: str) -> ModelChoice | None:
        """A Pro model, on this surface if it has one."""
        found = [row for row in self.models if row.tier == "pro"]
        return next((row for row in found if row.surface == surface), found[0] if found else None)


def choices(session: Session | None = None) -> Choices:
    """What may be chosen now. Surfaces without a key are listed in `missing` with a sentence."""
    env = settings.PROVIDER_ENV
    today = timezone.now().date()
    ready = [name for name in surfaces.SURFACES if surfaces.ready(name, env)]
    times = medians()
    rows = tuple(_row(item, name, today, times) for name in ready for item in catalogue.for_surface(name, today))
    missing = tuple((surfaces.SURFACES[name].label, surfaces.missing(name, env)) for name in surfaces.SURFACES)
    found = Choices(rows, rows[0], tuple(pair for pair in missing if pair[1]))
    wanted = found.find(session.model, session.surface) if session else None
    gone = _gone(session, today, times) if session and wanted is None else None
    instead = found.find(gone.life.successor, gone.surface) if gone else None
    first = found.find(catalogue.default_model(ready[0]).id, ready[0])
    return Choices(rows, wanted or instead or first or rows[0], found.missing, gone)


def _gone(session: Session, today: date, times: dict[tuple[str, str], float]) -> ModelChoice | None:
    """The session's model on its surface, which serves it no more; None where the surface itself is not ready."""
    name = session.surface
    if name not in surfaces.SURFACES or surfaces.missing(name, settings.PROVIDER_ENV):
        return None
    item = catalogue.MODELS.get(session.model)
    if item is not None:
        return _row(item.on(name), name, today, times)
    other = catalogue.successor(session.model, name)
    ended = Life("Not served any more", "ended", successor=other)
    like = _row(catalogue.default_model(name), name, today, {})
    unknown = replace(like, id=session.model, label=session.model, prices={}, strengths="", tier="", price_note="")
    return replace(unknown, note=ended.note, life=ended, retires_on=None)


def life(item: ImageModel, surface: str, today: date) -> Life:
    """What is known of a model's life on a surface, on this day."""
    ends, since = item.retired_on(surface), item.deprecated_on(surface)
    is_deprecated = since is not None and since <= today
    service = item.services.get(surface)
    other = catalogue.successor(item.id, surface) if is_deprecated or ends or service is None else ""
    if service is None or item.is_retired(surface, today):
        when = f"Retired on {_day(ends)}" if ends else "Not served here"
        return Life(when, "ended", is_deprecated, other)
    if ends:
        return Life(f"Retires on {_day(ends)}", "soon" if (ends - today).days < SOON_DAYS else "", is_deprecated, other)
    if is_deprecated and since:
        return Life(f"Deprecated since {_day(since)}", "", True, other)
    kept = service.kept_until
    return Life(f"Served until {_day(kept)} at least") if kept and kept > today else Life()


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"


def _row(item: ImageModel, surface: str, today: date, times: dict[tuple[str, str], float]) -> ModelChoice:
    found = life(item, surface, today)
    return ModelChoice(
        id=item.id,
        label=item.label,
        surface=surface,
        surface_label=surfaces.SURFACES[surface].label,
        ratios=item.ratios,
        sizes=tuple(size for size in PREVIEW_SIZES if size in item.sizes),
        prices={size: item.price_usd(size, surface) for size in item.sizes},
        list_prices={size: item.price_usd(size) for size in item.sizes},
        median_s=times.get((item.id, surface)),
        retires_on=item.retired_on(surface),
        note=found.note,
        tier=item.tier,
        strengths=item.strengths,
        references=item.references,
        price_note=f"Price read on {_day(item.price_read)}: {item.price_source}",
        life=found,
    )


def _durations(model: str, surface: str, image_size: str) -> list[float]:
    made = Turn.objects.filter(model_used=model, surface_used=surface, image_size=image_size)
    done = made.filter(status=Status.DONE, started_at__isnull=False)
    times = done.order_by("-finished_at").values_list("started_at", "finished_at")[:HISTORY]
    return [(end - start).total_seconds() for start, end in times if start and end]


def medians() -> dict[tuple[str, str], float]:
    """Median seconds of the last renders, by model and surface."""
    recent = Turn.objects.filter(status=Status.DONE, started_at__isnull=False).exclude(model_used="")
    rows = recent.order_by("-id").values_list("model_used", "surface_used", "started_at", "finished_at")[:200]
    seconds: dict[tuple[str, str], list[float]] = {}
    for model, surface, start, end in rows:
        if start and end:
            seconds.setdefault((model, surface), []).append((end - start).total_seconds())
    return {key: sorted(values[:HISTORY])[len(values[:HISTORY]) // 2] for key, values in seconds.items()}


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
