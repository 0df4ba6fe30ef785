"""The storyboard's one character, the same in every panel: only joints move."""

# ruff: noqa: E501  (one pose of the table to a line reads better than a folded one)

from __future__ import annotations

import math

import skia

from editor.providers.embedded.colours import mixed
from editor.providers.embedded.lettering import Box, pathdata
from editor.providers.embedded.scenes.layout import faces, wardrobe
from editor.providers.embedded.scenes.layout.character import BUILDS, KINDS, Build, Character, Joint, Pose
from editor.providers.embedded.scenes.layout.sheet import Sheet, disc, rounded

# Knees and feet are measured from the hips' own place, elbows and hands from the shoulder's.
POSES: dict[str, Pose] = {
    "standing": Pose((0, -39), ((-5, 20), (-6, 39)), ((5, 20), (6, 39)), ((-9, 12), (-11, 24)), ((9, 12), (10, 24))),
    "walking": Pose(
        (0, -39), ((-8, 18), (-19, 34)), ((11, 17), (15, 39)), ((10, 10), (18, 17)), ((-9, 11), (-15, 21)), 4, "smile", 0.8
    ),
    "waving": Pose(
        (0, -39), ((-5, 20), (-6, 39)), ((5, 20), (7, 39)), ((-9, 12), (-12, 24)), ((14, -2), (19, -20)), -2, "open", 0.3
    ),
    "pointing": Pose(
        (0, -39), ((-6, 20), (-10, 39)), ((6, 20), (8, 39)), ((-10, 11), (-5, 21)), ((13, 1), (29, -6)), 3, "open", 1.0
    ),
    "sitting": Pose(
        (-3, -23), ((15, -1), (17, 23)), ((17, 1), (22, 23)), ((7, 12), (17, 14)), ((6, 13), (18, 16)), 0, "smile", 0.6
    ),
    "cheering": Pose(
        (0, -41), ((-8, 19), (-11, 38)), ((8, 19), (12, 38)), ((-13, -5), (-17, -23)), ((13, -5), (17, -23)), 0, "open", 0.0
    ),
    "thinking": Pose(
        (0, -39), ((-5, 20), (-6, 39)), ((5, 20), (6, 39)), ((-7, 12), (6, 15)), ((10, 11), (11, -5)), -2, "flat", 0.9
    ),
}  # fmt: skip
NAMES = tuple(POSES)
__all__ = ["BUILDS", "CUTS", "KINDS", "NAMES", "POSES", "Build", "Character", "Joint", "Pose", "draw"]

_SHOULDER = 25.0  # above the hips
_HEAD = 15.0  # its radius


def draw(sheet: Sheet, pose: Pose, who: Character, at: Joint, tall: float, flip: bool = False) -> None:
    """Draw the character `tall` units high, standing at a point of the ground."""
    canvas = sheet.canvas
    canvas.save()
    canvas.translate(*at)
    unit = tall * who.build.tall / 100
    canvas.scale(-unit if flip else unit, unit)
    hips, side = pose.hips, who.build.shoulder - 3.0
    turn = math.radians(pose.lean)
    neck = (hips[0] + _SHOULDER * math.sin(turn), hips[1] - _SHOULDER * math.cos(turn))
    shade = mixed(who.bottoms, who.ink, 0.3)
    _leg(sheet, hips, pose.far_leg, shade, mixed(who.ink, shade, 0.25), -3.4)
    _arm(sheet, neck, pose.far_arm, mixed(who.top, who.ink, 0.22), mixed(who.skin, who.ink, 0.12), -side)
    _leg(sheet, hips, pose.near_leg, who.bottoms, who.ink, 3.4)
    if who.wear == "hoodie":
        sheet.fill(disc(neck[0] - 2.5, neck[1] + 0.5, 10.5), mixed(who.top, who.ink, 0.25))
    wardrobe.torso(sheet, hips, neck, who)
    if who.scarf:
        _scarf(sheet, neck, who.scarf)
    _head(sheet, (neck[0] + 2.0 * math.sin(turn), neck[1] - 2.0 - 14.0 * who.build.head), pose, who)
    if pose.held:
        wardrobe.held(sheet, pose.held, (neck[0] + side + pose.near_arm[1][0], neck[1] + 4 + pose.near_arm[1][1]), who)
    _arm(sheet, neck, pose.near_arm, who.top, who.skin, side)
    canvas.restore()


def _limb(points: tuple[Joint, ...]) -> skia.Path:
    """A limb that bends softly at its middle joint."""
    (ax, ay), (bx, by), (cx, cy) = points
    out = skia.Path()
    out.moveTo(ax, ay)
    out.lineTo(ax + (bx - ax) * 0.6, ay + (by - ay) * 0.6)
    out.quadTo(bx, by, bx + (cx - bx) * 0.4, by + (cy - by) * 0.4)
    out.lineTo(cx, cy)
    return out


def _leg(sheet: Sheet, hips: Joint, leg: tuple[Joint, Joint], cloth: str, shoe: str, side: float) -> None:
    knee, foot = ((hips[0] + x, hips[1] + y) for x, y in leg)
    ankle = (foot[0], foot[1] - 5.0)
    sheet.line(_limb(((hips[0] + side, hips[1] - 1), knee, ankle)), 7.8, cloth)
    sole = skia.Path()
    sole.moveTo(ankle[0] - 0.9, foot[1] - 2.7)
    sole.lineTo(ankle[0] + 5.4, foot[1] - 2.4)
    sheet.line(sole, 5.4, shoe)


def _arm(sheet: Sheet, neck: Joint, arm: tuple[Joint, Joint], sleeve: str, skin: str, side: float) -> None:
    shoulder = (neck[0] + side, neck[1] + 4)
    elbow, hand = ((shoulder[0] + x, shoulder[1] + y) for x, y in arm)
    sheet.fill(disc(*hand, 3.7), skin)
    cuff = (hand[0] + (elbow[0] - hand[0]) * 0.26, hand[1] + (elbow[1] - hand[1]) * 0.26)
    if side > 0:  # the near arm stands out from the body in the same cloth
        sheet.line(_limb((shoulder, elbow, cuff)), 8.6, mixed(sleeve, "#1b1208", 0.16))
    sheet.line(_limb((shoulder, elbow, cuff)), 7.0, sleeve)


def _scarf(sheet: Sheet, neck: Joint, colour: str) -> None:
    """A scarf round the neck, with one end that hangs down."""
    end = skia.Path()
    end.moveTo(neck[0] + 5, neck[1] + 1)
    end.quadTo(neck[0] + 8.4, neck[1] + 8, neck[0] + 6.4, neck[1] + 15)
    sheet.line(end, 5.2, mixed(colour, "#16181f", 0.18))
    sheet.fill(rounded(Box(neck[0] - 8.6, neck[1] - 3.6, 17.2, 7.6), 3.8), colour)


_HAIR = pathdata.path(
    "M-15.6 2 C-17.5 -9 -10 -17.4 1 -17.2 C11 -17 17 -10 15.6 -1.5 C13 -4.5 10.6 -6.2 7 -7 C2 -4 -5 -3.2 -9.4 -4.4 "
    "C-11 -1.6 -12 1.6 -12.2 5 C-14 5 -15.2 4 -15.6 2 Z"
)
_LONG = pathdata.path(
    "M-16.2 0 C-18.4 -10 -9 -18 1 -17.6 C9 -17.4 15 -12 15.8 -4 C14 4 14.6 9 15.4 17 C9 22.4 -9 23.4 -17.8 21 C-20.4 14 -16.6 8 -16.2 0 Z"
)
_PART = pathdata.path(
    "M-16.2 6 C-18 -9 -10 -17.8 1 -17.6 C11.4 -17.4 17.2 -10 16 5 C14.6 1.6 13.6 -4 9 -9.4 C3 -6.4 -6 -5.4 -10.6 -3.4 C-12.2 1.6 -12.6 8 -12.6 14 C-15.4 13.6 -16.6 10 -16.2 6 Z"
)
_SHORT = pathdata.path(
    "M-15.8 3 C-17.8 -9 -10.6 -18.2 0.6 -18.4 C9.6 -18.6 17.4 -13.2 15.4 -3.6 C14.2 -6.6 12.6 -8.6 10.4 -9.6 C4 -8.4 -3.6 -8.2 -9 -9 C-11.6 -6.4 -12.2 -2.4 -12.4 3.6 C-13.8 4.6 -15.2 4.4 -15.8 3 Z"
)
_TOUSLED = pathdata.path(
    "M-15.8 3 C-18.4 -8 -13 -16 -6 -17.6 C-7.4 -19.6 -6.4 -21 -6.4 -21 C-3.2 -19.4 -1 -18.6 1 -18.4 C3 -20.6 6 -21.6 7.6 -21.4 C6.6 -19.8 7 -18.4 8 -17.4 "
    "C14.6 -15 17.6 -8.6 15.6 -1.6 C14 -3.4 13 -5.4 12.4 -8 C10.2 -5.6 7.6 -4.6 5 -4.6 C5.6 -5.8 5.8 -7 5.6 -8.2 C2 -5 -4.6 -3.8 -9.6 -5 C-11.4 -2.4 -12.2 1 -12.4 4 C-14 4.8 -15.2 4.4 -15.8 3 Z"
)
_BEARD = pathdata.path(
    "M-13.6 1 C-12.6 4.6 -11 6.2 -8.6 6 C-5.4 5.8 -3.6 4 0.6 4.2 C3 4.4 4 5 5.2 5 C6.6 5 8.6 4.4 10.4 4.6 C12.4 4.8 13.6 4.2 14.6 1.4 "
    "C15.6 8.4 12 19 3 19.2 C-6 19.2 -14.6 11.6 -13.6 1 Z"
)
_BOB = pathdata.path(
    "M-16.4 0 C-18.4 -10 -9 -18 1 -17.6 C9 -17.4 16 -12 16 -3 C15.4 3 15.6 7 16.6 11.6 C10 14.4 -10 14.8 -17.6 12.4 C-18.6 8 -16.8 4 -16.4 0 Z"
)
_FRONTS = {"bun": _HAIR, "tousled": _TOUSLED, "long": _PART, "short": _SHORT, "bob": _HAIR}
CUTS = (*_FRONTS, "bald")


def _head(sheet: Sheet, at: Joint, pose: Pose, who: Character) -> None:
    canvas = sheet.canvas
    low = (at[0] - 0.5, at[1] + 2.0 + 14.5 * who.build.head)
    if not who.scarf:
        sheet.line(_limb((at, (at[0], at[1] + 9 * who.build.head), low)), 6.4, mixed(who.skin, who.ink, 0.14))
    canvas.save()
    canvas.translate(*at)
    canvas.rotate(pose.lean * 0.8)
    canvas.scale(who.build.head, who.build.head)
    if who.build.cut == "bun":
        sheet.fill(disc(-9.5, -15.5, 6.6), who.hair)
    if who.build.cut in ("long", "bob"):
        sheet.fill(_LONG if who.build.cut == "long" else _BOB, mixed(who.hair, who.ink, 0.16))
    sheet.fill(disc(0, 0, _HEAD), who.skin)
    sheet.fill(disc(-13.2, 3.4, 3.1), who.skin)
    if who.beard:
        sheet.fill(_BEARD, who.beard)
    faces.draw(sheet, pose.mouth, pose.look, who)
    if who.build.cut in _FRONTS:
        sheet.fill(_FRONTS[who.build.cut], who.hair)
    if who.glasses:
        faces.glasses(sheet, who)
    canvas.restore()
