"""The photograph laid out for editing: framed at its final size, and small with the subject's mask."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from editor.providers.clauses import Clause
from editor.providers.embedded.arrays import Picture, Plane
from editor.providers.embedded.edits import enlarge, extend, frame, mask, outline
from editor.providers.embedded.recipe import Value

WORK = 1024  # longest side at which masks and palettes are made
_SAME_SHAPE = 0.02  # ratios this close are cropped without looking for the subject

_HARDLY = 0.8
_SPARE = 2.0  # how many times finer than the result a photograph is kept

# The part of the frame (rows x columns, at the picture's size) in which a field was set by a mask, by field.
Marked: TypeAlias = Mapping[str, NDArray[np.bool_]]

# What a mask can mark by itself, and what there must be a subject for.
_MARKABLE = (
    "subject.colour", "subject.level", "subject.warmth", "subject.saturation",
    "background.dye", "background.level", "background.warmth", "background.saturation",
)  # fmt: skip
_NEEDS_SUBJECT = (*_MARKABLE, "background.colour", "background.scene", "background.blur")


@dataclass(frozen=True, slots=True)
class Table:
    """The photograph in its frame, at full and at working size, and the subject's mask at working size (None: not
    looked for, or not found)."""

    full: Picture
    small: Picture
    mask: Plane | None

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the finished picture in pixels."""
        return self.full.shape[1], self.full.shape[0]


@dataclass(slots=True)
class Order:
    """What is asked for, as far as it can be done: `fields`, those that cannot with the reason, and remarks."""

    fields: dict[str, Value]
    marked: Marked
    problems: dict[str, str]
    notes: list[Clause]

    def text(self, name: str) -> str:
        """A field that holds a word."""
        return str(self.fields[name])

    def number(self, name: str) -> float:
        """A field that holds a number."""
        return float(self.fields[name])

    @property
    def is_covered(self) -> bool:
        """Whether a new ground covers the photograph's own background, and what is made up beyond its edges."""
        return bool(self.fields["background.scene"] or self.fields["background.colour"])

    def drop(self, names: tuple[str, ...], why: str) -> None:
        """Leave fields out, and say why."""
        for name in names:
            self.problems[name] = why
            self.fields[name] = "" if isinstance(self.fields[name], str) else type(self.fields[name])(0)


def lay(order: Order, photo: Picture, width: int, height: int, ratio: str) -> Table:
    """The photograph framed at `width` x `height` pixels: cropped round the subject, or extended."""
    zoom = order.number("frame.zoom")
    photo = _no_larger(photo, round(_SPARE * zoom * max(width, height)))
    reframed = zoom != 1 or abs(photo.shape[1] / photo.shape[0] / (width / height) - 1) > _SAME_SHAPE
    extended = bool(order.fields["frame.extend"])
    whole = _subject(order, photo, reframed or extended)
    if extended:
        photo, whole, grown = _extended(order, photo, whole, (width, height))
        reframed = reframed and not grown
    # A hair's breadth is cut from the middle, whatever the edits, so that no edit shifts the picture.
    around = whole if reframed or zoom != 1 else None
    crop = frame.crop((photo.shape[1], photo.shape[0]), (width, height), around, zoom)
    if crop.lost > 0.06:
        order.notes.append(Clause(f"ratio {ratio}", "partly", f"{crop.lost:.0%} of the subject lies outside the frame"))
    if width > crop.width * 1.02:
        order.notes.append(Clause("size", "partly", f"enlarged {width / crop.width:.1f} times, no new detail"))
    return _framed(photo, crop, whole, width, height)


def _subject(order: Order, photo: Picture, reframed: bool) -> Plane | None:
    """The subject's mask where anything needs it; what cannot be done without one is noted and left out."""
    asked = tuple(name for name in _NEEDS_SUBJECT if order.fields[name])
    helped = reframed or order.fields["style.name"] == "popart" or "remove.on" in order.marked
    if not asked and not helped:
        return None
    try:
        return _found(order, photo)
    except mask.NoMask as error:
        # A marked place is coloured and lit by its mask; no subject is needed there.
        order.drop(tuple(name for name in asked if name not in _MARKABLE or name not in order.marked), str(error))
        return None


def _found(order: Order, photo: Picture) -> Plane:
    """The subject by the network, or, where that is missing, by colour alone, which is said. Raises NoMask."""
    try:
        return mask.subject(photo)
    except mask.NoNetwork as error:
        found = outline.subject(photo)
        mask.check(found)
        order.notes.append(Clause("the subject", "partly", f"found by its colours alone, for {error}"))
        return found


def _extended(
    order: Order, photo: Picture, whole: Plane | None, size: tuple[int, int]
) -> tuple[Picture, Plane | None, bool]:
    """The photograph with more room round it, where its edges allow it."""
    room, margin = order.text("frame.room"), order.number("frame.margin")
    place = extend.canvas((photo.shape[1], photo.shape[0]), size, room, margin)
    edges = extend.judge(photo, place, whole)
    for side in ("right", "left", "top", "bottom") if edges.refused and not room else ():
        other = extend.canvas((photo.shape[1], photo.shape[0]), size, side, margin)
        if other != place and not (found := extend.judge(photo, other, whole)).refused:
            note = f"all of the new space is at the {side}: {edges.refused}"
            order.notes.append(Clause("extend", "partly", note))
            place, edges, room = other, found, side
            break
    if edges.refused:
        order.problems["frame.extend"] = f"{edges.refused}; cropped instead"
        return photo, whole, False
    if place.width > size[0]:  # nothing is made up that the finished picture is too small to show
        scale = size[0] / place.width
        smaller = (max(1, round(photo.shape[1] * scale)), max(1, round(photo.shape[0] * scale)))
        photo = _resized(photo, *smaller)
        place = extend.canvas(smaller, size, room, margin)
    if edges.doubt and not order.is_covered:
        order.notes.append(Clause("extend", "partly", edges.doubt))
    made = edges.plain or order.is_covered
    grown = extend.carried_on(photo, place) if made else extend.made_up(photo, place, whole)
    return grown, None if whole is None else _in_frame(whole, photo, place), True


def _in_frame(whole: Plane, photo: Picture, place: extend.Canvas) -> Plane:
    """The subject's mask in the wider frame."""
    scale = whole.shape[1] / photo.shape[1]
    size = (round(place.height * scale), round(place.width * scale))
    out = np.zeros((max(size[0], whole.shape[0]), max(size[1], whole.shape[1])), np.float32)
    left, top = (min(round(at * scale), room) for at, room in (
        (place.left, out.shape[1] - whole.shape[1]), (place.top, out.shape[0] - whole.shape[0])))  # fmt: skip
    out[top : top + whole.shape[0], left : left + whole.shape[1]] = whole
    return out


def _framed(photo: Picture, crop: frame.Crop, whole: Plane | None, width: int, height: int) -> Table:
    box = (slice(crop.top, crop.top + crop.height), slice(crop.left, crop.left + crop.width))
    piece = np.ascontiguousarray(photo[box])
    full = _resized(piece, width, height)
    scale = min(1.0, WORK / max(width, height))
    small = _resized(piece, max(1, round(width * scale)), max(1, round(height * scale)))
    if whole is None:
        return Table(full, small, None)
    part = (
        crop.left / photo.shape[1], crop.top / photo.shape[0],
        crop.width / photo.shape[1], crop.height / photo.shape[0],
    )  # fmt: skip
    rough = enlarge.window(whole, part, small.shape[1], small.shape[0])
    return Table(full, small, mask.refine(np.clip(rough, 0, 1), small))


def _no_larger(photo: Picture, side: int) -> Picture:
    """The photograph with hardly more than `side` pixels along its longer side: what is far finer only costs."""
    scale = side / max(photo.shape[:2])
    if scale >= _HARDLY:  # a second photograph of nearly the same size would cost more than it saves
        return photo
    return _resized(photo, max(1, round(photo.shape[1] * scale)), max(1, round(photo.shape[0] * scale)))


def _resized(picture: Picture, width: int, height: int) -> Picture:
    shrinks = width < picture.shape[1]
    how = cv2.INTER_AREA if shrinks else cv2.INTER_LANCZOS4
    return np.asarray(cv2.resize(picture, (width, height), interpolation=how), np.uint8)
