"""The catalogue agrees with itself, with the published figures and with the life of each model."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from decimal import Decimal

import pytest

from editor.providers import catalogue
from editor.providers.catalogue import ImageModel
from editor.providers.messages import SIZES, Size
from editor.providers.surfaces import SURFACES

TODAY = date(2026, 11, 25)
# Width x height as Google's image generation guide prints them (July 2026), apart from 21:9 at 0.5K: see models.toml.
GEMINI_3: dict[Size, dict[str, str]] = {
    "0.5K": {
        "1:1": "512x512", "2:3": "424x632", "3:2": "632x424", "3:4": "448x600", "4:3": "600x448", "4:5": "464x576",
        "5:4": "576x464", "9:16": "384x688", "16:9": "688x384", "21:9": "792x336", "1:4": "256x1024",
        "4:1": "1024x256", "1:8": "192x1536", "8:1": "1536x192",
    },
    "1K": {
        "1:1": "1024x1024", "2:3": "848x1264", "3:2": "1264x848", "3:4": "896x1200", "4:3": "1200x896",
        "4:5": "928x1152", "5:4": "1152x928", "9:16": "768x1376", "16:9": "1376x768", "21:9": "1584x672",
        "1:4": "512x2048", "4:1": "2048x512", "1:8": "384x3072", "8:1": "3072x384",
    },
    "2K": {
        "1:1": "2048x2048", "2:3": "1696x2528", "3:2": "2528x1696", "3:4": "1792x2400", "4:3": "2400x1792",
        "4:5": "1856x2304", "5:4": "2304x1856", "9:16": "1536x2752", "16:9": "2752x1536", "21:9": "3168x1344",
        "1:4": "1024x4096", "4:1": "4096x1024", "1:8": "768x6144", "8:1": "6144x768",
    },
    "4K": {
        "1:1": "4096x4096", "2:3": "3392x5056", "3:2": "5056x3392", "3:4": "3584x4800", "4:3": "4800x3584",
        "4:5": "3712x4608", "5:4": "4608x3712", "9:16": "3072x5504", "16:9": "5504x3072", "21:9": "6336x2688",
        "1:4": "2048x8192", "4:1": "8192x2048", "1:8": "1536x12288", "8:1": "12288x1536",
    },
}  # fmt: skip
FLASH_2_5 = {
    "1:1": "1024x1024", "2:3": "832x1248", "3:2": "1248x832", "3:4": "864x1184", "4:3": "1184x864", "4:5": "896x1152",
    "5:4": "1152x896", "9:16": "768x1344", "16:9": "1344x768", "21:9": "1536x672",
}  # fmt: skip
OLDEST = {"gemini-2.5-flash-image", "gemini-2.5-flash-image-preview"}
every_model = pytest.mark.parametrize("model", catalogue.models(), ids=lambda model: model.id)


@every_model
def test_every_picture_has_its_ratio(model: ImageModel) -> None:
    for ratio in model.ratios:
        across, down = map(int, ratio.split(":"))
        for size in model.sizes:
            width, height = model.pixels(ratio, size)
            assert width / height == pytest.approx(across / down, rel=0.03), (ratio, size)


@every_model
def test_every_size_has_a_price_and_tokens(model: ImageModel) -> None:
    assert set(model.price_table) == set(model.output_tokens) == set(model.sizes)
    assert set(model.services) <= set(SURFACES)
    assert model.price_read <= TODAY


@every_model
def test_successors_are_alive(model: ImageModel) -> None:
    for surface in model.surfaces:
        if model.is_retired(surface, TODAY):
            assert not catalogue.model(model.replaced_by(surface)).is_retired(surface, TODAY)


@pytest.mark.parametrize("size", SIZES)
@every_model
def test_pixels_are_the_published_ones(model: ImageModel, size: Size) -> None:
    if size not in model.sizes:
        with pytest.raises(ValueError, match="makes no"):
            model.pixels("1:1", size)
        return
    table = FLASH_2_5 if model.id in OLDEST else GEMINI_3[size]
    published = {ratio: tuple(map(int, edges.split("x"))) for ratio, edges in table.items()}
    assert {ratio: model.pixels(ratio, size) for ratio in model.ratios} == {
        ratio: published[ratio] for ratio in model.ratios
    }
    assert set(model.ratios) == (set(published) if "1:8" in model.ratios else set(catalogue.COMMON_RATIOS))


def test_only_the_flash_models_of_gemini_3_make_extreme_ratios() -> None:
    extreme = {model.id for model in catalogue.models() if "1:8" in model.ratios}
    assert extreme == {
        "gemini-nano-banana-2.1",
        "gemini-3.1-flash-image",
        "gemini-3.1-flash-image-preview",
        "gemini-3.1-flash-lite-image",
        "overpaint-embedded-1",
    }


@pytest.mark.parametrize(
    ("model", "levels", "default"),
    [
        ("gemini-nano-banana-2.1", ("minimal", "medium", "high"), "medium"),
        ("gemini-3.1-flash-image", ("minimal", "high"), "minimal"),
        ("gemini-3.1-flash-lite-image", ("minimal", "high"), "minimal"),
        ("gemini-3-pro-image", (), "always"),  # a level is taken and ignored
        ("gemini-2.5-flash-image", (), "none"),  # a level is refused
    ],
)
def test_thinking_is_as_published(model: str, levels: tuple[str, ...], default: str) -> None:
    found = catalogue.model(model)
    assert (found.thinking, found.thinking_default) == (levels, default)


@pytest.mark.parametrize(
    ("model", "tokens_in", "tokens_out", "references"),
    [
        ("gemini-nano-banana-2.1", 131_072, 32_768, 14),
        ("gemini-3.1-flash-image", 131_072, 32_768, 14),
        ("gemini-3-pro-image", 65_536, 32_768, 14),
        ("gemini-3.1-flash-lite-image", 65_536, 4_096, 14),
        ("gemini-2.5-flash-image", 65_536, 32_768, 3),
    ],
)
def test_limits_are_the_published_ones(model: str, tokens_in: int, tokens_out: int, references: int) -> None:
    found = catalogue.model(model)
    assert (found.input_token_limit, found.output_token_limit, found.references) == (tokens_in, tokens_out, references)


@pytest.mark.parametrize(
    ("model", "surface", "retired", "kept"),
    [
        ("gemini-3.1-flash-image-preview", "gemini", date(2026, 6, 25), None),
        ("gemini-3.1-flash-image-preview", "vertex", date(2026, 7, 17), None),
        ("gemini-3.1-flash-image-preview", "wisdom-gate", None, None),
        ("gemini-3-pro-image-preview", "gemini", date(2026, 6, 25), None),
        ("gemini-2.5-flash-image", "gemini", date(2026, 10, 2), None),
        ("gemini-2.5-flash-image", "vertex", date(2026, 10, 2), None),
        ("gemini-2.5-flash-image-preview", "gemini", date(2026, 1, 15), None),
        ("gemini-3.1-flash-image", "gemini", date(2026, 10, 29), None),
        ("gemini-3.1-flash-image", "vertex", None, date(2027, 5, 28)),
        ("gemini-3-pro-image", "gemini", None, None),
        ("gemini-3-pro-image", "vertex", None, date(2027, 5, 28)),
    ],
)
def test_lives_are_the_published_ones(model: str, surface: str, retired: date | None, kept: date | None) -> None:
    service = catalogue.model(model).services[surface]
    assert (service.retired_on, service.kept_until) == (retired, kept)


@pytest.mark.parametrize(("ratio", "size"), [("8:1", "1K"), ("1:1", "0.5K"), ("7:3", "1K")])
def test_what_a_model_does_not_make_has_no_pixels(ratio: str, size: Size) -> None:
    with pytest.raises(ValueError, match="makes no"):
        catalogue.model("gemini-3-pro-image").pixels(ratio, size)


def test_prices_are_decimals_and_unknown_where_unknown() -> None:
    model = catalogue.model("gemini-3.1-flash-image-preview")
    assert model.price_usd("2K") == Decimal("0.101")
    assert model.price_usd("2K", "wisdom-gate") is None
    assert catalogue.model("gemini-3-pro-image").price_usd("0.5K") is None
    assert catalogue.model("overpaint-embedded-1").price_usd("4K", "embedded") == Decimal(0)


def test_the_embedded_engine_makes_everything() -> None:
    model = catalogue.model("overpaint-embedded-1")
    assert (model.ratios, model.sizes, model.surfaces) == (catalogue.RATIOS, SIZES, ("embedded",))
    assert len(model.ratios) == 14


def test_defaults_are_alive_on_their_surface() -> None:
    chosen = {name: catalogue.default_model(name).id for name in SURFACES}
    assert chosen == {
        "wisdom-gate": "gemini-3.1-flash-image-preview",
        "gemini": "gemini-nano-banana-2.1",
        "vertex": "gemini-nano-banana-2.1",
        "embedded": "overpaint-embedded-1",
    }
    assert not any(catalogue.model(model).is_retired(name, TODAY) for name, model in chosen.items())


def test_retirement_counts_from_its_day_and_per_surface() -> None:
    model = catalogue.model("gemini-3.1-flash-image")
    assert not model.is_retired("gemini", date(2026, 10, 28))
    assert model.is_retired("gemini", date(2026, 10, 29))
    assert not model.is_retired("vertex", TODAY)
    assert model.is_retired("wisdom-gate", TODAY)
    assert (model.retired_on("vertex"), model.replaced_by("embedded")) == (None, "")


def test_a_surface_lists_the_living_of_a_day() -> None:
    assert [model.id for model in catalogue.for_surface("gemini", TODAY)] == [
        "gemini-nano-banana-2.1",
        "gemini-3-pro-image",
        "gemini-3.1-flash-lite-image",
    ]
    assert len(catalogue.for_surface("gemini")) == 8


def test_presets_name_ratios_that_exist() -> None:
    assert {preset.ratio for preset in catalogue.RATIO_PRESETS} == set(catalogue.RATIOS)


def test_an_unknown_id_is_named() -> None:
    with pytest.raises(catalogue.UnknownModel) as caught:
        catalogue.model("gemini-9")
    assert str(caught.value) == "The catalogue has no model called gemini-9."
    with pytest.raises(catalogue.UnknownModel):
        catalogue.default_model("nowhere")


def test_every_model_of_the_promise_is_there() -> None:
    assert {
        "gemini-3.1-flash-image-preview",
        "gemini-2.5-flash-image",
        "gemini-3-pro-image-preview",
        "gemini-nano-banana-2.1",
        "gemini-3-pro-image",
        "gemini-3.1-flash-lite-image",
        "gemini-3.1-flash-image",
        "overpaint-embedded-1",
    } <= set(catalogue.MODELS)


@every_model
def test_the_price_of_a_picture_is_that_of_its_tokens(model: ImageModel) -> None:
    """Two columns of one price list: they differ by rounding at most."""
    if model.token_prices is None:
        return
    for size, price in model.price_table.items():
        by_tokens = model.output_tokens[size] * model.token_prices.image_usd / 1_000_000
        assert by_tokens == pytest.approx(price, abs=Decimal("0.0008")), size


def test_a_start_without_a_file_does_not_load_the_validator() -> None:
    code = "import sys; from editor.providers import catalogue; print('jsonschema' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_tokens_are_estimated_from_above() -> None:
    flash, pro = catalogue.model("gemini-nano-banana-2.1"), catalogue.model("gemini-3-pro-image")
    assert catalogue.tokens_of("a green bottle", 0, flash) == 4
    assert catalogue.tokens_of("緑色の瓶", 2, flash) == 4 + 2 * 1120
    assert catalogue.tokens_of("", 1, pro) == 560
