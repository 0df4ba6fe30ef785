"""The handle of a mug: half a ring at its right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from editor.providers.embedded.arrays import Plane
from editor.providers.embedded.scenes import profiles, surface
from editor.providers.embedded.scenes.lathe import Box, Patch, View

if TYPE_CHECKING:
    from editor.providers.embedded.scenes.product.solid import Model

_CENTRE = (0.63, 0.76)
_RADII = (0.40, 0.46)
_THICK = 0.082


def bounds(view: View) -> Box:
    """The box of pixels that the handle may touch."""
    (x, y), (wide, tall), s = _CENTRE, _RADII, view.scale
    return (
        int(view.x + 0.3 * s), int(view.y - (y + tall + _THICK) * s) - 2,
        int(view.x + (x + wide + _THICK) * s) + 3, int(view.y - (y - tall - _THICK) * s) + 3,
    )  # fmt: skip


def draw(what: Model, light: Plane, left: int, top: int, covered: Plane | None = None) -> None:
    """Draw the handle over `light`, linear RGB of the pixels from (`left`, `top`) on."""
    from editor.providers.embedded.scenes.product import skin

    box = bounds(what.view)
    rows = slice(max(0, box[1] - top), max(0, min(light.shape[0], box[3] - top)))
    columns = slice(max(0, box[0] - left), max(0, min(light.shape[1], box[2] - left)))
    target = light[rows, columns]
    if not target.size:
        return
    patch = _patch(what.view, left + columns.start, top + rows.start, target.shape[1], target.shape[0])
    dress = skin.skin(what.thing, what.parts[0].solid, patch, what.view, what.light, None)
    lit = surface.shade(patch, dress, what.light, what.backdrop, target, what.view.tilt)
    target += patch.cover[..., None] * (lit - target)
    if covered is not None:
        covered[rows, columns] += patch.cover * (1 - covered[rows, columns])


def _patch(view: View, left: int, top: int, width: int, height: int) -> Patch:
    x = ((np.arange(left, left + width) + 0.5 - view.x) / view.scale).astype(np.float32)[None, :]
    y = ((view.y - (np.arange(top, top + height) + 0.5)) / view.scale).astype(np.float32)[:, None]
    x, y = (np.ascontiguousarray(each) for each in np.broadcast_arrays(x, y))
    px, py = (x - np.float32(_CENTRE[0])) / np.float32(_RADII[0]), (y - np.float32(_CENTRE[1])) / np.float32(_RADII[1])
    gx, gy = px / np.float32(_RADII[0]), py / np.float32(_RADII[1])
    reach = np.sqrt(px * px + py * py)
    length = np.maximum(np.sqrt(gx * gx + gy * gy), np.float32(1e-4))
    away = (reach - 1) * np.maximum(reach, np.float32(1e-3)) / length  # from the ring's middle line
    cover = np.clip((np.float32(_THICK) - np.abs(away)) * np.float32(view.scale) + np.float32(0.5), 0, 1) * (x > 0.3)
    q = np.clip(away / np.float32(_THICK), -1, 1)
    nx, ny, nz = gx / length * q, gy / length * q, np.sqrt(np.maximum(1 - q * q, np.float32(0.02)))
    flat = np.zeros_like(x)
    part = np.full(x.shape, profiles.BODY)
    return Patch(left, top, cover.astype(np.float32), x, y, flat, nx, ny, nz, np.full_like(x, 2.0), part)
