"""Edits of photographs, always made anew from the photograph as it was uploaded, in one fixed order."""

from dataclasses import dataclass

import cv2
import numpy as np

from editor.providers.clauses import Clause
from editor.providers.embedded.arrays import Picture, Plane
from editor.providers.embedded.edits import background, blur, frame, light, mask, recolour, restyle
from editor.providers.embedded.edits.upload import decode
from editor.providers.embedded.recipe import Recipe, Value

__all__ = ["EDITS", "Edited", "decode", "render"]


# In the order they are made, with the field that asks for each.
EDITS: tuple[tuple[str, str], ...] = (
    ("recolour", "subject.colour"), ("light", "light.warmth"), ("blur", "background.blur"),
    ("background", "background.colour"), ("restyle", "style.name"),
)  # fmt: skip

_NEEDS_SUBJECT = ("subject.colour", "background.blur", "background.colour")
_WORK = 1024  # longest side at which masks and palettes are made
_BAND = 256
_SAME_SHAPE = 0.02  # ratios this close are cropped without looking for the subject


@dataclass(frozen=True, slots=True)
class Edited:
    """The edited photograph; `problems` by field, `notes` about the picture as a whole."""

    picture: Picture
    problems: dict[str, str]
    notes: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    """The photograph cropped, at full and at working size, with the subject's mask at both (None: not found)."""

    full: Picture
    small: Picture
    mask: Plane | None
    mask_small: Plane | None


def render(recipe: Recipe, photo: Picture, width: int, height: int, region: Plane | None = None) -> Edited:
    """The photograph with the recipe's edits, at exactly `width` x `height` pixels.

    `region` (0..1, that size) is the mask that the instruction came with, where there is one.
    """
    fields, problems = dict(recipe.fields), dict[str, str]()
    zoom = float(fields["frame.zoom"])
    reframed = zoom != 1 or abs(photo.shape[1] / photo.shape[0] / (width / height) - 1) > _SAME_SHAPE
    whole = _subject(fields, photo, reframed, problems)
    # A hair's breadth is cut from the middle, whatever the edits, so that no edit shifts the picture.
    crop = frame.crop((photo.shape[1], photo.shape[0]), (width, height), whole if reframed else None, zoom)
    table = _lay_out(photo, crop, whole, width, height)
    edited = _retouch(table, fields)
    style = str(fields["style.name"])
    if style:
        small = np.asarray(cv2.resize(edited, _shape(table.small), interpolation=cv2.INTER_AREA), np.uint8)
        edited = restyle.apply(style, restyle.Source(edited, small, table.mask_small))
    return Edited(edited, problems, _notes(crop, recipe.ratio, width))


def _subject(fields: dict[str, Value], photo: Picture, reframed: bool, problems: dict[str, str]) -> Plane | None:
    """The subject's mask where anything needs it; what cannot be done without one is noted and left out."""
    asked = [name for name in _NEEDS_SUBJECT if fields[name]]
    if not asked and not reframed and fields["style.name"] != "popart":
        return None
    try:
        return mask.subject(photo)
    except mask.NoMask as error:
        for name in asked:
            problems[name] = str(error)
            fields[name] = 0.0 if name == "background.blur" else ""
        return None


def _lay_out(photo: Picture, crop: frame.Crop, whole: Plane | None, width: int, height: int) -> _Table:
    box = (slice(crop.top, crop.top + crop.height), slice(crop.left, crop.left + crop.width))
    piece = np.ascontiguousarray(photo[box])
    full = _resized(piece, width, height)
    scale = min(1.0, _WORK / max(width, height))
    small = _resized(piece, max(1, round(width * scale)), max(1, round(height * scale)))
    if whole is None:
        return _Table(full, small, None, None)
    rough = cv2.resize(np.ascontiguousarray(whole[box]), _shape(small), interpolation=cv2.INTER_CUBIC)
    fine = mask.refine(np.clip(rough, 0, 1), small)
    return _Table(full, small, np.clip(cv2.resize(fine, (width, height), interpolation=cv2.INTER_LINEAR), 0, 1), fine)


def _resized(picture: Picture, width: int, height: int) -> Picture:
    shrinks = width < picture.shape[1]
    how = cv2.INTER_AREA if shrinks else cv2.INTER_LANCZOS4
    return np.asarray(cv2.resize(picture, (width, height), interpolation=how), np.uint8)


def _shape(picture: Picture) -> tuple[int, int]:
    return picture.shape[1], picture.shape[0]


def _retouch(table: _Table, fields: dict[str, Value]) -> Picture:
    """Recolour, light, blur and background, in bands of rows."""
    plain = _plain(table, fields)
    small = plain(table.small, table.mask_small, plain.keep)
    keep = None if plain.keep is None else cv2.resize(plain.keep, _shape(table.full), interpolation=cv2.INTER_LINEAR)
    behind, core = _behind(table, fields, small)
    height = table.full.shape[0]
    out = np.empty_like(table.full)
    for top in range(0, height, _BAND):
        rows = slice(top, min(height, top + _BAND))
        share = table.mask[rows] if table.mask is not None else None
        band = plain(table.full[rows], share, None if keep is None else keep[rows])
        if behind is not None and share is not None:
            band = _composed(band, share, behind[rows], core[rows] if core is not None else None)
        out[rows] = band
    return out


class _Plain:
    """Recolour and light, pixel by pixel; a picture without either passes through untouched.

    `keep` says at working size where the dye may go.
    """

    __slots__ = ("dye", "factors", "keep")

    def __init__(self, dye: recolour.Dye | None, factors: Plane | None, keep: Plane | None) -> None:
        self.dye, self.factors, self.keep = dye, factors, keep

    def __call__(self, picture: Picture, share: Plane | None, keep: Plane | None) -> Picture:
        if self.dye is None and self.factors is None:
            return picture
        shown: Plane = picture.astype(np.float32) / 255
        if self.dye is not None and share is not None:
            shown = recolour.apply(shown, share if keep is None else share * keep, self.dye)
        if self.factors is not None:
            shown = light.apply(shown, self.factors)
        return np.asarray((shown * 255 + np.float32(0.5)).astype(np.uint8))


def _plain(table: _Table, fields: dict[str, Value]) -> _Plain:
    dye, keep = None, None
    if fields["subject.colour"] and table.mask_small is not None:
        dye = recolour.plan(table.small, table.mask_small, str(fields["subject.colour"]))
        keep = recolour.islands(table.small, table.mask_small, dye)
    factors = None
    if fields["light.warmth"] or fields["light.neutral"] or fields["light.level"]:
        factors = light.gains(
            table.small, float(fields["light.warmth"]), bool(fields["light.neutral"]), float(fields["light.level"])
        )
    return _Plain(dye, factors, keep)


def _behind(table: _Table, fields: dict[str, Value], small: Picture) -> tuple[Picture | None, Picture | None]:
    """The new background and the subject's cleaned colours, both at full size."""
    share = table.mask_small
    if share is None or not (fields["background.colour"] or fields["background.blur"]):
        return None, None
    if fields["background.colour"]:
        fresh = background.paper(str(fields["background.colour"]), share)
        return _resized(fresh, *_shape(table.full)), _resized(background.clean(small, share), *_shape(table.full))
    return _resized(blur.background(small, share, float(fields["background.blur"])), *_shape(table.full)), None


def _composed(band: Picture, share: Plane, behind: Picture, core: Picture | None) -> Picture:
    subject = band.astype(np.float32)
    if core is not None:
        edge = np.clip((np.float32(0.98) - share) * 12, 0, 1)[..., None]
        subject = subject + edge * (core - subject)
    mixed = behind + share[..., None] * (subject - behind)
    return np.asarray((mixed + np.float32(0.5)).astype(np.uint8))


def _notes(crop: frame.Crop, ratio: str, width: int) -> tuple[Clause, ...]:
    notes: list[Clause] = []
    if crop.lost > 0.06:
        notes.append(Clause(f"ratio {ratio}", "partly", f"{crop.lost:.0%} of the subject lies outside the frame"))
    if width > crop.width * 1.02:
        notes.append(Clause("size", "partly", f"enlarged {width / crop.width:.1f} times, no new detail"))
    return tuple(notes)
