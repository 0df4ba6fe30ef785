"""The catalogue agrees with itself, with the published figures and with the life of each model."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from importlib import resources

import pytest

from editor.providers import catalogue
from editor.providers.catalogue import ImageModel
from editor.providers.messages import SIZES, Size
from editor.providers.surfaces import SURFACES

TODAY = date(2026, 11, 25)
DATA = resources.files("editor.providers").joinpath("models.toml").read_text("utf-8")
every_model = pytest.mark.parametrize("model", catalogue.models(), ids=lambda model: model.id)


@every_model
def test_every_picture_has_its_ratio(model: ImageModel) -> None:
    for ratio in model.ratios:
        across, down = map(int, ratio.split(":"))
        for size in model.sizes:
            width, height = model.pixels(ratio, size)
            assert width / height == pytest.approx(across / down, rel=0.03), (ratio, size)


@every_model
def test_larger_sizes_are_multiples_of_1k(model: ImageModel) -> None:
    factors: tuple[tuple[Size, int], ...] = (("2K", 2), ("4K", 4))
    for ratio in model.ratios:
        width, height = model.pixels(ratio, "1K")
        for size, factor in factors:
            if size in model.sizes:
                assert model.pixels(ratio, size) == (width * factor, height * factor)


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


@pytest.mark.parametrize(
    ("model", "ratio", "size", "pixels"),
    [
        ("overpaint-embedded-1", "21:9", "0.5K", (792, 336)),
        ("gemini-3.1-flash-image", "4:5", "0.5K", (464, 576)),
        ("gemini-nano-banana-2.1", "21:9", "4K", (6336, 2688)),
        ("gemini-3-pro-image", "9:16", "4K", (3072, 5504)),
        ("gemini-3.1-flash-image-preview", "8:1", "4K", (12288, 1536)),
        ("gemini-2.5-flash-image", "16:9", "1K", (1344, 768)),
    ],
)
def test_pixels_are_the_published_ones(model: str, ratio: str, size: Size, pixels: tuple[int, int]) -> None:
    assert catalogue.model(model).pixels(ratio, size) == pixels


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


def test_a_catalogue_that_contradicts_itself_is_refused() -> None:
    with pytest.raises(catalogue.BadCatalogue, match="overpaint-embedded-2"):
        catalogue.read(DATA.replace('embedded = "overpaint-embedded-1"', 'embedded = "overpaint-embedded-2"'))
    with pytest.raises(catalogue.BadCatalogue, match="no pixels for 1:4 at 1K"):
        catalogue.read(
            DATA.replace('pixels = "gemini-2_5"\nratios = "common"', 'pixels = "gemini-2_5"\nratios = "all"')
        )
