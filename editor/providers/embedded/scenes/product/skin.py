"""What the parts of a thing are made of: colours, materials, prints, and what shines by itself."""

import colorsys

import cv2
import numpy as np
from numpy.typing import NDArray

from editor.providers.embedded import colours, noise
from editor.providers.embedded.arrays import Plane
from editor.providers.embedded.scenes import outlines, profiles, surface
from editor.providers.embedded.scenes.boxes import Slab
from editor.providers.embedded.scenes.lathe import Patch, Solid, Turned, View
from editor.providers.embedded.scenes.product.things import Thing
from editor.providers.embedded.scenes.studio import Light, smooth

_INSIDE = {"candle": "wax", "mug": "liquid", "glass": "liquid", "bowl": "liquid"}
# Specks in a glaze: cells a unit, share of cells that hold one, lattice, strength.
_SPECKS = ((13.0, 0.16, 911, 0.85), (30.0, 0.22, 917, 0.8), (44.0, 0.12, 923, 0.5))
_IRON, _ASH, _DARK = "#4a3626", "#cfc4b2", 0.045
_BLACK = "#161618"
_SCREEN = 0.92  # light of a white screen
_CLEAR = (0.86, 0.90, 0.90)  # thick colourless glass, linear
_PAPER = np.array(surface.Material(0.9, 0.45).numbers, np.float32)  # of a printed label


def skin(thing: Thing, solid: Solid, patch: Patch, view: View, light: Light, sheet: Plane | None) -> surface.Skin:
    """Colour and material of every pixel of a patch of one solid of a thing."""
    table = _parts(thing)
    colour: Plane = np.array([colours.linear(name) for name, _ in table], np.float32)[patch.part]
    kinds = [material(name) for _, name in table]
    numbers = np.array([k.numbers for k in kinds], np.float32)[patch.part]
    if thing.kind == "phone":
        numbers[..., 1] *= np.where(patch.part == profiles.BODY, np.float32(1), np.float32(0.22))
    if thing.look["body.speckle"] and isinstance(solid, Turned):
        colour = _speckled(patch, view, colour, table[0][0], float(thing.look["body.speckle"]))
    # Light is scarce inside an open mouth.
    colour = colour * (1 - np.float32(0.35) * (patch.part == profiles.INSIDE))[..., None]
    if thing.kind == "glass":
        colour = _poured(patch, colour, str(thing.look["fill.colour"]), view.tilt)
    if _INSIDE.get(thing.kind) == "liquid" and isinstance(solid, Turned):
        colour = _pool(solid, patch, colour, light)
    if isinstance(solid, Slab):
        colour = _woven(thing.kind, solid, patch, view, colour)
    if thing.shape == "flacon" and isinstance(solid, Slab):
        colour = _perfume(solid, patch, view, colour)
    if sheet is not None and thing.kind != "phone":
        colour, numbers = _printed(solid, patch, view, sheet, colour, numbers)
    return surface.Skin.of(colour, numbers)


def _speckled(patch: Patch, view: View, colour: Plane, paint: str, amount: float) -> Plane:
    """Iron specks in a glaze, pale ones in a dark `paint`; the finest only where pixels can show them."""
    body = (patch.part == profiles.BODY) | (patch.part == profiles.INSIDE)
    pixel = np.full(patch.x.shape, 1 / view.scale, np.float32)
    around = np.arctan2(patch.x, np.abs(patch.z) + np.float32(1e-3)) * np.maximum(patch.r, np.float32(0.2))
    if not patch.z.any():  # a handle, which lies flat before the camera
        around = patch.x
    at = noise.Ground(np.asarray(around, np.float32), np.ascontiguousarray(patch.y, np.float32), pixel, pixel)
    dark = np.zeros(patch.x.shape, np.float32)
    for often, share, seed, strength in _SPECKS:
        dark = np.maximum(dark, at.dots(often, share, seed) * np.float32(strength))
    dark *= np.float32(min(1.0, amount)) * body
    ink = np.array(colours.linear(_ASH if colours.luminance(paint) < _DARK else _IRON), np.float32)
    return np.asarray(colour + dark[..., None] * (ink - colour))


def material(name: str) -> surface.Material:
    """A material by name; one that is not known is like paper."""
    return surface.MATERIALS.get(name, surface.MATERIALS["paper"])


def drink(patch: Patch, tilt: float) -> NDArray[np.int64]:
    """1 where the wall of a glass shows the drink in it, 2 where one sees the top of the drink through the wall."""
    wall = patch.part == profiles.BODY
    within = wall & (patch.y < outlines.GLASS_FILL) & (patch.y > 0.10)
    top = wall & (patch.y >= outlines.GLASS_FILL) & (patch.y < _far_rim(patch, tilt))
    return np.asarray(within + 2 * top)


def _far_rim(patch: Patch, tilt: float) -> Plane:
    """The height on the near wall at which the far edge of the drink is seen."""
    return np.asarray(np.float32(outlines.GLASS_FILL) + patch.z * np.float32(2 * np.tan(tilt)))


def _poured(patch: Patch, colour: Plane, fill: str, tilt: float) -> Plane:
    """A glass with a drink in it, paler seen from above, and the dark line where it meets the wall."""
    shown, own = drink(patch, tilt), np.array(colours.linear(fill), np.float32)
    colour[shown == 1] = own
    colour[shown == 2] = np.minimum(own * np.float32(1.7) + np.float32(0.015), np.float32(0.95))
    line = np.float32(0.016)
    near = np.abs(patch.y - np.float32(outlines.GLASS_FILL)) / line
    far = np.abs(patch.y - _far_rim(patch, tilt)) / line
    dark = np.float32(0.42) * np.exp(-(near**2)) + np.float32(0.24) * np.exp(-(far**2))
    return np.asarray(colour * (1 - dark * (patch.part == profiles.BODY))[..., None])


def glow(thing: Thing, solid: Solid, patch: Patch, view: View, sheet: Plane | None) -> Plane | None:
    """Light that the patch gives by itself, linear RGB, or None; what a phone's label says is said by its screen."""
    if thing.kind == "phone" and isinstance(solid, Slab):
        shown = _wallpaper(solid, patch, str(thing.look["fill.colour"]))
        if sheet is None:
            return shown
        printed, on = _laid_on(solid, patch, view, sheet)
        return np.asarray(shown + on * (printed * np.float32(_SCREEN) - shown))
    if thing.kind == "lamp" and thing.look["object.lit"]:
        return _lampshade(patch, str(thing.look["cap.colour"]))
    return None


def _parts(thing: Thing) -> list[tuple[str, str]]:
    """Colour and material by part number."""
    own = thing.look
    body, stuff = str(own["body.colour"]), str(own["body.material"])
    cap = str(own["cap.material"]) or ("gloss" if stuff in ("glass", "frosted") else stuff)
    over = str(own["cap.colour"]) or body
    fill = str(own["fill.colour"])
    if thing.kind == "speaker":
        over, cap = str(own["cap.colour"]) or colours.shaded(body, "deep"), str(own["cap.material"]) or "matte"
    trim = {
        "phone": ("#0b0b0d", "gloss"), "speaker": (over, "metal" if own["cap.material"] == "metal" else "satin"),
        "lamp": (body, "metal" if stuff == "metal" else "satin"),
    }.get(thing.kind, (over, "metal") if thing.shape == "flacon" else (_BLACK, "satin"))  # fmt: skip
    inside = (over, cap) if thing.kind == "lamp" else (body, stuff)
    filled = (fill, _INSIDE.get(thing.kind, "matte"))
    return [(body, stuff), (over, cap), inside, filled, trim, ("#efe6d3", "paper"), ("#08080a", "gloss")]


def _pool(solid: Turned, patch: Patch, colour: Plane, light: Light) -> Plane:
    """A drink seen from above: lighter towards its rim and towards the key light."""
    on = patch.part == profiles.FILL
    if not on.any():
        return colour
    outline = solid.outline
    rim = float(outline.r[outline.part == profiles.FILL].max())
    lift = 1 + np.float32(0.55) * smooth(0.55, 1.0, patch.r / np.float32(rim))
    lift = lift * (1 + np.float32(0.35 * light.lean) * patch.x / np.float32(rim))
    return np.asarray(np.where(on[..., None], np.minimum(colour * lift[..., None], np.float32(0.95)), colour))


def _woven(kind: str, solid: Slab, patch: Patch, view: View, colour: Plane) -> Plane:
    """The leaves of a book and the cloth of a speaker, as far as the pixels can show them."""
    if kind == "book" and solid.part == profiles.PAGES:
        leaves = solid.own(patch)[2] * np.float32(230)
        strength = np.float32(0.16 * np.clip(view.scale / 130 - 1, 0, 1))
        ply = 1 - strength * (0.5 + 0.5 * np.sin(leaves) * np.sin(leaves * np.float32(0.37) + 1))
        return np.asarray(colour * ply[..., None] * np.float32(0.94))
    if kind == "carton":
        return np.asarray(colour * (1 - _seams(solid, patch, view))[..., None])
    if kind == "speaker":
        right, up, _ = solid.own(patch)
        strength = np.float32(0.30 * np.clip(view.scale / 150 - 1, 0, 1))
        weave = np.sin(right * np.float32(190)) * np.sin(up * np.float32(190))
        on = (patch.part == profiles.CAP).astype(np.float32)
        return np.asarray(colour * (1 + strength * on * weave)[..., None])
    return colour


def _perfume(solid: Slab, patch: Patch, view: View, colour: Plane) -> Plane:
    """Perfume inside thick walls of clear glass."""
    right, up, _ = solid.own(patch)
    wide, tall, _ = solid.half
    inner = Slab((wide - 0.13, tall - 0.17, 1.0), solid.at, 0.0, 0.10, 0.001)
    away = inner.away(right, up - np.float32(0.08), np.zeros_like(up))
    level = up - np.float32(tall * 0.62)
    within = np.clip(np.float32(0.5) - np.maximum(away, level) * np.float32(view.scale * 0.6), 0, 1)
    clear = np.array(_CLEAR, np.float32)
    rim = np.exp(-((away / np.float32(0.022)) ** 2))
    glass = clear * (1 - np.float32(0.45) * rim)[..., None]
    return np.asarray(glass + (colour - glass) * within[..., None])


def _seams(solid: Slab, patch: Patch, view: View) -> Plane:
    """Darkness along the slits of a carton's flap, and of the glued edge at its back; never thinner than a pixel."""
    right, up, front = solid.own(patch)
    wide, tall, deep = (np.float32(half) for half in solid.half)
    pixel = 1.1 / view.scale

    def slit(off: Plane, seen: float) -> Plane:
        line = np.float32(max(0.011, pixel / seen))
        return np.asarray(np.exp(-((off / line) ** 2)) * np.float32(0.011) / line)

    lean = max(abs(float(np.sin(view.tilt))), 0.02)
    top = smooth(float(tall) - 0.02, float(tall), up)
    flap = np.maximum(slit(deep - np.float32(0.05) - front, lean), slit(wide - np.float32(0.04) - np.abs(right), 0.6))
    return np.asarray(np.float32(0.62) * top * flap, np.float32)


def _printed(
    solid: Solid, patch: Patch, view: View, sheet: Plane, colour: Plane, numbers: Plane
) -> tuple[Plane, Plane]:
    printed, share = _laid_on(solid, patch, view, sheet)
    return colour + share * (printed - colour), numbers + share * (_PAPER - numbers)


def _laid_on(solid: Solid, patch: Patch, view: View, sheet: Plane) -> tuple[Plane, Plane]:
    """The colour of the printed sheet at every pixel, and how far it covers each."""
    place = solid.printed(patch, view)
    tall, wide = sheet.shape[:2]
    across = (place.across * np.float32(wide) - np.float32(0.5)).astype(np.float32)
    down = (place.down * np.float32(tall) - np.float32(0.5)).astype(np.float32)
    printed = cv2.remap(sheet, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(printed), place.on[..., None]


def _wallpaper(solid: Slab, patch: Patch, colour: str) -> Plane:
    """A lit screen: a gradient between the colour and its neighbours on the wheel."""
    right, up, _ = solid.own(patch)
    x, y = right / np.float32(solid.half[0]), up / np.float32(solid.half[1])
    low, middle, high = (np.array(colours.linear(each), np.float32) for each in _neighbours(colour))
    rise = smooth(-1.1, 1.1, y + np.float32(0.35) * np.sin(x * np.float32(1.7) + y * np.float32(1.3)))
    orb = np.exp(-((x - np.float32(0.35)) ** 2 * np.float32(0.9) + (y - np.float32(0.30)) ** 2 * np.float32(3.2)))
    sky = low + (middle - low) * rise[..., None]
    sky = sky + (high - sky) * (orb * np.float32(0.85))[..., None]
    return np.asarray(sky * (patch.part == profiles.SCREEN)[..., None] * np.float32(_SCREEN))


def _neighbours(colour: str) -> tuple[str, str, str]:
    hue, light, strength = colorsys.rgb_to_hls(*colours.rgb(colour))

    def near(turn: float, lightness: float) -> str:
        return colours.to_hex(colorsys.hls_to_rgb((hue + turn) % 1, lightness, min(1.0, strength * 1.1)))

    return near(-0.04, light * 0.62), near(0.05, min(0.85, light * 1.25)), near(0.16, min(0.9, light * 1.5 + 0.08))


def _lampshade(patch: Patch, colour: str) -> Plane:
    """A shade lit from inside: brightest around the bulb, warm towards its rims."""
    paint = np.array(colours.linear(colour or "#efe6d2"), np.float32)
    bulb = np.exp(-(((patch.y - np.float32(3.50)) / np.float32(0.52)) ** 2)) * np.maximum(patch.nz, 0) ** 2
    warm = np.array([1.0, 0.80, 0.52], np.float32)
    hot = np.array([1.0, 0.90, 0.70], np.float32)
    tint = warm + (hot - warm) * bulb[..., None]
    inside = patch.part == profiles.INSIDE
    shade = ((patch.part == profiles.CAP) | inside) & (patch.y > 3.0)
    amount = (np.float32(0.16) + np.float32(0.42) * bulb + np.float32(0.40) * inside) * shade
    return np.asarray((np.float32(0.25) + np.float32(0.75) * paint) * tint * amount[..., None])
