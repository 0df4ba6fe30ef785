"""A cosmetic tube standing on its cap: round at its foot, pressed flat towards the crimp at its top."""

from dataclasses import dataclass

import numpy as np

from editor.providers.embedded.arrays import Plane
from editor.providers.embedded.scenes.lathe import Box, Patch, Print, View
from editor.providers.embedded.scenes.profiles import BODY, CAP

HEIGHT = 3.0
WIDTH = 0.80  # half, at the crimp
_CAP = 0.62
_ROUND = 0.52
_CRIMP = 0.20
_LABEL = (1.00, 2.40)
_ROOM = (0.72, 2.74)  # what of the body may be printed
_WIDEST = 1.5  # of its round foot, the print
_ROUNDS = 6


@dataclass(frozen=True, slots=True)
class Tube:
    """The tube, with its printed front `size` times as large."""

    size: float = 1.0

    @property
    def _span(self) -> tuple[float, float]:
        """From where to where the print goes, scene units."""
        middle, half = sum(_LABEL) / 2, (_LABEL[1] - _LABEL[0]) / 2 * self.size
        return max(_ROOM[0], middle - half), min(_ROOM[1], middle + half)

    @property
    def sheet(self) -> tuple[float, float]:
        """Width and height of its printed front, scene units."""
        low, high = self._span
        return 2 * _ROUND * min(1.25 * self.size, _WIDEST), high - low

    @property
    def middle(self) -> tuple[float, float, float]:
        """The middle of its printed front."""
        high = sum(self._span) / 2
        return 0.0, high, float(_half_depth(np.array([high], np.float32))[0][0])

    def seen(self, view: View) -> "Pressed":
        """The tube as `view` shows it."""
        return Pressed(view)

    def printed(self, patch: Patch, view: View) -> Print:
        """Where the printed front lies."""
        low, high = self._span
        wide = self.sheet[0]
        across = patch.x / np.float32(wide) + np.float32(0.5)
        down = (np.float32(high) - patch.y) / np.float32(high - low)
        edge = np.minimum(np.minimum(across, 1 - across) * wide, np.minimum(down, 1 - down) * (high - low))
        on = np.clip(edge * np.float32(view.scale) + np.float32(0.5), 0, 1) * (patch.part == BODY)
        return Print(across, down, on.astype(np.float32))


def _half_width(y: Plane) -> tuple[Plane, Plane]:
    """Half the width at height `y`, and how fast it changes."""
    t = np.clip((y - np.float32(_CAP)) / np.float32(HEIGHT - _CAP), 0, 1)
    body = np.float32(_ROUND) + np.float32(WIDTH - _ROUND) * t * (2 - t) * np.float32(0.5) * (1 + t)
    slope = np.float32((WIDTH - _ROUND) / (HEIGHT - _CAP)) * (1 + t - np.float32(1.5) * t * t)
    cap = np.float32(0.47) - np.float32(0.03) * np.clip(1 - y / np.float32(0.08), 0, 1) ** 2
    return np.where(y < _CAP, cap, body), np.where(y < _CAP, np.float32(0), slope)


def _half_depth(y: Plane) -> tuple[Plane, Plane]:
    """Half the depth at height `y`, and how fast it changes."""
    span = np.float32(HEIGHT - _CRIMP - _CAP)
    t = np.clip((y - np.float32(_CAP)) / span, 0, 1)
    body = np.float32(_ROUND) * (1 - t**2.2) + np.float32(0.022)
    slope = np.where(t < 1, -np.float32(_ROUND * 2.2) * t ** np.float32(1.2) / span, np.float32(0))
    cap = np.float32(0.47) - np.float32(0.03) * np.clip(1 - y / np.float32(0.08), 0, 1) ** 2
    return np.where(y < _CAP, cap, body), np.where(y < _CAP, np.float32(0), slope)


class Pressed:
    """The tube in one view."""

    def __init__(self, view: View) -> None:
        self._view = view

    @property
    def bounds(self) -> Box:
        """The box of pixels that the tube may touch."""
        view = self._view
        lean = _ROUND * abs(np.sin(view.tilt))
        top, low = HEIGHT * np.cos(view.tilt) + lean, lean
        return (
            int(view.x - WIDTH * view.scale) - 2, int(view.y - top * view.scale) - 2,
            int(view.x + WIDTH * view.scale) + 3, int(view.y + low * view.scale) + 3,
        )  # fmt: skip

    def patch(self, box: Box) -> Patch:
        """Geometry for the pixels in `box`: the near surface is found by a few rounds of z from y and y from z."""
        left, top, right, bottom = box
        view = self._view
        c, s = np.float32(np.cos(view.tilt)), np.float32(np.sin(view.tilt))
        x = ((np.arange(left, right) + 0.5 - view.x) / view.scale).astype(np.float32)[None, :]
        v = ((view.y - (np.arange(top, bottom) + 0.5)) / view.scale).astype(np.float32)[:, None]
        x, v = np.broadcast_arrays(x, v)
        z = np.zeros(x.shape, np.float32)
        for _ in range(_ROUNDS):
            y = np.clip((v + z * s) / c, 0, HEIGHT)
            wide, deep = _half_width(y)[0], _half_depth(y)[0]
            z = deep * np.sqrt(np.clip(1 - (x / wide) ** 2, 0, 1))
        y = np.clip((v + z * s) / c, 0, HEIGHT).astype(np.float32)
        part = np.where(y < _CAP, CAP, BODY)
        normal = self._normal(x, y, part == BODY)
        cover = self._cover(x, v, c, s)
        return Patch(left, top, cover, np.array(x), y, z, *normal, np.maximum(_half_width(y)[0], 1e-3), part)

    def _normal(self, x: Plane, y: Plane, body: Plane) -> tuple[Plane, Plane, Plane]:
        (wide, widens), (deep, deepens) = _half_width(y), _half_depth(y)
        u = np.clip(x / wide, -1, 1)
        front = np.sqrt(np.maximum(1 - u * u, np.float32(1e-4)))
        nx, nz = u / wide, front / deep
        ny = -(u * u * widens / wide + front * front * deepens / deep)
        # The sealed end is pressed in fine upright ribs, as far as the pixels can show them.
        rib = np.float32(np.clip(self._view.scale / 110 - 1, 0, 1)) * (y > HEIGHT - _CRIMP) * body
        nx = nx + nz * rib * np.float32(0.35) * np.sin(x * np.float32(130))
        length = 1 / np.sqrt(nx * nx + ny * ny + nz * nz)
        return nx * length, ny * length, nz * length

    def _cover(self, x: Plane, v: Plane, c: np.float32, s: np.float32) -> Plane:
        scale = np.float32(self._view.scale)
        axis = np.clip(v / c, 0, HEIGHT)
        wide, widens = _half_width(axis)
        side = (wide - np.abs(x)) * scale / np.sqrt(1 + widens * widens)
        foot = np.sqrt(np.clip(1 - (x / np.float32(0.44)) ** 2, 0, 1)) * np.float32(0.44) * s
        above, below = (np.float32(HEIGHT) * c - v) * scale, (v + foot) * scale
        inside = np.minimum(np.minimum(side, above), below)
        return np.asarray(np.clip(inside + np.float32(0.5), 0, 1), np.float32)
