"""The showcase on one sheet: every picture small, with its words and its time under it."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from editor.benchmark.cells import Cell

ACROSS: Final = 9
CELL_PX: Final = 300
CAPTION_PX: Final = 64
GAP_PX: Final = 12
GROUND: Final = "#1b1b1b"
INK: Final = "#e6e6e6"
MUTE: Final = "#a0a0a0"
BAD: Final = "#f08b84"
LINE_CHARACTERS: Final = 40


def write(folder: Path, found: Sequence[Cell]) -> Path:
    """<folder>/sheet.png, from the small pictures in the folder."""
    down = -(-len(found) // ACROSS)
    step_x, step_y = CELL_PX + GAP_PX, CELL_PX + CAPTION_PX + GAP_PX
    sheet = Image.new("RGB", (ACROSS * step_x + GAP_PX, down * step_y + GAP_PX), GROUND)
    for number, cell in enumerate(found):
        at = (GAP_PX + number % ACROSS * step_x, GAP_PX + number // ACROSS * step_y)
        _place(sheet, cell, folder, at)
    path = folder / "sheet.png"
    sheet.save(path, optimize=True)
    return path


def _place(sheet: Image.Image, cell: Cell, folder: Path, at: tuple[int, int]) -> None:
    x, y = at
    pen = ImageDraw.Draw(sheet)
    if cell.small:
        with Image.open(folder / f"{cell.name}.webp") as image:
            image.thumbnail((CELL_PX, CELL_PX))
            sheet.paste(image, (x + (CELL_PX - image.width) // 2, y + (CELL_PX - image.height) // 2))
    else:
        said = "\n".join(textwrap.wrap(f"Refused: {cell.refusal}", LINE_CHARACTERS)[:8])
        pen.multiline_text((x, y + CELL_PX // 3), said, BAD, _face(13))
    words = textwrap.wrap(cell.words, LINE_CHARACTERS)[:2]
    pen.multiline_text((x, y + CELL_PX + 4), "\n".join(words), INK, _face(13), spacing=3)
    pen.text((x, y + CELL_PX + 44), f"{cell.name}   {_time(cell)}", MUTE, _face(12))


def _time(cell: Cell) -> str:
    times = [f"{drawn.cpu_s:.2f} s" for drawn in (cell.small, cell.large) if drawn]
    return ", ".join(times)


def _face(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    for name in ("NotoSans-Regular.ttf", "DejaVuSans.ttf"):
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    return ImageFont.load_default(size)
