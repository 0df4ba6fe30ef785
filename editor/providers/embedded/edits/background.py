"""What stands behind the subject instead of the old background, with the shadow that it casts there."""

from dataclasses import dataclass

import cv2
import numpy as np

from editor.providers.embedded import colours
from editor.providers.embedded.arrays import Picture, Plane
from editor.providers.embedded.edits import backdrops, enlarge

GROUNDS = ("paper", "plain", "gradient", "studio", *backdrops.PLACES)
_WRAP = {"plain": 0.10, "paper": 0.16, "gradient": 0.2, "studio": 0.2}
_WRAP_PLACE = 0.34
_CUT_OFF = 0.10  # share of a side of the frame that the subject must touch to be cut off there


@dataclass(frozen=True, slots=True)
class Ground:
    """A new background at working size (RGB, 0..255) with the shadow on it, how strongly its light wraps round the
    subject's edge, and the factors on red, green and blue that suit the subject to its light."""

    picture: Plane
    wrap: Plane
    light: Plane
    tint: Plane


@dataclass(frozen=True, slots=True)
class Wish:
    """A ground as it is asked for: its `name` (one of GROUNDS), its colours (hex, "" for its own), the hour of a place
    ("" for its own), and how far 0..1 the subject's light is to follow that of a place."""

    name: str
    colour: str = ""
    other: str = ""
    hour: str = ""
    match: float = 1.0


def ground(wish: Wish, share: Plane, picture: Picture, seed: int) -> Ground:
    """The ground for a subject of this share in this picture (both at working size)."""
    name = wish.name
    place = name in backdrops.PLACES
    if place:
        light = backdrops.place(name, wish.hour, share, _is_cut_off(share), seed)
    else:
        light = _SWEEPS[name](wish.colour, wish.other, share)
    floor = backdrops.floor(share) if place and not _is_cut_off(share) else np.float32(0 if place else 1)
    shade = _shadow(share, 0.5 if name == "plain" else 1.0) * floor
    light = light * (1 - shade)[..., None]
    shown = np.power(np.clip(light, 0, 1), np.float32(1 / 2.2)) * np.float32(255)
    side = max(share.shape)
    soft = enlarge.soft(shown, side * 0.02)
    near = 1 - enlarge.soft(share, side * 0.006)
    wrap = np.clip(near * 2, 0, 1) * np.float32(_WRAP.get(name, _WRAP_PLACE))
    tint = _tint(shown, picture, share, wish.match) if place else np.ones(3, np.float32)
    return Ground(np.asarray(shown, np.float32), np.asarray(wrap, np.float32), np.asarray(soft, np.float32), tint)


def _is_cut_off(share: Plane) -> bool:
    """Whether the frame cuts the subject off below, so that it stands nowhere in the picture."""
    return float((share[-1] > 0.5).mean()) > _CUT_OFF


def _tint(shown: Plane, picture: Picture, share: Plane, match: float) -> Plane:
    """Factors on display values that lean the subject's light a little towards the ground's, brightness kept."""
    inside = share > 0.6
    if not inside.any() or not match:
        return np.ones(3, np.float32)
    here, there = picture[inside].astype(np.float32).mean(0), shown.reshape(-1, 3).mean(0)
    gains = np.clip(there / max(float(there.mean()), 1.0), 0.6, 1.6) ** np.float32(0.28 * match)
    kept = float(here.mean()) / max(float((here * gains).mean()), 1.0)
    return np.asarray(gains * np.float32(kept), np.float32)


def _grid(share: Plane) -> tuple[Plane, Plane]:
    y = np.linspace(0, 1, share.shape[0], dtype=np.float32)[:, None]
    x = np.linspace(-1, 1, share.shape[1], dtype=np.float32)[None]
    return x, y


def _paper(colour: str, other: str, share: Plane) -> Plane:
    x, y = _grid(share)
    glow = np.float32(0.90) + np.float32(0.20) * np.exp(
        -((x * np.float32(1.05) + np.float32(0.12)) ** 2 + ((y - np.float32(0.42)) * 1.9) ** 2)
    )
    return np.asarray(
        np.array(colours.linear(colour or "#e9e4da"), np.float32) * (glow - np.float32(0.05) * y)[..., None]
    )


def _plain(colour: str, other: str, share: Plane) -> Plane:
    return np.broadcast_to(np.array(colours.linear(colour or "#ffffff"), np.float32), (*share.shape, 3)).copy()


def _gradient(colour: str, other: str, share: Plane) -> Plane:
    """From `colour` above to `other` below, mixed in display values so that the middle does not go grey."""
    x, y = _grid(share)
    above = colour or "#f3c9a6"
    below = other or colours.to_hex(_turned(above))
    t = np.clip(y * np.float32(0.92) + x * np.float32(0.10), 0, 1)
    t = (t * t * (3 - 2 * t))[..., None]
    one, two = (np.array(colours.rgb(each), np.float32) for each in (above, below))
    return np.asarray(np.power(one + t * (two - one), np.float32(2.2)))


def _turned(colour: str) -> tuple[float, float, float]:
    """A deeper neighbour of a colour on the wheel: what a gradient runs to when nothing was said."""
    lab = cv2.cvtColor(np.array([[colours.rgb(colour)]], np.float32), cv2.COLOR_RGB2LAB)[0, 0]
    angle = np.radians(-62.0)
    a, b = lab[1] * np.cos(angle) - lab[2] * np.sin(angle), lab[1] * np.sin(angle) + lab[2] * np.cos(angle)
    turned = np.array([[[max(24.0, float(lab[0]) - 26), a * 1.15, b * 1.15]]], np.float32)
    red, green, blue = np.clip(cv2.cvtColor(turned, cv2.COLOR_LAB2RGB)[0, 0], 0, 1)
    return float(red), float(green), float(blue)


def _studio(colour: str, other: str, share: Plane) -> Plane:
    """A sweep of paper: lit wall, soft bend, paler floor, falling off to the corners."""
    x, y = _grid(share)
    base = np.array(colours.linear(colour or "#b9bcc0"), np.float32)
    bend = _eased((y - np.float32(0.56)) / np.float32(0.24))
    pool = np.exp(-((x * np.float32(0.95)) ** 2 + ((y - np.float32(0.34)) * np.float32(1.8)) ** 2))
    wall = np.float32(0.42) + np.float32(0.85) * pool
    floor = np.float32(1.18) - np.float32(0.34) * x * x - np.float32(0.35) * np.clip(y - np.float32(0.75), 0, 1)
    return np.asarray(base * (wall + bend * (floor - wall))[..., None])


def _eased(t: Plane) -> Plane:
    held = np.clip(t, 0, 1)
    return np.asarray(held * held * (3 - 2 * held))


_SWEEPS = {"paper": _paper, "plain": _plain, "gradient": _gradient, "studio": _studio}


def _shadow(share: Plane, strength: float) -> Plane:
    """Contact shadow close to the outline and a wide soft one below and to the right."""
    side = max(share.shape)

    def cast(right: float, down: float, blur: float) -> Plane:
        move = np.array([[1, 0, right * side], [0, 1, down * side]], np.float32)
        moved = cv2.warpAffine(share, move, (share.shape[1], share.shape[0]), borderMode=cv2.BORDER_REPLICATE)
        return enlarge.soft(np.asarray(moved), blur * side)

    dark = np.float32(0.40) * cast(0.003, 0.009, 0.006) + np.float32(0.40) * cast(0.016, 0.034, 0.026)
    return np.asarray(np.clip(dark * np.float32(strength), 0, 0.72))
