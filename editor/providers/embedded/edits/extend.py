"""A wider frame than the photograph fills: its edges continued outwards, its own pixels as they are."""

from dataclasses import dataclass

import cv2
import numpy as np

from editor.providers.embedded import finish, noise, steps
from editor.providers.embedded.arrays import Picture, Plane
from editor.providers.embedded.edits import enlarge, remove

_PLAIN, _TOO_BUSY = 7.0, 46.0  # spread of display values along an edge beyond its smooth course
_TOUCHES, _CUT = 0.04, 0.30  # share of an edge that the subject may touch, and from where on it is refused
_MOST = 0.55  # of the new frame: more than this cannot be made up
_SEAM = 0.03  # of the frame: how deep the new space may run into the photograph
_PIXELS = 4000  # of the new space, at the size at which patches are looked for
_GRAIN_SEED = 23
_WORK = 1024  # longest side at which the smooth course of the edges is worked out
_BAND = 256


@dataclass(frozen=True, slots=True)
class Canvas:
    """Where the photograph lies in a frame of `width` x `height` of the photograph's own pixels."""

    left: int
    top: int
    width: int
    height: int


def canvas(size: tuple[int, int], target: tuple[int, int], room: str, margin: float) -> Canvas:
    """The smallest frame of the ratio of `target` that holds a photograph of `size` (both width, height).

    `room` ("", "left", "right", "top" or "bottom") is the side that the new space goes to, `margin` the share of
    space to add beyond the ratio.
    """
    width, height = size
    ratio = target[0] / target[1]
    tall = max(height, width / ratio) * (1 + margin)
    wide = tall * ratio
    whole_wide, whole_tall = max(width, round(wide)), max(height, round(tall))
    across = {"left": 1.0, "right": 0.0}.get(room, 0.5)
    down = {"top": 1.0, "bottom": 0.0}.get(room, 0.5)
    return Canvas(round((whole_wide - width) * across), round((whole_tall - height) * down), whole_wide, whole_tall)


@dataclass(frozen=True, slots=True)
class Edges:
    """What the new space can be made of: `plain` edges are carried straight on; `refused` says why none can be made,
    `doubt` what is to be looked at, "" where nothing is."""

    plain: bool = True
    refused: str = ""
    doubt: str = ""


def judge(photo: Picture, place: Canvas, mask: Plane | None) -> Edges:
    """Whether the edges that must be continued are plain enough."""
    sides = _grown(photo, place)
    if not sides:
        return Edges()
    touched = [float((_strip(mask, side, 1)[0] > 0.5).mean()) for side in sides] if mask is not None else [0.0]
    if max(touched) > _CUT:
        return Edges(refused="the subject runs out of the frame there, and the rest of it is in no picture")
    if photo.shape[0] * photo.shape[1] < (1 - _MOST) * place.width * place.height:
        return Edges(refused=f"more than {_MOST:.0%} of the picture would have to be made up")
    busy = max(_spread(photo, side) for side in sides)
    if busy > _TOO_BUSY:
        return Edges(refused="the edge is too busy to be continued believably")
    doubt = ""
    if busy > _PLAIN or max(touched) > _TOUCHES:
        doubt = "the new space is made up from what lies beside it: look at it"
    return Edges(busy <= _PLAIN, "", doubt)


def _grown(photo: Picture, place: Canvas) -> list[str]:
    height, width = photo.shape[:2]
    added = {
        "left": place.left, "right": place.width - width - place.left,
        "top": place.top, "bottom": place.height - height - place.top,
    }  # fmt: skip
    return [side for side, pixels in added.items() if pixels > 0]


def _strip(picture: Plane, side: str, depth: int) -> Plane:
    """The pixels along a side, `depth` deep, as rows that run along it."""
    turned = picture.swapaxes(0, 1) if side in ("left", "right") else picture
    return turned[:depth] if side in ("left", "top") else turned[-depth:]


def _spread(photo: Picture, side: str) -> float:
    """How far an edge strays from its smooth course, its grain left aside."""
    grey = cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY)
    scale = 256 / max(grey.shape)
    size = (max(8, round(grey.shape[1] * scale)), max(8, round(grey.shape[0] * scale)))
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    rim = np.ascontiguousarray(_strip(small, side, max(3, round(0.08 * min(small.shape)))))
    course = cv2.GaussianBlur(rim, (0, 0), 12)
    return float((rim - course).std())


def carried_on(photo: Picture, place: Canvas) -> Picture:
    """The photograph in its wider frame: its edges, smoothed, go straight on, with grain like its own.

    What is smooth is made small and enlarged in bands of rows, so that the frame never lies there in floats.
    """
    height, width = photo.shape[:2]
    smooth, strength = _smooth(photo, place), np.float32(grain(photo))
    out = np.empty((place.height, place.width, 3), np.uint8)
    for top in range(0, place.height, _BAND):
        bottom = min(place.height, top + _BAND)
        shown = enlarge.rows(smooth, place.width, place.height, top, bottom)
        fine = finish.grain(place.width, top, bottom, _GRAIN_SEED) * strength
        out[top:bottom] = np.clip(shown + fine[..., None] + np.float32(0.5), 0, 255).astype(np.uint8)
        steps.done(bottom / place.height)
    out[place.top : place.top + height, place.left : place.left + width] = photo
    return out


def _smooth(photo: Picture, place: Canvas) -> Plane:
    """The frame (0..255) filled with the photograph's edges, at most _WORK pixels long."""
    scale = min(1.0, _WORK / max(place.width, place.height))
    whole = (max(1, round(place.width * scale)), max(1, round(place.height * scale)))
    size = (min(whole[0], max(1, round(photo.shape[1] * scale))), min(whole[1], max(1, round(photo.shape[0] * scale))))
    left, top = min(round(place.left * scale), whole[0] - size[0]), min(round(place.top * scale), whole[1] - size[1])
    sides = (top, whole[1] - size[1] - top, left, whole[0] - size[0] - left)
    small = photo if scale == 1 else cv2.resize(photo, size, interpolation=cv2.INTER_AREA)
    soft = enlarge.soft(small.astype(np.float32), max(1.0, 0.012 * max(size)))
    spread = cv2.copyMakeBorder(soft, *sides, cv2.BORDER_REPLICATE)
    # The farther out, the smoother along the edge, so that no streak runs to the frame.
    away = cv2.copyMakeBorder(np.zeros(size[::-1], np.float32), *sides, cv2.BORDER_CONSTANT, value=1.0)
    away = np.clip(enlarge.soft(away, 0.03 * max(whole)) * 2 - 1, 0, 1)[..., None]
    return np.asarray(spread + away * (enlarge.soft(spread, 0.05 * max(whole)) - spread), np.float32)


def grain(picture: Picture) -> float:
    """Standard deviation of a photograph's grain, 0..255, from its quieter half."""
    grey = cv2.cvtColor(picture[:: max(1, picture.shape[0] // 1024)], cv2.COLOR_RGB2GRAY).astype(np.float32)
    fine = np.abs(grey[:, 1:-1] - 0.5 * (grey[:, :-2] + grey[:, 2:]))
    return float(min(6.0, 1.2 * np.quantile(fine, 0.25) / 0.39)) if fine.size else 0.0


def made_up(photo: Picture, place: Canvas, mask: Plane | None) -> Picture:
    """The photograph in its wider frame, the new space put together from patches beside the subject.

    Along the photograph's edge the two run into each other over a narrow, uneven seam that leaves the subject out.
    """
    height, width = photo.shape[:2]
    with steps.span("Drawing", 0.0, 0.3):
        whole = carried_on(photo, place)
    box = (slice(place.top, place.top + height), slice(place.left, place.left + width))
    subject = np.zeros((height, width), np.float32) if mask is None else enlarge.fitted(mask, width, height)
    seam = _seam(photo, place, subject)
    gap = np.ones(whole.shape[:2], bool)
    gap[box] = seam > 0
    allowed = ~gap
    allowed[box] &= subject < 0.3
    try:
        with steps.span("Drawing", 0.3, 1.0):
            filled = remove.patched(whole, gap, allowed, _PIXELS)[0]
    except remove.NotRemoved:
        return whole
    _blend(filled[box], photo, seam)
    return filled


def _seam(photo: Picture, place: Canvas, subject: Plane) -> Picture:
    """How much of each of the photograph's pixels is new space, 0..255: none but near the edges that were extended."""
    height, width = photo.shape[:2]
    x, y = np.arange(width, dtype=np.float32)[None], np.arange(height, dtype=np.float32)[:, None]
    away = {"left": x, "right": width - 1 - x, "top": y, "bottom": height - 1 - y}
    deep = np.float32(_SEAM * max(place.width, place.height))
    wander = noise.fbm(width / height, 14, 3, 0.6, 1.0, _GRAIN_SEED).at(width, height)
    out = np.zeros((height, width), np.uint8)
    for top in range(0, height, _BAND):
        rows = slice(top, min(height, top + _BAND))
        near = np.full((rows.stop - top, width), 2.0, np.float32)
        for side in _grown(photo, place):
            near = np.minimum(near, (away[side][rows] if side in ("top", "bottom") else away[side]) / deep)
        share = np.clip(1.6 - 2.4 * near - 1.2 * wander.rows(top, rows.stop), 0, 1) * (subject[rows] < 0.2)
        out[rows] = share * share * (3 - 2 * share) * 255
    return out


def _blend(filled: Picture, photo: Picture, seam: Picture) -> None:
    """Lay the photograph back into what was filled, as far as the seam leaves it."""
    for top in range(0, len(photo), _BAND):
        rows = slice(top, top + _BAND)
        share = seam[rows].astype(np.float32)[..., None] / 255
        mixed = photo[rows] + share * (filled[rows].astype(np.float32) - photo[rows])
        filled[rows] = np.asarray(mixed + np.float32(0.5)).astype(np.uint8)
