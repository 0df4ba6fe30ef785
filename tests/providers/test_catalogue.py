"""The catalogue agrees with itself, with the published figures and with the life of each model."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from importlib import resources
from pathlib import Path

import pytest

from editor.providers import catalogue, registry
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


@pytest.fixture
def corrected(tmp_path: Path) -> Iterator[Callable[[str], None]]:
    """Lays a settings file over the registry; the shipped one is back afterwards."""

    def lay(text: str) -> None:
        path = tmp_path / "models.toml"
        path.write_text(text)
        catalogue.configure(path)

    yield lay
    catalogue.configure(None)


def test_the_shipped_file_keeps_its_schema() -> None:
    registry.check(tomllib.loads(DATA), "models.toml", is_whole=True)


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


def test_a_price_is_corrected_without_code(corrected: Callable[[str], None]) -> None:
    corrected("""
        [[model]]
        id = "gemini-3.1-flash-image-preview"
        [model.surfaces.wisdom-gate]
        price_usd = { "1K" = "0.02", "2K" = "0.03" }
        price_read = 2026-12-01
        sizes = ["1K", "2K"]
    """)
    model = catalogue.model("gemini-3.1-flash-image-preview")
    assert model.price_usd("1K", "wisdom-gate") == Decimal("0.02")
    assert model.price_usd("1K") == Decimal("0.067")
    assert model.on("wisdom-gate").sizes == ("1K", "2K")
    assert model.on("wisdom-gate").price_read == date(2026, 12, 1)
    assert model.on("gemini").sizes == SIZES


def test_a_model_is_added_without_code(corrected: Callable[[str], None]) -> None:
    row = DATA[
        DATA.index('[[model]]\nid = "gemini-nano-banana-2.1"') : DATA.index('[[model]]\nid = "gemini-3-pro-image"')
    ]
    new = row.replace('id = "gemini-nano-banana-2.1"', 'id = "gemini-nano-banana-3"')
    corrected('default = { gemini = "gemini-nano-banana-3" }\n' + new)
    assert catalogue.default_model("gemini").id == "gemini-nano-banana-3"
    assert catalogue.default_model("vertex").id == "gemini-nano-banana-2.1"
    assert len(catalogue.models()) == 10


def test_a_life_is_corrected_without_code(corrected: Callable[[str], None]) -> None:
    corrected("""
        [[model]]
        id = "gemini-nano-banana-2.1"
        surfaces = { gemini = { retired_on = 2026-11-01, replaced_by = "gemini-3-pro-image" } }
        timeout_s = 90
    """)
    model = catalogue.model("gemini-nano-banana-2.1")
    assert model.is_retired("gemini", TODAY)
    assert not model.is_retired("vertex", TODAY)
    assert (catalogue.successor(model.id, "gemini"), model.timeout_s) == ("gemini-3-pro-image", 90)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("model = 3", "model: 3 is not of type 'array'"),
        ('[[model]]\nid = "x"\nsize = ["1K"]', "model x: Additional properties are not allowed"),
        ('[[model]]\nid = "gemini-3-pro-image"\nprice_usd = { "1K" = 0.1 }', "model gemini-3-pro-image, price_usd, 1K"),
        ('[[model]]\nid = "gemini-3-pro-image"\nsizes = ["8K"]', "sizes, 0: '8K' is not one of"),
        ('[[model]]\nid = "brand-new"\nlabel = "New"', "model brand-new: 'tier' is a required property"),
        ('[[model]]\nid = "gemini-3-pro-image"\nsizes = ["0.5K"]', "lacks a price at 0.5K"),
        ('[[model]]\nid = "gemini-2.5-flash-image"\nratios = "all"', "lacks 1:4 at 1K"),
        ('default = { gemini = "gemini-9" }', "named but not described: gemini-9"),
        ("default = {", "is not TOML"),
    ],
)
def test_a_bad_file_is_refused_in_words(corrected: Callable[[str], None], text: str, says: str) -> None:
    with pytest.raises(catalogue.BadCatalogue, match=re.escape(says)):
        corrected(text)
    assert len(catalogue.models()) == 9


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(catalogue.BadCatalogue, match=r"nowhere\.toml cannot be read"):
        catalogue.configure(tmp_path / "nowhere.toml")


def test_a_start_without_a_file_does_not_load_the_validator() -> None:
    code = "import sys; from editor.providers import catalogue; print('jsonschema' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_tokens_are_estimated_from_above() -> None:
    flash, pro = catalogue.model("gemini-nano-banana-2.1"), catalogue.model("gemini-3-pro-image")
    assert catalogue.tokens_of("a green bottle", 0, flash) == 4
    assert catalogue.tokens_of("緑色の瓶", 2, flash) == 4 + 2 * 1120
    assert catalogue.tokens_of("", 1, pro) == 560


def test_a_gateway_may_call_a_model_by_another_name(corrected: Callable[[str], None]) -> None:
    corrected("""
        [[model]]
        id = "gemini-nano-banana-2.1"
        surfaces = { wisdom-gate = { wire_id = "Nano_Banana-2.1" } }
    """)
    model = catalogue.model("gemini-nano-banana-2.1")
    assert (model.wire_id("wisdom-gate"), model.wire_id("gemini")) == ("Nano_Banana-2.1", model.id)
