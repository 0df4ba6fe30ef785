"""The photo studio: its lamps, the wall and the ground behind a product, the shadow on it, the window's light."""

from dataclasses import dataclass

import numpy as np

from editor.providers.embedded import colours, noise
from editor.providers.embedded.arrays import Plane
from editor.providers.embedded.recipe import Value
from editor.providers.embedded.scenes import grounds, walls
from editor.providers.embedded.words.product_unseen import is_off, without

_TUBE_LEAN = 0.7  # how far the colour of a neon tube goes at the warmest and the coolest
_ACROSS = 0.4  # of its light, what the only neon tube left throws on the other side
_TABLE = "#d9d5cd"  # a plain table takes on much of this, whatever wall is behind it
TILT = 0.115  # radians the camera looks down, unless it is told otherwise

smooth = noise.smooth


@dataclass(frozen=True, slots=True)
class Rig:
    """A set of lamps, each against the softbox set's: `key`, `fill`, `edge` lights, the dark `room`, `crisp` shadows.

    `low` is how much longer a shadow falls, `haze` the light that hangs in the air.
    """

    key: float = 1.0
    fill: float = 1.0
    edge: float = 0.0
    room: float = 1.0
    crisp: float = 0.0
    low: float = 1.0
    haze: float = 0.0


RIGS: dict[str, Rig] = {
    "softbox": Rig(), "hard": Rig(key=1.25, fill=0.30, room=0.72, crisp=1.0),
    "rim": Rig(key=0.10, fill=0.16, edge=1.15, room=0.10), "golden": Rig(key=1.14, fill=0.72, low=1.75, haze=1.0),
    "neon": Rig(key=0.0, fill=0.07, room=0.06),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Light:
    """The key light: where from, how soft (0 hard .. 1 soft), how warm (-1 cool .. 1 warm), exposure in stops.

    `kind` is one of RIGS; `tint` colours the neon tube on the key's side, `tint2` the one across; `without`
    names those that are out. `gel` is the colour of a foil before every other lamp, "" for none.
    """

    side: str
    soft: float
    warmth: float
    level: float
    window: bool
    shadow: float
    length: float
    kind: str
    tint: str
    tint2: str
    gel: str = ""
    without: tuple[str, ...] = ()

    @property
    def rig(self) -> Rig:
        """The lamps of this kind of light."""
        return RIGS[self.kind]

    @property
    def sign(self) -> float:
        """-1 where the key stands to the left, +1 to the right."""
        return 1.0 if self.side == "right" else -1.0

    @property
    def lean(self) -> float:
        """Like `sign`, and 0 where the key stands to neither side."""
        return self.sign if self.side in ("left", "right") else 0.0

    @property
    def colour(self) -> Plane:
        """Key colour in linear light, its luminance 1."""
        warm, cool = np.array([1.0, 0.80, 0.56], np.float32), np.array([0.80, 0.95, 1.22], np.float32)
        if self.kind == "golden":
            warm = np.array([1.0, 0.70, 0.36], np.float32)
        own = _even(1 + ((warm if self.warmth > 0 else cool) - 1) * np.float32(abs(self.warmth)))
        return np.asarray(own * _foil(self.gel)) if self.gel else own

    @property
    def tubes(self) -> tuple[Plane, Plane]:
        """Linear colours of the neon tubes to the left and to the right, of like brightness."""
        near, far = (_tube(colour, self.warmth) for colour in (self.tint, self.tint2))
        if len(self.without) == 1:  # the other one lights its side as well, from farther off
            one = far if "light.tint" in self.without else near
            near, far = (
                one * np.float32(_ACROSS if own in self.without else 1) for own in ("light.tint", "light.tint2")
            )
        elif self.without:
            near, far = near * np.float32(0.04), far * np.float32(0.04)
        return (near, far) if self.sign < 0 else (far, near)

    @property
    def exposure(self) -> float:
        """Factor on all light."""
        return float(2.0**self.level)


def _even(colour: Plane) -> Plane:
    """The colour at luminance 1."""
    return np.asarray(colour / (colour @ np.array(colours.LUMINANCE, np.float32)), np.float32)


def _foil(colour: str) -> Plane:
    """What a coloured foil before a lamp leaves of its light."""
    light = np.array(colours.linear(colour), np.float32)
    light = np.float32(0.05) + np.float32(0.95) * light / max(float(light.max()), 0.02)
    return np.asarray(light * np.float32(1.15) / (np.float32(0.45) + light.mean()), np.float32)


def _tube(colour: str, warmth: float) -> Plane:
    """The light of a neon tube: its gas leans towards amber where it is warm, and towards ice where it is cool."""
    light = np.array(colours.linear(colour), np.float32)
    light = light / max(float(light.max()), 0.02)
    towards = np.array([1.0, 0.42, 0.06] if warmth > 0 else [0.10, 0.55, 1.0], np.float32)
    light = light + (towards - light) * np.float32(_TUBE_LEAN * abs(warmth))
    return np.asarray(light * np.float32(1.25) / (np.float32(0.45) + light.mean()), np.float32)


def light_of(fields: dict[str, Value]) -> Light:
    """The lamps that the `light` and `shadow` fields describe."""
    kind, warmth, soft = str(fields["light.kind"]), float(fields["light.warmth"]), fields["light.soft"]
    if kind == "golden":  # warm by itself, so that there is less way up than down
        warmth = 0.8 + (0.35 * warmth if warmth > 0 else warmth)
    gel = "" if is_off(fields, "light.gel") else str(fields["light.gel"])
    return Light(
        str(fields["light.side"]), float(soft) * (1 - 0.9 * RIGS[kind].crisp), warmth, float(fields["light.level"]),
        bool(fields["light.window"]), float(fields["shadow.level"]), float(fields["shadow.length"]), kind,
        str(fields["light.tint"]), str(fields["light.tint2"]), gel, without(fields),
    )  # fmt: skip


def gloss(fields: dict[str, Value]) -> float:
    """How much the ground mirrors, 0..1: what was asked for, or what its material does by itself."""
    asked = float(fields["reflection.level"])
    return min(1.0, asked) if asked >= 0 else grounds.gloss(str(fields["ground.kind"]))


def ground_colour(fields: dict[str, Value]) -> str:
    """Hex colour of what the product stands on: the light that it throws back at the product has it."""
    kind = str(fields["ground.kind"])
    own = str(fields["backdrop.colour"]) if kind == grounds.PAPER else grounds.STUFF[kind].colour
    if kind == grounds.PAPER and fields["ground.wall"] != walls.PLAIN:
        own = colours.mixed(own, _TABLE, 0.7)
    return str(fields["ground.colour"]) or own


def window(x: Plane, y: Plane, sign: float) -> Plane:
    """Late sun through a six-pane window on the wall, 0..1, in scene units about the foot of the product."""
    across = (x * np.float32(-sign) + np.float32(1.42)) + np.float32(0.20) * (y - np.float32(2.0))
    up = (y - np.float32(2.12)) + np.float32(0.30) * (x * np.float32(-sign) + np.float32(1.4))
    across, up = across / np.float32(1.28), up / np.float32(1.42)
    blur = 0.055

    def strip(a: Plane, low: float, high: float) -> Plane:
        return smooth(low - blur, low + blur, a) * smooth(high + blur, high - blur, a)

    columns = strip(across, -1.0, -0.07) + strip(across, 0.07, 1.0)
    rows = strip(up, -1.0, -0.40) + strip(up, -0.29, 0.29) + strip(up, 0.40, 1.0)
    return columns * rows


def wall_colour(fields: dict[str, Value], x: Plane, y: Plane) -> Plane:
    """Linear colour of the wall at places `x`, `y` in scene units about the product's foot; of all of it if plain."""
    paint, kind = str(fields["backdrop.colour"]), str(fields["ground.wall"])
    return np.array(colours.linear(paint), np.float32) if kind == walls.PLAIN else walls.albedo(kind, paint, x, y)


def behind(
    x: Plane, y: Plane, fields: dict[str, Value], light: Light, frame_x: Plane, frame_y: Plane, tilt: float = TILT,
    wall: Plane | None = None,
) -> Plane:  # fmt: skip
    """Wall and ground without the product, linear RGB.

    `x`, `y` in scene units about the product's foot, rows of one height each; `frame_x`, `frame_y` run -1..1 over the
    whole frame; `tilt` in radians; `wall` is the wall's linear colour where it is known. Every ground but paper before
    a plain wall is a table with a wall behind it.
    """
    x, y, frame_x, frame_y = np.broadcast_arrays(x, y, frame_x, frame_y)
    wall = wall_colour(fields, x, y) if wall is None else wall
    if fields["ground.kind"] == grounds.PAPER and fields["ground.wall"] == walls.PLAIN:
        paint = np.array(colours.linear(ground_colour(fields)), np.float32)
        lit = _sweep(x, y, light, frame_x, frame_y, tilt, wall, paint)
    else:
        lit = _lamplit(x, y, _wall(x, y, light), light, frame_x, frame_y) * wall
        lit = _table(lit, x, y, fields, light, frame_x, frame_y, tilt)
    return np.asarray(_hazed(lit, light, frame_x, frame_y) * np.float32(light.exposure))


def _sweep(
    x: Plane, y: Plane, light: Light, frame_x: Plane, frame_y: Plane, tilt: float, wall: Plane, paint: Plane
) -> Plane:
    """Paper that hangs from above and runs out over the floor; `paint` is its colour there."""
    reach = max(1.0, float(np.sin(tilt)) / 0.19)  # a camera that looks down more sees more floor
    floor = smooth(0.95 * reach, -0.15 * reach, y)
    bend = np.float32(0.10) * np.exp(-(((y - np.float32(0.42 * reach)) / np.float32(0.40 * reach)) ** 2))
    amount = _wall(x, y, light) * (1 - floor) + _floor(x, y, light) * floor - bend
    lit = _lamplit(x, y, amount, light, frame_x, frame_y)
    return np.asarray(lit * (wall + (paint - wall) * floor[..., None]))


def _table(
    lit: Plane, x: Plane, y: Plane, fields: dict[str, Value], light: Light, frame_x: Plane, frame_y: Plane, tilt: float
) -> Plane:
    """The wall `lit` with a table before it: where its far edge lies, how it shines, and the dark behind it."""
    far, blur = grounds.edge(tilt), 0.022
    rows = np.flatnonzero(y[:, 0] < far + blur)
    # Little light reaches the gap between the table and the wall.
    out = lit * (1 - np.float32(0.30) * np.exp(-np.maximum(y - np.float32(far), 0) / np.float32(0.16)))[..., None]
    if not len(rows):
        return np.asarray(out)
    cut = slice(rows[0], rows[-1] + 1)
    x, y, frame_x, frame_y = x[cut], y[cut], frame_x[cut], frame_y[cut]
    top: Plane = np.array(colours.linear(ground_colour(fields)), np.float32)
    if fields["ground.kind"] != grounds.PAPER:
        top = grounds.albedo(str(fields["ground.kind"]), str(fields["ground.colour"]), x, y, tilt)
    shown = top * _lamplit(x, y, _floor(x, y, light), light, frame_x, frame_y)
    # Polished stuff mirrors the wall, most where the glance is flattest: towards the far edge.
    flat = smooth(-0.5 * far, far, y) * np.float32(min(0.6, 0.10 + 1.3 * gloss(fields)) * (gloss(fields) > 0))
    shown = shown + (lit[cut] * np.float32(0.9) - shown * np.float32(0.8)) * (flat * np.float32(0.55))[..., None]
    share = smooth(far + blur, far - blur, y)[..., None]
    out[cut] += share * (shown - out[cut])
    return np.asarray(out)


def _pool(x: Plane, y: Plane, light: Light) -> Plane:
    across = x - np.float32(light.lean) * np.float32(0.55)
    return np.asarray(np.exp(-(across**2 / np.float32(4.2) + (y - np.float32(1.55)) ** 2 / np.float32(3.4))))


def _wall(x: Plane, y: Plane, light: Light) -> Plane:
    """How much light falls on the wall, white."""
    amount = np.float32(0.80) + np.float32(0.34) * _pool(x, y, light)
    return np.asarray(
        amount
        * (1 + np.float32(light.lean) * np.float32(0.16 + 0.16 * (1 - light.soft)) * np.tanh(x * np.float32(0.45)))
    )


def _floor(x: Plane, y: Plane, light: Light) -> Plane:
    """How much light falls on the ground, white."""
    amount = np.float32(0.92) + np.float32(0.13) * smooth(0.2, -1.1, y) + np.float32(0.10) * np.exp(-(x * x) / 5)
    return np.asarray(amount * (1 + np.float32(light.lean) * np.float32(0.10) * np.tanh(x * np.float32(0.5))))


def _lamplit(x: Plane, y: Plane, amount: Plane, light: Light, frame_x: Plane, frame_y: Plane) -> Plane:
    """`amount` of white light as this rig's lamps give it, coloured."""
    amount = amount * (1 - np.float32(0.10) * (frame_x**2 + np.float32(0.6) * frame_y**2))
    if light.kind == "neon":
        tubes = _neon(amount, frame_x, frame_y, light)
        return tubes + _panes(amount, x, y, light) * np.float32(0.6) if light.window else tubes
    if light.kind == "rim":
        glow = np.exp(-(x**2 / np.float32(2.6) + (y - np.float32(1.3)) ** 2 / np.float32(3.0)))
        amount = amount * (np.float32(0.035) + np.float32(0.15) * glow)
    elif light.kind == "hard":
        fall = 1 + np.float32(light.lean) * np.float32(0.42) * frame_x
        amount = amount * fall * (1 - np.float32(0.20) * (frame_x**2 + frame_y**2)) * np.float32(1.02)
    elif light.kind == "golden":
        amount = amount * (np.float32(0.80) + np.float32(light.lean) * np.float32(0.34) * frame_x)
    if light.side == "back" and light.kind != "rim":
        amount = amount * np.float32(0.72) + np.float32(0.34) * _pool(x, y, light)
    lit = amount[..., None] * (1 + (light.colour - 1) * np.float32(0.95 if light.gel else 0.75))
    return _through_panes(lit, amount, x, y, light) if light.window else np.asarray(lit)


def _through_panes(lit: Plane, amount: Plane, x: Plane, y: Plane, light: Light) -> Plane:
    return np.asarray(lit * np.array([0.40, 0.40, 0.43], np.float32) + _panes(amount, x, y, light))


def _panes(amount: Plane, x: Plane, y: Plane, light: Light) -> Plane:
    panes = window(x, y, light.sign) * smooth(0.25, 0.75, y)
    sun = light.colour * np.array([1.08, 0.98, 0.84], np.float32)
    return np.asarray((panes * amount)[..., None] * sun * np.float32(1.12))


def _neon(amount: Plane, frame_x: Plane, frame_y: Plane, light: Light) -> Plane:
    """Two tubes just outside the frame: each colours its own side, and they mix in the middle."""
    left, right = light.tubes
    fade = amount * np.exp(-((frame_y - np.float32(0.1)) ** 2) / np.float32(2.2))
    out = (amount * np.float32(0.035))[..., None] * (left + right) * np.float32(0.5)
    for colour, place in ((left, frame_x + 1), (right, 1 - frame_x)):
        near = np.exp(-(np.maximum(place + np.float32(0.12), 0) ** 2) / np.float32(0.62))
        out = out + (fade * near * np.float32(0.62))[..., None] * colour
    return np.asarray(out)


def _hazed(lit: Plane, light: Light, frame_x: Plane, frame_y: Plane) -> Plane:
    """Low sun in dusty air: a warm veil, thickest on the sun's side."""
    if not light.rig.haze:
        return lit
    sun_x = frame_x - np.float32(1.25 * light.lean)
    veil = np.exp(-(sun_x**2 / np.float32(1.5) + (frame_y + np.float32(0.35)) ** 2 / np.float32(1.3)))
    veil = np.float32(0.03 + 0.27 * light.rig.haze) * veil
    return np.asarray(lit * (1 - np.float32(0.5) * veil)[..., None] + veil[..., None] * light.colour)


@dataclass(frozen=True, slots=True)
class Throw:
    """One shadow: which way on the floor (across, towards the camera), how far, how dark."""

    across: float
    towards: float
    far: float
    dark: float


def throws(light: Light, height: float) -> tuple[Throw, ...]:
    """The shadows that a thing of some height, scene units, casts in this light."""
    height *= light.length
    # A low lamp's long shadow is a deep one too: where it leaves the frame, that is what one sees of it.
    dark = min(0.92, (0.74 - 0.22 * light.soft) * (0.6 + 0.4 * light.length))
    if light.kind == "neon":
        return Throw(-0.97, 0.24, height * 0.7, 0.42), Throw(0.97, 0.24, height * 0.7, 0.42)
    if light.kind == "rim" or light.side == "back":
        if light.kind == "rim":
            return Throw(-0.5, 0.87, height, 0.5), Throw(0.5, 0.87, height, 0.5)
        return (Throw(0.18, 0.98, height * 1.3, dark),)
    if light.side == "top":
        return (Throw(0.6, 0.8, 0.25 * light.length, dark),)
    if light.side == "front":
        return (Throw(0.25, -0.97, height * 0.6, dark),)
    reach = height * (0.62 + 0.55 * (1 - light.soft)) * (1.25 if light.window else 1.0) * light.rig.low
    return (Throw(-0.90 * light.sign, 0.44, reach, dark),)
