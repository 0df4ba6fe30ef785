"""The operator's file corrects and extends the shipped registry, part by part, without code."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from importlib import resources
from pathlib import Path

import pytest

from editor.providers import catalogue
from editor.providers.messages import SIZES
from editor.providers.surfaces import SURFACES

DOCUMENTATION = Path(__file__).parents[2] / "docs" / "models.md"
TODAY = date(2026, 11, 25)
DATA = resources.files("editor.providers").joinpath("models.toml").read_text("utf-8")
PREVIEW, BANANA, PRO = "gemini-3.1-flash-image-preview", "gemini-nano-banana-2.1", "gemini-3-pro-image"

Lay = Callable[[str], None]


@pytest.fixture
def corrected(tmp_path: Path) -> Iterator[Lay]:
    """Lays a file over the registry; the shipped one is back afterwards."""

    def lay(text: str) -> None:
        path = tmp_path / "models.toml"
        path.write_text(text)
        catalogue.configure(path)

    yield lay
    catalogue.configure(None)


def table_of(model: str) -> str:
    """The model's table as the shipped file writes it."""
    start = DATA.index(f'[[model]]\nid = "{model}"\n')
    end = DATA.find("[[model]]", start + 1)
    return DATA[start : end if end > 0 else None]


def test_a_gateway_has_its_own_price_sizes_and_date(corrected: Lay) -> None:
    corrected(f"""
        [[model]]
        id = "{PREVIEW}"
        [model.surfaces.wisdom-gate]
        price_usd = {{ "1K" = "0.02", "2K" = "0.03" }}
        price_read = 2026-12-01
        price_source = "invoice"
        sizes = ["1K", "2K"]
    """)
    model = catalogue.model(PREVIEW)
    gate = model.on("wisdom-gate")
    assert (model.price_usd("1K", "wisdom-gate"), model.price_usd("1K")) == (Decimal("0.02"), Decimal("0.067"))
    assert (gate.sizes, gate.price_read, gate.price_source) == (("1K", "2K"), date(2026, 12, 1), "invoice")
    assert (model.on("gemini").sizes, model.on("gemini").price_read) == (SIZES, date(2026, 11, 23))


def test_a_view_of_one_surface_still_knows_the_list_price_and_the_others(corrected: Lay) -> None:
    corrected(f"""
        [[model]]
        id = "{PREVIEW}"
        [model.surfaces.wisdom-gate]
        price_usd = {{ "1K" = "0.02" }}
        price_read = 2026-12-01
        price_source = "invoice"
        references = 4
    """)
    gate = catalogue.for_surface("wisdom-gate")[0]
    assert (gate.id, gate.references, gate.price_usd("1K", "wisdom-gate")) == (PREVIEW, 4, Decimal("0.02"))
    assert gate.price_usd("1K") == Decimal("0.067")
    assert gate.on("gemini").references == gate.on("vertex").references == 14
    assert gate.on("wisdom-gate").on("wisdom-gate").references == 4


def test_a_price_stated_for_one_size_says_nothing_of_the_others(corrected: Lay) -> None:
    corrected(f"""
        [[model]]
        id = "{PREVIEW}"
        [model.surfaces.wisdom-gate]
        price_usd = {{ "1K" = "0.02" }}
        price_read = 2026-12-01
        price_source = "invoice"
    """)
    model = catalogue.model(PREVIEW)
    assert model.price_usd("2K", "wisdom-gate") is None
    assert model.price_usd("1K", "wisdom-gate") == Decimal("0.02")


@pytest.mark.parametrize(
    ("more", "image_usd"),
    [
        ("", None),
        ('token_usd = { input = "0.1", text = "1", image = "18" }', Decimal(18)),
    ],
)
def test_a_seller_with_a_price_per_picture_does_not_bill_the_makers_tokens(
    corrected: Lay, more: str, image_usd: Decimal | None
) -> None:
    corrected(f"""
        [[model]]
        id = "{PREVIEW}"
        [model.surfaces.wisdom-gate]
        price_usd = {{ "1K" = "0.02" }}
        price_read = 2026-12-01
        price_source = "invoice"
        {more}
    """)
    rates = catalogue.model(PREVIEW).on("wisdom-gate").token_prices
    assert (rates.image_usd if rates else None) == image_usd
    list_rates = catalogue.model(PREVIEW).token_prices
    assert list_rates is not None
    assert list_rates.image_usd == 60


def test_a_surface_may_make_more_than_the_maker(corrected: Lay) -> None:
    corrected("""
        [pixels.gate]
        "1:1" = { "1K" = [1024, 1024], "2K" = [2048, 2048] }
        [[model]]
        id = "gemini-2.5-flash-image"
        [model.surfaces.wisdom-gate]
        pixels = "gate"
        ratios = ["1:1"]
        sizes = ["2K", "1K"]
        price_usd = { "2K" = "0.05" }
        price_read = 2026-12-01
        price_source = "invoice"
        output_tokens = { "2K" = 1680 }
        thinking = ["high"]
        thinking_default = "high"
        timeout_s = 120.5
        supports_size = true
    """)
    gate = catalogue.model("gemini-2.5-flash-image").on("wisdom-gate")
    assert (gate.sizes, gate.ratios, gate.pixels("1:1", "2K")) == (("1K", "2K"), ("1:1",), (2048, 2048))
    assert (gate.thinking, gate.timeout_s, gate.supports_size) == (("high",), 120.5, True)
    assert catalogue.model("gemini-2.5-flash-image").sizes == ("1K",)


def test_a_model_is_added_without_code(corrected: Lay) -> None:
    new = table_of(BANANA).replace(f'id = "{BANANA}"', 'id = "gemini-nano-banana-3"')
    corrected('default = { gemini = "gemini-nano-banana-3" }\n' + new)
    assert catalogue.default_model("gemini").id == "gemini-nano-banana-3"
    assert catalogue.default_model("vertex").id == BANANA
    assert list(catalogue.MODELS) == [*(row["id"] for row in tomllib.loads(DATA)["model"]), "gemini-nano-banana-3"]
    assert catalogue.MODELS["gemini-nano-banana-3"] is catalogue.model("gemini-nano-banana-3")


def test_a_life_is_corrected_without_code(corrected: Lay) -> None:
    corrected(f"""
        [[model]]
        id = "{BANANA}"
        timeout_s = 90
        [model.surfaces.gemini]
        deprecated_on = 2026-09-01
        retired_on = "2026-11-01" # in quotes, as people write it too
        replaced_by = "{PRO}"
    """)
    model = catalogue.model(BANANA)
    assert (model.deprecated_on("gemini"), model.retired_on("gemini")) == (date(2026, 9, 1), date(2026, 11, 1))
    assert model.is_retired("gemini", TODAY)
    assert not model.is_retired("vertex", TODAY)
    assert (catalogue.successor(model.id, "gemini"), model.timeout_s) == (PRO, 90)


def test_fallbacks_are_corrected_without_code(corrected: Lay) -> None:
    assert catalogue.surface_fallback("wisdom-gate") == ("gemini", "vertex")
    corrected(f"""
        [surface_fallback]
        wisdom-gate = []
        [[model]]
        id = "{BANANA}"
        final_fallback = []
        fallback = ["{PRO}"]
    """)
    assert (catalogue.surface_fallback("wisdom-gate"), catalogue.surface_fallback("gemini")) == ((), ("vertex",))
    assert (catalogue.model(BANANA).fallback, catalogue.model(BANANA).final_fallback) == ((PRO,), ())


def test_a_gateway_may_call_a_model_by_another_name(corrected: Lay) -> None:
    corrected(f'[[model]]\nid = "{BANANA}"\nsurfaces = {{ wisdom-gate = {{ wire_id = "Nano_Banana-2.1" }} }}')
    model = catalogue.model(BANANA)
    assert (model.wire_id("wisdom-gate"), model.wire_id("gemini")) == ("Nano_Banana-2.1", BANANA)


def test_an_empty_file_changes_nothing(corrected: Lay) -> None:
    before = {name: catalogue.default_model(name).id for name in SURFACES}
    corrected("")
    assert {name: catalogue.default_model(name).id for name in SURFACES} == before
    assert len(catalogue.models()) == len(tomllib.loads(DATA)["model"])


def test_every_example_of_the_documentation_is_a_file_that_loads(corrected: Lay) -> None:
    examples = re.findall(r"```toml\n(.*?)```", DOCUMENTATION.read_text("utf-8"), re.DOTALL)
    assert len(examples) == 3
    for text in examples:
        corrected(text)


@pytest.mark.parametrize("name", ["nowhere.toml", "."])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(catalogue.BadCatalogue, match="cannot be read"):
        catalogue.configure(tmp_path / name)


def test_bytes_that_are_no_text_are_no_file(tmp_path: Path) -> None:
    (tmp_path / "models.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(catalogue.BadCatalogue, match="is not TOML"):
        catalogue.configure(tmp_path / "models.toml")
