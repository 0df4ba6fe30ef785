"""Restyles of a whole photograph, crisp at any size: smooth fields are made small, enlarged, and cut at full size."""

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from editor.providers.embedded import colours
from editor.providers.embedded.arrays import Picture, Plane

_BAND = 256


@dataclass(frozen=True, slots=True)
class Source:
    """A picture at full size, the same small, the subject's mask small (None where no subject is known), and the two
    inks of a duotone (hex, "" for the usual ones)."""

    full: Picture
    small: Picture
    mask: Plane | None
    inks: tuple[str, str] = ("", "")


def apply(name: str, source: Source) -> Picture:
    """The photograph in one of STYLES."""
    return STYLES[name](source)


def _bands(source: Source, paint: Callable[[int, int], Plane]) -> Picture:
    height, width = source.full.shape[:2]
    out = np.empty((height, width, 3), np.uint8)
    for top in range(0, height, _BAND):
        bottom = min(height, top + _BAND)
        out[top:bottom] = (np.clip(paint(top, bottom), 0, 1) * 255 + 0.5).astype(np.uint8)
    return out


def _enlarged(field: Plane, source: Source) -> Plane:
    height, width = source.full.shape[:2]
    return np.asarray(cv2.resize(field, (width, height), interpolation=cv2.INTER_CUBIC))


def _flattened(picture: Picture, passes: int = 2) -> Picture:
    side = max(picture.shape[:2])
    out = picture
    for _ in range(passes):
        out = np.asarray(cv2.bilateralFilter(out, 9, 38, side / 110), np.uint8)
    return out


def _lines(small: Picture, passes: int = 1) -> Plane:
    """Difference of Gaussians: below 0 where a dark line should run."""
    grey = cv2.cvtColor(_flattened(small, passes), cv2.COLOR_RGB2GRAY).astype(np.float32) / 255
    width = max(small.shape[:2]) / 620
    return np.asarray(
        cv2.GaussianBlur(grey, (0, 0), width) - np.float32(0.985) * cv2.GaussianBlur(grey, (0, 0), width * 1.7)
    )


def _sharp(field: Plane, at: float, soft: float) -> Plane:
    """A clean cut through a smooth field, `soft` wide."""
    return np.asarray(np.clip((field - np.float32(at)) / np.float32(soft) + np.float32(0.5), 0, 1))


_SUBJECT_INKS = ("#1b1b3a", "#b0125b", "#ee4266", "#ff9f5a", "#ffd23f", "#fff6dd")
_GROUND_INKS = ("#0d3b4f", "#007c83", "#00a6a6", "#5fd0c5")


def _popart(source: Source) -> Picture:
    side = max(source.small.shape[:2])
    grey = cv2.cvtColor(_flattened(source.small, 3), cv2.COLOR_RGB2GRAY).astype(np.float32) / 255
    grey = np.asarray(cv2.GaussianBlur(grey, (0, 0), side / 520))
    mask = source.mask if source.mask is not None else np.ones(grey.shape, np.float32)
    cuts = _cuts(grey[mask > 0.5], (0.10, 0.30, 0.52, 0.72, 0.90))
    ground_cuts = _cuts(grey[mask <= 0.5], (0.22, 0.52, 0.82))
    tone, edge, who = _enlarged(grey, source), _enlarged(_lines(source.small, 2), source), _enlarged(mask, source)
    pitch = min(source.full.shape[:2]) / 74
    soft = 0.022

    def paint(top: int, bottom: int) -> Plane:
        band = tone[top:bottom]
        body, ground = _stepped(band, cuts, _SUBJECT_INKS, soft), _stepped(band, ground_cuts, _GROUND_INKS, soft)
        screen = _screen(band.shape, top, pitch, 45)
        shade = np.clip((np.float32(cuts[3]) - band) * np.float32(2.4), 0, 0.62) * (band > cuts[0])
        body = _dotted(body, screen, shade, pitch, colours.linear("#1b1b3a"), 0.42)
        ground = _dotted(
            ground, screen, np.clip(band * np.float32(0.75), 0.06, 0.5), pitch, colours.linear("#ffd23f"), 0.75
        )
        share = _sharp(who[top:bottom], 0.5, 0.1)[..., None]
        light = ground + share * (body - ground)
        rim = 1 - np.clip(np.abs(who[top:bottom] - np.float32(0.5)) * np.float32(3.4), 0, 1)
        ink = np.maximum(1 - _sharp(edge[top:bottom], -0.0035, 0.006), _sharp(rim, 0.45, 0.25))[..., None]
        light = light + ink * (np.array(colours.linear("#1b1b3a"), np.float32) - light)
        return np.asarray(np.power(light, np.float32(1 / 2.2)))

    return _bands(source, paint)


def _cuts(values: Plane, shares: tuple[float, ...]) -> list[float]:
    """Tone steps half way between even steps and equal areas."""
    if not len(values):
        return list(shares)
    low, high = np.quantile(values, [0.02, 0.98])
    return [float(0.5 * np.quantile(values, share) + 0.5 * (low + share * (high - low))) for share in shares]


def _stepped(tone: Plane, cuts: list[float], inks: tuple[str, ...], soft: float) -> Plane:
    light = np.broadcast_to(np.array(colours.linear(inks[0]), np.float32), (*tone.shape, 3)).copy()
    for cut, ink in zip(cuts, inks[1:], strict=True):
        light += _sharp(tone, cut, soft)[..., None] * (np.array(colours.linear(ink), np.float32) - light)
    return light


def _screen(shape: tuple[int, ...], top: int, pitch: float, angle: float) -> Plane:
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


def _inked(screen: Plane, amount: Plane, pitch: float) -> Plane:
    """How much ink of a dot screen lies on each pixel, for an amount of ink 0..1."""
    level = _THRESHOLD[(np.clip(amount, 0, 1) * 255).astype(np.uint8)]
    return np.asarray(np.clip((level - screen) * np.float32(pitch * 0.45) + np.float32(0.5), 0, 1))


def _dotted(
    light: Plane, screen: Plane, amount: Plane, pitch: float, ink: tuple[float, float, float], strength: float
) -> Plane:
    dots = _inked(screen, amount, pitch)[..., None] * np.float32(strength)
    return np.asarray(light + dots * (np.array(ink, np.float32) - light))


# Ink of each plate as the light it lets through, and its screen angle.
_PLATES = (
    (np.array([0.02, 0.55, 0.86], np.float32), 15.0),
    (np.array([0.86, 0.02, 0.42], np.float32), 75.0),
    (np.array([1.0, 0.88, 0.02], np.float32), 0.0),
    (np.array([0.09, 0.09, 0.10], np.float32), 45.0),
)
_PAPER = np.array([0.985, 0.97, 0.93], np.float32)


def _halftone(source: Source) -> Picture:
    pitch = min(source.full.shape[:2]) / 84

    def paint(top: int, bottom: int) -> Plane:
        picture = source.full[top:bottom].astype(np.float32) / 255
        rest = 1 - picture
        black = rest.min(-1) ** np.float32(1.6) * np.float32(0.92)
        colour = np.clip((rest - black[..., None]) / np.maximum(1 - black[..., None], 0.05), 0, 1)
        out = np.broadcast_to(_PAPER, picture.shape).copy()
        for plate, (ink, angle) in enumerate(_PLATES):
            amount = black if plate == 3 else colour[..., plate]
            dots = _inked(_screen(amount.shape, top, pitch, angle), amount, pitch)[..., None]
            out *= 1 - dots * (1 - ink)
        return out

    return _bands(source, paint)


def _poster(source: Source) -> Picture:
    flat = _flattened(source.small, 3)
    smooth = cv2.GaussianBlur(flat, (0, 0), max(flat.shape[:2]) / 420)
    lab = cv2.cvtColor(smooth.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    inks = _inks(lab)
    field = _enlarged(lab, source)
    edge = _enlarged(_lines(source.small, 4), source)
    rgb = cv2.cvtColor(_louder(inks)[None].astype(np.float32), cv2.COLOR_LAB2RGB)[0]
    hard = np.float32(1.4)

    def paint(top: int, bottom: int) -> Plane:
        far = np.stack([((field[top:bottom] - ink) ** 2 @ np.array([1.2, 1, 1], np.float32)) for ink in inks], -1)
        # Nearly the nearest ink, but with edges a pixel soft.
        share = np.exp(-(np.sqrt(far) - np.sqrt(far.min(-1, keepdims=True))) * hard)
        share = share**3 / (share**3).sum(-1, keepdims=True)
        flat_band = share @ rgb
        ink = (1 - _sharp(edge[top:bottom], -0.010, 0.006))[..., None] * np.float32(0.85)
        return np.asarray(flat_band + ink * (np.float32(0.09) - flat_band))

    return _bands(source, paint)


def _inks(lab: Plane) -> Plane:
    cv2.setRNGSeed(1)
    thumb = np.asarray(cv2.resize(lab, (112, 112), interpolation=cv2.INTER_AREA), np.float32).reshape(-1, 3)
    _, _, inks = cv2.kmeans(thumb, 7, None, (3, 30, 0.5), 3, cv2.KMEANS_PP_CENTERS)
    return np.asarray(inks[np.argsort(inks[:, 0])], np.float32)


def _louder(inks: Plane) -> Plane:
    out = inks.copy()
    out[:, 0] = np.clip(50 + (out[:, 0] - 50) * 1.12 + 6, 6, 97)
    out[:, 1:] *= 1.30
    return out


def _mono(source: Source) -> Picture:
    def paint(top: int, bottom: int) -> Plane:
        grey = source.full[top:bottom].astype(np.float32) @ np.array([0.36, 0.52, 0.12], np.float32) / 255
        shaped = grey + np.float32(0.10) * np.sin((grey - np.float32(0.5)) * np.float32(2 * np.pi)) * np.float32(0.6)
        return np.asarray(shaped[..., None] * np.array([1.0, 0.99, 0.97], np.float32))

    return _bands(source, paint)


STYLES: dict[str, Callable[[Source], Picture]] = {
    "popart": _popart, "halftone": _halftone, "poster": _poster, "mono": _mono,
}  # fmt: skip
