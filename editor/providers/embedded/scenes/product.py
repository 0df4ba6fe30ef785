"""Scene one: a product on a paper sweep."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from editor.providers.embedded import colours, finish
from editor.providers.embedded.arrays import Picture, Plane
from editor.providers.embedded.recipe import Recipe, Value
from editor.providers.embedded.scenes import lathe, profiles, studio, surface

_TILT = 0.115  # radians the camera looks down
_TILT_OPEN = 0.19  # and into an open mouth
_HANDLE_REACH = 1.12  # from a mug's axis to the outside of its handle
_OPEN = ("mug", "glass", "candle")
_BAND = 384  # rows shaded at once
_WRAP = 1.30  # half the arc of a label, radians
_GRAIN = 0.0030


@dataclass(frozen=True, slots=True)
class _Set:
    """The scene of one picture, measured in its pixels."""

    recipe: Recipe
    outline: profiles.Outline
    view: lathe.View
    light: studio.Light
    width: int
    height: int
    label: Plane | None


def render(recipe: Recipe, width: int, height: int) -> Picture:
    """The picture of a product recipe, RGB."""
    scene = _arrange(recipe, width, height)
    out = np.empty((height, width, 3), np.uint8)
    for top in range(0, height, _BAND):
        bottom = min(height, top + _BAND)
        light = _band(scene, top, bottom)
        out[top:bottom] = finish.to_bytes(finish.tone(light), finish.grain(width, top, bottom, recipe.seed), _GRAIN)
    return out


def _number(value: Value) -> float:
    return float(value)


def _arrange(recipe: Recipe, width: int, height: int) -> _Set:
    fields = recipe.fields
    shape = profiles.outline(str(fields["object.kind"]))
    zoom = _number(fields["frame.zoom"])
    left, right = shape.radius, _HANDLE_REACH if shape.handle and fields["object.handle"] else shape.radius
    scale = min(height * 0.70 / max(shape.height, 2.0), width * 0.68 / (left + right)) * zoom
    scale = min(scale, height * 0.90 / shape.height, width * 0.86 / (left + right))
    middle = 0.535 - 0.16 * _number(fields["frame.y"])
    # A mug is centred with its handle, though the eye gives the handle less weight.
    x = width * (0.5 + _number(fields["frame.x"]) * 0.5) - (right - left) * scale * 0.32
    x = min(max(x, left * scale * 1.06), width - right * scale * 1.06)
    y = height * middle + shape.height * scale * 0.5
    y = min(max(y, (shape.height + 0.1) * scale), height - shape.radius * scale * 0.3)
    view = lathe.View(scale, x, y, _TILT_OPEN if fields["object.kind"] in _OPEN else _TILT)
    return _Set(recipe, shape, view, studio.light_of(fields), width, height, _label(fields, shape, scale))


def _label(fields: dict[str, Value], shape: profiles.Outline, scale: float) -> Plane | None:
    if not fields["label.on"]:
        return None
    from editor.providers.embedded.scenes import label  # its drawing library wants OpenGL, which a bare bottle does not

    low, high = shape.label
    paper, ink = str(fields["label.colour"]), str(fields["label.ink"])
    if not ink:
        ink = "#1d2a26" if colours.luminance(paper) > 0.22 else "#efe6d2"
    wide, tall = int(2 * _WRAP * shape.radius * scale), int((high - low) * scale)
    return label.draw(str(fields["label.text"]), paper, ink, wide, tall, str(fields.get("label.logo", "")))


def _grid(scene: _Set, top: int, bottom: int, left: int = 0, right: int = 0) -> tuple[Plane, Plane]:
    right = right or scene.width
    x = (np.arange(left, right, dtype=np.float32) + np.float32(0.5 - scene.view.x)) / np.float32(scene.view.scale)
    y = (np.float32(scene.view.y - 0.5) - np.arange(top, bottom, dtype=np.float32)) / np.float32(scene.view.scale)
    return x[None, :], y[:, None]


def _behind(scene: _Set, x: Plane, y: Plane) -> Plane:
    fields = scene.recipe.fields
    to_frame_x = (x * np.float32(scene.view.scale) + np.float32(scene.view.x)) / np.float32(scene.width / 2) - 1
    to_frame_y = (np.float32(scene.view.y) - y * np.float32(scene.view.scale)) / np.float32(scene.height / 2) - 1
    return studio.behind(x, y, fields, scene.light, to_frame_x, to_frame_y, scene.view.tilt)


def _band(scene: _Set, top: int, bottom: int) -> Plane:
    x, y = _grid(scene, top, bottom)
    light = _behind(scene, x, y)
    _cast(scene, light, x, y)
    if scene.outline.handle and scene.recipe.fields["object.handle"]:
        _handle(scene, light, top, bottom)
    _solid(scene, light, top, bottom)
    if scene.recipe.fields["object.kind"] == "candle" and scene.recipe.fields["object.flame"]:
        _flame(scene, light, x, y)
    return light


def _cast(scene: _Set, light: Plane, x: Plane, y: Plane) -> None:
    if float(y[-1, 0]) > 0.7:
        return
    foot = scene.outline.r[-1] + 0.10
    dark = studio.shadow(x, y, float(foot), scene.outline.height, scene.light, scene.view.tilt)
    body = surface.MATERIALS[str(scene.recipe.fields["body.material"])]
    tint = np.array(colours.linear(str(scene.recipe.fields["body.colour"])), np.float32)
    # What light glass lets through has its colour; an opaque body lets nothing through.
    through = np.float32(0.26 * body.clear) * tint / max(float(tint.max()), 0.05)
    light *= 1 - dark[..., None] * (1 - through)


def _solid(scene: _Set, light: Plane, top: int, bottom: int) -> None:
    left, high, right, low = lathe.bounds(scene.outline, scene.view)
    box = (max(0, left), max(top, high), min(scene.width, right), min(bottom, low))
    if box[1] >= box[3] or box[0] >= box[2]:
        return
    patch = lathe.patch(scene.outline, scene.view, box)
    x, y = _grid(scene, box[1], box[3], box[0], box[2])
    behind = _behind(scene, np.float32(-0.75) * x, y)
    skin = _skin(scene, patch)
    lit = _shade(scene, patch, skin, behind)
    lit = _blended(scene, patch, lit)
    target = light[box[1] - top : box[3] - top, box[0] : box[2]]
    target += patch.cover[..., None] * (lit - target)


def _shade(scene: _Set, patch: lathe.Patch, skin: surface.Skin, behind: Plane) -> Plane:
    fields = scene.recipe.fields
    wall, ground = str(fields["backdrop.colour"]), studio.ground_colour(fields)
    return surface.shade(patch, skin, scene.light, wall, behind, scene.view.tilt, ground)


def _blended(scene: _Set, patch: lathe.Patch, lit: Plane) -> Plane:
    """`lit` with soft steps where one part meets another, since the patch gives every pixel to one part alone."""
    kind = patch.part.astype(np.int16)
    if scene.recipe.fields["object.kind"] == "glass":
        kind += 8 * _drink(patch).astype(np.int16)
    elif profiles.FILL not in kind:
        return lit
    meets = np.zeros(kind.shape, np.uint8)
    meets[:, 1:] |= kind[:, 1:] != kind[:, :-1]
    meets[1:] |= kind[1:] != kind[:-1]
    near = cv2.dilate(meets, np.ones((3, 5), np.uint8)).astype(bool)
    # Such lines run nearly level, in long steps of one row: they are evened out along the row.
    soft = cv2.GaussianBlur(lit, (15, 5), 3.0, sigmaY=0.8)
    return np.asarray(np.where(near[..., None], soft, lit))


def _drink(patch: lathe.Patch) -> NDArray[np.bool_]:
    return np.asarray((patch.part == profiles.BODY) & (patch.y < profiles.GLASS_FILL) & (patch.y > 0.10))


def _pool(scene: _Set, patch: lathe.Patch, colour: Plane) -> Plane:
    """A drink or wax seen from above: lighter towards its rim and towards the key light."""
    on = patch.part == profiles.FILL
    if not on.any():
        return colour
    rim = float(scene.outline.r[scene.outline.part == profiles.FILL].max())
    lift = 1 + np.float32(0.55) * studio.smooth(0.55, 1.0, patch.r / np.float32(rim))
    lift = lift * (1 + np.float32(0.35 * scene.light.sign) * patch.x / np.float32(rim))
    return np.asarray(np.where(on[..., None], np.minimum(colour * lift[..., None], np.float32(0.95)), colour))


def _skin(scene: _Set, patch: lathe.Patch) -> surface.Skin:
    fields = scene.recipe.fields
    body = str(fields["body.material"])
    inside = {"candle": "wax", "mug": "liquid", "glass": "liquid"}.get(str(fields["object.kind"]), "matte")
    cap = str(fields["cap.material"]) or ("gloss" if body in ("glass", "frosted") else body)
    parts = [
        (str(fields["body.colour"]), body),
        (str(fields["cap.colour"]) or str(fields["body.colour"]), cap),
        (str(fields["body.colour"]), body),
        (str(fields["fill.colour"]), inside),
    ]
    colour: Plane = np.array([colours.linear(name) for name, _ in parts], np.float32)[patch.part]
    kinds = [surface.MATERIALS[name] for _, name in parts]
    numbers = np.array([k.numbers for k in kinds], np.float32)[patch.part]
    colour = colour * _crease(patch)[..., None]
    if fields["object.kind"] == "glass":
        colour[_drink(patch)] = colours.linear(str(fields["fill.colour"]))
    if inside == "liquid":
        colour = _pool(scene, patch, colour)
    if scene.label is not None:
        colour, numbers = _wrap(scene, patch, colour, numbers)
    return surface.Skin.of(colour, numbers)


def _crease(patch: lathe.Patch) -> Plane:
    """Darkness inside an open mouth and where a cap meets the neck."""
    inside = (patch.part == profiles.INSIDE).astype(np.float32)
    return np.asarray(1 - np.float32(0.35) * inside)


def _wrap(scene: _Set, patch: lathe.Patch, colour: Plane, numbers: Plane) -> tuple[Plane, Plane]:
    low, high = scene.outline.label
    sheet = scene.label
    if sheet is None:
        return colour, numbers
    turn = np.arcsin(np.clip(patch.x / patch.r, -1, 1))
    tall, wide = sheet.shape[:2]
    across = (turn / np.float32(2 * _WRAP) + np.float32(0.5)) * np.float32(wide) - np.float32(0.5)
    down = (np.float32(high) - patch.y) / np.float32(high - low) * np.float32(tall) - np.float32(0.5)
    printed = cv2.remap(sheet, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    edge = np.float32(1.2)
    on = np.clip(np.minimum(down + edge, tall - 1 + edge - down), 0, 1) * (np.abs(turn) < _WRAP)
    on = on * (patch.part == profiles.BODY) * (patch.z > 0)
    paper = np.array(surface.Material(0.9, 0.45).numbers, np.float32)
    share = on[..., None].astype(np.float32)
    return colour + share * (printed - colour), numbers + share * (paper - numbers)


def _handle(scene: _Set, light: Plane, top: int, bottom: int) -> None:
    """Half a ring at the right of a mug."""
    x, y = _grid(scene, top, bottom)
    centre_x, centre_y, wide, tall, thick = 0.63, 0.76, 0.40, 0.46, 0.082
    px, py = (x - np.float32(centre_x)) / np.float32(wide), (y - np.float32(centre_y)) / np.float32(tall)
    reach = np.sqrt(px * px + py * py)
    if float(np.abs(py).min()) > 1.5:
        return
    gx, gy = px / wide, py / tall
    steep = np.sqrt(gx * gx + gy * gy) / np.maximum(reach, 1e-3)
    away = (reach - 1) / np.maximum(steep, 1e-3)  # distance from the ring's middle line
    cover = np.clip((np.float32(thick) - np.abs(away)) * np.float32(scene.view.scale) + np.float32(0.5), 0, 1) * (
        x > 0.3
    )
    rows, columns = np.flatnonzero(cover.any(1)), np.flatnonzero(cover.any(0))
    if not len(rows) or not len(columns):
        return
    cut = (slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1))
    q = np.clip(away[cut] / thick, -1, 1)
    gx, gy = np.broadcast_arrays(gx, gy)
    length = np.maximum(np.sqrt(gx[cut] ** 2 + gy[cut] ** 2), 1e-4)
    nx, ny, nz = gx[cut] / length * q, gy[cut] / length * q, np.sqrt(np.maximum(1 - q * q, 0.02))
    xs, ys = (np.ascontiguousarray(np.broadcast_to(p, cover.shape)[cut]) for p in (x, y))
    part = np.full(xs.shape, profiles.BODY)
    patch = lathe.Patch(0, 0, cover[cut], xs, ys, np.zeros_like(xs), nx, ny, nz, np.full_like(xs, 2.0), part)
    skin = _skin(_without_label(scene), patch)
    behind = light[cut]
    lit = _shade(scene, patch, skin, behind)
    behind += cover[cut][..., None] * (lit - behind)


def _without_label(scene: _Set) -> _Set:
    return _Set(scene.recipe, scene.outline, scene.view, scene.light, scene.width, scene.height, None)


def _flame(scene: _Set, light: Plane, x: Plane, y: Plane) -> None:
    base = scene.outline.height - 0.10
    wick = np.clip((0.012 - np.abs(x)) * scene.view.scale + 0.5, 0, 1) * np.clip((y - base) * 40, 0, 1)
    wick = wick * np.clip((base + 0.16 - y) * 40, 0, 1)
    light *= (1 - wick * np.float32(0.9))[..., None].astype(np.float32)
    up = (y - np.float32(base + 0.10)) / np.float32(0.46)
    inside = np.clip(up, 0, 1)
    half = np.float32(0.155) * np.sqrt(inside) * (1 - inside) ** np.float32(0.8) * 2
    body = studio.smooth(1.0, 0.35, np.abs(x) / np.maximum(half, 1e-4)) * ((up > 0) & (up < 1))
    halo = np.exp(-(x * x + (y - np.float32(base + 0.3)) ** 2) / np.float32(0.30)) * np.float32(0.34)
    hot = np.array([1.0, 0.62, 0.20], np.float32)
    core = np.array([1.3, 1.05, 0.62], np.float32)
    light += (halo[..., None] * hot + body[..., None] * (core - light * np.float32(0.6))).astype(np.float32)
