"""The boxes of the studio: carton, book, phone and speaker, and the glass block of a perfume flacon."""

from collections.abc import Callable

import numpy as np

from editor.providers.embedded.arrays import Plane
from editor.providers.embedded.scenes.boxes import Slab, Surface
from editor.providers.embedded.scenes.profiles import CAP, FILL, PAGES, SCREEN, TRIM

LEAN = {"carton": 0.26, "book": 0.24, "phone": 0.12, "speaker": 0.22}  # camera tilt that shows each best, radians
FLACON = (0.82, 0.84, 0.36)

_BEZEL = 0.055
_WOOFER = (0.0, -0.34, 0.56)  # middle and radius on the front of the speaker
_TWEETER = (0.0, 0.66, 0.24)


def standing_on(slabs: tuple[Slab, ...], lying: bool) -> tuple[float, float]:
    """Half the width and half the depth of what the slabs cover of the ground, before they are turned on it."""
    deep = 1 if lying else 2
    wide, long = (max(abs(slab.at[k]) + slab.half[k] for slab in slabs) for k in (0, deep))
    return wide, long


def flacon() -> Slab:
    """A thick block of glass."""
    wide, tall, _ = FLACON
    panel = (-wide * 0.62, -tall * 0.55, wide * 0.62, tall * 0.35)
    return Slab(FLACON, (0.0, tall, 0.0), 0.0, 0.12, 0.055, panel=panel)


def _carton(turn: float, lying: bool) -> tuple[Slab, ...]:
    wide, tall, deep = 0.86, 1.30, 0.50
    panel = (-wide * 0.74, -tall * 0.42, wide * 0.74, tall * 0.50)
    return (Slab((wide, tall, deep), (0.0, tall, 0.0), turn, 0.018, 0.018, panel=panel),)


def _book(turn: float, lying: bool) -> tuple[Slab, ...]:
    wide, tall, deep, board = 1.02, 1.46, 0.26, 0.035
    lift = deep if lying else 0.0

    def at(x: float, y: float, z: float) -> tuple[float, float, float]:
        return (x, y - (tall if lying else 0.0), z + lift)

    def cover(z: float, panel: tuple[float, float, float, float] | None) -> Slab:
        return Slab((wide, tall, board), at(0, tall, z), turn, 0.02, 0.018, lying, dress=_hinge, panel=panel)

    panel = (-wide * 0.60 + 0.06, tall * 0.02, wide * 0.60 + 0.06, tall * 0.62)
    pages = Slab((wide - 0.05, tall - 0.05, deep - board), at(-0.02, tall, 0.0), turn, 0.01, 0.01, lying, PAGES)
    spine = Slab((0.045, tall, deep), at(-wide + 0.02, tall, 0.0), turn, 0.02, 0.02, lying)
    slabs = (cover(-deep + board, None), pages, spine, cover(deep - board, panel))
    if lying:
        return slabs
    return tuple(sorted(slabs, key=lambda slab: float(slab.centre[2])))


def _hinge(slab: Slab, own: Surface) -> None:
    """The groove along which a cover folds."""
    off = (own.x + np.float32(slab.half[0] - 0.16)) / np.float32(0.035)
    dent = own.front * np.exp(-(off**2)) * off * np.float32(1.3)
    own.nx = own.nx + dent
    length = 1 / np.sqrt(own.nx**2 + own.ny**2 + own.nz**2)
    own.nx, own.ny, own.nz = own.nx * length, own.ny * length, own.nz * length


def _phone(turn: float, lying: bool) -> tuple[Slab, ...]:
    wide, tall, deep = 0.66, 1.38, 0.065
    at = (0.0, 0.0, deep) if lying else (0.0, tall, 0.0)
    panel = (-wide * 0.72, -tall * 0.10, wide * 0.72, tall * 0.34)
    return (Slab((wide, tall, deep), at, turn, 0.18, 0.035, lying, dress=_glass_front, panel=panel),)


def _glass_front(slab: Slab, own: Surface) -> None:
    """Screen and bezel of a phone."""
    wide, tall, deep = slab.half
    inner = Slab((wide - _BEZEL, tall - _BEZEL, deep), slab.at, 0.0, slab.corner - _BEZEL + 0.03, 0.001)
    front = own.front
    own.part[front] = TRIM
    screen = front & (inner.away(own.x, own.y, np.zeros_like(own.z)) < 0)
    own.part[screen] = SCREEN
    pill = np.hypot(np.maximum(np.abs(own.x) - np.float32(0.10), 0), own.y - np.float32(tall - 0.17)) < 0.042
    own.part[screen & pill] = TRIM


def _speaker(turn: float, lying: bool) -> tuple[Slab, ...]:
    wide, tall, deep = 0.84, 1.30, 0.62
    panel = (-0.34, -tall * 0.96, 0.34, -tall * 0.80)
    return (
        Slab((wide, tall, deep), (0.0, tall, 0.0), turn, 0.16, 0.05, dress=_drivers, panel=panel, room=(-1.27, -0.93)),
    )


def _drivers(slab: Slab, own: Surface) -> None:
    """Cloth over the front, and two driver cones let into it."""
    wide, tall, deep = slab.half
    inner = Slab((wide - 0.07, tall - 0.07, deep), slab.at, 0.0, slab.corner - 0.05, 0.001)
    cloth = own.front & (inner.away(own.x, own.y, np.zeros_like(own.z)) < 0)
    own.part[cloth] = CAP
    for x, y, radius in (_WOOFER, _TWEETER):
        off_x, off_y = own.x - np.float32(x), own.y - np.float32(y)
        far = np.hypot(off_x, off_y) / np.float32(radius)
        ring = np.float32(1.0) - far
        lean = _profile(far)
        on = own.front & (ring > 0)
        own.part[on] = np.where(far[on] > 0.91, TRIM, FILL)
        length = np.maximum(far * np.float32(radius), np.float32(1e-4))
        own.nx = np.where(on, lean * off_x / length, own.nx)
        own.ny = np.where(on, lean * off_y / length, own.ny)
        own.nz = np.where(on, np.sqrt(np.maximum(1 - lean * lean, np.float32(0.05))), own.nz)


def _profile(far: Plane) -> Plane:
    """How a driver's surface leans outwards at a distance from its middle, as the sine of its angle."""
    rim = np.clip((far - np.float32(0.955)) / np.float32(0.045), -1, 1) * np.float32(0.75)
    roll = np.clip((far - np.float32(0.82)) / np.float32(0.09), -1, 1) * np.float32(0.9)
    cone, dome = np.full_like(far, -0.55), far / np.float32(0.30) * np.float32(0.72)
    return np.asarray(np.select([far > 0.91, far > 0.73, far > 0.30], [rim, roll, cone], dome), np.float32)


BUILDS: dict[str, Callable[[float, bool], tuple[Slab, ...]]] = {
    "carton": _carton, "book": _book, "phone": _phone, "speaker": _speaker,
}  # fmt: skip
