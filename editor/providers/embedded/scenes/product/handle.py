"""The handle of a mug: half a ring at its right."""

from dataclasses import dataclass

import numpy as np

from editor.providers.embedded.scenes import profiles
from editor.providers.embedded.scenes.lathe import Box, Patch, View

_CENTRE = (0.63, 0.76)
_RADII = (0.40, 0.46)
_THICK = 0.082


@dataclass(frozen=True, slots=True)
class Ring:
    """The handle in one view."""

    view: View

    @property
    def bounds(self) -> Box:
        """The box of pixels that the handle may touch."""
        (x, y), (wide, tall), view = _CENTRE, _RADII, self.view
        s = view.scale
        return (
            int(view.x + 0.3 * s), int(view.y - (y + tall + _THICK) * s) - 2,
            int(view.x + (x + wide + _THICK) * s) + 3, int(view.y - (y - tall - _THICK) * s) + 3,
        )  # fmt: skip

    def patch(self, box: Box) -> Patch:
        """Geometry for the pixels in `box`."""
        left, top, right, bottom = box
        view = self.view
        x = ((np.arange(left, right) + 0.5 - view.x) / view.scale).astype(np.float32)[None, :]
        y = ((view.y - (np.arange(top, bottom) + 0.5)) / view.scale).astype(np.float32)[:, None]
        x, y = (np.ascontiguousarray(each) for each in np.broadcast_arrays(x, y))
        (cx, cy), (wide, tall), thick = _CENTRE, _RADII, np.float32(_THICK)
        px, py = (x - np.float32(cx)) / np.float32(wide), (y - np.float32(cy)) / np.float32(tall)
        gx, gy = px / np.float32(wide), py / np.float32(tall)
        reach = np.sqrt(px * px + py * py)
        length = np.maximum(np.sqrt(gx * gx + gy * gy), np.float32(1e-4))
        away = (reach - 1) * np.maximum(reach, np.float32(1e-3)) / length  # from the ring's middle line
        cover = np.clip((thick - np.abs(away)) * np.float32(view.scale) + np.float32(0.5), 0, 1) * (x > 0.3)
        q = np.clip(away / thick, -1, 1)
        nx, ny, nz = gx / length * q, gy / length * q, np.sqrt(np.maximum(1 - q * q, np.float32(0.02)))
        part = np.full(x.shape, profiles.BODY)
        flat = np.zeros_like(x)
        return Patch(left, top, cover.astype(np.float32), x, y, flat, nx, ny, nz, np.full_like(x, 2.0), part)
