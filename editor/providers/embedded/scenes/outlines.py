"""The things that the product scene can turn on its lathe, and the shapes that a bottle comes in."""

from collections.abc import Callable

from editor.providers.embedded.scenes.profiles import (
    BODY,
    CAP,
    FILL,
    INSIDE,
    TRIM,
    Outline,
    Point,
    Section,
    assemble,
    closed,
    fillet,
    mouth,
    smooth,
)

GLASS_FILL = 1.25  # height of a drink in a glass


def outline(kind: str, shape: str = "") -> Outline:
    """The outline of a kind in one of its shapes; a shape that it has not is its plain one."""
    return SHAPES.get((kind, shape), KINDS.get(kind, _bottle))()


def _bottle() -> Outline:
    cap = fillet([(0, 2.86, 0), (0.335, 2.86, 0.06), (0.345, 2.46, 0.03), (0.27, 2.455, 0)])
    shoulder = smooth([(0.255, 2.44), (0.262, 2.34), (0.33, 2.22), (0.50, 2.05), (0.60, 1.90), (0.625, 1.72)])
    body = fillet(
        [(0.27, 2.455, 0), (0.255, 2.45, 0), *[(r, y, 0.0) for r, y in shoulder], (0.625, 0, 0.13), (0.5, 0, 0)]
    )
    return assemble([*closed(cap, CAP), (body, 1.0, BODY)], (0.36, 1.44))


def _dropper() -> Outline:
    bulb = fillet([(0, 3.02, 0), (0.155, 3.02, 0.14), (0.185, 2.66, 0.08), (0.205, 2.44, 0.05), (0.205, 2.36, 0)])
    ledge = fillet([(0.205, 2.36, 0), (0.315, 2.36, 0.035), (0.33, 1.93, 0.02), (0.27, 1.92, 0)])
    body = fillet([(0.27, 1.92, 0), (0.27, 1.84, 0.04), (0.64, 1.76, 0.20), (0.64, 0, 0.13), (0.5, 0, 0)])
    back = ledge[::-1]
    return assemble([(back, -1.0, CAP), *closed(bulb, TRIM), (ledge, 1.0, CAP), (body, 1.0, BODY)], (0.30, 1.30))


def _wine() -> Outline:
    capsule = fillet([(0, 4.34, 0), (0.172, 4.34, 0.025), (0.176, 3.36, 0.01), (0.170, 3.355, 0)])
    shoulder = smooth([(0.168, 3.35), (0.175, 3.1), (0.20, 2.90), (0.32, 2.72), (0.455, 2.50), (0.49, 2.24)])
    body = fillet([*[(r, y, 0.0) for r, y in shoulder], (0.49, 0, 0.08), (0.4, 0, 0)])
    return assemble([*closed(capsule, CAP), (body, 1.0, BODY)], (0.62, 1.72))


def _flacon_top() -> Outline:
    """The collar and cap of a perfume flacon, which stand on its block of glass."""
    cap = fillet([(0, 2.50, 0), (0.30, 2.50, 0.05), (0.30, 1.83, 0.02), (0.235, 1.825, 0)])
    collar = fillet([(0.235, 1.825, 0), (0.225, 1.82, 0.01), (0.235, 1.68, 0.02), (0.2, 1.68, 0)])
    return assemble([*closed(cap, CAP), (collar, 1.0, TRIM)], (0, 0))


def _jar() -> Outline:
    cap = fillet([(0, 1.72, 0), (0.70, 1.72, 0.06), (0.71, 1.34, 0.03), (0.62, 1.335, 0)])
    body = fillet([(0.62, 1.335, 0), (0.62, 1.30, 0), (0.78, 1.24, 0.14), (0.78, 0, 0.16), (0.6, 0, 0)])
    return assemble([*closed(cap, CAP), (body, 1.0, BODY)], (0.26, 0.98))


def _can() -> Outline:
    lid = fillet([(0, 2.33, 0), (0.46, 2.33, 0.02), (0.50, 2.37, 0.03), (0.535, 2.35, 0.03), (0.535, 2.31, 0.0)])
    body = fillet(
        [(0.535, 2.31, 0), (0.52, 2.28, 0.02), (0.65, 2.08, 0.10), (0.65, 0.12, 0.10), (0.54, 0, 0.04), (0.5, 0, 0)]
    )
    return assemble([*closed(lid, CAP), (body, 1.0, BODY)], (0.40, 1.80))


def _mug() -> Outline:
    body = fillet([(0.66, 1.48, 0), (0.66, 0.02, 0.16), (0.5, 0, 0.03), (0.46, 0, 0)])
    return assemble([*mouth(0.66, 0.075, 1.5, 1.38, FILL), (body, 1.0, BODY)], (0.34, 1.12), handle=True)


def _glass() -> Outline:
    body = fillet([(0.60, 1.68, 0), (0.52, 0.02, 0.10), (0.4, 0, 0)])
    return assemble([*mouth(0.60, 0.04, 1.7, GLASS_FILL, FILL), (body, 1.0, BODY)], (0.4, 1.1))


def _candle() -> Outline:
    body = fillet([(0.70, 1.38, 0), (0.70, 0.02, 0.10), (0.55, 0, 0)])
    return assemble([*mouth(0.70, 0.06, 1.4, 1.30, FILL), (body, 1.0, BODY)], (0.28, 1.02))


def _vase() -> Outline:
    curve = smooth(
        [(0.30, 2.38), (0.25, 2.22), (0.22, 2.02), (0.24, 1.80), (0.38, 1.52), (0.62, 1.18), (0.73, 0.82), (0.68, 0.44),
         (0.50, 0.14), (0.40, 0.03)]
    )  # fmt: skip
    return assemble([*mouth(0.30, 0.05, 2.4, 2.1, INSIDE), ([*curve, (0.38, 0.0)], 1.0, BODY)], (0.55, 1.08))


def _bowl() -> Outline:
    turns = [k * 0.1 for k in range(11)]
    rim = [(1.26 - 0.06 * t, 0.985 + 0.06 * t * (1 - t)) for t in turns]
    wall: list[Point] = smooth([(1.20, 0.985), (1.17, 0.88), (1.09, 0.74)], 12)
    outside = smooth([(1.26, 0.985), (1.235, 0.82), (1.13, 0.58), (0.93, 0.34), (0.66, 0.15), (0.52, 0.10)])
    foot = fillet([(0.52, 0.10, 0), (0.50, 0.0, 0.03), (0.46, 0, 0)])
    sections: list[Section] = [
        (rim, -1.0, BODY),
        (wall, -1.0, INSIDE),
        ([(1.09, 0.74), (0.0, 0.74)], -1.0, FILL),
        ([(0.0, 0.74), (1.09, 0.74)], 1.0, FILL),
        (wall[::-1], 1.0, INSIDE),
        (rim[::-1], 1.0, BODY),
        ([*outside, *foot[1:]], 1.0, BODY),
    ]
    return assemble(sections, (0.30, 0.80))


def _lamp() -> Outline:
    top, low = 4.42, 3.02
    rim = [(0.60, top), (0.585, top)]
    shade = [(0.585, top), (0.60, top), (1.06, low), (1.05, low), (0.055, low + 0.02)]
    stem = fillet([(0.055, low + 0.02, 0), (0.055, 1.72, 0), (0.13, 1.66, 0.05), (0.13, 1.60, 0.03), (0.09, 1.54, 0)])
    body = smooth([(0.09, 1.54), (0.15, 1.44), (0.40, 1.20), (0.56, 0.86), (0.52, 0.50), (0.36, 0.22), (0.33, 0.12)])
    plate = fillet([(0.33, 0.12, 0), (0.47, 0.10, 0.02), (0.48, 0.0, 0.02), (0.42, 0, 0)])
    sections: list[Section] = [
        (rim, -1.0, CAP),
        ([(0.585, top), (0.66, top - 0.24)], -1.0, INSIDE),
        ([(0.66, top - 0.24), (0.585, top)], 1.0, INSIDE),
        (shade, 1.0, CAP),
        (stem, 1.0, TRIM),
        (body, 1.0, BODY),
        (plate, 1.0, TRIM),
    ]
    return assemble(sections, (0.40, 1.10))


KINDS: dict[str, Callable[[], Outline]] = {
    "bottle": _bottle, "jar": _jar, "can": _can, "mug": _mug, "glass": _glass, "candle": _candle, "vase": _vase,
    "bowl": _bowl, "lamp": _lamp,
}  # fmt: skip

SHAPES: dict[tuple[str, str], Callable[[], Outline]] = {
    ("bottle", "dropper"): _dropper, ("bottle", "wine"): _wine, ("bottle", "flacon"): _flacon_top,
}  # fmt: skip
