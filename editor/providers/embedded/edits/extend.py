"""A wider frame than the photograph fills: its edges continued outwards, its own pixels as they are."""

from dataclasses import dataclass

import cv2
import numpy as np

from editor.providers.embedded.arrays import Picture, Plane

ROOMS = ("", "left", "right", "top", "bottom")
_RIM = 0.035  # of the photograph's side: how deep the edge is that the continuation is made of
_LOW = 0.035  # of the longer side: detail finer than this is reflected, the rest is continued smoothly
_BUSY, _TOO_BUSY = 15.0, 36.0  # spread of display values along an edge beyond its smooth course
_TOUCHES, _CUT = 0.06, 0.30  # share of an edge that the subject may touch, and from where on it is refused


@dataclass(frozen=True, slots=True)
class Canvas:
    """Where the photograph lies in a frame of `width` x `height` of the photograph's own pixels."""

    left: int
    top: int
    width: int
    height: int


def canvas(size: tuple[int, int], target: tuple[int, int], room: str, margin: float) -> Canvas:
    """The smallest frame of the ratio of `target` that holds a photograph of `size` (both width, height).

    `room` (one of ROOMS) is the side that the new space goes to, `margin` the share of space to add beyond the ratio.
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
    """What the new space will be made of: `refused` or `doubt` say what is wrong with it, "" where nothing is."""

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
    busy = max(_spread(photo, side) for side in sides)
    if busy > _TOO_BUSY:
        return Edges(refused="the edge is too busy to be continued believably")
    if busy > _BUSY or max(touched) > _TOUCHES:
        return Edges(doubt="the edge is busy: look at the new space, it mirrors what lies beside it")
    return Edges()


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
    grey = cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY).astype(np.float32)
    scale = 512 / max(grey.shape)
    grey = cv2.resize(grey, (max(2, round(grey.shape[1] * scale)), max(2, round(grey.shape[0] * scale))))
    rim = _strip(np.asarray(grey, np.float32), side, max(3, round(0.10 * min(grey.shape))))
    course = cv2.GaussianBlur(rim, (0, 0), 24)
    return float((rim - course).std())


def spread_out(photo: Picture, place: Canvas) -> Picture:
    """The photograph in its wider frame, its own pixels untouched."""
    height, width = photo.shape[:2]
    right, bottom = place.width - width - place.left, place.height - height - place.top
    sides = (place.top, bottom, place.left, right)
    if not any(sides):
        return photo
    mirrored = _mirrored(photo, sides)
    scale = min(1.0, 512 / max(place.width, place.height))
    low = _continued(photo, place, scale)
    own = _continued(photo, place, scale, mirrored)
    out = mirrored.astype(np.float32)
    size = (place.width, place.height)
    out += cv2.resize(low - own, size, interpolation=cv2.INTER_LINEAR)
    whole = np.clip(out + np.float32(0.5), 0, 255).astype(np.uint8)
    whole[place.top : place.top + height, place.left : place.left + width] = photo
    return whole


def _mirrored(photo: Picture, sides: tuple[int, int, int, int]) -> Picture:
    return np.asarray(cv2.copyMakeBorder(photo, *sides, cv2.BORDER_REFLECT), np.uint8)


def _continued(photo: Picture, place: Canvas, scale: float, mirrored: Picture | None = None) -> Plane:
    """The smooth course of the frame at `scale`: of the mirrored photograph, or with its edges carried straight on."""
    size = (max(1, round(place.width * scale)), max(1, round(place.height * scale)))
    blur = max(1.0, _LOW * max(size))
    if mirrored is not None:
        small = cv2.resize(mirrored, size, interpolation=cv2.INTER_AREA).astype(np.float32)
        return np.asarray(cv2.GaussianBlur(small, (0, 0), blur))
    height, width = photo.shape[:2]
    inner = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = cv2.resize(photo, inner, interpolation=cv2.INTER_AREA).astype(np.float32)
    soft = cv2.GaussianBlur(small, (0, 0), blur, borderType=cv2.BORDER_REFLECT)
    top, left = round(place.top * scale), round(place.left * scale)
    top, left = min(top, max(0, size[1] - inner[1])), min(left, max(0, size[0] - inner[0]))
    sides = (top, max(0, size[1] - inner[1] - top), left, max(0, size[0] - inner[0] - left))
    carried = cv2.copyMakeBorder(soft, *sides, cv2.BORDER_REPLICATE)[: size[1], : size[0]]
    # The farther out, the smoother along the edge: no streaks.
    away = cv2.copyMakeBorder(np.zeros(inner[::-1], np.float32), *sides, cv2.BORDER_CONSTANT, value=1.0)
    away = cv2.GaussianBlur(away[: size[1], : size[0]], (0, 0), blur)[..., None]
    smoother = cv2.GaussianBlur(carried, (0, 0), blur * 4)
    return np.asarray(carried + away * (smoother - carried), np.float32)
