"""The lamps of each kind of light as a surface meets them: what they light, and what it mirrors of them."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from editor.providers.embedded.arrays import Plane
from editor.providers.embedded.scenes.lathe import Patch
from editor.providers.embedded.scenes.studio import Light, smooth

Box = Callable[[float, float, float, float], Plane]


@dataclass(frozen=True, slots=True)
class Glance:
    """How the camera looks at a patch: `facing` 0..1, the direction to it, and the surface's roughness and metal."""

    facing: Plane
    vy: np.float32
    vz: np.float32
    rough: Plane
    metal: Plane


def diffuse(patch: Patch, light: Light, key: Plane, ground: Plane) -> Plane:
    """Light that falls on the patch, linear RGB; `key` is the key's share there, `ground` the colour thrown back."""
    nx, ny, nz, rig = patch.nx, patch.ny, patch.nz, light.rig
    s = np.float32(light.sign)
    towards = _towards(nx, ny, nz, light)
    wrap = np.float32((0.18 + 0.30 * light.soft) * (1 - 0.7 * rig.crisp))
    main = np.maximum(towards + wrap, 0) / (1 + wrap) * key * np.float32(0.86 * rig.key)
    across = np.maximum(-s * nx * np.float32(0.94) + ny * np.float32(0.2) + nz * np.float32(0.1), 0)
    edges = np.maximum(np.abs(nx) * np.float32(1.05) - nz * np.float32(0.42) + ny * np.float32(0.12), 0)
    fill = (np.float32(0.20) + np.float32(0.10) * ny + np.float32(0.12) * nz) * np.float32(rig.fill)
    bounce = np.float32(0.16) * (1 - ny) * np.float32(0.5) + np.float32(0.10) * np.abs(nx)
    white = main + across * np.float32(0.26 * min(1.0, rig.key) * rig.fill) + edges * np.float32(rig.edge)
    room = _thrown_back(light)
    out = white[..., None] * light.colour
    out += fill[..., None] * room
    out += bounce[..., None] * (ground * room * np.float32(1.3 * min(1.0, rig.fill)))
    if light.kind == "neon":
        out = out + _tubes_on(nx, nz, light, bounce)
    return np.asarray(out)


def _thrown_back(light: Light) -> Plane:
    """The colour of what the room throws back: foils before all the lamps tint that, one at the rim does not."""
    return light.colour if light.gel and light.kind != "rim" else np.ones(3, np.float32)


def _towards(nx: Plane, ny: Plane, nz: Plane, light: Light) -> Plane:
    s = np.float32(light.sign)
    if light.side == "top":
        return np.asarray(ny * np.float32(0.86) + nz * np.float32(0.5))
    if light.side == "front":
        return np.asarray(s * nx * np.float32(0.2) + ny * np.float32(0.25) + nz * np.float32(0.94))
    if light.side == "back":
        return np.asarray(np.abs(nx) * np.float32(0.9) - nz * np.float32(0.35) + ny * np.float32(0.25))
    if light.kind == "golden":
        return np.asarray(s * nx * np.float32(0.84) + ny * np.float32(0.16) + nz * np.float32(0.50))
    return np.asarray(s * nx * np.float32(0.66) + ny * np.float32(0.34) + nz * np.float32(0.66))


def _tubes_on(nx: Plane, nz: Plane, light: Light, bounce: Plane) -> Plane:
    """A neon tube to either side, a little before the product."""
    left, right = light.tubes
    to_left, to_right = (
        np.maximum(side * nx * np.float32(0.92) + nz * np.float32(0.24) + np.float32(0.10), 0)
        for side in (np.float32(-1), np.float32(1))
    )
    mixed = (left + right) * np.float32(0.5)
    lit = to_left[..., None] * left + to_right[..., None] * right
    return np.asarray(lit * np.float32(0.92) + bounce[..., None] * mixed * np.float32(0.5))


def mirror(patch: Patch, glance: Glance, light: Light, key: Plane, wall: Plane, ground: Plane) -> Plane:
    """What the patch mirrors of lamps, room (`wall`) and floor (`ground`), linear RGB."""
    facing, rig = glance.facing, light.rig
    rx, ry, rz = 2 * facing * patch.nx, 2 * facing * patch.ny - glance.vy, 2 * facing * patch.nz - glance.vz
    around, up = np.arctan2(rx, rz), np.arcsin(np.clip(ry, -1, 1))
    spread = np.float32(0.035) + glance.rough * np.float32(0.62) + np.float32(0.04 * light.soft)
    # Turned metal is brushed round its axis: its lamps are drawn out upwards.
    tall_spread = spread + np.float32(0.30) * glance.metal

    def box(at: float, height: float, wide: float, tall: float) -> Plane:
        turn = np.abs(around - np.float32(at))
        side = _soft(np.float32(wide) - np.minimum(turn, np.float32(2 * np.pi) - turn), spread)
        return side * _soft(np.float32(tall) - np.abs(up - np.float32(height)), tall_spread)

    dim = 1 / (1 + np.float32(2.3) * glance.rough) * (np.float32(0.35) + np.float32(0.65) * key)
    sky = np.float32(0.30) + np.float32(0.25) * smooth(-0.2, 1.2, up)
    floor = smooth(0.05, -0.45, up)
    thrown = _thrown_back(light) * np.float32(rig.room)
    room = (sky * (1 - floor))[..., None] * ((np.float32(0.35) + np.float32(0.65) * wall) * thrown)
    room += floor[..., None] * (ground * np.float32(0.85) * thrown)
    # A dark flag straight behind the camera gives metal and glass their contrast.
    flag = 1 - np.float32(0.6) * _soft(np.float32(0.42) - np.abs(around), spread + np.float32(0.25))
    out = _lamps(light, box, glance.rough) * dim[..., None]
    out += room * flag[..., None]
    return np.asarray(out)


def _lamps(light: Light, box: Box, rough: Plane) -> Plane:
    """The lamps in the mirror, linear RGB."""
    if light.kind == "neon":
        left, right = light.tubes
        near, far = (box(side * 1.25, 0.20, 0.10, 0.95)[..., None] for side in (-1, 1))
        strong = (np.float32(9) + np.float32(20) * rough)[..., None]
        return np.asarray((near * left + far * right) * strong)
    if light.kind == "rim":
        both = box(-1.85, 0.25, 0.26, 0.95) + box(1.85, 0.25, 0.26, 0.95)
        # Chalky stuff catches a grazing lamp all along its outline.
        return np.asarray((both * (np.float32(9.5) + np.float32(34) * rough))[..., None] * light.colour)
    return np.asarray(
        (_white(light, box, np.float32(light.sign)) * np.float32(light.rig.key))[..., None] * light.colour
    )


def _white(light: Light, box: Box, s: np.float32) -> Plane:
    hard = 1.0 - light.soft
    wide = 0.20 + 0.20 * light.soft
    if light.side == "top":
        return np.asarray(
            box(0.0, 1.25, 2.6, 0.42) * np.float32(6.5) + box(float(-s * 1.4), 0.1, 0.1, 0.6) * np.float32(3)
        )
    if light.side == "front":
        main = box(float(s * 0.35), 0.55, wide + 0.25, 0.4) * np.float32(5)
        return np.asarray(main + box(float(-s * 1.4), 0.1, 0.1, 0.6) * np.float32(3))
    if light.side == "back":
        return np.asarray((box(1.55, 0.2, 0.22, 0.8) + box(-1.55, 0.2, 0.22, 0.8)) * np.float32(9))
    if light.kind == "hard":  # a bare bulb: a small hot spot, and little else
        spot = box(float(s * 0.92), 0.42, 0.10, 0.34) * np.float32(13)
        return np.asarray(spot + box(float(-s * 1.5), 0.18, 0.07, 0.72) * np.float32(4))
    main = box(float(s * 1.02), 0.22, wide, 0.66) * np.float32(6.0 + 3.0 * hard)
    rim = box(float(-s * 1.45), 0.18, 0.13, 0.72) * np.float32(6.5)
    return np.asarray(main + rim + box(0.0, 1.45, 3.2, 0.30) * np.float32(1.5))


def _soft(inside: Plane, spread: Plane) -> Plane:
    t = np.clip(inside / spread * np.float32(0.5) + np.float32(0.5), 0, 1)
    return np.asarray(t * t * (3 - 2 * t))
