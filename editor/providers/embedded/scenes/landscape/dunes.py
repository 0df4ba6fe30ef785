"""Sand dunes: long curved crests, a lit and a shadowed side, ripples in front."""

from collections.abc import Callable

import numpy as np

from editor.providers.embedded import noise
from editor.providers.embedded.arrays import Plane
from editor.providers.embedded.noise import smooth
from editor.providers.embedded.scenes.landscape import air, relief
from editor.providers.embedded.scenes.landscape.sky import sky
from editor.providers.embedded.scenes.landscape.tints import tinted
from editor.providers.embedded.scenes.landscape.view import Frame, View

_EYE = 0.50
_ROUND = 5.0  # how far a crest is rounded, in the heights that a wave rises over the distance of two places
_SAND = np.array([0.62, 0.40, 0.225], np.float32)


def place(view: View) -> Callable[[Frame], Callable[[int, int], Plane]]:
    """The dunes of a view, ready to be put on frames."""
    above = sky(view, view.horizon + 0.03)
    shape = _relief(view)

    def on(frame: Frame) -> Callable[[int, int], Plane]:
        ground = shape.brush(frame)

        def paint(top: int, bottom: int) -> Plane:
            light = above.rows(frame, top, bottom)
            ground.paint(light, top, bottom)
            return light

        return paint

    return on


def _relief(view: View) -> relief.Relief:
    nearest = min(0.60, 0.75 * view.scale * _EYE / (1 - view.horizon))
    ground = relief.field(view, relief.level(nearest, 26.0, 1000, 0.42))
    height = ground.each(lambda part, _: _height(view, part))
    own, edge = relief.projected(view, ground, height, _EYE)
    lamp = view.lamp(0.85)
    normal = relief.normals(ground, height, 1.5)
    arrives = relief.shadows(ground, height, view.lit_side, float(lamp[1] / max(abs(lamp[0]), 0.2)) * 0.75, 0.012)
    x = np.linspace(0, view.aspect, ground.across.shape[1], dtype=np.float32)[None]

    def shaded(part: relief.Field, rows: slice) -> Plane:
        light = _lit(view, part, normal[rows], arrives[rows])
        high = height[rows] + np.float32(0.12)
        return air.between(view, light, part.depth, high, x, own[rows], thin=0.024, share=0.3)

    return relief.Relief(
        edge,
        ground.each(shaded).astype(np.float32, copy=False),
        view.aspect,
        noise.tile(64, 3, 0.8, view.seed + 61),
        0.16,
    )


def _height(view: View, ground: relief.Field) -> Plane:
    broad = noise.tile(6, 1, 0.5, view.seed * 5 + 1, 1024)
    x, z = ground.across, np.broadcast_to(ground.depth, ground.across.shape)
    tall = np.float32(view.number("mountains.height"))
    side = np.sign(view.side)  # the steep side lies in shadow
    total = np.zeros_like(x)
    for k, (length, height, lean) in enumerate(((4.2, 0.80, 0.85), (1.9, 0.16, 0.60))):
        winding = broad.at(x / np.float32(9 * length) + np.float32(0.21 * k), z / np.float32(9 * length)) - np.float32(
            0.5
        )
        curl = broad.at(x / np.float32(4 * length) + np.float32(0.5), z / np.float32(4 * length) + 0.3) - np.float32(
            0.5
        )
        phase = (
            (z * np.float32(0.55) - x * np.float32(lean * side)) / np.float32(length)
            + winding * np.float32(3.4)
            + curl * np.float32(0.8)
        )
        swell = np.clip(
            broad.at(x / np.float32(7 * length) + 0.7, z / np.float32(5 * length) + 0.2) * 2 - 0.35, 0.12, 1.3
        )
        total += _crest(phase, ground.apart * np.float32(_ROUND / length)) * swell * np.float32(height) * tall
    return np.asarray((total * smooth(0.20, 2.2, z) * smooth(11.0, 4.5, z)).astype(np.float32))


def _crest(phase: Plane, soft: Plane) -> Plane:
    """A dune over its wave: a long gentle rise, a sharp crest, a short steep fall.

    The crest is rounded over `soft`: where it is sharper than the places are apart, it would be cut into teeth.
    """
    part = phase - np.floor(phase)
    rise = part / np.float32(0.70)
    fall = (1 - part) / np.float32(0.30)
    rise = rise * rise * (np.float32(1.6) - np.float32(0.6) * rise)
    fall = fall * fall * (np.float32(2.4) - np.float32(1.4) * fall)
    beyond = part - np.float32(0.70)
    own, other = np.where(beyond < 0, rise, fall), 1 + 4 * np.abs(beyond)  # each side goes on upwards past the crest
    return np.asarray((own + other - np.sqrt((own - other) ** 2 + soft * soft)) / 2)


def _lit(view: View, ground: relief.Field, normal: Plane, arrives: Plane) -> Plane:
    sun = np.clip(_rippled(view, ground, normal) @ view.lamp(0.85), 0, 1)
    key = (sun * arrives)[..., None] * np.array(view.hour.key, np.float32)
    fill = (np.float32(0.35) + np.float32(0.65) * normal[..., 1:2]) * np.array(view.hour.fill, np.float32)
    # Light thrown from sand onto sand: shadows on dunes are warm, never black.
    own = tinted(_SAND, _tint(view), 0.85)
    bounce = np.array(view.hour.key, np.float32) * own * np.float32(0.14)
    tone = noise.tile(4, 4, 0.5, view.seed + 63).at(ground.across / 5, np.broadcast_to(ground.depth, arrives.shape) / 5)
    sand = own * (np.float32(0.86) + np.float32(0.28) * tone)[..., None]
    if view.snowy:
        white = smooth(0.44, 0.58, tone + (normal[..., 1] - np.float32(0.86)) * np.float32(0.9))
        sand = sand + white[..., None] * (np.array([0.84, 0.86, 0.90], np.float32) - sand)
    # Under the moon sand is no brighter than the sky, and its own warm colour is lost on the eye.
    pale = [0.64, 0.52, 0.56] if _tint(view) else [0.31, 0.44, 0.66]
    level = np.array(pale if view.night else [1.0, 1.0, 1.0], np.float32)
    level = level * np.float32(1 - 0.30 * max(0.0, view.hour.rise - 0.4) / 0.35 * (not view.night))  # high sun dazzles
    return np.asarray(sand * (key * np.float32(0.95) + fill + bounce) * level)


def _tint(view: View) -> str:
    """The sand's colour, which is that of the dunes."""
    return view.word("sand.tint") or view.word("mountains.tint")


def _rippled(view: View, ground: relief.Field, normal: Plane) -> Plane:
    """The normals with wind ripples in the sand, where they are near enough to be seen."""
    depth = np.float32(view.number("dunes.ripples"))
    if depth <= 0:
        return normal
    sheet = noise.tile(6, 3, 0.5, view.seed + 67)
    x, z = ground.across, np.broadcast_to(ground.depth, ground.across.shape)
    bend = sheet.at(x / 5.0, z / 5.0) * np.float32(0.8) + sheet.at(x / 1.1, z / 1.1) * np.float32(0.07)
    phase = (x * np.float32(0.75) + z * np.float32(0.9) + bend * np.float32(0.55)) * np.float32(2 * np.pi * 17)
    wave = np.cos(phase) + np.float32(0.35) * np.cos(2 * phase + np.float32(0.6))
    seen = smooth(3.2, 0.7, z) * np.clip(sheet.at(x / 2.6 + 0.4, z / 2.6) * 4 - np.float32(1.0), 0.15, 1)
    out = normal.copy()
    out[..., 0] += wave * seen * depth * np.float32(0.16)
    return np.asarray(out / np.sqrt((out**2).sum(-1, keepdims=True)))
