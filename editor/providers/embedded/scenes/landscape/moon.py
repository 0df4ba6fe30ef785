"""The moon: where it stands, its phase, its seas and craters."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from editor.providers.embedded import noise
from editor.providers.embedded.noise import smooth
from editor.providers.embedded.scenes.landscape.tints import tinted

if TYPE_CHECKING:
    from editor.providers.embedded.arrays import Plane
    from editor.providers.embedded.recipe import Recipe
    from editor.providers.embedded.scenes.landscape.view import Frame, View

_PHASES = {"full": 1.0, "gibbous": 0.55, "half": 0.0, "crescent": -0.62}
_SIDES = {"left": -0.56, "right": 0.56, "middle": 0.0}  # of half the frame's width, as the sun's place is told
_HEIGHTS = {"top": 0.13, "low": 0.34}  # from the top, in heights of the frame
_BASE = 0.17
_SEEN = 0.04  # of a moon's radius more is kept between it and the frame's edge


def radius(recipe: Recipe, scale: float) -> float:
    """Its radius in heights of the frame: what is asked to be bigger grows faster and faster, up to a poster's moon."""
    size = float(recipe.fields["moon.size"])
    return float(0.032 * (size if size < 1 else size**1.5) * scale**0.5)


def place(recipe: Recipe, aspect: float, horizon: float, scale: float, beside: float) -> tuple[float, float]:
    """Where its middle stands in unit space; `beside` (-1..1 across) is where it stands if nobody says where."""
    fields = recipe.fields
    said = str(fields["moon.place"]).split()
    side = next((_SIDES[word] for word in said if word in _SIDES), beside) + float(fields["moon.x"])
    own = radius(recipe, scale)
    inside = max(0.0, aspect / 2 - own - _SEEN)
    x = aspect / 2 + float(np.clip(side * 0.92 * aspect / 2, -inside, inside))
    lean = (horizon - 0.43) * 0.4
    down = next((_HEIGHTS[word] for word in said if word in _HEIGHTS), _BASE) + lean - float(fields["moon.y"])
    highest = min(own + _SEEN, max(0.10, horizon * 0.55))
    return x, float(np.clip(down, highest, max(highest, horizon - 0.01)))


def hides(view: View, x: Plane, y: Plane) -> Plane:
    """Whether places of the frame lie behind the moon's disc, of which a crescent shows a part."""
    at, own = view.moon, radius(view.recipe, view.scale)
    return np.asarray((x - at[0]) ** 2 + (y - at[1]) ** 2 < (own * 1.01) ** 2)


def paint(view: View, frame: Frame, light: Plane, seen: Plane, x: Plane, y: Plane) -> None:
    """Lay the moon over rows of a picture, as far as it is `seen` (0..1) there."""
    at, own = view.moon, radius(view.recipe, view.scale)
    first = max(0, int((at[0] - own * 1.1) * frame.height))
    last = min(frame.width, int((at[0] + own * 1.1) * frame.height) + 1)
    if last <= first or y[0, 0] > at[1] + own * 1.1 or y[-1, 0] < at[1] - own * 1.1:
        return
    across = (x[:, first:last] - np.float32(at[0])) / np.float32(own)
    down = (y - np.float32(at[1])) / np.float32(own)
    off = np.sqrt(across**2 + down**2)
    disc = np.clip((1 - off) * np.float32(own * frame.height) + np.float32(0.5), 0, 1)
    lit = _day(view.word("moon.phase"), across, down)
    bright = np.float32(1.15 if view.night else 0.8) * (
        1 - np.float32(0.52) * smooth(0.035, 0.12, np.array(own, np.float32))
    )
    white = np.array([1.0, 0.98, 0.92], np.float32)
    colour = tinted(white, view.word("moon.tint"), 0.9) * bright
    share = disc * lit * seen[:, first:last]
    part = light[:, first:last]
    part += share[..., None] * (colour * _face(across, down, off, own)[..., None] - part * np.float32(0.8))


def _day(phase: str, across: Plane, down: Plane) -> Plane:
    """How much of each place of the disc lies in the sun."""
    turned = across * np.float32(0.94) - down * np.float32(0.34)
    edge = np.sqrt(np.clip(1 - (across * 0.34 + down * 0.94) ** 2, 0, 1))
    return np.asarray(np.clip((turned + np.float32(_PHASES[phase]) * edge) * np.float32(5) + np.float32(0.5), 0, 1))


def _face(across: Plane, down: Plane, off: Plane, own: float) -> Plane:
    """How bright its ground is: dark seas, and where it stands large, rough highlands and craters."""
    bulge = np.sqrt(np.clip(1 - off**2, 0, 1))
    spots = noise.tile(3, 4, 0.5, 4321).at(across * np.float32(0.21) + 0.3, down * np.float32(0.21) + 0.4)
    near = smooth(0.04, 0.10, np.array(own, np.float32))
    rough = noise.tile(12, 5, 0.62, 4322).at(across * np.float32(0.30), down * np.float32(0.30)) - np.float32(0.5)
    land = np.clip((spots - np.float32(0.40)) * 5 + rough * near * np.float32(1.1), 0, 1)
    face = np.float32(0.62) + np.float32(0.42) * land - np.float32(0.22) * near * (1 - land)
    face = face + near * rough * np.float32(0.28)
    if near > 0:
        face = face + near * _craters(across, down)
    return np.asarray(face * (np.float32(0.8 - 0.25 * near) + np.float32(0.2 + 0.25 * near) * bulge))


@lru_cache(maxsize=1)
def _pits() -> Plane:
    """Craters: place across and down and radius, in radii of the moon; the great ones few."""
    draw = np.random.default_rng(4323)
    turn, far, size = draw.random((3, 70))
    reach = np.sqrt(far) * 0.93
    return np.stack([np.cos(turn * 6.2832) * reach, np.sin(turn * 6.2832) * reach, 0.016 + 0.085 * size**5], 1)


def _craters(across: Plane, down: Plane) -> Plane:
    """Bright rims, dark floors and rays, drawn only where each of them lies."""
    out = np.zeros(np.broadcast_shapes(across.shape, down.shape), np.float32)
    for x, y, size in _pits():
        reach = size * (5.0 if size > 0.06 else 2.2)
        columns = slice(*np.searchsorted(across[0], [x - reach, x + reach]))
        rows = slice(*np.searchsorted(down[:, 0], [y - reach, y + reach]))
        if columns.stop <= columns.start or rows.stop <= rows.start:
            continue
        right, low = across[:, columns] - np.float32(x), down[rows] - np.float32(y)
        away = np.sqrt(right**2 + low**2) / np.float32(size)
        rim = np.exp(-(((away - 1) / np.float32(0.22)) ** 2)) * np.float32(0.17)
        floor = smooth(1.05, 0.70, away) * np.float32(-0.09)
        shade = smooth(1.0, 0.6, away) * (right / np.float32(size)) * np.float32(-0.07)
        out[rows, columns] += rim + floor + shade
        if size > 0.06:
            rays = np.clip(np.cos(np.arctan2(low, right) * 9) * 0.5 + np.cos(np.arctan2(low, right) * 5 + 1), 0, 1)
            out[rows, columns] += rays * smooth(5.0, 1.2, away) * smooth(0.8, 1.2, away) * np.float32(0.14)
    return out
