"""The colours of a layout: a ground, an ink, and accents that go together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from editor.providers.embedded import colours
from editor.providers.embedded.recipe import Value


@dataclass(frozen=True, slots=True)
class Palette:
    """Hex colours; `card` is what boxes on the ground are filled with."""

    ground: str
    ink: str
    accents: tuple[str, ...]

    @property
    def card(self) -> str:
        """The ground, lifted."""
        return colours.mixed(self.ground, "#ffffff", 0.78 if self.is_light else 0.075)

    @property
    def card_ink(self) -> str:
        """The ink of words on a card."""
        return readable(self.ink, self.card)

    @property
    def is_light(self) -> bool:
        """Whether the ground is lighter than a middle grey."""
        return colours.luminance(self.ground) > 0.22

    def accent(self, number: int) -> str:
        """The accent of slot `number`, from 0."""
        return self.accents[number % len(self.accents)]

    def tint(self, share: float) -> str:
        """The ground with a share of ink in it."""
        return colours.mixed(self.ground, self.ink, share)


NAMED: dict[str, Palette] = {
    "coast": Palette("#f4f0e8", "#17324a", ("#1f6f8b", "#e2694a", "#e9ae3f", "#5fa3ab")),
    "forest": Palette("#eef0e6", "#1d3327", ("#2f6b4f", "#cf8544", "#86a06c", "#5a8490")),
    "berry": Palette("#faeef0", "#3b1730", ("#a93465", "#6a4c93", "#e57f7f", "#dba94a")),
    "clay": Palette("#f5ebe0", "#3a2620", ("#c15f40", "#7d8f69", "#d99b58", "#86564a")),
    "dusk": Palette("#ecebf6", "#262145", ("#5a4fcf", "#dd7258", "#e0b468", "#6fa78c")),
    "nordic": Palette("#edf2f5", "#1f2d3d", ("#2f5d8a", "#cc4457", "#e0a036", "#5c9a78")),
    "citrus": Palette("#fff5e0", "#2b2a33", ("#e8602f", "#eda41c", "#4a9563", "#2f6690")),
    "candy": Palette("#fdf0f4", "#3a2140", ("#e8517f", "#6f52e6", "#2fa9b7", "#f0a63a")),
    "midnight": Palette("#141a2e", "#f4efe6", ("#f2a65a", "#6fc3c6", "#e57f93", "#b5a6d3")),
    "mono": Palette("#f3f3f0", "#1b1c1f", ("#26282c", "#5b6068", "#868c94", "#3f444b")),
}
SMALL, LARGE = 4.5, 3.0  # the least contrast of small words, and of large ones and icons
ACCENTS = ("accent.colour", "accent.2", "accent.3", "accent.4")
_INKS = ((("#0b0d12", 0.84), ("#ffffff", 0.92)), (("#000000", 1.0), ("#ffffff", 1.0)))
_LESS, _APART = 0.4, 1.6  # accents take less of a change of light than the ground; the least that keeps them off it
_OFFERED = ("coast", "forest", "clay", "nordic", "dusk", "citrus", "berry")  # for a recipe that names none


def palette(fields: Mapping[str, Value], seed: int) -> Palette:
    """The palette that the fields name, or one chosen by the seed; with the colours that were asked for by name.

    A picture that is to be darker or lighter has a darker or lighter ground, and an ink that reads on it.
    """
    level = float(fields["light.level"])
    look = _named(fields, seed)
    if not level:
        return look
    is_deeper = level < 0 and look.is_light  # a pale ground keeps its hue where the palette's own ink deepens it
    ground = colours.mixed(look.ground, look.ink, min(0.9, 0.4 * -level)) if is_deeper else lit(look.ground, level)
    accents = tuple(readable(lit(each, level * _LESS), ground, _APART) for each in look.accents)
    return Palette(ground, ink(ground), accents)


def lit(colour: str, level: float) -> str:
    """A colour in more (up to 2) or less (down to -2) light."""
    return colours.mixed(colour, "#ffffff" if level > 0 else "#05060a", min(0.9, 0.4 * abs(level))) if level else colour


def _named(fields: Mapping[str, Value], seed: int) -> Palette:
    chosen = NAMED[_name(fields, seed)]
    ground = str(fields["background.colour"])
    if ground:
        chosen = Palette(ground, ink(ground), _apart(chosen.accents, ground))
    named = tuple(str(fields[name]) for name in ACCENTS if fields[name])
    return Palette(chosen.ground, chosen.ink, named) if named else chosen


def _name(fields: Mapping[str, Value], seed: int) -> str:
    """The palette's name, as many further as another one was asked for."""
    name, turn = str(fields["palette.name"]), round(float(fields["palette.turn"]))
    if name in NAMED:
        names = tuple(NAMED)
        return names[(names.index(name) + turn) % len(names)]
    return _OFFERED[(seed + turn) % len(_OFFERED)]


def ink(ground: str) -> str:
    """The ink that reads best on a ground: its own colour made very dark or very pale, black or white if need be."""
    for ends in _INKS:
        best = max((colours.mixed(ground, *end) for end in ends), key=lambda each: contrast(each, ground))
        if contrast(best, ground) >= SMALL:
            break
    return best


def contrast(one: str, other: str) -> float:
    """How far two colours stand apart in light, 1 (alike) to 21 (black on white)."""
    low, high = sorted(colours.luminance(each) for each in (one, other))
    return (high + 0.05) / (low + 0.05)


def on(colour: str, least: float = LARGE) -> str:
    """A near white or near black that reads on `colour`; white where it has the `least` contrast."""
    return "#ffffff" if contrast("#ffffff", colour) >= least else ink(colour)


def readable(colour: str, ground: str, least: float = SMALL) -> str:
    """A colour with as much of the ground's ink in it as gives it the `least` contrast."""
    end = ink(ground)
    tries = (colours.mixed(colour, end, step / 20) for step in range(21))
    return next((found for found in tries if contrast(found, ground) >= least), end)


def _apart(accents: tuple[str, ...], ground: str) -> tuple[str, ...]:
    """Accents that stand out from `ground`: those too near are made darker or lighter."""
    light = colours.luminance(ground)
    towards = "#0b0d12" if light > 0.22 else "#ffffff"
    near = [abs(colours.luminance(each) - light) < 0.12 for each in accents]
    return tuple(
        colours.mixed(each, towards, 0.45) if close else each for each, close in zip(accents, near, strict=True)
    )
