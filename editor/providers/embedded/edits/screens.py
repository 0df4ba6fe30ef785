"""Dot screens as printers use them: the same dots at every size."""

import numpy as np

from editor.providers.embedded.arrays import Plane


def screen(shape: tuple[int, ...], top: int, pitch: float, angle: float) -> Plane:
    """A dot screen 0..1 as a sum of two waves; each is an outer product, so this costs little."""
    cos, sin = np.cos(np.radians(angle)) * 2 * np.pi / pitch, np.sin(np.radians(angle)) * 2 * np.pi / pitch
    x, y = np.arange(shape[1]), np.arange(top, top + shape[0])

    def wave(a: float, b: float) -> Plane:
        ax, by = a * x, b * y
        return np.asarray(np.outer(np.cos(by), np.cos(ax)) - np.outer(np.sin(by), np.sin(ax)), np.float32)

    return np.asarray(np.float32(0.25) * (wave(cos, sin) + wave(-sin, cos)) + np.float32(0.5))


def _coverage() -> Plane:
    """The threshold at which a share 0..255 of the screen is covered."""
    wave = np.cos(np.linspace(0, 2 * np.pi, 512, endpoint=False))
    levels = np.sort((0.25 * (wave[None] + wave[:, None]) + 0.5).ravel())
    table = levels[np.linspace(0, len(levels) - 1, 256).astype(np.int64)]
    table[0], table[-1] = -1, 2
    return np.asarray(table, np.float32)


_THRESHOLD = _coverage()


def inked(screen: Plane, amount: Plane, pitch: float) -> Plane:
    """How much ink of a dot screen lies on each pixel, for an amount of ink 0..1."""
    level = _THRESHOLD[(np.clip(amount, 0, 1) * 255).astype(np.uint8)]
    return np.asarray(np.clip((level - screen) * np.float32(pitch * 0.45) + np.float32(0.5), 0, 1))


def dotted(
    light: Plane, screen: Plane, amount: Plane, pitch: float, ink: tuple[float, float, float], strength: float
) -> Plane:
    dots = inked(screen, amount, pitch)[..., None] * np.float32(strength)
    return np.asarray(light + dots * (np.array(ink, np.float32) - light))
