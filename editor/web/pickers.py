"""What the size, ratio and model pickers show. One value for `partials/pickers.html`, on the start page and the studio.

Fields they send: `image_size`, `aspect_ratio` and `choice` ("surface:model"), read by forms.AskForm.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

from editor.providers import catalogue
from editor.providers.messages import SIZES
from editor.render.choices import Choices, ModelChoice
from editor.templatetags.studio import took
from editor.web import prices

# The five that stand in the bar, as the design draws them; the ellipsis opens the rest.
BAR_RATIOS: Final = ("1:1", "4:5", "3:2", "16:9", "9:16")
USES: Final = {preset.ratio: preset.name for preset in catalogue.RATIO_PRESETS}
FINAL_ONLY: Final = "4K"


@dataclass(frozen=True, slots=True)
class SizeOption:
    """One size. `why` says why it cannot be chosen; empty when it can."""

    value: str
    checked: bool
    why: str


@dataclass(frozen=True, slots=True)
class RatioOption:
    """One ratio, the use people know it by, and whether the chosen model makes it."""

    value: str
    use: str
    allowed: bool
    checked: bool


@dataclass(frozen=True, slots=True)
class ModelOption:
    """One model on one surface. `prices` is JSON: what to write beside each size; `price` is that of the chosen one.

    `tone` of its life is "ended", "soon" or empty; one that has ended is shown and cannot be chosen.
    """

    value: str
    id: str
    surface_label: str
    note: str
    tone: str
    is_deprecated: bool
    strengths: str
    references: int
    price_note: str
    median: str
    price: str
    prices: str
    span: str
    sizes: str
    ratios: str
    checked: bool

    @property
    def is_gone(self) -> bool:
        """True for a model that its surface serves no more."""
        return self.tone == "ended"


@dataclass(frozen=True, slots=True)
class Pickers:
    """Everything the partial needs. `missing` names the surfaces that lack a key: (label, what to set).

    `successor` replaces a chosen model that has ended.
    """

    sizes: list[SizeOption]
    bar_ratios: list[RatioOption]
    more_ratios: list[RatioOption]
    models: list[ModelOption]
    chosen: ModelOption
    image_size: str
    missing: tuple[tuple[str, str], ...]
    successor: ModelOption | None = None


def build(choices: Choices, *, image_size: str = "", aspect_ratio: str = "", choice: str = "") -> Pickers:
    """The pickers with these values chosen; what the model does not make falls back to what it makes."""
    chosen = _chosen(choices, choice)
    size = image_size if image_size in chosen.sizes and image_size != FINAL_ONLY else usual_size(chosen)
    ratio = aspect_ratio if aspect_ratio in chosen.ratios else chosen.ratios[0]
    bar = (*BAR_RATIOS, ratio) if ratio not in BAR_RATIOS else BAR_RATIOS
    options = {value: _ratio(value, chosen, ratio) for value in catalogue.RATIOS}
    shown = (choices.gone, *choices.models) if choices.gone else choices.models
    models = [_model(each, size, checked=each is chosen) for each in shown]
    instead = choices.successor
    return Pickers(
        sizes=[_size(value, chosen, size) for value in SIZES],
        bar_ratios=[options[value] for value in bar],
        more_ratios=[option for value, option in options.items() if value not in bar],
        models=models,
        chosen=next(each for each in models if each.checked),
        image_size=size,
        missing=choices.missing,
        successor=next((each for each in models if instead and each.value == value_of(instead)), None),
    )


def _chosen(choices: Choices, choice: str) -> ModelChoice:
    """What was asked for; a session's model that is gone stays chosen until somebody takes another."""
    return next((each for each in choices.models if value_of(each) == choice), choices.gone or choices.default)


def value_of(model: ModelChoice) -> str:
    """How the form names a model on a surface."""
    return f"{model.surface}:{model.id}"


def usual_size(model: ModelChoice) -> str:
    """1K where the model makes it."""
    return "1K" if "1K" in model.sizes else model.sizes[0]


def _size(value: str, model: ModelChoice, chosen: str) -> SizeOption:
    if value == FINAL_ONLY:
        return SizeOption(value, False, "4K only at Finalize")
    why = "" if value in model.sizes else f"{model.id} makes no {value}"
    return SizeOption(value, value == chosen, why)


def _ratio(value: str, model: ModelChoice, chosen: str) -> RatioOption:
    return RatioOption(value, USES.get(value, ""), value in model.ratios, value == chosen)


def price_text(model: ModelChoice, size: str) -> str:
    """$0.101; `up to` the maker's list price where the seller's own is not known; `no 2K` where it makes none."""
    if model.life.tone == "ended":
        return "retired" if model.retires_on else "not served"
    if size not in model.prices:
        return f"no {size}"
    return prices.text(model.prices[size], model.list_prices.get(size)) or "price not known"


def _model(model: ModelChoice, size: str, *, checked: bool) -> ModelOption:
    return ModelOption(
        value=value_of(model),
        id=model.id,
        surface_label=model.surface_label,
        note=model.note,
        tone=model.life.tone,
        is_deprecated=model.life.is_deprecated,
        strengths=model.strengths,
        references=model.references,
        price_note=model.price_note,
        median=f"≈{took(model.median_s)}" if model.median_s is not None else "",
        price=price_text(model, size),
        prices=json.dumps({each: price_text(model, each) for each in SIZES}),
        span=_span(model),
        sizes=" ".join(model.sizes),
        ratios=" ".join(model.ratios),
        checked=checked,
    )


def _span(model: ModelChoice) -> str:
    """Smallest to largest size it makes, finals included: 0.5K–4K."""
    made = [size for size in SIZES if size in model.prices] or list(model.sizes)
    return made[0] if len(made) == 1 else f"{made[0]}–{made[-1]}"
