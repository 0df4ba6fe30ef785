"""The things that stand in the studio: which solids each is made of, and how much room it takes."""

from dataclasses import dataclass

import numpy as np

from editor.providers.embedded.recipe import Value
from editor.providers.embedded.scenes import outlines
from editor.providers.embedded.scenes.boxes import Slab
from editor.providers.embedded.scenes.lathe import Solid, Turned
from editor.providers.embedded.scenes.product import cases
from editor.providers.embedded.scenes.product.ground import Foot
from editor.providers.embedded.scenes.tubes import HEIGHT, WIDTH, Tube
from editor.providers.embedded.words.product import PREFIXES, look
from editor.providers.embedded.words.product_shapes import SHAPED

_HANDLE_REACH = 1.12  # from a mug's axis to the outside of its handle
_NATURAL = {"vase": 1.3, "lamp": 1.05}  # drawn smaller than they are beside the others
_OPEN = frozenset({"mug", "glass", "candle"})


@dataclass(frozen=True, slots=True)
class Thing:
    """One object: its look under plain field names, its solids from the ground up, and its room in scene units."""

    kind: str
    shape: str
    look: dict[str, Value]
    solids: tuple[Solid, ...]
    foot: Foot
    left: float
    right: float
    depth: float  # half, along the line of sight
    height: float
    lean: float  # the camera tilt that shows it best, radians
    natural: float = 1.0
    has_handle: bool = False

    @property
    def bearer(self) -> int | None:
        """The number of the solid that carries the label."""
        return next((k for k in reversed(range(len(self.solids))) if all(self.solids[k].sheet)), None)


def things(fields: dict[str, Value]) -> tuple[tuple[str, Thing], ...]:
    """The objects of a recipe with the prefix of their fields, the first one first."""
    found = [(prefix, look(fields, prefix)) for prefix in PREFIXES]
    return tuple((prefix, _thing(each)) for prefix, each in found if each["object.kind"])


def _thing(own: dict[str, Value]) -> Thing:
    kind, shape = str(own["object.kind"]), str(own["object.shape"])
    if kind in cases.BUILDS:
        return _boxed(kind, own)
    if kind == "tube":
        return Thing(kind, "", own, (Tube(float(own["label.size"])),), Foot(0.50), WIDTH, WIDTH, 0.55, HEIGHT, 0.10)
    printed = float(own["label.size"])
    outline = outlines.outline(kind, shape).shaped(_slim(kind, shape, own)).labelled(printed)
    if (kind, shape) == ("bottle", "flacon"):
        half = cases.FLACON
        glass = cases.flacon().labelled(printed)
        foot = Foot(0.0, half[0] - 0.12, half[2] - 0.06, 0.0)
        return Thing(kind, shape, own, (glass, Turned(outline)), foot, half[0], half[0], half[2], outline.height, 0.17)
    handle = outline.handle and bool(own["object.handle"])
    right = _HANDLE_REACH if handle else outline.radius
    lean = 0.30 if kind == "bowl" else 0.19 if kind in _OPEN else 0.115
    foot = Foot(float(outline.r[-1]) + 0.10)
    return Thing(
        kind, shape, own, (Turned(outline),), foot, outline.radius, right, outline.radius, outline.height, lean,
        _NATURAL.get(kind, 1.0), handle,
    )  # fmt: skip


def _slim(kind: str, shape: str, own: dict[str, Value]) -> float:
    """How slim a thing is drawn, 0 where its kind comes in one shape."""
    return float(own["object.slim"]) if kind in SHAPED and shape != "flacon" else 0.0


def _boxed(kind: str, own: dict[str, Value]) -> Thing:
    turn = np.radians(float(own["object.turn"]))
    lying = own["object.pose"] == "lying" and kind in ("book", "phone")
    slabs = tuple(slab.labelled(float(own["label.size"])) for slab in cases.BUILDS[kind](float(turn), lying))
    reach = [_reach(slab) for slab in slabs]
    wide, tall, deep = (max(each[k] for each in reach) for k in range(3))
    foot = Foot(0.0, *cases.standing_on(slabs, lying), float(turn))
    lean = 0.62 if lying else cases.LEAN[kind]
    return Thing(kind, "", own, slabs, foot, wide, wide, deep, tall, lean)


def _reach(slab: Slab) -> tuple[float, float, float]:
    """How far a slab reaches: sideways and in depth from the axis, and up from the ground."""
    span = np.abs(slab.axes) @ np.array(slab.half)
    middle = slab.centre
    return abs(float(middle[0])) + float(span[0]), float(middle[1] + span[1]), abs(float(middle[2])) + float(span[2])
