"""Big mountains: ridged peaks with a lit and a shadowed side, foothills, forest and snow."""

from collections.abc import Callable

import numpy as np

from editor.providers.embedded import noise
from editor.providers.embedded.arrays import Plane
from editor.providers.embedded.noise import smooth
from editor.providers.embedded.scenes.hours import FOLIAGE, linear
from editor.providers.embedded.scenes.landscape import air, conifers, relief
from editor.providers.embedded.scenes.landscape.sky import sky
from editor.providers.embedded.scenes.landscape.tints import tinted
from editor.providers.embedded.scenes.landscape.view import Frame, View

_EYE = 0.10  # how high over the valley floor the picture is taken
_OCTAVES = 9


def place(view: View) -> Callable[[Frame], Callable[[int, int], Plane]]:
    """The mountains of a view, ready to be put on frames."""
    above = sky(view, view.horizon + 0.06)
    shape = _relief(view)
    firs = conifers.rows(view, feet(view), 1.0)

    def on(frame: Frame) -> Callable[[int, int], Plane]:
        ground, front = shape.brush(frame), conifers.brush(view, firs, frame)

        def paint(top: int, bottom: int) -> Plane:
            light = above.rows(frame, top, bottom)
            ground.paint(light, top, bottom)
            front(light, top, bottom)
            return light

        return paint

    return on


def feet(view: View) -> tuple[float, ...]:
    """Where the rows of firs stand, far to near (0..1 from the top): below the horizon, wherever that lies."""
    count = round(7 / view.scale**0.8)  # a tall frame has more ground to fill
    first = view.horizon + 0.185
    return tuple(first + (1.02 - first) * (k / (count - 1)) ** 1.25 for k in range(count))


def _relief(view: View) -> relief.Relief:
    ground = relief.field(
        view, np.concatenate([relief.level(0.16, 2.0, 200, 0.3)[:-1], relief.level(2.0, 15.0, 760, 0.0)])
    )
    height = ground.each(lambda part, _: _height(view, part))
    own, edge = relief.projected(view, ground, height, _EYE)
    normal, arrives = _shape(view, ground, height)
    x = np.linspace(0, view.aspect, ground.across.shape[1], dtype=np.float32)[None]

    def shaded(part: relief.Field, rows: slice) -> Plane:
        light = _lit(view, part, height[rows], normal[rows], arrives[rows])
        return air.between(view, light, part.depth, height[rows], x, own[rows], thin=0.050, share=0.8)

    return relief.Relief(
        edge,
        ground.each(shaded).astype(np.float32, copy=False),
        view.aspect,
        noise.tile(20, 2, 0.8, view.seed + 21),
        0.80,
    )


def _height(view: View, ground: relief.Field) -> Plane:
    """Ridged noise, each octave rough only where the one before stands high: sharp crests over smooth feet."""
    sheet = noise.tile(16, 1, 0.5, view.seed * 3 + 1, 1024)
    broad = noise.tile(8, 2, 0.5, view.seed * 3 + 2)
    x, z = ground.across, np.broadcast_to(ground.depth, ground.across.shape)
    bend = broad.at(x / 30, z / 30) - np.float32(0.5)
    x, z = x + bend * 1.6, z + (broad.at(x / 30 + 0.5, z / 30 + 0.3) - np.float32(0.5)) * np.float32(1.6)
    total, weight = np.zeros_like(x), np.ones_like(x)
    turn = np.array([[0.8, 0.6], [-0.6, 0.8]], np.float32)
    for octave in range(_OCTAVES):
        cells = 0.55 * 2.03**octave
        kept = ground.fades(cells)
        if not kept.any():
            break  # so far off this octave and all after it are too fine
        u, v = x * turn[0, 0] + z * turn[0, 1], x * turn[1, 0] + z * turn[1, 1]
        folded = 1 - np.abs(2 * sheet.at(u * (cells / 16) + octave * 0.37, v * (cells / 16) + octave * 0.61) - 1)
        folded = folded**2 * weight
        total += folded * np.float32(0.52**octave) * kept
        weight = np.clip(folded * np.float32(1.9), 0.10, 1)
        turn = turn @ np.array([[0.8, 0.6], [-0.6, 0.8]], np.float32)
    sharp = np.float32(0.36) + total * np.float32(0.46)
    return np.asarray((sharp * _stand(view, ground, broad)).astype(np.float32))


def _stand(view: View, ground: relief.Field, broad: noise.Tile) -> Plane:
    """How tall the mountains may stand by place: low near by, a great massif far off, open beside the sun."""
    x, z = ground.across, ground.depth
    tall = np.float32(view.number("mountains.height"))
    rise = smooth(1.6, 6.5, z) * smooth(19.0, 8.0, z)
    groups = broad.at(x / 46 + np.float32(0.1), np.broadcast_to(z, x.shape) / 40)
    high = (np.float32(0.62) + np.float32(1.9) * (groups - np.float32(0.36))) * rise * np.float32(0.85) * tall
    spurs = broad.at(x / 17 + np.float32(0.4), np.broadcast_to(z, x.shape) / 13)
    foot = np.float32(0.10) * smooth(0.3, 1.2, z) + np.float32(0.55) * np.clip(spurs - np.float32(0.34), 0, 1) * smooth(
        1.0, 2.6, z
    ) * smooth(7.5, 4.0, z)
    foot = foot * (np.float32(0.6) + np.float32(0.4) * tall) * np.minimum(tall / np.float32(0.3), 1)
    place = (x / z - np.float32((view.aspect * (view.opening - 0.5)) / view.scale)) * np.float32(1.25)
    gap = 1 - np.float32(0.42) * np.exp(-place * place * 4)
    return np.asarray(np.maximum(high * gap, 0) + foot + _heroes(view, ground) * tall)


def _heroes(view: View, ground: relief.Field) -> Plane:
    """Two great peaks away from the sun: what the eye goes to first."""
    total = np.zeros_like(ground.across)
    away = -1.0 if view.number("sun.x") >= 0 else 1.0
    for share, depth, tall, wide in (
        (0.20, 5.8, 1.20, 1.7),
        (0.45, 7.4, 1.15, 1.8),
        (-0.30, 8.5, 0.95, 2.0),
        (0.02, 9.5, 1.05, 1.9),
    ):
        middle = away * share * view.aspect / view.scale * depth
        off = np.sqrt(
            ((ground.across - np.float32(middle)) / np.float32(wide)) ** 2 + ((ground.depth - depth) / 1.5) ** 2
        )
        total += np.float32(tall) * np.exp(-(off**1.25))
    return np.asarray(total)


def _shape(view: View, ground: relief.Field, height: Plane) -> tuple[Plane, Plane]:
    """The normals of the ground, and where the light arrives on it."""
    lamp = view.lamp(0.9)
    slope = float(lamp[1] / max(abs(lamp[0]), 0.2)) * 0.8
    return relief.normals(ground, height, 1.5), relief.shadows(ground, height, view.lit_side, slope, 0.10)


def _lit(view: View, ground: relief.Field, height: Plane, normal: Plane, arrives: Plane) -> Plane:
    sun = np.clip(normal @ view.lamp(0.9), 0, 1)
    key = (sun * arrives)[..., None] * np.array(view.hour.key, np.float32) * np.float32(0.80)
    fill = (np.float32(0.30) + np.float32(0.60) * normal[..., 1:2]) * np.array(view.hour.fill, np.float32)
    return np.asarray(_cloth(view, ground, height, normal) * (key + fill))


def _cloth(view: View, ground: relief.Field, height: Plane, normal: Plane) -> Plane:
    """What the mountains wear: rock above, grass and forest below, snow where it holds."""
    grass, fir, _, _ = (linear(colour) for colour in FOLIAGE[view.word("season.name")])
    sheet = noise.tile(8, 5, 0.6, view.seed + 33)
    z = np.broadcast_to(ground.depth, height.shape)
    spots = sheet.at(ground.across * 0.45, z * 0.45)
    fine = sheet.at(ground.across * 2.1, z * 2.1) * ground.fades(24) + np.float32(0.5) * (1 - ground.fades(24))
    up = normal[..., 1]
    rock = (
        np.array([0.20, 0.185, 0.175], np.float32)
        * (np.float32(0.20) + np.float32(0.7) * spots + np.float32(0.9) * fine)[..., None]
    )
    line = height / np.float32(0.80 * max(0.1, view.number("mountains.height")) ** 0.5) + (
        spots - np.float32(0.5)
    ) * np.float32(0.55)
    meadow = smooth(0.34, 0.62, up) * smooth(0.85, 0.45, line)
    grass = tinted(grass, view.word("grass.tint"))
    fir = tinted(fir, view.word("trees.tint"))
    grass, fir = (colour + (colour.mean() - colour) * np.float32(0.30) for colour in (grass, fir))  # far off and pale
    out = rock + meadow[..., None] * (grass * np.float32(0.30) - rock)
    wooded = smooth(0.62, 0.40, line) * smooth(
        0.48,
        0.52,
        spots + (fine - np.float32(0.5)) * np.float32(0.16) + np.float32(0.10 * view.number("trees.amount") - 0.02),
    )
    wooded = wooded * np.float32(min(1.0, view.number("trees.amount")))
    out += wooded[..., None] * (fir * (np.float32(0.35) + np.float32(0.9) * fine)[..., None] - out)
    out = tinted(out, view.word("mountains.tint"), 0.58)
    if view.snowy:
        low = -0.40 if view.wintry else 0.33
        holds = smooth(low, low + 0.07, line + (fine - np.float32(0.5)) * np.float32(0.34)) * smooth(
            0.20, 0.42, up + (fine - 0.5) * 0.25
        )
        holds = holds * (1 - np.float32(0.62) * wooded * (np.float32(1.5) - fine))  # firs shake it off
        white = tinted(np.array([0.86, 0.88, 0.92], np.float32), view.word("mountains.tint"), 0.30)
        out += (np.clip(holds, 0, 1) * np.float32(0.96))[..., None] * (white - out)
    return np.asarray(out)
