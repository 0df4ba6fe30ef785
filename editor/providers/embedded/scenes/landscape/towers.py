"""The towers of a skyline: where they stand, how they are shaped, and the light in their windows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from editor.providers.embedded.scenes.landscape import air
from editor.providers.embedded.scenes.landscape.tints import filtering, tinted

if TYPE_CHECKING:
    from editor.providers.embedded.arrays import Plane
    from editor.providers.embedded.scenes.landscape.view import Frame, View

_LAYERS = 5
# Magenta, cyan, violet, hot pink and a green, linear.
_NEON = np.array(
    [(1.0, 0.06, 0.55), (0.04, 0.75, 1.0), (0.42, 0.10, 1.0), (1.0, 0.20, 0.28), (0.10, 0.9, 0.45)], np.float32
)
_NEON_HAZE = np.array([2.6, 2.2, 8.5], np.float32) * np.float32(0.75)  # over the warm light that lamps shed else


@dataclass(frozen=True, slots=True)
class Tower:
    """One block of a tower in unit space; `corner` (0..1 across) is where its two walls meet.

    `cell` is the width and height of a window with its share of wall, `tone` how bright its walls are.
    """

    left: float
    right: float
    top: float
    foot: float
    corner: float
    cell: tuple[float, float]
    tone: float
    seed: int
    windows: bool = True

    @property
    def size(self) -> tuple[float, float]:
        """Width and height."""
        return self.right - self.left, self.foot - self.top


def layers(view: View, line: float) -> tuple[tuple[Tower, ...], ...]:
    """The towers from the far rows to the near, their feet on `line`."""
    out = []
    for k in range(_LAYERS):
        near = k / (_LAYERS - 1)
        draw = np.random.default_rng(view.seed * 11 + k)
        found: list[Tower] = []
        x = -0.05 * view.scale
        while x < view.aspect + 0.02:
            wide = (0.020 + 0.040 * draw.random() + 0.016 * near) * view.scale
            found += _tower(view, draw, x, wide, _height(view, draw, x, near), line, near)
            x += wide * (1.02 + 0.9 * draw.random() ** 2 * (0.4 + near))
        out.append(tuple(found))
    return tuple(out)


def _height(view: View, draw: np.random.Generator, x: float, near: float) -> float:
    """Towers crowd in two or three centres and are low elsewhere; the near rows are the lower ones."""
    aspect = view.aspect
    gate = aspect * view.opening
    other = aspect - gate
    centre = np.exp(-(((x - other) / (0.30 * aspect**0.5 * view.scale**0.5)) ** 2))
    second = 0.62 * np.exp(-(((x - (0.25 * aspect + 0.5 * gate)) / (0.18 * aspect**0.5)) ** 2))
    crowd = max(float(centre), float(second), 0.12)
    tall = (0.060 + 0.40 * crowd * draw.random() ** 1.5 * (1 - 0.62 * near)) + 0.05 * draw.random()
    return float(tall * view.scale * view.number("city.height"))


def _tower(
    view: View, draw: np.random.Generator, x: float, wide: float, tall: float, line: float, near: float
) -> list[Tower]:
    cell = (0.0042 + 0.0026 * near) * (0.85 + 0.5 * draw.random()) * max(0.6, view.scale)
    shape, corner = draw.random(), 0.55 + 0.25 * draw.random()
    corner = corner if view.side > 0 else 1 - corner
    tone, seed = 0.75 + 0.5 * draw.random(), int(draw.integers(1 << 30))
    size = (cell * (0.9 + 0.7 * draw.random()), cell * 1.35)

    def block(left: float, right: float, top: float, foot: float, windows: bool = True) -> Tower:
        return Tower(left, right, line - top, line - foot, corner, size, tone, seed, windows)

    out = [block(x, x + wide, tall, -0.01)]
    slim = tall > 0.15 * view.scale
    if slim and shape < 0.45:  # set back towards the top
        out.append(block(x + wide * 0.17, x + wide * 0.83, tall * 1.10, tall))
        if shape < 0.2:
            out.append(block(x + wide * 0.32, x + wide * 0.68, tall * 1.17, tall * 1.10))
    if slim and shape < 0.28:  # a mast
        high = tall * (1.17 if shape < 0.2 else 1.10)
        out.append(block(x + wide * 0.485, x + wide * 0.515, high + 0.055 * view.scale, high, windows=False))
    elif shape > 0.7:  # the plant room
        out.append(block(x + wide * 0.2, x + wide * 0.6, tall + 0.007 * view.scale, tall, windows=False))
    return out


def paint(view: View, tower: Tower, near: float, light: Plane, frame: Frame, top: int) -> None:
    """Paint one block over the rows of a picture that start at `top`."""
    size = frame.height
    first, last = max(0, int(tower.left * size)), min(frame.width, int(tower.right * size) + 1)
    up, down = max(0, int(tower.top * size) - top), min(light.shape[0], int(tower.foot * size) + 1 - top)
    if first >= last or up >= down:
        return
    x = np.arange(first, last + 1, dtype=np.float32) / np.float32(size)
    y = np.arange(top + up, top + down + 1, dtype=np.float32) / np.float32(size)
    cover = _span(y, tower.top, tower.foot)[:, None] * _span(x, tower.left, tower.right)[None]
    cover = cover * np.float32(size * size)
    body = _walls(view, tower, near, x, y)
    if tower.windows:
        _lamps(view, tower, body, x, y, near)
    part = light[up:down, first:last]
    part += cover[..., None] * (body - part)


def _span(edges: Plane, start: float, end: float) -> Plane:
    """How much of each pixel, between neighbouring `edges`, lies in start..end."""
    inside = np.clip(edges, np.float32(start), np.float32(end))
    return np.asarray(inside[1:] - inside[:-1])


def _walls(view: View, tower: Tower, near: float, x: Plane, y: Plane) -> Plane:
    middle_x, middle_y = (x[1:] + x[:-1])[None] / 2, (y[1:] + y[:-1])[:, None] / 2
    at = (middle_x - np.float32(tower.left)) / np.float32(tower.right - tower.left)
    towards = np.clip((at - np.float32(tower.corner)) * np.float32(60 * np.sign(view.lit_side)), 0, 1)
    key = np.array(view.hour.key, np.float32) * np.float32(0.13 * tower.tone)
    fill = np.array(view.hour.fill, np.float32) * np.float32(0.17 * tower.tone)
    body = fill + towards[..., None] * key + view.haze * np.float32(0.02)
    if view.snowy:
        cap = (
            np.clip(
                1 - (middle_y - np.float32(tower.top)) / np.float32((0.008 if view.wintry else 0.0035) * view.scale),
                0,
                1,
            )
            ** 0.5
        )
        body = body + cap[..., None] * (np.array(view.hour.fill, np.float32) * 1.5 + key - body)
    far = np.float32((0.86 - 0.78 * near) * min(1.0, 0.62 + 0.38 * air.fog(view)))
    body = body + far * (air.haze(view, middle_x, middle_y) - body)
    return np.asarray(np.broadcast_to(body, (len(y) - 1, len(x) - 1, 3)).copy())


def _lamps(view: View, tower: Tower, body: Plane, x: Plane, y: Plane, near: float) -> None:
    """Windows: glass by day, some of them lit by night; exactly as much of each pixel as a window covers."""
    across, down = _panes(x, tower.left, tower.cell[0], 0.62), _panes(y, tower.top, tower.cell[1], 0.56)
    glass = (down[:, None] * across[None])[..., None]
    wide, rows = (int(size / cell) + 2 for size, cell in zip(tower.size, tower.cell, strict=True))
    column = np.clip(((x[1:] + x[:-1]) / 2 - tower.left) / tower.cell[0], 0, wide - 1).astype(np.int64)
    row = np.clip(((y[1:] + y[:-1]) / 2 - tower.top) / tower.cell[1], 0, rows - 1).astype(np.int64)
    dull = body * np.float32(0.72) + view.haze * np.float32(0.03)
    body += glass * np.float32(0.55 + 0.45 * near) * (dull - body)
    if view.hour.dark * view.number("city.lights") <= 0:
        return
    shine = _shine(view, tower, near, rows, wide)[row][:, column]
    # Mixed by how bright they look, not by their light: so a pixel shows what the same windows do, drawn finer.
    body += np.square(glass * (np.sqrt(body + shine) - np.sqrt(body)) + np.sqrt(body)) - body


def _shine(view: View, tower: Tower, near: float, rows: int, wide: int) -> Plane:
    """The light of each window (rows x columns x 3): lamps burn in runs along a floor, and whole floors work late."""
    draw = np.random.default_rng(tower.seed)
    luck, tone = draw.random((rows, (wide + 2) // 3)).repeat(3, 1)[:, :wide], draw.random((rows, wide))
    luck = luck * 0.6 + draw.random((rows, wide)) * 0.4
    floor, house = draw.random((rows, 1)) * 0.55, draw.random()
    share = view.hour.dark * view.number("city.lights") * (0.40 + 0.22 * house)
    lit = (luck * 0.75 + floor < share) * (0.22 + 0.95 * tone**3)
    warm = np.array([1.0, 0.60, 0.24]) + house**2 * np.array([-0.05, 0.22, 0.50]) + tone[..., None] ** 4 * 0.10
    shade = _coloured(view, warm, draw, house)
    level = (0.16 + 0.99 * near) * 1.35 * min(1.0, 0.25 + view.hour.dark)
    return np.asarray((lit[..., None] * shade * level).astype(np.float32))


def _coloured(view: View, warm: Plane, draw: np.random.Generator, house: float) -> Plane:
    """Lamps in a colour that was asked for, or in those of neon: most houses keep to one of them."""
    if view.on("city.neon"):
        neon = _NEON[int(draw.integers(len(_NEON)))]
        return np.asarray(warm * np.float32(0.15) + neon * np.float32(1.1)) if house < 0.72 else warm
    return tinted(warm.astype(np.float32), view.word("city.tint"), 0.9)


def gleam(view: View, x: Plane) -> Plane:
    """The factor on the lamps' light in the haze at places across: neon's own colours drift into one another."""
    if view.on("city.neon"):
        wave = np.sin(x * np.float32(3.1 / view.scale) + view.seed % 7)[..., None] * np.float32(0.5) + np.float32(0.5)
        return np.asarray((_NEON[0] + (_NEON[1] - _NEON[0]) * wave) * _NEON_HAZE)
    return filtering(view.word("city.tint"), 0.85)


def _panes(edges: Plane, start: float, cell: float, share: float) -> Plane:
    """The part of each pixel, between neighbouring `edges`, that windows of a row of cells cover."""
    at = (edges.astype(np.float64) - start) / cell
    whole = np.floor(at)
    covered = whole * share + np.clip(at - whole - (1 - share) / 2, 0, share)
    return np.asarray(((covered[1:] - covered[:-1]) / np.maximum(at[1:] - at[:-1], 1e-9)).astype(np.float32))
