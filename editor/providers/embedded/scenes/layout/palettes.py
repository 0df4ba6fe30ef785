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
_OFFERED = ("coast", "forest", "clay", "nordic", "dusk", "citrus", "berry")  # for a recipe that names none


def palette(fields: Mapping[str, Value], seed: int) -> Palette:
    """The palette that the fields name, or one chosen by the seed; with the colours that were asked for by name."""
    chosen = NAMED.get(str(fields["palette.name"])) or NAMED[_OFFERED[seed % len(_OFFERED)]]
    ground, accent = str(fields["background.colour"]), str(fields["accent.colour"])
    if ground:
        deep, pale = colours.mixed(ground, "#0b0d12", 0.84), colours.mixed(ground, "#ffffff", 0.92)
        chosen = Palette(ground, deep if colours.luminance(ground) > 0.22 else pale, _apart(chosen.accents, ground))
    if accent:
        chosen = Palette(chosen.ground, chosen.ink, (accent,))
    return chosen


def on(colour: str) -> str:
    """A near white or near black that reads on `colour`."""
    return "#ffffff" if colours.luminance(colour) < 0.36 else colours.mixed(colour, "#0b0d12", 0.86)


def _apart(accents: tuple[str, ...], ground: str) -> tuple[str, ...]:
    """Accents that stand out from `ground`: those too near are made darker or lighter."""
    light = colours.luminance(ground)
    towards = "#0b0d12" if light > 0.22 else "#ffffff"
    near = [abs(colours.luminance(each) - light) < 0.12 for each in accents]
    return tuple(
        colours.mixed(each, towards, 0.45) if close else each for each, close in zip(accents, near, strict=True)
    )
