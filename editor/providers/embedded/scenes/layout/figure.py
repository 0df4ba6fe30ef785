"""The storyboard's one character, the same in every panel: only joints move."""

# ruff: noqa: E501  (one pose of the table to a line reads better than a folded one)

from __future__ import annotations

import math
from dataclasses import dataclass

import skia

from editor.providers.embedded.colours import mixed
from editor.providers.embedded.lettering import Box, pathdata
from editor.providers.embedded.scenes.layout.sheet import Sheet, disc, rounded

Joint = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Character:
    """Colours of the one who walks through the panels."""

    skin: str
    hair: str
    top: str
    bottoms: str
    ink: str


@dataclass(frozen=True, slots=True)
class Pose:
    """Joints in units of which the standing figure is 100 tall; the ground between the feet is (0, 0), y points down.

    Arms and legs are three joints each, the near one drawn last; `lean` turns body and head, in degrees; `mouth` is a
    smile, open or flat; `look` is where the eyes go, -1 left to 1 right.
    """

    hips: Joint
    far_leg: tuple[Joint, Joint]
    near_leg: tuple[Joint, Joint]
    far_arm: tuple[Joint, Joint]
    near_arm: tuple[Joint, Joint]
    lean: float = 0.0
    mouth: str = "smile"
    look: float = 0.5


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
_SHOULDER = 25.0  # above the hips
_HEAD = 15.0  # its radius


def draw(sheet: Sheet, pose: Pose, who: Character, at: Joint, tall: float, flip: bool = False) -> None:
    """Draw the character `tall` units high, standing at a point of the ground."""
    canvas = sheet.canvas
    canvas.save()
    canvas.translate(*at)
    canvas.scale(-tall / 100 if flip else tall / 100, tall / 100)
    hips = pose.hips
    turn = math.radians(pose.lean)
    neck = (hips[0] + _SHOULDER * math.sin(turn), hips[1] - _SHOULDER * math.cos(turn))
    shade = mixed(who.bottoms, who.ink, 0.3)
    _leg(sheet, hips, pose.far_leg, shade, mixed(who.ink, shade, 0.25), -3.4)
    _arm(sheet, neck, pose.far_arm, mixed(who.top, who.ink, 0.22), mixed(who.skin, who.ink, 0.12), -6.5)
    _leg(sheet, hips, pose.near_leg, who.bottoms, who.ink, 3.4)
    _torso(sheet, hips, neck, who)
    _head(sheet, (neck[0] + 2.0 * math.sin(turn), neck[1] - 16.0), pose, who)
    _arm(sheet, neck, pose.near_arm, who.top, who.skin, 6.5)
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


def _torso(sheet: Sheet, hips: Joint, neck: Joint, who: Character) -> None:
    body = skia.Path()
    body.moveTo(neck[0] - 9.5, neck[1] + 5)
    body.cubicTo(neck[0] - 9, neck[1] - 1.5, neck[0] + 9, neck[1] - 1.5, neck[0] + 9.5, neck[1] + 5)
    body.lineTo(hips[0] + 9.6, hips[1] + 2)
    body.quadTo(hips[0], hips[1] + 4.6, hips[0] - 9.6, hips[1] + 2)
    body.close()
    sheet.fill(rounded(Box(hips[0] - 8.6, hips[1] - 3, 17.2, 8), 4), who.bottoms)
    sheet.fill(body, who.top)
    sheet.canvas.save()
    sheet.canvas.clipPath(body, skia.ClipOp.kIntersect, True)
    for stripe in (0.42, 0.66):
        y = neck[1] + (hips[1] - neck[1]) * stripe
        x = neck[0] + (hips[0] - neck[0]) * stripe
        sheet.fill(rounded(Box(x - 14, y, 28, 2.3), 0), mixed(who.top, "#ffffff", 0.72))
    sheet.canvas.restore()


_HAIR = pathdata.path(
    "M-15.6 2 C-17.5 -9 -10 -17.4 1 -17.2 C11 -17 17 -10 15.6 -1.5 C13 -4.5 10.6 -6.2 7 -7 C2 -4 -5 -3.2 -9.4 -4.4 "
    "C-11 -1.6 -12 1.6 -12.2 5 C-14 5 -15.2 4 -15.6 2 Z"
)
_SMILE = pathdata.path("M1.4 7.2 C3 9.4 7.4 9.4 9 7.2")
_OPEN = pathdata.path("M1.4 6.6 C3.2 7.4 7.2 7.4 9 6.6 C8.8 10.6 6.8 11.6 5.2 11.6 C3.4 11.6 1.8 10.4 1.4 6.6 Z")
_FLAT = pathdata.path("M2.6 8 L7.8 7.6")


def _head(sheet: Sheet, at: Joint, pose: Pose, who: Character) -> None:
    canvas = sheet.canvas
    sheet.line(_limb((at, (at[0], at[1] + 9), (at[0] - 0.5, at[1] + 16.5))), 6.4, mixed(who.skin, who.ink, 0.14))
    canvas.save()
    canvas.translate(*at)
    canvas.rotate(pose.lean * 0.8)
    sheet.fill(disc(-9.5, -15.5, 6.6), who.hair)  # the bun
    sheet.fill(disc(0, 0, _HEAD), who.skin)
    sheet.fill(disc(-13.2, 3.4, 3.1), who.skin)
    for x in (-0.4, 9.6):
        sheet.fill(disc(x + pose.look * 0.9, 1.0, 1.55), who.ink)
    for x in (-3.4, 11.6):
        sheet.fill(disc(x, 5.8, 2.6), "#e8604c", 0.34)
    if pose.mouth == "open":
        sheet.fill(_OPEN, mixed(who.ink, "#8a1f2d", 0.5))
    else:
        sheet.line(_FLAT if pose.mouth == "flat" else _SMILE, 1.4, who.ink)
    sheet.fill(_HAIR, who.hair)
    canvas.restore()
