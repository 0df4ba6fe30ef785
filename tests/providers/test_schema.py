"""The registry's schema agrees with the code, and a file that breaks it is refused in words."""

from __future__ import annotations

import json
import tomllib
from importlib import resources
from pathlib import Path

import jsonschema
import pytest

from editor.providers import catalogue, schema
from editor.providers.image_model import RATIO_SETS
from editor.providers.messages import SIZES
from editor.providers.surfaces import SURFACES

DATA = resources.files("editor.providers").joinpath("models.toml").read_text("utf-8")
SCHEMA = json.loads(resources.files("editor.providers").joinpath("models.schema.json").read_text("utf-8"))
PREVIEW, BANANA, PRO = "gemini-3.1-flash-image-preview", "gemini-nano-banana-2.1", "gemini-3-pro-image"
ROW = f'[[model]]\nid = "{PRO}"\n'
GATE = f'[[model]]\nid = "{PREVIEW}"\n[model.surfaces.wisdom-gate]\n'


def refusal_of(text: str, folder: Path) -> str:
    """What is said of a file with this text. A refused file changes nothing, so there is nothing to put back."""
    path = folder / "models.toml"
    path.write_text(text)
    with pytest.raises(catalogue.BadCatalogue) as caught:
        catalogue.configure(path)
    return str(caught.value)


def test_the_shipped_file_keeps_its_schema() -> None:
    schema.check(tomllib.loads(DATA), "models.toml", is_whole=True)


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_the_schema_names_what_the_code_knows() -> None:
    defined = SCHEMA["$defs"]
    assert defined["surface"]["enum"] == list(SURFACES)
    assert defined["size"]["enum"] == list(SIZES)
    assert defined["ratios"]["anyOf"][0]["enum"] == list(RATIO_SETS)


def test_whatever_differs_per_surface_is_a_field_of_the_model() -> None:
    model, service = (set(SCHEMA["$defs"][name]["properties"]) for name in ("model", "service"))
    assert service - model == {"deprecated_on", "retired_on", "kept_until", "replaced_by", "wire_id"}
    assert model - service == {"id", "fallback", "final_fallback", "surfaces"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("default = {", "is not TOML"),
        ("model = 3", "model: 3 does not fit; allowed is tables, each headed [[model]]."),
        ("model = [3]", "model number 1: 3 does not fit; allowed is a table."),
        ("[[model]]\nlabel = 'No id'", "model number 1: lacks id."),
        ("[models]", "the file: models is not known; allowed are default, model, pixels, surface_fallback."),
        ('[[model]]\nid = "x"\nsize = ["1K"]', "model x: size is not known; allowed are fallback, final_fallback, id,"),
        (f'{ROW}sizes = ["8K"]', f"model {PRO}, sizes, 0: '8K' is not one of 0.5K, 1K, 2K, 4K."),
        (f'{ROW}ratios = "few"', 'ratios: \'few\' does not fit; allowed is "common", "all", or a list'),
        (f'{ROW}references = "14"', "references: '14' does not fit; allowed is a whole number, 0 or more."),
        (f"{ROW}timeout_s = 0", "timeout_s: 0 does not fit; allowed is seconds, more than 0 and up to"),
        (f'{ROW}signatures = "no"', "signatures: 'no' does not fit; allowed is true or false."),
        (
            f'{GATE}price_usd = {{ "1K" = 0.02 }}',
            f"model {PREVIEW}, surfaces, wisdom-gate, price_usd, 1K: 0.02 does not fit",
        ),
        (f'{GATE}price_usd = {{ "1K" = "0.02" }}', "price_usd stated here needs price_read, price_source beside it."),
        (
            f'{GATE}retired_on = "2026-02-30"',
            "retired_on: '2026-02-30' does not fit; allowed is a day, such as 2026-12-01.",
        ),
        (f"{GATE}retired_on = 2026-02-03T04:05:06", "retired_on: '2026-02-03T04:05:06' does not fit"),
        (f"{GATE}retired_on = 2026-02-01\ndeprecated_on = 2026-03-01", "deprecated_on is later than retired_on."),
        (f'{GATE}replaced_by = "{BANANA}"', f"replaced_by: {BANANA} is not another model of this surface."),
        (f'{GATE}thinking_default = "medium"', "thinking_default is medium; allowed here are minimal, high."),
        (f"{ROW}surfaces = {{ wisdomgate = {{}} }}", "'wisdomgate' is not one of wisdom-gate, gemini,"),
        ('[[model]]\nid = "brand-new"\nlabel = "New"', "model brand-new: lacks input_token_limit, output_token_limit,"),
        (f'{ROW}sizes = ["0.5K"]', f"model {PRO}: lacks a price at 0.5K, output tokens at 0.5K."),
        ('[[model]]\nid = "gemini-2.5-flash-image"\nratios = "all"', "model gemini-2.5-flash-image: lacks 1:4 at 1K,"),
        (f'{ROW}pixels = "old"', f"model {PRO}: pixels: there is no table old; allowed are gemini-3,"),
        (f'{ROW}fallback = ["gemini-9"]', f"model {PRO}, fallback: gemini-9 is not described."),
        (f'{ROW}fallback = ["{PRO}"]', f"model {PRO}, fallback: {PRO} is the model itself."),
        ('default = { gemini = "gemini-9" }', "default, gemini: gemini-9 is not a model of this surface."),
        (
            f'default = {{ wisdom-gate = "{BANANA}" }}',
            f"default, wisdom-gate: {BANANA} is not a model of this surface.",
        ),
        ('[surface_fallback]\ngemini = ["gemini"]', "surface_fallback, gemini: names itself."),
        (ROW * 2, f"model {PRO} is there 2 times."),
    ],
)
def test_a_bad_file_is_refused_in_words(tmp_path: Path, text: str, says: str) -> None:
    before = dict(catalogue.MODELS)
    complaint = refusal_of(text, tmp_path)
    assert says in complaint
    assert complaint.startswith(str(tmp_path / "models.toml"))
    assert dict(catalogue.MODELS) == before


def test_many_faults_are_counted_and_five_are_told(tmp_path: Path) -> None:
    text = "\n".join(f'[[model]]\nid = "{PRO}-{number}"\nsizes = ["8K"]' for number in range(9))
    complaint = refusal_of(text, tmp_path)
    assert complaint.count("is not one of") == schema.SENTENCES_MAX
    assert complaint.endswith(" And 4 more.")
