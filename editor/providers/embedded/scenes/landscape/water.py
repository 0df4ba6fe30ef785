"""The face of water: waves in perspective, the sky in them, and the path of the sun."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from editor.providers.embedded import noise
from editor.providers.embedded.noise import smooth
from editor.providers.embedded.scenes.landscape.tints import filtering

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.providers.embedded.arrays import Plane
    from editor.providers.embedded.scenes.landscape.view import Frame, View

    Mirror = Callable[[Plane, Plane], Plane]

_MOST_COLUMNS = 3000
_COARSE = 3.0e6  # pixels
_MARGIN = 2  # rows drawn beyond a band where it is enlarged, so that bands meet without a seam
_FLAT = 0.0022  # rows of the frame, as a part of it, below which waves are too small to be seen one by one


@dataclass(frozen=True, slots=True)
class Water:
    """Level water from the height `line` of the frame (0..1 from the top) down.

    `eye` is how high over it the picture is taken; `mirror` gives the light of what stands above, by place.
    """

    view: View
    line: float
    eye: float
    mirror: Mirror
    deep: Plane
    fine: float = 1.0  # how long its waves are, the open sea's being 1

    def rows(self, frame: Frame, top: int, bottom: int) -> Plane:
        """Linear light of rows `top`..`bottom`; rows above the water line hold nothing of use."""
        if frame.width * frame.height <= _COARSE and not frame.is_draft:
            # Far waves lie closer than such rows: two to a row show what a finer picture does.
            light = self._at(frame.axes(0, 1)[0], replace(frame, height=2 * frame.height).axes(2 * top, 2 * bottom)[1])
            return np.asarray((light[::2] + light[1::2]) * np.float32(0.5))
        if frame.width <= _MOST_COLUMNS:
            return self._at(*frame.axes(top, bottom))
        # Finer than this there is nothing more to see: every second row and column is drawn, the rest drawn out.
        x, y = replace(frame, width=frame.width // 2, height=frame.height // 2).axes(
            top // 2 - _MARGIN, bottom // 2 + _MARGIN
        )
        light = self._at(x, y)
        wide = cv2.resize(light, (frame.width, 2 * light.shape[0]), interpolation=cv2.INTER_CUBIC)
        return np.asarray(wide[2 * _MARGIN : 2 * _MARGIN + bottom - top])

    def _at(self, x: Plane, y: Plane) -> Plane:
        view = self.view
        down = np.maximum((y - np.float32(self.line)) / np.float32(view.scale), np.float32(0.0006))
        # In a tall frame the water at the viewer's feet would hold one wave alone.
        down = np.where(down > 0.55, np.float32(0.55) * (1 + np.log(np.maximum(down, 0.55) / np.float32(0.55))), down)
        depth = np.float32(self.eye) / down
        wide = (x - np.float32(view.aspect / 2)) / np.float32(view.scale) * depth
        right, away, rough, crest = self._slopes(wide, np.broadcast_to(depth, wide.shape), down)
        facing = np.clip(down * np.float32(0.62) - away * np.float32(0.75) + np.float32(0.05) + rough * 0.25, 0.02, 1)
        fresnel = np.float32(0.03) + np.float32(0.97) * (1 - facing) ** 5
        rise = np.maximum(down * np.float32(view.scale), 0) + away * np.float32(0.55) * view.scale
        rise = np.abs(rise) + rough * np.float32(0.30)
        seen = self.mirror(x + right * np.float32(0.30), np.float32(self.line) - rise)
        seen *= filtering(view.word("water.tint"), 0.62)
        body = self.deep * (np.float32(0.60) + np.float32(0.55) * np.clip(crest, 0, 1.6))[..., None]
        light = body + np.clip(fresnel, 0, 1)[..., None] * (seen - body)
        light += self._glitter(x, y, right, away, rough)[..., None] * np.array(view.hour.disc, np.float32)
        return np.asarray(light.astype(np.float32))

    def _slopes(self, wide: Plane, depth: Plane, down: Plane) -> tuple[Plane, Plane, Plane, Plane]:
        """Slopes to the right and away from the viewer, the roughness of what is too fine to see, wave height."""
        rough_sea = 1 - self.view.number("water.calm")
        sheet = _waves(self.view.seed)
        right, away, unseen, crest = (np.zeros_like(wide) for _ in range(4))
        for k, (sea, steep, turn) in enumerate(_TRAINS):
            length = sea * self.fine
            strength = np.float32(steep * (0.16 + 1.25 * rough_sea ** (1.4 if sea > 0.8 else 0.8)))
            u = wide * np.float32(np.cos(turn)) - depth * np.float32(np.sin(turn))
            v = wide * np.float32(np.sin(turn)) + depth * np.float32(np.cos(turn))
            # Crests are longer across than along the wind.
            found = sheet(u / np.float32(length * 11) + np.float32(0.31 * k), v / np.float32(length * 4.2) + 0.17 * k)
            small = down * down / np.float32(self.eye) * np.float32(length * 0.45)
            seen = smooth(_FLAT * 0.5, _FLAT * 2.2, small)
            right += found[..., 0] * strength * seen * np.float32(0.55)
            away += found[..., 1] * strength * seen
            crest += found[..., 2] * seen * np.float32(length**0.5) * strength
            unseen += (1 - seen) * strength**2
        return right, away, np.sqrt(unseen) * np.float32(0.42), np.float32(0.5) + crest * np.float32(3.4)

    def _glitter(self, x: Plane, y: Plane, right: Plane, away: Plane, rough: Plane) -> Plane:
        """Sparkle where a wave's slope throws the sun at the viewer."""
        view = self.view
        if not view.luminary or max(view.hour.disc) <= 0:
            return np.zeros_like(right)
        scale = np.float32(1 / view.scale)
        across, high = (np.float32(view.sun[0]) - x) * scale, np.float32(self.line - view.sun[1]) * scale
        down = (y - np.float32(self.line)) * scale
        lift = np.maximum(high + down, np.float32(0.02))
        need_right, need_away = across / (lift + np.float32(0.35)), (high - down) * np.float32(0.5)
        wide = np.float32(0.020) + rough * np.float32(0.65)
        off = ((right - need_right) / (wide * 2.1)) ** 2 + ((away - need_away * np.float32(0.55)) / (wide * 2.6)) ** 2
        spark = np.exp(-off) * np.float32(0.09) / (wide + np.float32(0.03))
        share = 0.30 if view.night else 1.0
        return np.asarray(spark * np.float32(share * min(1.0, max(view.hour.key) / 1.2)))


# Wave trains: length in units of ground, steepness, direction of the crests.
_TRAINS = (
    (1.90, 0.085, 0.10), (0.95, 0.075, -0.32), (0.47, 0.075, 0.45), (0.24, 0.070, -0.12), (0.12, 0.070, 0.62),
    (0.060, 0.060, -0.50), (0.030, 0.050, 0.20),
)  # fmt: skip


def _waves(seed: int) -> Callable[[Plane, Plane], Plane]:
    """A repeating patch of sea read by place: slope across, slope along, height; crests sharper than troughs."""
    height = noise.tile(9, 3, 0.42, seed + 201).texture[:-1, :-1]
    height = 1 - np.abs(height - height.mean()) * np.float32(3.6)
    height = cv2.GaussianBlur(np.pad(height, 8, mode="wrap"), (0, 0), 2.2)[8:-8, 8:-8]
    height -= height.mean()
    gap = np.float32(1 / 9 * 512)
    right = (np.roll(height, -1, 1) - np.roll(height, 1, 1)) * gap * np.float32(0.5)
    away = (np.roll(height, -1, 0) - np.roll(height, 1, 0)) * gap * np.float32(0.5)
    maps = np.stack([right / right.std(), away / away.std(), height / height.std() * np.float32(0.16)], -1)
    texture = np.pad(maps.astype(np.float32), ((0, 1), (0, 1), (0, 0)), mode="wrap")

    def at(across: Plane, along: Plane) -> Plane:
        x = ((across - np.floor(across)) * np.float32(512)).astype(np.float32)
        y = ((along - np.floor(along)) * np.float32(512)).astype(np.float32)
        return np.asarray(cv2.remap(texture, x, y, cv2.INTER_LINEAR))

    return at
