"""The head as a form: how points drawn from the front move when it turns and tilts, and how it is built."""

from __future__ import annotations

import math
from dataclasses import dataclass

import skia

from editor.providers.embedded.scenes import pen
from editor.providers.embedded.scenes.pen import Point
from editor.providers.embedded.scenes.portrait.look import Look

_ROUND = 214.0  # half the width of the head, design units
_TURN = 64.0  # how far the middle of the face moves at a full turn
_NECK = (0.0, 690.0)  # what the head tilts about


@dataclass(frozen=True, slots=True)
class Head:
    """A head 560 design units tall whose eyes lie at y = 428, with `jaw` from 0 (slight) to 1 (broad).

    `turn` is the shift of the middle of the face in design units, `tilt` in radians.
    """

    turn: float
    tilt: float
    jaw: float
    neck: float
    shoulder: float

    @staticmethod
    def of(look: Look) -> Head:
        """The head and frame of a person."""
        turn = max(-1.0, min(1.0, look.number("head.turn")))
        jaw, neck, shoulder = {"woman": (0.0, 80, 372), "man": (1.0, 112, 446), "person": (0.5, 94, 404)}[look.kind]
        return Head(turn * _TURN, math.radians(turn * 4.5), jaw, neck, shoulder)

    def onto(self, x: float, y: float, out: float = 1.0) -> Point:
        """A point of the face's surface after turning; what stands `out` (1: not at all) moves further."""
        depth = math.sqrt(max(0.0, 1 - (x / _ROUND) ** 2))
        return self.tilted(x * (1 - 0.03 * abs(self.turn) / _TURN) + self.turn * depth * out, y)

    def tilted(self, x: float, y: float) -> Point:
        """A point after tilting alone: of the hair, of a hat."""
        x, y = x - _NECK[0], y - _NECK[1]
        cos, sin = math.cos(self.tilt), math.sin(self.tilt)
        return x * cos - y * sin + _NECK[0], x * sin + y * cos + _NECK[1]

    def skewed(self, x: float, y: float) -> Point:
        """A point of cloth that hangs from the head to the shoulders: it tilts with the head and stays below."""
        share = min(1.0, max(0.0, (900 - y) / 300))
        a, b = self.tilted(x - 0.22 * self.turn, y)
        return x + (a - x) * share, y + (b - y) * share

    def face(self, data: str, out: float = 1.0) -> skia.Path:
        """A shape on the face's surface."""
        return pen.path(data, lambda x, y: self.onto(x, y, out))

    def skull(self, data: str) -> skia.Path:
        """A shape that goes with the head but does not lie on the face; the back of a turned head shows more."""
        back = -0.22 * self.turn
        return pen.path(data, lambda x, y: self.tilted(x + back, y))

    def carried(self, shape: skia.Path) -> skia.Path:
        """A finished shape, tilted with the head."""
        out = skia.Path(shape)
        out.transform(skia.Matrix.RotateDeg(math.degrees(self.tilt), skia.Point(*_NECK)))
        return out

    @property
    def outline(self) -> str:
        """Path data of the face."""
        return pen.symmetrical(pen.blended(_SLIGHT, _BROAD, self.jaw))


_SLIGHT = "M 0 168 C 118 166 198 236 204 370 C 207 428 204 478 194 528 C 184 584 134 652 82 692 C 56 712 28 722 0 722"
_BROAD = "M 0 168 C 122 166 202 236 209 370 C 212 430 211 494 204 552 C 196 618 160 668 112 710 C 80 736 40 742 0 742"
