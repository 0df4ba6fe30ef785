"""How materials answer the studio's lamps: diffuse, reflection of softboxes, metal and glass."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from editor.providers.embedded import colours
from editor.providers.embedded.arrays import Plane
from editor.providers.embedded.scenes.lathe import Patch
from editor.providers.embedded.scenes.studio import Light, smooth, window

Box = Callable[[float, float, float, float], Plane]


@dataclass(frozen=True, slots=True)
class Material:
    """`rough` 0 mirror .. 1 chalk, `shine` strength of reflection, `metal` and `clear` 0..1."""

    rough: float
    shine: float
    metal: float = 0.0
    clear: float = 0.0


MATERIALS: dict[str, Material] = {
    "matte": Material(0.85, 0.55), "satin": Material(0.42, 0.9), "gloss": Material(0.10, 1.1),
    "ceramic": Material(0.16, 0.9), "metal": Material(0.26, 1.0, metal=1.0), "glass": Material(0.06, 1.25, clear=1.0),
    "frosted": Material(0.5, 0.8, clear=0.6), "paper": Material(0.95, 0.35), "wax": Material(0.6, 0.55),
    "liquid": Material(0.05, 1.0),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Skin:
    """Per-pixel colour (linear) and material numbers of a patch."""

    colour: Plane
    rough: Plane
    shine: Plane
    metal: Plane
    clear: Plane


def shade(patch: Patch, skin: Skin, light: Light, backdrop: str, behind: Plane, tilt: float) -> Plane:
    """Linear RGB of the patch; `behind` is what the backdrop shows there, seen through glass."""
    nx, ny, nz = patch.nx, patch.ny, patch.nz
    vy, vz = np.float32(np.sin(tilt)), np.float32(np.cos(tilt))
    facing = np.clip(ny * vy + nz * vz, 1e-3, 1)
    paper = np.array(colours.linear(backdrop), np.float32)
    key = _key_on(patch, light)
    diffuse = _diffuse(nx, ny, nz, light, key, paper)
    mirror = _mirror(nx, ny, nz, facing, vy, vz, skin.rough, light, key, paper)
    edge = (1 - facing) ** 5
    f0 = np.float32(0.045) * (1 - skin.metal)[..., None] + _metal(skin.colour) * skin.metal[..., None]
    fresnel = f0 + (1 - f0) * (edge * np.float32(0.50) * (1 - np.float32(0.7) * skin.rough))[..., None]
    solid = skin.colour * diffuse * (1 - np.float32(0.86) * skin.metal)[..., None]
    through = _through(patch, skin, behind, facing)
    clear = skin.clear[..., None]
    body = solid * (1 - clear * np.float32(0.80)) + through * clear
    ground = np.float32(0.50) + np.float32(0.50) * smooth(-0.02, 0.34, patch.y)
    body = body * (ground + (1 - ground) * clear[..., 0] * np.float32(0.5))[..., None]
    return np.asarray((body + mirror * fresnel * skin.shine[..., None]) * np.float32(light.exposure))


def _metal(colour: Plane) -> Plane:
    """Reflectance of a metal known by its paint colour: brighter and less saturated than the paint."""
    strongest = np.maximum(colour.max(-1, keepdims=True), np.float32(0.02))
    pure = colour / strongest
    return np.asarray(
        (pure * np.float32(0.72) + np.float32(0.28)) * np.power(strongest, np.float32(0.55)) * np.float32(0.82)
    )


def _key_on(patch: Patch, light: Light) -> Plane:
    if not light.window:
        return np.ones_like(patch.x)
    # The product stands before the wall, so the panes fall on it shifted towards the light.
    panes = window(patch.x - np.float32(light.sign * -0.75), patch.y + np.float32(0.12), light.sign)
    return np.float32(0.34) + np.float32(1.0) * panes


def _diffuse(nx: Plane, ny: Plane, nz: Plane, light: Light, key: Plane, paper: Plane) -> Plane:
    s = np.float32(light.sign)
    wrap = np.float32(0.18 + 0.30 * light.soft)
    if light.side == "top":
        towards = ny * np.float32(0.86) + nz * np.float32(0.5)
    elif light.side == "front":
        towards = s * nx * np.float32(0.2) + ny * np.float32(0.25) + nz * np.float32(0.94)
    elif light.side == "back":
        towards = np.abs(nx) * np.float32(0.9) - nz * np.float32(0.35) + ny * np.float32(0.25)
    else:
        towards = s * nx * np.float32(0.66) + ny * np.float32(0.34) + nz * np.float32(0.66)
    main = np.maximum(towards + wrap, 0) / (1 + wrap) * key
    rim = np.maximum(-s * nx * np.float32(0.94) + ny * np.float32(0.2) + nz * np.float32(0.1), 0)
    fill = np.float32(0.20) + np.float32(0.10) * ny + np.float32(0.12) * nz
    bounce = np.float32(0.16) * (1 - ny) * np.float32(0.5) + np.float32(0.10) * np.abs(nx)
    white = (main * np.float32(0.86) + rim * np.float32(0.26))[..., None] * light.colour + fill[..., None]
    return np.asarray(white + bounce[..., None] * paper * np.float32(1.3))


def _mirror(
    nx: Plane, ny: Plane, nz: Plane, facing: Plane, vy: np.float32, vz: np.float32, rough: Plane, light: Light,
    key: Plane, paper: Plane,
) -> Plane:  # fmt: skip
    rx, ry, rz = 2 * facing * nx, 2 * facing * ny - vy, 2 * facing * nz - vz
    around, up = np.arctan2(rx, rz), np.arcsin(np.clip(ry, -1, 1))
    s = np.float32(light.sign)
    spread = np.float32(0.035) + rough * np.float32(0.62) + np.float32(0.04 * light.soft)
    dim = 1 / (1 + np.float32(2.3) * rough)

    def box(at: float, height: float, wide: float, tall: float) -> Plane:
        turn = np.abs(around - np.float32(at))
        side = _soft(np.float32(wide) - np.minimum(turn, np.float32(2 * np.pi) - turn), spread)
        return side * _soft(np.float32(tall) - np.abs(up - np.float32(height)), spread)

    lamps = _lamps(light, box, s) * dim * (np.float32(0.35) + np.float32(0.65) * key)
    sky = np.float32(0.30) + np.float32(0.25) * smooth(-0.2, 1.2, up)
    floor = smooth(0.05, -0.45, up)
    room = (sky * (1 - floor))[..., None] * (np.float32(0.35) + np.float32(0.65) * paper)
    room = room + floor[..., None] * paper * np.float32(0.85)
    # A dark flag straight behind the camera gives metal and glass their contrast.
    flag = 1 - np.float32(0.6) * _soft(np.float32(0.42) - np.abs(around), spread + np.float32(0.25))
    return np.asarray(lamps[..., None] * light.colour + room * flag[..., None])


def _lamps(light: Light, box: Box, s: np.float32) -> Plane:
    hard = 1.0 - light.soft
    wide = 0.20 + 0.20 * light.soft
    if light.side == "top":
        return box(0.0, 1.25, 2.6, 0.42) * np.float32(6.5) + box(float(-s * 1.4), 0.1, 0.1, 0.6) * np.float32(3)
    if light.side == "front":
        return box(float(s * 0.35), 0.55, wide + 0.25, 0.4) * np.float32(5) + box(
            float(-s * 1.4), 0.1, 0.1, 0.6
        ) * np.float32(3)
    if light.side == "back":
        return box(float(s * 1.55), 0.2, 0.22, 0.8) * np.float32(9) + box(
            float(-s * 1.55), 0.2, 0.22, 0.8
        ) * np.float32(9)
    main = box(float(s * 1.02), 0.22, wide, 0.66) * np.float32(6.0 + 3.0 * hard)
    rim = box(float(-s * 1.45), 0.18, 0.13, 0.72) * np.float32(6.5)
    overhead = box(0.0, 1.45, 3.2, 0.30) * np.float32(1.5)
    return np.asarray(main + rim + overhead)


def _soft(inside: Plane, spread: Plane) -> Plane:
    t = np.clip(inside / spread * np.float32(0.5) + np.float32(0.5), 0, 1)
    return t * t * (3 - 2 * t)


def _through(patch: Patch, skin: Skin, behind: Plane, facing: Plane) -> Plane:
    """What shows through coloured glass: the backdrop, tinted by the path inside, dark at the edges."""
    u = np.abs(patch.x) / np.maximum(patch.r, np.float32(1e-3))
    thick = np.float32(0.75) + np.float32(0.9) * smooth(0.55, 1.0, np.clip(u, 0, 1))
    strongest = np.maximum(skin.colour.max(-1, keepdims=True), np.float32(0.03))
    tint = np.power(np.clip(skin.colour / strongest, 0.01, 1), thick[..., None] * np.float32(1.05))
    depth = (
        np.power(strongest, np.float32(0.60)) * (1 - np.float32(0.62) * smooth(0.62, 1.0, np.clip(u, 0, 1)))[..., None]
    )
    glow = np.float32(0.86) + np.float32(0.34) * smooth(0.9, 0.1, patch.y)
    return np.asarray(behind * tint * depth * glow[..., None])
