"""What every part of a landscape is drawn from: the recipe, its light, and the frame in unit space."""

from dataclasses import dataclass, replace

import numpy as np

from editor.providers.embedded import colours
from editor.providers.embedded.arrays import Plane
from editor.providers.embedded.recipe import Recipe
from editor.providers.embedded.scenes.hours import HOURS, Hour, linear
from editor.providers.embedded.scenes.landscape import moon, weather


@dataclass(frozen=True, slots=True)
class View:
    """A landscape in unit space: height 1, width `aspect`.

    `sun` is where the sun (or the moon at night) stands, `moon` where the moon does, `opening` where the land opens
    (0..1 across), which no move of the moon changes; `horizon` how far down the horizon lies; `scale` draws
    everything in where the frame is narrow. `haze` is the colour that far things fade into, linear: bluer than the
    sky on the horizon itself.
    """

    recipe: Recipe
    hour: Hour
    aspect: float
    seed: int
    sun: tuple[float, float]
    moon: tuple[float, float]
    opening: float
    horizon: float
    scale: float
    haze: Plane

    def number(self, field: str) -> float:
        """A field of the recipe as a number."""
        return float(self.recipe.fields[field])

    def word(self, field: str) -> str:
        """A field of the recipe as a word."""
        return str(self.recipe.fields[field])

    def on(self, field: str) -> bool:
        """Whether a switch of the recipe is on."""
        return bool(self.recipe.fields[field])

    @property
    def night(self) -> bool:
        """Whether the luminary of the hour is the moon."""
        return self.word("time.of_day") == "night"

    @property
    def moonlit(self) -> bool:
        """Whether the moon is to be seen, but for the weather."""
        return self.on("moon.on") and (self.night or self.on("moon.day"))

    @property
    def is_broken(self) -> bool:
        """Whether light falls through a break in a covered sky."""
        return bool(self.word("clouds.gap")) and self.word("weather.name") != "clear"

    @property
    def snowy(self) -> bool:
        """Whether snow lies on the ground."""
        return self.on("snow.on") or self.word("weather.name") == "snow"

    @property
    def wintry(self) -> bool:
        """Whether snow that lies reaches down from the peaks to the valley."""
        return self.word("season.name") == "winter" or self.word("weather.name") == "snow" or self.on("snow.trees")

    @property
    def luminary(self) -> bool:
        """Whether the sun, or by night the moon, stands in the sky."""
        return self.on("moon.on") if self.night else self.on("sun.on")

    @property
    def side(self) -> float:
        """Which way the land is built, -1 left .. 1 right: to the sun, whose place is the moon's by night."""
        return _leaning(self.number("sun.x"))

    @property
    def lit_side(self) -> float:
        """Where the light comes from, -1 left .. 1 right; never quite from behind, so that shapes keep a lit side."""
        return _leaning((self.sun[0] / self.aspect - 0.5) / 0.46) if self.night else self.side

    @property
    def closer(self) -> float:
        """How much the glow is drawn in, at least 1: in a narrow frame it would wash out everything."""
        return float(max(1.0, 1.25 / self.aspect) ** 0.55)

    def from_sun(self, x: Plane, y: Plane) -> Plane:
        """How far places of the frame lie from the sun or the moon, in heights of the frame."""
        return np.sqrt((x - np.float32(self.sun[0])) ** 2 + (y - np.float32(self.sun[1])) ** 2)

    @property
    def long_shadows(self) -> bool:
        """Whether shadows are to be longer than the hour's."""
        return self.on("shadows.long") and self.luminary and self.word("time.of_day") != "noon"

    def lamp(self, steep: float = 1.0) -> Plane:
        """The direction to the light (right, up, towards the viewer), of length 1."""
        ray = np.array([self.lit_side, self.hour.rise * steep * (0.6 if self.long_shadows else 1.0), 0.16], np.float32)
        return np.asarray(ray / np.linalg.norm(ray))


def _leaning(across: float) -> float:
    lean = float(np.tanh(2.2 * across))
    return lean if abs(lean) > 0.45 else (0.45 if lean >= 0 else -0.45)


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame of pixels over the view; a draft is drawn to measure its light, and nobody sees it."""

    width: int
    height: int
    is_draft: bool = False

    def axes(self, top: int, bottom: int) -> tuple[Plane, Plane]:
        """Unit places of the columns (1 x width) and of rows `top`..`bottom` (rows x 1)."""
        unit = np.float32(1 / self.height)
        x = (np.arange(self.width, dtype=np.float32) + np.float32(0.5)) * unit
        y = (np.arange(top, bottom, dtype=np.float32) + np.float32(0.5)) * unit
        return x[None, :], y[:, None]


def at_height(hour: Hour, down: float) -> Plane:
    """The sky's colour at a height from the top 0..1, linear."""
    heights = [stop for stop, _ in hour.sky]
    shades = np.stack([linear(colour) for _, colour in hour.sky])
    return np.array([np.interp(down, heights, shades[:, k]) for k in range(3)], np.float32)


def view(recipe: Recipe, aspect: float) -> View:
    """The view of a recipe in a frame of this width over height."""
    fields = recipe.fields
    hour = HOURS[str(fields["time.of_day"])]
    hour = weather.over(hour, str(fields["weather.name"]))
    if fields["sky.tint"] or fields["sky.low"]:
        hour = _tinted(hour, str(fields["sky.tint"]), str(fields["sky.low"]))
    if fields["sky.level"]:
        hour = _levelled(hour, float(fields["sky.level"]))
    horizon = 0.43 - 0.17 * float(fields["frame.y"])
    sun_y = hour.sun_y + (horizon - 0.43) * (1.0 if hour.sun_y > 0.3 else 0.4)
    zoom = 1.0 if fields["place.kind"] == "valley" else float(fields["frame.zoom"])
    scale = min(1.0, (aspect / 1.2) ** 0.6) * zoom
    across = float(fields["sun.x"])
    opening = 0.5 + 0.46 * across
    sun_y = min(max(0.06, sun_y - float(fields["sun.y"])), max(sun_y, horizon - 0.01))
    is_night = fields["time.of_day"] == "night"
    beside = across if is_night else (-across if abs(across) > 0.12 else -0.65)
    at = moon.place(recipe, aspect, horizon, scale, beside)
    sun = at if is_night else (aspect * opening, sun_y)
    haze = at_height(hour, 0.30) * np.float32(0.55) + at_height(hour, 0.45) * np.float32(0.45)
    return View(recipe, hour, aspect, recipe.seed % 100_000 + 7, sun, at, opening, horizon, scale, haze)


def _tinted(hour: Hour, tint: str, low: str) -> Hour:
    """The hour under a sky of another colour, or of another `low` over the horizon; what lies in the haze takes a
    little of it."""

    def wanted_at(stop: float) -> tuple[str, float]:
        share = 0.86 - 0.30 * min(1.0, stop / 0.5)
        down = min(1.0, max(0.0, (stop - 0.12) / 0.26))
        if not low:
            return tint, share
        if not tint:
            return low, 0.80 * down
        return colours.mixed(tint, low, down), 0.86 - 0.12 * down

    def mixed(colour: str, share: float, tint: str = tint or low) -> str:
        own, wanted = linear(colour), linear(tint)
        lum = np.array(colours.LUMINANCE, np.float32)
        level = max(float(own @ lum), 1e-4) ** 0.62 * max(float(wanted @ lum), 1e-3) ** 0.38
        aim = np.clip(wanted * np.float32(level / max(float(wanted @ lum), 1e-3)), 0, 1)
        red, green, blue = (float(part) ** (1 / 2.2) for part in own + (aim - own) * np.float32(share))
        return colours.to_hex((red, green, blue))

    # The horizon keeps more of its own light, or a tinted sky would look like a painted wall.
    reached = [(stop, colour, *wanted_at(stop)) for stop, colour in hour.sky]
    sky = tuple((stop, mixed(colour, share, wanted)) for stop, colour, wanted, share in reached)
    return replace(
        hour, sky=sky, cloud=mixed(hour.cloud, 0.30), cloud_shade=mixed(hour.cloud_shade, 0.55),
        far=mixed(hour.far, 0.30), mist=mixed(hour.mist, 0.25), mist_shade=mixed(hour.mist_shade, 0.30),
    )  # fmt: skip


def _levelled(hour: Hour, stops: float) -> Hour:
    """The hour under a sky so many stops brighter (or darker, below 0)."""

    def shown(colour: str) -> str:
        red, green, blue = (part * 2 ** (stops / 2.2) for part in colours.rgb(colour))
        return colours.to_hex((red, green, blue))

    sky = tuple((stop, shown(colour)) for stop, colour in hour.sky)
    return replace(hour, sky=sky, cloud=shown(hour.cloud), cloud_shade=shown(hour.cloud_shade))
