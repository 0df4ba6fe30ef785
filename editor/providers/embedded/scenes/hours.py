"""The light of a landscape by time of day and season: colours of sky, sun, mist and ridges."""

from dataclasses import dataclass

import numpy as np

from editor.providers.embedded import colours
from editor.providers.embedded.arrays import Plane


@dataclass(frozen=True, slots=True)
class Hour:
    """`sky` as (height from the top 0..1, hex); the sun's height 0..1 from the top and its radius; colours as hex."""

    sky: tuple[tuple[float, str], ...]
    sun_y: float
    sun_radius: float
    disc: tuple[float, float, float]
    glow: tuple[float, float, float]
    reach: float
    cloud: str
    cloud_lit: str
    far: str
    near: str
    mist: str
    mist_shade: str
    mist_lit: tuple[float, float, float]
    warm: tuple[float, float, float]
    stars: bool = False
    exposure: float = 0.92


HOURS: dict[str, Hour] = {
    "sunrise": Hour(
        ((0, "#5f7fa8"), (0.22, "#93a7bd"), (0.36, "#e3bfa0"), (0.47, "#f7d2a0"), (1, "#f5c893")),
        0.385, 0.034, (1.9, 1.45, 0.9), (0.85, 0.50, 0.22), 3.0, "#ffe2c0", "#ffb070", "#b9a9a8", "#152019",
        "#f3dcc4", "#9fb0bd", (0.30, 0.15, 0.04), (0.42, 0.22, 0.085),
    ),
    "noon": Hour(
        ((0, "#3d78b8"), (0.25, "#6ea3d3"), (0.42, "#b3d0e4"), (0.5, "#d3e3ec"), (1, "#d3e3ec")),
        0.13, 0.022, (2.2, 2.1, 1.9), (0.42, 0.40, 0.34), 3.6, "#ffffff", "#ffffff", "#93acc2", "#1c3020",
        "#e9f0f3", "#b7cad6", (0.08, 0.08, 0.07), (0.10, 0.11, 0.06), exposure=0.86,
    ),
    "dusk": Hour(
        ((0, "#27345f"), (0.18, "#54548a"), (0.32, "#a9688f"), (0.42, "#e2806a"), (0.50, "#f2a468"), (1, "#e88f62")),
        0.425, 0.034, (1.8, 0.82, 0.40), (0.80, 0.26, 0.14), 2.7, "#d98a93", "#ff8c6a", "#8d6f8d", "#12141f",
        "#c98f93", "#5f628c", (0.34, 0.11, 0.05), (0.36, 0.12, 0.06), exposure=0.90,
    ),
    "night": Hour(
        ((0, "#070d1e"), (0.25, "#0f1c38"), (0.42, "#1d3152"), (0.5, "#2a4264"), (1, "#2a4264")),
        0.17, 0.030, (0.80, 0.86, 0.92), (0.09, 0.12, 0.17), 3.2, "#33476a", "#6d86ac", "#2c4262", "#04080f",
        "#4d6484", "#22344f", (0.05, 0.07, 0.10), (0.03, 0.05, 0.08), stars=True, exposure=1.0,
    ),
}  # fmt: skip

# What a season does to the ridges: (tint of the near forest as hex, how much of it).
SEASONS: dict[str, tuple[str, float]] = {
    "summer": ("#152019", 0.0), "spring": ("#3f5a2c", 0.55), "autumn": ("#7a3d16", 0.75), "winter": ("#5d7080", 0.45),
}  # fmt: skip


def linear(colour: str) -> Plane:
    """Linear light of a hex colour."""
    return np.array(colours.linear(colour), np.float32)
