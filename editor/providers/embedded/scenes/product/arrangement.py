"""Where the things stand and how the camera frames them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from editor.providers.embedded.recipe import Recipe, Value
from editor.providers.embedded.scenes import studio
from editor.providers.embedded.scenes.lathe import View
from editor.providers.embedded.scenes.product.things import Thing, things

_GAP = 0.18  # between neighbours, scene units
_ASIDE = 0.30  # how far one behind or in front steps aside for each unit of spacing
_EYE = 0.035  # camera tilts, radians
_HIGH = 0.52
_HIGHEST = 1.05
_ROOM = {"wide": 0.76, "tele": 1.05}  # what a lens does to the size of things
_GROUP_LEAN = (0.19, 0.40)
_READ = 0.62  # share of a label's width that carries its print


@dataclass(frozen=True, slots=True)
class Placed:
    """A thing on the floor: its axis at `x` across and `z` towards the camera, scene units, drawn `size` times."""

    thing: Thing
    prefix: str
    x: float
    z: float
    size: float

    @property
    def left(self) -> float:
        """Its leftmost point."""
        return self.x - self.thing.left * self.size

    @property
    def right(self) -> float:
        """Its rightmost point."""
        return self.x + self.thing.right * self.size

    def view(self, world: View) -> View:
        """How the pixels meet the thing's own axes; the upright one lies on the edge or the middle of a pixel."""
        drop = float(self.z * np.sin(world.tilt))
        x = round(2 * (world.x + self.x * world.scale)) / 2
        return View(world.scale * self.size, x, world.y + drop * world.scale, world.tilt)


@dataclass(frozen=True, slots=True)
class Stage:
    """The scene of one picture, measured in its pixels; the things are sorted from the farthest to the nearest."""

    recipe: Recipe
    placed: tuple[Placed, ...]
    view: View
    light: studio.Light
    width: int
    height: int

    @property
    def fields(self) -> dict[str, Value]:
        """The fields of the recipe."""
        return self.recipe.fields

    def small(self, most: int) -> Stage:
        """The same scene in a picture whose longer side has at most `most` pixels."""
        share = min(1.0, most / max(self.width, self.height))
        width, height = max(1, round(self.width * share)), max(1, round(self.height * share))
        view = self.view
        scaled = View(view.scale * share, view.x * share, view.y * share, view.tilt)
        return Stage(self.recipe, self.placed, scaled, self.light, width, height)


def arrange(recipe: Recipe, width: int, height: int) -> Stage:
    """Place the things of a recipe in a frame of `width` x `height` pixels."""
    fields = recipe.fields
    found = things(fields)
    group = _placed(found, fields)
    tilt = _lifted(_tilt(group, str(fields["camera.angle"]), str(fields["camera.lens"])), float(fields["camera.lift"]))
    view = _framed(group, fields, tilt, width, height)
    if fields["camera.lens"] == "macro":
        view = _closer(group[0], fields, view, width, height)
    order = tuple(sorted(group, key=lambda each: each.z))
    return Stage(recipe, order, view, studio.light_of(fields), width, height)


def _placed(found: tuple[tuple[str, Thing], ...], fields: dict[str, Value]) -> tuple[Placed, ...]:
    alone = len(found) == 1
    prefix, first = found[0]
    group = [Placed(first, prefix, 0.0, 0.0, 1.0 if alone else first.natural * float(fields[f"{prefix}size"]))]
    spacing = float(fields["set.spacing"])
    for prefix, thing in found[1:]:
        size = thing.natural * float(fields[f"{prefix}size"])
        group.append(_beside(group, thing, prefix, str(fields[f"{prefix}place"]), size, spacing))
    return tuple(group)


def _beside(group: list[Placed], thing: Thing, prefix: str, place: str, size: float, spacing: float) -> Placed:
    """The thing at its place by the first one, moved outwards until it touches nobody."""
    first = group[0]
    near, half = first.thing.depth * first.size, (thing.left + thing.right) / 2 * size
    depth = thing.depth * size
    side = {"left": -1, "right": 1}.get(place, -1 if prefix == "third." else 1)
    if place in ("behind", "front"):
        taken = sum(1 for each in group[1:] if (each.z > 0) == (place == "front") and each.x * side > 0 and each.z)
        side = -side if taken else side
        edge = first.right if side > 0 else -first.left
        back = place == "behind"
        z = (-1 if back else 1) * (near + depth + 0.16 * spacing)
        x = side * (edge + half * (0.10 if back else 0.30) + _ASIDE * (spacing - 1))
    else:
        z = 0.5 * (near - depth)
        edge = first.right if side > 0 else -first.left
        x = side * (edge + _GAP * spacing) + (thing.left * size if side > 0 else -thing.right * size)
    placed = Placed(thing, prefix, x, z, size)
    for other in group * 2:
        placed = _clear(placed, other, side, _GAP * spacing)
    return placed


def _clear(one: Placed, other: Placed, side: int, gap: float) -> Placed:
    """`one` moved to the `side` until it stands clear of `other`, `gap` scene units away."""
    depth = one.thing.depth * one.size + other.thing.depth * other.size + 0.02
    if abs(one.z - other.z) >= depth or one.left >= other.right + gap / 2 or one.right <= other.left - gap / 2:
        return one
    by = other.right + gap - one.left if side > 0 else other.left - gap - one.right
    return Placed(one.thing, one.prefix, one.x + by, one.z, one.size)


def _tilt(group: tuple[Placed, ...], angle: str, lens: str) -> float:
    lean = max(each.thing.lean for each in group)
    if len(group) > 1:
        lean = min(max(lean, _GROUP_LEAN[0]), _GROUP_LEAN[1])
    if angle == "eye":
        return _EYE
    if angle.isdigit():
        return float(np.radians(float(angle)))
    lean = lean * 0.72 if lens == "tele" else lean
    return max(_HIGH, lean + 0.12) if angle == "high" else lean


def _lifted(tilt: float, lift: float) -> float:
    """The tilt with the camera lowered (-1: to eye level) or raised (1: to the highest)."""
    return tilt + (tilt - _EYE if lift < 0 else max(0.0, _HIGHEST - tilt)) * lift


def _reach(group: tuple[Placed, ...], tilt: float) -> tuple[float, float]:
    """How far down and up the group reaches in the picture, scene units about the first foot."""
    lean = float(np.sin(tilt))
    beyond = max(0.0, lean - 0.2)
    low = min(-each.z * lean - each.thing.depth * each.size * beyond for each in group)
    flat = float(np.cos(tilt)) if beyond else 1.0
    high = max(
        each.thing.height * each.size * flat - each.z * lean + each.thing.depth * each.size * beyond for each in group
    )
    return low, high


def _framed(group: tuple[Placed, ...], fields: dict[str, Value], tilt: float, width: int, height: int) -> View:
    low, high = _reach(group, tilt)
    left, right = min(each.left for each in group), max(each.right for each in group)
    tall, wide = high - low, right - left
    alone = len(group) == 1
    own = float(fields[f"{group[0].prefix}size"]) ** 0.5 if alone else 1.0  # a small one keeps more room around it
    zoom = own * float(fields["frame.zoom"]) * _ROOM.get(str(fields["camera.lens"]), 1.0)
    scale = min(height * 0.70 / max(tall, 2.0), width * (0.68 if alone else 0.78) / wide) * zoom
    scale = min(scale, height * 0.90 / tall, width * 0.88 / wide if not alone else width * 0.86 / wide)
    # A mug is centred with its handle, though the eye gives the handle less weight.
    middle = (left + right) * (0.32 if alone else 0.5)
    x = width * (0.5 + float(fields["frame.x"]) * 0.5) - middle * scale
    x = min(max(x, -left * scale * 1.06), width - right * scale * 1.06)
    y = height * (0.535 - 0.16 * float(fields["frame.y"])) + (low + high) * scale * 0.5
    floor = max(each.thing.depth * each.size for each in group) * max(0.3, np.sin(tilt))
    y = min(max(y, (high + 0.1) * scale), height - (floor - low) * scale)
    return View(scale, x, float(y), tilt)


def _closer(first: Placed, fields: dict[str, Value], view: View, width: int, height: int) -> View:
    """A close crop of the first thing: of the part that was named, or else of its label, or of its top."""
    thing = first.thing
    aim, wide = _aimed_at(thing, fields)
    across = (thing.left + thing.right) * first.size
    scale = min(view.scale * 2.6, max(view.scale * 1.7, 0.94 * min(width, height * 1.2) / across))
    scale *= float(fields["frame.zoom"])
    if wide:
        scale = min(scale, 0.94 * width / (wide * _READ * first.size))
    right, up, near = (part * first.size for part in aim)
    x = width * (0.5 + float(fields["frame.x"]) * 0.5) - (first.x + right) * scale
    seen = up * float(np.cos(view.tilt)) - (near + first.z) * float(np.sin(view.tilt))
    y = height * (0.5 - 0.16 * float(fields["frame.y"])) + seen * scale
    return View(scale, x, y, view.tilt)


def _aimed_at(thing: Thing, fields: dict[str, Value]) -> tuple[tuple[float, float, float], float]:
    """The place of a thing that a close crop shows, and the width of the label there, 0 where it shows none."""
    named, bearer = str(fields["camera.focus"]), thing.bearer
    middle = (thing.right - thing.left) / 2
    if bearer is not None and (named == "label" or (not named and thing.look["label.on"])):
        return thing.solids[bearer].middle, thing.solids[bearer].sheet[0]
    share = {"top": 0.94, "foot": 0.06, "middle": 0.5}.get(named, 0.84)
    return (middle, thing.height * share, 0.0), 0.0
