"""How materials answer the studio's lamps: diffuse, reflection of softboxes, metal, glass and kraft paper."""

from dataclasses import dataclass

import numpy as np

from editor.providers.embedded import colours
from editor.providers.embedded.arrays import Plane
from editor.providers.embedded.noise import Ground
from editor.providers.embedded.scenes import lamps
from editor.providers.embedded.scenes.lathe import Patch
from editor.providers.embedded.scenes.studio import Light, smooth, window


@dataclass(frozen=True, slots=True)
class Material:
    """`rough` 0 mirror .. 1 chalk, `shine` strength of reflection; `metal`, `clear` and `fibre` (kraft) 0..1."""

    rough: float
    shine: float
    metal: float = 0.0
    clear: float = 0.0
    fibre: float = 0.0

    @property
    def numbers(self) -> tuple[float, float, float, float, float]:
        """What Skin.of takes, in its order."""
        return self.rough, self.shine, self.metal, self.clear, self.fibre


MATERIALS: dict[str, Material] = {
    "matte": Material(0.85, 0.55), "satin": Material(0.42, 0.9), "gloss": Material(0.06, 1.3),
    "ceramic": Material(0.25, 0.85), "metal": Material(0.26, 1.0, metal=1.0), "glass": Material(0.06, 1.25, clear=1.0),
    "frosted": Material(0.5, 0.8, clear=0.6), "paper": Material(0.95, 0.35), "wax": Material(0.6, 0.55),
    "liquid": Material(0.05, 1.0), "kraft": Material(0.95, 0.25, fibre=1.0),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Skin:
    """Per-pixel colour (linear) and material numbers of a patch."""

    colour: Plane
    rough: Plane
    shine: Plane
    metal: Plane
    clear: Plane
    fibre: Plane

    @staticmethod
    def of(colour: Plane, numbers: Plane) -> "Skin":
        """`colour` with the five numbers of a Material (see `Material.numbers`) in the last axis of `numbers`."""
        return Skin(colour, *(np.asarray(numbers[..., k]) for k in range(5)))


def shade(patch: Patch, skin: Skin, light: Light, backdrop: str, behind: Plane, tilt: float, floor: str = "") -> Plane:
    """Linear RGB of the patch; `behind` is what the backdrop shows there, seen through glass.

    `backdrop` is the wall's colour and `floor` the ground's, where that is another: both shine back at the product.
    """
    vy, vz = np.float32(np.sin(tilt)), np.float32(np.cos(tilt))
    facing = np.clip(patch.ny * vy + patch.nz * vz, 1e-3, 1)
    paper, below = (np.array(colours.linear(name), np.float32) for name in (backdrop, floor or backdrop))
    key = _key_on(patch, light)
    glance = lamps.Glance(facing, vy, vz, skin.rough, skin.metal)
    paint = _textured(patch, skin) if skin.fibre.any() or skin.metal.any() else skin.colour
    diffuse = lamps.diffuse(patch, light, key, below)
    mirror = lamps.mirror(patch, glance, light, key, paper, below)
    edge = (1 - facing) ** 5
    f0: Plane = np.full((1, 1, 3), 0.045, np.float32)
    if skin.metal.any():
        f0 = f0 * (1 - skin.metal)[..., None] + _metal(paint) * skin.metal[..., None]
    fresnel = f0 + (1 - f0) * (edge * np.float32(0.50) * (1 - np.float32(0.7) * skin.rough))[..., None]
    solid = paint * diffuse
    if skin.metal.any():
        solid *= (1 - np.float32(0.86) * skin.metal)[..., None]
    ground = np.float32(0.50) + np.float32(0.50) * smooth(-0.02, 0.34, patch.y)
    body = solid
    if skin.clear.any():
        clear = skin.clear[..., None]
        body = solid * (1 - clear * np.float32(0.88)) + _through(patch, skin, behind, diffuse) * clear
        ground = ground + (1 - ground) * skin.clear * np.float32(0.5)
    out = mirror * fresnel
    out *= skin.shine[..., None]
    out += body * ground[..., None]
    out *= np.float32(light.exposure)
    return np.asarray(out)


def _textured(patch: Patch, skin: Skin) -> Plane:
    """The colour with the fibres of kraft paper, and with the fine turning marks of brushed metal."""
    pixel = abs(float(patch.x[0, -1] - patch.x[0, 0])) / max(1, patch.x.shape[1] - 1)
    size = np.full(patch.x.shape, pixel, np.float32)
    # Looked up on three planes and mixed by how the surface faces them, so that no side of a box is smeared.
    sides = ((patch.x, patch.y, patch.nz), (patch.z, patch.y, patch.nx), (patch.x, patch.z, patch.ny))
    tone = np.zeros(patch.x.shape, np.float32)
    if skin.fibre.any():
        for u, v, facing in sides:
            at = Ground(np.ascontiguousarray(u, np.float32), np.ascontiguousarray(v, np.float32), size, size)
            tone += facing**2 * skin.fibre * _fibres(at)
    if skin.metal.any():
        turn = np.ascontiguousarray(np.arctan2(patch.nx, np.maximum(patch.nz, 1e-3)) * 0.5, np.float32)
        at = Ground(turn, np.ascontiguousarray(patch.y, np.float32), size, size)
        tone += np.float32(0.17) * skin.metal * at.noise(1.6, 44, 211, 3, 0.8)
    return np.asarray(skin.colour * np.maximum(1 + tone, 0.1)[..., None])


def _fibres(at: Ground) -> Plane:
    """Recycled pulp: clouds, felted hairs in every direction, some light and some dark."""
    tone = np.float32(0.09) * at.noise(3, 3, 201, 4, 0.6) + np.float32(0.05) * at.noise(26, 26, 206, 2, 0.8)
    for turn in range(5):
        hair = at.turned(0.3 + 0.63 * turn).noise(11, 70, 221 + turn * 3, 1)
        sign = np.float32(-0.17 if turn % 2 else 0.11)
        tone += sign * smooth(0.35, 0.75, hair)
    return np.asarray(tone)


def _metal(colour: Plane) -> Plane:
    """Reflectance of a metal known by its paint colour: brighter and less saturated than the paint."""
    strongest = _strongest(colour, 0.02)
    pure = colour / strongest
    return np.asarray(
        (pure * np.float32(0.72) + np.float32(0.28)) * np.power(strongest, np.float32(0.55)) * np.float32(0.82)
    )


def _strongest(colour: Plane, least: float) -> Plane:
    """The strongest channel of every pixel, one by one: NumPy reduces a short last axis slowly."""
    red, green, blue = (colour[..., k] for k in range(3))
    return np.asarray(np.maximum(np.maximum(np.maximum(red, green), blue), np.float32(least)))[..., None]


def _key_on(patch: Patch, light: Light) -> Plane:
    if not light.window:
        return np.ones_like(patch.x)
    # The product stands before the wall, so the panes fall on it shifted towards the light.
    across = patch.x * np.float32(patch.size) + np.float32(patch.aside)
    up = patch.y * np.float32(patch.size)
    panes = window(across - np.float32(light.sign * -0.75), up + np.float32(0.12), light.sign)
    return np.float32(0.34) + np.float32(1.0) * panes


def _through(patch: Patch, skin: Skin, behind: Plane, diffuse: Plane) -> Plane:
    """What shows through coloured glass: the backdrop, tinted by the path inside, dark at the edges.

    Frosted glass scatters the light that falls on it instead, so that it glows in its own colour.
    """
    u = np.clip(np.abs(patch.nx), 0, 1)
    thick = np.float32(0.62) + np.float32(1.15) * smooth(0.50, 0.98, u)
    strongest = _strongest(skin.colour, 0.03)
    tint = np.power(np.clip(skin.colour / strongest, 0.01, 1), thick[..., None] * np.float32(1.05))
    # A bright line runs inside the dark rim, where the far wall bends the lit backdrop round.
    rim = (
        1
        - np.float32(0.74) * smooth(0.70, 0.97, u)
        + np.float32(0.34) * np.exp(-(((u - np.float32(0.66)) / np.float32(0.09)) ** 2))
    )
    depth = np.power(strongest, np.float32(0.42)) * rim[..., None]
    glow = np.float32(0.90) + np.float32(0.38) * smooth(0.9, 0.05, patch.y)
    seen = behind * tint * depth * glow[..., None]
    milk = np.clip(skin.rough * np.float32(1.8) - np.float32(0.15), 0, 0.8)
    on = (milk > 0) & (skin.clear > 0)
    if on.any():
        share, light, full = milk[on][:, None], diffuse[on], strongest[on]
        pale = np.power(np.clip(skin.colour[on] / full, 0.01, 1), np.float32(0.55)) * np.power(full, np.float32(0.45))
        glow_in = light * np.float32(0.66) + behind[on] * np.float32(0.26)
        seen[on] = seen[on] * (1 - share) + share * pale * glow_in
    return np.asarray(seen)
