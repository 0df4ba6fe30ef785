"""The light of a landscape by time of day and season: colours of sky, sun, mist and ridges."""

from dataclasses import dataclass

import numpy as np

from editor.providers.embedded import colours
from editor.providers.embedded.arrays import Plane

Light = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Hour:
    """`sky` as (height from the top 0..1, hex); the sun's height 0..1 from the top and its radius; colours as hex.

    `key` is the light of the sun (or moon) on a surface that faces it, `fill` that of the sky around; both linear.
    `dark` is how far the lamps of a city are on, 0..1; `rise` how high the sun stands as a lamp, as a slope.
    """

    sky: tuple[tuple[float, str], ...]
    sun_y: float
    sun_radius: float
    disc: Light
    glow: Light
    reach: float
    cloud: str
    cloud_lit: str
    far: str
    near: str
    mist: str
    mist_shade: str
    mist_lit: Light
    warm: Light
    cloud_shade: str
    key: Light
    fill: Light
    rise: float
    stars: float = 0.0
    dark: float = 0.0
    exposure: float = 0.92


HOURS: dict[str, Hour] = {
    "sunrise": Hour(
        ((0, "#5f86b8"), (0.20, "#97b0c8"), (0.34, "#e6c6a6"), (0.46, "#f9d39c"), (1, "#f5c893")),
        0.385, 0.030, (1.9, 1.45, 0.9), (0.85, 0.50, 0.22), 3.0, "#ffe6cc", "#ffb070", "#b9a9a8", "#152019",
        "#f3dcc4", "#9fb0bd", (0.30, 0.15, 0.04), (0.42, 0.22, 0.085), "#9aa0b4",
        (1.75, 1.05, 0.52), (0.26, 0.30, 0.40), 0.30, dark=0.12,
    ),
    "golden": Hour(
        ((0, "#6f90b4"), (0.22, "#a9b4bd"), (0.36, "#edc48e"), (0.47, "#fbd08a"), (1, "#f2bd7c")),
        0.31, 0.028, (2.1, 1.55, 0.85), (0.95, 0.56, 0.20), 2.6, "#ffe3bd", "#ffab5c", "#b6a08a", "#1c2114",
        "#f6dcb4", "#a9a8a0", (0.34, 0.18, 0.04), (0.55, 0.30, 0.10), "#a39a9c",
        (2.1, 1.28, 0.58), (0.26, 0.28, 0.34), 0.36,
    ),
    "noon": Hour(
        ((0, "#2f6fb6"), (0.22, "#5d9ad2"), (0.40, "#a6cbe4"), (0.5, "#cfe2ec"), (1, "#d3e3ec")),
        0.13, 0.022, (2.2, 2.1, 1.9), (0.42, 0.40, 0.34), 3.6, "#ffffff", "#ffffff", "#93acc2", "#1c3020",
        "#e9f0f3", "#b7cad6", (0.08, 0.08, 0.07), (0.10, 0.11, 0.06), "#9fb3c8",
        (1.55, 1.45, 1.28), (0.36, 0.44, 0.56), 0.75, exposure=0.86,
    ),
    "dusk": Hour(
        ((0, "#27345f"), (0.18, "#54548a"), (0.32, "#a9688f"), (0.42, "#e2806a"), (0.50, "#f2a468"), (1, "#e88f62")),
        0.415, 0.032, (1.8, 0.82, 0.40), (0.80, 0.26, 0.14), 2.7, "#e2929a", "#ff8c6a", "#8d6f8d", "#12141f",
        "#c98f93", "#5f628c", (0.34, 0.11, 0.05), (0.36, 0.12, 0.06), "#4f4a78",
        (1.35, 0.52, 0.26), (0.19, 0.18, 0.32), 0.24, stars=0.12, dark=0.55, exposure=0.90,
    ),
    "blue": Hour(
        ((0, "#122349"), (0.20, "#25457a"), (0.36, "#5476a4"), (0.46, "#94a4bc"), (0.50, "#c6a99a"), (1, "#a891a0")),
        0.47, 0.026, (0.0, 0.0, 0.0), (0.34, 0.20, 0.15), 2.4, "#7787ab", "#c79a94", "#54698e", "#0a1120",
        "#8397b8", "#3b5480", (0.10, 0.06, 0.05), (0.07, 0.07, 0.09), "#33497a",
        (0.20, 0.24, 0.36), (0.14, 0.20, 0.36), 0.45, stars=0.20, dark=0.85, exposure=0.95,
    ),
    "night": Hour(
        ((0, "#060b1c"), (0.25, "#0d1a38"), (0.42, "#1b3056"), (0.5, "#2a4569"), (1, "#2a4264")),
        0.17, 0.030, (0.80, 0.86, 0.92), (0.09, 0.12, 0.17), 3.2, "#3d5277", "#6d86ac", "#2c4262", "#04080f",
        "#4d6484", "#22344f", (0.05, 0.07, 0.10), (0.03, 0.05, 0.08), "#16233f",
        (0.26, 0.33, 0.46), (0.045, 0.07, 0.13), 0.60, stars=1.0, dark=1.0, exposure=1.0,
    ),
}  # fmt: skip

# What a season does to the ridges: (tint of the near forest as hex, how much of it).
SEASONS: dict[str, tuple[str, float]] = {
    "summer": ("#152019", 0.0), "spring": ("#3f5a2c", 0.55), "autumn": ("#7a3d16", 0.75), "winter": ("#5d7080", 0.45),
}  # fmt: skip

# Leaves by season as they are in white light: (grass, conifers, two shades of broad leaves).
FOLIAGE: dict[str, tuple[str, str, str, str]] = {
    "summer": ("#67823a", "#2e4a31", "#4f7234", "#7f9440"), "spring": ("#8aa84c", "#3a5a38", "#86ab4a", "#b3c766"),
    "autumn": ("#a08a48", "#36492f", "#b5632a", "#d9a03a"), "winter": ("#8c887a", "#34443a", "#6e6258", "#8b8076"),
}  # fmt: skip


def linear(colour: str) -> Plane:
    """Linear light of a hex colour."""
    return np.array(colours.linear(colour), np.float32)
