"""The showcase covers every family, and its cells are what the engine made of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from editor.benchmark import cells, engine, sheet
from editor.benchmark.cells import Cell, Drawn
from editor.benchmark.showcase import Chain, Step, chains

EVERY = chains()


def test_every_family_is_shown_in_enough_cells() -> None:
    assert sum(len(chain.steps) for chain in EVERY) >= 72
    families = {chain.family for chain in EVERY}
    assert families == {"product", "landscape", "portrait", "layout", "photograph", "refusal"}
    assert len({chain.name for chain in EVERY}) == len(EVERY)
    assert {chain.photograph for chain in EVERY} == {"", "coffee", "cat"}
    assert all(chain.photograph_bytes for chain in EVERY if chain.photograph)


def test_one_family_or_one_conversation_can_be_chosen_and_its_ratio_set() -> None:
    assert {chain.family for chain in chains("landscape")} == {"landscape"}
    (bottle,) = chains("bottle", "9:16")
    assert (bottle.name, bottle.ratio) == ("bottle", "9:16")
    assert chains("nobody") == ()


def test_a_conversation_goes_on_from_its_own_pictures_and_over_a_refusal(tmp_path: Path) -> None:
    steps = (Step("Matte black bottle on a grey seamless"), Step("sing a song"), Step("make the bottle red"))
    first, refused, red = cells.draw(Chain("product", "b", steps), tmp_path, is_full=False)
    assert (first.name, refused.name, red.name) == ("b-1", "b-2", "b-3")
    assert refused.small is None
    assert refused.refusal
    assert first.small is not None
    assert (first.small.width_px, first.small.height_px) == (1024, 1024)
    assert first.small.byte_count == (tmp_path / "b-1.png").stat().st_size
    before, after = (Image.open(tmp_path / f"b-{number}.png").getpixel((512, 700)) for number in (1, 3))
    assert isinstance(before, tuple)
    assert isinstance(after, tuple)
    assert after[0] - after[1] > before[0] - before[1] + 40


def test_a_mask_holds_an_edit_of_a_photograph_inside(tmp_path: Path) -> None:
    chain = Chain("photograph", "m", (Step("much darker", (0.0, 0.0, 0.4, 1.0)),), "3:2", "coffee")
    cells.draw(chain, tmp_path, is_full=False)
    plain = Chain("photograph", "p", (Step("much darker"),), "3:2", "coffee")
    cells.draw(plain, tmp_path, is_full=False)
    with Image.open(tmp_path / "m.png") as inside, Image.open(tmp_path / "p.png") as all_over:
        right = (inside.width - 40, inside.height // 2)
        masked, whole = inside.convert("L").getpixel(right), all_over.convert("L").getpixel(right)
    assert isinstance(masked, int)
    assert isinstance(whole, int)
    assert masked > whole + 8


def cell(name: str, small_s: float, large_s: float = 0.0, alike: float = 1.0, family: str = "product") -> Cell:
    large = Drawn(large_s, 4096, 4096, 9) if large_s else None
    return Cell(family, name, 0, name, "a bottle", small=Drawn(small_s, 1024, 1024, 9), large=large, alike=alike)


def test_cells_over_the_aims_are_named_and_so_are_the_slowest() -> None:
    found = [cell(f"c{number}", 0.2 * number, 2.0 * number) for number in range(1, 9)]
    notes = "\n".join(engine.summed_up(found, is_full=True).notes)
    assert "1K: aim at most 1.5 s of CPU for every cell: MISS. 1 over it. c8 1.60" in notes
    assert "4K: aim at most 12 s of CPU for every cell: MISS. 2 over it. c7 14.00, c8 16.00" in notes
    assert "Slowest at 1K: c8 1.60, c7 1.40, c6 1.20, c5 1.00, c4 0.80" in notes
    assert "similarity at least 0.95 for own scenes: hit." in notes


def test_where_nothing_was_drawn_no_aim_is_hit() -> None:
    refused = [Cell("product", "r", 0, "r", "a bottle", refusal="no")]
    notes = "\n".join(engine.summed_up(refused, is_full=True).notes)
    assert "1K: aim at most 1.5 s of CPU for every cell: nothing was drawn." in notes
    assert "hit" not in notes


def test_unlike_sizes_are_a_miss_for_scenes_and_not_for_photographs() -> None:
    found = [cell("scene", 1, 1, 0.9), cell("photo", 1, 1, 0.8, family="photograph")]
    assert "MISS. scene 0.900" in "\n".join(engine.summed_up(found, is_full=True).notes)


@pytest.mark.parametrize(("count", "rows"), [(1, 1), (9, 1), (10, 2)])
def test_the_sheet_holds_every_cell(count: int, rows: int, tmp_path: Path) -> None:
    refused = [Cell("layout", f"r{number}", 0, f"r{number}", "words", refusal="no") for number in range(count)]
    with Image.open(sheet.write(tmp_path, refused)) as made:
        assert made.height == rows * (sheet.CELL_PX + sheet.CAPTION_PX + sheet.GAP_PX) + sheet.GAP_PX
