"""The photo studio: the paper sweep behind a product, its lamps, the shadow on the floor, the window's light."""

from dataclasses import dataclass

import numpy as np

from editor.providers.embedded import colours
from editor.providers.embedded.arrays import Plane

SIDES = {"left": -1.0, "right": 1.0, "front": -0.25, "top": -0.4, "back": -0.6}


@dataclass(frozen=True, slots=True)
class Light:
    """The key light: where from, how soft (0 hard .. 1 soft), how warm (-1 cool .. 1 warm), exposure in stops."""

    side: str
    soft: float
    warmth: float
    level: float
    window: bool
    shadow: float

    @property
    def sign(self) -> float:
        """-1 where the key stands to the left, +1 to the right."""
        return -1.0 if SIDES[self.side] < 0 else 1.0

    @property
    def colour(self) -> Plane:
        """Key colour in linear light, its luminance 1."""
        warm, cool = np.array([1.0, 0.80, 0.56], np.float32), np.array([0.80, 0.95, 1.22], np.float32)
        target = warm if self.warmth > 0 else cool
        tint = 1 + (target - 1) * np.float32(abs(self.warmth))
        return (tint / (tint @ np.array([0.2126, 0.7152, 0.0722], np.float32))).astype(np.float32)

    @property
    def exposure(self) -> float:
        """Factor on all light."""
        return float(2.0**self.level)


def smooth(start: float, end: float, x: Plane) -> Plane:
    """The cubic step from 0 at `start` to 1 at `end` (either may be the larger)."""
    t = np.clip((x - np.float32(start)) / np.float32(end - start), 0, 1)
    return np.asarray(t * t * (3 - 2 * t))


def window(x: Plane, y: Plane, sign: float) -> Plane:
    """Late sun through a six-pane window on the wall, 0..1, in scene units about the foot of the product."""
    across = (x * np.float32(-sign) + np.float32(1.42)) + np.float32(0.20) * (y - np.float32(2.0))
    up = (y - np.float32(2.12)) + np.float32(0.30) * (x * np.float32(-sign) + np.float32(1.4))
    across, up = across / np.float32(1.28), up / np.float32(1.42)
    blur = 0.055

    def strip(a: Plane, low: float, high: float) -> Plane:
        return smooth(low - blur, low + blur, a) * smooth(high + blur, high - blur, a)

    columns = strip(across, -1.0, -0.07) + strip(across, 0.07, 1.0)
    rows = strip(up, -1.0, -0.40) + strip(up, -0.29, 0.29) + strip(up, 0.40, 1.0)
    return columns * rows


def backdrop(x: Plane, y: Plane, colour: str, light: Light, frame_x: Plane, frame_y: Plane) -> Plane:
    """The paper sweep without the product, linear RGB.

    `x`, `y` in scene units about the product's foot; `frame_x`, `frame_y` run -1..1 over the whole frame.
    """
    paper = np.array(colours.linear(colour), np.float32)
    lean = np.float32(light.sign * (0.0 if light.side in ("front", "back") else 1.0))
    floor = smooth(0.95, -0.15, y)
    pool = np.exp(
        -((x - lean * np.float32(0.55)) ** 2 / np.float32(4.2) + (y - np.float32(1.55)) ** 2 / np.float32(3.4))
    )
    wall = np.float32(0.80) + np.float32(0.34) * pool
    wall = wall * (1 + lean * np.float32(0.16 + 0.16 * (1 - light.soft)) * np.tanh(x * np.float32(0.45)))
    bend = np.float32(0.10) * np.exp(-(((y - np.float32(0.42)) / np.float32(0.40)) ** 2))
    ground = np.float32(0.92) + np.float32(0.13) * smooth(0.2, -1.1, y) + np.float32(0.10) * np.exp(-(x * x) / 5)
    ground = ground * (1 + lean * np.float32(0.10) * np.tanh(x * np.float32(0.5)))
    amount = wall * (1 - floor) + ground * floor - bend
    amount = amount * (1 - np.float32(0.10) * (frame_x**2 + np.float32(0.6) * frame_y**2))
    if light.side == "back":
        amount = amount * np.float32(0.72) + np.float32(0.34) * pool
    lit = amount[..., None] * (1 + (light.colour - 1) * np.float32(0.75))
    if light.window:
        panes = window(x, y, light.sign) * smooth(0.25, 0.75, y)
        sun = light.colour * np.array([1.08, 0.98, 0.84], np.float32)
        lit = lit * np.array([0.40, 0.40, 0.43], np.float32) + (panes * amount)[..., None] * sun * np.float32(1.12)
    return np.asarray(paper * lit * np.float32(light.exposure))


def shadow(x: Plane, y: Plane, radius: float, height: float, light: Light, tilt: float) -> Plane:
    """How much of the light the product keeps from the floor, 0..1, soft and longer where the key is low."""
    z = -y / np.float32(np.sin(tilt))  # towards the camera, on the floor
    x0, r = np.float32(0), np.float32(radius)
    near = np.sqrt((x - x0) ** 2 + (z + np.float32(0.02)) ** 2) - r * np.float32(0.93)
    contact = np.exp(-(np.maximum(near, 0) ** 2) / np.float32(2 * 0.075**2))
    hug = np.exp(-np.maximum(near, 0) / (r * np.float32(0.55)))
    away_x, away_z, long = _throw(light, height)
    along = np.clip((x * away_x + z * away_z) / np.float32(long), 0, 1)
    off = np.sqrt((x - along * long * away_x) ** 2 + (z - along * long * away_z) ** 2)
    blur = np.float32(0.10 + 0.30 * light.soft) + along * np.float32(0.35 + 0.55 * light.soft)
    cast = smooth(1.0, -1.0, (off - r * np.float32(0.9)) / blur) * (1 - along) ** np.float32(0.75 + light.soft)
    strength = np.float32(light.shadow)
    total = 1 - (1 - np.float32(0.62) * contact) * (1 - np.float32(0.26) * hug)
    total = 1 - (1 - total) * (1 - np.float32(0.74 - 0.22 * light.soft) * cast)
    return np.clip(total * strength * smooth(0.62, 0.05, y), 0, np.float32(0.94))


def _throw(light: Light, height: float) -> tuple[np.float32, np.float32, np.float32]:
    if light.side == "top":
        return np.float32(0.6), np.float32(0.8), np.float32(0.25)
    if light.side == "front":
        return np.float32(0.25), np.float32(-0.97), np.float32(height * 0.6)
    if light.side == "back":
        return np.float32(0.18), np.float32(0.98), np.float32(height * 1.3)
    reach = height * (0.62 + 0.55 * (1 - light.soft)) * (1.25 if light.window else 1.0)
    return np.float32(-0.90 * light.sign), np.float32(0.44), np.float32(reach)
