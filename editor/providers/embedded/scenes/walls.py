"""What a wall behind the table is built of: brick, stone, cast concrete, plaster, boards, tiles or marble."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from editor.providers.embedded import colours
from editor.providers.embedded.arrays import Plane
from editor.providers.embedded.noise import Ground, smooth
from editor.providers.embedded.scenes.grounds import STUFF

PLAIN = ""  # painted, or the paper of the sweep

_FAR = 1.45  # how much smaller the wall is seen than the product
_BLUR = 0.020  # units that the lens draws together there
_CHANCES = np.random.default_rng(9).random((3, 509)).astype(np.float32)


def albedo(kind: str, colour: str, x: Plane, y: Plane) -> Plane:
    """Linear colour of a wall of KINDS, painted `colour` (hex), at picture places `x`, `y` (scene units)."""
    base = np.array(colours.linear(colour), np.float32)
    x, y = np.broadcast_arrays(x, y)
    pixel = abs(float(x[0, -1] - x[0, 0])) / max(1, x.shape[1] - 1)
    size = np.full((len(x), 1), np.hypot(pixel, _BLUR) * _FAR, np.float32)
    return KINDS[kind](Ground(np.asarray(x * np.float32(_FAR)), np.asarray(y * np.float32(_FAR)), size, size), base)


def _each(row: Plane, column: Plane) -> Plane:
    """Three chances 0..1 for every stone of a wall."""
    return _CHANCES[:, (row.astype(np.int64) * 37 + column.astype(np.int64) * 11) % 509]


def _joint(away: Plane, half: float, at: Ground) -> Plane:
    """How far a joint of `half` its width is filled, 0..1, `away` from its middle; never narrower than is seen."""
    soft = np.maximum(at.wide, np.float32(0.02))
    return smooth(1.0, -1.0, (away - np.float32(half)) / soft)


def _bond(at: Ground, base: Plane, size: tuple[float, float]) -> Plane:
    """A running bond of stones of a `size` across and up, no two of one colour, in raked mortar."""
    long, high = np.float32(size[0]), np.float32(size[1])
    row = np.floor(at.v / high)
    across = at.u / long + np.float32(0.5) * (row % 2)
    column = np.floor(across)
    part_u, part_v = across - column, at.v / high - row
    tone, burnt, _ = _each(row, column)
    rough = at.noise(2.2, 2.2, 301, 4, 0.6)
    away = np.minimum(np.minimum(part_u, 1 - part_u) * long, np.minimum(part_v, 1 - part_v) * high)
    mortar = _joint(away + np.float32(0.022) * rough, 0.046, at)
    # Light falls from above: the upper edge of a brick catches it, and the lower one throws a line of shade.
    lit = smooth(0.80, 0.96, part_v) - smooth(0.20, 0.06, part_v)
    shade = 1 + np.float32(0.34) * (tone - np.float32(0.5)) + np.float32(0.20) * rough + np.float32(0.10) * lit
    shade = shade - np.float32(0.34) * smooth(0.78, 1.0, burnt) + np.float32(0.10) * at.noise(9, 9, 307, 2)
    grey = base.mean()
    clay = base + (grey - base) * (np.float32(0.30) * smooth(0.6, 1.0, burnt))[..., None]
    clay = clay * np.maximum(shade, np.float32(0.15))[..., None]
    # Mortar is a grey that takes a little of the stone's colour; between white bricks it is painted with them.
    level = np.float32(0.16) + np.float32(0.4) * grey
    paste = level * (np.float32(0.68) + np.float32(0.32) * base / max(float(grey), 0.02))
    if colours.LUMINANCE @ base > 0.5:
        paste = base * np.float32(0.80)
    paste = paste * (1 + np.float32(0.22) * rough)[..., None]
    return np.asarray(clay + (paste - clay) * mortar[..., None], np.float32)


def _concrete(at: Ground, base: Plane) -> Plane:
    """Cast panels with the joints of the formwork and the holes of its ties."""
    stone = np.float32(0.55) * STUFF["concrete"].pattern(at, base) + np.float32(0.45) * base
    wide, high = np.float32(5.2), np.float32(3.4)
    row, column = np.floor((at.v + 1) / high), np.floor((at.u + np.float32(2.6)) / wide)
    u, v = (at.u + np.float32(2.6)) / wide - column, (at.v + 1) / high - row
    tone = 1 + np.float32(0.10) * (_each(row, column)[0] - np.float32(0.5))
    seam = _joint(np.minimum(np.minimum(u, 1 - u) * wide, np.minimum(v, 1 - v) * high), 0.016, at)
    hole_u = np.abs(np.abs(u - np.float32(0.5)) - np.float32(0.36)) * wide
    hole_v = np.abs(np.abs(v - np.float32(0.5)) - np.float32(0.34)) * high
    hole = _joint(np.hypot(hole_u, hole_v), 0.062, at)
    rim = _joint(np.abs(np.hypot(hole_u, hole_v) - np.float32(0.095)), 0.03, at)
    dark = 1 - np.float32(0.42) * seam - np.float32(0.45) * hole - np.float32(0.07) * rim
    return np.asarray(stone * (tone * dark)[..., None])


def _plaster(at: Ground, base: Plane) -> Plane:
    """Lime laid on by hand: clouds, the arcs of the float, and a fine tooth."""
    bent = at.moved(at.noise(0.4, 0.4, 321, 2) * np.float32(1.2), at.noise(0.4, 0.4, 325, 2) * np.float32(1.2))
    tone = 1 + np.float32(0.13) * at.noise(0.28, 0.28, 331, 4, 0.6)
    for turn, seed in ((0.5, 341), (1.9, 345), (2.7, 349)):
        tone = tone + np.float32(0.075) * bent.turned(turn).noise(0.7, 4.2, seed, 3, 0.6)
    tone = tone + np.float32(0.05) * at.noise(14, 14, 355, 2, 0.8)
    return np.asarray(base * np.maximum(tone, np.float32(0.2))[..., None])


def _boards(at: Ground, base: Plane) -> Plane:
    """Boards from floor to ceiling: the planks of a table, stood up."""
    return STUFF["wood"].pattern(Ground(at.v, at.u, at.deep, at.wide), base)


def _tiles(at: Ground, base: Plane) -> Plane:
    """Glazed tiles, each a little uneven, in grey grout."""
    side = np.float32(1.3)
    row, column = np.floor(at.v / side), np.floor(at.u / side)
    u, v = at.u / side - column, at.v / side - row
    tone, lean_u, lean_v = _each(row, column)
    grout = _joint(np.minimum(np.minimum(u, 1 - u), np.minimum(v, 1 - v)) * side, 0.035, at)
    glaze = (u - np.float32(0.5)) * (lean_u - np.float32(0.5)) + (v - np.float32(0.5)) * (lean_v + np.float32(0.1))
    tone = 1 + np.float32(0.07) * (tone - np.float32(0.5)) + np.float32(0.16) * glaze
    tone = tone + np.float32(0.02) * at.noise(1.1, 1.1, 361, 2)
    tile = base * tone[..., None]
    return np.asarray(tile + (np.float32(0.52) * base + np.float32(0.10) - tile) * grout[..., None])


KINDS: dict[str, Callable[[Ground, Plane], Plane]] = {
    "brick": lambda at, base: _bond(at, base, (1.95, 0.64)), "stone": lambda at, base: _bond(at, base, (3.3, 1.36)),
    "concrete": _concrete, "plaster": _plaster, "wood": _boards, "tile": _tiles,
    "marble": lambda at, base: STUFF["marble"].pattern(at, base),
}  # fmt: skip
