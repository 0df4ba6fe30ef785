"""What a product stands on: the colour of a table top of wood, marble, concrete or cloth, foreshortened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from editor.providers.embedded import colours
from editor.providers.embedded.arrays import Plane
from editor.providers.embedded.noise import Ground, smooth
from editor.providers.embedded.words.product_set import OWN

PAPER = "paper"  # the studio's own sweep, which has no table

_CAMERA = 15.0  # units from the product's foot to the camera
_FAR = 7.5  # units from the foot to the table's far edge
_DEPTH = 0.62  # depth of the patterns on the table: a full one is pressed flat by the low camera
_BOKEH = 0.0028  # units of blur for each unit behind the product


@dataclass(frozen=True, slots=True)
class Stuff:
    """A material of grounds: its own `colour`, how much it mirrors (`gloss` 0..1), and its pattern."""

    colour: str
    gloss: float
    pattern: Callable[[Ground, Plane], Plane]


def gloss(kind: str) -> float:
    """How much a ground mirrors by its nature, 0..1."""
    return 0.0 if kind == PAPER else STUFF[kind].gloss


def edge(tilt: float) -> float:
    """Picture height of the table's far edge, in scene units above the product's foot."""
    return float(np.sin(tilt) * _FAR / (1 + _FAR / _CAMERA))


def albedo(kind: str, colour: str, x: Plane, y: Plane, tilt: float) -> Plane:
    """Linear colour of the table top of STUFF `kind`, painted `colour` ("" for its own), at picture places `x`, `y`."""
    stuff = STUFF[kind]
    base = np.array(colours.linear(colour or stuff.colour), np.float32)
    return stuff.pattern(_seen(x, y, tilt), base)


def _seen(x: Plane, y: Plane, tilt: float) -> Ground:
    pixel = abs(float(x[0, -1] - x[0, 0])) / max(1, x.shape[1] - 1)
    low = np.float32(np.sin(tilt))
    y = y[:, :1]
    near = np.minimum(y, np.float32(edge(tilt) * 1.1))
    down = low - near / np.float32(_CAMERA)
    back = near / down  # units behind the product's foot
    grow = 1 + back / np.float32(_CAMERA)
    blur = np.sqrt(np.float32(pixel**2) + (np.float32(_BOKEH) * np.maximum(back - np.float32(0.8), 0)) ** 2)
    deep = np.minimum(blur * low / (down * down), 4) * np.float32(_DEPTH)
    u = np.asarray(x * grow)
    v = np.ascontiguousarray(np.broadcast_to(back * np.float32(-_DEPTH), u.shape))
    return Ground(u, v, np.asarray(blur * grow), deep)


def _painted(base: Plane, tone: Plane) -> Plane:
    """`base` at `tone` (1 as it is): what is darker is a little richer too, as stained stuff is."""
    deep = np.clip(1 - tone, -0.3, 1)[..., None]
    return np.asarray(np.power(base, 1 + np.float32(0.32) * deep) * np.maximum(tone, np.float32(0.04))[..., None])


def _wood(at: Ground, base: Plane) -> Plane:
    """Oiled planks lying across, each sawn from its own tree: rings, fibres, pores, and the joints between."""
    plank = np.float32(1.15)
    row = np.floor(at.v / plank + np.float32(0.62))
    part = at.v / plank + np.float32(0.62) - row
    draw = np.random.default_rng(5).random((3, 64)).astype(np.float32)
    chance, shade, lean = draw[:, row.astype(np.int64) % 64]
    own = at.moved(chance * 90, shade * 40)
    heart = np.float32(0.15) + np.float32(0.7) * lean + np.float32(0.55) * own.noise(0.16, 0.01, 11, 2)
    under = np.float32(0.16) + np.float32(0.30) * np.abs(own.noise(0.22, 0.01, 14, 2))
    away = np.sqrt((part - heart) ** 2 + under**2) + np.float32(0.030) * own.noise(0.9, 3.0, 17, 2)
    phase = away * np.float32(10) + np.float32(0.35) * own.noise(0.5, 1.2, 20)
    turn = phase - np.floor(phase)
    fine = smooth(0.34, 0.14, at.deep * np.float32(10) / plank)
    late = smooth(0.30, 0.92, turn) * smooth(1.0, 0.93, turn) * fine
    tone = 1 - np.float32(0.24) * late + np.float32(0.17) * own.noise(0.7, 24, 23, 4, 0.6)
    tone = tone + np.float32(0.22) * (shade - np.float32(0.5)) + np.float32(0.10) * own.noise(0.25, 1.3, 27, 2)
    pores = smooth(0.42, 0.82, own.noise(3.2, 66, 30)) * (np.float32(0.4) + np.float32(0.6) * (1 - late))
    tone = tone - np.float32(0.30) * pores
    wide = np.sqrt(np.float32(0.011**2) + at.deep**2)
    gap = np.minimum(part, 1 - part) * plank
    return _painted(base, tone * (1 - np.float32(0.011 * 0.9) / wide * np.exp(-((gap / wide) ** 2))))


def _marble(at: Ground, base: Plane) -> Plane:
    """Polished stone: broad soft veins and fine sharp ones, drawn out of line by slower noise."""
    at = at.turned(0.42)
    pull_u, pull_v = at.noise(0.32, 0.32, 41, 3, 0.6), at.noise(0.32, 0.32, 51, 3, 0.6)
    bent = at.moved(pull_u * np.float32(1.9), pull_v * np.float32(1.5))
    broad = _vein(bent.noise(0.12, 0.36, 61, 4, 0.46), 0.075, bent.deep * np.float32(0.34))
    thin = bent.moved(3.7, 9.1)
    sharp = _vein(thin.noise(0.30, 0.85, 71, 3, 0.5), 0.014, bent.deep * np.float32(0.85))
    come, go = (smooth(-0.25, 0.45, at.noise(0.30, 0.30, seed)) for seed in (81, 84))
    smoke = smooth(-0.5, 0.7, bent.noise(0.16, 0.45, 87, 3, 0.6))
    amount = np.float32(0.62) * broad * come + np.float32(0.55) * sharp * go
    amount = np.clip(amount + np.float32(0.30) * smoke * (np.float32(0.30) + broad), 0, 0.9)[..., None]
    dark = float(base @ np.array(colours.LUMINANCE, np.float32)) < 0.12
    vein = np.array([0.62, 0.60, 0.56] if dark else [0.145, 0.150, 0.165], np.float32)
    if not dark:
        vein = vein * (np.float32(0.5) + np.float32(0.5) * base / max(float(base.max()), 0.02))
    stone = base * (1 - np.float32(0.10) * smoke)[..., None]
    stone = stone * (1 + np.float32(0.018) * at.noise(70, 70, 91))[..., None]
    return np.asarray(stone + (vein - stone) * amount * np.float32(0.8 if dark else 1.0))


def _vein(noise: Plane, wide: float, pixel: Plane) -> Plane:
    """Where `noise` crosses zero, in lines `wide`; a line thinner than a `pixel` is fainter instead."""
    shown = np.sqrt(np.float32(wide**2) + (pixel * np.float32(0.8)) ** 2)
    return np.asarray(np.float32(wide) / shown * np.exp(-np.abs(noise) / shown))


def _concrete(at: Ground, base: Plane) -> Plane:
    """A cast slab: clouds of damp and trowel, fine sand, and the pits that bubbles left."""
    tone = 1 + np.float32(0.26) * at.noise(0.22, 0.35, 101, 5, 0.55) + np.float32(0.10) * at.noise(0.5, 2.4, 107, 3)
    tone = tone + np.float32(0.20) * at.noise(9, 9, 111, 4, 0.8)
    tone = tone + np.float32(0.10) * at.noise(120, 120, 116)
    pits = np.zeros(at.u.shape, np.float32)
    for often, share, seed in ((12.0, 0.012, 121), (26.0, 0.030, 124)):
        hole = smooth(0.18, 0.55, at.specks(often, share, seed))
        lip = smooth(0.18, 0.55, at.moved(0, 0.30 / often).specks(often, share, seed))
        pits += np.float32(0.42) * hole - np.float32(0.12) * np.clip(lip - hole, 0, 1)
    return _painted(base, tone * (1 - pits))


_THREADS = np.random.default_rng(13).uniform(0.35, 1.65, 997).astype(np.float32)


def _fabric(at: Ground, base: Plane) -> Plane:
    """Washed linen: soft folds, and a plain weave whose threads swell and thin."""
    slack = at.turned(0.5)
    slack = slack.moved(slack.noise(0.25, 0.25, 131, 2) * np.float32(1.4), 0.0)
    high, higher = (slack.moved(0, step).noise(0.16, 0.55, 135, 2, 0.35) for step in (-0.06, 0.06))
    fold = np.clip((higher - high) * np.float32(5.5), -1, 1)
    tone = 1 + np.float32(0.42) * fold + np.float32(0.10) * slack.noise(0.3, 0.5, 139, 2)
    slub = np.float32(0.4) * at.noise(26, 5, 141) + at.noise(2.2, 24, 145, 2, 0.6)
    tone = tone + np.float32(0.12) * slub
    for place, pixel, other in ((at.u, at.wide, at.v), (at.v, at.deep, at.u)):
        thread = np.float32(38)
        seen = smooth(0.50, 0.38, pixel * thread) * np.sinc(pixel * thread).astype(np.float32)
        if seen.any():
            turn = place * thread + np.float32(0.15) * np.sin(other * np.float32(3.1))
            # No two threads are as thick, and each one swells and thins along its way.
            thick = _THREADS[np.floor(turn).astype(np.int64) % len(_THREADS)]
            tone = tone + np.float32(0.14) * seen * thick * np.sin(turn * np.float32(2 * np.pi))
    return _painted(base, tone)


STUFF: dict[str, Stuff] = {
    "wood": Stuff(OWN["wood"], 0.12, _wood),
    "marble": Stuff(OWN["marble"], 0.30, _marble),
    "concrete": Stuff(OWN["concrete"], 0.05, _concrete),
    "fabric": Stuff(OWN["fabric"], 0.0, _fabric),
}
