"""Seamless-looking patterns, drawn as shapes at the picture's own pixels."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import skia

from editor.providers.embedded import colours, steps
from editor.providers.embedded.arrays import Picture
from editor.providers.embedded.colours import mixed
from editor.providers.embedded.lettering import Box
from editor.providers.embedded.recipe import Recipe, Value
from editor.providers.embedded.scenes.layout import palettes, plate
from editor.providers.embedded.scenes.layout.palettes import Palette
from editor.providers.embedded.scenes.layout.sheet import Sheet, disc, new, rounded
from editor.providers.embedded.scenes.layout.tiles import chosen, strewn

_BLUNT = 0.16  # how far from its corners a chip of stone is rounded, in parts of its flanks


@dataclass(frozen=True, slots=True)
class Cloth:
    """What a pattern is printed on: the sheet, its colours in order, the repeat in units, the seed.

    `amount` is how many shapes there are, 1 for the usual number, and `only` the one shape of a motif that mixes them.
    """

    sheet: Sheet
    look: Palette
    repeat: float
    seed: int
    amount: float = 1.0
    only: str = ""

    def colour(self, number: int) -> str:
        """A printing colour."""
        return self.look.accent(number)

    def lattice(self, across: float, down: float, offset: float = 0.0) -> list[tuple[float, float, int, int]]:
        """Places that cover the frame from its middle: x, y, column, row; odd rows moved by `offset` of a column."""
        frame = self.sheet.frame
        columns, rows = math.ceil(frame.width / across / 2) + 1, math.ceil(frame.height / down / 2) + 1
        return [
            (
                frame.width / 2 + (column + offset * (row % 2)) * across,
                frame.height / 2 + row * down,
                column,
                row,
            )
            for row in range(-rows, rows + 1)
            for column in range(-columns, columns + 1)
        ]


def render(recipe: Recipe, width: int, height: int) -> Picture:
    """The picture of a pattern recipe, RGB."""
    fields = recipe.fields
    look = coloured(fields, recipe.seed)
    sheet = new(width, height, look.ground)
    printed(sheet, fields, look, recipe.seed)
    steps.done(0.8)
    if fields["text.words"] or fields["text.sub"]:
        plate.lay(sheet, fields, look)
    steps.done(1.0)
    return sheet.picture()


def printed(sheet: Sheet, fields: Mapping[str, Value], look: Palette, seed: int) -> None:
    """Print the pattern of these fields all over a sheet."""
    repeat = 118 * float(fields["pattern.scale"]) * math.sqrt(sheet.frame.width * sheet.frame.height) / 1000
    _KINDS.get(str(fields["pattern.kind"]), dots)(
        Cloth(sheet, look, repeat, seed, float(fields["pattern.amount"]), str(fields["pattern.only"]))
    )


def coloured(fields: Mapping[str, Value], seed: int) -> Palette:
    """The palette, with the colours that were named as its printing colours."""
    look = palettes.palette(fields, seed)
    level = float(fields["light.level"])
    asked = [str(fields[f"pattern.{number}"]) for number in range(1, 5)]
    asked = [palettes.lit(each, level) for each in asked if each]
    if len(asked) > 1 and not fields["background.colour"]:  # "in navy and cream": the lightest is the ground
        asked.sort(key=lambda each: -sum(colours.rgb(each)))
        ground = asked.pop(0)
        return Palette(ground, palettes.ink(ground), tuple(asked))
    return Palette(look.ground, look.ink, tuple(asked)) if asked else look


def dots(cloth: Cloth) -> None:
    """Round dots in staggered rows, every third in another colour."""
    step = cloth.repeat * 0.82
    apart = step / math.sqrt(cloth.amount)
    for x, y, column, row in cloth.lattice(apart, apart * 0.866, 0.5):
        cloth.sheet.fill(disc(x, y, step * 0.235), cloth.colour((column * 2 + row * 3) % 7 // 3))


def stripes(cloth: Cloth) -> None:
    """Awning stripes of uneven widths on the slant."""
    frame, sheet = cloth.sheet.frame, cloth.sheet
    reach = math.hypot(frame.width, frame.height)
    sheet.canvas.save()
    sheet.canvas.translate(frame.width / 2, frame.height / 2)
    sheet.canvas.rotate(-45)
    step = cloth.repeat * 1.5
    bars = ((0.0, 0.34, 0), (0.5, 0.12, 1), (0.74, 0.06, 2))
    for number in range(-math.ceil(reach / step / 2) - 1, math.ceil(reach / step / 2) + 1):
        for at, wide, colour in bars:
            bar = Box((number + at) * step, -reach, wide * step, 2 * reach)
            sheet.fill(rounded(bar, 0), cloth.colour(colour))
    sheet.canvas.restore()


def waves(cloth: Cloth) -> None:
    """Rows of an even wave, three colours in turn."""
    frame = cloth.sheet.frame
    down, long = cloth.repeat * 0.56, cloth.repeat * 1.5
    rows = math.ceil(frame.height / down / 2) + 2
    for row in range(-rows, rows + 1):
        y = frame.height / 2 + row * down
        wave = skia.Path()
        x = frame.width / 2 - math.ceil(frame.width / long / 2 + 1) * long
        wave.moveTo(x, y)
        while x < frame.width + long:
            wave.cubicTo(x + long * 0.18, y - down * 0.72, x + long * 0.32, y - down * 0.72, x + long * 0.5, y)
            wave.cubicTo(x + long * 0.68, y + down * 0.72, x + long * 0.82, y + down * 0.72, x + long, y)
            x += long
        cloth.sheet.line(wave, down * 0.3, cloth.colour(row % 3))


def grid(cloth: Cloth) -> None:
    """A windowpane check: fine double lines and a small square where they cross."""
    step = cloth.repeat
    frame, sheet = cloth.sheet.frame, cloth.sheet
    columns, rows = math.ceil(frame.width / step / 2) + 1, math.ceil(frame.height / step / 2) + 1
    for number in range(-max(columns, rows), max(columns, rows) + 1):
        for gap, wide, colour in ((-0.055, 0.028, 0), (0.055, 0.028, 0), (0.5, 0.014, 1)):
            x, y = frame.width / 2 + (number + gap) * step, frame.height / 2 + (number + gap) * step
            sheet.fill(rounded(Box(x - wide * step / 2, 0, wide * step, frame.height), 0), cloth.colour(colour))
            sheet.fill(rounded(Box(0, y - wide * step / 2, frame.width, wide * step), 0), cloth.colour(colour))
    for x, y, _, _ in cloth.lattice(step, step):
        sheet.fill(rounded(Box(x - step * 0.1, y - step * 0.1, step * 0.2, step * 0.2), step * 0.02), cloth.colour(2))


def terrazzo(cloth: Cloth) -> None:
    """Chips of stone of all sizes, none on another."""
    cell = cloth.repeat * 0.6
    placed: dict[tuple[int, int], list[tuple[float, float, float]]] = {}
    for size in (0.5, 0.27, 0.14):
        step = cell * (0.34 + 0.9 * size)
        for x, y, column, row in cloth.lattice(step, step, 0.5):
            dice = np.random.default_rng((cloth.seed, column + 5000, row + 5000, round(size * 100)))
            x, y = (at + float(dice.uniform(-0.3, 0.3)) * step for at in (x, y))
            radius = size * cell * float(dice.uniform(0.7, 1.05))
            near = [other for i in (-1, 0, 1) for j in (-1, 0, 1)
                    for other in placed.get((int(x // cell) + i, int(y // cell) + j), ())]  # fmt: skip
            if any(math.hypot(x - a, y - b) < (radius + other) * 1.08 for a, b, other in near):
                continue
            placed.setdefault((int(x // cell), int(y // cell)), []).append((x, y, radius))
            cloth.sheet.fill(_chip(dice, x, y, radius), cloth.colour(int(dice.integers(0, 4))))


def chevron(cloth: Cloth) -> None:
    """Zigzag bands."""
    frame = cloth.sheet.frame
    half, down = cloth.repeat * 0.5, cloth.repeat * 0.52
    rows = math.ceil(frame.height / down / 2) + 2
    turns = math.ceil(frame.width / half / 2) + 1
    for row in range(-rows, rows + 1):
        if row % 4 == 3:
            continue
        y = frame.height / 2 + row * down
        top = [(frame.width / 2 + k * half, y + (k % 2) * half * 0.72) for k in range(-turns, turns + 1)]
        band = skia.Path()
        band.moveTo(*top[0])
        for point in top[1:]:
            band.lineTo(*point)
        for x, low in reversed(top):
            band.lineTo(x, low + down * 0.62)
        band.close()
        cloth.sheet.fill(band, cloth.colour(row % 4))


def scallop(cloth: Cloth) -> None:
    """Fish scales with a rim and a heart of their own."""
    step = cloth.repeat * 0.9
    for x, y, column, row in cloth.lattice(step, step * 0.5, 0.5):
        tone = cloth.colour((row + column) % 3 if len(cloth.look.accents) > 2 else row)
        sheet = cloth.sheet
        sheet.fill(disc(x, y, step * 0.5), cloth.look.ground)
        sheet.fill(disc(x, y, step * 0.462), tone)
        sheet.fill(disc(x, y, step * 0.33), mixed(tone, cloth.look.ground, 0.3))
        sheet.fill(disc(x, y, step * 0.18), mixed(tone, cloth.look.ground, 0.75))


def checks(cloth: Cloth) -> None:
    """Gingham: two widths of tint that deepen where they cross."""
    step = cloth.repeat * 0.8
    frame, sheet = cloth.sheet.frame, cloth.sheet
    count = math.ceil(max(frame.width, frame.height) / step / 2) + 1
    for number in range(-count, count + 1):
        x, y = frame.width / 2 + number * step, frame.height / 2 + number * step
        sheet.fill(rounded(Box(x - step / 4, 0, step / 2, frame.height), 0), cloth.colour(0), 0.46)
        sheet.fill(rounded(Box(0, y - step / 4, frame.width, step / 2), 0), cloth.colour(0), 0.46)


def leaves(cloth: Cloth) -> None:
    """Sprigs that turn this way and that, with berries between them."""
    step = cloth.repeat * 1.12
    apart = step / math.sqrt(cloth.amount)
    for x, y, column, row in cloth.lattice(apart, apart * 0.9, 0.5):
        kind = (column * 3 + row * 5) % 4
        canvas = cloth.sheet.canvas
        canvas.save()
        canvas.translate(x, y)
        canvas.rotate((20.0, 158.0, -64.0, 98.0)[kind])
        canvas.scale(step / 100, step / 100)
        _sprig(cloth, cloth.colour(kind % 3), mixed(cloth.colour(kind % 3), cloth.look.ink, 0.3))
        canvas.restore()
        cloth.sheet.fill(disc(x + apart * 0.5, y + step * 0.04, step * 0.05), cloth.colour(kind + 1))


def geometric(cloth: Cloth) -> None:
    """A mosaic of tiles, each with a triangle, a disc, a half or a quarter of one, or a pair of petals."""
    step = cloth.repeat * 1.05 / math.sqrt(max(1.0, cloth.amount))
    count, tiles = len(cloth.look.accents), chosen(cloth.only)
    for x, y, column, row in cloth.lattice(step, step):
        dice = np.random.default_rng((cloth.seed, column + 5000, row + 5000))
        kind, turn, tone = int(dice.integers(0, 60)), int(dice.integers(0, 4)), int(dice.integers(0, 60))
        if dice.random() >= cloth.amount:
            continue
        canvas = cloth.sheet.canvas
        canvas.save()
        canvas.translate(x, y)
        canvas.rotate(90.0 * turn)
        canvas.scale(step / 2, step / 2)
        if count > 1 and tone % 3 == 0:  # a tile of another ground
            cloth.sheet.fill(rounded(Box(-1.005, -1.005, 2.01, 2.01), 0), cloth.colour(tone // 3 + 1))
        cloth.sheet.fill(tiles[kind % len(tiles)](), cloth.colour(tone // 3))
        canvas.restore()


def memphis(cloth: Cloth) -> None:
    """Triangles, discs, rings and squiggles strewn over the ground, none on another."""
    step = cloth.repeat * 0.92 / math.sqrt(cloth.amount)
    shapes = strewn(cloth.only)
    for x, y, column, row in cloth.lattice(step, step * 0.9, 0.5):
        dice = np.random.default_rng((cloth.seed, column + 5000, row + 5000))
        kind = (column * 2 + row * 3 + int(dice.integers(0, 2))) % len(shapes)
        tone = cloth.colour((column + row * 2) % max(1, len(cloth.look.accents)))
        size = cloth.repeat * float(dice.uniform(0.2, 0.27))
        canvas = cloth.sheet.canvas
        canvas.save()
        canvas.translate(x + float(dice.uniform(-0.1, 0.1)) * step, y + float(dice.uniform(-0.1, 0.1)) * step)
        canvas.rotate(float(dice.uniform(0, 360)))
        canvas.scale(size, size)
        shape, stroke = shapes[kind]
        if stroke:
            cloth.sheet.line(shape(), stroke, tone)
        else:
            cloth.sheet.fill(shape(), tone)
        canvas.restore()


_KINDS: dict[str, Callable[[Cloth], None]] = {
    "dots": dots, "stripes": stripes, "waves": waves, "grid": grid, "terrazzo": terrazzo,
    "chevron": chevron, "scallop": scallop, "checks": checks, "leaves": leaves, "geometric": geometric,
    "memphis": memphis,
}  # fmt: skip
KINDS = tuple(_KINDS)


def _chip(dice: np.random.Generator, x: float, y: float, radius: float) -> skia.Path:
    """A stone with straight flanks and blunt corners inside a circle."""
    corners = int(dice.integers(4, 7))
    turn, flat = float(dice.uniform(0, 2 * math.pi)), float(dice.uniform(0.6, 0.95))
    points = []
    for corner in range(corners):
        angle = 2 * math.pi * (corner + float(dice.uniform(-0.28, 0.28))) / corners
        reach = radius * float(dice.uniform(0.74, 1.0))
        a, b = reach * math.cos(angle), reach * math.sin(angle) * flat
        points.append((x + a * math.cos(turn) - b * math.sin(turn), y + a * math.sin(turn) + b * math.cos(turn)))
    out = skia.Path()
    for number, (px, py) in enumerate(points):
        (bx, by), (nx, ny) = points[number - 1], points[(number + 1) % corners]
        start, end = (
            (px + (bx - px) * _BLUNT, py + (by - py) * _BLUNT),
            (px + (nx - px) * _BLUNT, py + (ny - py) * _BLUNT),
        )
        (out.lineTo if number else out.moveTo)(*start)
        out.quadTo(px, py, *end)
    out.close()
    return out


def _sprig(cloth: Cloth, colour: str, stem: str) -> None:
    line = skia.Path()
    line.moveTo(0, 40)
    line.quadTo(6, 4, 0, -30)
    cloth.sheet.line(line, 2.0, stem)
    for y, side, long in ((24, 1, 26), (10, -1, 27), (-4, 1, 24), (-16, -1, 20), (-29, 0, 20)):
        cloth.sheet.canvas.save()
        cloth.sheet.canvas.translate(3 - abs(y) * 0.06, y)
        cloth.sheet.canvas.rotate(side * 52)
        leaf = skia.Path()
        leaf.moveTo(0, 0)
        leaf.cubicTo(-long * 0.4, -long * 0.34, -long * 0.3, -long * 0.8, 0, -long)
        leaf.cubicTo(long * 0.3, -long * 0.8, long * 0.4, -long * 0.34, 0, 0)
        cloth.sheet.fill(leaf, colour)
        cloth.sheet.canvas.restore()
